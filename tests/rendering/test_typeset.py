"""A report as PDF: every figure is the report's, texts stay texts, nothing leaves the sheet, always the same bytes."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from subprocess import run
from typing import Any

import pypdf
import pytest
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pictures import HOSTILE, text
from reports import agency_report_by_hand, sample_report, texts

import ikm
from examples import few
from ikm.rendering import report_pdf
from ikm.rendering.typeset.tables import INSET, UPRIGHT, laid
from ikm.rendering.typeset.telling import told_report
from ikm.rendering.typeset.words import broken, plain, width
from ikm.reports import (
    Chapter,
    ElementBar,
    ElementFigure,
    Entry,
    FactList,
    Head,
    OfficePlace,
    Paragraph,
    Report,
    ReportTable,
    Row,
    Subheading,
    agency_report,
    report_of,
    trend_report,
)

PPID = ROOT / "examples" / "ppid-2023.xlsx"
LYING = 728
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
MORE = ("#let x = 1", "$a$", "{{7*7}}", "*b* _i_ `c` @ref <label>", "= Judul", "\\u{41}", "// komentar", "#sys.inputs")


def document(report: Report) -> Any:
    return pypdf.PdfReader(io.BytesIO(report_pdf(report)))


def read(pages: Any) -> str:
    joined = " ".join(page.extract_text() for page in pages)
    return " ".join(joined.replace("\u200b", "").replace("\u00a0", " ").split())


def of_example(**options: Any) -> Report:
    responses = ikm.load(PPID)
    return report_of(ikm.score(responses, population=205, target=81, **options), responses)


def tables(report: Report) -> list[ReportTable]:
    return [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, ReportTable)]


def one_block(*blocks: Any) -> Report:
    return replace(sample_report(), facts=(), alarms=(), chapters=(Chapter("bab", "Bab", blocks),))


def trend() -> Report:
    return trend_report(ikm.compare({"2022": 82.24, "2023": PPID}))


def agency(units: int, name: str = "Loket") -> Report:
    rows = {
        f"{name} {place:02}": [HEADER, *[[3 + (place + one + at) % 2 for at in range(9)] for one in range(12 + place)]]
        for place in range(units)
    }
    return agency_report(ikm.score_agency(rows))


@pytest.mark.parametrize(
    "report",
    [
        of_example(by=["pendidikan", "jenis_kelamin"]),
        of_example(lang="en"),
        sample_report(),
        agency_report_by_hand(),
        trend(),
        agency(25, "Dinas Kependudukan dan Pencatatan Sipil"),
    ],
    ids=["example", "english", "by hand", "agency by hand", "trend", "25 units"],
)
def test_every_figure_is_the_one_of_the_report(report: Report) -> None:
    shown = read(document(report).pages)
    counted = Counter(NUMBER.findall(shown))
    entries = [entry for table in tables(report) for row in table.rows for entry in row.cells]
    wanted = Counter(number for entry in entries for number in NUMBER.findall(entry.text))
    assert wanted
    assert not wanted - counted
    assert report.headline.text in shown
    known = {number for told in texts(report) for number in NUMBER.findall(told)}
    known |= {number for told in texts(report.chapters) for number in NUMBER.findall(told)}
    figures = {number for number in counted if "," in number or "." in number}
    drawn = {"25,00", "65,00", "76,61", "88,31", "25.00", "65.00", "76.61", "88.31"}
    shares = {entry for entry in figures if entry not in known}
    assert {one for one in shares if one not in drawn and not re.fullmatch(r"\d+[.,]\d", one)} <= {
        number for told in _drawn(report) for number in NUMBER.findall(told)
    }


def _drawn(report: Report) -> Iterator[str]:
    """Give what charts write: the figures' own texts."""
    for chapter in report.chapters:
        for block in chapter.blocks:
            for row in getattr(block, "bars", ()) or getattr(block, "points", ()):
                yield row.text
            index = getattr(block, "index", None)
            yield "" if index is None else index.text


def test_it_says_what_it_is() -> None:
    report = of_example()
    made = document(report)
    root = made.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", metadata)
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert made.metadata is not None
    assert made.metadata.title == f"{report.title} – {report.subtitle}"
    assert made.metadata["/CreationDate"].startswith("D:20000101000000")
    assert document(of_example(lang="en")).trailer["/Root"]["/Lang"] == "en"
    fonts = {font["/BaseFont"].split("+")[1] for page in made.pages for font in _fonts(page)}
    assert fonts == {"LiberationSans", "LiberationSans-Bold"}


def _fonts(page: Any) -> Iterator[Any]:
    yield from (font.get_object() for font in page["/Resources"].get("/Font", {}).values())


def test_a_figure_is_told_to_whoever_does_not_see_it() -> None:
    report = sample_report()
    raw = report_pdf(report)
    made: Any = pypdf.PdfReader(io.BytesIO(raw))
    alternatives = [
        str(one["/Alt"])
        for number in range(1, len(made.xref[0]) + 2)
        if isinstance(one := made.get_object(number), dict) and "/Alt" in one
    ]
    assert "Nilai konversi setiap unsur terhadap batas mutu pelayanan; garis tegak ialah nilai IKM." in alternatives


def test_pages_are_numbered_and_a_long_report_has_contents() -> None:
    report = of_example()
    pages = [read([page]) for page in document(report).pages]
    assert all(f"Halaman {place} dari {len(pages)}" in page for place, page in enumerate(pages, 1))
    assert all(report.made[:20] in page for page in pages)
    assert "Daftar isi" in pages[0]
    for chapter in report.chapters:
        assert f"{chapter.title} . ." in pages[0]
        assert sum(chapter.title in page for page in pages) >= 1
    assert "Daftar isi" not in read(document(trend()).pages)


def test_a_head_is_repeated_and_a_row_is_not_split() -> None:
    heads = (Head("Nomor"), Head("Keterangan panjang", "text"))
    rows = tuple(
        Row((Entry(f"n{place}"), Entry(f"awal{place} " + "kata " * 60 + f"akhir{place}"))) for place in range(60)
    )
    pages = [read([page]) for page in document(one_block(ReportTable("k", "Judul tabel", heads, rows))).pages]
    assert len(pages) > 3
    for page in pages:
        assert "Nomor Keterangan panjang" in page
        begun, ended = (set(re.findall(rf"{word}(\d+)", page)) for word in ("awal", "akhir"))
        assert begun == ended


def test_a_small_table_stays_whole_with_its_caption_and_heading() -> None:
    small = ReportTable("k", "Judul kecil", (Head("Kolom", "text"),), tuple(Row((Entry(f"isi{n}"),)) for n in range(6)))
    for lines in range(28, 44):
        filling = (Paragraph(f"Baris {n}") for n in range(lines))
        pages = [read([page]) for page in document(one_block(*filling, Subheading("Kepala"), small)).pages]
        held = [page for page in pages if "isi0" in page]
        assert len(held) == 1
        assert all(word in held[0] for word in ("Kepala", "Judul kecil", "isi5"))


def test_wide_tables_lie_on_their_side_with_their_heading() -> None:
    report = of_example()
    pages = document(report).pages
    lying = [read([page]) for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(lying) == 1
    assert lying[0].startswith("Rencana tindak lanjut Tabel")
    elements = tuple(Head(f"U{place}") for place in range(1, 15))
    name, notes = Head("Unit", "text"), Head("Keterangan", "text")
    row = (Entry("Dinas Kependudukan dan Pencatatan Sipil X"), *[Entry("3,265")] * 14, Entry("83,86"), Entry("cukup"))
    wide = ReportTable("unit", "Empat belas unsur", (name, *elements, Head("IKM"), notes), (Row(row),) * 25)
    assert laid(wide).flipped
    assert laid(wide).size >= 8
    shown = read(document(one_block(wide)).pages)
    assert shown.count("3,265") == 14 * 25
    assert shown.count("Sipil X") == 25


cells = st.one_of(text, st.sampled_from(["", "3,265", "12,5 %", "U1", "kata " * 50, "W" * 500]))


@st.composite
def drawn_tables(draw: st.DrawFn) -> ReportTable:
    columns = draw(st.integers(1, 25))
    heads = tuple(Head(draw(text), draw(st.sampled_from(["text", "figure", "grade"]))) for _ in range(columns))
    rows = tuple(
        Row(tuple(Entry(draw(cells)) for _ in range(columns)), total=draw(st.booleans()))
        for _ in range(draw(st.integers(0, 4)))
    )
    return ReportTable("k", draw(text), heads, rows)


@few
@given(drawn_tables())
def test_whatever_a_table_holds_it_fits_the_sheet(table: ReportTable) -> None:
    way = laid(table)
    assert sum(way.widths) <= (LYING if way.flipped else UPRIGHT) + Fraction(1, 100)
    told = next(
        block for sheet in told_report(one_block(table))["sheets"] for block in sheet["blocks"] if "heads" in block
    )
    for row in (told["heads"], *(row["cells"] for row in told["rows"])):
        for cell, wide in zip(row, way.widths, strict=True):
            for word in cell.split(" "):
                piece = max((width(part, way.size, bold=False) for part in word.split("\u200b")), default=Fraction())
                assert piece <= wide - 2 * INSET or len(word.split("\u200b")) > 1 or len(word) <= 1


@pytest.mark.parametrize("hostile", [*HOSTILE, *MORE], ids=range(len(HOSTILE) + len(MORE)))
def test_a_hostile_text_stays_text_wherever_it_stands(hostile: str) -> None:
    table = ReportTable(
        "k", hostile, (Head(hostile, "text"), Head("Jumlah")), (Row((Entry(hostile), Entry("4711"))),), (hostile,)
    )
    bar = ElementBar("U1", hostile, Fraction(75), "75,00", "C")
    figure = ElementFigure("f", hostile, hostile, (bar,), (), Fraction(25), Fraction(100))
    blocks = (
        Subheading(hostile), Paragraph(hostile), Paragraph(hostile, "alarm"), FactList(((hostile, hostile),)), table,
        figure, OfficePlace("k", hostile, hostile),
    )  # fmt: skip
    report = replace(
        sample_report(), title=hostile, subtitle=hostile, made=hostile, alarms=(hostile,), facts=((hostile, hostile),),
        chapters=(Chapter("bab", hostile, blocks),),
    )  # fmt: skip
    shown = read(document(report).pages)
    assert "4711" in shown
    if hostile.isascii() and hostile.isprintable() and 0 < len(hostile) < 40:
        assert shown.count(" ".join(hostile.split())) >= 8
    if hostile.startswith("W"):
        assert "".join(shown.split()).count("W") >= 5 * 40_000
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", shown)


def test_what_the_office_wrote_is_shown_and_else_a_place_for_it() -> None:
    asked, wrote = "Nama kepala unit", "Ny. Contoh\nKepala Bagian"
    empty = read(document(one_block(OfficePlace("kepala", asked))).pages)
    full = read(document(one_block(OfficePlace("kepala", asked, wrote))).pages)
    assert asked in empty
    assert f"{asked} Ny. Contoh Kepala Bagian" in full


def test_a_chart_of_many_units_goes_on_on_the_next_sheet() -> None:
    report = agency(60, "Dinas Kependudukan dan Pencatatan Sipil")
    pages = document(report).pages
    shown = read(pages)
    parts = [int(found) for found in re.findall(r"IKM setiap unit \(\d/(\d)\)", shown)]
    assert parts == [parts[0]] * parts[0]
    for place in range(60):
        assert shown.count(f"Sipil {place:02}") >= 2


def test_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from test_typeset import of_example, agency, report_pdf\n"
        "made = report_pdf(of_example(by='pendidikan')) + report_pdf(agency(3))\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    path = f"{ROOT / 'src'}:{ROOT / 'tests' / 'helpers'}:{ROOT / 'tests' / 'rendering'}:{':'.join(sys.path)}"
    made = {
        run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": tongue},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone, tongue in (("1", "Asia/Jakarta", "C"), ("77", "America/Lima", "C.UTF-8"))
    }
    assert len(made) == 1


def test_words_that_are_too_wide_may_break_and_others_not() -> None:
    assert broken("kata W" + "W" * 30, 60, 9).count("\u200b") == 30
    assert broken("kata biasa", 60, 9) == "kata biasa"
    assert plain("e\u0301") == "e\u0301"
    assert plain("a" + "\u0301" * 90) == "a\u0301\u0301"
    assert plain("\u202ea\u200db\ud800") == "□ab?"


def test_without_typst_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ikm.OptionError) as refused:
        report_pdf(sample_report())
    assert str(refused.value) == 'PDF needs typst, which is not installed; type: pip install "ikm-panrb[pdf]"'
    assert refused.value.words("id") == 'PDF memerlukan typst yang belum terpasang; ketik: pip install "ikm-panrb[pdf]"'
