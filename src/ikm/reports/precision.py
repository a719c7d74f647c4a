"""Precision: how sure the figures of a result are, in a line and in sentences that can be pasted into a report.

The limits are shown with the decimals of the index, rounded half up from what the result holds (four decimals).  A
grade with a probability above 99 per cent is told so, one below 1 per cent is left out.

>>> import ikm
>>> from ikm.reports.precision import precision_line
>>> precision_line(ikm.score("examples/ppid-2023.csv", population=205))
('Selang kepercayaan', '95 %: 82,95 – 84,74; margin ±0,89; peluang mutu B > 99 %')
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.arguments import exact_number
from ikm.reports.report import Entry, Head, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.scoring import IKMResult, Uncertainty

__all__ = ["limits_table", "precision_line", "precision_words"]

_DECIMALS = 2
"""Those of the index."""

_MEAN_DECIMALS = 3
"""Those of a mean."""

_SURE, _NEVER = Fraction(99, 100), Fraction(1, 100)
"""A grade that is more probable is told as nearly certain, one that is less is not told."""


def precision_line(result: IKMResult) -> tuple[str, str] | None:
    """Give the line that stands beside the index, as label and sentence; none of results made before there was one."""
    sure, say = result.uncertainty, phrases(result.lang, "precision")
    if sure is None:
        return None
    if sure.reason is not None or sure.low is None:
        return say["label"], _why_none(result, sure)
    if sure.method == "census":
        return say["label"], say["census"]
    first, *more = _grades(sure, result.lang)
    told = [say["grade"].format(mutu=first[0], share=first[1])]
    told += [say["further"].format(mutu=mutu, share=share) for mutu, share in more]
    return say["label"], say["line"].format(**_figures(sure, result.lang), grades=", ".join(told))


def precision_words(result: IKMResult) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the sentences for a report, and those on method and assumption for its small print."""
    sure, lang, say = result.uncertainty, result.lang, phrases(result.lang, "precision")
    if sure is None:
        return (), ()
    if sure.reason is not None or sure.low is None:
        return (say["none_told"].format(reason=_why_none(result, sure)),), ()
    people = {"n": number(result.respondents, 0, lang), "population": number(sure.population or 0, 0, lang)}
    if sure.method == "census":
        return (say["census_told"].format(**people),), ()
    figures = _figures(sure, lang)
    told = [say["told"].format(**figures), say["meaning"].format(**figures)]
    told.append(say["grades"].format(grades=", ".join(f"{mutu} {share}" for mutu, share in _grades(sure, lang))))
    if sure.detectable_change is not None:
        told.append(say["change"].format(change=number(sure.detectable_change, _DECIMALS, lang)))
    elif sure.change_reason is not None:
        told.append(say[f"change_{sure.change_reason}"])
    small = (
        say["method"].format(df=number(result.respondents - 1, 0, lang)),
        say["infinite" if sure.population is None else "finite"].format(**people),
        say["assumption"],
    )
    return tuple(told), small


def limits_table(result: IKMResult) -> ReportTable | None:
    """Give the limits of the mean of each element; none where no element has any."""
    sure, lang, say = result.uncertainty, result.lang, phrases(result.lang, "precision")
    if sure is None or all(element.nrr_low is None for element in result.elements):
        return None
    heads = (
        Head(say["code"], "text"), Head(say["element"], "text"), Head(say["nrr"]), Head(say["low"]), Head(say["high"]),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                Entry(element.code),
                Entry(element.name),
                Entry.of(Fraction(element.nrr_exact), _MEAN_DECIMALS, lang),
                *(_limit(limit, lang) for limit in (element.nrr_low, element.nrr_high)),
            )
        )
        for element in result.elements
    )
    return ReportTable("selang", say["caption"].format(confidence=_percent(sure, lang)), heads, rows)


def _limit(limit: float | None, lang: Language) -> Entry:
    exact = None if limit is None else exact_number(limit)
    return Entry(phrases(lang, "precision")["unknown"]) if exact is None else Entry.of(exact, _MEAN_DECIMALS, lang)


def _figures(sure: Uncertainty, lang: Language) -> dict[str, str]:
    limits = {name: number(getattr(sure, name) or 0, _DECIMALS, lang) for name in ("low", "high", "margin")}
    return {"confidence": _percent(sure, lang), **limits}


def _percent(sure: Uncertainty, lang: Language) -> str:
    """Write the level of confidence in per cent, with as many decimals as it has."""
    percent = (exact_number(sure.confidence) or Fraction()) * 100
    decimals = next((places for places in range(4) if (percent * 10**places).denominator == 1), 4)
    return number(percent, decimals, lang)


def _grades(sure: Uncertainty, lang: Language) -> list[tuple[str, str]]:
    """Give the grades that are possible, the most probable first, each with its share."""
    shares = {mutu: exact_number(share) or Fraction() for mutu, share in sure.grade_probabilities.items()}
    order = sorted(shares, key=lambda mutu: -shares[mutu])
    say = phrases(lang, "precision")
    return [
        (mutu, say["nearly"] if shares[mutu] > _SURE else f"{number(shares[mutu] * 100, 0, lang)} %")
        for mutu in order
        if shares[mutu] >= _NEVER
    ]


def _why_none(result: IKMResult, sure: Uncertainty) -> str:
    say = phrases(result.lang, "precision")
    if sure.reason == "over-population":
        return say["over"].format(population=number(sure.population or 0, 0, result.lang))
    if sure.reason == "one-respondent":
        return say["one"]
    if sure.reason == "one-answer":
        alone = ", ".join(element.code for element in result.elements if element.filled == 1)
        return say["one_answer"].format(elements=alone)
    if sure.reason == "few-blanks":
        return say["few_blanks"]
    complete = result.provenance.options.get("missing") == "complete"
    return say["counts_complete" if complete else "counts"]
