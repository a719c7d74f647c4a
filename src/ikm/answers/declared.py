"""Answers of a form that has another scale, scored as its questionnaire declares.

ikm never converts a scale of five points, or reversed codes, by itself: the regulation's scale is 1 to 4, and how
another is carried over is a decision somebody must be able to name.  A questionnaire file may make it, by giving each
answer its score; then exactly those answers are accepted, and the result says that a declared table was used.

>>> from fractions import Fraction
>>> scores = {"1": Fraction(1), "5": Fraction(4), "netral": Fraction(5, 2)}
>>> coding = decode_declared(["5", 1.0, "Netral", "", "6"], scores)
>>> coding.score("5"), coding.score(1.0), coding.score("Netral"), coding.score(""), coding.score("6").code
(4, 1, Fraction(5, 2), None, 'answer-not-declared')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.answers.cells import LONGEST
from ikm.answers.masks import show
from ikm.answers.outcomes import Coding, Fault, cell_key, cell_of
from ikm.answers.text import label_key, visible
from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

__all__ = ["decode_declared", "split_given"]


def decode_declared(
    values: Iterable[object],
    scores: Mapping[str, Fraction],
    *,
    low: int = 1,
    high: int = 4,
    given: Mapping[str, int] | None = None,
) -> Coding:
    """Turn the different values of one column into scores by a declared table.

    Parameters
    ----------
    values : iterable
        The different values of the column (a ``Counter`` of `cell_key` will do).
    scores : mapping from str to Fraction
        Each answer as it stands in the export, and its score.
    low, high : int
        The scale of the survey; declared scores must lie on it.
    given : mapping, optional
        The scores a person gave to single labels; they win.

    Raises
    ------
    OptionError
        If a declared score lies off the scale.
    """
    for answer, score in scores.items():
        if not low <= score <= high:
            raise OptionError(
                f"The questionnaire gives {answer!r} the score {score}; scores lie from {low} to {high}.",
                id=f"Kuesioner memberi jawaban {answer!r} nilai {score}; nilai harus dari {low} sampai {high}.",
            )
    table = {_key(answer): score for answer, score in scores.items()}
    allowed = ", ".join(f"{answer} = {score}" for answer, score in scores.items())
    fixed, rest = split_given({cell_key(value): 1 for value in values}, given or {}, low=low, high=high)
    found: dict[object, int | Fraction | Fault | None] = {}
    for key in rest:
        value = cell_of(key)
        if value is None or (isinstance(value, str) and not visible(value)):
            found[key] = None
            continue
        worth = None if isinstance(value, bool) else table.get(_key(display(value, LONGEST)))
        if worth is None:
            found[key] = Fault("answer-not-declared", show(value), {"allowed": allowed, "given": ""})
        else:
            found[key] = worth.numerator if worth.denominator == 1 else worth
    return Coding(found, findings=(Finding("answer-scale-declared", details={"allowed": allowed}),)).with_given(fixed)


def split_given(
    counts: Mapping[object, int], given: Mapping[str, int], *, low: int, high: int
) -> tuple[dict[object, int], dict[object, int]]:
    """Part a column's values into those a person gave a score (``--label``) and the others with their numbers.

    Parameters
    ----------
    counts : mapping
        The values (`cell_key`) and how often each occurs.
    given : mapping from str to int
        Labels as they stand in the file, and their scores.
    low, high : int
        The scale of the survey.

    Raises
    ------
    OptionError
        If a score lies off the scale.
    """
    for label, score in given.items():
        if not low <= score <= high:
            raise OptionError(
                f'{Typed("label")} "{label}": the score is a whole number from {low} to {high}; got {score}.',
                id=f'{Typed("label")} "{label}": nilainya bilangan bulat {low} sampai {high}, bukan {score}.',
                about=("labels", label),
            )
    table = {_key(label): score for label, score in given.items()}
    fixed: dict[object, int] = {}
    rest: dict[object, int] = {}
    for key, times in counts.items():
        value = cell_of(key)
        plain = isinstance(value, str | int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124 - not a NaN
        worth = table.get(_key(display(value, LONGEST))) if plain else None
        if worth is None:
            rest[key] = times
        else:
            fixed[key] = worth
    return fixed, rest


def _key(answer: str) -> str:
    return label_key(answer) or answer.strip()
