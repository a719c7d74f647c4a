"""The journal: what was done and how long it took, told to Python's logger ``ikm`` at level DEBUG.

A portal that wants to know why a file took long turns it on, and nothing is configured here:

>>> import logging
>>> logging.getLogger("ikm").isEnabledFor(logging.DEBUG)  # setLevel(logging.DEBUG) turns it on
False

It tells of files, columns by their letters, and numbers of rows; never a heading, an answer or any other word of a
respondent.  A process that has not imported `logging` cannot have turned it on, so ikm does not import it either.
"""

from __future__ import annotations

import sys
from time import perf_counter

__all__ = ["Stopwatch"]

_DEBUG = 10
"""The level, as `logging` numbers it."""


class Stopwatch:
    """Times the stages of one call, and tells each when it is done.

    >>> Stopwatch().done("read %s: %d bytes", "survei.csv", 120)
    """

    def __init__(self) -> None:
        self._since = perf_counter()

    def done(self, words: str, *values: object) -> None:
        """Tell of a stage, with the seconds since the last.

        Parameters
        ----------
        words : str
            What was done, with a place for each value, as `logging` has it.
        *values
            The values; written only where somebody reads them.
        """
        now = perf_counter()
        took, self._since = now - self._since, now
        logging = sys.modules.get("logging")
        if logging is not None and (logger := logging.getLogger("ikm")).isEnabledFor(_DEBUG):
            logger.debug(words + " (%.3f s)", *values, took)  # noqa: G003 - written here only when it is read
