"""A large text table is cut block by block by numpy; whatever stands in it, rows and findings are the csv module's."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ikm.answers import is_blank
from ikm.errors import SourceError
from ikm.sources import Input, Limits
from ikm.sources.texts import Rows, TextTable
from ikm.sources.texts.records import LONGEST_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Finding
    from ikm.sources.texts import Grid

    Found = tuple[list[tuple[int, list[str]]], list[Finding], str]

HEAD = b"U1,U2,Saran\r\n"
PLAIN = b'4,3,baik\r\n3,"2",\r\n"1","4","a, ""b"""\r\n'


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let numpy cut whatever is behind the first block."""
    monkeypatch.setattr("ikm.sources.texts.csv.SAMPLE", 40)
    monkeypatch.setattr("ikm.sources.texts.csv.LARGE", 0)
    monkeypatch.setattr("ikm.sources.texts.csv._HEAD", 0)


def rows_of(block: Rows | Grid) -> Iterator[tuple[int, list[str]]]:
    if isinstance(block, Rows):
        yield from zip(block.numbers, block.rows, strict=True)
        return
    odd, ordinary = dict(block.odd), itertools.count()
    for place, number in enumerate(block.numbers.tolist()):
        yield number, odd[place] if place in odd else block.row(next(ordinary))


def trimmed(row: list[str], width: int) -> list[str]:
    return row[:width] if all(map(is_blank, row[width:])) else row


def by_blocks(data: bytes, width: int, size: int, limits: Limits | None = None) -> tuple[Found | str, int]:
    """Give what the blocks hold, or the words of the refusal, and how many of them numpy cut."""
    cut = 0
    with Input(data) as source:
        try:
            table = TextTable(source, limits or Limits(), size)
            table.start(1)
            rows = []
            for block in table.blocks(width):
                cut += not isinstance(block, Rows)
                rows += [(number, trimmed(row, width)) for number, row in rows_of(block)]
        except SourceError as error:
            return repr(error.findings), cut
        return (rows, table.findings, table.encoding), cut


def by_rows(data: bytes, width: int, size: int, limits: Limits | None = None) -> Found | str:
    with Input(data) as source:
        try:
            table = TextTable(source, limits or Limits(), size)
            rows = [(n, trimmed(row, width)) for block in table.rows() for n, row in rows_of(block)]
        except SourceError as error:
            return repr(error.findings)
        return rows, table.findings, table.encoding


def assert_alike(data: bytes, width: int = 3, size: int = 64) -> int:
    found, cut = by_blocks(data, width, size)
    assert found == by_rows(data, width, size)
    return cut


PIECES = [
    "4", "3,", ",", '"', '""', '","', '"\r\n"', '",\r\n', "\r\n", "\n", "\r", "\n\n", " ", "é", "“", "\0", "baik",
    "4,3,baik\r\n", '"4","3","baik"\r\n', '"4","3","a ""b"""\r\n', '"dua\r\nbaris"', "4,3,baik,,\r\n", ",,\r\n",
    "x" * 70,
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-32"]


@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=60),
    encoding=st.sampled_from(ENCODINGS),
    stray=st.lists(st.tuples(st.integers(0, 400), st.sampled_from([b"\xff", b"\xe9", b"\xc3", b"\x81"])), max_size=2),
    size=st.integers(1, 90),
    width=st.integers(1, 4),
)
@example(pieces=['"', "x" * 70, "\r\n", *["4,3,baik\r\n"] * 9], encoding="utf-8", stray=[], size=16, width=3)
def test_any_text_cut_anywhere_gives_the_rows_and_findings_of_the_csv_module(
    pieces: list[str], encoding: str, stray: list[tuple[int, bytes]], size: int, width: int
) -> None:
    data = "".join(pieces).encode(encoding, "ignore")
    for place, byte in stray:
        data = data[:place] + byte + data[place:]
    assert_alike(data, width, size)


TROUBLES = {
    "a stray quotation mark": b'4,3,layar 19" rusak\r\n',
    "text behind a closing mark": b'4,3,"Bagus" sekali\r\n',
    "a mark that a later one closes": b'4,3,"bagus\r\n3,3,"baik"\r\n',
    "a shorter row": b"4,3\r\n",
    "a longer row": b"4,3,baik,9\r\n",
    "a padded row": b"4,3,baik,, ,-\r\n",
    "a row with nothing but blanks beyond": b",,,, ,-\r\n",
    "blank rows": b"\r\n,,\r\n,,,,\r\n\n",
    "a lone CR": b"4,3,baik\r2,2,x\r\n",
    "a CR in a cell": b'4,3,"a\rb"\r\n',
    "two lines in a cell": b'4,3,"a\r\nb\n"\r\n',
    "a NUL": b"4,3,a\0b\r\n",
    "stray bytes": b"4,3,a\xff\xfe\r\n",
    "a letter of Windows-1252": b"4,3,caf\xe9\r\n",
    "a letter of UTF-8": "4,3,café\r\n".encode(),
    "a long row": b"4,3," + b"x" * (LONGEST_ROW + 5) + b"\r\n",
    "a long row of many lines": b'4,3,"' + b"x\n" * (LONGEST_ROW // 2 + 5) + b'"\r\n',
}


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("shift", [0, 7, 20, 33, 50])
def test_each_trouble_in_the_middle_and_at_every_border_is_told_alike_and_forgotten(trouble: str, shift: int) -> None:
    data = HEAD + b"x" * shift + PLAIN * 9 + TROUBLES[trouble] + PLAIN * 9 + TROUBLES[trouble] + PLAIN * 60
    assert assert_alike(data) > 20


@pytest.mark.parametrize("end", [b"", b"\r", b"\n", b"\r\n", b"4,3", b'"', b'4,3,"offen', b'4,"3"\r', b"\0", b"\xff"])
@pytest.mark.parametrize("size", [1, 63, 64, 65, 1 << 20])
def test_every_end_of_a_file(end: bytes, size: int) -> None:
    assert_alike(HEAD + PLAIN * 9 + end, size=size)


def test_a_file_of_lone_crs_is_cut_by_the_csv_module() -> None:
    assert assert_alike((HEAD + PLAIN * 30).replace(b"\r\n", b"\r")) == 0


def test_a_line_that_names_the_separator_is_no_row() -> None:
    assert assert_alike(b"sep=;\r\n" + (HEAD + PLAIN * 30).replace(b",", b";"), size=200)


def test_stray_bytes_and_odd_marks_are_listed_to_a_bound_over_the_whole_file() -> None:
    assert assert_alike(HEAD + (PLAIN * 4 + b'\xff,"a"b,\r\n') * 60)


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (Limits(rows=50), HEAD + PLAIN * 30),
        (Limits(columns=5), HEAD + PLAIN * 30 + b"1,2,3,4,5,6\r\n" + PLAIN),
        (Limits(text_bytes=300), HEAD + PLAIN * 30),
        (Limits(text=100), HEAD + PLAIN * 30 + b"1,2," + b"x" * 101 + b"\r\n"),
        (Limits(text=LONGEST_ROW), HEAD + PLAIN * 30 + b"1,2," + b"x" * (LONGEST_ROW + 1) + b"\r\n"),
        (Limits(text=LONGEST_ROW), HEAD + PLAIN * 30 + b'1,2,"' + PLAIN.replace(b'"', b"") * 5000),
        (Limits(text=LONGEST_ROW), HEAD + PLAIN * 30 + b"x" * (17 * LONGEST_ROW)),
    ],
)
def test_limits_are_refused_in_the_same_words(limits: Limits, data: bytes) -> None:
    found, _ = by_blocks(data, 3, 64, limits)
    assert found == by_rows(data, 3, 64, limits)
    assert "file-" in str(found)


def test_a_process_that_bounds_the_csv_module_reads_longer_cells_all_the_same() -> None:
    before = csv.field_size_limit(20)
    try:
        cut = assert_alike(HEAD + PLAIN * 9 + b"4,3," + b"y" * 30 + b"\r\n4,3,x," + b"z" * 30 + b"\r\n" + PLAIN * 9)
    finally:
        csv.field_size_limit(before)
    assert cut > 5


def test_a_small_table_is_read_whole_and_a_large_one_to_some_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ikm.sources.texts.csv.LARGE", 2000)
    monkeypatch.setattr("ikm.sources.texts.csv._HEAD", 1000)
    for copies, whole in ((10, True), (100, False)):
        with Input(HEAD + PLAIN * copies) as source:
            table = TextTable(source, Limits(), 100)
            head = table.start(9)
            assert (table.whole, len(head) == 1 + 3 * copies) == (whole, whole)


def test_a_source_of_unknown_length_is_cut_by_numpy_behind_what_a_small_one_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Pipe(io.BytesIO):
        def seek(self, *_: int) -> int:
            raise OSError

    monkeypatch.setattr("ikm.sources.texts.csv.LARGE", 2000)
    with Input(Pipe(HEAD + PLAIN * 100)) as source:
        table = TextTable(source, Limits(), 100)
        table.start(9)
        head, *others = table.blocks(3)
    assert len(head) > 2000 / len(PLAIN) * 2
    assert others
    assert not any(isinstance(block, Rows) for block in others)
