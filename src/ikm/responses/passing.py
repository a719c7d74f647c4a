"""Passing: the blocks of a large text table, held by columns while they pass.

A file of a million rows is read once, block by block, in little memory.  What its columns are is known from its first
rows, so each is held as its role asks:

- answers, groups, and columns compared with them: whole, as a `CellColumn`;
- times: as days and times of day (`ikm.responses.times`);
- personal cells: as hashes that tell one person from another, and nothing that names one;
- everything else: as an outline (`ikm.responses.outlines`), with the trial words in it.

Each row has a hash of all its cells, by which copies are known.  Rows that may be no respondents (of another width,
with large figures or the name of a total, the first and the last) are kept whole, so that they can be judged as in a
small table.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import deque
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ikm.answers import is_blank
from ikm.responses.evidence.beginnings import TrialColumn
from ikm.responses.evidence.hashes import PersonColumn, RowHashes
from ikm.responses.outlines import Outline
from ikm.responses.rows.arithmetic import beyond
from ikm.responses.rows.headers import SAMPLED
from ikm.responses.rows.names import number
from ikm.responses.times.stamps import Stamps
from ikm.sources import CellColumn, Table
from ikm.sources.texts import Grid, Vocabulary, no_room, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from ikm.findings import Finding
    from ikm.responses.rows.headers import Header
    from ikm.sources import Cell, Facts, Limits, LongText
    from ikm.sources.texts import Rows

    Numbers = npt.NDArray[np.int64]

__all__ = ["Passed", "hold"]

_LAST = 500
"""So many of the last rows are kept whole: totals, notes and signatures stand there."""
_CELL_BYTES = 80
"""What a cell of a row kept whole takes."""


class _Held:
    """A column whose cells are held, each different one once."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._parts: list[npt.NDArray[np.unsignedinteger]] = []
        self._large = np.zeros(0, bool)
        self._rows = 0
        self.last: Numbers = np.zeros(0, np.int64)

    @property
    def texts(self) -> list[str]:
        """The different cells."""
        return self._vocabulary.texts

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._rows * CellColumn.width(len(self.texts)) + self._vocabulary.size

    def take(self, cells: Sequence[str]) -> None:
        self._hold(np.fromiter(map(self._vocabulary.add, cells), np.int64, len(cells)))

    def take_grid(self, grid: Grid, column: int) -> None:
        found = self._vocabulary.take_grid(grid, column)
        odd = [self._vocabulary.add(cells[column] if column < len(cells) else "") for _, cells in grid.odd]
        self._hold(grid.woven(found, odd))

    def _hold(self, found: Numbers) -> None:
        self.last = found
        self._rows += len(found)
        self._parts.append(found.astype(f"u{CellColumn.width(len(self.texts))}"))

    def large(self) -> npt.NDArray[np.bool_] | None:
        """Mark the rows taken last whose cell is a figure that is no answer on any scale; none where none is met."""
        more = [beyond(number(text)) for text in self.texts[len(self._large) :]]
        if more:
            self._large = np.append(self._large, np.array(more, bool))
        return self._large[self.last] if self._large.any() else None

    def column(self) -> CellColumn:
        return CellColumn.placed(cast("list[Cell]", self.texts), stacked(self._parts, np.uint8))


class Passed:
    """What is left of the rows of a large text table when all blocks have passed.

    Attributes
    ----------
    table : Table
        The rows below the header; columns that are not held are outlines.
    cells : frozenset of int
        The columns that are held.
    """

    def __init__(self, table: Table, passing: _Passing) -> None:
        self.table = table
        self.cells = frozenset(passing.held)
        self._stamps = passing.stamps
        self._people = passing.people
        self._trials = {index: column.words for index, column in passing.trials.items()}
        self._hashes = passing.hashes

    def stamps(self, column: int) -> Stamps:
        """Give the times."""
        if self._stamps is None:
            raise AssertionError(f"column {column} holds no times")
        return self._stamps

    def who(self, column: int) -> Numbers:
        """Give the persons that a column names, as numbers."""
        return self._people[column].identities()

    def says(self, column: int) -> bytes:
        """Mark the rows whose personal cell says something."""
        return self._people[column].says()

    def keys(self) -> Numbers:
        """Give each row a number, equal for rows that are equal."""
        return self._hashes.hashes()

    def rest(self, time: int, personal: Sequence[int]) -> Numbers:
        """Give each row a number, equal for rows that are equal in every cell but their time."""
        del time, personal  # known from the header on
        return self._hashes.rest()

    def trials(self) -> Mapping[int, Mapping[int, str]]:
        """Give the trial words of columns that are not held: by column, the row and the word."""
        return self._trials


def hold(long: LongText, heading: Header, kept: Sequence[int]) -> Passed:
    """Let the blocks pass, and hold what is needed of them.

    Parameters
    ----------
    long : LongText
        The file.
    heading : Heading
        Its header, and what each column is.
    kept : sequence of int
        The columns about respondents.
    """
    passing = _Passing(heading, kept, long.limits)
    first = heading.place + 1
    with closing(long.blocks(len(heading.cells), tuple(passing.held))) as blocks:
        for block in blocks:
            if isinstance(block, Grid):
                passing.take_grid(block)
            else:
                passing.take_rows(block, first)
            first = 0
    return Passed(passing.table(long.facts(), long.findings()), passing)


class _Passing:
    """What is gathered while the blocks pass."""

    def __init__(self, heading: Header, kept: Sequence[int], limits: Limits) -> None:
        columns = heading.columns
        roles = {column.index: column.role for column in columns.columns}
        self._width = len(heading.cells)
        self._asked = [index for index, role in roles.items() if role == "element"]
        self.held = {index: _Held() for index in sorted({*self._asked, *kept, *columns.compared})}
        self.stamps = None if columns.timestamp is None else Stamps()
        self._stamp = columns.timestamp
        self.people = {index: PersonColumn() for index, role in roles.items() if role == "personal"}
        self._outlines = {
            column.index: Outline(column.header, timed=column.role == "timestamp")
            for column in columns.columns
            if column.index not in self.held
        }
        self.trials = {index: TrialColumn() for index in self._outlines}
        self.hashes = RowHashes(self._width, columns.timestamp if self.people else None)
        self._labelled = [i for i in self._outlines if roles[i] not in {"element", "comment"}]
        self._numbers: list[Numbers] = []
        self._exact: dict[int, tuple[Cell, ...]] = {}
        self._padded = 0
        self._rows = 0
        self._last: deque[tuple[int, Grid | Sequence[Sequence[str]]]] = deque()
        self._limits = limits

    def _columns(self, index: int) -> Iterator[Any]:
        """Give what holds a column."""
        if index in self.held:
            yield self.held[index]
        else:
            yield self._outlines[index]
            yield self.trials[index]
        if index in self.people:
            yield self.people[index]
        if index == self._stamp:
            yield self.stamps

    def take_rows(self, block: Rows, first: int) -> None:
        """Take a block cut by the csv module, from a row on."""
        rows, width = block.rows[first:], self._width
        if not rows:
            return
        nothing = [""] * width
        for place, row in enumerate(rows):
            if len(row) > width and all(map(is_blank, row[width:])):
                rows[place] = row[:width]
                self._padded += 1
        cells = [row[:width] if len(row) >= width else [*row, *nothing[len(row) :]] for row in rows]
        for index, column in enumerate(zip(*cells, strict=True)):
            for holder in self._columns(index):
                holder.take(column)
        self.hashes.take(rows, {index: held.last for index, held in self.held.items()})
        for place, row in enumerate(rows):
            if len(row) != width or self._rows + place < SAMPLED:
                self._exact[self._rows + place] = tuple(row)
        self._taken(rows, np.asarray(block.numbers[first:], np.int64))

    def take_grid(self, grid: Grid) -> None:
        """Take a block cut by numpy."""
        for index in range(self._width):
            for holder in self._columns(index):
                holder.take_grid(grid, index)
        self.hashes.take_grid(grid, {index: held.last for index, held in self.held.items()})
        for place, cells in grid.odd:
            self._exact[self._rows + place] = tuple(cells)
        self._padded += grid.padded
        self._taken(grid, grid.numbers)

    def _taken(self, block: Grid | Sequence[Sequence[str]], numbers: Numbers) -> None:
        for place in self._remarkable(len(numbers)):
            self._exact.setdefault(self._rows + place, _row(block, place))
        self._numbers.append(numbers.astype(np.int32))
        self._last.append((self._rows, block))
        self._rows += len(numbers)
        while len(self._last) > 1 and self._rows - self._last[1][0] >= _LAST:
            self._last.popleft()
        self._check_room()

    def _remarkable(self, rows: int) -> list[int]:
        """Find in the block taken last the rows with many large figures, or with what may be the name of a total."""
        figures = np.zeros(rows, np.int64)
        for index in self._asked:
            if (large := self.held[index].large()) is not None:
                figures += large
        found = (figures > 0) & (3 * figures >= len(self._asked))
        for index in self._labelled:
            if labels := self._outlines[index].labels:
                found |= np.isin(self._outlines[index].last, list(labels))
        places: list[int] = np.flatnonzero(found).tolist()
        return places

    def _check_room(self) -> None:
        size = sum(held.size for held in self.held.values()) + sum(person.size for person in self.people.values())
        size += self.hashes.size + (0 if self.stamps is None else self.stamps.size)
        size += self._rows * (4 + len(self._outlines))
        size += len(self._exact) * self._width * _CELL_BYTES
        # What is computed from it at the end takes as much again.
        if 2 * size > self._limits.memory:
            raise no_room(self._limits)

    def table(self, facts: Facts, findings: tuple[Finding, ...]) -> Table:
        """Give the rows held."""
        for before, block in self._last:
            rows = len(block)
            for place in range(max(0, self._rows - _LAST - before), rows):
                self._exact.setdefault(before + place, _row(block, place))
        self._last.clear()
        numbers = stacked(self._numbers, np.int32)
        first, last = (int(numbers[0]), int(numbers[-1])) if len(numbers) else (1, 0)
        whole = last - first + 1 == len(numbers)
        columns: dict[int, _Held | Outline] = {**self.held, **self._outlines}
        return Table(
            tuple(columns[index].column() for index in range(self._width)),
            range(first, last + 1) if whole else array("i", numbers.tobytes()),
            None,
            findings,
            facts,
            exact=self._exact,
            padded=self._padded,
        )


def _row(block: Grid | Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    """Give the cells of a row, by its place among all rows of a block."""
    if not isinstance(block, Grid):
        return tuple(block[place])
    before = bisect_left(block.odd, place, key=itemgetter(0))
    if before < len(block.odd) and block.odd[before][0] == place:
        return tuple(block.odd[before][1])
    return tuple(block.row(place - before))
