"""Percents: whole numbers that a workbook shows as 200 %, 300 % or 400 %.

Somebody types 3 into a column formatted as a percentage, or puts that format on answers already there: the cell then
holds 3 and shows 300 %.  What was meant is not known (Excel itself stores a typed "3%" as 0.03), and the person who
compares the sheet with the figures reads other numbers than ikm does, so it is said.  A share of an office's own beside
the answers (75 %, 100 %) is none of this: only whole numbers from 2 on, in columns where such numbers stand.

>>> styles = b'<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
>>> sheet = b'<row r="2"><c r="B2" s="1"><v>3</v></c><c r="C2" s="1"><v>0.75</v></c><c r="D2" s="0"><v>3</v></c></row>'
>>> shown_as_percent(styles, lambda: sheet)
[(2, 1)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ikm.findings import Finding, column_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["is_large_percent", "shown_as_percent", "told"]

_BUILT_IN = frozenset({b"9", b"10"})
"""The numbers of Excel's own formats `0%` and `0.00%`."""
_LARGEST = 10
"""An answer on any scale is no larger; a share of more than 1000 % is a figure of something else."""

_COPIED = 10_000
"""So many of them can be copied as they are shown."""

_FORMATS = re.compile(rb"<(?:[\w.-]+:)?numFmt\b[^<>]*>")
_USED = re.compile(rb"<(?:[\w.-]+:)?cellXfs\b.*?</(?:[\w.-]+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:[\w.-]+:)?xf\b[^<>]*>")
_NUMBER = re.compile(rb"""\snumFmtId\s*=\s*["']([0-9]+)["']""")
_CODE = re.compile(rb"""\sformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LITERAL = re.compile(rb'&quot;.*?&quot;|"[^"]*"|\\.')
"""What a format shows as it stands: in `0" %"` the sign multiplies nothing."""


def _percent_styles(styles: bytes) -> list[bytes]:
    """Give the numbers of the cell styles that show a percentage."""
    wanted = set(_BUILT_IN)
    for tag in _FORMATS.findall(styles):
        number, code = _NUMBER.search(tag), _CODE.search(tag)
        if number and code and b"%" in _LITERAL.sub(b"", code[1] or code[2] or b""):
            wanted.add(number[1])
    used = _USED.search(styles)
    found = _STYLE.findall(used[0]) if used else []
    return [b"%d" % i for i, tag in enumerate(found) if (number := _NUMBER.search(tag)) and number[1] in wanted]


def is_large_percent(value: float) -> bool:
    """Tell a number that shows as 200 % or more and could be an answer."""
    return 2 <= value <= _LARGEST and value == int(value)


def shown_as_percent(styles: bytes, sheet: Callable[[], bytes]) -> list[tuple[int, int]]:
    """Find the cells of an Excel worksheet that hold a small whole number and show it as a percentage.

    Parameters
    ----------
    styles : bytes
        The workbook's formats.
    sheet : callable
        Gives the worksheet; asked for only where some format is a percentage.

    Returns
    -------
    list of (int, int)
        Row (from 1) and column (from 0), in the order of the file.
    """
    wanted = _percent_styles(styles)
    if not wanted:
        return []
    cell = re.compile(
        rb"""<(?:[\w.-]+:)?c\b(?=[^<>]*\ss\s*=\s*["'](?:%b)["'])[^<>]*?\sr\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*>"""
        rb"(?:<(?:[\w.-]+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:[\w.-]+:)?f>))?<(?:[\w.-]+:)?v>([0-9]{1,2}(?:\.0+)?)<"
        % b"|".join(wanted)
    )
    return [
        (int(number), _place(letters))
        for letters, number, text in cell.findall(sheet())
        if is_large_percent(float(text))
    ]


def _place(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def told(cells: Sequence[tuple[int, int]], sheet: str) -> list[Finding]:
    """Say that cells show as percentages what is read as whole numbers; nothing where there are none."""
    if not cells:
        return []
    row, column = min(cells)
    # Whoever copies the sheet shows these cells as it does.
    details: dict[str, object] = {
        "number": len(cells), "address": f"{column_letter(column)}{row}", "cells": tuple(cells[:_COPIED]),
    }  # fmt: skip
    columns = tuple(sorted({column for _, column in cells}))
    return [Finding("file-numbers-as-percents", sheet=sheet, columns=columns, details=details)]
