r"""What reading gives: the cells of one sheet, as they stand, and facts about the file.

Nothing has a meaning here yet.  A cell is what the file stores: text, a number, a date, a truth value, or
nothing; and where the file holds something that is no value (an error such as ``#N/A``, a formula nobody
has calculated, two values for one address) an `Unreadable` stands in its place, so that the next stage can
name the cell if it turns out to be an answer.

>>> from ikm.sources import read
>>> sheet = read(b"U1,U2\r\n4,3\r\n\r\n2,\r\n")
>>> [list(row) for row in sheet.rows], list(sheet.numbers)
([['U1', 'U2'], ['4', '3'], ['2', '']], [1, 2, 4])
>>> sheet.facts.kind, sheet.facts.encoding, sheet.facts.delimiter
('csv', 'utf-8', ',')
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings import Finding

__all__ = ["Cell", "Facts", "Kind", "Merged", "RawSheet", "SheetFact", "SheetState", "Unreadable"]

Kind = Literal["csv", "xlsx", "xlsm", "xls", "ods", "html", "table"]
SheetState = Literal["visible", "hidden", "very hidden"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in a cell that holds no value.

    Parameters
    ----------
    kind : {"error", "formula", "double", "number"}
        An error value; a formula without a stored result; an address claimed by two cells; a number cell
        that holds no number.
    text : str
        What to show: ``#N/A``, ``=A1+1``, the values claimed, the characters stored.
    """

    kind: Literal["error", "formula", "double", "number"]
    text: str


Cell: TypeAlias = str | int | float | bool | dt.datetime | dt.date | dt.time | Unreadable | None


class SheetFact(NamedTuple):
    """One worksheet of the file: its name, whether a person sees it, and whether ikm read it."""

    name: str
    state: SheetState = "visible"
    read: bool = False


class Merged(NamedTuple):
    """Cells merged over several rows: the file's row numbers, and columns from 0; both ends are included."""

    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the file itself.

    Parameters
    ----------
    kind : {"csv", "xlsx", "xlsm", "xls", "ods", "html", "table"}
        The true type, told by the content; ``html`` for the table of a web page, ``table`` for one that was already in
        memory.
    name : str
        The file's name without its folder; empty for bytes.
    size : int
        How many bytes were parsed.
    sha256 : str
        The hash of exactly those bytes.
    encoding, delimiter : str, optional
        How a CSV file was understood.
    sheets : tuple of SheetFact
        The worksheets, in the file's order; empty for a CSV file.
    hidden_rows : int
        How many rows of the sheet are hidden, by hand or by a filter.  They are read like all others.
    decimal_comma : bool
        Whether numbers in a CSV file seem to be written ``3,5``.
    """

    kind: Kind
    name: str
    size: int
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[SheetFact, ...] = ()
    hidden_rows: int = 0
    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The cells of one sheet.

    Parameters
    ----------
    rows : sequence of sequences of cells
        Every row that holds something, each from column A; of unequal length in a CSV file.
        A blank cell is ``None`` or an empty text.
    numbers : sequence of int
        The file's own number of each row, from 1; blank rows are left out, so numbers may skip.
    sheet : str, optional
        The worksheet's name; none for a CSV file.
    findings : tuple of Finding
        What was noticed while reading.
    facts : Facts
        The file itself.
    merged : tuple of Merged
        Cells merged downwards: only the first of them holds what all of them show.
    starts : tuple of int
        Where, in ``rows``, those of a further sheet of the same form begin.
    """

    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    sheet: str | None
    findings: tuple[Finding, ...]
    facts: Facts
    merged: tuple[Merged, ...] = ()
    starts: tuple[int, ...] = ()
