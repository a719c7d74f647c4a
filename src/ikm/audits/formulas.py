"""Formulas: the IKM of given means, by one weight and one order of rounding.

The regulation says: NRR = sum of scores ÷ questionnaires answered; weighted NRR = NRR × weight; IKM = the sum of the
weighted NRRs × 25.  It does not say where to round, and offices do at each of these places.

>>> from fractions import Fraction
>>> from ikm.audits.candidates import Order, weights_of
>>> from ikm.audits.formulas import index_of
>>> sums = (444, 438, 446, 502, 446, 440, 462, 452, 480)
>>> means, (exact, three, two) = [Fraction(one, 136) for one in sums], weights_of(9)[:3]
>>> [round(float(index_of(means, one.values, Order("none"))), 2) for one in (exact, three, two)]
[83.95, 83.86, 83.11]
>>> index_of(means, exact.values, Order("total-2", total=2))
Fraction(84, 1)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.audits.candidates import Order

__all__ = ["FACTOR", "index_of", "rounded", "sum_of", "total_of"]

FACTOR = 25
"""What makes an index of a mean; the same in every instrument."""


def sum_of(means: Sequence[Fraction], weights: Sequence[Fraction], order: Order) -> Fraction:
    """Compute the sum of the weighted means, these rounded as an order has it and the sum not yet."""
    total = Fraction()
    for mean, weight in zip(means, weights, strict=True):
        taken = rounded(mean, order.nrr)
        if order.converted is not None:
            taken = rounded(taken * FACTOR, order.converted) / FACTOR
        total += rounded(taken * weight, order.weighted)
    return total


def total_of(means: Sequence[Fraction], weights: Sequence[Fraction], order: Order) -> Fraction:
    """Compute the sum of the weighted means, rounded on the way and in the end as an order has it."""
    return rounded(sum_of(means, weights, order), order.total)


def index_of(means: Sequence[Fraction], weights: Sequence[Fraction], order: Order) -> Fraction:
    """Compute the index, exact but for what an order rounds on the way."""
    return total_of(means, weights, order) * FACTOR


def rounded(value: Fraction, decimals: int | None) -> Fraction:
    """Round half up to so many decimals; not at all where they are None."""
    return value if decimals is None else Fraction(round_half_up(value, decimals))
