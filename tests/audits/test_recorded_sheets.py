"""Audits of made-up processing sheets, every cell and every word, as they were when last looked over.

As `test_recorded_audits`, of workbooks: sheets as offices lay them out, each with one thing of its own.
``recorded-sheets.json`` holds what is said of them; after a change it is made again, and read line by line:

    python tests/audits/test_recorded_sheets.py
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

import ikm

RECORDED = Path(__file__).with_name("recorded-sheets.json")
NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
LETTERS = [get_column_letter(place) for place in range(2, 11)]
N = 25
FIRST = 5
LAST = FIRST + N - 1
SUM, MEAN, WEIGHTED, CONVERTED, GRADE, INDEX = range(LAST + 1, LAST + 7)

Change = Callable[[Any], None]


def sheet_of(*changes: Change) -> bytes:
    """Make a sheet with every customary closing row, and change it."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "Olah Data"
    sheet["A1"], sheet["A2"] = "PENGOLAHAN DATA SKM", "Periode 2025"
    sheet["A4"] = "No"
    chance = Random(9)
    for letter, place in zip(LETTERS, range(1, 10), strict=True):
        sheet[f"{letter}3"], sheet[f"{letter}4"] = NAMES[place - 1], f"U{place}"
        for row in range(FIRST, LAST + 1):
            sheet[f"{letter}{row}"] = chance.choices([1, 2, 3, 4], [1, place, 12, 10])[0]
        sheet[f"{letter}{SUM}"] = f"=SUM({letter}{FIRST}:{letter}{LAST})"
        sheet[f"{letter}{MEAN}"] = f"=AVERAGE({letter}{FIRST}:{letter}{LAST})"
        sheet[f"{letter}{WEIGHTED}"] = f"={letter}{MEAN}*0.111"
        sheet[f"{letter}{CONVERTED}"] = f"={letter}{MEAN}*25"
        sheet[f"{letter}{GRADE}"] = "B"
    for row in range(FIRST, LAST + 1):
        sheet[f"A{row}"] = row - FIRST + 1
    for row, name in [(SUM, "Jumlah nilai"), (MEAN, "NRR per unsur"), (WEIGHTED, "NRR tertimbang"),
                      (CONVERTED, "Nilai konversi"), (GRADE, "Mutu"), (INDEX, "IKM unit pelayanan")]:  # fmt: skip
        sheet[f"A{row}"] = name
    sheet[f"K{WEIGHTED}"] = f"=SUM(B{WEIGHTED}:J{WEIGHTED})"
    sheet[f"K{INDEX}"] = f"=K{WEIGHTED}*25"
    sheet[f"K{INDEX}"].number_format = "0.00"
    for change in changes:
        change(sheet)
    book = io.BytesIO()
    made.save(book)
    return book.getvalue()


def without(*rows: int) -> Change:
    def change(sheet: Any) -> None:
        for row in rows:
            for column in range(1, 12):
                sheet.cell(row, column).value = None

    return change


def put(**cells: object) -> Change:
    def change(sheet: Any) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return change


def each(row: int, text: str) -> Change:
    """Write a row of formulas or words, ``@`` standing for the column."""
    return put(**{f"{letter}{row}": text.replace("@", letter) for letter in LETTERS})


def named_in_a_legend(sheet: Any) -> None:
    for place, name in enumerate(NAMES, 1):
        sheet[f"{LETTERS[place - 1]}3"] = None
        sheet[f"M{place + 3}"], sheet[f"N{place + 3}"] = f"U{place}", f"= {name} :"


def named_two_columns_on(sheet: Any) -> None:
    for place, name in enumerate(NAMES, 1):
        sheet[f"{LETTERS[place - 1]}3"] = None
        sheet[f"M{place + 3}"], sheet[f"N{place + 3}"], sheet[f"O{place + 3}"] = f"U{place}", ":", name


def blanks(sheet: Any) -> None:
    for place in ("C7", "E9", "E10"):
        sheet[place] = None


TYPED = {f"{letter}{MEAN}": value for letter, value in zip(LETTERS, (3.2, 3.16, 3.04, 3, 2.96, 3.12, 3, 3.2, 3.08),
                                                          strict=True)}  # fmt: skip

SHEETS: dict[str, bytes] = {
    "all customary rows": sheet_of(),
    "no means, only sums": sheet_of(without(MEAN, WEIGHTED, CONVERTED), put(**{f"K{INDEX}": 77.5})),
    "no sums": sheet_of(without(SUM)),
    "no weighted row": sheet_of(without(WEIGHTED), put(**{f"K{INDEX}": f"=AVERAGE(B{CONVERTED}:J{CONVERTED})"})),
    "no total of the weighted row": sheet_of(
        put(**{f"K{WEIGHTED}": None, f"K{INDEX}": f"=SUM(B{WEIGHTED}:J{WEIGHTED})*25"})
    ),
    "a total of the weighted row that is typed": sheet_of(put(**{f"K{WEIGHTED}": 3.3})),
    "an index below the elements": sheet_of(put(**{f"K{INDEX}": None, f"B{INDEX}": f"=K{WEIGHTED}*25"})),
    "an index without a format": sheet_of(lambda sheet: setattr(sheet[f"K{INDEX}"], "number_format", "General")),
    "an index of three decimals": sheet_of(lambda sheet: setattr(sheet[f"K{INDEX}"], "number_format", "#,##0.000")),
    "grades in words": sheet_of(each(GRADE, "Baik")),
    "grades that are a formula": sheet_of(each(GRADE, '=IF(@31>3,"A","B")')),
    "no grades": sheet_of(without(GRADE)),
    "names beside the codes": sheet_of(
        put(
            **{
                f"{letter}4": f"U.{place} - {name}"
                for place, (letter, name) in enumerate(zip(LETTERS, NAMES, strict=True), 1)
            }
        )
    ),
    "names below the codes": sheet_of(
        lambda sheet: sheet.move_range("B3:J3", rows=1),
        put(**{f"{letter}3": f"U{place}" for place, letter in enumerate(LETTERS, 1)}),
    ),
    "names two rows above the codes": sheet_of(lambda sheet: sheet.move_range("B3:J3", rows=-1)),
    "names in a legend": sheet_of(named_in_a_legend),
    "names in a legend with a colon between": sheet_of(named_two_columns_on),
    "no names": sheet_of(without(3)),
    "numbers in place of codes": sheet_of(put(**{f"{letter}4": place for place, letter in enumerate(LETTERS, 1)})),
    "blanks, left out of the mean": sheet_of(blanks),
    "blanks, taken as zero": sheet_of(blanks, each(MEAN, f"=@{SUM}/{N}")),
    "a mean that is rounded": sheet_of(each(MEAN, f"=ROUND(AVERAGE(@{FIRST}:@{LAST}),2)")),
    "means that are typed": sheet_of(put(**TYPED)),
    "one mean of other rows": sheet_of(put(**{f"D{MEAN}": f"=AVERAGE(D{FIRST + 1}:D{LAST})"})),
    "one mean of another divisor": sheet_of(put(**{f"D{MEAN}": f"=D{SUM}/{N - 2}"})),
    "one sum that is typed": sheet_of(put(**{f"D{SUM}": 99})),
    "one element by another weight": sheet_of(put(**{f"D{WEIGHTED}": f"=D{MEAN}*0.2"})),
    "every element by 1/9": sheet_of(each(WEIGHTED, f"=@{MEAN}/9")),
    "an index of another factor": sheet_of(put(**{f"K{INDEX}": f"=K{WEIGHTED}*20"})),
    "the swapped elements": sheet_of(put(I3="Sarana dan prasarana", J3="Penanganan pengaduan")),
    "formulas nothing computes": sheet_of(each(CONVERTED, "=VLOOKUP(@4,$A$1:$B$2,2)")),
}


def told(data: bytes, folder: Path) -> dict[str, Any]:
    """Give everything that is said of a sheet, but what stands in no cell."""
    book = folder / "olah.xlsx"
    book.write_bytes(data)
    try:
        audit, other = ikm.audit(book), ikm.audit(book, lang="en")
    except ikm.IkmError as refused:
        return {"refused": [refused.words("id"), refused.words("en")]}
    left_out = {"format", "version", "lang", "anomalies", "fits", "cells"}
    kept = audit.model_dump(mode="json", exclude=left_out)
    kept["fits"] = [" ".join(map(str, (one.weight, one.rounding, one.exact, one.respondents))) for one in audit.fits]
    kept["cells"] = [
        " | ".join(map(str, (one.cell, one.kind, one.formula, one.stored, one.computed))) for one in audit.cells
    ]
    for said in (audit, other):
        kept[said.lang] = [
            said.paragraph,
            *(
                f"{one.code} {one.cell} {'+'.join(one.columns or ())}: {one.message} → {one.action}"
                for one in said.anomalies
            ),
        ]
    return kept


@cache
def recorded() -> dict[str, Any]:
    """Give what was said when it was last looked over."""
    kept: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return kept


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_said_of_a_sheet_is_what_was_looked_over(name: str, tmp_path: Path) -> None:
    assert told(SHEETS[name], tmp_path) == recorded()[name]


def test_nothing_is_recorded_of_a_sheet_that_is_gone() -> None:
    assert list(recorded()) == list(SHEETS)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        now = {name: told(data, Path(folder)) for name, data in SHEETS.items()}
    RECORDED.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
