"""Workbooks: a customary processing sheet as a table, with its formulas held against its answers, cell by cell.

The closing rows are computed twice: as their formulas say, and as the answers above them do (`ikm.audits.faults`).
What the sheet comes to is then audited as a table (`ikm.audits.auditing`).  Of several sheets the first is audited,
or the one that is named.

Formulas need openpyxl, which loads only here; the file passes the guards of `ikm.sources` first.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.audits.expressions import CellGrid
from ikm.audits.faults import faults_of
from ikm.audits.labels import bare_name, figure_at
from ikm.audits.processing import processing_of
from ikm.audits.rounding import FINE
from ikm.audits.table import PublishedTable, table_of
from ikm.audits.wording import listed
from ikm.audits.worksheet import Worksheet, address, bare, closing_cells, written
from ikm.errors import OptionError
from ikm.findings import Finding, display
from ikm.sources import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

__all__ = ["ReadCell", "ReadTable", "read_workbook"]

_SHEETS = 30
_NAMES = {
    "sum": "sum", "mean": "nrr", "weighted": "weighted_nrr", "converted": "converted", "weight": "weight",
    "grade": "grade",
}  # fmt: skip


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
    found, texts = [], None
    for place, sheet in enumerate(formulas.worksheets[:_SHEETS], 1):
        grid = CellGrid(_cells(sheet), _cells(values[sheet.title]))
        where = processing_of(grid, sheet.max_row, sheet.max_column)
        one = None if where is None else Worksheet(sheet.title, grid, where, sheet)
        if one is not None and not one.respondents:
            texts = texts or one.title
        elif one is not None and {"sum", "mean", "weighted", "converted"} & {*one.found.rows}:
            found.append((place, one))
    chosen = [one for place, one in found if wanted is None or str(wanted).strip() in {one.title, str(place)}]
    if not chosen:
        raise _none_of(name, [one.title for _, one in found], wanted) if found or texts is None else _only_texts(texts)
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


def _only_texts(title: str) -> OptionError:
    return OptionError(
        f"{title}: its answers are texts, which no formula counts. Select a column, choose Data > Text to Columns > "
        "Finish, for each of them, save, and audit it again.",
        id=f"{title}: jawabannya berupa teks, yang tidak dihitung oleh rumus. Pilih satu kolom, Data > Teks ke Kolom "
        "(Text to Columns) > Selesai, ulangi untuk setiap kolom, simpan, lalu audit lagi.",
    )


def _without_figures(sheet: Worksheet) -> OptionError:
    """Say what is missing: what the formulas come to, or a row of the IKM."""
    if not {"index", "total"} & {*sheet.found.cells}:
        return OptionError(
            f"{sheet.title} has no IKM: name its row IKM, in the column before the elements, and audit it again.",
            id=f"{sheet.title} tidak memuat IKM: beri nama IKM pada barisnya, di kolom sebelum unsur, lalu audit lagi.",
        )
    return OptionError(
        f"{sheet.title}: its formulas have no stored values, and cannot be computed here. Open the workbook in "
        "Excel or LibreOffice, save it, and audit it again.",
        id=f"{sheet.title}: rumusnya belum menyimpan nilai, dan tidak dapat dihitung di sini. Buka buku kerjanya "
        "di Excel atau LibreOffice, simpan, lalu audit lagi.",
    )


def _cells(sheet: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401 - openpyxl's
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = getattr(cell.value, "text", cell.value)  # an array formula holds its text
            if value is not None:
                found[cell.row, cell.column] = value
    return found


def _read(sheet: Worksheet, others: Sequence[tuple[int, str]]) -> ReadTable:
    found, rows = sheet.found, sheet.found.rows
    elements: list[dict[str, object]] = []
    names = _element_names(sheet)
    for column, code in found.columns:
        row: dict[str, object] = {"code": code, "name": names.get(code, "")}
        for kind in ("mean", "weighted", "converted", "weight"):
            if kind in rows and (number := sheet.number(rows[kind], column)) is not None:
                row[_NAMES[kind]] = written(number, sheet.decimals(rows[kind], column))
        if "mean" not in rows and "sum" in rows and (total := sheet.number(rows["sum"], column)) is not None:
            row["sum"] = int(total)
        if answers := sheet.answers(column):
            row["filled"] = len(answers)
        if "grade" in rows:
            row["grade"] = sheet.grid.text(rows["grade"], column)
        elements.append(row)
    said: dict[str, object] = {"elements": elements, "title": sheet.title, **_of_the_whole(sheet)}
    if said.get("ikm") is None or not any({"sum", "nrr", "weighted_nrr", "converted"} & {*row} for row in elements):
        raise _without_figures(sheet)
    return ReadTable(table_of(said, typeset=False), tuple(_told(sheet)), tuple(faults_of(sheet, names, others)))


def _of_the_whole(sheet: Worksheet) -> dict[str, object]:
    """Give what the sheet says of the whole: who answered, the index, the sum of the weighted means, weight, grade."""
    cells = sheet.found.cells
    answered = {len(sheet.answers(column)) for column in sheet.columns}
    said: dict[str, object] = {"n": len(sheet.respondents) if answered == {len(sheet.respondents)} else None}
    if "index" in cells:
        said["ikm"] = sheet.shown(*cells["index"])
    if "total" in cells and (total := sheet.number(*cells["total"])) is not None:
        if "index" in cells:
            said["total"] = written(total, FINE)
        else:
            said["ikm"] = sheet.shown(*cells["total"])
    if "weight" in cells and (weight := sheet.number(*cells["weight"])) is not None:
        said["weight"] = bare(weight)
    if "grade" in cells and (grade := sheet.grid.text(*cells["grade"])) is not None:
        said["grade"] = grade.rpartition(":")[2]
    return said


def _told(sheet: Worksheet) -> Iterator[ReadCell]:
    """Tell each closing cell: its formula, what is stored, and what it comes to."""
    for kind, row, columns in closing_cells(sheet):
        for column in columns:
            formula = sheet.grid.cell(row, column) if sheet.grid.is_formula(row, column) else None
            stored = sheet.number(row, column) if formula is None else sheet.grid.stored(row, column)
            if formula is not None or stored is not None:
                computed = figure_at(sheet.grid, row, column) if formula is None else sheet.grid.value(row, column)
                yield ReadCell(address(row, column), kind, formula, _or_none(stored), _or_none(computed))


def _element_names(sheet: Worksheet) -> dict[str, str]:
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


def _or_none(number: Fraction | None) -> str | None:
    return None if number is None else bare(number)
