"""People: rows that stand in the file twice, and persons who do.

A *copy* equals an earlier row in every cell.  In a bare table of nine scores two people may well have given the same
answers, so a copy also needs a sign that it is one respondent: a time of day, or a personal cell that says
something.  A time of exactly 00:00:00 is taken for a date without a time of day, and is no such sign.

A *person* is known by an e-mail address or a number of at least 8 digits (NIK, NIP, telephone), however it is spaced.
Names and addresses do not count: many people share them.  Personal cells are compared here and never leave.

>>> from ikm.responses.evidence.people import copies, identity
>>> copies([("a@example.invalid", 3), ("a@example.invalid", 3), ("", 3)], None, [0])
{1: 0}
>>> identity("+62 812-0000-0001") == identity(81200000001.0), identity("Siti"), identity("-")
(True, None, None)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

__all__ = ["NUMBER_STARTS", "copies", "has_clock", "identity", "rows_by_person", "says_something"]

Row: TypeAlias = "Sequence[object]"

_IDENTITY_DIGITS = 8
_LONG_NUMBER = 15
_PUNCTUATION = dict.fromkeys(map(ord, " +().'-\t\n\r\N{NO-BREAK SPACE}"))
NUMBER_STARTS = frozenset("0123456789 +('\t\n\r\N{NO-BREAK SPACE}")
"""How a cell begins that may hold somebody's number."""


def copies(cells: Sequence[Row], times: Sequence[datetime | None] | None, personal: Sequence[int]) -> dict[int, int]:
    """Map each later copy of a row to the row it repeats, both by index.

    Parameters
    ----------
    cells : sequence of sequence
        The whole rows, in the order of the file.
    times : sequence of datetime or None, optional
        When each row was sent.
    personal : sequence of int
        Columns that tell one person from another.
    """
    if times is None and not personal:
        return {}
    first: dict[tuple[object, ...], int] = {}
    met = first.setdefault
    found = {index: earlier for index, row in enumerate(cells) if (earlier := met(tuple(row), index)) != index}

    def one_respondent(index: int) -> bool:
        moment = times[index] if times is not None else None
        if moment is not None and has_clock(moment):
            return True
        return any(says_something(cells[index][column]) for column in personal if column < len(cells[index]))

    return {later: earlier for later, earlier in found.items() if one_respondent(later)}


def has_clock(moment: datetime) -> bool:
    """Tell a moment from a date without a time of day, which is read as midnight."""
    return bool(moment.hour or moment.minute or moment.second)


def says_something(cell: object) -> bool:
    """Tell a filled personal cell from a dash or a zero put there to get past a required question."""
    return cell is not None and sum(map(str.isalnum, str(cell))) > 2


def rows_by_person(cells: Sequence[Row], column: int, without: Collection[int] = ()) -> list[list[int]]:
    """Group the rows, by index, whose cell in a column names the same person; only groups of two and more.

    >>> rows_by_person([("a@x.id",), ("-",), ("A@X.id",)], 0)
    [[0, 2]]
    """
    first: dict[str, int] = {}
    groups: dict[int, list[int]] = {}
    for index, row in enumerate(cells):
        who = identity(row[column]) if column < len(row) else None
        if who is not None and index not in without and (earlier := first.setdefault(who, index)) != index:
            groups.setdefault(earlier, [earlier]).append(index)
    return list(groups.values())


def identity(cell: object) -> str | None:
    """Give what identifies a person, in one spelling, or none where the cell does not."""
    if isinstance(cell, str) and "@" in cell:
        return cell.strip().casefold()
    digits = _digits(cell)
    if len(digits) < _IDENTITY_DIGITS or digits.count(digits[0]) == len(digits):
        return None
    # 62812…, 0812… and 812… (a workbook drops the nought) are one telephone.
    return digits.removeprefix("62").lstrip("0") if len(digits) < _LONG_NUMBER else digits


def _digits(cell: object) -> str:
    if isinstance(cell, str):
        if cell.isdecimal():
            return cell
        digits = cell.translate(_PUNCTUATION) if cell[:1] in NUMBER_STARTS else ""
        return digits if digits.isdecimal() else ""
    # A workbook keeps 15 digits of a number: the last of a NIK is lost, and neighbours look alike.
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < cell < 10**_LONG_NUMBER:
        return str(int(cell)) if cell == cell // 1 else ""
    return ""
