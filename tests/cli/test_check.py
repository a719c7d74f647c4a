"""`ikm check`: the report on the data, on a terminal, as JSON, as a page, and as a marked copy."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, ikm
from openpyxl import load_workbook
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm as library
from ikm.rendering.marked import marked_copy
from ikm.rendering.page import check_page
from ikm.reports import outlook_lines
from ikm.sources import read

BAD = [NAMES, [9, *GOOD[0][1:]], [*GOOD[1][:8], "Lumayan sekali"], [None, *GOOD[2][1:]], [None] * 9, GOOD[0]]


def test_the_report_says_what_was_read_and_how_every_row_ended() -> None:
    report = library.check(as_csv(BAD))
    assert (report.source.kind, report.source.encoding, report.source.header_row) == ("csv", "utf-8", 1)
    assert report.ledger.adds_up()
    assert (report.ledger.read, report.ledger.blank, report.ledger.used) == (6, 1, 4)
    assert [(t.code, t.severity, t.count) for t in report.totals] == [
        ("answer-off-scale", "error", 1), ("answer-unknown-label", "error", 1), ("answer-blank", "warning", 1),
    ]  # fmt: skip
    assert (report.scorable, report.scorable_with_blanks, report.errors) == (False, True, 2)


def test_the_report_foretells_the_index_under_each_handling_of_blanks() -> None:
    available, complete = library.check(as_csv(BAD)).outlooks
    assert available.ikm == library.score(as_csv(BAD), invalid="blank").ikm
    # One complete questionnaire: its figure is that one's answers.
    assert (complete.ikm, complete.mutu, complete.withheld, available.withheld) == (None, None, True, False)
    assert (available.respondents, complete.respondents) == (4, 1)
    lines = outlook_lines(library.check(as_csv(BAD)))
    assert (
        lines[1]
        == "jika hanya kuesioner lengkap yang dihitung: tidak ditampilkan, karena akan membuka jawaban sedikit orang"
    )
    many = [NAMES, *GOOD[:2] * 10, *[[None, *GOOD[2][1:]]] * 10]
    available, complete = library.check(as_csv(many)).outlooks
    assert complete.ikm == library.score(as_csv(many), invalid="blank", missing="complete").ikm is not None
    assert not complete.withheld


def test_every_column_is_explained() -> None:
    columns = library.check(as_csv([["Nama", "Usia", *NAMES], *([["A", 30, *row] for row in GOOD])]), lang="en").columns
    assert [(c.letter, c.role, c.element) for c in columns[:3]] == [
        ("A", "personal", None), ("B", "profile", None), ("C", "element", "persyaratan"),
    ]  # fmt: skip
    assert all(column.reason for column in columns)


def test_a_survey_without_its_elements_is_reported_not_raised() -> None:
    report = library.check(as_csv([["Nama", "Kota"], ["A", "B"]]))
    assert not report.scorable
    assert not report.outlooks
    assert report.errors


def test_the_terminal_report_fits_eighty_columns(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv(BAD))
    run = ikm("check", file)
    assert run.code == 1
    assert max(map(len, run.out.splitlines())) <= 80
    for words in (
        "Pemeriksaan data survei",
        "A2",
        "I3",
        "Belum dapat dihitung: 2 kesalahan",
        "Semua baris",
        "U1 Persyaratan",
    ):
        assert words in run.out


def test_the_json_report_is_complete(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv(BAD))
    data = json.loads(ikm("check", file, "--json").out)
    assert data["findings"][0]["cell"] == "A2"
    assert data["source"]["name"] == "a.csv"
    assert sum(v for k, v in data["ledger"].items() if k != "read") == data["ledger"]["read"]


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_stands_alone_and_escapes_everything() -> None:
    evil = '<img src=x onerror="alert(1)">'
    rows = [[*NAMES, f"Kolom {evil}"], *([*row, "x"] for row in GOOD), [f"sangat {evil}", *GOOD[0][1:], "y"]]
    html = check_page(library.check(as_csv(rows)))
    page = Page()
    page.feed(html)
    assert not page.tags & {"script", "link", "base", "img", "iframe", "object", "form"}
    assert not {name for name in page.attributes if name.startswith("on") or name in {"src", "style", "action"}}
    assert evil in page.text
    assert html == check_page(library.check(as_csv(rows)))


def test_html_and_marked_copy_are_written_and_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv(BAD))
    html, mark = tmp_path / "a.html", tmp_path / "a-tandai.xlsx"
    run = ikm("check", file, "--html", html, "--mark", mark, "--lang", "en")
    assert run.code == 1
    assert f"Written: {html}" in run.err
    assert html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    before = mark.read_bytes()
    again = ikm("check", file, "--mark", mark)
    assert again.code == 2
    assert "--timpa" in again.err
    assert mark.read_bytes() == before
    assert ikm("check", file, "--mark", mark, "--force", "--lang", "en").code == 1
    assert mark.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.html", "a-tandai.xlsx"}


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    file, link = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_bytes(as_csv(BAD))
    link.hardlink_to(file)
    for target in (file, link):
        run = ikm("check", file, "--html", target, "--force")
        assert run.code == 2
        assert "adalah berkas yang dibaca perintah ini" in run.err
    assert file.read_bytes() == as_csv(BAD)


def test_the_marked_copy_colours_and_explains_every_faulty_cell_and_can_be_mended_and_scored() -> None:
    rows = [["Nama", *NAMES, "Saran"], *([["Rahasia", *row, "rahasia juga"] for row in BAD[1:4]])]
    sheet = read(as_xlsx(rows))
    responses = library.load(sheet)
    copy = marked_copy(sheet, responses, "id")
    assert copy == marked_copy(sheet, responses, "id")
    book = load_workbook(io.BytesIO(copy))
    paper = book.active
    assert paper is not None
    cells: list[Any] = [cell for row in paper for cell in row]
    marked = {cell.coordinate: cell for cell in cells if cell.comment}
    assert set(marked) == {finding.cell for finding in responses.findings if finding.row} == {"B2", "J3", "B4"}
    assert "di luar skala" in marked["B2"].comment.text
    assert marked["B2"].fill.fgColor.rgb != marked["B4"].fill.fgColor.rgb != "00000000"
    text = " ".join(str(cell.value) for cell in cells) + " ".join(c.comment.text for c in marked.values())
    assert "rahasia" not in text.lower()
    paper["B2"], paper["J3"], paper["B4"] = 3, 3, 2
    out = io.BytesIO()
    book.save(out)
    mended = library.score(out.getvalue(), weight="exact")
    assert mended.elements["persyaratan"].total == 9
    assert not [f for f in mended.findings if f.severity == "error"]


def test_the_marked_copy_holds_no_formula() -> None:
    rows = [NAMES, ["=1+1", *GOOD[0][1:]], *GOOD]
    sheet = read(as_csv(rows))
    paper = load_workbook(io.BytesIO(marked_copy(sheet, library.load(sheet), "en"))).active
    assert paper is not None
    assert all(cell.data_type != "f" for row in paper for cell in row)


@pytest.mark.parametrize(
    "bad", [9, "0", "Sangat sesuay", "-", "4_0", "75%", "3-4", "TRUE", 2.5, "n/a", "Rp4", None, ""]
)
def test_a_table_as_csv_and_as_workbook_gives_the_same_findings(bad: Any) -> None:
    header = ["Timestamp", "Jenis kelamin", *NAMES]
    rows: list[list[Any]] = [header]
    rows += [[f"2026/03/0{i} 9:00:0{i} AM GMT+7", "L", *row] for i, row in enumerate(GOOD, 1)]
    rows += [["2026/03/05 9:00:00 AM GMT+7", "P", bad, *GOOD[0][1:]], [None] * 11, header]
    one, two = (library.check(make(rows)) for make in (as_csv, as_xlsx))
    plain = [[replace(f, sheet=None) for f in report.findings] for report in (one, two)]
    assert plain[0] == plain[1]
    assert one.ledger == two.ledger
    assert one.outlooks == two.outlooks


def test_a_million_bad_rows_would_end_in_a_report_of_bounded_size() -> None:
    rows = ["U1,U2,U3,U4,U5,U6,U7,U8,U9"] + ["9,-,3,4,3,3,4,3,3"] * 20_000
    report = library.check("\n".join(rows).encode(), order="definition")
    assert report.findings_total["answer-missing-token"] == 20_000
    assert report.errors == 20_001
    assert "20000" in next(f.message for f in report.findings if f.code == "answer-scale-points")
    assert len(report.findings) <= 1_100
    assert len(report.model_dump_json()) < 1_000_000
    assert re.search("20.000", check_page(report))


def test_check_takes_what_was_loaded_but_then_no_options_of_reading() -> None:
    loaded = library.load(as_csv([NAMES, *GOOD]))
    assert library.check(loaded).scorable
    with pytest.raises(library.OptionError, match="must be given to ikm.load"):
        library.check(loaded, sheet="A")
    with pytest.raises(library.OptionError, match="ikm.check has no option 'warna'; it has columns, "):
        library.check(as_csv([NAMES, *GOOD]), warna="merah")  # type: ignore[call-arg]
    with pytest.raises(library.OptionError, match="lang is"):
        library.check(loaded, lang="fr")  # type: ignore[arg-type]


def test_the_example_with_mistakes_has_the_three_mistakes() -> None:
    report = library.check(ROOT / "examples" / "with-mistakes.csv")
    assert [finding.cell for finding in report.findings] == ["H4", "I7", "P9"]


def three_months() -> list[list[Any]]:
    answers = [[f"2026/0{i}/03 9:00:00 AM GMT+7", *row] for i, row in enumerate(GOOD, 1)]
    return [["Timestamp", *NAMES], *answers]


def scored_copy(rows: list[list[Any]], **options: Any) -> tuple[library.IKMResult, library.IKMResult]:
    """Score a survey, and its marked copy."""
    sheet = read(as_csv(rows))
    responses = library.load(sheet, **options)
    copy = marked_copy(sheet, responses, "id")
    return library.score(responses, weight="exact"), library.score(copy, weight="exact", **options)


def test_the_marked_copy_holds_every_row() -> None:
    rows: list[list[Any]] = [
        ["No", *NAMES],
        [1, *[4] * 9],
        [2, *[4] * 9],
        ["Rata-rata", *[2] * 9],
        ["No", *NAMES],
        [3, *[4] * 9],
    ]
    original, copy = scored_copy(rows)
    assert (original.respondents, original.ikm) == (copy.respondents, copy.ikm) == (3, 100.0)
    assert original.provenance.rows == copy.provenance.rows


def test_the_marked_copy_is_read_as_the_original_was_whatever_was_chosen() -> None:
    rows: list[list[Any]] = [[f"U{i}" for i in range(1, 10)], [4, 4, 4, 4, 4, 4, 4, 1, 2], [4, 4, 4, 4, 4, 4, 4, 1, 2]]
    original, copy = scored_copy(rows, order="annex")
    assert original.elements["sarana"].total == copy.elements["sarana"].total == 2
    odd: list[list[Any]] = [[*NAMES[:8], "Kolom X"], *GOOD]
    original, copy = scored_copy(odd, columns={"U9": "I"})
    assert original.ikm == copy.ikm


def test_the_marked_copy_keeps_the_time_of_answering() -> None:
    rows: list[list[Any]] = [
        ["Timestamp", *NAMES],
        *([f"2026/0{i}/03 9:00:00 AM GMT+7", *row] for i, row in enumerate(GOOD, 1)),
    ]
    original, copy = scored_copy(rows)
    assert original.period == copy.period
    original, copy = scored_copy(rows, period="2026-02")
    assert original.respondents == copy.respondents == 1


def test_check_tells_what_score_would_tell() -> None:
    assert [f.code for f in library.check(as_csv([NAMES])).findings] == ["survey-no-respondents"]
    assert not library.check(as_csv([NAMES])).scorable
    rows: list[list[Any]] = [
        ["Timestamp", *NAMES],
        *([f"2026/0{i}/03 9:00:00 AM GMT+7", *row] for i, row in enumerate(GOOD, 1)),
    ]
    report = library.check(as_csv(rows), period="2022")
    assert [f.code for f in report.findings] == ["survey-nobody-in-period"]
    assert "3 Januari s.d. 3 Maret 2026" in report.findings[0].message
    assert (report.ledger.outside_period, report.ledger.used) == (3, 0)


def test_the_marked_copy_is_read_with_the_survey_file_of_the_original(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[*NAMES[:8], "Bagaimana ruang tunggunya?"], *GOOD, [9, *GOOD[0][1:]]]
    file, mark, plan = tmp_path / "a.csv", tmp_path / "m.xlsx", tmp_path / "survei.toml"
    file.write_bytes(as_csv(rows))
    assert ikm("init", file, "--map", "U9=I").code == 0
    assert ikm("check", file, "--survey", plan, "--mark", mark).code == 1
    original, copy = (library.score(one, survey=plan, invalid="blank", weight="exact") for one in (file, mark))
    assert (original.ikm, original.respondents) == (copy.ikm, copy.respondents)
