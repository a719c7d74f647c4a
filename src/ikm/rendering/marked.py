"""A marked copy: the answer columns of a survey as a workbook, every faulty cell coloured and explained.

An officer opens it, sees red, reads the comment, mends the cell, saves, and scores the copy.  It holds the respondents'
rows only (no totals, no repeated headers, nobody outside the period), each with its row number in the original, the
timestamp and the answer columns.  Each answer column is headed by its element, so that the copy is read as the original
was, whatever was chosen for it.  A text that may be somebody's words is not copied:
only its length stands in its place.  Cells are written as text or number, never as formulas.

>>> from ikm.sources.frames import as_sheet
>>> from ikm.rendering.marked import marked_copy
>>> from ikm.responses.validation import validate
>>> sheet = as_sheet([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 8 + [9]])
>>> marked_copy(sheet, validate(sheet), "id")[:2]
b'PK'
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, cast

from ikm.answers import is_blank, show
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.columns import Column
    from ikm.findings import Finding, Language
    from ikm.responses import Responses
    from ikm.sources import Cell, Table

__all__ = ["MARK", "marked_copy"]

MARK = "ikm check --mark"
"""How a copy is known from its original, whose respondents it repeats."""

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_ROW = {"id": "Baris", "en": "Row"}
_COMMENT = {"x_scale": 2, "y_scale": 2}
_FILL = {"error": "#FCA5A5", "warning": "#FDE68A", "notice": "#BFDBFE"}
_WIDTH = 22
_HEADER_HEIGHT = 75


def marked_copy(sheet: Table, responses: Responses, lang: Language) -> bytes:
    """Write the workbook.

    Parameters
    ----------
    sheet : Table
        The sheet the responses came from.
    responses : Responses
        What validation made of it.
    lang : {"id", "en"}
        The language of the comments.

    Returns
    -------
    bytes
        An XLSX file; the same survey gives the same bytes.
    """
    import xlsxwriter  # noqa: PLC0415 - only those who ask for a copy pay for it

    asked = [column for column in responses.columns.columns if column.role == "element"]
    stamp = responses.columns.timestamp
    places = {} if stamp is None else {stamp: 1}
    places |= {column.index: place for place, column in enumerate(asked, len(places) + 1)}
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": _MADE, "category": MARK})
    paper = book.add_worksheet("Form Responses 1")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    fills = {severity: book.add_format({"bg_color": colour}) for severity, colour in _FILL.items()}
    paper.freeze_panes(1, 1)
    paper.set_column(1, len(places), _WIDTH)
    paper.set_row(0, _HEADER_HEIGHT)
    paper.write_string(0, 0, _ROW[lang], bold)
    if stamp is not None:
        paper.write_string(0, 1, "Timestamp", bold)
    for column in asked:
        paper.write_string(0, places[column.index], _heading(column, responses), bold)
    about = _by_row(responses)
    kept = set(responses.rows) | set(about)
    moments = dict(zip(responses.rows, responses.times, strict=False))
    line = 0
    for row, number in zip(sheet.rows, sheet.numbers, strict=True):
        if number not in kept:
            continue
        line += 1
        found = about.get(number, [])
        whole = next((f for f in found if f.column is None), None)
        paper.write_number(line, 0, number, None if whole is None else fills[whole.severity])
        if whole is not None:
            paper.write_comment(line, 0, _note(whole, lang), _COMMENT)
        cells = {f.position: f for f in found}
        for index, place in places.items():
            finding = cells.get(index)
            fill = None if finding is None else fills[finding.severity]
            cell = row[index] if index < len(row) else None
            _write(paper, line, place, moments.get(number) if index == stamp else cell, fill)
            if finding is not None:
                paper.write_comment(line, place, _note(finding, lang), _COMMENT)
    book.close()
    return out.getvalue()


def _heading(column: Column, responses: Responses) -> str:
    """Head a column so that it is read as before: code and name of its element, then the form's own words."""
    element = responses.law.element(column.key or "")
    own = f" – {column.header}" if column.header else ""
    return f"{element.code} {element.id}{own}" if element.source else column.header


def _by_row(responses: Responses) -> dict[int, list[Finding]]:
    """Collect the findings about answers and about rows of respondents."""
    about: dict[int, list[Finding]] = {}
    for finding in responses.findings:
        if finding.row is not None and finding.code.startswith(("answer-", "row-too-")):
            rows = cast("tuple[int, ...]", finding.details.get("rows", (finding.row,)))
            for row in rows:
                about.setdefault(row, []).append(finding)
    return about


def _note(finding: Finding, lang: Language) -> str:
    say = phrases(lang)
    finding = finding.translated(lang)
    return f"{finding.message}\n{say['todo']}: {finding.action}"


def _write(paper: Any, line: int, place: int, cell: Cell, fill: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    if isinstance(cell, dt.datetime):
        paper.write_string(line, place, cell.isoformat(" ", "seconds"), fill)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        paper.write_number(line, place, cell, fill)
    elif not is_blank(cell):
        paper.write_string(line, place, show(cell), fill)
    elif fill is not None:
        paper.write_blank(line, place, None, fill)
