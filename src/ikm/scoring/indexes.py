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
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from ikm.regulation import Band, Regulation, Weights
    from ikm.tallies import Counts, Level, Missing

__all__ = ["Grade", "Index", "compute_index", "grader", "graders", "refused"]


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
    answers = {key: (counts.filled(key, missing), counts.sum(key, missing)) for key in weights.values}
    nrr = {key: Fraction(total) / filled for key, (filled, total) in answers.items()}
    parts = _parts(weights)
    skm = _sum(answers, parts.of) / parts.whole
    exact = skm * regulation.factor
    rounded = regulation.round_index(exact)
    return Index(nrr, skm, exact, rounded, regulation.band(rounded))


def grader(weights: Weights, regulation: Regulation, missing: Missing) -> Callable[[Counts], Grade | None]:
    """Give what grades many groups: each as `compute_index` does, or none where nobody in it answered some element."""
    grades = graders([weights], regulation, missing)

    def grade(counts: Counts) -> Grade | None:
        return next(iter(grades(counts)), None)

    return grade


def graders(
    several: Sequence[Weights], regulation: Regulation, missing: Missing
) -> Callable[[Counts], tuple[Grade, ...]]:
    """Give what grades many groups under several weights, adding up the answers of each once.

    Where an instrument's weights are one for all elements, its indexes are that many times one sum of means.
    """
    parts = [_parts(weights) for weights in several]
    ones = dict.fromkeys(several[0].values, 1)
    # Each is a sum of means, in whole parts, times a factor; the parts are ones where the weights are all alike.
    shared = [next(iter(one.of.values())) if len({*one.of.values()}) == 1 else None for one in parts]
    factors = [Fraction((share or 1) * regulation.factor) / one.whole for share, one in zip(shared, parts, strict=True)]

    def grade(counts: Counts) -> tuple[Grade, ...]:
        answers = {key: (counts.filled(key, missing), counts.sum(key, missing)) for key in ones}
        if not all(filled for filled, _ in answers.values()):
            return ()
        means = _sum(answers, ones)
        sums = (means if share else _sum(answers, one.of) for share, one in zip(shared, parts, strict=True))
        exact = [one * factor for one, factor in zip(sums, factors, strict=True)]
        rounded = map(regulation.round_index, exact)
        return tuple(Grade(one, index, regulation.band(index)) for one, index in zip(exact, rounded, strict=True))

    return grade


def refused(finding: Finding) -> ResponseError:
    """Give the exception that says why counts cannot be scored."""
    return ResponseError(str(finding.translated("en")), [finding])


def _parts(weights: Weights) -> _Parts:
    whole = lcm(*(weight.denominator for weight in weights.values.values()))
    return _Parts({key: int(weight * whole) for key, weight in weights.values.items()}, whole)


def _sum(answers: Mapping[str, tuple[int, Level]], parts: Mapping[str, int]) -> Fraction:
    """Add up the means, each so many times, those of one divisor before they are divided."""
    sums: dict[int, Level] = {}
    for key, part in parts.items():
        filled, total = answers[key]
        sums[filled] = sums.get(filled, 0) + total * part
    return sum((Fraction(total, filled) for filled, total in sums.items()), Fraction())
