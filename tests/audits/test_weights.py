"""Weights: which orders of rounding can reach a printed index, worked out by hand, at the edges too."""

from __future__ import annotations

from typing import Any

import pytest

from ikm.audits.means import means_of
from ikm.audits.table import table_of
from ikm.audits.weights import Fit, fits_of

# Two means of two decimals stand for 3,295 … 3,305 and 3,435 … 3,445, so for 84,125 … 84,375.
TWO = ["3.30", "3.44"]


def fits(ikm_as_printed: str, elements: list[Any], *numbers: int | None, **more: Any) -> list[Fit]:
    table = table_of({"ikm": ikm_as_printed, "elements": elements, **more})
    return fits_of(table, [means_of(table, n) for n in numbers or (None,)])


@pytest.mark.parametrize(
    ("index", "orders"),
    [
        # Of the total, 3,37 or 3,38, the index is 84,25 or 84,50; of means rounded again, in steps of 0,125.
        ("84,45", set()),
        ("84,50", {"total-2", "nrr-2"}),
        # 1,648 … 1,653 and 1,718 … 1,723 add up to 3,366 … 3,376: the index moves in steps of 0,025 up to 84,40.
        ("84,39", set()),
        ("84,40", {"weighted-3"}),
        ("84,41", set()),
        # 82,38 … 82,63 and 85,88 … 86,13 have means of 84,13 … 84,38 in steps of 0,005.
        ("84,378", set()),
        ("84,380", {"converted-2"}),
        ("84,385", set()),
    ],
)
def test_an_order_of_rounding_reaches_only_its_own_steps(index: str, orders: set[str]) -> None:
    found = fits(index, TWO)
    assert {one.order for one in found} == orders
    assert all((one.weight.name, one.rank, one.exact) == ("exact", 5, False) for one in found)


def test_the_steps_of_an_order_are_those_of_the_weight() -> None:
    # Means of 2,5 … 3,5 by 1/4 and 3/4: with the means rounded again every index from 62,5 to 87,5 can be.
    elements = [{"nrr": "3", "weight": "0,25"}, {"nrr": "3", "weight": "0,75"}]
    assert {(one.weight.name, one.order) for one in fits("75,00", elements)} >= {("own", "none"), ("own", "total-2")}
    # 10,01 … 10,04 is between two steps of a total of two decimals, and none of a total of three.
    own = [one for one in fits("75,03", elements) if one.weight.name == "own"]
    assert {one.order for one in own} == {"none"}


@pytest.mark.parametrize(
    ("index", "whole"),
    [
        # 3,27 of 400 is a sum of 1306 … 1310, and each is worth 25/400 = 0,0625 of the index: 81,625 … 81,875.
        ("81,62", True),
        ("81,88", True),
        ("81,87", True),
        ("81,69", True),
        ("81,68", False),
        ("81,70", False),
    ],
)
def test_whole_sums_reach_an_index_or_they_do_not(index: str, whole: bool) -> None:
    behind = [one for one in fits(index, ["3.27"], 400) if one.rank == 2]
    assert [(one.order, one.whole) for one in behind] == [("none", whole)]


def test_whole_sums_tell_nothing_without_the_number_or_with_blanks() -> None:
    assert [one.whole for one in fits("81,70", ["3.27"]) if one.rank == 2] == [None]
    elements = [{"nrr": "3.27", "n": 399}]
    assert [one.whole for one in fits("81,70", elements, 400) if one.rank == 2] == [None]
    assert [one.whole for one in fits("81,70", [{"nrr": "3.27", "n": 400}], 400) if one.rank == 2] == [False]
