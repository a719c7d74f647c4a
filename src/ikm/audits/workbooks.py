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
from ikm.audits.processing import last_figure, named_element, processing_of
from ikm.audits.rounding import FINE, PrintedNumber
from ikm.audits.table import PublishedTable, table_of
from ikm.audits.wording import figure
from ikm.errors import OptionError
from ikm.findings import Finding, column_letter
from ikm.regulation import round_half_up
from ikm.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.audits.processing import ProcessingSheet

__all__ = ["ReadCell", "ReadTable", "read_workbook"]

_ALIKE = Fraction(1, 10**FINE)
_SHEETS = 30
_NAMES = {"sum": "sum", "mean": "nrr", "weighted": "weighted_nrr", "converted": "converted", "grade": "grade"}
_FORMAT = re.compile(r"^[#,]*0(?:\.(0+))?$")


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


def read_workbook(data: bytes, name: str) -> ReadTable:
    """Read a processing sheet.

    Parameters
    ----------
    data : bytes
        The workbook.
    name : str
        The name of its file.

    Raises
    ------
    SourceError
        If it is no workbook, or not a safe one.
    OptionError
        If no sheet is a processing sheet.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and only workbooks need it

    read(data, name=name)
    formulas, values = (load_workbook(io.BytesIO(data), data_only=stored) for stored in (False, True))
    for sheet in formulas.worksheets[:_SHEETS]:
        kept = values[sheet.title]
        grid = CellGrid(_cells(sheet), _cells(kept))
        found = processing_of(grid, sheet.max_row, sheet.max_column)
        if found is not None and {"mean", "weighted", "index", "sum"} & set(found.rows):
            return _read(_Sheet(sheet.title, grid, found, sheet))
    raise OptionError(
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
        columns = [column for column, _ in found.columns]
        self.respondents = [
            row for row in range(first, last + 1) if any(grid.value(row, column) is not None for column in columns)
        ]

    def rows_of(self, column: int) -> list[int]:
        """Give the rows in which a column has a score."""
        return [row for row in self.respondents if self.grid.value(row, column) is not None]

    def answers(self, column: int) -> list[Fraction]:
        """Give the scores of a column."""
        return self.grid.numbers((self.respondents[0], column, self.respondents[-1], column))

    def number(self, row: int, column: int) -> Fraction | None:
        """Give the number of a cell: as it is stored, else as it is computed."""
        stored = self.grid.stored(row, column)
        return self.grid.value(row, column) if stored is None else stored

    def shown(self, row: int, column: int) -> str | None:
        """Write the number of a cell as the sheet shows it, where its format says how many decimals it has."""
        number = self.number(row, column)
        if number is None:
            return None
        found = _FORMAT.match(str(self._paper.cell(row, column).number_format))
        decimals = len(found[1] or "") if found else FINE
        return _written(number, decimals) if found else _bare(number)

    def decimals(self, row: int, column: int) -> int:
        """Give the decimals to which a cell of an element is a figure: those it is rounded or typed to, else all."""
        if self.grid.is_formula(row, column):
            rounded = _rounded(self.grid.cell(row, column))
            return FINE if rounded is None else rounded
        typed = [self.number(row, at) for at, _ in self.found.columns if not self.grid.is_formula(row, at)]
        return max(len(_bare(one).partition(".")[2]) for one in typed if one is not None)

    def finding(self, code: str, row: int, columns: list[int], **details: object) -> Finding:
        """Make a finding of cells of one row."""
        places = [column - 1 for column in columns]
        return Finding(code, sheet=self.title, row=row, column=places[0], columns=places, details=details)


def _read(sheet: _Sheet) -> ReadTable:
    found, rows = sheet.found, sheet.found.rows
    elements: list[dict[str, object]] = []
    names = _element_names(sheet)
    for column, code in found.columns:
        row: dict[str, object] = {"code": code, "name": names.get(code, "")}
        for kind in ("mean", "weighted", "converted"):
            if kind in rows and (number := sheet.number(rows[kind], column)) is not None:
                row[_NAMES[kind]] = _written(number, sheet.decimals(rows[kind], column))
        if "mean" not in rows and "sum" in rows and (total := sheet.number(rows["sum"], column)) is not None:
            row["sum"] = int(total)
        if answers := sheet.answers(column):
            row["filled"] = len(answers)
        if "grade" in rows and isinstance(grade := sheet.grid.cell(rows["grade"], column), str) and grade[:1] != "=":
            row["grade"] = grade
        elements.append(row)
    if not any({*_NAMES.values()} & {*row} for row in elements):
        raise OptionError(
            f"{sheet.title}: its formulas have no stored values, and cannot be computed here. Open the workbook in "
            "Excel or LibreOffice, save it, and audit it again.",
            id=f"{sheet.title}: rumusnya belum menyimpan nilai, dan tidak dapat dihitung di sini. Buka buku kerjanya "
            "di Excel atau LibreOffice, simpan, lalu audit lagi.",
        )
    answered = {len(sheet.answers(column)) for column, _ in found.columns}
    said: dict[str, object] = {
        "elements": elements,
        "title": sheet.title,
        "n": len(sheet.respondents) if answered == {len(sheet.respondents)} else None,
    }
    if "index" in rows and (at := last_figure(sheet.grid, rows["index"], found.columns)) is not None:
        said["ikm"] = sheet.shown(rows["index"], at)
    if "weighted" in rows and (at := last_figure(sheet.grid, rows["weighted"], found.columns)) is not None:
        total = sheet.number(rows["weighted"], at)
        said["total"] = _written(total, FINE) if at > found.columns[-1][0] and total is not None else None
    return ReadTable(table_of(said, typeset=False), tuple(_told(sheet)), tuple(_findings(sheet, names)))


def _told(sheet: _Sheet) -> Iterator[ReadCell]:
    """Tell each closing cell: its formula, what is stored, and what it comes to."""
    for kind, row in sheet.found.rows.items():
        last = last_figure(sheet.grid, row, sheet.found.columns)
        columns = [column for column, _ in sheet.found.columns]
        for column in dict.fromkeys([*columns, *([last] if last is not None else [])]):
            stored, computed = sheet.grid.stored(row, column), sheet.grid.value(row, column)
            formula = sheet.grid.cell(row, column) if sheet.grid.is_formula(row, column) else None
            if formula is not None or stored is not None:
                yield ReadCell(_address(row, column), kind, formula, _or_none(stored), _or_none(computed))


def _findings(sheet: _Sheet, names: dict[str, str]) -> Iterator[Finding]:
    yield from _stored_otherwise(sheet)
    for kind in ("sum", "mean"):
        if kind in sheet.found.rows:
            yield from _held(sheet, kind, sheet.found.rows[kind])
    yield from _swapped(sheet, names)


def _stored_otherwise(sheet: _Sheet) -> Iterator[Finding]:
    """Say where the stored value is not the one the formula comes to."""
    for row in sheet.found.rows.values():
        wrong: list[int] = []
        for column in (
            *[column for column, _ in sheet.found.columns],
            last_figure(sheet.grid, row, sheet.found.columns),
        ):
            if column is None or column in wrong or not sheet.grid.is_formula(row, column):
                continue
            stored, computed = sheet.grid.stored(row, column), sheet.grid.value(row, column)
            if stored is not None and computed is not None and abs(stored - computed) > _ALIKE:
                wrong.append(column)
        if wrong:
            stored, computed = sheet.grid.stored(row, wrong[0]), sheet.grid.value(row, wrong[0])
            about = {"stored": figure(_bare(stored or Fraction())), "computed": figure(_bare(computed or Fraction()))}
            yield sheet.finding("audit-cell-value", row, wrong, formula=sheet.grid.cell(row, wrong[0]), **about)


def _held(sheet: _Sheet, kind: str, row: int) -> Iterator[Finding]:
    """Hold a row of sums or means against the answers above it; one finding for each fault."""
    faults: dict[str, list[tuple[int, dict[str, object]]]] = {}
    for column, _ in sheet.found.columns:
        fault = _fault(sheet, kind, row, column)
        if fault is not None:
            code, details = fault
            faults.setdefault(code, []).append((column, details))
    for code, cells in faults.items():
        yield sheet.finding(code, row, [column for column, _ in cells], **cells[0][1])


def _fault(sheet: _Sheet, kind: str, row: int, column: int) -> tuple[str, dict[str, object]] | None:
    """Say what is wrong with a sum or a mean: the code of the finding, and what its words name."""
    scores, value = sheet.answers(column), sheet.number(row, column)
    if not scores or value is None:
        return None
    right = sum(scores, Fraction()) / (1 if kind == "sum" else len(scores))
    if not sheet.grid.is_formula(row, column):
        typed = PrintedNumber.read(_bare(value))
        if typed is None or typed.admits(right):
            return None
        return "audit-cell-typed", {"stored": figure(_bare(value)), "computed": figure(_bare(right))}
    formula = sheet.grid.cell(row, column)
    rows = sheet.rows_of(column)
    for top, left, bottom, to in areas_of(formula):
        if left <= column <= to and bottom > top and (top > rows[0] or bottom < rows[-1]):
            span = {"first": top, "last": bottom, "begin": rows[0], "end": rows[-1]}
            return "audit-cell-rows", {"formula": formula, **span}
    computed = sheet.grid.value(row, column)
    if kind == "mean" and computed and abs(computed - right) > _rounding(formula):
        return _divided(sheet, column, formula, computed)
    return None


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
    header = sheet.found.header
    for column, code in sheet.found.columns:
        around = [header, header - 1, header + 1, header - 2]
        for row in around:
            text = sheet.grid.cell(row, column)
            if isinstance(text, str) and (bare := re.sub(r"^\s*U\s*\.?\s*\d{1,2}[\s.:=-]*", "", text).strip()):
                names.setdefault(code, bare)
        for row, left in sheet.grid.places(code):
            beside = (sheet.grid.cell(row, left + step) for step in (1, 2))
            text = next((one for one in beside if isinstance(one, str) and len(one.strip(" =:")) > 2), None)
            if text is not None and (row, left) != (header, column) and not re.match(r"\s*U\d", text):
                names.setdefault(code, text.strip(" =:"))
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


def _bare(number: Fraction) -> str:
    """Write a number of a spreadsheet without what its arithmetic leaves behind, and without zeros at its end."""
    return shown_exactly(Fraction(round_half_up(number, FINE)))


def _or_none(number: Fraction | None) -> str | None:
    return None if number is None else _bare(number)
