"""The follow-up plan in a report: its rows with present figures, what has none yet, and what came of the last one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

import ikm
from ikm.comparisons import trend_of
from ikm.rendering import plan_workbook
from ikm.reports import FollowUp, Paragraph, PlanRow, ReportTable, follow_up_of, report_of
from ikm.surveys import parse_survey_file

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.reports import Chapter

RESULT = ikm.score("examples/ppid-2023.xlsx", target=81)
PLAN = """
[[riwayat]]
periode = 2022
ikm = 82,24
[[tindak_lanjut]]
unsur = ["U2", "U6"]
program = "Menyederhanakan alur"
waktu = "TW I-II"
penanggung_jawab = "Kepala Bagian"
[[tindak_lanjut]]
periode = 2023
unsur = "U9"
waktu = "31 Maret 2024"
status = "disetujui"
[[tindak_lanjut]]
periode = 2021
unsur = "U1"
realisasi = "lama sekali"
[[tindak_lanjut]]
periode = 2022
unsur = "U8"
program = "Membuka kanal aduan"
waktu = "I 2023"
status = "selesai"
realisasi = "Kanal dibuka"
[[tindak_lanjut]]
periode = 2024
unsur = "U4"
"""


def chapter(plans: FollowUp) -> Chapter:
    found = report_of(RESULT, plans=plans).chapter("tindak-lanjut")
    assert found is not None
    return found


def texts(table: object) -> list[list[str]]:
    assert isinstance(table, ReportTable)
    return [[entry.text for entry in row.cells] for row in table.rows]


def test_rows_are_parted_into_the_present_plan_and_the_last_one() -> None:
    plans = follow_up_of(parse_survey_file(PLAN, "s.toml"), "2023")
    assert [row.elements for row in plans.present] == [("prosedur", "kompetensi"), ("sarana",)]
    assert ([row.elements for row in plans.previous], plans.period) == ([("pengaduan",)], "2022")
    later = follow_up_of(parse_survey_file(PLAN, "s.toml"), "2024")
    assert [row.elements for row in later.present] == [("prosedur", "kompetensi"), ("biaya",)]
    assert (later.previous[0].elements, later.period) == (("sarana",), "2023")
    assert follow_up_of(None) == FollowUp()


def test_the_plan_stands_with_the_present_figures_and_what_has_none_is_named() -> None:
    carried, planned, note = chapter(follow_up_of(parse_survey_file(PLAN, "s.toml"), "2023")).blocks
    assert texts(carried) == [
        ["1", "U8 Penanganan Pengaduan, Saran dan Masukan", "3,324", "Membuka kanal aduan", "I 2023", "", "selesai",
         "Kanal dibuka"],
    ]  # fmt: skip
    rows = texts(planned)
    assert rows[0][1:5] == [
        "U2 Sistem, Mekanisme, dan Prosedur; U6 Kompetensi Pelaksana", "3,221; 3,235", "80,51; 80,88", "9; 8",
    ]  # fmt: skip
    assert rows[0][6:] == ["Menyederhanakan alur", "√", "√", "", "", "Kepala Bagian", ""]
    assert [row[1].partition(" ")[0] for row in rows] == ["U2", "U1", "U9"]
    assert rows[1][6:] == [""] * 7
    assert rows[2][6:] == ["", "31 Maret 2024", "", "", "", "", "disetujui"]
    assert isinstance(note, Paragraph)
    assert note.text == "Belum ada rencana untuk: U1 Persyaratan"


def test_without_a_plan_the_chapter_is_a_table_to_write_in() -> None:
    (table,) = chapter(FollowUp()).blocks
    assert {tuple(row[6:]) for row in texts(table)} == {("",) * 6}


def test_an_element_that_is_not_asked_and_a_time_that_cannot_be_read_stand_as_they_were_written() -> None:
    row = PlanRow(("keamanan", "U1"), "Pagar", "bila ada anggaran")
    carried, planned, _ = chapter(FollowUp((row,), (PlanRow(("keamanan",), realisation="=1+1\x1b"),))).blocks
    assert texts(carried)[0][1:3] == ["keamanan", "–"]
    assert texts(carried)[0][-1] == "=1+1\N{REPLACEMENT CHARACTER}"
    assert ["keamanan; U1 Persyaratan", "Pagar (bila ada anggaran)"] in [[one[1], one[6]] for one in texts(planned)]


def test_the_trend_stands_before_the_plan_and_in_the_facts() -> None:
    plan = parse_survey_file(PLAN, "s.toml")
    report = report_of(RESULT, comparison=trend_of(RESULT, plan))
    keys = [one.key for one in report.chapters]
    assert keys.index("tren") == keys.index("tindak-lanjut") - 1
    assert report.facts[-1] == ("Tren", "82,24 (2022) → 83,86 (2023), naik 1,62")
    assert report_of(RESULT).chapter("tren") is None


def test_the_plan_alone_and_the_whole_as_workbooks(tmp_path: Path) -> None:
    file = tmp_path / "survei.toml"
    file.write_text(PLAN, encoding="utf-8")
    plans = follow_up_of(parse_survey_file(PLAN, "s.toml"), "2023")
    alone = plan_workbook(report_of(RESULT, plans=plans))
    assert alone == plan_workbook(report_of(RESULT, plans=plans))
    book = load_workbook(io.BytesIO(alone))
    assert book.sheetnames == ["Rencana tindak lanjut"]
    cells = [cell.value for row in book["Rencana tindak lanjut"].iter_rows() for cell in row]
    assert {"Menyederhanakan alur", "Kanal dibuka", "Belum ada rencana untuk: U1 Persyaratan"} <= set(cells)
    RESULT.to_excel(tmp_path / "a.xlsx", survey=file)
    whole = load_workbook(tmp_path / "a.xlsx")
    assert {"Tren", "Rencana tindak lanjut", "Ringkasan"} <= set(whole.sheetnames)
    assert "Kanal dibuka" in [cell.value for row in whole["Rencana tindak lanjut"].iter_rows() for cell in row]
    trend = ikm.compare({"2022": 82.24, "2023": RESULT})
    with pytest.raises(ikm.OptionError, match="of one survey"):
        trend.to_excel(tmp_path / "b.xlsx", survey=file)
    trend.to_excel(tmp_path / "b.xlsx")
    assert "Tren" not in load_workbook(tmp_path / "b.xlsx").sheetnames
