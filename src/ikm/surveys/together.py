"""Together: several files loaded as one survey, where a call gives a list of them.

``ikm.load(["online.xlsx", "kertas.xlsx"])`` reads each with the same options, and puts the answers together
(`ikm.responses.together`).  What names one file's place, rows to leave out or a column by its letter, is refused: it
would mean something else in the other.

>>> is_several(["online.xlsx", "kertas.xlsx"]), is_several([["U1", "U2"], [4, 3]]), is_several("online.xlsx")
(True, False, False)
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeGuard

from ikm.errors import OptionError, SourceError
from ikm.findings import Finding, Typed, display

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from functools import partial

    from ikm.responses import Responses
    from ikm.sources import LongText, Table

    Opener = Callable[[Any], AbstractContextManager[Table | LongText]]

__all__ = ["is_several", "load_together", "names_of_files"]

_COPY = "evidence-duplicate-row"
_COPIES = 300
"""So many copies are told of one by one."""
_NAME = 60


def is_several(source: object) -> TypeGuard[Sequence[Any]]:
    """Tell whether a source is a list of files or of tables, one or more, and no table itself."""
    return (
        isinstance(source, (list, tuple))
        and bool(source)
        and all(isinstance(one, (str, bytes, os.PathLike)) or _is_one(one) for one in source)
    )


def _is_one(source: object) -> bool:
    """Tell an open file or a frame."""
    return any(hasattr(source, name) for name in ("read", "columns")) and not isinstance(source, (list, tuple, dict))


def load_together(
    sources: Sequence[Any], opened: Opener, validated: partial[Responses], named: Mapping[str, object]
) -> Responses:
    """Read several files, and put their answers together.

    Parameters
    ----------
    sources : sequence
        Files or tables.
    opened : callable
        Opens one.
    validated : partial
        Makes answers of its cells: `ikm.responses.validate` with everything that was asked for.
    named : mapping
        The columns and rows that the caller names.

    Returns
    -------
    Responses

    Raises
    ------
    SourceError
        If one cannot be read; its findings name the file.
    OptionError
        If one is given twice, or the options name a place in a single file.
    """
    from ikm.responses import copied_elsewhere, put_together  # noqa: PLC0415 - few surveys have several files
    from ikm.sources import Table  # noqa: PLC0415 - `import ikm` stays light

    if named.get("exclude_rows"):
        raise OptionError(
            f"{Typed('exclude-rows')} names rows of one file, and there are several; take those rows out of their file "
            "instead.",
            id=f"{Typed('exclude-rows')} menyebut baris satu berkas, sedangkan berkasnya beberapa; hapus barisnya dari "
            "berkas itu.",
            about=("exclude_rows",),
        )
    names = names_of_files(sources)
    tables: list[Table] = []
    parts: list[Responses] = []
    for source, name in zip(sources, names, strict=True):
        with _of_file(name), opened(source) as table:
            tables.append(table if isinstance(table, Table) else table.whole())
            parts.append(validated(tables[-1], population=None))
    _refuse_twice(parts, names)
    _refuse_places(parts, names, named)
    found = copied_elsewhere(list(zip(tables, parts, strict=True)))
    selection = validated.keywords["selection"]
    if selection.duplicates and any(found):
        for place, rows in enumerate(found):
            once = selection._replace(elsewhere=tuple(rows))
            parts[place] = validated(tables[place], population=None, selection=once)
        found = []
    population = validated.keywords["population"]
    return put_together(parts, names, population=population, more=_told(found, tables, parts, names))


def names_of_files(sources: Sequence[Any]) -> list[str]:
    """Name each file; two of one name by as many of their folders as tell them apart, no name by its place.

    >>> names_of_files(["/home/siti/2026/online.csv", "/home/siti/2025/online.csv", "kertas.xlsx", b"U1"])
    ['2026/online.csv', '2025/online.csv', 'kertas.xlsx', '#4']
    """
    named = [one if isinstance(one, (str, os.PathLike)) else getattr(one, "name", "") for one in sources]
    paths = [PurePath(one) if isinstance(one, (str, os.PathLike)) else PurePath() for one in named]
    met = Counter(ending for path in paths for ending in _endings(path))
    return [
        next((one for one in _endings(path) if met[one] == 1), path.as_posix()) if path.name else f"#{place}"
        for place, path in enumerate(paths, 1)
    ]


def _endings(path: PurePath) -> Iterator[str]:
    """Give a path by its last part, its last two, and so on: a result names no more folders than it must."""
    for place in range(len(path.parts) - 1, -1, -1):
        yield PurePath(*path.parts[place:]).as_posix()


@contextmanager
def _of_file(name: str) -> Iterator[None]:
    """Let what is refused of one file name it."""
    shown = display(name, _NAME)
    try:
        yield
    except SourceError as error:
        error.findings = tuple(one.within(shown) for one in error.findings)
        raise
    except OptionError as error:
        raise OptionError(
            f"{shown}: {error.words('en')}", id=f"{shown}: {error.words('id')}", about=error.about
        ) from None


def _refuse_twice(parts: Sequence[Responses], names: Sequence[str]) -> None:
    """Refuse the same bytes under two names: everybody in them would count twice."""
    met: dict[str, int] = {}
    for place, part in enumerate(parts):
        first = met.setdefault(part.facts.sha256, place) if part.facts.sha256 else place
        if first != place:
            one, other = (display(names[at], _NAME) for at in (first, place))
            raise OptionError(
                f"{one} and {other} hold exactly the same; leave one out.",
                id=f"Isi {one} dan {other} sama persis; sisakan satu.",
            )


def _refuse_places(parts: Sequence[Responses], names: Sequence[str], named: Mapping[str, Any]) -> None:
    """Refuse a column that was named by its place and is another one in another file."""
    from ikm.responses import profile_columns  # noqa: PLC0415 - `import ikm` stays light

    chosen = [_chosen(one) for one in parts]
    for key in dict.fromkeys(chain.from_iterable(chosen)):
        _refuse_place(
            key, "map", [_headings(one, own.get(key, ())) for one, own in zip(parts, chosen, strict=True)], names
        )
    for name in named.get("keep") or ():
        found = [profile_columns(one.columns, [name]).get(name) for one in parts]
        heads = [_headings(one, () if at is None else (at,)) for one, at in zip(parts, found, strict=True)]
        if not all(name in one.columns.profiles for one in parts):
            _refuse_place(name, "by", heads, names)


def _chosen(part: Responses) -> dict[str, list[int]]:
    """Give the columns that a person named, by what they were named for."""
    found: dict[str, list[int]] = {}
    for column in part.columns.columns:
        if column.why and column.why[0][0] == "chosen":
            found.setdefault(column.key or column.role, []).append(column.index)
    return found


def _refuse_place(column: str, option: str, heads: Sequence[set[str]], names: Sequence[str]) -> None:
    for other, name in zip(heads, names, strict=True):
        if other and heads[0] and other != heads[0]:
            typed = Typed(option)
            raise OptionError(
                f"{typed} names the column {column} by its place, which is another one in {name}; name it by its "
                "heading.",
                id=f"{typed} menyebut kolom {column} menurut letaknya, padahal di {name} kolom itu lain; sebutkan "
                "judul kolomnya.",
                about=("by" if option == "by" else "columns",),
            )


def _headings(part: Responses, places: Iterable[int]) -> set[str]:
    return {" ".join(part.columns.columns[place].header.split()).casefold() for place in places}


def _told(
    found: Sequence[Mapping[int, tuple[int, int]]],
    tables: Sequence[Table],
    parts: Sequence[Responses],
    names: Sequence[str],
) -> Iterable[Finding]:
    """Tell of copies between files, as those within one are told; a row that is told already is not told again."""
    known = [{one.row for one in part.findings if one.code == _COPY} for part in parts[: len(found)]]
    new = [{row: copies[row] for row in copies if row not in rows} for copies, rows in zip(found, known, strict=True)]
    total = sum(map(len, new))
    told = 0
    for place, copies in enumerate(new):
        for row, (other, first) in copies.items():
            if (told := told + 1) > _COPIES:
                break
            details = {"first": f"{first} ({display(names[other], _NAME)})"}
            yield Finding(
                _COPY,
                sheet=tables[place].sheet,
                row=row,
                details=details,
                file=display(names[place], _NAME),
            )
    if total > _COPIES:
        yield Finding("evidence-duplicate-row-more", details={"count": total, "more": total - _COPIES})
