"""Widths: how wide columns and how high rows must be for their text, measured letter by letter.

A spreadsheet makes no row higher for a merged cell, and no column wider for a heading; what is not measured is cut off
on paper.  Widths are in the unit of a spreadsheet, a digit of its standard font; heights in points.

>>> from ikm.rendering.workbook.widths import lines, measured
>>> measured("Persyaratan") < measured("Sistem, Mekanisme, dan Prosedur")
True
>>> lines("Sistem, Mekanisme, dan Prosedur", 20), lines("ya", 20)
(2, 1)
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.reports import ReportTable

__all__ = ["LINE", "column_widths", "height", "lines", "measured", "reaching", "spread"]

LINE = 13.5
"""The height of a line, in points."""

_DIGIT = 7
_PADDING = 1.8
_LEAST = 7.0
_WIDEST = ((6, 52.0), (11, 36.0), (99, 30.0))
"""A table of so many columns at most has none that is wider."""

_BOLD = 1.1
_LOOKED_AT = 300
"""Of a longer text no more is measured: it is wider than any column."""

_WRITING = 1.7
"""A column that is empty is to be written in: so many times as wide as its heading."""


def measured(text: str) -> float:
    """Measure the longest line of a text."""
    from xlsxwriter.utility import xl_pixel_width  # noqa: PLC0415 - only a workbook needs it

    cut = text[:_LOOKED_AT]
    return max((float(xl_pixel_width(line)) for line in cut.split("\n")), default=0.0) / _DIGIT


def lines(text: str, width: float) -> int:
    """Count the lines a text takes in a column, broken between words."""
    from xlsxwriter.utility import xl_pixel_width  # noqa: PLC0415 - only a workbook needs it

    room, blank, number = max(1.0, (width - _PADDING / 2) * _DIGIT), xl_pixel_width(" "), 0
    for line in text.split("\n"):
        number, used = number + 1, 0.0
        for word in line.split(" "):
            wide = xl_pixel_width(word)
            if used and used + blank + wide > room:
                number, used = number + 1, 0.0
            more = int(max(0.0, wide - 1) // room)
            number, used = number + more, used + (blank if used else 0) + wide - more * room
    return number


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Give the height of a row of texts, each with the width it has."""
    return LINE * max((lines(text, width) for text, width in cells), default=1) + 3


def column_widths(tables: Sequence[ReportTable]) -> list[float]:
    """Give the widths in which all of some tables with as many columns fit."""
    each = [[_width(table, place) for place in range(len(table.columns))] for table in tables]
    return [max(widths) for widths in zip_longest(*each, fillvalue=_LEAST)]


def _width(table: ReportTable, place: int) -> float:
    heading = table.columns[place].heading
    widest = next((width for most, width in _WIDEST if len(table.columns) <= most), _WIDEST[-1][1])
    texts = [row.cells[place].text for row in table.rows]
    if table.columns[place].kind == "text" and texts and not any(texts):
        return max(_LEAST, min(widest, measured(heading) * _WRITING))
    word = max((measured(word) for word in heading.split(" ")), default=0.0)
    head = max(word, measured(heading) / 3) * _BOLD
    body = max(map(measured, texts), default=0.0) * (_BOLD if any(row.total for row in table.rows) else 1)
    return max(_LEAST, min(widest, max(head, body) + _PADDING))


def reaching(widths: Sequence[float], first: int, wanted: float) -> int:
    """Give the last of the columns that from a first one on are as wide as wanted together, or the last there is."""
    used = 0.0
    for place in range(first, len(widths)):
        used += widths[place]
        if used >= wanted:
            return place
    return len(widths) - 1


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[tuple[int, int]]:
    """Lay columns over those of a sheet, of which there are more, so that none lacks much of the width it wants.

    >>> spread([20, 10, 14], [25, 8, 8, 8, 8])
    [(0, 0), (1, 2), (3, 4)]

    Parameters
    ----------
    wanted : sequence of float
        How wide each column should be.
    widths : sequence of float
        The columns of the sheet.

    Returns
    -------
    list of tuple
        For each column the first and the last of the sheet's that it takes.
    """
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for place, width in enumerate(wanted):
        end = len(widths) - (len(wanted) - 1 - place)  # each column still to come keeps one
        longer: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for first, (cost, spans) in best.items():
            for last in range(first, end):
                taken = sum(widths[first : last + 1])
                way = (cost + max(0.0, width - taken) ** 2 + taken / 1000, [*spans, (first, last)])
                longer[last + 1] = min(way, longer.get(last + 1, way))
        best = longer
    return min(best.values())[1]
