"""Telling: a report as plain data: sheets, upright or on their side, of blocks; every text as it can be set.

>>> import ikm
>>> from ikm.reports import report_of
>>> from ikm.rendering.typeset.telling import told_report
>>> told = told_report(report_of(ikm.score([[4] * 9] * 12, weight="exact")))
>>> told["headline"][0], [sheet["flipped"] for sheet in told["sheets"]]
(['Indeks Kepuasan Masyarakat', '100,00'], [False])
"""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ikm.rendering.charts.lettering import fit
from ikm.rendering.fonts import measure
from ikm.rendering.typeset.figures import told_figures
from ikm.rendering.typeset.tables import INSET, UPRIGHT, laid
from ikm.rendering.typeset.words import broken, called, plain, width
from ikm.reports import FactList, OfficePlace, Paragraph, ReportTable, Subheading, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ikm.reports import Block, Chapter, Report, Row

__all__ = ["told_report"]

_SIZE, _TITLE = 10, 20
_LABELS = 150
"""The room of the labels of facts, in points."""
_PAGE = 120
"""The room of the page's number below it."""
_LONG = 5
"""A report of so many chapters has a table of contents."""
_LINES = 20
"""A row of more lines, and a table of more, may go on on the next page."""
_SAID = {"plain", "note", "alarm"}
"""The kinds of paragraphs."""
_ALIGNED = {"text": "left", "figure": "right", "grade": "center"}


def told_report(report: Report) -> dict[str, Any]:
    """Tell a report as data."""
    say = phrases(report.lang, "typeset")
    blocks = [block for chapter in report.chapters for block in _chapter(chapter, report)]
    title, subtitle = called(report.title), called(report.subtitle)
    grades = [("index", report.headline.text), ("mutu", report.mutu), ("kinerja", report.kinerja)]
    return {
        "lang": report.lang,
        "title": broken(title, UPRIGHT, _TITLE, bold=True),
        "name": f"{title} – {subtitle}" if subtitle else title,
        "subtitle": _name(report.subtitle, 13),
        "headline": [[_label(name, report, say), _name(value, 24, 140)] for name, value in grades if value],
        "alarms": [_text(alarm, UPRIGHT - 20) for alarm in report.alarms],
        "facts": _facts(report.facts),
        "contents": say["contents"] if len(report.chapters) >= _LONG else "",
        "deep": any(isinstance(block, Subheading) for chapter in report.chapters for block in chapter.blocks),
        "page": say["page"].replace("{page}", "\0").replace("{pages}", "\0").split("\0"),
        "sheets": [{"flipped": flipped, "blocks": list(told)} for flipped, told in _sheets(blocks)],
        "made": fit(called(report.made), UPRIGHT - _PAGE, 8, measured=measure),
    }


def _label(name: str, report: Report, say: dict[str, str]) -> str:
    return report.headline_name if name == "index" and report.headline_name else say[name]


def _text(text: str, room: int = UPRIGHT, size: int = _SIZE) -> str:
    return broken(plain(text), room, size, bold=True)


def _name(text: str, size: int, room: int = UPRIGHT) -> str:
    return broken(called(text), room, size, bold=True)


def _facts(facts: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[_name(label, _SIZE, _LABELS - 10), _text(said, UPRIGHT - _LABELS)] for label, said in facts]


def _sheets(blocks: list[dict[str, Any]]) -> Iterator[tuple[bool, Iterator[dict[str, Any]]]]:
    """Put blocks on sheets: a wide table lies on its side, with its headings and what leads into it."""
    flipped, leading = [], -1
    for block in reversed(blocks):
        if block.get("flipped", False):
            leading = 1
        elif block["kind"] != "heading":
            leading = leading - 1 if block["kind"] in _SAID else -1
        flipped.append(leading >= 0)
        if block.get("level") == 1:
            leading = -1
    ways = iter(reversed(flipped))
    return groupby(blocks, key=lambda _: next(ways))


def _chapter(chapter: Chapter, report: Report) -> Iterator[dict[str, Any]]:
    yield {"kind": "heading", "level": 1, "text": _name(chapter.title, 14)}
    for block in chapter.blocks:
        yield from _block(block, report)


def _block(block: Block, report: Report) -> Iterator[dict[str, Any]]:
    match block:
        case Subheading():
            yield {"kind": "heading", "level": block.level, "text": _name(block.text, 12)}
        case Paragraph():
            yield {"kind": block.kind, "text": _text(block.text, UPRIGHT - 20)}
        case FactList():
            yield {"kind": "facts", "facts": _facts(block.facts)}
        case OfficePlace():
            lines = [_text(line, UPRIGHT - 20) for line in block.text.splitlines() if line.strip()]
            yield {"kind": "place", "asked": _text(block.asked, UPRIGHT - 20), "lines": lines}
        case ReportTable():
            yield _table(block)
        case _:
            yield from told_figures(block, report.lang)


def _table(table: ReportTable) -> dict[str, Any]:
    """Tell a table with its widths; words that are wider than their column may break."""
    way = laid(table)
    rooms = [wide - 2 * INSET for wide in way.widths]
    heads = [
        broken(called(head.heading), room, way.size, bold=True) for head, room in zip(table.columns, rooms, strict=True)
    ]

    def row(one: Row) -> dict[str, Any]:
        texts = [plain(cell.text) for cell in one.cells]
        lines = max(
            (width(text, way.size, bold=one.total) / room for text, room in zip(texts, rooms, strict=True)), default=0
        )
        cells = [broken(text, room, way.size, bold=one.total) for text, room in zip(texts, rooms, strict=True)]
        return {"cells": cells, "total": one.total, "lines": math.ceil(lines), "breakable": lines > _LINES}

    rows = [row(one) for one in table.rows]
    return {
        "kind": "table",
        "flipped": way.flipped,
        "caption": _name(table.caption, 9),
        "size": way.size,
        "widths": [round(float(wide), 3) for wide in way.widths],
        "aligned": [_ALIGNED[head.kind] for head in table.columns],
        "heads": heads,
        "rows": rows,
        "breakable": sum(one["lines"] for one in rows) > _LINES,
        "notes": [_text(note, UPRIGHT, 8) for note in table.notes],
    }
