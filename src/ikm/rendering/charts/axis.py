"""The converted scale: where a value stands between the names and the figures, and the bands behind the rows.

>>> from fractions import Fraction
>>> import ikm
>>> from ikm.reports import element_figure
>>> from ikm.rendering.charts.axis import BandAxis
>>> axis = BandAxis(element_figure(ikm.score([[4] * 9])), Fraction(100), Fraction(175))
>>> axis.at(Fraction(25)), axis.at(Fraction(100)), [zone.mutu for zone, *_ in axis.zones]
(Fraction(100, 1), Fraction(175, 1), ['D', 'C', 'B', 'A'])
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.canvas import SIZE
from ikm.rendering.charts.lanes import LINE, MARGIN
from ikm.rendering.charts.lettering import measure, tidy

if TYPE_CHECKING:
    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import ElementFigure, TrendFigure, Zone

__all__ = ["BandAxis"]

_SMALL = 11
_APART = 6
"""How far two labels of a scale stay from each other."""
_SHADES = ("0.04", "0.09", "0.14", "0.2")
"""How dark the bands are; of more than four the shades repeat."""


class BandAxis:
    """The converted scale between the names and the figures, with its bands."""

    def __init__(self, figure: ElementFigure | TrendFigure, left: Fraction, right: Fraction) -> None:
        self.left, self.right, self.high = left, right, figure.high
        self._low, self._span = figure.low, max(figure.high - figure.low, Fraction(1))
        ends = [*(zone.low for zone in figure.bands[1:]), figure.high]
        self.zones = [
            (zone, self.at(zone.low), self.at(end), _SHADES[place % len(_SHADES)])
            for place, (zone, end) in enumerate(zip(figure.bands, ends, strict=False))
        ]

    def at(self, value: Fraction) -> Fraction:
        """Give where a value stands; one beyond an end stands at that end."""
        part = min(max((value - self._low) / self._span, Fraction()), Fraction(1))
        return self.left + (self.right - self.left) * part

    def shade(self, canvas: Canvas, top: Fraction, bottom: Fraction) -> None:
        """Draw the bands between two heights."""
        for _, start, end, shade in self.zones:
            canvas.rect(start, top, end - start, bottom - top, "text", opacity=shade)
        for _, start, _, _ in self.zones[1:]:
            canvas.upright(start, top, bottom)

    def head(self, canvas: Canvas, top: Fraction) -> Fraction:
        """Write the bounds and the letters of the bands; give where the bands begin."""
        if not self.zones:
            return top
        bounds = [(start, tidy(zone.low_text)) for zone, start, _, _ in self.zones]
        if self.high.denominator == 1:
            bounds.append((self.right, str(self.high)))
        rows = _rows(bounds, canvas.width)
        for place, row in enumerate(reversed(rows)):
            for x, text in row:
                canvas.text(x, top + LINE * place + SIZE, text, anchor="middle", size=_SMALL)
        top += LINE * len(rows) + 2
        letters = [(tidy(zone.mutu), _called(zone), start, end) for zone, start, end, _ in self.zones]
        roomy = all(measure(words, _SMALL) <= end - start - _APART for _, words, start, end in letters)
        for letter, words, start, end in letters:
            centre = (start + end) / 2
            if roomy:
                canvas.text(centre, top + SIZE, words, anchor="middle", size=_SMALL)
            elif measure(letter, SIZE, bold=True) <= end - start - 2:
                canvas.text(centre, top + SIZE, letter, anchor="middle", bold=True)
        bottom = top + LINE + 3
        for x, _ in bounds:
            canvas.upright(x, top, bottom - 1)
        return bottom


def _called(zone: Zone) -> str:
    return f"{tidy(zone.mutu)} {tidy(zone.kinerja)}".strip()


def _rows(bounds: list[tuple[Fraction, str]], width: int) -> list[list[tuple[Fraction, str]]]:
    """Put labels that stand too near each other on lines above each other, the lowest first; give their middles."""
    rows: list[list[tuple[Fraction, str]]] = []
    ends: list[Fraction] = []
    for x, text in bounds:
        half = measure(text, _SMALL) / 2
        if half * 2 > width - 2 * MARGIN:
            continue
        centre = min(max(x, MARGIN + half), width - MARGIN - half)
        free = next((place for place, end in enumerate(ends) if end + _APART <= centre - half), len(rows))
        if free == len(rows):
            rows.append([])
            ends.append(Fraction())
        rows[free].append((centre, text))
        ends[free] = centre + half
    return rows
