"""Kruskal–Wallis, Mann–Whitney and Holm: by hand, by R, by scipy, and what must hold whatever the counts."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import exp
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reference import Reference, references
from scipy import stats
from statsmodels.stats.multitest import multipletests

from ikm.statistics.ranks import RankTest, compare, holm

GROUPED = {name: survey for name, survey in references().items() if survey.groups}
LEVELS = st.dictionaries(st.integers(1, 4), st.integers(1, 12), min_size=1, max_size=4)


@pytest.fixture(params=GROUPED)
def survey(request: pytest.FixtureRequest) -> Reference:
    return GROUPED[request.param]


def by_group(survey: Reference, place: int) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {name: Counter() for name in sorted(set(survey.groups))}
    for row, group in zip(survey.rows, survey.groups, strict=True):
        score = row[place]
        if score is not None:
            found[group][score] += 1
    return found


def totals(survey: Reference) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = {name: Counter() for name in sorted(set(survey.groups))}
    for row, group in zip(survey.rows, survey.groups, strict=True):
        if None not in row:
            found[group][sum(score for score in row if score is not None)] += 1
    return found


def of(groups: dict[Any, Any]) -> RankTest:
    found = compare(groups)
    assert found is not None
    return found


def test_two_groups_by_hand() -> None:
    # Ten 3s share rank 5.5, ten 4s rank 15.5.  A has 8 · 5.5 + 2 · 15.5 = 75, so U = 75 − 55 = 20 of 100.
    found = of({"A": {3: 8, 4: 2}, "B": {3: 2, 4: 8}})
    assert (found.test, found.n, found.df, found.u) == ("mann-whitney", 20, 1, Fraction(20))
    # Ties: 2 · (1000 − 10) of 8000 − 20.  H = (12/420 · (75² + 135²)/10 − 63) / (1 − 1980/7980) = 5.142… / 0.7518…
    assert found.h == (Fraction(12, 420) * Fraction(75**2 + 135**2, 10) - 63) / (1 - Fraction(1980, 7980))
    assert found.effect == Fraction(-3, 5)
    assert found.z is not None
    assert found.z < 0
    assert float(found.z**2) == pytest.approx(float(found.h), rel=1e-15)


def test_three_groups_by_hand() -> None:
    # Ranks: 1, 2, 3 → sums 3, 7, 11 of pairs (1,2), (3,4), (5,6).  H = 12/42 · (9 + 49 + 121)/2 − 21 = 32/7.
    found = of({"A": {1: 1, 2: 1}, "B": {3: 1, 4: 1}, "C": {5: 1, 6: 1}})
    assert (found.test, found.n, found.df, found.h) == ("kruskal-wallis", 6, 2, Fraction(32, 7))
    assert found.p == pytest.approx(exp(-16 / 7), rel=1e-12)  # with two degrees of freedom e^(−H/2) lies above H
    assert found.effect == Fraction(32, 35)
    assert (found.u, found.z) == (None, None)


def test_groups_that_answer_alike_do_not_differ() -> None:
    found = of({"A": {3: 5, 4: 5}, "B": {3: 10, 4: 10}})
    assert (found.h, found.z, found.effect, found.p) == (Fraction(0), Fraction(0), Fraction(0), 1.0)


@pytest.mark.parametrize(
    "groups", [{}, {"A": {4: 9}}, {"A": {4: 9}, "B": {}}, {"A": {4: 9}, "B": {3: 0}}, {"A": {4: 9}, "B": {4: 2, 3: 0}}]
)
def test_nothing_to_compare(groups: dict[str, dict[int, int]]) -> None:
    assert compare(groups) is None


def test_a_group_without_answers_is_no_group() -> None:
    two = {"A": {3: 8, 4: 2}, "B": {3: 2, 4: 8}}
    assert compare(two | {"C": {}}) == compare(two)


def test_elements_as_r_has_it(survey: Reference) -> None:
    kruskal, pair = survey.expected["kruskal_items"], survey.expected["pairs"][0]["items"]
    found = [of(by_group(survey, place)) for place in range(9)]
    assert [one.n for one in found] == kruskal["n"]
    assert [one.df for one in found] == kruskal["df"]
    assert [float(one.h) for one in found] == pytest.approx(kruskal["H"], rel=1e-9)
    assert [one.p for one in found] == pytest.approx(kruskal["p"], rel=1e-9)
    assert [float(one.h) / (one.n - 1) for one in found] == pytest.approx(kruskal["epsilon_squared"], rel=1e-9)
    assert [float(one.u or 0) for one in found] == pair["U"]
    assert [float(one.z or 0) for one in found] == pytest.approx(pair["z_without_continuity"], rel=1e-9)
    assert [one.p for one in found] == pytest.approx(pair["p_without_continuity"], rel=1e-9)
    assert [float(one.effect) for one in found] == pytest.approx(pair["rank_biserial"], rel=1e-9)
    assert holm([one.p for one in found]) == pytest.approx(pair["p_holm_without_continuity"], rel=1e-9)
    assert holm(kruskal["p"]) == pytest.approx(kruskal["p_holm"], rel=1e-9)


def test_totals_as_r_has_it(survey: Reference) -> None:
    kruskal, pair = survey.expected["kruskal_index"], survey.expected["pairs"][0]["index"]
    found = of(totals(survey))
    assert (found.n, found.df, found.u) == (kruskal["n"], kruskal["df"], Fraction(str(pair["U"])))
    assert float(found.h) == pytest.approx(kruskal["H"], rel=1e-9)
    assert found.p == pytest.approx(kruskal["p"], rel=1e-9)
    assert float(found.h) / (found.n - 1) == pytest.approx(kruskal["epsilon_squared"], rel=1e-9)
    assert float(found.effect) == pytest.approx(pair["rank_biserial"], rel=1e-9)


def test_holm_by_hand() -> None:
    # In order 0.01 · 4, 0.02 · 3, 0.03 · 2 (not below the one before), 0.5 · 1.
    assert holm([0.5, 0.01, 0.03, 0.02]) == pytest.approx((0.5, 0.04, 0.06, 0.06))
    assert holm([]) == ()
    assert holm([0.7, 0.9]) == (1.0, 1.0)


def spread(levels: dict[int, int]) -> list[int]:
    return [level for level, times in levels.items() for _ in range(times)]


@given(st.lists(LEVELS, min_size=2, max_size=5))
def test_as_scipy_has_it(groups: list[dict[int, int]]) -> None:
    assume(len({level for levels in groups for level in levels}) > 1)
    found = of(dict(enumerate(groups)))
    assume(found.h)  # scipy's may come out a little below zero then, and its probability as no number
    rows = [spread(levels) for levels in groups]
    other = stats.kruskal(*rows)
    assert float(found.h) == pytest.approx(other.statistic, rel=1e-9, abs=1e-9)
    assert found.p == pytest.approx(other.pvalue, rel=1e-9, abs=1e-9)
    if len(groups) == 2:
        two = stats.mannwhitneyu(rows[0], rows[1], use_continuity=False, method="asymptotic")
        assert float(found.u or 0) == two.statistic
        assert found.p == pytest.approx(two.pvalue, rel=1e-9, abs=1e-9)


@given(st.lists(LEVELS, min_size=2, max_size=4), st.integers(2, 5))
def test_only_the_order_of_answers_counts(groups: list[dict[int, int]], steps: int) -> None:
    stretched = {place: {level**steps: times for level, times in levels.items()} for place, levels in enumerate(groups)}
    assert compare(stretched) == compare(dict(enumerate(groups)))


@given(st.lists(LEVELS, min_size=2, max_size=2))
def test_the_first_against_the_second_is_the_second_against_the_first_turned(groups: list[dict[int, int]]) -> None:
    one, two = compare({"a": groups[0], "b": groups[1]}), compare({"b": groups[1], "a": groups[0]})
    if one is None or two is None:
        assert one is two is None
        return
    assert (one.h, one.p, one.effect) == (two.h, two.p, -two.effect)
    assert -1 <= one.effect <= 1
    assert (one.z or 0) == -(two.z or 0)


@given(st.lists(LEVELS, min_size=3, max_size=5))
def test_an_effect_is_between_none_and_all(groups: list[dict[int, int]]) -> None:
    found = compare(dict(enumerate(groups)))
    assert found is None or 0 <= found.effect <= 1


@settings(max_examples=20)  # statsmodels takes a fifth of a second each time
@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_holm_as_statsmodels_has_it(probabilities: list[float]) -> None:
    assert holm(probabilities) == pytest.approx(multipletests(probabilities, method="holm")[1], rel=1e-9)


@given(st.lists(st.floats(0, 1), max_size=9))
def test_holm_never_lowers_and_keeps_the_order(probabilities: list[float]) -> None:
    found = holm(probabilities)
    assert all(before <= after <= 1 for before, after in zip(probabilities, found, strict=True))
    order = sorted(range(len(found)), key=probabilities.__getitem__)
    assert [found[place] for place in order] == sorted(found)
