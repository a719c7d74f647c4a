"""A table that was computed in any known way is audited to it, without a false alarm; a wrong digit is found."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

import ikm
from ikm.audits.candidates import Order, Weight, orders, weights_of
from ikm.audits.formulas import index_of, total_of
from ikm.regulation import load_regulation, round_half_up

LAW = load_regulation()
USUAL = [order for order in orders() if not order.rare]
SUMS = st.integers(20, 400).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.integers(2 * n, 4 * n), min_size=9, max_size=9))
)
COLUMNS = st.sets(st.sampled_from(["grade", "weighted", "sum", "converted", "total", "stated"]))


def printed(value: Fraction, decimals: int) -> str:
    return str(round_half_up(value, decimals)).replace(".", ",")


def published(n: int, sums: list[int], weight: Weight, order: Order, columns: set[str]) -> dict[str, Any]:
    """Print a table as a report does that rounds where an order says."""
    means = [Fraction(total, n) for total in sums]
    index = index_of(means, weight.values, order)
    rows = []
    for total, mean in zip(sums, means, strict=True):
        nrr = mean if order.nrr is None else Fraction(round_half_up(mean, order.nrr))
        weighted = nrr * weight.values[0]
        row: dict[str, Any] = {"nrr": printed(nrr, order.nrr or 3)}
        row |= {"grade": LAW.band(LAW.round_index(mean * 25)).mutu} if "grade" in columns else {}
        row |= {"weighted_nrr": printed(weighted, order.weighted or 4)} if "weighted" in columns else {}
        row |= {"sum": total} if "sum" in columns else {}
        row |= {"converted": printed(mean * 25, 2)} if "converted" in columns else {}
        rows.append(row)
    table: dict[str, Any] = {"n_respondents": n, "ikm_as_printed": printed(index, 2), "elements": rows}
    table |= {"grade_as_printed": LAW.band(LAW.round_index(index)).mutu} if "grade" in columns else {}
    whole = total_of(means, weight.values, order)
    table |= {"total_weighted_as_printed": printed(whole, order.total or 4)} if "total" in columns else {}
    return table | ({"weight_stated": weight.name if weight.name != "exact" else "1/9"} if "stated" in columns else {})


@given(SUMS, st.sampled_from(weights_of(9)[:3]), st.sampled_from(USUAL), COLUMNS)
def test_a_correct_table_is_audited_to_its_weight_without_an_alarm(
    answered: tuple[int, list[int]], weight: Weight, order: Order, columns: set[str]
) -> None:
    audit = ikm.audit(published(*answered, weight, order, columns))
    assert audit.verdict == "exact"
    assert weight.name in {fit.weight for fit in audit.fits if fit.exact}
    assert audit.anomalies == ()
    assert audit.repairs == ()


@given(SUMS, st.sampled_from(weights_of(9)[:3]))
def test_a_table_that_rounds_nothing_tells_its_weight(answered: tuple[int, list[int]], weight: Weight) -> None:
    audit = ikm.audit(published(*answered, weight, Order("none"), set()))
    assert audit.weight == weight.name


@given(SUMS, st.integers(0, 3), st.integers(1, 9))
def test_a_wrong_digit_of_the_index_is_repaired(answered: tuple[int, list[int]], place: int, by: int) -> None:
    table = published(*answered, weights_of(9)[0], Order("none"), set())
    right = table["ikm_as_printed"].replace(",", "")
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    assume(len(right) == 4 and wrong > "2000")
    audit = ikm.audit({**table, "ikm_as_printed": f"{wrong[:2]},{wrong[2:]}"})
    if audit.verdict == "none":
        assert f"{right[:2]}.{right[2:]}" in {one.instead for one in audit.repairs if one.where == "IKM"}


@given(SUMS, st.integers(0, 8), st.integers(0, 1), st.integers(1, 9))
def test_a_wrong_digit_of_a_mean_is_repaired(answered: tuple[int, list[int]], place: int, digit: int, by: int) -> None:
    table = published(*answered, weights_of(9)[0], Order("none"), set())
    right = table["elements"][place]["nrr"]
    at = (0, 2)[digit]
    wrong = right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :]
    assume("1,000" <= wrong <= "4,000")
    table["elements"][place]["nrr"] = wrong
    audit = ikm.audit(table)
    if audit.verdict == "none":
        assert (f"U{place + 1}", right.replace(",", ".")) in {(one.where, one.instead) for one in audit.repairs}
