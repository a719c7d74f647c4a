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
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Unpack

from pydantic import Field

from ikm.agencies.disclosure import guarded
from ikm.agencies.indices import AgencyIndex, agency_indices
from ikm.agencies.limits import limits_of, named, own_limits, why_no_limits
from ikm.agencies.methods import METHODS, AgencyFigure, Method, figure_of, mean_of
from ikm.agencies.units import UnitResult, count_unit, counted_once, named_units
from ikm.arguments import people_of
from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.regulation import law_of
from ikm.scoring import MINIMUM_GROUP, IKMResult
from ikm.shown import Drawn, Exported, rendering
from ikm.surveys import READING, SCORING, Reading, Scoring, refuse_unknown, regrouped, score, survey_of, told
from ikm.tallies import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from ikm.agencies.units import CountedUnit
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.scoring import Between
    from ikm.surveys import AgencyOptions, Source
    from ikm.tallies import Counts, TallyFile

__all__ = [
    "Agency",
    "AgencyResult",
    "for_several",
    "score_agency",
    "unite",
]

_MANY = 10
"""From this many respondents on, equal counts are no chance."""


class Agency(FrozenModel):
    """The agency as a whole."""

    _headline: ClassVar = ("units", "scored", "respondents")

    units: int = Field(description="how many units there are")
    scored: int = Field(description="how many of them have a figure")
    refused: int = Field(description="how many are refused")
    respondents: int = Field(description="questionnaires counted, of all units")
    figures: tuple[AgencyFigure, ...] = Field(description="the figure by each method")
    grade_depends_on_method: bool = Field(description="whether the methods give different grades")
    pooled: IKMResult | None = Field(default=None, description="the whole result of the pooled respondents")
    indices: tuple[AgencyIndex, ...] | None = Field(
        default=None, description="the other indices that units were asked for, such as SPAK; null where none was"
    )
    findings: tuple[Finding, ...] = Field(default=(), description="what is to be known of the units together")


class AgencyResult(Exported, Drawn, FrozenModel):
    """Every unit, and the agency's figure by each method."""

    format: Literal["ikm-agency"] = Field(default="ikm-agency", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    units: tuple[UnitResult, ...] = Field(description="every unit, in order")
    agency: Agency = Field(description="the agency as a whole")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    def to_frame(self) -> pd.DataFrame:
        """Give the units as a pandas DataFrame, one row a unit.

        Returns
        -------
        pandas.DataFrame
            ``unit``, ``input`` (string), ``scored`` (boolean), ``population``, ``respondents`` (Int64), ``ikm``
            (Float64), ``mutu``, ``kinerja`` (string), ``refused`` (string: the code of the first error, ``<NA>`` where
            it was scored), and the NRR of each element under its key (Float64).

        Examples
        --------
        >>> import ikm
        >>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
        >>> result = ikm.score_agency({"Loket A": [header, [4] * 9], "Loket B": [header, [9] * 9]}, weight="exact")
        >>> frame = result.to_frame()
        >>> frame["unit"].tolist(), frame["ikm"].tolist(), frame["refused"].tolist()
        (['Loket A', 'Loket B'], [100.0, <NA>], [<NA>, 'answer-off-scale'])
        """
        frame: pd.DataFrame = rendering().agency_frame(self)
        return frame

    def translated(self, lang: Language, *, regulation: str | Path | Regulation | None = None) -> AgencyResult:
        """Give the result in the other language, that of every unit too; see `IKMResult.translated`.

        Parameters
        ----------
        lang : {"id", "en"}
            The language.
        regulation : str, path or Regulation, optional
            The instrument it was scored under, where it does not come with ikm.
        """
        translated: AgencyResult = rendering().translate_agency(self, lang, regulation)
        return translated

    def __repr__(self) -> str:
        agency = self.agency
        return f"AgencyResult(units={agency.units}, scored={agency.scored}, respondents={agency.respondents}, ...)"


def score_agency(
    units: Mapping[str, Source | Responses | Tally | TallyFile] | Sequence[Source | Responses | TallyFile],
    *,
    populations: Mapping[str, int] | None = None,
    population: int | None = None,
    target: float | None = None,
    regulation: str | Path | Regulation | None = None,
    allow_duplicates: bool = False,
    lang: Language = "id",
    **options: Unpack[AgencyOptions],
) -> AgencyResult:
    """Score every unit of an agency, and the agency by the three methods.

    Parameters
    ----------
    units : mapping from name to source, or sequence of sources
        What `ikm.score` takes, or a `TallyFile`, for each unit; in a sequence, what has a name of its own: files by
        theirs, without the ending, and tally files by their unit's.
    populations : mapping from name to int, optional
        The number of people each unit serves, for the weighted mean.
    population : int, optional
        The number of people the agency serves, for the sample-size check of the pooled respondents.
    target, regulation, lang
        As in `ikm.score`.
    allow_duplicates : bool
        Count a unit also where it is the same file as one before it; else it is refused.
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
    refuse_unknown("score_agency", options, READING | SCORING | {"populations", "allow_duplicates"})
    units = named_units(units)
    if populations is not None and not isinstance(populations, Mapping):
        raise OptionError(
            f'populations gives each unit its own, as {{"Loket A": 205}}; got {populations!r}. That of the whole is '
            "`population`."
        )
    people = {name: people_of("population", number) for name, number in (populations or {}).items()}
    if unknown := [name for name in people if name not in units]:
        raise OptionError(f"There is no unit {unknown[0]!r}; the units are {', '.join(units)}.")
    if not units:
        raise OptionError('There is no unit to score; give each its survey: {"Loket A": "a.xlsx"}.')
    alike = for_several({**options, "target": target, "regulation": regulation, "lang": lang})
    # With the sums of pairs, so that the pooled figure has its interval.
    alike["moments"] = True
    counted = [count_unit(name, one, population=people.get(name), **alike) for name, one in units.items()]
    return unite(counted if allow_duplicates else counted_once(counted, lang), population=population, **alike)


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
            f"setiap unit dengan {Typed('units')}.",
        )
    asked = {**options, "by": options.get("by") or None}
    law = Reading.settled(plan, asked).regulation
    return {**options, **Scoring.settled(plan, asked).said(), "regulation": law, "survey": plan}


def unite(
    counted: Sequence[CountedUnit],
    *,
    absent: Sequence[str] = (),
    population: int | None = None,
    target: float | None = None,
    confidence: float | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Literal["available", "complete"] | None = None,
    minimum_group: int | None = None,
    statistics: bool | None = None,
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
    population, target, confidence, weight, missing, minimum_group, statistics, regulation, lang
        As in `ikm.score`, for the agency.
    """
    law = law_of(regulation)
    scored = [_scored(unit, unit.result, file, law) for unit, file in counted if unit.result and file]
    refused = [one.result.unit for one in counted if not one.result.scored]
    minimum = MINIMUM_GROUP if minimum_group is None else minimum_group
    found = [
        *_naming("survey-units-refused", refused),
        *_naming("survey-units-absent", absent),
        *_naming("group-units-few", [one.unit.unit for one in scored if one.result.respondents < minimum], minimum),
        *(Finding("survey-units-alike", details={"units": _names(same)}) for same in _alike(scored)),
    ]
    reasons = _reasons(scored)
    options: dict[str, Any] = {"population": population, "target": target, "confidence": confidence, "weight": weight}
    options |= {"missing": missing, "minimum_group": minimum_group, "regulation": law, "lang": lang}
    options["statistics"] = statistics
    pooled = None if "pooled" in reasons else _pooled(scored, options, minimum)
    exact = [Fraction(one.result.ikm_exact) for one in scored]
    people = [one.unit.population or 0 for one in scored]
    values: dict[Method, Fraction | None] = {
        "pooled": None if pooled is None else Fraction(pooled.ikm_exact),
        "mean": mean_of(exact, [1] * len(exact)),
        "weighted": None if "weighted" in reasons else mean_of(exact, people),
    }
    limits = _limits(pooled, [one.result for one in scored], people)
    unsure = {method: why_no_limits(method, pooled, [one.unit for one in scored], lang) for method in METHODS}
    found += {reason.code: reason for reason in reasons.values()}.values()
    figures = tuple(
        figure_of(method, value, reasons.get(method), law, lang, limits[method], unsure[method])
        for method, value in values.items()
    )
    found += (differ := _differ(figures))
    return AgencyResult(
        units=tuple(one.result for one in counted),
        agency=Agency(
            units=len(counted),
            scored=len(scored),
            refused=len(refused),
            respondents=sum(one.result.respondents for one in scored),
            figures=figures,
            grade_depends_on_method=bool(differ),
            pooled=pooled,
            indices=agency_indices([one.unit for one in scored], lang) or None,
            findings=told(found, lang),
        ),
        lang=lang,
    )


def _limits(
    pooled: IKMResult | None, results: Sequence[IKMResult], people: Sequence[int]
) -> dict[Method, Between | None]:
    """Give the limits of each method."""
    return {
        "pooled": own_limits(None if pooled is None else pooled.uncertainty),
        "mean": limits_of(results, [1] * len(results)),
        "weighted": limits_of(results, people),
    }


def _pooled(scored: Sequence[_Scored], options: dict[str, Any], minimum: int) -> IKMResult:
    """Score all together; how invalid answers were taken, each unit's result says of itself."""
    moments = all(one.file.moments for one in scored)
    tally = Tally.merged(regrouped(one.file.tally, moments=moments) for one in scored)
    result = score(tally, invalid="blank", **options)
    said = {name: value for name, value in result.provenance.options.items() if name != "invalid"}
    update = {"provenance": result.provenance.model_copy(update={"options": said})}
    return guarded(result.model_copy(update=update), [one.result for one in scored], minimum)


class _Scored(NamedTuple):
    """A unit that is in the agency's figure."""

    unit: UnitResult
    result: IKMResult
    tally: Tally
    file: TallyFile


def _scored(unit: UnitResult, result: IKMResult, file: TallyFile, law: Regulation) -> _Scored:
    if (file.regulation, file.regulation_sha256) != (law.key, law.digest):
        raise OptionError(f"{unit.unit} was read under {file.regulation}, not under {law.key}; give that regulation.")
    return _Scored(unit, result, regrouped(file.tally), file)


def _reasons(scored: Sequence[_Scored]) -> dict[Method, Finding]:
    """Say why methods give no figure; those that give one are left out."""
    if not scored:
        return dict.fromkeys(METHODS, Finding("survey-units-none"))
    reasons: dict[Method, Finding] = {}
    if unlike := _unlike(scored):
        reasons["pooled"] = Finding("survey-units-differ", details={"units": _names(unlike)})
    if unknown := [one.unit.unit for one in scored if one.unit.population is None]:
        reasons["weighted"] = Finding("survey-units-unknown-population", details={"units": _names(unknown)})
    elif not any(one.unit.population for one in scored):
        reasons["weighted"] = Finding("survey-units-no-population")
    return reasons


def _differ(figures: Sequence[AgencyFigure]) -> list[Finding]:
    """Say that the grade depends on the method, where it does."""
    if len({figure.mutu for figure in figures if figure.mutu is not None}) < 2:
        return []
    said = {one: ", ".join(f"{METHODS[f.method][one]} {f.mutu}" for f in figures if f.mutu) for one in ("id", "en")}
    return [Finding("survey-grade-depends-on-method", details={"grades": said})]


def _unlike(scored: Sequence[_Scored]) -> list[str]:
    """Name the units that count other elements than most do; none where all count the same."""
    kinds = [(one.tally.elements, one.tally.low, one.tally.high) for one in scored]
    usual = Counter(kinds).most_common(1)[0][0]
    return [one.unit.unit for one, kind in zip(scored, kinds, strict=True) if kind != usual]


def _alike(scored: Sequence[_Scored]) -> list[list[str]]:
    """Find units whose counts are the same to the last answer."""
    met: dict[tuple[tuple[str, ...], Counts], list[str]] = {}
    for one in scored:
        if one.result.respondents >= _MANY:
            met.setdefault((one.tally.elements, one.tally.total), []).append(one.unit.unit)
    return [names for names in met.values() if len(names) > 1]


def _naming(code: str, units: Sequence[str], minimum: int | None = None) -> list[Finding]:
    """Name some units, where there are any; too few respondents give answers away, in theirs or in what is left."""
    more = {} if minimum is None else {"minimum": minimum}
    return [Finding(code, details={"number": len(units), "units": _names(units), **more})] if units else []


def _names(names: Sequence[str]) -> str:
    return named([display(name, 80) for name in names])
