r"""What reading gives: the cells of one sheet by columns, as they stand, and facts about the file.

Nothing has a meaning here yet.  A cell is what the file stores: text, a number, a date, a truth value, or
nothing; and where the file holds something that is no value (an error such as ``#N/A``, a formula nobody
has calculated, two values for one address) an `Unreadable` stands in its place, so that the next stage can
name the cell if it turns out to be an answer.

>>> from ikm.sources import read
>>> table = read(b"U1,U2\r\n4,3\r\n\r\n2,\r\n4,3\r\n")
>>> [list(row) for row in table.rows], list(table.numbers)
([['U1', 'U2'], ['4', '3'], ['2', ''], ['4', '3']], [1, 2, 4, 5])
>>> table.columns[0].cells, table.columns[0].at
(['U1', '4', '2'], b'\x00\x01\x02\x01')
>>> table.facts.kind, table.facts.encoding, table.facts.delimiter
('csv', 'utf-8', ',')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from ikm.sources.columns import CellColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ikm.findings import Finding
    from ikm.sources.columns import Cell

__all__ = [
    "IN_MEMORY",
    "Facts",
    "Kind",
    "Merged",
    "RowView",
    "SheetFact",
    "SheetState",
    "Table",
    "columns_of",
]

Kind = Literal["csv", "xlsx", "xlsm", "xls", "ods", "html", "table"]
SheetState = Literal["visible", "hidden", "very hidden"]


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


class RowView(Sequence[tuple["Cell", ...]]):
    """Rows of a table, each made when it is asked for; ``among`` tells which, ``exact`` holds some as they are."""

    __slots__ = ("_among", "_columns", "_exact")

    def __init__(
        self, columns: Sequence[CellColumn], exact: Mapping[int, tuple[Cell, ...]], among: Sequence[int]
    ) -> None:
        self._columns, self._exact, self._among = columns, exact, among

    def __len__(self) -> int:
        return len(self._among)

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> RowView: ...
    def __getitem__(self, place: int | slice) -> tuple[Cell, ...] | RowView:
        if isinstance(place, slice):
            return RowView(self._columns, self._exact, self._among[place])
        row = self._among[place]
        if row in self._exact:
            return self._exact[row]
        return tuple([column.cells[column.at[row]] for column in self._columns])

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        if self._exact or not self._columns or not isinstance(self._among, range) or self._among.step != 1:
            return map(self.__getitem__, range(len(self)))
        among = self._among
        return zip(*(column.part(among.start, among.stop) for column in self._columns), strict=True)


IN_MEMORY = Facts("table", "", 0, "")
"""Of a table that was no file."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one sheet.

    Parameters
    ----------
    columns : tuple of CellColumn
        From column A on; all of one length.  A blank cell is ``None`` or an empty text.
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
        Where those of a further sheet of the same form begin.
    exact : mapping from int to tuple of cells
        Rows of another width than the table, whole, by their place; in the columns they are cut or filled up with none.
    beyond : int
        So many of the last columns are asked for by a wider header, and no ordinary row has them.
    padded : int
        How many rows had further cells, all of them blank, that were cut off as they were read.
    index : pandas.Index, optional
        The index of the frame it was, whole: the label of row ``number`` is that at ``number - 2``.
    """

    columns: tuple[CellColumn, ...]
    numbers: Sequence[int]
    sheet: str | None
    findings: tuple[Finding, ...]
    facts: Facts
    merged: tuple[Merged, ...] = ()
    starts: tuple[int, ...] = ()
    exact: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    beyond: int = 0
    padded: int = 0
    index: Any = None

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def width(self) -> int:
        """How many cells most rows have."""
        return len(self.columns) - self.beyond

    @property
    def rows(self) -> RowView:
        """The rows, each made when it is asked for."""
        return RowView(self.columns[: self.width], self.exact, range(len(self.numbers)))

    def at_least(self, width: int) -> Table:
        """Give the table so many columns; those it has not are blank but in the rows that are longer than most."""
        has = len(self.columns)
        if width <= has:
            return self
        nothing, longer = CellColumn([None], bytes(len(self))), [one for one in self.exact.items() if len(one[1]) > has]
        cells = [{row: cells[index] for row, cells in longer if index < len(cells)} for index in range(has, width)]
        more = map(nothing.with_cells, cells)
        return replace(self, columns=(*self.columns, *more), beyond=self.beyond + width - has)

    def other_widths(self) -> dict[int, tuple[Cell, ...]]:
        """Give the rows of another width than most, by place."""
        return {row: cells for row, cells in self.exact.items() if len(cells) != self.width}

    @classmethod
    def of_rows(
        cls,
        rows: Sequence[Sequence[Cell]],
        numbers: Sequence[int] | None = None,
        facts: Facts = IN_MEMORY,
        findings: Iterable[Finding] = (),
    ) -> Table:
        """Make a table of rows, which may be of unequal length."""
        columns, exact = columns_of(rows)
        numbers = range(1, 1 + len(rows)) if numbers is None else numbers
        return cls(columns, numbers, None, tuple(findings), facts, exact=exact)

    def part(self, start: int, stop: int | None = None) -> Table:
        """Keep the rows from one to before another."""
        places = range(len(self.numbers))[start:stop]
        return replace(
            self,
            columns=tuple(column.part(start, stop) for column in self.columns),
            numbers=self.numbers[start:stop],
            starts=tuple(row - start for row in self.starts if row in places),
            exact={row - start: cells for row, cells in self.exact.items() if row in places},
        )


def columns_of(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[CellColumn, ...], dict[int, tuple[Cell, ...]]]:
    """Turn rows into columns, as wide as most rows are; rows of another width are also given whole, by place."""
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda wide: (widths[wide], wide), default=0)
    exact: dict[int, tuple[Cell, ...]] = {}
    if len(widths) > 1:
        exact = {place: tuple(row) for place, row in enumerate(rows) if len(row) != width}
        none = (None,) * width
        rows = [row if len(row) == width else (*row, *none)[:width] for row in rows]
    return tuple(CellColumn.of(cells) for cells in zip(*rows, strict=True)), exact
