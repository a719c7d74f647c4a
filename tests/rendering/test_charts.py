"""Charts: nothing overlaps or leaves the picture, shapes stand at exact values, texts stay texts."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pictures import HOSTILE, SVG, Picture, Shape, figures, read
from test_start import modules_after, printed_by

import ikm
from examples import few as fewer
from ikm.regulation import parse_regulation
from ikm.rendering import chart_markup, chart_svg
from ikm.rendering.charts.canvas import short
from ikm.rendering.charts.lettering import measure, wrap
from ikm.rendering.charts.palette import ink_on, levels
from ikm.reports import (
    Bar,
    BarFigure,
    ElementBar,
    ElementFigure,
    Figure,
    SharesFigure,
    SharesRow,
    element_figure,
    group_figures,
    number,
    shares_figure,
)

PPID = ROOT / "examples" / "ppid-2023.csv"
WIDTHS = (200, 390, 560, 760, 1280)

ATTRIBUTES = {
    "svg": {"class", "width", "height", "viewBox", "role", "aria-labelledby", "font-family", "font-size", "fill"},
    "title": {"id"},
    "desc": {"id"},
    "text": {"x", "y", "text-anchor", "font-size", "font-weight", "fill"},
    "rect": {"x", "y", "width", "height", "fill", "fill-opacity", "stroke", "stroke-width"},
    "line": {"x1", "y1", "x2", "y2", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"},
}
"""All that may stand in a chart."""


def few(number_of: int, name: str = "Unit layanan") -> ElementFigure:
    """Make the figure of so many units, every fourth of them hidden."""
    known = element_figure(ikm.score(PPID))
    bars = []
    for place in range(number_of):
        value = None if place % 4 == 3 else Fraction(25 + place * 37 % 76) - Fraction(place, 977)
        shown = "disembunyikan" if value is None else number(value, 2, "id")
        bars.append(ElementBar("", f"{name} {place}", value, shown, "" if value is None else "B"))
    return ElementFigure("unit", "Unit", "Unit", tuple(bars), known.bands, known.low, known.high, known.index)


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in combinations(picture.texts, 2) if one.meets(other)]


def outside(picture: Picture) -> list[Shape]:
    wide, tall = (Fraction(size) for size in picture.root.attrib["viewBox"].split()[2:])
    frame = Shape(Fraction(0), Fraction(0), wide, tall, "", "", outlined=False)
    return [one for one in (*picture.texts, *picture.rects, *picture.lines) if not (frame.holds(one) and one.top >= 0)]


def crossed(picture: Picture) -> list[str]:
    """Name the texts that stand over a band, a bar or a line; a percentage inside its own part does not."""
    parts = [rect for rect in picture.rects if rect.outlined]
    free = [text for text in picture.texts if not any(part.holds(text) for part in parts)]
    return [text.text for text in free if any(text.meets(shape) for shape in (*picture.rects, *picture.lines))]


@fewer
@given(figures, st.sampled_from(WIDTHS), st.booleans())
def test_no_text_overlaps_and_nothing_leaves_the_picture(figure: Figure, width: int, heading: bool) -> None:
    picture = read(chart_svg(figure, width=width, heading=heading))
    assert overlapping(picture) == []
    assert outside(picture) == []
    assert crossed(picture) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("rows", [2, 9, 14, 40])
@pytest.mark.parametrize("name", ["Unit", "Unit pelayanan publik dan pengaduan masyarakat kabupaten " * 2])
def test_two_to_forty_rows_with_names_of_any_length(width: int, rows: int, name: str) -> None:
    figure = few(rows, name)
    picture = read(chart_svg(figure, width=width))
    assert (overlapping(picture), outside(picture), crossed(picture)) == ([], [], [])
    beside = max(rect.right for rect in picture.rects)
    figures_beside = [text.text for text in picture.texts if text.left > beside and text.text not in {"B", "100"}]
    assert figures_beside == [bar.text for bar in figure.bars]


def test_two_texts_on_one_place_are_noticed() -> None:
    svg = chart_svg(few(2))
    first = re.search(r'<text x="[\d.]+" y="[\d.]+">Unit[^<]*</text>', svg)
    assert first is not None
    assert overlapping(read(svg.replace(first[0], first[0] * 2)))
    assert crossed(read(svg.replace(first[0], re.sub(r'x="[\d.]+"', 'x="400"', first[0]))))
    assert outside(read(svg.replace(first[0], re.sub(r'x="[\d.]+"', 'x="740"', first[0]))))


@fewer
@given(figures)
def test_whatever_the_texts_are_a_chart_is_shapes_and_texts_alone(figure: Figure) -> None:
    for svg in (chart_svg(figure), chart_markup(figure, lang="id")):
        for one in read(svg).root.iter():
            kind = one.tag.removeprefix(SVG)
            lang = {"lang", "{http://www.w3.org/XML/1998/namespace}lang"} if kind == "svg" else set()
            assert set(one.attrib) <= ATTRIBUTES[kind] | lang
            told = one.text or ""
            assert not [
                c for c in told.strip("\n") if unicodedata.category(c) == "Cc" or c in "\u202e\u2066\ufffe\uffff"
            ]
        assert "style=" not in re.sub(r">[^<]*<", "><", svg)


def test_a_hostile_text_is_the_text_that_is_read_back() -> None:
    named = tuple(Bar(text, Fraction(1), "1") for text in HOSTILE[:5])
    words = read(chart_svg(BarFigure("k", HOSTILE[0], HOSTILE[1], named))).words
    assert words == [HOSTILE[0], *(word for text in HOSTILE[:5] for word in (text, "1"))]
    (cut, _) = read(chart_svg(BarFigure("k", "", "", (Bar("W" * 40_000, Fraction(1), "1"),)))).words[-2:]
    assert cut.endswith("…")
    assert len(chart_svg(BarFigure("k", "J" * 40_000, "U" * 40_000, ()))) < 3_000


def test_every_number_is_the_text_of_the_figure() -> None:
    result = ikm.score(PPID, by="pendidikan")
    figure = element_figure(result)
    for width in (390, 760):
        words = read(chart_svg(figure, width=width)).words
        for bar in figure.bars:
            assert words.count(bar.code) == 1
            assert bar.text in words
        assert figure.index is not None
        assert "IKM 83,86 (B)" in words
        assert [word for word in words if word in {"25,00", "65,00", "76,61", "88,31"}] == [
            "25,00",
            "65,00",
            "76,61",
            "88,31",
        ]
    assert "disembunyikan" in read(chart_svg(group_figures(result)[0])).words
    shares = shares_figure(result)
    words = read(chart_svg(shares, width=1280)).words
    for row in shares.rows:
        assert row.favourable in words
        assert all(text in words for share, text in zip(row.shares, row.texts, strict=True) if share > Fraction(1, 10))
    written = {word for word in words if word.endswith("%")}
    assert written <= {text for row in shares.rows for text in (*row.texts, row.favourable)}


def test_bars_and_bands_stand_at_the_exact_values() -> None:
    figure = few(40)
    picture = read(chart_svg(figure))
    bars = [rect for rect in picture.rects if rect.fill == "#2a6db0"]
    bands = [rect for rect in picture.rects if rect.fill != "#2a6db0"]
    left, right = min(band.left for band in bands), max(band.right for band in bands)
    values = [bar.value for bar in figure.bars if bar.value is not None and bar.value > 25]
    assert len(bars) == len(values)
    assert figure.index is not None
    assert figure.index.value is not None
    edges = [(bar.right, value) for bar, value in zip(bars, values, strict=True)]
    edges += [(band.left, zone.low) for band, zone in zip(bands, figure.bands, strict=True)]
    line = picture.lines[-1]
    edges.append(((line.left + line.right) / 2, figure.index.value))
    for edge, value in edges:
        assert abs(edge - left - (right - left) * (value - 25) / 75) <= Fraction(2, 100)


@pytest.mark.parametrize("number_of", range(2, 11))
def test_answers_are_centred_between_the_halves(number_of: int) -> None:
    counts = [[(place * 7 + level * level) % 13 + 1 for level in range(number_of)] for place in range(6)]
    rows = tuple(
        SharesRow(f"U{place}", "Unsur", shares, tuple("" for _ in shares), "")
        for place, row in enumerate(counts)
        for shares in [tuple(Fraction(n, sum(row)) for n in row)]
    )
    names = tuple(str(level) for level in range(number_of))
    picture = read(chart_svg(SharesFigure("s", "S", "S", names, "", rows)))
    parts = [rect for rect in picture.rects if rect.outlined][number_of:]
    centre = {(line.left + line.right) / 2 for line in picture.lines}
    assert len(centre) == 1
    for place, row in enumerate(rows):
        mine = parts[place * number_of : (place + 1) * number_of]
        assert [part.fill for part in mine] == list(levels(number_of))
        half = number_of // 2
        middle = mine[half].left if number_of % 2 == 0 else (mine[half].left + mine[half].right) / 2
        assert abs(middle - next(iter(centre))) <= Fraction(2, 100)
        unit = (mine[-1].right - mine[0].left) / sum(row.shares)
        for part, share in zip(mine, row.shares, strict=True):
            assert abs(part.right - part.left - unit * share) <= Fraction(3, 100)


def test_coordinates_are_short_decimals() -> None:
    assert [short(Fraction(one)) for one in ("1/3", "2/3", "-1/300", "5/1000", "12", "0.1")] == [
        "0.33", "0.67", "0", "0.01", "12", "0.1",
    ]  # fmt: skip
    for one in read(chart_svg(few(14), width=611)).root.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "width", "height"):
            assert re.fullmatch(r"\d+(\.\d{1,2})?", one.get(name, "0"))


def test_the_same_figure_gives_the_same_bytes_whatever_the_seed() -> None:
    code = (
        "import ikm, hashlib; r = ikm.score('examples/ppid-2023.csv', by='pendidikan'); "
        "print(hashlib.sha256((r.plot().svg + r.plot_distribution().svg + r.plot_groups().svg).encode()).hexdigest())"
    )
    assert printed_by(f"import os; os.environ['PYTHONHASHSEED']='1'\n{code}") == printed_by(code)
    result = ikm.score(PPID, by="pendidikan")
    assert result.plot() == ikm.IKMResult.model_validate_json(result.model_dump_json()).plot()


def test_drawing_loads_nothing_that_a_page_could_not_carry() -> None:
    code = "import ikm; r = ikm.score('examples/ppid-2023.csv'); r.plot(); r.plot_distribution()"
    loaded = {name.partition(".")[0] for name in modules_after(code)}
    assert not loaded & {"numpy", "pandas", "lxml", "PIL", "matplotlib", "xlsxwriter", "openpyxl", "rich"}


def linear(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


SEEN: dict[str, Any] = {
    "as it is": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722)),
}
"""How light reaches those who lack one kind of cone (Machado, Oliveira and Fernandes, 2009), and a copier."""


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    light = linear(colour)
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0) for row in SEEN[seen])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, seen: str) -> float:
    pairs = zip(lab(one, seen), lab(other, seen), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("number_of", range(2, 11))
def test_neighbouring_levels_are_told_apart_by_everybody(number_of: int, seen: str) -> None:
    least = min(distance(one, other, seen) for one, other in pairwise(levels(number_of)))
    # Of five and more levels the neighbours are nearer; their order and the outline between them remain.
    assert least >= (15 if number_of <= 4 else 8 if number_of <= 7 else 5)


@pytest.mark.parametrize("number_of", range(2, 13))
def test_a_grey_copy_keeps_the_order_and_texts_are_read(number_of: int) -> None:
    colours = levels(number_of)
    assert [luminance(colour) for colour in colours] == sorted(map(luminance, colours), reverse=True)
    assert len(set(colours)) == number_of
    for colour in colours:
        assert contrast(colour, ink_on(colour)) >= 4.5
    assert contrast("#1b2430", "#ffffff") >= 4.5
    assert contrast("#2a6db0", "#ffffff") >= 3


def test_a_screen_reader_is_told_what_the_chart_shows() -> None:
    figure = element_figure(ikm.score(PPID))
    for svg in (chart_svg(figure), chart_markup(figure)):
        root = read(svg).root
        told = {one.get("id"): one.text for one in root if one.tag in {f"{SVG}title", f"{SVG}desc"}}
        assert root.get("role") == "img"
        assert [told[name] for name in root.attrib["aria-labelledby"].split()] == [figure.title, figure.description]
    assert "Terendah: U2" in figure.description


def test_every_chart_of_a_page_has_ids_of_its_own() -> None:
    result = ikm.score(PPID, by=["pendidikan", "jenis_layanan"])
    drawn: list[Figure] = [element_figure(result), shares_figure(result), *group_figures(result)]
    drawn += [BarFigure(key, "", "", ()) for key in ("profil a", "profil-a", "profil<a", "\ud800", "")]
    ids = [
        one.get("id", "")
        for figure in drawn
        for width in (390, 760)
        for one in read(chart_markup(figure, width=width)).root
        if one.get("id")
    ]
    assert len(ids) == len(set(ids)) == 2 * 2 * len(drawn)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


def test_markup_takes_the_colours_of_its_page_and_a_document_has_its_own() -> None:
    figure = element_figure(ikm.score(PPID))
    markup, document = chart_markup(figure), chart_svg(figure)
    assert markup.startswith("<svg ")
    assert "var(--ikm-bar, #2a6db0)" in markup
    assert not set(re.findall(r"#[0-9a-f]{6}", markup)) - {"#2a6db0"}
    assert document.startswith("<?xml ")
    assert "var(" not in document
    assert "currentColor" not in document
    assert '<rect width="760"' in document
    assert [one[2:] for one in read(markup).texts] == [one[2:] for one in read(document).texts]


def test_a_heading_may_be_left_to_the_page() -> None:
    figure = element_figure(ikm.score(PPID))
    assert figure.title in read(chart_markup(figure)).words
    assert figure.title not in read(chart_markup(figure, heading=False)).words


def test_an_index_beyond_the_scale_stands_at_its_end() -> None:
    figure = few(2)
    index = ElementBar("", "IKM", Fraction(2475, 100), "24,75", "D")
    low = ElementFigure("k", "", "", figure.bars, figure.bands, figure.low, figure.high, index)
    picture = read(chart_svg(low))
    line = picture.lines[-1]
    assert (line.left + line.right) / 2 == min(rect.left for rect in picture.rects)
    assert "IKM 24,75 (D)" in picture.words


def test_lines_break_at_blanks_and_long_words_anywhere() -> None:
    assert wrap("Sistem, Mekanisme, dan Prosedur", 1000, 12, 3) == ["Sistem, Mekanisme, dan Prosedur"]
    assert wrap("satu dua tiga", 40, 12, 3) == ["satu", "dua", "tiga"]
    assert wrap("satu dua tiga empat", 40, 12, 3) == ["satu", "dua", "tiga…"]
    assert "".join(wrap("a" * 20, 60, 12, 5)) == "a" * 20
    assert wrap("", 40, 12, 3) == []
    assert all(measure(line, 12) <= 40 for line in wrap("kepegawaian daerah", 40, 12, 4))


# ------------------------------------------------------------------------------------------------ charts of a result


def test_a_result_plots_itself() -> None:
    result = ikm.score(PPID, by=["jenis_layanan", ("jenis_layanan", "pendidikan")])
    assert repr(result.plot()) == "Chart(title='Nilai konversi per unsur', ...)"
    assert result.plot().svg == chart_svg(element_figure(result), lang="id")
    assert result.plot()._repr_svg_() == result.plot().svg
    assert result.plot_distribution(width=390).svg == chart_svg(shares_figure(result), width=390, lang="id")
    first, second = (chart_svg(figure, lang="id") for figure in group_figures(result))
    assert result.plot_groups("jenis_layanan").svg == first
    assert result.plot_groups(("jenis_layanan", "pendidikan")).svg == second
    assert result.plot_groups("jenis_layanan*pendidikan").svg == second
    english = result.translated("en").plot()
    assert english.title == "Converted value of each element"
    assert "83.86" in english.svg
    assert 'lang="en"' in english.svg


def test_a_chart_saves_itself(tmp_path: Path) -> None:
    chart = ikm.score(PPID).plot()
    target = tmp_path / "unsur.svg"
    target.write_text("yang lama", encoding="utf-8")
    chart.save(target)
    assert target.read_bytes().decode() == chart.svg
    chart.save(str(tmp_path / "UNSUR.SVG"))
    for name in ("unsur.png", "unsur", "unsur.svg.pdf"):
        with pytest.raises(ikm.OptionError, match=r"must end in \.svg") as refused:
            chart.save(tmp_path / name)
        assert "harus berakhiran .svg" in refused.value.words("id")
    assert {path.suffix for path in tmp_path.iterdir()} <= {".svg", ".SVG"}


def test_groups_that_are_not_there_are_asked_about() -> None:
    with pytest.raises(ikm.OptionError, match="has no groups; score it with by="):
        ikm.score(PPID).plot_groups()
    result = ikm.score(PPID, by=["jenis_layanan", "pendidikan"])
    with pytest.raises(ikm.OptionError, match="name one: 'jenis_layanan', 'pendidikan'"):
        result.plot_groups()
    with pytest.raises(ikm.OptionError, match="no table of groups 'umur'; there is 'jenis_layanan'"):
        result.plot_groups("umur")


def test_a_regulation_of_ones_own_has_bands_when_it_is_given() -> None:
    law = ikm.load_regulation()
    data = Path(ikm.__file__).parent / "regulation" / "data" / f"{law.key}.toml"
    own = parse_regulation(data.read_bytes().replace(law.key.encode(), b"peraturan-sendiri", 1), "sendiri.toml")
    result = ikm.score(PPID, regulation=own)
    assert law.digest != own.digest
    bare, given_again = result.plot(), result.plot(regulation=own)
    assert "88,31" not in read(bare.svg).words
    assert "88,31" in read(given_again.svg).words
    assert {"81,62", "92,28"} <= set(read(bare.svg).words)
    with pytest.raises(ikm.OptionError, match="not the one given"):
        result.plot(regulation=law)
