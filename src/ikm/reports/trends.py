"""The report of a comparison: the trend, and where each period comes from.

>>> import ikm
>>> from ikm.reports.trends import trend_report
>>> report = trend_report(ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}))
>>> report.headline.text, report.subtitle, [chapter.key for chapter in report.chapters]
('83,86', '2022 – 2023', ['tren', 'tentang'])
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.chapters.trend import trend_chapter
from ikm.reports.report import Chapter, Entry, Head, Report, ReportTable, Row
from ikm.reports.wording import number, phrases
from ikm.version import __version__

if TYPE_CHECKING:
    from ikm.comparisons import Comparison

__all__ = ["change_words", "trend_line", "trend_report"]


def trend_report(comparison: Comparison) -> Report:
    """Prepare the report of a comparison, in its language; its headline is the index of the last period."""
    say, lang = phrases(comparison.lang, "report"), comparison.lang
    last = comparison.periods[-1]
    facts = [(say["period"], display(last.label))]
    if last.respondents is not None:
        facts.append((say["respondents"], say["respondents_n"].format(number=number(last.respondents, 0, lang))))
    span = f"{display(comparison.periods[0].label)} – {display(last.label)}"
    return Report(
        lang=lang,
        title=display(comparison.title or "") or say["trend_title"],
        subtitle=" · ".join(filter(None, (display(comparison.unit or ""), span))),
        headline=Entry.of(Fraction(str(last.ikm)), 2, lang),
        mutu=last.mutu,
        kinerja=last.kinerja,
        facts=tuple(facts),
        alarms=tuple(one.message for one in comparison.findings if one.severity == "warning"),
        chapters=(trend_chapter(comparison), _origin(comparison)),
        made=f"ikm {__version__}",
    )


def change_words(comparison: Comparison, longest: int = 60) -> str:
    """Say how the last index differs from the one before: "naik 1,62 dari 2022"."""
    change, say = comparison.changes[-1], phrases(comparison.lang, "trend")
    told = number(abs(Fraction(str(change.ikm))), 2, comparison.lang)
    return say[_way(change.ikm)].format(number=told, before=display(change.before, longest))


def trend_line(comparison: Comparison, longest: int = 60) -> str:
    """Tell the last change in a line.

    >>> import ikm
    >>> trend_line(ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}))
    '82,24 (2022) → 83,86 (2023), naik 1,62'
    """
    earlier, later = comparison.periods[-2:]
    change, lang, say = comparison.changes[-1], comparison.lang, phrases(comparison.lang, "trend")
    return say["line"].format(
        before=number(earlier.ikm, 2, lang),
        earlier=display(earlier.label, longest),
        after=number(later.ikm, 2, lang),
        later=display(later.label, longest),
        change=say[f"line_{_way(change.ikm)}"].format(number=number(abs(Fraction(str(change.ikm))), 2, lang)),
    )


def _way(change: float) -> str:
    return "same" if change == 0 else "up" if change > 0 else "down"


def _origin(comparison: Comparison) -> Chapter:
    say = phrases(comparison.lang, "report")
    heads = tuple(Head(say[name], "text") for name in ("period", "input", "input_sha256", "weight", "regulation"))
    rows = tuple(
        Row(
            tuple(
                Entry(display(cell or "") or say["unknown"])
                for cell in (one.label, one.input_name, one.input_sha256, one.weight, one.regulation)
            )
        )
        for one in comparison.periods
    )
    return Chapter("tentang", say["tentang"], (ReportTable("asal", say["tren_origin"], heads, rows),))
