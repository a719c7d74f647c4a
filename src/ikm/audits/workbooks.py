"""Workbooks: a customary processing sheet, with its formulas held against its answers, cell by cell.

The closing rows are computed twice: as their formulas say, and as the answers above them do.  Where the two differ the
formula tells why: blanks counted as zero, a range that ends before the last respondent, another divisor, a value that
was typed.  What the sheet comes to is then audited as a table (`ikm.audits.auditing`).

Formulas need openpyxl, which loads only here; the file passes the guards of `ikm.sources` first.
"""

from __future__ import annotations

import io
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.arguments import shown_exactly
from ikm.audits.expressions import CellGrid, areas_of
from ikm.audits.processing import (
    SCORES,
    bare_name,
    figure_at,
    is_empty,
    named_element,
    processing_of,
    written_in,
)
from ikm.audits.rounding import FINE, PrintedNumber
from ikm.audits.table import PublishedTable, table_of
from ikm.audits.wording import figure, listed
from ikm.errors import OptionError
from ikm.findings import Finding, column_letter, display
from ikm.regulation import round_half_up
from ikm.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.audits.processing import ProcessingSheet

__all__ = ["ReadCell", "ReadTable", "read_workbook"]

_ALIKE = Fraction(1, 10**FINE)
_SHEETS = 30
_NAMES = {
    "sum": "sum", "mean": "nrr", "weighted": "weighted_nrr", "converted": "converted", "weight": "weight",
    "grade": "grade",
}  # fmt: skip
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^]]*\]')
"""What a number format has beside the number: texts, single characters, widths, colours."""

_FORMAT = re.compile(r"[#,?]*0(?:\.([0#?]+))?\s*(%?)\s*")
_SHOWN = 4
"""Decimals of a number whose format does not say how many are shown."""

_OF_WRONG_SUMS = {"audit-cell-answers", "audit-cell-divisor"}
"""What is said of a mean that its sum may be the cause of."""

_LISTED = 6
"""Cells that are named one by one."""


class ReadCell(NamedTuple):
    """A closing cell: its address, what it holds, its formula, the number stored there, and what it comes to."""

    cell: str
    kind: str
    formula: str | None
    stored: str | None
    computed: str | None


class ReadTable(NamedTuple):
    """A table that was read, with the cells and the findings of its sheet, where it was one."""

    table: PublishedTable
    cells: tuple[ReadCell, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_workbook(data: bytes, name: str, wanted: str | int | None = None) -> ReadTable:
    """Read a processing sheet.

    Parameters
    ----------
    data : bytes
        The workbook.
    name : str
        The name of its file.
    wanted : str or int, optional
        The sheet, by its name or its number from 1; else the first processing sheet.

    Raises
    ------
    SourceError
        If it is no workbook, or not a safe one.
    OptionError
        If no sheet is a processing sheet, or the wanted one is none.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and only workbooks need it

    read(data, name=name)
    formulas, values = (load_workbook(io.BytesIO(data), data_only=stored) for stored in (False, True))
    found = []
    for place, sheet in enumerate(formulas.worksheets[:_SHEETS], 1):
        grid = CellGrid(_cells(sheet), _cells(values[sheet.title]))
        where = processing_of(grid, sheet.max_row, sheet.max_column)
        if where is not None and ({"mean", "weighted", "sum"} & {*where.rows} or "index" in where.cells):
            found.append((place, _Sheet(sheet.title, grid, where, sheet)))
    chosen = [one for place, one in found if wanted is None or str(wanted).strip() in {one.title, str(place)}]
    if not chosen:
        raise _none_of(name, [one.title for _, one in found], wanted)
    others = [] if wanted is not None else [(place, one.title) for place, one in found if one is not chosen[0]]
    return _read(chosen[0], others)


def _none_of(name: str, found: Sequence[str], wanted: str | int | None) -> OptionError:
    if found:
        shown, titles = display(str(wanted)), listed([display(one) for one in found])
        return OptionError(
            f"{name} has no processing sheet {shown!r}; there are: {titles}.",
            id=f"{name} tidak memuat lembar pengolahan {shown!r}; yang ada: {titles}.",
            about=("sheet",),
        )
    return OptionError(
        f"{name} has no processing sheet: a heading with U1 to U9, a row for each respondent, and below them the rows "
        "NRR and IKM.",
        id=f"{name} tidak memuat lembar pengolahan: judul kolom U1 sampai U9, satu baris untuk setiap responden, lalu "
        "baris NRR dan IKM di bawahnya.",
    )


def _cells(sheet: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401 - openpyxl's
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = getattr(cell.value, "text", cell.value)  # an array formula holds its text
            if value is not None:
                found[cell.row, cell.column] = value
    return found


class _Sheet:
    """A processing sheet that was found."""

    def __init__(self, title: str, grid: CellGrid, found: ProcessingSheet, paper: Any) -> None:  # noqa: ANN401 - openpyxl's
        self.title, self.grid, self.found, self._paper = title, grid, found, paper
        first, last = found.answers
        self.columns = [column for column, _ in found.columns]
        self.respondents = [row for row in range(first, last + 1) if any(self._score(row, one) for one in self.columns)]

    def _score(self, row: int, column: int) -> bool:
        return self.score(row, column) is not None

    def score(self, row: int, column: int) -> Fraction | None:
        """Give the number that counts as an answer, whatever number it is."""
        number = self.grid.value(row, column)
        return self.grid.stored(row, column) if number is None else number

    def rows_of(self, column: int) -> list[int]:
        """Give the rows in which a column has a score."""
        return [row for row in self.respondents if self._score(row, column)]

    def answers(self, column: int) -> list[Fraction]:
        """Give the scores of a column."""
        return [score for row in self.respondents if (score := self.score(row, column)) is not None]

    def number(self, row: int, column: int) -> Fraction | None:
        """Give the number of a cell: as it is stored, else as it is computed or written."""
        stored = self.grid.stored(row, column)
        return figure_at(self.grid, row, column) if stored is None else stored

    def shown(self, row: int, column: int) -> str | None:
        """Write the number of a cell as the sheet shows it, where its format says how many decimals it has."""
        number, written = self.number(row, column), written_in(self.grid.text(row, column))
        if number is None or written is not None:
            return written
        style = str(self._paper.cell(row, column).number_format).partition(";")[0]
        found = _FORMAT.fullmatch(_ASIDE.sub("", style).strip())
        if found is None:
            return _bare(number, _SHOWN)
        return _written(number * 100 if found[2] else number, len(found[1] or ""))

    def decimals(self, row: int, column: int) -> int:
        """Give the decimals to which a cell of an element is a figure: those it is rounded or typed to, else all."""
        if self.grid.is_formula(row, column):
            rounded = _rounded(self.grid.cell(row, column))
            return FINE if rounded is None else rounded
        typed = [self.number(row, at) for at in self.columns if not self.grid.is_formula(row, at)]
        return max(len(_bare(one).partition(".")[2]) for one in typed if one is not None)

    def finding(self, code: str, row: int, columns: list[int], **details: object) -> Finding:
        """Make a finding of cells of one row."""
        places = [column - 1 for column in columns]
        return Finding(code, sheet=self.title, row=row, column=places[0], columns=places, details=details)


def _read(sheet: _Sheet, others: Sequence[tuple[int, str]]) -> ReadTable:
    found, rows = sheet.found, sheet.found.rows
    elements: list[dict[str, object]] = []
    names = _element_names(sheet)
    for column, code in found.columns:
        row: dict[str, object] = {"code": code, "name": names.get(code, "")}
        for kind in ("mean", "weighted", "converted", "weight"):
            if kind in rows and (number := sheet.number(rows[kind], column)) is not None:
                row[_NAMES[kind]] = _written(number, sheet.decimals(rows[kind], column))
        if "mean" not in rows and "sum" in rows and (total := sheet.number(rows["sum"], column)) is not None:
            row["sum"] = int(total)
        if answers := sheet.answers(column):
            row["filled"] = len(answers)
        if "grade" in rows:
            row["grade"] = sheet.grid.text(rows["grade"], column)
        elements.append(row)
    if not sheet.respondents:
        raise OptionError(
            f"{sheet.title}: its answers are texts, which no formula counts. Select a column, choose Data > Text to "
            "Columns > Finish, for each of them, save, and audit it again.",
            id=f"{sheet.title}: jawabannya berupa teks, yang tidak dihitung oleh rumus. Pilih satu kolom, Data > Teks "
            "ke Kolom (Text to Columns) > Selesai, ulangi untuk setiap kolom, simpan, lalu audit lagi.",
        )
    if not any({"sum", "nrr", "weighted_nrr", "converted"} & {*row} for row in elements):
        raise OptionError(
            f"{sheet.title}: its formulas have no stored values, and cannot be computed here. Open the workbook in "
            "Excel or LibreOffice, save it, and audit it again.",
            id=f"{sheet.title}: rumusnya belum menyimpan nilai, dan tidak dapat dihitung di sini. Buka buku kerjanya "
            "di Excel atau LibreOffice, simpan, lalu audit lagi.",
        )
    said: dict[str, object] = {"elements": elements, "title": sheet.title, **_of_the_whole(sheet)}
    return ReadTable(table_of(said, typeset=False), tuple(_told(sheet)), tuple(_findings(sheet, names, others)))


def _of_the_whole(sheet: _Sheet) -> dict[str, object]:
    """Give what the sheet says of the whole: who answered, the index, the sum of the weighted means, weight, grade."""
    cells = sheet.found.cells
    answered = {len(sheet.answers(column)) for column in sheet.columns}
    said: dict[str, object] = {"n": len(sheet.respondents) if answered == {len(sheet.respondents)} else None}
    if "index" in cells:
        said["ikm"] = sheet.shown(*cells["index"])
    if "total" in cells and (total := sheet.number(*cells["total"])) is not None:
        if said.get("ikm") is None:
            said["ikm"] = sheet.shown(*cells["total"])
        else:
            said["total"] = _written(total, FINE)
    if "weight" in cells and (weight := sheet.number(*cells["weight"])) is not None:
        said["weight"] = _bare(weight)
    if "grade" in cells and (grade := sheet.grid.text(*cells["grade"])) is not None:
        said["grade"] = grade.rpartition(":")[2]
    return said


def _closing(sheet: _Sheet) -> list[tuple[str, int, list[int]]]:
    """Give the closing cells: what they hold, their row and their columns."""
    rows = [(kind, row, sheet.columns) for kind, row in sheet.found.rows.items()]
    cells = [(kind, row, [column]) for kind, (row, column) in sheet.found.cells.items()]
    return sorted([*rows, *cells], key=lambda one: one[1])


def _told(sheet: _Sheet) -> Iterator[ReadCell]:
    """Tell each closing cell: its formula, what is stored, and what it comes to."""
    for kind, row, columns in _closing(sheet):
        for column in columns:
            stored, computed = sheet.grid.stored(row, column), sheet.grid.value(row, column)
            formula = sheet.grid.cell(row, column) if sheet.grid.is_formula(row, column) else None
            if formula is not None or stored is not None:
                yield ReadCell(_address(row, column), kind, formula, _or_none(stored), _or_none(computed))


def _findings(sheet: _Sheet, names: dict[str, str], others: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    yield from _no_scores(sheet)
    yield from _stored_otherwise(sheet)
    told: set[int] = set()
    for kind in ("sum", "mean"):
        if kind in sheet.found.rows:
            yield from _held(sheet, kind, sheet.found.rows[kind], told)
    yield from _swapped(sheet, names)
    if others:
        named = listed([f'"{display(title)}"' for _, title in others], _LISTED)
        about = {"chosen": display(sheet.title), "others": named, "candidate": others[0][0]}
        yield Finding("audit-sheets", sheet=sheet.title, details=about)


def _no_scores(sheet: _Sheet) -> Iterator[Finding]:
    """Say which cells hold something else than an answer of 1 to 4."""
    wrong = [
        (row, column)
        for row in sheet.respondents
        for column in sheet.columns
        if sheet.score(row, column) not in SCORES and not is_empty(sheet.grid.text(row, column))
    ]
    if wrong:
        columns = sorted({column for _, column in wrong})
        cells = [_address(row, column) for row, column in wrong]
        row, column = wrong[0]
        yield Finding(
            "audit-cell-score", sheet=sheet.title, row=row, column=column - 1,
            columns=[one - 1 for one in columns], details={"cells": listed(cells, _LISTED), "number": len(cells)},
        )  # fmt: skip


def _stored_otherwise(sheet: _Sheet) -> Iterator[Finding]:
    """Say where the stored value is not the one the formula comes to."""
    for _, row, columns in _closing(sheet):
        wrong: list[tuple[int, Fraction, Fraction]] = []
        for column in columns:
            stored, computed = sheet.grid.stored(row, column), sheet.grid.value(row, column)
            if stored is not None and computed is not None and abs(stored - computed) > _ALIKE:
                wrong.append((column, stored, computed))
        if wrong:
            first, stored, computed = wrong[0]
            about = {"stored": figure(_bare(stored)), "computed": figure(_bare(computed))}
            formula = sheet.grid.cell(row, first)
            yield sheet.finding("audit-cell-value", row, [one for one, *_ in wrong], formula=formula, **about)


def _held(sheet: _Sheet, kind: str, row: int, told: set[int]) -> Iterator[Finding]:
    """Hold a row of sums or means against the answers above it; one finding for each fault.

    A mean that is made of a wrong sum is not told again.
    """
    faults: dict[str, list[tuple[int, dict[str, object]]]] = {}
    for column in sheet.columns:
        fault = _fault(sheet, kind, row, column)
        if fault is not None and not (fault[0] in _OF_WRONG_SUMS and column in told):
            code, details = fault
            faults.setdefault(code, []).append((column, details))
            told.add(column)
    for code, cells in faults.items():
        yield sheet.finding(code, row, [column for column, _ in cells], **cells[0][1])


def _fault(sheet: _Sheet, kind: str, row: int, column: int) -> tuple[str, dict[str, object]] | None:
    """Say what is wrong with a sum or a mean: the code of the finding, and what its words name."""
    scores, value = sheet.answers(column), figure_at(sheet.grid, row, column)
    if not scores or value is None:
        return None
    right = sum(scores, Fraction()) / (1 if kind == "sum" else len(scores))
    if not sheet.grid.is_formula(row, column):
        typed = PrintedNumber.read(_bare(value))
        if typed is None or typed.admits(right):
            return None
        return "audit-cell-typed", {"stored": figure(_bare(value)), "computed": figure(_bare(right, _SHOWN))}
    formula = sheet.grid.cell(row, column)
    rows = sheet.rows_of(column)
    own = [area for area in areas_of(formula) if area[1] <= column <= area[3]]
    spans = [(top, bottom) for top, _, bottom, _ in own if bottom > top]
    if spans and not all(any(top <= at <= bottom for top, bottom in spans) for at in rows):
        span = {"first": min(spans)[0], "last": max(spans)[1], "begin": rows[0], "end": rows[-1]}
        return "audit-cell-rows", {"formula": formula, **span}
    if abs(value - right) <= _rounding(formula):
        return None
    divided = _divided(sheet, column, formula, value) if kind == "mean" and own and value else None
    about = {"formula": formula, "computed": figure(_bare(value, _SHOWN)), "right": figure(_bare(right, _SHOWN))}
    return divided or ("audit-cell-answers", about)


def _divided(sheet: _Sheet, column: int, formula: str, mean: Fraction) -> tuple[str, dict[str, object]] | None:
    """Say what a mean was divided by, where it is a number of rows."""
    total, rows, letter = sum(sheet.answers(column), Fraction()), sheet.rows_of(column), column_letter(column - 1)
    whole = round(total / mean)
    if not whole or abs(total / whole - mean) > _rounding(formula):
        return None
    blanks = len(rows) < whole <= len(sheet.respondents)
    about = {"filled": len(rows), "divisor": whole, "right": f"COUNT({letter}{rows[0]}:{letter}{rows[-1]})"}
    return "audit-cell-blank" if blanks else "audit-cell-divisor", {"formula": formula, **about}


def _rounding(formula: str) -> Fraction:
    """Give how far a formula that rounds may be from the exact value."""
    decimals = _rounded(formula)
    return _ALIKE if decimals is None else Fraction(1, 2 * 10**decimals)


def _rounded(formula: str) -> int | None:
    """Give the decimals a formula rounds to; None where it does not round."""
    found = re.search(r"ROUND\(.*[,;]\s*(\d)\s*\)", formula, re.IGNORECASE)
    return int(found[1]) if found else None


def _element_names(sheet: _Sheet) -> dict[str, str]:
    """Find the names of elements: beside their codes, in the rows around the heading, or in a legend."""
    names: dict[str, str] = {}
    header, grid = sheet.found.header, sheet.grid
    for row in (header, header - 1, header + 1, header - 2):
        texts = {code: bare_name(grid.text(row, column) or "") for column, code in sheet.found.columns}
        named = {code: text for code, text in texts.items() if text}
        if len(named) > 1:  # one alone is the title of them all
            names = {**named, **names}
    for column, code in sheet.found.columns:
        for row, left in grid.places(code):
            beside = (grid.cell(row, left + step) for step in (1, 2))
            text = next((one.strip(" =:") for one in beside if isinstance(one, str) and len(one.strip(" =:")) > 2), "")
            if text and (row, left) != (header, column) and bare_name(text).startswith(text[:1]):  # no code of another
                names.setdefault(code, text)
    return names


def _swapped(sheet: _Sheet, names: dict[str, str]) -> Iterator[Finding]:
    """Say where U8 holds facilities and U9 complaints, as in the sample questionnaire."""
    if (named_element(names.get("U8", "")), named_element(names.get("U9", ""))) != ("sarana", "pengaduan"):
        return
    columns = {code: column for column, code in sheet.found.columns}
    yield sheet.finding(
        "audit-cell-swapped", sheet.found.header, [columns["U8"], columns["U9"]],
        first="U8", first_name=names["U8"], second="U9", second_name=names["U9"],
    )  # fmt: skip


def _address(row: int, column: int) -> str:
    return f"{column_letter(column - 1)}{row}"


def _written(number: Fraction, decimals: int) -> str:
    return f"{round_half_up(number, decimals):.{decimals}f}"


def _bare(number: Fraction, decimals: int = FINE) -> str:
    """Write a number of a spreadsheet without what its arithmetic leaves behind, and without zeros at its end."""
    return shown_exactly(Fraction(round_half_up(number, decimals)))


def _or_none(number: Fraction | None) -> str | None:
    return None if number is None else _bare(number)
