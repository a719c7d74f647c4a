"""Counts of one group: every figure of a small survey, written down by hand."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest

import ikm
from ikm.tallies.counts import Counts, PairSums, add_up, plain_level

HALF = Fraction(7, 2)
COUNTS = Counts(2, 3, {"a": {4: 1, 3: 1}, "b": {1: 2}}, {"a": {2: 2}, "b": {HALF: 1}})
"""Five people: two answered both elements, two only ``a`` (2 each), one only ``b`` (3½)."""

MOMENTS = {("a", "a"): PairSums(4, 11, 11, 33), ("a", "b"): PairSums(2, 7, 2, 7), ("b", "b"): PairSums(3, 5, 5, 14)}


def test_every_figure_of_counts_with_blanks_is_the_one_added_by_hand() -> None:
    assert COUNTS.respondents == 5
    assert [COUNTS.kept(), COUNTS.kept("available"), COUNTS.kept("complete")] == [5, 5, 2]
    assert [COUNTS.filled(e) for e in "ab"] == [COUNTS.filled(e, "available") for e in "ab"] == [4, 3]
    assert [COUNTS.filled(e, "complete") for e in "ab"] == [2, 2]
    assert [COUNTS.blank(e) for e in "ab"] == [COUNTS.blank(e, "available") for e in "ab"] == [1, 2]
    assert [COUNTS.blank(e, "complete") for e in "ab"] == [0, 0]
    assert [COUNTS.sum(e) for e in "ab"] == [COUNTS.sum(e, "available") for e in "ab"] == [11, Fraction(11, 2)]
    assert [COUNTS.sum(e, "complete") for e in "ab"] == [7, 2]


def test_levels_come_in_order_and_only_those_met() -> None:
    assert list(COUNTS.levels("a").items()) == [(2, 2), (3, 1), (4, 1)]
    assert list(COUNTS.levels("b").items()) == [(1, 2), (HALF, 1)]
    assert list(COUNTS.levels("a", "complete").items()) == [(3, 1), (4, 1)]
    both = Counts(1, 1, {"a": {4: 1}, "b": {2: 1}}, {"a": {4: 1}, "b": {}})
    assert dict(both.levels("a")) == {4: 2}
    assert Counts(1, 0, {"a": {3: 0, 4: 1}}, {"a": {2: 0}}) == Counts(1, 0, {"a": {4: 1}}, {"a": {}})


def test_a_sum_of_fractions_that_comes_out_whole_is_an_int() -> None:
    total = Counts(2, 0, {"a": {HALF: 2}}, {"a": {}}).sum("a")
    assert (total, type(total)) == (7, int)
    assert (type(plain_level(Fraction(4))), plain_level(HALF), plain_level(3)) == (int, HALF, 3)


@pytest.mark.parametrize(
    ("complete", "partial"),
    [({4: 2}, {}), ({}, {}), ({4: 1}, {4: 2}), ({1: -1, 4: 2}, {}), ({4: 1}, {1: -1, 2: 1})],
)
def test_answers_that_do_not_fit_the_questionnaires_are_refused(complete: Any, partial: Any) -> None:
    with pytest.raises(ikm.OptionError, match="answers? cannot be of 1 questionnaire"):
        Counts(1, 1, {"a": complete}, {"a": partial})
    assert Counts(1, 1, {"a": {4: 1}}, {"a": {4: 1}}).filled("a") == 2
    assert Counts(1, 1, {"a": {4: 1}}, {"a": {}}).blank("a") == 1


@pytest.mark.parametrize(
    ("answers", "possible", "where_complete_ones_are_unknown"),
    [(1, False, False), (2, True, True), (4, True, True), (5, False, True), (6, False, True)],
)
def test_two_partial_questionnaires_of_three_elements_hold_two_to_four_answers(
    answers: int, possible: bool, where_complete_ones_are_unknown: bool
) -> None:
    given = [min(2, answers), min(2, max(0, answers - 2)), max(0, answers - 4)]
    counts = Counts(0, 2, {e: {} for e in "abc"}, {e: {4: n} for e, n in zip("abc", given, strict=True)})
    assert counts.are_possible() is possible
    assert counts.are_possible(complete_known=True) is possible
    assert counts.are_possible(complete_known=False) is where_complete_ones_are_unknown


def test_counts_of_several_groups_add_up_exactly() -> None:
    one = Counts(2, 3, COUNTS.complete_levels, COUNTS.partial_levels, MOMENTS)
    two = Counts(
        1, 0, {"a": {4: 1}, "b": {HALF: 1}}, {"a": {}, "b": {}},
        {("a", "a"): PairSums(1, 4, 4, 16), ("a", "b"): PairSums(1, 4, HALF, 14),
         ("b", "b"): PairSums(1, HALF, HALF, Fraction(49, 4))},
    )  # fmt: skip
    both = add_up([one, two], ["a", "b"], moments=True)
    assert (both.complete, both.partial, both.respondents) == (3, 3, 6)
    assert both.complete_levels == {"a": {3: 1, 4: 2}, "b": {1: 2, HALF: 1}}
    assert both.partial_levels == {"a": {2: 2}, "b": {HALF: 1}}
    assert both.moments == {
        ("a", "a"): PairSums(5, 15, 15, 49),
        ("a", "b"): PairSums(3, 11, Fraction(11, 2), 21),
        ("b", "b"): PairSums(4, Fraction(17, 2), Fraction(17, 2), Fraction(105, 4)),
    }
    assert list(both.moments) == [("a", "a"), ("a", "b"), ("b", "b")]
    assert add_up([one, two], ["a", "b"]).moments is None
    assert add_up([one, two], ["a", "b"]).complete_levels == both.complete_levels


def test_one_group_alone_adds_up_to_itself_with_the_moments_asked_for() -> None:
    one = Counts(2, 3, COUNTS.complete_levels, COUNTS.partial_levels, MOMENTS)
    assert add_up([one], ["a", "b"], moments=True) == one
    assert add_up([one], ["a", "b"]) == add_up([one], ["a", "b"], moments=False) == COUNTS
    assert add_up([COUNTS], ["a", "b"], moments=True).moments == dict.fromkeys(MOMENTS, PairSums())
    mixed = add_up([COUNTS, one], ["a", "b"], moments=True)
    assert mixed.moments == MOMENTS
    assert mixed.respondents == 10


def test_no_group_at_all_is_nobody() -> None:
    nobody = add_up([], ["a", "b"], moments=True)
    assert (nobody.respondents, nobody.filled("a"), nobody.sum("b")) == (0, 0, 0)
    assert nobody.moments == dict.fromkeys(MOMENTS, PairSums(0, 0, 0, 0))


@pytest.mark.parametrize("moments", [None, MOMENTS])
def test_counts_survive_pickling_to_the_last_sum(moments: Any) -> None:
    one = Counts(2, 3, COUNTS.complete_levels, COUNTS.partial_levels, moments)
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert (again.complete, again.partial, again.moments) == (2, 3, moments)


def test_counts_do_not_change_with_the_tables_they_were_made_of() -> None:
    levels: dict[str, dict[Any, int]] = {"a": {4: 1}}
    moments = {("a", "a"): PairSums(1, 4, 4, 16)}
    counts = Counts(1, 0, levels, {"a": {}}, moments)
    levels["a"][1] = 7
    moments.clear()
    assert (counts.sum("a"), counts.moments) == (4, {("a", "a"): PairSums(1, 4, 4, 16)})
