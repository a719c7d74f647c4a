"""The panel: every figure as in the report, nothing overlaps or leaves it, read from afar, in grey and very small."""

from __future__ import annotations

import io
import re
import struct
import sys
import zlib
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from subprocess import run
from typing import get_args

import pypdf
import pytest
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pictures import HOSTILE, SVG, Picture, read, text

import ikm
from examples import few
from ikm.findings import Language
from ikm.rendering import panel_pdf, panel_png, panel_svg
from ikm.rendering.fonts import measure
from ikm.rendering.panel.drawing import SHAPES, Shape
from ikm.rendering.panel.logos import logo_uri
from ikm.reports import Entry, Panel, PanelCount, agency_report, number, panel_of, report_of

PPID = ROOT / "examples" / "ppid-2023.xlsx"
LONG = "Dinas Kependudukan dan Pencatatan Sipil X"  # 41 characters
CAPITAL = Fraction(1409, 2048)
"""How tall a capital of the font is, in parts of its size."""
SEEN = Fraction(44, 10)
"""Five minutes of arc at three metres, in millimetres."""


def of_example(lang: Language = "id") -> Panel:
    responses = ikm.load(PPID)
    result = ikm.score(responses, population=205, target=81, lang=lang)
    return panel_of(report_of(result, responses), unit=LONG, service="Permohonan informasi publik", period="2023")


def png(width: int = 8, height: int = 8) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\xc0\x00\x00" * width) * height
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00\xff\xd9"
)


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


counts = st.lists(st.builds(PanelCount, text, st.integers(0, 10**7).map(lambda n: Entry.of(n, 0, "id"))), max_size=8)
panels = st.builds(
    Panel,
    lang=st.sampled_from(["id", "en"]),
    unit=text,
    service=text,
    period=text,
    index=st.one_of(st.fractions(25, 100).map(lambda value: Entry.of(value, 2, "id")), st.builds(Entry, text)),
    mutu=st.one_of(st.sampled_from("ABCD"), text),
    kinerja=st.one_of(st.sampled_from(["Baik", "Sangat Baik", "Tidak Baik"]), text),
    weight=text,
    respondents=st.builds(Entry, text),
    sexes=counts.map(lambda some: tuple(some[:4])),
    education=counts.map(tuple),
    surveyed=text,
    logo=st.sampled_from([None, png()]),
)


def faults(picture: Picture) -> list[object]:
    """Give the texts that overlap, those that leave the picture, and those that cross the edge of an area."""
    found: list[object] = [(one.text, other.text) for one, other in combinations(picture.texts, 2) if one.meets(other)]
    wide, tall = (Fraction(size) for size in picture.root.attrib["viewBox"].split()[2:])
    found += [one for one in picture.texts if one.left < 0 or one.top < 0 or one.right > wide or one.bottom > tall]
    areas = [rect for rect in picture.rects if rect.bottom - rect.top > 6 and rect.right - rect.left > 6]
    found += [one for one in picture.texts for area in areas if one.meets(area) and not area.holds(one)]
    return found


@few
@given(panels, st.sampled_from(get_args(Shape)))
def test_nothing_overlaps_and_nothing_leaves_the_panel(panel: Panel, shape: Shape) -> None:
    picture = read(panel_svg(panel, shape=shape), measure)
    assert faults(picture) == []
    kinds = {one.tag.removeprefix(SVG) for one in picture.root.iter()}
    assert kinds <= {"svg", "title", "desc", "text", "rect", "image"}


def test_two_texts_on_one_place_are_noticed() -> None:
    svg = panel_svg(of_example())
    assert faults(read(svg.replace('y="1', 'y="2'), measure))
    found = re.search(r"<text[^>]*>136 orang</text>", svg)
    assert found is not None
    assert faults(read(svg.replace(found[0], found[0] * 2), measure))
    assert faults(read(svg.replace(found[0], re.sub(r' x="\d+"', ' x="1000"', found[0])), measure))


@pytest.mark.parametrize("shape", get_args(Shape))
def test_every_figure_is_the_one_of_the_report(shape: Shape) -> None:
    panel = of_example()
    shown = read(panel_svg(panel, shape=shape)).words
    assert "83,86" in shown
    assert {"L = 61", "P = 75", "136 orang", "B", "BAIK", "6 Januari s.d. 28 Desember 2023"} <= set(shown)
    assert {f"{one.name} = {one.number.text}" for one in panel.education} <= set(shown)
    assert sum(int(one.number.value or 0) for one in panel.education) == 136
    for told in (words(panel_pdf(panel, shape=shape)),):
        assert all(f" {word} " in f" {told} " for word in ("83,86", "L = 61", "P = 75", "136 orang", "S1 = 71"))


def test_english_is_english_throughout() -> None:
    shown = " ".join(read(panel_svg(of_example("en"))).words)
    assert all(
        word in shown for word in ("PUBLIC SATISFACTION", "83.86", "M = 61", "F = 75", "RESPONDENTS", "Thank you")
    )
    assert not re.search(r"\b(Terima|RESPONDEN|JUMLAH|MUTU|bobot)\b", shown)


def test_what_is_unknown_leaves_no_label_and_a_unit_its_place() -> None:
    header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
    report = agency_report(ikm.score_agency({name: [header, *[[3] * 9] * 12] for name in ("A", "B")}))
    shown = read(panel_svg(panel_of(report))).words
    assert "(nama unit pelayanan)" in shown
    assert not {"JENIS KELAMIN", "PENDIDIKAN", "PERIODE SURVEI"} & set(shown)


@pytest.mark.parametrize("shape", ["a4", "4:5"])
def test_an_index_of_several_units_says_how_they_were_put_together(shape: Shape) -> None:
    header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
    report = agency_report(ikm.score_agency({name: [header, *[[3] * 9] * 12] for name in ("A", "B")}))
    shown = " ".join(read(panel_svg(panel_of(report), shape=shape)).words)
    assert "Dihitung dengan bobot 0,111, semua responden digabung" in shown


def test_sexes_that_nobody_knows_keep_their_names_and_many_levels_are_told_together() -> None:
    header = ["Jenis Kelamin", "Pendidikan", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
    rows = [
        [sex, f"Jenjang {level:02}", *[4] * 9]
        for level in range(12)
        for sex in ("Pria", "Wanita", "Lainnya")
        for _ in range(10)
    ]
    responses = ikm.load([header, *rows])
    panel = panel_of(report_of(ikm.score(responses), responses))
    assert [(one.name, one.number.text) for one in panel.sexes] == [("L", "120"), ("P", "120"), ("Lainnya", "120")]
    assert [one.number.text for one in panel.education] == ["30"] * 7 + ["150"]
    assert panel.education[-1].name == "5 pilihan lain"
    assert "5 pilihan lain = 150" in read(panel_svg(panel)).words


@pytest.mark.parametrize(("lang", "others"), [("id", "lainnya"), ("en", "others")])
def test_small_groups_are_the_others_of_a_panel(lang: Language, others: str) -> None:
    header = ["Jenis Kelamin", "Pendidikan", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
    levels = [f"Jenjang {level:02}" for level in range(9) for _ in range(12)] + ["S3", "S2", "S2"]
    rows = [["Pria" if place else "Wanita", level, *[4] * 9] for place, level in enumerate(levels)]
    responses = ikm.load([header, *rows])
    panel = panel_of(report_of(ikm.score(responses, lang=lang), responses))
    assert [(one.name, one.number.text) for one in panel.sexes][1:] == [(others, "1")]
    assert [one.number.text for one in panel.education] == ["12"] * 7 + ["27"]
    assert panel.education[-1].name == others
    assert "S3" not in panel_svg(panel)


def sizes(panel: Panel, shape: Shape = "a4") -> dict[str, int]:
    root = read(panel_svg(panel, shape=shape)).root
    return {one.text or "": int(one.get("font-size", "12")) for one in root.iter(f"{SVG}text")}


def test_it_is_read_from_three_metres() -> None:
    levels = tuple(
        PanelCount(name, Entry.of(1234, 0, "id")) for name in ("SD", "SMP", "SMA", "DIII", "DIV", "S1", "S2")
    )
    panel = replace(of_example(), service=LONG, period="Triwulan III 2026", education=levels)
    tall = {told: size * CAPITAL / 5 for told, size in sizes(panel).items() if not told.startswith("Dihitung")}
    assert min(tall.values()) >= SEEN
    assert tall["83,86"] >= 25
    assert tall["B"] >= 20
    assert tall["INDEKS KEPUASAN"] >= 10


@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_picture_of_200_pixels_shows_the_index_and_the_grade(shape: Shape) -> None:
    panel = replace(of_example(), service=LONG, period="Triwulan III 2026")
    scale = Fraction(200, SHAPES[shape][0])
    tall = sizes(panel, shape)
    assert tall["83,86"] * CAPITAL * scale >= 24
    assert tall["B"] * CAPITAL * scale >= 18
    assert tall["BAIK"] * CAPITAL * scale >= 5


def test_grey_says_the_same() -> None:
    svg = panel_svg(replace(of_example(), logo=None))
    assert set(re.findall(r'fill="([^"]+)"', svg)) == {"#1b2430", "#0f3366", "#ffffff"}


@pytest.mark.parametrize("hostile", [*HOSTILE, "#let x = 1", "$a$", "{{7*7}}", "=cmd|' /C calc'!A0"])
def test_a_hostile_text_stays_text(hostile: str) -> None:
    panel = replace(
        of_example(), unit=hostile, service=hostile, period=hostile, surveyed=hostile, kinerja=hostile, mutu=hostile
    )
    assert faults(read(panel_svg(panel), measure)) == []
    assert panel_png(panel, shape="4:5").startswith(b"\x89PNG")
    told = words(panel_pdf(panel))
    assert "83,86" in told
    if hostile.isascii() and hostile.isprintable() and 0 < len(hostile) < 30:
        assert hostile in told


def test_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from test_panel import of_example, png; from dataclasses import replace\n"
        "from ikm.rendering import panel_pdf, panel_png, panel_svg\n"
        "panel = replace(of_example(), logo=png())\n"
        "made = panel_svg(panel).encode() + panel_png(panel) + panel_pdf(panel)\n"
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


def test_the_picture_has_its_size_and_the_page_is_a4() -> None:
    panel = of_example()
    assert struct.unpack_from(">II", panel_png(panel), 16) == (2100, 2970)
    assert struct.unpack_from(">II", panel_png(panel, shape="4:5"), 16) == (1080, 1350)
    box = pypdf.PdfReader(io.BytesIO(panel_pdf(panel))).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)


def test_a_logo_is_shown_as_a_picture_and_never_as_markup() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    bare = panel_png(of_example(), shape="4:5")
    for logo in (png(), drawing):
        panel = replace(of_example(), logo=logo)
        svg = panel_svg(panel)
        assert svg.count("<image ") == 1
        assert svg.count("<svg") == 1
        assert panel_png(panel, shape="4:5") != bare
        assert "83,86" in words(panel_pdf(panel))
    assert logo_uri(JPEG).startswith("data:image/jpeg;base64,")
    gradients = (
        f'{SVG_HEAD}<style>.a{{fill:url(#one)}}</style><linearGradient id="one" xlink:href="#two"/>'
        '<linearGradient id="two"/><path id="p" class="a"/><use xlink:href="#p"/><use href="#p"/></svg>'
    )
    assert logo_uri(gradients.encode()).startswith("data:image/svg+xml;base64,")


def test_the_most_intricate_logo_that_is_taken_can_be_drawn() -> None:
    parts = (
        f'<g id="g{n}">{"<g>" * 17}<use href="#g{n + 1}"/><rect width="9" height="9"/>{"</g>" * 17}</g>'
        for n in range(4)
    )
    panel = replace(of_example(), logo=f"{SVG_HEAD}{''.join(parts)}</svg>".encode())
    assert panel_png(panel, shape="4:5").startswith(b"\x89PNG")
    assert panel_pdf(panel).startswith(b"%PDF")


SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<html><svg></svg></html>",
        png()[:-20],
        png().replace(b"IDAT", b"IDAX"),
        b"\x89PNG\r\n\x1a\n",
        JPEG[:12],
        b"\xff\xd8\xff" + b"\0" * 50,
        b"x" * 2_000_001,
        *(
            f"{SVG_HEAD}{inside}</svg>".encode()
            for inside in (
                "<script>1</script>",
                "<SCRIPT/>",
                '<rect onload="x()"/>',
                '<image xlink:href="http://a.example/b.png"/>',
                '<image href="file:///etc/passwd"/>',
                '<image href="data:image/svg+xml;base64,AAAA"/>',
                '<use href="other.svg#a"/>',
                '<a href="#b"><rect/></a>',
                "<foreignObject/>",
                '<animate attributeName="x"/>',
                '<rect style="fill:url(http://a.example)"/>',
                '<rect fill="url( &quot;http://a.example&quot; )"/>',
                "<style>@import 'x'</style>",
                "<style>rect { fill: u\\72l(x) }</style>",
                "<rect",
                '<filter id="a"/>',
                '<image href="data:image/png;base64,AAAA"/>',
                '<g id="a"><use href="#a"/></g>',
                '<style>rect{fill:url(#a)}</style><pattern id="a"><rect/></pattern>',
                "<g/>" * 20_001,
                "<g>" * 21 + "</g>" * 21,
                "".join(f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(30)),
                "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(5_000)),
            )
        ),
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG_HEAD}&a;</svg>'.encode(),
        f'<?xml-stylesheet href="x"?>{SVG_HEAD}</svg>'.encode(),
        f"{SVG_HEAD}</svg>".encode("utf-16"),
    ],
)
def test_a_logo_that_is_no_picture_or_more_than_one_is_refused(logo: bytes) -> None:
    with pytest.raises(ikm.OptionError, match="logo") as refused:
        panel_svg(replace(of_example(), logo=logo))
    assert refused.value.words("id").startswith("Logo ")


def test_a_logo_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(ikm.OptionError, match="16 million pixels"):
        logo_uri(_claims(4_001, 4_000))


def _claims(width: int, height: int) -> bytes:
    """Make a PNG that says it is large."""
    small = png()
    head = small[12:16] + struct.pack(">II", width, height) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


def test_an_unknown_shape_is_refused() -> None:
    with pytest.raises(ikm.OptionError, match="shape is"):
        panel_svg(of_example(), shape="a5")  # type: ignore[arg-type]  # what a caller may type


@pytest.mark.parametrize(("module", "name", "make"), [("resvg_py", "report", panel_png), ("typst", "pdf", panel_pdf)])
def test_without_its_extra_it_says_what_to_type(
    module: str, name: str, make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert callable(make)
    with pytest.raises(ikm.OptionError) as refused:
        make(of_example())
    line = f'pip install "ikm-panrb[{name}]"'
    assert str(refused.value).endswith(line)
    assert refused.value.words("id").endswith(f"ketik: {line}")


def test_numbers_are_rounded_half_up_from_the_exact_value() -> None:
    panel = replace(of_example(), index=Entry.of(Fraction(16625, 200), 2, "id"))
    assert number(Fraction(16625, 200), 2, "id") == "83,13"
    assert "83,13" in read(panel_svg(panel)).words
