"""People: persons who stand in the file more than once, and personal cells that say nothing.

A *person* is known by an e-mail address or a number of at least 8 digits (NIK, NIP, telephone), however it is spaced.
Names and addresses do not count: many people share them.  Personal cells are compared here and never leave.

>>> from ikm.responses.evidence.people import identities, identity, says
>>> identity("+62 812-0000-0001") == identity(81200000001.0), identity("Siti"), identity("-")
(True, None, None)
>>> from ikm.sources import CellColumn
>>> column = CellColumn.of(["a@example.invalid", "-", "A@EXAMPLE.invalid", "Siti"])
>>> list(identities(column)), list(says(column))
([1, 0, 1, 0], [1, 0, 1, 1])
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.sources import CellColumn

__all__ = ["NUMBER_STARTS", "identities", "identity", "says", "says_something"]

_IDENTITY_DIGITS = 8
_LONG_NUMBER = 15
_PUNCTUATION = dict.fromkeys(map(ord, " +().'-\t\n\r\N{NO-BREAK SPACE}"))
NUMBER_STARTS = frozenset("0123456789 +('\t\n\r\N{NO-BREAK SPACE}")
"""How a cell begins that may hold somebody's number."""

_BYTES = 256


def identities(column: CellColumn) -> Sequence[int]:
    """Give the persons a column names numbers: for each row that of its person, 0 where none is told."""
    numbers: dict[str, int] = {}
    told = [
        0 if (who := identity(cell)) is None else numbers.setdefault(who, len(numbers) + 1) for cell in column.cells
    ]
    return column.recode(told) if len(numbers) < _BYTES else array("I", map(told.__getitem__, column.at))


def says(column: CellColumn) -> bytes:
    """Mark the rows whose cell says something."""
    return column.marks(says_something)


def says_something(cell: object) -> bool:
    """Tell a filled personal cell from a dash or a zero put there to get past a required question."""
    text = "" if cell is None else str(cell)
    # Most cells begin with a word; the letters of the others are counted.
    return len(text) > 2 and (text[:3].isalnum() or sum(map(str.isalnum, text)) > 2)


def identity(cell: object) -> str | None:
    """Give what identifies a person, in one spelling, or none where the cell does not."""
    if isinstance(cell, str):
        if "@" in cell:
            folded = cell.strip().casefold()
            # Of the cell itself the hash is known.
            return cell if folded == cell else folded
        digits = cell if cell.isdecimal() else _digits(cell)
    else:
        digits = _whole_number(cell)
    size = len(digits)
    if size < _IDENTITY_DIGITS or digits == digits[0] * size:
        return None
    # 62812…, 0812… and 812… (a workbook drops the nought) are one telephone.
    return digits.removeprefix("62").lstrip("0") if size < _LONG_NUMBER else digits


def _digits(text: str) -> str:
    """Give the digits of a number written with signs between them."""
    digits = text.translate(_PUNCTUATION) if text[:1] in NUMBER_STARTS else ""
    return digits if digits.isdecimal() else ""


def _whole_number(cell: object) -> str:
    # A workbook keeps 15 digits of a number: the last of a NIK is lost, and neighbours look alike.
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < cell < 10**_LONG_NUMBER:
        return str(int(cell)) if cell == cell // 1 else ""
    return ""
