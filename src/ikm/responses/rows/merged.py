"""Merged cells: one value shown over several rows, stored in the first of them only.

Offices merge the name of a service or a date over the respondents it belongs to.  A file then holds it once, and blanks
below: read as they stand, all but the first respondent would belong to no service and to no day.  Beside the answers
the value is filled down, and said.  Merged answers stay blank: nobody merges the answers of several people on purpose.

>>> from ikm.sources import Merged, Table
>>> table = Table.of_rows([("Layanan", "U1"), ("KTP", 4), ("", 3), ("SIM", 2)])
>>> filled, rows, columns = spread(replace(table, merged=(Merged(2, 3, 0, 0),)), 0, [1])
>>> filled.rows[2], rows, columns
(('KTP', 3), 1, (0,))
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ikm.answers import is_blank

if TYPE_CHECKING:
    from collections.abc import Collection

    from ikm.sources import Cell, Table

__all__ = ["spread"]


def spread(table: Table, top: int, asked: Collection[int]) -> tuple[Table, int, tuple[int, ...]]:
    """Fill merged cells below the header down.

    Parameters
    ----------
    table : Table
        The sheet.
    top : int
        The place of the header.
    asked : collection of int
        The columns with answers, which are left alone.

    Returns
    -------
    tuple
        The table filled, how many rows have changed, and the columns filled.
    """
    filled: dict[int, dict[int, Cell]] = {}
    rows, numbers = table.rows, table.numbers
    for area in table.merged:
        start = bisect_left(numbers, area.first)
        if start <= top or start >= len(numbers) or numbers[start] != area.first or area.left in asked:
            continue
        if area.left >= len(table.columns):
            continue
        column, changed = table.columns[area.left], filled.setdefault(area.left, {})
        value = changed.get(start, column[start])
        if is_blank(value):
            continue
        for place in range(start + 1, bisect_left(numbers, area.last + 1)):
            # A row that holds nothing else is no respondent, whatever is shown over it.
            if is_blank(changed.get(place, column[place])) and not all(map(is_blank, rows[place])):
                changed[place] = value
    columns = list(table.columns)
    for index, cells in filled.items():
        columns[index] = columns[index].with_cells(cells)
    exact = dict(table.exact)
    for index, cells in filled.items():
        for place in cells.keys() & exact.keys():
            row = [*exact[place], *[""] * (index + 1 - len(exact[place]))]
            exact[place] = (*row[:index], cells[place], *row[index + 1 :])
    over = tuple(sorted(index for index, cells in filled.items() if cells))
    return replace(table, columns=tuple(columns), exact=exact), len(set().union(*filled.values())), over
