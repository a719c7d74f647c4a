"""The lexicon: what words mean, read from ``columns/data``.

The files hold knowledge of Indonesian questionnaires and can be corrected without reading code: ``evidence.toml`` says
what the words of a question mean, ``answers.toml`` what the words of its answers mean, ``roles.toml``
which headings are no question at all, ``words.toml`` lists small and everyday words.

>>> lexicon().entries["sarana prasarana"]
{'sarana': 4.0}
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.columns.words import KnownWords

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ELEMENTS", "PSEUDO", "Lexicon", "Roles", "lexicon", "roles"]

ELEMENTS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana")
"""The nine elements in definition order; their codes are U1 to U9."""

PSEUDO = frozenset({"integritas", "harapan", "aplikasi", "lain", "komentar", "netral"})
"""Meanings that compete with the elements and are none of them."""

_WEIGHTS = {"decides": 6.0, "names": 4.0, "tells": 3.0, "hints": 2.0, "leans": 1.0}
_ANSWER_WEIGHTS = {"alone": 4.0, "strong": 3.0, "fair": 2.0, "weak": 1.0, "leans": 0.5}


def _read(name: str) -> dict[str, Any]:
    text = Path(__file__).with_name("data").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _entries(text: str) -> list[list[str]]:
    return [entry.split() for entry in text.split(";") if entry.strip()]


class WordPair(NamedTuple):
    """Two lists of words that mean something only together: the meaning, its points, the words.

    With `alone` they count only where no element is named.
    """

    meaning: str
    points: float
    first: frozenset[str]
    second: frozenset[str]
    alone: bool


def _pair(name: str, table: Mapping[str, Any]) -> WordPair:
    first, second = (frozenset(table[words].split()) for words in ("first", "second"))
    return WordPair(table.get("meaning", name), table["points"], first, second, table.get("alone", False))


class Lexicon(NamedTuple):
    """What words mean.

    Parameters
    ----------
    entries : mapping
        Word, or words in a row, to the weight of each meaning.
    longest : mapping
        First word of an entry to the number of words of the longest entry beginning so.
    answers : mapping
        Word of an answer to its meaning, weight, and whether one answer is enough.
    vocabulary : KnownWords
        Every single word known.
    skipped, dividing, actors, asking, grading, twins : frozenset of str
        The lists of ``words.toml``.
    written_out : mapping
        Abbreviations and what they stand for.
    called : mapping
        Element to its Indonesian and English name.
    together : tuple of WordPair
        Words that mean something only together.
    """

    entries: Mapping[str, Mapping[str, float]]
    longest: Mapping[str, int]
    answers: Mapping[str, tuple[tuple[str, float, bool], ...]]
    vocabulary: KnownWords
    skipped: frozenset[str]
    dividing: frozenset[str]
    actors: frozenset[str]
    asking: frozenset[str]
    grading: frozenset[str]
    twins: frozenset[str]
    written_out: Mapping[str, str]
    called: Mapping[str, list[str]]
    together: tuple[WordPair, ...]


class Roles(NamedTuple):
    """Which headings are no question.

    Parameters
    ----------
    exact : mapping
        A whole heading to its role and key.
    starts : tuple
        Beginnings of short headings, longest first, with role and key.
    holds : frozenset of str
        Word sequences that make a short heading personal.
    filler : frozenset of str
        Words left out of a heading first.
    limit : int
        The most words a label has.
    """

    exact: Mapping[str, tuple[str, str | None]]
    starts: tuple[tuple[str, str, str | None], ...]
    holds: frozenset[str]
    filler: frozenset[str]
    limit: int


@cache
def lexicon() -> Lexicon:
    """Read the words of questions and answers, once."""
    lists = _read("words")
    skipped = frozenset(lists["skipped"].split())
    entries: dict[str, dict[str, float]] = defaultdict(dict)
    longest: dict[str, int] = defaultdict(int)
    singles: set[str] = set()
    for meaning, levels in _read("evidence").items():
        for level, text in levels.items():
            for words in _entries(text):
                kept = [w for w in words if w not in skipped]
                if kept:
                    entries[" ".join(kept)].setdefault(meaning, _WEIGHTS[level])
                    longest[kept[0]] = max(longest[kept[0]], len(kept))
                    singles.update(kept)
    answers: dict[str, list[tuple[str, float, bool]]] = defaultdict(list)
    for meaning, levels in _read("answers").items():
        for level, text in levels.items():
            for word in text.split():
                answers[word].append((meaning, _ANSWER_WEIGHTS[level], level == "alone"))
    together = tuple(_pair(name, table) for name, table in lists["together"].items())
    common = frozenset(" ".join(lists[key] for key in ("common", "skipped", "grading", "asking", "actors")).split())
    common = common.union(*(pair.first | pair.second for pair in together))
    return Lexicon(
        entries=dict(entries),
        longest=dict(longest),
        answers={word: tuple(meanings) for word, meanings in answers.items()},
        vocabulary=KnownWords(frozenset(singles), common - singles),
        skipped=skipped,
        dividing=frozenset(lists["dividing"].split()),
        actors=frozenset(lists["actors"].split()),
        asking=frozenset(lists["asking"].split()),
        grading=frozenset(lists["grading"].split()),
        twins=frozenset(lists["twins"].split()),
        written_out=lists["written_out"],
        called=lists["called"],
        together=together,
    )


@cache
def roles() -> Roles:
    """Read the headings that are no question, once."""
    data = _read("roles")
    dropped = lexicon().skipped
    filler = frozenset(data["filler"].split())
    exact: dict[str, tuple[str, str | None]] = {}
    starts: list[tuple[str, str, str | None]] = []
    tables = [(role, None, data[role]) for role in ("timestamp", "personal", "comment", "total", "other")]
    tables += [("profile", key, table) for key, table in data["profile"].items()]
    for role, key, table in tables:
        for words in _entries(table.get("exact", "")):
            exact.setdefault(_label(words, dropped, filler), (role, key))
        starts += [(_label(words, dropped, filler), role, key) for words in _entries(table.get("starts", ""))]
    exact.pop("", None)
    return Roles(
        exact=exact,
        starts=tuple(sorted((s for s in starts if s[0]), key=lambda s: (-len(s[0].split()), s[0], s[1]))),
        holds=frozenset(" ".join(words) for words in _entries(data["personal"]["holds"])),
        filler=filler,
        limit=data["limit"],
    )


def _label(words: list[str], skipped: frozenset[str], filler: frozenset[str]) -> str:
    return " ".join(w for w in words if w not in skipped and w not in filler) or " ".join(words)
