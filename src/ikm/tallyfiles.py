"""Tally files: the counts of a survey as JSON, so that an office sends counts instead of people's answers.

`tally_file` makes one of responses, `read_tally` reads one back; the same counts give the same bytes.  The form is
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
from dataclasses import replace
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

from ikm import __version__
from ikm.accounts import explain, provenance
from ikm.counts import Counts, Level, Moments, plain_level
from ikm.errors import IkmError, OptionError, ResponseError
from ikm.options import law_of, one_of, people_of
from ikm.responses import Responses
from ikm.results import FrozenModel, Ledger, Period
from ikm.tallies import Tally

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from ikm.regulation import Regulation

__all__ = ["TallyFile", "TallyInput", "merged_file", "read_tally", "regrouped", "seal", "tally_file"]

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
    period: Period | None = None

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


class PairSums(_Strict):
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
    complete_levels: dict[Name, dict[Score, Count]]
    partial_levels: dict[Name, dict[Score, Count]]
    moments: tuple[PairSums, ...] | None = None


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
    period: Period | None = None
    rows: Ledger | None = None
    findings_total: dict[Name, Count] = Field(default_factory=dict)
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
        if _groups_of(tally) != self.groups:
            raise _wrong("susunan cacahnya berbeda", "the counts stand in another order or form")
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


def tally_file(
    source: Responses | Tally,
    *,
    by: str | Sequence[str] = (),
    moments: bool = False,
    invalid: Literal["refuse", "blank"] = "refuse",
    unit: str | None = None,
    population: int | None = None,
    regulation: str | Path | Regulation | None = None,
) -> TallyFile:
    """Put the counts of a survey into a file's form.

    Parameters
    ----------
    source : Responses or Tally
        What `ikm.load` gave, or counts made elsewhere.
    by : str or sequence of str
        Columns to count groups by; of a tally, the part of its own grouping that is kept.
    moments : bool
        Also hold the pairwise sums the statistics need.
    invalid : {"refuse", "blank"}
        Refuse answers that cannot be used (default), or take them as blank; the file says which.
    unit : str, optional
        The unit's name.
    population : int, optional
        The number of people the unit serves.
    regulation : str, path or Regulation, optional
        The instrument a tally was counted under; responses know theirs.

    Returns
    -------
    TallyFile

    Raises
    ------
    ResponseError
        If the data holds errors that `invalid` does not cover; ``findings`` holds everything found.
    OptionError
        If there is no such column to group by.
    """
    one_of("invalid", invalid, ("refuse", "blank"))
    people = None if population is None else people_of("population", population)
    if isinstance(source, Responses):
        return _of_responses(source, by, invalid, unit, people, moments=moments)
    if source.faults and invalid == "refuse":
        raise ResponseError('These counts hold answers that could not be used; pass invalid="blank" to keep them so.')
    law = law_of(regulation)
    return _sealed(source.regroup(by or source.by), law.key, law.digest, invalid=invalid, unit=unit, population=people)


def _of_responses(
    responses: Responses,
    by: str | Sequence[str],
    invalid: Literal["refuse", "blank"],
    unit: str | None,
    population: int | None,
    *,
    moments: bool,
) -> TallyFile:
    stopping = responses.errors if invalid == "refuse" else responses.blocked
    if stopping:
        raise ResponseError(explain(responses, stopping), tuple(responses.findings))
    tally = responses.tally(by, moments=moments)
    where = provenance(responses, {})
    times = [moment for moment in responses.times if moment is not None]
    period = Period(first=min(times), last=max(times)) if times else None
    one = TallyInput(
        name=where.input_name,
        sha256=where.input_sha256,
        sheet=where.sheet,
        respondents=tally.total.respondents,
        period=period,
    )
    named = unit if unit is not None or responses.survey is None else responses.survey.unit
    return _sealed(
        tally,
        responses.law.key,
        responses.law.digest,
        unit=named,
        population=population,
        questionnaire=responses.questionnaire,
        inputs=(one,),
        period=period,
        rows=responses.ledger,
        findings_total=dict(sorted(responses.findings.counts.items())),
        invalid=invalid,
    )


def merged_file(files: Sequence[TallyFile], *, unit: str | None = None) -> TallyFile:
    """Merge tally files of the same kind of survey into one, which says what went into it.

    Of the groupings and moments only what all files have is kept.

    Parameters
    ----------
    files : sequence of TallyFile
        At least one; they may not count the same input twice.
    unit : str, optional
        The name of the whole.

    Raises
    ------
    OptionError
        For files that count other elements, on another scale, or under another instrument, and for none at all.
    """
    if not files:
        raise OptionError("There is no tally to merge.")
    if len({(one.regulation, one.regulation_sha256) for one in files}) > 1:
        raise OptionError("Tally files under different regulations cannot be merged.")
    by = [name for name in files[0].by if all(name in one.by for one in files)]
    moments = all(one.moments for one in files)
    periods = [one.period for one in files if one.period is not None]
    ledgers = [one.rows.model_dump() for one in files if one.rows is not None]
    codes = sorted({code for one in files for code in one.findings_total})
    people = [one.population for one in files if one.population is not None]
    asked = {one.questionnaire for one in files}
    return _sealed(
        Tally.merged(regrouped(one.tally, by, moments=moments) for one in files),
        files[0].regulation,
        files[0].regulation_sha256,
        unit=unit,
        population=sum(people) if len(people) == len(files) else None,
        questionnaire=asked.pop() if len(asked) == 1 else None,
        inputs=tuple(part for one in files for part in one.inputs),
        period=Period(first=min(p.first for p in periods), last=max(p.last for p in periods)) if periods else None,
        rows=Ledger(**{name: sum(rows[name] for rows in ledgers) for name in ledgers[0]})
        if len(ledgers) == len(files)
        else None,
        findings_total={code: sum(one.findings_total.get(code, 0) for one in files) for code in codes},
        invalid="blank" if any(one.invalid == "blank" for one in files) else "refuse",
    )


def regrouped(tally: Tally, by: str | Sequence[str] = (), *, moments: bool = False) -> Tally:
    """Give a tally with a part of its grouping, and without its moments unless they are wanted."""
    if tally.moments and not moments:
        bare = {name: replace(counts, moments=None) for name, counts in tally.groups.items()}
        tally = replace(tally, moments=False, groups=bare)
    return tally.regroup(by)


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
    from ikm.sources.inputs import Input  # noqa: PLC0415 - only those who read a file pay for it
    from ikm.sources.refusals import both, refusal  # noqa: PLC0415 - the same

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


def _sealed(
    tally: Tally,
    regulation: str,
    regulation_sha256: str,
    *,
    invalid: Literal["refuse", "blank"],
    **about: object,
) -> TallyFile:
    """Make a file of counts and what is known about them."""
    fields: dict[str, Any] = {
        "ikm_version": __version__,
        "regulation": regulation,
        "regulation_sha256": regulation_sha256,
        "inputs": (),
        "invalid": invalid,
        "unusable": tuple(Unusable(element=e, code=c, answers=n) for (e, c), n in tally.faults.items()),
        "elements": tally.elements,
        "low": tally.low,
        "high": tally.high,
        "by": tally.by,
        "complete_known": tally.complete_known,
        "moments": tally.moments,
        "groups": _groups_of(tally),
        **about,
    }
    unsealed = TallyFile.model_construct(**fields)
    return TallyFile(**fields, digest=seal(unsealed))


def _groups_of(tally: Tally) -> tuple[GroupCounts, ...]:
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


def _pairs(moments: Iterable[tuple[tuple[str, str], Moments]]) -> Iterable[PairSums]:
    return (PairSums(a=a, b=b, n=m.n, sum_a=m.sum_a, sum_b=m.sum_b, sum_ab=m.sum_ab) for (a, b), m in moments)


def _moments(pair: PairSums) -> Moments:
    return Moments(pair.n, pair.sum_a, pair.sum_b, pair.sum_ab)


def _check_counts(counts: Counts, tally: Tally) -> None:
    """Refuse counts that no respondents can have given."""
    if set(counts.complete_levels) != set(tally.elements) or set(counts.partial_levels) != set(tally.elements):
        raise _wrong("unsurnya tidak lengkap", "an element is missing")
    for key in tally.elements:
        if any(not tally.low <= level <= tally.high for level in counts.levels(key)):
            raise _wrong(f"{key}: ada nilai di luar skala", f"{key}: a score is off the scale")
    answers = sum(counts.filled(key) - counts.complete for key in tally.elements)
    most = len(tally.elements) - tally.complete_known
    if not counts.partial <= answers <= counts.partial * most:
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
