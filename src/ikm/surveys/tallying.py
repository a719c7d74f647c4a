"""Making tally files: of the counts of one survey, and of several files merged into one.

`ikm.tallies.files` says what such a file holds and reads it.

>>> import ikm
>>> from ikm.surveys.tallying import merged_file
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> offices = [ikm.tally_file(ikm.load([header, [score] * 9])) for score in (4, 3)]
>>> whole = merged_file(offices, unit="Dinas")
>>> whole.tally.total.respondents, len(whole.inputs), ikm.score(whole.tally, weight="exact").ikm
(2, 2, 87.5)
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from ikm.arguments import joined, one_of, people_of, tables_of
from ikm.errors import OptionError, ResponseError
from ikm.records import Ledger, Span
from ikm.regulation import law_of
from ikm.responses import Responses
from ikm.surveys.accounts import provenance, refused
from ikm.tallies import (
    ImportanceCount,
    IndexCounts,
    Tally,
    TallyFile,
    TallyInput,
    Unusable,
    groups_of,
    plain_level,
    seal,
)
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ikm.regulation import Regulation
    from ikm.responses import IndexAnswers

__all__ = ["merged_file", "regrouped", "tally_file"]


def tally_file(
    source: Responses | Tally,
    *,
    by: str | Sequence[str | tuple[str, ...]] = (),
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
        Columns to count groups by, all together: each table of them can be made of the counts.  Of a tally, the part
        of its own grouping that is kept.
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
    if not isinstance(source, (Responses, Tally)):
        raise OptionError(
            f"tally_file takes what ikm.load or Responses.tally gave; got a {type(source).__name__}: "
            "ikm.tally_file(ikm.load(source))."
        )
    one_of("invalid", invalid, ("refuse", "blank"))
    names = joined(tables_of("by", by))
    people = None if population is None else people_of("population", population)
    if isinstance(source, Responses):
        return _of_responses(source, names, invalid, unit, people, moments=moments)
    if source.faults and invalid == "refuse":
        raise ResponseError('These counts hold answers that could not be used; pass invalid="blank" to keep them so.')
    law = law_of(regulation)
    return _sealed(
        source.regroup(names or source.by), law.key, law.digest, invalid=invalid, unit=unit, population=people
    )


def _of_responses(
    responses: Responses,
    by: tuple[str, ...],
    invalid: Literal["refuse", "blank"],
    unit: str | None,
    population: int | None,
    *,
    moments: bool,
) -> TallyFile:
    stopping = responses.errors if invalid == "refuse" else responses.blocked
    if stopping:
        raise refused(responses, stopping)
    tally = responses.tally(by, moments=moments)
    moments_met = responses.times.span()
    period = None if moments_met is None else Span(first=moments_met[0], last=moments_met[1])
    named = unit if unit is not None else (responses.survey or {}).get("unit")
    return _sealed(
        tally,
        responses.law.key,
        responses.law.digest,
        unit=named,
        population=population,
        questionnaire=responses.questionnaire,
        inputs=tuple(map(_input, responses.parts or (responses,))),
        period=period,
        rows=responses.ledger,
        findings_total=dict(sorted(responses.findings.counts.items())),
        invalid=invalid,
        indices=tuple(_index_counts(responses, one, by) for one in responses.indices),
    )


def _input(responses: Responses) -> TallyInput:
    """Say what was counted: the survey, or one of its files."""
    where, met = provenance(responses, {}), responses.times.span()
    return TallyInput(
        name=where.input_name,
        sha256=where.input_sha256,
        sheet=where.sheet,
        respondents=len(responses),
        period=None if met is None else Span(first=met[0], last=met[1]),
    )


def _index_counts(responses: Responses, answers: IndexAnswers, by: tuple[str, ...]) -> IndexCounts:
    """Put the counts of another index into a file's form; whoever reads it must know the instrument."""
    index = answers.index
    tally = responses.of_index(index.key).tally(by)
    known = {item.key for item in index.items}
    return IndexCounts(
        index=index.key,
        sha256=index.digest,
        instrument=index.text or None,
        low=tally.low,
        high=tally.high,
        elements=tally.elements,
        names={one.key: one.id for one in answers.law.elements if one.key not in known},
        groups=groups_of(tally),
        unusable=tuple(Unusable(element=e, code=c, answers=n) for (e, c), n in tally.faults.items()),
        importance={
            key: ImportanceCount(total=plain_level(total), number=number)
            for key, (total, number) in answers.importance.items()
        }
        or None,
    )


def _merged_indices(files: Sequence[TallyFile], by: Sequence[str]) -> tuple[IndexCounts, ...]:
    """Merge the counts of each index that all files have with the same items."""
    kept = []
    for first in files[0].indices:
        same = (first.index, first.sha256, first.elements, first.names)
        found = [
            (file, one)
            for file in files
            for one in file.indices
            if (one.index, one.sha256, one.elements, one.names) == same
        ]
        if len(found) < len(files):
            continue
        tally = Tally.merged(regrouped(one.tally_by(file.by), by) for file, one in found)
        counted = [one.importance or {} for _, one in found]
        importance = {
            key: ImportanceCount(
                total=plain_level(sum(Fraction(one[key].total) for one in counted)),
                number=sum(one[key].number for one in counted),
            )
            for key in (first.elements if all(counted) else ())
        }
        unusable = tuple(Unusable(element=e, code=c, answers=n) for (e, c), n in tally.faults.items())
        update = {"groups": groups_of(tally), "unusable": unusable, "importance": importance or None}
        kept.append(first.model_copy(update=update))
    return tuple(kept)


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
        period=Span(first=min(p.first for p in periods), last=max(p.last for p in periods)) if periods else None,
        rows=Ledger(**{name: sum(rows[name] for rows in ledgers) for name in ledgers[0]})
        if len(ledgers) == len(files)
        else None,
        findings_total={code: sum(one.findings_total.get(code, 0) for one in files) for code in codes},
        invalid="blank" if any(one.invalid == "blank" for one in files) else "refuse",
        indices=_merged_indices(files, by),
    )


def regrouped(tally: Tally, by: str | Sequence[str] = (), *, moments: bool = False) -> Tally:
    """Give a tally with a part of its grouping, and without its moments unless they are wanted."""
    if tally.moments and not moments:
        bare = {name: replace(counts, moments=None) for name, counts in tally.groups.items()}
        tally = replace(tally, moments=False, groups=bare)
    return tally.regroup(by)


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
        "groups": groups_of(tally),
        **about,
    }
    unsealed = TallyFile.model_construct(**fields)
    return TallyFile(**fields, digest=seal(unsealed))
