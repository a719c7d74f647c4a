"""Sheets: one sheet of the workbook, written from the top down on columns that fit its tables.

The table with the most columns makes the columns of a sheet; a narrower table, a paragraph and a list of facts take as
many of them together as they need.  Everything is set for A4: as wide as a page, headings again on each, and pages
have numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ikm.rendering.workbook.formats import GRADES, figure_format, plain_text
from ikm.rendering.workbook.widths import column_widths, height, measured, reaching, spread
from ikm.reports import Entry, FactList, OfficePlace, Paragraph, ReportTable, Subheading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.rendering.workbook.charts import ChartBook
    from ikm.rendering.workbook.formats import Styles
    from ikm.reports import Block, Report, Row

__all__ = ["ReportBook", "SheetWriter", "free_name", "grid"]

_PAGE = 92.0
"""As wide as an upright A4 page is at full size."""

_UPRIGHT = 135.0
"""What is wider lies down."""

_POINT = 0.75
"""Points in a pixel."""

_PAPER = {False: (523.0, 744.0), True: (770.0, 498.0)}
"""What a page has room for within its margins, in points: upright, and lying down."""

_MARGIN = 0.96
_LINE = 15.0
_LABEL = 27.0
_WRITABLE = 32.0
_WRITTEN_IN = frozenset({"tindak-lanjut"})
"""Tables that an office writes in by hand."""

_FOOTER = 80
_A4 = 9
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class ReportBook:
    """A workbook in the making: what is told, the words, the formats, the charts so far."""

    book: Any
    report: Report
    say: dict[str, str]
    styles: Styles
    charts: ChartBook


def grid(blocks: Iterable[Block]) -> list[float]:
    """Give the columns of a sheet of some blocks: those of its widest tables, and more until they fill a page."""
    tables = [block for block in blocks if isinstance(block, ReportTable)]
    most = max((len(table.columns) for table in tables), default=0)
    widths = column_widths([table for table in tables if len(table.columns) == most])
    while sum(widths) < _PAGE or len(widths) < 2:
        widths.append(min(15.0, max(7.0, _PAGE - sum(widths))))
    return widths


def free_name(made: ReportBook, title: str) -> str:
    """Give a name for a sheet that has none among the words: as a spreadsheet allows it, and none of another sheet."""
    taken = {name.casefold() for name in (*made.book.sheetnames, made.say["grafik"])}
    name = cleaned = _FORBIDDEN.sub(" ", plain_text(title)).strip("' ")[:_LONGEST_NAME] or "-"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{cleaned[: _LONGEST_NAME - 3]} {number}"
    return name


class SheetWriter:
    """A sheet and the row that is written next.

    Parameters
    ----------
    made : ReportBook
        The workbook.
    key : str
        The sheet's name among the words, or its name.
    widths : sequence of float
        Its columns.
    """

    def __init__(self, made: ReportBook, key: str, widths: Sequence[float]) -> None:
        self.made, self.widths, self.row = made, list(widths), 0
        self.last = len(self.widths) - 1
        self.paper: Any = made.book.add_worksheet(made.say.get(key, key))
        for place, width in enumerate(self.widths):
            self.paper.set_column(place, place, width)
        self.paper.set_paper(_A4)
        self.paper.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.75)
        self.paper.fit_to_pages(1, 0)
        self.paper.hide_gridlines(2)
        self.lying = sum(self.widths) > _UPRIGHT
        if self.lying:
            self.paper.set_landscape()
        self._heights: dict[int, float] = {}
        self._parts: list[tuple[int, int, int]] = []
        report, say = made.report, made.say
        office = plain_text(report.subtitle or report.title).replace("\n", " ")[:_FOOTER].replace("&", "&&")
        self.paper.set_footer(f"&L&8 {office}&R&8 {say['page']} &P {say['page_of']} &N")

    def put(self, row: int, first: int, last: int, what: str | Entry, *looks: str, **more: object) -> None:
        """Write one cell, over several columns if need be: a number as a number, a text as nothing but text."""
        styles = self.made.styles
        text = what if isinstance(what, str) else what.text
        if isinstance(what, Entry) and what.value is not None:
            shown = styles(*looks, num_format=figure_format(what), **more)
        else:
            text = plain_text(text)
            shown = styles.of_text(text, *looks, **more)
        if first < last:
            self.paper.merge_range(row, first, row, last, "", shown)
        if isinstance(what, Entry) and what.value is not None:
            self.paper.write_number(row, first, float(what.value), shown)
        elif text:
            self.paper.write_string(row, first, text, shown)
        elif first == last:
            self.paper.write_blank(row, first, None, shown)

    def tall(self, points: float) -> None:
        """Set the height of the row that is written next."""
        self._heights[self.row] = points
        self.paper.set_row(self.row, points)

    def line(self, text: str, *looks: str, high: float = 0, scale: float = 1.0) -> None:
        """Write a text over the whole width; ``scale`` is that of its letters."""
        self.tall(max(high, scale * height([(text, sum(self.widths) / scale)])))
        self.put(self.row, 0, self.last, text, *looks)
        self.row += 1

    def gap(self) -> None:
        """Leave a row free."""
        self.row += 1

    def facts(self, facts: FactList) -> None:
        """Write labels with what is said of each."""
        wanted = min(_LABEL, max((measured(label) for label, _ in facts.facts), default=0.0) + 2)
        end = min(reaching(self.widths, 0, wanted), max(0, self.last - 1))
        wide, rest = sum(self.widths[: end + 1]), sum(self.widths[end + 1 :])
        for label, said in facts.facts:
            self.tall(height([(label, wide), (said, rest)]))
            self.put(self.row, 0, end, label, "label")
            self.put(self.row, end + 1, self.last, said, "text")
            self.row += 1

    def spans(self, table: ReportTable) -> list[tuple[int, int]]:
        """Give for each column of a table the first and last of the sheet's columns it takes."""
        wanted = column_widths([table])
        if len(wanted) == len(self.widths) or all(w <= mine for w, mine in zip(wanted, self.widths, strict=False)):
            return [(place, place) for place in range(len(wanted))]
        return spread(wanted, self.widths)

    def table(self, table: ReportTable, *, alone: bool = False) -> None:
        """Write a table; one that is ``alone`` on its sheet keeps its headings in sight, and has them on each page."""
        self.line(table.caption, "caption")
        spans = self.spans(table)
        wide = [sum(self.widths[first : last + 1]) for first, last in spans]
        heads = [(head.heading, width / 1.1) for head, width in zip(table.columns, wide, strict=True)]
        self.tall(height(heads))
        for (first, last), head in zip(spans, table.columns, strict=True):
            self.put(self.row, first, last, head.heading, "head")
        if alone:
            self.paper.repeat_rows(self.row)
            kinds = [head.kind for head in table.columns]
            named = kinds.index("text") if "text" in kinds else 0
            beside = next((n for n, kind in enumerate(kinds) if n > named and kind != "text"), 0)
            self.paper.freeze_panes(self.row + 1, spans[beside - 1][1] + 1 if beside else 0)
        self.row += 1
        for row in table.rows:
            self._row(table, row, spans, wide)
        for note in table.notes:
            self.line(note, "note", scale=0.95)
        self.gap()

    def _row(self, table: ReportTable, row: Row, spans: Sequence[tuple[int, int]], wide: Sequence[float]) -> None:
        texts = [(entry.text, width) for entry, width in zip(row.cells, wide, strict=True)]
        self.tall(max(height(texts), _WRITABLE if table.key in _WRITTEN_IN else 0))
        for head, entry, (first, last) in zip(table.columns, row.cells, spans, strict=True):
            kind = (
                "figure" if entry.value is not None else {"grade": "grade", "figure": "figure"}.get(head.kind, "cell")
            )
            colour = {"bg_color": GRADES[entry.mutu]} if entry.mutu in GRADES else {}
            self.put(self.row, first, last, entry, "lined", kind, *(["total"] if row.total else []), **colour)
        self.row += 1

    def write(self, blocks: Sequence[Block], *, alone: bool = False) -> None:
        """Write the blocks of a chapter; ``alone`` where its table is the only one of the sheet."""
        start = self.row
        for block in blocks:
            if isinstance(block, Paragraph):
                self.line(block.text, {"plain": "text"}.get(block.kind, block.kind))
            elif isinstance(block, FactList):
                self.facts(block)
                self.gap()
            elif isinstance(block, ReportTable):
                self.table(block, alone=alone)
            elif isinstance(block, Subheading):
                self.line(block.text, "caption")
            elif isinstance(block, OfficePlace):
                self.line(block.asked, "label")
                self.line(block.text, "lined", "cell", high=_WRITABLE)
            else:
                chart = self.row
                self.row += self.made.charts.insert(self.paper, chart, block, self.pixels)
                self._parts.append((start, chart, self.row))
                start = self.row

    def break_pages(self) -> None:
        """Begin a page where a chart, with the tables it belongs to, would be cut in two."""
        room, breaks, top = self._room, [], 0
        for start, chart, end in self._parts:
            if self._points(top, end) <= room:
                continue
            # What is longer than a page passes over by itself; then the chart alone is kept together.
            keep = start if self._points(start, end) <= room else chart
            while self._points(top, keep) > room:
                top += 1
            if self._points(top, end) > room:
                breaks.append(keep)
                top = keep
        self.paper.set_h_pagebreaks([row for row in breaks if row])

    def keep_from(self, row: int) -> None:
        """Begin a page with a row, where the sheet has more than a page: what follows it is not cut in two."""
        if self._points(0, self.row) > self._room:
            self.paper.set_h_pagebreaks([row])

    @property
    def _room(self) -> float:
        """How many points of rows a page holds."""
        wide, high = _PAPER[self.lying]
        return high * _MARGIN * max(1.0, self.pixels * _POINT / wide)

    def _points(self, first: int, end: int) -> float:
        """Add up the heights of rows."""
        return sum(self._heights.get(row, _LINE) for row in range(first, end))

    @property
    def pixels(self) -> int:
        """The width of the sheet in pixels."""
        return sum(int(width * 7 + 5) for width in self.widths)
