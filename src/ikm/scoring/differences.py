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

>>> cells = {("2026-01", "2026-Q1"): 50, ("2026-02", "2026-Q1"): 40, ("2026-03", "2026-Q1"): 4}
>>> cells |= {("2026-04", "2026-Q2"): 30, ("2026-05", "2026-Q2"): 20}
>>> kept = protect(cells, [(0,), (1,)], 10)
>>> sorted(month for month, in kept.hidden[0]), kept.safe
(['2026-02', '2026-03'], True)
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ikm.scoring.disclosure import MINIMUM_GROUP, hidden_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Protection", "protect"]

Group = tuple[str, ...]

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

    One that is not ``ours`` is not printed here, but anybody may publish it: it hides what it would hide alone.
    """

    def __init__(self, places: Sequence[int], cells: Mapping[Group, int], *, ours: bool) -> None:
        self.ours = ours
        self.of = [tuple(cell[place] for place in places) for cell in cells]
        self.sizes: dict[Group, int] = {}
        self.members: dict[Group, set[int]] = {}
        for number, (group, size) in enumerate(zip(self.of, cells.values(), strict=True)):
            self.sizes[group] = self.sizes.get(group, 0) + size
            self.members.setdefault(group, set()).add(number)
        self.hidden: set[Group] = set()

    def shown(self) -> Iterable[Group]:
        return (group for group in self.sizes if group not in self.hidden)


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
    if min(cells.values(), default=minimum) >= minimum:
        return Protection(tuple(frozenset() for _ in tables), safe=True)
    plans = [_Plan(places, cells, ours=True) for places in tables]
    asked = {tuple(sorted(places)) for places in tables}
    fewer = {part for places in asked for size in range(1, len(places)) for part in combinations(places, size)}
    others = [_Plan(places, cells, ours=False) for places in sorted(fewer - asked)]
    for plan in others:
        plan.hidden = set(hidden_groups(plan.sizes, minimum))
    for plan in plans:
        plan.hidden = {group for group, size in plan.sizes.items() if size < minimum}
    whole = _Plan((), cells, ours=False)
    # The smallest wholes first: what is hidden within a quarter is hidden within the year too.
    every = [*others, *plans, whole]
    nested = [_parents(parent, child) for parent in every for child in plans if parent is not child]
    safe = _settle(nested, minimum)
    small = [members for plan in every for group, members in plan.members.items() if plan.sizes[group] < minimum]
    small += [{number} for number, size in enumerate(cells.values()) if size < minimum]
    small = [set(one) for one in {frozenset(one) for one in small}]
    # What breakdowns by fewer columns give away between themselves, no hiding here keeps.
    outside = [plan.members[group] for plan in (whole, *others) for group in plan.shown()]
    if small and safe and _solved(outside, small, len(cells)):
        safe = False
    while small and safe:
        equations = [plan.members[group] for plan in every for group in plan.shown()]
        given = _solved(equations, small, len(cells))
        if given is None:
            safe = False
        elif not given:
            break
        else:
            hidden = _hide_one(plans, given)
            safe = hidden and _settle(nested, minimum)
    return Protection(tuple(frozenset(plan.hidden) for plan in plans), safe)


class _Nested(NamedTuple):
    """The groups of one breakdown that are made of whole groups of another."""

    parent: _Plan
    child: _Plan
    parts: Mapping[Group, frozenset[Group]]


def _parents(parent: _Plan, child: _Plan) -> _Nested:
    above: dict[Group, set[Group]] = {}
    below: dict[Group, set[Group]] = {}
    for one, other in zip(parent.of, child.of, strict=True):
        above.setdefault(other, set()).add(one)
        below.setdefault(one, set()).add(other)
    whole = {group for group, several in above.items() if len(several) == 1}
    return _Nested(parent, child, {group: frozenset(parts) for group, parts in below.items() if parts <= whole})


def _settle(nested: Sequence[_Nested], minimum: int) -> bool:
    """Hide until the hidden parts of every shown group are two at least and hold the minimum; tell whether they do."""
    changed, safe = True, True
    while changed:
        changed = False
        for parent, child, parts in nested:
            for group, inside in parts.items():
                if group in parent.hidden or not (hidden := inside & child.hidden):
                    continue
                order = sorted(inside - hidden, key=lambda one: (child.sizes[one], one))
                while order and not _enough(child, hidden, minimum):
                    hidden |= {order.pop(0)}
                if not _enough(child, hidden, minimum):
                    if parent.ours:
                        parent.hidden.add(group)
                        changed = True
                    elif group != _WHOLE:
                        safe = False
                if not hidden <= child.hidden:
                    child.hidden |= hidden
                    changed = True
    return safe


def _enough(plan: _Plan, hidden: Iterable[Group], minimum: int) -> bool:
    sizes = [plan.sizes[group] for group in hidden]
    return len(sizes) > 1 and sum(sizes) >= minimum


def _hide_one(plans: Sequence[_Plan], given: Iterable[int]) -> bool:
    """Hide the smallest shown group that takes part in what is given away; tell whether there is one."""
    cells = set(given)
    found = [
        (plan.sizes[group], place, group)
        for place, plan in enumerate(plans)
        for group in plan.shown()
        if plan.members[group] & cells
    ]
    if not found:
        found = [(plan.sizes[group], place, group) for place, plan in enumerate(plans) for group in plan.shown()]
    if found:
        _, place, group = min(found)
        plans[place].hidden.add(group)
    return bool(found)


def _solved(equations: Sequence[set[int]], small: Sequence[set[int]], cells: int) -> set[int] | None:
    """Give the cells of a small set that follows from what is known; none where no such set does, None where too large.

    What is known is a set of sums; a set follows when it is a sum of them with any factors.  They are brought to the
    form in which each leads with a cell no other has (modulo a large prime, so that numbers stay small).
    """
    known = {next(iter(one)) for one in equations if len(one) == 1}
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
    for one in small:
        left = dict.fromkeys(one - known, 1)
        for cell in [cell for cell in left if cell in leading]:
            _subtract(left, leading[cell], 1)
        if not left:
            return one
    return set()


def _subtract(row: dict[int, int], other: Mapping[int, int], factor: int) -> None:
    """Take a multiple of another row off a row."""
    for cell, value in other.items():
        rest = (row.get(cell, 0) - factor * value) % _PRIME
        if rest:
            row[cell] = rest
        else:
            row.pop(cell, None)
