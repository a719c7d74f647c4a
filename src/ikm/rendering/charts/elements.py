"""Elements against the bands: a bar a row from the low end of the scale, the bands behind, the index as a line.

>>> import ikm
>>> from ikm.reports import element_figure
>>> from ikm.rendering.charts import chart_svg
>>> figure = element_figure(ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3] * 9], weight="exact"))
>>> svg = chart_svg(figure)
>>> svg.count('fill="#2a6db0"'), "87,50" in svg, "style" in svg
(9, True, False)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.canvas import SIZE
from ikm.rendering.charts.lanes import LINE, MARGIN, Label, Lanes
from ikm.rendering.charts.lettering import fit, measure, tidy

if TYPE_CHECKING:
    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import ElementBar, ElementFigure, Zone

__all__ = ["draw_elements"]

_SMALL = 11
_APART = 6
"""How far two labels of a scale stay from each other."""
_SHADES = ("0.04", "0.09", "0.14", "0.2")
"""How dark the bands are; of more than four the shades repeat."""


class _Scale:
    """The converted scale between the names and the figures, with its bands."""

    def __init__(self, figure: ElementFigure, lanes: Lanes) -> None:
        self.left, self.right = lanes.left, lanes.right
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


def draw_elements(canvas: Canvas, figure: ElementFigure, top: Fraction) -> Fraction:
    """Draw the figure below ``top``; give where it ends."""
    beside = [(bar.text,) if bar.value is None else (bar.text, bar.mutu) for bar in figure.bars]
    labels = [Label(bar.code, bar.name, figures) for bar, figures in zip(figure.bars, beside, strict=True)]
    lanes = Lanes(labels, canvas.width)
    scale = _Scale(figure, lanes)
    top = _head(canvas, figure, scale, top)
    strips = lanes.strips(top)
    bottom = strips[-1].end if strips else top
    # The bands stand behind all rows; where names stand between the shapes, behind the shapes alone.
    behind = [(strip.top - 2, strip.bottom + 2) for strip in strips] if lanes.stacked else [(top, bottom)]
    for start, end in behind:
        scale.shade(canvas, start, end)
    for bar, strip in zip(figure.bars, strips, strict=True):
        lanes.write(canvas, strip)
        if bar.value is not None:
            canvas.rect(scale.left, strip.top, scale.at(bar.value) - scale.left, strip.bottom - strip.top, "bar")
    if figure.index is None:
        return bottom
    if figure.index.value is not None:
        for start, end in behind:
            canvas.upright(scale.at(figure.index.value), start, end, strong=True)
    return _foot(canvas, figure.index, scale, bottom)


def _head(canvas: Canvas, figure: ElementFigure, scale: _Scale, top: Fraction) -> Fraction:
    """Write the bounds and the letters of the bands; give where the bands begin."""
    if not scale.zones:
        return top
    bounds = [(start, tidy(zone.low_text)) for zone, start, _, _ in scale.zones]
    if figure.high.denominator == 1:
        bounds.append((scale.right, str(figure.high)))
    rows = _rows(bounds, canvas.width)
    for place, row in enumerate(reversed(rows)):
        for x, text in row:
            canvas.text(x, top + LINE * place + SIZE, text, anchor="middle", size=_SMALL)
    top += LINE * len(rows) + 2
    letters = [(tidy(zone.mutu), _called(zone), start, end) for zone, start, end, _ in scale.zones]
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


def _foot(canvas: Canvas, index: ElementBar, scale: _Scale, bottom: Fraction) -> Fraction:
    """Write below its line what the index is."""
    mutu = f" ({tidy(index.mutu)})" if index.mutu else ""
    figure = f"{tidy(index.text)}{mutu}"
    room = Fraction(canvas.width - 2 * MARGIN)
    name = fit(tidy(index.name), room - measure(f" {figure}", SIZE, bold=True), SIZE, bold=True)
    text = fit(f"{name} {figure}".strip(), room, SIZE, bold=True)
    half = measure(text, SIZE, bold=True) / 2
    at = scale.left if index.value is None else scale.at(index.value)
    centre = min(max(at, MARGIN + half), canvas.width - MARGIN - half)
    canvas.text(centre, bottom + 2 + SIZE, text, anchor="middle", bold=True)
    return bottom + LINE + 4
