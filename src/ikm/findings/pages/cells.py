"""Cells: a small picture of a few cells of a sheet, those that are at fault marked.

The values are made up.  A picture knows the letters and the row numbers a spreadsheet shows beside it, so that what is
drawn of it, on a terminal or a page, has the addresses a message names.

>>> cells = Cells.of({"at": "G1", "rows": [["U1", "U2"], ["Sesuai", "5"]], "marked": ["H2"]}, "id")
>>> cells.letters, cells.numbers
(('G', 'H'), (1, 2))
>>> [cells.is_marked(1, column) for column in range(2)]
[False, True]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.findings.showing import column_letter, column_position

if TYPE_CHECKING:
    from ikm.findings.words import Language

__all__ = ["Cells", "in_language"]

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")
_NAMES = {"at", "rows", "marked"}


@dataclass(frozen=True, slots=True)
class Cells:
    """A few cells of a sheet.

    Parameters
    ----------
    column : int
        The place of the first column, from 0.
    row : int
        The number of the first row, as the sheet has it.
    rows : tuple of tuple of str
        What stands in the cells; every row has as many.
    marked : tuple of str
        The addresses of those that are at fault.
    """

    column: int
    row: int
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[str, ...]

    @classmethod
    def of(cls, entry: object, lang: Language) -> Cells:
        """Read a picture as data has it, in a language; one that is not written as it must be is a mistake of ours."""
        if not isinstance(entry, Mapping) or not _NAMES >= set(entry) >= {"at", "rows"}:
            raise ValueError(f"A picture has at, rows and marked, and nothing else; it is {entry!r}.")
        first = _place(entry["at"])
        rows = entry["rows"]
        if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
            raise ValueError(f"The rows of a picture are lists of cells; they are {rows!r}.")
        if len({len(row) for row in rows}) > 1:
            raise ValueError(f"Every row of a picture has as many cells; they are {rows!r}.")
        made = cls(*first, tuple(tuple(in_language(cell, lang) for cell in row) for row in rows), _marked(entry))
        for address in made.marked:
            column, row = _place(address)
            if not (column_letter(column) in made.letters and row in made.numbers):
                raise ValueError(f"{address} is marked, and stands outside the picture.")
        return made

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the columns."""
        return tuple(column_letter(self.column + place) for place in range(len(self.rows[0])))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows."""
        return tuple(range(self.row, self.row + len(self.rows)))

    @property
    def stretches(self) -> tuple[str, ...]:
        """The addresses of the marked cells, those side by side as one stretch, as a spreadsheet writes it.

        >>> Cells(0, 1, (("3", "3", "4"), ("4", "", "3")), ("A1", "B1", "C2")).stretches
        ('A1:B1', 'C2')
        """
        found: list[list[str]] = []
        for row, number in enumerate(self.numbers):
            last = None
            for column, letter in enumerate(self.letters):
                if self.is_marked(row, column):
                    if last == column - 1 and last is not None:
                        found[-1][1:] = [f"{letter}{number}"]
                    else:
                        found.append([f"{letter}{number}"])
                    last = column
        return tuple(":".join(stretch) for stretch in found)

    def is_marked(self, row: int, column: int) -> bool:
        """Tell whether a cell is at fault, by its place in the picture, from 0."""
        return f"{self.letters[column]}{self.numbers[row]}" in self.marked


def in_language(text: object, lang: Language) -> str:
    """Give a text in a language: one that stands in both is the same in each."""
    if isinstance(text, Mapping):
        if set(text) != {"id", "en"}:
            raise ValueError(f"A text stands in id and en; it is {text!r}.")
        text = text[lang]
    if not isinstance(text, str):
        raise TypeError(f"A text stands in quotes; it is {text!r}.")
    return text


def _place(address: object) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    if found is None:
        raise ValueError(f"An address is letters and a number, such as H2; it is {address!r}.")
    return column_position(found[1]), int(found[2])


def _marked(entry: Mapping[str, object]) -> tuple[str, ...]:
    marked = entry.get("marked", [])
    if not isinstance(marked, list) or len(set(marked)) < len(marked):
        raise ValueError(f"Marked is a list of addresses, each once; it is {marked!r}.")
    return tuple(marked)
