"""The trend: the index of each period with its change and target, the elements beside it, and a figure.

>>> import ikm
>>> from ikm.reports.chapters.trend import trend_chapter
>>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}, targets={"2023": 81, "2027": 90})
>>> chapter = trend_chapter(trend)
>>> [[entry.text for entry in row.cells[:7]] for row in chapter.blocks[0].rows][1]
['2023', '136', '83,86', 'B', 'Baik', '+1,62', '81,00']
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.regulation import builtin_regulations, load_regulation
from ikm.reports.chance import chance_notes, chance_sentence, chance_tables, signed
from ikm.reports.charted import zones
from ikm.reports.figures import TrendFigure, TrendPoint
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.comparisons import Change, Comparison, PeriodResult
    from ikm.findings import Language
    from ikm.reports.report import Block

__all__ = ["trend_chapter", "trend_figure"]

_DECIMALS = 2
_ENDS = (Fraction(25), Fraction(100))


def trend_chapter(comparison: Comparison) -> Chapter:
    """Tell how the index went from period to period."""
    say = phrases(comparison.lang, "report")
    blocks: list[Block] = [_periods(comparison), trend_figure(comparison)]
    if sum(bool(one.elements) for one in comparison.periods) > 1:
        blocks.append(_elements(comparison))
    if any(one.indices for one in comparison.periods):
        blocks.append(_indices(comparison))
    if told := chance_sentence(comparison):
        blocks.append(Paragraph(told))
    blocks += chance_tables(comparison)
    blocks += [Paragraph(note, "note") for note in chance_notes(comparison)]
    # What makes periods differ is said; what to type about it is for whoever prepares the report.
    blocks += [Paragraph(one.message, "note") for one in comparison.findings]
    return Chapter("tren", say["tren"], tuple(blocks))


def _periods(comparison: Comparison) -> ReportTable:
    say, lang = phrases(comparison.lang, "report"), comparison.lang
    heads = (
        Head(say["period"], "text"), Head(say["respondents"]), Head("IKM"), Head(say["mutu"], "grade"),
        Head(say["kinerja"], "text"), Head(say["change"]), Head(say["target"]), Head(say["reached"], "text"),
        Head(say["note"], "text"),
    )  # fmt: skip
    changes = [None, *comparison.changes]
    rows = [_period(one, change, lang) for one, change in zip(comparison.periods, changes, strict=True)]
    blank = Entry(say["unknown"])
    for label, target in comparison.targets.items():
        aimed = Entry.of(Fraction(str(target)), _DECIMALS, lang)
        rows.append(Row((Entry(display(label)), *[blank] * 5, aimed, Entry(""), Entry(say["tren_future"]))))
    return ReportTable("tren", say["tren_caption"], heads, tuple(rows), (say["tren_note"],))


def _period(one: PeriodResult, change: Change | None, lang: Language) -> Row:
    say = phrases(lang, "report")
    unknown = Entry(say["unknown"])
    reached = "" if one.reached is None else say["reached_yes" if one.reached else "reached_no"]
    return Row(
        (
            Entry(display(one.label)),
            unknown if one.respondents is None else Entry.of(one.respondents, 0, lang),
            Entry.of(Fraction(str(one.ikm)), _DECIMALS, lang),
            Entry(one.mutu, mutu=one.mutu),
            Entry(one.kinerja),
            unknown if change is None else signed(change.ikm, lang),
            unknown if one.target is None else Entry.of(Fraction(str(one.target)), _DECIMALS, lang),
            Entry(reached),
            Entry(say["tren_published"] if one.published else ""),
        )
    )


def _elements(comparison: Comparison) -> ReportTable:
    say, lang = phrases(comparison.lang, "report"), comparison.lang
    periods = [one for one in comparison.periods if one.elements]
    named = {element.key: element for one in periods for element in one.elements}
    order = sorted(named, key=lambda key: (len(named[key].code), named[key].code))
    heads = [Head(say["code"], "text"), Head(say["element"], "text"), *(Head(display(one.label)) for one in periods)]
    last = comparison.changes[-1].elements
    heads += [Head(say["change"])] if last else []
    rows = []
    for key in order:
        met = [one.element(key) for one in periods]
        cells = [
            Entry(say["unknown"]) if one is None else Entry.of(Fraction(str(one.ikm)), _DECIMALS, lang) for one in met
        ]
        if last:
            cells.append(signed(last[key], lang) if key in last else Entry(say["unknown"]))
        rows.append(Row((Entry(named[key].code), Entry(named[key].name), *cells)))
    notes = (say["tren_unsur_note"],) if last else ()
    return ReportTable("tren-unsur", say["tren_unsur"], tuple(heads), tuple(rows), notes)


def _indices(comparison: Comparison) -> ReportTable:
    """Give the other indices of each period, as they are published, with the change of those on one scale."""
    say, lang = phrases(comparison.lang, "report"), comparison.lang
    named = {one.key: one for period in comparison.periods for one in period.indices or ()}
    periods = [one for one in comparison.periods if one.indices]
    heads = [Head(say["code"], "text"), Head(say["index_name"], "text")]
    heads += [*(Head(display(one.label)) for one in periods), Head(say["change"])]
    rows = []
    for key, index in named.items():
        met = [one.index(key) for one in periods]
        cells = [
            Entry(say["unknown"]) if one is None else Entry.of(Fraction(str(one.value)), _DECIMALS, lang) for one in met
        ]
        before, after = (met[-2], met[-1]) if len(met) > 1 else (None, None)
        if before is None or after is None or before.scale != after.scale:
            cells.append(Entry(say["unknown"]))
        else:
            cells.append(signed(float(Fraction(str(after.value)) - Fraction(str(before.value))), lang))
        rows.append(Row((Entry(index.short), Entry(index.name), *cells)))
    return ReportTable("tren-indeks", say["tren_indices"], tuple(heads), tuple(rows))


def trend_figure(comparison: Comparison) -> TrendFigure:
    """Give the figure of a trend, targets to come at its end."""
    say, lang = phrases(comparison.lang, "report"), comparison.lang

    def aimed(target: float | None) -> tuple[Fraction | None, str]:
        exact = None if target is None else Fraction(str(target))
        return exact, "" if exact is None else number(exact, _DECIMALS, lang)

    points = [
        TrendPoint(
            display(one.label), Fraction(str(one.ikm)), number(Fraction(str(one.ikm)), _DECIMALS, lang), one.mutu,
            *aimed(one.target),
        )
        for one in comparison.periods
    ]  # fmt: skip
    points += [TrendPoint(display(label), None, "", "", *aimed(target)) for label, target in comparison.targets.items()]
    told = "; ".join(
        say["tren_point"].format(label=one.label, text=one.text, mutu=one.mutu)
        for one in points
        if one.value is not None
    )
    laws = {one.regulation for one in comparison.periods}
    law = laws.pop()
    bands = zones(load_regulation(law), lang) if not laws and law in builtin_regulations() else ()
    low, high = (bands[0].low, Fraction(100)) if bands else _ENDS
    return TrendFigure(
        "tren",
        say["tren_caption"],
        say["tren_told"].format(points=told),
        tuple(points),
        bands,
        low,
        high,
        say["target"],
    )
