"""Anomalies: what is wrong with a table, at the edges, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

import ikm

THIRTY = ["3.233", "3.200", "3.267", "3.300", "3.333", "3.367", "3.400", "3.433", "3.467"]


def codes(table: dict[str, Any]) -> list[str]:
    return [one.code for one in ikm.audit(table).anomalies]


@pytest.mark.parametrize(
    ("total", "wrong"), [("3,002", False), ("2,992", False), ("3,003", True), ("2,991", True), ("2,997", False)]
)
def test_a_total_that_touches_the_sum_of_its_column_is_that_sum(total: str, wrong: bool) -> None:
    # Nine of 0,333 stand for 2,9925 … 3,0015; 3,002 begins there, 2,992 ends there.
    rows = [{"nrr": "3.00", "weighted_nrr": "0,333"}] * 9
    assert ("audit-total" in codes({"ikm": "75,00", "total": total, "elements": rows})) is wrong


def test_a_total_that_was_rounded_on_the_way_to_the_index_is_no_contradiction() -> None:
    # 9 × 0,333 = 2,997, rounded to 3,00, × 25 = 75,00; unrounded it is 74,93.
    rows = [{"nrr": "3,00", "weighted_nrr": "0,333"}] * 9
    assert codes({"ikm": "75,00", "total": "2,997", "elements": rows}) == []
    assert codes({"ikm": "74,93", "total": "2,997", "elements": rows}) == []
    assert "audit-total-index" in codes({"ikm": "75,50", "total": "2,997", "elements": rows})
    # A total that is none of this column explains nothing.
    assert "audit-total-index" in codes({"ikm": "75,00", "total": "3,11", "elements": rows})


def test_weights_of_1_k_are_said_as_such() -> None:
    # Σ 30,22 × 0,11 × 25 = 83,11; by 1/9 it is 83,94.
    means = ["3.265", "3.221", "3.279", "3.691", "3.279", "3.235", "3.397", "3.324", "3.529"]
    audit = ikm.audit({"ikm": "83,11", "weight_stated": "1/9", "elements": means}, lang="en")
    assert [one.code for one in audit.anomalies] == ["audit-weight"]
    assert "1/9" in audit.anomalies[0].message
    assert "stated is 1/9, but the IKM 83.11 was computed with 0.11;" in audit.anomalies[0].message
    column = [{"nrr": one, "weighted_nrr": f"{float(one) / 9:.4f}"} for one in means]
    audit = ikm.audit({"ikm": "83,11", "elements": column}, lang="en")
    assert [one.code for one in audit.anomalies] == ["audit-column"]
    assert "1/9" in audit.anomalies[0].message


def test_a_third_of_the_means_speaks_of_themselves_and_more_of_the_number() -> None:
    # Of 30 no mean is 3,250, 3,251 or 3,252, nor 3,253.
    three = {"n": 30, "ikm": "83,00", "elements": ["3.250", "3.251", "3.252", *THIRTY[3:]]}
    assert "audit-mean-impossible" in codes(three)
    four = {"n": 30, "ikm": "83,00", "elements": ["3.250", "3.251", "3.252", "3.253", *THIRTY[4:]]}
    assert "audit-n-impossible" in codes(four)


def test_a_figure_is_cut_off_only_where_all_of_them_may_be() -> None:
    # Of 3: 10/3 = 3,33 either way; 11/3 = 3,6666 is 3,66 cut off and 3,67 rounded.
    cut = [{"nrr": "3.33", "counts": [0, 0, 2, 1]}, {"nrr": "3.66", "counts": [0, 0, 1, 2]}]
    assert "audit-counts" not in codes({"ikm": "87,50", "elements": cut})
    # 7/2 is 3,50 itself, which is cut off too; 367/100 is 3,67, and no 3,66 whatever was done.
    itself = [{"nrr": "3.50", "counts": [0, 0, 1, 1]}, cut[1]]
    assert "audit-counts" not in codes({"ikm": "89,50", "elements": itself})
    other = [cut[1], {"nrr": "3.66", "counts": [0, 0, 33, 67]}]
    assert "audit-counts" in codes({"ikm": "91,50", "elements": other})
    mixed = [{"nrr": "3.67", "counts": [0, 0, 1, 2]}, {"nrr": "3.66", "counts": [0, 0, 1, 2]}]
    assert "audit-counts" in codes({"ikm": "91,67", "elements": mixed})
    by_sum = [{"nrr": "3.33", "counts": [0, 0, 2, 1]}, {"nrr": "3.66", "sum": 11}]
    assert "audit-sum" not in codes({"ikm": "87,50", "elements": by_sum})
    by_sum[0] = {"nrr": "3.67", "counts": [0, 0, 1, 2]}
    assert "audit-sum" in codes({"ikm": "91,67", "elements": by_sum})


def test_a_population_and_a_sample_are_judged_where_both_are_printed() -> None:
    alone = {"ikm": "75,00", "elements": ["3.00"]}
    assert codes({**alone, "sample_stated": 204}) == []
    assert codes({**alone, "population": 205, "sample_stated": 204}) == ["audit-sample"]
    assert codes({**alone, "population": 205, "n_respondents": 205}) == []
    assert codes({**alone, "population": 205, "n_respondents": 206}) == ["audit-population"]
