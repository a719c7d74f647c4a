"""Candidates and formulas: the weights that are tried, each once, and what an order of rounding makes of means."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ikm.audits.candidates import Order, weights_of
from ikm.audits.formulas import index_of


@pytest.mark.parametrize(
    ("elements", "stated", "names"),
    [
        (9, None, ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (9, Fraction("0.111"), ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (9, Fraction(1, 9), ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (9, Fraction("0.12"), ["exact", "0.111", "0.11", "0.071", "0.12", "0.1111"]),
        (9, Fraction("0.1111"), ["exact", "0.111", "0.11", "0.071", "0.1111"]),
        (10, None, ["exact", "0.111", "0.11", "1/9", "0.071"]),
        (14, None, ["exact", "0.071", "0.07", "0.111", "0.11", "1/9", "0.0714"]),
    ],
)
def test_each_weight_is_tried_once(elements: int, stated: Fraction | None, names: list[str]) -> None:
    assert [one.name for one in weights_of(elements, stated)] == names
    rare = [one.name for one in weights_of(elements, stated) if one.rare]
    # One of four decimals is rare, unless somebody states it.
    assert rare == [name for name in names[-1:] if len(name) == 6 and stated != Fraction(name)]


def test_weights_of_their_own_are_tried_first() -> None:
    own = [Fraction("0.4"), Fraction("0.6")]
    first = weights_of(2, None, own)[0]
    assert (first.name, first.values, first.same, first.rare) == ("own", tuple(own), None, False)
    assert weights_of(2)[0].same == Fraction(1, 2)


@pytest.mark.parametrize(
    ("order", "index"),
    [
        # Of 136 the sums 444 and 438 have the means 3,26471 and 3,22059; their half is 3,24265, × 25 = 81,0662.
        (Order("none"), Fraction(441, 136) * 25),
        (Order("total-2", total=2), Fraction("81.00")),
        (Order("total-3", total=3), Fraction("81.075")),
        # 3,265 and 3,221: 3,243; 3,26 and 3,22: 3,24.
        (Order("nrr-3", nrr=3), Fraction("81.075")),
        (Order("nrr-2", nrr=2), Fraction("81.00")),
        # 1,632 and 1,610; 1,63 and 1,61.
        (Order("weighted-3", weighted=3), Fraction("81.05")),
        (Order("weighted-2-total-2", weighted=2, total=2), Fraction("81.00")),
        # 81,62 and 80,51: 162,13 ÷ 2.
        (Order("converted-2", converted=2), Fraction("81.065")),
    ],
)
def test_an_order_rounds_where_it_says(order: Order, index: Fraction) -> None:
    assert index_of([Fraction(444, 136), Fraction(438, 136)], [Fraction(1, 2)] * 2, order) == index
