"""The index in whole numbers is the index in fractions, for the whole and for every group."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.errors import ResponseError
from ikm.regulation import load_regulation
from ikm.regulation.instrument import Weights
from ikm.scoring import breakdowns
from ikm.scoring.breakdowns import break_down
from ikm.scoring.figures import Figures
from ikm.scoring.indexes import Grade, compute_index, grader, graders
from ikm.tallies import Tally
from ikm.tallies import add_up as plain

LAW = load_regulation()
KEYS = ["persyaratan", "prosedur", "waktu"]
HALF = Fraction(5, 2)
WEIGHTS = [
    LAW.weights("exact", KEYS),
    LAW.weights("0.111", KEYS),
    LAW.weights({"persyaratan": "1/2", "prosedur": "1/3", "waktu": "1/6"}, KEYS),
]


def test_own_weights_and_several_divisors_give_the_index_worked_out_by_hand() -> None:
    counts = Tally.of_scores(KEYS, [[4, 3, 1], [3, None, 2], [HALF, 2, 4]]).total
    index = compute_index(counts, WEIGHTS[2], LAW)
    # Means 19/6, 5/2 and 7/3, times 1/2, 1/3 and 1/6.
    assert index.nrr == {"persyaratan": Fraction(19, 6), "prosedur": HALF, "waktu": Fraction(7, 3)}
    assert (index.skm, index.exact) == (Fraction(101, 36), Fraction(2525, 36))
    assert (index.rounded, index.band.mutu) == (Decimal("70.14"), "C")
    assert grader(WEIGHTS[2], LAW, "available")(counts) == Grade(index.exact, index.rounded, index.band)
    # Of the two complete ones: 13/4, 5/2, 5/2.
    complete = Grade(Fraction(575, 8), Decimal("71.88"), LAW.band(Decimal("71.88")))
    assert grader(WEIGHTS[2], LAW, "complete")(counts) == complete


def test_a_group_in_which_nobody_answered_some_element_has_no_grade() -> None:
    counts = Tally.of_scores(KEYS, [[4, None, 3]]).total
    assert grader(WEIGHTS[0], LAW, "available")(counts) is None
    with pytest.raises(ResponseError, match="U2"):
        compute_index(counts, WEIGHTS[0], LAW)


score = st.sampled_from([None, 1, 2, 3, 4, HALF, Fraction(7, 3)])


@given(
    st.lists(st.tuples(score, score, score), min_size=1, max_size=20),
    st.sampled_from(WEIGHTS),
    st.sampled_from(["available", "complete"]),
)
def test_the_index_is_the_plain_sum_of_weighted_means(rows: list[Any], weights: Weights, missing: Any) -> None:
    kept = [row for row in rows if any(row) and (missing == "available" or None not in row)]
    columns = [[one for one in column if one is not None] for column in zip(*kept, strict=True)] or [[]] * 3
    counts = Tally.of_scores(KEYS, rows).total
    grade = grader(weights, LAW, missing)(counts)
    if not all(columns):
        assert grade is None
        return
    means = [sum(map(Fraction, column), Fraction()) / len(column) for column in columns]
    skm = sum((mean * weights.of(key) for key, mean in zip(KEYS, means, strict=True)), Fraction())
    index = compute_index(counts, weights, LAW, missing)
    assert (index.nrr, index.skm, index.exact) == (dict(zip(KEYS, means, strict=True)), skm, skm * 25)
    assert index.rounded == LAW.round_index(skm * 25)
    assert grade == Grade(index.exact, index.rounded, index.band)
    every = [compute_index(counts, one, LAW, missing) for one in WEIGHTS]
    assert graders(WEIGHTS, LAW, missing)(counts) == tuple((one.exact, one.rounded, one.band) for one in every)


def test_only_groups_that_show_a_figure_are_added_up_and_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [(unit, month) for unit, size in (("A", 12), ("B", 3), ("C", 4), ("D", 20)) for month in "12" * size]
    tally = Tally.of_scores(KEYS, [[3, 3, 3]] * len(names), groups=names, by=["unit", "month"])
    added: list[int] = []

    def add_up(several: Any, elements: Any, **options: Any) -> Any:
        added.append(sum(one.respondents for one in several))
        return plain(several, elements, **options)

    monkeypatch.setattr(breakdowns, "add_up", add_up)
    found = break_down(tally, (("unit",),), Figures(tally, WEIGHTS[0], LAW, "available", "id"))
    assert [(one.group["unit"], one.respondents, one.merged) for one in found.groups] == [
        ("A", 24, 1), ("D", 40, 1), (None, None, 2),
    ]  # fmt: skip
    assert added == [24, 40]
    assert [one.elements["waktu"].filled for one in found.groups if not one.hidden] == [24, 40]
