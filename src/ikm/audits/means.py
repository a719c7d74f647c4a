"""The means of a table: as printed, as they may be, and, where counts or sums tell, as they are.

What a report prints of a mean is rounded, and its IKM was often computed from what is not printed.  So an audit has up
to three kinds of means: those printed; the bounds that may stand behind them; and the exact ones, which counts give, or
sums with the number of respondents, or that number alone where one whole sum only can give each printed mean.

Where an element's index tells more of its mean than the mean as printed does, it is used: 81,62 ÷ 25 lies between
3,2646 and 3,2650, and 3,26 between 3,255 and 3,265.  Indexes that were made of the printed means tell nothing more.

>>> from ikm.audits.means import means_of
>>> from ikm.audits.table import table_of
>>> table = table_of({"ikm": "83,95", "elements": ["3.265", "3.221"]})
>>> means_of(table, None).exact is None, means_of(table, 136).exact
(True, (Fraction(111, 34), Fraction(219, 68)))
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ikm.audits.formulas import FACTOR
from ikm.audits.rounding import meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.audits.rounding import PrintedNumber
    from ikm.audits.table import PrintedElement, PublishedTable

__all__ = ["Means", "exact_mean", "means_of", "whole_sums"]


@dataclass(frozen=True, slots=True)
class Means:
    """The means of a table, element after element.

    Parameters
    ----------
    printed : tuple of PrintedNumber, optional
        As printed; None for an element of which no mean is printed.
    exact : tuple of Fraction, optional
        As they are, where that is known of every element.
    n : int, optional
        How many respondents the exact ones were found with.
    """

    printed: tuple[PrintedNumber | None, ...]
    exact: tuple[Fraction, ...] | None
    n: int | None

    @property
    def shown(self) -> tuple[Fraction, ...] | None:
        """The printed means as numbers, where every element has one."""
        values = tuple(one.value for one in self.printed if one is not None)
        return values if len(values) == len(self.printed) else None

    @property
    def decimals(self) -> int:
        """How many decimals the printed means have."""
        return max((one.decimals for one in self.printed if one is not None), default=0)

    def bounds(self, table: PublishedTable, weights: tuple[Fraction, ...]) -> list[tuple[Fraction, Fraction]]:
        """Give the least and the greatest mean of each element; of one with a weighted mean alone, by its weight."""
        found = []
        for one, printed, weight in zip(table.elements, self.printed, weights, strict=True):
            if printed is not None:
                found.append((printed.low, printed.high))
            elif (mean := exact_mean(one, self.n)) is not None:
                found.append((mean, mean))
            elif one.weighted is not None:
                found.append((one.weighted.low / weight, one.weighted.high / weight))
        return found


def exact_mean(one: PrintedElement, n: int | None) -> Fraction | None:
    """Give the exact mean of an element where its counts, or its sum and how many answered, tell it."""
    answered = one.answered or n
    if one.counts is not None and answered:
        return Fraction(sum(score * number for score, number in one.counts.items()), answered)
    return Fraction(one.total, answered) if one.total is not None and answered else None


def _tells_more(pairs: Sequence[tuple[PrintedNumber, PrintedNumber]]) -> bool:
    """Tell whether indexes tell more than the means beside them: not if two in three can be made of those."""
    made = sum(index.admits(mean.value) for mean, index in pairs)
    return 3 * made < 2 * len(pairs)


def _printed(table: PublishedTable) -> tuple[PrintedNumber | None, ...]:
    """Give the mean of each element as it is printed, or the index that tells more of it."""
    indexes = [None if one.converted is None else one.converted.times(Fraction(1, FACTOR)) for one in table.elements]
    pairs = [(one.nrr, index) for one, index in zip(table.elements, indexes, strict=True)]
    finer = _tells_more([(mean, index) for mean, index in pairs if mean and index])
    found = []
    for mean, index in pairs:
        more = finer and mean is not None and index is not None and index.step < mean.step and meet(mean, index)
        found.append(index if mean is None or more else mean)
    return tuple(found)


def whole_sums(mean: PrintedNumber, n: int) -> range:
    """Give the whole sums of n scores that are printed as this mean."""
    return range(ceil(mean.low * n), floor(mean.high * n) + 1)


def means_of(table: PublishedTable, n: int | None) -> Means:
    """Find the means of a table.

    Parameters
    ----------
    table : PublishedTable
        The table.
    n : int, optional
        How many answered, where that is known.
    """
    printed = _printed(table)
    exact: list[Fraction] = []
    for one, mean in zip(table.elements, printed, strict=True):
        found = exact_mean(one, n)
        answered = one.answered or n
        if found is None and mean is not None and answered:
            sums = whole_sums(mean, answered)
            found = Fraction(sums[0], answered) if len(sums) == 1 else None
        if found is None or (mean is not None and not (mean.admits(found) or mean.cuts(found))):
            return Means(printed, None, n)
        exact.append(found)
    return Means(printed, tuple(exact), n)
