"""Disclosure: which groups of a breakdown must not show figures.

Means of whole numbers give answers away: from the mean and size of a group of three, the three answers
often follow.  So a group with fewer respondents than a minimum shows nothing.  Hiding one group is not enough,
because the total less the shown groups gives the hidden one back; so groups are hidden, smallest
first, until at least two are hidden and together they hold the minimum.  The total itself is never hidden.

This module protects one breakdown.  It cannot see that two breakdowns of the same survey are published side
by side; use one, or a larger minimum.

>>> from ikm.scoring.disclosure import hidden_groups
>>> sorted(hidden_groups({"a": 50, "b": 30, "c": 4}))
['b', 'c']
>>> sorted(hidden_groups({"a": 50, "b": 30}))
[]
"""

from __future__ import annotations

import numbers
from typing import TYPE_CHECKING, TypeVar

from ikm.errors import OptionError
from ikm.findings import Typed

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ikm.tallies import Counts

__all__ = ["LOWEST_MINIMUM", "MINIMUM_GROUP", "both_many", "check_minimum", "hidden_groups"]

MINIMUM_GROUP = 10
"""The smallest group that shows figures, unless the caller chooses another minimum."""

LOWEST_MINIMUM = 5
"""The lowest minimum a caller may choose."""

_G = TypeVar("_G", bound="Hashable")


def check_minimum(minimum: int) -> None:
    """Refuse a minimum lower than allowed, with an `OptionError`."""
    if isinstance(minimum, bool) or not isinstance(minimum, numbers.Integral) or minimum < LOWEST_MINIMUM:
        raise OptionError(
            f"The smallest group shown is a whole number of at least {LOWEST_MINIMUM}; got {minimum!r}.",
            id=f"{Typed('min-group')} adalah bilangan bulat, paling kecil {LOWEST_MINIMUM}; "
            f"{minimum!r} tidak dapat digunakan.",
        )


def hidden_groups(sizes: Mapping[_G, int], minimum: int = MINIMUM_GROUP) -> frozenset[_G]:
    """Choose the groups that show no figures.

    Parameters
    ----------
    sizes : mapping
        The number of respondents of each group.
    minimum : int
        The smallest number of respondents that may be shown, at least `LOWEST_MINIMUM`.

    Returns
    -------
    frozenset
        The names of the groups to hide.

    Raises
    ------
    OptionError
        If the minimum is lower than allowed.
    """
    check_minimum(minimum)
    hidden = [group for group, size in sizes.items() if size < minimum]
    if hidden and (len(hidden) == 1 or sum(sizes[group] for group in hidden) < minimum):
        # One more is enough: it holds the minimum by itself.
        shown = [group for group, size in sizes.items() if size >= minimum]
        hidden += sorted(shown, key=lambda group: (sizes[group], str(group)))[:1]
    return frozenset(hidden)


def both_many(counts: Counts, minimum: int = MINIMUM_GROUP) -> bool:
    """Tell whether the figures of all and those of the complete questionnaires may stand beside each other.

    They differ by those who left blanks, and tell of them.

    Parameters
    ----------
    counts : Counts
        Of all respondents, or of a group; some of them left blanks.
    minimum : int
        So many must be with blanks, and so many without; where nobody is without, there are no second figures.
    """
    return not counts.complete or min(counts.complete, counts.partial) >= minimum
