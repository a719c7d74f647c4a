"""The whole way, from a source to a result: what `ikm.score` is.

Each stage lives in a module of its own; here they only meet.

1. `ikm.sources` (or `ikm.sources.frames`) reads cells, and
2. `ikm.responses.validation` makes answers of them, and findings (`ikm.surveys.loading`);
3. `ikm.responses.Responses.tally` counts;
4. `ikm.scoring` computes.

>>> import ikm
>>> header = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
>>> result = ikm.score([header, [4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3]], target=81)
>>> result.ikm, result.mutu, result.target.reached
(86.03, 'B', True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.arguments import given, joined, names_of, one_of, tables_of
from ikm.errors import OptionError, ResponseError
from ikm.findings import Finding, Findings, in_words
from ikm.frozen import frozen
from ikm.journal import Stopwatch
from ikm.records import Span
from ikm.regulation import law_of
from ikm.responses import Responses
from ikm.scoring import MINIMUM_GROUP, IKMResult, score_counts
from ikm.surveys.accounts import (
    WAY_OUT,
    headings,
    left_over,
    named,
    of_tally,
    provenance,
    refused,
    refusing,
    told,
    with_account,
)
from ikm.surveys.doubts import with_figures
from ikm.surveys.keywords import READING, SCORING, refuse_unknown
from ikm.surveys.loading import blaming, load, survey_of
from ikm.surveys.options import Scoring
from ikm.tallies import Missing, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Unpack

    from ikm.arguments import Tables
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.surveys.files import SurveyFile
    from ikm.surveys.keywords import ReadingOptions
    from ikm.surveys.loading import Source
    from ikm.surveys.options import Invalid

__all__ = ["refuse_reading", "score"]


def score(
    source: Source | Responses | Tally,
    *,
    survey: str | Path | SurveyFile | None = None,
    population: int | None = None,
    target: float | None = None,
    confidence: float | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Missing | None = None,
    invalid: Invalid | None = None,
    by: str | Sequence[str | tuple[str, ...]] = (),
    by_elements: bool | None = None,
    minimum_group: int | None = None,
    statistics: bool | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **reading: Unpack[ReadingOptions],
) -> IKMResult:
    """Score a survey: read, validate, count, compute.

    Parameters
    ----------
    source : path, bytes, open binary file, DataFrame, rows, Responses or Tally
        What `load` takes, or what it or `Responses.tally` gave.
    survey : path or SurveyFile, optional
        A survey file (``ikm init`` writes one) with any of these options; those given here win over it.
    population : int, optional
        The number of people served in the period, for the sample-size check and for how sure the index is.
    target : float, optional
        The index aimed at.
    confidence : float, optional
        How sure the limits of the index are to be, between 0 and 1; 0.95 unless given.
    weight : str or mapping, optional
        ``"0.111"`` (default), ``"exact"`` (1/k), ``"0.11"``, or a weight for each element that total exactly 1.
    missing : {"available", "complete"}, optional
        Divide each element by its own answers (default), or keep only complete questionnaires.
    invalid : {"refuse", "blank"}, optional
        Refuse a survey with answers that cannot be used (default), or take those answers as blank.
    by : str, or sequence of str or tuple of str
        Columns to break the index down by, a table for each; a tuple (or ``"a*b"``) makes one table of several.
        ``bulan``, ``triwulan``, ``semester`` and ``tahun`` are of the timestamps.
    by_elements : bool, optional
        Whether the tables of groups show the mean of each element too; the groups of the result have them anyway.
    minimum_group : int, optional
        Groups with fewer respondents show no figures; 10 unless given, 5 at the least.
    statistics : bool, optional
        Add reliability and validity of the questionnaire, and whether groups differ more than chance.
    regulation : str, path or Regulation, optional
        The instrument; PermenPANRB 14/2017 unless given.
    lang : {"id", "en"}
        The language of names and findings in the result.
    **reading
        The further options of `load`, for a source that is yet to be read.

    Returns
    -------
    IKMResult

    Raises
    ------
    ResponseError
        If the data cannot be scored as it stands; ``findings`` holds everything found.
    SourceError
        If the input cannot be read as a table.
    OptionError, DefinitionError
        If an option or a definition file is wrong.

    Examples
    --------
    >>> import ikm
    >>> ikm.score([[4] * 9] * 3, weight="exact").ikm
    100.0
    """
    refuse_unknown("score", reading, READING | SCORING)
    one_of("lang", lang, ("id", "en"))
    plan = survey_of(survey)
    said = {
        "population": population, "target": target, "confidence": confidence, "weight": weight,
        "missing": missing, "invalid": invalid,
        "by": tables_of("by", by) or None, "by_elements": by_elements, "minimum_group": minimum_group,
        "statistics": statistics,
    }  # fmt: skip
    settled = Scoring.settled(plan, said)
    settled.check_choice("invalid")
    tables, asked = tables_of("by", settled.by), settled.said("by", "by_elements", "invalid", "statistics")
    besides = {"by": named(tables), "by_elements": settled.by_elements, "statistics": settled.statistics or None}
    invalid = settled.invalid if settled.invalid is not None else "refuse"
    with blaming(plan, {**said, **reading}), refusing(lang):
        if isinstance(source, Tally):
            counted = _score_tally(source, plan, reading, tables, regulation, asked, besides, invalid, lang)
            return counted.model_copy(update=headings(plan))
        if isinstance(source, Responses):
            refuse_reading(source, reading, plan, regulation)
        else:
            reading["keep"] = (*names_of("keep", reading.get("keep", ())), *joined(tables))
            source = load(source, survey=plan, regulation=regulation, population=population, **reading)
        if plan is not None and plan.targets and "target" not in asked:
            from ikm.surveys.history import usual_target  # noqa: PLC0415 - only where a file has them

            asked |= {} if (usual := usual_target(plan.targets, source)) is None else {"target": usual}
        watch = Stopwatch()
        result = _score_responses(source, asked, besides, invalid, tables, lang)
        watch.done("counted and scored: %d respondents, %d tables", result.respondents, len(tables))
        return result.model_copy(update=headings(plan, source))


def _score_tally(
    tally: Tally,
    plan: SurveyFile | None,
    reading: Mapping[str, object],
    tables: Tables,
    regulation: str | Path | Regulation | None,
    asked: dict[str, Any],
    besides: Mapping[str, object],
    invalid: Invalid,
    lang: Language,
) -> IKMResult:
    names = joined(tables)
    if said := [*reading, *(() if plan is None else plan.reading())]:
        raise OptionError(f"A tally is already read: {', '.join(said)} must be given where the answers are read.")
    tally = tally.regroup(names) if tables else tally
    law = law_of(regulation)
    findings = Findings(of_tally(tally, law))
    if unusable := sum(tally.faults.values()):
        if invalid == "refuse":
            first = next(iter(findings)).translated("en").message
            raise ResponseError(f"{first} {in_words(WAY_OUT)}", tuple(findings))
        findings.add(Finding("survey-invalid-blanked", details={"answers": unusable}))
    result, more = score_counts(
        tally, tables=tables or None, statistics=bool(besides["statistics"]), regulation=law, lang=lang, **asked
    )
    findings.extend(more)
    options = {**asked, **result.provenance.options, "invalid": invalid, **besides}
    return result.model_copy(
        update={
            "findings": told(findings, lang),
            "findings_total": dict(sorted(findings.counts.items())),
            "provenance": result.provenance.model_copy(update={"options": given(options)}),
        }
    )


def refuse_reading(
    responses: Responses,
    reading: Mapping[str, object],
    plan: SurveyFile | None,
    regulation: str | Path | Regulation | None,
) -> None:
    """Refuse options of reading for what is already read: they would stand in the provenance and do nothing."""
    if reading:
        raise OptionError(f"These responses are already read; {', '.join(reading)} must be given to ikm.load.")
    if plan is not None and frozen(plan.said()) != responses.survey and (said := plan.reading()):
        raise OptionError(
            f"These responses are already read; the survey file says {', '.join(said)}, so give it "
            "to ikm.load, survey=…"
        )
    if regulation is not None and law_of(regulation).digest != responses.law.digest:
        raise OptionError(
            f"These responses were read under {responses.law.key}; to read them under another, give it "
            "to ikm.load, regulation=…"
        )


def _score_responses(
    responses: Responses,
    asked: Mapping[str, Any],
    besides: Mapping[str, object],
    invalid: Invalid,
    tables: Tables,
    lang: Language,
) -> IKMResult:
    stopping = responses.errors if invalid == "refuse" else responses.blocked
    if stopping:
        raise refused(responses, stopping)
    findings = Findings(limit=responses.findings.limit, label_of=responses.findings.label_of)
    findings.extend(responses.findings)
    faults = (responses.faults, *(one.faults for one in responses.indices))
    if unusable := sum(sum(one.values()) for one in faults):
        findings.add(Finding("survey-invalid-blanked", details={"answers": unusable}))
    try:
        names = joined(tables)
        rows = responses.patterns(names) if besides["statistics"] else None
        result, more = score_counts(
            responses.tally(names),
            tables=tables,
            pairs=responses.pairs(names),
            statistics=rows is not None,
            rows=rows,
            regulation=responses.law,
            lang=lang,
            **asked,
        )
    except ResponseError as error:
        raise with_account(str(error), responses, error.findings) from None
    findings.extend(finding for name in names for finding in responses.about_profiles.get(name, ()))
    findings.extend(more)
    others: dict[str, object] = {}
    if responses.indices:
        from ikm.surveys.indices import other_indices  # noqa: PLC0415 - few surveys ask for any

        try:
            others["indices"], told_of_them = other_indices(responses, asked, tables, lang)
        except ResponseError as error:
            raise with_account(str(error), responses, error.findings) from None
        findings.extend(one for one in told_of_them if one not in tuple(findings))
    findings.extend(left_over(responses, asked.get("minimum_group", MINIMUM_GROUP)))
    findings = with_figures(findings, responses, result.ikm, asked)
    totals = responses.findings.counts + (findings.counts - responses.findings.counts)
    answered = responses.times.span()
    options = {**asked, **result.provenance.options, "invalid": invalid, **besides}
    return result.model_copy(
        update={
            "findings": told(findings, lang),
            "findings_total": dict(sorted(totals.items())),
            "period": None if answered is None else Span(first=answered[0], last=answered[1]),
            "provenance": provenance(responses, options),
            **others,
        }
    )
