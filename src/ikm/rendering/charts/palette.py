"""The palette: a colour for each level, from the unfavourable to the favourable, that nobody has to see as a colour.

Light means low and dark means high, without a turn, so that a copy in grey keeps the order; warm is below the middle
and cold above it, which every common kind of colour blindness can tell.  Charts in a workbook have the same.

>>> from ikm.rendering.charts.palette import ink_on, levels
>>> levels(4)
('#ffe08a', '#e98f2e', '#3a78b0', '#0f3366')
>>> [ink_on(colour) for colour in levels(4)]
['#000000', '#000000', '#ffffff', '#ffffff']
"""

from __future__ import annotations

from fractions import Fraction

__all__ = ["BAR", "ink_on", "levels"]

BAR = "#2a6db0"
"""The colour of a bar that stands for itself."""

_Colour = tuple[int, int, int]

_WARM: tuple[_Colour, _Colour] = ((0xFF, 0xE0, 0x8A), (0xE9, 0x8F, 0x2E))
_MIDDLE: _Colour = (0x94, 0x8E, 0x89)
_COLD: tuple[_Colour, _Colour] = ((0x3A, 0x78, 0xB0), (0x0F, 0x33, 0x66))


def levels(number: int) -> tuple[str, ...]:
    """Give the colours of so many levels, lowest first; of an odd number the middle one is neither warm nor cold."""
    half = number // 2
    middle = [_MIDDLE] if number % 2 else []
    warm = [_between(*_WARM, Fraction(place, max(half - 1, 1))) for place in range(half)]
    cold = [_between(*_COLD, Fraction(place, max(half - 1, 1))) for place in range(half)]
    if half == 1:
        cold = [_COLD[1]]
    return tuple("#" + "".join(f"{part:02x}" for part in colour) for colour in [*warm, *middle, *cold])


def _between(start: _Colour, end: _Colour, part: Fraction) -> _Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(start, end, strict=True))
    return red, green, blue


def ink_on(colour: str) -> str:
    """Give black or white, whichever is read better on a colour."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    # Squares stand for the curve of a screen: whole numbers, so that no machine rounds otherwise.
    bright = (2126 * red * red + 7152 * green * green + 722 * blue * blue) > 2130 * 255 * 255
    return "#000000" if bright else "#ffffff"
