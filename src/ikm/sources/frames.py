"""Frames and arrays: a table that is already in memory, as a `Table`.

A DataFrame (pandas, Polars), PyArrow table or DuckDB relation is read as the sheet it would be saved as: its column
labels are row 1, its first record is row 2.  A mapping of columns and a list of records are read so too.  A list of
rows whose first row holds texts is read the same way.  A two-dimensional array of numbers has no header; its columns
are taken as ``U1``, ``U2``, … and the order assumed is reported.

What is not in memory yet and knows how to get there is asked to: a Polars LazyFrame is collected by Polars, a PyArrow
dataset and a stream of batches by PyArrow.  A Spark DataFrame is larger than that and goes to `ikm.tally`.

Nothing is converted here but what the libraries wrap: numpy scalars, missing-value marks, pandas timestamps.

>>> from ikm.sources.frames import as_sheet
>>> sheet = as_sheet([[4, 3], [2, None]])
>>> list(sheet.rows), list(sheet.numbers)
([('U1', 'U2'), (4, 3), (2, None)], [0, 1, 2])
>>> list(as_sheet({"Waktu": [4, 2], "Biaya": [3, 3]}).rows)
[('Waktu', 'Biaya'), (4, 3), (2, 3)]
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.findings import Finding, display, plural
from ikm.sources.columns import CellColumn, Unreadable
from ikm.sources.tables import IN_MEMORY, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ikm.sources.columns import Cell

__all__ = ["FIRST_RECORD", "as_sheet", "is_table", "row_labels"]

_TABLES = ("__array__", "to_pydict", "iter_rows", "fetchall", "collect", "toArrow", "to_table", "read_all")
"""What marks an array, a PyArrow table, a Polars frame, and what is not in memory yet: lazy frames, relations of
engines, datasets, streams of batches."""

_COUNTING = ("int64", "int32", "uint64", "uint32")
"""The kinds of an index that merely counts rows, as filtering leaves it."""

_TWO = 2
"""Dimensions of a table."""

_GROUP = 3
"""A name over so many columns is that of a group."""

_TEXTS = frozenset({"Interval", "Period", "Timedelta", "timedelta64"})
"""What `pd.cut`, `pd.qcut`, periods and differences of time put into a frame: groups, known by what they print."""

_PLAIN = frozenset({str, type(None)})
_TEXT_TYPES = frozenset({"str", "string", "large_string", "string_view"})
"""Types of columns that hold texts alone, by the names libraries give them."""
_MANY = 10_000

FIRST_RECORD = 2
"""The row of a frame's first record in the sheet the frame would be saved as; its labels are row 1."""

_PERSONAL = 10**8
"""Numbers this long may be those of telephones and identity cards."""

_LARGEST = 10**15
"""Beyond it a whole number is no answer and no age, only something to choke on."""


def is_table(source: object) -> bool:
    """Tell whether a source is a table in memory: a DataFrame, a 2-D array, or a list of rows."""
    held = isinstance(source, (list, tuple, Mapping))
    return _is_frame(source) or held or any(map(partial(hasattr, source), _TABLES))


def as_sheet(source: object) -> Table:
    """Make a sheet of a table in memory.

    Parameters
    ----------
    source : DataFrame, PyArrow table, 2-D array, mapping of columns, or sequence of rows or records
        Answers of one respondent a row.

    Raises
    ------
    OptionError
        If it is not a table of two dimensions.
    """
    source = _collected(source)
    frame: Any = source
    if _is_frame(source):
        columns = [_of_pandas(frame.iloc[:, place]) for place in range(len(frame.columns))]
        table = _headed(_labels(list(frame.columns)), columns, len(frame), _index_unread(frame))
        return replace(table, index=frame.index)
    if hasattr(source, "to_pydict"):
        # CellColumn by column: a dictionary would keep only the last of two columns of one name.
        columns = [_of_arrow(column) for column in frame.columns]
        return _headed([_cell(name) for name in frame.column_names], columns, frame.num_rows)
    if hasattr(source, "get_columns"):
        columns = [_of_polars(column) for column in frame.get_columns()]
        return _headed([_cell(name) for name in frame.columns], columns, frame.height)
    if hasattr(source, "iter_rows"):
        rows = list(frame.iter_rows())
        columns = [_column(list(column)) for column in zip(*rows, strict=True)]
        return _headed(
            [_cell(name) for name in frame.columns], columns or [_column([])] * len(frame.columns), len(rows)
        )
    return _of_mapping(source) if isinstance(source, Mapping) else _of_rows(source)


def _of_rows(source: Any) -> Table:  # noqa: ANN401 - told apart by `_rows_of`
    """Read an array, or a list of rows or of records."""
    rows = _rows_of(source)
    if rows and all(isinstance(row, Mapping) for row in rows):
        names = list(dict.fromkeys(name for row in rows for name in row))
        columns = [_column([row.get(name) for row in rows]) for name in names]
        return _headed([_cell(name) for name in names], columns, len(rows))
    cells = [[_cell(cell) for cell in row] for row in rows]
    if cells and any(isinstance(cell, str) and len(cell.strip()) > 1 for cell in cells[0]):
        return Table.of_rows(cells, range(1, 1 + len(cells)), IN_MEMORY)
    width = max(map(len, cells), default=0)
    cells.insert(0, [f"U{number}" for number in range(1, width + 1)])
    return Table.of_rows(cells, range(len(cells)), IN_MEMORY)


def _collected(source: Any) -> Any:  # noqa: ANN401 - whatever holds a table
    """Bring what is not in memory yet there, by the library that holds it."""
    if hasattr(source, "collect") and hasattr(source, "collect_schema"):  # Polars, and not Spark
        return source.collect(engine="streaming")
    if hasattr(source, "read_all"):
        return source.read_all()
    return source.to_table() if hasattr(source, "to_table") and hasattr(source, "scanner") else source


def _of_mapping(columns: Mapping[Any, Any]) -> Table:
    """Read a mapping from heading to answers."""
    held = {name: _listed(column) for name, column in columns.items()}
    if wrong := [name for name, column in held.items() if not isinstance(column, (list, tuple))]:
        raise OptionError(
            "A mapping of columns holds, for each heading, the list of its answers, as "
            f'{{"U1": [4, 3], "U2": [3, 3]}}; {display(wrong[0])!r} holds a {type(held[wrong[0]]).__name__}.'
        )
    lengths = {len(column) for column in held.values()}
    if len(lengths) > 1:
        shortest, longest = (bound(held, key=lambda name: len(held[name])) for bound in (min, max))
        raise OptionError(
            f"The columns of a table are of equal length; {display(shortest)!r} holds "
            f"{plural(min(lengths), 'answer')} and {display(longest)!r} {max(lengths)}. Put None where an answer is "
            "blank."
        )
    whole = [_column(list(column)) for column in held.values()]
    return _headed([_cell(name) for name in held], whole, max(lengths, default=0))


def _listed(column: Any) -> Any:  # noqa: ANN401 - a column of any library
    """Make a list of a column of NumPy, pandas, Polars or PyArrow; what is none is given back."""
    ways = (getattr(column, way, None) for way in ("tolist", "to_list", "to_pylist"))
    return next((way() for way in ways if callable(way)), column)


def _rows_of(source: Any) -> list[Any]:  # noqa: ANN401 - told apart here
    """Give the rows of an array or of a list; what is neither, or holds no rows, is refused in words."""
    if not isinstance(source, (list, tuple)) and not hasattr(source, "__array__"):
        raise OptionError(
            f"A {type(source).__name__} has not been collected. Count it where it is with ikm.tally, or collect it "
            "first."
        )
    if hasattr(source, "__array__"):
        dimensions = getattr(source, "ndim", 1)
        if dimensions != _TWO:
            raise OptionError(
                "An array of answers has two dimensions, respondents and elements; this "
                f"{type(source).__name__} has {dimensions}. Give the whole table."
            )
        return list(source.tolist())
    rows = list(source)
    if any(isinstance(row, (str, bytes, os.PathLike)) or hasattr(row, "columns") for row in rows):
        raise OptionError(
            "This list has files or tables beside rows. A list is either the rows of one table, [[4, 3, …], …], or "
            'the files and tables of one survey, ["online.xlsx", "kertas.xlsx"].'
        )
    held = [isinstance(row, (list, tuple, Mapping)) or hasattr(row, "__array__") for row in rows]
    if not all(held) or len({isinstance(row, Mapping) for row in rows}) > 1:
        wrong = rows[held.index(False)] if not all(held) else rows[-1]
        raise OptionError(
            "A table of answers is a list of rows, one a respondent, each a list of answers: [[4, 3, …], [3, 4, …]]; "
            f"one of these is a {type(wrong).__name__}."
        )
    return rows


def _headed(head: Sequence[Cell], columns: Sequence[CellColumn], height: int, found: tuple[Finding, ...] = ()) -> Table:
    """Put the labels of columns above them, as the first row."""
    whole = tuple(column.under(label) for label, column in zip(head, columns, strict=True))
    return Table(whole, range(1, height + 2), None, found, IN_MEMORY)


def _of_pandas(series: Any) -> CellColumn:  # noqa: ANN401 - of pandas, which is not loaded here
    """Make a column of one of pandas; moments without a zone are given back at once."""
    if getattr(series.dtype, "kind", "") == "M" and getattr(series.dtype, "tz", None) is None:
        return CellColumn.of(series.to_numpy().astype("datetime64[us]").tolist())
    if series.dtype.name not in _TEXT_TYPES:
        return _column(series.tolist())
    places, texts = series.factorize()
    return _placed(texts.tolist(), places)


def _of_arrow(column: Any) -> CellColumn:  # noqa: ANN401 - of PyArrow, which is not loaded here
    """Make a column of one of PyArrow."""
    if str(column.type) not in _TEXT_TYPES:
        return _column(column.to_pylist())
    whole = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    coded = whole.dictionary_encode()
    return _placed(coded.dictionary.to_pylist(), coded.indices.fill_null(-1).to_numpy())


def _of_polars(series: Any) -> CellColumn:  # noqa: ANN401 - of Polars, which is not loaded here
    """Make a column of one of Polars, through PyArrow where that is installed: it codes texts far faster."""
    if len(series) >= _MANY and str(series.dtype) == "String" and find_spec("pyarrow") is not None:
        return _of_arrow(series.to_arrow())
    return _column(series.to_list())


def _placed(texts: list[str], places: Any) -> CellColumn:  # noqa: ANN401 - an array of numpy, which is not loaded here
    """Make a column of different texts and, for each row, the place of its text, below 0 where it is missing."""
    cells: list[Cell] = [*texts, None]
    places = places.astype("int64")
    places[places < 0] = len(texts)
    return CellColumn.placed(cells, places)


def _column(values: list[Any]) -> CellColumn:
    """Make a column of what a library holds; each different value is converted once."""
    kinds = set(map(type, values))
    if kinds <= _PLAIN:
        return CellColumn.of(values)
    if any(issubclass(kind, (dt.datetime, dt.time)) for kind in kinds):  # one moment in two zones is equal
        return CellColumn.of([_cell(value) for value in values])
    # Values of two types can be equal, and still be different cells: 3 and 3+0j.
    keys = values if len(kinds) == 1 else list(zip(map(type, values), values, strict=True))
    try:
        converted = {key: _cell(value) for key, value in dict(zip(keys, values, strict=True)).items()}
    except TypeError:  # a list or a dictionary in a cell has no hash
        return CellColumn.of([_cell(value) for value in values])
    return CellColumn.of(list(map(converted.__getitem__, keys)))


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


def row_labels(index: Any) -> Callable[[int], str | None] | None:  # noqa: ANN401 - of pandas, which is not loaded here
    """Give what names the label of a row, where a frame's index says more than how many rows there are.

    Only whole numbers name a row: a text may be somebody's name, and a long number somebody's.

    Parameters
    ----------
    index : pandas.Index or None
        The index of the frame a table was, if it was one.
    """
    if index is None or (type(index).__name__ == "RangeIndex" and (index.start, index.step) == (0, 1)):
        return None
    return partial(_label, index)


def _label(index: Any, row: int) -> str | None:  # noqa: ANN401 - of pandas, which is not loaded here
    place = row - FIRST_RECORD
    label = index[place] if 0 <= place < len(index) else None
    if not isinstance(label, numbers.Integral) or isinstance(label, bool):
        return None
    whole = int(label)
    return str(whole) if abs(whole) < _PERSONAL else None


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


def _cell(value: Any) -> Cell:  # noqa: ANN401 - a frame can hold anything
    if value is None or isinstance(value, (str, bool)):
        return value
    if type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
    if isinstance(value, dt.timedelta) or type(value).__name__ in _TEXTS:
        return str(value)
    if isinstance(value, (numbers.Real, Decimal)):
        return _number(value)
    return _cell(value.item()) if hasattr(value, "item") else Unreadable("error", type(value).__name__)


def _number(value: numbers.Real | Decimal) -> Cell:
    if isinstance(value, numbers.Integral):
        whole = int(value)
        return whole if abs(whole) <= _LARGEST else Unreadable("number", "…")
    number = float(value)
    return None if math.isnan(number) else number
