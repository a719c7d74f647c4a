"""Rows of a file, as people name those that are to be left out: by the numbers that findings tell.

>>> from ikm.surveys.rows import rows_of
>>> rows_of([7, 3, 3]), rows_of("2-4, 9")
((3, 7), (2, 3, 4, 9))
"""

from __future__ import annotations

import numbers
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RowChoice", "rows_of"]

RowChoice: TypeAlias = "int | str | Iterable[int | str]"
"""What names rows of a file: a number, a text such as ``2-5, 9``, or several."""

_ROWS = re.compile(r"([1-9][0-9]{0,8})(?:\s*(?:-|–|\.\.)\s*([1-9][0-9]{0,8}))?")
_MOST_ROWS = 1000
"""Nobody names more rows by hand; whoever leaves out more means a period, or another file."""


def rows_of(value: object, name: str = "exclude_rows") -> tuple[int, ...]:
    """Read which rows are meant, in order, each once; ``name`` is what the option is called.

    Raises
    ------
    OptionError
        If something is no number of a row, or there are too many.
    """
    if value is None:
        return ()
    parts: list[Any] = (
        [value] if isinstance(value, (str, numbers.Integral)) or not hasattr(value, "__iter__") else [*value]
    )
    found: set[int] = set()
    for part in parts:
        for one in part.split(",") if isinstance(part, str) else [part]:
            found.update(_stretch(name, one))
            if len(found) > _MOST_ROWS:
                raise OptionError(
                    f"{name} names more than {_MOST_ROWS} rows; delete them from a copy of the file instead.",
                    id=f"{name} menyebut lebih dari {_MOST_ROWS} baris; hapus baris itu dari salinan berkas.",
                    about=("exclude_rows",),
                )
    return tuple(sorted(found))


def _stretch(name: str, value: object) -> range:
    """Read one number of a row, or the rows from one to another."""
    if isinstance(value, numbers.Integral) and not isinstance(value, bool) and int(value) > 0:
        return range(int(value), int(value) + 1)
    met = _ROWS.fullmatch(value.strip()) if isinstance(value, str) else None
    if met is None or int(met[2] or met[1]) < int(met[1]):
        shown = value if isinstance(value, str) else repr(value)
        raise OptionError(
            f'{name} is written with numbers of rows, such as 2,3 or 2-5; got "{shown}".',
            id=f'{name} ditulis dengan nomor baris, misalnya 2,3 atau 2-5; bukan "{shown}".',
            about=("exclude_rows",),
        )
    first, last = int(met[1]), int(met[2] or met[1])
    return range(first, min(last, first + _MOST_ROWS) + 1)
