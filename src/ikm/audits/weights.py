"""Weights: which weight and which order of rounding give the printed IKM, and what the weighted column was made with.

Every candidate (`ikm.audits.candidates`) is computed.  What comes out is ranked by how plain it is:

1. the printed means as they stand, or the exact ones, nothing rounded on the way, give the IKM to its last digit;
2. they do not, but means that are printed like these do (they are rounded: the IKM was computed before);
3. rounding on the way gives it to its last digit;
4. only something rare does, to its last digit: a weight of four decimals, a digit that is cut off, two roundings;
5. means that are printed like these do, with rounding on the way.

One weight in the first rank is the one that was used, whatever odd order makes another weight fit.  Ranks 2 and 3 are
taken together: each may be chance.  Where the number of respondents is known, a weight in rank 2 that no whole sums of
scores can give is left out, if they can give another.  Where several weights remain, the figures do not tell, and none
is named.

A fit that the printed weighted column and their printed total allow goes before one that they contradict.

>>> from ikm.audits.means import means_of
>>> from ikm.audits.table import table_of
>>> from ikm.audits.weights import fits_of, weights_used
>>> table = table_of({"ikm": "90,78", "elements": ["3.559", "3.517", "3.556", "4.000", "3.514", "3.563", "3.608",
...                   "3.811", "3.552"]})
>>> fits = fits_of(table, [means_of(table, None)])
>>> fits[0].weight.name, fits[0].order, fits[0].exact, weights_used(fits)
('exact', 'none', True, ['exact'])
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from ikm.audits.candidates import orders, weights_of
from ikm.audits.formulas import FACTOR, index_of
from ikm.audits.means import whole_sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.audits.candidates import Order, Weight
    from ikm.audits.means import Means
    from ikm.audits.table import PublishedTable

__all__ = ["ROUNDED", "Fit", "WeightedColumn", "column_of", "fits_of", "weights_to_try", "weights_used"]

_PLAIN, _BEHIND, ROUNDED, _RARE, _BEHIND_ROUNDED = range(1, 6)
"""The ranks of a fit; the last that is usual is `ROUNDED`."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to the printed IKM.

    Parameters
    ----------
    weight : Weight
        With which weight.
    order : str
        Which order of rounding, ``none``, ``sums`` where the exact means gave it, or a key of the candidates.
    rank : int
        How plain it is, from 1.
    exact : bool
        Whether the figures give the IKM to its last digit; else figures that are printed like them do.
    agrees : bool
        Whether the printed weighted column and total allow it.
    n : int, optional
        How many respondents the exact means were found with.
    whole : bool, optional
        Of one in the second rank: whether whole sums of scores that are printed like the means give the IKM; None where
        the number of respondents is not known.
    """

    weight: Weight
    order: str
    rank: int
    exact: bool
    agrees: bool
    n: int | None = None
    whole: bool | None = None


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


def weights_to_try(table: PublishedTable) -> tuple[Weight, ...]:
    """Give the weights to try for a table."""
    printed = [one.weight for one in table.elements if one.weight is not None]
    own = printed if len(printed) == len(table.elements) and len(set(printed)) > 1 else []
    return weights_of(len(table.elements), table.weight, own)


def column_of(table: PublishedTable, means: Means) -> WeightedColumn | None:
    """Hold the weighted column against each weight, element by element; None where none is printed."""
    if all(one.weighted is None or one.mean is None for one in table.elements):
        return None
    odd: dict[str, tuple[int, ...]] = {}
    for weight in weights_to_try(table):
        bounds = means.bounds(table, weight.values)
        odd[weight.name] = tuple(
            place
            for place, (one, (low, high)) in enumerate(zip(table.elements, bounds, strict=True))
            if one.weighted is not None
            and not (
                low * weight.values[place] <= one.weighted.high and one.weighted.low <= high * weight.values[place]
            )
        )
    least = min(map(len, odd.values()))
    if least > len(table.elements) // 3:
        return WeightedColumn((), ())
    names = tuple(name for name, places in odd.items() if len(places) == least)
    return WeightedColumn(names, odd[names[0]])


def fits_of(table: PublishedTable, several: Sequence[Means]) -> list[Fit]:
    """Find every way to the printed IKM, the plainest first, each weight and order once; the rare where no other does.

    Parameters
    ----------
    table : PublishedTable
        The table.
    several : sequence of Means
        Its means, as they may be for each number of respondents that is possible.
    """
    column = column_of(table, several[0])
    found: dict[tuple[str, str], Fit] = {}
    for weight in weights_to_try(table):
        ways = [fit for means in several for fit in _ways(table, means, weight, column)]
        for fit in sorted(ways, key=_order_of):
            found.setdefault((weight.name, fit.order), fit)
    fits = sorted(found.values(), key=_order_of)
    if any(one.whole for one in fits):
        fits = [one for one in fits if one.whole is not False]
    return [one for one in fits if one.rank <= ROUNDED] or fits


def _order_of(fit: Fit) -> tuple[bool, int, bool]:
    """Order fits: those that the other columns allow first, then the plainest."""
    return not (fit.agrees and fit.exact), fit.rank, not fit.exact


def weights_used(fits: Sequence[Fit]) -> list[str]:
    """Name the weights that may have been used, of the fits in their order: one where the figures tell."""
    agreeing = [one for one in fits if one.agrees and one.exact] or list(fits)
    for ranks in ((_PLAIN,), (_BEHIND, ROUNDED), (_RARE,), (_BEHIND_ROUNDED,)):
        if names := list(dict.fromkeys(one.weight.name for one in agreeing if one.rank in ranks)):
            return names
    return []


def _ways(table: PublishedTable, means: Means, weight: Weight, column: WeightedColumn | None) -> Iterator[Fit]:
    """Compute the index every way with one weight, and give those that come to the printed one."""
    bounds = means.bounds(table, weight.values)
    if len(bounds) < len(table.elements) or any(high < 1 or low > 4 for low, high in bounds):
        return
    allowed = column is None or weight.name in column.weights or not column.weights
    for order in orders():
        rank = _RARE if order.rare or weight.rare else _PLAIN if order.key == "none" else ROUNDED
        if means.shown is not None and _adds(order, means):
            index = index_of(means.shown, weight.values, order)
            if _gives(table, order, index):
                yield Fit(weight, order.key, rank, exact=True, agrees=allowed and _totals(table, index))
        if means.exact is not None:
            index, key = index_of(means.exact, weight.values, order), "sums" if order.key == "none" else order.key
            if _gives(table, order, index):
                yield Fit(weight, key, rank, exact=True, agrees=allowed and _totals(table, index), n=means.n)
    if allowed:
        yield from _by_column(table, weight)
    low, high = ([pair[end] for pair in bounds] for end in (0, 1))
    for order in orders():
        least, most = (index_of(ends, weight.values, order) for ends in (low, high))
        if order.rare or weight.rare or not _reaches(table, weight, order, least, most):
            continue
        rank = _BEHIND if order.key == "none" else _BEHIND_ROUNDED
        whole = _by_whole_sums(table, means, weight) if rank == _BEHIND else None
        yield Fit(weight, order.key, rank, exact=False, agrees=allowed and _totals(table, least, most), whole=whole)


def _by_whole_sums(table: PublishedTable, means: Means, weight: Weight) -> bool | None:
    """Tell whether whole sums that are printed like the means give the IKM; None where that cannot be told.

    Between the least and the greatest total of such sums every whole number is one.
    """
    printed = [one for one in means.printed if one is not None]
    if means.n is None or weight.same is None or len(printed) < len(table.elements):
        return None
    sums = [whole_sums(one, means.n) for one in printed]
    if not all(sums):
        return None
    each = weight.same * FACTOR / means.n
    total = max(sum(one[0] for one in sums), ceil(table.ikm.low / each))
    return total <= sum(one[-1] for one in sums) and total * each <= table.ikm.high


def _reaches(table: PublishedTable, weight: Weight, order: Order, least: Fraction, most: Fraction) -> bool:
    """Tell whether an order can give the printed index between two others: what it rounds to has steps."""
    least, most = max(least, table.ikm.low), min(most, table.ikm.high)
    step = _step(weight, order)
    return least <= most if step is None else ceil(least / step) * step <= most


def _step(weight: Weight, order: Order) -> Fraction | None:
    """Give the steps in which an index of an order moves; None where it has none."""
    decimals = order.total if order.total is not None else order.weighted
    if decimals is not None:
        return Fraction(FACTOR, 10**decimals)
    if weight.same is None:
        return None
    if order.nrr is not None:
        return weight.same * Fraction(FACTOR, 10**order.nrr)
    return None if order.converted is None else weight.same * Fraction(1, 10**order.converted)


def _adds(order: Order, means: Means) -> bool:
    """Tell whether an order does more to printed means than was done when they were printed."""
    from_converted = any(one is not None and one.factor != 1 for one in means.printed)
    if from_converted:
        return order.nrr is None and order.converted is None
    return order.nrr is None or order.nrr < means.decimals


def _by_column(table: PublishedTable, weight: Weight) -> Iterator[Fit]:
    """Add up the weighted column as it is printed."""
    column = [one.weighted for one in table.elements]
    if any(one is None for one in column):
        return
    total = sum((one.value for one in column if one is not None), Fraction())
    if table.ikm.admits(total * FACTOR):
        decimals = max(one.decimals for one in column if one is not None)
        agrees = _totals(table, total * FACTOR)
        yield Fit(weight, f"weighted-{decimals}", _RARE if weight.rare else ROUNDED, exact=True, agrees=agrees)


def _gives(table: PublishedTable, order: Order, index: Fraction) -> bool:
    """Tell whether an index is printed as the IKM is; what is cut off only where rounding gives another figure."""
    if order.cut:
        return table.ikm.cuts(index) and not table.ikm.admits(index)
    return table.ikm.admits(index)


def _totals(table: PublishedTable, least: Fraction, most: Fraction | None = None) -> bool:
    """Tell whether the printed sum of the weighted means may be that of an index, or of one between two."""
    low, high = least / FACTOR, (least if most is None else most) / FACTOR
    return table.total is None or (low <= table.total.high and table.total.low <= high)
