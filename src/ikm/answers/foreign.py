"""What a whole column shows that no single answer can: another scale.

A stray 5 among a hundred answers is a typing error in one cell.  Twenty of them are a form with five choices, and then
every answer of the column means something else: a 4 is no longer the best.  Such columns are refused whole, with the
reason and the remedy (a questionnaire file that declares the scale); ikm never converts a scale by itself.

Recognised here: numbers beyond the scale in a proportion that shows a design, counting from zero, numbers that run
against their words ("1. Sangat baik … 4. Tidak baik"), and a highest score that nobody ever chose.

>>> another_scale({1: 3, 3: 20, 4: 40, 5: 37}, 1, 4, counted=True)
('answer-scale-points', {'points': 5, 'top': 5, 'times': 37})
>>> another_scale({3: 60, 4: 40, 5: 1}, 1, 4, counted=True) is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["another_scale", "reversed_codes", "top_unused"]

_DESIGNS = (5, 6, 7, 10, 100)
_TIMES = 3
_PART = 20
"""A design, not a slip: at least three times, and in at least one answer of twenty."""
_ENOUGH = 30
"""Below thirty answers nothing can be said about a score that nobody chose."""


def _often(times: int, total: int) -> bool:
    return times >= _TIMES and times * _PART >= total


def another_scale(
    numbers: Mapping[int, int], low: int, high: int, *, counted: bool, labelled: int = 0
) -> tuple[str, dict[str, object]] | None:
    """Tell whether the numbers of a column come from a longer scale, or from one that starts at zero.

    Parameters
    ----------
    numbers : mapping
        How often each whole number from 0 to 100 occurs.
    low, high : int
        The scale of the survey.
    counted : bool
        Whether the numbers of times are real; without them only three different numbers beyond the scale are proof.
    labelled : int
        The highest number written with a known word ("10 = Sangat puas"): a form prints those, nobody mistypes them.

    Returns
    -------
    tuple of str and dict, or None
        The finding code and its details.
    """
    total = sum(numbers.values())
    beyond = {n: times for n, times in numbers.items() if n > high}
    times = sum(beyond.values())
    design = _often(times, total) if counted else len(beyond) >= _TIMES and max(beyond) <= _DESIGNS[-2]
    if design or labelled > high:
        top = max(beyond)
        points = next((p for p in _DESIGNS if p >= top and p > high), top)
        return "answer-scale-points", {"points": points, "top": top, "times": times}
    if counted and low == 1 and not beyond and _often(numbers.get(0, 0), total):
        return "answer-scale-zero", {"times": numbers[0]}
    return None


def reversed_codes(
    numbers: Mapping[str, frozenset[int]], scores: Mapping[str, frozenset[int]], low: int, high: int
) -> bool:
    """Tell whether the numbers written beside the words run against them, in every label that has both."""
    both = [(found, scores[key]) for key, found in numbers.items() if len(scores.get(key, ())) == 1]
    turned = all(len(found) == 1 and sum(found) + sum(score) == low + high for found, score in both)
    return len(both) > 1 and turned and any(found != score for found, score in both)


def top_unused(scores: Mapping[int, int], low: int, high: int) -> bool:
    """Tell whether every score but the highest was used, by enough respondents to wonder."""
    return (
        sum(scores.values()) >= _ENOUGH
        and not scores.get(high)
        and all(scores.get(score) for score in range(low, high))
    )
