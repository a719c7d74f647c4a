r"""Words: texts as they can be set: of characters the font has, and of words that fit the room there is.

>>> from ikm.rendering.typeset.words import broken, plain
>>> plain("Loket\n\x1b業務"), len(broken("W" * 40, 100, 9))
('Loket □□□', 79)
"""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ikm.findings import display
from ikm.rendering.charts.lettering import sparing
from ikm.rendering.fonts import measure, settable

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["broken", "called", "plain", "settable_words", "width"]

Told = TypeVar("Told")

_NAME = 300
"""A title, a heading or a caption of more characters is cut: they stand on every page, in the contents, and in what a
reader's program shows."""
_BREAK = "\N{ZERO WIDTH SPACE}"


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Give a text of one line, without controls, in characters the font has."""
    return settable(sparing(display(text, max(len(text), 1))))


def called(text: str) -> str:
    """Give a text that names something: a title, a heading, a caption; of a long one the beginning."""
    return plain(display(text, _NAME))


def settable_words(told: Told) -> Told:
    """Give a figure, a panel or the like in which every text can be set."""
    return cast("Told", _settable(told))


def _settable(told: Any) -> Any:  # noqa: ANN401 - whatever stands in a frozen record
    if isinstance(told, str):
        return plain(told)
    if isinstance(told, tuple):
        return tuple(map(_settable, told))
    if is_dataclass(told) and not isinstance(told, type):
        return replace(told, **{field.name: _settable(getattr(told, field.name)) for field in fields(told)})
    return told


@lru_cache(maxsize=4_096)
def width(text: str, size: int, *, bold: bool) -> Fraction:
    """Give the width of a text, in points."""
    return measure(text, size, bold=bold)


def broken(text: str, room: Fraction | int, size: int, *, bold: bool = False) -> str:
    """Let words that are wider than the room break anywhere."""
    return " ".join(_loosened(word) if width(word, size, bold=bold) > room else word for word in text.split(" "))


def _loosened(word: str) -> str:
    """Let a word break between letters; marks stay with theirs."""
    return "".join(
        letter if not place or unicodedata.category(letter).startswith("M") else _BREAK + letter
        for place, letter in enumerate(word)
    )
