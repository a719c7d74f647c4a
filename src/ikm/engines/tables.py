"""A table of whatever engine, and what is asked of it: its names and types, the different values of a column, rows.

Engines are reached through narwhals (``pip install "ikm-panrb[engines]"``), which loads none that the caller did not
bring.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ikm.answers import cell_key
from ikm.errors import OptionError
from ikm.sources import as_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.sources import Cell

__all__ = ["EngineTable", "as_cells"]

_MOST = 5000
"""A column of more different values holds no answers; `ikm.answers` refuses it, so no more are fetched."""


class EngineTable:
    """A table of whatever engine, and what is asked of it."""

    def __init__(self, frame: Any) -> None:  # noqa: ANN401 - any engine's table
        try:
            import narwhals.stable.v2 as nw  # noqa: PLC0415 - an extra, needed here only
        except ModuleNotFoundError:
            raise OptionError(
                'Counting in an engine needs narwhals: pip install "ikm-panrb[engines]". A table of counts does not: '
                "Tally.from_counts."
            ) from None
        spark = hasattr(frame, "toDF")
        names = list(frame.columns) if spark else []
        if spark:  # it reads a name such as "1. Biaya" as a field of a column "1"
            frame = frame.toDF(*(f"c{place}" for place in range(len(names))))
        try:
            table: Any = nw.from_native(frame, pass_through=True)
        except nw.exceptions.DuplicateError:
            raise OptionError("Two columns of this table have the same name; rename one.") from None
        ours = isinstance(table, nw.DataFrame) or (
            isinstance(table, nw.LazyFrame) and (hasattr(frame, "collect") or hasattr(frame, "fetchall"))
        )
        if not ours:
            raise OptionError(
                "ikm.tally counts pandas, Polars, PyArrow, DuckDB and Spark tables, not "
                f"{type(frame).__module__.partition('.')[0]}.{type(frame).__name__}. Count it there, and give the "
                "table of counts to Tally.from_counts (docs/engines.md). A file or rows are counted by "
                "ikm.load(source).tally()."
            )
        self.nw = nw
        self.table = table.lazy() if table.implementation.is_polars() else table
        self.lazy = isinstance(self.table, nw.LazyFrame)
        schema = self.table.collect_schema()
        self.inner, self.types = list(schema), list(schema.values())
        self.names = names or self.inner

    def distinct(self, places: Sequence[int]) -> dict[int, list[tuple[object, Cell, int]]]:
        """Give the different values of columns, as cells, and how often each occurs: columns of a type in one query."""
        nw = self.nw
        queries: dict[str, list[Any]] = {}
        found: dict[int, Counter[object]] = {place: Counter() for place in places}
        mixed: dict[int, list[Cell]] = {}
        for place in places:
            kind, name = self.types[place], self.inner[place]
            if kind.is_nested() or kind == nw.Binary:
                raise OptionError(f"The column {self.names[place]!r} holds {kind}, which are no answers.")
            if kind == nw.Object:
                mixed[place] = self._numbered(name, found[place])
                continue
            own = kind.is_numeric() or kind.is_temporal() or kind == nw.Boolean
            query = self.table.select(place=nw.lit(place), value=self.answer(place)).group_by("place", "value")
            queries.setdefault(str(kind) if own else "", []).append(query.agg(nw.len().alias("n")).head(_MOST + 1))
        for alike in queries.values():
            for place, value, number in self.rows(nw.concat(alike)):
                found[place][value] = int(number)
        return {
            place: list(zip(met, mixed.get(place) or as_cells(met), met.values(), strict=True))
            for place, met in found.items()
        }

    def answer(self, place: int) -> Any:  # noqa: ANN401 - narwhals' own type
        """Give a column as it is compared: categories as texts, everything else as it is."""
        nw, kind, column = self.nw, self.types[place], self.nw.col(self.inner[place])
        if kind.is_numeric() or kind.is_temporal() or kind in (nw.Boolean, nw.String, nw.Object):
            return column
        # pandas writes a missing category as the text "nan".
        return nw.when(~column.is_null()).then(column.cast(nw.String))

    def _numbered(self, name: str, met: Counter[object]) -> list[Cell]:
        """Put numbers for the different cells of a column that holds anything, as columns of pandas may."""
        cells = as_cells(self.table[name].to_list())
        first: dict[object, Cell] = {}
        for cell in cells:
            first.setdefault(cell_key(cell), cell)
        numbers = {key: number for number, key in enumerate(first)}
        column = [numbers[cell_key(cell)] for cell in cells]
        met.update(column)
        here = self.nw.new_series(name, column, self.nw.Int64, backend=self.table.implementation)
        self.table = self.table.with_columns(here)
        return list(first.values())

    def rows(self, query: Any) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 - narwhals' own type
        """Fetch the rows of a small result, without a library the engine does not bring itself."""
        native = self.nw.to_native(query)
        if hasattr(native, "fetchall"):
            return native.fetchall()  # type: ignore[no-any-return]
        if not self.lazy:
            return query.rows()  # type: ignore[no-any-return]
        if query.implementation.is_polars():
            return native.collect(engine="streaming").rows()  # type: ignore[no-any-return]
        return native.collect()  # type: ignore[no-any-return]


def as_cells(values: Iterable[object]) -> list[Cell]:
    """Take values as `ikm.load` takes the cells of a frame."""
    return [row[0] for row in as_sheet([["value"], *([value] for value in values)]).rows[1:]]
