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

from typing import TYPE_CHECKING

import numpy as np

from ikm.sources.texts.records import LONGEST_ROW

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

__all__ = ["Quotes"]

_QUOTE, _LF, _CR = b'"\n\r'


class Quotes:
    """The quotation marks of a block: where they stand, and what stands between them.

    Parameters
    ----------
    data : bytes
        The block, which begins with a record.
    size : int, optional
        How many bytes of it count.

    Attributes
    ----------
    at : array of int
        Where they stand.
    doubled : bool
        Whether some are doubled inside a cell; known once `cells` has been asked.
    """

    def __init__(self, data: bytes, size: int | None = None) -> None:
        self.data = data
        self.size = len(data) if size is None else size
        self.bytes = np.frombuffer(data, np.uint8)
        marked = data.find(b'"', 0, self.size) >= 0
        self.at: Numbers = np.flatnonzero(self.bytes[: self.size] == _QUOTE) if marked else np.zeros(0, np.int64)
        self.doubled = False

    def last_line(self) -> int:
        """Find where the last whole record ends; 0 also where the record after it is longer than any may be."""
        first = max(self.size - LONGEST_ROW - 1, 0)
        end = self.data.rfind(b"\n", first, self.size)
        if end >= 0 and np.searchsorted(self.at, end) % 2:
            # Within quotation marks: the record began before the one that opened them.
            lines = np.flatnonzero(self.bytes[first:end] == _LF) + first
            outside = lines[np.searchsorted(self.at, lines) % 2 == 0]
            end = int(outside[-1]) if len(outside) else -1
        return end + 1

    def end_at(self, end: int) -> None:
        """Let the block end sooner."""
        if end < self.size:
            self.at = self.at[: int(np.searchsorted(self.at, end))]
            self.size = end

    def inside(self) -> npt.NDArray[np.uint8] | None:
        """Tell of each byte whether it stands between marks; the opening one does, the closing one does not."""
        if not len(self.at):
            return None
        marks = (self.bytes[: self.size] == _QUOTE).view(np.uint8)
        inside: npt.NDArray[np.uint8] = np.bitwise_xor.accumulate(marks)
        return inside

    def cells(self, width: int, delimiter: int) -> tuple[Numbers, Numbers] | None:
        """Give the starts and lengths of all cells, if each stands between marks and each record has as many.

        Then the marks alone say where the cells are, and nothing else of the block is looked at.
        """
        at = self.at
        if len(at) < 2 * width or len(at) % 2 or at[0] != 0:
            return None
        found = self._table(at, width, delimiter)
        if found is not None:
            return found
        # Two marks in a row, the first of them a closing one, are one mark inside a cell.
        pairs = np.flatnonzero(at[2::2] - at[1:-1:2] == 1)
        if not len(pairs):
            return None
        kept = np.ones(len(at), bool)
        kept[2 * pairs + 1] = kept[2 * pairs + 2] = False
        found = self._table(at[kept], width, delimiter)
        self.doubled = found is not None
        return found

    def _table(self, at: Numbers, width: int, delimiter: int) -> tuple[Numbers, Numbers] | None:
        if len(at) % (2 * width):
            return None
        table = np.ascontiguousarray(at.reshape(-1, 2 * width).T)
        opening, closing = table[0::2], table[1::2]
        # A delimiter stands behind each cell, and a line's end behind the last of a record.
        if (opening[1:] - closing[:-1] != 2).any() or (self.bytes.take(closing[:-1] + 1) != delimiter).any():
            return None
        last = closing[-1]
        ends = np.append(opening[0, 1:], self.size) - last
        returned = ends == 3
        lines = ((ends == 2) | returned) & (self.bytes[np.minimum(last + ends, self.size) - 1] == _LF)
        if not lines.all() or (self.bytes[last[returned] + 1] != _CR).any():
            return None
        starts = opening + 1
        return starts, closing - starts
