"""Figures: what is shown of counted answers beside the index, of all respondents or of one group.

The elements, the index under the other weights, and the blanks with what the other handling of them would give.  A
group is given them as the whole is, by the same functions; whether it may show them is decided elsewhere
(`ikm.scoring.breakdowns`).  An element that nobody of a group answered has no mean and is left out of its elements.

What the other handling of blanks gives differs from the index by those who left blanks: taken from the sums beside it,
it tells the total of the one who did.  So it is given, of the whole too, only where those with blanks and those without
are both many.  Its grade is given as well where it is the same whatever those with blanks answered: that follows from
the sums that are shown, and tells nothing of them.

>>> from ikm.regulation import load_regulation
>>> from ikm.scoring.figures import Figures
>>> from ikm.tallies import Tally
>>> law = load_regulation()
>>> tally = Tally.of_scores(["persyaratan", "prosedur"], [[4, 3], [3, None]])
>>> figures = Figures(tally, law.weights("exact", tally.elements), law, "available", "id")
>>> figures.elements(tally.total)["prosedur"].nrr, figures.blanks(tally.total).other_ikm
(3.0, None)
>>> figures.blanks(Tally.of_scores(tally.elements, [[4, 3]] * 10 + [[3, None]] * 10).total).other_ikm
87.5
>>> [(other.weight, other.ikm) for other in figures.index(tally.total).alternatives]
[('0.111', 81.25), ('0.11', 81.25)]
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.scoring.disclosure import MINIMUM_GROUP, both_many
from ikm.scoring.indexes import grader, graders
from ikm.scoring.parts import Alternative, Blanks, ElementResult, Elements
from ikm.scoring.uncertainty import Uncertainties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.findings import Language
    from ikm.regulation import Element, Regulation, Weights
    from ikm.scoring.indexes import Grade
    from ikm.scoring.uncertainty import Uncertainty
    from ikm.tallies import Counts, Level, Missing, PairSums, Tally

__all__ = ["Figures", "Weighed", "weight_of_each"]

_MEANS = 20_000
"""How many different means are remembered: some megabytes."""

_OTHER: dict[Missing, Missing] = {"available": "complete", "complete": "available"}


class Figures:
    """What makes the figures of one scoring.

    Parameters
    ----------
    tally : Tally
        What is scored: its elements and scale, and whether it tells complete questionnaires.
    weights : Weights
        The weights of the index.
    regulation : Regulation
        Names, bands, and the other named weights.
    missing : {"available", "complete"}
        Which questionnaires count.
    lang : {"id", "en"}
        The language of names.
    uncertainties : Uncertainties, optional
        What says how sure they are; without a population unless given.
    """

    def __init__(
        self,
        tally: Tally,
        weights: Weights,
        regulation: Regulation,
        missing: Missing,
        lang: Language,
        uncertainties: Uncertainties | None = None,
    ) -> None:
        self.missing = missing
        self._sure = Uncertainties(weights, regulation, missing) if uncertainties is None else uncertainties
        self._elements = [(key, regulation.element(key), weights.of(key)) for key in tally.elements]
        self._scale = range(tally.low, tally.high + 1)
        self._complete_known = tally.complete_known
        self.lang = lang
        # Many groups have equal means, and what follows from one takes longer than counting it.
        self._mean = lru_cache(_MEANS)(partial(_of_mean, regulation, lang))
        named = [regulation.weights(rule.name, tally.elements) for rule in regulation.weight_rules]
        others = [one for one in named if one.name != weights.name]
        self._others = others
        self._grades = graders([weights, *others], regulation, missing)
        self._otherwise = grader(weights, regulation, _OTHER[missing])
        self._law = regulation

    def index(self, counts: Counts, pairs: Mapping[tuple[str, str], PairSums] | None = None) -> Weighed | None:
        """Give the index, under the other named weights too, and how sure it is; none where an element is unanswered.

        Parameters
        ----------
        counts : Counts
            The counts of all respondents, or of a group.
        pairs : mapping from pair of elements to PairSums, optional
            The sums of their pairs, where the counts do not hold them.
        """
        if not (grades := self._grades(counts)):
            return None
        own, *others = grades
        uncertainty, limits = self._sure.of_several(counts, pairs, self._others)
        alternatives = (
            Alternative(
                weight=weights.name,
                weight_exact=weight_of_each(weights),
                ikm=float(other.rounded),
                mutu=other.band.mutu,
                low=None if between is None else between.low,
                high=None if between is None else between.high,
            )
            for weights, other, between in zip(self._others, others, limits, strict=True)
        )
        return Weighed(own, tuple(alternatives), uncertainty)

    def elements(self, counts: Counts) -> Elements:
        """Give the elements that somebody answered."""
        answered = (one for one in self._elements if counts.filled(one[0], self.missing))
        return Elements(tuple(self._element(*one, counts) for one in answered))

    def blanks(self, counts: Counts, minimum: int = MINIMUM_GROUP, *, compared: bool = True) -> Blanks | None:
        """Give how many blanks there are, if any, and, where it may be compared, the index with the other handling.

        Parameters
        ----------
        counts : Counts
            The counts of all respondents, or of a group.
        minimum : int
            With fewer respondents with blanks, or without, that index would tell of them.
        compared : bool
            Whether it may be told besides.
        """
        if not counts.partial:
            return None
        other = _OTHER[self.missing]
        compared = compared and self._complete_known and both_many(counts, minimum)
        index = self._otherwise(counts) if compared else None
        mutu = None if index is None else index.band.mutu
        if not compared and self._complete_known:
            mutu = self._certain(counts)
        return Blanks(
            respondents=counts.partial if self._complete_known else None,
            answers=sum(counts.blank(key) for key, *_ in self._elements),
            missing=self.missing,
            other_missing=other,
            other_respondents=counts.kept(other) if compared else None,
            other_ikm=None if index is None else float(index.rounded),
            other_mutu=mutu,
        )

    def _certain(self, counts: Counts) -> str | None:
        """Give the grade of the other handling, where it is the same whatever those with blanks answered."""
        if not counts.complete:
            return None
        low, high = self._scale[0], self._scale[-1]
        found = set()
        for answer in (low, high):
            mean = Fraction()
            for key, _, weight in self._elements:
                answers = counts.filled(key) - counts.complete
                if self.missing == "available":
                    total, filled = counts.sum(key) - answer * answers, counts.complete
                else:
                    total, filled = counts.sum(key, "complete") + answer * answers, counts.complete + answers
                mean += weight * min(max(Fraction(total) / filled, Fraction(low)), Fraction(high))
            found.add(self._law.band(self._law.round_index(mean * self._law.factor)).mutu)
        return found.pop() if len(found) == 1 else None

    def _element(self, key: str, element: Element, weight: Fraction, counts: Counts) -> ElementResult:
        met = counts.levels(key, self.missing)
        levels: list[Level] = sorted({*self._scale, *met})
        total, filled = counts.sum(key, self.missing), counts.filled(key, self.missing)
        limits = self._sure.element(counts, key)
        return ElementResult(
            key=key,
            code=element.code,
            name=element.name(self.lang),
            total=total if isinstance(total, int) else float(total),
            filled=filled,
            blank=counts.blank(key, self.missing),
            counts={_level(level): met.get(level, 0) for level in levels},
            nrr_low=None if limits is None else limits.low,
            nrr_high=None if limits is None else limits.high,
            **self._mean(total, filled, weight),
        )


class Weighed(NamedTuple):
    """An index, what it is under the other named weights, and how sure it is."""

    grade: Grade
    alternatives: tuple[Alternative, ...]
    uncertainty: Uncertainty


def weight_of_each(weights: Weights) -> str:
    """Give the weight that all elements have, as a fraction."""
    return str(next(iter(weights.values.values())))


def _of_mean(regulation: Regulation, lang: Language, total: Level, filled: int, weight: Fraction) -> dict[str, Any]:
    """Give what follows from the mean of an element."""
    mean = Fraction(total, filled)
    weighted = mean * weight
    index = regulation.round_index(mean * regulation.factor)
    band = regulation.band(index)
    return {
        "nrr": float(mean),
        "nrr_exact": str(mean),
        "weight": float(weight),
        "nrr_weighted": float(weighted),
        "nrr_weighted_exact": str(weighted),
        "ikm": float(index),
        "mutu": band.mutu,
        "kinerja": band.called(lang),
    }


def _level(level: Level) -> str:
    return str(level) if isinstance(level, int) or level.denominator == 3 else str(float(level))
