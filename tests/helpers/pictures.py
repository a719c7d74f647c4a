"""Charts read back: the boxes of their texts, shapes and lines, and figures made by chance to be drawn."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from ikm.rendering.charts.lettering import ASCENT, DESCENT, Measured, measure
from ikm.reports import (
    Bar,
    BarFigure,
    ElementBar,
    ElementFigure,
    Figure,
    SharesFigure,
    SharesRow,
    TrendFigure,
    TrendPoint,
    Zone,
    number,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>",
    "]]><!--",
    '" onload="x',
    "'&amp;{{7*7}}",
    '=HYPERLINK("http://a.b","c")',
    "\x00\x1b[31m\x07",
    "\u202eGNP.exe\u2066",
    "n\u0303" * 30 + "\u0301" * 90,
    "\ufffe\uffff\ud800",
    "W" * 40_000,
    "kata " * 8_000,
    "\ufdfd" * 9,
    "\N{CUNEIFORM SIGN LUGAL OPPOSING LUGAL}" * 5,
    "\U0001f469\u200d\U0001f467" * 20,
    "\u0645\u0643\u062a\u0628 " * 20,
    "\u696d\u52d9" * 40,
    "\n\t\u2028 \u00a0",
    "",
)


class Shape(NamedTuple):
    """A text, a rectangle or a line: the space it takes, its text, its colour, whether it has an outline."""

    left: Fraction
    top: Fraction
    right: Fraction
    bottom: Fraction
    text: str
    fill: str
    outlined: bool

    def meets(self, other: Shape) -> bool:
        """Say whether the two share any space, but for a hundredth that rounding may take."""
        near = Fraction(2, 100)
        across = self.left + near < other.right and other.left + near < self.right
        return across and self.top + near < other.bottom and other.top + near < self.bottom

    def holds(self, other: Shape) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top + 1
            and other.bottom <= self.bottom + 1
        )


class Picture(NamedTuple):
    """A chart as it was read back."""

    root: ET.Element
    texts: list[Shape]
    rects: list[Shape]
    lines: list[Shape]

    @property
    def words(self) -> list[str]:
        return [text.text for text in self.texts]


def read(svg: str, measured: Measured = measure) -> Picture:
    """Read a chart back; the ground of one that stands alone is no shape of it."""
    root = ET.fromstring(svg)  # noqa: S314 - it was drawn here
    rects = [_rect(one) for one in root.iter(f"{SVG}rect") if one.get("x") is not None]
    return Picture(
        root,
        [_text(one, measured) for one in root.iter(f"{SVG}text")],
        rects,
        [_line(one) for one in root.iter(f"{SVG}line")],
    )


def _text(one: ET.Element, measured: Measured) -> Shape:
    at = one.attrib
    words, size = one.text or "", int(at.get("font-size", "12"))
    wide = measured(words, size, bold=at.get("font-weight") == "bold")
    x, y = Fraction(at["x"]), Fraction(at["y"])
    left = (
        x - wide * {"start": Fraction(0), "middle": Fraction(1, 2), "end": Fraction(1)}[at.get("text-anchor", "start")]
    )
    return Shape(left, y - ASCENT * size, left + wide, y + DESCENT * size, words, at.get("fill", ""), outlined=False)


def _rect(one: ET.Element) -> Shape:
    at = one.attrib
    x, y = Fraction(at["x"]), Fraction(at["y"])
    return Shape(x, y, x + Fraction(at["width"]), y + Fraction(at["height"]), "", at["fill"], outlined="stroke" in at)


def _line(one: ET.Element) -> Shape:
    at = one.attrib
    x1, y1, x2, y2 = (Fraction(at[name]) for name in ("x1", "y1", "x2", "y2"))
    return Shape(x1 - Fraction(1, 4), y1, x2 + Fraction(1, 4), y2, "", "", outlined=False)


text = st.one_of(
    st.sampled_from(["Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Unit " + "layanan " * 14, *HOSTILE]),
    st.text(max_size=80),
)
code = st.one_of(st.sampled_from(["", "U1", "U14", "KODE-PANJANG"]), text)
value = st.fractions(25, 100, max_denominator=997)


@st.composite
def element_figures(draw: st.DrawFn) -> ElementFigure:
    """Draw elements or units against bands: the regulation's, others, or none."""
    coded = draw(st.booleans())
    bars = []
    for _ in range(draw(st.integers(0, 12))):
        met = draw(st.one_of(st.none(), value))
        shown = draw(text) if met is None else number(met, 2, "id")
        grade = "" if met is None else draw(st.one_of(st.sampled_from("ABCD"), text))
        bars.append(ElementBar(draw(code) if coded else "", draw(text), met, shown, grade))
    lows = draw(st.one_of(
        st.just([Fraction(25), Fraction(65), Fraction(7661, 100), Fraction(8831, 100)]),
        st.lists(value, max_size=7, unique=True).map(sorted),
    ))  # fmt: skip
    bands = tuple(
        Zone(draw(st.one_of(st.sampled_from("ABCD"), text)), draw(text), low, number(low, 2, "id")) for low in lows
    )
    met = draw(st.one_of(st.none(), st.fractions(20, 105, max_denominator=997)))
    index = ElementBar("", draw(text), met, draw(text) if met is None else number(met, 2, "id"), "B")
    whole = draw(st.sampled_from([index, None]))
    return ElementFigure(draw(text), draw(text), draw(text), tuple(bars), bands, Fraction(25), Fraction(100), whole)


@st.composite
def shares_figures(draw: st.DrawFn) -> SharesFigure:
    """Draw the distribution of answers on a scale of two to ten levels."""
    levels = draw(st.integers(2, 10))
    rows = []
    for _ in range(draw(st.integers(0, 9))):
        counts = draw(st.lists(st.integers(0, 50), min_size=levels, max_size=levels))
        shares = tuple(Fraction(count, max(sum(counts), 1)) for count in counts)
        texts = tuple(f"{number(share * 100, 1, 'id')} %" for share in shares)
        rows.append(
            SharesRow(draw(code), draw(text), shares, texts, f"{number(sum(shares[levels // 2 :]) * 100, 1, 'id')} %")
        )
    names = tuple(draw(st.one_of(st.just(f"{level}"), text)) for level in range(1, levels + 1))
    return SharesFigure(
        draw(text), draw(text), draw(text), names, draw(st.one_of(st.just("Nilai 3–4"), text)), tuple(rows)
    )


@st.composite
def bar_figures(draw: st.DrawFn) -> BarFigure:
    """Draw bars that count."""
    counts = draw(st.lists(st.integers(0, 2_000_000), max_size=15))
    bars = tuple(Bar(draw(text), Fraction(n), draw(st.one_of(st.just(f"{n} orang"), text))) for n in counts)
    return BarFigure(draw(text), draw(text), draw(text), bars)


@st.composite
def trend_figures(draw: st.DrawFn) -> TrendFigure:
    """Draw a trend: periods with or without a target, and some to come."""
    like = draw(element_figures())
    aims = st.none() | st.fractions(20, 105, max_denominator=97)
    points = []
    for bar in like.bars:
        target = draw(aims)
        shown = "" if target is None else draw(st.one_of(st.just(number(target, 2, "id")), text))
        points.append(TrendPoint(bar.name, bar.value, bar.text, bar.mutu, target, shown))
    name = draw(st.one_of(st.just("Target"), text))
    return TrendFigure(like.key, like.title, like.description, tuple(points), like.bands, like.low, like.high, name)


figures: st.SearchStrategy[Figure] = st.one_of(element_figures(), shares_figures(), bar_figures(), trend_figures())
