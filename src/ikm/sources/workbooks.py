"""Reading an Excel workbook (xlsx, xlsm): plan, preflight, clean copy, reader, and what needs a second look.

1. `ikm.sources.packages` follows the workbook's relations to the sheet, its texts and formats.
2. `ikm.sources.preflight` glances over the sheet; `ikm.sources.inspection` looks exactly if it is unusual.
3. A clean workbook of that one sheet is built in memory and read by `ikm.sources.engine`.
4. Error values, formulas without results and doubled addresses are put where the reader shows blanks;
   small numbers wearing a date format are given back as numbers.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ikm.findings import Finding, column_letter
from ikm.sources import engine
from ikm.sources.inspection import Inspection, inspect
from ikm.sources.markup import plain
from ikm.sources.packages import Package, pieces, read_package, rebuild, without_counts
from ikm.sources.preflight import Glance, glance
from ikm.sources.refusals import both, count, refusal, too_large
from ikm.sources.sheets import Candidate, choose
from ikm.sources.tables import SheetFact, Unreadable

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Sequence

    from ikm.sources.archives import Archive
    from ikm.sources.limits import Limits
    from ikm.sources.tables import Cell, Kind

__all__ = ["Book", "read_workbook"]

_HEAD = 1 << 16
_PIECE = 6 << 20
_PIECES = 6
_SURVEYED = 40
_LISTED = 10
_FAR = 1000


@dataclass(slots=True)
class Book:
    """What a workbook gives: the rows of one sheet and what was noticed."""

    kind: Kind
    sheet: str
    sheets: tuple[SheetFact, ...]
    rows: Sequence[Sequence[Cell]] = ()
    numbers: Sequence[int] = ()
    hidden_rows: int = 0
    findings: list[Finding] = field(default_factory=list)


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
    if not book.rows:
        raise refusal("file-no-rows", where=both(f' di lembar "{chosen.name}"', f' on the sheet "{chosen.name}"'),
                      hint=_other_sheets(book), found=book.findings)
    return book


@dataclass(slots=True)
class _Reading:
    archive: Archive
    package: Package
    part: str
    limits: Limits
    renumbered: dict[int, int] | None = None

    def xml(self) -> bytes:
        return plain(self.archive.part(self.part))

    def styles(self) -> bytes:
        return plain(self.archive.part(self.package.formats)) if self.package.formats else b""

    def texts(self) -> bytes:
        return without_counts(plain(self.archive.part(self.package.texts))) if self.package.texts else b""


def _candidates(archive: Archive, package: Package) -> list[Candidate]:
    found = []
    for number, sheet in enumerate(package.sheets):
        columns = 1
        if sheet.state == "visible" and number < _SURVEYED and len(package.sheets) > 1:
            head = archive.beginning(sheet.part, _HEAD)
            rows = re.split(rb"</(?:\w+:)?row>", head, maxsplit=4)
            columns = max(len(re.findall(rb"<(?:\w+:)?(?:v|is)>", row)) for row in rows)
        found.append(Candidate(sheet.name, sheet.state, columns, archive.size(sheet.part)))
    return found


def _fill(book: Book, reading: _Reading) -> None:
    quick = _quickly(reading)
    grid, hidden = quick if quick is not None else _exactly(reading, book)
    if grid.small_dates:
        raw = engine.load([rebuild(_same(reading), texts=reading.texts())], reading.limits)
        _give_back_numbers(grid, raw, book)
    if hidden:
        book.hidden_rows = len(hidden)
        shown = ", ".join(map(str, hidden[:_LISTED])) + (", …" if len(hidden) > _LISTED else "")
        book.findings.append(Finding("file-hidden-rows", sheet=book.sheet,
                                     details={"number": len(hidden), "rows": shown}))
    numbers: Sequence[int] = grid.numbers
    if reading.renumbered is not None:
        real = sorted(reading.renumbered)
        numbers = [real[number - 1] for number in numbers]
        book.findings += _far_below(numbers, book.sheet)
    elif numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        numbers = range(numbers[0], numbers[-1] + 1)
    book.rows, book.numbers = grid.rows, numbers


class _UnusualError(Exception):
    """The quick way has met something that needs the exact look."""


def _quickly(reading: _Reading) -> tuple[engine.Grid, tuple[int, ...]] | None:
    """Read an ordinary sheet, piece by piece if it is long; nothing if it is not ordinary."""
    texts, styles = reading.texts(), reading.styles()
    xml = reading.xml()
    parts = pieces(xml, min(len(xml) // (_PIECE + len(texts)) + 1, _PIECES))
    del xml
    seen: list[Glance] = []

    def looked_over() -> Iterator[io.BytesIO]:
        while parts:
            part = parts.pop(0)
            look = glance(part)
            seen.append(look)
            if not look.ordinary or sum(g.last_row * g.columns for g in seen) > 3 * reading.limits.cells:
                raise _UnusualError
            yield rebuild(part, texts=texts, formats=styles, from_1904=reading.package.from_1904)

    try:
        grid = engine.load(looked_over(), reading.limits, at_once=len(parts) > 1)
    except _UnusualError:
        return None
    if grid.filled != sum(look.filled for look in seen) or not grid.finite:
        return None
    if any(after <= before for before, after in itertools.pairwise(grid.numbers)):
        return None
    return grid, tuple(itertools.chain.from_iterable(look.hidden for look in seen))


def _exactly(reading: _Reading, book: Book) -> tuple[engine.Grid, tuple[int, ...]]:
    """Read a sheet after walking through it."""
    xml = reading.xml()
    exact = inspect(xml)
    xml = _within(xml, reading, exact, book.sheet)
    package = rebuild(xml, texts=reading.texts(), formats=reading.styles(), from_1904=reading.package.from_1904)
    del xml
    grid = engine.load([package], reading.limits)
    _overlay(grid, exact, reading.renumbered)
    book.findings += _noticed(exact, book.sheet)
    return grid, tuple(exact.hidden)


def _within(xml: bytes, reading: _Reading, exact: Inspection, sheet: str) -> bytes:
    """Make sure that the rectangle fits the limits; rows far below the others are moved up."""
    limits = reading.limits
    height, width = exact.last_row, exact.last_column + 1
    if width > limits.columns and height * width <= limits.cells:
        raise too_large("columns", limits.columns, both(f"tabelnya {width} kolom", f"the table has {width} columns"),
                        sheet=sheet)
    if height * width <= limits.cells:
        return xml
    numbers = sorted(exact.row_numbers())
    if exact.placed and len(numbers) * width <= limits.cells // 4 and width <= limits.columns:
        reading.renumbered = {number: place for place, number in enumerate(numbers, 1)}
        return _moved(xml, reading.renumbered)
    row, column = exact.farthest
    if exact.cells * 4 > height * width:
        raise too_large("cells", limits.cells, both(f"tabelnya {height} baris x {width} kolom",
                                                    f"the table has {height} rows x {width} columns"), sheet=sheet)
    raise refusal("file-far-cell", sheet=sheet, row=row, column=column, rows=height, width=width,
                  allowed=count(limits.cells))


def _moved(xml: bytes, places: dict[int, int]) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        place = places.get(int(found[2]))
        # A row without any cell has no place of its own; it disappears behind the last.
        return b"%s%d%s" % (found[1], place if place is not None else len(places) + 1, found[3])

    return re.sub(rb"""(<(?:[\w.-]+:)?(?:row|c)\b[^<>]*?\sr\s*=\s*["'][A-Za-z]*)([0-9]+)(["'])""", row, xml)


def _same(reading: _Reading) -> bytes:
    xml = reading.xml()
    return _moved(xml, reading.renumbered) if reading.renumbered is not None else xml


def _overlay(grid: engine.Grid, exact: Inspection, places: dict[int, int] | None) -> None:
    if not exact.unreadable:
        return
    index = {number: i for i, number in enumerate(grid.numbers)}
    by_row: dict[int, dict[int, Unreadable]] = {}
    for (row, column), what in exact.unreadable.items():
        by_row.setdefault(places[row] if places is not None else row, {})[column] = what
    missing = sorted(number for number in by_row if number not in index)
    for number in missing:
        grid.rows.append(("",) * grid.width)
        grid.numbers.append(number)
    if missing:
        order = sorted(range(len(grid.numbers)), key=grid.numbers.__getitem__)
        grid.rows = [grid.rows[i] for i in order]
        grid.numbers = [grid.numbers[i] for i in order]
        index = {number: i for i, number in enumerate(grid.numbers)}
    for number, cells in by_row.items():
        row = list(grid.rows[index[number]])
        row += [""] * (max(cells) + 1 - len(row))
        for column, what in cells.items():
            row[column] = what
        grid.rows[index[number]] = tuple(row)


def _noticed(exact: Inspection, sheet: str) -> list[Finding]:
    found = []
    if exact.twice:
        shown = ", ".join(f"{column_letter(column)}{row}" for row, column in exact.twice[:_LISTED])
        row, column = exact.twice[0]
        found.append(Finding("file-cells-twice", sheet=sheet, row=row, column=column, details={
            "number": len(exact.twice), "addresses": shown + (", …" if len(exact.twice) > _LISTED else "")}))
    if exact.uncalculated:
        row, column = min(place for place, what in exact.unreadable.items() if what.kind == "formula")
        found.append(Finding("file-formulas-uncalculated", sheet=sheet, details={
            "number": exact.uncalculated, "address": f"{column_letter(column)}{row}"}))
    if exact.formulas:
        found.append(Finding("file-formulas", sheet=sheet, details={"number": exact.formulas}))
    return found


def _give_back_numbers(grid: engine.Grid, raw: engine.Grid, book: Book) -> None:
    same = {number: i for i, number in enumerate(raw.numbers)}
    columns = set()
    count = 0
    for i, column in grid.small_dates:
        row = raw.rows[same[grid.numbers[i]]] if grid.numbers[i] in same else ()
        if column < len(row) and isinstance(row[column], float):
            grid.rows[i] = (*grid.rows[i][:column], row[column], *grid.rows[i][column + 1 :])
            columns.add(column)
            count += 1
    if count:
        book.findings.append(Finding("file-numbers-as-dates", sheet=book.sheet, columns=tuple(sorted(columns)),
                                     details={"number": count}))


def _far_below(numbers: list[int], sheet: str) -> list[Finding]:
    gaps = [(after - before, before, after) for before, after in itertools.pairwise(numbers)]
    gap, before, after = max(gaps, default=(0, 0, 0))
    if gap < _FAR:
        return []
    return [Finding("file-row-far", sheet=sheet, row=after, details={"last": before})]


def _other_sheets(book: Book) -> dict[str, str]:
    others = [sheet.name for sheet in book.sheets if not sheet.read]
    if not others:
        return both("", "")
    return both(f' Atau sebutkan lembar lain: --sheet "{others[0]}".', f' Or name another sheet: --sheet "{others[0]}".')
