"""The exact look at a worksheet that is not ordinary: every cell's address, and what it holds if no value.

An XML parser walks the sheet.  It finds the true extent, error values, formulas with and without stored
results, addresses claimed twice, and number cells that hold no number.  It keeps only these, never the
ordinary cells, so a large sheet needs little memory.

>>> from ikm.sources.workbooks.inspection import inspect
>>> look = inspect(b'<worksheet><sheetData><row r="7"><c r="J7" t="e"><v>#N/A</v></c></row></sheetData></worksheet>')
>>> look.unreadable
{(7, 9): Unreadable(kind='error', text='#N/A')}
"""

from __future__ import annotations

import math
from typing import Any
from xml.parsers import expat

from ikm.findings import display
from ikm.sources.columns import Unreadable
from ikm.sources.refusals import both, damaged, too_large
from ikm.sources.workbooks.markup import broken, local, parser

__all__ = ["Inspection", "inspect"]

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SHOWN = 40
_NAMED = 10_000
_NEAR = 2_048
_MOST_FAR = 100_000


class Inspection:
    """What the exact look finds.

    Attributes
    ----------
    last_row : int
        The last row with a cell, from 1.
    last_column : int
        The last column with a cell, from 0; -1 when there is none.
    farthest : tuple of (int, int)
        The cell that makes the rectangle largest: row from 1, column from 0.
    last_blank : tuple of (int, int)
        The farthest cell that is stored although it holds nothing.
    unreadable : dict
        Row (from 1) and column (from 0) of each cell without a value, and what stands there.
    empty : int
        Cells with a stored value that is an empty text.
    formulas, uncalculated : int
        Cells with a formula and a stored result; with a formula alone.
    twice : list of (int, int)
        Addresses claimed by several cells.
    cells : int
        Cells that hold something.
    numbers : int
        Cells with a stored number.
    dates : bool
        Whether there are dates written as texts.
    hidden : list of int
        The rows that are hidden.
    placed : bool
        Whether every cell and row says itself where it stands.
    """

    def __init__(self) -> None:
        self.last_row = self.formulas = self.uncalculated = self.cells = self.empty = self.numbers = 0
        self.last_column = -1
        self.farthest = self.last_blank = (1, 0)
        self.unreadable: dict[tuple[int, int], Unreadable] = {}
        self.twice: list[tuple[int, int]] = []
        self.hidden: list[int] = []
        self.placed = True
        self.dates = False
        self._seen: dict[int, int] = {}
        self._far: set[tuple[int, int]] = set()
        self._row = self._column = 0
        self._type = self._text = self._formula = ""
        self._filled = self._stored = self._has_formula = self._double = False
        self._wanted = ""

    def row_numbers(self) -> set[int]:
        """List the numbers of the rows that hold something."""
        return set(self._seen)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element's start."""
        if ":" in name:
            name = local(name)
        if name == "c":
            self._place_cell(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._text = self._formula = self._wanted = ""
            self._filled = self._stored = self._has_formula = self._double = False
        elif name == "v":
            self._double = self._double or self._stored or self._filled
            self._wanted, self._stored = "v", True
        elif name == "f":
            self._wanted, self._has_formula = "f", True
        elif name == "is":
            self._double = self._double or self._stored or self._filled
            self._filled = True
        elif name == "row":
            self._place_row(attributes.get("r"))
            if attributes.get("hidden") in {"1", "true"}:
                self.hidden.append(self._row)

    def text(self, characters: str) -> None:
        """Take characters."""
        if self._wanted == "v":
            self._text += characters[:_SHOWN]
        elif self._wanted == "f" and len(self._formula) < _SHOWN:
            self._formula += characters[:_SHOWN]

    def end(self, name: str) -> None:
        """Take an element's end."""
        if ":" in name:
            name = local(name)
        if name == "v" or name == "f":  # noqa: PLR1714  # this runs for every cell
            self._wanted = ""
        elif name == "c":
            self._judge()
        elif name == "row":
            self._column = 0

    def _place_row(self, number: str | None) -> None:
        if number is None:
            self._row, self.placed = self._row + 1, False
        elif number.isascii() and number.isdigit() and 0 < int(number[:9]) <= _LAST_ROW and len(number) < 9:
            self._row = int(number)
        else:
            raise damaged(
                f"nomor baris {display(number)} tidak mungkin", f"a row has the impossible number {display(number)}"
            )
        self._column = 0

    def _place_cell(self, address: str | None) -> None:
        if address is None:
            self._column += 1
            self.placed = False
        else:
            self._row, self._column = _parsed(address)
        if not 0 < self._row <= _LAST_ROW or not 0 < self._column <= _LAST_COLUMN:
            raise damaged("ada sel di luar lembar kerja", "a cell lies outside the worksheet")

    def _judge(self) -> None:
        place = (self._row, self._column - 1)
        blank = self._text == "" and not self._filled
        self.empty += blank and self._stored
        if blank and not self._has_formula:
            self.last_blank = max(self.last_blank, place, key=lambda cell: cell[0] * cell[1])
            return
        if not self.claim(*place, self._text):
            return
        if self._double:
            self.twice.append(place)
            self.unreadable[place] = Unreadable("double", display(self._text, _SHOWN))
        elif self._type == "e":
            self.unreadable[place] = Unreadable("error", display(self._text, _SHOWN))
        elif blank and not (self._stored and self._type == "str"):
            self.uncalculated += 1
            self.unreadable[place] = Unreadable("formula", display("=" + self._formula, _SHOWN))
        elif (self._type == "n" and not _is_number(self._text)) or (self._type == "s" and not _is_place(self._text)):
            self.unreadable[place] = Unreadable("number", display(self._text, _SHOWN))
        elif self._type == "n" and not blank:
            self.numbers += 1
        elif self._type == "d":
            self.dates = True
        if self._has_formula and not blank:
            self.formulas += 1

    def claim(self, row: int, column: int, text: str = "") -> bool:
        """Take note of a cell that holds something; whether it is the first with its address."""
        self._extend((row, column))
        self.cells += 1
        if self._is_new(row, column):
            return True
        if len(self.twice) < _NAMED:
            self.twice.append((row, column))
        self.unreadable[row, column] = Unreadable("double", display(text, _SHOWN))
        return False

    def _is_new(self, row: int, column: int) -> bool:
        # A bit for each column of a row: small for tables, so cells far to the right are kept apart.
        if column < _NEAR:
            seen = self._seen.get(row, 0)
            self._seen[row] = seen | 1 << column
            return not seen >> column & 1
        self._seen.setdefault(row, 0)
        if (row, column) in self._far:
            return False
        self._far.add((row, column))
        if len(self._far) > _MOST_FAR:
            raise too_large("columns", _NEAR, both("tabelnya jauh lebih lebar", "the table is far wider"))
        return True

    def _extend(self, place: tuple[int, int]) -> None:
        row, column = place
        if row > self.last_row or column > self.last_column:
            self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)
            self.farthest = place


def _parsed(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    digits = address[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4 and 0 < len(digits) < 9):
        raise damaged(
            f"alamat sel {display(address)} tidak mungkin", f"a cell has the impossible address {display(address)}"
        )
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def _is_number(text: str) -> bool:
    if not text.isascii() or "_" in text:
        return False
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def inspect(xml: bytes) -> Inspection:
    """Walk a worksheet.

    Parameters
    ----------
    xml : bytes
        The part, as `ikm.sources.workbooks.markup.plain_markup` leaves it.

    Raises
    ------
    SourceError
        When it is not well-formed, or an address or row number is impossible.
    """
    look = Inspection()
    walker: Any = parser()
    walker.StartElementHandler = look.start
    walker.EndElementHandler = look.end
    walker.CharacterDataHandler = look.text
    try:
        walker.Parse(xml, True)  # noqa: FBT003  # takes no keywords
    except expat.ExpatError as error:
        raise broken() from error
    return look
