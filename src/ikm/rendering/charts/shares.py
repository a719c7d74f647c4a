"""The distribution: for each question one bar of all its answers, centred between the lower and the upper levels.

To the right of the centre stand the favourable answers, to the left the others; of an odd number of levels the middle
one stands on both sides.  A percentage is written into its part where it fits, and the share of the favourable in a
column of its own.

>>> import ikm
>>> from ikm.reports import shares_figure
>>> from ikm.rendering.charts import chart_svg
>>> svg = chart_svg(shares_figure(ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3] * 9], weight="exact")))
>>> svg.count(">50,0 %<"), "4 (tertinggi)" in svg
(12, True)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.canvas import SIZE
from ikm.rendering.charts.lanes import LINE, MARGIN, Label, Lanes, middle
from ikm.rendering.charts.lettering import fit, measure, tidy, wrap
from ikm.rendering.charts.palette import ink_on, levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.rendering.charts.canvas import Canvas
    from ikm.reports import SharesFigure

__all__ = ["draw_shares"]

_SMALL = 11
_SWATCH, _APART = 11, 16
_INSIDE = 6
"""How much wider than its text a part must be."""


def draw_shares(canvas: Canvas, figure: SharesFigure, top: Fraction) -> Fraction:
    """Draw the figure below ``top``; give where it ends."""
    colours = levels(len(figure.levels))
    head = tidy(figure.favourable)
    lanes = Lanes([Label(row.code, row.name, (row.favourable,)) for row in figure.rows], canvas.width, head)
    top = _legend(canvas, figure.levels, colours, top)
    top = _column_head(canvas, lanes, head, top)
    lower = max((_lower(row.shares) for row in figure.rows), default=Fraction())
    upper = max((sum(row.shares, Fraction()) - _lower(row.shares) for row in figure.rows), default=Fraction())
    scale = (lanes.right - lanes.left) / max(lower + upper, Fraction(1))
    centre = lanes.left + lower * scale
    strips = lanes.strips(top)
    for strip in strips:
        canvas.upright(centre, strip.top - 3, strip.bottom + 3)
    for row, strip in zip(figure.rows, strips, strict=True):
        lanes.write(canvas, strip)
        x = centre - _lower(row.shares) * scale
        for share, text, colour in zip(row.shares, row.texts, colours, strict=True):
            width = share * scale
            canvas.rect(x, strip.top, width, strip.bottom - strip.top, colour, outlined=True)
            written = tidy(text)
            if measure(written, _SMALL) + _INSIDE <= width:
                line = middle(strip.top, strip.bottom)
                canvas.text(x + width / 2, line, written, anchor="middle", size=_SMALL, ink=ink_on(colour))
            x += width
    return strips[-1].end if strips else top


def _lower(shares: Sequence[Fraction]) -> Fraction:
    """Give what stands to the left of the centre."""
    half = len(shares) // 2
    return sum(shares[:half], Fraction()) + (shares[half] / 2 if len(shares) % 2 else 0)


def _legend(canvas: Canvas, names: Sequence[str], colours: Sequence[str], top: Fraction) -> Fraction:
    """Show which colour is which level, on as many lines as it takes."""
    most = canvas.width - MARGIN
    x = Fraction(MARGIN)
    for name, colour in zip(names, colours, strict=True):
        room = most - MARGIN - _SWATCH - 5
        text = fit(tidy(name), room, SIZE)
        width = _SWATCH + 5 + measure(text, SIZE)
        if x > MARGIN and x + width > most:
            x, top = Fraction(MARGIN), top + LINE + 3
        canvas.rect(x, top + 2, _SWATCH, _SWATCH, colour, outlined=True)
        canvas.text(x + _SWATCH + 5, middle(top, top + LINE), text)
        x += width + _APART
    return top + LINE + 6


def _column_head(canvas: Canvas, lanes: Lanes, head: str, top: Fraction) -> Fraction:
    """Write above the column of the favourable what it counts."""
    if not lanes.widths:
        return top
    lines = wrap(head, lanes.widths[0], SIZE, 3)
    for place, line in enumerate(lines):
        canvas.text(lanes.ends[0], middle(top, top + LINE) + LINE * place, line, anchor="end")
    return top + LINE * len(lines)
