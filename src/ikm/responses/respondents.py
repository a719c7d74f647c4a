"""Respondents: the rows of a sheet that are respondents, and what validation asks of them.

`Respondents` is what `ikm.responses.validation` works with, whatever holds the rows.  `RowRespondents` holds them as
rows of cells, as a workbook or a frame gives them.  A large CSV file is held by columns instead
(`ikm.responses.streaming`), so that it takes little memory; it answers the same questions with the same answers.

A choice of respondents is a mask: one byte for each, 1 to keep and 0 to leave out.

>>> from ikm.responses.respondents import RowRespondents
>>> people = RowRespondents([("a", 4), ("b", 3)], [2, 3])
>>> people.only(bytes([0, 1])).numbers, people.answers(1).counts
([3], Counter({4: 1, 3: 1}))
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from ikm.answers import cell_key
from ikm.responses.evidence.copies import row_keys
from ikm.responses.evidence.people import identities, says
from ikm.responses.evidence.signs import Signs
from ikm.responses.evidence.trials import trials
from ikm.responses.streaming.columns import CellColumn
from ikm.responses.times.columns import read_times, within
from ikm.responses.times.moments import second_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from ikm.responses.times.columns import Times
    from ikm.responses.times.periods import Period
    from ikm.sources import Cell

__all__ = ["Answers", "Respondents", "RowRespondents", "answers_of"]


class Answers(NamedTuple):
    """The different cells of one column, how often each occurs, and how to write the column in one byte a row."""

    counts: Mapping[object, int]
    coded: Callable[[Mapping[object, int]], bytes]


class Respondents(Protocol):
    """The rows that are respondents; each method that chooses some of them gives them as another of its kind."""

    @property
    def numbers(self) -> Sequence[int]:
        """The file's row number of each."""

    @property
    def moments(self) -> Sequence[datetime | None]:
        """When each was sent; empty as long as no timestamps have been read."""

    def __len__(self) -> int:
        """How many there are."""

    def timed(self, column: int, sheet: str | None, order: Literal["dmy", "mdy"] | None) -> tuple[Respondents, Times]:
        """Read the timestamps of a column; the respondents given back know their moments."""

    def inside(self, period: Period) -> tuple[bytes, Sequence[int]]:
        """Choose those who answered within a period; also give the rows of those whose moment is not known."""

    def copies(self, personal: Sequence[int]) -> Iterable[int]:
        """Give the indices of later copies of a row."""

    def only(self, mask: bytes) -> Respondents:
        """Keep those marked 1."""

    def cell(self, index: int, column: int) -> object:
        """Give the key of one cell (`ikm.answers.cell_key`)."""

    def answers(self, column: int) -> Answers:
        """Give the different cells of an answer column."""

    def texts(self, column: int, write: Callable[[object], str]) -> Sequence[str]:
        """Write a column about respondents as text, every distinct cell once."""

    def signs(self, codes: Sequence[bytes], personal: Sequence[int]) -> Signs:
        """Look at the rows for signs of how they were collected; ``codes`` holds their answers."""


@dataclass(frozen=True)
class RowRespondents:
    """Respondents held as rows of cells.

    Parameters
    ----------
    rows : sequence of sequence of cells
        Their rows; one too short for a column is blank there.
    numbers : sequence of int
        The file's row numbers.
    moments : sequence of datetime or None
        When each was sent, once read.
    """

    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    moments: Sequence[datetime | None] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def _column(self, index: int) -> list[Cell]:
        try:
            return [row[index] for row in self.rows]
        except IndexError:
            return [row[index] if index < len(row) else None for row in self.rows]

    def timed(
        self, column: int, sheet: str | None, order: Literal["dmy", "mdy"] | None
    ) -> tuple[RowRespondents, Times]:
        """Read the timestamps of a column; the respondents given back know their moments."""
        stamps = read_times(self._column(column), self.numbers, column, sheet=sheet, order=order)
        return RowRespondents(self.rows, self.numbers, stamps.values), stamps

    def inside(self, period: Period) -> tuple[bytes, list[int]]:
        """Choose those who answered within a period; also give the rows of those whose moment is not known."""
        unknown = [number for number, moment in zip(self.numbers, self.moments, strict=True) if moment is None]
        return within(self.moments, period), unknown

    def copies(self, personal: Sequence[int]) -> Iterable[int]:
        """Give the indices of later copies of a row."""
        return self.signs((), personal).copies

    def only(self, mask: bytes) -> RowRespondents:
        """Keep those marked 1."""
        if 0 not in mask:
            return self
        kept = list(compress(self.rows, mask)), list(compress(self.numbers, mask)), list(compress(self.moments, mask))
        return RowRespondents(*kept)

    def cell(self, index: int, column: int) -> object:
        """Give the key of one cell."""
        row = self.rows[index]
        return cell_key(row[column] if column < len(row) else None)

    def answers(self, column: int) -> Answers:
        """Give the different cells of an answer column."""
        return answers_of(self._column(column))

    def texts(self, column: int, write: Callable[[object], str]) -> list[str]:
        """Write a column about respondents as text, every distinct cell once."""
        cells = self._column(column)
        if bool in set(map(type, cells)):
            return [write(cell) for cell in cells]
        texts = {cell: write(cell) for cell in set(cells)}
        return list(map(texts.__getitem__, cells))

    def signs(self, codes: Sequence[bytes], personal: Sequence[int]) -> Signs:
        """Look at the rows for signs of how they were collected."""
        width = max(map(len, self.rows), default=0)
        columns = [CellColumn.of(self._column(index)) for index in range(width)]
        exact = {place: row for place, row in enumerate(self.rows) if len(row) < width}
        return Signs(
            len(self),
            codes,
            array("q", map(second_of, self.moments)) if self.moments else None,
            row_keys(columns, exact) if self.moments or personal else None,
            {index: identities(columns[index]) if index < width else bytes(len(self)) for index in personal},
            (says(columns[index]) for index in personal if index < width),
            lambda: trials(dict(enumerate(columns))),
        )


def answers_of(cells: Sequence[Cell]) -> Answers:
    """Give the different cells of a column in memory, and the way to code it."""
    # Python holds True equal to 1, so truth values need keys of their own.
    countable = [cell_key(cell) for cell in cells] if bool in set(map(type, cells)) else cells
    return Answers(Counter(countable), lambda code: bytes(map(code.__getitem__, countable)))
