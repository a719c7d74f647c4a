"""Granularity: whether means can be those of so many whole answers (the GRIM test of Brown and Heathers, 2017).

A mean of n whole scores is a whole sum divided by n.  With 134 respondents a mean moves in steps of 1/134 = 0,0075, and
most figures with three decimals lie between two steps: no answers of 134 people give 3,265.  Where a step is shorter
than the last digit that is printed, everything is possible and nothing is learnt.

The test takes it that an element is one question, and that everybody answered it.  Two questions averaged into one
element, or blanks, make other steps; then one or a few elements stand out, seldom all.

>>> from ikm.audits.granularity import Granularity, granularity_of
>>> from ikm.audits.table import table_of
>>> means = ["3.265", "3.221", "3.279", "3.691", "3.279", "3.235", "3.397", "3.324", "3.529"]
>>> found = granularity_of(table_of({"n": 134, "ikm": "83,95", "elements": means}))
>>> found.stated, found.impossible == tuple(range(9)), [n for n in found.possible if n < 140]
(False, True, [68, 136])
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ikm.audits.means import whole_sums
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from ikm.audits.rounding import PrintedNumber
    from ikm.audits.table import PublishedTable

__all__ = ["Granularity", "granularity_of", "is_possible"]

_LISTED = 10
"""How many numbers of respondents are listed, those nearest to the stated one."""

_SEARCHED = 3
"""Up to how many times the stated number is searched, and no less than _LEAST."""

_LEAST, _MOST = 400, 10_000

_ROUNDED = (3, 2)
"""Decimals to which a mean is rounded before its index is made of it."""

_COARSEST = Fraction(1, 200)
"""How far a mean rounded to two decimals lies from the exact one at most."""


@dataclass(frozen=True, slots=True)
class Granularity:
    """What the means say of the number of respondents.

    Parameters
    ----------
    stated : bool, optional
        Whether the stated number is possible; None where none is stated or the means are too coarse to tell.
    impossible : tuple of int
        The places of the elements whose mean is impossible with it.
    possible : tuple of int
        Numbers that are possible for all elements, near the stated one; only it, where the means cannot tell.
    cut : bool
        Whether the means are possible if their last digit was cut off and not rounded.
    """

    stated: bool | None
    impossible: tuple[int, ...]
    possible: tuple[int, ...]
    cut: bool = False


def granularity_of(table: PublishedTable) -> Granularity:
    """Test the printed means against the stated number of respondents, and find which numbers would do.

    Parameters
    ----------
    table : PublishedTable
        The table; elements of which only counts, sums or weighted means are printed are passed over, and those that
        are known to have been left blank by some.
    """
    n = table.n
    blank = _blank(table)
    means = [(place, one.mean) for place, one in enumerate(table.elements) if place not in blank]
    printed = [(place, mean) for place, mean in means if mean is not None]
    if not printed:
        return Granularity(None, (), () if n is None else (n,))
    finest = min(mean.step for _, mean in printed)
    far = min(max(_LEAST, _SEARCHED * (n or 0)), _MOST)
    telling = [one for one in range(1, far) if one * finest < 1]
    fitting = [one for one in telling if _fits(printed, one)]
    if n is None:
        return Granularity(None, (), tuple(fitting[:_LISTED]))
    if n * finest >= 1:
        return Granularity(None, (), (n,))
    impossible = tuple(place for place, mean in printed if not is_possible(mean, n))
    near = sorted(sorted(fitting, key=lambda one: (abs(one - n), one))[:_LISTED])
    cut = bool(impossible) and all(_cut_off(mean, n) for _, mean in printed)
    return Granularity(not impossible, impossible, tuple(near), cut)


def _blank(table: PublishedTable) -> set[int]:
    """Give the places of elements that fewer answered than the stated number; none where it is one number for all."""
    answered = [one.answered for one in table.elements]
    if len(set(answered)) == 1:
        return set()
    return {place for place, one in enumerate(answered) if one is not None and table.n is not None and one < table.n}


def _fits(printed: list[tuple[int, PrintedNumber]], n: int) -> bool:
    return all(is_possible(mean, n) for _, mean in printed)


def is_possible(mean: PrintedNumber, n: int) -> bool:
    """Tell whether n whole scores may have this mean; an index of an element is often made of its rounded mean."""
    if whole_sums(mean, n):
        return True
    if mean.factor == 1:
        return False
    return any(
        mean.admits(Fraction(round_half_up(Fraction(total, n), decimals)))
        for decimals in _ROUNDED
        for total in range(floor((mean.low - _COARSEST) * n), ceil((mean.high + _COARSEST) * n) + 1)
    )


def _cut_off(mean: PrintedNumber, n: int) -> bool:
    """Tell whether some whole sum of n gives the mean with its further digits cut off."""
    least = -(-mean.value * n // 1)
    return least < (mean.value + mean.step) * n
