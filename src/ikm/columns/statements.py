"""Statements: whether a heading blames the service that its answers are to praise.

A form of statements ("Petugas ramah") is answered by agreement, and a few of its statements are turned round to keep
respondents awake: "Prosedur berbelit-belit", "Petugas tidak ramah".  There the highest answer is the worst.  Nobody
can tell from the answers alone, so the words of the heading are read: words that blame, and a negation before words
that praise.  "Tidak berbelit-belit" praises, "ramah atau tidak ramah" asks, and what stands in round brackets or
speaks of other people ("pengguna yang tidak puas") is no part of the statement.

>>> [blame(text) for text in ("Prosedur berbelit-belit", "Petugas tidak ramah dan sopan", "Saya menunggu terlalu lama")]
['berbelit belit', 'tidak ramah', 'terlalu lama']
>>> [blame(text) for text in ("Tidak berbelit-belit dan cepat", "Petugas ramah atau tidak ramah?", "Biaya (mahal)")]
[None, None, None]
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ikm.columns.scales import scale_words
from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["blame"]

_BRACKETS = re.compile(r"\([^()]*\)")
_TOKEN = re.compile(r"[a-z]+|/")
_SUFFIX = re.compile(r"(?<=.{4})(?:nya|kah)$")
_LONGEST = 4
_GAP = 2
"""Words between the two sides of a heading that asks which of them it was."""


class _Polar(NamedTuple):
    """A word that praises or blames, where it stands, and whether a negation stands before it."""

    words: str
    first: int
    last: int
    blames: bool
    negated: bool = False

    @property
    def negative(self) -> bool:
        return self.blames is not self.negated


@cache
def _known() -> Mapping[str, str]:
    """Give the kind of every word and phrase of the table."""
    data = scale_words()["negative"]
    kinds: dict[str, str] = {}
    for kind in ("words", "praise", "negations", "without", "plain", "aside", "mended"):
        kinds.update(dict.fromkeys(data[kind], kind))
    return kinds


def _tokens(text: str) -> list[str]:
    inner = text.rpartition("[")[2] if text.rstrip(" .?*").endswith("]") else text
    found = _TOKEN.findall(_BRACKETS.sub(" ", inner))
    return ["atau" if word == "/" else _SUFFIX.sub("", word) for word in found]


def _phrases(tokens: list[str]) -> list[tuple[str, str, int, int]]:
    """Find the words of the table, longest first: kind, words, first and last place."""
    found, at, known = [], 0, _known()
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            words = " ".join(tokens[at : at + length])
            if kind := known.get(words):
                found.append((kind, words, at, at + length - 1))
                at += length - 1
                break
        at += 1
    return found


def _polar(tokens: list[str]) -> list[_Polar]:
    """Read the words that praise or blame, each with the negation before it."""
    data = scale_words()["negative"]
    reach: int = data["reach"]
    found: list[_Polar] = []
    negation: tuple[str, int] | None = None
    carried: bool | None = None
    for kind, words, first, last in _phrases(tokens):
        if kind in {"negations", "without"}:
            negation, carried = (kind, last), None
            continue
        if kind not in {"words", "praise"}:
            negation = None if kind == "plain" else negation
            continue
        blames = kind == "words"
        near = negation is not None and first - negation[1] <= reach and (negation[0] == "negations" or blames)
        joined = carried is blames and found and set(tokens[found[-1].last + 1 : first]) <= {*data["joining"]}
        if near and carried is None:
            carried = blames
            text = words if negation is None or blames else " ".join(tokens[negation[1] : last + 1])
            found.append(_Polar(text, first, last, blames, negated=True))
        elif joined and found[-1].negated:
            found.append(_Polar(words, first, last, blames, negated=True))
        else:
            negation, carried = None, None
            found.append(_Polar(words, first, last, blames))
    return found


def _own(tokens: list[str]) -> list[str]:
    """Cut a heading where it begins to speak of something else than the service."""
    data = scale_words()["negative"]
    others = {*data["others"]}
    for at, token in enumerate(tokens):
        if token in data["aside"] or (token in {"yang", "who"} and at and tokens[at - 1] in others):
            return tokens[:at]
    return tokens


def blame(heading: object) -> str | None:
    """Give the words by which a heading blames the service, or nothing.

    Parameters
    ----------
    heading : object
        The heading as it stands in the file.
    """
    data = scale_words()["negative"]
    tokens = _own(_tokens(clean(heading)))
    if set(tokens) & {*data["mended"]}:
        return None
    polar = _polar(tokens)
    for one, other in pairwise(polar):
        between = tokens[one.last + 1 : other.first]
        if one.negative is not other.negative and len(between) <= _GAP and set(between) & {*data["either"]}:
            return None
    return next((word.words for word in polar if word.negative), None) or _denied(tokens, polar)


def _denied(tokens: list[str], polar: list[_Polar]) -> str | None:
    """Give a negation before a word that is in no table, in a short statement: "Pengaduan tidak diproses"."""
    data = scale_words()["negative"]
    if polar or len(tokens) > data["short"] or tokens[:1] == ["bagaimana"]:
        return None
    if tokens[-1:] == ["kurang"]:
        return tokens[-1]
    for one, other in pairwise(tokens):
        if one in data["negations"] and other not in data["innocent"] and other not in _known():
            return f"{one} {other}"
    return None
