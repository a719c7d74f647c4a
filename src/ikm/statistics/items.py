"""Items: how each element behaves in the questionnaire: how far its answers spread, and how it goes with the rest.

* **Standard deviation**, with n − 1, over the element's own answers.
* **Corrected item–total correlation**: of the element with the total of the *other* elements, so that it is not
  correlated with itself (Nunnally & Bernstein 1994).  With V the covariances, and "rest" the others:

      r = Σ V[j, rest] / √(V[j, j] · ΣV[rest, rest])

* **r table**, the least correlation that n respondents do not give by chance (two-sided, n − 2 degrees of freedom):

      r table = t / √(n − 2 + t²)

  An element whose correlation is above it is called *valid* in Indonesian reports.

Everything but the quantile of t is exact; roots are those of `ikm.statistics.roots`.

>>> from fractions import Fraction
>>> from ikm.statistics.items import deviation, rest_correlation
>>> matrix = [[Fraction(2, 3), Fraction(1, 3)], [Fraction(1, 3), Fraction(1, 3)]]
>>> round(float(rest_correlation(matrix, 0)), 6), float(deviation({3: 1, 4: 2}))
(0.707107, 0.5773502691896257)
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from ikm.statistics.distributions import t_quantile
from ikm.statistics.roots import root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.tallies import Level

__all__ = ["deviation", "r_table", "rest_correlation"]


def deviation(levels: Mapping[Level, int]) -> Fraction | None:
    """Compute the standard deviation of the answers to one element.

    Parameters
    ----------
    levels : mapping from score to int
        How many gave each score.

    Returns
    -------
    Fraction or None
        In scores, with n − 1 as divisor; None for fewer than two answers.
    """
    n = sum(levels.values())
    if n < 2:
        return None
    whole = sum(level * times for level, times in levels.items())
    squares = sum(level * level * times for level, times in levels.items())
    return root(Fraction(n * squares - whole * whole) / (n * (n - 1)))


def rest_correlation(matrix: Sequence[Sequence[Fraction]], place: int) -> Fraction | None:
    """Correlate an element with the total of the others.

    Parameters
    ----------
    matrix : sequence of sequences of Fraction
        The covariances of the elements, k × k.
    place : int
        The row, from 0, of the element.

    Returns
    -------
    Fraction or None
        From −1 to 1 over whole rows (covariances of pairs may give more where many answers are blank); None where the
        element or the others do not vary.
    """
    rest = [j for j in range(len(matrix)) if j != place]
    shared = sum((matrix[place][j] for j in rest), Fraction(0))
    variances = matrix[place][place] * sum((matrix[i][j] for i in rest for j in rest), Fraction(0))
    if variances <= 0:
        return None
    size = root(shared * shared / variances)
    return size if shared >= 0 else -size


def r_table(n: int, level: float = 0.95) -> float | None:
    """Give the least correlation that chance does not give.

    Parameters
    ----------
    n : int
        Respondents.
    level : float
        One less the two-sided probability of error.

    Returns
    -------
    float or None
        None below three respondents.
    """
    if n < 3:
        return None
    t = t_quantile(1 - (1 - level) / 2, n - 2)
    return t / sqrt(n - 2 + t * t)
