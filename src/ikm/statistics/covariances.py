"""Covariances: how respondents differ, and elements with them, as exact numbers from counts.

From the integer sums over pairs of elements (`ikm.tallies.PairSums`), under the law's own means (each element over
those who answered it, m_j):

    W_jk = Σ (y_j − m_j)(y_k − m_k)   over the respondents who answered both j and k

and the variance that an index with the weights a_j (which total 1) has from one respondent to the next:

    v = Σ_jk (R/n_j)(R/n_k) a_j a_k W_jk ÷ (R − 1)

with R respondents who answered anything and n_j who answered j.  Where nobody left a blank this is the plain variance
of the respondents' own indexes.  With blanks it is the linearised variance of a sum of ratios, as R's `survey` has it.

It says nothing of how sure a mean is (`ikm.statistics.intervals` does), and floats do not enter.

>>> from fractions import Fraction
>>> from ikm.statistics import Covariances
>>> from ikm.tallies import Tally
>>> counts = Tally.of_scores(["a", "b"], [[4, 3], [2, 3], [3, 3]], moments=True).total
>>> found = Covariances.of(counts)
>>> found.products["a", "a"], found.products["a", "b"], found.variance({"a": Fraction(1, 2), "b": Fraction(1, 2)})
(Fraction(2, 1), Fraction(0, 1), Fraction(1, 4))
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ikm.tallies import Counts, Level, Missing, PairSums

__all__ = ["Covariances", "pairs_of"]

Pair = tuple[str, str]


def pairs_of(counts: Counts, missing: Missing = "available") -> Mapping[Pair, PairSums] | None:
    """Give the sums of pairs that counts hold, if they do under this handling of blanks.

    A tally with ``moments=True`` holds those of everybody who answered both; of complete questionnaires alone they are
    the same only where every questionnaire is complete.
    """
    return None if missing == "complete" and counts.partial else counts.moments


@dataclass(frozen=True, eq=False)
class Covariances:
    """The sums of squares and products of a group of respondents about its means.

    Parameters
    ----------
    rows : int
        R, the respondents who answered anything.
    pairs : mapping from pair of elements to PairSums
        Each pair once, the earlier element first, and every element with itself.
    """

    rows: int
    pairs: Mapping[Pair, PairSums]

    @classmethod
    def of(
        cls, counts: Counts, missing: Missing = "available", pairs: Mapping[Pair, PairSums] | None = None
    ) -> Covariances | None:
        """Take them from counts; none where their sums of pairs are not known.

        Parameters
        ----------
        counts : Counts
            The counts of a group.
        missing : {"available", "complete"}
            Which questionnaires count.
        pairs : mapping from pair of elements to PairSums, optional
            The sums of the group where the counts do not hold them.
        """
        held = pairs_of(counts, missing) if pairs is None else pairs
        return None if held is None else cls(counts.kept(missing), held)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The number of answers to each element, n_j."""
        return {a: one.n for (a, b), one in self.pairs.items() if a == b}

    @cached_property
    def sums(self) -> Mapping[str, Level]:
        """The sum of the answers to each element."""
        return {a: one.sum_a for (a, b), one in self.pairs.items() if a == b}

    @cached_property
    def products(self) -> Mapping[Pair, Fraction]:
        """The sums of products about the means, W_jk, of each pair once: elements that somebody answered."""
        means = {key: Fraction(self.sums[key]) / n for key, n in self.sizes.items() if n}
        return {
            (a, b): one.sum_ab - means[b] * one.sum_a - means[a] * one.sum_b + one.n * means[a] * means[b]
            for (a, b), one in self.pairs.items()
            if a in means and b in means
        }

    def mean(self, weights: Mapping[str, Fraction]) -> Fraction | None:
        """Give the index itself, as the law has it; see `variance`."""
        if not all(self.sizes[key] for key in weights):
            return None
        parts, whole = _in_parts(weights)
        if self._nobody_left_any(parts):
            return Fraction(sum(part * self.sums[key] for key, part in parts.items())) / (self.rows * whole)
        return (
            sum((Fraction(part * self.sums[key], self.sizes[key]) for key, part in parts.items()), Fraction()) / whole
        )

    def variance(self, weights: Mapping[str, Fraction]) -> Fraction | None:
        """Give the variance of an index from one respondent to the next.

        Parameters
        ----------
        weights : mapping from element to Fraction
            What each element counts; for an index on the scale of the answers they total 1.

        Returns
        -------
        Fraction or None
            In squares of the scale of the answers; none where fewer than two respondents answered one of the elements:
            of one answer it is not known how much answers differ.
        """
        if any(self.sizes[key] < 2 for key in weights):
            return None
        parts, whole = _in_parts(weights)
        below = (self.rows - 1) * whole * whole
        if self._nobody_left_any(parts):
            # Whole numbers alone, which is some ten times as fast.
            square = sum(
                (1 if a == b else 2) * parts[a] * parts[b] * one.sum_ab
                for (a, b), one in self.pairs.items()
                if a in parts and b in parts
            )
            total = sum(part * self.sums[key] for key, part in parts.items())
            return Fraction(self.rows * square - total * total) / (self.rows * below)
        each = {key: Fraction(part * self.rows, self.sizes[key]) for key, part in parts.items()}
        products = (
            (1 if a == b else 2) * each[a] * each[b] * self.products[a, b]
            for a, b in self.products
            if a in each and b in each
        )
        return sum(products, Fraction()) / below

    def _nobody_left_any(self, elements: Iterable[str]) -> bool:
        """Tell whether every respondent answered all of these elements."""
        return all(self.sizes[key] == self.rows for key in elements)


def _in_parts(weights: Mapping[str, Fraction]) -> tuple[dict[str, int], int]:
    """Write weights as whole parts of one number."""
    first = next(iter(weights.values()))
    if all(weight == first for weight in weights.values()):
        return dict.fromkeys(weights, first.numerator), first.denominator
    whole = lcm(*(weight.denominator for weight in weights.values()))
    return {key: int(weight * whole) for key, weight in weights.items()}, whole
