"""Stacks: lines of text below each other, each as large as it can be.

>>> from ikm.rendering.panel.stacks import Stack
>>> stack = Stack()
>>> stack.words("Dinas Kependudukan dan Pencatatan Sipil", 0, 600, (60, 40), lines=2)
>>> [(line.text, line.size) for line in stack.lines], float(stack.height)
([('Dinas Kependudukan', 60), ('dan Pencatatan Sipil', 60)], 140.4)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from ikm.rendering.charts.lettering import ASCENT, DESCENT, fit, wrap
from ikm.rendering.fonts import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.rendering.charts.canvas import Canvas, Place

__all__ = ["TALL", "Line", "Stack", "largest"]

TALL = ASCENT + DESCENT
"""The height of a line, in parts of the size of its text."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    """A text of one line: where it stands, its top below that of the stack, its size and looks."""

    text: str
    x: Fraction
    top: Fraction
    size: int
    bold: bool
    anchor: Anchor
    ink: str


def largest(text: str, width: Place, sizes: Sequence[int], lines: int, *, bold: bool) -> int:
    """Give the first size at which a text fits into so many lines, or the last."""
    fitting = (size for size in sizes if len(_all_lines(text, width, size, lines, bold=bold)) <= lines)
    return next(fitting, sizes[-1])


def _all_lines(text: str, width: Place, size: int, lines: int, *, bold: bool) -> list[str]:
    return wrap(text, width, size, lines + 1, bold=bold, measured=measure)


@dataclass(slots=True)
class Stack:
    """Lines of text below each other; ``height`` is where the last one ends."""

    height: Fraction = Fraction()
    lines: list[Line] = field(default_factory=list)

    def gap(self, height: Place) -> None:
        """Leave room."""
        self.height += height

    def words(
        self,
        text: str,
        x: Place,
        width: Place,
        sizes: Sequence[int],
        *,
        lines: int,
        bold: bool = False,
        anchor: Anchor = "start",
        ink: str = "text",
    ) -> None:
        """Write a text in the first of the sizes that it fits in; what does not fit in the last is cut."""
        size = largest(text, width, sizes, lines, bold=bold)
        for line in wrap(text, width, size, lines, bold=bold, measured=measure):
            self.lines.append(Line(line, Fraction(x), self.height, size, bold, anchor, ink))
            self.height += TALL * size

    def flow(self, parts: Iterable[str], x: Place, width: Place, size: int) -> None:
        """Write parts beside each other as far as there is room, whole ones; the next line goes on."""
        left, between = Fraction(), Fraction(size)
        for part in parts:
            shown = fit(part, width, size, measured=measure)
            wide = measure(shown, size)
            if left and left + wide > width:
                left = Fraction()
                self.height += TALL * size
            self.lines.append(Line(shown, x + left, self.height, size, bold=False, anchor="start", ink="text"))
            left += wide + between
        self.height += TALL * size

    def draw(self, canvas: Canvas, top: Place) -> None:
        """Draw the lines below ``top``."""
        for line in self.lines:
            y = top + line.top + ASCENT * line.size
            canvas.text(line.x, y, line.text, anchor=line.anchor, size=line.size, bold=line.bold, ink=line.ink)
