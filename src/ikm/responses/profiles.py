"""Profiles: which columns about respondents may come in, for breakdowns.

Recognised profile columns (sex, age, schooling, work, service received, …) and columns the caller names; never one that
holds names, numbers, addresses or free text.  Besides the columns there is the calendar of the timestamps: ``bulan``,
``triwulan``, ``semester`` and ``tahun`` (`ikm.responses.times.calendar`), unless a column bears that name.

>>> from ikm.columns import map_columns
>>> from ikm.responses.profiles import profile_columns
>>> profile_columns(map_columns(["Nama", "Jenis kelamin", "Warna kartu"]), ["C"])
{'jenis_kelamin': 1, 'C': 2}
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ikm.arguments import nearest
from ikm.errors import OptionError
from ikm.findings import Finding, Typed, column_letter, display
from ikm.responses.classes import Classes
from ikm.responses.times.calendar import label_of, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ikm.columns import Column, ColumnMap
    from ikm.responses.respondents import Respondents
    from ikm.responses.times.chronology import Times

__all__ = ["Profiles", "kind_of", "no_group", "order_needed", "profile_columns", "profiles_of"]


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
        if (name not in wanted or name in headers) and not _is_calendar(name, columns):
            wanted[name] = _named_column(name, columns)
    return wanted


class Profiles(NamedTuple):
    """What respondents are: the group of each by name, and what there is to say to whoever groups by it."""

    groups: dict[str, Sequence[str]]
    findings: dict[str, tuple[Finding, ...]]


def profiles_of(
    people: Respondents, columns: ColumnMap, keep: Iterable[str], ages: Sequence[str] | None, sheet: str | None
) -> Profiles:
    """Read what respondents are: the columns about them, and the calendar where the caller asks for it.

    Parameters
    ----------
    people : Respondents
        The respondents counted.
    columns : ColumnMap
        What each column is.
    keep : iterable of str
        What the caller names besides the recognised columns.
    ages : sequence of str, optional
        The classes of ages, where the survey file has its own.
    sheet : str, optional
        The worksheet, for the findings.
    """
    kept = tuple(keep)
    found = Profiles({}, {})
    for name, index in profile_columns(columns, kept).items():
        write = Classes(kind_of(index, columns), ages)
        found.groups[name] = people.texts(index, write)
        if told := tuple(_said(write, people, columns.columns[index], sheet)):
            found.findings[name] = told
    for name in kept:
        if _is_calendar(name, columns):
            found.groups[name] = people.moments.labelled(part_of(name) or "")
    return found


def kind_of(index: int, columns: ColumnMap) -> str | None:
    """Tell which profile a column is recognised as, whatever name the caller calls it by."""
    return next((kind for kind, place in columns.profiles.items() if place == index), None)


def _said(write: Classes, people: Respondents, column: Column, sheet: str | None) -> Iterable[Finding]:
    where = {"heading": display(column.header)}
    if write.errors:
        answers = people.answers(column.index)
        number = sum(answers.counts.get(cell, 0) for cell in write.errors)
        if number:
            at = answers.coded({cell: int(cell in write.errors) for cell in answers.counts})
            row = people.numbers[at.index(1)]
            details = {**where, "number": number}
            yield Finding("group-error", sheet=sheet, row=row, column=column.index, details=details)
    if write.aged:
        yield Finding("group-ages", sheet=sheet, column=column.index, details=where)


def order_needed(stamps: Times, columns: ColumnMap, keep: Iterable[str]) -> list[Finding]:
    """Refuse to group by the calendar where it hangs on which number of a date is the day, and nothing tells.

    Raises
    ------
    OptionError
        If the times name longer parts of the calendar ("Triwulan I 2026") than those to group by.
    """
    found = []
    for name in keep:
        if stamps.spans and _is_calendar(name, columns):
            _refuse_finer(name, stamps)
        if len(stamps.other) and _is_calendar(name, columns):
            part = part_of(name) or ""
            both = zip(stamps.values.labelled(part), stamps.other.labelled(part), strict=True)
            if differ := sum(one != other for one, other in both):
                details = {"by": name, "differ": differ}
                where = {"sheet": stamps.sheet, "column": stamps.column}
                found.append(Finding("group-date-order", details=details, **where))  # type: ignore[arg-type]
    return found


def _refuse_finer(name: str, stamps: Times) -> None:
    """Refuse to put a whole quarter into its first month."""
    part = part_of(name) or ""
    for first, end, _ in stamps.spans:
        if label_of(first, part) != label_of(end - timedelta(seconds=1), part):
            raise OptionError(
                f"Grouping by {name!r} is not possible: the times name longer parts of the year, such as "
                f"{first:%Y-%m} to {end - timedelta(seconds=1):%Y-%m}. Group by a longer part.",
                id=f"{Typed('by')} {name} tidak dapat digunakan: kolom waktu hanya menyebut bagian tahun yang lebih "
                f"panjang, misalnya {first:%Y-%m} sampai {end - timedelta(seconds=1):%Y-%m}. Pilih bagian "
                "yang lebih panjang.",
            )


def _is_calendar(name: str, columns: ColumnMap) -> bool:
    """Tell whether a name means a part of the calendar: no column bears it, and there are timestamps."""
    if part_of(name) is None or any(_plain(column.header) == _plain(name) for column in columns.columns):
        return False
    if columns.timestamp is None:
        raise OptionError(
            f"Grouping by {name!r} takes the time of each answer, and no column of timestamps was recognised; "
            f"group by {_groupable(columns, 'none')}.",
            id=f"{Typed('by')} {name} memerlukan waktu pengisian, padahal kolom waktu (Timestamp atau Cap waktu) tidak "
            f"ada. Yang ada: {_groupable(columns, 'tidak satu pun')}.",
        )
    return True


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
                id=f"Kolom {name!r} berisi data pribadi atau isian bebas, yang tidak dibaca ikm; gunakan {Typed('by')} "
                f"dengan kolom lain: {_groupable(columns, 'tidak ada')}.",
            )
        return column.index
    raise _no_column(name, columns)


def _no_column(name: str, columns: ColumnMap) -> OptionError:
    """Say that no column bears a name, which are near, and which there are."""
    names = [*columns.profiles, *(column.header for column in columns.columns if column.header)]
    near = nearest(name, [one for one in names if one != name], 1)
    hint, saran = (f" Did you mean {near[0]!r}?", f" Mungkin maksudnya {near[0]!r}?") if near else ("", "")
    return OptionError(
        f"There is no column {name!r} to group by.{hint} The survey has: {_groupable(columns, 'none')}.",
        id=f"Tidak ada kolom {name!r} untuk {Typed('by')}.{saran} Yang ada: {_groupable(columns, 'tidak satu pun')}.",
        about=("by",),
    )


def no_group(name: str, columns: ColumnMap, kept: Sequence[str]) -> OptionError:
    """Say why loaded responses cannot be grouped by a column: they know it by another name, or it was not kept.

    Parameters
    ----------
    name : str
        What was asked for.
    columns : ColumnMap
        What each column is.
    kept : sequence of str
        What the responses can be grouped by.
    """
    there = ", ".join(kept) or "none"
    try:
        place = _named_column(name, columns)
    except OptionError as error:
        return error
    known = next((one for one in kept if columns.profiles.get(one) == place), None)
    if known is not None:
        return OptionError(
            f"The column {name!r} was read as {known!r}; group by {known!r}.",
            id=f"Kolom {name!r} dibaca sebagai {known!r}; gunakan nama itu.",
            about=("by",),
        )
    return OptionError(
        f"The column {name!r} was not kept when the survey was loaded, so there is nothing to group by; load it with "
        f"ikm.load(source, keep={name!r}). It can be grouped by: {there}.",
        id=f"Kolom {name!r} tidak ikut dimuat; muat ulang dengan keep={name!r}. Yang ada: {there}.",
        about=("by",),
    )


def _plain(header: str) -> str:
    return " ".join(header.split()).casefold()


def _groupable(columns: ColumnMap, none: str) -> str:
    names = [*columns.profiles, *(f"{c.header!r}" for c in columns.columns if c.role == "other" and c.header)]
    return ", ".join(names) or none
