"""Intervals: how sure a mean of answers is, given the people who answered.

The index of a survey is that of the people who answered it.  Had chance picked others, it would be another; the
interval says in which range the index of all people served lies, 95 times in 100.  Everything here works on the scale
0..1 (all lowest answers, all highest answers), for the index as a whole or for one element.

**The bounded score interval.**  With n respondents, their mean p and variance v, N people served:

    phi    = (n v + 1/16) / (n p (1 − p) + 1/4)
    K      = t(n − 1)² · phi · (1 − n/N) / n
    limits = (p + K/2 ∓ √(K p (1 − p) + K²/4)) / (1 + K)

It is Wilson's score interval (1927) for answers on a bounded scale: how much they vary is written as a share phi of the
most they could, p (1 − p), and that share is taken to hold at the limits too.  Into phi goes one more person, at the
middle of the scale and a quarter of it from the mean, so that a few answers that are all alike do not claim to be
certain.  It cannot leave the scale, it is defined when all answer alike, and where everybody served answered it is the
point.  Why not Student's t, logit, Wilson without the person, beta or bootstrap: `docs/statistics.md` has the coverage
of each, `benchmarks/coverage.py` measures this one.

**The probability of a grade** is that distribution read at the bounds of the grades (`Estimate.below`): right on
average over such surveys, and only where those who answered are a random sample.

People who choose to answer are not a random sample, and no formula knows it: what keeps them from answering is not in
the interval.  One respondent has none.

>>> from fractions import Fraction
>>> from ikm.statistics import Estimate
>>> estimate = Estimate(n=60, mean=Fraction(4, 5), variance=Fraction(1, 20))
>>> [round(limit, 4) for limit in estimate.interval(0.95)], round(estimate.below(0.75), 4)
([0.7365, 0.8513], 0.057)
>>> Estimate(n=60, mean=Fraction(4, 5), variance=Fraction(1, 20), asked=Fraction(1)).interval(0.95)
(0.8, 0.8)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.statistics.distributions import t_cdf, t_quantile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.statistics.covariances import Covariances
    from ikm.tallies import Counts, Level, Missing

__all__ = ["POWER", "Estimate", "detectable_change", "estimate_of_element", "estimate_of_index", "estimate_of_levels"]

POWER = 0.8
"""The chance with which a change is to be noticed that a survey is said to be able to notice."""

_quantile = lru_cache(4096)(t_quantile)


@dataclass(frozen=True)
class Estimate:
    """What answers tell of all people served: a mean on the scale 0..1, and how much it would vary.

    Parameters
    ----------
    n : int
        Those who answered; at least 2.
    mean : Fraction
        Their mean, 0 to 1.
    variance : Fraction
        The variance of one of them, with n − 1 below.
    asked : Fraction
        The share of the people served that answered: n/N, and 0 where N is not known or much larger.  A part of a
        survey has that of the whole.

    Raises
    ------
    OptionError
        For fewer than two respondents, or more respondents than people served.
    """

    n: int
    mean: Fraction
    variance: Fraction
    asked: Fraction = Fraction()

    def __post_init__(self) -> None:
        if self.n < 2:
            raise OptionError(f"An interval needs two respondents; there is {self.n}.")
        if not 0 <= self.asked <= 1:
            raise OptionError(f"The share of the people served that answered lies between 0 and 1; got {self.asked}.")

    @cached_property
    def phi(self) -> float:
        """How much the answers vary, of the most they could, with one person more at the middle."""
        return (self.n * float(self.variance) + 1 / 16) / (self.n * self._most + 1 / 4)

    @cached_property
    def _most(self) -> float:
        """How much answers with this mean can vary at the most."""
        return float(self.mean) * float(1 - self.mean)

    @cached_property
    def standard_error(self) -> float:
        """The standard error of the mean, without that person."""
        return sqrt(float(self.variance) * float(1 - self.asked) / self.n)

    def interval(self, confidence: float) -> tuple[float, float]:
        """Give the limits of the mean of all people served.

        Parameters
        ----------
        confidence : float
            How sure it is to be, between 0 and 1.
        """
        t = _quantile((1 + confidence) / 2, self.n - 1)
        width = t * t * self.phi * float(1 - self.asked) / self.n
        middle, half = float(self.mean) + width / 2, sqrt(width * self._most + width * width / 4)
        return (middle - half) / (1 + width), (middle + half) / (1 + width)

    def below(self, point: float) -> float:
        """Give the probability that the mean of all people served lies below a point.

        Parameters
        ----------
        point : float
            On the scale 0..1; the ends have nothing below, and everything.
        """
        if not 0 < point < 1:
            return float(point >= 1)
        spread = self.phi * float(1 - self.asked) / self.n * point * (1 - point)
        if not spread:
            return float(self.mean < point)
        return t_cdf((point - float(self.mean)) / sqrt(spread), self.n - 1)

    def classes(self, cuts: Sequence[float]) -> tuple[float, ...]:
        """Give the probability of each class between cuts, the lowest first: one more than there are cuts."""
        below = [0.0, *map(self.below, cuts), 1.0]
        return tuple(high - low for low, high in pairwise(below))


def estimate_of_index(
    found: Covariances,
    weights: Mapping[str, Fraction],
    scale: tuple[int, int],
    asked: Fraction = Fraction(),
) -> Estimate | None:
    """Take the index of counted answers as an estimate of that of all people served.

    Parameters
    ----------
    found : Covariances
        Of the respondents that count.
    weights : mapping from element to Fraction
        The weights of the index, as shares that total 1.
    scale : tuple of int
        The lowest and the highest score.
    asked : Fraction
        As in `Estimate`.

    Returns
    -------
    Estimate or None
        None where fewer than two respondents answered one of the elements.
    """
    mean, variance = found.mean(weights), found.variance(weights)
    if mean is None or variance is None:
        return None
    low, high = scale
    return Estimate(found.rows, (mean - low) / (high - low), variance / (high - low) ** 2, asked)


def estimate_of_element(
    counts: Counts,
    element: str,
    scale: tuple[int, int],
    asked: Fraction = Fraction(),
    missing: Missing = "available",
) -> Estimate | None:
    """Take the answers to one element as an estimate; none of fewer than two answers.

    Parameters
    ----------
    counts : Counts
        The counts; no sums of pairs are needed.
    element : str
        The element.
    scale, asked
        As in `estimate_of_index`.
    missing : {"available", "complete"}
        Which questionnaires count.
    """
    return estimate_of_levels(counts.levels(element, missing), scale, asked)


def estimate_of_levels(
    levels: Mapping[Level, int], scale: tuple[int, int], asked: Fraction = Fraction()
) -> Estimate | None:
    """Take how many gave each answer as an estimate; none of fewer than two answers.

    Parameters
    ----------
    levels : mapping from level to int
        How many gave each answer.
    scale, asked
        As in `estimate_of_index`.
    """
    n = sum(levels.values())
    if n < 2:
        return None
    low, high = scale
    total = sum((Fraction(level) * number for level, number in levels.items()), Fraction())
    squares = sum(level * level * number for level, number in levels.items())
    variance = (n * squares - total * total) / (n * (n - 1))
    return Estimate(n, (total / n - low) / (high - low), variance / (high - low) ** 2, asked)


def detectable_change(one: Estimate, other: Estimate, confidence: float, power: float = POWER) -> float | None:
    """Give the smallest change between two surveys that they would notice with some chance.

    It is (t of the confidence + t of the power) times the standard error of the difference, with Welch's degrees of
    freedom; the exact answer (noncentral t) differs by a ten-thousandth.

    Parameters
    ----------
    one, other : Estimate
        The two surveys; of a survey that is yet to come, the present one again.
    confidence, power : float
        Between 0 and 1.

    Returns
    -------
    float or None
        On the scale 0..1; none where neither survey has a sampling error.
    """
    parts = [one.standard_error**2, other.standard_error**2]
    whole = sum(parts)
    if not whole:
        return None
    df = whole**2 / sum(part**2 / (each.n - 1) for part, each in zip(parts, (one, other), strict=True))
    return (_quantile((1 + confidence) / 2, df) + _quantile(power, df)) * sqrt(whole)
