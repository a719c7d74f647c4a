r"""What an unknown answer may have been meant as, and what to type to say so.

A misspelt option of a form stands in every answer that chose it.  Where its text is one letter away from a known label,
or where exactly one score of the scale has no answer and one text is unknown, ikm names that score; it never uses it by
itself.  A person decides, with ``--label``.

>>> one_edit("sangatsesuay", "sangatsesuai"), one_edit("sangat", "sagnat"), one_edit("puas", "luas")
(True, True, True)
>>> typed('Sangat "mudah", gampang'), shareable("III"), shareable("Bu Sari"), shareable("tanya@contoh.id")
('Sangat mudah , gampang', True, False, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.answers.scales import scores_of, vocabulary
from ikm.answers.text import label_key, normalise, table
from ikm.findings import display, in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ikm.answers.scales import Scale

__all__ = ["SHARED", "may_score", "nearest", "one_edit", "shareable", "shown_whole", "told", "typed"]

SHARED = 5
"""A text that so many respondents share is an option of the form, and nobody's own words."""

_SHORTEST = 5
"""Letters a text must have to be taken for a slip of another."""

_LONGEST = 160
_DIGITS = 5
_NUMERAL = 3
_DROPPED = dict.fromkeys(map(ord, '"`$!%^\\\r\n\t'), " ")
"""What a command line may take for its own; `label_key` passes over all of it."""


def one_edit(one: str, other: str) -> bool:
    """Tell whether two words differ by exactly one letter changed, added or left out, or two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1]
    return short[start + 1 :] == long[start + 1 :] or swapped + short[start + 2 :] == long[start:]


def nearest(text: str, scales: Iterable[Scale]) -> tuple[str, int] | None:
    """Give the one label a text is a slip of, and its place from 0; nothing where there is none, or several."""
    key = label_key(text)
    if len(key) < _SHORTEST:
        return None
    found = {}
    for scale in scales:
        for label, place in scores_of(scale).items():
            if one_edit(key, label):
                found[place] = next(t for t in scale.labels[place] if label_key(t) == label)
    return next(((text, place) for place, text in found.items()), None) if len(found) == 1 else None


def may_score(text: str, score: int, low: int, high: int) -> bool:
    """Tell whether a label's words allow a score: "Sangat baik sekali" is never the lowest, "Kurang …" never the best.

    The lowest is what nobody chooses most often, so it stays empty where the form does have a label for it: it is
    proposed only for words that blame.

    >>> may_score("Sangat baik sekali", 1, 1, 4), may_score("Kurang baik", 2, 1, 4), may_score("ramah normal", 3, 1, 4)
    (False, True, True)
    >>> may_score("Cepat normal", 1, 1, 4)
    False
    """
    words = normalise(text).split()
    grades = table("words")["grades"]
    if set(words) & {*grades["down"]}:
        return 2 * score <= low + high
    return score == high if set(words) & {*grades["up"]} else score > low


def shareable(text: str) -> bool:
    """Tell whether a text that several respondents gave may be shown as an option of the form.

    One account that fills in for many may leave a name in the wrong column many times.  So an option needs one word
    that answers are made of ("cepat normal", "tiga"), or no more letters than a numeral; and no address, number, link
    or person's title.
    """
    if "@" in text or "://" in text or "www." in text or sum(c.isdigit() for c in text) > _DIGITS:
        return False
    names = table("words")["names"]
    words = set(normalise(text).split())
    answering = words & vocabulary() - {*names["joining"]}
    return len(text) <= _LONGEST and not words & {*names["titles"]} and (bool(answering) or len(text) <= _NUMERAL)


def typed(text: str) -> str:
    """Write a label so that it can be typed between double quotes in any shell and is still found."""
    plain = " ".join(text.translate(_DROPPED).split())
    return plain if label_key(plain) == label_key(text) else ""


def told(
    text: str, element: str | None, low: int, high: int, *, near: tuple[str, int] | None, empty: Collection[int]
) -> dict[str, dict[str, str]]:
    """Say what an unknown label may be, and what to type for it; both languages.

    Parameters
    ----------
    text : str
        The label as it stands in the file.
    element : str, optional
        The key of its element.
    low, high : int
        The scale.
    near : tuple of str and int, optional
        The label it is one letter away from, and that label's score.
    empty : collection of int
        The scores nobody gave, where this is the only unknown label.
    """
    phrases = table("words")["phrases"]
    fields: dict[str, object] = {"element": element or "", "low": low, "high": high, "typed": typed(text)}
    proposal = ""
    if near is not None:
        proposal, fields["label"], fields["score"] = "near", near[0], near[1]
    elif len(empty) == 1:
        proposal, fields["score"] = "empty", min(empty)
    remedy = "" if not element or not fields["typed"] else "score" if proposal else "choose"
    return {
        "proposal": {lang: phrases[lang][proposal].format(**fields) if proposal else "" for lang in ("id", "en")},
        "remedy": {lang: in_words(phrases[lang][remedy]).format(**fields) if remedy else "" for lang in ("id", "en")},
    }


def shown_whole(text: str) -> str:
    """Show the text of an option in full."""
    return display(text, _LONGEST)
