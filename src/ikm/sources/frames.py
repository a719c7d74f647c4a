"""Frames and arrays: a table that is already in memory, as a `RawSheet`.

A DataFrame (pandas, Polars), PyArrow table or DuckDB relation is read as the sheet it would be saved as: its column
labels are row 1, its first record is row 2.  A list of rows whose first row holds texts is read the same way.  A
two-dimensional array of numbers has no header; its columns are taken as ``U1``, ``U2``, … and the order assumed is
reported.

Nothing is converted here but what the libraries wrap: numpy scalars, missing-value marks, pandas timestamps.

>>> from ikm.sources.frames import as_sheet
>>> sheet = as_sheet([[4, 3], [2, None]])
>>> sheet.rows, list(sheet.numbers)
([['U1', 'U2'], [4, 3], [2, None]], [0, 1, 2])
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections import Counter
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.findings import Finding, display
from ikm.sources.tables import Facts, RawSheet, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.sources.tables import Cell

__all__ = ["as_sheet", "is_table"]

_TABLES = ("__array__", "to_pydict", "iter_rows", "fetchall", "collect", "toArrow")
"""What marks an array, a PyArrow table, a Polars frame, and relations of engines that are not in memory yet."""

_COUNTING = ("int64", "int32", "uint64", "uint32")
"""The kinds of an index that merely counts rows, as filtering leaves it."""

_GROUP = 3
"""A name over so many columns is that of a group."""

_TEXTS = frozenset({"Interval", "Period", "Timedelta"})
"""What `pd.cut`, `pd.qcut`, periods and differences of time put into a frame: groups, known by what they print."""

_LARGEST = 10**15
"""Beyond it a whole number is no answer and no age, only something to choke on."""


def is_table(source: object) -> bool:
    """Tell whether a source is a table in memory: a DataFrame, a 2-D array, or a list of rows."""
    return _is_frame(source) or isinstance(source, (list, tuple)) or any(map(partial(hasattr, source), _TABLES))


def as_sheet(source: object) -> RawSheet:
    """Make a sheet of a table in memory.

    Parameters
    ----------
    source : DataFrame, PyArrow table, 2-D array, or sequence of rows
        Answers of one respondent a row.

    Raises
    ------
    OptionError
        If it is not a table of two dimensions.
    """
    frame: Any = source
    if _is_frame(source):
        header = _labels(list(frame.columns))
        rows = frame.astype(object).to_numpy().tolist()
        return _sheet([header, *_cells(rows)], found=_index_unread(frame))
    if hasattr(source, "to_pydict"):
        # Column by column: a dictionary would keep only the last of two columns of one name.
        columns = [column.to_pylist() for column in frame.columns]
        return _sheet([list(frame.column_names), *_cells(list(zip(*columns, strict=True)))])
    if hasattr(source, "iter_rows"):
        return _sheet([list(frame.columns), *_cells(list(frame.iter_rows()))])
    if not isinstance(source, (list, tuple)) and not hasattr(source, "__array__"):
        raise OptionError(
            f"A {type(source).__name__} has not been collected. Count it where it is with ikm.tally, or collect it "
            "first."
        )
    if hasattr(source, "__array__"):
        if frame.ndim != 2:
            raise OptionError(
                f"An array of answers has two dimensions, respondents and elements; this one has {frame.ndim}."
            )
        rows = frame.tolist()
    else:
        rows = list(frame)
        if not all(isinstance(row, (list, tuple)) or hasattr(row, "__array__") for row in rows):
            raise OptionError("A table of answers is a list of rows, each a list; one of these is not.")
        rows = [list(row) for row in rows]
    cells = _cells(rows)
    if cells and any(isinstance(cell, str) and len(cell.strip()) > 1 for cell in cells[0]):
        return _sheet(cells)
    width = max(map(len, cells), default=0)
    return _sheet([[f"U{number}" for number in range(1, width + 1)], *cells], first=0)


def _sheet(rows: list[list[Cell]], first: int = 1, found: tuple[Finding, ...] = ()) -> RawSheet:
    facts = Facts(kind="table", name="", size=0, sha256="")
    return RawSheet(rows, range(first, first + len(rows)), None, found, facts)


def _labels(labels: Sequence[object]) -> list[Cell]:
    """Write the labels of columns as one heading each.

    Labels of several levels, as two header rows make them, are joined ("Persyaratan - P1"); a name that stands over
    many columns is that of a group, and of no column ("Nilai Unsur" over U1 to U9).
    """
    if not any(isinstance(label, tuple) for label in labels):
        return [_cell(label) for label in labels]
    levels = [[display(_cell(part)) for part in label] if isinstance(label, tuple) else [] for label in labels]
    over = Counter((level, part) for parts in levels for level, part in enumerate(parts))
    joined: list[Cell] = []
    for parts in levels:
        said = [part for part in parts if part and not part.startswith("Unnamed:")]
        own = [part for level, part in enumerate(parts) if part in said and over[level, part] < _GROUP]
        joined.append(" - ".join(own or said))
    return joined


def _index_unread(frame: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - of pandas, which is not loaded here
    """Say that an index with content is not read: a name or a time may stand there that a breakdown needs."""
    names = [name for name in getattr(frame.index, "names", ()) if name is not None]
    counts = type(frame.index).__name__ == "RangeIndex" or getattr(frame.index, "dtype", None) in _COUNTING
    if counts and not names:
        return ()
    shown = ", ".join(display(name) for name in names) or "index"
    return (Finding("file-index-unread", details={"names": shown}),)


def _is_frame(source: object) -> bool:
    return hasattr(source, "iloc") and hasattr(source, "columns") and hasattr(source, "astype")


def _cells(rows: Sequence[Sequence[object]]) -> list[list[Cell]]:
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(value: Any) -> Cell:  # noqa: ANN401 - a frame can hold anything
    if value is None or isinstance(value, (str, bool)):
        return value
    if type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
    if isinstance(value, (numbers.Real, Decimal)):
        return _number(value)
    if isinstance(value, dt.timedelta) or type(value).__name__ in _TEXTS:
        return str(value)
    return _cell(value.item()) if hasattr(value, "item") else Unreadable("error", type(value).__name__)


def _number(value: numbers.Real | Decimal) -> Cell:
    if isinstance(value, numbers.Integral):
        whole = int(value)
        return whole if abs(whole) <= _LARGEST else Unreadable("number", "…")
    number = float(value)
    return None if math.isnan(number) else number
