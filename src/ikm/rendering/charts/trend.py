"""A trend: a bar for each period against the bands, its target as a mark across the bar, the latest period last.

>>> import ikm
>>> from ikm.reports import trend_report
>>> from ikm.rendering.charts import chart_svg
>>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}, targets={"2023": 81, "2027": 90})
>>> svg = chart_svg(trend_report(trend).chapters[0].blocks[1])
>>> svg.count('fill="#2a6db0"'), svg.count("stroke-dasharray"), "Target 90,00" in svg
(2, 3, True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.charts.axis import BandAxis
from ikm.rendering.charts.canvas import SIZE
from ikm.rendering.charts.lanes import LINE, MARGIN, Label, Lanes, middle
from ikm.rendering.charts.lettering import fit, tidy

if TYPE_CHECKING:
    from fractions import Fraction

    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import TrendFigure, TrendPoint

__all__ = ["draw_trend"]

_OVER, _CLOSE = 5, 2
"""How far the mark of a target reaches beyond its bar; less where a name stands above it."""


def draw_trend(canvas: Canvas, figure: TrendFigure, top: Fraction) -> Fraction:
    """Draw the figure below ``top``; give where it ends."""
    lanes = Lanes([Label("", one.label, _beside(one, figure)) for one in figure.points], canvas.width)
    scale = BandAxis(figure, lanes.left, lanes.right)
    top = scale.head(canvas, top)
    strips = lanes.strips(top)
    bottom = strips[-1].end if strips else top
    over = _CLOSE if lanes.stacked else _OVER
    behind = [(one.top - over, one.bottom + over) for one in strips] if lanes.stacked else [(top, bottom)]
    for start, end in behind:
        scale.shade(canvas, start, end)
    for point, strip in zip(figure.points, strips, strict=True):
        lanes.write(canvas, strip)
        if point.value is not None:
            canvas.rect(scale.left, strip.top, scale.at(point.value) - scale.left, strip.bottom - strip.top, "bar")
        if point.target is not None:
            canvas.upright(scale.at(point.target), strip.top - over, strip.bottom + over, strong=True)
    if all(point.target is None for point in figure.points):
        return bottom
    canvas.upright(MARGIN + 2, bottom + _OVER, bottom + LINE + _OVER, strong=True)
    name = fit(tidy(figure.target_name), canvas.width - 2 * MARGIN - 10, SIZE)
    canvas.text(MARGIN + 10, middle(bottom + _OVER, bottom + LINE + _OVER), name)
    return bottom + LINE + 2 * _OVER


def _beside(point: TrendPoint, figure: TrendFigure) -> tuple[str, ...]:
    """Give the figures beside a bar: the index, its grade, and the target; of a period to come, the target alone."""
    if point.value is None:
        return (f"{figure.target_name} {point.target_text}",)
    aimed = any(one.target is not None for one in figure.points)
    return (point.text, point.mutu, *([point.target_text] if aimed else []))
