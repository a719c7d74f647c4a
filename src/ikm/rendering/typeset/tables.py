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
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ikm.rendering.typeset.words import plain, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.reports import ReportTable

__all__ = ["INSET", "UPRIGHT", "Laid", "laid"]

UPRIGHT, _LYING = 481, 728
"""The room between the margins, in points."""
INSET = 3
"""The room at each side of a cell."""
_WAYS = ((UPRIGHT, 9), (UPRIGHT, 8), (_LYING, 9), (_LYING, 8), (_LYING, 7), (_LYING, 6))
_WORD = 90
"""A longer word may break anywhere, so that it does not take the room of the other columns."""
_TEXT = 260
"""A column of longer texts gets no more room for that."""
_SHORT, _QUARTER, _BY_HAND = 7, 24, 60
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
    """Lay out a table: the first way in which its words fit, or the last, in which words break."""
    for room, size in _WAYS:
        needs = list(_needs(table, size))
        if sum(need.least for need in needs) <= room:
            return Laid(_spread(needs, room), size, flipped=room != UPRIGHT)
    room, size = _WAYS[-1]
    needs = list(_needs(table, size))
    whole = sum(need.least for need in needs)
    return Laid(tuple(need.least * room / whole for need in needs), size, flipped=True)


def _needs(table: ReportTable, size: int) -> Iterator[_Need]:
    for place, head in enumerate(table.columns):
        cells = {(plain(row.cells[place].text), row.total) for row in table.rows}
        heading = plain(head.heading)
        texts = [(heading, True), *cells]
        words = chain.from_iterable(((word, bold) for word in text.split(" ")) for text, bold in texts)
        least = min(max(width(word, size, bold=bold) for word, bold in words), Fraction(_WORD))
        most = max(width(text[:2_000], size, bold=bold) for text, bold in texts)
        if cells and not any(text for text, _ in cells):
            least = max(least, Fraction(_QUARTER if len(heading) <= _SHORT else _BY_HAND))
        # A hair more than the widths say, since letters are placed in fractions of a point.
        both = 2 * INSET + Fraction(1, 2)
        yield _Need(least + both, max(most, least) + both)


def _spread(needs: list[_Need], room: int) -> tuple[Fraction, ...]:
    """Share out the room: to each column what it would take, or what it must have and a part of the rest."""
    if sum(need.most for need in needs) <= room:
        return tuple(need.most for need in needs)
    wishes = [max(min(need.most, Fraction(_TEXT)) - need.least, Fraction(1)) for need in needs]
    spare = room - sum(need.least for need in needs)
    return tuple(
        need.least + spare * wish / sum(wishes) for need, wish in zip(needs, wishes, strict=True)
    )
