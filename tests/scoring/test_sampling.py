"""Krejcie and Morgan: the printed table, the formula between its rows, other parameters."""

from __future__ import annotations

from pathlib import Path
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


@pytest.mark.parametrize("method", ["krejcie-morgan", "slovin", "cochran"])
@pytest.mark.parametrize(("achieved", "sufficient"), [(20, True), (21, None), (30, None)])
def test_a_sample_of_more_than_the_population_is_not_called_sufficient(
    method: str, achieved: int, sufficient: bool | None
) -> None:
    assert ikm.sample_size(20, achieved, method=method).sufficient is sufficient  # type: ignore[arg-type]


def test_of_more_respondents_than_people_every_output_says_so_and_none_that_they_are_enough() -> None:
    from ikm.reports import report_of, summary  # noqa: PLC0415 - what is said of the figure
    from ikm.reports.units import unit_note  # noqa: PLC0415

    result = ikm.score([[3] * 9] * 30, population=20)
    words = dict(summary(result))["Jumlah responden"]
    assert (
        words == "tidak dapat dinilai: 30 responden, lebih banyak daripada 20 penerima layanan; periksa jumlah populasi"
    )
    english = dict(summary(result.translated("en")))["Respondents"]
    assert english == "cannot be judged: 30 respondents, more than the 20 people served; check the population"
    assert words in str(report_of(result))
    units = {"Loket A": ikm.load([[3] * 9] * 30), "Loket B": ikm.load([[3] * 9] * 12)}
    agency = ikm.score_agency(units, populations=dict.fromkeys(units, 20))
    notes = [unit_note(unit, "id") for unit in agency.units]
    assert "responden melebihi populasi (20)" in notes[0]
    assert "responden belum cukup (perlu 19)" in notes[1]


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


@pytest.mark.parametrize(
    ("population", "required"), [(0, 0), (1, 1), (9, 9), (10, 10), (11, 11), (205, 134), (10**6, 384), (10**12, 384)]
)
def test_the_number_required_is_that_of_the_formula_from_ten_people_on(population: int, required: int) -> None:
    sample = ikm.sample_size(population)
    assert (sample.population, sample.required, sample.method) == (population, required, "krejcie-morgan")
    assert (sample.achieved, sample.sufficient) == (None, None)


def test_a_sample_is_checked_with_the_parameters_asked_for() -> None:
    def of(**share: Any) -> tuple[int, bool | None, int | None]:
        sample = ikm.sample_size(1000, 399, **share)
        return sample.required, sample.sufficient, sample.printed

    # 3.841 x 0.25 x 1000 / (0.05² x 999 + 3.841 x 0.25) = 277.7
    assert of() == (278, True, 278)
    assert of(confidence=0.99) == (399, True, None)
    assert of(margin=0.03) == (516, False, None)
    assert of(proportion=0.3) == (244, True, None)
    assert of(confidence=0.95) == (278, True, None)


def test_the_stated_confidence_keeps_the_printed_chi_square() -> None:
    # X² = 3.841 gives 9511.18; the chi-square of 0.95 to more digits, 3.84146, would give 9512.30
    assert ikm.krejcie_morgan(10**6, margin=0.01) == 9511
    assert ikm.krejcie_morgan(10**6, margin=0.01, confidence=0.95) == 9511
    assert ikm.krejcie_morgan(10**6, margin=0.01, confidence=0.9500000001) == 9512


def test_nobody_is_asked_twice_and_somebody_always() -> None:
    assert ikm.krejcie_morgan(10, margin=0.0001) == 10
    assert ikm.krejcie_morgan(10, margin=0.9) == 1
    assert ikm.krejcie_morgan(10**9, margin=0.99, proportion=0.01) == 1
    assert ikm.krejcie_morgan(9, margin=0.9) == 9


@pytest.mark.parametrize("name", ["confidence", "margin", "proportion"])
@pytest.mark.parametrize("share", [0, 1, -0.5, 1.5, "0.5", True, float("nan")])
def test_a_share_is_refused_by_its_name_at_both_ends(name: str, share: Any) -> None:
    with pytest.raises(ikm.OptionError, match=f"The {name} lies between 0 and 1, such as 0\\.[0-9]+; got") as refused:
        ikm.sample_size(100, **{name: share})
    assert f"--{name} adalah angka di antara 0 dan 1" in refused.value.words("id")


@pytest.mark.parametrize("achieved", [-1, 1.5, "134", True])
def test_respondents_are_a_whole_number_of_people(achieved: Any) -> None:
    with pytest.raises(ikm.OptionError, match="The number of respondents is a whole number of people"):
        ikm.sample_size(205, achieved)
    with pytest.raises(ikm.OptionError, match="The population is a whole number of people"):
        ikm.krejcie_morgan(achieved)
    assert ikm.sample_size(205, 0).sufficient is False


def test_the_rule_is_that_of_the_instrument_given(tmp_path: Any) -> None:
    text = (Path(ikm.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml").read_text(encoding="utf-8")
    changes = (('margin = "0.05"', 'margin = "0.03"'), ("below = 10", "below = 100"), ("[1000, 278]", "[1000, 517]"))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    sample = ikm.sample_size(1000, 516, regulation=own)
    assert (sample.required, sample.sufficient, sample.printed) == (516, True, 517)
    assert (ikm.krejcie_morgan(99, regulation=own), ikm.krejcie_morgan(99)) == (99, 79)
    assert ikm.krejcie_morgan(100, regulation=own) == 92
    with pytest.raises(ikm.OptionError, match="permenpanrb-16-2014 has no rule"):
        ikm.sample_size(205, regulation="permenpanrb-16-2014")


@pytest.mark.parametrize(
    ("population", "margin", "slovin", "cochran"),
    [
        # 205 ÷ (1 + 205 × 0,0025) = 135,5; Krejcie and Morgan 133,9; both up
        (205, 0.05, 136, 134),
        # 1200 ÷ 4 = 300; 3,841 × 0,25 × 1200 ÷ (0,0025 × 1199 + 0,96025) = 291,1
        (1200, 0.05, 300, 292),
        # 1000 ÷ 11 = 90,9; 960,25 ÷ (0,01 × 999 + 0,96025) = 87,7
        (1000, 0.1, 91, 88),
        (9, 0.05, 9, 9),
        (10, 0.05, 10, 10),
    ],
)
def test_other_formulas_are_rounded_up_and_named(population: int, margin: float, slovin: int, cochran: int) -> None:
    for method, size in (("slovin", slovin), ("cochran", cochran)):
        sample = ikm.sample_size(population, size, margin=margin, method=method)  # type: ignore[arg-type]
        assert (sample.required, sample.method, sample.margin, sample.printed) == (size, method, margin, None)
        assert sample.sufficient is True
        assert ikm.sample_size(population, size - 1, margin=margin, method=method).sufficient is False  # type: ignore[arg-type]
    assert ikm.sample_size(population).margin is None


def test_cochran_takes_confidence_and_proportion_and_slovin_neither() -> None:
    assert ikm.sample_size(1000, method="cochran", confidence=0.99).required == 400  # 399,2; 399 rounded
    assert ikm.sample_size(1000, method="cochran", proportion=0.3).required == 245  # 244,1; 244 rounded
    for option in ({"confidence": 0.99}, {"proportion": 0.3}):
        with pytest.raises(ikm.OptionError, match="Slovin's formula has no confidence"):
            ikm.sample_size(1000, method="slovin", **option)  # type: ignore[arg-type]
    with pytest.raises(ikm.OptionError, match="method is"):
        ikm.sample_size(1000, method="yamane")  # type: ignore[arg-type]
