r"""Columns: the cells of one column of a sheet, each different one held once.

A column of a survey repeats a few answers over and over, so a `CellColumn` holds each different cell once and, for
every row, which of them stands there.  Whoever decides about cells decides about the different ones.

>>> column = CellColumn.of(["baik", 4, "baik", True, 1])
>>> column.cells, column.at
(['baik', 4, True, 1], b'\x00\x01\x00\x02\x03')
>>> CellColumn.width(256), CellColumn.width(257)
(1, 4)
"""

from __future__ import annotations

import datetime as dt
import itertools
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Cell", "CellColumn", "ColumnMaker", "Unreadable", "positions"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in a cell that holds no value.

    Parameters
    ----------
    kind : {"error", "formula", "double", "number"}
        An error value; a formula without a stored result; an address claimed by two cells; a number cell
        that holds no number.
    text : str
        What to show: ``#N/A``, ``=A1+1``, the values claimed, the characters stored.
    """

    kind: Literal["error", "formula", "double", "number"]
    text: str


Cell: TypeAlias = str | int | float | bool | dt.datetime | dt.date | dt.time | Unreadable | None


_BYTES = 256
"""So many different cells can be told apart by one byte."""


class CellColumn:
    """One column of a table: its different cells, and which of them stands in each row.

    Parameters
    ----------
    cells : sequence of cells
        The different cells, in the order met.  ``4`` and ``"4"`` differ, ``1`` and ``True``, one moment in two zones.
    at : bytes or array of int
        For each row the place of its cell in ``cells``; bytes where they suffice.
    """

    __slots__ = ("at", "cells")

    def __init__(self, cells: Sequence[Cell], at: bytes | array[int]) -> None:
        self.cells = cells
        self.at = at

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> CellColumn:
        """Make a column of the cells of all its rows."""
        maker = ColumnMaker()
        maker.extend(cells)
        return maker.column()

    @classmethod
    def placed(cls, cells: Sequence[Cell], places: Any) -> CellColumn:  # noqa: ANN401 - numpy is not loaded here
        """Make a column of its different cells and, as an array of numpy, for each row the place of its cell."""
        size = cls.width(len(cells))
        coded = places.astype(f"u{size}", copy=False).tobytes()
        return cls(cells, coded if size == 1 else array("I", coded))

    @staticmethod
    def width(different: int) -> int:
        """Say in how many bytes a row tells which of so many different cells it holds."""
        return 1 if different <= _BYTES else 4

    def __len__(self) -> int:
        return len(self.at)

    def __getitem__(self, row: int) -> Cell:
        return self.cells[self.at[row]]

    def __iter__(self) -> Iterator[Cell]:
        return map(self.cells.__getitem__, self.at)

    def counts(self) -> dict[int, int]:
        """Count how often each cell stands in the column, by its place in ``cells``, in the order they are met."""
        if not isinstance(self.at, bytes):
            return dict(Counter(self.at))
        first = {place: self.at.find(place) for place in range(len(self.cells))}
        met = sorted((place for place, row in first.items() if row >= 0), key=first.__getitem__)
        counts, left = {}, len(self.at)
        for place in met[:-1]:
            counts[place] = self.at.count(place)
            left -= counts[place]
        return counts | dict.fromkeys(met[-1:], left)

    def places(self) -> list[int]:
        """Give the places of the cells that stand in some row: not all do, once rows have been left out."""
        if isinstance(self.at, bytes):
            return [place for place in range(len(self.cells)) if self.at.find(place) >= 0]
        return list(dict.fromkeys(self.at))

    def met(self) -> list[Cell]:
        """Give the cells that stand in some row."""
        return [self.cells[place] for place in self.places()]

    def recode(self, codes: Sequence[int]) -> bytes:
        """Write the column in one byte a row: for each of ``cells`` its code."""
        if isinstance(self.at, bytes):
            return self.at.translate(bytes(codes).ljust(_BYTES, b"\0"))
        return bytes(map(codes.__getitem__, self.at))

    def marks(self, test: Callable[[Cell], bool]) -> bytes:
        """Mark the rows whose cell passes a test with 1, the others with 0; each different cell is tested once."""
        return self.recode([int(test(cell)) for cell in self.cells])

    def only(self, mask: bytes) -> CellColumn:
        """Keep the rows marked 1."""
        if 0 not in mask:
            return self
        kept = itertools.compress(self.at, mask)
        return CellColumn(self.cells, bytes(kept) if isinstance(self.at, bytes) else array("I", kept))

    def part(self, start: int, stop: int | None = None) -> CellColumn:
        """Keep the rows from one to before another."""
        return CellColumn(self.cells, self.at[start:stop])

    def under(self, heading: Cell) -> CellColumn:
        """Put a heading above; it has a place of its own, also where a cell below is the same."""
        place, cells = len(self.cells), [*self.cells, heading]
        if isinstance(self.at, bytes) and place < _BYTES:
            return CellColumn(cells, bytes([place]) + self.at)
        return CellColumn(cells, array("I", [place]) + array("I", self.at))

    def with_cells(self, cells: Mapping[int, Cell]) -> CellColumn:
        """Put other cells into some rows."""
        if not cells:
            return self
        whole: list[Cell] = list(self)
        for row, cell in cells.items():
            whole[row] = cell
        return CellColumn.of(whole)


def _alike(cells: Sequence[Cell]) -> bool:
    """Tell whether a cell may equal another that differs: True equals 1, and a moment the same one in another zone."""
    kinds = set(map(type, cells))
    if bool in kinds:
        return True
    return not kinds.isdisjoint(_TIMES) and any(type(cell) in _TIMES and cell.tzinfo is not None for cell in cells)  # type: ignore[union-attr]


_TIMES = frozenset({dt.datetime, dt.time})


def _key(cell: Cell) -> object:
    """Tell apart what Python holds equal."""
    offset = cell.utcoffset() if isinstance(cell, (dt.datetime, dt.time)) else None
    return (cell, offset) if isinstance(cell, bool) or offset is not None else cell


class ColumnMaker:
    """A column while its cells arrive."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self._places: dict[object, int] = {}
        self._at: bytearray | array[int] = bytearray()

    def extend(self, cells: Sequence[Cell]) -> None:
        """Take the cells of further rows."""
        places = self._places
        keys: Sequence[object] = list(map(_key, cells)) if _alike(cells) else cells
        fresh = [key for key in dict.fromkeys(keys) if key not in places]
        places.update(zip(fresh, itertools.count(len(places)), strict=False))
        self.cells += [key[0] if type(key) is tuple else key for key in fresh]  # type: ignore[misc]
        if len(places) > _BYTES and isinstance(self._at, bytearray):
            self._at = array("I", self._at)
        self._at.extend(map(places.__getitem__, keys))

    def column(self) -> CellColumn:
        """Give the column."""
        return CellColumn(self.cells, bytes(self._at) if isinstance(self._at, bytearray) else self._at)


def positions(marks: bytes | bytearray, wanted: int) -> Iterator[int]:
    """Find the rows that hold a byte, one by one."""
    at = marks.find(wanted)
    while at >= 0:
        yield at
        at = marks.find(wanted, at + 1)
