"""Respondents: the rows of a sheet that are respondents, and what validation asks of them.

`Respondents` is what `ikm.responses.validation` works with, whatever holds the rows.  `RowRespondents` holds them as
rows of cells, as a workbook or a frame gives them.  A large CSV file is held by columns instead
(`ikm.responses.streaming`), so that it takes little memory; it answers the same questions with the same answers.

A choice of respondents is a mask: one byte for each, 1 to keep and 0 to leave out.

>>> from ikm.responses.respondents import RowRespondents
>>> from ikm.sources import Table
>>> people = RowRespondents(Table.of_rows([("a", 4), ("b", 3)]), bytes([1, 1]))
>>> people.only(bytes([0, 1])).numbers, people.answers(1).counts
([2], {4: 1, 3: 1})
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from ikm.answers import cell_key
from ikm.responses.evidence.people import copies
from ikm.responses.evidence.signs import RowSigns
from ikm.responses.times.columns import read_times, within
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from ikm.responses.evidence.signs import Signs
    from ikm.responses.times.columns import Times
    from ikm.responses.times.periods import Period
    from ikm.sources import Cell, Column, Table

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


class RowRespondents:
    """Respondents of a table in memory.

    Parameters
    ----------
    table : Table
        The rows below the header.
    mask : bytes
        Which of them are these respondents: 1 for each that is.
    moments : sequence of datetime or None
        When each was sent, once read.
    """

    def __init__(self, table: Table, mask: bytes, moments: Sequence[datetime | None] = ()) -> None:
        self._table = table
        self._mask = mask
        self.moments = moments
        self.numbers: Sequence[int] = table.numbers if 0 not in mask else list(compress(table.numbers, mask))
        self._columns: dict[int, Column] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def _column(self, index: int) -> Column:
        if index not in self._columns:
            self._columns[index] = self._table.columns[index].only(self._mask)
        return self._columns[index]

    def timed(
        self, column: int, sheet: str | None, order: Literal["dmy", "mdy"] | None
    ) -> tuple[RowRespondents, Times]:
        """Read the timestamps of a column; the respondents given back know their moments."""
        stamps = read_times(list(self._column(column)), self.numbers, column, sheet=sheet, order=order)
        return RowRespondents(self._table, self._mask, stamps.values), stamps

    def inside(self, period: Period) -> tuple[bytes, list[int]]:
        """Choose those who answered within a period; also give the rows of those whose moment is not known."""
        unknown = [number for number, moment in zip(self.numbers, self.moments, strict=True) if moment is None]
        return within(self.moments, period), unknown

    def _rows(self) -> list[tuple[Cell, ...]]:
        return list(zip(*(self._column(index) for index in range(len(self._table.columns))), strict=True))

    def copies(self, personal: Sequence[int]) -> Iterable[int]:
        """Give the indices of later copies of a row."""
        return copies(self._rows(), self.moments or None, personal)

    def only(self, mask: bytes) -> RowRespondents:
        """Keep those marked 1."""
        if 0 not in mask:
            return self
        kept = bytearray(self._mask)
        for place, keep in zip(positions(self._mask, 1), mask, strict=True):
            kept[place] = keep
        return RowRespondents(self._table, bytes(kept), list(compress(self.moments, mask)))

    def cell(self, index: int, column: int) -> object:
        """Give the key of one cell."""
        return cell_key(self._column(column)[index])

    def answers(self, column: int) -> Answers:
        """Give the different cells of an answer column."""
        return answers_of(self._column(column))

    def texts(self, column: int, write: Callable[[object], str]) -> list[str]:
        """Write a column about respondents as text, every distinct cell once."""
        held = self._column(column)
        texts = {place: write(held.cells[place]) for place in held.places()}
        return list(map(texts.__getitem__, held.at))

    def signs(self, codes: Sequence[bytes], personal: Sequence[int]) -> RowSigns:
        """Look at the rows for signs of how they were collected."""
        return RowSigns(self._rows(), zip(*codes, strict=True), self.moments or None, personal)


def answers_of(column: Column) -> Answers:
    """Give the different cells of a column, and the way to code it."""
    keys = [cell_key(cell) for cell in column.cells]
    counts = {keys[place]: number for place, number in column.counts().items()}
    return Answers(counts, lambda code: column.recode([code.get(key, 0) for key in keys]))
