"""Products: what ``--out`` writes, by the ending of a name, and what it says of it."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from command import Run, ikm_here
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm as library
from ikm import rendering, reports
from ikm.cli import planned, products
from ikm.cli.options import Handling
from ikm.cli.products import PRODUCTS, Product, product_of
from ikm.rendering import element_csv
from ikm.reports import Chapter, ElementFigure, number
from ikm.surveys import flag_of

ROWS = [["Timestamp", *NAMES], *(["2026/03/02 08:00:00", *row] for row in GOOD)]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv(ROWS))
    return path


def page(result: library.IKMResult | library.AgencyResult) -> str:
    """Stand for a page."""
    return f"<p>{result.lang}</p>"


def picture(_: object) -> bytes:
    """Stand for a picture that cannot be made."""
    raise RuntimeError("no picture")


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a table of the tests' own in the place of what ikm can write."""
    mine = (
        *(one for one in PRODUCTS if one.source in {"result", "counts"}),
        Product(".html", ("page", "halaman"), "halaman web", "web page", "result", f"{__name__}:page"),
        Product(".svg", ("chart", "grafik"), "grafik", "chart", "result", f"{__name__}:page"),
        Product(".svg", ("panel", "panel"), "panel", "panel", "result", f"{__name__}:picture"),
        Product(".pdf", ("report", "laporan"), "laporan", "report", "result", "x:y", ("no_such",), "pdf"),
        Product(".png", ("panel", "panel"), "panel", "panel", "result", "x:y", ("no_such", "json")),
    )
    monkeypatch.setattr(products, "PRODUCTS", mine)


def score(*arguments: object, code: int = 0) -> Run:
    run = ikm_here("score", *arguments)
    assert run.code == code, run.err
    assert "Traceback" not in run.err
    return run


# ---- the ending decides


@pytest.mark.usefixtures("table")
def test_every_output_is_written_and_said(form: Path, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.HTML", "b.json", "c.csv", "d.svg")]
    run = score(form, *(part for path in paths for part in ("--out", path)))
    assert run.err.splitlines()[-4:] == [
        f"Halaman web ditulis: {paths[0]}",
        f"Hasil JSON ditulis: {paths[1]}",
        f"Tabel unsur ditulis: {paths[2]}",
        f"Grafik ditulis: {paths[3]}",
    ]
    assert paths[0].read_bytes() == b"<p>id</p>"
    assert paths[1].read_text("utf-8") == ikm_here("score", form, "--json").out
    assert paths[2].read_bytes() == element_csv(library.score(form))
    english = score(form, "--hasil", tmp_path / "e.html", "--lang", "en")
    assert english.err.endswith(f"Web page written: {tmp_path / 'e.html'}\n")


def test_with_json_standard_output_stays_json(form: Path, tmp_path: Path) -> None:
    run = score(form, "--json", "--out", tmp_path / "a.json", "--out", tmp_path / "b.csv")
    assert run.out == (tmp_path / "a.json").read_text("utf-8")
    assert json.loads(run.out)["format"] == "ikm-result"


def test_many_files_and_folders_give_the_agencys(form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "=loket a.csv").write_bytes(as_csv(ROWS[:-1]))
    (folder / "b.csv").write_bytes(as_csv([NAMES, [9] * 9]))
    run = score(folder, form, "--out", tmp_path / "a.json", "--out", tmp_path / "a.csv", code=1)
    assert (tmp_path / "a.json").read_text("utf-8") == ikm_here("score", folder, form, "--json").out
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[:2] for row in rows[:2]] == [["Unit", "Kode"], ["'=loket a", "U1"]]
    assert ["b", *[""] * (len(rows[0]) - 1)] in rows
    assert len(rows) == 1 + 9 + 1 + 9
    assert "Hasil JSON ditulis" in run.err


def test_a_workbook_of_ikms_own_in_the_folder_is_no_survey(tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(as_xlsx(ROWS))
    library.score(ROWS).to_excel(folder / "hasil.xlsx", responses=library.load(ROWS))
    assert [unit["unit"] for unit in json.loads(score(folder, "--json").out)["units"]] == ["a"]


def test_units_under_an_instrument_of_their_own_are_reported_under_it(tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    (folder / "a.csv").write_bytes(as_csv(ROWS))
    (folder / "b.csv").write_bytes(as_csv(ROWS[:-1]))
    law = Path(library.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml"
    own = law.read_text("utf-8").replace('id = "permenpanrb-14-2017"', 'id = "walikota-1"')
    (folder / "aturan.toml").write_text(f"{own}\n# own\n", "utf-8")
    (folder / "survei.toml").write_text('regulation = "aturan.toml"\n', "utf-8")
    score(folder, "--out", tmp_path / "a.html")
    assert library.load(ROWS, regulation=folder / "aturan.toml").law.digest in (tmp_path / "a.html").read_text("utf-8")


def test_a_folder_keeps_results_and_files_are_written_beside(form: Path, tmp_path: Path) -> None:
    first = score(form, "--out", f"{tmp_path}/tersimpan/", "--out", tmp_path / "a.json")
    assert len(list((tmp_path / "tersimpan").iterdir())) == 1
    again = score(form, "--out", tmp_path / "tersimpan", "--out", tmp_path / "a.json", "--force")
    assert "1 dari 1 hasil diambil" in again.err
    assert first.out == again.out
    assert json.loads((tmp_path / "a.json").read_bytes())["format"] == "ikm-agency"


def test_standard_input_can_be_scored_to_a_file(form: Path, tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - only this test gives something to standard input
    import sys  # noqa: PLC0415 - the same

    command = [sys.executable, "-m", "ikm", "score", "-", "--out", str(tmp_path / "a.json")]
    subprocess.run(command, input=form.read_bytes(), check=True, capture_output=True)
    assert json.loads((tmp_path / "a.json").read_bytes())["respondents"] == len(GOOD)


def test_merged_counts_stay_counts_and_the_result_is_a_product(form: Path, tmp_path: Path) -> None:
    counts = tmp_path / "a.json"
    assert ikm_here("tally", form, "--out", counts).code == 0
    run = ikm_here("merge", counts, "--out", tmp_path / "b.json", "--out", tmp_path / "b.csv")
    assert run.code == 0
    assert f"Berkas rekapitulasi ditulis: {tmp_path / 'b.json'}" in run.err
    assert library.read_tally(tmp_path / "b.json").tally.total.respondents == len(GOOD)
    for name in ("hasil", "result"):
        run = ikm_here("merge", counts, "--produk", name, "--out", tmp_path / "c.json", "--timpa")
        assert (tmp_path / "c.json").read_text("utf-8") == ikm_here("merge", counts, "--json").out


def test_counts_that_cannot_be_merged_leave_nothing_written(form: Path, tmp_path: Path) -> None:
    counts = tmp_path / "a.json"
    assert ikm_here("tally", form, "--out", counts).code == 0
    (tmp_path / "x.json").write_bytes(b"{}")
    run = ikm_here("merge", counts, tmp_path / "x.json", "--out", tmp_path / "b.json", "--out", tmp_path / "b.csv")
    assert run.code == 1
    assert f"{tmp_path / 'b.json'}, {tmp_path / 'b.csv'} tidak ditulis" in run.err
    assert run.err.endswith("Tidak ada berkas yang ditulis.\n")
    assert not list(tmp_path.glob("b.*"))


@pytest.mark.usefixtures("table")
def test_another_product_is_taken_where_the_ending_has_it(form: Path, tmp_path: Path) -> None:
    run = score(form, "--product", "grafik", "--out", tmp_path / "a.svg", "--out", tmp_path / "b.html")
    assert "Grafik ditulis" in run.err
    assert "Halaman web ditulis" in run.err
    with pytest.raises(RuntimeError, match="no picture"):
        ikm_here("score", form, "--product", "panel", "--out", tmp_path / "c.svg", "--out", tmp_path / "c.html")
    assert not list(tmp_path.glob("c.*"))


# ---- before anything is done


@pytest.mark.usefixtures("table")
def test_wrong_use_is_said_before_any_work(form: Path, tmp_path: Path) -> None:
    cases: list[tuple[list[object], str, str]] = [
        (["--out", "a.docx"], "Isi a.docx ditentukan akhiran namanya: .json (hasil JSON), .csv", "told by its ending"),
        (["--out", "a" * 300 + ".csv"], "namanya terlalu panjang", "name too long"),
        (["--out", "hasil"], "Untuk folder: hasil/", "keeps the result of every file: hasil/"),
        (["--out", "a.pdf"], 'ketik: pip install "ikm-panrb[pdf]"', 'type: pip install "ikm-panrb[pdf]"'),
        (["--out", "a.png"], "memerlukan no_such yang belum terpasang; ketik: pip install no_such", "pip install no_"),
        (["--out", "a.csv", "--product", "chart"], "--produk chart tidak cocok", "fits no output"),
        (["--out", "a.csv", "--product", "kue"], "Yang ada: hasil (.json), tabel (.csv)", "result (.json)"),
        (["--product", "page"], "--produk page tidak cocok", "--product page fits no"),
        (["--out", "a/", "--out", "b/"], "Hanya satu folder", "Only one folder"),
        (["--out", "a.csv", "--out", "./a.csv"], "adalah berkas yang sama", "one and the same file"),
        (["--out", form, "--force"], "survei.csv adalah berkas yang dibaca", "is read by this command"),
        (["--survey", "s.toml", "--out", "t.json", "--force"], "t.json adalah berkas yang dibaca", "is read by"),
        (["--questionnaire", "q.toml", "--out", "u.json", "--force"], "u.json adalah berkas yang dibaca", "is read by"),
    ]
    (tmp_path / "s.toml").write_text('questionnaire = "q.toml"\n', "utf-8")
    (tmp_path / "q.toml").write_bytes(b"")
    (tmp_path / "t.json").symlink_to("s.toml")
    (tmp_path / "u.json").hardlink_to(tmp_path / "q.toml")
    for arguments, indonesian, english in cases:
        run = ikm_here("score", "survei.csv", *arguments, cwd=tmp_path)
        assert (run.code, run.out) == (2, ""), arguments
        assert indonesian in run.err
        assert english in ikm_here("score", "survei.csv", *arguments, "--lang", "en", cwd=tmp_path).err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("a")]


def test_an_output_among_the_files_of_a_folder_is_not_read_with_them_the_next_time(form: Path, tmp_path: Path) -> None:
    first = ikm_here("score", ".", cwd=tmp_path)
    typed = first.err.rstrip().splitlines()[-1].split()
    assert typed == ["ikm", "nilai", ".", "--hasil", "hasil.xlsx"]
    for words in (typed[1:], ["score", ".", "--out", "rekap.csv", "--out", "rekap.xlsx", "--out", "rekap.json"]):
        assert ikm_here(*words, cwd=tmp_path).out == first.out
    assert ikm_here("score", ".", cwd=tmp_path).out == first.out
    assert ikm_here("tally", ".", "--out", "rekap", cwd=tmp_path).code == 0
    run = ikm_here("merge", "rekap", "--out", "rekap/semua.json", cwd=tmp_path)
    assert (run.code, "akan berada di folder yang dibaca" in run.err) == (2, True)
    units = tmp_path / "unit.csv"
    units.write_text("file,population\nsurvei.csv,9\n", "utf-8")
    link = tmp_path / "daftar.json"
    link.symlink_to(units)
    assert "adalah berkas yang dibaca" in ikm_here("score", form, "--units", units, "--out", link, "--force").err


def test_refused_data_leaves_nothing_written_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(as_csv([NAMES, [9] * 9]))
    (tmp_path / "y.csv").write_bytes(b"")
    for name in ("x.csv", "y.csv"):
        run = score(tmp_path / name, "--out", tmp_path / "a.csv", code=1)
        assert run.err.endswith("Tidak ada berkas yang ditulis.\n")
        assert score(tmp_path / name, "--out", tmp_path / "a.csv", "--lang", "en", code=1).err.endswith(
            "No file was written.\n"
        )
    assert not (tmp_path / "a.csv").exists()
    assert "ditulis" not in score(tmp_path / "x.csv", code=1).err


def test_where_no_unit_can_be_scored_nothing_is_written(tmp_path: Path) -> None:
    for name in ("x.csv", "y.csv"):
        (tmp_path / name).write_bytes(as_csv([NAMES, [9] * 9, [ord(name[0]) % 7] * 9]))
    run = score(tmp_path, "--out", tmp_path / "a.json", code=1)
    assert "0 dari 2 unit dihitung" in run.out
    assert run.err.endswith("Tidak ada berkas yang ditulis.\n")
    assert not (tmp_path / "a.json").exists()


def test_an_output_that_is_there_is_kept_unless_forced(form: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"lama")
    assert "a.csv sudah ada" in score(form, "--out", target, code=2).err
    assert target.read_bytes() == b"lama"
    score(form, "--out", target, "--timpa")
    assert target.read_bytes() == element_csv(library.score(form))


def test_a_full_standard_output_says_what_was_written(form: Path, tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - only this test needs a full standard output
    import sys  # noqa: PLC0415 - the same

    command = [sys.executable, "-m", "ikm", "score", str(form), "--json", "--out", str(tmp_path / "a.csv")]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode()
    assert (done.returncode, "Traceback" in said) == (2, False)
    assert f"penyimpanan penuh. Sudah ditulis: {tmp_path / 'a.csv'}." in said


# ---- the material


def test_the_report_is_prepared_once_and_its_figure_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = ElementFigure.__new__(ElementFigure)
    made: list[object] = []

    class Told:
        lang = "en"

        def __init__(self, *blocks: ElementFigure) -> None:
            self.blocks = blocks

        def chapter(self, key: str) -> Chapter | None:
            return Chapter("unit", "", self.blocks) if key == "unit" else None

    def report_of(*given: object, **named: object) -> Told:
        made.append((*given, named))
        return Told(figure)

    monkeypatch.setattr(reports, "report_of", report_of, raising=False)
    monkeypatch.setattr(rendering, "chart_svg", lambda drawn, lang: f"{lang} {drawn is figure}", raising=False)
    result = library.score(ROWS)
    material = planned.Material(result, None, respondents=False, regulation="x.toml")
    assert planned.element_chart(material.report) == "en True"
    assert material.report is material.report
    told = {"respondents": False, "regulation": "x.toml", "comparison": None, "plans": reports.FollowUp()}
    assert made == [(result, None, told)]
    with pytest.raises(library.OptionError, match="no figure to draw"):
        planned.element_chart(Told())  # type: ignore[arg-type]  # as much of a report as is looked at


# ---- the table of elements


def test_the_table_of_elements_says_what_the_result_says() -> None:
    rows = [[1 + (i * j) % 4 if (i + j) % 7 else None for j in range(1, 10)] for i in range(40)]
    for lang, separator in (("id", ";"), ("en", ",")):
        result = library.score([NAMES, *rows], lang=lang)  # type: ignore[arg-type]
        data = element_csv(result)
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == data.count(b"\n") == 10
        head, *found = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator)
        assert len(head) == len(set(head)) == 14
        for element, row in zip(result.elements, found, strict=True):
            counts = [str(element.counts.get(str(level), 0)) for level in (1, 2, 3, 4)]
            assert row == [
                element.code, element.name, str(element.total), str(element.filled), str(element.blank), *counts,
                number(element.nrr_exact, 3, result.lang), number(element.nrr_weighted_exact, 3, result.lang),
                number(element.ikm, 2, result.lang), element.mutu, element.kinerja,
            ]  # fmt: skip
            assert int(row[3]) == sum(map(int, row[5:9]))


def test_averaged_questions_keep_their_levels_and_large_counts_have_no_separators() -> None:
    result = library.score([NAMES, *[[3] * 9, [4] * 9] * 1500])
    assert element_csv(result).decode().count(";10500;3000;0;0;0;1500;1500;") == 9
    levels = [{**element.model_dump(), "counts": {"3": 1, "7/2": 1, "10/3": 1}} for element in result.elements]
    odd = library.IKMResult.model_validate({**result.model_dump(), "elements": levels})
    head = element_csv(odd).decode().splitlines()[0]
    assert '"Jawaban 3";"Jawaban 10/3";"Jawaban 3,5"' in head


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("  +1", "'+1"),
        ("a;=1", "a;'=1"),
        ("a,@b", "a,'@b"),
        ('a"=1', "a\"'=1"),
        ("Pagi - siang", "Pagi - siang"),
        ("a\n=b\x1b[31m\u202e", "a =b\ufffd[31m\ufffd"),
        ("-" * 40000, "'" + "-" * 499 + "…"),
    ],
)
def test_a_name_that_looks_like_a_formula_stays_text(name: str, shown: str) -> None:
    result = library.score(ROWS)
    elements = [element.model_copy(update={"name": name}) for element in result.elements]
    odd = library.IKMResult.model_validate({**result.model_dump(), "elements": [e.model_dump() for e in elements]})
    rows = list(csv.reader(io.StringIO(element_csv(odd).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[1] for row in rows[1:]] == [shown] * 9


def test_a_result_of_a_workbook_and_of_a_csv_give_the_same_table(form: Path, tmp_path: Path) -> None:
    book = tmp_path / "survei.xlsx"
    book.write_bytes(as_xlsx(ROWS))
    assert element_csv(library.score(book)) == element_csv(library.score(form))
    assert Fraction(library.score(book).elements[0].nrr_exact)


def test_the_help_names_each_ending_and_what_it_gives() -> None:
    flag = flag_of(Handling.model_fields["outs"])
    assert flag is not None
    for one in PRODUCTS:
        if product_of(one.ending) == one:
            assert f"{one.ending} ({one.id})" in flag.id
            assert f"{one.ending} ({one.en})" in flag.en
