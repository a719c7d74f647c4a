r"""Grids: blocks of a CSV file cut into cells, all at once.

Separators and line ends are found by numpy in a whole block; a cell is a start and a length in its bytes, and becomes
text only where somebody asks for it.  Quotation marks are understood as CSV prescribes them: around a whole cell,
doubled inside.  Whatever departs from that raises `NotPlain`.

>>> from ikm.sources.texts.cutting import grids
>>> (grid,) = grids(iter([b'4,"a, b",3\n2,,1\nshort\n']), b",", 3)
>>> [grid.row(i) for i in range(len(grid))], grid.records.tolist(), grid.odd
([['4', 'a, b', '3'], ['2', '', '1']], [0, 1], [(2, ['short'])])
"""

from __future__ import annotations

import csv
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

__all__ = ["LONGEST_ROW", "PADDING", "Grid", "NotPlain", "grids", "last_line", "parts", "quoted", "stacked"]

PADDING = 64
"""Bytes after the block's end, so that words can be taken from its last cell."""

_QUOTE, _LF, _CR = b'"\n\r'
_PART = 1 << 16
LONGEST_ROW = 100_000
"""Bytes of the longest record; a longer one is read by rows."""


class NotPlain(Exception):  # noqa: N818 - no error of anybody's: the table is read by rows instead
    """The table cannot be streamed."""


class Grid:
    """The cells of one block: its records of the expected width, and apart those of another.

    Parameters
    ----------
    data : bytes
        Whole records.
    delimiter : int
        The byte between cells.
    width : int
        The cells of an ordinary record.
    first : int
        How many records of the file come before.

    Attributes
    ----------
    records : array of int
        The number of each ordinary record, from 0 for the file's first.
    starts, lengths : array of int, one line for each column
        Where the cells stand in ``data``, quotation marks left out.
    odd : list of (int, list of str)
        Records of another width: number and cells.  Empty lines are neither ordinary nor odd.
    size, widest : int
        How many records the block holds, and the cells of the widest.
    """

    def __init__(
        self, data: bytes, delimiter: int, width: int, first: int, inside: npt.NDArray[np.uint8] | None
    ) -> None:
        self.data = data
        self._delimiter = delimiter
        self.bytes = np.frombuffer(data + bytes(PADDING), np.uint8)
        view = self.bytes[: len(data)]
        found = view == delimiter
        found |= view == _LF
        if inside is not None:
            found &= inside == 0
        marks = np.flatnonzero(found)
        ends = np.flatnonzero(view[marks] == _LF)
        self.size = len(ends)
        counts = np.diff(ends, prepend=-1)
        self.widest = int(counts.max(initial=0))
        ordinary = counts == width
        if ordinary.all():
            table: Numbers = marks.reshape(-1, width).T
            rows = np.arange(self.size)
        else:
            rows = np.flatnonzero(ordinary)
            table = marks[np.arange(1 - width, 1)[:, None] + ends[rows]]
        lines = np.flatnonzero(found & (view == _LF)) if not ordinary.all() else table[-1]
        begins = np.empty(self.size, np.int64)
        begins[:1] = 0
        begins[1:] = lines[:-1] + 1
        if self.size and int((lines - begins).max()) > LONGEST_ROW:
            raise NotPlain
        table = np.ascontiguousarray(table)
        self.starts = np.empty_like(table)
        self.starts[0] = begins[rows]
        self.starts[1:] = table[:-1] + 1
        self.lengths = table - self.starts
        # The CR of a CR LF belongs to the line's end.
        self._returns = (self.lengths[-1] > 0) & (view[table[-1] - 1] == _CR)
        self.lengths[-1] -= self._returns
        self.begins, self.ends = self.starts[0].copy(), self.starts[-1] + self.lengths[-1]
        self._wrapped: npt.NDArray[np.bool_] | None = None
        if inside is not None:
            self._wrapped = (self.bytes[self.starts] == _QUOTE) & (self.lengths > 0)
            self.starts += self._wrapped
            self.lengths -= 2 * self._wrapped
        self.records = rows + first
        filled: npt.NDArray[np.bool_] = np.asarray(self.lengths.any(axis=0))
        if not filled.all():
            self._keep(filled)
        self.odd: list[tuple[int, list[str]]] = []
        for row in np.flatnonzero(~ordinary).tolist():
            cells = _cells(data[int(begins[row]) : int(lines[row])], delimiter)
            if any(cells):
                self.odd.append((row + first, cells))

    def __len__(self) -> int:
        return len(self.records)

    def _keep(self, mask: npt.NDArray[np.bool_]) -> None:
        self._returns = self._returns[mask]
        self._wrapped = None if self._wrapped is None else self._wrapped[:, mask]
        self.records = self.records[mask]
        self.starts, self.lengths = self.starts[:, mask], self.lengths[:, mask]
        self.begins, self.ends = self.begins[mask], self.ends[mask]

    def drop_before(self, record: int) -> None:
        """Leave out the ordinary records before one."""
        self._keep(self.records >= record)

    @cached_property
    def others(self) -> Numbers:
        """How many bytes up to and with each are no digits."""
        digits = (self.bytes >= ord("0")) & (self.bytes <= ord("9"))
        return np.cumsum(~digits, dtype=np.int64)

    @cached_property
    def eights(self) -> npt.NDArray[np.uint64]:
        """The eight bytes that begin at each byte, as one number."""
        return np.ndarray((len(self.data) + PADDING - 8,), "<u8", self.bytes, 0, (1,))

    def text(self, column: int, row: int) -> str:
        """Give a cell's text."""
        start = int(self.starts[column, row])
        return self.decoded(self.data[start : start + int(self.lengths[column, row])])

    def texts(self, column: int, rows: Numbers) -> Iterator[tuple[int, str]]:
        """Give the texts of some cells of a column, each with its row."""
        starts, ends = self.starts[column, rows], self.starts[column, rows] + self.lengths[column, rows]
        for row, a, b in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
            yield row, self.decoded(self.data[a:b])

    def decoded(self, raw: bytes) -> str:
        """Give the text of a cell's bytes."""
        text = raw.decode()
        return text if self._wrapped is None else text.replace('""', '"')

    def row(self, row: int) -> list[str]:
        """Give the texts of an ordinary record."""
        return [self.text(column, row) for column in range(len(self.starts))]

    def hashes(self) -> Numbers:
        """Hash each ordinary record: equal cells, equal hashes, however they are quoted.

        The hash is Python's own for bytes, keyed anew in every process, so that nobody can prepare two records that
        share one.
        """
        data, begins, ends = self.data, self.begins, self.ends
        # A NUL stands between the cells: the one byte that no cell holds.
        if self._wrapped is None:
            data = data.translate(bytes.maketrans(bytes([self._delimiter]), b"\0"))
            if len(self) == self.size and (self._returns.all() or not self._returns.any()):
                whole = data.split(b"\r\n" if self._returns.all() else b"\n")
                return np.fromiter(map(hash, whole), np.int64, len(self))
        else:
            view = self.bytes[: len(data)].copy()
            kept = np.ones(len(data), bool)
            kept[self.starts[self._wrapped] - 1] = False
            kept[(self.starts + self.lengths)[self._wrapped]] = False
            view[self.starts[1:] - self._wrapped[1:] - 1] = 0
            gone = 2 * np.count_nonzero(self._wrapped, axis=0)
            before = np.cumsum(gone) - gone
            data, begins, ends = view[kept].tobytes(), begins - before, ends - before - gone
        lines = zip(begins.tolist(), ends.tolist(), strict=True)
        return np.fromiter((hash(data[a:b]) for a, b in lines), np.int64, len(self))


def grids(blocks: Iterator[bytes], delimiter: bytes, width: int) -> Iterator[Grid]:
    """Cut blocks of bytes, themselves cut anywhere, into grids.

    Parameters
    ----------
    blocks : iterator of bytes
        The file, without a byte order mark.
    delimiter : bytes
        The byte between cells.
    width : int
        The cells of an ordinary record.

    Raises
    ------
    NotPlain
        For bytes that are no UTF-8, lone carriage returns, NULs, and quotation marks where none belong.
    """
    rest, first = b"", 0
    for block in blocks:
        piece = rest + block
        inside = quoted(piece)
        end = last_line(piece, inside)
        rest = piece[end:]
        if len(rest) > LONGEST_ROW:
            raise NotPlain
        if end:
            grid = _grid(piece[:end], delimiter, width, first, None if inside is None else inside[:end])
            first += grid.size
            yield grid
    if rest:
        if not rest.endswith(b"\n"):
            rest += b"\n"
        inside = quoted(rest)
        if last_line(rest, inside) != len(rest):
            raise NotPlain
        yield _grid(rest, delimiter, width, first, inside)


def _cells(record: bytes, delimiter: int) -> list[str]:
    try:
        return next(csv.reader([record.decode()], delimiter=chr(delimiter), strict=True), [])
    except csv.Error as error:  # this process lets the reader take short cells only
        raise NotPlain from error


def _grid(data: bytes, delimiter: bytes, width: int, first: int, inside: npt.NDArray[np.uint8] | None) -> Grid:
    _check(data, delimiter, inside)
    return Grid(data, delimiter[0], width, first, inside)


def quoted(data: bytes) -> npt.NDArray[np.uint8] | None:
    """Tell of each byte whether it stands between quotation marks; the opening one does, the closing one does not."""
    if b'"' not in data:
        return None
    marks = (np.frombuffer(data, np.uint8) == _QUOTE).view(np.uint8)
    inside: npt.NDArray[np.uint8] = np.bitwise_xor.accumulate(marks)
    return inside


def last_line(data: bytes, inside: npt.NDArray[np.uint8] | None) -> int:
    """Find where the last whole record ends; 0 also where the record after it is longer than any may be."""
    first = max(len(data) - LONGEST_ROW - 1, 0)
    end = data.rfind(b"\n", first)
    while inside is not None and end >= 0 and inside[end]:
        # Within quotation marks: the record began before the one that opened them.
        end = data.rfind(b"\n", first, end)
    return end + 1


def _check(data: bytes, delimiter: bytes, inside: npt.NDArray[np.uint8] | None) -> None:
    view = np.frombuffer(data, np.uint8)
    if b"\0" in data or (b"\r" in data and (view[np.flatnonzero(view[:-1] == _CR) + 1] != _LF).any()):
        raise NotPlain
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            raise NotPlain from error
    if inside is None:
        return
    marks = view == _QUOTE
    opening = np.flatnonzero(marks & (inside == 1))
    closing = np.flatnonzero(marks & (inside == 0))
    edges = np.zeros(256, bool)
    edges[[delimiter[0], _LF, _QUOTE]] = True
    before = view[opening[opening > 0] - 1]
    after = view[closing + 1]  # a line's end comes last, so there is one
    ends = (after == _CR) & (view[np.minimum(closing + 2, len(view) - 1)] == _LF)
    if not edges[before].all() or not (edges[after] | ends).all():
        raise NotPlain


def parts(rows: int) -> Iterator[slice]:
    """Go through rows some at a time, so that what is computed on the way stays small."""
    for start in range(0, rows, _PART):
        yield slice(start, min(start + _PART, rows))


def stacked(parts: list[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    """Put the parts of a column together, once; the list then holds the whole, so that nothing is held twice."""
    if len(parts) != 1:
        parts[:] = [np.concatenate(parts) if parts else np.zeros(0, kind)]
    return parts[0]
