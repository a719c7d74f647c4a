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
>>> layout.header_number, layout.respondents, [finding.code for finding in layout.findings]
(2, (2, 3), ['row-repeated-header'])
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ikm.answers import is_blank, normalise
from ikm.columns import map_form
from ikm.errors import OptionError
from ikm.findings import Finding, display
from ikm.responses.rows.shapes import beside, in_one_column
from ikm.responses.rows.totals import summary_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell, RawSheet

__all__ = ["SAMPLED", "SEARCHED", "Layout", "Look", "arrange", "comparable", "count_elements", "find_header", "samples"]

SEARCHED = 30
"""The header is one of so many first rows."""

SAMPLED = 2000
"""Columns are recognised by the answers of so many rows."""

_DISTINCT = 12
_FEW_ANSWERS = 4
_RAGGED = frozenset({"csv", "table"})
"""Kinds of source whose rows have lengths of their own; a workbook's rows are as long as its widest."""
_ENOUGH = 3
"""Fewer elements than this do not make a row a header."""

_LINE_BELOW = re.compile(r"(?:U|Q|P)?\s*\d{1,2}|[1-4]\s*(?:-|–|s/d|sd|sampai)\s*[1-9]", re.IGNORECASE)
"""What a line of codes, column numbers or hints under the header holds: U3, 12, 1-4, all in brackets or not."""


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
    respondents : tuple of int
        Positions, in the sheet's rows, of the rows that are respondents (blank in every answer or not).
    read, header, blank, not_respondents, refused : int
        Rows of the file: all, header and titles, blank, no respondents, refused for their length.
    findings : tuple of Finding
        What was found about rows and columns.
    """

    columns: ColumnMap
    header_number: int | None
    width: int
    respondents: tuple[int, ...]
    read: int
    header: int
    blank: int
    not_respondents: int
    refused: int
    findings: tuple[Finding, ...]


def arrange(sheet: RawSheet, *, header: int | None = None, mapping: Mapping[str, Any] | None = None) -> Layout:
    """Find the header and set apart the rows that are no respondents.

    Parameters
    ----------
    sheet : RawSheet
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
    top = find_header(sheet, header, options)
    read = max(sheet.numbers, default=0)
    if top is None:
        return _headless(sheet, read, options)
    rows = sheet.rows
    head = list(rows[top])
    while head and is_blank(head[-1]) and not _in_use(rows[top + 1 :], len(head) - 1):
        head.pop()
    columns = map_form(head, samples(rows[top + 1 :], len(head)), **options)
    if header is not None and not count_elements(columns):
        return _not_a_header(sheet, header, read)
    findings: list[Finding] = list(columns.findings)
    if (second := beside(head, rows[top + 1 :], columns)) is not None:
        findings.append(
            Finding("row-tables-beside", sheet=sheet.sheet, row=sheet.numbers[top], column=second, columns=(second,))
        )
    look = Look.at(rows[top + 1 :], head, columns, csv=sheet.facts.kind in _RAGGED)
    if look.only_blanks_beyond:
        details = {"rows": look.longer, "width": len(head)}
        findings.append(Finding("row-extra-blanks", sheet=sheet.sheet, details=details))
    set_apart: dict[int, str] = {}
    for place in sorted(look.doubtful):
        row, position = rows[top + 1 + place], top + 1 + place
        fate, code = look.judge(row, place)
        if code is not None:
            details = {"cells": len(row), "width": len(head)} if fate == "refused" else {}
            findings.append(Finding(code, sheet=sheet.sheet, row=sheet.numbers[position], details=details))
        if fate != "respondent":
            set_apart[position] = fate
    fates = Counter(set_apart.values())
    stored_below = len(rows) - top - 1
    return Layout(
        columns=columns,
        header_number=sheet.numbers[top],
        width=len(head),
        respondents=tuple(p for p in range(top + 1, len(rows)) if p not in set_apart),
        read=read,
        header=sheet.numbers[top],
        blank=fates["blank"] + (read - sheet.numbers[top] - stored_below),
        not_respondents=fates["not_respondents"],
        refused=fates["refused"],
        findings=tuple(findings),
    )


def find_header(sheet: RawSheet, header: int | None, options: Mapping[str, Any]) -> int | None:
    """Find the row that names the most elements; give its position in the sheet's rows.

    Parameters
    ----------
    sheet : RawSheet
        The sheet, or its first rows.
    header : int, optional
        The file's number of the header row, where the caller knows it.
    options : mapping
        Further arguments for `ikm.columns.map_columns`.
    """
    if header is not None:
        if header in sheet.numbers:
            return list(sheet.numbers).index(header)
        last = max(sheet.numbers, default=0)
        raise OptionError(
            f"There is no row {header} to hold the header; the rows with content go up to {last}.",
            id=f"Baris {header} tidak ada isinya; baris terakhir yang berisi adalah baris {last}. Ketik nomor baris "
            "judul kolom, misalnya --header 1.",
        )
    best, most = None, _ENOUGH - 1
    searching = {name: value for name, value in options.items() if name != "chosen"}
    wanted = len(options.get("elements") or ()) or 9
    for position, row in enumerate(itertools.islice(sheet.rows, SEARCHED)):
        texts = [cell for cell in row if isinstance(cell, str) and not is_blank(cell)]
        if len(texts) < _ENOUGH:
            continue
        found = count_elements(map_form(list(row), **searching))
        if not found and position == 0:
            found = count_elements(map_form(list(row), samples(sheet.rows[1:], len(row)), **searching))
        if found > most:
            best, most = position, found
        if most >= wanted:
            break
    if best is None and options.get("chosen") and sheet.rows:
        return 0
    return best


def count_elements(columns: ColumnMap) -> int:
    """Count the different elements that columns ask."""
    return len({column.key for column in columns.columns if column.role == "element"})


def _in_use(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Tell whether a column without a heading is one of the table: a stray value is not, nor is a row too long."""
    filled = sum(1 for row in rows if len(row) > column and not is_blank(row[column]))
    return filled * 2 >= sum(1 for row in rows if not all(map(is_blank, row))) > 1


def samples(rows: Sequence[Sequence[Cell]], width: int) -> list[list[str]]:
    """Collect a few distinct answers of each column: enough to recognise them by their words."""
    samples: list[dict[str, None]] = [{} for _ in range(width)]
    for row in itertools.islice(rows, SAMPLED):
        for seen, cell in zip(samples, row, strict=False):
            if isinstance(cell, str) and cell and len(seen) < _DISTINCT:
                seen[cell] = None
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and len(seen) < _DISTINCT:
                seen[display(cell)] = None
    return [list(seen) for seen in samples]


def comparable(cell: Cell) -> str:
    """Make a heading and a cell that repeats it comparable."""
    return normalise(cell) if isinstance(cell, str) else display(cell)


def _gives_reason(cell: Cell, heading: Cell) -> bool:
    """Tell whether an answer is a reason to look at its row: it is blank, or the heading again."""
    return is_blank(cell) or (isinstance(cell, str) and comparable(cell) == comparable(heading))


@dataclass(frozen=True)
class Look:
    """How to tell respondents from other rows: most at once, column by column, the rest by a close look.

    ``doubtful`` holds the places of rows that give a reason to look closer; ``totals`` those of sums and means.
    """

    asked: tuple[int, ...]
    head: tuple[Cell, ...]
    doubtful: frozenset[int]
    totals: frozenset[int]
    longer: int
    only_blanks_beyond: bool
    csv: bool

    @classmethod
    def at(cls, rows: Sequence[Sequence[Cell]], head: Sequence[Cell], columns: ColumnMap, *, csv: bool) -> Look:
        """Look at all rows below a header."""
        asked = tuple(c.index for c in columns.columns if c.role == "element")
        totals = summary_rows(rows, columns)
        # The first row may be a second line of the header.
        doubtful = {0, *totals} if asked else set(range(len(rows)))
        if rows and set(map(len, rows)) != {len(head)}:
            doubtful.update(place for place, row in enumerate(rows) if len(row) != len(head))
        told = frozenset(asked)
        for i, column in enumerate(itertools.zip_longest(*rows)):
            odd = {c for c in set(column) if _gives_reason(c, head[i])} if i in told else ()
            doubtful.update(place for place, cell in enumerate(column if odd else ()) if cell in odd)
        beyond = [row[len(head) :] for row in rows if len(row) > len(head)] if csv else []
        return cls(
            asked=asked,
            head=tuple(head),
            doubtful=frozenset(doubtful.intersection(range(len(rows)))),
            totals=totals,
            longer=len(beyond),
            only_blanks_beyond=bool(beyond) and all(is_blank(cell) for extra in beyond for cell in extra),
            csv=csv,
        )

    def _is_line_below(self, row: Sequence[Cell]) -> bool:
        """Tell whether the row under the header is a second line of it: codes, column numbers or hints, no answers."""
        answers = [row[i] for i in self.asked if i < len(row) and not is_blank(row[i])]
        told = [display(cell).strip("() []") for cell in answers]
        numbers = [int(text) for text in told if text.isascii() and text.isdigit()]
        rising = len(numbers) == len(told) and all(b - a == 1 for a, b in itertools.pairwise(numbers))
        codes = all(_LINE_BELOW.fullmatch(text) and not text.isdigit() for text in told)
        return len(told) > _FEW_ANSWERS and len(told) * 2 > len(self.asked) and (rising or codes)

    def judge(self, row: Sequence[Cell], place: int) -> tuple[str, str | None]:
        """Look closely: what becomes of the row at a place, and the code of the finding about it."""
        if all(map(is_blank, row)):
            return "blank", None
        if place == 0 and self._is_line_below(row):
            return "not_respondents", "row-under-header"
        width = len(row)
        repeated = sum(
            1
            for i in self.asked
            if i < width and isinstance(row[i], str) and comparable(row[i]) == comparable(self.head[i])
        )
        if repeated * 2 > len(self.asked):
            return "not_respondents", "row-repeated-header"
        if place in self.totals:
            return "not_respondents", "row-summary"
        wrong = self._wrong_length(row)
        return ("refused", wrong) if wrong else ("respondent", None)

    def _wrong_length(self, row: Sequence[Cell]) -> str | None:
        """Give the code of a row whose cells may have moved."""
        if self.csv and len(row) < len(self.head) and not self._is_note(row):
            return "row-too-short"
        if not self.only_blanks_beyond and any(not is_blank(cell) for cell in row[len(self.head) :]):
            return "row-too-long"
        return None

    def _is_note(self, row: Sequence[Cell]) -> bool:
        """Tell whether a short row is a note below the table, such as a source: one text, left of all answers."""
        filled = [(i, cell) for i, cell in enumerate(row) if not is_blank(cell)]
        if len(filled) != 1 or filled[0][0] >= min(self.asked, default=0):
            return False
        return isinstance(filled[0][1], str) and filled[0][1].lstrip()[:1].isalpha()


def _not_a_header(sheet: RawSheet, header: int, read: int) -> Layout:
    """Say that the row the caller named is no header."""
    stored = sum(1 for row in sheet.rows if not all(map(is_blank, row)))
    finding = Finding("row-not-a-header", sheet=sheet.sheet, row=header)
    return Layout(map_form([]), None, 0, (), read, 0, read - stored, 0, stored, (finding,))


def _headless(sheet: RawSheet, read: int, options: Mapping[str, Any]) -> Layout:
    """Say why no header was found: the table may lie on its side."""
    first = [row[0] if row else None for row in itertools.islice(sheet.rows, 200)]
    sideways = map_form(first, **{k: v for k, v in options.items() if k != "chosen"})
    number = sheet.numbers[0] if sheet.rows else 1
    separator = in_one_column(sheet.rows)
    if separator is not None:
        name = {"\t": {"id": "tab", "en": "a tab"}}.get(separator, f"“{separator}”")
        finding = Finding("row-in-one-column", sheet=sheet.sheet, row=number, details={"separator": name})
    elif count_elements(sideways) > _ENOUGH + 1:
        finding = Finding("row-sideways", sheet=sheet.sheet, row=number)
    else:
        finding = Finding("row-no-header", sheet=sheet.sheet, row=number)
    stored = sum(1 for row in sheet.rows if not all(map(is_blank, row)))
    return Layout(map_form([]), None, 0, (), read, 0, read - stored, 0, stored, (finding,))
