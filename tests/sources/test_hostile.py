"""Files that are wrong in ways found by imagining them: each is read rightly, or refused with the right words."""

from __future__ import annotations

import csv
import io

import pytest
import workbooks
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm
from ikm.errors import IkmError, ResponseError, SourceError
from ikm.findings import Finding

HEADER: list[object] = ["Nama layanan", *NAMES]
TABLE: list[list[object]] = [HEADER, *[["KTP-el", *row] for row in GOOD]]
CELL = '<c r="B2"><v>2</v></c>'
RIGHT = ikm.score(as_csv(TABLE)).ikm


def book(old: str = "", new: str = "", *, texts: str = "") -> bytes:
    """Make a workbook of the small table with one thing replaced in its sheet."""
    xml = workbooks.sheet_xml(workbooks.TABLE)
    assert old in xml
    contents = workbooks.parts({"Form Responses 1": xml.replace(old, new) if old else xml})
    if texts:
        contents["xl/sharedStrings.xml"] = texts.encode()
    return workbooks.package(contents)


def refused(data: bytes) -> tuple[Finding, ...]:
    """Score, and give the errors of the refusal."""
    with pytest.raises((ResponseError, SourceError)) as caught:
        ikm.score(data)
    return tuple(finding for finding in caught.value.findings if finding.severity == "error")


@pytest.mark.parametrize("number", ["-1", "abc", "1.0", "18446744073709551617"])
def test_a_shared_text_whose_number_is_none_never_becomes_another_text(number: str) -> None:
    texts = f'<sst xmlns="{workbooks.MAIN}"><si><t>4</t></si><si><t>1</t></si></sst>'
    found = refused(book(CELL, f'<c r="B2" t="s"><v>{number}</v></c>', texts=texts))
    assert [finding.cell for finding in found] == ["B2"]


@pytest.mark.parametrize(
    "double",
    [
        '<c r="B2"><v>1</v><v>4</v></c>',
        '<c r="B2" t="inlineStr"><is><t>1</t></is><is><t>4</t></is></c>',
        '<c r="B2" t="inlineStr"><is><t>1</t></is><v>4</v></c>',
    ],
)
def test_a_cell_with_two_values_is_reported_and_neither_is_picked(double: str) -> None:
    assert "answer-cell-twice" in {finding.code for finding in refused(book(CELL, double)) if finding.cell == "B2"}


def test_a_number_the_reader_cannot_show_is_not_taken_for_a_blank() -> None:
    assert [finding.code for finding in refused(book(CELL, '<c r="B2"><v>&#50;</v></c>'))] == ["file-damaged"]


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#ERROR!"])
def test_an_error_value_of_a_new_kind_is_a_finding_about_its_cell(error: str) -> None:
    found = refused(book(CELL, f'<c r="B2" t="e"><v>{error}</v></c>'))
    assert [(finding.code, finding.cell, finding.value) for finding in found] == [("answer-cell-error", "B2", error)]


def test_a_cover_sheet_is_passed_over_and_the_choice_is_said() -> None:
    cover = workbooks.sheet_xml([["Survei Kepuasan Masyarakat"], ["Tahun 2024"]])
    contents = workbooks.parts({"Sampul": cover, "Data": workbooks.sheet_xml(workbooks.TABLE)})
    result = ikm.score(workbooks.package(contents))
    assert result.respondents == 5
    assert "file-sheet-chosen" in {finding.code for finding in result.findings}


def test_the_name_of_a_sheet_cannot_steer_the_terminal() -> None:
    name = "Data\u202e1"
    data = workbooks.package(workbooks.parts({name: workbooks.sheet_xml(workbooks.TABLE)}))
    responses = ikm.load(data)
    assert [sheet.name for sheet in responses.facts.sheets] == ["Data\ufffd1"]
    assert ikm.load(data, sheet=name).facts == responses.facts


def test_a_text_table_in_utf_32_is_read() -> None:
    assert ikm.score(as_csv(TABLE).decode().encode("utf-32")).ikm == RIGHT


@pytest.mark.parametrize("label", ["Rata-rata seluruh unsur", "Jumlah Nilai Per Unsur (Σ)", "Total skor"])
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_mean_that_looks_like_answers_is_no_respondent(label: str, write: object) -> None:
    assert callable(write)
    result = ikm.score(write([*TABLE, [label, *[3] * 9]]))
    assert (result.ikm, result.respondents) == (RIGHT, 3)
    assert "row-summary" in {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    "line", [[f"({n})" for n in range(1, 11)], list(range(1, 11)), ["", *workbooks.CODES], ["", *["(1-4)"] * 9]]
)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_line_of_numbers_codes_or_hints_under_the_header_is_no_respondent(line: list[object], write: object) -> None:
    assert callable(write)
    result = ikm.score(write([HEADER, line, *TABLE[1:]]))
    assert (result.ikm, result.respondents) == (RIGHT, 3)
    assert "row-under-header" in {finding.code for finding in result.findings}


def test_equal_answers_under_the_header_are_a_respondent() -> None:
    assert ikm.score(as_csv([HEADER, ["KTP-el", *[4] * 9], *TABLE[1:]])).respondents == 4


def test_a_note_of_one_cell_below_a_text_table_stops_nothing() -> None:
    result = ikm.score(as_csv(TABLE) + b"\r\nSumber: survei 2024\r\n")
    assert (result.ikm, [finding.code for finding in result.findings]) == (RIGHT, ["group-very-few", "row-below"])


def test_a_row_cut_off_still_stops() -> None:
    assert [finding.code for finding in refused(as_csv(TABLE) + b"KTP-el,3,3\r\n")] == ["row-too-short"]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_last_column_without_a_heading_is_a_column_of_the_table(write: object) -> None:
    assert callable(write)
    rows = [[*HEADER, ""], *[[*row, "baik"] for row in TABLE[1:]]]
    assert ikm.score(write(rows)).ikm == RIGHT


def test_two_tables_side_by_side_are_never_averaged_into_one() -> None:
    one = [["No", *NAMES], *[[n, *row] for n, row in enumerate(GOOD, 1)]]
    found = refused(as_csv([[*row, "", *row] for row in one]))
    assert [(finding.code, finding.cell) for finding in found] == [("row-tables-beside", "L1")]


def test_a_form_whose_sections_repeat_the_questions_has_no_blanks() -> None:
    blank: list[object] = [""] * 9
    rows: list[list[object]] = [["No", *NAMES, *NAMES]]
    rows += [[n, *(row if n % 2 else blank), *(blank if n % 2 else row)] for n, row in enumerate(GOOD, 1)]
    result = ikm.score(as_csv(rows))
    assert result.ikm == RIGHT
    assert "answer-blank" not in {finding.code for finding in result.findings}


def test_a_table_saved_into_one_column_is_told_apart_from_a_missing_header() -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([[line] for line in as_csv(TABLE).decode().splitlines()])
    assert [finding.code for finding in refused(out.getvalue().encode())] == ["row-in-one-column"]


def test_one_word_of_another_scale_among_numbers_is_one_finding_with_its_cell() -> None:
    rows = [list(row) for row in TABLE]
    rows[2][3] = "Tidak ada"
    found = refused(as_csv(rows))
    assert [(finding.code, finding.cell) for finding in found] == [("answer-unknown-label", "D3")]


def test_hidden_columns_are_read_and_named() -> None:
    data = book("<sheetData>", '<cols><col min="2" max="4" hidden="1"/><col min="6" max="6"/></cols><sheetData>')
    responses = ikm.load(data)
    (found,) = [finding for finding in responses.findings if finding.code == "file-hidden-columns"]
    assert "B–D" in found.translated("en").message
    assert len(responses.rows) == 5


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.google.com/spreadsheets/d/x/edit\n",
        "[Desktop Entry]\nType=Link\nURL=https://docs.google.com/\n",
        '<?xml version="1.0"?><plist><dict><key>URL</key><string>https://drive.google.com</string></dict></plist>',
    ],
)
def test_a_link_of_any_system_is_named_as_one(link: str) -> None:
    assert [finding.code for finding in refused(link.encode())] == ["file-is-shortcut"]


def test_every_refusal_is_of_ikms_own_kind() -> None:
    for data in (b"\xff\xfe\0\0", b"\xff\xfe\0\0\0", b"\xff\xfe\0\0U\0\0\0\xff\xff\xff\xff"):
        with pytest.raises(IkmError):
            ikm.score(data)
