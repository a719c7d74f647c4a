"""Tables: how wide each column is, how large the text, and whether the sheet has to lie on its side.

The widths are known before anything is set, since the font is known.  A table stands upright if its words fit in text
that is not too small; else it lies on its side, and is set smaller only then.

>>> from ikm.reports import Entry, Head, ReportTable, Row
>>> from ikm.rendering.typeset.tables import laid
>>> narrow = ReportTable("k", "K", (Head("Unsur", "text"), Head("NRR")), (Row((Entry("Persyaratan"), Entry("3,265"))),))
>>> wide = ReportTable("k", "K", tuple(Head(f"Kolom-{n}") for n in range(16)), ())
>>> laid(narrow).flipped, laid(narrow).size, laid(wide).flipped
(False, 9, True)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ikm.rendering.typeset.words import called, plain, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.reports import ReportTable

__all__ = ["INSET", "UPRIGHT", "Laid", "laid"]

UPRIGHT, _LYING = 481, 728
"""The room between the margins, in points."""
INSET = 3
"""The room at each side of a cell."""
_WAYS = ((UPRIGHT, 9), (UPRIGHT, 8), (_LYING, 9), (_LYING, 8), (_LYING, 7), (_LYING, 6))
_LINES = Fraction(5, 2)
"""A way in which the longest cell, run on, has no more lines is good enough; words make it one line more."""
_FEW = 7
"""A table of so few columns is long for its sentences, which are read better upright."""
_WORD = 90
"""A longer word may break anywhere, so that it does not take the room of the other columns."""
_LOOKED_AT = 2_000
"""So much of a text says how wide its column should be."""
_SHORT, _QUARTER, _BY_HAND = 7, 24, 110
"""An empty column is to be filled in by hand; under a short heading, such as that of a quarter, with a mark."""


class Laid(NamedTuple):
    """The widths of the columns in points, the size of the text, and whether the sheet lies on its side."""

    widths: tuple[Fraction, ...]
    size: int
    flipped: bool


class _Need(NamedTuple):
    """What a column needs at the least, and what it would take if there were room."""

    least: Fraction
    most: Fraction


def laid(table: ReportTable) -> Laid:
    """Lay out a table: the first way that is good enough, else one that is far better than the first that fits."""
    fitting: list[tuple[Fraction, Laid]] = []
    for room, size in _WAYS:
        needs = list(_needs(table, size))
        if sum(need.least for need in needs) <= room:
            lines, widths = _shared(needs, room)
            fitting.append((lines, Laid(widths, size, flipped=room != UPRIGHT)))
    if fitting:
        first = fitting[0][0]
        if len(table.columns) <= _FEW:
            return fitting[0][1]
        good = next((way for lines, way in fitting if lines <= _LINES), None)
        return good or next((way for lines, way in fitting if 2 * lines <= first), fitting[0][1])
    room, size = _WAYS[-1]
    needs = list(_needs(table, size))
    whole = sum(need.least for need in needs)
    return Laid(tuple(need.least * room / whole for need in needs), size, flipped=True)


def _needs(table: ReportTable, size: int) -> Iterator[_Need]:
    """Say what each column needs: words are not broken, and neither is a figure from its sign."""
    # A hair more than the widths say, since letters are placed in fractions of a point.
    edges = 2 * INSET + Fraction(1, 2)
    for place, head in enumerate(table.columns):
        cells = {(plain(row.cells[place].text), row.total) for row in table.rows}
        heading = called(head.heading)
        whole = [(heading, True), *cells]
        parts = [(word, True) for word in heading.split(" ")]
        parts += cells if head.kind != "text" else [(word, bold) for text, bold in cells for word in text.split(" ")]
        least = min(max(width(text, size, bold=bold) for text, bold in parts), Fraction(_WORD))
        most = max(width(text[:_LOOKED_AT], size, bold=bold) for text, bold in whole)
        if cells and not any(text for text, _ in cells):
            least = max(most if len(heading) <= _SHORT else least, Fraction(_QUARTER))
            most = least if len(heading) <= _SHORT else max(most, Fraction(_BY_HAND))
        yield _Need(least + edges, max(most, least) + edges)


def _shared(needs: list[_Need], room: int) -> tuple[Fraction, tuple[Fraction, ...]]:
    """Share out the room so that no cell has more lines than must be; give how many that are."""
    lines = Fraction(1)
    while True:
        widths = tuple(max(need.least, need.most / lines) for need in needs)
        if sum(widths) <= room:
            return lines, widths
        lines *= Fraction(9, 8)
