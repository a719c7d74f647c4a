r"""Cutting: blocks of a CSV file cut into cells, all at once.

Separators and line ends are found by numpy in a whole block; a cell is a start and a length in its bytes, and becomes
text only where somebody asks for it.  Quotation marks are understood as CSV prescribes them: around a whole cell,
doubled inside.  A block that departs from that is not plain, and is left to the csv module.

>>> from ikm.sources.texts.cutting import grid_of
>>> grid = grid_of(b'4,"a, b",3\n\n2,,1,\nshort\n1,2,3\n', 3)
>>> [grid.row(i) for i in range(3)], grid.numbers.tolist(), grid.odd, grid.padded
([['4', 'a, b', '3'], ['2', '', '1'], ['1', '2', '3']], [1, 3, 4, 5], [(2, ['short'])], 1)
>>> grid.woven(grid.lengths[0], [5]).tolist()
[1, 1, 5, 1]
"""

from __future__ import annotations

import csv
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ikm.answers import is_blank
from ikm.sources.texts.hashing import PADDING, WORD, Eights, hash_cells, key_of, persons
from ikm.sources.texts.quotes import Quotes
from ikm.sources.texts.records import LONGEST_ROW, lenient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from ikm.sources.texts.hashing import Key, Person

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]
    _Made = TypeVar("_Made")
    _Value = TypeVar("_Value", bound=np.generic)

__all__ = ["Grid", "cut", "grid_of", "stacked"]

_QUOTE, _LF, _CR = b'"\n\r'


class Grid:
    """The cells of one block: its records of the expected width, and apart those of another.

    Parameters
    ----------
    quotes : Quotes
        The block, whole records, and its quotation marks; room is behind it.
    cells : tuple of array, optional
        Starts and lengths, where the quotation marks told them.
    delimiter : int
        The byte between cells.
    width : int
        The cells of an ordinary record.
    first : int
        How many records of the file come before.

    Attributes
    ----------
    numbers : array of int
        The file's row number, from 1, of each record that is not blank.
    starts, lengths : array of int, one line for each column
        Where the cells of the ordinary records stand in ``data``, quotation marks left out.
    odd : list of (int, list of str)
        Records of another width: place among those of ``numbers``, and cells.
    padded : int
        How many of the ordinary records had further cells, all of them blank.
    size, widest : int
        How many records the block holds, blank ones too, and the cells of the widest.
    """

    def __init__(
        self, quotes: Quotes, cells: tuple[Numbers, Numbers] | None, delimiter: int, width: int, first: int
    ) -> None:
        self.data, self.bytes, self._end = quotes.data, quotes.bytes, quotes.size
        self._delimiter = delimiter
        self._ready: dict[tuple[str, int], Any] = {}
        self.odd: list[tuple[int, list[str]]] = []
        self.padded = 0
        if cells is None:
            self._find(width, first, quotes.inside())
            return
        self.starts, self.lengths = cells
        self.size, self.widest, self.longest = self.starts.shape[1], width, 0
        self._doubled = quotes.doubled
        self.numbers = np.arange(first + 1, first + self.size + 1)
        spans = self.starts[-1] + self.lengths[-1] - self.starts[0]
        self.longest = int(spans.max())
        filled = spans > 3 * (width - 1)
        if not filled.all():
            self._keep(filled)
            self.numbers = self.numbers[filled]

    def _find(self, width: int, first: int, inside: npt.NDArray[np.uint8] | None) -> None:
        """Find the cells of a block in which not every cell stands between quotation marks."""
        view = self.bytes[: self._end]
        found = view == self._delimiter
        found |= view == _LF
        if inside is not None:
            found &= inside == 0
        marks = np.flatnonzero(found)
        ends = np.flatnonzero(view[marks] == _LF)
        self.size = len(ends)
        counts = np.diff(ends, prepend=-1)
        self.widest = int(counts.max(initial=0))
        lines = marks[ends]
        begins = np.empty(self.size, np.int64)
        begins[:1] = 0
        begins[1:] = lines[:-1] + 1
        self.longest = int((lines - begins).max(initial=0))
        self._doubled = inside is not None
        ordinary = counts == width
        others: dict[int, list[str]] = {}
        if ordinary.all():
            table: Numbers = np.ascontiguousarray(marks.reshape(-1, width).T)
            rows = np.arange(self.size)
        else:
            others |= self._others(ordinary, counts, begins, lines, width)
            rows = np.flatnonzero(ordinary)
            table = marks[np.arange(1, width + 1)[:, None] + (ends - counts)[rows]]
        self.starts = np.empty_like(table)
        self.starts[0] = begins[rows]
        self.starts[1:] = table[:-1] + 1
        self.lengths = table - self.starts
        # The CR of a CR LF belongs to the line's end.
        self.lengths[-1] -= (self.lengths[-1] > 0) & (view[table[-1]] == _LF) & (view[table[-1] - 1] == _CR)
        if inside is not None:
            wrapped = (self.bytes[self.starts] == _QUOTE) & (self.lengths > 0)
            self.starts += wrapped
            self.lengths -= 2 * wrapped
        filled: npt.NDArray[np.bool_] = np.asarray(self.lengths.any(axis=0))
        kept = np.zeros(self.size, bool)
        kept[rows] = filled
        if not filled.all():
            self._keep(filled)
        if not ordinary.all():
            kept[list(others)] = True
            places = np.cumsum(kept) - 1
            self.odd = [(int(places[row]), cells) for row, cells in others.items()]
        self.numbers = np.flatnonzero(kept) + (first + 1)

    def _others(
        self, ordinary: npt.NDArray[np.bool_], counts: Numbers, begins: Numbers, lines: Numbers, width: int
    ) -> dict[int, list[str]]:
        """Cut the records of another width; those that are only padded are marked as ordinary."""
        others = {}
        for row in np.flatnonzero(~ordinary).tolist():
            cells = self._cut(self.data[int(begins[row]) : int(lines[row])])
            if counts[row] > width and any(cells[:width]) and all(map(is_blank, cells[width:])):
                self.padded += 1
                ordinary[row] = True
            elif any(cells):
                others[row] = cells
        return others

    def _cut(self, record: bytes) -> list[str]:
        text, delimiter = record.decode(), chr(self._delimiter)
        try:
            return next(csv.reader([text], delimiter=delimiter, strict=True), [])
        except csv.Error:  # this process lets the reader take short cells only
            return lenient(text, delimiter)[0]

    def __len__(self) -> int:
        return len(self.numbers)

    def _keep(self, mask: npt.NDArray[np.bool_]) -> None:
        self.starts, self.lengths = self.starts[:, mask], self.lengths[:, mask]

    def woven(self, values: npt.NDArray[_Value], more: Sequence[Any] | npt.NDArray[Any]) -> npt.NDArray[_Value]:
        """Put one value for each odd record among those of the ordinary ones, at their places.

        Parameters
        ----------
        values : array
            One for each ordinary record.
        more : sequence
            One for each odd record.
        """
        if not self.odd:
            return values
        woven = np.empty(len(self), values.dtype)
        ordinary = np.ones(len(self), bool)
        places = [place for place, _ in self.odd]
        ordinary[places] = False
        woven[ordinary] = values
        woven[places] = more
        return woven

    def prepare(self, columns: Sequence[int]) -> None:
        """Make the keys of columns ready, of those whose texts are about as long at once.

        Two threads then rarely wait in turn.
        """
        groups: dict[int, list[int]] = {}
        for column, longest in zip(columns, self.lengths[list(columns)].max(axis=1, initial=0).tolist(), strict=True):
            groups.setdefault(-(-longest // WORD) if 1 < longest <= PADDING else 0, []).append(column)
        for columns_alike in groups.values():
            starts, lengths = self.starts[columns_alike].reshape(-1), self.lengths[columns_alike].reshape(-1)
            key, rows = key_of(self.eights, starts, lengths), self.starts.shape[1]
            for place, column in enumerate(columns_alike):
                part = slice(place * rows, (place + 1) * rows)
                self._ready["key", column] = None if key is None else key.part(part)

    def made(self, name: str, column: int, make: Callable[[Numbers, Numbers], _Made]) -> _Made:
        """Give what has been made ready of a column, or make it of the starts and lengths of its cells.

        Parameters
        ----------
        name : str
            What it is called.
        column : int
            The column.
        make : callable
            Makes it.
        """
        if (name, column) not in self._ready:
            self._ready[name, column] = make(self.starts[column], self.lengths[column])
        made: _Made = self._ready[name, column]
        return made

    @cached_property
    def others(self) -> npt.NDArray[np.int32]:
        """How many bytes up to and with each are no digits."""
        return np.cumsum(self.bytes - np.uint8(ord("0")) > 9, dtype=np.int32)

    @cached_property
    def eights(self) -> Eights:
        """The eight bytes that begin at each byte, as one number."""
        return Eights(self.data)

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

    def key(self, column: int) -> Key | None:
        """Give what the texts of a column are numbered by (`ikm.sources.texts.vocabularies`)."""
        return self.made("key", column, lambda starts, lengths: key_of(self.eights, starts, lengths))

    def hashes(self, column: int) -> Words:
        """Hash each cell of a column (`ikm.sources.texts.hashing`)."""
        if ("person", column) in self._ready:
            return self.person(column).hashes
        return self.made("hashes", column, lambda starts, lengths: hash_cells(self.eights, starts, lengths))

    def person(self, column: int) -> Person:
        """Look at the cells of a personal column (`ikm.sources.texts.hashing`)."""
        return self.made("person", column, lambda starts, lengths: persons(self.eights, starts, lengths))


def cut(quotes: Quotes, delimiter: bytes, width: int, first: int) -> Grid | None:
    """Cut a block into cells; none if it is not plain.

    Parameters
    ----------
    quotes : Quotes
        The block: whole records in UTF-8 without a NUL.
    delimiter : bytes
        The byte between cells.
    width : int
        The cells of an ordinary record.
    first : int
        How many records of the file come before.
    """
    cells = quotes.cells(width, delimiter[0])
    if cells is None and not _is_plain(quotes, delimiter[0]):
        return None
    grid = Grid(quotes, cells, delimiter[0], width, first)
    return grid if grid.longest <= LONGEST_ROW else None


def _is_plain(quotes: Quotes, delimiter: int) -> bool:
    """Tell whether every CR belongs to a line's end, and every quotation mark to a cell's or to another mark."""
    data, end = quotes.data, quotes.size
    if data.count(b"\r", 0, end) != data.count(b"\r\n", 0, end):
        return False
    view = quotes.bytes
    opening, closing = quotes.at[0::2], quotes.at[1::2]
    edges = np.zeros(256, bool)
    edges[[delimiter, _LF, _QUOTE]] = True
    before = view[opening[opening > 0] - 1]
    after = view[closing + 1]  # a line's end comes last, so there is one
    ends = (after == _CR) & (view[closing + 2] == _LF)
    return bool(edges[before].all() and (edges[after] | ends).all())


def grid_of(data: bytes, width: int) -> Grid:
    """Cut whole records between commas, by themselves.

    Raises
    ------
    ValueError
        If they are not plain.
    """
    grid = cut(Quotes(data + bytes(PADDING), len(data)), b",", width, 0)
    if grid is None:
        raise ValueError("a block that is not plain")
    return grid


def stacked(parts: list[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    """Put the parts of a column together, once; the list then holds the whole, so that nothing is held twice."""
    if len(parts) != 1:
        parts[:] = [np.concatenate(parts) if parts else np.zeros(0, kind)]
    return parts[0]
