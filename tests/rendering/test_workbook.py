"""The workbook: what it computes again is what ikm computed, and what it shows is what the report says."""

from __future__ import annotations

import io
import math
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import ROOT
from halfup import ELEMENTS, levels
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from spreadsheets import NEEDED, NO_OFFICE, by_office, cells, computed, displayed, formulas, shown_by_office

import ikm
from examples import few
from ikm.errors import OptionError
from ikm.rendering import result_workbook
from ikm.rendering.workbook.formats import plain_text
from ikm.reports import Entry, Processing, Report, ReportTable, agency_report, number, report_of, trend_report
from ikm.scoring import score_tally
from ikm.tallies import Tally

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
OWN = dict(zip(ELEMENTS, ["0.2", "0.15", "0.15", "0.1", "0.1", "0.1", "0.1", "0.05", "0.05"], strict=True))
answers: st.SearchStrategy[Any] = st.one_of(st.none(), levels)
Scores = Sequence[Sequence[Fraction | int | None]]


def reported(scores: Scores, *, rows: bool = True, elements: list[str] = ELEMENTS, **options: Any) -> Report:
    """Report scores, with a row for each respondent or with counts alone."""
    used = elements[: len(scores[0])]
    report = report_of(score_tally(Tally.of_scores(used, scores), **options))
    assert report.processing is not None
    kept = tuple(tuple(row) for row in scores) if rows else ()
    return replace(report, chapters=(), processing=replace(report.processing, scores=kept))


def own_form(tmp_path: Path, regulation: str, added: list[tuple[str, str]]) -> tuple[Path, list[str]]:
    """Write a questionnaire of the nine elements and some more."""
    names = [
        "Kesesuaian persyaratan", "Kemudahan prosedur", "Kecepatan waktu", "Kewajaran biaya", "Kesesuaian produk",
        "Kompetensi petugas", "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana",
    ]  # fmt: skip
    form = [*zip(ELEMENTS, names, strict=True), *added]
    lines = ['key = "sendiri"', 'title = { id = "Formulir sendiri" }', f'regulation = "{regulation}"']
    for key, name in form:
        lines += ["[[question]]", f'element = "{key}"', f'names = ["{name}"]']
    path = tmp_path / "sendiri.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, [name for _, name in form]


def ten(tmp_path: Path) -> Report:
    form, names = own_form(tmp_path, "permenpanrb-14-2017", [("keamanan", "Keamanan parkir kendaraan")])
    responses = ikm.load([names, *([3, 4, 3, 4, 2, 3, 4, 3, 4, n % 4 + 1] for n in range(23))], questionnaire=form)
    return report_of(ikm.score(responses), responses)


def example(name: str, **options: Any) -> Callable[[Path], Report]:
    def made(_: Path) -> Report:
        responses = ikm.load(ROOT / "examples" / name)
        return report_of(ikm.score(responses, **options), responses)

    return made


def averaged(_: Path) -> Report:
    thirds = [Fraction(10, 3), Fraction(7, 3), Fraction(11, 3), Fraction(7, 2), 3, 4, None]
    return reported([[thirds[(n * k + k) % 7] for k in range(1, 10)] for n in range(600)])


def made_up(blank: int = 0) -> list[list[int | None]]:
    return [[None if blank and (n + k) % blank == 0 else 1 + (n * k) % 4 for k in range(9)] for n in range(37)]


CASES: dict[str, Callable[[Path], Report]] = {
    "ppid": example("ppid-2023.xlsx", population=205, target=81),
    "stakeholder": example("stakeholder-2023.xlsx", weight="exact"),
    "blanks": lambda _: reported(made_up(4)),
    "complete": lambda _: reported(made_up(17), rows=False, missing="complete"),
    "own weights": lambda _: reported(made_up(), weight=OWN),
    "averaged": averaged,
    "averaged counts": lambda path: without_rows(averaged(path)),
    "counts": lambda _: reported(made_up(), rows=False),
    "ten": ten,
    "two": lambda _: reported([[4, 3], [3, 3]], weight="0.11"),
    "ties": lambda _: reported([[4, 4, 4, 3, 3, 3, 4, 3, 3]] * 4 + [[4, 4, 4, 3, 3, 3, 3, 3, 3]]),
    "tied means": lambda _: reported([[4] * 9] * 5 + [[3] * 9] * 11),
}


def processing_of(report: Report) -> Processing:
    assert report.processing is not None
    return report.processing


def without_rows(report: Report) -> Report:
    return replace(report, processing=replace(processing_of(report), scores=()))


def closing(report: Report) -> dict[str, list[str]]:
    """Give the closing rows of the processing sheet as ikm shows them, in English."""
    sheet = processing_of(report)
    weighted = [number(one.nrr_weighted, 3, "en") for one in sheet.elements]
    return {
        "Kuesioner terisi": [number(one.filled, 0, "en") for one in sheet.elements],
        "NRR/Unsur": [number(one.nrr, 3, "en") for one in sheet.elements],
        "NRR tertimbang/Unsur": [*weighted, f"{number(sheet.nrr_weighted, 3, 'en')} *)"],
        "IKM Unit pelayanan": [f"{number(sheet.index, 2, 'en')} **)"],
    }


def differ(report: Report, book: bytes, found: dict[str, Any]) -> list[object]:
    """Say where what was computed is not what ikm stored, or is not shown as ikm shows it."""
    faults: list[object] = []
    shown: dict[str, list[str]] = {}
    names = cells(book, "Pengolahan")
    for place, formula in formulas(book, "Pengolahan").items():
        if not math.isclose(formula.stored, found[place], rel_tol=1e-14):
            faults.append((place, formula, found[place]))
        name = names.get(f"A{place.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}")
        if name in closing(report):
            shown.setdefault(name, []).append(displayed(found[place], formula.shown))
    return faults + [(name, row, shown.get(name)) for name, row in closing(report).items() if shown.get(name) != row]


@pytest.mark.parametrize("name", CASES)
def test_an_engine_computes_from_the_formulas_what_is_stored_and_what_ikm_shows(name: str, tmp_path: Path) -> None:
    report = CASES[name](tmp_path)
    book = result_workbook(report)
    assert len(formulas(book, "Pengolahan")) >= 4 * len(processing_of(report).elements) + 2
    assert differ(report, book, computed(book, "Pengolahan")) == []


@pytest.mark.skipif(NO_OFFICE, reason=NEEDED)
def test_libreoffice_computes_from_the_formulas_what_is_stored_and_what_ikm_shows(tmp_path: Path) -> None:
    reports = {name.replace(" ", "_"): made(tmp_path) for name, made in CASES.items()}
    books = {name: result_workbook(report) for name, report in reports.items()}
    for name, found in by_office(books, tmp_path, "Pengolahan").items():
        assert differ(reports[name], books[name], found) == [], name
    for name, rows in shown_by_office(books, tmp_path, "Pengolahan").items():
        shown = {row[0]: [text for text in row[1:] if text] for row in rows if row and row[0] in closing(reports[name])}
        assert shown == closing(reports[name]), name


@pytest.mark.parametrize("rows", [True, False])
def test_the_index_is_right_at_every_tie_of_five_questionnaires(rows: bool) -> None:
    """With 0,111 and five questionnaires every odd sum is a tie: 0,555 times the sum."""
    for total in range(45, 180, 14):
        given = [1 + (total - 45 + place) // 45 for place in range(45)]
        assert sum(given) == total
        report = reported([given[start : start + 9] for start in range(0, 45, 9)], rows=rows)
        assert processing_of(report).index % Fraction(1, 100) == Fraction(1, 200)
        book = result_workbook(report)
        assert differ(report, book, computed(book, "Pengolahan")) == []


@few
@given(data=st.data(), rows=st.booleans(), weight=st.sampled_from(["0.111", "0.11", "exact"]))
def test_any_scores_are_computed_again(data: st.DataObject, rows: bool, weight: str) -> None:
    many = data.draw(st.integers(2, 9))
    scores = data.draw(
        st.lists(st.lists(answers, min_size=many, max_size=many), min_size=1, max_size=12).filter(
            lambda found: all(any(row[k] is not None for row in found) for k in range(many))
        )
    )
    report = reported(scores, rows=rows, weight=weight)
    book = result_workbook(report)
    assert differ(report, book, computed(book, "Pengolahan")) == []


HOSTILE = '=HYPERLINK("http://a.example","x")\x00\x1b[31m<script>{{7*7}}\u202e&_x0041_\ud800' + "a" * 40_000
KEPT = {"lang", "key", "kind", "mutu"}


def rewritten(one: Any, text: str) -> Any:
    """Put a text in place of every text of a report."""
    if isinstance(one, str):
        return text
    if isinstance(one, tuple):
        return tuple(rewritten(part, text) for part in one)
    if is_dataclass(one) and not isinstance(one, type):
        names = [field.name for field in fields(one) if field.name not in KEPT]
        if isinstance(one, Entry) and one.value is not None:
            return one
        return replace(one, **{name: rewritten(getattr(one, name), text) for name in names})
    return one


def tables(report: Report) -> Iterator[ReportTable]:
    for chapter in report.chapters:
        yield from (block for block in chapter.blocks if isinstance(block, ReportTable))
    if report.processing is not None:
        yield report.processing.bands


def grouped(lang: Any = "id") -> Report:
    responses = ikm.load(ROOT / "examples" / "ppid-2023.xlsx")
    result = ikm.score(responses, by=["usia", ("jenis_kelamin", "jenis_layanan")], target=85, population=900, lang=lang)
    return report_of(result, responses)


def agency(lang: Any = "id") -> Report:
    units: dict[str, Any] = {f"Loket {n}": [HEADER, *[[3] * 8 + [4]] * (20 + n)] for n in range(3)}
    units["=1+1"] = [HEADER, [9] * 9]
    return agency_report(ikm.score_agency(units, populations=dict.fromkeys(units, 100), lang=lang))


REPORTS: dict[str, Callable[[Any], Report]] = {
    "survey": grouped,
    "agency": agency,
    "trend": lambda lang: trend_report(
        ikm.compare({"2022": 82.24, "2023": ROOT / "examples" / "ppid-2023.xlsx"}, lang=lang)
    ),
}


def as_read(book: bytes) -> dict[str, list[list[Any]]]:
    """Give the rows of each sheet: of each row the cells that hold something."""
    opened = openpyxl.load_workbook(io.BytesIO(book), data_only=True)
    return {page.title: [[cell for cell in row if cell.value is not None] for row in page] for page in opened}


def in_english(entry: Entry) -> str:
    if entry.value is None:
        return entry.text
    return number(entry.value, entry.decimals, "en") + (" %" if entry.text.endswith("%") else "")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_table_stands_in_the_workbook_with_its_figures_as_numbers(name: str, lang: str) -> None:
    report = REPORTS[name](lang)
    rows = [row for sheet in as_read(result_workbook(report)).values() for row in sheet]
    met = 0
    for table in tables(report):
        start = next(n for n, row in enumerate(rows) if [cell.value for cell in row] == [table.caption])
        assert [cell.value for cell in rows[start + 1]] == [head.heading for head in table.columns]
        for row, told in zip(rows[start + 2 :], table.rows, strict=False):
            entries = [entry for entry in told.cells if entry.text]
            assert [type(cell.value) in {int, float} for cell in row] == [entry.value is not None for entry in entries]
            shown = [
                displayed(cell.value, cell.number_format) if entry.value is not None else cell.value
                for cell, entry in zip(row, entries, strict=True)
            ]
            assert shown == [in_english(entry) for entry in entries]
            met += len(shown)
        for note in table.notes:
            assert any(cell.value == note for row in rows for cell in row)
        rows = rows[:start] + rows[start + 1 :]
    assert met > 20
    headline = next(cell for row in rows for cell in row if cell.font.sz == 36)
    assert displayed(headline.value, headline.number_format) == in_english(report.headline)


@few
@given(data=st.data(), weight=st.sampled_from(["0.111", "0.11", "exact"]))
def test_every_shown_figure_of_any_survey_is_the_one_of_the_report(data: st.DataObject, weight: str) -> None:
    scores: list[list[Any]] = data.draw(st.lists(st.lists(levels, min_size=9, max_size=9), min_size=1, max_size=30))
    report = report_of(score_tally(Tally.of_scores(ELEMENTS, scores), weight=weight))
    rows = [row for sheet in as_read(result_workbook(report)).values() for row in sheet]
    for table in tables(report):
        start = next(n for n, row in enumerate(rows) if [cell.value for cell in row] == [table.caption])
        for row, told in zip(rows[start + 2 :], table.rows, strict=False):
            figures = [
                displayed(cell.value, cell.number_format) for cell in row if isinstance(cell.value, (int, float))
            ]
            assert figures == [in_english(entry) for entry in told.cells if entry.value is not None]


def test_each_sheet_has_its_name_and_is_set_for_paper() -> None:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(grouped())))
    assert book.sheetnames == [
        "Ringkasan", "Pengolahan", "Sebaran jawaban", "Ketelitian", "Profil", "Per kelompok", "Catatan pemeriksaan",
        "Rencana tindak lanjut", "Tentang", "Data grafik",
    ]  # fmt: skip
    pages: list[Any] = list(book)
    for page in pages:
        setup: Any = page.sheet_properties.pageSetUpPr
        footer: Any = page.oddFooter
        assert (page.page_setup.paperSize, page.page_setup.fitToWidth, setup.fitToPage) == (9, None, True)
        assert page.page_setup.fitToHeight == (None if page.title == "Ringkasan" else 0)
        assert "Halaman &P dari &N" in footer.right.text
    assert book["Pengolahan"].freeze_panes == "B5"
    assert book["Pengolahan"].print_title_rows == "$4:$4"
    assert book["Rencana tindak lanjut"].page_setup.orientation == "landscape"
    assert book["Rencana tindak lanjut"].print_title_rows is not None
    assert book.defined_names["bobot"].attr_text == "'Pengolahan'!$B$3"
    assert book["Pengolahan"]["B3"].value == 0.111
    for name, charts in {"Ringkasan": 1, "Sebaran jawaban": 1, "Profil": 6, "Per kelompok": 2}.items():
        assert len(next(page for page in pages if page.title == name)._charts) == charts, name


def test_an_agency_has_its_units_on_a_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(agency())))
    assert book.sheetnames == ["Ringkasan", "Rekap unit", "Catatan pemeriksaan", "Tentang", "Data grafik"]


def test_a_workbook_in_english_has_no_indonesian_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(grouped("en"))))
    assert book.sheetnames == [
        "Summary", "Processing", "Distribution of answers", "Precision", "Profile", "Groups", "Notes on the data",
        "Follow-up plan", "About", "Chart data",
    ]  # fmt: skip
    assert "weight" in book.defined_names


def test_rows_of_respondents_hold_their_scores_and_a_blank_stays_empty() -> None:
    scores: Scores = [[4, None, 3], [Fraction(7, 2), 2, 1], [1, 1, 2]]
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(reported(scores))))
    rows = book["Pengolahan"].iter_rows(min_row=3, max_row=6, max_col=4, values_only=True)
    assert list(rows) == [("No. Resp", "U1", "U2", "U3"), (1, 4, None, 3), (2, 3.5, 2, 1), (3, 1, 1, 2)]


def test_without_the_rows_no_respondent_is_in_the_file() -> None:
    responses = ikm.load(ROOT / "examples" / "ppid-2023.xlsx")
    report = report_of(ikm.score(responses), responses, respondents=False)
    page = openpyxl.load_workbook(io.BytesIO(result_workbook(report)))["Pengolahan"]
    first = next(n for n, row in enumerate(page.iter_rows(max_col=1, values_only=True), 1) if row[0] == "Nilai")
    head, *rest = page.iter_rows(min_row=first, max_row=first + 5, max_col=2, values_only=True)
    assert head == ("Nilai", "U1")
    assert rest[:4] == [(1, 0), (2, 8), (3, 84), (4, 44)]
    assert rest[4] == ("Σ Nilai/Unsur", f"=SUMPRODUCT($A{first + 1}:$A{first + 4},B{first + 1}:B{first + 4})")


@pytest.mark.parametrize("name", REPORTS)
def test_hostile_text_stays_text_wherever_it_stands(name: str) -> None:
    report = rewritten(REPORTS[name]("id"), HOSTILE)
    made = result_workbook(report)
    book = openpyxl.load_workbook(io.BytesIO(made))
    texts = 0
    pages: list[Any] = list(book)
    for page in pages:
        assert not page._hyperlinks
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert page.title == "Pengolahan"
                    assert re.fullmatch(r"=[A-Z0-9$:+*/(),.a-z]+", str(cell.value)), cell.value
                if isinstance(cell.value, str) and "HYPERLINK" in cell.value:
                    texts += 1
                    assert cell.data_type == "s"
                    assert "=HYPERLINK" in cell.value
                    assert len(cell.value) <= 32_767
                    assert cell.value.endswith("…")
                    assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800]", cell.value)
                    assert cell.style is not None
                    assert cell.quotePrefix == cell.value.startswith("=")
    assert texts > 20
    read = CalamineWorkbook.from_filelike(io.BytesIO(made))
    held = {cell for name in read.sheet_names for row in read.get_sheet_by_name(name).to_python() for cell in row}
    assert plain_text(HOSTILE) in held
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for part in archive.namelist():
            assert b"<f>HYPERLINK" not in archive.read(part)
            assert "externalLink" not in part
            assert "hyperlink" not in archive.read(part).decode("utf-8").replace("HYPERLINK", "")


def test_text_that_looks_like_a_number_stays_text() -> None:
    report = grouped()
    chapter = report.chapters[0]
    table = next(block for block in chapter.blocks if isinstance(block, ReportTable))
    rows = (replace(table.rows[0], cells=(Entry("007"), *table.rows[0].cells[1:])), *table.rows[1:])
    changed = replace(report, chapters=(replace(chapter, blocks=(replace(table, rows=rows),)),))
    met = [cell.value for row in as_read(result_workbook(changed))["Ringkasan"] for cell in row]
    assert "007" in met


def printed(code: str, **environment: str) -> str:
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )  # fmt: skip
    return str(done.stdout.splitlines()[-1])


MADE = """
import ikm
from ikm.rendering import result_workbook
from ikm.reports import report_of
responses = ikm.load("examples/ppid-2023.xlsx")
book = result_workbook(report_of(ikm.score(responses, by=["usia", "jenis_layanan"], target=85), responses))
"""


def test_the_same_survey_gives_the_same_bytes() -> None:
    code = f"{MADE}\nimport hashlib; print(hashlib.sha256(book).hexdigest())"
    places = [("0", "Asia/Jakarta", "C"), ("1", "America/New_York", "C.UTF-8")]
    assert len({printed(code, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale) for seed, zone, locale in places}) == 1


def test_a_workbook_loads_no_frames_no_arrays_and_no_pictures() -> None:
    loaded = {name.partition(".")[0] for name in printed(f"{MADE}\nimport sys; print(*sys.modules)").split()}
    assert "xlsxwriter" in loaded
    assert not loaded & {"numpy", "pandas", "lxml", "PIL", "openpyxl", "scipy", "matplotlib"}


def test_a_result_is_saved_with_and_without_its_responses(tmp_path: Path) -> None:
    responses = ikm.load(ROOT / "examples" / "ppid-2023.xlsx")
    result = ikm.score(responses)
    path = tmp_path / "hasil.xlsx"
    path.write_bytes(b"old")
    result.to_excel(path, responses=responses)
    assert path.read_bytes() == result_workbook(report_of(result, responses))
    held = io.BytesIO()
    result.to_excel(held, responses=responses)
    assert held.getvalue() == path.read_bytes()
    result.to_excel(str(path))
    assert path.read_bytes() == result_workbook(report_of(result))
    agency_result = ikm.score_agency({"Loket A": [HEADER, [4] * 9]})
    agency_result.to_excel(path)
    assert path.read_bytes() == result_workbook(agency_report(agency_result))
    comparison = ikm.compare({"2022": 82.24, "2023": ROOT / "examples" / "ppid-2023.xlsx"})
    comparison.to_excel(path)
    assert path.read_bytes() == result_workbook(trend_report(comparison))


def test_what_cannot_be_saved_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    responses = ikm.load(ROOT / "examples" / "ppid-2023.xlsx")
    result = ikm.score(responses)
    other = ikm.load(ROOT / "examples" / "stakeholder-2023.xlsx")
    with pytest.raises(OptionError, match=r"ends in \.xlsx; got"):
        result.to_excel(tmp_path / "hasil.csv")
    for no_file in (io.StringIO(), 5):
        with pytest.raises(OptionError, match="or to a file open for writing bytes; got"):
            result.to_excel(no_file)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="not those the result was scored from"):
        result.to_excel(tmp_path / "hasil.xlsx", responses=other)
    with pytest.raises(OptionError, match=r"takes what ikm\.load gives; got str"):
        result.to_excel(tmp_path / "hasil.xlsx", responses="ppid-2023.xlsx")
    with pytest.raises(OptionError, match="those of one survey"):
        ikm.score_agency({"Loket A": [HEADER, [4] * 9]}).to_excel(tmp_path / "hasil.xlsx", responses=other)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("respondents", "breaks"), [(2, False), (120, True)])
def test_where_to_sign_is_never_cut_in_two(respondents: int, breaks: bool) -> None:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(reported([[4] * 9] * respondents))))
    sheet = book["Pengolahan"]
    legend = next(cell.row for cell in sheet["A"] if cell.value == "Keterangan")
    assert [one.id for one in sheet.row_breaks.brk] == ([legend - 1] if breaks else [])
