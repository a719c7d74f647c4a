"""Excel workbooks: what is read, what is noticed, what is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from workbooks import MAIN, SHEET, TABLE, package, parts, sheet_xml, workbook

from ikm.errors import OptionError, SourceError
from ikm.sources import Limits, Table, Unreadable, read

ERROR_CELL = '<c r="C3" t="e"><v>#N/A</v></c>'
THIRD = f'<c r="C3"><v>{TABLE[2][2]}</v></c>'


def codes(sheet: Table) -> list[str]:
    return [finding.code for finding in sheet.findings]


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        read(data)
    finding = caught.value.findings[0]
    return finding.code, f"{finding.message} {finding.action}"


def test_a_workbook_gives_its_cells_row_numbers_and_facts() -> None:
    sheet = read(workbook())
    assert [list(row) for row in sheet.rows] == TABLE
    assert sheet.numbers == range(1, 7)
    assert (sheet.sheet, sheet.facts.kind, sheet.facts.hidden_rows) == ("Form Responses 1", "xlsx", 0)
    assert [(s.name, s.state, s.read) for s in sheet.facts.sheets] == [("Form Responses 1", "visible", True)]
    assert sheet.findings == ()


def test_shared_texts_dates_and_truth_values_are_read() -> None:
    row = '<c r="A9" t="s"><v>0</v></c><c r="B9" s="2"><v>45292.5</v></c><c r="C9" t="b"><v>1</v></c>'
    row += '<c r="D9"><v>1</v></c>'
    last = read(workbook("</sheetData>", f'<row r="9">{row}</row></sheetData>')).rows[-1]
    assert last[:4] == ("cukup baik", dt.datetime(2024, 1, 1, 12), True, 1.0)  # noqa: DTZ001  # cells have no zone
    assert [type(value) for value in last[2:4]] == [bool, float]


def test_dates_that_count_from_1904_are_understood() -> None:
    data = parts()
    data["xl/workbook.xml"] = data["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    data[SHEET] = data[SHEET].replace(b"</sheetData>", b'<row r="9"><c r="A9" s="1"><v>43830</v></c></row></sheetData>')
    assert read(package(data)).rows[-1][0] == dt.date(2024, 1, 1)


def test_error_values_are_put_where_they_stand() -> None:
    sheet = read(workbook(THIRD, ERROR_CELL))
    assert sheet.rows[2][2] == Unreadable("error", "#N/A")
    assert sheet.rows[2][3] == TABLE[2][3]


def test_a_formula_without_result_is_no_blank_and_the_remedy_is_to_save_in_excel() -> None:
    sheet = read(workbook(THIRD, '<c r="C3"><f>A1+1</f><v></v></c>'))
    assert sheet.rows[2][2] == Unreadable("formula", "=A1+1")
    assert codes(sheet) == ["file-formulas-uncalculated"]
    assert "mulai dari C3" in sheet.findings[0].message
    assert "Buka berkas ini di Excel atau LibreOffice, simpan, lalu coba lagi" in sheet.findings[0].action


def test_a_row_of_formulas_without_results_is_not_a_blank_row() -> None:
    sheet = read(workbook("</sheetData>", '<row r="8"><c r="M8"><f>1+2</f></c></row></sheetData>'))
    assert list(sheet.numbers) == [1, 2, 3, 4, 5, 6, 8]
    assert sheet.rows[-1][12] == Unreadable("formula", "=1+2")
    assert {len(row) for row in sheet.rows} == {13}


def test_a_formula_with_its_result_is_a_value_and_counted() -> None:
    sheet = read(workbook(THIRD, '<c r="C3"><f>1+2</f><v>3</v></c>'))
    assert sheet.rows[2][2] == 3
    assert codes(sheet) == ["file-formulas"]


@pytest.mark.parametrize("number", ["NaN", "1e999", "-inf"])
def test_a_number_cell_without_a_number_is_unreadable(number: str) -> None:
    sheet = read(workbook(THIRD, f'<c r="C3"><v>{number}</v></c>'))
    assert sheet.rows[2][2] == Unreadable("number", number)


def test_a_cell_claimed_twice_is_reported_and_neither_value_taken() -> None:
    sheet = read(workbook('<c r="C4">', '<c r="C3">'))
    assert isinstance(sheet.rows[2][2], Unreadable)
    assert sheet.rows[2][2].kind == "double"
    assert [(f.code, f.cell, f.severity) for f in sheet.findings] == [("file-cells-twice", "C3", "error")]
    assert "periksa sel itu terhadap jawaban aslinya" in sheet.findings[0].action


def test_small_numbers_dressed_as_dates_are_given_back_and_real_dates_stay() -> None:
    dressed = re.sub(r'<c r="(C\d)">', r'<c r="\1" s="1">', sheet_xml(TABLE))
    dressed = dressed.replace("</sheetData>", '<row r="7"><c r="C7" s="1"><v>45292</v></c></row></sheetData>')
    sheet = read(package(parts({"A": dressed})))
    assert [row[2] for row in sheet.rows[1:6]] == [row[2] for row in TABLE[1:]]
    assert sheet.rows[6][2] == dt.date(2024, 1, 1)
    assert codes(sheet) == ["file-numbers-as-dates"]
    assert "5 sel di kolom C" in sheet.findings[0].message


def test_hidden_rows_are_read_counted_and_named() -> None:
    sheet = read(workbook('<row r="3">', '<row r="3" hidden="1">'))
    assert len(sheet.rows) == len(TABLE)
    assert sheet.facts.hidden_rows == 1
    assert codes(sheet) == ["file-hidden-rows"]
    assert "1 baris disembunyikan (mungkin oleh filter): 3. Baris itu ikut dibaca" in sheet.findings[0].message


def test_rows_out_of_order_are_placed_by_their_addresses() -> None:
    head, *rows, tail = re.split(r"(?=<row )|(?=</sheetData>)", sheet_xml(TABLE))
    sheet = read(package(parts({"A": head + "".join(reversed(rows)) + tail})))
    assert [list(row) for row in sheet.rows] == TABLE


def test_cells_without_addresses_are_read_in_their_order() -> None:
    plain = re.sub(r' r="[A-Z]*\d+"', "", sheet_xml(TABLE))
    assert [list(row) for row in read(package(parts({"A": plain}))).rows] == TABLE


def test_prefixed_utf16_and_commented_parts_are_read() -> None:
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet_xml(TABLE)).replace("xmlns=", "xmlns:x=")
    text = text.replace("<x:v>", "<x:v><!-- 9 -->", 1).replace("cukup baik", "<![CDATA[a < b]]>", 1)
    data = parts()
    data[SHEET] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    rows = read(package(data)).rows
    assert [list(row)[:10] for row in rows] == [row[:10] for row in TABLE]
    assert rows[1][10] == "a < b"


def test_a_stray_value_far_below_costs_nothing_and_is_reported_once() -> None:
    sheet = read(workbook("</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'))
    assert list(sheet.numbers) == [1, 2, 3, 4, 5, 6, 1_048_576]
    assert [(f.code, f.row, f.severity) for f in sheet.findings] == [("file-row-far", 1_048_576, "warning")]
    assert "Ctrl+End" in sheet.findings[0].action


def test_a_stray_value_far_to_the_right_is_refused_with_its_address() -> None:
    code, said = refused(workbook("</sheetData>", '<row r="999999"><c r="XFD999999"><v>1</v></c></row></sheetData>'))
    assert code == "file-far-cell"
    assert "Sel XFD999999 terisi, jauh di luar tabel" in said
    assert "limit cells" in said


@pytest.mark.parametrize("far", ["A9999999", "AAAA1", "A0", "1A", "$A$1", ""])
def test_an_impossible_address_is_damage(far: str) -> None:
    assert refused(workbook('<c r="C4">', f'<c r="{far}">'))[0] == "file-damaged"


def test_empty_formatted_cells_far_away_do_not_count() -> None:
    blank = '<row r="900000"><c r="XFD900000" s="1"/><c r="XFD900001" s="1"></c></row></sheetData>'
    sheet = read(workbook("</sheetData>", blank))
    assert [list(row) for row in sheet.rows] == TABLE


def test_a_false_extent_and_false_counts_are_not_believed() -> None:
    data = parts()
    data[SHEET] = (
        data[SHEET]
        .replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
        .replace(b"</worksheet>", b'<mergeCells count="1"><mergeCell ref="A20:XFD1048576"/></mergeCells></worksheet>')
    )
    texts = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"></sst>'
    data["xl/sharedStrings.xml"] = texts.encode()
    assert [list(row) for row in read(package(data)).rows] == TABLE


def test_a_text_number_that_does_not_exist_is_damage() -> None:
    code, said = refused(workbook(THIRD, '<c r="C3" t="s"><v>999</v></c>'))
    assert code == "file-damaged"
    assert "isi selnya tidak dapat dibaca" in said


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_a_document_type_in_any_part_that_is_read_refuses_the_file(part: str) -> None:
    data = parts()
    data[SHEET] = data[SHEET].replace(THIRD.encode(), b'<c r="C3" t="s"><v>0</v></c>')
    data[part] = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + data[part]
    code, said = refused(package(data))
    assert code == "file-unsafe"
    assert "Jangan buka berkas ini" in said


def test_a_document_type_in_a_part_that_is_not_needed_does_no_harm() -> None:
    assert read(package(parts() | {"docProps/core.xml": b"<!DOCTYPE x><x/>"})).numbers == range(1, 7)


def test_a_part_that_unpacks_beyond_the_limit_is_refused_by_that_limit() -> None:
    data = parts()
    data[SHEET] = data[SHEET].replace(b"<sheetData>", b" " * 3_000_000 + b"<sheetData>")
    with pytest.raises(SourceError, match=r"unpacks to 3 MiB; the limit is 1 MiB \(limit part_bytes\)"):
        read(package(data), limits=Limits(part_bytes=1 << 20))
    with pytest.raises(SourceError, match=r"limit unpacked_bytes"):
        read(package(data), limits=Limits(unpacked_bytes=1 << 20))


@pytest.mark.parametrize(("limit", "value"), [("columns", 5), ("cells", 20), ("sheets", 1)])
def test_each_limit_of_a_sheet_is_named(limit: str, value: int) -> None:
    data = package(parts({"A": sheet_xml(TABLE), "B": sheet_xml(TABLE)}))
    with pytest.raises(SourceError, match=rf"limit {limit}\)"):
        read(data, limits=Limits(**{limit: value}))


def test_a_changed_byte_is_told_by_the_checksum() -> None:
    data = package(parts())
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    data = stored.getvalue()
    value = b'<c r="C3"><v>' + str(TABLE[2][2]).encode()
    assert data.count(value) == 1
    code, said = refused(data.replace(value, b'<c r="C3"><v>9'))
    assert code == "file-damaged"
    assert "angka pemeriksanya (CRC)" in said


def test_a_download_that_broke_off_is_damage() -> None:
    data = workbook()
    code, said = refused(data[: len(data) // 2])
    assert code == "file-damaged"
    assert "Unduh lagi dari sumbernya" in said


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/workbook.xml", "bagian utamanya, xl/workbook.xml, tidak ada"),
        ("xl/_rels/workbook.xml.rels", "daftar bagiannya tidak ada"),
        (SHEET, "bagian xl/worksheets/sheet1.xml tidak ada"),
    ],
)
def test_a_missing_part_is_named(part: str, words: str) -> None:
    data = parts()
    del data[part]
    code, said = refused(package(data))
    assert code == "file-damaged"
    assert words in said


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in [*parts().items(), (SHEET, sheet_xml(TABLE[:2]).encode())]:
            archive.writestr(name, content)
    assert "ada dua kali" in refused(made.getvalue())[1]


def test_broken_xml_is_damage() -> None:
    assert refused(workbook("</sheetData>", ""))[0] == "file-damaged"
    assert refused(workbook("<sheetData>", "<sheetData><row>"))[0] == "file-damaged"


def test_macros_are_noticed_and_only_values_read() -> None:
    sheet = read(package(parts() | {"xl/vbaProject.bin": b"x"}))
    assert sheet.facts.kind == "xlsm"
    assert codes(sheet) == ["file-has-macros"]
    assert len(sheet.rows) == len(TABLE)


def test_an_empty_sheet_is_refused_and_the_others_named() -> None:
    data = package(parts({"Kosong": sheet_xml([]), "Lain": sheet_xml([])}))
    code, said = refused(data)
    assert code == "file-no-rows"
    assert 'di lembar "Kosong"' in said
    assert 'sheet="Lain"' in said


def test_the_sheet_that_google_names_is_preferred_and_the_others_are_told() -> None:
    data = package(parts({"Rekap": sheet_xml([["Total", 5]]), "Form Responses 1": sheet_xml(TABLE)}))
    sheet = read(data)
    assert sheet.sheet == "Form Responses 1"
    assert [(f.code, f.severity) for f in sheet.findings] == [("file-sheet-chosen", "notice")]
    assert 'sebutkan lembarnya: sheet="Rekap"' in sheet.findings[0].action


def test_a_second_sheet_of_answers_to_other_questions_is_a_warning() -> None:
    other: list[list[object]] = [[f"P{n}" for n in range(11)], *TABLE[1:]]
    sheet = read(package(parts({"Form Responses 1": sheet_xml(TABLE), "Form Responses 2": sheet_xml(other)})))
    assert sheet.sheet == "Form Responses 1"
    assert [(f.code, f.severity) for f in sheet.findings] == [("file-sheets-alike", "warning")]


def test_a_hidden_sheet_is_not_read_unless_asked_for() -> None:
    data = package(parts({"Lama": sheet_xml(TABLE[:3]), "Baru": sheet_xml(TABLE)}, {"Lama": "hidden"}))
    sheet = read(data)
    assert (sheet.sheet, codes(sheet)) == ("Baru", ["file-sheets-hidden"])
    asked = read(data, sheet="Lama")
    assert (asked.sheet, len(asked.rows), codes(asked)) == ("Lama", 3, ["file-sheet-hidden-read"])
    code, said = refused(package(parts({"Lama": sheet_xml(TABLE)}, {"Lama": "veryHidden"})))
    assert code == "file-only-hidden"
    assert "pilih Unhide" in said


def test_a_sheet_is_found_by_name_or_number_and_a_wrong_name_lists_the_nearest() -> None:
    data = package(parts({"Januari": sheet_xml(TABLE), "Februari": sheet_xml(TABLE[:2])}))
    assert read(data, sheet=2).sheet == read(data, sheet=" februari").sheet == read(data, sheet="2").sheet == "Februari"
    with pytest.raises(OptionError, match='There is no sheet \'Febuari\'; the file has "Februari", "Januari"'):
        read(data, sheet="Febuari")
    with pytest.raises(OptionError):
        read(data, sheet=0)


def test_blank_rows_are_left_out_and_the_numbers_skip() -> None:
    sheet = read(package(parts({"A": sheet_xml(TABLE, first=3).replace('r="5"', 'r="5" hidden="0"')})))
    assert sheet.numbers == range(3, 9)
    gap = sheet_xml([["U1"]]).replace("</sheetData>", '<row r="4"><c r="B4"><v>2</v></c></row></sheetData>')
    sheet = read(package(parts({"A": gap})))
    assert (list(sheet.numbers), sheet.rows[1]) == ([1, 4], ("", 2.0))


def test_thousands_of_blank_rows_in_a_sheet_that_begins_in_column_b_are_left_out() -> None:
    gap = '<worksheet><sheetData><row r="1"><c r="B1"><v>1</v></c></row><row r="{0}"><c r="B{0}"><v>2</v></c></row>'
    sheet = read(package(parts({"A": gap.format(20_000) + "</sheetData></worksheet>"})))
    assert (list(sheet.numbers), list(sheet.rows)) == ([1, 20_000], [("", 1.0), ("", 2.0)])


def test_a_long_sheet_is_read_in_pieces_with_the_same_result() -> None:
    rows = [[number % 4 + 1, f"teks {number % 7}", number] for number in range(1, 250_001)]
    data = package(parts({"A": sheet_xml([["U1", "Saran", "Nomor"], *rows])}))
    sheet = read(data)
    assert sheet.numbers == range(1, 250_002)
    assert [list(row) for row in sheet.rows[1:]] == rows
    assert sheet.rows[1][1] is sheet.rows[8][1]


def formatted(number_format: str, cells: str = "B2:C5", values: tuple[float, ...] = (3, 2, 4, 3)) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "U1", "U2"])
    for i, value in enumerate(values, 1):
        sheet.append([i, value, 3])
    for row in sheet[cells]:
        for cell in row:
            cell.number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "#,##0.0%", '0%;[Red]"kurang "0%'])
def test_answers_shown_as_hundreds_of_percent_are_told(number_format: str) -> None:
    sheet = read(formatted(number_format))
    (said,) = sheet.findings
    assert (said.code, said.severity) == ("file-numbers-as-percents", "notice")
    assert (
        said.message
        == "8 sel di kolom B, C tampil sebagai persen (misalnya 300%), mulai dari B2; yang dibaca angkanya (3)."
    )
    assert [row[1] for row in sheet.rows[1:]] == [3, 2, 4, 3]


def test_one_cell_shown_as_a_percentage_is_told_and_the_remedy_removes_it() -> None:
    assert [f.message[:40] for f in read(formatted("0%", "B4:B4")).findings] == [
        "1 sel di kolom B tampil sebagai persen ("
    ]
    assert codes(read(formatted("0", "B4:B4"))) == []


@pytest.mark.parametrize("values", [(0.75, 0.5, 1, 0.25), (1, 1, 1, 1), (103, 98, 100, 87)])
def test_shares_of_an_offices_own_are_no_answers_and_nothing_is_said(values: tuple[float, ...]) -> None:
    assert codes(read(formatted("0%", "B2:B5", values))) == []


@pytest.mark.parametrize("number_format", ["0.00", '0" %"', "General", "dd/mm/yyyy"])
def test_a_sign_that_multiplies_nothing_is_no_percentage(number_format: str) -> None:
    assert "file-numbers-as-percents" not in codes(read(formatted(number_format)))
