"""What a workbook of any kind gives: the columns of one sheet, completed with what the reader leaves out.

The reader shows an error value, a formula nobody has calculated and a doubled address as a blank or as one
of two values; `overlay` puts an `Unreadable` there.  A small number wearing a date format comes as a day of
January 1900; `finish` gives the number back.  Both say so.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ikm.findings import Finding, Typed, column_letter, display
from ikm.sources.columns import CellColumn
from ikm.sources.refusals import both, refusal
from ikm.sources.tables import RowView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ikm.sources.columns import Cell
    from ikm.sources.tables import Kind, Merged, SheetFact
    from ikm.sources.workbooks import calamine
    from ikm.sources.workbooks.inspection import Inspection

__all__ = ["Book", "far_below", "finish", "hidden_rows", "overlay"]

_LISTED = 10
_FAR = 1000


@dataclass(slots=True)
class Book:
    """What a workbook gives: the columns of one sheet and what was noticed.

    ``merged`` holds the cells merged downwards, ``starts`` where the rows of a further sheet begin.
    """

    kind: Kind
    sheet: str
    sheets: tuple[SheetFact, ...]
    columns: Sequence[CellColumn] = ()
    numbers: Sequence[int] = ()
    hidden_rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    merged: Sequence[Merged] = ()
    starts: tuple[int, ...] = ()

    @property
    def rows(self) -> RowView:
        """The rows, each made when it is asked for."""
        return RowView(self.columns, {}, range(len(self.numbers)))


def finish(
    book: Book, grid: calamine.CalamineGrid, hidden: Sequence[int], again: Callable[[], calamine.CalamineGrid]
) -> None:
    """Put the columns into the book.

    Parameters
    ----------
    book : Book
        To be completed.
    grid : CalamineGrid
        The columns as read.
    hidden : sequence of int
        The hidden rows.
    again : callable
        Reads the same sheet without its date formats.
    """
    if grid.small_dates:
        _give_back_numbers(grid, again(), book)
    hidden_rows(book, hidden)
    numbers: Sequence[int] = grid.numbers
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        numbers = range(numbers[0], numbers[-1] + 1)
    book.columns, book.numbers = grid.columns, numbers
    if not numbers:
        shown = display(book.sheet)
        raise refusal(
            "file-no-rows",
            where=both(f' di lembar "{shown}"', f' on the sheet "{shown}"'),
            hint=_other_sheets(book),
            found=book.findings,
        )


def overlay(book: Book, grid: calamine.CalamineGrid, exact: Inspection, places: dict[int, int] | None = None) -> None:
    """Put what holds no value where the reader shows a blank, and say what was noticed."""
    book.findings += _noticed(exact, book.sheet)
    if not exact.unreadable:
        return
    if places is not None:
        unreadable = {(places[number], column): what for (number, column), what in exact.unreadable.items()}
    else:
        unreadable = exact.unreadable
    known = set(grid.numbers)
    _add_rows(grid, sorted({number for number, _ in unreadable if number not in known}))
    _widen(grid, max(column for _, column in unreadable) + 1)
    index = {number: i for i, number in enumerate(grid.numbers)}
    by_column: dict[int, dict[int, Cell]] = {}
    for (number, column), what in unreadable.items():
        by_column.setdefault(column, {})[index[number]] = what
    for column, cells in by_column.items():
        grid.columns[column] = grid.columns[column].with_cells(cells)


def _add_rows(grid: calamine.CalamineGrid, numbers: Sequence[int]) -> None:
    """Put in blank rows, where the reader saw nothing."""
    if not numbers:
        return
    both_kinds = [*grid.numbers, *numbers]
    order = sorted(range(len(both_kinds)), key=both_kinds.__getitem__)
    grid.numbers = [both_kinds[i] for i in order]
    blank = [""] * len(numbers)
    for place, column in enumerate(grid.columns):
        cells = [*column, *blank]
        grid.columns[place] = CellColumn.of([cells[i] for i in order])


def _widen(grid: calamine.CalamineGrid, width: int) -> None:
    nothing = CellColumn.of([""] * len(grid.numbers))
    grid.columns += [nothing] * (width - len(grid.columns))
    grid.width = max(grid.width, width)


def _noticed(exact: Inspection, sheet: str) -> list[Finding]:
    found = []
    if exact.twice:
        shown = ", ".join(f"{column_letter(column)}{row}" for row, column in exact.twice[:_LISTED])
        row, column = exact.twice[0]
        found.append(
            Finding(
                "file-cells-twice",
                sheet=sheet,
                row=row,
                column=column,
                details={
                    "number": len(exact.twice),
                    "addresses": shown + (", …" if len(exact.twice) > _LISTED else ""),
                },
            )
        )
    if exact.uncalculated:
        row, column = min(place for place, what in exact.unreadable.items() if what.kind == "formula")
        found.append(
            Finding(
                "file-formulas-uncalculated",
                sheet=sheet,
                details={"number": exact.uncalculated, "address": f"{column_letter(column)}{row}"},
            )
        )
    if exact.formulas:
        found.append(Finding("file-formulas", sheet=sheet, details={"number": exact.formulas}))
    return found


def _give_back_numbers(grid: calamine.CalamineGrid, raw: calamine.CalamineGrid, book: Book) -> None:
    same = {number: i for i, number in enumerate(raw.numbers)}
    found: dict[int, dict[int, Cell]] = {}
    for i, column in grid.small_dates:
        row = same.get(grid.numbers[i])
        value = raw.columns[column][row] if row is not None and column < len(raw.columns) else None
        if isinstance(value, float):
            found.setdefault(column, {})[i] = value
    for column, cells in found.items():
        grid.columns[column] = grid.columns[column].with_cells(cells)
    columns, count = set(found), sum(map(len, found.values()))
    if count:
        book.findings.append(
            Finding(
                "file-numbers-as-dates", sheet=book.sheet, columns=tuple(sorted(columns)), details={"number": count}
            )
        )


def hidden_rows(book: Book, hidden: Sequence[int]) -> None:
    """Count the hidden rows and say that there are some."""
    if hidden:
        book.hidden_rows = len(hidden)
        shown = ", ".join(map(str, hidden[:_LISTED])) + (", …" if len(hidden) > _LISTED else "")
        details = {"number": len(hidden), "rows": shown}
        book.findings.append(Finding("file-hidden-rows", sheet=book.sheet, details=details))


def far_below(numbers: Sequence[int], sheet: str) -> list[Finding]:
    """Report a row that stands alone far below the others."""
    gaps = [(after - before, before, after) for before, after in itertools.pairwise(numbers)]
    gap, before, after = max(gaps, default=(0, 0, 0))
    if gap < _FAR:
        return []
    return [Finding("file-row-far", sheet=sheet, row=after, details={"last": before})]


def _other_sheets(book: Book) -> dict[str, str]:
    others = [sheet.name for sheet in book.sheets if not sheet.read]
    if not others:
        return both("", "")
    name = display(others[0])
    return both(
        f" Atau sebutkan lembar lain: {Typed('sheet', name)}.", f" Or name another sheet: {Typed('sheet', name)}."
    )
