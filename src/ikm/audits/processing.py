"""The processing sheet: where in a workbook the answers stand, and the rows that close them.

The customary sheet has a heading with U1 … U9 (or 1 … 9), a row for each respondent with the scores, and below them
rows for the sum of scores, the mean (NRR), the weighted mean with its total beside it, and the IKM.  Rows are known by
what is written before their figures and by how great these are (``data/sheets.toml``), the heading by its codes.

>>> from ikm.audits.expressions import CellGrid
>>> from ikm.audits.processing import processing_of
>>> head = {(1, place + 1): f"U{place}" for place in range(1, 10)}
>>> answers = {(row, place + 1): 3 for row in (2, 3, 4) for place in range(1, 10)}
>>> closing = {(5, 1): "NRR / Unsur", **{(5, place + 1): 3 for place in range(1, 10)}, (6, 1): "IKM", (6, 11): 75}
>>> sheet = processing_of(CellGrid({**head, **answers, **closing}), 6, 11)
>>> sheet.answers, sheet.columns[0], sheet.rows, sheet.cells
((2, 3, 4), (2, 'U1'), {'mean': 5}, {'index': (6, 11)})
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ikm.audits.closing import closing_of, first_of
from ikm.audits.expressions import number_in
from ikm.audits.labels import figure_at, is_empty, patterns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from ikm.audits.closing import Place
    from ikm.audits.expressions import CellGrid

__all__ = ["SCORES", "ProcessingSheet", "processing_of"]

_HEADED_WITHIN = 60
"""Rows in which the heading is looked for."""

_FEWEST = 4
"""Elements a sheet has at least."""

SCORES = range(1, 5)
"""The answers of the regulation."""

_LIKE_SCORES = range(11)
"""What may have been meant as an answer: more is no score of any scale."""

Column = tuple[int, str]
"""The column of an element, and its code."""


@dataclass(frozen=True, slots=True)
class ProcessingSheet:
    """Where things stand in a processing sheet, rows and columns from 1.

    Parameters
    ----------
    header : int
        The row of the heading.
    columns : tuple
        Each column of an element with its code.
    answers : tuple of int
        The row of each respondent.
    rows : mapping
        The closing rows by what they hold of each element: ``sum``, ``mean``, ``weighted``, ``converted``, ``weight``,
        ``grade``.
    cells : mapping
        The row and column of what is one for the whole: ``index``, ``total`` (of the weighted means), ``weight``,
        ``grade``.
    """

    header: int
    columns: tuple[Column, ...]
    answers: tuple[int, ...]
    rows: Mapping[str, int]
    cells: Mapping[str, Place]


def processing_of(grid: CellGrid, height: int, width: int) -> ProcessingSheet | None:
    """Find the processing sheet in a grid; None where there is none.

    Parameters
    ----------
    grid : CellGrid
        The cells.
    height, width : int
        How many rows and columns there are.
    """
    for row in range(1, min(height, _HEADED_WITHIN) + 1):
        columns = _heading(grid, row, width)
        if columns:
            break
    else:
        return None
    answered = [at for at in range(row + 1, height + 1) if _is_answered(grid, at, columns)]
    rows, cells = closing_of(grid, columns, answered, (row, height))
    end = first_of(rows, cells)
    respondents = tuple(at for at in answered if end is None or at < end)
    return ProcessingSheet(row, columns, respondents, rows, cells) if respondents else None


def _heading(grid: CellGrid, row: int, width: int) -> tuple[Column, ...]:
    """Read a row as the heading: codes, or whole numbers that count from 1 beyond the scale of answers.

    A code that stands there twice begins a legend beside the table.
    """
    codes: dict[str, int] = {}
    counted: list[int] = []
    heading = patterns("heading")
    for column in range(1, width + 1):
        cell = grid.cell(row, column)
        text = cell.casefold() if isinstance(cell, str) else str(cell)
        if found := heading["code"].match(text):
            codes.setdefault(f"U{int(found[1])}", column)
        elif (found := heading["number"].match(text)) and int(found[1]) == len(counted) + 1:
            counted.append(column)
    if len(codes) >= _FEWEST:
        return tuple((column, code) for code, column in codes.items())
    counted = [column for column in counted if not _numbers(grid, row, column)]
    return tuple((column, f"U{place}") for place, column in enumerate(counted, 1)) if len(counted) > SCORES[-1] else ()


def _numbers(grid: CellGrid, header: int, column: int) -> bool:
    """Tell whether a column numbers the respondents."""
    first = [number_in(grid.cell(header + step, column)) for step in range(1, SCORES[-1] + 2)]
    return first == [*range(1, SCORES[-1] + 2)]


def _is_answered(grid: CellGrid, row: int, columns: Sequence[Column]) -> bool:
    """Tell whether a row holds answers, right or wrong: whole numbers, typed or from elsewhere.

    Numbers that count on from column to column belong to the heading.
    """
    cells = [_score_at(grid, row, column) for column, _ in columns]
    filled = [column for column, _ in columns if not is_empty(grid.cell(row, column))]
    like = [one for one in cells if one is not None and one in _LIKE_SCORES]
    counts_on = len(columns) > _FEWEST and all(
        left is not None and right == left + 1 for left, right in pairwise(cells)
    )
    return bool(like) and 2 * len(like) >= len(filled) and not counts_on


def _score_at(grid: CellGrid, row: int, column: int) -> Fraction | None:
    """Give what may be meant as an answer: a number, written as text too; of a formula what it takes from elsewhere."""
    if grid.is_formula(row, column):
        return grid.stored(row, column) if grid.value(row, column) is None else None
    return figure_at(grid, row, column)
