"""Indexes: the index of counted answers, of all respondents or of one group, as an exact fraction and rounded.

The sums of elements that equally many answered are added up, each times its weight, before they are divided: fractions
are slow, and a breakdown may have as many indexes as the survey has respondents.  For that the weights are written as
whole parts of one number, once for all groups.  It is the same fraction as the sum of the weighted means.

It takes weights and a regulation as they are, and judges neither (`ikm.scoring.scores` does).

>>> from ikm.regulation import load_regulation
>>> from ikm.scoring.indexes import compute_index, grader
>>> from ikm.tallies import Tally
>>> law = load_regulation()
>>> weights = law.weights("exact", ["persyaratan", "prosedur"])
>>> counts = Tally.of_scores(["persyaratan", "prosedur"], [[4, 3], [3, 3]]).total
>>> index = compute_index(counts, weights, law)
>>> index.exact, index.nrr["persyaratan"], grader(weights, law, "available")(counts).band.mutu
(Fraction(325, 4), Fraction(7, 2), 'B')
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from ikm.errors import ResponseError
from ikm.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from ikm.regulation import Band, Regulation, Weights
    from ikm.tallies import Counts, Level, Missing

__all__ = ["Grade", "Index", "compute_index", "grader", "refused"]


class Index(NamedTuple):
    """The index of one group of respondents under one set of weights, exact and rounded."""

    nrr: Mapping[str, Fraction]
    skm: Fraction
    exact: Fraction
    rounded: Decimal
    band: Band


class Grade(NamedTuple):
    """The index of one group of respondents as it is shown: exact, rounded, and its band."""

    exact: Fraction
    rounded: Decimal
    band: Band


class _Parts(NamedTuple):
    """Weights as whole parts of one number."""

    of: Mapping[str, int]
    whole: int


def compute_index(counts: Counts, weights: Weights, regulation: Regulation, missing: Missing = "available") -> Index:
    """Compute the index of one group of respondents.

    Parameters
    ----------
    counts : Counts
        Integer counts of the answers.
    weights : Weights
        The weight of each element; its elements are the ones scored.
    regulation : Regulation
        Factor, rounding and bands.
    missing : {"available", "complete"}
        Which questionnaires are in the divisor.

    Raises
    ------
    ResponseError
        If nobody answered one of the elements: a mean of nothing is no number.
    """
    for key in weights.values:
        if not counts.filled(key, missing):
            details = {"element": regulation.element(key).labels, "respondents": counts.kept(missing)}
            raise refused(Finding("survey-element-unanswered", details=details))
    nrr = {key: Fraction(counts.sum(key, missing)) / counts.filled(key, missing) for key in weights.values}
    skm = _skm(counts, _parts(weights), missing)
    exact = skm * regulation.factor
    rounded = regulation.round_index(exact)
    return Index(nrr, skm, exact, rounded, regulation.band(rounded))


def grader(weights: Weights, regulation: Regulation, missing: Missing) -> Callable[[Counts], Grade | None]:
    """Give what grades many groups: each as `compute_index` does, or none where nobody in it answered some element."""
    parts = _parts(weights)

    def grade(counts: Counts) -> Grade | None:
        if not all(counts.filled(key, missing) for key in parts.of):
            return None
        exact = _skm(counts, parts, missing) * regulation.factor
        rounded = regulation.round_index(exact)
        return Grade(exact, rounded, regulation.band(rounded))

    return grade


def refused(finding: Finding) -> ResponseError:
    """Give the exception that says why counts cannot be scored."""
    return ResponseError(str(finding.translated("en")), [finding])


def _parts(weights: Weights) -> _Parts:
    whole = lcm(*(weight.denominator for weight in weights.values.values()))
    return _Parts({key: int(weight * whole) for key, weight in weights.values.items()}, whole)


def _skm(counts: Counts, parts: _Parts, missing: Missing) -> Fraction:
    """Add up the weighted means, those of one divisor before they are divided."""
    sums: dict[int, Level] = {}
    for key, part in parts.of.items():
        filled = counts.filled(key, missing)
        sums[filled] = sums.get(filled, 0) + counts.sum(key, missing) * part
    return sum((Fraction(total, filled * parts.whole) for filled, total in sums.items()), Fraction())
