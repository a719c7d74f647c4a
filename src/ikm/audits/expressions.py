"""Expressions: what the formula of a spreadsheet comes to, in exact fractions.

A processing sheet needs few functions: SUM, AVERAGE, COUNT, COUNTA, COUNTIF with a number, ROUND, MIN, MAX, ROWS, and
the four operations.  A formula with anything else is not computed, and nothing is said of it.

>>> from fractions import Fraction
>>> from ikm.audits.expressions import CellGrid
>>> grid = CellGrid({(1, 1): 4, (2, 1): 3, (3, 1): None, (4, 1): "=AVERAGE(A1:A3)", (5, 1): "=SUM(A1:A3)/ROWS(A1:A3)"})
>>> grid.value(4, 1), grid.value(5, 1)
(Fraction(7, 2), Fraction(7, 3))
>>> CellGrid({(1, 1): "=VLOOKUP(2;B:C;2)"}).value(1, 1) is None
True
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ikm.arguments import exact_number
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Area", "CellGrid", "areas_of"]

_DEPTH = 40
"""How many formulas may refer to one another in a row."""

_CELLS = 2_000_000
"""The cells of one range: more than a sheet of respondents has."""

Area = tuple[int, int, int, int]
"""First row and column, last row and column, from 1."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_TOKEN = re.compile(
    r"\s*(?:(?P<area>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)(?![\w(!])"
    r'|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z]+)\s*\(|(?P<text>"[^"]*")|(?P<sign>[-+*/(),;%]))'
)


class _UnknownError(Exception):
    """A formula that is not computed here."""


def _column(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place


def _area(text: str) -> Area:
    found = _REFERENCE.fullmatch(text.upper())
    assert found is not None  # noqa: S101 - the token is made of this
    top, left = int(found[2]), _column(found[1])
    bottom, right = (int(found[4]), _column(found[3])) if found[3] else (top, left)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def areas_of(formula: str) -> list[Area]:
    """Give the cells and ranges of its own sheet a formula names, in their order.

    >>> areas_of("=SUM(B2:B137)/$A$1+Data!C4")
    [(2, 2, 137, 2), (1, 1, 1, 1)]
    """
    found = (one for one in _TOKEN.finditer(formula) if one["area"])
    return [_area(one["area"]) for one in found if formula[one.start("area") - 1] != "!"]


class CellGrid:
    """The cells of a sheet, by row and column from 1: numbers, texts, formulas (``=…``), None.

    Parameters
    ----------
    cells : mapping
        What stands in each cell.
    stored : mapping, optional
        The value that is stored beside a formula, for those that are not computed.
    """

    def __init__(
        self, cells: Mapping[tuple[int, int], Any], stored: Mapping[tuple[int, int], Any] | None = None
    ) -> None:
        self._cells = cells
        self._stored = stored or {}
        self._known: dict[tuple[int, int], Fraction | None] = {}

    def cell(self, row: int, column: int) -> Any:  # noqa: ANN401 - whatever stands there
        """Give what stands in a cell."""
        return self._cells.get((row, column))

    def texts(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Give the cells that hold a text, each with its text."""
        return ((at, cell) for at, cell in self._cells.items() if isinstance(cell, str) and not cell.startswith("="))

    def text(self, row: int, column: int) -> str | None:
        """Give the text that is shown in a cell: the text itself, or what is stored beside a formula."""
        text = self._stored.get((row, column)) if self.is_formula(row, column) else self.cell(row, column)
        return text if isinstance(text, str) else None

    def places(self, text: str) -> list[tuple[int, int]]:
        """Give the cells in which a text stands alone."""
        return [at for at, cell in self.texts() if cell.strip() == text]

    def is_formula(self, row: int, column: int) -> bool:
        """Tell whether a cell holds a formula."""
        cell = self.cell(row, column)
        return isinstance(cell, str) and cell.startswith("=")

    def stored(self, row: int, column: int) -> Fraction | None:
        """Give the number that is stored in a cell: the number itself, or that beside a formula."""
        return number_in(self._stored.get((row, column)) if self.is_formula(row, column) else self.cell(row, column))

    def value(self, row: int, column: int, depth: int = 0) -> Fraction | None:
        """Compute the number in a cell; None where there is none, or its formula is not computed here."""
        if not self.is_formula(row, column):
            return number_in(self.cell(row, column))
        if depth > _DEPTH:
            return None
        if (row, column) not in self._known:
            try:
                self._known[row, column] = _Expression(self.cell(row, column)[1:], self, depth + 1).value()
            except (_UnknownError, ZeroDivisionError, RecursionError):
                self._known[row, column] = None
        return self._known[row, column]

    def _found(self, row: int, column: int, depth: int) -> Fraction | None:
        """Give the number that a formula finds in a cell: of one that is not computed here what is stored beside it."""
        number = self.value(row, column, depth)
        if number is None and self.is_formula(row, column):
            number = self.stored(row, column)
            if number is None:
                raise _UnknownError
        return number

    def _all(self, area: Area, depth: int) -> list[Fraction | None]:
        top, left, bottom, right = area
        if (bottom - top + 1) * (right - left + 1) > _CELLS:
            raise _UnknownError
        return [self._found(row, column, depth) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def number_in(cell: object) -> Fraction | None:
    """Give the number a cell holds; None for a blank, a text, a date or a truth."""
    return None if isinstance(cell, (bool, str)) else exact_number(cell)


class _Expression:
    """A formula, read from left to right."""

    def __init__(self, text: str, grid: CellGrid, depth: int) -> None:
        self._grid, self._depth = grid, depth
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text.rstrip()):
            found = _TOKEN.match(text, place)
            if found is None or found.lastgroup is None:
                raise _UnknownError
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        self._at = 0

    def value(self) -> Fraction:
        total = self._sum()
        if self._at < len(self._tokens):
            raise _UnknownError
        return total

    def _next(self, *signs: str) -> str | None:
        """Take the next token if it is one of some signs."""
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "sign" and self._tokens[self._at][1] in signs:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _sum(self) -> Fraction:
        total = self._product()
        while sign := self._next("+", "-"):
            total += self._product() * (1 if sign == "+" else -1)
        return total

    def _product(self) -> Fraction:
        total = self._one()
        while sign := self._next("*", "/"):
            other = self._one()
            total = total * other if sign == "*" else total / other
        return total

    def _one(self) -> Fraction:
        if sign := self._next("+", "-"):
            return self._one() * (1 if sign == "+" else -1)
        if self._next("("):
            total = self._sum()
            self._close()
        else:
            total = self._operand()
        while self._next("%"):
            total /= 100
        return total

    def _close(self) -> None:
        if self._next(")") is None:
            raise _UnknownError

    def _operand(self) -> Fraction:
        if self._at >= len(self._tokens):
            raise _UnknownError
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return Fraction(text)
        if kind == "name":
            return self._function(text.upper())
        if kind == "area" and ":" not in text:
            row, column, *_ = _area(text)
            number = self._grid._found(row, column, self._depth)  # noqa: SLF001 - its own expression
            if number is None and self._grid.cell(row, column) is not None:
                raise _UnknownError
            return number or Fraction()  # a blank cell is 0, as Excel has it
        raise _UnknownError

    def _function(self, name: str) -> Fraction:
        arguments: list[list[Fraction | None]] = []
        filled = 0
        while not self._next(")"):
            kind, text = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
            if kind == "area" and self._ends():
                self._at += 1
                area = _area(text)
                filled += self._texts(area)
                arguments.append(self._grid._all(area, self._depth))  # noqa: SLF001 - its own expression
            elif kind == "text":
                raise _UnknownError
            else:
                arguments.append([self._sum()])
            if self._next(",", ";") is None and not (self._at < len(self._tokens) and self._tokens[self._at][1] == ")"):
                raise _UnknownError
        return self._called(name, arguments, filled)

    def _ends(self) -> bool:
        """Tell whether an argument is a range alone."""
        after = self._tokens[self._at + 1][1] if self._at + 1 < len(self._tokens) else ""
        return after in {",", ";", ")"}

    def _texts(self, area: Area) -> int:
        top, left, bottom, right = area
        cells = (self._grid.cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return sum(isinstance(cell, str) and not cell.startswith("=") and bool(cell) for cell in cells)

    @staticmethod
    def _called(name: str, arguments: list[list[Fraction | None]], texts: int) -> Fraction:
        numbers = [number for argument in arguments for number in argument if number is not None]
        simple: dict[str, Callable[[], Fraction]] = {
            "SUM": lambda: sum(numbers, Fraction()),
            "AVERAGE": lambda: sum(numbers, Fraction()) / len(numbers),
            "COUNT": lambda: Fraction(len(numbers)),
            "COUNTA": lambda: Fraction(len(numbers) + texts),
            "ROWS": lambda: Fraction(len(arguments[0]) if arguments else 0),
            "MIN": lambda: min(numbers, default=Fraction()),
            "MAX": lambda: max(numbers, default=Fraction()),
        }
        if name in simple:
            return simple[name]()
        if name == "ROUND" and len(arguments) == 2 and len(numbers) == 2 and 0 <= numbers[1] <= 9:
            return Fraction(round_half_up(numbers[0], int(numbers[1])))
        if name == "COUNTIF" and len(arguments) == 2 and len(arguments[1]) == 1:
            return Fraction(arguments[0].count(arguments[1][0]))
        raise _UnknownError
