"""Synthetic surveys as files: the same rows as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
from typing import Any

from openpyxl import Workbook

NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
GOOD: list[list[Any]] = [[3, 3, 4, 4, 3, 3, 4, 3, 3], [4, 4, 3, 4, 2, 3, 4, 3, 4], [2, 3, 3, 4, 3, 3, 3, 3, 2]]


def as_csv(rows: list[list[Any]], delimiter: str = ",") -> bytes:
    """Write rows as a CSV file in UTF-8."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[list[Any]], title: str = "Form Responses 1") -> bytes:
    """Write rows as a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
