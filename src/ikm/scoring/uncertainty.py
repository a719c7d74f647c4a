"""Uncertainty: how sure an index is, as far as that follows from the answers.

A survey has the answers of some of the people served.  Had others answered, the index would be another; this module
says in which range that of all people served lies (`ikm.statistics.intervals` has the formula and its source), how
probable each grade is, and which change a further survey of the same size would notice.

What it takes for granted is that those who answered are a random sample.  People who choose to answer are not, and no
formula knows it; whoever prints the interval prints that beside it.  Where everybody served answered there is nothing
to be unsure of: the limits are the index, and the method is called a census.

These figures are floats, computed with the same operations in the same order everywhere, and rounded half up to four
decimals: the same input gives the same bytes.  What is shown is rounded from those.

**Small groups.**  An interval tells how much the respondents of a group differ, which is a sum over them as their
number is and as their scores are.  What hides a group's number and index from whoever adds and subtracts groups hides
this sum with them; so a group has an interval wherever it shows its elements, and nowhere else.

**Few with blanks.**  Where one respondent left a blank, the variance tells the total of that one's answers: means of
eleven and of twelve enter it, and what does not divide by eleven is that one's.  So with fewer than ten such
respondents, of a group or of the whole, figures keep two decimals instead of four and the variance four, which no
longer tells; below thirty respondents there are none.  The whole less the other groups would give a group's variance
back, so those of every index beside such a group are as coarse.

**One answer.**  Of an element that one person alone answered nothing is known of how much answers differ.  It counts as
much as any other, so an index with such an element has no interval; to take its variance for 0 would claim that this
one's answer is everybody's.

>>> from fractions import Fraction
>>> from ikm.regulation import load_regulation
>>> from ikm.scoring.uncertainty import Uncertainties
>>> from ikm.tallies import Tally
>>> law = load_regulation()
>>> weights = law.weights("exact", ["persyaratan", "prosedur"])
>>> counts = Tally.of_scores(["persyaratan", "prosedur"], [[4, 3], [3, 3], [3, 2], [4, 4]], moments=True).total
>>> found = Uncertainties(weights, law, "available").of(counts)
>>> found.low, found.high, found.method, dict(found.grade_probabilities)["D"]
(52.6054, 95.4412, 'bounded-score', 0.0896)
>>> Uncertainties(weights, law, "available", population=3).of(counts).reason
'over-population'
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from pydantic import Field

from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenModel
from ikm.regulation import round_half_up
from ikm.statistics import (
    FEW_DECIMALS,
    FEW_VARIANCE_DECIMALS,
    LEAST_WITH_FEW,
    Covariances,
    detectable_change,
    estimate_of_element,
    estimate_of_index,
    few,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.arguments import Tables
    from ikm.regulation import Regulation, Weights
    from ikm.statistics import Estimate
    from ikm.tallies import Counts, Missing, PairSums, Tally

__all__ = ["CONFIDENCE", "Between", "Uncertainties", "Uncertainty", "few_somewhere"]

CONFIDENCE = Fraction(95, 100)
"""How sure an interval is unless the caller says otherwise."""

_STEP = 10**4
"""A figure keeps four decimals: two more than are shown."""

Reason = Literal[
    "element-unanswered", "few-blanks", "not-from-counts", "one-answer", "one-respondent", "over-population"
]
ChangeReason = Literal["beyond-range", "census", "no-variance"]


class Uncertainty(FrozenModel):
    """How sure an index is: in which range that of all people served lies.

    Figures are rounded half up to four decimals; to two where one to nine left blanks, in all or in one of the groups
    that are told beside each other. ``reason`` says why
    there are none: ``not-from-counts`` where the counts do not hold the sums of pairs (count with ``moments=True``;
    of complete questionnaires alone, score the answers themselves), ``one-respondent`` where one questionnaire
    counts, ``one-answer`` where an element was answered by one person alone, ``over-population`` where more people
    answered than are served, ``element-unanswered`` where nobody of a group answered some element, ``few-blanks``
    where of fewer than thirty one to nine left blanks, and it would tell what these answered.
    """

    confidence: float = Field(description="the level of confidence of the limits, between 0 and 1")
    low: float | None = Field(default=None, description="the lower limit of the index")
    high: float | None = Field(default=None, description="the upper limit")
    margin: float | None = Field(default=None, description="half the distance between them (margin of error)")
    grade_probabilities: FrozenMapping[str, float] = Field(
        default_factory=dict,
        validate_default=True,
        description="for each grade the probability that it is that of all people served; empty where there is none",
    )
    detectable_change: float | None = Field(
        default=None,
        description="the smallest change of the index that this survey and another like it would notice with a "
        "probability of 80 per cent; null where there is none",
    )
    change_reason: ChangeReason | None = Field(
        default=None,
        description="why limits stand without such a change: it would be greater than the index can change "
        "(`beyond-range`), there is no sampling error (`census`), or every respondent has the same index "
        "(`no-variance`)",
    )
    method: Literal["bounded-score", "census"] | None = Field(
        default=None,
        description="`bounded-score`: the bounded score interval, see docs/statistics.md; `census`: everybody served "
        "answered, so that there is no sampling error",
    )
    assumption: Literal["random-sample"] | None = Field(
        default=None,
        description="what the limits hold under: that the respondents are a random sample of the people served; null "
        "for a census",
    )
    population: int | None = Field(
        default=None, description="the people served, as used for the correction of a finite population; null for none"
    )
    reason: Reason | None = Field(default=None, description="why there are no limits; null where there are")
    variance_exact: str | None = Field(
        default=None,
        description="the variance of one respondent's index, on a scale from 0 to 1, as an exact fraction: what a "
        "later comparison needs; rounded to four decimals where one to nine left blanks, in all or in a group; null "
        "for groups",
    )


class Between(NamedTuple):
    """The limits of an index or a mean, rounded."""

    low: float
    high: float


class Uncertainties:
    """What says how sure the figures of one scoring are.

    Parameters
    ----------
    weights : Weights
        The weights of the index.
    regulation : Regulation
        Scale, factor and bands.
    missing : {"available", "complete"}
        Which questionnaires count.
    confidence : Fraction
        The level of confidence, between 0 and 1.
    population : int, optional
        The people served.
    respondents : int, optional
        The questionnaires that count of the whole survey, where what is asked for are groups of it: each is taken to
        be as large a part of its people as the survey is of all.
    coarse : bool
        Whether those of an index are coarse whatever its counts, since few left blanks in some group beside it
        (`few_somewhere`).
    """

    def __init__(
        self,
        weights: Weights,
        regulation: Regulation,
        missing: Missing,
        *,
        confidence: Fraction = CONFIDENCE,
        population: int | None = None,
        respondents: int | None = None,
        coarse: bool = False,
    ) -> None:
        self.weights = weights
        self._missing = missing
        self._confidence = float(confidence)
        self._population = population
        self._respondents = respondents
        self._coarse = coarse
        self._scale = regulation.low, regulation.high
        self._factor = Fraction(regulation.factor)
        self._frames: dict[str, _Frame] = {}
        own = self._frame(weights)
        step = Fraction(1, 2 * 10**regulation.decimals)
        # Where each grade but the lowest begins, before the index is rounded.
        self._cuts = [float((Fraction(band.low) - step - own.start) / own.whole) for band in regulation.bands[1:]]
        self._grades = [band.mutu for band in regulation.bands]

    def of(self, counts: Counts, pairs: Mapping[tuple[str, str], PairSums] | None = None) -> Uncertainty:
        """Say how sure the index of counts is, the sums of whose pairs the counts hold or are given."""
        return self.of_several(counts, pairs, ())[0]

    def of_several(
        self, counts: Counts, pairs: Mapping[tuple[str, str], PairSums] | None, others: Sequence[Weights]
    ) -> tuple[Uncertainty, tuple[Between | None, ...]]:
        """Say it, and give the limits of the index under other weights."""
        said = {"confidence": self._confidence, "population": self._population}
        asked = self._asked(counts.kept(self._missing))
        few_blank = self._missing == "available" and few(counts.partial)
        found = Covariances.of(counts, self._missing, pairs)
        if reason := self._lacking(counts, asked, found, few_blank=few_blank):
            return Uncertainty(**said, reason=reason), (None,) * len(others)
        found = cast("Covariances", found)
        frames = [self._frame(weights) for weights in (self.weights, *others)]
        # Weights that are one for all elements, whatever they total, have one estimate.
        estimates: dict[int, Estimate] = {}
        limits: dict[int, tuple[float, float]] = {}
        for frame in frames:
            if frame.shape in estimates:
                continue
            estimate = cast("Estimate", estimate_of_index(found, frame.shares, self._scale, asked))
            estimates[frame.shape] = estimate
            limits[frame.shape] = estimate.interval(self._confidence)
        step = 10**FEW_DECIMALS if self._coarse or few_blank else _STEP
        own, *more = (frame.shown(limits[frame.shape], step) for frame in frames)
        first = frames[0]
        told = self._uncertainty(estimates[first.shape], first, own, limits[first.shape], said, step)
        return told, tuple(more)

    def _lacking(self, counts: Counts, asked: Fraction, found: Covariances | None, *, few_blank: bool) -> Reason | None:
        """Say why an index has no interval; nothing where it has one."""
        if asked > 1:
            return "over-population"
        if counts.kept(self._missing) < 2:
            return "one-respondent"
        answered = min(counts.filled(key, self._missing) for key in self.weights.values)
        if answered < 2:
            return "one-answer" if answered else "element-unanswered"
        if few_blank and counts.kept(self._missing) < LEAST_WITH_FEW:
            return "few-blanks"
        return "not-from-counts" if found is None else None

    def _uncertainty(
        self,
        estimate: Estimate,
        frame: _Frame,
        shown: Between,
        limits: tuple[float, float],
        said: dict[str, Any],
        step: int,
    ) -> Uncertainty:
        change, why = self._change(estimate)
        census = estimate.asked == 1
        variance = round_half_up(estimate.variance, FEW_VARIANCE_DECIMALS) if step != _STEP else estimate.variance
        shares = (_rounded(share, step) for share in estimate.classes(self._cuts))
        return Uncertainty(
            **said,
            low=shown.low,
            high=shown.high,
            margin=_rounded((limits[1] - limits[0]) / 2 * frame.width, step),
            grade_probabilities=dict(zip(self._grades, shares, strict=True)),
            detectable_change=None if change is None else _rounded(change * frame.width, step),
            change_reason=why,
            method="census" if census else "bounded-score",
            assumption=None if census else "random-sample",
            variance_exact=None if self._respondents is not None else str(Fraction(variance)),
        )

    def _change(self, estimate: Estimate) -> tuple[float | None, ChangeReason | None]:
        """Give the smallest change that would be noticed, or why there is none.

        An index cannot change by more than the way to the farther end of its scale.
        """
        change = detectable_change(estimate, estimate, self._confidence)
        if change is None:
            return None, "census" if estimate.asked == 1 else "no-variance"
        farthest = max(estimate.mean, 1 - estimate.mean)
        return (None, "beyond-range") if change > farthest else (change, None)

    def element(self, counts: Counts, key: str) -> Between | None:
        """Give the limits of the mean of an element, on the scale of the answers."""
        asked = self._asked(counts.filled(key, self._missing))
        if asked > 1:
            return None
        estimate = estimate_of_element(counts, key, self._scale, asked, self._missing)
        if estimate is None:
            return None
        bottom, top = self._scale
        low, high = (bottom + (top - bottom) * limit for limit in estimate.interval(self._confidence))
        return Between(_rounded(low), _rounded(high))

    def _asked(self, n: int) -> Fraction:
        """Give the share of the people served that answered; more than 1 where more answered than there are."""
        if self._population is None:
            return Fraction()
        answered = n if self._respondents is None else self._respondents
        return Fraction(answered, self._population) if self._population else Fraction(2)

    def _frame(self, weights: Weights) -> _Frame:
        """Give what limits are shown with; groups may be many, and it is the same for all."""
        if weights.name not in self._frames:
            frame = _Frame.of(weights, self._scale, self._factor, len(self._frames))
            alike = (one.shape for one in self._frames.values() if one.shares == frame.shares)
            self._frames[weights.name] = frame._replace(shape=next(alike, frame.shape))
        return self._frames[weights.name]


class _Frame(NamedTuple):
    """What an index with some weights is on its own scale: its shares, where the scale begins and how wide it is.

    ``shape`` is one number for all weights with the same shares.
    """

    shape: int
    shares: Mapping[str, Fraction]
    start: Fraction
    whole: Fraction
    width: float

    @classmethod
    def of(cls, weights: Weights, scale: tuple[int, int], factor: Fraction, shape: int) -> _Frame:
        """Give that of weights, whatever they total."""
        total = sum(weights.values.values(), Fraction())
        shares = {key: weight / total for key, weight in weights.values.items()}
        start, whole = total * factor * scale[0], total * factor * (scale[1] - scale[0])
        return cls(shape, shares, start, whole, float(whole))

    def shown(self, limits: tuple[float, float], step: int) -> Between:
        """Write limits as they are shown."""
        start = float(self.start)
        return Between(_rounded(start + self.width * limits[0], step), _rounded(start + self.width * limits[1], step))


def few_somewhere(tally: Tally, tables: Tables, missing: Missing) -> bool:
    """Tell whether few left blanks, of all respondents or of a group of some table.

    Parameters
    ----------
    tally : Tally
        The counts, grouped by every column that some table is made of.
    tables : tuple of tuples of str
        The columns of each table.
    missing : {"available", "complete"}
        Which questionnaires count; complete ones have no blanks.
    """
    if missing == "complete" or not tally.total.partial:
        return False
    groups = (several for table in tables for several in tally.parts(table).values())
    return few(tally.total.partial) or any(few(sum(counts.partial for counts in several)) for several in groups)


def _rounded(value: float, step: int = _STEP) -> float:
    """Round half up, from the exact value of the float; none of these is below 0."""
    above, below = value.as_integer_ratio()
    return (2 * above * step + below) // (2 * below) / step
