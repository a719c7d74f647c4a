"""Tails: the two incomplete integrals that Student's t and chi-square are made of, from the standard library alone.

* the incomplete gamma function, lower P(a, x) and upper Q(a, x) = 1 − P(a, x): of chi-square;
* the incomplete beta function with one side fixed at a half, its body and its tail: of Student's t.

Each is a power series where few terms do, and a continued fraction in its tail, so that both ends keep their digits
(a tail of 1e-300 is one, never 1 − 1).  What stands before them would lose digits for many degrees of freedom if it
were taken from `math.lgamma`; it is written so that nothing large is subtracted.  To some 1e-13 of the true value for
every parameter up to half a million; nothing here knows what the integrals are used for.

References: NIST Digital Library of Mathematical Functions, 8.11.4, 8.9.2 (gamma), 8.17.8, 8.17.22 (beta), 5.11 (gamma
of large numbers); C. Loader, "Fast and accurate computation of binomial probabilities" (2000), for what stands before.

>>> from ikm.statistics.tails import lower_gamma, t_body, t_tail, upper_gamma
>>> round(lower_gamma(1.0, 0.5) + upper_gamma(1.0, 0.5), 15), round(t_tail(2.0, 1.0) + t_body(2.0, 1.0), 14)
(1.0, 0.5)
"""

from __future__ import annotations

from math import exp, hypot, inf, lgamma, log, log1p, pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "gamma_series",
    "log_gamma_front",
    "log_t_front",
    "log_t_tail",
    "lower_gamma",
    "t_body",
    "t_steepness",
    "t_tail",
    "upper_gamma",
]

_TINY = 1e-300
"""Stands for a nought that is divided by (Lentz)."""
_LARGE = 15
"""From here on Stirling's formula with six corrections is exact, and `math.lgamma` loses digits."""
_EPSILON = 1e-17
"""A term of a series that is smaller than this share of it no longer matters."""
_SAME = 3e-16
"""So near to 1 a factor is 1."""
_HUGE = 1e150
"""From here on the square of t has no float."""
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
_HALF = (1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304, 39325 / 33554432)
"""Coefficients of Γ(a + ½) ÷ (Γ(a) √a) in powers of 1/a."""


def lower_gamma(a: float, x: float) -> float:
    """Give P(a, x), the share of the gamma integral below x; a above 0, x 0 or more."""
    if x <= 0:
        return 0.0
    return exp(log_gamma_front(a, x)) * gamma_series(a, x) if x < a + 1 else 1 - _gamma_tail(a, x)


def upper_gamma(a: float, x: float) -> float:
    """Give Q(a, x), the share above x."""
    return 1 - lower_gamma(a, x) if x < a + 1 else _gamma_tail(a, x)


def gamma_series(a: float, x: float) -> float:
    """Give P(a, x) ÷ (x^a e^−x ÷ Γ(a + 1)): for x up to about a."""
    term = total = 1.0
    place = a
    while term > total * _EPSILON:
        place += 1
        term *= x / place
        total += term
    return total


def _gamma_tail(a: float, x: float) -> float:
    if x == inf:
        return 0.0

    def part(step: int) -> tuple[float, float]:
        return step * (a - step), x + 2 * step + 1 - a

    return exp(log_gamma_front(a, x)) * a / _continued(x + 1 - a, part)


def log_gamma_front(a: float, x: float) -> float:
    """Give ln(x^a e^−x ÷ Γ(a + 1)): what stands before both P and Q."""
    if a < _LARGE:
        return a * log(x) - x - lgamma(a + 1)
    return -_stirling(a) - _deviance(a, x) - log(2 * pi * a) / 2


def _stirling(a: float) -> float:
    """Give what Stirling's formula lacks: ln Γ(a + 1) − ln(√(2πa) (a/e)^a)."""
    square, total = a * a, 0.0
    for coefficient in reversed(_STIRLING):
        total = total / square + coefficient
    return total / a


def _deviance(a: float, x: float) -> float:
    """Give a ln(a/x) + x − a; near x = a as a series, because the two would cancel."""
    if abs(a - x) >= 0.1 * (a + x):
        return a * log(a / x) + x - a
    ratio = (a - x) / (a + x)
    total, term, square, power = (a - x) * ratio, 2 * a * ratio, ratio * ratio, 1
    while True:
        term *= square
        power += 2
        more = total + term / power
        if more == total:
            return total
        total = more


def t_body(t: float, df: float) -> float:
    """Give the probability that Student's t lies between 0 and t (t 0 or more): for t from 0 to about 2."""
    y = t * t / (df + t * t)
    a = df / 2
    term = total = 1.0
    place = 0
    while term > total * _EPSILON:
        term *= (a + 0.5 + place) / (1.5 + place) * y
        place += 1
        total += term
    return exp(log_t_front(t, df)) * total * sqrt(y)


def t_tail(t: float, df: float) -> float:
    """Give the probability that Student's t lies above t: for t from about 1 on."""
    return 0.0 if t == inf else exp(log_t_tail(t, df))


def log_t_tail(t: float, df: float) -> float:
    """Give the logarithm of `t_tail`."""
    return log_t_front(t, df) + log(t / hypot(t, sqrt(df))) - log(t_steepness(t, df))


def t_steepness(t: float, df: float) -> float:
    """Give t × density ÷ tail, for t from about 1 on: how fast the tail falls; in its far end, by ``df``."""
    a, whole = df / 2, hypot(t, sqrt(df))
    x, y = (sqrt(df) / whole) ** 2, (t / whole) ** 2

    # Every second step of 8.17.22, so that nothing near 1 is taken from 1 where df is large.
    def part(m: int) -> tuple[float, float]:
        step = a + 2 * m - 1
        above = (a + m - 1) * (a + m - 0.5) * m * (0.5 - m) * x * x / (step * step)
        beside = (a + m) * (a * y - x / 2 + 1 + m * (2 - x)) / (step + 2)
        return above, beside + m + m * (0.5 - m) * x / step

    return 2 * _continued(a * (a * y - x / 2 + 1) / (a + 1), part)


def log_t_front(t: float, df: float) -> float:
    """Give ln(x^(df/2) ÷ B(df/2, ½)), x = df ÷ (df + t²): what stands before body and tail.

    The density is e to this, ÷ √(df + t²).
    """
    power = log1p(t * t / df) / 2 if t < _HUGE else log(t) - log(df) / 2
    return log(_half_ratio(df / 2)) - log(pi) / 2 - df * power


def _half_ratio(a: float) -> float:
    """Give Γ(a + ½) ÷ Γ(a)."""
    factor = 1.0
    while a < 25:
        factor *= a / (a + 0.5)
        a += 1
    total = 0.0
    for coefficient in reversed(_HALF):
        total = total / a + coefficient
    return factor * total * sqrt(a)


def _continued(first: float, part: Callable[[int], tuple[float, float]]) -> float:
    """Give first + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method, until a further part changes nothing."""
    value = front = first or _TINY
    back, step = 0.0, 0
    while True:
        step += 1
        above, beside = part(step)
        back = 1 / ((beside + above * back) or _TINY)
        front = (beside + above / front) or _TINY
        factor = front * back
        value *= factor
        if abs(factor - 1) < _SAME:
            return value
