r"""Quotation marks of a block of CSV, by where they stand.

A form's export has every cell between marks; then their places alone say where the cells are, several times faster
than looking at each byte.  Where some cells have none, each byte is asked whether it stands between marks.

>>> quotes = Quotes(b'"4","a ""b"", c"\n"3",""\n')
>>> starts, lengths = quotes.cells(2, ord(","))
>>> [quotes.data[a : a + n] for a, n in zip(starts[1].tolist(), lengths[1].tolist())]
[b'a ""b"", c', b'']
>>> Quotes(b'4,"a, b"\n').cells(2, ord(",")) is None
True
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

__all__ = ["LONGEST_ROW", "NotPlain", "Quotes"]

_QUOTE, _LF, _CR = b'"\n\r'
LONGEST_ROW = 100_000
"""Bytes of the longest record; a longer one is read by rows."""


class NotPlain(Exception):  # noqa: N818 - no error of anybody's: the table is read by rows instead
    """The table cannot be streamed."""


class Quotes:
    """The quotation marks of a block: where they stand, and what stands between them.

    Parameters
    ----------
    data : bytes
        The block, which begins with a record.
    at : array of int, optional
        Where they stand, if that is known.
    """

    def __init__(self, data: bytes, at: Numbers | None = None) -> None:
        self.data = data
        self._view = np.frombuffer(data, np.uint8)
        if at is None:
            at = np.flatnonzero(self._view == _QUOTE) if b'"' in data else np.zeros(0, np.int64)
        self.at = at
        self.doubled = False
        self._cells: dict[int, tuple[Numbers, Numbers] | None] = {}

    def last_line(self) -> int:
        """Find where the last whole record ends; 0 also where the record after it is longer than any may be."""
        first = max(len(self.data) - LONGEST_ROW - 1, 0)
        end = self.data.rfind(b"\n", first)
        while end >= 0 and np.searchsorted(self.at, end) % 2:
            # Within quotation marks: the record began before the one that opened them.
            end = self.data.rfind(b"\n", first, end)
        return end + 1

    def before(self, end: int) -> Quotes:
        """Give those of a block that ends sooner."""
        if end == len(self.data):
            return self
        return Quotes(self.data[:end], self.at[: int(np.searchsorted(self.at, end))])

    @cached_property
    def inside(self) -> npt.NDArray[np.uint8] | None:
        """Tell of each byte whether it stands between marks; the opening one does, the closing one does not."""
        if not len(self.at):
            return None
        marks = (self._view == _QUOTE).view(np.uint8)
        inside: npt.NDArray[np.uint8] = np.bitwise_xor.accumulate(marks)
        return inside

    def cells(self, width: int, delimiter: int) -> tuple[Numbers, Numbers] | None:
        """Give the starts and lengths of all cells, if each stands between marks and each record has as many.

        Then the marks alone say where the cells are, and nothing else of the block is looked at.
        """
        if width not in self._cells:
            self._cells[width] = self._found(width, delimiter)
        return self._cells[width]

    def _found(self, width: int, delimiter: int) -> tuple[Numbers, Numbers] | None:
        at = self.at
        if len(at) < 2 * width or len(at) % 2 or at[0] != 0:
            return None
        # Two marks in a row, the first of them a closing one, are one mark inside a cell.
        pairs = np.flatnonzero(at[2::2] - at[1:-1:2] == 1)
        if len(pairs):
            kept = np.ones(len(at), bool)
            kept[2 * pairs + 1] = kept[2 * pairs + 2] = False
            at = at[kept]
        opening, closing = at[0::2], at[1::2]
        if len(opening) % width:
            return None
        table = closing.reshape(-1, width)
        gaps = np.append(opening[1:], len(self.data)).reshape(-1, width) - table
        if not self._are_separators(table, gaps, delimiter):
            return None
        starts = np.ascontiguousarray(opening.reshape(-1, width).T) + 1
        if int((table[:, -1] - starts[0]).max()) >= LONGEST_ROW:
            raise NotPlain
        self.doubled = bool(len(pairs))
        return starts, np.ascontiguousarray(table.T) - starts

    def _are_separators(self, closing: Numbers, gaps: Numbers, delimiter: int) -> bool:
        """Tell whether a delimiter stands behind each cell, and a line's end behind the last of a record."""
        if (gaps[:, :-1] != 2).any() or (self._view[closing[:, :-1] + 1] != delimiter).any():
            return False
        last, ends = closing[:, -1], gaps[:, -1]
        returned = ends == 3
        lines = ((ends == 2) | returned) & (self._view[np.minimum(last + ends - 1, len(self._view) - 1)] == _LF)
        return bool(lines.all()) and not (self._view[last[returned] + 1] != _CR).any()
