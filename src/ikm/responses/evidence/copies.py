"""Copies: rows that equal an earlier row in every cell.

`row_keys` gives each row a number, equal for rows that are equal; whether a copy is one respondent's is asked of the
times and the personal cells (`ikm.responses.evidence.signs`).  Cells are equal as Python holds them so: 1 equals 1.0.
No hashes stand in for cells: this is for tables whose columns are held.

>>> from ikm.sources import CellColumn
>>> list(row_keys([CellColumn.of(["a", "b", "a", "a"]), CellColumn.of([3, 3, 3, 4])]))
[0, 1, 0, 3]
"""

from __future__ import annotations

from collections import Counter
from itertools import compress
from operator import and_
from typing import TYPE_CHECKING

from ikm.responses.arrays import combined

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from ikm.sources import Cell, CellColumn

__all__ = ["row_keys"]

_NEVER_EQUAL = frozenset((str, type(None)))
"""Kinds of cells that equal none of another kind."""


def row_keys(
    columns: Sequence[CellColumn],
    exact: Mapping[int, Sequence[Cell]] | None = None,
    telling: Sequence[CellColumn] = (),
) -> Sequence[int]:
    """Give each row of a table a number: equal numbers for rows that are equal in every cell.

    Parameters
    ----------
    columns : sequence of CellColumn
        The table's columns.
    exact : mapping from int to sequence of cells, optional
        Rows of another width than the table, whole, by their place; in the columns they are cut or filled up.
    telling : sequence of CellColumn
        The columns in which most cells do not recur, by which most rows are known to be like no other; that with the
        most different cells unless given.

    Returns
    -------
    sequence of int
        For each row the first row that equals it.
    """
    rows = len(columns[0]) if columns else 0
    if not rows:
        return range(rows)
    again = b"\1" * rows
    for column in telling or [max(columns, key=lambda column: len(column.cells))]:
        told = _places(column)
        # Nearly every table has a column of which no cell recurs.
        if len(set(told)) == rows:
            return range(rows)
        often = Counter(told)
        again = combined(and_, again, bytes([often[place] > 1 for place in told]))
    keys = list(range(rows))
    first: dict[tuple[object, ...], int] = {}
    places = zip(*(compress(_places(column), again) for column in columns), strict=True)
    for row, key in zip(compress(range(rows), again), places, strict=True):
        whole = tuple(exact[row]) if exact and row in exact else key  # of another length, so never equal to places
        keys[row] = first.setdefault(whole, row)
    return keys


def _places(column: CellColumn) -> bytes | array[int] | list[int]:
    """Give the place of each row's cell, one for cells that are equal though of different kinds."""
    if len(set(map(type, column.cells)) - _NEVER_EQUAL) < 2:
        return column.at
    first: dict[Cell, int] = {}
    same = [first.setdefault(cell, place) for place, cell in enumerate(column.cells)]
    return [same[place] for place in column.at] if len(first) < len(same) else column.at
