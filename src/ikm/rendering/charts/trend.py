"""A trend: a bar for each period against the bands, its target as a mark across the bar, the latest period last.

>>> import ikm
>>> from ikm.reports import trend_report
>>> from ikm.rendering.charts import chart_svg
>>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}, targets={"2023": 81, "2027": 90})
>>> svg = chart_svg(trend_report(trend).chapters[0].blocks[1])
>>> svg.count('fill="#2a6db0"'), svg.count("stroke-dasharray"), "Target 90,00" in svg
(2, 2, True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.charts.lanes import Label, Lanes
from ikm.rendering.charts.scale import Scale

if TYPE_CHECKING:
    from fractions import Fraction

    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import TrendFigure, TrendPoint

__all__ = ["draw_trend"]

_OVER = 5
"""How far the mark of a target reaches beyond its bar."""


def draw_trend(canvas: Canvas, figure: TrendFigure, top: Fraction) -> Fraction:
    """Draw the figure below ``top``; give where it ends."""
    lanes = Lanes([Label("", one.label, _beside(one, figure)) for one in figure.points], canvas.width)
    scale = Scale(figure, lanes.left, lanes.right)
    top = scale.head(canvas, top)
    strips = lanes.strips(top)
    bottom = strips[-1].end if strips else top
    behind = [(one.top - _OVER, one.bottom + _OVER) for one in strips] if lanes.stacked else [(top, bottom)]
    for start, end in behind:
        scale.shade(canvas, start, end)
    for point, strip in zip(figure.points, strips, strict=True):
        lanes.write(canvas, strip)
        if point.value is not None:
            canvas.rect(scale.left, strip.top, scale.at(point.value) - scale.left, strip.bottom - strip.top, "bar")
        if point.target is not None:
            canvas.upright(scale.at(point.target), strip.top - _OVER, strip.bottom + _OVER, strong=True)
    return bottom


def _beside(point: TrendPoint, figure: TrendFigure) -> tuple[str, ...]:
    """Give the figures beside a bar: the index, its grade, and the target; of a period to come, the target alone."""
    target = f"{figure.target_name} {point.target_text}" if point.target_text else ""
    return (target,) if point.value is None else (point.text, point.mutu, target)
