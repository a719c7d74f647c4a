"""Lanes: where on a chart the codes and names, the shapes, and the figures beside them stand.

Codes and names stand to the left and figures in columns of their own to the right, so that between them nothing is
written over a shape.  On a narrow chart, for a telephone, a name stands above its shape instead.

>>> from ikm.rendering.charts.lanes import Lanes, Label
>>> wide = Lanes([Label("U1", "Persyaratan", ("81,62", "B"))], 700)
>>> wide.stacked, Lanes([Label("U1", "Persyaratan", ("81,62", "B"))], 390).stacked
(False, True)
>>> wide.left < wide.right < wide.ends[0] < wide.ends[1]
True
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.canvas import SIZE
from ikm.rendering.charts.lettering import fit, measure, tidy, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.rendering.charts.canvas import Canvas, Place

__all__ = ["LINE", "MARGIN", "STRIP", "Label", "Lanes", "Strip", "middle"]

MARGIN, GAP = 10, 10
LINE = 15
"""From one line of text to the next."""
STRIP = 14
"""How tall a shape is."""
_STACKED = 560
"""A narrower chart has its names above the shapes."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is written of one row: its code and name, and the figures of its columns, or one remark instead of them."""

    code: str
    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a row has its text and its shape, and where it ends."""

    label: Label
    lines: tuple[str, ...]
    text: Fraction
    top: Fraction
    bottom: Fraction
    end: Fraction


def middle(top: Place, bottom: Place) -> Fraction:
    """Give the line on which a text stands in the middle between two heights."""
    return Fraction(top + bottom) / 2 + Fraction(35 * SIZE, 100)


class Lanes:
    """The columns of a chart.

    Parameters
    ----------
    labels : sequence of Label
        What is written of each row.
    width : int
        The width of the chart.
    head : str
        What stands above the first column of figures, if anything.
    """

    def __init__(self, labels: Sequence[Label], width: int, head: str = "") -> None:
        self.stacked = width < _STACKED
        self.labels = [
            Label(tidy(one.code), tidy(one.name), tuple(tidy(figure) for figure in one.figures)) for one in labels
        ]
        inner = Fraction(width - 2 * MARGIN)
        codes = _widest((one.code for one in self.labels), inner / 6, bold=True)
        self.code = codes
        self.name_left = MARGIN + codes + (GAP if codes else 0)
        self.widths = self._widths(inner, head)
        ends, end = [], Fraction(width - MARGIN)
        for column in reversed(self.widths):
            ends.append(end)
            end -= column + (GAP if column else 0)
        self.ends = ends[::-1]
        self.right = end
        if self.stacked:
            self.left, self.name_width = Fraction(MARGIN), Fraction(width - MARGIN) - self.name_left
        else:
            self.name_width = _widest((one.name for one in self.labels), inner * 35 / 100 - codes)
            self.left = self.name_left + self.name_width + (GAP if self.name_width else 0)
        self._lines = 2 if self.stacked else 3

    def _widths(self, inner: Fraction, head: str) -> list[Fraction]:
        """Give the widths of the columns of figures; a row with one figure where others have more fills them all."""
        number = max((len(one.figures) for one in self.labels), default=0)
        full = [one.figures for one in self.labels if len(one.figures) == number]
        columns = zip(*full, strict=True)
        widths = [_widest(column, inner / (8 if place else 3), bold=True) for place, column in enumerate(columns)]
        if widths:
            alone = _widest((one.figures[0] for one in self.labels if len(one.figures) < number), inner * 2 / 5)
            rest = sum((width + GAP for width in widths[1:] if width), Fraction())
            widths[0] = max(widths[0], min(measure(head, SIZE), inner / 6), alone - rest)
        return widths

    def strips(self, top: Place) -> list[Strip]:
        """Say where each row stands, the first below ``top``."""
        strips, start = [], Fraction(top)
        for label in self.labels:
            lines = tuple(wrap(label.name, self.name_width, SIZE, self._lines))
            tall = LINE * max(len(lines), 1 if label.code else 0)
            if self.stacked:
                text = start + 4
                shape = text + tall + (3 if tall else 0)
                end = shape + STRIP + 6
            else:
                end = start + max(tall, STRIP) + 10
                text, shape = (start + end - LINE * max(len(lines), 1)) / 2, (start + end - STRIP) / 2
            strips.append(Strip(label, lines, text, shape, shape + STRIP, end))
            start = end
        return strips

    def write(self, canvas: Canvas, strip: Strip) -> None:
        """Write what stands beside the shape of a row."""
        label, first = strip.label, middle(strip.text, strip.text + LINE)
        beside = middle(strip.top, strip.bottom)
        code = fit(label.code, self.code, SIZE, bold=True)
        canvas.text(MARGIN, first if self.stacked else beside, code, bold=True)
        for place, line in enumerate(strip.lines):
            canvas.text(self.name_left, first + LINE * place, line)
        if len(label.figures) < len(self.widths):
            room = self.ends[-1] - self.ends[0] + self.widths[0]
            canvas.text(self.ends[-1], beside, fit(label.figures[0], room, SIZE), anchor="end")
            return
        for figure, width, x in zip(label.figures, self.widths, self.ends, strict=True):
            canvas.text(x, beside, fit(figure, width, SIZE, bold=True), anchor="end", bold=True)


def _widest(texts: Iterable[str], most: Fraction, *, bold: bool = False) -> Fraction:
    """Give the width of the longest text, and no more than there is room for."""
    return min(max((measure(text, SIZE, bold=bold) for text in texts), default=Fraction()), most)
