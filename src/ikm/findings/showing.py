"""Showing: cells and their addresses as they may stand in any output."""

from __future__ import annotations

__all__ = ["column_letter", "column_position", "display"]

_SHOWN = 60
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = dict.fromkeys((*_CONTROLS, *_DIRECTIONS), "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(
    (0x09, 0x0A, 0x0D, 0x2028, 0x2029), " "
)


def column_letter(column: int) -> str:
    """Spell a 0-based column as spreadsheets do.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_position(letters: str) -> int:
    """Count a column spelled as spreadsheets do, from 0.

    >>> column_position("A"), column_position("Z"), column_position("AA"), column_position("XFD")
    (0, 25, 26, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def display(value: object, limit: int = _SHOWN) -> str:
    r"""Write a cell's value so that it can be shown anywhere: one line, bounded, no control characters.

    Terminal escapes and text-direction marks are replaced, whole floats lose their ``.0`` so that a
    CSV and a workbook show the same words.

    >>> display(5.0), display(True), display("a\x1b[31m\nb"), display(None)
    ('5', 'TRUE', 'a�[31m b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)[: limit * 4].translate(_INVISIBLE)
    text = " ".join(text.split())
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= limit else text[: limit - 1] + "…"
