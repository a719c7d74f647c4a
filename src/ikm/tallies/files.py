"""Tally files: the counts of a survey as JSON, so that an office sends counts instead of people's answers.

`ikm.tally_file` makes one of responses, `read_tally` reads one back; the same counts give the same bytes.  The form is
named and numbered (``"format": "ikm-tally", "version": 1``) and described in ``docs/many-files.md``.  Exact numbers
that are no whole ones are text, ``"7/2"``.

Reading trusts nothing: another form or version, a file changed after it was made, and counts no survey can have are
refused in words.  The ``digest`` shows a change by mistake; it proves nothing about who made the file.

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
    WithJsonSchema,
    model_validator,
)

from ikm.errors import IkmError, OptionError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenModel, Ledger, Span
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

    name: Name | None = None
    sha256: Digest | None = None
    sheet: Name | None = None
    respondents: Count
    period: Span | None = None

    def same_as(self, other: TallyInput) -> bool:
        """Tell whether the two may hold the same respondents: one input, and not two periods of it."""
        if self.sha256 is None or (self.sha256, self.sheet) != (other.sha256, other.sheet):
            return False
        if self.period is None or other.period is None:
            return True
        return self.period.first <= other.period.last and other.period.first <= self.period.last


class Unusable(_Strict):
    """Answers that could not be used and were taken as blank, by element (none for whole rows) and finding code."""

    element: Name
    code: Name
    answers: Count


class PairRecord(_Strict):
    """Exact sums over the respondents who answered both elements of a pair."""

    a: Name
    b: Name
    n: Count
    sum_a: Exact
    sum_b: Exact
    sum_ab: Exact


class GroupCounts(_Strict):
    """The counts of one group: how many gave each level, in complete questionnaires and in those with blanks."""

    group: tuple[Name, ...]
    complete: Count
    partial: Count
    complete_levels: FrozenMapping[Name, FrozenMapping[Score, Met]]
    partial_levels: FrozenMapping[Name, FrozenMapping[Score, Met]]
    moments: tuple[PairRecord, ...] | None = None


class TallyFile(_Strict):
    """The counts of one survey, or of several merged, and where they come from."""

    format: Literal["ikm-tally"] = "ikm-tally"
    version: Literal[1] = 1
    ikm_version: Name
    unit: Name | None = None
    population: Count | None = Field(default=None, description="people the unit serves, where it is known")
    regulation: Name
    regulation_sha256: Digest
    questionnaire: Name | None = None
    inputs: tuple[TallyInput, ...]
    period: Span | None = None
    rows: Ledger | None = None
    findings_total: FrozenMapping[Name, Count] = Field(default_factory=dict, validate_default=True)
    invalid: Literal["refuse", "blank"] = Field(description="how answers that cannot be used were taken")
    unusable: tuple[Unusable, ...] = ()
    elements: tuple[Name, ...]
    low: int
    high: int
    by: tuple[Name, ...] = ()
    complete_known: bool = True
    moments: bool = False
    groups: tuple[GroupCounts, ...]
    digest: Digest = Field(description="SHA-256 of everything else, as ikm writes it")

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
    def _is_possible(self) -> TallyFile:
        if self.unusable and self.invalid == "refuse":
            raise _wrong("ada jawaban yang tidak dapat dipakai", "there are answers that cannot be used")
        if self.rows is not None and not self.rows.adds_up():
            raise _wrong("rincian barisnya tidak berjumlah tepat", "the ledger of rows does not add up")
        tally = self.tally
        for one in self.groups:
            if not set(one.complete_levels) == set(one.partial_levels) == set(self.elements):
                raise _wrong("unsur di cacahnya tidak lengkap", "an element is missing in the counts")
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
        if self.digest != seal(self):
            raise _wrong("isinya diubah setelah berkas ini dibuat", "it was changed after it was made")
        return self


def seal(model: BaseModel) -> str:
    """Hash all of a model but its ``digest``, as it is written."""
    return sha256(model.model_dump_json(exclude={"digest"}).encode()).hexdigest()


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
        return TallyFile.model_validate_json(data)
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
    return f"bagian {place} tidak dapat dipakai", f"{place} cannot be used ({first['msg']})"


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
        words = "cacah kuesioner yang tidak lengkap mustahil", "the counts of partial questionnaires are impossible"
        raise _wrong(*words)
    if tally.moments != (counts.moments is not None):
        raise _wrong("momennya tidak lengkap", "the moments are not complete")
    if counts.moments is not None and not _possible(counts, tally):
        raise _wrong("momennya tidak cocok dengan cacahnya", "the moments do not fit the counts")


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
