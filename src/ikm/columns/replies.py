"""Replies: what the answers under a heading are, and which element their words name.

*Gratis* is said of costs, *Sopan dan ramah* of conduct and *Dikelola dengan baik* of complaints, whatever the
heading is.  Free text says nothing: a comment may praise the friendly officer and the price in one breath.

Not done here: giving answers a score.

>>> answer_evidence(["a. Gratis", "b. Murah", "c. Mahal"]).scores
{'biaya': 4.0}
>>> answer_evidence([1, 2, 4.0]).kind, answer_evidence(["2024-05-01 08:30"]).kind
('scores', 'dates')
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.columns.lexicon import lexicon
from ikm.columns.words import clean, divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["AnswerEvidence", "AnswerKind", "answer_evidence"]

AnswerKind = Literal["none", "scores", "labels", "choice", "text", "dates", "days", "other"]

_DATE = re.compile(
    r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ t]+\d{1,2}[:.]\d{2}"
    r"|^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s+\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$"
)
_DAY = re.compile(r"^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][a-z]{3,9}[- ]\d{2,4})$")
_TIMES: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (("dates", _DATE), ("days", _DAY))
_SCORE = re.compile(r"\d{1,2}(?:[.,]0+)?|[★☆⭐* ]+")
_YES = frozenset({"ada", "tersedia", "ya", "iya", "yes", "pernah", "sudah", "bersedia"})
_NO = frozenset({"tidak", "no", "belum", "mungkin", "maybe", "tdk", "ragu"})
_BEHIND = frozenset({"ada", "tersedia", "pernah", "tahu", "yakin", "ingat", "ragu"})
"""Behind yes or no these still grade nothing: "Tidak tahu", "Ragu-ragu"."""
_READ = 2000
_KEPT = 40
_LABELS = 12
_SCALE = 11
_PAIR = 2


class AnswerEvidence(NamedTuple):
    """What the answers of a column are.

    Parameters
    ----------
    kind : str
        ``scores`` (numbers or stars), ``labels`` (words of a scale), ``choice`` (yes and no), ``text``, ``dates``
        (with a time of day), ``days`` (without), ``other`` or ``none``.
    scores : mapping
        Points per meaning, from the words of the answers.
    words : mapping
        The word that speaks most for each meaning.
    """

    kind: AnswerKind
    scores: Mapping[str, float] = MappingProxyType({})
    words: Mapping[str, str] = MappingProxyType({})

    @property
    def rated(self) -> bool:
        """Whether the answers are those of a scale."""
        return self.kind in {"scores", "labels"}


def answer_evidence(answers: Iterable[object] | None) -> AnswerEvidence:
    """Read the answers of a column; distinct ones suffice."""
    seen = _distinct(answers or ())
    if not seen:
        return AnswerEvidence("none")
    if dated := next((kind for kind, form in _TIMES if all(map(form.match, seen))), None):
        return AnswerEvidence(dated)
    labels = [[w.text for w in divide(text, frozenset(), frozenset()) if not w.text.isdigit()] for text in seen]
    if not any(labels):
        scores = len(seen) <= _SCALE and all(_SCORE.fullmatch(text) for text in seen)
        return AnswerEvidence("scores" if scores else "other")
    if _is_choice(labels):
        return AnswerEvidence("choice")
    grading = lexicon().grading
    graded = sum(not words or not grading.isdisjoint(words) for words in labels)
    if _is_text(seen, labels, graded):
        return AnswerEvidence("text")
    points, words = _points(labels)
    worded = [words for words in labels if words]
    of_scale = 2 * sum(not grading.isdisjoint(words) for words in worded) >= len(worded)
    return AnswerEvidence("labels" if of_scale or points else "other", points, words)


def _distinct(answers: Iterable[object]) -> list[str]:
    seen: dict[str, None] = {}
    for value in islice(answers, _READ):
        text = clean(value)
        if text:
            seen[text] = None
        if len(seen) > _KEPT:
            break
    return list(seen)


def _is_choice(labels: list[list[str]]) -> bool:
    said = {words[0] for words in labels if words}
    short = all(len(words) < 2 or (len(words) == _PAIR and words[1] in _BEHIND) for words in labels)
    return short and not said.isdisjoint(_YES) and said <= _YES | _NO


def _is_text(seen: list[str], labels: list[list[str]], graded: int) -> bool:
    wordy = sum(map(len, labels)) > 4 * len(labels)
    many = len(seen) > _LABELS and (2 * graded < len(seen) or wordy)
    return many or sum(map(len, seen)) > 60 * len(seen)


def _points(labels: list[list[str]]) -> tuple[dict[str, float], dict[str, str]]:
    known = lexicon().answers
    count = Counter(word for words in labels for word in {w if w in known else _near(w) for w in words})
    points: dict[str, float] = {}
    why: dict[str, str] = {}
    for word in sorted(count):
        for meaning, weight, alone in known.get(word, ()):
            found = weight if alone or 2 * count[word] >= len(labels) else weight / 2
            if found > points.get(meaning, 0.0):
                points[meaning], why[meaning] = found, word
    return points, why


def _near(word: str) -> str:
    known = lexicon().vocabulary.known(word)
    return known[0] if len(known) == 1 else word
