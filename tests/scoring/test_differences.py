"""What several breakdowns give away together, and when ikm says that it cannot tell."""

from __future__ import annotations

import pytest

from ikm.scoring import differences
from ikm.scoring.differences import protect

CELLS: dict[tuple[str, ...], int] = {
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
    plan = differences._Plan((0,), {("A",): 3, ("B",): 4}, ours=True)
    plan.hidden = {("A",), ("B",)}
    assert differences._next_hidden([plan], {0}) is None
    plan.hidden = {("A",)}
    assert differences._next_hidden([plan], {0}) == (plan, ("B",))
