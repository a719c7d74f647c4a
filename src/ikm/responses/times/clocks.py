r"""Times of day in a column of a large table: read by arithmetic where they are written as 8:05:12.

A day has 86,400 of them, so that reading each different text once would still be much work.  The digits of hour, minute
and second are taken as numbers; what stands behind them (" AM GMT+7") is one of few texts, and for each of these all
24 hours are read once as `ikm.responses.times.moments.read_clock` reads them.  Every other text is read whole, once.

>>> from ikm.responses.times.moments import read_clock
>>> from ikm.sources.texts.cutting import grid_of
>>> grid = grid_of(b"3:45:12 PM\n15.45\n25:00:00\n", 1)
>>> def second(text):
...     clock = read_clock(text)
...     return -1 if clock is None else clock[0]
>>> clocks = ClockTexts(second).take(grid, grid.starts[0], grid.lengths[0])
>>> clocks.tolist() == [second("15:45:12"), second("15:45"), -1]
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.sources.texts import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from ikm.sources.texts import Grid

    Numbers = npt.NDArray[np.int64]
    Seconds = npt.NDArray[np.int32]

__all__ = ["ClockTexts"]

_HOURS = 24
_ZERO, _COLON = ord("0"), ord(":")


class ClockTexts:
    """The times of day of a column.

    Parameters
    ----------
    read : callable
        Gives the number of a time of day written as text, below 0 where it is none.
    """

    def __init__(self, read: Callable[[str], int]) -> None:
        self._read = read
        self._wholes, self._endings = Vocabulary(), Vocabulary()
        self._of_whole: Seconds = np.zeros(0, np.int32)
        self._of_ending: Seconds = np.zeros((0, 2 * _HOURS), np.int32)

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._wholes.size + self._endings.size + self._of_ending.nbytes

    def take(self, grid: Grid, starts: Numbers, lengths: Numbers) -> Seconds:
        """Read one block's cells: the number of each time of day."""
        clocks = np.zeros(len(starts), np.int32)
        plain, hour, rest, short = _digits(grid.bytes, starts, lengths)
        rows = np.flatnonzero(plain)
        if len(rows):
            behind = 8 - short[rows]
            ending = self._endings.take(grid, starts[rows] + behind, lengths[rows] - behind)
            for text in self._endings.texts[len(self._of_ending) :]:
                read = [self._read(f"{at}:00:00{text}") for at in range(_HOURS)]
                read += [self._read(f"{at:02}:00:00{text}") for at in range(_HOURS)]
                self._of_ending = np.concatenate([self._of_ending, np.array([read], np.int32)])
            column = hour[rows] + _HOURS * ~short[rows]
            found = self._of_ending[ending, column]
            clocks[rows] = np.where(found < 0, found, found + rest[rows])
        rows = np.flatnonzero(~plain)
        if len(rows):
            whole = self._wholes.take(grid, starts[rows], lengths[rows])
            more = [self._read(text) for text in self._wholes.texts[len(self._of_whole) :]]
            self._of_whole = np.append(self._of_whole, np.array(more, np.int32))
            clocks[rows] = self._of_whole[whole]
        return clocks


def _digits(
    raw: npt.NDArray[np.uint8], starts: Numbers, lengths: Numbers
) -> tuple[npt.NDArray[np.bool_], Numbers, Numbers, npt.NDArray[np.bool_]]:
    """Take the digits of ``8:05:12`` and ``08:05:12``: whether they are so written, the hour, the seconds behind it.

    The last tells whether the hour has one digit.
    """
    short = raw[starts + 1] == _COLON
    at = starts - short  # as if a digit stood before
    figures = [(raw[at + place] - _ZERO).astype(np.int64) for place in (0, 1, 3, 4, 6, 7)]
    figures[0] = np.where(short, 0, figures[0])
    plain = (lengths >= 8 - short) & (raw[at + 2] == _COLON) & (raw[at + 5] == _COLON)
    for figure in figures:
        plain &= figure <= 9  # bytes below "0" have wrapped round
    hour = 10 * figures[0] + figures[1]
    minute, second = 10 * figures[2] + figures[3], 10 * figures[4] + figures[5]
    plain &= (hour < _HOURS) & (minute < 60) & (second < 60)
    return plain, hour, minute * 60 + second, short
