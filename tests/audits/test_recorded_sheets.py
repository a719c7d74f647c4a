"""Audits of made-up processing sheets, every cell and every word, as they were when last looked over.

As `test_recorded_audits`, of workbooks: sheets as offices lay them out, each with one thing of its own.
``recorded-sheets.json`` holds what is said of them; after a change it is made again, and read line by line:

    python tests/audits/test_recorded_sheets.py
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

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


def _filled(text: str, values: dict[str, float | str]) -> str:
    for place, value in values.items():
        kind = ' t="str"' if isinstance(value, str) else ""
        found = re.search(rf'<c r="{place}"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', text)
        assert found is not None
        cell = f'<c r="{place}"{found[1]}{kind}><f>{found[2]}</f><v>{value}</v></c>'
        text = text.replace(found[0], cell)
    return text


def stored(data: bytes, **values: float | str) -> bytes:
    """Store values beside formulas, as Excel does and openpyxl does not."""
    book = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(book, "w") as kept:
        for name in made.namelist():
            content = made.read(name)
            kept.writestr(name, _filled(content.decode(), values) if name.endswith("sheet1.xml") else content)
    return book.getvalue()


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


def alike(sheet: Any) -> None:
    for letter in LETTERS:
        for row in range(FIRST, LAST + 1):
            sheet[f"{letter}{row}"] = 3


def called(**names: str) -> Change:
    """Call closing rows otherwise."""
    rows = {"total": SUM, "mean": MEAN, "weighted": WEIGHTED, "converted": CONVERTED, "grade": GRADE, "index": INDEX}
    return put(**{f"A{rows[name]}": text for name, text in names.items()})


def headed(code: str) -> Change:
    return put(**{f"{letter}4": code.format(place) for place, letter in enumerate(LETTERS, 1)})


def styled(style: str, cell: str = f"K{INDEX}") -> Change:
    return lambda sheet: setattr(sheet[cell], "number_format", style)


def graded(place: str, grade: str) -> Change:
    """Give the index a grade, and no element."""
    emptied, filled = without(GRADE), put(**{f"A{GRADE}": "Mutu", place: grade})

    def change(sheet: Any) -> None:
        emptied(sheet)
        filled(sheet)

    return change


def numbered(row: int, text: str | None = None) -> Change:
    """Number the columns in a row, the first with 1."""
    return put(**{f"{get_column_letter(at)}{row}": text.format(at) if text else at for at in range(1, 11)})


def counted(first: int, *rows: tuple[str, str]) -> Change:
    """Add rows of formulas over the answers, ``@`` standing for their range."""

    def change(sheet: Any) -> None:
        for row, (name, formula) in enumerate(rows, first):
            sheet[f"A{row}"] = name
            for letter in LETTERS:
                sheet[f"{letter}{row}"] = formula.replace("@", f"{letter}{FIRST}:{letter}{LAST}")

    return change


def in_two_pages(sheet: Any) -> None:
    """Close the first page with a row of sums, in place of a respondent."""
    middle = FIRST + 10
    sheet[f"A{middle}"] = "Jumlah halaman 1"
    for letter in LETTERS:
        sheet[f"{letter}{middle}"] = f"=SUM({letter}{FIRST}:{letter}{middle - 1})"
        sheet[f"{letter}{SUM}"] = f"={letter}{middle}+SUM({letter}{middle + 1}:{letter}{LAST})"
        sheet[f"{letter}{MEAN}"] = f"={letter}{SUM}/{N - 1}"


def copied(sheet: Any) -> None:
    other = sheet.parent.copy_worksheet(sheet)
    other.title = "Loket B"
    sheet.parent.create_sheet("Rekap", 0)["A1"] = "Rekapitulasi"


def as_texts(*letters: str) -> Change:
    def change(sheet: Any) -> None:
        for letter in letters:
            for row in range(FIRST, LAST + 1):
                sheet[f"{letter}{row}"] = str(sheet[f"{letter}{row}"].value)

    return change


TYPED = {f"{letter}{MEAN}": value for letter, value in zip(LETTERS, (3.2, 3.16, 3.04, 3, 2.96, 3.12, 3, 3.2, 3.08),
                                                          strict=True)}  # fmt: skip

MEANS = {f"{letter}{MEAN}": value for letter, value in zip(LETTERS, (3.16, 3, 2.96, 3, 3.16, 2.96, 2.84, 3.08, 2.84),
                                                          strict=True)}  # fmt: skip
"""What the answers come to."""

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
    "a grade of the index below an element": sheet_of(graded(f"B{GRADE}", "A (Sangat Baik)")),
    "a grade of the index below the fifth element": sheet_of(graded(f"F{GRADE}", "C (Kurang Baik)")),
    "a grade of the index beyond the elements": sheet_of(graded(f"K{GRADE}", "A")),
    "a grade of the index far beyond": sheet_of(graded(f"BR{GRADE}", "A")),
    "a grade of the index too far beyond": sheet_of(graded(f"BS{GRADE}", "A")),
    "a grade of the index in two cells": sheet_of(graded(f"B{GRADE}", "B"), put(**{f"C{GRADE}": "Baik"})),
    "two grades of the index that differ": sheet_of(graded(f"B{GRADE}", "B"), put(**{f"C{GRADE}": "Kurang Baik"})),
    "a grade of the index in its label": sheet_of(
        without(GRADE), put(**{f"A{GRADE}": "Mutu Pelayanan : A (Sangat Baik)"})
    ),
    "grades of most elements, and of the index": sheet_of(put(**{f"B{GRADE}": None, f"K{GRADE}": "A"})),
    "a grade in a sentence": sheet_of(graded(f"B{GRADE}", "A adalah nilai yang paling baik dari semuanya")),
    "a row of grades twice": sheet_of(
        put(**{f"A{INDEX + 1}": "Mutu", f"B{INDEX + 1}": "A", f"A{INDEX + 2}": "Mutu", f"B{INDEX + 2}": "C"})
    ),
    "a legend of grades": sheet_of(
        without(GRADE),
        put(**{f"A{INDEX + step}": f"Mutu {grade}" for step, grade in enumerate(["A", "B", "C", "D"], 2)}),
        put(**{f"A{INDEX + 7}": "Mutu Pelayanan : A (Sangat Baik) : 88,31 - 100,00"}),
    ),
    "names of the annex": sheet_of(
        called(
            total="Nilai /Unsur",
            mean="NRR / Unsur",
            weighted="NRR tertbg/ unsur",
            converted="NRR x 25",
            index="IKM = NRR tertimbang x 25",
        ),
    ),
    "short names": sheet_of(
        called(total="Jml", mean="Rata - rata", weighted="NRR x 0,111", converted="IKM per unsur", index="Nilai Indeks")
    ),
    "NRR twice": sheet_of(called(mean="NRR", weighted="NRR", converted="NRR", index="Nilai SKM")),
    "values by name alone": sheet_of(
        called(total="Skor", mean="Nilai unsur", weighted="Bobot NRR", converted="Nilai unsur", index="Nilai akhir")
    ),
    "names that say nothing": sheet_of(
        called(total="Baris 1", mean="Baris 2", weighted="Baris 3", converted="Baris 4")
    ),
    "means below sums and above weights": sheet_of(
        without(CONVERTED),
        called(weighted="Rerata tertimbang", converted="Bobot nilai rata-rata tertimbang"),
        each(CONVERTED, "=1/9"),
    ),
    "a row of weights that are not used": sheet_of(called(converted="Bobot"), each(CONVERTED, "=0.11")),
    "a row of weights above the answers": sheet_of(
        lambda sheet: sheet.move_range("B3:J4", rows=-1),
        put(A4="Bobot", **dict.fromkeys((f"{letter}4" for letter in LETTERS), 0.111)),
    ),
    "no closing rows": sheet_of(without(*range(SUM, INDEX + 1))),
    "a grade above the answers": sheet_of(without(GRADE), put(A2="Mutu", B2="A")),
    "one weight": sheet_of(put(**{f"A{INDEX + 1}": "Bobot", f"B{INDEX + 1}": 0.11})),
    "a weighted row times 25": sheet_of(each(WEIGHTED, f"=@{MEAN}*0.111*25"), put(**{f"K{INDEX}": f"=K{WEIGHTED}"})),
    "an index that is a text": sheet_of(put(**{f"K{INDEX}": "74,28"})),
    "an index in its label": sheet_of(put(**{f"A{INDEX}": "IKM Unit Pelayanan : 74,93", f"K{INDEX}": None})),
    "an index that is no formula": sheet_of(called(index="Nilai Konversi"), put(**{f"K{INDEX}": 99.99})),
    "an index out of its bounds": sheet_of(put(**{f"K{INDEX}": 749.3})),
    "an index in percent": sheet_of(put(**{f"K{INDEX}": f"=K{WEIGHTED}/4"}), styled("0.00%")),
    "an index with a sign of percent": sheet_of(styled('0.00" %"')),
    "an index in a bookkeeper's format": sheet_of(styled("_(* #,##0.00_);_(* (#,##0.00);_(* \\-??_)")),
    "an index without decimals": sheet_of(styled("[Red]0")),
    "an index with its arithmetic": sheet_of(
        put(
            **{
                f"K{INDEX}": f"=K{WEIGHTED}",
                f"L{INDEX}": "x",
                f"M{INDEX}": 25,
                f"N{INDEX}": "=",
                f"O{INDEX}": f"=K{WEIGHTED}*25",
            }
        )
    ),
    "an index beside the total": sheet_of(without(INDEX), put(**{f"L{WEIGHTED}": f"=K{WEIGHTED}*25"})),
    "an index beside the converted values": sheet_of(
        without(INDEX), put(**{f"K{CONVERTED}": f"=AVERAGE(B{CONVERTED}:J{CONVERTED})"})
    ),
    "an index named beside the table": sheet_of(without(INDEX), put(L8="Nilai IKM", O8=74.93)),
    "an index named above it, beside the table": sheet_of(without(INDEX), put(L8="Nilai IKM", L10=74.93)),
    "an index named too far from it": sheet_of(without(INDEX), put(L8="Nilai IKM", P8=70, L11=71)),
    "an index on the scale of means": sheet_of(put(**{f"K{INDEX}": f"=K{WEIGHTED}"}), called(index="Nilai IKM")),
    "only the total": sheet_of(without(INDEX)),
    "a total in a row of its own": sheet_of(
        put(
            **{
                f"K{WEIGHTED}": None,
                f"A{GRADE}": "Jumlah NRR tertimbang",
                f"K{GRADE}": f"=SUM(B{WEIGHTED}:J{WEIGHTED})",
                f"K{INDEX}": f"=K{GRADE}*25",
            }
        ),
        put(**dict.fromkeys((f"{x}{GRADE}" for x in LETTERS), None)),
    ),
    "a total that is none": sheet_of(put(**{f"K{WEIGHTED}": 9.99, f"K{INDEX}": 74.93})),
    "a target and last year's index": sheet_of(
        put(A35="Target IKM", K35=80, A36="IKM tahun lalu", K36=78, A37="IKM", K37=f"=K{WEIGHTED}*25")
    ),
    "answers off the scale": sheet_of(put(B7=0, C8=5, D9=3.5, E10="4 ", F11="x", G12="-", H13=" ")),
    "many answers off the scale": sheet_of(put(**{f"B{row}": 0 for row in range(FIRST, FIRST + 8)})),
    "a last respondent off the scale": sheet_of(put(**{f"{letter}{LAST}": 5 for letter in LETTERS})),
    "answers of a column that are texts": sheet_of(as_texts("C"), put(**{f"C{MEAN}": 3})),
    "answers that are texts": sheet_of(as_texts(*LETTERS)),
    "a mean of another column": sheet_of(put(**{f"D{MEAN}": f"=AVERAGE(B{FIRST}:B{LAST})"})),
    "a sum of another column": sheet_of(put(**{f"D{SUM}": f"=SUM(B{FIRST}:B{LAST})"}), each(MEAN, f"=@{SUM}/{N}")),
    "a mean that was adjusted": sheet_of(put(**{f"D{MEAN}": f"=AVERAGE(D{FIRST}:D{LAST})+0.25"})),
    "a sum in two parts": sheet_of(put(**{f"D{SUM}": f"=SUM(D{FIRST}:D15)+SUM(D16:D{LAST})"})),
    "a sum in two parts with a gap": sheet_of(put(**{f"D{SUM}": f"=SUM(D{FIRST}:D15)+SUM(D17:D{LAST})"})),
    "a mean of nothing": sheet_of(put(**{f"D{MEAN}": "=0"})),
    "codes with a dash": sheet_of(headed("U-{}")),
    "codes with a word": sheet_of(headed("Unsur {}")),
    "codes of questions": sheet_of(headed("P{}")),
    "codes that are numbers as texts": sheet_of(headed("{}")),
    "numbered columns, the first of the respondents": sheet_of(without(4), numbered(4)),
    "columns numbered below the codes": sheet_of(lambda sheet: sheet.move_range("B4:J4", rows=-1), numbered(4)),
    "columns numbered below the codes, as texts": sheet_of(
        lambda sheet: sheet.move_range("B4:J4", rows=-1), numbered(4, "({})")
    ),
    "a title above the codes": sheet_of(without(3), put(B3="NILAI UNSUR PELAYANAN")),
    "answers in two pages": sheet_of(in_two_pages),
    "a respondent who is called like a row": sheet_of(put(A9="Rata Siregar", A12="Jumlah", A29="Mean")),
    "counts of answers": sheet_of(
        counted(
            INDEX + 1,
            ("Jumlah responden", "=COUNT(@)"),
            ("Jumlah nilai 4", "=COUNTIF(@,4)"),
            ("Nilai 3", "=COUNTIF(@,3)"),
        )
    ),
    "counts of answers in place of sums": sheet_of(
        without(SUM), counted(SUM, ("Jumlah jawaban nilai 3", "=COUNTIF(@,3)")), called(converted="Nilai konversi")
    ),
    "two processing sheets": sheet_of(copied),
    "values that are stored and right": stored(sheet_of(), **MEANS, B30=79, K32=2.997, K35=74.925),
    "values that are stored and wrong": stored(
        sheet_of(), **{**MEANS, "C31": 3.55, "D31": 2.5}, K32=3.1, K35=81.123456789
    ),
    "means nothing computes, with their values": stored(
        sheet_of(each(MEAN, f"=SUMPRODUCT(@{FIRST}:@{LAST})/{N}")), **{**MEANS, "D31": 2.123456789}
    ),
    "blanks, taken as zero by what nothing computes": stored(
        sheet_of(blanks, each(MEAN, f"=SUMPRODUCT(@{FIRST}:@{LAST})/{N}")), **{**MEANS, "C31": 2.88, "E31": 2.72}
    ),
    "an index nothing computes": stored(sheet_of(put(**{f"K{INDEX}": f"=VLOOKUP(K{WEIGHTED},A1:B2,2)"})), K35=74.925),
    "an index nothing computes, without its value": sheet_of(put(**{f"K{INDEX}": f"=VLOOKUP(K{WEIGHTED},A1:B2,2)"})),
    "grades that are a formula, with their letters": stored(
        sheet_of(each(GRADE, '=IF(@31>3,"B","C")'), put(**{f"K{GRADE}": f'=IF(K{INDEX}>3,"B","C")'})),
        **dict.fromkeys((f"{letter}{GRADE}" for letter in [*LETTERS, "K"]), "B"),
    ),
    "answers of a column that come from another sheet": stored(
        sheet_of(put(**{f"B{row}": f"=Data!B{row}" for row in range(FIRST, LAST + 1)})),
        **{f"B{row}": 4 if row % 2 else 3 for row in range(FIRST, LAST + 1)},
    ),
    "an answer nothing computes": sheet_of(put(B9="=Data!B9", C9="=VLOOKUP(1,A1:B2,2)")),
    "a long total that is none": sheet_of(put(**{f"K{WEIGHTED}": 9.987654321, f"K{INDEX}": 74.93})),
    "three processing sheets": sheet_of(copied, copied),
    "means without a name, of answers all alike, with their values": stored(
        sheet_of(alike, without(SUM), each(MEAN, f"=AVERAGE(@{FIRST}:@{LAST})"), put(**{f"A{MEAN}": None})),
        **dict.fromkeys((f"{letter}{MEAN}" for letter in LETTERS), 3),
    ),
    "an index without weighted means": sheet_of(
        without(WEIGHTED), put(**{f"K{INDEX}": f"=AVERAGE(B{MEAN}:J{MEAN})*25"})
    ),
    "a mean that is an array formula": sheet_of(
        put(**{f"D{MEAN}": ArrayFormula(f"D{MEAN}", f"=AVERAGE(D{FIRST}:D{LAST})")})
    ),
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
    left_out = {"format", "version", "lang", "anomalies", "fits", "cells", "elements", "grades"}
    kept = audit.model_dump(mode="json", exclude=left_out)
    kept["n"]["possible"] = kept["n"]["possible"][:3]
    kept["elements"] = [
        " | ".join(map(str, (one.code, one.name, one.nrr, one.converted, one.weighted, one.weighted_right, one.sums,
                             one.possible)))
        for one in audit.elements
    ]  # fmt: skip
    kept["grades"] = [f"{one.code} {one.printed} {'/'.join(one.expected)} {one.right}" for one in audit.grades]
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
