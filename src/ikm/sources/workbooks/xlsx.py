"""Reading an Excel workbook (xlsx, xlsm): plan, preflight, clean copy, reader, and what needs a second look.

1. `ikm.sources.workbooks.packages` follows the workbook's relations to the sheet, its texts and formats. 2.
`ikm.sources.workbooks.preflight` glances over the sheet; `ikm.sources.workbooks.inspection` looks exactly if it is
unusual. 3. A clean workbook of that one sheet is built in memory and read by `ikm.sources.workbooks.calamine`. 4. Error
values, formulas without results and doubled addresses are put where the reader shows blanks;
   small numbers wearing a date format are given back as numbers.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.findings import Finding, column_letter
from ikm.sources.refusals import both, count, damaged, refusal, too_large
from ikm.sources.tables import SheetFact
from ikm.sources.workbooks import calamine
from ikm.sources.workbooks.books import Book, far_below, finish, overlay
from ikm.sources.workbooks.inspection import Inspection, inspect
from ikm.sources.workbooks.markup import plain_markup
from ikm.sources.workbooks.packages import Package, merged_cells, pieces, read_package, rebuild, without_counts
from ikm.sources.workbooks.percents import shown_as_percent, told
from ikm.sources.workbooks.preflight import Glance, glance, spots
from ikm.sources.workbooks.sheets import Candidate, choose

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from ikm.sources.limits import Limits
    from ikm.sources.workbooks.archives import Archive

__all__ = ["read_workbook"]

_HEAD = 1 << 16
_PIECE = 6 << 20
_PIECES = 12
_BLANK = re.compile(rb"<(?:[\w.-]+:)?c\b[^<>]*(?:/>|></(?:[\w.-]+:)?c>)")
_SURVEYED = 40
_TOP_ROWS = 12
_LISTED = 20
_AN_ERROR = b' t="e"'
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\b[^<>]*>")
_BOUND = re.compile(rb"""\s(min|max|hidden)\s*=\s*["']([0-9]{1,5})["']""")
_ERROR = re.compile(
    rb"""(\st\s*=\s*["']e["'][^<>]*>(?:<(?:[\w.-]+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:[\w.-]+:)?f>))?<(?:[\w.-]+:)?v>)"""
    rb"(?!#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)<)[^<>]*"
)
"""An error value of a kind that the reader does not know, as Google Sheets and new versions of Excel write them."""


def read_workbook(archive: Archive, wanted: str | int | None, limits: Limits) -> Book:
    """Read one sheet of a workbook.

    Parameters
    ----------
    archive : Archive
        The open file.
    wanted : str or int, optional
        The sheet asked for.
    limits : Limits
        The bounds.

    Raises
    ------
    SourceError
        When the workbook is damaged, unsafe or too large, or holds nothing.
    OptionError
        When there is no such sheet.
    """
    package = read_package(archive, limits)
    choice, findings = choose(_candidates(archive, package), wanted)
    chosen = package.sheets[choice]
    facts = tuple(SheetFact(s.name, s.state, read=i == choice) for i, s in enumerate(package.sheets))
    book = Book("xlsm" if package.macros else "xlsx", chosen.name, facts, findings=findings)
    if package.macros:
        book.findings.append(Finding("file-has-macros"))
    _fill(book, _Reading(archive, package, chosen.part, limits))
    if shown := _hidden_columns(archive.beginning(chosen.part, _HEAD), limits):
        book.findings.append(Finding("file-hidden-columns", sheet=book.sheet, details={"letters": shown}))
    return book


def _hidden_columns(head: bytes, limits: Limits) -> str:
    """List the letters of the hidden columns within the table: "C, J–L"; empty when there are none."""
    shown = []
    for tag in _COLUMN.findall(head.partition(b"<sheetData")[0]):
        found = {name: int(number) for name, number in _BOUND.findall(tag)}
        first, last = found.get(b"min", 0), found.get(b"max", 0)
        # Columns hidden up to the last one are those beyond the table, which holds nothing there.
        if found.get(b"hidden") and 0 < first <= last <= limits.columns:
            letters = column_letter(first - 1), column_letter(last - 1)
            shown.append(letters[0] if first == last else "–".join(letters))
    return ", ".join(shown[:_LISTED])


@dataclass(slots=True)
class _Reading:
    archive: Archive
    package: Package
    part: str
    limits: Limits
    renumbered: dict[int, int] | None = None

    def xml(self) -> bytes:
        return plain_markup(self.archive.part(self.part))

    def styles(self) -> bytes:
        return plain_markup(self.archive.part(self.package.formats)) if self.package.formats else b""

    def texts(self) -> bytes:
        return without_counts(plain_markup(self.archive.part(self.package.texts))) if self.package.texts else b""


def _candidates(archive: Archive, package: Package) -> list[Candidate]:
    found = []
    for number, sheet in enumerate(package.sheets):
        columns, filled = 1, 2
        if sheet.state == "visible" and number < _SURVEYED and len(package.sheets) > 1:
            head = archive.beginning(sheet.part, _HEAD)
            rows = re.split(rb"</(?:\w+:)?row>", head, maxsplit=_TOP_ROWS)[:_TOP_ROWS]
            cells = [len(re.findall(rb"<(?:\w+:)?(?:v|is)>", row)) for row in rows]
            columns, filled = max(cells), sum(map(bool, cells))
        found.append(Candidate(sheet.name, sheet.state, columns, archive.size(sheet.part), filled))
    return found


def _fill(book: Book, reading: _Reading) -> None:
    def again() -> calamine.CalamineGrid:
        return calamine.load([rebuild(_same(reading), texts=reading.texts())], reading.limits)

    quick = _quickly(reading, book)
    grid, hidden = quick if quick is not None else _exactly(reading, book)
    finish(book, grid, hidden, again)
    book.findings += told(shown_as_percent(reading.styles(), reading.xml), book.sheet)
    if reading.renumbered is not None:
        real = sorted(reading.renumbered)
        book.numbers = [real[number - 1] for number in grid.numbers]
        book.findings += far_below(book.numbers, book.sheet)


class _UnusualError(Exception):
    """The quick way has met something that needs the exact look."""


def _quickly(reading: _Reading, book: Book) -> tuple[calamine.CalamineGrid, tuple[int, ...]] | None:
    """Read an ordinary sheet, piece by piece if it is long; nothing if it is not ordinary."""
    texts, styles = reading.texts(), reading.styles()
    xml = reading.xml()
    book.merged = merged_cells(xml)
    # Each piece costs a reading of all shared texts, so there are only as many as keep the processors busy: while one
    # is looked over, others are read.
    processors = 1 if sys.platform == "emscripten" else os.cpu_count() or 1  # a browser has no threads for Python
    most = min(_PIECES, 3 * processors) if processors > 1 else 1
    parts = pieces(xml, min(len(xml) // (_PIECE + len(texts)) + 1, most))
    del xml
    seen: list[Glance] = []
    odd: list[bytes] = []

    def looked_over() -> Iterator[io.BytesIO]:
        while parts:
            part = parts.pop(0)
            look = glance(part)
            seen.append(look)
            if not look.ordinary or sum(g.last_row * g.columns for g in seen) > 3 * reading.limits.cells:
                raise _UnusualError
            odd.append(spots(part, formulas=look.formulas))
            yield rebuild(
                _known_errors(part) if _AN_ERROR in odd[-1] else part,
                texts=texts,
                formats=styles,
                from_1904=reading.package.from_1904,
            )

    try:
        grid = calamine.load(looked_over(), reading.limits, at_once=len(parts) > 1)
    except _UnusualError:
        return None
    exact = inspect(b"<sheetData>%b</sheetData>" % b"".join(odd))
    shown_blank = exact.empty + sum(what.kind == "error" for what in exact.unreadable.values())
    if grid.filled != sum(look.filled for look in seen) - shown_blank or not grid.finite:
        return None
    if any(after <= before for before, after in itertools.pairwise(grid.numbers)):
        return None
    overlay(book, grid, exact)
    return grid, tuple(itertools.chain.from_iterable(look.hidden for look in seen))


def _exactly(reading: _Reading, book: Book) -> tuple[calamine.CalamineGrid, tuple[int, ...]]:
    """Read a sheet after walking through it."""
    xml = reading.xml()
    exact = inspect(xml)
    xml = _within(xml, reading, exact, book.sheet)
    package = rebuild(
        _known_errors(xml), texts=reading.texts(), formats=reading.styles(), from_1904=reading.package.from_1904
    )
    del xml
    grid = calamine.load([package], reading.limits)
    if _lost_numbers(grid, exact):
        raise damaged("angkanya tidak terbaca dengan pasti", "its numbers cannot be read with certainty")
    overlay(book, grid, exact, reading.renumbered)
    return grid, tuple(exact.hidden)


def _known_errors(xml: bytes) -> bytes:
    """Write every error value as one the reader knows; `overlay` puts the true one in its place."""
    return _ERROR.sub(rb"\1#N/A", xml)


def _lost_numbers(grid: calamine.CalamineGrid, exact: Inspection) -> bool:
    """Tell whether the reader shows fewer numbers than are stored, although every cell seems sound."""
    if exact.dates or any(what.kind in {"double", "number"} for what in exact.unreadable.values()):
        return False
    numbers = sum(column.marks(lambda cell: not isinstance(cell, (str, bool))).count(1) for column in grid.columns)
    return numbers < exact.numbers


def _within(xml: bytes, reading: _Reading, exact: Inspection, sheet: str) -> bytes:
    """Make sure that the rectangle fits the limits; rows far below the others are moved up."""
    limits = reading.limits
    height, width = exact.last_row, exact.last_column + 1
    if exact.last_blank[0] > height or exact.last_blank[1] >= width:
        xml = _BLANK.sub(b"", xml)  # formatted, but empty, cells must not stretch the rectangle
    if width > limits.columns and height * width <= limits.cells:
        raise too_large(
            "columns", limits.columns, both(f"tabelnya {width} kolom", f"the table has {width} columns"), sheet=sheet
        )
    if height * width <= limits.cells:
        return xml
    numbers = sorted(exact.row_numbers())
    if exact.placed and len(numbers) * width <= limits.cells // 4 and width <= limits.columns:
        reading.renumbered = {number: place for place, number in enumerate(numbers, 1)}
        return _moved(xml, reading.renumbered)
    row, column = exact.farthest
    if exact.cells * 4 > height * width:
        raise too_large(
            "cells",
            limits.cells,
            both(f"tabelnya {height} baris x {width} kolom", f"the table has {height} rows x {width} columns"),
            sheet=sheet,
        )
    raise refusal(
        "file-far-cell", sheet=sheet, row=row, column=column, rows=height, width=width, allowed=count(limits.cells)
    )


def _moved(xml: bytes, places: dict[int, int]) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        place = places.get(int(found[2]))
        # A row without any cell has no place of its own; it disappears behind the last.
        return b"%s%d%s" % (found[1], place if place is not None else len(places) + 1, found[3])

    return re.sub(rb"""(<(?:[\w.-]+:)?(?:row|c)\b[^<>]*?\sr\s*=\s*["'][A-Za-z]*)([0-9]+)(["'])""", row, xml)


def _same(reading: _Reading) -> bytes:
    xml = reading.xml()
    return _moved(xml, reading.renumbered) if reading.renumbered is not None else xml
