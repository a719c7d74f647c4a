"""Columns of a table in memory, until reading gives them; what `ikm.sources` will give takes its place."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ikm.sources import Cell

__all__ = ["CellColumn"]


class CellColumn:
    """One column of a table: its different cells, and which of them stands in each row.

    Parameters
    ----------
    cells : sequence of cells
        The different cells, in the order they were met.  ``4`` and ``"4"`` differ, as do ``1`` and ``True``.
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
        keys: Sequence[object] = cells
        if bool in set(map(type, cells)):
            keys = [(cell,) if isinstance(cell, bool) else cell for cell in cells]  # True equals 1
        different = dict(zip(reversed(keys), reversed(cells), strict=True))
        places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        at = map(places.__getitem__, keys)
        return cls([different[key] for key in places], bytes(at) if len(places) <= 256 else array("I", at))

    def __len__(self) -> int:
        return len(self.at)

    def recode(self, codes: Sequence[int]) -> bytes:
        """Write the column in one byte a row: for each of ``cells`` its code."""
        if isinstance(self.at, bytes):
            return self.at.translate(bytes(codes).ljust(256, b"\0"))
        return bytes(map(codes.__getitem__, self.at))

    def marks(self, test: Callable[[Cell], bool]) -> bytes:
        """Mark the rows whose cell passes a test with 1, the others with 0; each different cell is tested once."""
        return self.recode([int(test(cell)) for cell in self.cells])
