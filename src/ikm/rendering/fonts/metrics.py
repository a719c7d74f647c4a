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
from typing import NamedTuple

from ikm.rendering.charts.lettering import measure as anywhere
from ikm.rendering.fonts.files import font_files

__all__ = ["measure", "settable"]

_MISSING = "□"
"""Stands for a character that the font does not have."""
_IGNORED = {"Mn", "Me", "Cf"}
"""Marks and joiners: those the font does not have are nothing, and no joiner is anything by itself."""


class _Widths(NamedTuple):
    """The width of every character, in the font's own units, and how many of them make the size."""

    known: dict[int, int]
    units: int


@cache
def _widths(*, bold: bool) -> _Widths:
    """Read the widths from the font."""
    data = font_files()[bold].read_bytes()
    tables = {
        data[place : place + 4]: struct.unpack_from(">II", data, place + 8)
        for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    units = struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0]
    known = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables[b"hmtx"][0] + 4 * glyph)[0] for glyph in range(known)]
    glyphs = _glyphs(data, tables[b"cmap"][0])
    return _Widths({code: widths[min(glyph, known - 1)] for code, glyph in glyphs.items()}, units)


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
    known, units = _widths(bold=bold)
    others = "".join(letter for letter in text if ord(letter) not in known)
    own = Fraction(sum(known.get(ord(letter), 0) for letter in text) * size, units)
    return own + anywhere(others, size, bold=bold) if others else own


class _Shown(dict[int, str]):
    """What stands for each character; those of the font for themselves."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kind = unicodedata.category(letter)
        if kind == "Cf" or code not in _widths(bold=False).known:
            letter = "" if kind in _IGNORED else _MISSING
        self[code] = letter
        return letter


_SHOWN = _Shown()


def settable(text: str) -> str:
    """Put a square in the place of every character that the font does not have; marks and joiners go."""
    return text.translate(_SHOWN)
