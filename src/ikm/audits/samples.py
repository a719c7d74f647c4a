"""Samples: which rule gives the sample size that a report states.

Offices take it from Krejcie and Morgan's formula, rounded to the nearest or up, or from the next row of its printed
table; from Slovin's formula with a margin; or from Cochran's; or they ask everybody.  Several rules may give one
number: all of them are listed, the regulation's own first.

>>> from ikm.audits.samples import rules_giving
>>> [(one.rule, one.margin) for one in rules_giving(205, 134)]
[('krejcie-morgan', None)]
>>> [(one.rule, one.margin) for one in rules_giving(205, 136)]
[('krejcie-morgan-next-row', None), ('slovin', 5)]
>>> [one.rule for one in rules_giving(205, 205)], rules_giving(205, 204)
(['census'], ())
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ikm.regulation import load_regulation, round_half_up
from ikm.scoring import cochran, krejcie_morgan_formula, slovin

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SampleRule", "rules_giving"]

_MARGINS = (5, 10, 1, 2, 3, 4, 6, 7, 8, 9, 15, 20)
"""Percents: the usual ones first."""


class SampleRule(NamedTuple):
    """A rule that gives the size: ``rule`` is its name, ``margin`` its margin of error in percent, where it has one."""

    rule: str
    margin: int | None


def rules_giving(population: int, size: int) -> tuple[SampleRule, ...]:
    """Find the rules that give a sample size.

    Parameters
    ----------
    population : int
        How many were served, 1 or more.
    size : int
        The sample size that is stated.
    """
    if population < 1:
        return ()
    return tuple(rule for rule, given in _sizes(population) if given == size)


def _sizes(population: int) -> Iterator[tuple[SampleRule, int]]:
    """Give each rule with its size: one that is rounded to the nearest stands before the same rounded up."""
    law = load_regulation().sampling
    assert law is not None  # noqa: S101 - the instrument in force has a rule
    formula = krejcie_morgan_formula(population, law.chi_square, law.margin, law.proportion)
    census = SampleRule("census", None), population
    if population < law.census_below:
        yield census
    yield from _both(SampleRule("krejcie-morgan", None), formula)
    row = next((people for people in law.table if people >= population), None)
    if row is not None and row != population:
        yield SampleRule("krejcie-morgan-next-row", None), law.table[row]
    for percent in _MARGINS:
        margin = Fraction(percent, 100)
        yield from _both(SampleRule("slovin", percent), slovin(population, margin))
        if margin != law.margin:  # with the margin of Krejcie and Morgan it is their formula
            corrected = krejcie_morgan_formula(population, law.chi_square, margin, law.proportion)
            yield from _both(SampleRule("cochran", percent), corrected)
        yield from _both(SampleRule("cochran-endless", percent), cochran(law.chi_square, margin, law.proportion))
    if population >= law.census_below:
        yield census


def _both(rule: SampleRule, exact: Fraction) -> Iterator[tuple[SampleRule, int]]:
    nearest, up = _whole(exact)
    yield rule, nearest
    if up != nearest:
        yield SampleRule(f"{rule.rule}-up", rule.margin), up


def _whole(exact: Fraction) -> tuple[int, int]:
    return int(round_half_up(exact, 0)), ceil(exact)
