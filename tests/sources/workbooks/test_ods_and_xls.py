"""OpenDocument spreadsheets and Excel 97-2003 workbooks."""

from __future__ import annotations

import datetime as dt
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import legacy_number, legacy_stream, ods_number, ods_text, opendocument, package, record

from ikm.errors import SourceError
from ikm.sources import Limits, Table, Unreadable, read
from ikm.sources.workbooks.ole import build, names, stream

ROW = "<table:table-row>{}</table:table-row>"
HEADER = ROW.format(ods_text("U1") + ods_text("U2"))


def codes(sheet: Table) -> list[str]:
    return [finding.code for finding in sheet.findings]


def refused(data: bytes, limits: Limits | None = None) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        read(data, limits=limits)
    finding = caught.value.findings[0]
    return finding.code, f"{finding.message} {finding.action}"


def test_an_opendocument_sheet_gives_numbers_texts_dates_and_truth_values() -> None:
    cells = (
        ods_number(4)
        + '<table:table-cell office:value-type="date" office:date-value="2024-01-31T09:05:00"><text:p>x</text:p>'
        '</table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-01-31"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>BENAR</text:p>'
        '</table:table-cell><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p>'
        "<office:annotation><text:p>catatan</text:p></office:annotation><text:p>c</text:p></table:table-cell>"
    )
    sheet = read(opendocument(HEADER + ROW.format(cells)))
    moment = dt.datetime(2024, 1, 31, 9, 5)  # noqa: DTZ001  # cells have no zone
    assert list(sheet.rows) == [("U1", "U2", "", "", ""), (4.0, moment, dt.date(2024, 1, 31), True, "a  b\nc")]
    assert (sheet.facts.kind, sheet.sheet, sheet.numbers) == ("ods", "Jawaban", range(1, 3))


def test_repeated_blanks_move_the_position_and_repeated_values_are_laid_out() -> None:
    gap = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    twice = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"/>'
        "</table:table-row>"
    )
    sheet = read(opendocument(HEADER + gap + twice + gap.replace('"3"', '"1048570"')))
    assert list(sheet.numbers) == [1, 5, 6]
    assert sheet.rows[1] == sheet.rows[2] == ("", "", 3.0, 3.0)


def test_answers_an_opendocument_sheet_shows_as_percentages_are_told_and_shares_are_not() -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value="{}"><text:p>x</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{ods_number(1)}{cell.format(v)}</table:table-row>" for v in (3, 0.75, 4))
    sheet = read(opendocument(rows))
    assert [(f.code, f.message[:24]) for f in sheet.findings] == [
        ("file-numbers-as-percents", "2 sel di kolom B tampil ")
    ]


def test_a_kilobyte_that_claims_billions_of_cells_is_refused_by_the_limit() -> None:
    cell = '<table:table-cell table:number-columns-repeated="{}" office:value-type="float" office:value="4"/>'
    row = '<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>'
    assert "limit columns" in refused(opendocument(row.format(cell.format(16384))))[1]
    assert "limit cells" in refused(opendocument(row.format(cell.format(9))))[1]


def test_errors_and_formulas_of_an_opendocument_sheet_are_told_apart() -> None:
    cells = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=A1+1"/>'
        '<table:table-cell table:formula="of:=1+2" office:value-type="float" office:value="3"/>'
        '<table:table-cell office:value-type="float" office:value="NaN"/>'
    )
    sheet = read(opendocument(HEADER + ROW.format(cells)))
    assert sheet.rows[1] == (
        Unreadable("error", "#DIV/0!"),
        Unreadable("formula", "=A1+1"),
        3.0,
        Unreadable("number", "NaN"),
    )
    assert codes(sheet) == ["file-formulas-uncalculated", "file-formulas"]
    assert "mulai dari B2" in sheet.findings[0].message


def test_hidden_rows_and_sheets_of_an_opendocument_file_are_told() -> None:
    hidden = '<table:table-row table:visibility="filter">' + ods_number(4) + "</table:table-row>"
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    other = f'<table:table table:name="Lama" table:style-name="ta2">{HEADER}</table:table>'
    sheet = read(opendocument(HEADER + hidden, style, other))
    assert (sheet.facts.hidden_rows, len(sheet.rows)) == (1, 2)
    assert codes(sheet) == ["file-sheets-hidden", "file-hidden-rows"]
    assert [s.state for s in sheet.facts.sheets] == ["visible", "hidden"]


def test_a_locked_unsafe_or_broken_opendocument_file_is_refused() -> None:
    locked = {"content.xml": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert refused(package(locked))[0] == "file-has-password"
    assert refused(package({"content.xml": b"<!DOCTYPE x><x/>"}))[0] == "file-unsafe"
    assert refused(package({"content.xml": b"<office:text>"}))[0] == "file-damaged"
    assert refused(package({"content.xml": b"<x/>"}))[0] == "file-archive-without-workbook"
    assert refused(opendocument("<table:table-row/>"))[0] == "file-no-rows"


def legacy(cells: bytes, state: int = 0, before: bytes = b"") -> bytes:
    return build("Workbook", legacy_stream(cells, state=state, before=before))


NUMBERS = b"".join(legacy_number(row, column, row + column) for row in range(3) for column in range(2))


def test_an_excel_97_workbook_is_read() -> None:
    sheet = read(legacy(NUMBERS))
    assert list(sheet.rows) == [(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)]
    assert (sheet.facts.kind, sheet.sheet, sheet.numbers) == ("xls", "Sheet1", range(1, 4))


def test_errors_hidden_rows_and_doubles_of_an_excel_97_workbook_are_told() -> None:
    row = struct.pack("<HHHHHHHH", 1, 0, 2, 255, 0, 0, 0x20, 0)
    error = record(0x205, struct.pack("<HHHBB", 4, 1, 0, 0x2A, 1))
    sheet = read(legacy(record(0x208, row) + NUMBERS + legacy_number(2, 0, 9) + error))
    assert list(sheet.numbers) == [1, 2, 3, 5]
    assert sheet.rows[3][1] == Unreadable("error", "#N/A")
    assert isinstance(sheet.rows[2][0], Unreadable)
    assert sheet.facts.hidden_rows == 1
    assert codes(sheet) == ["file-cells-twice", "file-hidden-rows"]


def test_formulas_of_an_excel_97_workbook_give_their_stored_results() -> None:
    number = record(0x06, struct.pack("<HHHdHI", 5, 0, 0, 3.0, 0, 0) + b"\xff\xff junk that is never parsed")
    words = struct.pack("<HHHBBBBBBHHI", 6, 0, 0, 0, 0, 0, 0, 0, 0, 0xFFFF, 0, 0) + b"\0\0"
    text = record(0x207, struct.pack("<HB", 4, 0) + b"baik")
    sheet = read(legacy(NUMBERS + number + record(0x06, words) + text))
    assert [row[0] for row in sheet.rows[3:]] == [3.0, "baik"]
    assert codes(sheet) == ["file-formulas"]


def test_a_false_extent_and_far_cells_of_an_excel_97_workbook_do_no_harm() -> None:
    false = record(0x200, struct.pack("<IIHHH", 5, 0, 9, 0, 0))
    assert len(read(legacy(false + NUMBERS)).rows) == 3
    far = NUMBERS + legacy_number(65_535, 255, 1)
    assert "limit cells" in refused(legacy(far))[1]
    assert refused(legacy(NUMBERS + legacy_number(1, 300, 1)))[0] == "file-damaged"


def test_a_locked_hidden_old_or_empty_excel_97_workbook_is_refused() -> None:
    assert refused(legacy(NUMBERS, before=record(0x2F, bytes(6))))[0] == "file-has-password"
    assert refused(legacy(NUMBERS, state=1))[0] == "file-only-hidden"
    assert refused(legacy(b""))[0] == "file-no-rows"
    old = legacy_stream(NUMBERS).replace(struct.pack("<H", 0x600), struct.pack("<H", 0x500), 1)
    assert "Excel 5.0/95" in refused(build("Workbook", old))[1]
    assert refused(legacy(NUMBERS)[:900])[0] == "file-damaged"


@given(st.binary(max_size=20_000))
def test_a_compound_file_gives_back_the_stream_it_was_built_around(content: bytes) -> None:
    made = build("Workbook", content)
    assert names(made) == {"Workbook"}
    assert stream(made, "Workbook").rstrip(b"\0") == content.rstrip(b"\0")


def test_a_large_stream_survives_the_container() -> None:
    content = bytes(range(256)) * 40_000
    assert stream(build("Workbook", content), "Workbook") == content


def test_chains_that_run_in_circles_are_refused() -> None:
    made = bytearray(build("Workbook", b"x" * 5000))
    table = made.rfind(struct.pack("<II", 0xFFFFFFFE, 2))
    made[table + 4 : table + 8] = struct.pack("<I", 1)
    assert refused(bytes(made))[0] == "file-damaged"
