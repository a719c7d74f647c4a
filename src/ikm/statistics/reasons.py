"""Reasons: why a statistic is not given.

A statistic that cannot be had is None, and one of these says why.

===================  ==================================================================================
``few``              fewer than ten respondents, or fewer than ten answers in all but one group
``few-elements``     one element alone
``no-variance``      everybody answered alike: the element, each of the elements, or all that was compared
``complete-alike``   all complete questionnaires answered the element alike
``rest-alike``       the total of the other elements does not vary
``totals-alike``     every respondent has the same total
``no-products``      a tally without sums of products (``moments=True`` counts them)
``not-from-counts``  takes respondents' rows, and only counts are known
``hangs-on-one``     without one of the respondents the others are all alike
``no-spread``        alpha is the same whoever is left out: how sure it is does not show
``blanks``           complete questionnaires, or those with blanks, are too few to be told
``few-blanks``       one to nine of fewer than thirty respondents left blanks, and it would tell their answers
===================  ==================================================================================

>>> from typing import get_args
>>> from ikm.statistics.reasons import Why
>>> "no-variance" in get_args(Why)
True
"""

from __future__ import annotations

from typing import Literal

__all__ = ["Why"]

Why = Literal[
    "few",
    "few-elements",
    "no-variance",
    "complete-alike",
    "rest-alike",
    "totals-alike",
    "no-products",
    "not-from-counts",
    "hangs-on-one",
    "no-spread",
    "blanks",
    "few-blanks",
]
"""Why a figure is not given."""
