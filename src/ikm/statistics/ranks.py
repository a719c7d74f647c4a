"""Ranks: whether groups differ more than chance, from how many of each gave each answer.

Answers are steps of a scale, not measures, so groups are compared by ranks.  All answers are put in order; those that
are alike share the mean of their places.  N answers in all, n of a group, R the sum of a group's ranks, t how many
answers are alike:

* **Kruskal–Wallis** (1952), for three groups and more, and its χ² with one degree fewer than groups:

      H = (12 / (N (N + 1)) · Σ R²/n − 3 (N + 1)) / (1 − Σ (t³ − t) / (N³ − N))

* **Mann–Whitney** (1947), for two, *without* continuity correction (with it, 1.3 to 1.9 of a hundred are called
  different by chance where 5 are meant):

      U = R₁ − n₁ (n₁ + 1) / 2,   z² = (U − n₁ n₂ / 2)² · 12 / (n₁ n₂ (N + 1 − Σ (t³ − t) / (N (N − 1))))

  z² is H of the two groups.

Effect sizes: **epsilon²** = H / (N − 1), 0 where groups are alike and 1 where they are wholly apart (Kelley 1935);
**rank-biserial** = 2 U / (n₁ n₂) − 1, from −1 to 1, above 0 where the first group answers higher (Glass 1965).

Several elements are several chances to be wrong; **Holm's** correction (1979) counts them together.

The four answers of an element can be ranked from counts alone; ranks of respondents' totals take their totals.  H, U
and z² are fractions, the probabilities floats of `ikm.statistics`.

Near the upper end of the scale these tests reject almost nothing (0.8 of a hundred with ten in each group, where 5
are meant): that no difference is found there says little.

>>> from ikm.statistics.ranks import compare, holm
>>> loket = {"A": {3: 8, 4: 2}, "B": {3: 2, 4: 8}}
>>> two = compare(loket)
>>> two.test, two.u, two.effect, round(two.p, 6)
('mann-whitney', Fraction(20, 1), Fraction(-3, 5), 0.008914)
>>> compare({"A": {4: 10}, "B": {4: 12}}) is None
True
>>> holm([0.01, 0.04, 0.03])
(0.03, 0.06, 0.06)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from ikm.statistics.distributions import chi_square_survival, normal_survival
from ikm.statistics.roots import root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["RankTest", "compare", "holm"]


@dataclass(frozen=True, slots=True)
class RankTest:
    """One comparison of groups by ranks.

    Parameters
    ----------
    test : {"kruskal-wallis", "mann-whitney"}
        Which test: Mann–Whitney for two groups.
    n : int
        The answers ranked.
    h : Fraction
        Kruskal–Wallis' H, corrected for ties; of two groups also the square of Mann–Whitney's z.
    df : int
        Its degrees of freedom, one fewer than groups.
    p : float
        The probability of groups that differ so much or more, if chance alone makes them differ.
    effect : Fraction
        epsilon², or the rank-biserial correlation of two groups.
    u : Fraction, optional
        Mann–Whitney's U of the first group; only of two.
    z : Fraction, optional
        Its standard score, without continuity correction; negative where the first group answers lower.
    """

    test: Literal["kruskal-wallis", "mann-whitney"]
    n: int
    h: Fraction
    df: int
    p: float
    effect: Fraction
    u: Fraction | None = None
    z: Fraction | None = None


def compare(groups: Mapping[Any, Mapping[Any, int]]) -> RankTest | None:
    """Compare groups by how many of each gave each answer.

    Parameters
    ----------
    groups : mapping from name to mapping from score to int
        In the order wanted: of two, the effect is that of the first against the second.

    Returns
    -------
    RankTest or None
        None where there is nothing to compare: fewer than two groups with answers, or all answers alike.
    """
    counted = [found for levels in groups.values() if sum((found := dict(levels)).values())]
    met = sorted({level for levels in counted for level, times in levels.items() if times})
    if len(counted) < 2 or len(met) < 2:
        return None
    ties = [sum(levels.get(level, 0) for levels in counted) for level in met]
    n = sum(ties)
    below = accumulate(ties, initial=0)
    ranks = [Fraction(2 * under + tie + 1, 2) for under, tie in zip(below, ties, strict=False)]
    sizes = [sum(levels.values()) for levels in counted]
    sums = [
        sum((rank * levels.get(level, 0) for rank, level in zip(ranks, met, strict=True)), Fraction(0))
        for levels in counted
    ]
    tied = 1 - Fraction(sum(tie**3 - tie for tie in ties), n**3 - n)
    spread = sum((part * part / size for part, size in zip(sums, sizes, strict=True)), Fraction(0))
    h = (Fraction(12, n * (n + 1)) * spread - 3 * (n + 1)) / tied
    if len(counted) > 2:
        df = len(counted) - 1
        return RankTest("kruskal-wallis", n, h, df, chi_square_survival(float(h), df), h / (n - 1))
    first, second = sizes
    u = sums[0] - Fraction(first * (first + 1), 2)
    z = root(h) if 2 * u >= first * second else -root(h)
    p = min(1.0, 2 * normal_survival(float(abs(z))))
    return RankTest("mann-whitney", n, h, 1, p, 2 * u / (first * second) - 1, u, z)


def holm(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Correct the probabilities of several tests for being several, by Holm's step-down method.

    Parameters
    ----------
    probabilities : sequence of float
        Of each test; in any order.

    Returns
    -------
    tuple of float
        In the same order; each at least what it was, and at most 1.
    """
    order = sorted(range(len(probabilities)), key=probabilities.__getitem__)
    steps = accumulate((probabilities[at] * (len(order) - place) for place, at in enumerate(order)), max)
    found = dict(zip(order, steps, strict=True))
    return tuple(min(1.0, found[place]) for place in range(len(order)))
