"""A marked copy: the sheet of a survey as a workbook, every faulty cell coloured and explained.

An officer opens it, sees red, reads the comment, mends the cell, saves, and scores the copy.  It is a true copy: the
same rows and columns at the same addresses, the same headings and name of the sheet, dates as dates, numbers as
numbers, text as text and never as a formula; so it is read as the original was, with the same options.  Totals,
repeated headings, doubled rows and rows that were left out are in it and marked too.

What is personal is disguised (`ikm.responses.Disguise`), unless the copy is asked for with it.

>>> from ikm.sources import Table
>>> from ikm.rendering.marked import marked_copy
>>> from ikm.responses.validation import validate
>>> sheet = Table.of_rows([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 8 + [9]])
>>> marked_copy(sheet, validate(sheet), "id")[:2]
b'PK'
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
from math import isfinite
from typing import TYPE_CHECKING, Any, cast

from ikm.errors import OptionError
from ikm.findings import Typed
from ikm.rendering.marks import COPY
from ikm.reports import number as written
from ikm.reports import phrases
from ikm.responses import Disguise
from ikm.sources import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.findings import Finding, Language
    from ikm.responses import Responses
    from ikm.sources import Cell, Table

__all__ = ["marked_copy"]

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_SHEET = "Form Responses 1"
"""The name of a sheet that had none."""
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_ROWS, _TEXT = 1_048_576, 32_767
"""A worksheet has no more rows, and a cell holds no longer text."""
_FIRST_YEAR = 1900

_COMMENT = {"x_scale": 2, "y_scale": 2}
_ORDER: dict[str, int] = {"error": 0, "warning": 1, "notice": 2, "left out": 3}
_FILL = {"error": "#FCA5A5", "warning": "#FDE68A", "notice": "#BFDBFE", "left out": "#E5E7EB"}
_WIDTH, _HEADER_HEIGHT = 22, 75
_FORMATS = {dt.datetime: "yyyy-mm-dd hh:mm:ss", dt.date: "yyyy-mm-dd", dt.time: "hh:mm:ss"}
_PERCENT = "0%"


def marked_copy(sheet: Table, responses: Responses, lang: Language, *, personal: bool = False) -> bytes:
    """Write the workbook.

    Parameters
    ----------
    sheet : Table
        The sheet the responses came from.
    responses : Responses
        What validation made of it.
    lang : {"id", "en"}
        The language of the comments.
    personal : bool
        Whether names, numbers and comments are copied too.

    Returns
    -------
    bytes
        An XLSX file; the same survey gives the same bytes.

    Raises
    ------
    OptionError
        If the sheet has more rows than a workbook can hold.
    """
    import xlsxwriter  # noqa: PLC0415 - only those who ask for a copy pay for it

    if sheet.numbers and sheet.numbers[-1] > _ROWS:
        raise OptionError(_too_long("en", sheet.numbers[-1]), id=_too_long("id", sheet.numbers[-1]))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": _MADE, "category": COPY})
    paper = _Paper(book, sheet, responses)
    disguise = None if personal else Disguise(sheet, responses)
    marks = _Marks(responses, lang)
    for row, number in zip(sheet.rows, sheet.numbers, strict=True):
        cells = row if disguise is None else [disguise.cell(i, number, cell) for i, cell in enumerate(row)]
        paper.write_row(number, [*cells, *[None] * (paper.width - len(cells))], marks)
    book.close()
    return out.getvalue()


def _too_long(lang: Language, rows: int) -> str:
    return phrases(lang, "marked")["rows"].format(most=written(_ROWS, 0, lang), rows=written(rows, 0, lang))


class _Marks:
    """What is to be said of a row, and of each cell: the severity, and the words."""

    def __init__(self, responses: Responses, lang: Language) -> None:
        self._lang = lang
        self._say, self._words = phrases(lang), phrases(lang, "marked")
        self._columns = not responses.findings.counts["row-long-form"]
        self._found: dict[int, list[Finding]] = {}
        for finding in responses.findings:
            if finding.row is not None:
                for row in cast("tuple[int, ...]", _rows(finding)):
                    self._found.setdefault(row, []).append(finding)
        self._left_out = {row: reason for reason, rows in responses.left_out.items() for row in rows}
        self.short = {row: f for row, found in self._found.items() for f in found if f.code == "row-too-short"}

    def of(self, number: int) -> tuple[tuple[str, list[str]], dict[int, tuple[str, list[str]]]]:
        """Give what is said of a row, and of its cells by column; no severity where there is nothing to say."""
        whole: tuple[str, list[str]] = ("", [])
        cells: dict[int, tuple[str, list[str]]] = {}
        if (reason := self._left_out.get(number)) is not None:
            whole = ("left out", [self._words[reason].format(option=Typed("exclude-rows"))])
        for finding in self._found.get(number, ()):
            place = finding.position if self._columns else None
            before, said = whole if place is None else cells.get(place, ("", []))
            severity = min(filter(None, (before, finding.severity)), key=_ORDER.__getitem__)
            both = (severity, [*said, self._note(finding)])
            if place is None:
                whole = both
            else:
                cells[place] = both
        return whole, cells

    def missing(self, number: int) -> tuple[str, str] | None:
        """Give what stands behind a row that is too short, and the words about it."""
        finding = self.short.get(number)
        if finding is None:
            return None
        lacking = int(str(finding.details["width"])) - int(str(finding.details["cells"]))
        return self._words["short"].format(cells=lacking), self._words["short_note"]

    def _note(self, finding: Finding) -> str:
        finding = finding.translated(self._lang)
        return f"{finding.message}\n{self._say['todo']}: {finding.action}"


def _rows(finding: Finding) -> Sequence[int]:
    """Give the rows a finding speaks of: those that gave the same label, or its own."""
    rows = finding.details.get("rows")
    return cast("tuple[int, ...]", rows) if isinstance(rows, tuple) else (finding.row or 0,)


class _Paper:
    """The one sheet of the copy."""

    def __init__(self, book: Any, sheet: Table, responses: Responses) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._book, self._paper = book, book.add_worksheet(_name(sheet))
        self._formats: dict[tuple[str, ...], Any] = {}
        self._header = responses.header_row
        self._percents = set(_percents(responses))
        self.width = max(len(responses.columns.columns), *map(len, sheet.exact.values()), len(sheet.columns), 1)
        self._beyond = len(responses.columns.columns)
        self._paper.set_column(0, self.width - 1, _WIDTH)
        last = max(sheet.numbers, default=1)
        self._paper.ignore_errors({"number_stored_as_text": f"A1:XFD{last}"})
        if self._header is not None:
            self._paper.freeze_panes(self._header, 0)
            self._paper.set_row(self._header - 1, _HEADER_HEIGHT)
        for area in sheet.merged:
            self._merge(area.first - 1, area.left, area.last - 1, area.right)

    def _merge(self, first: int, left: int, last: int, right: int) -> None:
        from xlsxwriter.exceptions import OverlappingRange  # noqa: PLC0415 - loaded with the writer

        with contextlib.suppress(OverlappingRange):  # a damaged file may merge a cell twice
            self._paper.merge_range(first, left, last, right, "")

    def write_row(self, number: int, cells: Sequence[Cell], marks: _Marks) -> None:
        """Write a row, as it is marked."""
        (severity, said), marked = marks.of(number)
        line, comments = number - 1, {0: list(said)} if said else {}
        for index, cell in enumerate(cells):
            own, words = marked.get(index, ("", []))
            if words:
                comments.setdefault(index, []).extend(words)
            self._write(line, index, cell, own or severity)
        if (missing := marks.missing(number)) is not None:
            self._paper.write_string(line, self._beyond, missing[0], self._format(fill="error"))
            comments.setdefault(self._beyond, []).append(missing[1])
        for index, words in comments.items():
            self._paper.write_comment(line, index, "\n\n".join(dict.fromkeys(words))[:_TEXT], _COMMENT)

    def _write(self, line: int, index: int, cell: Cell, fill: str) -> None:
        paper, header = self._paper, line + 1 == self._header
        if isinstance(cell, Unreadable):
            cell = cell.text or cell.kind
        if isinstance(cell, (dt.datetime, dt.date, dt.time)):
            if isinstance(cell, dt.time) or cell.year >= _FIRST_YEAR:
                naive = cell.replace(tzinfo=None) if isinstance(cell, (dt.datetime, dt.time)) else cell
                paper.write_datetime(line, index, naive, self._format(fill, _FORMATS[type(cell)]))
                return
            cell = str(cell)
        if isinstance(cell, bool):
            paper.write_boolean(line, index, cell, self._format(fill))
        elif isinstance(cell, (int, float)) and isfinite(cell):
            shown = _PERCENT if (line + 1, index) in self._percents else ""
            paper.write_number(line, index, cell, self._format(fill, shown))
        elif cell is not None and cell != "":
            paper.write_string(line, index, str(cell)[:_TEXT], self._format(fill, bold="bold" if header else ""))
        elif fill:
            paper.write_blank(line, index, None, self._format(fill))

    def _format(self, fill: str = "", shown: str = "", bold: str = "") -> Any:  # noqa: ANN401 - xlsxwriter has no types
        key = (fill, shown, bold)
        if key not in self._formats:
            about: dict[str, object] = {"bg_color": _FILL[fill]} if fill else {}
            about |= {"num_format": shown} if shown else {}
            about |= {"bold": True, "text_wrap": True, "valign": "top"} if bold else {}
            self._formats[key] = self._book.add_format(about) if about else None
        return self._formats[key]


def _percents(responses: Responses) -> Iterator[tuple[int, int]]:
    """Give the cells that the sheet shows as percentages: row from 1, and column."""
    for finding in responses.findings:
        if finding.code == "file-numbers-as-percents":
            yield from cast("tuple[tuple[int, int], ...]", finding.details.get("cells", ()))


def _name(sheet: Table) -> str:
    """Give the sheet its name; of several sheets put together as much of theirs as a name can hold."""
    name = _NO_NAME.sub(" ", sheet.sheet or _SHEET).strip(" '")[:_LONGEST_NAME].strip(" '")
    return name if name and name.casefold() != "history" else _SHEET
