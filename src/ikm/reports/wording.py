"""Wording: the fixed words of both languages, and numbers as each language writes them.

Every number any output shows is written here, rounded half up from its exact value, as Excel's ROUND does; no float is
ever formatted, since 3.5625 may then show as 3.562.

>>> from fractions import Fraction
>>> from ikm.reports.wording import number, phrases
>>> number(83.86, 2, "id"), number(83.86, 2, "en"), number(1234567, 0, "id")
('83,86', '83.86', '1.234.567')
>>> number(Fraction(285, 80), 3, "id"), number("285/80", 3, "en"), number(81.125, 2, "id")
('3,563', '3.563', '81,13')
>>> phrases("id")["respondents"]
'Responden'
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.arguments import exact_number
from ikm.findings import display, phrased
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from ikm.findings import Language

__all__ = ["number", "phrases", "profile_name"]

_SWAP = str.maketrans(",.", ".,")


@cache
def _tables(part: str) -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("data").joinpath(f"{part}.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    return {lang: {name: phrased(words) for name, words in held[lang].items()} for lang in held}


def phrases(lang: Language, part: str = "words") -> dict[str, str]:
    """Give the fixed words of a language: those of every screen, or of one part (a file of ``reports/data``)."""
    return _tables(part)[lang]


def profile_name(name: str, lang: Language) -> str:
    """Call a profile, or a part of the calendar, by its name in a language; a column by its own.

    >>> profile_name("jenis_layanan", "id"), profile_name("bulan", "en"), profile_name("Loket", "id")
    ('jenis layanan', 'month', 'Loket')
    """
    return phrases(lang).get(f"profile_{name}", display(name))


def number(value: Fraction | Decimal | float | str, decimals: int, lang: Language) -> str:
    """Write a number as the language does: a decimal comma in Indonesian, a point in English.

    Parameters
    ----------
    value : Fraction, Decimal, float or str
        The exact value; a float is taken as the decimal it shows, a text as the fraction it is (``"57/16"``).
    decimals : int
        How many decimals are shown, rounded half up.
    lang : {"id", "en"}
        The language.
    """
    exact = exact_number(value)
    text = str(value) if exact is None else f"{round_half_up(exact, decimals):,.{decimals}f}"
    return text.translate(_SWAP) if lang == "id" else text
