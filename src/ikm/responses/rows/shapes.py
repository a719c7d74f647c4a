"""Shapes: tables that hold answers, but not as one respondent a row.

Two tables pasted side by side, and a CSV file that Excel opened with another separator and saved with every row in one
cell.  Neither is mended here, since a guess about it would change who answered what; the finding says what to do.

>>> from ikm.responses.rows.shapes import in_one_column
>>> in_one_column([["Waktu,U1,U2,U3,U4"], ["2026-03-02,4,3,3,4"], ["2026-03-03,4,4,3,4"]])
','
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ikm.answers import normalise
from ikm.responses.rows.names import filled, is_counter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell

__all__ = ["beside", "in_one_column"]

_LOOKED_AT = 200
_SEPARATORS = ",;\t|"
_ENOUGH = 4


def beside(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], columns: ColumnMap) -> int | None:
    """Find a second table to the right of the first.

    Its headings ask the elements again, and what is one to a respondent (the time, a name, a running number) stands
    twice in a row as well.  Sections of a form that repeat the questions have it once.

    Parameters
    ----------
    head : sequence of cells
        The header.
    rows : sequence of sequences of cells
        The rows below it.
    columns : ColumnMap
        What each column is.

    Returns
    -------
    int or None
        The position of the column with which the second table repeats the first.
    """
    place: dict[str, int] = {}
    again: dict[int, int] = {}
    for index, cell in enumerate(head):
        words = normalise(cell) if isinstance(cell, str) else ""
        if words and place.setdefault(words, index) != index:
            again.setdefault(place[words], index)
    asked = columns.of_role("element")
    first = [index for index in asked if index in again and again[index] in asked]
    if len(first) * 4 <= len(asked):
        return None
    for column in columns.columns:
        one = column.role in {"timestamp", "personal"} or is_counter(str(head[column.index]))
        if not one or column.index not in again:
            continue
        second = again[column.index]
        looked = [row for row in itertools.islice(rows, _LOOKED_AT) if any(map(filled, row))]
        both = sum(len(row) > second and filled(row[column.index]) and filled(row[second]) for row in looked)
        if both * 2 >= len(looked) > 0:
            return second
    return None


def in_one_column(rows: Sequence[Sequence[Cell]]) -> str | None:
    """Tell the separator of a table of which every row stands in one cell, with the separators inside.

    Parameters
    ----------
    rows : sequence of sequences of cells
        The rows of the sheet.

    Returns
    -------
    str or None
        The separator; none when the cells are what they should be.
    """
    looked = list(itertools.islice((row for row in rows if any(map(filled, row))), _LOOKED_AT))
    alone = [row[0] for row in looked if row and isinstance(row[0], str) and not any(map(filled, row[1:]))]
    if len(alone) < 2 or len(alone) * 10 < len(looked) * 9:
        return None
    for separator in _SEPARATORS:
        if sum(text.count(separator) >= _ENOUGH for text in alone) * 10 >= len(alone) * 9:
            return separator
    return None
