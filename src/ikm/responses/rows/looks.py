"""Looks: what each row below the header is, told from most rows at once.

>>> from ikm.columns import map_columns
>>> head = ["No", "Persyaratan", "Prosedur", "Waktu"]
>>> rows = [[1, 4, 3, 4], [2, 3, 3, 4], ["Jumlah", 7, 6, 8]]
>>> look = Look.at(rows, head, map_columns(head), csv=False)
>>> [look.judge(rows[place], place) for place in sorted(look.doubtful)]
[('respondent', None), ('not_respondents', 'row-summary')]
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.answers import is_blank, normalise
from ikm.findings import display
from ikm.responses.rows.headings import is_line_below, second_headings
from ikm.responses.rows.totals import summary_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell

__all__ = ["Look", "comparable"]

_FATES = {"row-off-scale": "refused"}
"""A row of figures nobody can tell stops scoring; the others set apart are no respondents."""


def comparable(cell: Cell) -> str:
    """Make a heading and a cell that repeats it comparable."""
    return normalise(cell) if isinstance(cell, str) else display(cell)


def _gives_reason(cell: Cell, heading: Cell) -> bool:
    """Tell whether an answer is a reason to look at its row: it is blank, or the heading again."""
    return is_blank(cell) or (isinstance(cell, str) and comparable(cell) == comparable(heading))


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
    def at(
        cls,
        rows: Sequence[Sequence[Cell]],
        head: Sequence[Cell],
        columns: ColumnMap,
        *,
        csv: bool,
        numbers: Sequence[int] | None = None,
        starts: Sequence[int] = (),
    ) -> Look:
        """Look at all rows below a header."""
        asked = tuple(c.index for c in columns.columns if c.role == "element")
        headings = second_headings(rows, columns) if asked else 0
        apart: dict[int, str] = {}
        for begin, end in itertools.pairwise([0, *starts, len(rows)]):  # every sheet has totals and notes of its own
            part = summary_rows(rows[begin:end], columns, numbers and numbers[begin:end])
            apart |= {begin + place: code for place, code in part.items()}
        # The first row may be a second line of the header.
        doubtful = {*range(headings + 1), *apart} if asked else set(range(len(rows)))
        if rows and set(map(len, rows)) != {len(head)}:
            doubtful.update(place for place, row in enumerate(rows) if len(row) != len(head))
        told = frozenset(asked)
        for i, column in enumerate(itertools.zip_longest(*rows)):
            odd = {c for c in set(column) if _gives_reason(c, head[i])} if i in told else ()
            doubtful.update(place for place, cell in enumerate(column if odd else ()) if cell in odd)
        beyond = [row[len(head) :] for row in rows if len(row) > len(head)] if csv else []
        return cls(
            asked=asked,
            head=tuple(head),
            doubtful=frozenset(doubtful.intersection(range(len(rows)))),
            apart=apart,
            headings=headings,
            longer=len(beyond),
            only_blanks_beyond=bool(beyond) and all(is_blank(cell) for extra in beyond for cell in extra),
            csv=csv,
        )

    def judge(self, row: Sequence[Cell], place: int) -> tuple[str, str | None]:
        """Look closely: what becomes of the row at a place, and the code of the finding about it."""
        if all(map(is_blank, row)):
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
        if not self.only_blanks_beyond and any(not is_blank(cell) for cell in row[len(self.head) :]):
            return "row-too-long"
        return None

    def _is_note(self, row: Sequence[Cell]) -> bool:
        """Tell whether a short row is a note below the table, such as a source: one text, left of all answers."""
        filled = [(i, cell) for i, cell in enumerate(row) if not is_blank(cell)]
        if len(filled) != 1 or filled[0][0] >= min(self.asked, default=0):
            return False
        return isinstance(filled[0][1], str) and filled[0][1].lstrip()[:1].isalpha()
