"""Changes: the interval and the test of two surveys as R has them, and their ends by hand."""

from __future__ import annotations

from fractions import Fraction
from math import isclose, sqrt

import pytest
from reference import Reference, references

from ikm.statistics import (
    Covariances,
    Estimate,
    Scaled,
    change_interval,
    estimate_of_index,
    estimate_of_levels,
    welch,
)
from ikm.tallies import Tally

ELEMENTS = tuple(f"U{number}" for number in range(1, 10))
WEIGHTS = dict.fromkeys(ELEMENTS, Fraction(1, 9))


def both(one: Reference, *, corrected: bool) -> list[Scaled]:
    """Give the index of each period, of N people where that is asked for."""
    found = []
    for period in sorted(set(one.periods)):
        rows = [row for row, of in zip(one.rows, one.periods, strict=True) if of == period]
        counts = Tally.of_scores(ELEMENTS, rows, moments=True).total
        covariances = Covariances.of(counts, "available")
        assert covariances is not None
        people = (one.populations or {})[period]
        asked = Fraction(len(rows), people) if corrected else Fraction()
        estimate = estimate_of_index(covariances, WEIGHTS, (1, 4), asked)
        assert estimate is not None
        found.append(Scaled(estimate, 25, 75))
    return found


def test_square_and_add_is_what_r_has() -> None:
    one = references()["periods"]
    before, after = both(one, corrected=True)
    limits = change_interval(before, after, 0.95)
    for mine, theirs in zip(limits, one.expected["square_and_add_difference_ci95"], strict=True):
        assert isclose(mine, theirs, rel_tol=1e-9)
    assert isclose(after.mean - before.mean, one.expected["difference"], rel_tol=1e-9)


@pytest.mark.parametrize(("name", "corrected"), [("welch", False), ("welch_fpc", True)])
def test_welch_is_what_r_has(name: str, *, corrected: bool) -> None:
    one = references()["periods"]
    before, after = both(one, corrected=corrected)
    expected = one.expected[name]
    test = welch(before, after)
    assert test is not None
    assert isclose(test.t, expected["t"], rel_tol=1e-9)
    assert isclose(test.df, expected["df"], rel_tol=1e-9)
    assert isclose(test.p, expected["p"], rel_tol=1e-9)
    assert isclose(sqrt(before.standard_error**2 + after.standard_error**2), expected["se"], rel_tol=1e-9)


def test_the_elements_are_what_r_has() -> None:
    one = references()["periods"]
    expected = one.expected["items"]
    periods = sorted(set(one.periods))
    for place in range(9):
        pair = []
        for period in periods:
            answers = [row[place] for row, of in zip(one.rows, one.periods, strict=True) if of == period]
            levels: dict[int | Fraction, int] = {level: answers.count(level) for level in (1, 2, 3, 4)}
            estimate = estimate_of_levels(levels, (1, 4))
            assert estimate is not None
            pair.append(Scaled(estimate, 1, 3))
        test = welch(*pair)
        assert test is not None
        for mine, name in ((test.t, "t"), (test.df, "df"), (test.p, "p")):
            assert isclose(mine, expected[name][place], rel_tol=1e-9)
        assert isclose(pair[1].mean - pair[0].mean, expected["diff"][place], rel_tol=1e-9, abs_tol=1e-12)


def test_the_interval_turns_with_the_periods() -> None:
    before, after = both(references()["periods"], corrected=True)
    low, high = change_interval(before, after, 0.95)
    assert change_interval(after, before, 0.95) == (-high, -low)
    wider = change_interval(before, after, 0.99)
    assert wider[0] < low < high < wider[1]


def test_two_surveys_of_everybody_have_no_sampling_error() -> None:
    before, after = (
        Scaled(Estimate(20, mean, Fraction(1, 20), Fraction(1)), 25, 75) for mean in (Fraction(1, 2), Fraction(3, 4))
    )
    assert change_interval(before, after, 0.95) == (18.75, 18.75)
    assert welch(before, after) is None


def test_one_survey_of_everybody_leaves_the_error_of_the_other() -> None:
    whole = Scaled(Estimate(20, Fraction(1, 2), Fraction(1, 20), Fraction(1)), 25, 75)
    part = Scaled(Estimate(20, Fraction(3, 4), Fraction(1, 20)), 25, 75)
    low, high = part.interval(0.95)
    assert change_interval(whole, part, 0.95) == pytest.approx((low - whole.mean, high - whole.mean))
    test = welch(whole, part)
    assert test is not None
    assert test.df == pytest.approx(19)


def test_answers_that_are_all_alike_have_no_test_and_an_interval() -> None:
    one = Scaled(Estimate(20, Fraction(1), Fraction(0)), 25, 75)
    assert welch(one, one) is None
    low, high = change_interval(one, one, 0.95)
    assert low < 0 < high
