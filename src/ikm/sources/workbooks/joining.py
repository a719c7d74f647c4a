"""Several sheets of one form: a month or a counter each, or a copy of another.

An office that keeps one sheet a month has one survey on twelve sheets.  Reading the first of them would leave eleven
months out, so a workbook with several sheets under the same headings is not scored until somebody says which is meant:
one of them, or all together (``--sheet all``).  Where every row of one stands in another as well it is a copy, and
nothing is left out by reading the other alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ikm.findings import Finding, display
from ikm.sources.columns import ColumnMaker
from ikm.sources.workbooks.sheets import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from ikm.sources.columns import Cell, CellColumn
    from ikm.sources.workbooks.books import Book

__all__ = ["ALL", "read_together"]

ALL = frozenset({"all", "semua"})
"""What asks for all sheets of one form."""

_SEARCHED = 30
_NINE = 9
_ALIKE = "file-sheets-alike"
_OF_CHOICE = {_ALIKE, "file-sheet-chosen", "file-sheets-hidden"}


class _Table(NamedTuple):
    """A sheet from its headings on: where they stand, and every row below as it can be compared."""

    book: Book
    top: int
    rows: Counter[tuple[Hashable, ...]]


def read_together(read: Callable[[str | int | None], Book], wanted: str | int | None) -> Book:
    """Read the sheet that is meant, or all sheets of one form together.

    Parameters
    ----------
    read : callable
        Reads one sheet by name or number from 1; none leaves the choice to it.
    wanted : str or int, optional
        The sheet asked for; ``"all"`` asks for all of the same form, unless a sheet is called so.
    """
    everything = isinstance(wanted, str) and wanted.strip().casefold() in ALL
    if not everything:
        book = read(wanted)
        return book if wanted is not None else _told(book, read)
    book = read(None)
    named = [sheet.name for sheet in book.sheets if sheet.name.strip().casefold() == str(wanted).strip().casefold()]
    return read(named[0]) if named else _joined(book, read)


def _told(book: Book, read: Callable[[str | int | None], Book]) -> Book:
    """Say of the sheets left alone whether they are copies, or would have to be read as well."""
    first, others = _of_one_form(book, read)
    if first is None or not others:
        return book
    told = [finding for finding in book.findings if finding.code != _ALIKE]
    largest = max([first, *others], key=lambda table: table.rows.total())
    if all(table.rows <= largest.rows for table in (first, *others)):
        chosen, copies = largest.book, [t.book.sheet for t in (first, *others) if t is not largest]
        copy = next(table.book for table in (first, *others) if table is not largest)
        details = {"chosen": display(chosen.sheet), "others": _listed(copies), "candidate": _typed(copy)}
        chosen.findings = [
            *(told if chosen is book else chosen.findings),
            Finding("file-sheets-copied", details=details),
        ]
        return chosen
    names = [table.book.sheet for table in (first, *others)]
    details = {"others": _listed(names), "candidate": _typed(first.book)}
    book.findings = [*told, Finding("file-sheets-of-one-form", details=details)]
    return book


def _of_one_form(book: Book, read: Callable[[str | int | None], Book]) -> tuple[_Table | None, list[_Table]]:
    """Read the sheets that look like answers, and keep those with the same headings."""
    alike = next((finding.details["alike"] for finding in book.findings if finding.code == _ALIKE), ())
    headings = [(place, _heading(row)) for place, row in enumerate(book.rows[:_SEARCHED])]
    others: list[_Table] = []
    first: _Table | None = None
    for number in alike if isinstance(alike, tuple) else ():
        other = read(number)
        met = {_heading(row): place for place, row in reversed(list(enumerate(other.rows[:_SEARCHED])))}
        shared = next(((place, met[text]) for place, text in headings if text is not None and text in met), None)
        if shared is None:
            continue
        table = _table(other, shared[1])
        if table.rows:
            first = first or _table(book, shared[0])
            others.append(table)
    return first, others


def _heading(row: Sequence[Cell]) -> tuple[str, ...] | None:
    """Give the texts of a row that may hold the headings of nine questions; none of another row."""
    texts = tuple(" ".join(cell.split()).casefold() if isinstance(cell, str) else "" for cell in row)
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts if sum(map(bool, texts)) >= _NINE else None


def _table(book: Book, top: int) -> _Table:
    return _Table(book, top, Counter(filter(None, map(_comparable, book.rows[top + 1 :]))))


def _comparable(row: Sequence[Cell]) -> tuple[Hashable, ...]:
    cells: list[Hashable] = [None if cell == "" else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _joined(book: Book, read: Callable[[str | int | None], Book]) -> Book:
    """Put the rows of all sheets of one form below one another, numbered on."""
    first, others = _of_one_form(book, read)
    if first is None or not others:
        return book
    tables, numbers = [(book, 0)], list(book.numbers)
    parts = [(book.sheet, numbers[first.top] + 1, numbers[-1])]
    merged, starts = list(book.merged), []
    for other in others:
        tail = other.book.numbers[other.top + 1 :]
        shift = numbers[-1] - other.book.numbers[other.top]
        starts.append(len(numbers))
        merged += [m._replace(first=m.first + shift, last=m.last + shift) for m in other.book.merged if m.first in tail]
        tables.append((other.book, other.top + 1))
        numbers += [number + shift for number in tail]
        parts.append((other.book.sheet, tail[0] + shift, tail[-1] + shift))
    shown = "; ".join(f'"{display(name)}" {start}–{end}' for name, start, end in parts)
    read_too = {table.book.sheet for table in others}
    chosen = '", "'.join(display(name) for name, _, _ in parts)
    findings = [
        Finding(f.code, f.sheet, details={**f.details, "chosen": chosen}) if f.code in _OF_CHOICE else f
        for f in book.findings
        if f.code != _ALIKE
    ]
    for other in others:
        findings += [f for f in other.book.findings if f.code not in _OF_CHOICE]
    return replace(
        book,
        sheet=" + ".join(name for name, _, _ in parts),
        sheets=tuple(fact._replace(read=fact.read or fact.name in read_too) for fact in book.sheets),
        columns=_stacked(tables),
        numbers=numbers,
        hidden_rows=book.hidden_rows + sum(other.book.hidden_rows for other in others),
        findings=[*findings, Finding("file-sheets-joined", details={"parts": shown})],
        merged=merged,
        starts=tuple(starts),
    )


def _stacked(tables: Sequence[tuple[Book, int]]) -> list[CellColumn]:
    """Put the columns of several sheets below one another, each from a row on; a narrow sheet is blank beyond."""
    columns = []
    for place in range(max(len(book.columns) for book, _ in tables)):
        maker = ColumnMaker()
        for book, top in tables:
            wide = place < len(book.columns)
            maker.extend(list(book.columns[place])[top:] if wide else [None] * (len(book.numbers) - top))
        columns.append(maker.column())
    return columns


def _typed(book: Book) -> str:
    """Write what is typed for the sheet a book was read from."""
    return typed([fact.name for fact in book.sheets], next(i for i, fact in enumerate(book.sheets) if fact.read))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{display(name)}"' for name in names)
