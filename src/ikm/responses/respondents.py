"""Respondents: the rows of a sheet that are respondents, and what validation asks of them.

Their answers and what they say of themselves are columns of a table.  When and by whom a row was sent is asked of its
traces: of a table in memory they are found in its cells (`Held`), of a long text table they are all that is left of
cells that have passed (`ikm.responses.passing`).

A choice of respondents is a mask: one byte for each, 1 to keep and 0 to leave out.

>>> from ikm.sources import Table
>>> table = Table.of_rows([("a", 4), ("b", 3)])
>>> people = Respondents(table, bytes([1, 1]), Held(table))
>>> people.only(bytes([0, 1])).numbers, people.answers(1).counts
(array('q', [2]), {4: 1, 3: 1})
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, compress, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, overload

from ikm.answers import cell_key
from ikm.responses.arrays import chosen
from ikm.responses.evidence.copies import row_keys
from ikm.responses.evidence.people import identities, says
from ikm.responses.evidence.signs import Signs
from ikm.responses.evidence.trials import trials
from ikm.responses.times.chronology import read_times
from ikm.responses.times.stamped import Stamped
from ikm.responses.times.stamps import Stamps
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ikm.responses.arrays import Numbers
    from ikm.responses.times.chronology import Times
    from ikm.responses.times.periods import Period
    from ikm.sources import CellColumn, Table

__all__ = ["Answers", "Held", "Respondents", "Written", "answers_of"]


class Answers(NamedTuple):
    """The different cells of one column, how often each occurs, and how to write the column in one byte a row."""

    counts: Mapping[object, int]
    coded: Callable[[Mapping[object, int]], bytes]


class Traces(Protocol):
    """What the rows below a header leave of when and by whom they were sent, whatever became of their cells.

    Attributes
    ----------
    cells : collection of int
        The columns whose cells are held.
    """

    @property
    def cells(self) -> Collection[int]: ...

    def stamps(self, column: int) -> Stamps:
        """Give the times in a column."""

    def who(self, column: int) -> Numbers:
        """Give the persons that a personal column names, as numbers, 0 where none is told."""

    def says(self, column: int) -> bytes:
        """Mark the rows whose personal cell says something."""

    def keys(self) -> Numbers:
        """Give each row a number, equal for rows that are equal."""

    def rest(self, time: int, personal: Sequence[int]) -> Numbers:
        """Give each row a number, equal for rows that are equal in every cell but their time."""

    def trials(self) -> Mapping[int, Mapping[int, str]]:
        """Give the trial words of the columns that are not held: by column, the row and the word."""


class Held:
    """The traces of a table of which every cell is held."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.cells = range(len(table.columns))

    def stamps(self, column: int) -> Stamps:
        """Give the times in a column."""
        stamps = Stamps()
        stamps.take(self._table.columns[column])
        return stamps

    def who(self, column: int) -> Numbers:
        """Give the persons that a personal column names, as numbers, 0 where none is told."""
        return identities(self._table.columns[column])

    def says(self, column: int) -> bytes:
        """Mark the rows whose personal cell says something."""
        return says(self._table.columns[column])

    def keys(self) -> Numbers:
        """Give each row a number, equal for rows that are equal."""
        return row_keys(self._table.columns, self._table.other_widths())

    def rest(self, time: int, personal: Sequence[int]) -> Numbers:
        """Give each row a number, equal for rows that are equal in every cell but their time."""
        columns = [column for index, column in enumerate(self._table.columns) if index != time]
        widths = self._table.other_widths().items()
        odd = {row: (*cells[:time], *cells[time + 1 :]) for row, cells in widths}
        return row_keys(columns, odd, [self._table.columns[index] for index in personal])

    def trials(self) -> Mapping[int, Mapping[int, str]]:
        """Give no trial words: every column is held."""
        return {}


class Respondents:
    """The rows that are respondents; each method that chooses some of them gives them as another of its kind.

    Parameters
    ----------
    table : Table
        The rows below the header.
    mask : bytes
        Which of them are these respondents: 1 for each that is.
    traces : Traces
        What these rows leave of when and by whom they were sent.
    moments : Stamped, optional
        When each respondent was sent, once read.
    time : int, optional
        The column that tells.

    Attributes
    ----------
    numbers : sequence of int
        The file's row number of each.
    sheet : str, optional
        The worksheet they stand in.
    """

    def __init__(
        self, table: Table, mask: bytes, traces: Traces, moments: Stamped | None = None, time: int | None = None
    ) -> None:
        self._table, self._mask, self._traces = table, mask, traces
        self.sheet = table.sheet
        self._timed = moments is not None
        self._time = time
        self.moments = Stamped() if moments is None else moments
        numbers = table.numbers
        self.numbers: Sequence[int] = numbers if 0 not in mask else array("q", compress(numbers, mask))
        self._columns: dict[int, CellColumn] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def _column(self, index: int) -> CellColumn:
        if index not in self._columns:
            self._columns[index] = self._table.columns[index].only(self._mask)
        return self._columns[index]

    def timed(self, column: int, order: Literal["dmy", "mdy"] | None) -> tuple[Respondents, Times]:
        """Read the timestamps of a column; the respondents given back know their moments."""
        stamps, sheet = self._traces.stamps(column), self._table.sheet
        times = read_times(stamps, self._mask, self.numbers, column, sheet=sheet, order=order)
        return Respondents(self._table, self._mask, self._traces, times.values, column), times

    def inside(self, period: Period) -> tuple[bytes, list[int]]:
        """Choose those who answered within a period; also give the rows of those whose moment is not known."""
        return self.moments.within(period), [self.numbers[index] for index in self.moments.unknown()]

    def only(self, mask: bytes) -> Respondents:
        """Keep those marked 1."""
        if 0 not in mask:
            return self
        kept = bytearray(self._mask)
        for place, keep in zip(positions(self._mask, 1), mask, strict=True):
            kept[place] = keep
        moments = self.moments.only(mask) if self._timed else None
        return Respondents(self._table, bytes(kept), self._traces, moments, self._time)

    def cell(self, index: int, column: int) -> object:
        """Give the key of one cell (`ikm.answers.cell_key`)."""
        return cell_key(self._column(column)[index])

    def answers(self, column: int) -> Answers:
        """Give the different cells of an answer column."""
        return answers_of(self._column(column))

    def texts(self, column: int, write: Callable[[object], str]) -> Written:
        """Write a column about respondents as text, every different cell once."""
        held = self._column(column)
        return Written({place: write(held.cells[place]) for place in held.places()}, held.at)

    def signs(self, codes: Sequence[bytes], personal: Sequence[int], asked: Sequence[int] = ()) -> Signs:
        """Look at the rows for signs of how they were collected.

        Parameters
        ----------
        codes : sequence of bytes
            Their answers.
        personal : sequence of int
            The columns that say who they are.
        asked : sequence of int
            The columns that hold their answers, for telling what was sent again.
        """
        told = self._timed or bool(personal)
        given = [self._column(index).at for index in asked]
        time = self._time
        return Signs(
            len(self),
            codes,
            self.moments.seconds if self._timed else None,
            chosen(self._traces.keys(), self._mask) if told else None,
            {index: chosen(self._traces.who(index), self._mask) for index in personal},
            (bytes(chosen(self._traces.says(index), self._mask)) for index in personal),
            self._trials,
            rest=None if time is None else lambda: chosen(self._traces.rest(time, personal), self._mask),
            same=(lambda one, other: all(at[one] == at[other] for at in given)) if given else None,
        )

    def _trials(self) -> Mapping[int, Mapping[int, str]]:
        """Find the trial words, by column and respondent, in the order of the file."""
        met = self._traces.trials()
        rows = sorted({row for words in met.values() for row in words if self._mask[row]})
        # From each row to the next, so that many of them are no reason to count from the beginning over and over.
        between = (self._mask.count(1, before, row) for before, row in pairwise([0, *rows]))
        place = dict(zip(rows, accumulate(between), strict=True))
        found = {
            column: {place[row]: word for row, word in words.items() if row in place} for column, words in met.items()
        }
        return trials({index: self._column(index) for index in self._traces.cells}, found)


class Written(Sequence[str]):
    """A column about respondents as text, each different one held once.

    Parameters
    ----------
    texts : mapping from int to str
        The different texts by their places.
    at : bytes or array of int
        For each respondent the place of the text.
    """

    __slots__ = ("_at", "_texts")

    def __init__(self, texts: Mapping[int, str], at: bytes | array[int]) -> None:
        self._texts, self._at = texts, at

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Written: ...
    def __getitem__(self, index: int | slice) -> str | Written:
        return Written(self._texts, self._at[index]) if isinstance(index, slice) else self._texts[self._at[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self._texts.__getitem__, self._at)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Written) and (self._texts, self._at) == (other._texts, other._at):
            return True
        return isinstance(other, Sequence) and not isinstance(other, str) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # an array has none either


def answers_of(column: CellColumn) -> Answers:
    """Give the different cells of a column, and the way to code it."""
    keys = [cell_key(cell) for cell in column.cells]
    counts: dict[object, int] = {}
    for place, number in column.counts().items():
        counts[keys[place]] = counts.get(keys[place], 0) + number
    return Answers(counts, lambda code: column.recode([code.get(key, 0) for key in keys]))
