"""Made: how a workbook that ikm wrote is known from a survey.

Such a workbook often lies in the folder of the surveys it was made of, and holds their respondents again.  Its category
says what made it.

>>> sorted(MADE)
['ikm check --mark', 'ikm score --out']
"""

from __future__ import annotations

__all__ = ["MADE", "MARKED", "SCORED"]

MARKED, SCORED = "ikm check --mark", "ikm score --out"
MADE = frozenset({MARKED, SCORED})
