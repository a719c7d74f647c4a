"""Comparisons: the same survey in several periods, side by side.

===============  =====================================================
``periods``      the figures of one period: scored, kept, or published
``trend``        the periods together: what changed, what cannot be compared
===============  =====================================================

A trend computes differences of figures and no statistic: whether a change is more than chance is not said here.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.comparisons.periods import PeriodElement, PeriodResult, Published, period_of_source
    from ikm.comparisons.trend import Change, Comparison, compare

__all__ = ["Change", "Comparison", "PeriodElement", "PeriodResult", "Published", "compare", "period_of_source"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "periods": "PeriodElement PeriodResult Published period_of_source",
            "trend": "Change Comparison compare",
        },
    )
