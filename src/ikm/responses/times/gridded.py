r"""Gridded: a column of timestamps in blocks of a large file, which numpy has cut.

The day of each cell and its time of day are told apart in the bytes of a whole block, each different one is read once,
and only a cell that is not written as timestamps commonly are becomes a text of its own.

>>> from ikm.responses.times.stamps import Stamps
>>> from ikm.sources.texts.cutting import grid_of
>>> grid = grid_of(b"05/03/2023 08.30\n31/03/2023 15.45\nkemarin\n", 1)
>>> stamps = Stamps()
>>> stamps.take_grid(grid, 0)
>>> [day.date for day in stamps.days], stamps.chosen().counts
([None, (5, 3, 2023), (31, 3, 2023), None], [0, 1, 1, 1])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.responses.times.clocks import ClockTexts
from ikm.responses.times.stamped import StampRows
from ikm.sources.texts import Vocabulary, stacked

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    import numpy.typing as npt

    from ikm.sources import Cell
    from ikm.sources.texts import Grid

    Numbers = npt.NDArray[np.int64]
    Places = npt.NDArray[np.int32]

__all__ = ["GriddedStamps"]


class GriddedStamps:
    """The rows of a column of timestamps that came in blocks.

    Parameters
    ----------
    day_of, clock_of : callable
        Give the number of a day, or of a time of day, that is written as it commonly is; below 0 where it is not.
    read : callable
        Gives both for a cell of any kind.
    """

    def __init__(
        self,
        day_of: Callable[[str], int],
        clock_of: Callable[[str], int],
        read: Callable[[Cell], tuple[int, int]],
    ) -> None:
        self._day_of, self._read = day_of, read
        self._heads, self._clock_texts = Vocabulary(), ClockTexts(clock_of)
        self._head_places = np.zeros(0, np.int32)
        self._places: list[Places] = []
        self._clocks: list[Places] = []

    @property
    def size(self) -> int:
        """Bytes held besides two numbers a row."""
        return self._heads.size + self._clock_texts.size

    def take(self, grid: Grid, column: int) -> int:
        """Hold the timestamps of a block, and tell how many it has."""
        starts, lengths = grid.starts[column], grid.lengths[column]
        gap = _date_lengths(grid, starts, lengths)
        behind = np.minimum(gap + 1, lengths)
        heads = self._heads.take(grid, starts, gap)
        clocks = self._clock_texts.take(grid, starts + behind, lengths - behind)
        more = [self._day_of(text) for text in self._heads.texts[len(self._head_places) :]]
        self._head_places = np.append(self._head_places, np.array(more, np.int32))
        places = np.where(lengths == 0, np.int32(0), self._head_places[heads])
        for row, text in grid.texts(column, np.flatnonzero((places < 0) | (clocks < 0))):
            places[row], clocks[row] = self._read(text)
        if grid.odd:
            read = [self._read(cells[column] if column < len(cells) else None) for _, cells in grid.odd]
            places = grid.woven(places, [place for place, _ in read])
            clocks = grid.woven(clocks, [clock for _, clock in read])
        self._places.append(places)
        self._clocks.append(clocks)
        return len(places)

    def add(self, places: array[int], clocks: array[int]) -> None:
        """Hold rows that came as cells."""
        self._places.append(np.array(places, np.int32))
        self._clocks.append(np.array(clocks, np.int32))

    def rows(self) -> StampRows:
        """Give all rows."""
        return StampRows(stacked(self._places, np.int32), stacked(self._clocks, np.int32))


def _date_lengths(grid: Grid, starts: Numbers, lengths: Numbers) -> Numbers:
    """Find where the date ends: at the first blank, or at a T behind ten bytes."""
    gap = np.minimum(lengths, 10)
    first = ~((grid.bytes[starts + 10] == ord(" ")) | (grid.bytes[starts + 10] == ord("T"))) & (lengths > 0)
    blank = ord(" ")
    early = np.zeros(len(starts), bool)
    for at in range(10):
        early |= (grid.bytes[starts + at] == blank) & (lengths > at)
    unusual = np.flatnonzero((first & (lengths > 10)) | early)
    if len(unusual):
        spaces = np.append(np.flatnonzero(grid.bytes[: len(grid.data)] == blank), len(grid.data))
        found = spaces[np.searchsorted(spaces, starts[unusual])] - starts[unusual]
        gap[unusual] = np.minimum(found, lengths[unusual])
        tee = (lengths[unusual] > 10) & (grid.bytes[starts[unusual] + 10] == ord("T"))
        gap[unusual[tee]] = 10
    return gap
