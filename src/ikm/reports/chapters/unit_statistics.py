"""The statistics of several units: all respondents pooled, then a row for each unit.

What is pooled is the units' counts, so there is what counts give; what takes the answers themselves is said to be
missing.  The tests of groups stand with each unit's own result, as its breakdowns do.

>>> import ikm
>>> from ikm.reports.chapters.unit_statistics import agency_statistics_chapter
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> rows = [[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3], [2, 3, 3, 3, 2, 3, 3, 3, 2]] * 12
>>> units = {"Loket A": [header, *rows], "Loket B": [header, [3] * 9]}
>>> chapter = agency_statistics_chapter(ikm.score_agency(units, statistics=True))
>>> for row in chapter.blocks[-1].rows:
...     print([entry.text for entry in row.cells])
['Loket A', '36', '0,922', '0,911 – 0,933', 'ya', '–', '0,0 %']
['Loket B', '1', '–', '–', 'terlalu sedikit', '–', '–']
>>> agency_statistics_chapter(ikm.score_agency(units)) is None
True
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.chapters.reliability import complete_of, reliability_blocks
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.agencies import AgencyResult
    from ikm.findings import Language
    from ikm.reports.report import Block
    from ikm.scoring import Reliability

__all__ = ["agency_statistics_chapter", "unit_reliability"]

_UNIT = 120


def agency_statistics_chapter(agency: AgencyResult) -> Chapter | None:
    """Tell of validity and reliability, pooled and of each unit; nothing where that was not asked for."""
    table = unit_reliability(agency)
    if table is None:
        return None
    say, pooled = phrases(agency.lang, "statistics"), agency.agency.pooled
    blocks: tuple[Block, ...]
    if pooled is None:
        why = agency.agency.figures[0].reason
        blocks = (Paragraph(say["no_pooled"].format(reason=why)),)
    else:
        blocks = (Paragraph(say["pooled"]), *reliability_blocks(pooled))
    return Chapter("statistik", say["title"], (*blocks, table))


def unit_reliability(agency: AgencyResult) -> ReportTable | None:
    """Give a row for each unit that has statistics; nothing where none has."""
    lang, say = agency.lang, phrases(agency.lang, "statistics")
    rows = tuple(
        _row(unit.unit, unit.result.statistics.reliability, lang)
        for unit in agency.units
        if unit.result is not None and unit.result.statistics is not None
    )
    if not rows:
        return None
    heads = (
        Head(say["unit"], "text"),
        *(Head(say[name]) for name in ("respondents", "alpha", "alpha_interval")),
        *(Head(say[name], "text") for name in ("is_reliable", "without_validity")),
        Head(say["one_answer"]),
    )
    return ReportTable("reliabilitas-unit", say["units_caption"], heads, rows, (say["units_note"],))


def _row(unit: str, found: Reliability, lang: Language) -> Row:
    say = phrases(lang, "statistics")
    none = Entry(say["none"])
    failed = ", ".join(item.code for item in found.items if item.valid is False)
    verdict = say[f"short_{found.reason}"] if found.reliable is None else say["yes" if found.reliable else "no"]
    return Row(
        (
            Entry(display(unit, _UNIT)),
            Entry.of(found.respondents, 0, lang),
            none if found.alpha_exact is None else Entry.of(Fraction(found.alpha_exact), 3, lang),
            _interval(found, lang),
            Entry(verdict),
            Entry(failed) if failed else none,
            _straight(found, lang),
        )
    )


def _interval(found: Reliability, lang: Language) -> Entry:
    if found.interval is not None:
        low, high = (number(end, 3, lang) for end in (found.interval.low, found.interval.high))
        return Entry(f"{low} – {high}")
    return _missing(found.interval_reason if found.alpha is not None else None, lang)


def _straight(found: Reliability, lang: Language) -> Entry:
    if found.straight_lines is not None:
        return Entry.of(Fraction(100 * found.straight_lines, complete_of(found)), 1, lang, percent=True)
    return _missing(found.straight_reason if found.alpha is not None else None, lang)


def _missing(reason: str | None, lang: Language) -> Entry:
    """Say why a figure is not given; a dash where its row has said so already."""
    return Entry(phrases(lang, "statistics")["none" if reason is None else f"short_{reason}"])
