"""Agencies: one figure for several units, by three named methods.

The regulation says how a unit's index is made and nothing about an agency's, so ikm chooses none: it gives

==============  ==============================================================================================
``pooled``      all respondents as if of one unit: the counts are merged, then scored
``mean``        the plain mean of the units' indices
``weighted``    the mean of the units' indices, each weighted by the population the unit serves
==============  ==============================================================================================

each with its name.  The means are of the units' exact indices and rounded once, as an index is.  A unit whose data is
refused is in none of them, and a finding says so; what cannot be computed is null, with the reason in words.

Breakdowns stand at the units only: an agency's groups less those of its units would show a group a unit must hide.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> rows = {"Loket A": [[4] * 9] * 3, "Loket B": [[3] * 9]}
>>> units = {name: ikm.load([header, *scores]) for name, scores in rows.items()}
>>> total = ikm.score_agency(units, populations={"Loket A": 100, "Loket B": 900}, weight="exact").agency
>>> [(figure.method, figure.ikm, figure.mutu) for figure in total.figures]
[('pooled', 93.75, 'A'), ('mean', 87.5, 'B'), ('weighted', 77.5, 'B')]
>>> total.grade_depends_on_method
True
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import Field

from ikm import __version__
from ikm.accounts import provenance, records
from ikm.errors import OptionError, ResponseError, SourceError
from ikm.findings import Finding, Findings, display
from ikm.options import law_of, names_of, people_of, survey_of
from ikm.responses import Responses
from ikm.results import FindingRecord, FrozenModel, IKMResult, Provenance, Refusal
from ikm.survey import load, score
from ikm.tallies import Tally
from ikm.tallyfiles import TallyFile, regrouped, tally_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.survey import Source

__all__ = [
    "METHODS",
    "Agency",
    "AgencyFigure",
    "AgencyResult",
    "CountedUnit",
    "UnitResult",
    "count_unit",
    "for_several",
    "refused_unit",
    "score_agency",
    "unite",
]

Method = Literal["pooled", "mean", "weighted"]

METHODS: dict[Method, dict[Language, str]] = {
    "pooled": {"id": "semua responden digabung", "en": "pooled respondents"},
    "mean": {"id": "rata-rata biasa unit", "en": "plain mean of units"},
    "weighted": {"id": "rata-rata tertimbang populasi", "en": "mean weighted by population"},
}
_NAMED = 10
_MANY = 10
"""From this many respondents on, equal counts are no chance."""


class UnitResult(FrozenModel):
    """One unit of an agency: its result, or why there is none."""

    unit: str
    input: str | None = Field(default=None, description="the file it was read from")
    scored: bool
    population: int | None = Field(default=None, description="people the unit serves, where it is known")
    result: IKMResult | None = None
    refusal: Refusal | None = None


class AgencyFigure(FrozenModel):
    """The agency's figure by one method; null with a reason where it cannot be computed."""

    method: Method
    name: str
    ikm: float | None = None
    mutu: str | None = None
    kinerja: str | None = None
    ikm_exact: str | None = Field(default=None, description="the figure before rounding, as an exact fraction")
    reason: str | None = None


class Agency(FrozenModel):
    """The agency as a whole."""

    units: int
    scored: int
    refused: int
    respondents: int
    figures: tuple[AgencyFigure, ...]
    grade_depends_on_method: bool
    pooled: IKMResult | None = Field(default=None, description="the whole result of the pooled respondents")
    findings: tuple[FindingRecord, ...] = ()


class AgencyResult(FrozenModel):
    """Every unit, and the agency's figure by each method."""

    units: tuple[UnitResult, ...]
    agency: Agency
    lang: Literal["id", "en"] = Field(default="id", exclude=True)


class CountedUnit(NamedTuple):
    """A unit's result and the counts it was made of; none where the data was refused."""

    result: UnitResult
    file: TallyFile | None


def score_agency(
    units: Mapping[str, Source | Responses | Tally | TallyFile],
    *,
    populations: Mapping[str, int] | None = None,
    population: int | None = None,
    target: float | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **options: Any,  # noqa: ANN401 - the options of `score`, typed there
) -> AgencyResult:
    """Score every unit of an agency, and the agency by the three methods.

    Parameters
    ----------
    units : mapping from name to source
        What `ikm.score` takes, or a `TallyFile`, for each unit.
    populations : mapping from name to int, optional
        The number of people each unit serves, for the weighted mean.
    population : int, optional
        The number of people the agency serves, for the sample-size check of the pooled respondents.
    target, regulation, lang
        As in `ikm.score`.
    **options
        The further options of `ikm.score`, the same for all units.

    Returns
    -------
    AgencyResult
        With the refusal of each unit whose data cannot be scored; the others are scored all the same.

    Raises
    ------
    OptionError, DefinitionError
        If an option or a definition file is wrong.
    """
    people = {name: people_of("population", number) for name, number in (populations or {}).items()}
    if unknown := [name for name in people if name not in units]:
        raise OptionError(f"There is no unit {unknown[0]!r}; the units are {', '.join(units)}.")
    if not units:
        raise OptionError("There is no unit to score.")
    options = for_several({**options, "target": target, "regulation": regulation, "lang": lang})
    counted = [count_unit(name, one, population=people.get(name), **options) for name, one in units.items()]
    return unite(counted, population=population, **options)


def for_several(options: dict[str, Any]) -> dict[str, Any]:
    """Put what a survey file says of scoring beside the options given, which win; both hold for all units alike.

    Raises
    ------
    OptionError
        If the survey file names a population: that is one unit's.
    """
    plan = survey_of(options.get("survey"))
    if plan is None:
        return options
    if plan.population is not None:
        raise OptionError(
            "The survey file names a population, which is that of one survey; take it out, and give each unit's own.",
            id="Berkas survei menyebut population, padahal itu populasi satu survei. Hapus barisnya, dan beri populasi "
            "setiap unit dengan --units.",
        )
    said: dict[str, Any] = {**plan.scoring(), "regulation": plan.regulation, "survey": plan}
    return {**said, **{name: value for name, value in options.items() if value is not None}, "survey": plan}


def count_unit(
    unit: str,
    source: Any,  # noqa: ANN401 - whatever `score` takes, or a TallyFile
    *,
    input: str | None = None,  # noqa: A002 - the field's own name
    population: int | None = None,
    moments: bool = False,
    keep_groups: bool = False,
    invalid: Literal["refuse", "blank"] | None = None,
    by: str | Sequence[str] = (),
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
    scoring = {name: options.pop(name, None) for name in ("target", "weight", "missing", "minimum_group")}
    where = _nowhere(input, law_of(regulation))
    totals: dict[str, int] = {}
    try:
        if isinstance(source, (Tally, TallyFile)):
            if survey is not None or options:
                raise OptionError("Counts are already read: they take neither a survey file nor options of reading.")
            return _of_counts(source, about, law_of(regulation), by, {**scoring, **common})
        plan = survey_of(survey)
        groups = names_of("by", by) or tuple((plan.by if plan is not None else None) or ())
        if not isinstance(source, Responses):
            keep = (*names_of("keep", options.pop("keep", ())), *groups)
            source = load(source, survey=plan, regulation=regulation, population=population, keep=keep, **options)
        where, totals = provenance(source, {}), dict(source.findings.counts)
        result = score(source, survey=plan, population=population, by=groups, **scoring, **common)
        taken = invalid or (plan.invalid if plan is not None else None) or "refuse"
        file = tally_file(
            source,
            by=groups if keep_groups else (),
            moments=moments,
            invalid=taken,
            unit=unit,
            population=population,
        )
    except (SourceError, ResponseError) as error:
        return CountedUnit(_refused(about, error.findings, totals, where, lang), None)
    return CountedUnit(UnitResult(**about, scored=True, result=result), file)


def _of_counts(
    source: Tally | TallyFile, about: dict[str, Any], law: Regulation, by: str | Sequence[str], options: dict[str, Any]
) -> CountedUnit:
    """Score a unit that sent its counts; answers its file already took as blank stay blank."""
    sent = isinstance(source, TallyFile)
    file = source if isinstance(source, TallyFile) else tally_file(source, invalid="blank", regulation=law)
    if (file.regulation, file.regulation_sha256) != (law.key, law.digest):
        return CountedUnit(_refused(about, [_other_law(file, law)], {}, _nowhere(about["input"], law)), None)
    if sent and options["invalid"] is None:
        options = {**options, "invalid": file.invalid}
    population = about["population"] if about["population"] is not None else file.population
    about = {**about, "population": population}
    tally = regrouped(file.tally, by)
    try:
        result = score(tally, population=population, regulation=law, **options)
    except ResponseError as error:
        where = _nowhere(about["input"], law)
        return CountedUnit(_refused(about, error.findings, {}, where, options["lang"]), None)
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
    return CountedUnit(_refused(about, [finding], {}, _nowhere(input, law_of(regulation)), lang), None)


def _refused(
    about: dict[str, Any],
    found: Iterable[Finding],
    totals: dict[str, int],
    where: Provenance,
    lang: Language = "id",
) -> UnitResult:
    several = Findings(found)
    refusal = Refusal(
        findings=records(several, lang),
        findings_total=dict(sorted((dict(several.counts) | totals).items())),
        provenance=where,
    )
    return UnitResult(**about, scored=False, refusal=refusal)


def _nowhere(name: str | None, law: Regulation) -> Provenance:
    return Provenance(
        ikm_version=__version__,
        regulation=law.key,
        regulation_sha256=law.digest,
        input_name=name,
        options={},
    )


def unite(
    counted: Sequence[CountedUnit],
    *,
    absent: Sequence[str] = (),
    population: int | None = None,
    target: float | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Literal["available", "complete"] | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **_: Any,  # noqa: ANN401 - what is said of the units alone
) -> AgencyResult:
    """Put scored units together: the agency's figure by each method.

    Parameters
    ----------
    counted : sequence of CountedUnit
        The units, in the order they are to stand.
    absent : sequence of str
        Units that should be there and are not, for the finding.
    population, target, weight, missing, regulation, lang
        As in `ikm.score`, for the agency.
    """
    law = law_of(regulation)
    scored = [_scored(unit, unit.result, file, law) for unit, file in counted if unit.result and file]
    refused = [one.result.unit for one in counted if not one.result.scored]
    found: list[Finding] = []
    if refused:
        found.append(Finding("survey-units-refused", details={"number": len(refused), "units": _names(refused)}))
    if absent:
        found.append(Finding("survey-units-absent", details={"number": len(absent), "units": _names(absent)}))
    found += [Finding("survey-units-alike", details={"units": _names(same)}) for same in _alike(scored)]
    exact = [Fraction(one.result.ikm_exact) for one in scored]
    values: dict[Method, Fraction | None] = {"pooled": None, "mean": _mean(exact, [1] * len(exact)), "weighted": None}
    reasons: dict[Method, Finding] = {}
    pooled: IKMResult | None = None
    if scored:
        if unlike := _unlike(scored):
            reasons["pooled"] = Finding("survey-units-differ", details={"units": _names(unlike)})
        else:
            pooled = score(
                Tally.merged(one.tally for one in scored),
                population=population,
                target=target,
                weight=weight,
                missing=missing,
                invalid="blank",
                regulation=law,
                lang=lang,
            )
            values["pooled"] = Fraction(pooled.ikm_exact)
        unknown = [one.unit.unit for one in scored if one.unit.population is None]
        if unknown:
            details = {"number": len(unknown), "units": _names(unknown)}
            reasons["weighted"] = Finding("survey-units-unknown-population", details=details)
        else:
            values["weighted"] = _mean(exact, [one.unit.population or 0 for one in scored])
            if values["weighted"] is None:
                reasons["weighted"] = Finding("survey-units-no-population")
    found += reasons.values()
    figures = tuple(_figure(method, value, reasons.get(method), law, lang) for method, value in values.items())
    grades = {figure.mutu for figure in figures if figure.mutu is not None}
    if len(grades) > 1:
        said = {one: ", ".join(f"{METHODS[f.method][one]} {f.mutu}" for f in figures if f.mutu) for one in ("id", "en")}
        found.append(Finding("survey-grade-depends-on-method", details={"grades": said}))
    return AgencyResult(
        units=tuple(one.result for one in counted),
        agency=Agency(
            units=len(counted),
            scored=len(scored),
            refused=len(refused),
            respondents=sum(one.result.respondents for one in scored),
            figures=figures,
            grade_depends_on_method=len(grades) > 1,
            pooled=pooled,
            findings=records(found, lang),
        ),
        lang=lang,
    )


class _Scored(NamedTuple):
    """A unit that is in the agency's figure."""

    unit: UnitResult
    result: IKMResult
    tally: Tally


def _scored(unit: UnitResult, result: IKMResult, file: TallyFile, law: Regulation) -> _Scored:
    if (file.regulation, file.regulation_sha256) != (law.key, law.digest):
        raise OptionError(f"{unit.unit} was read under {file.regulation}, not under {law.key}; give that regulation.")
    return _Scored(unit, result, regrouped(file.tally))


def _mean(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction | None:
    """Give the exact weighted mean; none of nothing."""
    total = sum(weights)
    return sum((value * n for value, n in zip(values, weights, strict=True)), Fraction()) / total if total else None


def _figure(
    method: Method, value: Fraction | None, reason: Finding | None, law: Regulation, lang: Language
) -> AgencyFigure:
    name = METHODS[method][lang]
    if value is None:
        return AgencyFigure(method=method, name=name, reason=None if reason is None else reason.message(lang))
    rounded = law.round_index(value)
    band = law.band(rounded)
    return AgencyFigure(
        method=method, name=name, ikm=float(rounded), mutu=band.mutu, kinerja=band.kinerja, ikm_exact=str(value)
    )


def _unlike(scored: Sequence[_Scored]) -> list[str]:
    """Name the units that count other elements than most do; none where all count the same."""
    kinds = [(one.tally.elements, one.tally.low, one.tally.high) for one in scored]
    usual = Counter(kinds).most_common(1)[0][0]
    return [one.unit.unit for one, kind in zip(scored, kinds, strict=True) if kind != usual]


def _alike(scored: Sequence[_Scored]) -> list[list[str]]:
    """Find units whose counts are the same to the last answer."""
    met: dict[str, list[str]] = {}
    for one in scored:
        if one.result.respondents >= _MANY:
            met.setdefault(repr((one.tally.elements, one.tally.total)), []).append(one.unit.unit)
    return [names for names in met.values() if len(names) > 1]


def _names(names: Sequence[str]) -> str:
    """List names, not more than one can read."""
    more = f" … (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(display(name, 80) for name in names[:_NAMED]) + more
