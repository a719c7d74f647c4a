"""Profiles: which columns about respondents may come in, for breakdowns.

Recognised profile columns (sex, age, schooling, work, service received, …) and columns the caller names; never one that
holds names, numbers, addresses or free text.

>>> from ikm.columns import map_columns
>>> from ikm.responses.profiles import profile_columns
>>> profile_columns(map_columns(["Nama", "Jenis kelamin", "Warna kartu"]), ["C"])
{'jenis_kelamin': 1, 'C': 2}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import column_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ikm.columns import Column, ColumnMap

__all__ = ["profile_columns"]


def profile_columns(columns: ColumnMap, keep: Iterable[str]) -> dict[str, int]:
    """Give the recognised profile columns and those the caller names, each with its place.

    Raises
    ------
    OptionError
        If there is no such column, or it holds personal data or free text.
    """
    wanted = dict(columns.profiles)
    headers = {column.header for column in columns.columns}
    for name in keep:
        if name not in wanted or name in headers:
            wanted[name] = _named_column(name, columns)
    return wanted


def _named_column(name: str, columns: ColumnMap) -> int:
    """Find a column by its header, or else by its letter; one that holds personal data or free text is refused."""
    plain = _plain(name)
    ways: tuple[Callable[[Column], bool], ...] = (
        lambda column: column.header == name,
        lambda column: _plain(column.header) == plain,
        lambda column: column_letter(column.index).casefold() == plain,
    )
    for column in (column for way in ways for column in columns.columns if way(column)):
        if column.role in {"personal", "comment"}:
            raise OptionError(
                f"The column {name!r} holds personal data or free text, which ikm does not read; "
                f"group by {_groupable(columns, 'none')}.",
                id=f"Kolom {name!r} berisi data pribadi atau isian bebas, yang tidak dibaca ikm; pakai --by dengan "
                f"kolom lain: {_groupable(columns, 'tidak ada')}.",
            )
        return column.index
    raise OptionError(
        f"There is no column {name!r} to group by. The survey has: {_groupable(columns, 'none')}.",
        id=f"Tidak ada kolom {name!r} untuk --by. Yang ada: {_groupable(columns, 'tidak satu pun')}.",
    )


def _plain(header: str) -> str:
    return " ".join(header.split()).casefold()


def _groupable(columns: ColumnMap, none: str) -> str:
    names = [*columns.profiles, *(f"{c.header!r}" for c in columns.columns if c.role == "other" and c.header)]
    return ", ".join(names) or none
