"""Statistics of a result, as frozen models: whether the instrument is sound, and groups differ more than chance.

They stand in a result that was asked for them (``statistics=True``) and compute nothing: `ikm.scoring.examining` fills
them from `ikm.statistics`.  A figure that is not given is null, and ``reason`` says why: one of those of
`ikm.statistics.reasons`, or ``few-groups`` where fewer than two groups are shown.

>>> import ikm
>>> rows = [[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3], [2, 3, 3, 3, 2, 3, 3, 3, 2]] * 8
>>> found = ikm.score(rows, statistics=True).statistics.reliability
>>> round(found.alpha, 3), found.reliable, found.items["prosedur"].valid, found.straight_lines
(0.922, True, True, 0)
>>> ikm.score(rows).statistics is None
True
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenList, FrozenModel
from ikm.statistics import Why

__all__ = [
    "AlphaInterval",
    "GroupComparison",
    "ItemStatistics",
    "Items",
    "RankComparison",
    "Reason",
    "Reliability",
    "Statistics",
]

Reason = Literal[Why, "few-groups"]


class ItemStatistics(FrozenModel, defer_build=True):
    """One element in the item table."""

    key: str = Field(description="the element, named by its meaning")
    code: str = Field(description="its code, `U1` … `U9`")
    name: str = Field(description="its name in the language of the result")
    answers: int = Field(description="its answers")
    deviation: float | None = Field(
        description="standard deviation of its answers, in scores, with n − 1; null below two answers"
    )
    floor: int = Field(description="how many answers are the lowest of the scale")
    ceiling: int = Field(description="how many answers are the highest of the scale")
    item_rest: float | None = Field(
        description="corrected item–total correlation: with the total of the other elements"
    )
    valid: bool | None = Field(description="whether that is above the r table; null where there is none")
    alpha_if_deleted: float | None = Field(description="Cronbach's alpha over the other elements")
    reason: Reason | None = Field(default=None, description="why there is no correlation")


class Items(FrozenList[ItemStatistics], defer_build=True):
    """The item table, in the order of the elements: by position, or by key or code."""

    def __getitem__(self, item: int | str) -> ItemStatistics:
        if isinstance(item, int):
            return self.root[item]
        for one in self.root:
            if item in (one.key, one.code):
                return one
        raise KeyError(f"{item!r}; the elements are {', '.join(one.key for one in self.root)}")


class AlphaInterval(FrozenModel, defer_build=True):
    """An interval for Cronbach's alpha."""

    low: float = Field(description="its lower end")
    high: float = Field(description="its upper end, at most 1")
    level: float = Field(description="how often such an interval holds the true alpha, at random samples")
    standard_error: float = Field(description="the standard error of alpha under it")
    method: Literal["jackknife"] = Field(default="jackknife", description="how it was made")


class Reliability(FrozenModel, defer_build=True):
    """Whether the questionnaire is sound (*uji validitas dan reliabilitas*)."""

    basis: Literal["complete", "pairs"] = Field(
        description="what alpha and the correlations are of: `complete` questionnaires, or, from counts alone and "
        "where one to nine respondents left blanks, `pairs` of elements that were both answered"
    )
    respondents: int = Field(description="respondents under alpha; of pairs the fewest who answered one")
    alpha: float | None = Field(description="Cronbach's alpha over all elements, those without variance included")
    alpha_exact: str | None = Field(
        description="alpha as an exact fraction: what is shown is rounded from it; null where `decimals` is given"
    )
    decimals: int | None = Field(
        default=None,
        description="the decimals that alpha, its interval and the correlations are rounded to where one to nine "
        "respondents left blanks: more of them would tell what these answered; null where they are exact",
    )
    reliable: bool | None = Field(description="whether alpha is at least the criterion")
    criterion: float = Field(default=0.6, description="the alpha that Indonesian reports customarily ask for")
    reason: Reason | None = Field(default=None, description="why there is no alpha")
    interval: AlphaInterval | None = Field(default=None, description="an interval for alpha")
    interval_reason: Reason | None = Field(default=None, description="why there is no interval")
    r_table: float | None = Field(
        default=None, description="the least correlation above chance: two-sided, 5 %, n − 2 degrees of freedom"
    )
    complete: int | None = Field(default=None, description="complete questionnaires; null from counts alone")
    straight_lines: int | None = Field(
        default=None,
        description="complete questionnaires with one answer throughout; null from counts alone, and where they are "
        "nine tenths or more while one to nine respondents left blanks",
    )
    straight_reason: Reason | None = Field(default=None, description="why that is null")
    elements: tuple[str, ...] = Field(description="keys of the elements that alpha is over")
    without_variance: tuple[str, ...] = Field(
        default=(), description="keys of those that everybody answered alike: they are in alpha, and lower it"
    )
    items: Items = Field(description="the item table")


class RankComparison(FrozenModel, defer_build=True):
    """One comparison of groups by ranks: of an element, or of respondents' own indexes."""

    key: str | None = Field(description="the element; null for the respondents' indexes")
    test: Literal["kruskal-wallis", "mann-whitney"] | None = Field(
        default=None, description="the test: Mann–Whitney (without continuity correction) for two groups"
    )
    groups: int = Field(description="groups with enough answers")
    answers: int = Field(description="answers, or complete questionnaires, that were ranked")
    h: float | None = Field(default=None, description="Kruskal–Wallis' H corrected for ties; of two groups z squared")
    df: int | None = Field(default=None, description="its degrees of freedom")
    u: float | None = Field(default=None, description="Mann–Whitney's U of the first group; of two groups only")
    z: float | None = Field(default=None, description="its standard score, below 0 where the first group is lower")
    p: float | None = Field(default=None, description="probability of such a difference by chance alone")
    p_holm: float | None = Field(default=None, description="that after Holm's correction over the elements")
    effect: float | None = Field(
        default=None, description="epsilon squared (0 to 1); of two groups the rank-biserial correlation (−1 to 1)"
    )
    significant: bool | None = Field(
        default=None, description="whether the probability (an element's after Holm's correction) is below 0.05"
    )
    reason: Reason | None = Field(default=None, description="why nothing was compared")


class GroupComparison(FrozenModel, defer_build=True):
    """Whether the groups of one breakdown differ more than chance; hidden groups take no part."""

    by: tuple[str, ...] = Field(description="what the groups are by")
    groups: tuple[FrozenMapping[str, str], ...] = Field(description="the groups that take part, as in `groups`")
    left_out: int = Field(description="groups that take no part: hidden, or with fewer than ten respondents")
    index: RankComparison = Field(description="the respondents' own indexes, of complete questionnaires")
    elements: tuple[RankComparison, ...] = Field(description="each element, over its own answers")
    differ: bool | None = Field(
        description="whether the groups differ more than chance: by the respondents' indexes, or where these were not "
        "compared, by any element; null where nothing was"
    )
    near_ceiling: bool = Field(
        description="whether four fifths of the answers are the highest of the scale: such tests hardly find anything"
    )


class Statistics(FrozenModel, defer_build=True):
    """What a result says beside its index, if asked to."""

    reliability: Reliability = Field(description="whether the questionnaire is sound")
    groups: tuple[GroupComparison, ...] = Field(default=(), description="for each breakdown, whether groups differ")
