"""Distributions: normal, Student's t and chi-square, from the standard library alone.

The interval stands in every result, and loading `scipy.stats` takes three times as long as scoring a survey; so what
it needs is here: how much lies below a point (``cdf``), how much above (``survival``, which keeps its digits where the
cdf is almost 1), and the point below which a share lies (``quantile``).  They agree with scipy to 1e-12 of each value
(chi-square of 10,000 degrees of freedom and more: 1e-11), tails and up to a million degrees of freedom included
(`tests/statistics/test_distributions.py`).  Degrees of freedom
need not be whole: Welch's are not.

The normal distribution is `math.erfc`, the others are in `ikm.statistics.tails`.  Quantiles are Newton's method: in the
middle on the probability between the median and the point, in a tail on the logarithm of the tail against the logarithm
of the point, where either curve is bent one way only, so that the steps cannot run away.

>>> from ikm.statistics import chi_square_quantile, normal_quantile, t_quantile
>>> round(normal_quantile(0.975), 6), round(t_quantile(0.975, 135), 6), round(chi_square_quantile(0.95, 1), 6)
(1.959964, 1.977692, 3.841459)
"""

from __future__ import annotations

from math import erf, erfc, exp, hypot, inf, lgamma, log, pi, sqrt
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.statistics.tails import (
    gamma_series,
    log_gamma_front,
    log_t_front,
    log_t_tail,
    lower_gamma,
    t_body,
    t_steepness,
    t_tail,
    upper_gamma,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "chi_square_cdf",
    "chi_square_quantile",
    "chi_square_survival",
    "normal_cdf",
    "normal_quantile",
    "normal_survival",
    "t_cdf",
    "t_quantile",
    "t_survival",
]

_MIDDLE = 1.75
"""Up to here the body of t is a series of few terms; beyond, its tail is a fraction of few parts."""

_QUARTER = 0.25
"""Shares nearer to a half than this are sought from the middle, others from their end."""

_LEAST = 1e-300
"""A smaller share counts as none: floats end soon after."""

_STEPS = 200
"""More than any of these needs; a guard, so that no call runs for ever."""

_NEAR = 1e-9
"""Steps this small, as a share of the point, shrink no further than rounding lets them."""


def normal_cdf(x: float) -> float:
    """Give the probability below ``x`` under the standard normal distribution.

    Parameters
    ----------
    x : float
        A point; infinities are allowed.
    """
    return erfc(-x / _ROOT_2) / 2


def normal_survival(x: float) -> float:
    """Give the probability above ``x`` under the standard normal distribution; see `normal_cdf`."""
    return erfc(x / _ROOT_2) / 2


def normal_quantile(p: float) -> float:
    """Give the point below which the share ``p`` of the standard normal distribution lies.

    Parameters
    ----------
    p : float
        From 0 to 1.

    Raises
    ------
    OptionError
        For any other number.

    Examples
    --------
    >>> normal_quantile(0.5), normal_quantile(1)
    (0.0, inf)
    """
    return _symmetric(
        _share(p),
        lambda x: erf(x / _ROOT_2) / 2,
        _normal_density,
        lambda x: log(normal_survival(x)),
        lambda x: x * _normal_density(x) / normal_survival(x),
    )


def _normal_density(x: float) -> float:
    return exp(-x * x / 2) / sqrt(2 * pi)


def t_cdf(t: float, df: float) -> float:
    """Give the probability below ``t`` under Student's t distribution.

    Parameters
    ----------
    t : float
        A point; infinities are allowed.
    df : float
        Degrees of freedom, above 0.

    Raises
    ------
    OptionError
        For degrees of freedom that are not above 0.

    Examples
    --------
    >>> round(t_cdf(1, 1), 12), round(t_survival(1, 1), 12)
    (0.75, 0.25)
    """
    return t_survival(-t, df)


def t_survival(t: float, df: float) -> float:
    """Give the probability above ``t`` under Student's t distribution; see `t_cdf`."""
    _check_df(df)
    if t < 0:
        return 0.5 + t_body(-t, df) if t > -_MIDDLE else 1 - t_tail(-t, df)
    return 0.5 - t_body(t, df) if t < _MIDDLE else t_tail(t, df)


def t_quantile(p: float, df: float) -> float:
    """Give the point below which the share ``p`` of Student's t distribution lies.

    Parameters
    ----------
    p : float
        From 0 to 1.
    df : float
        Degrees of freedom, above 0.

    Raises
    ------
    OptionError
        For another share, or degrees of freedom that are not above 0.

    Examples
    --------
    >>> round(t_quantile(0.75, 1), 12), round(t_quantile(0.975, 9), 6)
    (1.0, 2.262157)
    """
    _check_df(df)

    def density(t: float) -> float:
        return exp(log_t_front(t, df)) / hypot(t, sqrt(df))

    def log_tail(t: float) -> float:
        return log(t_survival(t, df)) if t < _MIDDLE else log_t_tail(t, df)

    def steepness(t: float) -> float:
        return t * density(t) / t_survival(t, df) if t < _MIDDLE else t_steepness(t, df)

    return _symmetric(_share(p), lambda t: t_body(t, df), density, log_tail, steepness)


def chi_square_cdf(x: float, df: float) -> float:
    """Give the probability below ``x`` under the chi-square distribution.

    Parameters
    ----------
    x : float
        A point; below 0 there is nothing.
    df : float
        Degrees of freedom, above 0.

    Raises
    ------
    OptionError
        For degrees of freedom that are not above 0.
    """
    _check_df(df)
    return lower_gamma(df / 2, x / 2)


def chi_square_survival(x: float, df: float) -> float:
    """Give the probability above ``x`` under the chi-square distribution; see `chi_square_cdf`.

    Examples
    --------
    >>> round(chi_square_survival(2, 2), 12) == round(exp(-1), 12)
    True
    """
    _check_df(df)
    return upper_gamma(df / 2, x / 2)


def chi_square_quantile(p: float, df: float) -> float:
    """Give the point below which the share ``p`` of the chi-square distribution lies.

    Parameters
    ----------
    p : float
        From 0 to 1.
    df : float
        Degrees of freedom, above 0.

    Raises
    ------
    OptionError
        For another share, or degrees of freedom that are not above 0.

    Examples
    --------
    >>> chi_square_quantile(0, 3), round(chi_square_quantile(0.5, 2), 12) == round(2 * log(2), 12)
    (0.0, True)
    """
    share = _share(p)
    _check_df(df)
    if share == 1:
        return inf
    if share < _LEAST:
        return 0.0
    a = df / 2
    if share <= 0.5:

        def lower(x: float) -> float:
            total = gamma_series(a, x)
            return x * exp((log(share) - log_gamma_front(a, x) - log(total)) * total / a)

        # P(a, x) is at most x^a / Γ(a + 1), so this start is never above the point, and the steps come from below.
        start = exp((log(share) + lgamma(a + 1)) / a)
        return 2 * (_settled(start, lower) if start else 0.0)

    def upper(x: float) -> float:
        tail = upper_gamma(a, x)
        return x * exp(log(tail / (1 - share)) * tail / (a * exp(log_gamma_front(a, x))))

    # Wilson and Hilferty: the cube root is nearly normal.
    third = 1 / (9 * a)
    return 2 * _settled(a * max(1 - third + normal_quantile(share) * sqrt(third), _MIDDLE / 10) ** 3, upper)


_ROOT_2 = sqrt(2)


def _share(p: float) -> float:
    if not 0 <= p <= 1:
        raise OptionError(f"A share lies between 0 and 1; got {p!r}.")
    return p


def _check_df(df: float) -> None:
    if not 0 < df < inf:
        raise OptionError(f"Degrees of freedom are a number above 0; got {df!r}.")


def _symmetric(
    p: float,
    body: Callable[[float], float],
    density: Callable[[float], float],
    log_tail: Callable[[float], float],
    steepness: Callable[[float], float],
) -> float:
    """Give the quantile of a distribution that is symmetric about 0.

    It is told by its body (0 to t), its density, the logarithm of its tail (t on), and how steep the tail is:
    t × density ÷ tail.
    """
    if p > 0.5:
        return -_symmetric(1 - p, body, density, log_tail, steepness)
    if p == 0.5:
        return 0.0
    if p < _LEAST:
        return -inf
    if p > _QUARTER:
        share = 0.5 - p
        return -_settled(share / density(0.0), lambda t: t + (share - body(t)) / density(t))
    return -_settled(sqrt(-2 * log(p)), lambda t: t * exp((log_tail(t) - log(p)) / steepness(t)))


def _settled(start: float, step: Callable[[float], float]) -> float:
    """Take Newton's steps until they no longer shrink."""
    at, last = start, inf
    for _ in range(_STEPS):
        further = step(at)
        change = abs(further - at)
        if change >= last and change < abs(at) * _NEAR:
            break
        at, last = further, change
        if not change:
            break
    return at
