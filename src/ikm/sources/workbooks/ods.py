"""Reading an OpenDocument spreadsheet (ods), as LibreOffice and Google Sheets write it.

The whole workbook is one XML part in which runs of equal cells and rows are written once with a count, so
that one kilobyte can claim billions of cells.  The part is walked with an XML parser; blank runs only move
the position, and filled runs are counted against the limits before they are laid out.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from ikm.findings import Finding, column_letter, display
from ikm.sources.columns import CellColumn, Unreadable
from ikm.sources.refusals import both, refusal, too_large
from ikm.sources.tables import Merged, SheetFact
from ikm.sources.workbooks.books import Book, hidden_rows
from ikm.sources.workbooks.markup import broken, parser, plain_markup
from ikm.sources.workbooks.percents import is_large_percent, told
from ikm.sources.workbooks.sheets import Candidate, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.sources.columns import Cell
    from ikm.sources.limits import Limits
    from ikm.sources.workbooks.archives import Archive

__all__ = ["read_opendocument"]

_CELLS = {"table:table-cell", "table:covered-table-cell"}
_BREAKS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_SHOWN = 40


def read_opendocument(archive: Archive, wanted: str | int | None, limits: Limits) -> Book:
    """Read one sheet of an OpenDocument spreadsheet.

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
        When the file is damaged, unsafe, locked or too large, or holds nothing.
    OptionError
        When there is no such sheet.
    """
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise refusal("file-has-password")
    content = plain_markup(archive.part("content.xml"))
    sheets = _sheets(content)
    if not sheets:
        raise refusal("file-archive-without-workbook")
    if len(sheets) > limits.sheets:
        raise too_large(
            "sheets", limits.sheets, both(f"isinya {len(sheets)} lembar kerja", f"it holds {len(sheets)} worksheets")
        )
    choice, findings = choose(sheets, wanted)
    walk = _Walk(choice, limits)
    _run(content, walk)
    facts = tuple(SheetFact(s.name, s.state, read=i == choice) for i, s in enumerate(sheets))
    width = max(map(len, walk.rows), default=0)
    rows = [(*row, *("",) * (width - len(row))) for row in walk.rows]
    numbers: Sequence[int] = walk.numbers
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        numbers = range(numbers[0], numbers[-1] + 1)
    columns = [CellColumn.of(cells) for cells in zip(*rows, strict=True)]
    book = Book("ods", sheets[choice].name, facts, columns, numbers, findings=findings, merged=walk.merged)
    lacking = [(n, c) for n, row in zip(numbers, rows, strict=True) for c, v in enumerate(row) if _is_formula(v)]
    if lacking:
        first = f"{column_letter(lacking[0][1])}{lacking[0][0]}"
        details: dict[str, object] = {"number": len(lacking), "address": first}
        book.findings.append(Finding("file-formulas-uncalculated", sheet=book.sheet, details=details))
    if walk.formulas:
        book.findings.append(Finding("file-formulas", sheet=book.sheet, details={"number": walk.formulas}))
    book.findings += told(walk.percents, book.sheet)
    hidden_rows(book, walk.hidden)
    if not rows:
        raise refusal(
            "file-no-rows",
            where=both(f' di lembar "{display(book.sheet)}"', f' on the sheet "{display(book.sheet)}"'),
            hint=both("", ""),
            found=book.findings,
        )
    return book


def _is_formula(value: Cell) -> bool:
    return isinstance(value, Unreadable) and value.kind == "formula"


def _sheets(content: bytes) -> list[Candidate]:
    survey = _Survey()
    _run(content, survey)
    return [
        Candidate(name, "hidden" if style in survey.hidden else "visible", columns, size)
        for name, style, columns, size in survey.found
    ]


class _Survey:
    """Lists the sheets in the order in which `_Walk` counts them."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.found: list[list[Any]] = []
        self._style = ""
        self._columns = self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._cells += 1
            if self.found and "office:value-type" in attributes:
                self._columns += 1
                self.found[-1][2] = max(self.found[-1][2], self._columns)
                self.found[-1][3] += 1
        elif name == "table:table-row":
            self._columns = 0
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self._style)
        elif name == "table:table" and "table:name" in attributes and not self._cells:
            self.found.append([attributes["table:name"], attributes.get("table:style-name", ""), 0, 0])

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._cells -= 1

    def text(self, characters: str) -> None:
        """Pass over characters."""


def _run(content: bytes, walk: _Walk | _Survey) -> None:
    walker: Any = parser()
    walker.StartElementHandler = walk.start
    walker.EndElementHandler = walk.end
    walker.CharacterDataHandler = walk.text
    try:
        walker.Parse(content, True)  # noqa: FBT003  # takes no keywords
    except expat.ExpatError as error:
        raise broken() from error


@dataclass(slots=True)
class _Walk:
    """Walks to one sheet and gathers its rows."""

    wanted: int
    limits: Limits
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    formulas: int = 0
    percents: list[tuple[int, int]] = field(default_factory=list)
    _table: int = -1
    _nested: int = 0
    _row: int = 0
    _row_repeat: int = 1
    _column: int = 0
    _cells: dict[int, Cell] = field(default_factory=dict)
    _attributes: dict[str, str] | None = None
    _texts: list[str] = field(default_factory=list)
    _note: int = 0
    _count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._nested += name in _CELLS
        if name == "table:table":
            if "table:name" in attributes and not self._nested:
                self._table += 1
        elif self._table != self.wanted:
            return
        elif name in _CELLS and self._attributes is None:
            self._attributes, self._texts = attributes, []
        elif name == "table:table-row" and self._attributes is None:
            self._row_repeat = _repeats(attributes.get("table:number-rows-repeated"))
            if attributes.get("table:visibility", "visible") != "visible" and self._row_repeat < _ENOUGH:
                self.hidden += range(self._row + 1, self._row + self._row_repeat + 1)
            self._column, self._cells = 0, {}
        elif self._attributes is not None:
            self._inside_cell(name, attributes)

    def _inside_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "office:annotation":
            self._note += 1
        elif name == "text:p" and self._texts and not self._note:
            self._texts.append("\n")
        elif name in _BREAKS and not self._note:
            self._texts.append(_BREAKS[name] * min(_repeats(attributes.get("text:c")), _SHOWN))

    def text(self, characters: str) -> None:
        if self._attributes is not None and not self._note:
            self._texts.append(characters)

    def end(self, name: str) -> None:
        self._nested -= name in _CELLS
        if self._table != self.wanted:
            return
        if name == "office:annotation":
            self._note -= 1
        elif name in _CELLS and self._attributes is not None and not self._nested:
            self._place(_value(self._attributes, "".join(self._texts)))
        elif name == "table:table-row" and not self._nested:
            self._finish_row()

    def _place(self, value: Cell) -> None:
        attributes = self._attributes or {}
        self._attributes = None
        repeat = _repeats(attributes.get("table:number-columns-repeated"))
        if (high := _repeats(attributes.get("table:number-rows-spanned"))) > 1 and len(self.merged) < _MOST_MERGED:
            self.merged.append(Merged(self._row + 1, self._row + high, self._column, self._column))
        if value is not None and value != "":
            if "table:formula" in attributes and not isinstance(value, Unreadable):
                self.formulas += 1
            if self._column + repeat > self.limits.columns:
                width = self._column + repeat
                raise too_large(
                    "columns", self.limits.columns, both(f"tabelnya {width} kolom", f"the table has {width} columns")
                )
            self._cells.update(dict.fromkeys(range(self._column, self._column + repeat), value))
            percent = attributes.get("office:value-type") == "percentage"
            if percent and isinstance(value, float) and is_large_percent(value):
                self.percents += [(self._row + 1, column) for column in range(self._column, self._column + repeat)]
        self._column += repeat

    def _finish_row(self) -> None:
        if self._cells:
            width = max(self._cells) + 1
            self._count += width * self._row_repeat
            most = self.limits.cells // 5  # walking through this format takes five times as long
            if self._count > most or self._row + self._row_repeat > _ENOUGH:
                raise too_large(
                    "cells",
                    most,
                    both("sel yang terisi lebih dari itu", "more cells than that are filled"),
                )
            row = tuple(self._cells.get(column, "") for column in range(width))
            self.rows += [row] * self._row_repeat
            self.numbers += range(self._row + 1, self._row + self._row_repeat + 1)
        self._row += self._row_repeat
        self._cells = {}


_ENOUGH = 1_048_577
_MOST_MERGED = 20_000


def _repeats(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    return max(1, min(int(text[:9]), _ENOUGH * 4))


def _value(attributes: dict[str, str], text: str) -> Cell:
    kind = attributes.get("office:value-type", "")
    formula = attributes.get("table:formula")
    if attributes.get("calcext:value-type") == "error" or (formula and re.fullmatch(r"#[A-Z/0]+[!?]?|Err:\d+", text)):
        return Unreadable("error", display(text, _SHOWN))
    if not kind:
        if formula and not text:
            return Unreadable("formula", display(formula.removeprefix("of:"), _SHOWN))
        return text
    if kind in {"float", "percentage", "currency"}:
        return _number(attributes.get("office:value", ""))
    if kind == "date":
        return _moment(attributes.get("office:date-value", ""), text)
    boolean = attributes.get("office:boolean-value") == "true"
    return boolean if kind == "boolean" else text or attributes.get("office:string-value", "")


def _number(text: str) -> Cell:
    try:
        number = float(text) if text.isascii() and "_" not in text else float("nan")
    except ValueError:
        number = float("nan")
    return number if isfinite(number) else Unreadable("number", display(text, _SHOWN))


def _moment(stored: str, text: str) -> Cell:
    try:
        moment = dt.datetime.fromisoformat(stored)
    except ValueError:
        return text or stored
    return moment.date() if len(stored) == len("2023-01-31") else moment
