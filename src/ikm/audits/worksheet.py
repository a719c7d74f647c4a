"""A worksheet: the answers and the closing cells of a processing sheet, as numbers and as the sheet shows them.

>>> from fractions import Fraction
>>> from ikm.audits.worksheet import address, bare, rounded, written
>>> address(12, 4), written(Fraction(61, 20), 1), bare(Fraction(61, 20)), rounded("=ROUND(D11/20,2)")
('D12', '3.1', '3.05', 2)
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ikm.arguments import shown_exactly
from ikm.audits.labels import figure_at, written_in
from ikm.audits.rounding import FINE
from ikm.findings import Finding, column_letter
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from ikm.audits.expressions import CellGrid
    from ikm.audits.processing import ProcessingSheet

__all__ = ["Worksheet", "address", "bare", "closing_cells", "rounded", "written"]

_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^]]*\]')
"""What a number format has beside the number: texts, single characters, widths, colours."""

_FORMAT = re.compile(r"[#,?]*0(?:\.([0#?]+))?\s*(%?)\s*")
_FEWEST, _SHOWN = 2, 4
"""Decimals of a number whose format does not say how many are shown: of a computed one at least, and of any at most."""


class Worksheet:
    """A processing sheet that was found."""

    def __init__(self, title: str, grid: CellGrid, found: ProcessingSheet, paper: Any) -> None:  # noqa: ANN401 - openpyxl's
        self.title, self.grid, self.found, self._paper = title, grid, found, paper
        self.columns = [column for column, _ in found.columns]
        self.respondents = [
            row for row in found.answers if any(self.score(row, column) is not None for column in self.columns)
        ]

    def score(self, row: int, column: int) -> Fraction | None:
        """Give the number that counts as an answer, whatever number it is."""
        number = self.grid.value(row, column)
        return self.grid.stored(row, column) if number is None else number

    def rows_of(self, column: int) -> list[int]:
        """Give the rows in which a column has a score."""
        return [row for row in self.respondents if self.score(row, column) is not None]

    def answers(self, column: int) -> list[Fraction]:
        """Give the scores of a column."""
        return [score for row in self.respondents if (score := self.score(row, column)) is not None]

    def number(self, row: int, column: int) -> Fraction | None:
        """Give the number of a cell: as it is stored, else as it is computed or written."""
        stored = self.grid.stored(row, column)
        return figure_at(self.grid, row, column) if stored is None else stored

    def shown(self, row: int, column: int) -> str | None:
        """Write the number of a cell as the sheet shows it, where its format says how many decimals it has."""
        number, typed = self.number(row, column), written_in(self.grid.text(row, column))
        if number is None or typed is not None:
            return typed
        style = str(self._paper.cell(row, column).number_format).partition(";")[0]
        found = _FORMAT.fullmatch(_ASIDE.sub("", style).strip())
        if found is None:
            text = bare(number, _SHOWN)
            exact = self.grid.is_formula(row, column) and len(text.partition(".")[2]) < _FEWEST
            return written(number, _FEWEST) if exact else text
        return written(number * 100 if found[2] else number, len(found[1] or ""))

    def decimals(self, row: int, column: int) -> int:
        """Give the decimals to which a cell of an element is a figure: those it is rounded or typed to, else all."""
        if self.grid.is_formula(row, column):
            decimals = rounded(self.grid.cell(row, column))
            return FINE if decimals is None else decimals
        typed = [self.number(row, at) for at in self.columns if not self.grid.is_formula(row, at)]
        return max(len(bare(one).partition(".")[2]) for one in typed if one is not None)

    def finding(self, code: str, row: int, columns: list[int], **details: object) -> Finding:
        """Make a finding of cells of one row."""
        places = [column - 1 for column in columns]
        return Finding(code, sheet=self.title, row=row, column=places[0], columns=places, details=details)


def closing_cells(sheet: Worksheet) -> list[tuple[str, int, list[int]]]:
    """Give the closing cells: what they hold, their row and their columns."""
    rows = [(kind, row, sheet.columns) for kind, row in sheet.found.rows.items()]
    cells = [(kind, row, [column]) for kind, (row, column) in sheet.found.cells.items()]
    return sorted([*rows, *cells], key=lambda one: one[1])


def rounded(formula: str) -> int | None:
    """Give the decimals a formula rounds to; None where it does not round."""
    found = re.search(r"ROUND\(.*[,;]\s*(\d)\s*\)", formula, re.IGNORECASE)
    return int(found[1]) if found else None


def address(row: int, column: int) -> str:
    """Name a cell as people do."""
    return f"{column_letter(column - 1)}{row}"


def written(number: Fraction, decimals: int) -> str:
    """Write a number with so many decimals."""
    return f"{round_half_up(number, decimals):.{decimals}f}"


def bare(number: Fraction, decimals: int = FINE) -> str:
    """Write a number of a spreadsheet without what its arithmetic leaves behind, and without zeros at its end."""
    return shown_exactly(Fraction(round_half_up(number, decimals)))
