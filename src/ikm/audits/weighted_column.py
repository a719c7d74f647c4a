"""Weighted column: with which weight the printed column of weighted means (*NRR tertimbang*) was made.

Each weight is held against it element by element, since one figure of it may be misprinted: a weight that gives all of
it but a third is the column's, and the elements that it does not give are told.  Where none gives all of it, means that
are rounded before they are weighted may: then the column is theirs, or that of the weight which gives most of it; a
figure of it that is off by its last digit may pass so.  What the IKM was computed with is another question
(`ikm.audits.weights`): a report may print one weight in the column and use another for the total.

>>> from ikm.audits.means import means_of
>>> from ikm.audits.table import table_of
>>> from ikm.audits.weighted_column import column_of
>>> rows = [("3.559", "0.395"), ("3.517", "0.390"), ("3.556", "0.395"), ("4.000", "0.440")]
>>> table = table_of({"ikm": "90,78", "elements": [{"nrr": nrr, "weighted_nrr": column} for nrr, column in rows]})
>>> column_of(table, means_of(table, None))
WeightedColumn(weights=('0.111',), odd=(3,))
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.audits.candidates import orders, weights_to_try
from ikm.audits.formulas import rounded
from ikm.audits.rounding import PrintedNumber

if TYPE_CHECKING:
    from ikm.audits.candidates import Weight
    from ikm.audits.means import Means
    from ikm.audits.table import PublishedTable

__all__ = ["WeightedColumn", "column_of", "keeps_column", "printed_sum"]


@dataclass(frozen=True, slots=True)
class WeightedColumn:
    """What the column of weighted means was made with.

    Parameters
    ----------
    weights : tuple of str
        The weights that give all of it, or all but ``odd``; none where no weight does.
    odd : tuple of int
        The places of elements that the first of them does not give.
    """

    weights: tuple[str, ...]
    odd: tuple[int, ...]


def column_of(table: PublishedTable, means: Means) -> WeightedColumn | None:
    """Hold the weighted column against each weight, element by element; None where none is printed.

    Parameters
    ----------
    table : PublishedTable
        The table.
    means : Means
        Its means.
    """
    if all(one.weighted is None or one.mean is None for one in table.elements):
        return None
    weights = weights_to_try(table)
    odd = {weight.name: _odd(table, means, weight, None) for weight in weights}
    least = min(map(len, odd.values()))
    finer = {order.nrr for order in orders() if order.nrr is not None and order.nrr < means.decimals} if least else ()
    for nrr in sorted(finer, reverse=True):
        if whole := {weight.name for weight in weights if not _odd(table, means, weight, nrr)}:
            plain = {name for name, places in odd.items() if len(places) == least}
            told = whole if whole & plain else whole | plain
            return WeightedColumn(tuple(weight.name for weight in weights if weight.name in told), ())
    if least > len(table.elements) // 3:
        return WeightedColumn((), ())
    names = tuple(name for name, places in odd.items() if len(places) == least)
    return WeightedColumn(names, odd[names[0]])


def keeps_column(table: PublishedTable, means: Means, weight: Weight, nrr: int) -> bool:
    """Tell whether means that are rounded before they are weighted give the weighted column as well as others do."""
    return len(_odd(table, means, weight, nrr)) <= len(_odd(table, means, weight, None))


def printed_sum(table: PublishedTable) -> PrintedNumber | None:
    """Add up the weighted column as it is printed; None where an element of it is missing."""
    column = [one.weighted for one in table.elements if one.weighted is not None]
    if len(column) < len(table.elements):
        return None
    return PrintedNumber(sum((one.value for one in column), Fraction()), max(one.decimals for one in column))


def _odd(table: PublishedTable, means: Means, weight: Weight, nrr: int | None) -> tuple[int, ...]:
    """Give the places of elements whose weighted mean a weight does not give, of means rounded to ``nrr`` decimals."""
    odd = []
    for place, (one, bounds) in enumerate(zip(table.elements, means.bounds(table, weight.values), strict=True)):
        # The column may be made of the mean as it is printed, whatever finer figure stands beside it.
        low, high = bounds if one.mean is None else (one.mean.low, one.mean.high)
        least, most = (rounded(end, nrr) * weight.values[place] for end in (low, high))
        if one.weighted is not None and not (least <= one.weighted.high and one.weighted.low <= most):
            odd.append(place)
    return tuple(odd)
