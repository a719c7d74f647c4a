"""Wording: how the findings of an audit write figures, weights and lists, in both languages at once.

>>> from ikm.audits.wording import figure, weight_words
>>> figure("83.95"), weight_words("exact", 9)
({'id': '83,95', 'en': '83.95'}, {'id': '1/9', 'en': '1/9'})
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.findings import LANGUAGES, filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.audits.grades import PrintedGrade
    from ikm.audits.respondents import RespondentCounts
    from ikm.findings import Language

__all__ = [
    "both",
    "either",
    "figure",
    "grade_words",
    "listed",
    "number_words",
    "scheme_words",
    "source_words",
    "weight_words",
]

_MOST = 6
"""How many numbers a sentence names."""


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("words.toml").read_text(encoding="utf-8"))


def both(key: str, **values: object) -> dict[Language, str]:
    """Give a phrase in both languages; a value that is a mapping gives each its own."""
    return {
        lang: filled(
            _words()[lang][key],
            {name: value[lang] if isinstance(value, dict) else value for name, value in values.items()},
        )
        for lang in LANGUAGES
    }


def figure(pointed: str) -> dict[Language, str]:
    """Write a figure with the comma of the one language and the point of the other."""
    return {"id": pointed.replace(".", ","), "en": pointed}


def number_words(numbers: Sequence[int]) -> dict[Language, str]:
    """List numbers of people; "none" where there are none."""
    if not numbers:
        return both("nothing")
    shown = ", ".join(map(str, numbers[:_MOST]))
    return {lang: f"{shown}, {more}" if len(numbers) > _MOST else shown for lang, more in both("and_more").items()}


def weight_words(name: str, elements: int) -> dict[Language, str]:
    """Write a weight as people know it."""
    return both(name, elements=elements) if name in {"exact", "own"} else figure(name)


def either(several: Sequence[Mapping[Language, str]]) -> dict[Language, str]:
    """Say several things as so many possibilities."""
    return {lang: both("either")[lang].join(one[lang] for one in several) for lang in LANGUAGES}


def scheme_words(key: str) -> dict[Language, str]:
    """Call a table of bands by its name."""
    return both(key)


def listed(names: Sequence[str], most: int = 14) -> str:
    """List codes of elements."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def grade_words(grades: Sequence[PrintedGrade]) -> dict[Language, str]:
    """Say which grades are wrong, and what they should be."""
    return {
        lang: "; ".join(
            both("graded", code=one.code, printed=one.printed, expected=both("either")[lang].join(one.expected))[lang]
            for one in grades
        )
        for lang in LANGUAGES
    }


def source_words(found: RespondentCounts) -> dict[Language, str]:
    """Say how many answered by each source."""
    parts = [both("stated", number=found.stated)] if found.stated is not None else []
    parts += [both("counts", number=number) for number in found.counts[-1:]]
    parts += [both("sums", number=number_words(found.sums))] if found.sums else []
    parts += [both("demographics", table=name, number=number) for name, number in found.demographics.items()]
    return {lang: "; ".join(part[lang] for part in parts) for lang in LANGUAGES}
