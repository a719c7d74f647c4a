"""The Word report: every figure is the report's, what the office wrote is kept, and text stays text."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from documents import (
    W,
    body,
    captioned,
    controls,
    converted,
    numbered_apart,
    part,
    places,
    png,
    replaced,
    style,
    template,
    typed,
    words,
    written,
)
from halfup import ELEMENTS

import ikm
from ikm.errors import OptionError
from ikm.rendering import result_document
from ikm.reports import (
    Chapter,
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
    official_report,
    report_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
HOSTILE = "{{7*7}} {%x%} =cmd|'/C calc'!A0 #let <w:p/> &amp; \u202egnp.exe\x07\x1b[31m\ufffe"
SHOWN = "{{7*7}} {%x%} =cmd|'/C calc'!A0 #let <w:p/> &amp; �gnp.exe��[31m"


@cache
def ppid() -> Report:
    responses = ikm.load("examples/ppid-2023.xlsx")
    result = ikm.score(responses, population=205, target=81, by="jenis_layanan")
    trend = ikm.compare({"2022": 82.24, "2023": result}, targets={"2027": 90})
    return official_report(result, responses, comparison=trend, office={"lokasi": "Jakarta", "tujuan": "Satu\nDua"})


@cache
def made() -> bytes:
    return result_document(ppid())


@cache
def other() -> Report:
    """Give the report of another survey, whose lowest elements are others."""
    rows = [[4, 4, 1, 4, 4, 4, 2, 4, 2]] * 12
    responses = ikm.load([HEADER, *rows])
    return official_report(ikm.score(responses), responses)


@cache
def large() -> Report:
    """Give a report of long names: fourteen elements, twenty-five services."""
    own = ("keamanan", "kenyamanan", "keadilan", "kepastian", "kejelasan")
    names = {key: f"Penilaian {key} oleh pengguna layanan" for key in (*ELEMENTS, *own)}
    questions = "".join(f'[[question]]\nelement = "{key}"\ntext = "{name}"\n' for key, name in names.items())
    services = [f"Pelayanan Terpadu Kecamatan Nomor {place:02d} Ujung" for place in range(25)]
    rows = [[services[place % 25], *[3 + (place + at) % 2 for at in range(14)]] for place in range(250)]
    with TemporaryDirectory() as folder:
        form = Path(folder) / "many.toml"
        form.write_text(f'key = "many"\ntitle = {{ id = "M", en = "M" }}\n{questions}', encoding="utf-8")
        responses = ikm.load([["Jenis layanan", *names.values()], *rows], questionnaire=form)
    result = ikm.score(responses, by="jenis_layanan")
    assert (len(result.elements), len(result.groups or ())) == (14, 25)
    return official_report(result, responses, office={"unit": "Dinas Pelayanan Terpadu Satu Pintu Kabupaten Panjang"})


def tables(report: Report) -> list[ReportTable]:
    return [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, ReportTable)]


def figures(report: Report) -> list[Any]:
    plain = (Paragraph, Subheading, OfficePlace, FactList, ReportTable)
    return [block for chapter in report.chapters for block in chapter.blocks if not isinstance(block, plain)]


def rows_of(table: ReportTable) -> list[list[str]]:
    heads = [head.heading for head in table.columns]
    return [heads, *([entry.text or ("…" if entry.place else "") for entry in row.cells] for row in table.rows)]


@pytest.mark.parametrize("report", [ppid, other, large], ids=lambda make: str(make.__name__))
def test_every_figure_in_the_document_is_the_reports(report: Any) -> None:
    told = report()
    document = result_document(told)
    shown = list(captioned(numbered_apart(document)).values())
    assert shown == [rows_of(table) for table in tables(told)]
    whole = words(body(document))
    assert told.headline.text in whole
    for chapter in told.chapters[1:]:
        assert chapter.title in whole
        for block in chapter.blocks:
            if isinstance(block, (Paragraph, Subheading)):
                assert block.text in whole
            elif isinstance(block, FactList):
                assert all(label in whole and said in whole for label, said in block.facts)


def test_a_report_of_any_kind_can_be_written() -> None:
    units = {"Loket A": [HEADER, *[[3] * 9] * 12], "Loket B": [HEADER, *[[4] * 9] * 12]}
    for report in (report_of(ikm.score([[4] * 9])), agency_report(ikm.score_agency(units, lang="en"))):
        assert list(captioned(numbered_apart(result_document(report))).values()) == [
            rows_of(one) for one in tables(report)
        ]


def test_every_figure_is_a_picture_that_is_told_in_words() -> None:
    drawn = [one.get("descr") or "" for one in body(made()).iter() if one.tag.endswith("}docPr")]
    told = [one.replace("\N{NO-BREAK SPACE}", " ") for one in drawn]
    assert told == [figure.description for figure in figures(ppid())]
    assert not [one for one in told if not one]
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
    assert len(pictures) == len(figures(ppid()))
    assert all(one.startswith(b"\x89PNG") for one in pictures)


def test_captions_are_counted_by_word_and_stand_counted_already() -> None:
    for kind, number in (("Tabel", len(tables(ppid()))), ("Gambar", len(figures(ppid())))):
        fields = part(made()).split(f" SEQ {kind} ")[1:]
        shown = [re.search(r"<w:t[^>]*>([^<]*)</w:t>", one) for one in fields]
        assert [one[1] for one in shown if one] == [str(place) for place in range(1, number + 1)]


def test_the_contents_stand_in_the_document_and_nothing_is_asked_when_it_opens() -> None:
    lines = [one for one in body(made()).iter(f"{W}p") if style(one) in {"TOC1", "TOC2"}]
    heads = [words(one) for one in body(made()).iter(f"{W}p") if style(one) in {"Heading1", "Heading2"}]
    assert [words(one) for one in lines] == heads
    marks = {one.get(f"{W}name") for one in body(made()).iter(f"{W}bookmarkStart")}
    assert {one.get(f"{W}anchor") for one in body(made()).iter(f"{W}hyperlink")} <= marks
    assert "updateFields" not in part(made(), "word/settings.xml")
    assert " TOC " in part(made())


def test_tables_repeat_their_heading_and_break_between_rows() -> None:
    found = [one for one in body(made()).iter(f"{W}tbl") if one.find(f"{W}tblPr/{W}tblStyle") is not None]
    assert len(found) == len(tables(ppid()))
    for one in found:
        rows = list(one.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    for one in body(made()).iter(f"{W}p"):
        if style(one) == "Caption":
            assert 'w:styleId="Caption"' in part(made(), "word/styles.xml")


@pytest.mark.parametrize("report", [ppid, large], ids=lambda make: str(make.__name__))
def test_nothing_is_wider_than_its_page(report: Any) -> None:
    held: list[ET.Element] = []
    wide = 0
    for one in body(result_document(report())):
        held.append(one)
        section = one if one.tag == f"{W}sectPr" else one.find(f"{W}pPr/{W}sectPr")
        if section is None:
            continue
        page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert page is not None
        assert margins is not None
        room = int(page.get(f"{W}w") or 0) - sum(int(margins.get(f"{W}{side}") or 0) for side in ("left", "right"))
        wide += room > 10000
        for block in held:
            for table in block.iter(f"{W}tbl"):
                assert sum(int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")) <= room
            for extent in (part_ for part_ in block.iter() if part_.tag.endswith("}extent")):
                assert int(extent.get("cx") or 0) <= room * 635
                assert int(extent.get("cy") or 0) <= 12_000 * 635
        held = []
    assert not held
    assert wide


def test_ids_are_not_given_twice() -> None:
    for tag, name in (("bookmarkStart", "id"), ("bookmarkStart", "name")):
        found = [one.get(f"{W}{name}") for one in body(made()).iter(f"{W}{tag}")]
        assert len(found) == len(set(found))
    numbers = [one.get(f"{W}val") for control in controls(made()) for one in control.findall(f"{W}sdtPr/{W}id")]
    assert len(numbers) == len(set(numbers))
    assert "rsid" not in part(made())


def test_the_language_is_said() -> None:
    assert 'w:val="id-ID"' in part(made(), "word/styles.xml")
    english = result_document(official_report(ikm.score([[4] * 9], lang="en")))
    assert 'w:val="en-GB"' in part(english, "word/styles.xml")
    assert "Chapter I Introduction" in words(body(english))
    assert not re.search(
        r"\b(Tabel|Gambar|Halaman|Nilai|BAB)\b", words(body(english)) + part(english, "word/footer1.xml")
    )


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    assert result_document(ppid()) == made()
    program = (
        "import ikm, sys\nfrom ikm.reports import official_report\nfrom ikm.rendering import result_document\n"
        "r = ikm.load('examples/ppid-2023.xlsx')\n"
        "sys.stdout.buffer.write(result_document(official_report(ikm.score(r), r)))"
    )
    given = {**os.environ, "TZ": "Asia/Jakarta", "LC_ALL": "C", "HOME": str(tmp_path)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env={**given, "PYTHONHASHSEED": s}
        )
        for s in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_the_office_wrote_is_kept_and_every_figure_is_new() -> None:
    bulleted = '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:t>Butir</w:t></w:r></w:p>'
    edited = written(
        made(),
        {
            "latar-belakang": typed("Alinea satu.") + typed("Alinea dua.", bold=True) + bulleted,
            "pelaksana": typed("Tim survei"),
            "nip": typed("19800101 200501 1 001"),
        },
    )
    again = result_document(other(), kept=edited)
    found = places(again)
    assert found["latar-belakang"] == "Alinea satu.\nAlinea dua.\nButir"
    assert (found["pelaksana"], found["nip"]) == ("Tim survei", "19800101 200501 1 001")
    control = next(one for one in controls(again) if "Alinea" in words(one))
    assert [words(one) for one in control.iter(f"{W}r") if one.find(f"{W}rPr/{W}b") is not None] == ["Alinea dua."]
    assert [style(one) for one in control.iter(f"{W}p")] == ["", "", "ListBullet"]
    fresh = captioned(numbered_apart(result_document(other())))
    assert list(captioned(numbered_apart(again)).values()) == list(fresh.values())
    assert result_document(other(), kept=again) == again
    assert "Bagian yang Tidak Lagi Digunakan" not in words(body(again))


def test_cells_of_a_plan_are_kept_by_their_element() -> None:
    first = result_document(other())
    keys = [key for key in places(first) if key.startswith("rencana-waktu-")]
    assert len(keys) == 6
    edited = written(first, {keys[0]: typed("Menambah loket") + typed("dan petugas"), keys[1]: typed("v")})
    found = places(result_document(other(), kept=edited))
    assert (found[keys[0]], found[keys[1]]) == ("Menambah loket\ndan petugas", "v")


def test_places_that_are_no_more_are_kept_at_the_end() -> None:
    first = result_document(other())
    key = next(key for key in places(first) if key.startswith("rencana-waktu-"))
    edited = written(first, {key: typed("Menambah loket")})
    later = result_document(ppid(), kept=edited)
    whole = words(body(later))
    assert key not in places(made())
    assert places(later)[key] == "Menambah loket"
    assert whole.index("Bagian yang Tidak Lagi Digunakan", whole.index("Lampiran 4 Dokumentasi")) < whole.index(
        "Menambah"
    )
    assert places(result_document(other(), kept=later))[key] == "Menambah loket"


def test_pictures_and_tables_are_kept() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><wp:anchor><wp:extent cx="9000000" cy="3000000"/><wp:docPr id="3" name="x" descr="Foto"/>'
        '<a:graphic><a:graphicData uri="u"><pic:pic><pic:blipFill><a:blip r:embed="own0"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )
    cell = f"<w:tc>{typed('sel')}</w:tc>"
    grid = f'<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    edited = written(made(), {"dokumentasi": drawing, "analisis": grid + typed("sesudah")}, {"own.png": png()})
    again = result_document(ppid(), kept=edited)
    with zipfile.ZipFile(io.BytesIO(again)) as parts:
        assert png() in [parts.read(name) for name in parts.namelist() if "media" in name]
    control = next(one for one in controls(again) if "sesudah" in words(one))
    assert [words(one) for one in control.iter(f"{W}tc")] == ["sel"]
    wide, high = next(
        (int(one.get("cx") or 0), int(one.get("cy") or 0))
        for one in list(body(again).iter())[::-1]
        if one.tag.endswith("}extent")
    )
    assert wide * 3000000 // 9000000 == high
    numbers = [one.get("id") for one in body(again).iter() if one.tag.endswith("}docPr")]
    assert len(numbers) == len(set(numbers))
    assert result_document(ppid(), kept=again) == again


def test_what_links_runs_or_loads_is_not_kept() -> None:
    bad = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r>'
        '<w:hyperlink r:id="rId99"><w:r><w:t>tautan</w:t></w:r></w:hyperlink><w:del><w:r><w:t>lama</w:t></w:r></w:del>'
        "<w:ins><w:r><w:t> baru</w:t></w:r></w:ins><w:r><w:object/><w:pict/></w:r></w:p>"
    )
    again = result_document(ppid(), kept=written(made(), {"lokasi": bad}))
    assert places(again)["lokasi"] == "tautan baru"
    assert "DDEAUTO" not in part(again)
    assert "rId99" not in part(again)


def test_the_survey_file_decides_until_somebody_writes_in_the_document() -> None:
    def report(place: str) -> Report:
        return official_report(ikm.score([[4] * 9]), office={"lokasi": place})

    first = result_document(report("Jakarta"))
    assert places(result_document(report("Bandung"), kept=first))["lokasi"] == "Bandung"
    edited = written(first, {"lokasi": typed("Jakarta dan Bogor")})
    assert places(result_document(report("Bandung"), kept=edited))["lokasi"] == "Jakarta dan Bogor"


def test_places_are_found_without_tags_by_their_bookmarks() -> None:
    edited = written(made(), {"latar-belakang": typed("Satu") + typed("Dua"), "rencana-prosedur-1": typed("Pelatihan")})
    tree = part(edited)
    bare = re.sub(r"<w:(?:tag|alias|lock|showingPlcHdr)[^>]*/>", "", tree)
    assert "w:tag" not in bare
    again = places(result_document(ppid(), kept=replaced(edited, {"word/document.xml": bare.encode()})))
    assert (again["latar-belakang"], again["rencana-prosedur-1"]) == ("Satu\nDua", "Pelatihan")
    unasked = {key for key, said in again.items() if said != places(made())[key]}
    assert unasked == {"latar-belakang", "rencana-prosedur-1"}


def test_what_was_written_survives_libreoffice(tmp_path: Path) -> None:
    edited = written(made(), {"latar-belakang": typed("Satu") + typed("Dua"), "rencana-prosedur-1": typed("Pelatihan")})
    again = places(result_document(ppid(), kept=converted(edited, "docx", tmp_path)))
    assert (again["latar-belakang"], again["rencana-prosedur-1"]) == ("Satu\nDua", "Pelatihan")
    assert {key for key, said in again.items() if said != places(made())[key]} == {
        "latar-belakang",
        "rencana-prosedur-1",
    }


def test_libreoffice_prints_it(tmp_path: Path) -> None:
    printed = converted(result_document(large()), "pdf", tmp_path)
    pages = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    assert 25 <= pages <= 45


@pytest.mark.parametrize("broken", [b"", b"x", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_document_is_said(broken: bytes) -> None:
    for given in ({"kept": broken}, {"template": broken}):
        with pytest.raises(OptionError, match="cannot be read as a Word document") as caught:
            result_document(ppid(), **given)
        assert "tidak dapat dibaca" in caught.value.words("id")


def damaged(document: bytes) -> bytes:
    """Spoil what is packed of the first part."""
    return document[:80] + bytes(one ^ 0x55 for one in document[80:140]) + document[140:]


def locked(document: bytes) -> bytes:
    """Mark every part as under a password."""
    for sign, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        document = b"".join(
            one if not place else sign + one[: flags - 4] + bytes([one[flags - 4] | 1]) + one[flags - 3 :]
            for place, one in enumerate(document.split(sign))
        )
    return document


def without_body(document: bytes) -> bytes:
    return replaced(document, {"word/document.xml": b"<document/>"})


@pytest.mark.parametrize("spoil", [damaged, locked, without_body])
def test_a_document_that_is_damaged_or_locked_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    for given in ({"kept": spoil(made())}, {"template": spoil(template("{{ ikm }}"))}):
        with pytest.raises(OptionError, match="cannot be read as a Word document"):
            result_document(ppid(), **given)


@pytest.mark.parametrize("size", ["", "x", "-1", "9" * 5000])
def test_a_picture_without_a_size_is_left_out(size: str) -> None:
    drawing = (
        f'<w:p><w:r><w:t>foto</w:t><w:drawing><wp:inline><wp:extent cx="{size}" cy="3000"/><a:graphic><a:graphicData '
        'uri="u"><a:blip r:embed="own0"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    again = result_document(ppid(), kept=written(made(), {"dokumentasi": drawing}, {"own.png": png()}))
    assert places(again)["dokumentasi"] == "foto"
    assert part(again).count("<wp:inline") == part(made()).count("<wp:inline")


@pytest.mark.parametrize("told", ["a\x07b", "a\ufffeb", "a\ud800b", "\u202ea", "83 %", "a  b\x0bc"])
def test_the_survey_file_decides_whatever_characters_it_has(told: str) -> None:
    def report(place: str) -> Report:
        return official_report(ikm.score([[4] * 9]), office={"lokasi": place})

    again = result_document(report("Bandung"), kept=result_document(report(told)))
    assert again == result_document(report("Bandung"))


def test_captions_and_properties_hold_names_as_they_are() -> None:
    table = ReportTable("a", "Loket {a}", (Head("B"),), (Row((Entry("1"),)),))
    report = replace(ppid(), title="SUBJECT", subtitle="BEFORE", chapters=(Chapter("a", "A", (table,)),))
    document = result_document(report)
    told = "<dc:title>SUBJECT</dc:title><dc:subject>BEFORE</dc:subject>"
    assert told in part(document, "docProps/core.xml")
    assert list(captioned(document)) == ["Loket {a}"]


def test_hostile_text_stays_text() -> None:
    rows = [["Loket", *HEADER], *([[HOSTILE, *[4] * 9]] * 12), *([["B", *[3] * 9]] * 12)]
    responses = ikm.load(rows)
    result = ikm.score(responses, by="jenis_layanan")
    report = official_report(result, responses, office={"lokasi": HOSTILE, "analisis": "panjang " * 5000})
    document = result_document(report)
    found = places(document)
    assert found["lokasi"] == SHOWN
    assert len(found["analisis"]) == 39_999
    assert any(
        "{{7*7}}" in cell for rows_ in captioned(numbered_apart(document)).values() for row in rows_ for cell in row
    )
    assert "49" not in found["lokasi"]
    again = result_document(report, kept=written(document, {"lokasi": typed("{{7*7}} {%x%}")}))
    assert places(again)["lokasi"] == "{{7*7}} {%x%}"
    whole = result_document(
        report, template=template("{{ unit }}", "{{p tabel.kelompok_jenis_layanan }}", "{{p isian.lokasi }}")
    )
    assert "{{7*7}}" in words(body(whole))
    assert places(whole)["lokasi"] == SHOWN


def test_a_template_is_filled_in() -> None:
    office = template(
        "{{ judul }}: {{ ikm }} ({{ mutu }}, {{ kinerja }}), {{ responden }}, {{ bobot }}, {{ periode }}",
        "{% for satu in peringatan %}{{ satu }}{% endfor %}",
        "{{p tabel.unsur }}", "{{p grafik.unsur }}", "{{p bab.bab_2 }}", "{{p isian.latar_belakang }}",
    )  # fmt: skip
    edited = written(made(), {"latar-belakang": typed("Alinea"), "pelaksana": typed("Tim"), "nip": typed("1980")})
    filled = result_document(ppid(), kept=edited, template=office)
    whole = words(body(filled))
    assert (
        "Laporan Survei Kepuasan Masyarakat (SKM): 83,86 (B, Baik), 136 orang, 0,111, 6 Januari s.d. 28 Desember 2023"
        in whole
    )
    named = {table.key: table for table in tables(ppid())}
    shown = captioned(numbered_apart(filled))
    wanted = [rows_of(named[key]) for key in ("unsur", "baris", "kualitas")]
    assert list(shown.values()) == wanted
    assert part(filled).count("<wp:inline") == 1
    found = places(filled)
    assert (found["latar-belakang"], found["pelaksana"], found["nip"]) == ("Alinea", "Tim", "1980")
    assert whole.index("Bagian yang Tidak Lagi Digunakan") < whole.index("1980")
    assert result_document(ppid(), kept=edited, template=office) == filled
    assert 'w:styleId="TableText"' in part(filled, "word/styles.xml")


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("{{ judl }}", "judul"),
        ("{{p tabel.unsr }}", "tabel.unsur"),
        ("{{p grafik.tern }}", "grafik.tren"),
        ("{{p isian.lokasii }}", "isian.lokasi"),
    ],
)
def test_a_wrong_name_is_said_with_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(OptionError, match=f"did you mean {near}?") as caught:
        result_document(ppid(), template=template(wrong))
    assert f"mungkin maksudnya {near}?" in caught.value.words("id")


@pytest.mark.parametrize("wrong", ["{{ ikm.__class__ }}", "{% if %}", "{{ judul", "{% import 'x' as y %}"])
def test_a_template_can_do_nothing_but_name(wrong: str) -> None:
    with pytest.raises(OptionError, match="cannot be filled in"):
        result_document(ppid(), template=template(wrong))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{{ tabel.unsur }}", "alone in its paragraph"),
        ("IKM: {{ isian.lokasi }}", "alone in its paragraph"),
        ("{{ bab }}", "there are bab.bab_1"),
        ("{{p grafik }}", "there are grafik."),
    ],
)
def test_a_part_that_would_spoil_the_document_is_refused(wrong: str, said: str) -> None:
    with pytest.raises(OptionError, match=re.escape(said)):
        result_document(ppid(), template=template(wrong))


@pytest.mark.parametrize("missing", ["docx", "resvg_py", "docxtpl"])
def test_a_missing_extra_is_said_with_what_installs_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    office = template("{{p grafik.unsur }}") if missing == "docxtpl" else None
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(OptionError, match=re.escape('pip install "ikm-panrb[report]"')) as caught:
        result_document(ppid(), template=office)
    assert "belum terpasang" in caught.value.words("id")


def test_nothing_of_the_extra_loads_before_a_document_is_made() -> None:
    program = (
        "import ikm, sys\nfrom ikm.rendering import result_document\nfrom ikm.reports import official_report\n"
        "official_report(ikm.score([[4] * 9]))\n"
        "print(sorted({'docx', 'lxml', 'docxtpl', 'resvg_py', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_nothing_personal_is_in_a_document() -> None:
    person = {"Nama Lengkap": "Wirawan Canarywati", "NIK": "3171234567890123", "Nomor HP": "081234567890"}
    said = {"Saran dan Masukan": "Tolong hubungi Canarywati di canary.wati@contoh.example"}
    rows = [[*person.values(), *[4, 3, 4, 3, 4, 3, 4, 3, 4], *said.values()]] * 3
    responses = ikm.load([[*person, *HEADER, *said], *rows])
    document = result_document(official_report(ikm.score(responses), responses))
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        told = " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    for secret in (*person.values(), "Canary", "contoh.example"):
        assert secret not in told
