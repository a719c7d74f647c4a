r"""Words: a heading as the list of words that can be compared.

Headings come from forms, so they hold line breaks, HTML, bilingual pairs, words run together and misspellings.
`clean` makes one plain line of them, `divide` makes words, each with the number of the clause it
stands in, and `KnownWords.known` finds the word of the lexicon that a strange word was meant to be: without its
suffix (*prosedurnya*), from its root (*dipersyaratkan*), torn apart (*persyaratanpelayanan*) or spelt right
(*pesyaratan*).

Nothing here knows what an element is.

>>> clean("1. Bagaimana<br/>pendapat\u2028Saudara&nbsp;tentang <b>PERSYARATAN</b>?")
'1. bagaimana pendapat saudara tentang persyaratan ?'
>>> [word.text for word in divide("kualitas sarana dan prasarana", frozenset({"dan"}), frozenset())]
['kualitas', 'sarana', 'prasarana']
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["KnownWords", "Word", "clean", "divide", "heading_key", "within"]

_TAG = re.compile(r"<[^<>]{0,400}>")
_BROKEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\s*[\r\n\u2028]+\s*(?=[a-z])")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z]+|[0-9]+|[():;.?!\[\]]")
_STOPS = frozenset("():;.?![]")
_LIMIT = 2000

_PREFIX = re.compile(r"^(?:menge|meng|meny|mem|men|me|peng|peny|pem|pen|per|pe|diper|di|ter|ber|ke|se)(?=.{4})")
_SUFFIX = re.compile(r"(?<=.{4})(?:nya|kah|lah|kan|an|i)$")
_SHORTEST, _LONGEST = 5, 60
"""Letters of a word that may be read as another."""
_REMEMBERED = 5000
"""How many words met are remembered: other people's headings must not fill the memory of a service."""


def clean(value: object) -> str:
    """Write a heading on one line in small letters, without markup, hidden characters and accents."""
    text = "" if value is None else str(value)[:_LIMIT]
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - few headings hold any

        text = unescape(text)
    if not text.isascii():
        text = _HIDDEN.sub("", unicodedata.normalize("NFKD", text))
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = _TAG.sub(" ", text)
    text = _HUMP.sub(" ", text).lower()
    return " ".join(_BROKEN.sub("", text).split())


def heading_key(value: object) -> str:
    """Reduce a heading to its letters and digits, for telling whether two are the same.

    >>> heading_key("Biaya / Tarif *") == heading_key("biaya/tarif")
    True
    """
    return " ".join(re.findall(r"[^\W_]+", clean(value)))


def _root(prefix: re.Match[str]) -> str:
    """Give back the letter a prefix swallowed: *penyaluran* comes from *salur* and not from *alur*."""
    return "s" if prefix[0] in {"meny", "peny"} else ""


class Word(NamedTuple):
    """A word of a heading, the clause it stands in (from 0), and whether its spelling was guessed."""

    text: str
    clause: int
    guessed: bool = False


def divide(text: str, skipped: frozenset[str], dividing: frozenset[str]) -> list[Word]:
    """Split cleaned text into words, leaving out small words and numbering the clauses.

    A clause ends at a dividing word (*dengan*, *untuk*, …) or at punctuation.
    """
    words: list[Word] = []
    clause, filled = 0, False
    for token in _WORD.findall(text):
        if token in _STOPS or token in dividing:
            clause, filled = clause + filled, False
        if token in _STOPS or token in skipped:
            continue
        words.append(Word(token, clause))
        filled = True
    return words


def within(first: str, second: str, limit: int) -> bool:
    """Tell whether two words differ by at most `limit` letters changed, added, left out or swapped.

    >>> within("prilaku", "perilaku", 1), within("sarana", "saran", 0), within("kualisan", "kualitas", 2)
    (True, False, True)
    """
    if abs(len(first) - len(second)) > limit:
        return False
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other))
            if before and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return False
        before, above = above, row
    return above[-1] <= limit


@dataclass(frozen=True)
class KnownWords:
    """The words that carry evidence, and those known to carry none.

    Parameters
    ----------
    telling : frozenset of str
        Words of the lexicon; a strange word may be read as one of these.
    common : frozenset of str
        Everyday words, never taken for a misspelling.
    """

    telling: frozenset[str]
    common: frozenset[str]
    _read: dict[str, tuple[tuple[str, ...], bool]] = field(default_factory=dict, repr=False)

    @cached_property
    def _by_letter(self) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.telling | self.common):
            if len(word) >= 5:
                groups[word[0]].append(word)
        return {letter: tuple(words) for letter, words in groups.items()}

    @cached_property
    def long_words(self) -> tuple[str, ...]:
        """The words of five letters and more, the longest first."""
        return tuple(sorted((w for w in self.telling | self.common if len(w) >= 5), key=lambda w: (-len(w), w)))

    def known(self, word: str) -> tuple[str, ...]:
        """Give the known words a word stands for; the word itself when nothing is near.

        >>> vocabulary = KnownWords(frozenset({"persyaratan", "syarat", "prosedur", "sarana"}), frozenset({"saran"}))
        >>> [vocabulary.known(w) for w in ("prosedurnya", "persaratan", "saran", "saranaprosedur", "kucing")]
        [('prosedur',), ('persyaratan',), ('saran',), ('sarana', 'prosedur'), ('kucing',)]
        """
        return self._reading(word)[0]

    def all_known(self, words: Iterable[Word]) -> list[Word]:
        """Apply `known` to every word."""
        read = []
        for word in words:
            known, guessed = self._reading(word.text)
            read += [Word(text, word.clause, guessed) for text in known]
        return read

    def _reading(self, word: str) -> tuple[tuple[str, ...], bool]:
        """Give the known words, and whether the spelling was guessed; a bounded number is remembered."""
        found = self._read.get(word)
        if found is None:
            found = self._look_up(word)
            if len(self._read) < _REMEMBERED and _SHORTEST <= len(word) <= _LONGEST:
                self._read[word] = found
        return found

    def _look_up(self, word: str) -> tuple[tuple[str, ...], bool]:
        if word in self.telling or word in self.common or not _SHORTEST <= len(word) <= _LONGEST:
            return (word,), False
        if plain := self._stem(word) or self._torn(word):
            return plain, False
        respelt = self._respelt(word)
        return respelt or (word,), bool(respelt)

    def _stem(self, word: str) -> tuple[str, ...]:
        shorter = _SUFFIX.sub("", word)
        bare = _PREFIX.sub(_root, word)
        for form in (shorter, bare, _SUFFIX.sub("", bare)):
            if form != word and (form in self.telling or form in self.common):
                return (form,)
        return ()

    def _torn(self, word: str) -> tuple[str, ...]:
        if len(word) < 11:
            return ()
        for part in self.long_words:
            before, match, after = word.partition(part)
            if match:
                rest = [p for p in (before, after) if len(p) >= 3]
                if not rest and before + after:
                    continue
                left = self._look_up(before)[0] if len(before) >= 3 else ()
                right = self._look_up(after)[0] if len(after) >= 3 else ()
                if all(len(w) <= 3 or w in self.telling or w in self.common for w in (*left, *right)):
                    return (*left, part, *right)
        return ()

    def _respelt(self, word: str) -> tuple[str, ...]:
        limit = 1 if len(word) < 9 else 2
        letters = set(word)
        near = [
            w
            for w in self._by_letter.get(word[0], ())
            if len(letters.symmetric_difference(w)) <= 2 * limit and within(word, w, limit if w in self.telling else 1)
        ]
        if not near:
            return ()
        return (min(near, key=lambda w: (not within(word, w, 1), w in self.common, w)),)
