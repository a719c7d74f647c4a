"""Merged cells: one value shown over several rows, stored in the first of them only.

Offices merge the name of a service or a date over the respondents it belongs to.  A file then holds it once, and blanks
below: read as they stand, all but the first respondent would belong to no service and to no day.  Beside the answers
the value is filled down, and said.  Merged answers stay blank: nobody merges the answers of several people on purpose.

>>> from ikm.sources import Merged
>>> rows = [("Layanan", "U1"), ("KTP", 4), ("", 3), ("SIM", 2)]
>>> spread(rows, [1, 2, 3, 4], [Merged(2, 3, 0, 0)], top=0, asked=[1])
({2: ('KTP', 3)}, (0,))
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ikm.answers import is_blank

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ikm.sources import Cell, Merged

__all__ = ["spread"]


def spread(
    rows: Sequence[Sequence[Cell]],
    numbers: Sequence[int],
    merged: Sequence[Merged],
    *,
    top: int,
    asked: Collection[int],
) -> tuple[dict[int, Sequence[Cell]], tuple[int, ...]]:
    """Fill merged cells below the header down.

    Parameters
    ----------
    rows : sequence of sequences of cells
        The rows of the sheet.
    numbers : sequence of int
        The file's number of each.
    merged : sequence of Merged
        The cells merged downwards.
    top : int
        The position of the header.
    asked : collection of int
        The columns with answers, which are left alone.

    Returns
    -------
    tuple
        The rows that have changed, by position, and the columns filled.
    """
    changed: dict[int, list[Cell]] = {}
    columns: set[int] = set()
    for area in merged:
        start = bisect_left(numbers, area.first)
        if start <= top or start >= len(rows) or numbers[start] != area.first or area.left in asked:
            continue
        first = rows[start]
        value = first[area.left] if area.left < len(first) else None
        if is_blank(value):
            continue
        for place in range(start + 1, bisect_left(numbers, area.last + 1)):
            row = changed.get(place) or list(rows[place])
            row += [""] * (area.left + 1 - len(row))
            # A row that holds nothing else is no respondent, whatever is shown over it.
            if is_blank(row[area.left]) and not all(map(is_blank, row)):
                row[area.left] = value
                changed[place] = row
                columns.add(area.left)
    return {place: tuple(row) for place, row in changed.items()}, tuple(sorted(columns))
