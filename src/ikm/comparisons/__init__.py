"""Comparisons: the same survey in several periods, side by side.

===============  ======================================================
``periods``      the figures of one period: scored, kept, or published
``labels``       what the period of a result is called
``order``        earlier periods and targets in the order of time
``differences``  what makes periods differ in kind
``remainders``   the few whose answers several periods give away
``chance``       whether a change is more than chance
``trend``        the periods together, and what changed
===============  ======================================================

A change is the difference of published figures; beside it stands whether it is more than chance, where both periods
have what that needs.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.comparisons.chance import ChangeTest
    from ikm.comparisons.labels import label_of, labels_of
    from ikm.comparisons.periods import (
        PeriodElement,
        PeriodResult,
        counted_result,
        for_each_period,
        kept_figures,
        period_of_source,
    )
    from ikm.comparisons.trend import Change, Comparison, compare, trend_of

__all__ = [
    "Change",
    "ChangeTest",
    "Comparison",
    "PeriodElement",
    "PeriodResult",
    "compare",
    "counted_result",
    "for_each_period",
    "kept_figures",
    "label_of",
    "labels_of",
    "period_of_source",
    "trend_of",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "chance": "ChangeTest",
            "labels": "label_of labels_of",
            "periods": "PeriodElement PeriodResult counted_result for_each_period kept_figures period_of_source",
            "trend": "Change Comparison compare trend_of",
        },
    )
