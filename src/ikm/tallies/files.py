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
import re
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from ikm.errors import IkmError, OptionError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel, Ledger, Span
from ikm.tallies.counts import Counts, Level, PairSums, plain_level
from ikm.tallies.tally import Tally

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from typing import BinaryIO

__all__ = ["TallyFile", "TallyInput", "Unusable", "groups_of", "read_tally", "seal"]

FORMAT, VERSION = "ikm-tally", 1
LIMIT = 64 << 20
"""How many bytes a tally file may have, unless the reader allows more."""

_EXACT = re.compile(r"-?\d{1,40}(?:/\d{1,40})?", re.ASCII)


def _exact(value: object) -> Level:
    """Read an exact number: an int, or its text; only the one spelling ikm writes."""
    if isinstance(value, Fraction) or (isinstance(value, int) and not isinstance(value, bool)):
        return plain_level(value)
    if isinstance(value, str) and _EXACT.fullmatch(value):
        whole, _, parts = value.partition("/")
        number = Fraction(int(whole), int(parts or 1)) if int(parts or 1) else None
        if number is not None and str(number) == value:
            return plain_level(number)
    raise ValueError("not an exact number")


_NUMBER = WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}]})
_Written = PlainSerializer(lambda value: str(value) if isinstance(value, Fraction) else value)
Exact = Annotated[Any, PlainValidator(_exact), _Written, _NUMBER]
Score = Annotated[Any, PlainValidator(_exact), PlainSerializer(str), WithJsonSchema({"type": "string"})]
Count = Annotated[int, Field(ge=0, le=10**12)]
Met = Annotated[int, Field(gt=0, le=10**12)]
Name = Annotated[str, Field(max_length=500)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Strict(FrozenModel):
    """A part of a tally file: frozen, and no text where a number belongs."""

    model_config = ConfigDict(strict=True)


class TallyInput(_Strict):
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


class Unusable(_Strict):
    """Answers that could not be used and were taken as blank, by element (none for whole rows) and finding code."""

    element: Name = Field(description="the key of the element; empty for whole rows")
    code: Name = Field(description="the kind of finding")
    answers: Count = Field(description="how many")


class PairRecord(_Strict):
    """Exact sums over the respondents who answered both elements of a pair."""

    a: Name = Field(description="the key of one element")
    b: Name = Field(description="the key of the other, or of the same")
    n: Count = Field(description="respondents who answered both")
    sum_a: Exact = Field(description="the sum of their scores of the one")
    sum_b: Exact = Field(description="of the other")
    sum_ab: Exact = Field(description="of the products of both")


class GroupCounts(_Strict):
    """The counts of one group: how many gave each level, in complete questionnaires and in those with blanks."""

    group: tuple[Name, ...] = Field(description="its name, one text for each of `by`")
    complete: Count = Field(description="complete questionnaires")
    partial: Count = Field(description="questionnaires with some blank")
    complete_levels: FrozenMapping[Name, FrozenMapping[Score, Met]] = Field(
        description="for each element how many gave each level, in complete questionnaires"
    )
    partial_levels: FrozenMapping[Name, FrozenMapping[Score, Met]] = Field(
        description="the same, in those with some blank"
    )
    moments: tuple[PairRecord, ...] | None = Field(default=None, description="the sums of every pair of elements")


class TallyFile(_Strict):
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
    digest: Digest = Field(description="SHA-256 of everything else, as compact JSON in this order")

    @cached_property
    def tally(self) -> Tally:
        """The counts, ready to be scored or merged."""
        groups = {}
        for one in self.groups:
            pairs = None if one.moments is None else {(p.a, p.b): _moments(p) for p in one.moments}
            groups[one.group] = Counts(one.complete, one.partial, one.complete_levels, one.partial_levels, pairs)
        faults = {(one.element, one.code): one.answers for one in self.unusable}
        held = {"moments": self.moments, "faults": faults, "complete_known": self.complete_known}
        return Tally(self.elements, self.low, self.high, self.by, groups, **held)  # type: ignore[arg-type]

    def to_bytes(self) -> bytes:
        """Write the file: the same counts give the same bytes."""
        return self.model_dump_json(indent=1).encode() + b"\n"

    @model_validator(mode="after")
    def _is_possible(self, info: ValidationInfo) -> TallyFile:
        if self.unusable and self.invalid == "refuse":
            raise _wrong("ada jawaban yang tidak dapat digunakan", "there are answers that cannot be used")
        if self.rows is not None and not self.rows.adds_up():
            raise _wrong("rincian barisnya tidak berjumlah tepat", "the ledger of rows does not add up")
        tally = self.tally
        for one in self.groups:
            if not set(one.complete_levels) == set(one.partial_levels) == set(self.elements):
                raise _wrong("unsur dalam rekapitulasinya tidak lengkap", "an element is missing in the counts")
        if [one.group for one in self.groups] != list(tally.groups):
            raise _wrong(
                "ada kelompok yang kosong, dua kali, atau tidak urut", "a group is empty, stands twice or out of order"
            )
        for name, counts in tally.groups.items():
            if len(name) != len(self.by):
                raise _wrong(
                    f"kelompok {list(name)} tidak cocok dengan by", f"the group {list(name)} does not fit `by`"
                )
            _check_counts(counts, tally)
        if sum(one.respondents for one in self.inputs) != tally.total.respondents and self.inputs:
            raise _wrong("jumlah respondennya tidak cocok", "the numbers of respondents do not agree")
        if self.digest != seal(self) and self.digest != _seal_of_all(info.context):
            raise _wrong("isinya diubah setelah berkas ini dibuat", "it was changed after it was made")
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


def _wrong(indonesian: str, english: str) -> OptionError:
    return OptionError(english, id=indonesian)


def groups_of(tally: Tally) -> tuple[GroupCounts, ...]:
    """Put the counts of a tally into the form of a file."""
    return tuple(
        GroupCounts(
            group=name,
            complete=counts.complete,
            partial=counts.partial,
            complete_levels={key: dict(counts.complete_levels[key]) for key in tally.elements},
            partial_levels={key: dict(counts.partial_levels[key]) for key in tally.elements},
            moments=None if counts.moments is None else tuple(_pairs(counts.moments.items())),
        )
        for name, counts in tally.groups.items()
    )


def _pairs(moments: Iterable[tuple[tuple[str, str], PairSums]]) -> Iterable[PairRecord]:
    return (PairRecord(a=a, b=b, n=m.n, sum_a=m.sum_a, sum_b=m.sum_b, sum_ab=m.sum_ab) for (a, b), m in moments)


def _moments(pair: PairRecord) -> PairSums:
    return PairSums(pair.n, pair.sum_a, pair.sum_b, pair.sum_ab)


def _check_counts(counts: Counts, tally: Tally) -> None:
    """Refuse counts that no respondents can have given."""
    for key in tally.elements:
        if any(not tally.low <= level <= tally.high for level in counts.levels(key)):
            raise _wrong(f"{key}: ada nilai di luar skala", f"{key}: a score is off the scale")
    if not counts.are_possible(complete_known=tally.complete_known):
        words = (
            "jumlah kuesioner yang tidak lengkap tidak mungkin benar",
            "the counts of partial questionnaires are impossible",
        )
        raise _wrong(*words)
    if tally.moments != (counts.moments is not None):
        raise _wrong("data korelasi antarunsurnya tidak lengkap", "the moments are not complete")
    if counts.moments is not None and not _possible(counts, tally):
        raise _wrong(
            "data korelasi antarunsurnya tidak cocok dengan rekapitulasinya", "the moments do not fit the counts"
        )


def _possible(counts: Counts, tally: Tally) -> bool:
    moments, low, high = counts.moments or {}, tally.low, tally.high
    pairs = {(key, key) for key in tally.elements} | set(combinations(tally.elements, 2))
    if set(moments) != pairs:
        return False
    for (a, b), m in moments.items():
        if a == b:
            squares = sum(level * level * n for level, n in counts.levels(a).items())
            if (m.n, m.sum_a, m.sum_b, m.sum_ab) != (counts.filled(a), counts.sum(a), counts.sum(a), squares):
                return False
        elif not (
            counts.complete <= m.n <= min(counts.filled(a), counts.filled(b))
            and all(low * m.n <= one <= high * m.n for one in (m.sum_a, m.sum_b))
            and low * low * m.n <= m.sum_ab <= high * high * m.n
        ):
            return False
    return True
