"""Bars that count: one a row from zero, the longest as long as there is room, its figure in a column of its own.

>>> from fractions import Fraction
>>> from ikm.reports import Bar, BarFigure
>>> from ikm.rendering.charts import chart_svg
>>> bars = (Bar("Perempuan", Fraction(3), "3 (60,0 %)"), Bar("Laki-laki", Fraction(2), "2 (40,0 %)"))
>>> svg = chart_svg(BarFigure("profil-jenis_kelamin", "Jenis kelamin", "Menurut jenis kelamin.", bars))
>>> "3 (60,0 %)" in svg, svg.count("#2a6db0")
(True, 2)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.lanes import Label, Lanes

if TYPE_CHECKING:
    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import BarFigure

__all__ = ["draw_bars"]


def draw_bars(canvas: Canvas, figure: BarFigure, top: Fraction) -> Fraction:
    """Draw the figure below ``top``; give where it ends."""
    lanes = Lanes([Label("", bar.name, (bar.text,)) for bar in figure.bars], canvas.width)
    strips = lanes.strips(top)
    longest = max((bar.value for bar in figure.bars), default=Fraction())
    for bar, strip in zip(figure.bars, strips, strict=True):
        lanes.write(canvas, strip)
        if longest > 0:
            width = (lanes.right - lanes.left) * bar.value / longest
            canvas.rect(lanes.left, strip.top, width, strip.bottom - strip.top, "bar")
        canvas.upright(lanes.left, strip.top - 3, strip.bottom + 3)
    return strips[-1].end if strips else top
