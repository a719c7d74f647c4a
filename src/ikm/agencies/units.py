"""Units: one office's survey among several, its result or why there is none, and the counts it was made of.

`ikm.agencies` puts units together.

>>> from ikm.agencies.units import count_unit
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> good = count_unit("Loket A", [header, [4] * 9], weight="exact")
>>> good.result.result.ikm, good.file.tally.total.respondents
(100.0, 1)
>>> bad = count_unit("Loket B", [header, [9] * 9])
>>> bad.result.scored, bad.result.refusal.findings[0].code, bad.file
(False, 'answer-off-scale', None)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import Field

from ikm.arguments import joined, names_of, tables_of
from ikm.errors import OptionError, RefusalError, ResponseError
from ikm.findings import Finding, Refusal, display, plural
from ikm.records import FrozenModel, Provenance
from ikm.regulation import law_of
from ikm.responses import Responses
from ikm.scoring import IKMResult
from ikm.surveys import (
    Scoring,
    counted_indices,
    leave_unasked,
    load,
    provenance,
    refusal,
    regrouped,
    score,
    survey_of,
    tally_file,
    unread,
)
from ikm.tallies import Tally, TallyFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.tallies import TallyInput

__all__ = ["CountedUnit", "UnitResult", "count_unit", "counted_once", "named_units", "refused_unit"]


class UnitResult(FrozenModel):
    """One unit of an agency: its result, or why there is none."""

    unit: str = Field(description="its name")
    input: str | None = Field(default=None, description="the file it was read from")
    scored: bool = Field(description="whether there is a result")
    population: int | None = Field(default=None, description="people the unit serves, where it is known")
    result: IKMResult | None = Field(default=None, description="its result; null where it is refused")
    refusal: Refusal | None = Field(default=None, description="why there is none; null where there is one")


class CountedUnit(NamedTuple):
    """A unit's result and its counts; none where the data was refused.

    There may be counts without a figure: of too few people, an element may have no answer.
    """

    result: UnitResult
    file: TallyFile | None


_GIVE = 'give each unit its survey, as {"Loket A": "a.xlsx", "Loket B": "b.xlsx"}, or a list of files'


_INSTEAD = {
    "ngroups": " Of the groups of a frame: ikm.score_agency(dict(list(groups))).",
    "groupby": ' Of one frame of all units: ikm.score_agency(dict(list(frame.groupby("Unit")))).',
    "encode": " One survey alone is scored by ikm.score.",
    "suffix": " One survey alone is scored by ikm.score.",
}
"""What to do with other things, by what marks them: the groups of a frame, a frame, a text, a path."""


def named_units(units: Any) -> Mapping[str, Any]:  # noqa: ANN401 - told apart here
    """Give the survey of each unit by the unit's name; those of a list go by their own.

    Parameters
    ----------
    units : mapping or sequence
        What `ikm.score_agency` was given.

    Raises
    ------
    OptionError
        If it is neither, two have one name, or one has none.

    >>> list(named_units(["data/Loket A.xlsx", "data/Loket B.csv"]))
    ['Loket A', 'Loket B']
    """
    if isinstance(units, Mapping):
        if wrong := [one for one in units.values() if isinstance(one, IKMResult)]:
            raise _no_counts(wrong[0])
        return units
    if not isinstance(units, (list, tuple)):
        instead = next((words for mark, words in _INSTEAD.items() if hasattr(units, mark)), "")
        raise OptionError(f"Units have names: {_GIVE}; got a {type(units).__name__}.{instead}")
    found: dict[str, Any] = {}
    for one in units:
        name = _own_name(one)
        if name in found:
            raise OptionError(f"Two units are called {name!r}; {_GIVE}.")
        found[name] = one
    return found


def _own_name(source: object) -> str:
    """Give the name a survey has of itself: its file's, or that of the unit that sent its counts."""
    if isinstance(source, IKMResult):
        raise _no_counts(source)
    name: str | None = None
    if isinstance(source, (str, PurePath)):
        name = PurePath(source).stem
    elif isinstance(source, TallyFile):
        name = source.unit
    elif isinstance(source, Responses):
        name = PurePath(source.facts.name).stem
    if not name:
        raise OptionError(f"A {type(source).__name__} in a list of units has no name; {_GIVE}.")
    return name


def _no_counts(result: IKMResult) -> OptionError:
    return OptionError(
        f"A result holds figures and not the answers they were made of, so it cannot be put together with others "
        f"(here the one of {plural(result.respondents, 'respondent')}). Give what it was scored from: the file, "
        "ikm.load(…), or ikm.tally_file(…)."
    )


def count_unit(
    unit: str,
    source: Any,  # noqa: ANN401 - whatever `score` takes, or a TallyFile
    *,
    input: str | None = None,  # noqa: A002 - the field's own name
    population: int | None = None,
    moments: bool = False,
    keep_groups: bool = False,
    invalid: Literal["refuse", "blank"] | None = None,
    by: str | Sequence[str | tuple[str, ...]] = (),
    survey: Any = None,  # noqa: ANN401 - as `score`
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **options: Any,  # noqa: ANN401 - the options of `score`, typed there
) -> CountedUnit:
    """Score one unit and keep its counts; data that cannot be scored becomes a refusal.

    Parameters
    ----------
    unit : str
        Its name.
    source : what `ikm.score` takes, or a TallyFile
        Its survey.
    input : str, optional
        The name of the file, for the result.
    population : int, optional
        The people it serves.
    moments, keep_groups : bool
        What the counts are to hold besides the whole.
    invalid, by, survey, regulation, lang, **options
        As in `ikm.score`.
    """
    about: dict[str, Any] = {"unit": unit, "input": input, "population": population}
    common: dict[str, Any] = {"invalid": invalid, "lang": lang}
    names = ("target", "confidence", "weight", "missing", "by_elements", "minimum_group", "statistics")
    scoring = {name: options.pop(name, None) for name in names}
    where = unread(input, law_of(regulation))
    try:
        if isinstance(source, (Tally, TallyFile)):
            if survey is not None or options:
                raise OptionError("Counts are already read: they take neither a survey file nor options of reading.")
            return _of_counts(source, about, law_of(regulation), by, {**scoring, **common})
        plan = survey_of(survey)
        asked = Scoring.settled(plan, {"invalid": invalid, "by": tables_of("by", by) or None})
        groups = tables_of("by", asked.by)
        if not isinstance(source, Responses):
            keep = (*names_of("keep", options.pop("keep", ())), *joined(groups))
            source = load(source, survey=plan, regulation=regulation, population=population, keep=keep, **options)
            source = leave_unasked(source)
        where = provenance(source, {})
        file = tally_file(
            source,
            by=groups if keep_groups else (),
            moments=moments,
            invalid=asked.invalid or "refuse",
            unit=unit,
            population=population,
        )
    except RefusalError as error:
        return CountedUnit(_refused(about, error, where, lang), None)
    try:
        result = score(source, survey=plan, population=population, by=groups, **scoring, **common)
    except ResponseError as error:
        return CountedUnit(_refused(about, error, where, lang), file)
    return CountedUnit(UnitResult(**about, scored=True, result=result), file)


def _of_counts(
    source: Tally | TallyFile,
    about: dict[str, Any],
    law: Regulation,
    by: str | Sequence[str | tuple[str, ...]],
    options: dict[str, Any],
) -> CountedUnit:
    """Score a unit that sent its counts; answers its file already took as blank stay blank."""
    sent = isinstance(source, TallyFile)
    file = source if isinstance(source, TallyFile) else tally_file(source, invalid="blank", regulation=law)
    where = unread(about["input"], law)
    if (file.regulation, file.regulation_sha256) != (law.key, law.digest):
        return CountedUnit(_refused(about, _other_law(file, law), where, options["lang"]), None)
    if sent and options["invalid"] is None:
        options = {**options, "invalid": file.invalid}
    population = about["population"] if about["population"] is not None else file.population
    about = {**about, "population": population}
    tables = tables_of("by", by)
    tally = regrouped(file.tally, joined(tables), moments=file.moments)
    try:
        result = score(tally, by=tables, population=population, regulation=law, **options)
        if file.indices:
            others, _ = counted_indices(file, {**options, "population": population}, tables, options["lang"])
            result = result.model_copy(update={"indices": others})
    except ResponseError as error:
        usable = not tally.faults or options["invalid"] == "blank"
        return CountedUnit(_refused(about, error, where, options["lang"]), file if usable else None)
    one = file.inputs[0] if len(file.inputs) == 1 else None
    came = {
        "questionnaire": file.questionnaire,
        "input_name": about["input"] if one is None else one.name,
        "input_sha256": None if one is None else one.sha256,
        "sheet": None if one is None else one.sheet,
        "rows": file.rows,
    }
    update = {
        "period": file.period,
        "findings_total": dict(sorted({**file.findings_total, **result.findings_total}.items())),
        "provenance": result.provenance.model_copy(update=came),
    }
    return CountedUnit(UnitResult(**about, scored=True, result=result.model_copy(update=update)), file)


def _other_law(file: TallyFile, law: Regulation) -> Finding:
    names = [file.regulation, law.key]
    if names[0] == names[1]:
        names = [f"{file.regulation} ({file.regulation_sha256[:8]})", f"{law.key} ({law.digest[:8]})"]
    return Finding("file-tally-law", details={"theirs": display(names[0]), "ours": names[1]})


def refused_unit(
    unit: str,
    finding: Finding,
    *,
    input: str | None = None,  # noqa: A002 - the field's own name
    population: int | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
) -> CountedUnit:
    """Refuse a unit for a reason that does not lie in its answers."""
    about = {"unit": unit, "input": input, "population": population}
    return CountedUnit(_refused(about, finding, unread(input, law_of(regulation)), lang), None)


def counted_once(counted: Sequence[CountedUnit], lang: Language = "id") -> list[CountedUnit]:
    """Refuse a unit that would count the respondents of one before it again: the same input, and not another period.

    Parameters
    ----------
    counted : sequence of CountedUnit
        The units, in order; of two that hold the same input the first is kept.
    lang : {"id", "en"}
        The language of the refusal.
    """
    met: list[tuple[str, TallyInput]] = []
    kept = []
    for one in counted:
        inputs = () if one.file is None else one.file.inputs
        other = next((name for name, before in met for part in inputs if part.same_as(before)), None)
        if other is None:
            met += [(one.result.input or one.result.unit, part) for part in inputs]
            kept.append(one)
            continue
        finding = Finding("file-counted-twice", details={"other": display(other, 80)})
        about = one.result
        kept.append(refused_unit(about.unit, finding, input=about.input, population=about.population, lang=lang))
    return kept


def _refused(
    about: dict[str, Any], why: RefusalError | Finding, where: Provenance, lang: Language = "id"
) -> UnitResult:
    found, totals = ((why,), {}) if isinstance(why, Finding) else (why.findings, why.totals)
    return UnitResult(**about, scored=False, refusal=refusal(found, totals, where, lang))
