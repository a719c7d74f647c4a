"""The one place that calls python-calamine, on workbooks built from inspected parts.

Rows come as the reader gives them and are turned into columns at once, some thousand at a time.  What needs a second
look is noted: a number that is not finite, and dates so small that they must be numbers wearing a date format (an
answer 3 shows as 3 January 1900).

Whatever goes wrong inside the reader, even a panic of its Rust code, becomes a refusal.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from ikm.sources.columns import CellColumn, ColumnMaker
from ikm.sources.refusals import both, damaged, too_large

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable, Sequence

    from python_calamine import CalamineSheet

    from ikm.sources.limits import Limits

__all__ = ["CalamineGrid", "load"]

_BLOCK = 4096
_THREADS = 4
_DATES = {dt.date, dt.datetime, dt.time, dt.timedelta}
_SMALL_YEAR = 1905
_T = TypeVar("_T")


@dataclass(slots=True)
class CalamineGrid:
    """The columns of a sheet as read, without blank rows.

    Attributes
    ----------
    columns : list of CellColumn
        From column A on.
    numbers : list of int
        The number of each row, from 1.
    filled : int
        How many cells hold something.
    height, width : int
        The extent of the sheet, from A1.
    small_dates : list of (int, int)
        Places of rows and columns of dates that may be numbers.
    finite : bool
        Whether all numbers are.
    """

    columns: list[CellColumn] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    filled: int = 0
    height: int = 0
    width: int = 0
    small_dates: list[tuple[int, int]] = field(default_factory=list)
    finite: bool = True


def load(workbooks: Iterable[io.BytesIO], limits: Limits, *, at_once: bool = False) -> CalamineGrid:
    """Read the first sheet of each workbook, one below the other.

    A long sheet comes in several pieces, which the reader takes at the same time: while it works on one,
    the next is looked over by whoever hands out the pieces.

    Parameters
    ----------
    workbooks : iterable of BytesIO
        The pieces; closed afterwards.
    limits : Limits
        Bounds on rows, columns and cells.
    at_once : bool
        Whether to use several threads.

    Raises
    ------
    SourceError
        When the reader cannot make sense of it, or the sheet is too large.
    """
    grid, makers = CalamineGrid(), list[ColumnMaker]()
    if not at_once:
        for workbook in workbooks:
            _add(grid, makers, _table(workbook), limits)
    else:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # only for long sheets

        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            for waiting in [pool.submit(_table, workbook) for workbook in workbooks]:
                _add(grid, makers, waiting.result(), limits)
    grid.columns = [maker.column() for maker in makers]
    return grid


def _guarded(call: Callable[[], _T]) -> _T:
    try:
        return call()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        # CalamineError and, deriving from BaseException only, pyo3's PanicException.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise damaged("isi selnya tidak dapat dibaca", "its cells cannot be read") from error
        raise


def _table(workbook: io.BytesIO) -> CalamineSheet:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # loaded only when a workbook is read

    opened = _guarded(lambda: CalamineWorkbook.from_filelike(workbook))
    workbook.close()
    return _guarded(lambda: opened.get_sheet_by_index(0))


def _add(grid: CalamineGrid, makers: list[ColumnMaker], table: CalamineSheet, limits: Limits) -> None:
    first, last = table.start, table.end
    if first is None or last is None:
        return
    (top, left), width = first, last[1] + 1
    grid.height, grid.width = max(grid.height, last[0] + 1), max(grid.width, width)
    if grid.height * grid.width > limits.cells:
        raise too_large(
            "cells",
            limits.cells,
            both(
                f"tabelnya {grid.height} baris x {grid.width} kolom",
                f"the table has {grid.height} rows x {grid.width} columns",
            ),
        )
    if width > limits.columns:
        raise too_large("columns", limits.columns, both(f"tabelnya {width} kolom", f"the table has {width} columns"))
    lines = _guarded(table.iter_rows) if top == 0 else iter(_guarded(table.to_python))
    while block := _guarded(lambda: list(itertools.islice(lines, _BLOCK))):
        _tidy(grid, makers, block, top, left)
        top += len(block)


def _tidy(grid: CalamineGrid, makers: list[ColumnMaker], block: list[list[Any]], top: int, left: int) -> None:
    width, above = len(block[0]), len(grid.numbers)
    columns: list[Sequence[Any]] = list(zip(*block, strict=True))
    blank = [column.count("") for column in columns]
    grid.filled += width * len(block) - sum(blank)
    if min(blank) == 0:
        grid.numbers += range(top + 1, top + len(block) + 1)
    else:
        kept = [i for i, row in enumerate(block) if row.count("") < width]
        grid.numbers += [top + i + 1 for i in kept]
        columns = list(zip(*[block[i] for i in kept], strict=True))
    if not columns:
        return
    while len(makers) < left + width:
        makers.append(ColumnMaker())
        makers[-1].extend([""] * above)
    for number, column in enumerate(columns, left):
        _look(column, number, above, grid)
        makers[number].extend(column)
    nothing = [""] * (len(grid.numbers) - above)
    for maker in (*makers[:left], *makers[left + width :]):
        maker.extend(nothing)


def _look(column: Sequence[Any], number: int, above: int, grid: CalamineGrid) -> None:
    """Notice numbers that are not finite, and small dates."""
    kinds = set(map(type, column))
    if float in kinds:
        total = sum(column) if kinds == {float} else sum(value for value in column if type(value) is float)
        grid.finite = grid.finite and isfinite(total)
    if kinds & _DATES:
        grid.small_dates += [(above + i, number) for i, value in enumerate(column) if _is_small(value)]


def _is_small(value: object) -> bool:
    if isinstance(value, dt.date):
        return value.year < _SMALL_YEAR
    return isinstance(value, dt.timedelta) or value == dt.time(0)
