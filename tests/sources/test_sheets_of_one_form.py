"""Workbooks with several sheets of one form: asked about, read together, or copies."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from openpyxl import Workbook
from tables import GOOD, NAMES

import ikm

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ["No", *NAMES]


def book(**sheets: list[list[Any]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def month(first: int, *numbers: int) -> list[list[Any]]:
    return [HEAD, *([first + i, *GOOD[n]] for i, n in enumerate(numbers))]


MONTHS = book(Januari=month(1, 0, 1), Februari=month(3, 2), Maret=month(4, 1, 1))


def test_sheets_of_one_form_are_asked_about_and_the_remedy_works_as_printed(tmp_path: Path) -> None:
    path = tmp_path / "tahun.xlsx"
    path.write_bytes(MONTHS)
    asked = ikm_here("score", path, columns=400)
    assert asked.code == 1
    assert 'Beberapa lembar berisi jawaban formulir yang sama ("Januari", "Februari", "Maret")' in asked.err
    assert 'dengan --sheet all, atau satu lembar saja, misalnya dengan --sheet "Januari".' in asked.err
    together = ikm_here("score", path, "--sheet", "all", columns=400)
    assert (together.code, "5 responden" in together.out) == (0, True)
    for first in ("score", "check"):
        said = ikm_here(first, path, columns=400)
        typed = f"ikm nilai {path} --lembar all"
        assert f"  {typed}" in said.err.splitlines()
        assert ikm_here(*typed.split()[1:], columns=400).out == together.out
    alone = ikm_here("score", path, "--sheet", "Januari", columns=400)
    assert (alone.code, "2 responden" in alone.out) == (0, True)


@pytest.mark.parametrize("sheet", ["all", "semua", "ALL"])
def test_sheets_read_together_give_the_figure_of_one_table(sheet: str) -> None:
    result = ikm.score(MONTHS, sheet=sheet)
    assert result.ikm == ikm.score([NAMES, GOOD[0], GOOD[1], GOOD[2], GOOD[1], GOOD[1]]).ikm
    (said,) = [f.message for f in result.findings if f.code == "file-sheets-joined"]
    assert said.endswith('Nomor barisnya: "Januari" 2–3; "Februari" 4–4; "Maret" 5–6.')


def test_what_is_told_of_the_choice_names_all_sheets_that_are_read() -> None:
    data = book(Januari=month(1, 0, 1), Februari=month(3, 2), Catatan=[["lihat bulanan"]])
    (said,) = [f.message for f in ikm.score(data, sheet="all").findings if f.code == "file-sheet-chosen"]
    assert said == 'Yang dibaca lembar "Januari", "Februari". Tidak dibaca: "Catatan".'


def test_each_sheet_may_have_its_own_totals_and_notes() -> None:
    closing: list[list[Any]] = [["Jumlah", *[7] * 9], [], ["Catatan: diisi petugas"]]
    data = book(Januari=[*month(1, 0, 1), *closing], Februari=[*month(3, 2, 2), *closing])
    result = ikm.score(data, sheet="all")
    said = [f.code for f in result.findings if f.severity != "notice"]
    assert (result.respondents, said) == (4, ["group-very-few"])


def test_a_copy_of_a_sheet_is_said_and_nothing_is_asked() -> None:
    loaded = ikm.load(book(Jawaban=month(1, 0, 1, 2), Salinan=month(1, 0, 1)))
    assert [(f.code, f.severity) for f in loaded.findings] == [("file-sheets-copied", "notice")]
    assert len(loaded) == 3


def test_the_larger_of_two_sheets_is_read_where_the_first_is_a_copy_of_its_beginning() -> None:
    loaded = ikm.load(book(Lama=month(1, 0, 1), Baru=month(1, 0, 1, 2)))
    assert (len(loaded), [f.code for f in loaded.findings if f.severity == "error"]) == (3, [])


def test_sheets_of_different_forms_are_not_put_together() -> None:
    other: list[list[Any]] = [["Nomor", *reversed(NAMES)], [1, *GOOD[0]]]
    loaded = ikm.load(book(Satu=month(1, 0, 1), Dua=other), sheet="all")
    assert len(loaded) == 2


def test_a_sheet_called_all_is_that_sheet() -> None:
    data = book(Januari=month(1, 0, 1), All=month(3, 2))
    assert len(ikm.load(data, sheet="all")) == 1


def test_a_sheet_prepared_for_a_month_to_come_is_not_taken_for_answers() -> None:
    book = Workbook()
    for name, rows in (("Januari", 12), ("Februari", 0), ("Maret", 0)):
        sheet = book.create_sheet(name)
        sheet.append(["No", *(f"U{n}" for n in range(1, 10))])
        for i in range(1, rows + 1):
            sheet.append([i, *(1 + (i * n + n * n) % 4 for n in range(1, 10))])
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    result = ikm.score(out.getvalue(), order="definition")
    assert result.respondents == 12
    assert [f.code for f in result.findings if f.code.startswith("file-sheet")] == ["file-sheet-chosen"]
