"""Anomalies: what is wrong with a published table, one finding for one cause.

Each part of the table is held against the others, never against what a table ought to have: what is not printed is not
wrong.  Figures contradict each other only where no exact value can stand behind both.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.arguments import shown_exactly
from ikm.audits.formulas import FACTOR
from ikm.audits.means import exact_mean
from ikm.audits.rounding import meet, pointed
from ikm.audits.wording import (
    either,
    figure,
    grade_words,
    listed,
    number_words,
    scheme_words,
    source_words,
    weight_words,
)
from ikm.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ikm.audits.fits import Fit
    from ikm.audits.grades import Grades
    from ikm.audits.granularity import Granularity
    from ikm.audits.respondents import RespondentCounts
    from ikm.audits.samples import SampleRule
    from ikm.audits.table import PrintedElement, PublishedTable
    from ikm.audits.weighted_column import WeightedColumn

__all__ = ["Examined", "anomalies_of"]

_FEW = 3
"""One element in so many, at most, has a mean of its own making; more of them speak against the number."""


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything that was found out of a table, for those who judge it.

    Parameters
    ----------
    table : PublishedTable
        The table.
    fits : sequence of Fit
        Every way to its IKM, those first that the other columns allow.
    used : sequence of str
        The weights that may have been used.
    column : WeightedColumn, optional
        What its weighted column was made with.
    granularity : Granularity
        Which numbers of respondents its means allow.
    respondents : RespondentCounts
        How many answered, by each source.
    number : int, optional
        How many answered, where that is known.
    grades : Grades
        Its grades.
    rules : tuple of SampleRule
        The rules that give its sample size.
    recomputed : mapping
        The IKM by each weight, rounded.
    stated : str, optional
        The name of the weight that is stated.
    excused : bool
        Whether it gives the IKM in some way, however odd.
    """

    table: PublishedTable
    fits: Sequence[Fit]
    used: Sequence[str]
    column: WeightedColumn | None
    granularity: Granularity
    respondents: RespondentCounts
    number: int | None
    grades: Grades
    rules: tuple[SampleRule, ...]
    recomputed: Mapping[str, str]
    stated: str | None
    excused: bool


def anomalies_of(found: Examined) -> Iterator[Finding]:
    """Say what is wrong with a table: the index first, then its elements, its respondents, its grades."""
    yield from _index(found)
    yield from _column(found)
    yield from _elements(found)
    yield from _respondents(found)
    yield from _grades(found)
    table = found.table
    if table.n is not None and table.population is not None and table.n > table.population:
        yield Finding("audit-population", details={"n": table.n, "population": table.population})
    if table.sample is not None and table.population is not None and not found.rules:
        yield Finding("audit-sample", details={"size": table.sample, "population": table.population})


def _index(found: Examined) -> Iterator[Finding]:
    table, elements = found.table, len(found.table.elements)
    ikm = figure(pointed(table.ikm))
    if not found.fits:
        yield Finding("audit-none", details={"ikm": ikm})
    elif found.stated is not None and _misstated(found, found.stated):
        yield Finding(
            "audit-weight",
            details={
                "stated": weight_words(found.stated, elements),
                "used": either([weight_words(name, elements) for name in found.used]),
                "ikm": ikm,
                "with_stated": figure(found.recomputed[found.stated]),
            },
        )
    by_rounded_total = any(fit.agrees and "total-" in fit.order for fit in found.fits)
    if table.total is not None and not by_rounded_total and not meet(table.total.times(FACTOR), table.ikm):
        index = figure(shown_exactly(table.total.value * FACTOR))
        yield Finding("audit-total-index", details={"total": figure(pointed(table.total)), "index": index, "ikm": ikm})


def _misstated(found: Examined, stated: str) -> bool:
    """Tell whether the weight that is stated gives the IKM in no way, nor all but its last digit."""
    agreeing = [fit for fit in found.fits if fit.agrees] or found.fits
    if found.excused or stated in {fit.weight.name for fit in agreeing}:
        return False
    return abs(Fraction(found.recomputed[stated]) - found.table.ikm.value) > found.table.ikm.step


def _column(found: Examined) -> Iterator[Finding]:
    table, column, elements = found.table, found.column, len(found.table.elements)
    weighted = [one.weighted for one in table.elements if one.weighted is not None]
    if table.total is not None and len(weighted) == elements:
        low, high = sum((one.low for one in weighted), Fraction()), sum((one.high for one in weighted), Fraction())
        if not (low <= table.total.high and table.total.low <= high):
            added = figure(shown_exactly(sum((one.value for one in weighted), Fraction())))
            yield Finding("audit-total", details={"total": figure(pointed(table.total)), "sum": added})
    if column is None:
        return
    if not column.weights:
        yield Finding("audit-column-none")
        return
    if found.used and not {fit.weight.name for fit in found.fits} & {*column.weights}:
        yield Finding(
            "audit-column",
            details={
                "column": weight_words(column.weights[0], elements),
                "used": either([weight_words(name, elements) for name in found.used]),
            },
        )
    if column.odd:
        codes = [table.elements[place].code for place in column.odd]
        weight = weight_words(column.weights[0], elements)
        yield Finding("audit-column-element", details={"elements": listed(codes), "weight": weight})


def _elements(found: Examined) -> Iterator[Finding]:
    cut = all(_cut(one, found.number) for one in found.table.elements)
    checks: dict[str, Callable[[PrintedElement], bool]] = {
        "audit-off-scale": _off_scale,
        "audit-converted": lambda one: (
            one.nrr is not None and one.converted is not None and not meet(one.nrr.times(FACTOR), one.converted)
        ),
        "audit-counts": lambda one: one.counts is not None and (_differs(one, None, cut=cut) or _added_wrong(one)),
        "audit-sum": lambda one: one.counts is None and _differs(one, found.number, cut=cut),
    }
    for code, wrong in checks.items():
        if names := [one.code for one in found.table.elements if wrong(one)]:
            yield Finding(code, details={"elements": listed(names)})


def _off_scale(one: PrintedElement) -> bool:
    return one.mean is not None and (one.mean.high < 1 or one.mean.low > 4)


def _differs(one: PrintedElement, number: int | None, *, cut: bool) -> bool:
    """Tell whether the mean that is printed is not that of the counts or the sum beside it."""
    exact = exact_mean(one, number)
    if exact is None or one.mean is None:
        return False
    return not (one.mean.admits(exact) or (cut and one.mean.cuts(exact)))


def _cut(one: PrintedElement, number: int | None) -> bool:
    """Tell whether the mean may be that of the counts or the sum beside it, its further digits cut off."""
    exact = exact_mean(one, number)
    return exact is None or one.mean is None or one.mean.cuts(exact)


def _added_wrong(one: PrintedElement) -> bool:
    """Tell whether the sum that is printed is not that of the counts."""
    scores = sum(score * number for score, number in (one.counts or {}).items())
    return one.total is not None and one.total != scores


def _respondents(found: Examined) -> Iterator[Finding]:
    table, seen = found.table, found.granularity
    if found.respondents.differ:
        yield Finding("audit-n-differs", details={"sources": source_words(found.respondents)})
    n = table.n
    if seen.stated is not False or n is None:
        return
    codes = [table.elements[place].code for place in seen.impossible]
    if seen.cut:
        yield Finding("audit-means-cut", details={"n": n})
    elif len(codes) * _FEW <= len(table.elements):
        yield Finding("audit-mean-impossible", details={"n": n, "elements": listed(codes)})
    else:
        elements = [table.elements[place] for place in seen.impossible]
        means = [f"{one.code} {pointed(one.mean)}" for one in elements if one.mean is not None]
        near = sorted(seen.possible, key=lambda one: (abs(one - n), one))
        about = {"elements": figure(listed(means, 3)), "possible": number_words(near)}
        yield Finding("audit-n-impossible", details={"n": n, **about})


def _grades(found: Examined) -> Iterator[Finding]:
    wrong = [one for one in found.grades.grades if not one.right]
    if not wrong:
        return
    about = {"grades": grade_words(wrong), "regulation": scheme_words(found.grades.usual)}
    if found.grades.scheme is None:
        yield Finding("audit-grade", details=about)
    else:
        yield Finding("audit-grade-bands", details={**about, "used": scheme_words(found.grades.scheme)})
