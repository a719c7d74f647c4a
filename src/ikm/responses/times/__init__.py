"""Times: when each questionnaire was sent, and which of them lie in a period.

==============  =====================================================
``moments``     one cell: a date and a time, however it is written
``spellings``   the rarer ways to write one
``stamps``      the whole column, while its rows pass
``gridded``     blocks of a large file, cut by numpy
``clocks``      the times of day in them
``dates``       which number of a date is the day
``chronology``  the column, read
``stamped``     the moments read, as numbers
``findings``    what there is to say about it
``periods``     the part of a year that is reported
``calendar``    its words; the month, quarter, semester or year
``naming``      its name in a report, and the one that answers lie in
==============  =====================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.responses.times.naming import PARTS, holding, part_name, period_days, period_name, readable
    from ikm.responses.times.periods import Period, between, parse_period, period_of

__all__ = [
    "PARTS",
    "Period",
    "between",
    "holding",
    "parse_period",
    "part_name",
    "period_days",
    "period_name",
    "period_of",
    "readable",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "periods": "Period between parse_period period_of",
            "naming": "PARTS holding part_name period_days period_name readable",
        },
    )
