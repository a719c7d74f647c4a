"""Lettering: how wide a text will be, where it breaks, and what of it fits.

A chart is laid out before anybody knows the font it will be shown in.  The widths are those of the wider of the sans
fonts people have (thousandths of the size, rounded up), so that what fits here fits in the others too.  A character
that the table does not know is taken for a wide one.

>>> from ikm.rendering.charts.lettering import fit, measure, wrap
>>> float(measure("83,86", 12))
34.56
>>> wrap("Penanganan Pengaduan, Saran dan Masukan", 130, 12, 3)
['Penanganan', 'Pengaduan, Saran', 'dan Masukan']
>>> fit("Sistem, Mekanisme, dan Prosedur", 100, 12)
'Sistem, Meka…'
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import Protocol

from ikm.findings import display

__all__ = ["ASCENT", "DESCENT", "Measured", "fit", "measure", "sparing", "tidy", "wrap"]

ASCENT, DESCENT = Fraction(93, 100), Fraction(24, 100)
"""How far letters reach above and below their line, in parts of the size."""

_LONGEST = 600
"""More of a text is never shown."""

_WIDTHS = {
    letter: width
    for width, letters in {
        280: "ijl",
        320: " ,.I",
        340: "/:;\\|",
        380: "f-",
        420: "()[]t!r",
        500: '"*J`',
        560: "sz?L_c'",
        580: "k",
        620: "vxyFTaeo",
        640: "$0123456789bdghnpqu{}–‘’",
        680: "EKPSY",
        740: "ABVXZCRU",
        800: "HN&DGOQ",
        820: "w",
        840: "#+<=>^~×≤≥−",
        980: "M%m",
        1040: "W@…—\N{REPLACEMENT CHARACTER}",
    }.items()
    for letter in letters
}
_BOLD = Fraction(118, 100)
_OTHER = 840
_FROM = (
    (0x1F000, 1400),  # pictures
    (0x12550, 1040),
    (0x12000, 6000),  # cuneiform
    (0xFDFE, 1040),
    (0xFDF0, 14000),  # phrases of Arabic as one character
    (0x2E3C, 1040),
    (0x2E3A, 3100),  # dashes as long as a word
    (0x0180, 1040),
)
"""How wide characters are that come from here on, the last first."""
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))
_MARKS = {"Mn", "Me", "Cf"}
_MOST_MARKS = 2
"""Marks above or below one letter; more of them would grow into the lines around."""


def tidy(text: str) -> str:
    """Make a text that may stand in a picture: one line, bounded, without controls, of characters XML can hold."""
    return sparing(display(text, _LONGEST).translate(_NO_XML))


def sparing(text: str) -> str:
    """Leave of the marks on one letter as many as there is room for."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in _MARKS else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def measure(text: str, size: int, *, bold: bool = False) -> Fraction:
    """Give the width a text needs at the most."""
    width = Fraction(sum(map(_width, text)) * size, 1000)
    return width * _BOLD if bold else width


def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.category(character) in _MARKS:
        return 0
    code = ord(character)
    return next((width for start, width in _FROM if code >= start), _OTHER)


class Measured(Protocol):
    """How wide a text is: in a font nobody knows yet (`measure`), or in one that is known."""

    def __call__(self, text: str, size: int, *, bold: bool = False) -> Fraction:
        """Give the width a text needs."""


def fit(text: str, width: Fraction | int, size: int, *, bold: bool = False, measured: Measured = measure) -> str:
    """Give as much of a text as fits, with "…" where it is cut."""
    if measured(text, size, bold=bold) <= width:
        return text
    room = width - measured("…", size, bold=bold)
    kept = _head(text, room, size, bold=bold, measured=measured).rstrip()
    return f"{kept}…" if room >= 0 else ""


def _head(text: str, width: Fraction | int, size: int, *, bold: bool, measured: Measured) -> str:
    """Give the longest beginning that fits; marks stay with their letter."""
    used = Fraction()
    for place, character in enumerate(text):
        used += measured(character, size, bold=bold)
        if used > width:
            return text[:place]
    return text


def wrap(
    text: str, width: Fraction | int, size: int, lines: int, *, bold: bool = False, measured: Measured = measure
) -> list[str]:
    """Break a text into at most so many lines, at blanks where there are any, and cut what is left."""
    done: list[str] = []
    rest = text
    while rest and len(done) < lines - 1 and measured(rest, size, bold=bold) > width:
        head = _head(rest, width, size, bold=bold, measured=measured)
        if not head:
            break
        blank = head.rfind(" ") if rest[len(head) : len(head) + 1] != " " else len(head)
        cut = blank if blank > 0 else len(head)
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    last = fit(rest, width, size, bold=bold, measured=measured)
    return [*done, last] if last else done
