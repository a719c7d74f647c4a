"""Chance: whether a change from one period to the next is more than chance, and in which range that of all people lies.

What it needs of a period are its answers' number, mean and variance: a result that is scored now or was kept has them,
a figure that was only published has not.  The index has its variance on record (`Uncertainty.variance_exact`), each
element its counts.  `ikm.statistics.changes` has the formulas.

A change is called significant where its interval leaves out 0 and the test, where there is one, agrees; of the
elements, after Holm's correction for being several.  Both hold for two random samples of different people, which is
said wherever they are shown; where it is known that answers are in both, nothing is tested.

**Weights that differ.**  The same answers give 82.24 with one weight and 82.32 with another, and no chance is in that.
So where all elements weigh alike in both periods, and only what the weights total differs (0.111 and 1/9), both indices
are put on the weight of the later period, and the change tested is that; where the weights of the elements themselves
differ, the index is not tested.  A different instrument or form makes a difference that no statistic knows; findings
say so.

>>> import ikm
>>> before = ikm.score([[3] * 9] * 20 + [[4] * 9] * 20, weight="exact")
>>> after = ikm.score([[3] * 9] * 5 + [[4] * 9] * 35, weight="exact")
>>> change = ikm.compare({"2022": before, "2023": after}).changes[0]
>>> change.ikm, change.test.low, change.test.high, change.test.significant
(9.38, 4.1553, 14.2803, True)
>>> ikm.compare({"2021": 82.24, "2022": before}).changes[0].test.reason
'published'
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from ikm.records import FrozenModel
from ikm.regulation import builtin_regulations, load_regulation, round_half_up
from ikm.statistics import Estimate, Scaled, change_interval, estimate_of_levels, holm, welch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.comparisons.periods import PeriodResult
    from ikm.regulation import Regulation

__all__ = ["ChangeTest", "element_tests", "index_test"]

_DECIMALS, _PUBLISHED = 4, 2
"""So many decimals a limit keeps, as the limits of an index do, and a published index."""

Reason = Literal[
    "published",
    "not-known",
    "same-answers",
    "other-weights",
    "few-blanks",
    "one-answer",
    "one-respondent",
    "over-population",
]


class ChangeTest(FrozenModel):
    """Whether a change is more than chance; ``reason`` says why that is not known."""

    _headline: ClassVar = ("low", "high", "significant")

    confidence: float = Field(description="the level of confidence, between 0 and 1")
    change: float | None = Field(
        default=None,
        description="the change of the index with the later period's weight in both, where the weights of the periods "
        "total differently: it is what the limits are of; null where they do not, and for elements",
    )
    low: float | None = Field(default=None, description="the lower limit of the change")
    high: float | None = Field(default=None, description="the upper limit")
    t: float | None = Field(default=None, description="Welch's t; null where neither period varies")
    df: float | None = Field(default=None, description="its degrees of freedom")
    p: float | None = Field(default=None, description="probability of such a change by chance alone, two-sided")
    p_holm: float | None = Field(
        default=None, description="that after Holm's correction over the elements; null for the index"
    )
    significant: bool | None = Field(
        default=None,
        description="whether the limits leave out 0 and the probability, where there is one (an element's after Holm's "
        "correction), is below 1 less the confidence",
    )
    method: Literal["square-and-add", "census"] | None = Field(
        default=None,
        description="`square-and-add`: of the intervals of both periods, see docs/trend.md; `census`: everybody served "
        "answered in both, so that there is no sampling error",
    )
    reason: Reason | None = Field(
        default=None,
        description="why there are no limits: a period is only known as it was `published`, its variance is "
        "`not-known`, it has `one-respondent` or more of them than people served (`over-population`), an element of it "
        "has `one-answer`, few of few respondents left blanks (`few-blanks`), some of the answers are in both "
        "(`same-answers`), or elements weigh otherwise in one than in the other (`other-weights`)",
    )


def index_test(before: PeriodResult, after: PeriodResult, confidence: Fraction) -> ChangeTest:
    """Say whether the index changed more than by chance."""
    level = float(confidence)
    if reason := _reason(before, after):
        return ChangeTest(confidence=level, reason=reason)
    if _shares(before) != _shares(after):
        return ChangeTest(confidence=level, reason="other-weights")
    own, whole = _whole(before), _whole(after)
    earlier, later = _index(before, whole), _index(after, whole)
    if earlier is None or later is None:
        return ChangeTest(confidence=level, reason=_untold(before, after))
    test = _tested(earlier, later, level)
    return test if own == whole else test.model_copy(update={"change": _change(before, after)})


def _change(before: PeriodResult, after: PeriodResult) -> float:
    """Give the change of the index with the weight of the later period, of figures as they would be published."""
    means = Fraction(before.ikm_exact or 0) / (_whole(before) or 1)
    earlier = round_half_up(means * (_whole(after) or 1), _PUBLISHED)
    return float(Fraction(str(after.ikm)) - Fraction(earlier))


def _shares(one: PeriodResult) -> Mapping[str, Fraction] | None:
    """Give the part each element has in the index; none where all have the same."""
    own = {key: Fraction(weight) for key, weight in (one.own_weights or {}).items()}
    return own if len(set(own.values())) > 1 else None


def element_tests(before: PeriodResult, after: PeriodResult, confidence: Fraction) -> dict[str, ChangeTest]:
    """Say of each element that both periods have counts of whether it changed more than by chance."""
    level = float(confidence)
    if _reason(before, after):
        return {}
    earlier, later = _elements(before), _elements(after)
    found = {key: _tested(earlier[key], one, level) for key, one in later.items() if key in earlier}
    asked = [key for key, test in found.items() if test.p is not None]
    corrected = dict(zip(asked, holm([found[key].p or 0.0 for key in asked]), strict=True))
    return {
        key: test
        if key not in corrected
        else test.model_copy(
            update={
                "p_holm": corrected[key],
                "significant": bool(test.significant) and corrected[key] < 1 - level,
            }
        )
        for key, test in found.items()
    }


def _reason(before: PeriodResult, after: PeriodResult) -> Reason | None:
    if before.published or after.published:
        return "published"
    same = before.shares_file(after) and (before.period == after.period or before.overlaps(after))
    return "same-answers" if same else None


def _untold(before: PeriodResult, after: PeriodResult) -> Reason:
    """Say why a period that was scored has no variance on record."""
    for one in (before, after):
        reason = None if one.uncertainty is None else one.uncertainty.reason
        if reason in ("few-blanks", "one-answer", "one-respondent", "over-population"):
            return reason
    return "not-known"


def _index(one: PeriodResult, shown: Fraction | None) -> Scaled | None:
    """Take the index of a period as an estimate, with weights of some total; none where its variance is not known."""
    sure = one.uncertainty
    whole, scale = _whole(one), _scale(one)
    if sure is None or sure.variance_exact is None or one.ikm_exact is None or one.respondents is None:
        return None
    if whole is None or shown is None or scale is None:
        return None
    low, high = scale
    mean = (Fraction(one.ikm_exact) / whole - low) / (high - low)
    asked = Fraction(one.respondents, sure.population) if sure.population else Fraction()
    estimate = Estimate(one.respondents, mean, Fraction(sure.variance_exact), asked)
    return Scaled(estimate, float(shown * low), float(shown * (high - low)))


def _whole(one: PeriodResult) -> Fraction | None:
    """Give what the weights total times the factor: what makes an index of a mean of all answers."""
    if one.weight == "own":
        law = _law(one)
        return None if law is None else law.own_weights_total * law.factor
    means = sum((Fraction(element.nrr_exact) for element in one.elements), Fraction())
    return Fraction(one.ikm_exact) * len(one.elements) / means if one.ikm_exact is not None and means else None


def _elements(one: PeriodResult) -> dict[str, Scaled]:
    """Take the elements of a period as estimates, on the converted scale; those of which counts are known."""
    law, scale = _law(one), _scale(one)
    if law is None or scale is None or one.counts is None:
        return {}
    population = None if one.uncertainty is None else one.uncertainty.population
    found = {}
    for key, counts in one.counts.items():
        levels: dict[int | Fraction, int] = {Fraction(level): number for level, number in counts.items()}
        filled = sum(levels.values())
        asked = Fraction(filled, population) if population else Fraction()
        estimate = estimate_of_levels(levels, scale, asked) if asked <= 1 else None
        if estimate is not None:
            low, high = scale
            found[key] = Scaled(estimate, float(law.factor * low), float(law.factor * (high - low)))
    return found


def _law(one: PeriodResult) -> Regulation | None:
    return load_regulation(one.regulation) if one.regulation in builtin_regulations() else None


def _scale(one: PeriodResult) -> tuple[int, int] | None:
    """Give the ends of the scale: counts name every level of it."""
    levels = {Fraction(level) for counts in (one.counts or {}).values() for level in counts}
    return (int(min(levels)), int(max(levels))) if levels else None


def _tested(before: Scaled, after: Scaled, level: float) -> ChangeTest:
    low, high = map(_rounded, change_interval(before, after, level))
    census = before.estimate.asked == after.estimate.asked == 1
    test = welch(before, after)
    return ChangeTest(
        confidence=level,
        low=low,
        high=high,
        t=None if test is None else test.t,
        df=None if test is None else test.df,
        p=None if test is None else test.p,
        significant=not low <= 0 <= high and (test is None or test.p < 1 - level),
        method="census" if census else "square-and-add",
    )


def _rounded(value: float) -> float:
    return float(round_half_up(Fraction(value), _DECIMALS))
