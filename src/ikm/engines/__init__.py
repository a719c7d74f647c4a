"""Engines: counting where the answers are, in pandas, Polars, PyArrow, DuckDB or Spark.

=============  =====================================================
``counting``   the counts asked of an engine
``tables``     a table of whatever engine, and what is asked of it
=============  =====================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.engines.counting import tally

__all__ = ["tally"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "counting": "tally",
        },
    )
