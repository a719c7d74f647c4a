"""The marked copy is a true copy: read as the original was, mended as the original, and with nobody's data in it."""
# ruff: noqa: DTZ001  (a form writes local time without a zone)

from __future__ import annotations

import io
import struct
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tables import GOOD, NAMES, as_csv, as_xlsx
from workbooks import legacy_number, legacy_stream, ods_number, ods_text, opendocument, record

import ikm
from examples import few
from ikm.cli.inputs import gather
from ikm.rendering import marked_copy
from ikm.sources import read
from ikm.sources.workbooks.ole import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Rows = list[list[Any]]

LABELS = {
    "Persyaratan": ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    "Prosedur": ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"],
    "Perilaku": ["Tidak ramah", "Kurang ramah", "Ramah", "Sangat ramah"],
}
PERSONAL = ("Nama lengkap", "NIK", "Alamat email", "Nomor HP")
WRONG = (9, "0", "-", "75%", 2.5, "Sangat sesuay", "Siti Kenari", "3, 4", "081234567890", None, "n/a", "#N/A")
FIRST = datetime(2026, 3, 2, 8, 0, 7)


def person(chance: Random, index: int) -> dict[str, Any]:
    """Make up what one respondent says of themselves and in columns that are no questions."""
    name = chance.choice(("Siti Kenari", "Budi Merpati", "Ani Kenari", "Jumlah Kenari", "-", None))
    return {
        "No": index,
        "ID": f"R-{index:03}",
        "Nama lengkap": name,
        "NIK": f"31712345678900{index % 9}1" if chance.random() < 0.8 else 3171234567,
        "Alamat email": f"orang{chance.randrange(9)}@kenari.example",
        "Nomor HP": chance.choice((f"0812-0000-00{index % 20:02}", 81200000000.0 + index % 20, "-")),
        "Jenis kelamin": chance.choice(("L", "P", "Laki-laki", "perempuan")),
        "Usia": chance.choice((23, "36 tahun", "45", None)),
        "Jenis layanan": chance.choice(("KTP", "SIM", "Total Solusi")),
        "Kendala waktu pelayanan yang dialami": chance.choice(("tidak ada", f"lama sekali kata Kenari {index}", None)),
        "Apakah ada biaya tambahan?": chance.choice(("Ya", "Tidak")),
        "Desa": chance.choice(("Sukamaju", "Sukasari")),
        "Saran": chance.choice((None, "Bu Kenari sangat baik", "Jumlah kursi kurang, kata Merpati", "tes", "ok")),
    }


BEFORE = ("No", "ID", "Timestamp", *PERSONAL, "Jenis kelamin", "Usia", "Jenis layanan", "Desa")
AFTER = ("Kendala waktu pelayanan yang dialami", "Apakah ada biaya tambahan?", "Skor Waktu", "Saran")


def survey(seed: int) -> tuple[Rows, int]:
    """Make a form as offices keep them, and give the place of its header."""
    chance = Random(seed)
    before = [name for name in BEFORE if chance.random() < 0.5]
    after = [name for name in AFTER if chance.random() < 0.4]
    worded, wrong = chance.random() < 0.5, chance.choice((0.0, 0.02, 0.1))
    head = [*before, *NAMES, *after]
    table: Rows = []
    moment = FIRST
    for index in range(1, chance.choice((3, 11, 30)) + 1):
        moment += timedelta(seconds=chance.choice((2, 40, 3600, 90000)))
        scores = {name: chance.choice((2, 3, 3, 4, 4)) for name in NAMES}
        cells = {**person(chance, index), "Timestamp": moment, "Skor Waktu": scores["Waktu"]}
        for name, score in scores.items():
            cells[name] = LABELS[name][score - 1] if worded and name in LABELS else score
            if chance.random() < wrong:
                cells[name] = chance.choice(WRONG)
        table.append([cells[name] for name in head])
        if "Timestamp" in head and chance.random() < 0.15:
            again = list(table[-1])
            again[head.index("Timestamp")] = moment + timedelta(seconds=chance.choice((0, 4, 70)))
            table.append(again)
    for _ in range(chance.choice((0, 0, 1))):
        table.insert(chance.randrange(1, len(table) + 1), list(head))
    for _ in range(chance.choice((0, 0, 1))):
        table.insert(chance.randrange(1, len(table) + 1), [None] * len(head))
    if chance.random() < 0.4:
        total = ["Jumlah" if name == head[0] else 3 * len(table) if name in NAMES else None for name in head]
        table += [total] if chance.random() < 0.5 else [[None] * len(head), total]
    if chance.random() < 0.3:
        table += [
            [None] * len(head),
            ["Mengetahui, Kepala Dinas Kenari"],
            ["Merpati Kenari"],
            ["NIP 198001012005011001"],
        ]
    titles: Rows = [["Survei Kepuasan 2026"], ["Periode 2026-01-01"]][: chance.choice((0, 0, 1, 2))]
    return [*titles, head, *([*row, *[None] * (len(head) - len(row))] for row in table)], len(titles)


def plainly(cell: Any) -> Any:
    return cell.isoformat(" ") if isinstance(cell, datetime) else cell


def csv_of(rows: Rows) -> bytes:
    return as_csv([[plainly(cell) for cell in row] for row in rows])


def two_sheets(rows: Rows) -> bytes:
    """Make a workbook whose first sheet is a cover, with a title over several columns and a formatted header."""
    book = Workbook()
    cover, sheet = book.active, book.create_sheet("Jawaban 'Maret' 2")
    assert cover is not None
    cover.title = "Sampul"
    cover.append(["Laporan"])
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime):
                cell.number_format = "dd/mm/yyyy hh:mm:ss"
    if len(rows[0]) > 2 and rows[0][1] is None:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_of(rows: Rows) -> bytes:
    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, datetime):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        return ods_number(value) if isinstance(value, (int, float)) else ods_text(value)

    return opendocument("".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows))


def xls_of(rows: Rows) -> bytes:
    def cell(line: int, index: int, value: Any) -> bytes:
        if isinstance(value, (int, float)):
            return legacy_number(line, index, value)
        text = str(plainly(value))
        return record(0x204, struct.pack("<HHHHB", line, index, 0, len(text), 1) + text.encode("utf-16-le"))

    cells = (cell(i, j, value) for i, row in enumerate(rows) for j, value in enumerate(row) if value is not None)
    return build("Workbook", legacy_stream(b"".join(cells)))


MAKERS: dict[str, Callable[[Rows], bytes]] = {
    "csv": csv_of, "xlsx": as_xlsx, "two sheets": two_sheets, "ods": ods_of, "xls": xls_of,
}  # fmt: skip


def told(responses: ikm.Responses) -> dict[str, Any]:
    """Give what a survey is read as: whose answers, and what is said of cells and rows."""
    about = {(f.code, f.row, f.column, f.columns) for f in responses.findings if f.row is not None}
    return {
        "rows": list(responses.rows),
        "codes": dict(responses.codes),
        "elements": responses.elements,
        "roles": [(column.role, column.key, column.beside, column.copies) for column in responses.columns.columns],
        "ledger": responses.ledger,
        "times": list(responses.times),
        "profiles": {name: list(texts) for name, texts in responses.profiles.items()},
        "found": sorted(about, key=str),
        "counts": {code: n for code, n in responses.findings.counts.items() if not code.startswith("file-")},
        "left out": {reason: list(rows) for reason, rows in responses.left_out.items()},
    }


OPTIONS: list[dict[str, Any]] = [
    {},
    {"drop_duplicates": True, "drop_resubmissions": True},
    {"labels": {"U1": {"Sangat sesuay": 4}}},
    {"period": "2026-03"},
    {"keep": ["Desa"]},
]


def loaded(data: Any, options: dict[str, Any]) -> ikm.Responses | str:
    try:
        return ikm.load(data, **options)
    except ikm.OptionError as error:
        return repr(error)


@few
@given(st.integers(0, 10**9), st.sampled_from(sorted(MAKERS)), st.sampled_from(OPTIONS), st.booleans())
def test_a_copy_is_read_as_the_original_was(seed: int, kind: str, options: dict[str, Any], personal: bool) -> None:
    rows, top = survey(seed)
    sheet = read(MAKERS[kind](rows))
    responses = loaded(sheet, options)
    if isinstance(responses, str):
        return
    copy = marked_copy(sheet, responses, "id", personal=personal)
    again = loaded(copy, options)
    assert not isinstance(again, str), again
    mine, theirs = told(responses), told(again)
    for what in ("profiles",) if "keep" in options and not personal else ():
        mine.pop(what), theirs.pop(what)
    assert theirs == mine
    assert again.header_row == responses.header_row == top + 1
    paper = load_workbook(io.BytesIO(copy)).active
    assert paper is not None
    assert paper.title == (sheet.sheet or "Form Responses 1")
    text = " ".join(
        str(cell.value) for row in paper.iter_rows(min_row=top + 2, max_row=top + len(rows)) for cell in row
    )
    assert ("enari" in text) <= personal
    assert {cell.data_type for row in paper for cell in row} <= {"s", "n", "d"}


@few
@given(st.integers(0, 10**9), st.sampled_from(sorted(MAKERS)))
def test_a_mended_copy_gives_the_result_of_the_mended_original(seed: int, kind: str) -> None:
    rows, _ = survey(seed)
    sheet = read(MAKERS[kind](rows))
    responses = ikm.load(sheet)
    book = load_workbook(io.BytesIO(marked_copy(sheet, responses, "id")))
    paper: Any = book.active
    mended = [list(row) for row in rows]
    for finding in responses.findings:
        if finding.row is None or finding.severity != "error" or finding.position is None:
            continue
        for row in finding.details.get("rows", (finding.row,)):  # type: ignore[attr-defined]  # a tuple of rows
            name = mended[next(i for i, cells in enumerate(mended) if "Prosedur" in cells)][finding.position]
            mended[row - 1][finding.position] = LABELS[name][2] if name in LABELS else 3
            paper.cell(row, finding.position + 1).value = mended[row - 1][finding.position]
    out = io.BytesIO()
    book.save(out)
    results: list[Any] = []
    for data in (MAKERS[kind](mended), out.getvalue()):
        try:
            results.append(ikm.score(data, invalid="blank"))
        except ikm.ResponseError as error:
            results.append({f.code for f in error.findings if f.severity == "error"})
    assert isinstance(results[0], set) == isinstance(results[1], set)
    if isinstance(results[0], set):
        assert results[0] == results[1]
        return
    mine, theirs = results
    assert (theirs.ikm, theirs.respondents, theirs.elements) == (mine.ikm, mine.respondents, mine.elements)
    assert theirs.provenance.rows == mine.provenance.rows
    assert [(f.code, f.row) for f in theirs.findings if f.row] == [(f.code, f.row) for f in mine.findings if f.row]


def marks_of(data: bytes) -> dict[str, tuple[str, str]]:
    """Give every comment with the colour of its cell."""
    paper = load_workbook(io.BytesIO(data)).active
    assert paper is not None
    return {c.coordinate: (c.comment.text, str(c.fill.fgColor.rgb)) for row in paper for c in row if c.comment}


def test_doubled_trial_and_dropped_rows_and_totals_are_marked_and_their_rows_coloured() -> None:
    moments = [f"2026-03-{day:02} 09:00:{day:02}" for day in range(1, 9)]
    rows: Rows = [
        ["Timestamp", "Email", *NAMES, "Saran"],
        *([moment, f"o{i}@x.id", *GOOD[i % 3], None] for i, moment in enumerate(moments)),
    ]
    rows += [rows[2], [moments[2][:-1] + "9", *rows[3][1:]], ["2026-04-01 10:00:00", "z@x.id", *GOOD[0], "tes"]]
    rows += [["2025-01-01 10:00:00", "y@x.id", *GOOD[0], None], [], ["Jumlah", None, *[39] * 9, None]]
    sheet = read(as_xlsx(rows))
    plain = marks_of(marked_copy(sheet, ikm.load(sheet), "id"))
    assert set(plain) == {"A10", "A11", "A12", "A15"}
    assert "sama persis dengan baris 3" in plain["A10"][0]
    assert "Kirim ditekan dua kali" in plain["A11"][0]
    assert "percobaan" in plain["A12"][0]
    assert "jumlah" in plain["A15"][0]
    asked: Any = {"period": "2026", "drop_duplicates": True, "drop_resubmissions": True, "exclude_rows": [5]}
    responses = ikm.load(sheet, **asked)
    copy = marked_copy(sheet, responses, "en")
    dropped = marks_of(copy)
    assert set(dropped) == {"A5", "A10", "A11", "A12", "A13", "A15"}
    assert [dropped[cell][0].split(":")[0] for cell in ("A10", "A11")] == ["This row is not counted"] * 2
    assert "exclude_rows" in dropped["A5"][0]
    paper = load_workbook(io.BytesIO(copy)).active
    assert paper is not None
    assert {str(cell.fill.fgColor.rgb) for cell in paper[10]} == {dropped["A10"][1]}
    assert told(ikm.load(copy, **asked)) == told(responses)


def test_dates_numbers_percentages_truth_values_and_merged_cells_keep_their_kind(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data 2026"
    sheet.append(["Tanggal", "Loket", *NAMES, "Lulus"])
    for i in range(6):
        sheet.append([FIRST + timedelta(days=i), "A" if i == 0 else None, *GOOD[i % 3], True])
        sheet.cell(i + 2, 1).number_format = "dd/mm/yyyy"
        sheet.cell(i + 2, 3).number_format = "0%"
    sheet.merge_cells("B2:B7")
    (tmp_path / "f.xlsx").write_bytes(b"")
    book.save(tmp_path / "f.xlsx")
    assert ikm_here("check", "f.xlsx", "--mark", "m.xlsx", cwd=tmp_path).code == 0
    one, two = (ikm.load(tmp_path / name, keep="Loket") for name in ("f.xlsx", "m.xlsx"))
    assert told(one) == told(two)
    assert list(two.profiles["Loket"] if "Loket" in two.profiles else two.profiles["jenis_layanan"]) == ["A"] * 6
    assert {"file-numbers-as-percents", "row-merged-filled"} <= set(two.findings.counts)
    paper = load_workbook(tmp_path / "m.xlsx").active
    assert paper is not None
    assert (paper.title, paper["A2"].is_date, paper["L2"].value, paper["C2"].number_format) == (
        "Data 2026",
        True,
        True,
        "0%",
    )
    assert [str(area) for area in paper.merged_cells.ranges] == ["B2:B7"]


def test_a_short_row_of_a_text_table_is_refused_in_the_copy_too_until_it_is_mended() -> None:
    data = as_csv([[*NAMES, "Saran"], *([*row, "ok"] for row in GOOD), GOOD[0][:6]])
    sheet = read(data)
    responses = ikm.load(sheet)
    copy = marked_copy(sheet, responses, "id")
    refused = [(f.row, f.cell) for f in ikm.load(copy).findings if f.severity == "error"]
    assert refused == [(f.row, f.cell) for f in responses.findings if f.severity == "error"] == [(5, "A5")]
    assert "kosongkan sel ini" in marks_of(copy)["K5"][0]
    book = load_workbook(io.BytesIO(copy))
    paper: Any = book.active
    paper["G5"], paper["H5"], paper["I5"], paper["K5"] = 3, 3, 3, None
    out = io.BytesIO()
    book.save(out)
    assert ikm.score(out.getvalue()).respondents == 4


def test_personal_columns_are_disguised_unless_they_are_asked_for(tmp_path: Path) -> None:
    rows: Rows = [[*PERSONAL, *NAMES, "Saran"]]
    rows += [
        ["Siti Kenari", "3171234567890001", "siti@kenari.example", "081234567890", *GOOD[i % 3], "Kenari"]
        for i in range(3)
    ]
    (tmp_path / "f.csv").write_bytes(as_csv(rows))
    for words, shown in (((), False), (("--personal",), True), (("--dengan-data-pribadi",), True)):
        assert ikm_here("check", "f.csv", "--mark", "m.xlsx", "--force", *words, cwd=tmp_path).code == 0
        paper = load_workbook(tmp_path / "m.xlsx").active
        assert paper is not None
        assert [cell.value for cell in paper[1]] == rows[0]
        text = str([[cell.value for cell in row] for row in paper])
        assert [secret in text for secret in ("Kenari", "3171234567890001", "siti@", "081234567890")] == [shown] * 4


def test_the_items_of_another_index_are_answers_in_the_copy_too(tmp_path: Path) -> None:
    items = ["Tidak ada diskriminasi", "Tidak ada pungli", "Tidak ada imbalan", "Tidak ada calo"]
    good = [[*row, "Setuju", "Setuju", "Sangat setuju", "Tidak setuju"] for row in GOOD]
    wrong = [*GOOD[0], "Setuju", "Setju", "Setuju", "Pak Kenari menolak imbalan"]
    (tmp_path / "f.csv").write_bytes(as_csv([[*NAMES, *items], *good, wrong]))
    assert ikm_here("check", "f.csv", "--index", "spak", "--mark", "m.xlsx", cwd=tmp_path).code == 1
    paper = load_workbook(tmp_path / "m.xlsx").active
    assert paper is not None
    last = [cell.value for cell in paper[5]][len(NAMES) :]
    assert (last[1], "Kenari" in str(last[3])) == ("Setju", False)


def test_a_copy_is_known_in_a_folder_also_when_excel_has_saved_it(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv([NAMES, *GOOD]))
    assert ikm_here("check", "f.csv", "--mark", "m.xlsx", cwd=tmp_path).code == 0
    book = load_workbook(tmp_path / "m.xlsx")
    book.save(tmp_path / "n.xlsx")
    found = gather([tmp_path], (".csv", ".xlsx"))
    assert ([one.path.name for one in found.named], found.results, found.copies) == (
        ["f.csv"],
        [],
        ["m.xlsx", "n.xlsx"],
    )


@pytest.mark.parametrize("name", ["Jan/Feb", "a" * 31, "'x'", "History"])
def test_a_name_that_a_sheet_cannot_have_is_written_as_it_can(name: str) -> None:
    sheet = read(as_xlsx([NAMES, *GOOD], title="Data"))
    object.__setattr__(sheet, "sheet", name)
    assert ikm.score(marked_copy(sheet, ikm.load(sheet), "id")).respondents == 3
