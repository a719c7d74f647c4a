"""Granularity: which means so many whole answers can have, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ikm.audits.granularity import Granularity, granularity_of, is_possible
from ikm.audits.rounding import PrintedNumber
from ikm.audits.table import table_of


def found_of(n: int | None, elements: list[Any]) -> Granularity:
    return granularity_of(table_of({"n": n, "ikm": "80,00", "elements": elements}))


def test_ten_numbers_are_listed_the_nearest_ones() -> None:
    # A half is a mean of even numbers of people alone, while a step is longer than the last digit.
    assert found_of(None, ["3.500"]).possible == tuple(range(2, 21, 2))
    assert found_of(2, ["3.500"]).possible == tuple(range(2, 21, 2))
    assert found_of(134, ["3.500"]).possible == tuple(range(124, 143, 2))
    # Of two that are as near the lower goes first: 124 and 142 are both nine away, 123 and 143 are odd.
    assert found_of(133, ["3.500"]).possible == tuple(range(124, 143, 2))


def test_numbers_are_searched_up_to_three_times_the_stated_one_and_to_400_at_the_least() -> None:
    # 3,002 is no mean of fewer than 400: 3 + 1/400 = 3,0025, which is printed so by those who round to even.
    assert found_of(133, ["3.002"]).possible == ()
    assert found_of(134, ["3.002"]).possible == (400, 401)
    assert found_of(140, ["3.002"]).possible == tuple(range(400, 410))
    assert found_of(398, ["3.002"]).possible == tuple(range(400, 410))
    assert found_of(3400, ["3.0002"]).possible == tuple(range(4000, 4010))


@pytest.mark.parametrize(
    ("n", "stated"),
    [(100, None), (101, None), (99, False), (98, True)],
)
def test_a_step_that_is_no_longer_than_the_last_digit_tells_nothing(n: int, stated: bool | None) -> None:
    # 3,495 × 99 = 346,005 and 3,505 × 99 = 346,995: no whole number between; 343/98 is 3,50.
    assert found_of(n, ["3.50"]).stated is stated


def test_the_finest_mean_decides_what_can_be_told() -> None:
    # 3,50 says nothing of 150 people, 3,333 does: 500/150.
    assert found_of(150, ["3.50", "3.333", "3.50", "3.50", "3.50"]).stated is True
    assert found_of(151, ["3.50", "3.333", "3.50", "3.50", "3.50"]).impossible == (1,)


def test_means_are_cut_off_where_all_of_them_may_be() -> None:
    # Of 3: 10/3 = 3,3333 and 11/3 = 3,6666 cut off; rounded it is 3,667.
    assert found_of(3, ["3.333", "3.666"]) == Granularity(stated=False, impossible=(1,), possible=(), cut=True)
    assert found_of(3, ["3.333", "3.667"]).cut is False
    assert found_of(3, ["3.334", "3.666"]).cut is False
    # 3,5 is no figure that was cut off of 4 people's 3,50, but it is that of 3,5 itself.
    assert found_of(4, ["3.500", "3.249"]).cut is False


def test_blanks_and_columns_without_means_are_passed_over() -> None:
    assert found_of(50, [{"sum": 160}, {"sum": 170}]) == Granularity(None, (), (50,))
    assert found_of(None, [{"counts": [0, 0, 1, 1]}]) == Granularity(None, (), ())
    # 29 of 30 answered U1: 3,034 is 88/29, and no mean of 30.
    left_out = [{"nrr": "3.034", "n": 29}, {"nrr": "3.033", "n": 30}]
    assert found_of(30, left_out).stated is True
    # An element that more answered than there were respondents is held against their number.
    assert found_of(30, [{"nrr": "3.034", "n": 31}, {"nrr": "3.033", "n": 30}]).impossible == (0,)
    # Where all were answered by another number, that is no blank.
    assert found_of(30, [{"nrr": "3.034", "n": 29}, {"nrr": "3.034", "n": 29}]).impossible == (0, 1)


@pytest.mark.parametrize(
    ("index", "possible"),
    [
        # 444/136 = 3,26471: × 25 = 81,618; of 3,265 it is 81,625, and of 3,26 it is 81,50.
        ("81,62", True),
        ("81,63", True),
        ("81,50", True),
        # 445/136 = 3,27206: 81,801; of 3,272 it is 81,80, of 3,27 it is 81,75.
        ("81,80", True),
        ("81,75", True),
        ("81,56", False),
        ("81,70", False),
        ("81,64", False),
        # 408/136 = 3 and 544/136 = 4 exactly.
        ("75,00", True),
        ("100,00", True),
    ],
)
def test_an_index_may_be_made_of_a_mean_rounded_to_two_or_three_decimals(index: str, possible: bool) -> None:
    printed = PrintedNumber.read(index)
    assert printed is not None
    assert is_possible(printed.times(Fraction(1, 25)), 136) is possible


@pytest.mark.parametrize(("n", "possible"), [(2, True), (3, False), (4, True)])
def test_a_mean_is_possible_where_a_whole_sum_has_it(n: int, possible: bool) -> None:
    printed = PrintedNumber.read("3,500")
    assert printed is not None
    assert is_possible(printed, n) is possible
