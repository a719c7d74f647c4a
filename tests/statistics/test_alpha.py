"""Cronbach's alpha, without an element, and its jackknife: by hand, by R, and by leaving respondents out in earnest."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reference import Reference, references, without_each

from ikm.statistics.alpha import alpha, alpha_without, covariances, jackknife_error
from ikm.statistics.roots import root

SURVEYS = references()
ROWS = st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=4, max_size=25)


@pytest.fixture(params=SURVEYS)
def survey(request: pytest.FixtureRequest) -> Reference:
    return SURVEYS[request.param]


def test_alpha_of_two_elements_by_hand() -> None:
    # Variances 2/3 and 1/3, covariance 1/3: the totals vary by 5/3, and 2 · (1 − 1 / (5/3)) = 4/5.
    answers = {(1, 1): 1, (2, 2): 2, (3, 2): 1}
    assert covariances(answers) == [[Fraction(2, 3), Fraction(1, 3)], [Fraction(1, 3), Fraction(1, 4)]]
    assert alpha([[Fraction(2, 3), Fraction(1, 3)], [Fraction(1, 3), Fraction(1, 3)]]) == Fraction(4, 5)


def test_alpha_of_three_elements_by_hand() -> None:
    # The totals vary by 1 + 2 + 3 + 2 · (1 + 0 + 2) = 12, so alpha is 3/2 · (1 − 6/12).
    matrix: list[list[Fraction | int]] = [[1, 1, 0], [1, 2, 2], [0, 2, 3]]
    assert alpha(matrix) == Fraction(3, 4)
    # Without the second the others do not go together at all; without the first 2 · (1 − 5/9), the third 2 · (1 − 3/5).
    assert [alpha_without(matrix, place) for place in range(3)] == [Fraction(8, 9), 0, Fraction(4, 5)]


def test_alpha_is_below_zero_where_elements_go_against_each_other() -> None:
    assert alpha([[2, -1], [-1, 1]]) == 2 * (1 - Fraction(3, 1))


@pytest.mark.parametrize("matrix", [[], [[1]], [[0, 0], [0, 0]], [[1, -1], [-1, 1]]])
def test_no_alpha_without_two_elements_or_where_totals_do_not_vary(matrix: list[list[Fraction | int]]) -> None:
    assert alpha(matrix) is None


def test_the_jackknife_of_five_respondents_by_hand() -> None:
    answers = {(1, 2): 1, (2, 2): 1, (3, 3): 1, (4, 3): 1, (4, 4): 1}
    singles = list(answers)
    kept = [alpha(covariances(Counter(singles[:i] + singles[i + 1 :]))) for i in range(5)]
    found = [float(one) for one in kept if one is not None]
    mean = sum(found) / 5
    assert float(jackknife_error(answers) or 0) == pytest.approx(
        sqrt(4 / 5 * sum((a - mean) ** 2 for a in found)), abs=1e-14
    )


@pytest.mark.parametrize(
    "singles",
    [
        [(1, 2), (2, 2), (4, 3)],  # three respondents are the fewest
        [(1, 1), (1, 1), (1, 2)],  # n² times the sum of squares of the totals is small, and not nothing
        [(1, 1), (1, 2), (2, 2), (2, 3)],
    ],
)
def test_the_jackknife_of_few_respondents_is_that_of_leaving_each_out(singles: list[tuple[int, ...]]) -> None:
    kept = [alpha(covariances(Counter(singles[:i] + singles[i + 1 :]))) for i in range(len(singles))]
    error = jackknife_error(Counter(singles))
    if None in kept:
        assert error is None
        return
    found = [float(one) for one in kept if one is not None]
    n, mean = len(found), sum(found) / len(found)
    assert float(error or 0) == pytest.approx(sqrt((n - 1) / n * sum((a - mean) ** 2 for a in found)), abs=1e-14)
    assert error != 0


def test_no_jackknife_where_it_hangs_on_one_respondent() -> None:
    assert jackknife_error({(3, 3): 11, (4, 4): 1}) is None
    assert jackknife_error({(3, 3): 11, (4, 4): 2}) is not None


@pytest.mark.parametrize("rows", [{}, {(3, 4): 1, (4, 3): 1}, {(3,): 5, (4,): 5}, {(3, 3): 12}, {(3, 4): 5, (4, 3): 5}])
def test_no_jackknife_of_too_little(rows: dict[tuple[int, ...], int]) -> None:
    assert jackknife_error(rows) is None


def test_averages_of_several_questions_stay_exact() -> None:
    halves: dict[tuple[Fraction | int, ...], int] = {
        (Fraction(7, 2), 4): 3,
        (3, Fraction(8, 3)): 2,
        (2, 2): 1,
        (4, 4): 4,
    }
    sixfold = {tuple(int(6 * score) for score in row): times for row, times in halves.items()}
    assert [[36 * one for one in row] for row in covariances(halves)] == covariances(sixfold)
    assert jackknife_error(halves) == jackknife_error(sixfold)


def test_as_r_has_it(survey: Reference) -> None:
    expected = survey.expected
    matrix = covariances(Counter(survey.complete))
    assert float(alpha(matrix) or 0) == pytest.approx(expected["alpha_direct"], rel=1e-12)
    without = [float(alpha_without(matrix, place) or 0) for place in range(9)]
    assert without == pytest.approx(without_each(expected), rel=1e-12)
    error = jackknife_error(Counter(survey.complete))
    assert float(error if error is not None else -1) == pytest.approx(expected["alpha_jackknife_se"], rel=1e-12)


@given(ROWS)
def test_the_shortcut_leaves_out_as_is_done_by_hand(rows: list[tuple[int, ...]]) -> None:
    kept = [alpha(covariances(Counter(rows[:i] + rows[i + 1 :]))) for i in range(len(rows))]
    error = jackknife_error(Counter(rows))
    if None in kept or alpha(covariances(Counter(rows))) is None:
        assert error is None
        return
    found = [one for one in kept if one is not None]
    mean = sum(found, Fraction(0)) / len(found)
    by_hand = root(Fraction(len(rows) - 1, len(rows)) * sum(((one - mean) ** 2 for one in found), Fraction(0)))
    assert error is not None
    assert float(error) == pytest.approx(float(by_hand), rel=1e-12, abs=1e-15)


@given(ROWS, st.permutations(range(3)))
def test_the_order_of_respondents_and_elements_does_not_matter(rows: list[tuple[int, ...]], order: list[int]) -> None:
    turned = Counter(tuple(row[place] for place in order) for row in reversed(rows))
    assert alpha(covariances(turned)) == alpha(covariances(Counter(rows)))
    assert jackknife_error(turned) == jackknife_error(Counter(rows))


@given(ROWS)
def test_answers_all_alike_make_alpha_one(rows: list[tuple[int, ...]]) -> None:
    alike = Counter((row[0],) * 3 for row in rows)
    assume(len(alike) > 1)
    assert alpha(covariances(alike)) == 1


@given(st.fractions(0, 1000))
def test_a_root_is_the_root(value: Fraction) -> None:
    assert root(value * value) == value
    below = root(value)
    assert below * below <= value < (below + Fraction(1, 10**40)) ** 2
