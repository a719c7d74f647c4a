"""Headers: which row is the header, and what its columns are.

The header is the row whose cells name the most elements, among the first thirty.  Where none names any, a row of texts
over columns of scores is taken, so that its columns can be named.  The first rows suffice: of a long text table nothing
else is there yet.

>>> from ikm.sources import Table
>>> found = header_of(Table.of_rows([["Survei 2026"], ["Persyaratan", "Prosedur", "Waktu"], [4, 3, 4]]), None, {})
>>> found.number, [column.key for column in found.columns.columns]
(2, ['persyaratan', 'prosedur', 'waktu'])
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ikm.answers import is_blank
from ikm.columns import map_form
from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display
from ikm.responses.rows.legends import told_order
from ikm.responses.rows.looks import comparable
from ikm.responses.rows.marks import added
from ikm.responses.rows.shapes import beside, in_one_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell, Table

__all__ = ["ENOUGH", "SAMPLED", "SEARCHED", "Header", "count_elements", "down_the_side", "header_of", "samples"]

SEARCHED = 30
"""The header is one of so many first rows."""

SAMPLED = 2000
"""Columns are recognised by the answers of so many rows."""

ENOUGH = 3
"""Fewer elements than this do not make a row a header."""

_DISTINCT = 12
_SAID = {
    "definition": {"eight": {"id": "pengaduan", "en": "complaints"}, "nine": {"id": "sarana", "en": "facilities"}},
    "annex": {"eight": {"id": "sarana", "en": "facilities"}, "nine": {"id": "pengaduan", "en": "complaints"}},
}


class Header(NamedTuple):
    """The header of a sheet: its place, its cells and number, what its columns are, and what was found about it."""

    place: int
    cells: list[Cell]
    number: int
    columns: ColumnMap
    findings: list[Finding]


def header_of(sheet: Table, header: int | None, options: Mapping[str, Any]) -> Header | None:
    """Find the header of a sheet, or of the first rows of a long one; none where there is none to be found."""
    top = find_header(sheet, header, options)
    if top is None:
        return None
    below, head, number = sheet.part(top + 1), list(sheet.rows[top]), sheet.numbers[top]
    while head and is_blank(head[-1]) and not _in_use(below, len(head) - 1):
        head.pop()
    columns = map_form(head, samples(below, len(head)), **options)
    findings: list[Finding] = []
    if (legend := _legend(columns, sheet)) is not None:
        columns = map_form(head, samples(below, len(head)), **{**options, "order": legend[0]})
        said = _SAID[legend[0]]
        findings.append(Finding("row-legend", sheet=sheet.sheet, row=sheet.numbers[legend[1]], details=said))
    if header is not None and not count_elements(columns) and not _may_head(head, below, columns):
        return None
    if (second := beside(head, below.rows, columns)) is not None:
        where = Finding("row-tables-beside", sheet=sheet.sheet, row=number, column=second, columns=(second,))
        findings.append(where)
    return Header(top, head, number, columns, [*columns.findings, *findings])


def find_header(sheet: Table, header: int | None, options: Mapping[str, Any]) -> int | None:
    """Find the row that names the most elements; give its position in the sheet's rows.

    Parameters
    ----------
    sheet : Table
        The sheet, or its first rows.
    header : int, optional
        The file's number of the header row, where the caller knows it.
    options : mapping
        Further arguments for `ikm.columns.map_columns`.
    """
    if header is not None:
        if header in sheet.numbers:
            return sheet.numbers.index(header)
        last = max(sheet.numbers, default=0)
        raise OptionError(
            f"There is no row {header} to hold the header; the rows with content go up to {last}.",
            id=f"Baris {header} tidak ada isinya; baris terakhir yang berisi adalah baris {last}. Ketik nomor baris "
            f"judul kolom, misalnya {Typed('header', 1)}.",
            about=("header",),
        )
    searching = {name: value for name, value in options.items() if name != "chosen"}
    wanted = len(options.get("elements") or ()) or 9
    enough = min(ENOUGH, len(options.get("only") or ()) or wanted)
    best, most = None, enough - 1
    for position, row in enumerate(itertools.islice(sheet.rows, SEARCHED)):
        texts = [cell for cell in row if isinstance(cell, str) and not is_blank(cell)]
        if len(texts) < enough:
            continue
        found = count_elements(map_form(list(row), **searching))
        if not found and position == 0:
            found = count_elements(map_form(list(row), samples(sheet.part(1), len(row)), **searching))
        if found > most:
            best, most = position, found
        if most >= wanted:
            break
    if best is None and options.get("chosen") and sheet.rows:
        return 0
    return best if best is not None else _text_above_numbers(sheet, searching)


def _text_above_numbers(sheet: Table, options: Mapping[str, Any]) -> int | None:
    """Take the first row for the header when it holds texts, and scores stand under them: then its columns are named.

    A table that lies on its side, or stands in one column, is told for what it is.
    """
    rows = sheet.rows
    if not rows or in_one_column(rows) is not None or down_the_side(rows, options) > ENOUGH:
        return None
    below = sheet.part(1)
    columns = map_form(list(rows[0]), samples(below, len(rows[0])), **options)
    return 0 if _may_head(rows[0], below, columns) else None


def _may_head(head: Sequence[Cell], below: Table, columns: ColumnMap) -> bool:
    """Tell whether a row may be a header though it names no element: different texts, with scores under several."""
    texts = [i for i, cell in enumerate(head) if isinstance(cell, str) and not is_blank(cell)]
    if len({comparable(head[i]) for i in texts}) < max(len(texts), ENOUGH) or 2 * len(texts) <= len(head):
        return False
    if any(finding.code == "column-no-header" for finding in columns.findings):
        return False
    seen = samples(below, len(head))
    scored = [i for i in texts if seen[i] and all(re.fullmatch(r"[1-9](?:[.,]0+)?", text) for text in seen[i])]
    return len(scored) >= ENOUGH


def _legend(columns: ColumnMap, sheet: Table) -> tuple[Literal["definition", "annex"], int] | None:
    """Find what a legend says of U8 and U9, where the headings do not tell."""
    if len(sheet) > SAMPLED or not any(finding.code == "column-order-assumed" for finding in columns.findings):
        return None
    return told_order(sheet.rows, columns.of_role("element"))


def down_the_side(rows: Sequence[Sequence[Cell]], options: Mapping[str, Any]) -> int:
    """Count the elements that the first column names, as a row would."""
    first = [row[0] if row else None for row in itertools.islice(rows, 200)]
    return count_elements(map_form(first, **{k: v for k, v in options.items() if k != "chosen"}))


def count_elements(columns: ColumnMap) -> int:
    """Count the different elements that columns ask."""
    return len({column.key for column in columns.columns if column.role == "element"})


def _in_use(below: Table, column: int) -> bool:
    """Tell whether a column without a heading is one of the table: a stray value is not, nor is a row too long."""
    marks = [one.marks(lambda cell: not is_blank(cell)) for one in below.at_least(column + 1).columns]
    return marks[column].count(1) * 2 >= added(marks, most=1).count(1) > 1


def samples(below: Table, width: int) -> list[list[str]]:
    """Collect a few distinct answers of each column: enough to recognise them by their words."""
    found: list[list[str]] = []
    for column in below.at_least(width).columns[:width]:
        seen: dict[str, None] = {}
        for place in dict.fromkeys(column.at[:SAMPLED]):
            cell = column.cells[place]
            if isinstance(cell, str) and cell:
                seen[cell] = None
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
                seen[display(cell)] = None
            if len(seen) == _DISTINCT:
                break
        found.append(list(seen))
    return found
