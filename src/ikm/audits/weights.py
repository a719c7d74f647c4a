"""Weights: which weight and which order of rounding give the printed IKM, and what the weighted column was made with.

Every candidate (`ikm.audits.candidates`) is computed.  What comes out is ranked by how plain it is:

1. the printed means as they stand, or the exact ones, nothing rounded on the way, give the IKM to its last digit; or
   rounded to the decimals of a printed total that × 25 is the IKM;
2. they do not, but means that are printed like these do (they are rounded: the IKM was computed before);
3. rounding on the way gives it to its last digit;
4. only something rare does, to its last digit: a weight of four decimals, a digit that is cut off, two roundings;
5. means that are printed like these do, with rounding on the way.

A fit that the printed weighted column and its printed total allow goes before every one that they contradict.  Of those
one weight in the first rank is the one that was used, whatever odd order makes another weight fit; but for the one that
is stated, which remains possible where a total rounded to two decimals gives the IKM with it: such an IKM is a multiple
of 0,25, and any weight comes to that now and then.  Ranks 2 and 3 are taken together: each may be chance.  Where the
number of respondents is known, a weight in rank 2 that no whole sums of scores can give is left out, if they can give
another.  Where several weights remain, the figures do not tell, and none is named.

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

from ikm.audits.candidates import Order, orders, weights_of
from ikm.audits.formulas import FACTOR, rounded, sum_of
from ikm.audits.means import whole_sums
from ikm.audits.rounding import PrintedNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.audits.candidates import Weight
    from ikm.audits.means import Means
    from ikm.audits.table import PublishedTable

__all__ = ["ROUNDED", "Fit", "WeightedColumn", "column_of", "fits_of", "gives", "weights_to_try", "weights_used"]

_PLAIN, _BEHIND, ROUNDED, _RARE, _BEHIND_ROUNDED = range(1, 6)
"""The ranks of a fit; the last that is usual is `ROUNDED`."""

_WRITTEN_OUT = 4
"""Decimals of a weighted mean: more are those of a spreadsheet, where nothing was rounded."""

_COARSE = 2
"""Decimals of a total: × 25 it moves in steps of 0,25, further apart than the indexes of two weights."""


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
        Whether the printed weighted column and its total allow it.
    n : int, optional
        How many respondents the exact means were found with.
    whole : bool, optional
        Of one in the second rank: whether whole sums of scores that are printed like the means give the IKM; None where
        the number of respondents is not known.
    coarse : bool
        Whether its total was rounded to two decimals, so that the index moves in steps of 0,25.
    """

    weight: Weight
    order: str
    rank: int
    exact: bool
    agrees: bool
    n: int | None = None
    whole: bool | None = None
    coarse: bool = False


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
    odd = {weight.name: _odd(table, means, weight, None) for weight in weights_to_try(table)}
    least = min(map(len, odd.values()))
    if least > len(table.elements) // 3:
        return WeightedColumn((), ())
    names = tuple(name for name, places in odd.items() if len(places) == least)
    return WeightedColumn(names, odd[names[0]])


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


def fits_of(table: PublishedTable, several: Sequence[Means]) -> list[Fit]:
    """Find every way to the printed IKM, each weight and order once: those that agree first, then the plainest.

    The rare ones are left out where a plainer one agrees.

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
    usual = [one for one in fits if one.rank <= ROUNDED]
    agreeing = any(one.agrees for one in usual) or not any(one.agrees for one in fits)
    return usual if usual and agreeing else fits


def gives(table: PublishedTable, several: Sequence[Means], weight: Weight) -> bool:
    """Tell whether a weight gives the printed IKM in any way at all, however odd, that the other columns allow."""
    column = column_of(table, several[0])
    return any(fit.agrees for means in several for fit in _ways(table, means, weight, column))


def _order_of(fit: Fit) -> tuple[bool, bool, int]:
    """Order fits: those that the other columns allow first, then those to the last digit, then the plainest."""
    return not fit.agrees, not fit.exact, fit.rank


def weights_used(fits: Sequence[Fit], stated: str | None = None, *, excused: bool = False) -> list[str]:
    """Name the weights that may have been used, of the fits in their order: one where the figures tell.

    Parameters
    ----------
    fits : sequence of Fit
        Every way to the printed IKM.
    stated : str, optional
        The name of the weight that is stated.
    excused : bool
        Whether it gives the IKM in some way, however odd (`gives`).
    """
    agreeing = [one for one in fits if one.agrees] or list(fits)
    for ranks in ((_PLAIN,), (_BEHIND, ROUNDED), (_RARE,), (_BEHIND_ROUNDED,)):
        found = [one for one in agreeing if one.rank in ranks]
        if found:
            # A total of two decimals comes to an index by chance, so what is plain stays, the column notwithstanding.
            plain = [one for one in fits if one.rank == _PLAIN] if all(one.coarse for one in found) else []
            names = [one.weight.name for one in (*found, *plain)]
            coarse = any(one.coarse and one.exact for one in agreeing if one.weight.name == stated)
            also = [stated] if stated is not None and (coarse or (excused and ranks != (_PLAIN,))) else []
            return list(dict.fromkeys([*names, *also]))
    return []


def _ways(table: PublishedTable, means: Means, weight: Weight, column: WeightedColumn | None) -> Iterator[Fit]:
    """Compute the index every way with one weight, and give those that come to the printed one.

    A rare way that the other columns contradict is none: so many are tried that some come to any figure.
    """
    bounds = means.bounds(table, weight.values)
    if len(bounds) < len(table.elements) or any(high < 1 or low > 4 for low, high in bounds):
        return
    allowed = column is None or weight.name in column.weights or not column.weights
    ends = [[pair[end] for pair in bounds] for end in (0, 1)]
    printed = _column_printed(table) if allowed else None
    if printed is not None:
        yield from _by_column(table, weight, printed)
    for order in orders():
        if printed is not None and order.weighted == printed.decimals:
            continue
        rank, plain = _rank_of(table, weight, order), _is_plain(table, order)
        agrees = allowed and (column is None or order.nrr is None or _keeps_column(table, means, weight, order.nrr))
        for figures, key, n in _known(means, order):
            total = sum_of(figures, weight.values, order)
            index = rounded(total, order.total) * FACTOR
            alike = agrees and _totals(table, index, total * FACTOR)
            if _gives(table, order, index) and (alike or rank != _RARE):
                yield Fit(weight, key, rank, exact=True, agrees=alike, n=n, coarse=_is_coarse(order))
        if order.rare or weight.rare or not (order.nrr is None or _adds(order, means)):
            continue
        before = [sum_of(figures, weight.values, order) for figures in ends]
        least, most = (rounded(one, order.total) * FACTOR for one in before)
        if _reaches(table, weight, order, least, most):
            alike = agrees and _totals(table, least, most, *(one * FACTOR for one in before))
            whole = _by_whole_sums(table, means, weight) if order.key == "none" else None
            behind = _BEHIND if plain else _BEHIND_ROUNDED
            yield Fit(weight, order.key, behind, exact=False, agrees=alike, whole=whole)


def _known(means: Means, order: Order) -> Iterator[tuple[tuple[Fraction, ...], str, int | None]]:
    """Give the figures an order may start from, with its name and the number of respondents they were found with."""
    if means.shown is not None and _adds(order, means):
        yield means.shown, order.key, None
    if means.exact is not None:
        yield means.exact, "sums" if order.key == "none" else order.key, means.n


def _rank_of(table: PublishedTable, weight: Weight, order: Order) -> int:
    """Say how plain it is that figures give the IKM to its last digit; to a coarse total many come by chance."""
    plain = _is_plain(table, order)
    if order.cut or weight.rare or (order.rare and not plain):
        return _RARE
    total = _total_used(table)
    return _PLAIN if plain and (total is None or total > _COARSE) else ROUNDED


def _is_plain(table: PublishedTable, order: Order) -> bool:
    """Tell whether an order rounds nothing on the way, or only to the printed total that × 25 is the IKM."""
    total, decimals = _total_used(table), _decimals_of_total(order)
    return order.key == "none" or (total is not None and decimals == total and order.nrr is None)


def _is_coarse(order: Order) -> bool:
    decimals = _decimals_of_total(order)
    return decimals is not None and decimals <= _COARSE


def _decimals_of_total(order: Order) -> int | None:
    """Give the decimals that the sum of the weighted means has by an order; None where it is not rounded."""
    return order.weighted if order.total is None else order.total


def _total_used(table: PublishedTable) -> int | None:
    """Give the decimals of the printed total, where × 25 it is the IKM: that may be what the IKM was computed from."""
    total = table.total
    return total.decimals if total is not None and table.ikm.admits(total.value * FACTOR) else None


def _keeps_column(table: PublishedTable, means: Means, weight: Weight, nrr: int) -> bool:
    """Tell whether means that are rounded before they are weighted give the weighted column as well as others do."""
    return len(_odd(table, means, weight, nrr)) <= len(_odd(table, means, weight, None))


def _column_printed(table: PublishedTable) -> PrintedNumber | None:
    """Add up the weighted column as it is printed; None where an element of it is missing."""
    column = [one.weighted for one in table.elements if one.weighted is not None]
    if len(column) < len(table.elements):
        return None
    return PrintedNumber(sum((one.value for one in column), Fraction()), max(one.decimals for one in column))


def _by_column(table: PublishedTable, weight: Weight, column: PrintedNumber) -> Iterator[Fit]:
    """Give the ways that start from the weighted column as it is printed, its sum rounded or not.

    However plain, they say nothing of the weight but that the column allows it.
    """
    plain = column.decimals > _WRITTEN_OUT
    itself = Order("none" if plain else f"weighted-{column.decimals}", weighted=column.decimals)
    for order in (itself, *orders()):
        index = rounded(column.value, order.total) * FACTOR
        if order.weighted == column.decimals and order.nrr is None and table.ikm.admits(index):
            agrees = _totals(table, index, column.value * FACTOR)
            rank = _RARE if weight.rare else ROUNDED
            yield Fit(weight, order.key, rank, exact=True, agrees=agrees, coarse=_is_coarse(order))


def _by_whole_sums(table: PublishedTable, means: Means, weight: Weight) -> bool | None:
    """Tell whether whole sums that are printed like the means give the IKM; None where that cannot be told.

    Between the least and the greatest total of such sums every whole number is one.
    """
    printed = [one for one in means.printed if one is not None]
    blanks = any(one.answered not in (None, means.n) for one in table.elements)
    if means.n is None or blanks or weight.same is None or len(printed) < len(table.elements):
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


def _gives(table: PublishedTable, order: Order, index: Fraction) -> bool:
    """Tell whether an index is printed as the IKM is; what is cut off only where rounding gives another figure."""
    if order.cut:
        return table.ikm.cuts(index) and not table.ikm.admits(index)
    return table.ikm.admits(index)


def _totals(table: PublishedTable, *indexes: Fraction) -> bool:
    """Tell whether the printed sum of the weighted means may be that of an index between some."""
    low, high = min(indexes) / FACTOR, max(indexes) / FACTOR
    return table.total is None or (low <= table.total.high and table.total.low <= high)
