"""Chance: whether a change is more than chance: a sentence, the changes with their limits, the elements.

>>> import ikm
>>> from ikm.reports.chance import chance_sentence
>>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"})
>>> print(chance_sentence(trend))
Tidak dapat dihitung apakah perubahan dari 2022 ke 2023 lebih dari kebetulan, karena nilai 2022 hanya diketahui
sebagaimana diterbitkan.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.arguments import exact_number
from ikm.findings import display
from ikm.reports.report import Entry, Head, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.comparisons import Change, ChangeTest, Comparison, PeriodResult
    from ikm.findings import Language

__all__ = ["chance_notes", "chance_sentence", "chance_tables", "signed"]

_DECIMALS = 2
_P_DECIMALS = 3


def chance_sentence(comparison: Comparison) -> str:
    """Say whether the last change is more than chance, or why that is not known; nothing where it was not asked."""
    say, lang = phrases(comparison.lang, "chance"), comparison.lang
    change, (earlier, later) = comparison.changes[-1], comparison.periods[-2:]
    test = change.test
    if test is None:
        return ""
    named = {"before": display(change.before), "after": display(change.after)}
    if test.reason is not None or test.low is None or test.high is None:
        return say[test.reason or "not-known"].format(**named, which=_lacking(test, earlier, later, say["both"]))
    form = "census" if test.method == "census" else "more" if test.significant else "may"
    own = signed(change.ikm, lang).text
    told = say[form].format(
        **named,
        change=signed(_tested(change), lang).text,
        confidence=_percent(test, lang),
        low=signed(test.low, lang).text,
        high=signed(test.high, lang).text,
    )
    return told if test.change is None else f"{told} {say['one_weight'].format(**named, own=own)}"


def chance_tables(comparison: Comparison) -> Iterator[ReportTable]:
    """Give the changes of the index with their limits, and those of the elements of the last; what is known of them."""
    say, lang = phrases(comparison.lang, "chance"), comparison.lang
    known = [one for one in comparison.changes if one.test is not None and one.test.low is not None]
    if not known:
        return
    heads = [Head(say["low"]), Head(say["high"]), Head(say["p"]), Head(say["significant"], "text")]
    change = Head(phrases(lang, "report")["change"])
    confidence = next(_percent(one.test, lang) for one in known if one.test is not None)
    named = [f"{display(one.before)} – {display(one.after)}" for one in comparison.changes]
    rows = tuple(
        Row((Entry(name), signed(_tested(one), lang), *_cells(one.test, lang)))
        for name, one in zip(named, comparison.changes, strict=True)
        if one.test is not None
    )
    caption = say["caption"].format(confidence=confidence)
    yield ReportTable("tren-selang", caption, (Head(say["change_of"], "text"), change, *heads), rows)
    last = comparison.changes[-1]
    if last.element_tests:
        yield _elements(comparison, last, confidence)


def _elements(comparison: Comparison, last: Change, confidence: str) -> ReportTable:
    say, told, lang = phrases(comparison.lang, "chance"), phrases(comparison.lang, "report"), comparison.lang
    heads = (
        Head(told["code"], "text"), Head(told["element"], "text"), Head(told["change"]), Head(say["low"]),
        Head(say["high"]), Head(say["p_holm"]), Head(say["significant"], "text"),
    )  # fmt: skip
    rows = tuple(
        Row((Entry(one.code), Entry(one.name), signed(last.elements[one.key], lang), *_cells(test, lang)))
        for one in comparison.periods[-1].elements
        if (test := last.element_tests.get(one.key)) is not None and one.key in last.elements
    )
    caption = say["elements_caption"].format(
        before=display(last.before), after=display(last.after), confidence=confidence
    )
    return ReportTable("tren-uji", caption, heads, rows)


def chance_notes(comparison: Comparison) -> tuple[str, ...]:
    """Give what the limits and the test rest on; nothing where there are none."""
    say = phrases(comparison.lang, "chance")
    known = [one for one in comparison.changes if one.test is not None and one.test.low is not None]
    shown = [one.test for one in known] + list(comparison.changes[-1].element_tests.values())
    notes = {
        "method": bool(known),
        "untested": any(test is not None and test.p is None for test in shown),
        "weights": any(test is not None and test.change is not None for test in shown),
        "assumption": bool(known),
    }
    return tuple(say[name] for name, holds in notes.items() if holds and known)


def _tested(change: Change) -> float:
    """Give the change of the index that the limits are of."""
    return change.ikm if change.test is None or change.test.change is None else change.test.change


def signed(change: float, lang: Language) -> Entry:
    """Write a change with its sign; a true minus, and none for no change."""
    entry = Entry.of(Fraction(str(change)), _DECIMALS, lang)
    sign = "+" if change > 0 else ""
    return Entry(sign + entry.text.replace("-", "−"), entry.value, entry.decimals)


def _cells(test: ChangeTest | None, lang: Language) -> tuple[Entry, ...]:
    """Write the limits, the probability and the verdict."""
    say = phrases(lang, "chance")
    if test is None or test.low is None or test.high is None:
        return (Entry(say["unknown"]),) * 4
    verdict = Entry("" if test.significant is None else say["yes" if test.significant else "no"])
    p = test.p if test.p_holm is None else test.p_holm
    return signed(test.low, lang), signed(test.high, lang), _probability(p, lang), verdict


def _probability(p: float | None, lang: Language) -> Entry:
    exact = None if p is None else exact_number(p)
    if exact is None:
        return Entry(phrases(lang, "chance")["unknown"])
    entry = Entry.of(exact, _P_DECIMALS, lang)
    tiny = phrases(lang, "statistics")["below"]
    return Entry(tiny, entry.value, _P_DECIMALS) if exact < Fraction(1, 10**_P_DECIMALS) else entry


def _lacking(test: ChangeTest, earlier: PeriodResult, later: PeriodResult, both: str) -> str:
    """Name the period that is known too little of."""
    periods = (earlier, later)
    known = [one.uncertainty is not None and one.uncertainty.variance_exact is not None for one in periods]
    if test.reason == "published":
        known = [not one.published for one in periods]
    elif test.reason in ("few-blanks", "one-answer", "one-respondent", "over-population"):
        known = [one.uncertainty is None or one.uncertainty.reason != test.reason for one in periods]
    lacks = [display(one.label) for one, knows in zip(periods, known, strict=True) if not knows]
    return lacks[0] if len(lacks) == 1 else both


def _percent(test: ChangeTest | None, lang: Language) -> str:
    """Write the level of confidence in per cent, with as many decimals as it has."""
    percent = Fraction(0) if test is None else Fraction(str(test.confidence)) * 100
    decimals = next((places for places in range(4) if (percent * 10**places).denominator == 1), 4)
    return number(percent, decimals, lang)
