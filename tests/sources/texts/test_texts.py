"""Text tables: encodings, delimiters, quotation marks, line ends."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import TABLE, csv_bytes

from ikm.errors import SourceError
from ikm.sources import Limits, Table, read
from ikm.sources.texts.dialects import delimiter_of
from ikm.sources.texts.records import Records

if TYPE_CHECKING:
    from random import Random

AS_TEXT = [tuple(map(str, row)) for row in TABLE]


def codes(sheet: Table) -> list[str]:
    return [finding.code for finding in sheet.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end_gives_the_same_cells(encoding: str, delimiter: str, end: str) -> None:
    data = csv_bytes(delimiter=delimiter, end=end).decode().encode(encoding)
    sheet = read(data)
    assert list(sheet.rows) == AS_TEXT
    assert sheet.numbers == range(1, 7)
    assert sheet.facts.delimiter == delimiter


def test_utf16_without_its_mark_is_an_assumption_that_is_named() -> None:
    sheet = read(csv_bytes().decode().encode("utf-16-le"))
    assert codes(sheet) == ["file-encoding-assumed"]
    assert "dibaca sebagai UTF-16-LE" in sheet.findings[0].message


def test_windows_1252_is_an_assumption_that_is_named() -> None:
    sheet = read(csv_bytes([["U1", "Saran"], [4, "“ramah” – café"]]).decode().encode("cp1252"))
    assert sheet.rows[1] == ("4", "“ramah” – café")
    assert sheet.facts.encoding == "windows-1252"
    assert codes(sheet) == ["file-encoding-assumed"]
    assert "jenis CSV UTF-8" in sheet.findings[0].action


def test_stray_bytes_in_a_utf8_file_are_named_by_row_and_position() -> None:
    data = "U1,Saran\r\n4,café\r\n3,baik ".encode() + b"\xff\xfe\r\n"
    sheet = read(data)
    assert sheet.rows[2] == ("3", "baik \ufffd\ufffd")
    assert sheet.rows[1] == ("4", "café")
    (finding,) = sheet.findings
    assert (finding.code, finding.cell, finding.severity) == ("file-stray-bytes", "B3", "warning")
    assert f"byte ke-{data.index(0xFF) + 1}: FF FE" in finding.message


def test_many_stray_bytes_are_listed_to_a_bound_and_counted() -> None:
    sheet = read("é,U1\r\n".encode() + b"\xff,4\r\n" * 100)
    assert codes(sheet).count("file-stray-bytes") == 20
    assert "80 baris lain" in sheet.findings[-1].message


def test_the_sep_line_is_obeyed_and_not_counted_as_a_row() -> None:
    sheet = read(b"sep=;\r\nU1;Saran\r\n4;a, b\r\n")
    assert list(sheet.rows) == [("U1", "Saran"), ("4", "a, b")]
    assert sheet.numbers == range(1, 3)


def test_decimal_commas_are_noticed_and_every_cell_stays_text() -> None:
    sheet = read(b"U1;U2\r\n3,0;4\r\n2,0;1\r\n")
    assert sheet.rows[1] == ("3,0", "4")
    assert sheet.facts.decimal_comma
    assert not read(b"U1,U2\r\n3,4\r\n").facts.decimal_comma


def test_the_delimiter_is_not_misled_by_title_rows_or_commas_in_words() -> None:
    data = b"Survei, tahun 2024\r\nSistem, Mekanisme;U2;U3\r\n3,0;2,0;1,0\r\n4;3;2\r\n"
    assert read(data).facts.delimiter == ";"


def test_ragged_rows_stay_ragged_and_blank_rows_are_left_out() -> None:
    sheet = read(b"a,b,c\r\n1\r\n\r\n,,\r\n1,2,3,4\r\n")
    assert list(sheet.rows) == [("a", "b", "c"), ("1",), ("1", "2", "3", "4")]
    assert list(sheet.numbers) == [1, 2, 5]


def test_quoted_line_breaks_stay_in_their_cell_and_count_as_one_row() -> None:
    sheet = read(b'U1,Saran\r\n4,"baris satu\r\nbaris ""dua"""\r\n3,x\r\n')
    assert list(sheet.rows) == [("U1", "Saran"), ("4", 'baris satu\r\nbaris "dua"'), ("3", "x")]
    assert sheet.numbers == range(1, 4)


def test_a_text_longer_than_the_standard_reader_allows_is_read() -> None:
    limit = csv.field_size_limit()
    for long in ("x" * 480_000, 'a "" b,\r\n' * 30_000):
        data = f'U1,Saran,U2\r\n4,"{long}",3\r\n2,y,1\r\n'.encode()
        sheet = read(data)
        assert sheet.rows[1] == ("4", long.replace('""', '"'), "3")
        assert sheet.rows[2] == ("2", "y", "1")
        assert sheet.findings == ()
    assert csv.field_size_limit() == limit


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(SourceError, match=r"limit text\)"):
        read(b"U1,Saran\r\n4," + b"x" * 200_000 + b"\r\n", limits=Limits(text=150_000))


def test_a_quotation_mark_never_closed_is_an_error_with_its_row() -> None:
    sheet = read(b'U1,Saran\r\n4,baik\r\n3,"bagus\r\n2,baik\r\n1,cukup\r\n')
    assert [(f.code, f.row, f.severity) for f in sheet.findings] == [("file-quote-open", 3, "error")]
    assert "hapus tanda kutip itu" in sheet.findings[0].action


def test_an_unclosed_mark_that_a_later_one_closes_is_an_error_too() -> None:
    sheet = read(b'U1,Saran\r\n4,"bagus\r\n3,"baik"\r\n2,cukup\r\n')
    assert [(f.code, f.row) for f in sheet.findings] == [("file-quote-open", 2)]


def test_an_unclosed_mark_in_a_huge_file_stops_at_the_limit() -> None:
    data = b'U1,Saran\r\n3,"bagus\r\n' + b"2,baik sekali\r\n" * 100_000
    with pytest.raises(SourceError) as caught:
        read(data)
    assert caught.value.findings[0].code == "file-quote-open"
    assert caught.value.findings[0].cell == "B2"


def test_text_after_a_closing_mark_is_read_as_it_stands_and_noticed() -> None:
    sheet = read(b'U1,Saran\r\n4,"Bagus" sekali\r\n3,x\r\n')
    assert list(sheet.rows) == [("U1", "Saran"), ("4", "Bagus sekali"), ("3", "x")]
    assert [(f.code, f.row, f.severity) for f in sheet.findings] == [("file-quote-odd", 2, "notice")]


def test_zero_bytes_and_control_characters_stay_in_their_cells() -> None:
    sheet = read(b"U1,Saran\r\n4,a\x00b\x1b[31m\r\n3,biasa saja dan cukup panjang\r\n" * 3)
    assert sheet.rows[1] == ("4", "a\x00b\x1b[31m")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\r\n\r\n", b",,,\r\n,\r\n", b"sep=;\r\n"])
def test_a_table_without_a_single_filled_cell_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="Not a single cell is filled"):
        read(data)


@pytest.mark.parametrize(("limit", "value"), [("rows", 3), ("columns", 4), ("memory", 500)])
def test_each_limit_of_a_text_table_is_named(limit: str, value: int) -> None:
    with pytest.raises(SourceError, match=rf"limit {limit}\)"):
        read(csv_bytes(), limits=Limits(**{limit: value}))


texts = st.text(st.sampled_from('ab1,;"\r\n\t é\0'), max_size=12)


@given(st.lists(st.lists(texts, min_size=1, max_size=4).filter(any), min_size=1, max_size=8), st.randoms())
def test_what_the_standard_writer_writes_is_read_back_however_the_text_is_cut(
    table: list[list[str]], random: Random
) -> None:
    made = io.StringIO(newline="")
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows(table)
    text = made.getvalue()
    cuts = sorted({0, len(text), *(random.randrange(len(text) + 1) for _ in range(4))})
    chunks = [text[a:b] for a, b in itertools.pairwise(cuts)]
    rows = [row for _, block in Records(iter(chunks), ",").blocks() for row in block]
    assert rows == table


def test_a_record_that_is_open_where_a_piece_ends_takes_one_more_piece_only() -> None:
    piece = 'c"\n' + '3,"ok"\n' * 5 + '4,"a\n'
    records = Records(iter(['1,"a\n', piece, piece, 'c"\n']), ",")
    first = [row for _, block in records.some() for row in block]
    assert first == [["1", "a\nc"]]
    assert [row for _, block in records.blocks() for row in block] == [*[*[["3", "ok"]] * 5, ["4", "a\nc"]] * 2]
    assert (records.done, records.findings) == (13, [])


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("answer", ["3,0", "3,00", "4, Sangat sesuai", "baik, cepat, ramah"])
@pytest.mark.parametrize("rows", [3, 20, 80])
@pytest.mark.parametrize("titles", [0, 2])
def test_the_separator_cuts_heading_and_rows_alike(delimiter: str, answer: str, rows: int, titles: int) -> None:
    head = delimiter.join(f"U{n}" for n in range(1, 10))
    lines = [*["Rekap survei"] * titles, head, *[delimiter.join([answer] * 9)] * rows]
    assert delimiter_of("\r\n".join(lines) + "\r\n") == delimiter


def test_answers_joined_by_semicolons_do_not_make_a_semicolon_the_separator() -> None:
    assert delimiter_of("No,Kanal,U1\n" + "1,Loket;Daring,3\n" * 40) == ","


def test_a_nul_behind_an_answer_is_told() -> None:
    sheet = read(b"U1,U2\n4,3\n4,3\0\n")
    assert [(f.code, f.severity, f.cell) for f in sheet.findings] == [("file-nul", "warning", "B3")]
