"""Blanks: what is told where few respondents left blanks, so that it does not tell what these answered.

Figures of all answers beside those of the complete questionnaires alone, or exact figures whose denominators differ by
one respondent, give the answers of the few who left blanks back.  Few are one to nine, of a survey or of a group.
Where they are few,

- figures keep two decimals and a variance four, which from thirty respondents on tell nothing of one of them;
- below thirty respondents there are none;
- how many gave one answer throughout is not told where nearly all of the complete ones did.

Which figures these are stands where they are made: `ikm.scoring.uncertainty`, `ikm.statistics.instrument`,
`ikm.agencies.disclosure`, `ikm.responses.evidence.examination`.

>>> from ikm.statistics.blanks import few, nearly_all
>>> few(0), few(1), few(9), few(10)
(False, True, True, False)
>>> nearly_all(9, 10), nearly_all(89, 100)
(True, False)
"""

from __future__ import annotations

__all__ = ["FEWEST", "FEW_DECIMALS", "FEW_VARIANCE_DECIMALS", "LEAST_WITH_FEW", "few", "nearly_all"]

FEWEST = 10
"""The fewest respondents that are told of; also the fewest that a statistic is computed from."""

LEAST_WITH_FEW = 30
"""Where few left blanks, the fewest respondents of whom rounded figures do not tell what these answered."""

FEW_DECIMALS, FEW_VARIANCE_DECIMALS = 2, 4
"""The decimals of figures, and of a variance on a scale from 0 to 1, where few left blanks."""


def few(partial: int) -> bool:
    """Tell whether so many respondents with blanks are too few to be told of."""
    return 0 < partial < FEWEST


def nearly_all(straight: int, complete: int) -> bool:
    """Tell whether nearly all complete questionnaires, nine in ten, are straight lines."""
    return 10 * straight >= 9 * complete
