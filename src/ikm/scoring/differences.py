"""Differences: what several breakdowns of one survey give away together.

A group that one table hides may follow from another: a month from its quarter less the other two, a cell of a table of
two columns from the sums of its row, where the breakdown by one column alone is published too.  So the tables are
looked at together with the total and, for a table of several columns, with the breakdowns by fewer of them, which
anybody may publish beside it.

1. Groups under the minimum are hidden; in breakdowns that are not printed, as they would be alone.
2. Wherever a shown group, or the whole, is made of groups of another table, the hidden ones among these are two at
   least, and together hold the minimum; else the next smallest is hidden too.
3. Sums and differences of everything shown are solved as equations; while one gives a small group (or a small
   combination of groups), one more group is hidden.

What cannot be kept so is said (``safe`` is false).  Bounds and guesses are not looked at: two breakdowns may always
make a hidden figure likelier than it was.

What a group shows besides its size and index is counted of fewer people: an element of those who answered it.  The
counts of an element add up as respondents do, so what hides a group hides its elements too; but a group of thirty may
hold three who answered one of them.  `protect_measures` goes through the same steps with all such numbers, and says
which groups may show no more than their size and index.

>>> cells = {("2026-01", "2026-Q1"): 50, ("2026-02", "2026-Q1"): 40, ("2026-03", "2026-Q1"): 4}
>>> cells |= {("2026-04", "2026-Q2"): 30, ("2026-05", "2026-Q2"): 20}
>>> kept = protect(cells, [(0,), (1,)], 10)
>>> sorted(month for month, in kept.hidden[0]), kept.safe
(['2026-02', '2026-03'], True)

Thirty, forty and fifty respondents, of whom three, forty and fifty answered an element:

>>> several = {("A",): (30, 3), ("B",): (40, 40), ("C",): (50, 50)}
>>> sorted(name for name, in protect_measures(several, [(0,)], [()], 10).hidden[0])
['A', 'B']
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ikm.scoring.disclosure import MINIMUM_GROUP, hidden_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

__all__ = ["Protection", "protect", "protect_measures"]

Group = tuple[str, ...]
Measures = tuple[int, ...]

_MOST_WORK = 3_000_000
"""So many steps of solving are about a second; larger tables are not solved, and that is said."""
_PRIME = (1 << 61) - 1
_WHOLE: Group = ()


class Protection(NamedTuple):
    """The groups that each table hides, and whether nothing small follows from what is left."""

    hidden: tuple[frozenset[Group], ...]
    safe: bool


class _Plan:
    """One breakdown: its groups, the cells of the finest table each is made of, and which it hides.

    A group has several measures, the number of its respondents first; its size is the least of them, because what is
    hidden together must hold the minimum by each.  One that is not ``ours`` is not printed here, but anybody may
    publish it: it hides what it would hide alone.
    """

    def __init__(self, places: Sequence[int], cells: Mapping[Group, Measures], *, ours: bool) -> None:
        self.ours = ours
        self.of = [tuple([cell[place] for place in places]) for cell in cells]
        measured: dict[Group, list[Measures]] = {}
        for group, measures in zip(self.of, cells.values(), strict=True):
            measured.setdefault(group, []).append(measures)
        self.measures = {group: tuple(map(sum, zip(*several, strict=True))) for group, several in measured.items()}
        self.sizes = {group: min(measures) for group, measures in self.measures.items()}
        self.hidden: set[Group] = set()

    def shown(self) -> Iterable[Group]:
        return (group for group in self.sizes if group not in self.hidden)

    def members(self, groups: Iterable[Group]) -> list[list[int]]:
        """Give the numbers of the cells that each of these groups is made of."""
        found: dict[Group, list[int]] = {group: [] for group in groups}
        for number, group in enumerate(self.of):
            if group in found:
                found[group].append(number)
        return list(found.values())

    def hide_alone(self, small: Callable[[Measures], bool], minimum: int) -> None:
        """Hide what it would hide if nothing else were printed."""
        self.hidden = set(hidden_groups({group: measures[0] for group, measures in self.measures.items()}, minimum))
        self.hidden |= {group for group, measures in self.measures.items() if small(measures)}
        rest = sorted(self.shown(), key=lambda group: (self.sizes[group], group), reverse=True)
        while rest and self.hidden and (len(self.hidden) == 1 or sum(self.sizes[one] for one in self.hidden) < minimum):
            self.hidden.add(rest.pop())


def protect(cells: Mapping[Group, int], tables: Sequence[Sequence[int]], minimum: int = MINIMUM_GROUP) -> Protection:
    """Choose the groups that several breakdowns of one survey hide.

    Parameters
    ----------
    cells : mapping from group to int
        The respondents of each combination of all columns.
    tables : sequence of sequences of int
        For each breakdown the places, in a group, of the columns it is made of.
    minimum : int
        The smallest number of respondents that may be shown.
    """
    measures = {group: (size,) for group, size in cells.items()}
    return _protect(measures, tables, [()] * len(tables), lambda numbers: numbers[0] < minimum, minimum)


def protect_measures(
    cells: Mapping[Group, Measures],
    tables: Sequence[Sequence[int]],
    hidden: Sequence[Collection[Group]],
    minimum: int = MINIMUM_GROUP,
) -> Protection:
    """Choose the groups of which nothing is shown that is counted of fewer people than the group.

    A number of which a group has nobody gives nobody's answer away.  Where several tables cut the group further it
    would tell that none of its parts has anybody either, which is one more sum to solve with; there it is hidden too.

    Parameters
    ----------
    cells : mapping from group to tuple of int
        Of each combination of all columns the respondents, then how many of them each figure is counted of.
    tables : sequence of sequences of int
        For each breakdown the places, in a group, of the columns it is made of.
    hidden : sequence of collections of groups
        For each breakdown the groups that are hidden altogether.
    minimum : int
        The smallest number of respondents that may be shown.
    """
    least = 1 if len(tables) == 1 else 0
    return _protect(cells, tables, hidden, lambda numbers: any(least <= one < minimum for one in numbers), minimum)


def _protect(
    cells: Mapping[Group, Measures],
    tables: Sequence[Sequence[int]],
    hidden: Sequence[Collection[Group]],
    small: Callable[[Measures], bool],
    minimum: int,
) -> Protection:
    if not any(hidden) and not any(map(small, cells.values())):
        return Protection(tuple(frozenset() for _ in tables), safe=True)
    plans = [_Plan(places, cells, ours=True) for places in tables]
    asked = {tuple(sorted(places)) for places in tables}
    fewer = {part for places in asked for size in range(1, len(places)) for part in combinations(places, size)}
    others = [_Plan(places, cells, ours=False) for places in sorted(fewer - asked)]
    for plan in others:
        plan.hide_alone(small, minimum)
    for plan, already in zip(plans, hidden, strict=True):
        plan.hidden = {group for group, numbers in plan.measures.items() if small(numbers)}.union(already)
    whole = _Plan((), cells, ours=False)
    # The smallest wholes first: what is hidden within a quarter is hidden within the year too.
    every = [*others, *plans, whole]
    sums = _Sums(((plan, child) for plan in every for child in plans if plan is not child), minimum)
    safe = sums.settle()
    # What breakdowns by fewer columns give away between themselves, no hiding here keeps.
    if safe and _given((whole, *others), every, cells, small):
        safe = False
    while safe:
        given = _given(every, every, cells, small)
        if given is not None and not given:
            break
        more = None if given is None else _next_hidden(plans, given)
        if more is not None:
            sums.hide(*more)
        safe = more is not None and sums.settle()
    return Protection(tuple(frozenset(plan.hidden) for plan in plans), safe)


class _Sum(NamedTuple):
    """A group of one breakdown, or the whole, that is made of whole groups of another."""

    plan: _Plan
    group: Group
    child: _Plan
    parts: Sequence[Group]


class _Sums:
    """All such sums in order, with how many parts of each are hidden, and how many respondents these have.

    Both are kept up to date: a survey may have a sum for each of its groups, and one of all groups.
    """

    def __init__(self, pairs: Iterable[tuple[_Plan, _Plan]], minimum: int) -> None:
        self.minimum = minimum
        self.all: list[_Sum] = []
        self.of: dict[int, list[dict[Group, int]]] = {}
        for plan, child in pairs:
            self._add(plan, child)
        self.hidden = [0] * len(self.all)
        self.respondents = [0] * len(self.all)
        self.touched: set[int] = set()
        for child in {id(one.child): one.child for one in self.all}.values():
            for part in child.hidden:
                self._touch(child, part)

    def _add(self, plan: _Plan, child: _Plan) -> None:
        above: dict[Group, Group] = {}
        cut: set[Group] = set()
        for group, part in zip(plan.of, child.of, strict=True):
            if above.setdefault(part, group) != group:
                cut |= {group, above[part]}
        parts: dict[Group, list[Group]] = {group: [] for group in plan.sizes if group not in cut}
        places = {group: place for place, group in enumerate(parts, len(self.all))}
        for part, group in above.items():
            if group in parts:
                parts[group].append(part)
        self.all += [_Sum(plan, group, child, inside) for group, inside in parts.items()]
        self.of.setdefault(id(child), []).append(
            {part: places[group] for part, group in above.items() if group in places}
        )

    def hide(self, plan: _Plan, group: Group) -> None:
        """Hide a group of a plan."""
        plan.hidden.add(group)
        self._touch(plan, group)

    def _touch(self, plan: _Plan, group: Group) -> None:
        for places in self.of.get(id(plan), ()):
            if (place := places.get(group)) is not None:
                self.hidden[place] += 1
                self.respondents[place] += plan.sizes[group]
                self.touched.add(place)

    def settle(self) -> bool:
        """Hide until the hidden parts of every shown group are two at least and hold the minimum; tell whether they do.

        The sums are looked at in turn, over and over until nothing changes, each again only if a part of it was hidden
        since.
        """
        safe = True
        while self.touched:
            turn = sorted(self.touched)
            waiting, self.touched = self.touched, set()
            later: set[int] = set()
            while turn:
                place = heappop(turn)
                safe = self._look(place) and safe
                for other in self.touched:
                    if other <= place:
                        later.add(other)
                    elif other not in waiting:
                        waiting.add(other)
                        heappush(turn, other)
                self.touched = set()
            self.touched = later
        return safe

    def _look(self, place: int) -> bool:
        """Hide more parts of a sum where those hidden are too few, or else the sum; tell whether that was possible."""
        plan, group, child, parts = self.all[place]
        if group in plan.hidden or self._enough(place):
            return True
        if shown := [part for part in parts if part not in child.hidden]:
            # One more is enough: it holds the minimum by itself.
            self.hide(child, min(shown, key=lambda one: (child.sizes[one], one)))
            return True
        if plan.ours:
            self.hide(plan, group)
        return plan.ours or group == _WHOLE

    def _enough(self, place: int) -> bool:
        return self.hidden[place] > 1 and self.respondents[place] >= self.minimum


def _next_hidden(plans: Sequence[_Plan], given: Iterable[int]) -> tuple[_Plan, Group] | None:
    """Give the smallest shown group that holds a cell given away, or else the smallest; none where all are hidden."""
    shown = [(plan.sizes[group], place, group) for place, plan in enumerate(plans) for group in plan.shown()]
    if not shown:
        return None
    concerned = [{plan.of[cell] for cell in given} for plan in plans]
    found = [one for one in shown if one[2] in concerned[one[1]]]
    _, place, group = min(found or shown)
    return plans[place], group


def _given(
    known: Iterable[_Plan],
    every: Iterable[_Plan],
    cells: Mapping[Group, Measures],
    small: Callable[[Measures], bool],
) -> frozenset[int] | None:
    """Give the cells of a small group that the shown groups of some breakdowns give away.

    Nothing where they give away none, none where that is too large to be looked at.
    """
    sums = _solved([members for plan in known for members in plan.members(plan.shown())], len(cells))
    if sums is None:
        return None
    few = [one for plan in every for one in plan.members(g for g, numbers in plan.measures.items() if small(numbers))]
    few += [[number] for number, numbers in enumerate(cells.values()) if small(numbers)]
    return next((one for one in {frozenset(cells) for cells in few} if sums.give(one)), frozenset())


class _Solved(NamedTuple):
    """Sums that are known: cells by themselves, and sums that each lead with a cell no other has."""

    cells: set[int]
    leading: Mapping[int, Mapping[int, int]]

    def give(self, cells: frozenset[int]) -> bool:
        """Tell whether the respondents of these cells together follow: as a sum of what is known, with any factors."""
        left = dict.fromkeys(cells - self.cells, 1)
        for cell in [cell for cell in left if cell in self.leading]:
            _subtract(left, self.leading[cell], 1)
        return not left


def _solved(equations: Sequence[Sequence[int]], cells: int) -> _Solved | None:
    """Bring sums to the form in which they are easily asked; none where there are too many.

    They are solved modulo a large prime, so that numbers stay small.
    """
    known = {one[0] for one in equations if len(one) == 1}
    rows = [dict.fromkeys(one - known, 1) for one in {frozenset(one) for one in equations}]
    rows = sorted((row for row in rows if row), key=len)
    if len(rows) ** 2 * max(cells - len(known), 1) > _MOST_WORK:
        return None
    leading: dict[int, dict[int, int]] = {}
    for row in rows:
        for cell in [cell for cell in row if cell in leading]:
            _subtract(row, leading[cell], row[cell])
        if not row:
            continue
        first = min(row)
        inverse = pow(row[first], -1, _PRIME)
        row = {cell: value * inverse % _PRIME for cell, value in row.items()}  # noqa: PLW2901 - made to lead with one
        for other in leading.values():
            if first in other:
                _subtract(other, row, other[first])
        leading[first] = row
    return _Solved(known, leading)


def _subtract(row: dict[int, int], other: Mapping[int, int], factor: int) -> None:
    """Take a multiple of another row off a row."""
    for cell, value in other.items():
        rest = (row.get(cell, 0) - factor * value) % _PRIME
        if rest:
            row[cell] = rest
        else:
            row.pop(cell, None)
