"""Disclosure: which groups are hidden, at every border of the rule."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.regulation import load_regulation
from ikm.scoring import LOWEST_MINIMUM, MINIMUM_GROUP, check_minimum, hidden_groups, score_tally
from ikm.tallies import Tally

KEYS = [element.key for element in load_regulation().elements]


def groups(sizes: dict[str, int], scores: dict[str, int] | None = None, **options: Any) -> list[tuple[Any, ...]]:
    """Score groups of these sizes; of each the name, the size shown, index, grade, and how many are in it."""
    names = [name for name, size in sizes.items() for _ in range(size)]
    rows = [[(scores or {}).get(name, 3)] * 9 for name in names]
    tally = Tally.of_scores(KEYS, rows, groups=[(name,) for name in names], by=["unit"])
    result = score_tally(tally, weight="exact", **options)
    assert result.respondents == len(names), "the total is never hidden"
    return [(g.group["unit"], g.respondents, g.ikm, g.mutu, g.kinerja, g.hidden, g.merged) for g in result.groups or ()]


def test_a_group_of_exactly_the_minimum_is_shown() -> None:
    assert hidden_groups({"a": 50, "b": 10}) == frozenset()
    assert hidden_groups({"a": 50, "b": 30, "c": 9}) == {"b", "c"}
    assert hidden_groups({"a": 50, "b": 7}, 7) == frozenset()
    assert groups({"a": 50, "b": 10}, {"b": 4}) == [
        ("a", 50, 75.0, "C", "Kurang Baik", False, 1), ("b", 10, 100.0, "A", "Sangat Baik", False, 1),
    ]  # fmt: skip


def test_two_hidden_groups_that_together_hold_exactly_the_minimum_hide_no_third() -> None:
    assert hidden_groups({"a": 50, "b": 20, "c": 6, "d": 4}) == {"c", "d"}
    assert hidden_groups({"a": 50, "b": 20, "c": 5, "d": 4}) == {"b", "c", "d"}
    assert hidden_groups({"a": 50, "b": 20, "c": 6, "d": 5}) == {"c", "d"}
    assert hidden_groups({"a": 50, "b": 20, "c": 3, "d": 2}, 5) == {"c", "d"}


def test_one_hidden_group_hides_the_next_smallest_with_it_however_large() -> None:
    assert hidden_groups({"a": 50, "b": 30, "c": 9}) == {"b", "c"}
    assert hidden_groups({"a": 5000, "b": 9}) == {"a", "b"}
    assert hidden_groups({"a": 9}) == {"a"}
    assert hidden_groups({}) == frozenset()


def test_many_tiny_groups_are_hidden_until_together_they_hold_the_minimum() -> None:
    assert hidden_groups({"a": 40, "b": 30, "c": 1, "d": 1, "e": 1}) == {"b", "c", "d", "e"}
    assert hidden_groups({"a": 40, "b": 30, "c": 5, "d": 3, "e": 2}) == {"c", "d", "e"}


def test_of_groups_of_one_size_the_first_by_name_is_hidden() -> None:
    assert hidden_groups({"b": 20, "a": 20, "c": 3}) == {"a", "c"}
    assert hidden_groups({"a": 20, "b": 20, "c": 3}) == {"a", "c"}


def test_a_hidden_group_that_is_large_enough_keeps_its_name_and_loses_its_figures() -> None:
    shown = ("a", 50, 75.0, "C", "Kurang Baik", False, 1)
    small = (None, None, None, None, None, True, 1)
    assert groups({"a": 50, "b": 10, "c": 9}) == [shown, ("b", None, None, None, None, True, 1), small]
    assert groups({"z": 50, "b": 10, "c": 9}) == [
        ("b", None, None, None, None, True, 1), ("z", 50, 75.0, "C", "Kurang Baik", False, 1), small,
    ]  # fmt: skip


def test_groups_below_the_minimum_lose_their_names_and_are_counted() -> None:
    shown = ("m", 50, 75.0, "C", "Kurang Baik", False, 1)
    assert groups({"a": 6, "m": 50, "z": 4}) == [shown, (None, None, None, None, None, True, 2)]
    assert groups({"a": 6, "m": 50, "z": 4}, minimum_group=5)[0] == ("a", None, None, None, None, True, 1)


def test_groups_are_scored_with_the_handling_of_blanks_asked_for() -> None:
    rows = [[4] * 9] * 12 + [[None, *[1] * 8]] * 12 + [[2] * 9] * 12
    names = [("a",)] * 24 + [("b",)] * 12
    tally = Tally.of_scores(KEYS, rows, groups=names, by=["unit"])
    every = score_tally(tally, weight="exact").groups or ()
    whole = score_tally(tally, weight="exact", missing="complete").groups or ()
    # available: U1 has 12 × 4 ÷ 12 = 4, the others (48 + 12) ÷ 24 = 2.5; (4 + 8 × 2.5) ÷ 9 × 25 = 66.67
    assert [(g.respondents, g.ikm) for g in every] == [(24, 66.67), (12, 50.0)]
    assert [(g.respondents, g.ikm) for g in whole] == [(12, 100.0), (12, 50.0)]


def test_groups_of_several_names_keep_each_under_its_own() -> None:
    rows = [[3] * 9] * 20
    names = [("Loket A", "2024")] * 10 + [("Loket A", "2025")] * 10
    tally = Tally.of_scores(KEYS, rows, groups=names, by=["unit", "tahun"])
    assert [g.group for g in score_tally(tally).groups or ()] == [
        {"unit": "Loket A", "tahun": "2024"},
        {"unit": "Loket A", "tahun": "2025"},
    ]


def test_without_a_grouping_there_are_no_groups() -> None:
    assert score_tally(Tally.of_scores(KEYS, [[3] * 9])).groups is None


def test_ten_is_the_minimum_unless_another_is_chosen_and_five_the_lowest() -> None:
    assert (MINIMUM_GROUP, LOWEST_MINIMUM) == (10, 5)
    assert [group[5] for group in groups({"a": 10, "b": 12})] == [False, False]
    assert [group[5] for group in groups({"a": 9, "b": 12})] == [True, True]
    check_minimum(5)


@pytest.mark.parametrize("minimum", [4, 0, -5, 4.999, 10.0, "10", None, True, False])
def test_a_minimum_is_a_whole_number_from_five(minimum: Any) -> None:
    for refuse in (check_minimum, lambda m: hidden_groups({"a": 50}, m), lambda m: groups({"a": 50}, minimum_group=m)):
        with pytest.raises(ikm.OptionError, match="a whole number of at least 5; got") as refused:
            refuse(minimum)
        assert "`minimum_group` adalah bilangan bulat, paling kecil 5" in refused.value.words("id")


@given(st.dictionaries(st.text("abc", max_size=2), st.integers(0, 40), max_size=9), st.integers(5, 12))
def test_hiding_one_more_is_hiding_the_smallest_until_it_is_enough(sizes: dict[str, int], minimum: int) -> None:
    order = sorted(sizes, key=lambda group: (sizes[group], group))
    hidden = [group for group in order if sizes[group] < minimum]
    while hidden and (len(hidden) < 2 or sum(sizes[group] for group in hidden) < minimum) and len(hidden) < len(order):
        hidden.append(order[len(hidden)])
    assert hidden_groups(sizes, minimum) == set(hidden)
