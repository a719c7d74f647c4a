"""How a cell is shown in a finding: its text, or, where that might be somebody's words, only its length.

Findings are printed, mailed and stored, so they must never carry a name, a number that identifies or a comment that
stands in an answer column by mistake.  A text is shown only when it is short, holds no ``@`` and no six digits, and
looks like an answer: a mark such as ``n/a``, known words, a near miss of one, or a word after "sangat" or "tidak".
In a column with many unknown texts (a column of names, then) only known words are shown.

>>> show("Sangat sesuay"), show("Pelayanan oleh Bu Sari baik"), show("0812 3456 7890")
('Sangat sesuay', '(teks 27 huruf)', '(teks 14 huruf)')
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import TYPE_CHECKING

from ikm.answers.cells import no_answer
from ikm.answers.scales import vocabulary
from ikm.answers.text import normalise, table
from ikm.findings import LANGUAGES, display, filled, in_words

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["by_language", "masked", "phrase", "show"]

_LONGEST = 40
_MANY = 9
_LARGEST = 99_999
_FIRST = frozenset({"tidak", "kurang", "cukup", "sangat", "agak", "selalu", "kadang", "very", "not"})


_HIDDEN = re.compile(r"\(teks ([0-9]+) huruf\)")


def phrase(name: str, **fields: object) -> dict[Language, str]:
    """Fill one of the phrases of ``data/words.toml``, in both languages."""
    phrases = table("words")["phrases"]
    return {lang: filled(in_words(phrases[lang][name]), fields) for lang in LANGUAGES}


def by_language(shown: str) -> dict[str, str]:
    """Give what `show` wrote in both languages.

    >>> by_language("(teks 27 huruf)")["en"], by_language("Bagus")["en"]
    ('(text of 27 characters)', 'Bagus')
    """
    hidden = _HIDDEN.fullmatch(shown)
    for both in (phrase("long"), phrase("hidden", length=hidden[1] if hidden else "")):
        if shown == both["id"]:
            return {"id": shown, "en": both["en"]}
    return {"id": shown, "en": shown}


def _known(word: str) -> bool:
    return word in vocabulary() or not word.isalpha()


def _near(word: str) -> bool:
    return _known(word) or bool(difflib.get_close_matches(word[:_LONGEST], vocabulary(), n=1, cutoff=0.75))


def masked(text: str, *, crowded: bool = False) -> bool:
    """Tell whether a text must not be quoted."""
    if no_answer(text):
        return False
    if "@" in text or sum(c.isdigit() for c in text) > 5:
        return True
    words = normalise(text).split()
    if len(words) < _MANY and all(map(_known, words)):
        return False
    if crowded or len(text) > _LONGEST:
        return True
    plain = len(text) < 3 or (words[0] in _FIRST and len(words) < 4)
    return not plain and not all(map(_near, words))


def show(value: object, *, crowded: bool = False) -> str:
    """Write a cell's value for a finding.

    Parameters
    ----------
    value : object
        The cell.
    crowded : bool
        The column holds many unknown texts.

    Returns
    -------
    str
        One short line; for free text only its length.
    """
    text = getattr(value, "text", None)
    if isinstance(text, str) and not isinstance(value, str):
        value = text or getattr(value, "kind", "")
    if isinstance(value, str):
        shown = value.strip()
        if masked(shown, crowded=crowded):
            return phrase("hidden", length=len(shown))["id"]
        return display(shown)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, int | float) and value == value and abs(value) > _LARGEST:  # noqa: PLR0124 - not a NaN
        # A long number may be somebody's NIK or telephone.
        return phrase("long")["id"]
    return display(value) if isinstance(value, bool | int | float | dt.date | dt.time) else f"({type(value).__name__})"
