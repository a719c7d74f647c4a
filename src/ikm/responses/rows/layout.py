"""Layout: which row of a sheet is what.

A sheet as offices keep it has more than answers: title rows above the header, a group header over the real one,
the header again where two exports were pasted together, totals and averages below.  This module finds the
header row (the row whose cells name the most elements), and sets apart every row that is no respondent, each
with a finding.  Nothing is dropped without being counted.

It does not read files (`ikm.sources`), choose the element of a column (`ikm.columns`) or judge an answer
(`ikm.responses`).

>>> from ikm.responses.rows.layout import arrange
>>> from ikm.sources.frames import as_sheet
>>> header = ["U1 Persyaratan", "U2 Prosedur", "U3 Waktu", "U4 Biaya", "U5 Produk", "U6 Kompetensi",
...           "U7 Perilaku", "U8 Pengaduan", "U9 Sarana"]
>>> layout = arrange(as_sheet([["Survei 2026"], header, [3] * 9, [4] * 9, header]))
>>> layout.header_number, list(layout.respondents), [finding.code for finding in layout.findings]
(2, [1, 1, 0], ['row-repeated-header'])
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ikm.answers import is_blank
from ikm.columns import map_form
from ikm.findings import Finding
from ikm.responses.rows.headers import ENOUGH, SEARCHED, down_the_side, header_of
from ikm.responses.rows.longform import widened
from ikm.responses.rows.looks import Look
from ikm.responses.rows.merged import spread
from ikm.responses.rows.recaps import counts_table, recap
from ikm.responses.rows.shapes import in_one_column
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.responses.rows.headers import Header
    from ikm.sources import Table

__all__ = ["Layout", "arrange", "judged"]

_RAGGED = frozenset({"csv", "table"})
"""Kinds of source whose rows have lengths of their own; a workbook's rows are as long as its widest."""
_CUTS = {
    ",": {"id": " Selnya dipisah pada setiap koma.", "en": " Its cells are parted at every comma."},
    ";": {"id": " Selnya dipisah pada setiap titik koma.", "en": " Its cells are parted at every semicolon."},
    "\t": {"id": " Selnya dipisah pada setiap tab.", "en": " Its cells are parted at every tab."},
    "|": {"id": " Selnya dipisah pada setiap garis tegak (|).", "en": " Its cells are parted at every bar (|)."},
}
"""How the cells of a text table were told apart, said where no header is found: it may be the reason."""


@dataclass(frozen=True)
class Layout:
    """What each row of a sheet is.

    Parameters
    ----------
    columns : ColumnMap
        Which column asks what.
    header_number : int or None
        The file's number of the header row; none when there is no header.
    width : int
        The columns of the header.
    table : Table
        The rows below the header as they are to be read: merged cells filled down, one row a respondent; at least as
        many columns as the header.
    respondents : bytes
        Of each of its rows 1 where it is a respondent (blank in every answer or not), 0 where it is none.
    read, header, blank, not_respondents, refused : int
        Rows of the file: all, header and titles, blank, no respondents, refused for their length.
    findings : tuple of Finding
        What was found about rows and columns.
    """

    columns: ColumnMap
    header_number: int | None
    width: int
    table: Table
    respondents: bytes
    read: int
    header: int
    blank: int
    not_respondents: int
    refused: int
    findings: tuple[Finding, ...]


def arrange(sheet: Table, *, header: int | None = None, mapping: Mapping[str, Any] | None = None) -> Layout:
    """Find the header and set apart the rows that are no respondents.

    Parameters
    ----------
    sheet : Table
        The sheet as read.
    header : int, optional
        The file's number of the header row, where the caller knows it.
    mapping : mapping, optional
        Further arguments for `ikm.columns.map_columns`.

    Returns
    -------
    Layout
        With an error finding, and no respondents, when no header was found.
    """
    options = dict(mapping or {})
    found = header_of(sheet, header, options)
    if found is None:
        return _without(sheet, header, options)
    below, told = _unmerged(sheet, found)
    return judged(found, below, told)


def _without(sheet: Table, header: int | None, options: Mapping[str, Any]) -> Layout:
    """Arrange a sheet without a header: it may have one row an answer, or another shape to be named."""
    read = sheet.numbers[-1] if len(sheet) else 0
    if header is not None:
        return _not_a_header(sheet, header, read)
    wide = widened(sheet, options)
    return _headless(sheet, read, options) if wide is None else _of_long_form(wide, options)


def judged(heading: Header, below: Table, told: Iterable[Finding] = ()) -> Layout:
    """Set apart the rows below a header that are no respondents.

    Parameters
    ----------
    heading : Heading
        The header.
    below : Table
        The rows below it.
    told : iterable of Finding
        What was found about these rows before.
    """
    head, columns = heading.cells, heading.columns
    findings = [*heading.findings, *told]
    table = below.at_least(len(head))
    look = Look.at(table, head, columns, csv=below.facts.kind in _RAGGED)
    if look.only_blanks_beyond:
        details = {"rows": look.longer, "width": len(head)}
        findings.append(Finding("row-extra-blanks", sheet=below.sheet, details=details))
    set_apart, told = _judged(table, look)
    findings += told
    people = bytearray(b"\1") * len(table)
    for place in set_apart:
        people[place] = 0
    if (code := recap(head, (table.rows[place] for place in positions(people, 1)), columns)) is not None:
        findings.append(Finding(code, sheet=below.sheet, row=heading.number))
    fates = Counter(set_apart.values())
    read = max(heading.number, table.numbers[-1] if len(table) else 0)
    return Layout(
        columns=columns,
        header_number=heading.number,
        width=len(head),
        table=table,
        respondents=bytes(people),
        read=read,
        header=heading.number,
        blank=fates["blank"] + (read - heading.number - len(table)),
        not_respondents=fates["not_respondents"],
        refused=fates["refused"],
        findings=tuple(findings),
    )


def _of_long_form(wide: Table, options: Mapping[str, Any]) -> Layout:
    """Arrange a table that had one row an answer; of its rows one a respondent is accounted for."""
    layout = arrange(wide, mapping=options)
    skipped = layout.read - layout.header - (len(wide) - 1)
    return replace(layout, read=layout.read - skipped, blank=layout.blank - skipped)


def _unmerged(sheet: Table, heading: Header) -> tuple[Table, list[Finding]]:
    """Give the rows below the header, merged cells filled down, and say so."""
    asked = heading.columns.of_role("element")
    filled, rows, over = spread(sheet, heading.place, asked) if sheet.merged else (sheet, 0, ())
    found = [Finding("row-merged-filled", sheet=sheet.sheet, columns=over, details={"rows": rows})] if rows else []
    return filled.part(heading.place + 1), found


def _judged(table: Table, look: Look) -> tuple[dict[int, str], list[Finding]]:
    """Look closely at the doubtful rows: what becomes of those that are no respondents, by place, and why."""
    set_apart: dict[int, str] = {}
    findings: list[Finding] = []
    runs: dict[str, list[int]] = {code: [] for code in ("row-below", "row-only-number")}
    for place in sorted(look.doubtful):
        row, number = table.rows[place], table.numbers[place]
        fate, code = look.judge(row, place)
        if code in runs:
            runs[code].append(number)
        elif code is not None:
            details = {"cells": len(row), "width": len(look.head)} if fate == "refused" else {}
            findings.append(Finding(code, sheet=table.sheet, row=number, details=details))
        if fate != "respondent":
            set_apart[place] = fate
    for code, run in runs.items():
        if run:
            findings.append(Finding(code, sheet=table.sheet, row=run[0], details={"rows": stretches(run)}))
    return set_apart, findings


def stretches(numbers: Sequence[int]) -> str:
    """Write rows as stretches.

    >>> stretches([23, 25, 26, 27])
    '23, 25–27'
    """
    runs: list[list[int]] = []
    for row in numbers:
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _filled_rows(sheet: Table) -> int:
    return sum(1 for row in sheet.rows if not all(map(is_blank, row)))


def _not_a_header(sheet: Table, header: int, read: int) -> Layout:
    """Say that the row the caller named is no header."""
    stored = _filled_rows(sheet)
    finding = Finding("row-not-a-header", sheet=sheet.sheet, row=header)
    return _no_table(sheet, read, stored, finding)


def _headless(sheet: Table, read: int, options: Mapping[str, Any]) -> Layout:
    """Say why no header was found: the table may lie on its side."""
    number = sheet.numbers[0] if sheet.rows else 1
    separator = in_one_column(sheet.rows)
    sideways = down_the_side(sheet.rows, options)
    if separator is not None:
        name = {"\t": {"id": "tab", "en": "a tab"}}.get(separator, f"“{separator}”")
        finding = Finding("row-in-one-column", sheet=sheet.sheet, row=number, details={"separator": name})
    elif sideways > ENOUGH and any(map(counts_table, sheet.rows[:SEARCHED])):
        finding = Finding("row-counts-table", sheet=sheet.sheet, row=number)
    elif sideways > ENOUGH + 1:
        finding = Finding("row-sideways", sheet=sheet.sheet, row=number)
    else:
        cut = _CUTS.get(sheet.facts.delimiter or "", {"id": "", "en": ""})
        finding = Finding("row-no-header", sheet=sheet.sheet, row=number, details={"cut": cut})
    stored = _filled_rows(sheet)
    return _no_table(sheet, read, stored, finding)


def _no_table(sheet: Table, read: int, stored: int, finding: Finding) -> Layout:
    return Layout(map_form([]), None, 0, sheet.part(len(sheet)), b"", read, 0, read - stored, 0, stored, (finding,))
