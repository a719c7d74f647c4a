"""Answers: what a question is answered with, the lowest score first.

A questionnaire's own labels stand as it has them.  Where it declares what each answer is worth, the answers stand in
that order.  Where it has neither, a statement fits or does not, an element is answered as the regulation's annex asks
it, and anything else is rated; a scale that is not of four points is answered with its digits.

>>> from ikm.questionnaires import Question
>>> choices_of(Question(element="waktu", text="Seberapa cepat?"), 1, 4)
(('Tidak cepat', 'Kurang cepat', 'Cepat', 'Sangat cepat'), True)
>>> choices_of(Question(element="waktu", text="Pelayanan selesai pada waktunya"), 1, 4)[0][0]
'Tidak sesuai'
>>> choices_of(Question(element="waktu", text="Cepat?", scores={"ya": 4, "tidak": 1}), 1, 4)
(('tidak', 'ya'), False)
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.questionnaires import load_questionnaire

if TYPE_CHECKING:
    from ikm.questionnaires import Question

__all__ = ["choices_of", "words"]

_FOUR = 4
_ANNEX = "skm"
"""The regulation's own questionnaire, as ikm ships it."""


@cache
def words() -> dict[str, Any]:
    """Read what ikm puts on a form of its own accord."""
    return tomllib.loads(Path(__file__).with_name("data").joinpath("words.toml").read_text(encoding="utf-8"))


def choices_of(question: Question, low: int, high: int) -> tuple[tuple[str, ...], bool]:
    """Give the choices of a question, and whether each is one point of the scale more than the one before it."""
    if question.scores:
        return tuple(sorted(question.scores, key=lambda answer: question.scores[answer])), False
    if question.labels:
        return tuple(spellings[0] for spellings in question.labels), True
    if high - low + 1 != _FOUR:
        return tuple(map(str, range(low, high + 1))), True
    return _usual(question), True


def _usual(question: Question) -> tuple[str, ...]:
    usual = words()["answers"]
    if not _asks(question.text or question.names[0], usual["asking"]):
        return tuple(usual["statement"])
    annex = load_questionnaire(_ANNEX).labels(question.element)
    return tuple(spellings[0] for spellings in annex[0]) if annex else tuple(usual["rating"])


def _asks(text: str, asking: list[str]) -> bool:
    """Tell a question from a statement; a noun phrase ("Kecepatan pelayanan") is rated, as a question is."""
    said = re.findall(r"\w+", text.casefold())
    return text.rstrip().endswith("?") or bool(said and said[0] in asking)
