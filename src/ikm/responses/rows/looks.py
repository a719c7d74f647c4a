"""Looks: what each row below the header is, told from most rows at once.

>>> from ikm.columns import map_columns
>>> from ikm.sources import Table
>>> head = ["No", "Persyaratan", "Prosedur", "Waktu"]
>>> rows = [[1, 4, 3, 4], [2, 3, 3, 4], ["Jumlah", 7, 6, 8]]
>>> look = Look.at(Table.of_rows(rows), head, map_columns(head), csv=False)
>>> [look.judge(rows[place], place) for place in sorted(look.doubtful)]
[('respondent', None), ('not_respondents', 'row-summary')]
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.answers import normalise
from ikm.findings import display
from ikm.responses.rows.marks import added
from ikm.responses.rows.names import filled
from ikm.responses.rows.subheadings import is_line_below, second_headings
from ikm.responses.rows.totals import summary_rows
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell, Table

__all__ = ["Look", "comparable"]

_FATES = {"row-off-scale": "refused"}
"""A row of figures nobody can tell stops scoring; the others set apart are no respondents."""


def comparable(cell: Cell) -> str:
    """Make a heading and a cell that repeats it comparable."""
    return normalise(cell) if isinstance(cell, str) else display(cell)


def _blank_or_heading(table: Table, head: Sequence[Cell], asked: Sequence[int]) -> set[int]:
    """Find the rows without any answer, and those in which most answers are the headings again."""
    if not asked:
        return set()
    answered = added([table.columns[i].marks(filled) for i in asked], most=1)
    found = set(positions(answered, 0))
    again = {i: comparable(head[i]) for i in asked}
    repeats = [
        table.columns[i].marks(lambda cell, i=i: isinstance(cell, str) and comparable(cell) == again[i])  # type: ignore[misc]
        for i in asked
    ]
    repeats = [marks for marks in repeats if 1 in marks]
    if 2 * len(repeats) > len(asked):
        found.update(row for row, several in enumerate(added(repeats)) if 2 * several > len(asked))
    return found


@dataclass(frozen=True)
class Look:
    """How to tell respondents from other rows: most at once, column by column, the rest by a close look.

    ``doubtful`` holds the places of rows that give a reason to look closer; ``apart`` the codes of those that are sums,
    means or stand below the table; ``headings`` is how many rows belong to the header.
    """

    asked: tuple[int, ...]
    head: tuple[Cell, ...]
    doubtful: frozenset[int]
    apart: Mapping[int, str]
    headings: int
    longer: int
    only_blanks_beyond: bool
    csv: bool

    @classmethod
    def at(cls, table: Table, head: Sequence[Cell], columns: ColumnMap, *, csv: bool) -> Look:
        """Look at all rows below a header, of a table with at least as many columns as the header."""
        asked = columns.of_role("element")
        headings = second_headings(table.rows, columns) if asked else 0
        apart: dict[int, str] = {}
        for start, stop in itertools.pairwise([0, *table.starts, len(table)]):
            # Every sheet has totals and notes of its own.
            part = summary_rows(table if stop - start == len(table) else table.part(start, stop), columns)
            apart |= {start + place: code for place, code in part.items()}
        # The first row may be a second line of the header.
        doubtful = {*range(headings + 1), *apart} if asked else set(range(len(table)))
        others = table.other_widths()
        longer = [cells[len(head) :] for cells in others.values() if len(cells) > len(head)]
        doubtful |= others.keys()
        filled_beyond = any(map(filled, itertools.chain(*longer)))
        if table.width > len(head):
            marks = added([column.marks(filled) for column in table.columns[len(head) : table.width]], most=1)
            doubtful.update(positions(marks, 1))
            filled_beyond = filled_beyond or 1 in marks
        elif table.width < len(head) and csv:
            doubtful.update(range(len(table)))
        ordinary = table.padded + (len(table) - len(others) if table.width > len(head) else 0)
        doubtful |= _blank_or_heading(table, head, asked)
        return cls(
            asked=asked,
            head=tuple(head),
            doubtful=frozenset(doubtful.intersection(range(len(table)))),
            apart=apart,
            headings=headings,
            longer=len(longer) + ordinary if csv else 0,
            only_blanks_beyond=csv and len(longer) + ordinary > 0 and not filled_beyond,
            csv=csv,
        )

    def judge(self, row: Sequence[Cell], place: int) -> tuple[str, str | None]:
        """Look closely: what becomes of the row at a place, and the code of the finding about it."""
        if not any(map(filled, row)):
            return "blank", None
        if place < self.headings or (place == self.headings and is_line_below(row, self.asked)):
            return "not_respondents", "row-under-header"
        width = len(row)
        repeated = sum(
            1
            for i in self.asked
            if i < width and isinstance(row[i], str) and comparable(row[i]) == comparable(self.head[i])
        )
        if repeated * 2 > len(self.asked):
            return "not_respondents", "row-repeated-header"
        if place in self.apart:
            return _FATES.get(self.apart[place], "not_respondents"), self.apart[place]
        wrong = self._wrong_length(row)
        return ("refused", wrong) if wrong else ("respondent", None)

    def _wrong_length(self, row: Sequence[Cell]) -> str | None:
        """Give the code of a row whose cells may have moved."""
        if self.csv and len(row) < len(self.head) and not self._is_note(row):
            return "row-too-short"
        if not self.only_blanks_beyond and any(map(filled, row[len(self.head) :])):
            return "row-too-long"
        return None

    def _is_note(self, row: Sequence[Cell]) -> bool:
        """Tell whether a short row is a note below the table, such as a source: one text, left of all answers."""
        cells = [(i, cell) for i, cell in enumerate(row) if filled(cell)]
        if len(cells) != 1 or cells[0][0] >= min(self.asked, default=0):
            return False
        return isinstance(cells[0][1], str) and cells[0][1].lstrip()[:1].isalpha()
