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

from ikm.rendering.charts.axis import BandAxis
from ikm.rendering.charts.canvas import SIZE
from ikm.rendering.charts.lanes import LINE, MARGIN, Label, Lanes
from ikm.rendering.charts.lettering import fit, measure, tidy

if TYPE_CHECKING:
    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import ElementBar, ElementFigure

__all__ = ["draw_elements"]


def draw_elements(canvas: Canvas, figure: ElementFigure, top: Fraction) -> Fraction:
    """Draw the figure below ``top``; give where it ends."""
    beside = [(bar.text,) if bar.value is None else (bar.text, bar.mutu) for bar in figure.bars]
    labels = [Label(bar.code, bar.name, figures) for bar, figures in zip(figure.bars, beside, strict=True)]
    lanes = Lanes(labels, canvas.width)
    scale = BandAxis(figure, lanes.left, lanes.right)
    top = scale.head(canvas, top)
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


def _foot(canvas: Canvas, index: ElementBar, scale: BandAxis, bottom: Fraction) -> Fraction:
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
