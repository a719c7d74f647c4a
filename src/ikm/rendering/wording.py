"""Phrases: the fixed words of both languages, and numbers as each language writes them.

>>> from ikm.rendering.wording import number, phrases
>>> number(83.86, 2, "id"), number(83.86, 2, "en"), number(1234567, 0, "id")
('83,86', '83.86', '1.234.567')
>>> phrases("id")["respondents"]
'Responden'
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["number", "phrases"]

_SWAP = str.maketrans(",.", ".,")


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("data").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def phrases(lang: Language) -> dict[str, str]:
    """Give the fixed words of a language."""
    return _tables()[lang]


def number(value: float, decimals: int, lang: Language) -> str:
    """Write a number as the language does: a decimal comma in Indonesian, a point in English."""
    text = f"{value:,.{decimals}f}"
    return text.translate(_SWAP) if lang == "id" else text
