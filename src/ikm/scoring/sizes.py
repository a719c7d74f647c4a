"""Sizes: the formulas that offices take a sample size from, exact, before anything is rounded.

==================  ===================================================  ==========================================
Krejcie and Morgan  X² N P (1 − P) ÷ (d² (N − 1) + X² P (1 − P))         Krejcie and Morgan (1970), in the regulation
Slovin              N ÷ (1 + N d²)                                       attributed to Slovin (1960); origin unknown
Cochran             n₀ = X² P (1 − P) ÷ d², of an endless population     Cochran (1977), Sampling Techniques, ch. 4
==================  ===================================================  ==========================================

X² is chi-square with one degree of freedom, the square of z: 3.841 for 95 %.  Cochran's size corrected for the
population, n₀ ÷ (1 + (n₀ − 1) ÷ N), is Krejcie and Morgan's formula written otherwise, and so stands here once.
Slovin's has no level of confidence and no proportion.  How a size is rounded is said where it is used
(`ikm.scoring.sampling`, `ikm.audits.samples`).

>>> from fractions import Fraction
>>> from ikm.scoring.sizes import cochran, krejcie_morgan_formula, slovin
>>> d, half, square = Fraction(5, 100), Fraction(1, 2), Fraction(3841, 1000)
>>> endless = cochran(square, d, half)
>>> [round(float(one), 2) for one in (krejcie_morgan_formula(205, square, d, half), slovin(205, d), endless)]
[133.89, 135.54, 384.1]
>>> endless / (1 + (endless - 1) / 205) == krejcie_morgan_formula(205, square, d, half)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["cochran", "krejcie_morgan_formula", "slovin"]


def krejcie_morgan_formula(population: int, chi_square: Fraction, margin: Fraction, proportion: Fraction) -> Fraction:
    """Give the size of Krejcie and Morgan's formula, which is Cochran's corrected for the population."""
    spread = chi_square * proportion * (1 - proportion)
    return spread * population / (margin * margin * (population - 1) + spread)


def slovin(population: int, margin: Fraction) -> Fraction:
    """Give the size of Slovin's formula."""
    return population / (1 + population * margin * margin)


def cochran(chi_square: Fraction, margin: Fraction, proportion: Fraction) -> Fraction:
    """Give the size of Cochran's formula for an endless population."""
    return chi_square * proportion * (1 - proportion) / (margin * margin)
