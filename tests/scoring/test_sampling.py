"""Krejcie and Morgan: the printed table, the formula between its rows, other parameters."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.regulation import load_regulation

TABLE = dict(load_regulation().records["sampling_table"]["rows"])


def test_the_formula_gives_all_ninety_printed_rows() -> None:
    assert len(TABLE) == 90
    assert {n: ikm.krejcie_morgan(n) for n in TABLE} == TABLE


def test_between_rows_the_formula_counts() -> None:
    assert ikm.krejcie_morgan(205) == 134


@pytest.mark.parametrize("population", range(10))
def test_below_ten_everybody_is_asked(population: int) -> None:
    assert ikm.krejcie_morgan(population) == population


def test_the_printed_row_stands_beside_the_formula_only_where_there_is_one() -> None:
    assert ikm.sample_size(210).printed == 136
    assert ikm.sample_size(205).printed is None
    assert ikm.sample_size(210, margin=0.03).printed is None


@pytest.mark.parametrize(("achieved", "sufficient"), [(133, False), (134, True), (None, None)])
def test_a_sample_is_sufficient_from_the_required_number_on(achieved: int | None, sufficient: bool | None) -> None:
    sample = ikm.sample_size(205, achieved)
    assert (sample.required, sample.achieved, sample.sufficient) == (134, achieved, sufficient)


def test_other_parameters_follow_the_textbook() -> None:
    # chi-square (1 df) at 99 % is 6.6349, at 90 % 2.7055 (any statistical table)
    assert ikm.krejcie_morgan(1000, confidence=0.99) == 399
    assert ikm.krejcie_morgan(1000, confidence=0.90) == 213
    assert ikm.krejcie_morgan(1000, margin=0.03) == 516
    assert ikm.krejcie_morgan(1000, proportion=0.3) == 244
    assert ikm.krejcie_morgan(1000, confidence=0.95) == ikm.krejcie_morgan(1000)


@pytest.mark.parametrize("population", [-1, 2.5, "205", True, None])
def test_a_population_is_a_whole_number_of_people(population: Any) -> None:
    with pytest.raises(ikm.OptionError, match="whole number of people"):
        ikm.krejcie_morgan(population)


@pytest.mark.parametrize("share", [{"confidence": 95}, {"margin": 0}, {"proportion": 1}, {"margin": "0.05"}])
def test_shares_lie_between_zero_and_one(share: dict[str, Any]) -> None:
    with pytest.raises(ikm.OptionError, match="between 0 and 1"):
        ikm.krejcie_morgan(100, **share)


@given(st.integers(0, 10**9))
def test_a_sample_never_exceeds_its_population_nor_the_limit_of_the_formula(population: int) -> None:
    assert 0 <= ikm.krejcie_morgan(population) <= min(population, 384)


@given(st.integers(0, 10**7))
def test_a_larger_population_never_needs_fewer(population: int) -> None:
    assert ikm.krejcie_morgan(population) <= ikm.krejcie_morgan(population + 1)


def test_an_instrument_without_a_rule_for_the_sample_says_so() -> None:
    with pytest.raises(ikm.OptionError, match="permenpanrb-16-2014 has no rule for the sample size"):
        ikm.krejcie_morgan(205, regulation="permenpanrb-16-2014")
