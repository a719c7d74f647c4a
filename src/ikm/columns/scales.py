"""Scales: what a heading says about the numbers of its column.

Forms print their scale above the question, and exports carry it into the heading: "(1 = Sangat Puas … 4 = Tidak Puas)",
"skala 1-5", "[1: terbaik, 4: terburuk]".  Where it is another scale than the regulation's, by length or by direction,
the numbers below it are no scores, however plausible they look: nobody chose 5 of 5, or everybody is dissatisfied.

>>> stated("Persyaratan (1 = Sangat Puas; 2 = Puas; 3 = Kurang Puas; 4 = Tidak Puas)")
Statement(low=1, high=4, reversed=True, text='1 = sangat puas … 4 = tidak puas')
>>> stated("Kecepatan [skala 1-10]").high, stated("Biaya (1 = mahal, 4 = gratis)").reversed, stated("Waktu 1-3 hari")
(10, False, None)
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Statement", "scale_words", "stated"]

_NUMBER = r"(?<![\d.,])(\d{1,3})(?![\d]|[.,]\d)"
_WORDS = r"([a-z][a-z /-]{0,60}?[a-z]|[a-z])"
_SIGN = (
    r"(?:=|:|(?:adalah|artinya|berarti|untuk|jika|bila|apabila|kalau|for|means|is|if|when)\b)"
    r"(?:\s*(?:anda|saudara|merasa|you|are|feel)\b)*"
)
_BEFORE = r"(?:^|[(\[;,.–-]|dan|sampai|s/d|hingga)"
_BEHIND = r"(?=\W*(?:\d|$|[;,.)\](\n]|dan\b|sampai\b|s/d|hingga\b|-))"
_PAIRS = (
    rf"{_NUMBER}\s*{_SIGN}\s*{_WORDS}{_BEHIND}",
    rf"{_NUMBER}\s*\(\s*{_WORDS}\s*\)",
    rf"{_BEFORE}\s*{_WORDS}\s*[=:]\s*{_NUMBER}",
    rf"{_BEFORE}\s*{_WORDS}\s*\(\s*{_NUMBER}\s*\)",
)
"""A number with what it stands for: "1 = puas", "1 (puas)", "puas = 1", "puas (1)"."""

_ALONE = rf"(?:(?:.*?{_NUMBER}\s*{_SIGN}|^\s*(\d{{1,3}}))\s*{_WORDS})\s*$"
"""One end of a scale only, inside of brackets: "(1 = paling baik)"."""

_LISTED = rf"{_NUMBER}\s*[.)\-–]?\s*{_WORDS}(?=\W*(?:\d|$))"
"""Numbers and words without a sign between them: only inside of brackets."""

_BRACKET = r"[(\[]((?:[^()\[\]]|\([^()]*\))*)[)\]]"

_LOWEST = (0, 1)
_FEWEST, _MOST = 2, 100
_USUAL = 4
_TOPS = frozenset({4, 5, 6, 7, 10, 100})
"""Numbers that are the top of a scale, where nothing but its top is told."""
_GRADES = {"worst": -2, "bad": -1, "middle": 0, "good": 1, "best": 2}

_LEADS = {"sangat": -2, "paling": -2, "cukup": -1, "agak": -1, "kurang": 1, "tidak": 2, "tdk": 2}
"""The same before a word that blames: "sangat sulit" is worst, "tidak sulit" best."""


class Statement(NamedTuple):
    """A scale as a heading states it.

    Parameters
    ----------
    low, high : int
        Its ends.
    reversed : bool
        The lowest number stands for the best.
    text : str
        The scale as it may be shown.
    """

    low: int
    high: int
    reversed: bool
    text: str


@cache
def scale_words() -> dict[str, Any]:
    """Read the words of ``data/scales.toml``."""
    return tomllib.loads(Path(__file__).with_name("data").joinpath("scales.toml").read_text(encoding="utf-8"))


@cache
def _ranges() -> tuple[re.Pattern[str], ...]:
    data = scale_words()["range"]
    named, between, units, behind = (
        "|".join(map(re.escape, data[name])) for name in ("named", "between", "units", "behind")
    )
    ends = rf"{_NUMBER}\s*(?:{between})\s*{_NUMBER}(?!\s*(?:{units})\b)"
    return (
        re.compile(rf"\b(?:{named})\b\W*(?:[a-z]+\W+){{0,3}}?{ends}"),
        re.compile(rf"[(\[]\s*{ends}\s*[)\]]"),
        re.compile(rf"{ends}\s*(?:{behind})\b"),
        re.compile(rf"\b(?:{named})\b\W*{_NUMBER}(?:\W*(?:poin|point|titik|tingkat))?\W*$"),
        re.compile(r"\bskala\s+(?:likert\s+)?(\d{1,2})\b(?!\s*(?:" + between + r")\s*\d)"),
        re.compile(r"\b(\d{1,2})[- ](?:point|poin)\b"),
    )


@cache
def _turned() -> re.Pattern[str]:
    """Make the pattern of a direction told in words: "semakin kecil semakin baik"."""
    less, more, good, bad = ("|".join(scale_words()["turned"][name]) for name in ("less", "more", "good", "bad"))
    step, gap = r"(?:se)?makin\s+", r"[^.]{0,40}?"
    return re.compile(rf"\b({step}(?:{less})\b{gap}{step}(?:{good})|{step}(?:{more})\b{gap}{step}(?:{bad}))\b")


def _grade(words: str) -> int | None:
    """Say how good a word beside a number is, from -2 to 2."""
    text = f"{' '.join(words.replace('/', ' ').replace('-', ' ').split())} "
    lead, _, rest = text.partition(" ")
    if lead in _LEADS and any(rest.startswith(f"{word} ") for word in scale_words()["negative"]["words"]):
        return _LEADS[lead]
    best: tuple[int, int] | None = None
    for name, grade in _GRADES.items():
        for start in scale_words()["grades"][name]:
            if text.startswith(f"{start} ") and (best is None or len(start) > best[0]):
                best = (len(start), grade)
    return None if best is None else best[1]


def _pairs(text: str) -> dict[int, str]:
    """Find numbers with the words that say what they stand for."""
    for pattern in _PAIRS:
        found = {}
        for one, other in re.findall(pattern, text):
            number, words = (one, other) if one.isdigit() else (other, one)
            found[int(number)] = " ".join(words.split())
        if len(found) > 1 and any(_grade(words) is not None for words in found.values()):
            return found
    for part in (*re.findall(_BRACKET, text), text):
        found = {int(number): words for number, words in re.findall(_LISTED, part)}
        grades = [_grade(words) for words in found.values()]
        sure = 2 if part is text else 1
        if len([grade for grade in grades if grade is not None and (sure == 1 or abs(grade) == sure)]) > 1:
            return found
    return {}


def _alone(text: str) -> Statement | None:
    """Read one end of a scale, where a bracket tells no more: "(1 = paling baik)", "(5 = terbaik)"."""
    for part in re.findall(_BRACKET, text):
        found = re.search(_ALONE, part)
        grade = None if found is None else _grade(found[3])
        if found is None or not grade or (found[2] and abs(grade) < _GRADES["best"]):
            continue  # "(2 kurang)" may be anything; "(1 paling bagus)" is an end
        digits = found[1] or found[2]
        number, said = int(digits), f"{digits} = {found[3]}"
        if number == 1 and grade > 0:
            return Statement(1, _USUAL, reversed=True, text=said)
        if number >= _USUAL and number in _TOPS and abs(grade) > 1:
            return Statement(1, number, reversed=grade < 0, text=said)
    return None


def _ends(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _ranges():
        for match in pattern.finditer(text):
            numbers = sorted(int(group) for group in match.groups() if group)
            yield (numbers[0], numbers[-1]) if len(numbers) > 1 else (1, numbers[0])


def stated(heading: object) -> Statement | None:
    """Read the scale a heading states, or nothing where it states none.

    Parameters
    ----------
    heading : object
        The heading as it stands in the file.
    """
    text = clean(heading)
    if "makin " in text and _turned().search(text):
        return Statement(*_LOWEST, reversed=True, text=_turned().findall(text)[0])
    if not any("0" <= c <= "9" for c in text):
        return None
    pairs = _pairs(text)
    if pairs:
        low, high = min(pairs), max(pairs)
        first, last = _grade(pairs[low]), _grade(pairs[high])
        turned = first is not None and last is not None and first > last
        return Statement(low, high, turned, f"{low} = {pairs[low]} … {high} = {pairs[high]}")
    if (alone := _alone(text)) is not None:
        return alone
    for low, high in _ends(text):
        if low in _LOWEST and _FEWEST < high <= _MOST:
            return Statement(low, high, reversed=False, text=f"{low}–{high}")
    return None
