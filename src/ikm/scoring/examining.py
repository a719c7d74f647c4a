"""Examining: what fills the statistics of a result from its counts, its rows, and the groups it shows.

The instrument is examined by `ikm.statistics.examine`.  Groups are compared by what the result itself shows of them:
the counts of each element of groups that show their elements.  So a comparison can say nothing of a hidden group, nor
anything of a shown one that its counts do not say.

The respondents' own indexes are of complete questionnaires, and a group takes part only where both its complete
questionnaires and those with blanks may be told (or it has none with blanks): else it would say which answers are those
of the few with blanks.

>>> from ikm.regulation import load_regulation
>>> from ikm.scoring import score_counts
>>> from ikm.tallies import Tally
>>> rows = {("A",): {(4, 4): 9, (3, 4): 3}, ("B",): {(3, 3): 8, (4, 3): 4}, ("C",): {(3, 4): 10}}
>>> tally = Tally.of_patterns(["persyaratan", "prosedur"], rows, by=["loket"], moments=True)
>>> found = score_counts(tally, weight="exact", statistics=True, rows=rows).result.statistics
>>> one = found.groups[0]
>>> [group["loket"] for group in one.groups], one.differ, one.index.test, one.index.df
(['A', 'B', 'C'], True, 'kruskal-wallis', 2)
>>> [element.significant for element in one.elements]
[True, True]
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ikm.scoring.statistics import (
    AlphaInterval,
    GroupComparison,
    Items,
    ItemStatistics,
    RankComparison,
    Reliability,
    Statistics,
)
from ikm.statistics import FEWEST, compare, examine, holm
from ikm.tallies import unite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.regulation import Weights
    from ikm.scoring.parts import Elements, GroupResult, Groups
    from ikm.statistics import Item
    from ikm.tallies import Missing, Tally

__all__ = ["CRITERION", "SIGNIFICANCE", "examine_survey"]

CRITERION = Fraction(6, 10)
"""The alpha that Indonesian reports customarily ask for (Ghozali); Nunnally's 0.70 is stricter."""

SIGNIFICANCE = 0.05
"""A difference that chance gives less often than this is called more than chance."""

_CEILING = Fraction(4, 5)
"""From this share of highest answers on it is said that the tests hardly find anything."""


def examine_survey(
    tally: Tally,
    elements: Elements,
    groups: Groups | None,
    weights: Weights,
    *,
    rows: Mapping[tuple[str, ...], Mapping[tuple[Any, ...], int]] | None,
    missing: Missing,
    level: float,
) -> Statistics:
    """Fill the statistics of a result.

    Parameters
    ----------
    tally : Tally
        What was scored, by every column that some breakdown is made of.
    elements : Elements
        The elements of the result.
    groups : Groups, optional
        The groups of the result.
    weights : Weights
        Those of the index.
    rows : mapping from group to mapping from row of scores to int, optional
        How many respondents of each group of the tally gave each row, where that is known.
    missing : {"available", "complete"}
        Which questionnaires count.
    level : float
        The level of the interval for alpha.
    """
    tables = () if groups is None else groups.tables.items()
    totals = None if rows is None or groups is None else _totals(tally, rows, weights)
    return Statistics(
        reliability=_reliability(tally, elements, rows, missing, level),
        groups=tuple(
            _compared(
                by, several, elements, None if totals is None else _of_table(tally, by, totals), tally.high, missing
            )
            for by, several in tables
        ),
    )


def _reliability(
    tally: Tally,
    elements: Elements,
    rows: Mapping[tuple[str, ...], Mapping[tuple[Any, ...], int]] | None,
    missing: Missing,
    level: float,
) -> Reliability:
    """Examine the instrument over all respondents."""
    whole: Counter[tuple[Any, ...]] | None = None
    if rows is not None:
        whole = Counter()
        for counted in rows.values():
            whole.update(counted)
    found = examine(
        tally.total, tally.elements, rows=whole, missing=missing, low=tally.low, high=tally.high, level=level
    )
    interval = None
    if (held := found.interval) is not None:
        interval = AlphaInterval(
            low=float(held.low), high=float(held.high), level=held.level, standard_error=float(held.error)
        )
    alpha = found.alpha
    return Reliability(
        basis=found.basis,
        respondents=found.n,
        alpha=_float(alpha),
        alpha_exact=None if alpha is None or found.decimals is not None else str(alpha),
        decimals=found.decimals,
        reliable=None if alpha is None else alpha >= CRITERION,
        criterion=float(CRITERION),
        reason=found.why,
        interval=interval,
        interval_reason=found.why_interval,
        r_table=found.r_table,
        complete=found.complete,
        straight_lines=found.straight,
        straight_reason=found.why_straight,
        elements=tally.elements,
        without_variance=tuple(item.key for item in found.items if item.deviation == 0),
        items=Items(tuple(_item(item, elements) for item in found.items)),
    )


def _item(item: Item, elements: Elements) -> ItemStatistics:
    element = elements[item.key]
    return ItemStatistics(
        key=item.key,
        code=element.code,
        name=element.name,
        answers=item.n,
        deviation=_float(item.deviation),
        floor=item.floor,
        ceiling=item.ceiling,
        item_rest=_float(item.rest),
        valid=item.valid,
        alpha_if_deleted=_float(item.alpha),
        reason=item.why,
    )


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _totals(
    tally: Tally, rows: Mapping[tuple[str, ...], Mapping[tuple[Any, ...], int]], weights: Weights
) -> dict[tuple[str, ...], Counter[Fraction]]:
    """Count the respondents' own indexes in each group of the tally, by the names that its breakdowns have."""
    shares = [weights.of(element) for element in tally.elements]
    alike = len(set(shares)) == 1
    _, united = unite(tally)
    named = {(one.by, spelling): one.name for one in united for spelling in one.spellings}
    found: dict[tuple[str, ...], Counter[Fraction]] = {}
    for group, counted in rows.items():
        name = tuple(named.get(part, part[1]) for part in zip(tally.by, group, strict=True))
        here = found.setdefault(name, Counter())
        for row, times in counted.items():
            if None not in row:
                # Ranks are the same of any multiple: where weights are alike, the sum of the scores will do.
                here[sum(row) if alike else sum(map(_product, shares, row), Fraction(0))] += times
    return found


def _product(share: Fraction, score: Fraction | int) -> Fraction:
    return share * score


def _of_table(
    tally: Tally, by: Sequence[str], totals: Mapping[tuple[str, ...], Counter[Fraction]]
) -> dict[tuple[str, ...], Counter[Fraction]]:
    """Add up the groups that are one in a breakdown."""
    places = [tally.by.index(name) for name in by]
    found: dict[tuple[str, ...], Counter[Fraction]] = {}
    for group, counted in totals.items():
        found.setdefault(tuple(group[place] for place in places), Counter()).update(counted)
    return found


def _compared(
    by: tuple[str, ...],
    groups: Sequence[GroupResult],
    elements: Elements,
    totals: Mapping[tuple[str, ...], Counter[Fraction]] | None,
    high: int,
    missing: Missing,
) -> GroupComparison:
    """Compare the groups of one breakdown that show their elements and have ten respondents."""
    shown = [one for one in groups if not one.elements_hidden and (one.respondents or 0) >= FEWEST]
    names = [{key: label for key, label in one.group.items() if label is not None} for one in shown]
    # Made once: a group makes its elements each time it is asked.
    answers = [{element.key: _levels(element.counts) for element in one.elements} for one in shown]
    ranked = [_ranked(element.key, [one.get(element.key, {}) for one in answers]) for element in elements]
    corrected = iter(holm([one.p for one in ranked if one.p is not None]))
    ranked = [one if one.p is None else _corrected(one, next(corrected)) for one in ranked]
    index = _index(shown, names, totals, missing)
    decided = [one.significant for one in ([index] if index.p is not None else ranked) if one.significant is not None]
    every = sum((Counter(levels) for one in answers for levels in one.values()), Counter())
    return GroupComparison(
        by=by,
        groups=tuple(names),
        left_out=sum(one.merged for one in groups) - len(shown),
        index=index,
        elements=tuple(ranked),
        differ=any(decided) if decided else None,
        near_ceiling=every.total() > 0 and Fraction(every[Fraction(high)], every.total()) >= _CEILING,
    )


def _levels(counts: Mapping[str, int]) -> dict[Fraction, int]:
    return {Fraction(level): times for level, times in counts.items() if times}


def _index(
    shown: Sequence[GroupResult],
    names: Sequence[Mapping[str, str]],
    totals: Mapping[tuple[str, ...], Counter[Fraction]] | None,
    missing: Missing,
) -> RankComparison:
    """Compare the respondents' own indexes, where these may be told."""
    if totals is None:
        return RankComparison(key=None, groups=len(shown), answers=0, reason="not-from-counts")
    told = [
        totals.get(tuple(name.values()), Counter())
        for one, name in zip(shown, names, strict=True)
        if missing == "complete" or one.blanks is None or one.blanks.other_ikm is not None
    ]
    if len(shown) > 1 and len(told) < 2:
        return RankComparison(key=None, groups=len(told), answers=0, reason="blanks")
    found = _ranked(None, told)
    return found if found.p is None else found.model_copy(update={"significant": found.p < SIGNIFICANCE})


def _ranked(key: str | None, groups: Iterable[Mapping[Any, int]]) -> RankComparison:
    """Compare the groups that have ten answers."""
    several = list(groups)
    enough = {place: levels for place, levels in enumerate(several) if sum(levels.values()) >= FEWEST}
    answers = sum(sum(levels.values()) for levels in enough.values())
    test = compare(enough)
    if test is None:
        reason = "no-variance" if len(enough) > 1 else "few" if len(several) > 1 else "few-groups"
        return RankComparison(key=key, groups=len(enough), answers=answers, reason=reason)
    return RankComparison(
        key=key,
        test=test.test,
        groups=len(enough),
        answers=test.n,
        h=float(test.h),
        df=test.df,
        u=_float(test.u),
        z=_float(test.z),
        p=test.p,
        effect=float(test.effect),
    )


def _corrected(one: RankComparison, p: float) -> RankComparison:
    return one.model_copy(update={"p_holm": p, "significant": p < SIGNIFICANCE})
