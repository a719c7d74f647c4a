"""Building: the report an office hands in, in the order of the ministry's template of 2023.

>>> import ikm
>>> from ikm.reports.official import official_report
>>> responses = ikm.load("examples/ppid-2023.xlsx")
>>> report = official_report(ikm.score(responses, population=205, target=81), responses, office={"unit": "PPID"})
>>> [chapter.title for chapter in report.chapters[2:5]]
['BAB I Pendahuluan', 'BAB II Pengumpulan Data SKM', 'BAB III Hasil Pengolahan Data SKM']
>>> report.subtitle, report.headline.text
('PPID', '83,86')
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.reports.building import instrument_of, made_by, refuse_others
from ikm.reports.chapters import index_chapters
from ikm.reports.indices import index_figures
from ikm.reports.official.analysis import analysis_chapter, closing_chapter, to_follow
from ikm.reports.official.annexes import annexes
from ikm.reports.official.collection import collection_chapter
from ikm.reports.official.material import OfficialMatter
from ikm.reports.official.opening import cover_chapter, introduction_chapter, loud_words, summary_chapter, weight_said
from ikm.reports.official.outcome import outcome_chapter
from ikm.reports.report import Entry, Report
from ikm.reports.sheets import index_processing, processing_of
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ikm.agencies import AgencyResult
    from ikm.comparisons import Comparison
    from ikm.regulation import Regulation
    from ikm.reports.plans import PlanRow
    from ikm.responses import Responses
    from ikm.scoring import IKMResult

__all__ = ["official_report"]


def official_report(
    result: IKMResult,
    responses: Responses | None = None,
    *,
    comparison: Comparison | None = None,
    agency: AgencyResult | None = None,
    office: Mapping[str, str] | None = None,
    plan: Sequence[PlanRow] = (),
    previous_plan: Sequence[PlanRow] = (),
    respondents: bool = True,
    regulation: str | Path | Regulation | None = None,
) -> Report:
    """Prepare the report an office hands in, in the language of the result.

    Parameters
    ----------
    result : IKMResult
        What is told of.
    responses : Responses, optional
        The answers it was scored from: with them it tells who answered, what was asked, and each respondent's scores.
    comparison : Comparison, optional
        The trend; without it the office is asked for it.
    agency : AgencyResult, optional
        The units the result was put together from.
    office : mapping, optional
        What only the office knows, under the keys of `OFFICE_KEYS`.
    plan, previous_plan : sequence of PlanRow
        The plan after this survey, and the last one with what came of it; without them tables and places to fill in.
    respondents : bool
        Whether the processing sheet has the respondents' rows.
    regulation : str, path or Regulation, optional
        The instrument, where it does not come with ikm and there are no responses.

    Returns
    -------
    Report

    Raises
    ------
    OptionError
        If the responses are not those of the result, the instrument must be given, or an office key is unknown.
    """
    if responses is not None:
        refuse_others(result, responses)
    law = instrument_of(result.provenance, regulation if responses is None else responses.law)
    material = OfficialMatter(result, law, responses, comparison, agency, office or {}, plan, previous_plan)
    made = made_by(result.provenance)
    rows = responses if respondents else None
    processing, others = processing_of(result, law, rows), index_processing(result, rows)
    say, words = material.say, phrases(result.lang, "report")
    facts = [
        (words["respondents"], say["people_said"].format(number=material.count(result.respondents))),
        (words["weight"], weight_said(material)),
    ]
    facts += [(words["period"], material.period)] if material.period else []
    chapters = (
        cover_chapter(material),
        summary_chapter(material, to_follow=to_follow(material)),
        introduction_chapter(material),
        collection_chapter(material),
        outcome_chapter(material),
        analysis_chapter(material),
        closing_chapter(material),
        *index_chapters(result),
        *annexes(material, processing, others, made),
    )
    return Report(
        lang=result.lang,
        title=say["title"],
        subtitle=material.unit,
        headline=Entry.of(Fraction(result.ikm_exact), law.decimals, result.lang),
        mutu=result.mutu,
        kinerja=result.kinerja,
        facts=tuple(facts),
        alarms=loud_words(material),
        chapters=chapters,
        made=made,
        processing=processing,
        indices=index_figures(result),
        index_processing=others,
    )
