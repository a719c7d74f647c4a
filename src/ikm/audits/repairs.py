"""Repairs: where nothing gives the printed IKM, which single wrong digit would explain it.

Each digit of the IKM, and each digit of each mean, is tried with every other.  One that is changed must make the table
agree: some usual weight gives the IKM with nothing rounded on the way, and the figures printed beside it (its weighted
mean, its index, its sum, its grade, the number of respondents) do not contradict it.  Several may do; which of them is
the misprint the table cannot tell.

>>> from ikm.audits.repairs import repairs_of
>>> from ikm.audits.table import table_of
>>> means = ["3.559", "3.517", "3.556", "4.000", "3.514", "3.563", "3.608", "3.811", "3.552"]
>>> [(one.where, one.printed, one.instead) for one in repairs_of(table_of({"ikm": "96,78", "grade": "A",
...                                                                      "n": 286, "elements": means}))]
[('IKM', '96.78', '90.78')]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.audits.candidates import Order, weights_of
from ikm.audits.formulas import FACTOR, index_of
from ikm.audits.grades import WHOLE, grades_of, usual_scheme
from ikm.audits.granularity import is_possible
from ikm.audits.means import exact_mean, means_of
from ikm.audits.rounding import PrintedNumber, meet, pointed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.audits.candidates import Weight
    from ikm.audits.table import PrintedElement, PublishedTable

__all__ = ["Repair", "repairs_of"]

_PLAIN = Order("none")


@dataclass(frozen=True, slots=True)
class Repair:
    """A digit that may be wrong: the code of the element or ``IKM``, what is printed, and what may be meant."""

    where: str
    printed: str
    instead: str


def repairs_of(table: PublishedTable, n: int | None = None, column: Sequence[Fraction] = ()) -> tuple[Repair, ...]:
    """Find the single digits that would make a table agree; those of the IKM first.

    Parameters
    ----------
    table : PublishedTable
        A table whose IKM nothing gives.
    n : int, optional
        How many answered, where means are to be held against it.  If one mean alone is impossible with it, that is the
        one to repair, where it can be.
    column : sequence of Fraction
        The weights that the weighted column may have been made with.
    """
    spans = _spans(table)
    # An index that is printed as a total alone is one figure, not two that hold each other.
    alone = replace(table, total=None) if table.ikm.factor == FACTOR else table
    found = [
        Repair(WHOLE, pointed(table.ikm), pointed(other))
        for other in _others(table.ikm)
        if any(low <= other.high and other.low <= high for low, high, _ in spans) and _stands(replace(alone, ikm=other))
    ]
    for place, one in enumerate(table.elements):
        printed = one.nrr or one.converted
        if printed is None:
            continue
        for other in _others(printed):
            changed = replace(one, nrr=other) if one.nrr is not None else replace(one, converted=other)
            shift = (other.value - printed.value) / (1 if one.nrr is not None else FACTOR)
            if _agrees(table, place, shift, spans) and _possible(changed, n, column) and _graded(table, changed):
                found.append(Repair(one.code, pointed(printed), pointed(other)))
    odd = {one.code for one in table.elements if n and one.mean is not None and not is_possible(one.mean, n)}
    return tuple(one for one in found if odd <= {one.where}) or tuple(found)


def _spans(table: PublishedTable) -> list[tuple[Fraction, Fraction, Weight]]:
    """Give for each usual weight the least and the greatest index of the printed means, nothing rounded on the way."""
    means, spans = means_of(table, None), []
    for weight in weights_of(len(table.elements), table.weight):
        bounds = means.bounds(table, weight.values)
        if not weight.rare and len(bounds) == len(table.elements):
            low, high = (index_of([pair[end] for pair in bounds], weight.values, _PLAIN) for end in (0, 1))
            spans.append((low, high, weight))
    return spans


def _others(figure: PrintedNumber) -> Iterator[PrintedNumber]:
    """Give a figure with each of its digits changed."""
    text = pointed(figure)
    for place, digit in enumerate(text):
        for other in "0123456789" if digit.isdigit() else "":
            if other != digit:
                changed = text[:place] + other + text[place + 1 :]
                yield replace(figure, value=Fraction(changed) * figure.factor)


def _agrees(
    table: PublishedTable, place: int, shift: Fraction, spans: Sequence[tuple[Fraction, Fraction, Weight]]
) -> bool:
    """Tell whether some usual weight gives the IKM when the mean of an element is so much more."""
    moved = ((low, high, shift * weight.values[place] * FACTOR) for low, high, weight in spans)
    return any(low + more <= table.ikm.high and table.ikm.low <= high + more for low, high, more in moved)


def _graded(table: PublishedTable, changed: PrintedElement) -> bool:
    """Tell whether the grade that is printed beside a mean allows it."""
    alone = replace(table, elements=(changed,), grade=None, regulation=usual_scheme(table))
    return all(grade.right for grade in grades_of(alone).grades)


def _stands(table: PublishedTable) -> bool:
    """Tell whether what is printed beside the IKM allows it."""
    graded = [one for one in grades_of(table).grades if one.code == WHOLE]
    if any(not one.right for one in graded):
        return False
    return FACTOR <= table.ikm.value <= 4 * FACTOR and (
        table.total is None or meet(table.ikm, table.total.times(FACTOR))
    )


def _possible(one: PrintedElement, n: int | None, column: Sequence[Fraction]) -> bool:
    """Tell whether what is printed beside a mean allows it."""
    mean = one.mean
    if mean is None or not 1 <= mean.value <= 4:
        return False
    if n is not None and not is_possible(mean, n):
        return False
    exact = exact_mean(one, n)
    if exact is not None and not mean.admits(exact):
        return False
    if one.nrr is not None and one.converted is not None and not meet(one.nrr.times(FACTOR), one.converted):
        return False
    return one.weighted is None or not column or any(meet(mean.times(weight), one.weighted) for weight in column)
