"""What several breakdowns give away together, and when ikm says that it cannot tell."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.scoring import differences
from ikm.scoring.differences import protect
from ikm.scoring.disclosure import hidden_groups

Cells = dict[tuple[str, ...], int]

CELLS: Cells = {
    ("A", "L"): 30,
    ("A", "P"): 4,
    ("B", "L"): 25,
    ("B", "P"): 20,
    ("C", "L"): 12,
    ("C", "P"): 11,
}


def test_a_small_cell_of_a_cross_is_hidden_with_others_that_would_give_it_back() -> None:
    found = protect(CELLS, [(0, 1)])
    assert found.safe
    assert ("A", "P") in found.hidden[0]
    assert len(found.hidden[0]) >= 4  # one more in its row, and in their columns


def test_a_table_too_large_to_be_looked_at_is_said_not_to_be_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "_MOST_WORK", 0)
    found = protect(CELLS, [(0, 1)])
    assert not found.safe
    assert ("A", "P") in found.hidden[0]


def test_where_everything_is_hidden_nothing_more_can_be() -> None:
    plan = differences._Plan((0,), {("A",): (3,), ("B",): (4,)}, ours=True)
    plan.hidden = {("A",), ("B",)}
    assert differences._next_hidden([plan], {0}) is None
    plan.hidden = {("A",)}
    assert differences._next_hidden([plan], {0}) == (plan, ("B",))


def parted(cells: Cells, places: tuple[int, ...]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """Give the cells of each group."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for cell in cells:
        found.setdefault(tuple(cell[place] for place in places), set()).add(cell)
    return found


def look(group: Any, sums: Any, parts: Any, hidden: Any, sizes: Any, minimum: int) -> None:
    """Hide the next smallest part of a sum while those hidden are too few; the sum where no part is left."""
    while met := parts & hidden:
        if len(met) > 1 and sum(sizes[part] for part in met) >= minimum:
            return
        if not (rest := parts - hidden):
            if sums is not None:
                sums.add(group)
            return
        hidden.add(min(rest, key=lambda one: (sizes[one], one)))


def settled(cells: Cells, tables: list[tuple[int, ...]], minimum: int) -> list[set[tuple[str, ...]]]:
    """Hide parts of sums as the module says, each sum looked at in turn until a whole turn changes nothing."""
    asked = {tuple(sorted(table)) for table in tables}
    fewer = {part for table in asked for size in range(1, len(table)) for part in combinations(table, size)} - asked
    plans = [(parted(cells, places), False) for places in sorted(fewer)]
    plans += [*((parted(cells, places), True) for places in tables), (parted(cells, ()), False)]
    sizes = [{group: sum(cells[cell] for cell in inside) for group, inside in plan.items()} for plan, _ in plans]
    hidden = [
        {group for group, size in one.items() if size < minimum} if ours else set(hidden_groups(one, minimum))
        for one, (_, ours) in zip(sizes, plans, strict=True)
    ]
    hidden[-1] = set()
    before = None
    while before != hidden:
        before = [set(one) for one in hidden]
        for i, (plan, ours) in enumerate(plans):
            for j in range(len(fewer), len(plans) - 1):
                for group, inside in plan.items():
                    parts = {part for part, held in plans[j][0].items() if held & inside}
                    if i != j and group not in hidden[i] and all(plans[j][0][part] <= inside for part in parts):
                        look(group, hidden[i] if ours else None, parts, hidden[j], sizes[j], minimum)
    return hidden[len(fewer) : -1]


@given(
    st.dictionaries(
        st.tuples(*[st.sampled_from("abc")] * 3), st.sampled_from([0, 1, 3, 5, 8, 12, 30]), min_size=1, max_size=14
    ),
    st.sampled_from([[(0, 1)], [(0,), (1,)], [(0, 1), (0,)], [(0,), (1,), (2,)], [(0, 1, 2)], [(2, 0), (1,)]]),
)
def test_parts_are_hidden_as_by_looking_at_every_sum_over_and_over(cells: Cells, tables: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # Nothing is solved: what is hidden is hidden for the sums alone.
        patch.setattr(differences, "_MOST_WORK", -1)
        assert [set(one) for one in protect(cells, tables).hidden] == settled(cells, tables, 10)


@pytest.mark.parametrize("number", [50, 400])
def test_hiding_that_runs_through_a_whole_table_looks_at_each_sum_a_few_times(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Row i and row i + 1 share a column: one small cell hides the next of its row, that one the next of its column, …
    rows = [f"{i:04}" for i in range(number)]
    cells: Cells = {}
    for i in reversed(range(number)):
        cells[rows[i], f"k{rows[i]}"] = 30 + i
        cells[rows[i], f"k{rows[(i + 1) % number]}"] = 30 + i
    cells["0000", "k0000"] = 3
    looks: list[int] = []
    plain = differences._Sums._look

    def counted(self: Any, place: int) -> bool:
        looks.append(place)
        return plain(self, place)

    monkeypatch.setattr(differences._Sums, "_look", counted)
    found = protect(cells, [(0, 1)])
    assert len(found.hidden[0]) == len(cells)
    assert len(looks) < 8 * number


def test_a_group_whose_parts_are_all_hidden_and_too_few_is_hidden_itself() -> None:
    # x hides B and x, and A and x with it: all there is of A.
    cells: Cells = {("A", "x"): 12, ("B", "x"): 3, ("B", "y"): 40, ("C", "y"): 30}
    found = protect(cells, [(0, 1), (0,), (1,)])
    assert {("A", "x"), ("B", "x")} <= found.hidden[0]
    assert ("A",) in found.hidden[1]
