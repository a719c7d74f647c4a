"""Roots: the square root of an exact fraction, as a fraction that is nearer than anything shown of it.

Standard deviations and correlations are roots of exact variances.  A float would do for their value; but what is shown
is rounded half up from the exact figure, and a float can stand on the wrong side of a half.  So the root is taken in
integers, cut off after forty decimals; a root that is a fraction itself comes out as it is.

>>> from fractions import Fraction
>>> from ikm.statistics.roots import root
>>> root(Fraction(9, 16)), float(root(Fraction(2)))
(Fraction(3, 4), 1.4142135623730951)
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

__all__ = ["root"]

_SCALE = 10**40


def root(value: Fraction) -> Fraction:
    """Take the square root.

    Parameters
    ----------
    value : Fraction
        Zero or more.

    Returns
    -------
    Fraction
        The root itself where it is a fraction; else the root times the denominator cut off after forty decimals, over
        the denominator: below the true root by less than 1e-40.

    Raises
    ------
    ValueError
        For a negative value.
    """
    # √(a/b) = √(a·b) / b; a square stays a square when it is scaled by a square.
    product = value.numerator * value.denominator
    whole = isqrt(product)
    if whole * whole == product:
        return Fraction(whole, value.denominator)
    return Fraction(isqrt(product * _SCALE * _SCALE), value.denominator * _SCALE)
