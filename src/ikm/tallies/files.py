"""Tally files: the counts of a survey as JSON, so that an office sends counts instead of people's answers.

`ikm.tally_file` makes one of responses, `read_tally` reads one back; the same counts give the same bytes.  The form is
named and numbered (``"format": "ikm-tally", "version": 1``) and described in ``docs/many-files.md``.  Exact numbers
that are no whole ones are text, ``"7/2"``.

Reading trusts nothing: another form or version, a file changed after it was made, and counts no survey can have are
refused in words.  The ``digest`` shows a change by mistake; it proves nothing about who made the file.

Within a version names are only added, and none changes what the others mean, so a reader ignores those it does not
know.  The digest of a later ikm covers its own names too: what is read is checked against the digest of all that stands
in the file, or of all that this ikm knows.  Either way every count that is used is covered.

Nobody's answers are in it, yet the counts of a very small group (``by``) give its answers away: a file with such groups
is for whoever adds it up, not for publishing.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> made = ikm.tally_file(ikm.load([header, [4] * 9, [3] * 9]), unit="Loket A")
>>> again = ikm.read_tally(made.to_bytes())
>>> again == made, again.tally.total.respondents, ikm.score(again.tally, weight="exact").ikm
(True, 2, 87.5)
>>> ikm.read_tally(made.to_bytes().replace(b'"4": 1', b'"4": 9', 1))
Traceback (most recent call last):
    ...
ikm.errors.SourceError: This file is not whole, or not as ikm writes it: persyaratan: ...
"""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from pydantic import (
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from ikm.errors import IkmError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, Ledger, Span
from ikm.tallies.counted import (
    Count,
    Digest,
    GroupCounts,
    Name,
    Strict,
    Unusable,
    check_groups,
    tally_of,
    wrong,
)
from ikm.tallies.indices import IndexCounts  # noqa: TC001 - the same

if TYPE_CHECKING:
    import os
    from typing import BinaryIO

    from ikm.tallies.tally import Tally

__all__ = ["TallyFile", "TallyInput", "read_tally", "seal"]

FORMAT, VERSION = "ikm-tally", 1
LIMIT = 64 << 20
"""How many bytes a tally file may have, unless the reader allows more."""


class TallyInput(Strict):
    """One survey that was counted: enough to see that it is not counted twice."""

    name: Name | None = Field(default=None, description="the name of the file")
    sha256: Digest | None = Field(default=None, description="SHA-256 of its bytes")
    sheet: Name | None = Field(default=None, description="the worksheet that was read")
    respondents: Count = Field(description="respondents counted")
    period: Span | None = Field(default=None, description="its first and last moment of answering")

    def same_as(self, other: TallyInput) -> bool:
        """Tell whether the two may hold the same respondents: one input, and not two periods of it."""
        if self.sha256 is None or (self.sha256, self.sheet) != (other.sha256, other.sheet):
            return False
        if self.period is None or other.period is None:
            return True
        return self.period.first <= other.period.last and other.period.first <= self.period.last


class TallyFile(Strict):
    """The counts of one survey, or of several merged, and where they come from."""

    format: Literal["ikm-tally"] = Field(default="ikm-tally", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    ikm_version: Name = Field(description="the version of ikm that made it")
    unit: Name | None = Field(default=None, description="the unit's name")
    population: Count | None = Field(default=None, description="people the unit serves, where it is known")
    regulation: Name = Field(description="the instrument, such as `permenpanrb-14-2017`")
    regulation_sha256: Digest = Field(description="SHA-256 of the instrument's data")
    questionnaire: Name | None = Field(default=None, description="the questionnaire the form was read with")
    inputs: tuple[TallyInput, ...] = Field(description="each survey that is in it")
    period: Span | None = Field(default=None, description="the first and last moment of answering")
    rows: Ledger | None = Field(default=None, description="what became of every row")
    findings_total: FrozenMapping[Name, Count] = Field(
        default_factory=dict, validate_default=True, description="how many findings there are of each code"
    )
    invalid: Literal["refuse", "blank"] = Field(description="how answers that cannot be used were taken")
    unusable: tuple[Unusable, ...] = Field(
        default=(), description="answers that cannot be used and were taken as blank"
    )
    elements: tuple[Name, ...] = Field(description="the keys of the elements counted, in order")
    low: int = Field(description="the lowest score of the scale")
    high: int = Field(description="the highest")
    by: tuple[Name, ...] = Field(default=(), description="what respondents are grouped by")
    complete_known: bool = Field(default=True, description="whether complete questionnaires are told from partial ones")
    moments: bool = Field(default=False, description="whether the groups hold sums of pairs, for statistics")
    groups: tuple[GroupCounts, ...] = Field(
        description="the counts of each group; of one without a name where there are no groups"
    )
    indices: tuple[IndexCounts, ...] = Field(
        default=(), description="the counts of other indices of the same respondents, such as SPAK"
    )
    digest: Digest = Field(description="SHA-256 of everything else, as compact JSON in this order")

    @cached_property
    def tally(self) -> Tally:
        """The counts, ready to be scored or merged."""
        faults = {(one.element, one.code): one.answers for one in self.unusable}
        return tally_of(
            self.elements, self.groups, low=self.low, high=self.high, by=self.by, moments=self.moments, faults=faults,
            complete_known=self.complete_known,
        )  # fmt: skip

    def to_bytes(self) -> bytes:
        """Write the file: the same counts give the same bytes."""
        return self.model_dump_json(indent=1).encode() + b"\n"

    @model_validator(mode="after")
    def _is_possible(self, info: ValidationInfo) -> TallyFile:
        if self.unusable and self.invalid == "refuse":
            raise wrong("ada jawaban yang tidak dapat digunakan", "there are answers that cannot be used")
        if self.rows is not None and not self.rows.adds_up():
            raise wrong("rincian barisnya tidak berjumlah tepat", "the ledger of rows does not add up")
        tally = self.tally
        check_groups(self.groups, tally)
        for other in self.indices:
            other.check(self.by, tally.total.respondents)
        if sum(one.respondents for one in self.inputs) != tally.total.respondents and self.inputs:
            raise wrong("jumlah respondennya tidak cocok", "the numbers of respondents do not agree")
        if self.digest != seal(self) and self.digest != _seal_of_all(info.context):
            raise wrong("isinya diubah setelah berkas ini dibuat", "it was changed after it was made")
        return self


def seal(model: BaseModel) -> str:
    """Hash all of a model but its ``digest``, as it is written."""
    return sha256(model.model_dump_json(exclude={"digest"}).encode()).hexdigest()


def _seal_of_all(data: bytes | None) -> str | None:
    """Hash all that a file holds but its ``digest``, names of a later ikm too; none where no file is read."""
    if data is None:
        return None
    held = json.loads(data)
    del held["digest"]
    return sha256(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def read_tally(source: str | os.PathLike[str] | bytes | BinaryIO, *, limit: int = LIMIT) -> TallyFile:
    """Read a tally file, trusting nothing in it.

    Parameters
    ----------
    source : path, bytes or open binary file
        What `TallyFile.to_bytes` wrote.
    limit : int
        How many bytes it may have.

    Returns
    -------
    TallyFile
        Frozen; ``tally`` holds the counts.

    Raises
    ------
    SourceError
        If it is no tally file, of another version, changed, impossible, or larger than ``limit``.
    """
    from ikm.sources import (  # noqa: PLC0415 - the same
        Input,
        both,
        refusal,
    )

    with Input(source) as opened:
        data = opened.everything(limit, "tally_bytes")
        name = both(opened.name or "Berkas ini", opened.name or "This file")
    head = _head(data)
    if head is None or head.format != FORMAT:
        raise refusal("file-tally-foreign", name=name)
    if head.version != VERSION:
        raise refusal("file-tally-version", name=name, version=str(head.version)[:20], known=VERSION)
    try:
        return TallyFile.model_validate_json(data, context=data)
    except ValidationError as error:
        raise refusal("file-tally-damaged", name=name, what=both(*_what(error))) from None


class _Head(BaseModel):
    """What must be right before the rest is looked at."""

    format: Any = None
    version: Any = None


def _head(data: bytes) -> _Head | None:
    try:
        return _Head.model_validate_json(data)
    except ValidationError:
        return None


def _what(error: ValidationError) -> tuple[str, str]:
    """Say in Indonesian and in English what the first mistake of a file is."""
    first = error.errors()[0]
    refused = first.get("ctx", {}).get("error")
    if isinstance(refused, IkmError):
        return refused.words("id").rstrip("."), refused.words("en").rstrip(".")
    place = ".".join(str(part) for part in first["loc"])[:80]
    return f"bagian {place} tidak dapat digunakan", f"{place} cannot be used ({first['msg']})"
