"""Headings in two lines, merged cells, legends, tables of one row an answer, and recaps named for what they are."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm
from ikm.responses.rows.headers import samples
from ikm.sources import Table

CODES = [f"U{n}" for n in range(1, 10)]
RIGHT = ikm.score([NAMES, *GOOD]).ikm


def refused(rows: Any) -> list[str]:
    with pytest.raises(ikm.ResponseError) as caught:
        ikm.score(rows)
    return [f.code for f in caught.value.findings if f.severity == "error"]


@pytest.mark.parametrize(
    "second",
    [
        ["", "", *["Response"] * 9],
        ["", "", *[f"Bagaimana pendapat Saudara tentang {name.lower()}?" for name in NAMES]],
        ["ID", "Mulai", *[f'{{"ImportId":"QID{n}"}}' for n in range(9)]],
    ],
)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_second_line_of_headings_is_no_respondent(second: list[str], write: Any) -> None:
    head = ["Respondent ID", "Start Date", *NAMES]
    people = [[i, f"2026-01-0{i} 08:00:00", *row] for i, row in enumerate(GOOD, 1)]
    result = ikm.score(write([head, second, *people]))
    assert (result.ikm, result.respondents) == (RIGHT, 3)
    assert [(f.code, f.severity, f.row) for f in result.findings] == [
        ("group-very-few", "warning", None), ("row-under-header", "notice", 2),
    ]  # fmt: skip


def test_a_first_respondent_who_mistyped_everything_is_no_heading() -> None:
    rows = [["No", *NAMES], [1, *["Sesuay"] * 9], *([i, *["Baik"] * 9] for i in range(2, 6))]
    assert set(refused(rows)) == {"answer-unknown-label"}


@pytest.mark.parametrize("tail", [[], [""]])
def test_answers_count_though_most_lines_are_short(tail: list[str]) -> None:
    people = [[str(i), *[word] * 9, *tail] for i, word in enumerate(["Sesuai", "Kurang sesuai", "Sangat sesuai"], 1)]
    loaded = ikm.load(as_csv([["No", *NAMES], *people, *[["", "Mengetahui"]] * 5]))
    assert [list(codes) for codes in loaded.codes.values()] == [[3, 2, 4]] * 9


def test_columns_are_recognised_by_answers_though_most_lines_are_short() -> None:
    table = Table.of_rows([["1", "2", "Ya"], ["2", "3", "Tidak"], *[["Catatan"]] * 5])
    assert samples(table, 4) == [["1", "2", "Catatan"], ["2", "3"], ["Ya", "Tidak"], []]


def test_merged_cells_beside_the_answers_are_filled_down_and_said() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Layanan", *NAMES])
    for i, service in enumerate(["KTP", None, "SIM", None]):
        sheet.append([service, *GOOD[i % 3]])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    out = io.BytesIO()
    book.save(out)
    loaded = ikm.load(out.getvalue(), keep="Layanan")
    (said,) = [f.message for f in loaded.findings if f.severity == "warning"]
    assert said.startswith("Di kolom A, sel yang digabung (Merge Cells) diisikan ke 2 baris di bawahnya")
    assert list(loaded.profiles["Layanan"]) == ["KTP", "KTP", "SIM", "SIM"]


@pytest.mark.parametrize(("eight", "nine", "letter"), [("Pengaduan", "Sarana", "H"), ("Sarana", "Pengaduan", "I")])
@pytest.mark.parametrize("apart", [True, False])
def test_a_legend_below_settles_what_u8_and_u9_are(eight: str, nine: str, letter: str, *, apart: bool) -> None:
    legend = [["U8", eight], ["U9", nine]] if apart else [[f"- U8 = {eight}".removeprefix("- ")], [f"U9: {nine}"]]
    loaded = ikm.load([CODES, *GOOD, [], ["Keterangan"], *legend])
    assert [f.code for f in loaded.findings] == ["row-below", "row-legend"]
    assert loaded.columns.columns_of("pengaduan") == (ord(letter) - 65,)


@pytest.mark.parametrize("head", ["U%d.", "U-%d", "U %d", "Unsur %d", "U%d"])
def test_headings_that_are_codes_are_no_legend_of_themselves(head: str) -> None:
    loaded = ikm.load([[head % n for n in range(1, 10)], *GOOD])
    assert [(f.code, f.severity) for f in loaded.findings] == [("column-order-assumed", "warning")]
    assert loaded.columns.columns_of("pengaduan") == (7,)


@pytest.mark.parametrize("service", ["Pengaduan", "9. Pengaduan", "Layanan pengaduan"])
def test_a_respondent_served_where_complaints_are_taken_is_no_legend(service: str) -> None:
    people = [[i, service if i == 9 else "KTP", *GOOD[i % 3]] for i in range(1, 13)]
    loaded = ikm.load([["No", "Jenis layanan", *CODES], *people])
    assert "row-legend" not in [f.code for f in loaded.findings]
    assert loaded.columns.columns_of("pengaduan") == (9,)


def test_a_legend_beside_the_respondents_names_its_elements() -> None:
    beside = {8: ["U8", "Sarana"], 9: ["U9", "Pengaduan"]}
    people = [[i, *GOOD[i % 3], None, *beside.get(i, [None, None])] for i in range(1, 13)]
    loaded = ikm.load([["No", *CODES], *people])
    assert "row-legend" in [f.code for f in loaded.findings]
    assert loaded.columns.columns_of("pengaduan") == (9,)


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_table_of_one_row_an_answer_is_read(write: Any) -> None:
    rows: list[list[Any]] = [["ID Responden", "Loket", "Unsur", "Skor"]]
    for who, answers in enumerate(GOOD, 1):
        rows += [[who, "AB"[who % 2], name, score] for name, score in zip(NAMES, answers, strict=True)]
    loaded = ikm.load(write(rows), keep="Loket")
    assert [(f.code, f.severity) for f in loaded.findings] == [("row-long-form", "notice")]
    assert list(loaded.rows) == [2, 11, 20]
    assert loaded.ledger.adds_up()
    assert ikm.score(loaded).ikm == RIGHT
    assert list(loaded.profiles["Loket"]) == ["B", "A", "B"]


def test_a_respondent_who_answered_a_question_twice_leaves_the_table_as_it_is() -> None:
    rows = [["Responden", "Unsur", "Nilai"], *([who, name, 3] for who in ("A", "B", "C") for name in NAMES)]
    assert refused([*rows, ["A", NAMES[0], 4]]) == ["row-no-header"]


def test_a_recap_of_units_in_whole_numbers_is_named() -> None:
    rows = [["NO", "OPP", *CODES, "POPULASI", "SAMPEL"], *([i, f"Dinas {i}", *GOOD[i % 3], 500, 81] for i in range(9))]
    assert refused(rows) == ["row-recap"]


def test_a_recap_of_means_by_unit_is_named() -> None:
    rows = [["Unit Pelayanan", *CODES], *([f"Puskesmas {x}", *[3.12, 3.4, 3.25] * 3] for x in "ABCD")]
    assert "row-recap" in refused(rows)


def test_units_alone_are_only_a_warning_and_respondents_of_one_unit_are_none() -> None:
    rows = [["Unit", *NAMES], *([f"Kecamatan {x}", *GOOD[i % 3]] for i, x in enumerate("ABCDE"))]
    assert [f.code for f in ikm.score(rows).findings if f.severity == "warning"] == ["row-recap-perhaps"]
    rows = [["Unit", *NAMES], *(["Kecamatan A", *GOOD[i % 3]] for i in range(5))]
    assert [f.code for f in ikm.score(rows).findings if f.severity != "notice"] == []


def test_tables_of_counts_are_named() -> None:
    labels = ["Tidak baik", "Kurang baik", "Baik", "Sangat baik"]
    assert refused([["Unsur", *labels], *([name, 1, 5, 10, 4] for name in NAMES)]) == ["row-counts-table"]
    assert "row-counts-table" in refused([["Nilai", *NAMES], *([score, *[score + 1] * 9] for score in range(1, 5))])
