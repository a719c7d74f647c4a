"""The processing sheet: where in a workbook the answers stand, and the rows that close them.

The customary sheet has a heading with U1 … U9 (or 1 … 9), a row for each respondent with the scores, and below them
rows for the sum of scores, the mean (NRR), the weighted mean with its total beside it, and the IKM.  Rows are known by
what is written before them (``data/sheets.toml``), the heading by its codes.

>>> from ikm.audits.expressions import CellGrid
>>> from ikm.audits.processing import processing_of
>>> head = {(1, place + 1): f"U{place}" for place in range(1, 10)}
>>> answers = {(row, place + 1): 3 for row in (2, 3, 4) for place in range(1, 10)}
>>> closing = {(5, 1): "NRR / Unsur", **{(5, place + 1): 3 for place in range(1, 10)}}
>>> sheet = processing_of(CellGrid({**head, **answers, **closing}), 5, 10)
>>> sheet.answers, sheet.columns[0], sheet.rows
((2, 4), (2, 'U1'), {'mean': 5})
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.audits.expressions import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.audits.expressions import CellGrid

__all__ = ["ProcessingSheet", "last_figure", "named_element", "processing_of"]

_HEADED_WITHIN = 60
"""Rows in which the heading is looked for."""

_FEWEST = 4
"""Elements a sheet has at least."""

_CODE = re.compile(r"\s*U\s*\.?\s*(\d{1,2})\b", re.IGNORECASE)
_SCORES = range(1, 5)
_UNITS = 60
"""Columns beyond the elements in which totals are looked for."""


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
        The first and the last row of a respondent.
    rows : mapping
        The closing rows by what they hold: ``sum``, ``mean``, ``weighted``, ``converted``, ``index``, ``grade``.
    """

    header: int
    columns: tuple[tuple[int, str], ...]
    answers: tuple[int, int]
    rows: Mapping[str, int]


@cache
def _patterns(part: str) -> dict[str, re.Pattern[str]]:
    text = Path(__file__).with_name("data").joinpath("sheets.toml").read_text(encoding="utf-8")
    return {name: re.compile(pattern) for name, pattern in tomllib.loads(text)[part].items()}


def named_element(words: str) -> str | None:
    """Tell which of the elements that are often swapped some words name; None where none, or both.

    >>> named_element("Penanganan Pengaduan, Saran dan Masukan"), named_element("Sarana dan Prasarana")
    ('pengaduan', 'sarana')
    """
    met = [key for key, pattern in _patterns("words").items() if pattern.search(words.casefold())]
    return met[0] if len(met) == 1 else None


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
    rows = _closing(grid, row, height, columns)
    end = min(rows.values(), default=height + 1)
    answered = [
        at
        for at in range(row + 1, end)
        if any(not grid.is_formula(at, column) and _is_score(grid.cell(at, column)) for column, _ in columns)
    ]
    return ProcessingSheet(row, columns, (answered[0], answered[-1]), rows) if answered else None


def _heading(grid: CellGrid, row: int, width: int) -> tuple[tuple[int, str], ...]:
    """Read a row as the heading: codes, or whole numbers that count from 1 beyond the scale of answers.

    A code that stands there twice begins a legend beside the table.
    """
    codes: dict[str, int] = {}
    counted: list[tuple[int, str]] = []
    for column in range(1, width + 1):
        cell = grid.cell(row, column)
        if isinstance(cell, str) and (found := _CODE.match(cell)):
            codes.setdefault(f"U{int(found[1])}", column)
        elif number_in(cell) == len(counted) + 1:
            counted.append((column, f"U{len(counted) + 1}"))
    if len(codes) >= _FEWEST:
        return tuple((column, code) for code, column in codes.items())
    return tuple(counted) if len(counted) > _SCORES[-1] else ()


def _closing(grid: CellGrid, header: int, height: int, columns: tuple[tuple[int, str], ...]) -> dict[str, int]:
    """Find the closing rows by the words that stand before their figures."""
    rows: dict[str, int] = {}
    for row in range(header + 1, height + 1):
        words = " ".join(
            cell.casefold()
            for column in range(1, columns[-1][0] + 1)
            if isinstance(cell := grid.cell(row, column), str) and not cell.startswith("=")
        )
        kind = next((kind for kind, pattern in _patterns("rows").items() if pattern.search(words)), None)
        if kind is None or kind in rows:
            continue
        figures = sum(_is_figure(grid, row, column) for column, _ in columns)
        if (
            figures >= len(columns) // 2
            or (kind == "index" and last_figure(grid, row, columns) is not None)
            or kind == "grade"
        ):
            rows[kind] = row
    return rows


def last_figure(grid: CellGrid, row: int, columns: tuple[tuple[int, str], ...]) -> int | None:
    """Give the column of the last figure of a row, at or beyond the elements."""
    reach = range(columns[-1][0] + _UNITS, 0, -1)
    return next((column for column in reach if _is_figure(grid, row, column)), None)


def _is_figure(grid: CellGrid, row: int, column: int) -> bool:
    return grid.is_formula(row, column) or number_in(grid.cell(row, column)) is not None


def _is_score(cell: Any) -> bool:  # noqa: ANN401 - whatever stands in a cell
    number = number_in(cell)
    return number is not None and number in _SCORES
