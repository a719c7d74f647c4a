"""The weighted column: which weight gives it, element by element, of means as they are printed or rounded before."""

from __future__ import annotations

from typing import Any

import pytest

import ikm
from ikm.audits.means import means_of
from ikm.audits.table import table_of
from ikm.audits.weighted_column import WeightedColumn, column_of


def column(rows: list[tuple[str, str | None]], **more: Any) -> WeightedColumn | None:
    elements = [{"nrr": mean, "weighted_nrr": weighted} for mean, weighted in rows]
    table = table_of({"ikm": "80,00", "elements": elements, **more})
    return column_of(table, means_of(table, None))


# 0,11 × 3,25 and 3,18: with 3,248 and 3,179 it would be 0,3573 and 0,3497.
OF_TWO_DECIMALS: list[tuple[str, str | None]] = [("3,248", "0,3575"), ("3,179", "0,3498"), ("3,121", "0,3432")] * 3


def test_a_column_of_means_rounded_before_is_theirs() -> None:
    assert column(OF_TWO_DECIMALS) == WeightedColumn(("0.11",), ())
    # Of means of two decimals there is nothing to round.
    assert column([("3,25", "0,3575"), ("3,18", "0,3498"), ("3,12", "0,3432")] * 3) == WeightedColumn(("0.11",), ())


def test_means_rounded_to_three_decimals_go_before_those_of_two() -> None:
    # 2,9265 of 68 is 2,92647: to three decimals 2,926, whose ninth is 0,32511.  By 0,1111 most of it comes unrounded.
    rows: list[tuple[str, str | None]] = [("2,9265", "0,32511"), ("3,0441", "0,33822"), ("3,1764", "0,35289")] * 3
    assert column(rows) == WeightedColumn(("exact", "0.1111"), ())


def test_one_odd_figure_is_told_where_no_rounding_gives_all_of_the_column() -> None:
    odd: list[tuple[str, str | None]] = [*OF_TWO_DECIMALS[:8], ("3,121", "0,4432")]
    assert column(odd) == WeightedColumn((), ())
    plain: list[tuple[str, str | None]] = [(mean, f"{float(mean.replace(',', '.')) * 0.11:.4f}") for mean, _ in odd]
    assert column([*plain[:8], ("3,121", "0,4432")]) == WeightedColumn(("0.11",), (8,))


@pytest.mark.parametrize(("wrong", "told"), [(2, ("0.11",)), (3, ("0.11",)), (4, ())])
def test_a_column_is_that_of_a_weight_which_gives_two_thirds_of_it(wrong: int, told: tuple[str, ...]) -> None:
    rows: list[tuple[str, str | None]] = [("3,248", "0,9990" if place < wrong else "0,3573") for place in range(9)]
    assert column(rows) == WeightedColumn(told, tuple(range(wrong)) if told else ())


def test_of_eight_elements_two_may_be_odd() -> None:
    # A third of eight is two and some.
    for wrong, told in ((2, ("0.11",)), (3, ())):
        rows: list[tuple[str, str | None]] = [("3,248", "0,9990" if place < wrong else "0,3573") for place in range(8)]
        assert column(rows, weight_stated="0,11") == WeightedColumn(told, tuple(range(wrong)) if told else ())


def test_without_weighted_means_there_is_no_column() -> None:
    assert column([("3,248", None)] * 9) is None
    table = table_of({"ikm": "80,00", "elements": [{"weighted_nrr": "0,357"}] * 9})
    assert column_of(table, means_of(table, None)) is None


def test_a_misprint_that_rounding_would_explain_names_no_wrong_weight() -> None:
    # By 0,111 all but U6 (0,376 for 0,375); by 1/9 and 0,1111 all of it, of means of two decimals.
    means = ["3,259", "3,102", "3,360", "3,761", "3,584", "3,376", "3,015", "3,452", "3,213"]
    shown = ["0,362", "0,344", "0,373", "0,418", "0,398", "0,376", "0,335", "0,383", "0,357"]
    rows: list[tuple[str, str | None]] = list(zip(means, shown, strict=True))
    assert column(rows) == WeightedColumn(("exact", "0.111", "0.1111"), ())
    elements = [{"nrr": mean, "weighted_nrr": weighted} for mean, weighted in rows]
    audit = ikm.audit({"ikm": "83,59", "elements": elements, "weight_stated": "0,111"})
    assert (audit.weight, audit.anomalies) == ("0.111", ())
