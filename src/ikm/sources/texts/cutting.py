r"""Cutting: blocks of a CSV file cut into cells, all at once.

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

from ikm.sources.texts.hashing import addresses, eights_of, hash_cells, padded, told_apart
from ikm.sources.texts.quotes import LONGEST_ROW, NotPlain, Quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]

__all__ = ["Grid", "grids", "parts", "stacked"]

_QUOTE, _LF, _CR = b'"\n\r'
_PART = 1 << 16


class Grid:
    """The cells of one block: its records of the expected width, and apart those of another.

    Parameters
    ----------
    delimiter : int
        The byte between cells.
    width : int
        The cells of an ordinary record.
    first : int
        How many records of the file come before.
    quotes : Quotes
        The block, whole records, and its quotation marks.

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

    def __init__(self, delimiter: int, width: int, first: int, quotes: Quotes) -> None:
        self.data = data = quotes.data
        self._delimiter = delimiter
        self.bytes = padded(data)
        self.odd: list[tuple[int, list[str]]] = []
        cells = quotes.cells(width, delimiter)
        if cells is None:
            self._find(width, first, quotes.inside)
        else:
            self.starts, self.lengths = cells
            self.size, self.widest = self.starts.shape[1], width
            self._wrapped: npt.NDArray[np.bool_] | None = np.broadcast_to(np.True_, self.starts.shape)
            self._doubled = quotes.doubled
            self.records = np.arange(first, first + self.size)
        filled: npt.NDArray[np.bool_] = np.asarray(self.lengths.any(axis=0))
        if not filled.all():
            self._keep(filled)

    def _find(self, width: int, first: int, inside: npt.NDArray[np.uint8] | None) -> None:
        """Find the cells of a block in which not every cell stands between quotation marks."""
        data = self.data
        view = self.bytes[: len(data)]
        found = view == self._delimiter
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
        lines = marks[ends]
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
        self.lengths[-1] -= (self.lengths[-1] > 0) & (view[table[-1] - 1] == _CR)
        self._wrapped = None
        self._doubled = inside is not None
        if inside is not None:
            self._wrapped = (self.bytes[self.starts] == _QUOTE) & (self.lengths > 0)
            self.starts += self._wrapped
            self.lengths -= 2 * self._wrapped
        self.records = rows + first
        for row in np.flatnonzero(~ordinary).tolist():
            cells = _cells(data[int(begins[row]) : int(lines[row])], self._delimiter)
            if any(cells):
                self.odd.append((row + first, cells))

    def __len__(self) -> int:
        return len(self.records)

    def _keep(self, mask: npt.NDArray[np.bool_]) -> None:
        self.records = self.records[mask]
        self.starts, self.lengths = self.starts[:, mask], self.lengths[:, mask]

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
        return eights_of(self.bytes)

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
        return text.replace('""', '"') if self._doubled else text

    def row(self, row: int) -> list[str]:
        """Give the texts of an ordinary record."""
        return [self.text(column, row) for column in range(len(self.starts))]

    def hashes(self, column: int) -> Words:
        """Hash each cell of a column (`ikm.sources.texts.hashing`)."""
        return hash_cells(self.data, self.eights, self.starts[column], self.lengths[column])

    def small_hashes(self, column: int) -> Numbers:
        """Hash each cell of a column as `hash_texts` does, its letters made small."""
        small = self.data.lower()
        return told_apart(hash_cells(small, eights_of(padded(small)), self.starts[column], self.lengths[column]))

    def addresses(self, column: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Tell which cells of a column hold an @, and which of these are plain (`ikm.sources.texts.hashing`)."""
        return addresses(self.data, self.eights, self.starts[column], self.lengths[column])


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
        quotes = Quotes(rest + block)
        end = quotes.last_line()
        rest = quotes.data[end:]
        if len(rest) > LONGEST_ROW:
            raise NotPlain
        if end:
            grid = _grid(quotes.before(end), delimiter, width, first)
            first += grid.size
            yield grid
    if rest:
        if not rest.endswith(b"\n"):
            rest += b"\n"
        quotes = Quotes(rest)
        if quotes.last_line() != len(rest):
            raise NotPlain
        yield _grid(quotes, delimiter, width, first)


def _cells(record: bytes, delimiter: int) -> list[str]:
    try:
        return next(csv.reader([record.decode()], delimiter=chr(delimiter), strict=True), [])
    except csv.Error as error:  # this process lets the reader take short cells only
        raise NotPlain from error


def _grid(quotes: Quotes, delimiter: bytes, width: int, first: int) -> Grid:
    data = quotes.data
    view = np.frombuffer(data, np.uint8)
    if b"\0" in data or (b"\r" in data and (view[np.flatnonzero(view[:-1] == _CR) + 1] != _LF).any()):
        raise NotPlain
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError as error:
            raise NotPlain from error
    if len(quotes.at) and quotes.cells(width, delimiter[0]) is None:
        _check(data, delimiter, quotes)
    return Grid(delimiter[0], width, first, quotes)


def _check(data: bytes, delimiter: bytes, quotes: Quotes) -> None:
    """Refuse quotation marks where none belong."""
    view = np.frombuffer(data, np.uint8)
    opening, closing = quotes.at[0::2], quotes.at[1::2]
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
