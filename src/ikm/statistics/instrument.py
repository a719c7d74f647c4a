"""Instrument: whether a questionnaire is sound, as Indonesian reports tell it (*uji validitas dan reliabilitas*).

One call gives the item table (`ikm.statistics.items`, with how many answers are at either end of the scale: where most
are, an element can hardly tell respondents apart), Cronbach's alpha with its interval (`ikm.statistics.alpha`) and the
share of **straight lines**: respondents who gave one answer throughout.  It stands beside alpha because answers all
alike make alpha high whatever was asked: a questionnaire that everybody ticked without reading has an alpha of 1.

Where the respondents' rows are known, alpha, its interval and the correlations are those of the complete ones (as in
SPSS and R); standard deviations, floors and ceilings are of each element's own answers.  Of a tally, which holds sums
of products of pairs and no rows, they are those of the pairs: the same figures where nobody left a blank, near ones
otherwise.  The interval and the straight lines are not in a tally at all.  ``basis`` says which.

**Few with blanks.**  Where one respondent left a blank, figures of the complete questionnaires beside the counts of all
give that one's answers back, digit for digit.  Those of the pairs do too, where they are exact: their sums are whole
numbers over n, n − 1 and n − 2, and what each leaves over tells that one's answers.  So with fewer than ten such
respondents alpha, its interval and the correlations are those of the pairs (the interval with the width of the complete
ones), rounded to two decimals, which leave nothing over from thirty respondents on; below thirty there are none.
Verdicts are of the figures so rounded, so that they say nothing these do not.  The straight lines are of the complete
ones and say nothing of anybody, unless nearly all of these are straight: then every element has the same answers among
them, and the counts of all less these are those of the few.  So from nine tenths on they are not told (`nearly_all`).

Nothing is computed from fewer than ten respondents, and nothing is dropped in silence: an element without variance
stays in alpha, and its correlation is said not to exist.

>>> from ikm.statistics.instrument import examine
>>> from ikm.tallies import Tally
>>> rows = {(3, 3, 4): 6, (4, 4, 4): 4, (2, 3, 4): 2}
>>> counts = Tally.of_patterns(["a", "b", "c"], {(): rows}).total
>>> found = examine(counts, ["a", "b", "c"], rows=rows)
>>> found.alpha, found.straight, [item.why for item in found.items]
(Fraction(2, 3), 4, [None, None, 'no-variance'])
>>> round(float(found.interval.low), 3), round(float(found.interval.high), 3)
(0.561, 0.772)
>>> examine(counts, ["a", "b", "c"]).why
'no-products'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from ikm.regulation import round_half_up
from ikm.statistics.alpha import alpha, alpha_without, covariances, jackknife_error
from ikm.statistics.blanks import FEW_DECIMALS, FEWEST, LEAST_WITH_FEW, few, nearly_all
from ikm.statistics.covariances import pairs_of
from ikm.statistics.distributions import t_quantile
from ikm.statistics.items import deviation, r_table, rest_correlation
from ikm.tallies import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.statistics.reasons import Why
    from ikm.tallies import Counts, Missing

__all__ = ["Instrument", "Interval", "Item", "examine"]


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval for alpha, by the jackknife: its ends, its level, and the standard error under it."""

    low: Fraction
    high: Fraction
    level: float
    error: Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """What is told of one element.

    ``n`` answers; ``deviation`` in scores; ``floor`` and ``ceiling``, how many are the lowest and the highest of the
    scale; ``rest``, the corrected item–total correlation, and ``valid``, whether it is above the r table; ``alpha``,
    that of the other elements; ``why`` there is no correlation.
    """

    key: str
    n: int
    deviation: Fraction | None
    floor: int
    ceiling: int
    rest: Fraction | None
    valid: bool | None
    alpha: Fraction | None
    why: Why | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is told of a questionnaire.

    ``n`` respondents under alpha (of pairs: the fewest who answered any); ``straight`` of the ``complete``
    questionnaires gave one answer throughout, neither known of counts.  ``why`` there is no alpha, ``why_interval`` no
    interval for it, ``why_straight`` no straight lines; ``decimals`` that alpha, its interval and the correlations are
    rounded to, none where they are exact.
    """

    basis: Literal["complete", "pairs"]
    n: int
    alpha: Fraction | None
    why: Why | None
    interval: Interval | None
    why_interval: Why | None
    r_table: float | None
    complete: int | None
    straight: int | None
    why_straight: Why | None
    items: tuple[Item, ...]
    decimals: int | None = None


def examine(
    counts: Counts,
    elements: Sequence[str],
    *,
    rows: Mapping[tuple[Any, ...], int] | None = None,
    missing: Missing = "available",
    low: int = 1,
    high: int = 4,
    level: float = 0.95,
) -> Instrument:
    """Examine a questionnaire.

    Parameters
    ----------
    counts : Counts
        The counts of its respondents; with moments, if alpha is wanted and the rows are not known.
    elements : sequence of str
        The elements, in the order of the rows.
    rows : mapping from tuple of scores to int, optional
        How many respondents gave each row; None in it where an answer is blank.
    missing : {"available", "complete"}
        Whether the figures of single elements are of all their answers, or of complete questionnaires.
    low, high : int
        The ends of the scale.
    level : float
        The level of the interval; the r table is that of 5 %.
    """
    whole = None if rows is None else {row: times for row, times in rows.items() if None not in row}
    few_blank = missing == "available" and few(counts.partial)
    told = None if few_blank else whole
    if rows is not None and few_blank:
        counts = Tally.of_patterns(elements, {(): rows}, low=low, high=high, moments=True).total
    matrix, n, why = _matrix(counts, elements, told, missing)
    if matrix is not None and few_blank and counts.kept(missing) < LEAST_WITH_FEW:
        matrix, why = None, "few-blanks"
    decimals = FEW_DECIMALS if few_blank else None
    coefficient = None if matrix is None else alpha(matrix)
    if matrix is not None and coefficient is None:
        why = _why_no_alpha(matrix, few_blank=few_blank)
    interval, why_interval = _interval(coefficient, whole, level, few_blank=few_blank)
    table = None if matrix is None else r_table(n)
    items = []
    for place, element in enumerate(elements):
        levels = counts.levels(element, missing)
        rest = None if matrix is None else _rounded(rest_correlation(matrix, place), decimals)
        spread = deviation(levels)
        items.append(
            Item(
                key=element,
                n=sum(levels.values()),
                deviation=spread,
                floor=levels.get(low, 0),
                ceiling=levels.get(high, 0),
                rest=rest,
                valid=None if rest is None or table is None else rest > table,
                alpha=None if matrix is None else _rounded(alpha_without(matrix, place), decimals),
                why=why if matrix is None else _why_no_rest(matrix, place, spread, few_blank=few_blank, rest=rest),
            )
        )
    lines, why_lines = _straight(whole, few_blank=told is not whole)
    return Instrument(
        basis="pairs" if told is None else "complete",
        n=n,
        alpha=_rounded(coefficient, decimals),
        why=why,
        interval=interval,
        why_interval=why if coefficient is None else why_interval,
        r_table=table,
        complete=None if whole is None else sum(whole.values()),
        straight=lines,
        why_straight=why_lines,
        items=tuple(items),
        decimals=None if coefficient is None else decimals,
    )


def _straight(whole: Mapping[tuple[Any, ...], int] | None, *, few_blank: bool) -> tuple[int | None, Why | None]:
    """Count the straight lines of the complete questionnaires, or say why they are not told."""
    if whole is None:
        return None, "not-from-counts"
    n = sum(whole.values())
    if n < FEWEST:
        return None, "few"
    straight = sum(times for row, times in whole.items() if len(set(row)) == 1)
    return (None, "blanks") if few_blank and nearly_all(straight, n) else (straight, None)


def _rounded(value: Fraction | None, decimals: int | None) -> Fraction | None:
    return value if value is None or decimals is None else Fraction(round_half_up(value, decimals))


def _why_no_alpha(matrix: Sequence[Sequence[Fraction]], *, few_blank: bool) -> Why:
    """Say why covariances give no alpha."""
    if len(matrix) < 2:
        return "few-elements"
    if not any(row[place] for place, row in enumerate(matrix)):
        return "no-variance"
    return "blanks" if few_blank else "totals-alike"


def _why_no_rest(
    matrix: Sequence[Sequence[Fraction]],
    place: int,
    spread: Fraction | None,
    *,
    few_blank: bool,
    rest: Fraction | None,
) -> Why | None:
    """Say why an element has no correlation with the total of the others, where it has none."""
    if rest is not None:
        return None
    if len(matrix) < 2:
        return "few-elements"
    if not matrix[place][place]:
        return "complete-alike" if spread else "no-variance"
    return "blanks" if few_blank else "rest-alike"


def _matrix(
    counts: Counts, elements: Sequence[str], whole: Mapping[tuple[Any, ...], int] | None, missing: Missing
) -> tuple[list[list[Fraction]] | None, int, Why | None]:
    """Give the covariances of the elements, how many respondents are under them, or why there are none."""
    if whole is not None:
        n = sum(whole.values())
        return (covariances(whole), n, None) if n >= FEWEST else (None, n, "few")
    kept = counts.kept(missing)
    if kept < FEWEST:
        return None, kept, "few"
    sums = pairs_of(counts, missing)
    if sums is None:
        return None, kept, "no-products"
    n = min(pair.n for pair in sums.values())
    if n < FEWEST:
        return None, n, "few"
    matrix = [[Fraction(0)] * len(elements) for _ in elements]
    for j, b in enumerate(elements):
        for i, a in enumerate(elements[: j + 1]):
            pair = sums[a, b]
            products = pair.n * pair.sum_ab - pair.sum_a * pair.sum_b
            matrix[i][j] = matrix[j][i] = Fraction(products) / (pair.n * (pair.n - 1))
    return matrix, n, None


def _interval(
    coefficient: Fraction | None, whole: Mapping[tuple[Any, ...], int] | None, level: float, *, few_blank: bool
) -> tuple[Interval | None, Why | None]:
    if coefficient is None:
        return None, None
    if whole is None:
        return None, "not-from-counts"
    n, error = sum(whole.values()), jackknife_error(whole)
    if few_blank:
        # Why there is none would tell of the complete ones alone: that they are straight lines, all of them, say.
        interval = _of_error(coefficient, error or Fraction(), n, level, decimals=FEW_DECIMALS)
        return interval, None if interval else "blanks"
    if error is None:
        return None, "hangs-on-one"
    interval = _of_error(coefficient, error, n, level)
    return interval, None if interval else "no-spread"


def _of_error(
    coefficient: Fraction, error: Fraction, n: int, level: float, *, decimals: int | None = None
) -> Interval | None:
    """Make an interval of a standard error; none where that is nothing, which would claim to be certain."""
    margin = Fraction(t_quantile(1 - (1 - level) / 2, n - 1)) * error
    low, high, shown = (
        one if decimals is None else Fraction(round_half_up(one, decimals))
        for one in (coefficient - margin, min(Fraction(1), coefficient + margin), error)
    )
    return Interval(low, high, level, shown) if shown else None
