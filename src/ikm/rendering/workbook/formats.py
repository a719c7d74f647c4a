r"""Formats: how cells look, and text that stays text.

A look is put together of a few named ones; each combination is made once and numbered in the order it is first asked
for, so that the same report gives the same bytes.

>>> from ikm.rendering.workbook.formats import number_format, plain_text
>>> number_format(3), number_format(0), number_format(1, percent=True)
('#,##0.000', '#,##0', '#,##0.0" %"')
>>> plain_text("Loket\x00 A\x1b[31m"), len(plain_text("a" * 40_000))
('Loket A[31m', 32767)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ikm.reports import Entry

__all__ = ["GRADES", "Styles", "figure_format", "number_format", "plain_text"]

_FONT = {"font_name": "Arial", "font_size": 10}
_LINES = {"border": 1, "border_color": "#9CA3AF"}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": "#374151", "text_wrap": True, "valign": "vcenter"},
    "chapter": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "vcenter"},
    "caption": {"bold": True, "text_wrap": True, "valign": "vcenter"},
    "text": {"text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "valign": "top", "font_size": 9, "font_color": "#374151"},
    "alarm": {"text_wrap": True, "valign": "vcenter", "bold": True, "bg_color": "#FEF3C7", **_LINES},
    "label": {"text_wrap": True, "valign": "top", "font_color": "#374151"},
    "plain": {"valign": "top"},
    "lined": _LINES,
    "head": {"bold": True, "bg_color": "#E5E7EB", "text_wrap": True, "align": "center", "valign": "vcenter", **_LINES},
    "total": {"bold": True, "bg_color": "#F3F4F6"},
    "cell": {"text_wrap": True, "align": "left", "valign": "top", "indent": 1},
    "figure": {"align": "right", "valign": "top", "indent": 1},
    "grade": {"align": "center", "valign": "top"},
    "middle": {"align": "center", "valign": "vcenter"},
    "index": {"bold": True, "font_size": 36, "align": "center", "valign": "vcenter", **_LINES},
    "verdict": {"bold": True, "font_size": 20, "align": "center", "valign": "vcenter", "text_wrap": True, **_LINES},
}

GRADES = {"A": "#D1E7F5", "B": "#E3F0DA", "C": "#FCEFC7", "D": "#F8D9CC"}
"""What stands behind a grade; the letter says it too."""

_LONGEST = 32_767
"""As many UTF-16 units as a cell takes."""

_UNSEEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMANDS = ("=", "+", "-", "@")


def plain_text(text: str) -> str:
    """Give a text as a cell can hold it: without control characters, which XML has none of, and not too long."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def number_format(decimals: int, *, percent: bool = False) -> str:
    """Give the number format that shows so many decimals; the program puts in its own language's comma or point."""
    return "#,##0" + (f".{'0' * decimals}" if decimals else "") + ('" %"' if percent else "")


def figure_format(entry: Entry) -> str:
    """Give the number format in which an entry's value reads as its text."""
    return number_format(entry.decimals, percent=entry.text.endswith("%"))


class Styles:
    """The formats of a workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, *looks: str, **more: object) -> Any:  # noqa: ANN401 - the same
        """Give the format of some looks, the later ones before the earlier."""
        wanted: dict[str, Any] = dict(_FONT)
        for look in looks:
            wanted |= _LOOKS[look]
        wanted |= more
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def of_text(self, text: str, *looks: str, **more: object) -> Any:  # noqa: ANN401 - the same
        """Give the format of a text, which says of one that begins as a formula that it is none."""
        return self(*looks, **more, **({"quote_prefix": True} if text.startswith(_COMMANDS) else {}))
