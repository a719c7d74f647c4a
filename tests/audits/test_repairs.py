"""Repairs: which single digit makes a table agree, worked out by hand, at the edges too."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import ikm
from ikm.audits.repairs import repairs_of
from ikm.audits.table import table_of

NINE = ["3.265", "3.221", "3.279", "3.691", "3.279", "3.235", "3.397", "3.324", "3.529"]


def repaired(
    ikm_as_printed: str, elements: list[Any], n: int | None = None, column: tuple[Fraction, ...] = (), **more: Any
) -> list[tuple[str, str, str]]:
    table = table_of({"ikm": ikm_as_printed, "elements": elements, **more})
    return [(one.where, one.printed, one.instead) for one in repairs_of(table, n, column)]


def test_an_index_that_touches_what_the_means_allow_is_a_repair() -> None:
    # 3,00 stands for 2,995 … 3,005, so for an index of 74,875 … 75,125; 75,13 begins there, 74,87 ends there.
    assert ("IKM", "75.93", "75.13") in repaired("75,93", ["3.00"])
    assert ("IKM", "94.87", "74.87") in repaired("94,87", ["3.00"])
    assert [one for one in repaired("75,93", ["3.00"]) if one[0] == "IKM"] == [
        ("IKM", "75.93", "74.93"), ("IKM", "75.93", "75.03"), ("IKM", "75.93", "75.13"),
    ]  # fmt: skip


@pytest.mark.parametrize(("index", "found"), [("76,38", True), ("76,12", True), ("76,39", False), ("76,11", False)])
def test_a_mean_whose_bounds_touch_the_index_is_a_repair(index: str, found: bool) -> None:
    # 3,05 stands for an index of 76,125 … 76,375: 76,38 begins at the one end, 76,12 ends at the other.
    assert (("U1", "3.95", "3.05") in repaired(index, ["3.95"])) is found


def test_an_index_stays_between_25_and_100() -> None:
    # Eight elements by 0,13 add up to 4,16 × 25 = 104; by 0,111 all of the lowest give 22,20.
    assert repaired("194,00", ["4.000"] * 8) == []
    assert repaired("92,20", ["1.000"] * 8) == []
    assert repaired("900,00", ["4.000"] * 9) == [("IKM", "900.00", "100.00")]
    assert repaired("15,00", ["1.000"]) == [("IKM", "15.00", "25.00")]


def test_a_mean_stays_between_1_and_4() -> None:
    # Only 4,5 or 0,5 in place of 3,5 and 1,5 would give them.
    assert repaired("87,50", ["3.5", "2.5"]) == [("U2", "2.5", "3.5")]
    assert repaired("25,00", ["1.5", "1.5"]) == []
    assert repaired("100,00", ["3.00", "4.00"]) == [("U1", "3.00", "4.00")]
    assert repaired("25,00", ["2.00", "1.00"]) == [("U1", "2.00", "1.00")]


def test_an_index_printed_on_the_scale_of_means_is_repaired_as_it_is_printed() -> None:
    # Σ of the means 30,22 ÷ 9 = 3,3578.
    assert repaired("3,958", NINE) == [("IKM", "3.958", "3.358")]


def test_an_index_that_its_own_total_contradicts_is_no_repair() -> None:
    # 3,358 × 25 = 83,95, and 3,348 × 25 = 83,70.
    assert repaired("93,95", NINE, total="3,358") == [("IKM", "93.95", "83.95")]
    assert repaired("93,95", NINE, total="3,348") == []


def test_an_index_that_its_grade_contradicts_is_no_repair() -> None:
    assert repaired("93,95", NINE, grade="B") == [("IKM", "93.95", "83.95")]
    assert repaired("93,95", NINE, grade="A") == []
    # The grade of an element says nothing of the index.
    graded = [{"nrr": mean, "grade": "D"} for mean in NINE]
    assert repaired("93,95", graded, grade="B") == [("IKM", "93.95", "83.95")]


def test_an_element_of_which_only_its_weighted_mean_is_printed_is_no_obstacle() -> None:
    # Two elements: 1,500 ÷ 1/2 is a mean of 3; with 2 beside it the index is 62,50, with 4 it is 87,50.
    elements = [{"weighted_nrr": "1,500"}, {"nrr": "2.000"}]
    assert repaired("92,50", elements) == [("IKM", "92.50", "62.50")]
    assert repaired("87,50", elements) == [("U2", "2.000", "4.000")]


def test_an_index_of_an_element_is_repaired_as_it_is_printed() -> None:
    # 81,50 and 83,50 have the mean 82,50; 51,50 and 83,50 have 67,50.
    elements = [{"converted": "51,50"}, {"converted": "83,50"}]
    assert repaired("82,50", elements) == [("U1", "51.50", "81.50")]


def test_a_mean_that_alone_is_impossible_goes_before_an_index_that_may_be_wrong() -> None:
    # Of 30: 3,233 is 97/30, and 3,280 none. 3,200 is 96/30: (3,2333 + 3,2) × 12,5 = 80,42; with 3,280 it is 81,41.
    assert repaired("80,42", ["3.233", "3.280"]) == [("IKM", "80.42", "81.42"), ("U2", "3.280", "3.200")]
    assert repaired("80,42", ["3.233", "3.280"], n=30) == [("U2", "3.280", "3.200")]
    # For 91,42 it would have to be above 4, so the index remains.
    assert repaired("91,42", ["3.233", "3.280"], n=30) == [("IKM", "91.42", "81.42")]


def test_a_mean_that_so_many_cannot_have_is_no_repair() -> None:
    # Of 30 there is 3,200, and no 3,210.
    assert repaired("80,42", ["3.233", "2.200"], n=30) == [("U2", "2.200", "3.200")]
    assert repaired("80,54", ["3.233", "2.210"], n=30) == []
    assert repaired("80,54", ["3.233", "2.210"]) == [("U2", "2.210", "3.210")]


@pytest.mark.parametrize(
    ("beside", "found"),
    [({"sum": 96}, True), ({"sum": 95}, False), ({"counts": [0, 0, 24, 6]}, True), ({"counts": [0, 0, 23, 7]}, False)],
)
def test_a_mean_that_its_sum_or_its_counts_contradict_is_no_repair(beside: dict[str, Any], found: bool) -> None:
    repairs = repaired("80,42", ["3.233", {"nrr": "2.200", **beside}], n=30)
    assert repairs == ([("U2", "2.200", "3.200")] if found else [])


def test_a_mean_that_its_index_contradicts_is_no_repair() -> None:
    assert repaired("80,42", ["3.233", {"nrr": "2.200", "converted": "80,00"}]) == [("U2", "2.200", "3.200")]
    assert repaired("80,42", ["3.233", {"nrr": "2.200", "converted": "82,50"}]) == []


def test_a_mean_that_its_grade_contradicts_is_no_repair() -> None:
    # 3,200 × 25 = 80,00 is a B.
    assert repaired("80,42", ["3.233", {"nrr": "2.200", "grade": "B"}]) == [("U2", "2.200", "3.200")]
    assert repaired("80,42", ["3.233", {"nrr": "2.200", "grade": "C"}]) == []
    # 3,300 × 25 = 82,50: A by the bands of 2004, and B by those in force.
    graded = ["3.233", {"nrr": "2.300", "grade": "A"}]
    assert repaired("81,67", graded) == []
    assert repaired("81,67", graded, regulation="KEP/25/M.PAN/2/2004") == [("U2", "2.300", "3.300")]


def test_a_mean_that_its_weighted_mean_contradicts_is_no_repair() -> None:
    # Σ 30,22 × 0,111 × 25 = 83,86; 3,265 × 0,111 = 0,362.  U9 has no weighted mean beside it.
    elements: list[dict[str, str]] = [{"nrr": mean} for mean in NINE]
    for row in elements[:8]:
        row["weighted_nrr"] = f"{float(row['nrr']) * 0.111:.3f}"
    elements[0]["nrr"] = "3.965"
    column = (Fraction("0.111"),)
    assert repaired("83,86", elements, column=column) == [("U1", "3.965", "3.265")]
    elements[0]["weighted_nrr"] = "0.440"
    assert repaired("83,86", elements, column=column) == []
    assert repaired("83,86", elements) == [("U1", "3.965", "3.265")]


def test_the_weight_of_the_column_is_the_one_a_repair_is_held_against() -> None:
    # By 0,11 a weighted mean of 0,330 is that of 3,00; by 0,111 it would be that of 2,97 or 2,98, which give the index.
    elements = [{"nrr": "2.90", "weighted_nrr": "0,330"}, {"nrr": "3.40", "weighted_nrr": "0,374"},
                {"nrr": "3.20", "weighted_nrr": "0,352"}]  # fmt: skip
    audit = ikm.audit({"ikm": "79,75", "elements": elements})
    assert (audit.verdict, audit.column_weights) == ("none", ("0.11",))
    assert [one for one in audit.repairs if one.where == "U1"] == []
    for row in elements[1:]:
        row["weighted_nrr"] = f"{float(row['nrr']) * 0.111:.3f}".replace(".", ",")
    audit = ikm.audit({"ikm": "79,75", "elements": elements})
    assert [(one.where, one.instead) for one in audit.repairs if one.where == "U1"] == [("U1", "2.97"), ("U1", "2.98")]
