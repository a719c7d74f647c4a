r"""Outlines: what is known of a column of a large text table whose cells are not held.

Whether a cell is blank, a number, a label that may name a total, or other words: enough to tell which row is what.
Names, comments and numbers themselves are forgotten as their block passes.  A column of times is outlined alike; there
a time stands for the numbers.

>>> outline = Outline("No")
>>> outline.take(["1", "2", "", "Jumlah"]).tolist(), list(outline.column())
([1, 1, 0, 3], ['1', '1', '', 'Jumlah'])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.answers import is_blank
from ikm.responses.rows.names import LABELS, Beside, names_option, names_total, number_text
from ikm.sources import CellColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ikm.sources import Cell
    from ikm.sources.texts import Grid

    Codes = npt.NDArray[np.uint8]

__all__ = ["Outline"]

_BLANK, _NUMBER, _WORDS, _LABELS = range(4)
_LONGEST_NUMBER = 40


class Outline:
    """One column while its blocks pass.

    Parameters
    ----------
    header : str
        Its heading.
    timed : bool
        Whether it holds times.

    Attributes
    ----------
    last : array of int
        The codes of the block taken last.
    """

    def __init__(self, header: str, *, timed: bool = False) -> None:
        self._beside = Beside(header)
        self._timed = timed
        self._labels: dict[str, int] = {}
        self._seen: list[Cell] = ["", "0", "…"]
        self._met: set[int] = set()
        self._parts: list[Codes] = []
        self.last: Codes = np.zeros(0, np.uint8)

    @property
    def labels(self) -> frozenset[int]:
        """The codes of the labels met, if the column may hold labels."""
        return frozenset() if self._beside.settled and not self._timed else frozenset(self._labels.values())

    def take(self, cells: Sequence[str]) -> Codes:
        """Look at the cells of a block cut by the csv module; give the code of each."""
        codes = {cell: self._code(cell) for cell in dict.fromkeys(cells)}
        return self._hold(np.fromiter(map(codes.__getitem__, cells), np.uint8, len(cells)))

    def take_grid(self, grid: Grid, column: int) -> Codes:
        """Look at the cells of a block cut by numpy; give the code of each."""
        starts, lengths = grid.starts[column], grid.lengths[column]
        codes = np.zeros(len(starts), np.uint8)
        first = grid.bytes[starts]
        digit = (first >= ord("0")) & (first <= ord("9")) & (lengths > 0)
        doubtful = (lengths > 0) & ~digit
        if self._timed:
            codes[digit] = _NUMBER
        elif self._beside.settled:
            # What may still be blank begins with none of the letters and signs of ASCII.
            codes[lengths > 0] = _WORDS
            doubtful &= (first <= ord(" ")) | (first >= 0x80)
        else:
            codes[digit] = _NUMBER
            doubtful |= digit & ~_all_digits(grid, starts, lengths)
        for kind, rows in ((_NUMBER, codes == _NUMBER), (_WORDS, codes == _WORDS)):
            if kind not in self._met and rows.any():
                self._met.add(kind)
                self._seen[kind] = next(text for _, text in grid.texts(column, np.flatnonzero(rows)[:1]))
        known: dict[str, int] = {}
        for row, text in grid.texts(column, np.flatnonzero(doubtful)):
            if text not in known:
                known[text] = self._code(text)
            codes[row] = known[text]
        odd = [self._code(cells[column] if column < len(cells) else "") for _, cells in grid.odd]
        return self._hold(grid.woven(codes, odd))

    def column(self) -> CellColumn:
        """Give the column as far as it is known: in each row a blank, some number, some words, or the label there."""
        codes = np.concatenate(self._parts) if self._parts else np.zeros(0, np.uint8)
        self._parts = [codes]
        return CellColumn(self._seen, codes.tobytes())

    def _hold(self, codes: Codes) -> Codes:
        self._parts.append(codes)
        self.last = codes
        return codes

    def _code(self, cell: str) -> int:
        if is_blank(cell):
            return _BLANK
        if (self._timed and cell[:1].isdigit()) or (not self._timed and number_text(cell) is not None):
            return self._known(_NUMBER, cell)
        if self._is_label(cell):
            if cell not in self._labels:
                self._labels[cell] = _LABELS + len(self._labels)
                self._seen.append(cell)
            return self._labels[cell]
        return self._known(_WORDS, cell)

    def _is_label(self, cell: str) -> bool:
        if cell in self._labels:
            return True
        if self._timed:
            return len(self._labels) <= LABELS and (names_total(cell) or names_option(cell))
        self._beside.add(cell)
        return not self._beside.settled

    def _known(self, kind: int, cell: str) -> int:
        """Keep the first cell of a kind, to stand for all of it."""
        if kind not in self._met:
            self._met.add(kind)
            self._seen[kind] = cell
        return kind


def _all_digits(grid: Grid, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell which cells are of digits alone."""
    last = starts + np.maximum(lengths, 1) - 1
    plain: npt.NDArray[np.bool_] = (grid.others[last] == grid.others[starts]) & (lengths < _LONGEST_NUMBER)
    return plain
