"""Building: a `Report` of a result, chapter by chapter.

>>> import ikm
>>> from ikm.reports.building import report_of
>>> responses = ikm.load("examples/ppid-2023.xlsx")
>>> report = report_of(ikm.score(responses, population=205, target=81), responses)
>>> report.headline.text, report.mutu, [chapter.key for chapter in report.chapters]
('83,86', 'B', ['unsur', 'sebaran', 'sampel', 'ketelitian', 'profil', 'tindak-lanjut', 'pemeriksaan',
 'metode', 'tentang'])
>>> len(report.processing.scores)
136
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import days, display
from ikm.regulation import law_behind
from ikm.reports.carried import FollowUp
from ikm.reports.chapters import (
    answers_chapter,
    elements_chapter,
    followup_chapter,
    groups_chapter,
    index_chapters,
    method_chapter,
    origin_chapter,
    precision_chapter,
    profiles_chapter,
    remarks_chapter,
    sampling_chapter,
    statistics_chapter,
    trend_chapter,
)
from ikm.reports.indices import index_figures
from ikm.reports.report import Entry, Report
from ikm.reports.rows import alarms, weight_names
from ikm.reports.sheets import index_processing, processing_of
from ikm.reports.trends import trend_line
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.comparisons import Comparison
    from ikm.records import Provenance
    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.scoring import IKMResult

__all__ = ["instrument_of", "made_by", "refuse_others", "report_of"]

_NOTHING = FollowUp()


def instrument_of(provenance: Provenance, regulation: str | Path | Regulation | None = None) -> Regulation:
    """Give the instrument a result was scored under.

    Raises
    ------
    OptionError
        If it does not come with ikm and is not given, or another one is.
    """
    law = law_behind(provenance, regulation)
    if law is None:
        raise OptionError(
            f"This was scored under {provenance.regulation!r}, which is not one of this ikm; give it with "
            "regulation=…, as when it was scored.",
            id=f"Nilai ini dihitung menurut {provenance.regulation!r}, yang tidak ada dalam ikm ini; sebutkan "
            "peraturannya seperti saat dihitung.",
        )
    return law


def report_of(
    result: IKMResult,
    responses: Responses | None = None,
    *,
    respondents: bool = True,
    regulation: str | Path | Regulation | None = None,
    comparison: Comparison | None = None,
    plans: FollowUp = _NOTHING,
) -> Report:
    """Prepare the report of a result, in its language.

    Parameters
    ----------
    result : IKMResult
        What is told of.
    responses : Responses, optional
        The answers it was scored from: with them it tells who answered, and has the rows of the processing sheet.
    respondents : bool
        Whether the processing sheet has those rows.
    regulation : str, path or Regulation, optional
        The instrument, where it does not come with ikm and there are no responses.
    comparison : Comparison, optional
        The trend that ends in the result.
    plans : FollowUp
        The follow-up plan, and the last one with what came of it.

    Returns
    -------
    Report

    Raises
    ------
    OptionError
        If the responses are not those of the result, or the instrument must be given.
    """
    if responses is not None:
        refuse_others(result, responses)
    law = instrument_of(result.provenance, regulation if responses is None else responses.law)
    say, lang = phrases(result.lang, "report"), result.lang
    chapters = (
        elements_chapter(result, law),
        answers_chapter(result, law),
        groups_chapter(result, law),
        statistics_chapter(result),
        sampling_chapter(result),
        precision_chapter(result),
        None if responses is None else profiles_chapter(result, responses),
        None if comparison is None else trend_chapter(comparison),
        *index_chapters(result),
        followup_chapter(result, law, plans, comparison),
        remarks_chapter(result),
        method_chapter(result, law),
        origin_chapter(result, law),
    )
    trend = () if comparison is None else ((phrases(lang, "trend")["label"], trend_line(comparison)),)
    others = index_figures(result)
    people = say["respondents_n"].format(number=number(result.respondents, 0, lang))
    return Report(
        lang=lang,
        title=display(result.title or "") or say["title"],
        subtitle=_subtitle(result),
        headline=Entry.of(Fraction(result.ikm_exact), law.decimals, lang),
        mutu=result.mutu,
        kinerja=result.kinerja,
        facts=((say["respondents"], people), (say["weight"], weight_names(result, lang)[0]), *others, *trend),
        alarms=tuple(alarms(result)),
        chapters=tuple(chapter for chapter in chapters if chapter is not None),
        made=made_by(result.provenance),
        processing=processing_of(result, law, responses if respondents else None),
        indices=others,
        index_processing=index_processing(result, responses if respondents else None),
    )


def _subtitle(result: IKMResult) -> str:
    """Say whose survey it is and when it was answered; where neither is known, which file it was."""
    when = "" if result.period is None else days(result.period.first, result.period.last)[result.lang]
    told = " · ".join(part for part in (display(result.unit or ""), when) if part)
    return told or display(result.provenance.input_name or "")


def made_by(provenance: Provenance) -> str:
    """Say by what, under which instrument and from which input something was made."""
    given = (provenance.input_sha256 or "")[:12]
    parts = (f"ikm {provenance.ikm_version}", provenance.regulation, display(provenance.input_name or ""), given)
    return " · ".join(part for part in parts if part)


def refuse_others(result: IKMResult, responses: Responses) -> None:
    """Refuse responses that the result was not scored from."""
    known = result.provenance
    several = ", ".join(part.facts.sha256 for part in responses.parts)
    if (known.hashes or "", known.rows) != (several or responses.facts.sha256 or "", responses.ledger):
        raise OptionError(
            "These responses are not those the result was scored from; give what ikm.load gave for it.",
            id="Jawaban ini bukan jawaban yang dihitung pada hasil tersebut; berikan yang dibaca untuk hasil itu.",
        )
