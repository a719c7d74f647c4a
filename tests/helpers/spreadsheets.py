"""Recalculating a workbook: by LibreOffice and by an engine without an office suite, from formulas alone.

The results that are stored beside the formulas are taken out first, so that nothing can be handed back unread.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import formualizer
import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple

OFFICE = shutil.which("soffice")
NO_OFFICE = OFFICE is None and os.environ.get("CI") != "true"
NEEDED = "LibreOffice (soffice) is not there"
_STORED = re.compile(rb"(</f>)<v>[^<]*</v>")
_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"

Cells = dict[str, Any]


def stripped(book: bytes) -> bytes:
    """Take out every stored result of a formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = _STORED.sub(rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


class Formula(NamedTuple):
    """A formula, the number format of its cell and the result that is stored beside it."""

    text: str
    shown: str
    stored: Any


def formulas(book: bytes, sheet: str) -> dict[str, Formula]:
    """Give the formulas of a sheet by cell."""
    page = openpyxl.load_workbook(io.BytesIO(book))[sheet]
    held = openpyxl.load_workbook(io.BytesIO(book), data_only=True)[sheet]
    return {
        cell.coordinate: Formula(str(cell.value), cell.number_format, held[cell.coordinate].value)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def cells(book: bytes, sheet: str) -> Cells:
    """Give what is stored in the cells of a sheet."""
    page = openpyxl.load_workbook(io.BytesIO(book), data_only=True)[sheet]
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def computed(book: bytes, sheet: str) -> Cells:
    """Compute the formulas of a sheet with an engine of its own."""
    engine = formualizer.Workbook.from_bytes(stripped(book))
    engine.evaluate_all()
    return {place: engine.evaluate_cell(sheet, *coordinate_to_tuple(place)) for place in formulas(book, sheet)}


def recalculated(books: dict[str, bytes], folder: Path, form: str) -> None:
    """Let LibreOffice compute some workbooks and save them in another form; it has a profile of its own."""
    assert OFFICE is not None, NEEDED
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(stripped(book))
    out = folder / "out"
    subprocess.run(
        [
            OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form,
            "--outdir", str(out), *(str(folder / f"{name}.xlsx") for name in books),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def by_office(books: dict[str, bytes], folder: Path, sheet: str) -> dict[str, Cells]:
    """Give the cells of a sheet of each workbook, as LibreOffice computes them."""
    recalculated(books, folder, "xlsx")
    return {name: cells((folder / "out" / f"{name}.xlsx").read_bytes(), sheet) for name in books}


def shown_by_office(books: dict[str, bytes], folder: Path, sheet: str) -> dict[str, list[list[str]]]:
    """Give the rows of a sheet of each workbook, as LibreOffice shows them."""
    recalculated(books, folder, _SHEETS)
    found = {}
    for name in books:
        text = (folder / "out" / f"{name}-{sheet}.csv").read_text(encoding="utf-8")
        found[name] = list(csv.reader(io.StringIO(text)))
    return found


def displayed(value: float, shown: str) -> str:
    """Show a number in a number format as a spreadsheet does: of fifteen digits, half up, in English."""
    pattern = re.fullmatch(r'(#,##)?0(?:\.(0+))?(".*")?', shown)
    assert pattern is not None, shown
    decimals = len(pattern[2] or "")
    digits = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{digits:,.{decimals}f}" + (pattern[3] or "").strip('"')
