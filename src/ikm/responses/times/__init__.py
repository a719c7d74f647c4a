"""Times: when each questionnaire was sent, and which of them lie in a period.

=============  =====================================================
``moments``    one cell: a date and a time, however it is written
``spellings``  the rarer ways to write one
``months``     the names of months
``columns``    the whole column
``dates``      which number of a date is the day
``findings``   what there is to say about it
``periods``    the part of a year that is reported
``calendar``   the month, quarter, semester or year as a group
=============  =====================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.responses.times.columns import span
    from ikm.responses.times.periods import Period, between, parse_period, period_of

__all__ = ["Period", "between", "parse_period", "period_of", "span"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "columns": "span",
            "periods": "Period between parse_period period_of",
        },
    )
