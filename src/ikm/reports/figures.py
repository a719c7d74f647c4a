"""Figures: what a chart shows, as exact values and the words that stand beside them; no shape, no colour, no size.

Four kinds serve every chart of a survey.  An `ElementFigure` has a bar for each element (or each unit) on the
converted scale, with the bands of the grades behind it.  A `SharesFigure` has for each question the shares of its
answers, the unfavourable to the left of the middle and the favourable to the right.  A `BarFigure` counts, and a
`TrendFigure` follows the index from period to period.  Whatever draws one places the shapes by the exact values and
writes the texts as they stand.

>>> from fractions import Fraction
>>> from ikm.reports.figures import Bar, BarFigure
>>> bars = (Bar("Perempuan", Fraction(3), "3 (60,0 %)"), Bar("Laki-laki", Fraction(2), "2 (40,0 %)"))
>>> figure = BarFigure("profil-jenis_kelamin", "Jenis kelamin", "Responden menurut jenis kelamin.", bars)
>>> max(bar.value for bar in figure.bars)
Fraction(3, 1)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "Bar",
    "BarFigure",
    "ElementBar",
    "ElementFigure",
    "Figure",
    "SharesFigure",
    "SharesRow",
    "TrendFigure",
    "TrendPoint",
    "Zone",
]


@dataclass(frozen=True, slots=True)
class Zone:
    """A band of the grades on the converted scale: from ``low`` up to the next band's ``low``."""

    mutu: str
    kinerja: str
    low: Fraction
    low_text: str


@dataclass(frozen=True, slots=True)
class ElementBar:
    """One bar against the bands: its code (or nothing), its name, the exact converted value and how it is written.

    ``value`` is None where the figure is hidden or cannot be computed; ``text`` then says so.
    """

    code: str
    name: str
    value: Fraction | None
    text: str
    mutu: str


@dataclass(frozen=True, slots=True)
class ElementFigure:
    """Bars on the converted scale with the bands of the grades; ``index`` is the whole, drawn as a line, if any."""

    key: str
    title: str
    description: str
    bars: tuple[ElementBar, ...]
    bands: tuple[Zone, ...]
    low: Fraction
    high: Fraction
    index: ElementBar | None = None


@dataclass(frozen=True, slots=True)
class SharesRow:
    """The answers to one question: how many gave each level, as exact shares of those who answered.

    ``texts`` are the written percentages, ``favourable`` the written share of the upper half of the levels.
    """

    code: str
    name: str
    shares: tuple[Fraction, ...]
    texts: tuple[str, ...]
    favourable: str


@dataclass(frozen=True, slots=True)
class SharesFigure:
    """For each question the shares of its answers, lowest level first, centred between the two halves of the scale."""

    key: str
    title: str
    description: str
    levels: tuple[str, ...]
    favourable: str
    rows: tuple[SharesRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a count: its name, its exact length and how it is written."""

    name: str
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Bars that count from zero."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period: its label, the exact index (None for one to come), how it is written, its grade, and its target."""

    label: str
    value: Fraction | None
    text: str
    mutu: str
    target: Fraction | None
    target_text: str


@dataclass(frozen=True, slots=True)
class TrendFigure:
    """The index of one period after the other on the converted scale, with the bands of the grades and the targets."""

    key: str
    title: str
    description: str
    points: tuple[TrendPoint, ...]
    bands: tuple[Zone, ...]
    low: Fraction
    high: Fraction
    target_name: str


Figure = ElementFigure | SharesFigure | BarFigure | TrendFigure
