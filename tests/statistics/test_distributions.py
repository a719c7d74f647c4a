"""Distributions against scipy over the whole range, and against values that are known exactly."""

from __future__ import annotations

from math import atan, exp, inf, isclose, log1p, pi, sqrt, tan

import pytest
from scipy import stats

from ikm.errors import OptionError
from ikm.statistics import (
    chi_square_cdf,
    chi_square_quantile,
    chi_square_survival,
    normal_cdf,
    normal_quantile,
    normal_survival,
    t_cdf,
    t_quantile,
    t_survival,
)

DEGREES = (1, 1.5, 2, 3, 4, 5, 7, 9, 10, 15, 29, 30, 49, 50, 60, 99, 135, 207.951, 400, 1000, 1e4, 1e5, 1e6)
SHARES = (1e-100, 1e-20, 1e-10, 1e-4, 0.005, 0.025, 0.05, 0.1, 0.2, 0.25, 0.2500001, 0.3, 0.4)
POINTS = (0.0, 0.001, 0.1, 0.5, 0.67, 1.0, 1.5, 1.7499, 1.75, 1.8, 2.0, 2.5, 3.0, 5.0, 8.0, 12.0, 35.0, 100.0, 1e4)


def near(ours: float, theirs: float) -> bool:
    """Agree to 1e-12 of the value; what scipy cannot hold in a float's full precision is not compared."""
    return isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-300)


@pytest.mark.parametrize("df", DEGREES)
def test_students_t_is_scipys(df: float) -> None:
    for t in POINTS:
        for point in (t, -t):
            assert near(t_cdf(point, df), float(stats.t.cdf(point, df))), (point, df)
            assert near(t_survival(point, df), float(stats.t.sf(point, df))), (point, df)
    for share in SHARES:
        if share < 1e-10 and df < 2:
            continue  # scipy is off by 40 powers of ten there; the exact values below hold these
        assert near(t_quantile(share, df), float(stats.t.ppf(share, df))), (share, df)
    for share in (0.6, 0.7499999, 0.75, 0.8, 0.9, 0.95, 0.975, 0.995, 0.999999):
        assert near(t_quantile(share, df), float(stats.t.ppf(share, df))), (share, df)


@pytest.mark.parametrize("df", DEGREES)
def test_chi_square_is_scipys(df: float) -> None:
    for part in (0.0, 1e-10, 0.001, 0.1, 0.5, 0.9, 1.0, 1.01, 1.1, 1.5, 2.0, 5.0, 100.0):
        x = part * df
        # Where a tail is small and degrees are many, scipy itself keeps only ten digits (0.99 of a million is off by
        # 2e-11, as sixty digits show); the tails stand exactly below.
        tolerance = 1e-12 if df < 1e4 else 1e-11
        assert isclose(chi_square_cdf(x, df), float(stats.chi2.cdf(x, df)), rel_tol=tolerance, abs_tol=1e-300), x
        assert isclose(chi_square_survival(x, df), float(stats.chi2.sf(x, df)), rel_tol=tolerance, abs_tol=1e-300), x
    for share in (*SHARES, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 0.999999):
        theirs = float(stats.chi2.ppf(share, df))
        assert isclose(chi_square_quantile(share, df), theirs, rel_tol=1e-12, abs_tol=1e-290), (share, df)


def test_the_normal_distribution_is_scipys() -> None:
    for z in (0.0, 1e-10, 0.001, 0.1, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 30.0, 37.0):
        for point in (z, -z):
            assert near(normal_cdf(point), float(stats.norm.cdf(point)))
            assert near(normal_survival(point), float(stats.norm.sf(point)))
    for share in (*SHARES, 0.4999, 0.5, 0.500001, 0.6, 0.7499999, 0.75, 0.975, 1 - 1e-12):
        assert near(normal_quantile(share), float(stats.norm.ppf(share))), share


def test_values_that_are_known_exactly() -> None:
    for t in (1e-8, 0.01, 0.5, 1.0, 1.74, 1.76, 3.0):  # df 1: Cauchy's; df 2: a root
        assert isclose(t_cdf(t, 1), 0.5 + atan(t) / pi, rel_tol=1e-15)
        assert isclose(t_survival(t, 2), 0.5 - t / (2 * sqrt(2 + t * t)), rel_tol=1e-14)
    for t in (1e3, 1e8, 1e160, 1e290):
        assert isclose(t_survival(t, 1), 1 / (pi * t), rel_tol=1e-6)
        assert isclose(t_survival(-t, 1), 1 - 1 / (pi * t), rel_tol=1e-6)
    for x in (1e-12, 0.5, 3.9, 4.1, 60.0, 1200.0):  # df 2: the exponential's; df 4
        assert isclose(chi_square_survival(x, 2), exp(-x / 2), rel_tol=1e-13)
        assert isclose(chi_square_survival(x, 4), exp(-x / 2) * (1 + x / 2), rel_tol=1e-13)
    for share in (1e-200, 1e-9, 0.3, 0.5, 0.7, 0.999):
        assert isclose(chi_square_quantile(share, 2), -2 * log1p(-share), rel_tol=1e-13)
        assert isclose(t_quantile(share, 1), -1 / _tan(share), rel_tol=1e-13)
        assert isclose(t_quantile(share, 2), (2 * share - 1) / sqrt(2 * share * (1 - share)), rel_tol=1e-13)
    # The square of a normal is a chi-square with one degree of freedom.
    assert isclose(chi_square_quantile(0.95, 1), normal_quantile(0.975) ** 2, rel_tol=1e-14)
    # From sixty digits: where scipy is off.
    assert isclose(chi_square_cdf(990000, 1e6), 6.500171180085854e-13, rel_tol=1e-13)
    assert isclose(t_quantile(0.4999, 4), -0.0002666666706172544, rel_tol=1e-12)


def _tan(share: float) -> float:
    return tan(pi * share) if share < 0.5 else (-tan(pi * (1 - share)) if share > 0.5 else inf)


def test_the_ends() -> None:
    assert (normal_quantile(0), normal_quantile(1), normal_quantile(0.5)) == (-inf, inf, 0.0)
    assert (t_quantile(0, 3), t_quantile(1, 3), t_quantile(0.5, 3)) == (-inf, inf, 0.0)
    assert (chi_square_quantile(0, 3), chi_square_quantile(1, 3)) == (0.0, inf)
    assert (normal_cdf(-inf), normal_cdf(inf), normal_survival(inf)) == (0.0, 1.0, 0.0)
    assert (t_cdf(-inf, 3), t_cdf(inf, 3), t_survival(0, 3)) == (0.0, 1.0, 0.5)
    assert (chi_square_cdf(-1, 3), chi_square_cdf(0, 3), chi_square_survival(0, 3)) == (0.0, 0.0, 1.0)
    assert (chi_square_cdf(inf, 3), chi_square_survival(inf, 3)) == (1.0, 0.0)
    assert chi_square_quantile(1e-300, 1) == 0.0
    assert (normal_quantile(1e-301), t_quantile(1e-301, 5), chi_square_quantile(1e-301, 50)) == (-inf, -inf, 0.0)


@pytest.mark.parametrize("df", [0, -1, inf, float("nan")])
def test_degrees_of_freedom_are_above_nought(df: float) -> None:
    for ask in (t_cdf, t_survival, t_quantile, chi_square_cdf, chi_square_survival, chi_square_quantile):
        with pytest.raises(OptionError, match=r"Degrees of freedom are a number above 0; got"):
            ask(0.5, df)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_lies_between_nought_and_one(share: float) -> None:
    for ask in (normal_quantile, lambda p: t_quantile(p, 3), lambda p: chi_square_quantile(p, 3)):
        with pytest.raises(OptionError, match=r"A share lies between 0 and 1; got"):
            ask(share)
