"""Fits: every way from the figures of a table to its printed IKM, each weight and order of rounding once.

Every candidate (`ikm.audits.candidates`) is computed.  What comes out is ranked by how plain it is (`Rank`).  A fit
that the printed weighted column and its printed total allow goes before every one that they contradict.  Where the
number of respondents is known, a weight that only means printed like these give, and no whole sums of scores, is left
out, if such sums can give another.  Which weight was used follows from the fits in `ikm.audits.weights`.

>>> from ikm.audits.fits import fits_of
>>> from ikm.audits.means import means_of
>>> from ikm.audits.table import table_of
>>> table = table_of({"ikm": "90,78", "elements": ["3.559", "3.517", "3.556", "4.000", "3.514", "3.563", "3.608",
...                   "3.811", "3.552"]})
>>> fits = fits_of(table, [means_of(table, None)])
>>> fits[0].weight.name, fits[0].order, fits[0].rank.name, fits[0].exact
('exact', 'none', 'PLAIN', True)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from ikm.audits.candidates import Order, orders, weights_to_try
from ikm.audits.formulas import FACTOR, rounded, sum_of
from ikm.audits.means import whole_sums
from ikm.audits.weighted_column import column_of, keeps_column, printed_sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.audits.candidates import Weight
    from ikm.audits.means import Means
    from ikm.audits.rounding import PrintedNumber
    from ikm.audits.table import PublishedTable
    from ikm.audits.weighted_column import WeightedColumn

__all__ = ["Fit", "Rank", "fits_of", "gives"]

_WRITTEN_OUT = 4
"""Decimals of a weighted mean: more are those of a spreadsheet, where nothing was rounded."""

_COARSE = 2
"""Decimals of a total: × 25 it moves in steps of 0,25, further apart than the indexes of two weights."""


class Rank(IntEnum):
    """How plain a fit is, the plainest first; the last that is usual is ``ROUNDED``."""

    PLAIN = 1
    """The printed means as they stand, or the exact ones, give the IKM to its last digit with nothing rounded on the
    way; or rounded to the decimals of a printed total that × 25 is the IKM."""

    BEHIND = 2
    """They do not, but means that are printed like these do: they are rounded, and the IKM was computed before."""

    ROUNDED = 3
    """Rounding on the way gives it to its last digit."""

    RARE = 4
    """Only something rare gives it so: a weight of four decimals, a digit that is cut off, two roundings."""

    BEHIND_ROUNDED = 5
    """Means that are printed like these do, with rounding on the way."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to the printed IKM.

    Parameters
    ----------
    weight : Weight
        With which weight.
    order : str
        Which order of rounding, ``none``, ``sums`` where the exact means gave it, or a key of the candidates.
    rank : Rank
        How plain it is.
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
    rank: Rank
    exact: bool
    agrees: bool
    n: int | None = None
    whole: bool | None = None
    coarse: bool = False


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
    usual = [one for one in fits if one.rank <= Rank.ROUNDED]
    agreeing = any(one.agrees for one in usual) or not any(one.agrees for one in fits)
    return usual if usual and agreeing else fits


def gives(table: PublishedTable, several: Sequence[Means], weight: Weight) -> bool:
    """Tell whether a weight gives the printed IKM in any way at all, however odd, that the other columns allow."""
    column = column_of(table, several[0])
    return any(fit.agrees for means in several for fit in _ways(table, means, weight, column))


def _order_of(fit: Fit) -> tuple[bool, bool, int]:
    """Order fits: those that the other columns allow first, then those to the last digit, then the plainest."""
    return not fit.agrees, not fit.exact, fit.rank


def _ways(table: PublishedTable, means: Means, weight: Weight, column: WeightedColumn | None) -> Iterator[Fit]:
    """Compute the index every way with one weight, and give those that come to the printed one.

    A rare way that the other columns contradict is none: so many are tried that some come to any figure.
    """
    bounds = means.bounds(table, weight.values)
    if len(bounds) < len(table.elements) or any(high < 1 or low > 4 for low, high in bounds):
        return
    allowed = column is None or weight.name in column.weights or not column.weights
    ends = [[pair[end] for pair in bounds] for end in (0, 1)]
    printed = printed_sum(table) if allowed else None
    if printed is not None:
        yield from _by_column(table, weight, printed)
    for order in orders():
        if printed is not None and order.weighted == printed.decimals:
            continue
        rank, plain = _rank_of(table, weight, order), _is_plain(table, order)
        agrees = allowed and (column is None or order.nrr is None or keeps_column(table, means, weight, order.nrr))
        for figures, key, n in _known(means, order):
            total = sum_of(figures, weight.values, order)
            index = rounded(total, order.total) * FACTOR
            alike = agrees and _totals(table, index, total * FACTOR)
            if _gives(table, order, index) and (alike or rank != Rank.RARE):
                yield Fit(weight, key, rank, exact=True, agrees=alike, n=n, coarse=_is_coarse(order))
        if order.rare or weight.rare or not (order.nrr is None or _adds(order, means)):
            continue
        before = [sum_of(figures, weight.values, order) for figures in ends]
        least, most = (rounded(one, order.total) * FACTOR for one in before)
        if _reaches(table, weight, order, least, most):
            alike = agrees and _totals(table, least, most, *(one * FACTOR for one in before))
            whole = _by_whole_sums(table, means, weight) if order.key == "none" else None
            behind = Rank.BEHIND if plain else Rank.BEHIND_ROUNDED
            yield Fit(weight, order.key, behind, exact=False, agrees=alike, whole=whole)


def _known(means: Means, order: Order) -> Iterator[tuple[tuple[Fraction, ...], str, int | None]]:
    """Give the figures an order may start from, with its name and the number of respondents they were found with."""
    if means.shown is not None and _adds(order, means):
        yield means.shown, order.key, None
    if means.exact is not None:
        yield means.exact, "sums" if order.key == "none" else order.key, means.n


def _rank_of(table: PublishedTable, weight: Weight, order: Order) -> Rank:
    """Say how plain it is that figures give the IKM to its last digit; to a coarse total many come by chance."""
    plain = _is_plain(table, order)
    if order.cut or weight.rare or (order.rare and not plain):
        return Rank.RARE
    total = _total_used(table)
    return Rank.PLAIN if plain and (total is None or total > _COARSE) else Rank.ROUNDED


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
            rank = Rank.RARE if weight.rare else Rank.ROUNDED
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
