"""Metrics: which characters the font has, and how wide each is.

A page is laid out before it is set, and a panel before it is drawn; so the widths are read from the font itself.

>>> from ikm.rendering.fonts.metrics import measure, settable
>>> float(measure("0", 2048)), measure("W", 10) > measure("i", 10)
(1139.0, True)
>>> settable("Loket 業務")
'Loket □□'
"""

from __future__ import annotations

import struct
import unicodedata
from fractions import Fraction
from functools import cache

from ikm.rendering.charts.lettering import measure as anywhere
from ikm.rendering.fonts.files import font_files

__all__ = ["measure", "settable"]

_MISSING = "□"
"""Stands for a character that the font does not have."""
_IGNORED = {"Mn", "Me", "Cf"}
"""Marks and joiners: without a letter of theirs in the font they are nothing."""


@cache
def _widths(*, bold: bool) -> dict[int, Fraction]:
    """Give the width of every character, in parts of the size."""
    data = font_files()[bold].read_bytes()
    tables = {
        data[place : place + 4]: struct.unpack_from(">II", data, place + 8)
        for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    units = struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0]
    known = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables[b"hmtx"][0] + 4 * glyph)[0] for glyph in range(known)]
    return {
        code: Fraction(widths[min(glyph, known - 1)], units) for code, glyph in _glyphs(data, tables[b"cmap"][0]).items()
    }


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """Give the glyph of every character: the font has one table of them, in segments (format 4)."""
    number = struct.unpack_from(">H", data, start + 2)[0]
    places = [start + struct.unpack_from(">I", data, start + 8 + 8 * one)[0] for one in range(number)]
    place = next(one for one in places if struct.unpack_from(">H", data, one)[0] == 4)
    twice = struct.unpack_from(">H", data, place + 6)[0]
    segments = [
        struct.unpack_from(f">{twice // 2}H", data, place + 14 + twice * part + (2 if part else 0)) for part in range(4)
    ]
    found = {}
    for one, (last, first, shift, offset) in enumerate(zip(*segments, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            at = place + 16 + twice * 3 + 2 * one + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", data, at)[0] if offset else code
            if glyph:
                found[code] = (glyph + shift) % 0x10000
    return found


def measure(text: str, size: int, *, bold: bool = False) -> Fraction:
    """Give the width of a text in the font; a character it does not have may come from any other."""
    widths = _widths(bold=bold)
    met = [widths.get(ord(letter)) for letter in text]
    others = "".join(letter for letter, width in zip(text, met, strict=True) if width is None)
    own = sum((width for width in met if width is not None), Fraction()) * size
    return own + anywhere(others, size, bold=bold) if others else own


def settable(text: str) -> str:
    """Put a square in the place of every character that the font does not have; marks without one go."""
    widths = _widths(bold=False)
    return "".join(
        letter if ord(letter) in widths else "" if unicodedata.category(letter) in _IGNORED else _MISSING
        for letter in text
    )
