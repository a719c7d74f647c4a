"""Figures: what is shown of counted answers beside the index, of all respondents or of one group.

The elements, the index under the other weights, and the blanks with what the other handling of them would give.  A
group is given them as the whole is, by the same functions; whether it may show them is decided elsewhere
(`ikm.scoring.breakdowns`).  An element that nobody of a group answered has no mean and is left out of its elements.

>>> from ikm.regulation import load_regulation
>>> from ikm.scoring.figures import Figures
>>> from ikm.tallies import Tally
>>> law = load_regulation()
>>> tally = Tally.of_scores(["persyaratan", "prosedur"], [[4, 3], [3, None]])
>>> figures = Figures(tally, law.weights("exact", tally.elements), law, "available", "id")
>>> figures.elements(tally.total)["prosedur"].nrr, figures.blanks(tally.total).other_ikm
(3.0, 87.5)
>>> [(other.weight, other.ikm) for other in figures.alternatives(tally.total)]
[('0.111', 81.25), ('0.11', 81.25)]
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.scoring.indexes import grader
from ikm.scoring.results import Alternative, Blanks, ElementResult, Elements

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.regulation import Regulation, Weights
    from ikm.scoring.indexes import Grade
    from ikm.tallies import Counts, Level, Missing, Tally

__all__ = ["Figures", "weight_of_each"]

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
    """

    def __init__(
        self, tally: Tally, weights: Weights, regulation: Regulation, missing: Missing, lang: Language
    ) -> None:
        self.missing = missing
        self._keys = tally.elements
        self._scale = range(tally.low, tally.high + 1)
        self._complete_known = tally.complete_known
        self._weights, self._law, self.lang = weights, regulation, lang
        self._grade = grader(weights, regulation, missing)
        self._otherwise = grader(weights, regulation, _OTHER[missing])
        named = [regulation.weights(rule.name, tally.elements) for rule in regulation.weight_rules]
        self._others = [
            (one.name, weight_of_each(one), grader(one, regulation, missing))
            for one in named
            if one.name != weights.name
        ]

    def grade(self, counts: Counts) -> Grade | None:
        """Give the index; none where nobody answered some element."""
        return self._grade(counts)

    def elements(self, counts: Counts) -> Elements:
        """Give the elements that somebody answered."""
        answered = (key for key in self._keys if counts.filled(key, self.missing))
        return Elements(tuple(self._element(key, counts) for key in answered))

    def alternatives(self, counts: Counts) -> tuple[Alternative, ...]:
        """Give the index under the other named weights; nothing where there is none."""
        found = ((name, exact, grade(counts)) for name, exact, grade in self._others)
        return tuple(
            Alternative(weight=name, weight_exact=exact, ikm=float(one.rounded), mutu=one.band.mutu)
            for name, exact, one in found
            if one is not None
        )

    def blanks(self, counts: Counts, *, compared: bool = True) -> Blanks | None:
        """Give how many blanks there are, if any, and, where it may be compared, the index with the other handling."""
        if not counts.partial:
            return None
        other = _OTHER[self.missing]
        compared = compared and self._complete_known
        index = self._otherwise(counts) if compared else None
        return Blanks(
            respondents=counts.partial if self._complete_known else None,
            answers=sum(counts.blank(key) for key in self._keys),
            missing=self.missing,
            other_missing=other,
            other_respondents=counts.kept(other) if compared else None,
            other_ikm=None if index is None else float(index.rounded),
            other_mutu=None if index is None else index.band.mutu,
        )

    def _element(self, key: str, counts: Counts) -> ElementResult:
        element, weight = self._law.element(key), self._weights.of(key)
        met = counts.levels(key, self.missing)
        levels: list[Level] = sorted({*self._scale, *met})
        total, filled = counts.sum(key, self.missing), counts.filled(key, self.missing)
        mean = Fraction(total) / filled
        index = self._law.round_index(mean * self._law.factor)
        band = self._law.band(index)
        return ElementResult(
            key=key,
            code=element.code,
            name=element.name(self.lang),
            total=total if isinstance(total, int) else float(total),
            filled=filled,
            blank=counts.blank(key, self.missing),
            counts={_level(level): met.get(level, 0) for level in levels},
            nrr=float(mean),
            nrr_exact=str(mean),
            weight=float(weight),
            nrr_weighted=float(mean * weight),
            nrr_weighted_exact=str(mean * weight),
            ikm=float(index),
            mutu=band.mutu,
            kinerja=band.called(self.lang),
        )


def weight_of_each(weights: Weights) -> str:
    """Give the weight that all elements have, as a fraction."""
    return str(next(iter(weights.values.values())))


def _level(level: Level) -> str:
    return str(level) if Fraction(level).denominator in (1, 3) else str(float(level))
