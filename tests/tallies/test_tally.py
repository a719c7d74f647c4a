"""A tally: counting rows and codes, merging and regrouping, each count written down by hand."""

from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

import ikm
from ikm.tallies import Counts, PairSums, Tally

HALF = Fraction(7, 2)
FOUND: list[tuple[tuple[str, str], list[Any]]] = [
    (("b", "q1"), [4, 3]),
    (("a", "q1"), [2, None]),
    (("a", "q2"), [None, HALF]),
    (("a", "q1"), [2, 1]),
    (("c", "q1"), [None, None]),
]
"""Four people in two units and two quarters, and one who answered nothing."""


def counted(**options: Any) -> Tally:
    return Tally.of_scores(
        ["x", "y"], [row for _, row in FOUND], groups=[g for g, _ in FOUND], by=["unit", "q"], **options
    )


def test_rows_are_counted_by_group_and_those_without_an_answer_are_not() -> None:
    tally = counted()
    assert (tally.elements, tally.low, tally.high, tally.by) == (("x", "y"), 1, 4, ("unit", "q"))
    assert (tally.moments, dict(tally.faults), tally.complete_known) == (False, {}, True)
    assert list(tally.groups) == [("a", "q1"), ("a", "q2"), ("b", "q1")]
    assert tally.groups["a", "q1"] == Counts(1, 1, {"x": {2: 1}, "y": {1: 1}}, {"x": {2: 1}, "y": {}})
    assert tally.groups["a", "q2"] == Counts(0, 1, {"x": {}, "y": {}}, {"x": {}, "y": {HALF: 1}})
    assert tally.groups["b", "q1"] == Counts(1, 0, {"x": {4: 1}, "y": {3: 1}}, {"x": {}, "y": {}})
    assert tally.total == Counts(2, 2, {"x": {4: 1, 2: 1}, "y": {3: 1, 1: 1}}, {"x": {2: 1}, "y": {HALF: 1}})


def test_moments_are_the_sums_over_those_who_answered_both() -> None:
    tally = counted(moments=True)
    assert tally.moments
    assert tally.groups["a", "q1"].moments == {
        ("x", "x"): PairSums(2, 4, 4, 8), ("x", "y"): PairSums(1, 2, 1, 2), ("y", "y"): PairSums(1, 1, 1, 1),
    }  # fmt: skip
    assert tally.total.moments == {
        ("x", "x"): PairSums(3, 8, 8, 24),
        ("x", "y"): PairSums(2, 6, 4, 14),
        ("y", "y"): PairSums(3, Fraction(15, 2), Fraction(15, 2), Fraction(89, 4)),
    }
    assert counted().total.moments is None


def test_moments_weigh_each_row_by_how_often_it_was_met() -> None:
    tally = Tally.of_patterns(["x", "y", "z"], {(): {(4, 3, 1): 2, (2, None, 3): 5, (None,) * 3: 9}}, moments=True)
    assert tally.total.moments == {
        ("x", "x"): PairSums(7, 18, 18, 52), ("x", "y"): PairSums(2, 8, 6, 24), ("y", "y"): PairSums(2, 6, 6, 18),
        ("x", "z"): PairSums(7, 18, 17, 38), ("y", "z"): PairSums(2, 6, 2, 6), ("z", "z"): PairSums(7, 17, 17, 47),
    }  # fmt: skip
    assert (tally.total.complete, tally.total.partial) == (2, 5)
    assert tally.total.partial_levels == {"x": {2: 5}, "y": {}, "z": {3: 5}}


def test_somebody_who_answered_nothing_hides_nobody_after() -> None:
    tally = Tally.of_patterns(["x", "y"], {(): {(None, None): 3, (4, 3): 2, (None, 1): 1}})
    assert tally.total == Counts(2, 1, {"x": {4: 2}, "y": {3: 2}}, {"x": {}, "y": {1: 1}})
    assert Tally.of_scores(["x"], [[None], [4], [None], [2]]).total.sum("x") == 6


def test_patterns_are_counted_on_the_scale_of_the_law_without_moments_unless_asked() -> None:
    tally = Tally.of_patterns(["x"], {(): {(1,): 2, (4,): 1}})
    assert tally == Tally.of_scores(["x"], [[1], [1], [4]])
    assert (tally.low, tally.high, tally.by, tally.moments, tally.total.moments) == (1, 4, (), False, None)
    for score in (0, 5):
        with pytest.raises(ikm.OptionError, match=f"{score} is not a score from 1 to 4"):
            Tally.of_patterns(["x"], {(): {(score,): 1}})


def test_patterns_come_with_their_faults_and_scale() -> None:
    tally = Tally.of_patterns(
        ["x"],
        {("a",): {(0,): 2, (5,): 1}},
        by=["unit"],
        low=0,
        high=5,
        faults={("x", "z"): 3, ("x", "a"): 1, ("x", "0"): 0},
    )
    assert (tally.low, tally.high, tally.by, tally.total.sum("x")) == (0, 5, ("unit",), 5)
    assert list(tally.faults.items()) == [(("x", "a"), 1), (("x", "z"), 3)]


@pytest.mark.parametrize("score", [1, 4, Fraction(1), HALF, None])
def test_scores_at_both_ends_of_the_scale_are_scores(score: Any) -> None:
    assert Tally.of_scores(["x", "y"], [[score, 2]]).total.respondents == 1


@pytest.mark.parametrize("score", [0, 5, -1, Fraction(9, 2), Fraction(1, 2), True, False, 2.0, "2"])
def test_what_is_off_the_scale_or_no_exact_number_is_refused(score: Any) -> None:
    with pytest.raises(ikm.OptionError, match="y: .* is not a score from 1 to 4"):
        Tally.of_scores(["x", "y"], [[None, score]])


def test_rows_groups_and_names_of_unequal_length_are_refused() -> None:
    with pytest.raises(ikm.OptionError, match="A row has 3 scores; the survey has 2 elements"):
        Tally.of_scores(["x", "y"], [[1, 2, 3]])
    with pytest.raises(ikm.OptionError, match=r"A group \('a',\) needs one name for each of \['unit', 'q'\]"):
        Tally.of_scores(["x"], [[1]], groups=[("a",)], by=["unit", "q"])
    with pytest.raises(ValueError, match=r"zip\(\)"):
        Tally.of_scores(["x"], [[1], [2]], groups=[("a",)], by=["unit"])
    for elements in ([], ["x", "x"]):
        with pytest.raises(ikm.OptionError, match="counts each of its elements once"):
            Tally.of_scores(elements, [])


# ---- counting bytes


def test_codes_count_as_the_levels_they_stand_for() -> None:
    levels: list[Any] = [1, HALF, 4]
    tally = Tally.of_codes(["x", "y"], [bytes([3, 2, 0, 1, 0, 0]), bytes([1, 0, 2, 1, 0, 0])], levels)
    assert tally.total == Counts(2, 2, {"x": {4: 1, 1: 1}, "y": {1: 2}}, {"x": {HALF: 1}, "y": {HALF: 1}})
    assert tally == Tally.of_scores(["x", "y"], [[4, 1], [HALF, None], [None, HALF], [1, 1], [None, None]])
    assert (tally.by, dict(tally.faults), tally.low, tally.high) == ((), {}, 1, 4)


def test_blanks_at_both_ends_of_a_column_are_found_in_their_rows() -> None:
    columns = [bytes([0, 4, 4, 4]), bytes([3, 3, 3, 0]), bytes([2, 2, 2, 2])]
    tally = Tally.of_codes(["x", "y", "z"], columns, [1, 2, 3, 4])
    assert tally.total == Counts(2, 2, {"x": {4: 2}, "y": {3: 2}, "z": {2: 2}}, {"x": {4: 1}, "y": {3: 1}, "z": {2: 2}})


def test_without_a_blank_every_questionnaire_is_complete() -> None:
    tally = Tally.of_codes(["x", "y"], [bytes([1, 2]), bytes([3, 4])], [1, 2, 3, 4])
    assert tally.total == Counts(2, 0, {"x": {1: 1, 2: 1}, "y": {3: 1, 4: 1}}, {"x": {}, "y": {}})


def test_codes_of_nobody_count_nobody() -> None:
    assert Tally.of_codes(["x"], [b""], [1, 2]) == Tally(("x",), 1, 4)
    assert Tally.of_codes(["x", "y"], [bytes(3), bytes(3)], [1, 2]) == Tally(("x", "y"), 1, 4)
    with pytest.raises(ikm.OptionError, match="each of its elements once"):
        Tally.of_codes([], [], [1])


def test_codes_take_another_scale_and_faults_with_them() -> None:
    tally = Tally.of_codes(["x"], [bytes([1, 2])], [0, 5], low=0, high=5, faults={("x", "answer-off-scale"): 2})
    assert (tally.low, tally.high, tally.total.sum("x"), dict(tally.faults)) == (
        0,
        5,
        5,
        {("x", "answer-off-scale"): 2},
    )
    with pytest.raises(ikm.OptionError, match="5 is not a score from 1 to 4"):
        Tally.of_codes(["x"], [bytes([1])], [1, 5])


def test_columns_of_unequal_number_or_length_are_no_survey() -> None:
    with pytest.raises(ValueError, match=r"zip\(\)"):
        Tally.of_codes(["x", "y"], [bytes([1])], [1])
    with pytest.raises(ValueError, match=r"zip\(\)"):
        Tally.of_codes(["x"], [bytes([1]), bytes([1])], [1])


# ---- merging and regrouping


def test_merging_adds_groups_faults_and_moments_and_keeps_the_rest() -> None:
    one = counted(moments=True)
    two = replace(
        Tally.of_scores(
            ["x", "y"], [[1, 1], [3, 3]], groups=[("a", "q1"), ("d", "q1")], by=["unit", "q"], moments=True
        ),
        faults={("x", "answer-off-scale"): 2},
    )
    both = Tally.merged([one, replace(one.empty(), faults={("x", "answer-off-scale"): 1}), two])
    assert list(both.groups) == [("a", "q1"), ("a", "q2"), ("b", "q1"), ("d", "q1")]
    assert both.groups["a", "q1"].complete_levels == {"x": {1: 1, 2: 1}, "y": {1: 2}}
    assert both.groups["a", "q1"].moments == {
        ("x", "x"): PairSums(3, 5, 5, 9), ("x", "y"): PairSums(2, 3, 2, 3), ("y", "y"): PairSums(2, 2, 2, 2),
    }  # fmt: skip
    assert both.groups["b", "q1"] == one.groups["b", "q1"]
    assert dict(both.faults) == {("x", "answer-off-scale"): 3}
    assert (both.elements, both.by, both.moments, both.complete_known) == (("x", "y"), ("unit", "q"), True, True)
    assert both == one + two + replace(one.empty(), faults={("x", "answer-off-scale"): 1})
    assert Tally.merged([one]) == one == sum([one])


def test_one_tally_that_does_not_tell_complete_questionnaires_makes_the_whole_not_tell() -> None:
    told, untold = counted(), replace(counted(), complete_known=False)
    assert [Tally.merged(pair).complete_known for pair in ([told, told], [told, untold], [untold, told])] == [
        True, False, False,
    ]  # fmt: skip
    assert (untold.empty().complete_known, untold.regroup("unit").complete_known) == (True, False)


def test_unlike_tallies_are_refused_wherever_they_stand() -> None:
    one = counted()
    for other, words in (
        (Tally(("x",), 1, 4, ("unit", "q")), r"different elements .*: \('x', 'y'\) and \('x',\)"),
        (replace(one, low=0), "different lowest score .*: 1 and 0"),
        (replace(one, high=5), "different highest score .*: 4 and 5"),
        (replace(one.regroup("unit")), r"different grouping .*: \('unit', 'q'\) and \('unit',\)"),
        (counted(moments=True), "different moments .*: False and True"),
    ):
        with pytest.raises(ikm.OptionError, match=words):
            Tally.merged([one, one, other])
    with pytest.raises(ikm.OptionError, match=r"^There is no tally to merge\.$"):
        Tally.merged([])


def test_regrouping_adds_what_falls_together() -> None:
    tally = replace(counted(moments=True), faults={("x", "answer-off-scale"): 2})
    units = tally.regroup("unit")
    assert units.by == ("unit",)
    assert list(units.groups) == [("a",), ("b",)]
    assert units.groups["a",] == Counts(
        1, 2, {"x": {2: 1}, "y": {1: 1}}, {"x": {2: 1}, "y": {HALF: 1}},
        {("x", "x"): PairSums(2, 4, 4, 8), ("x", "y"): PairSums(1, 2, 1, 2),
         ("y", "y"): PairSums(2, Fraction(9, 2), Fraction(9, 2), Fraction(53, 4))},
    )  # fmt: skip
    assert (units.moments, dict(units.faults)) == (True, {("x", "answer-off-scale"): 2})
    turned = tally.regroup(["q", "unit"])
    assert turned.by == ("q", "unit")
    assert list(turned.groups) == [("q1", "a"), ("q1", "b"), ("q2", "a")]
    assert turned.groups["q1", "b"] == tally.groups["b", "q1"]
    assert tally.regroup().by == ()
    assert tally.regroup().groups == {(): tally.total}


def test_a_grouping_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ikm.OptionError, match=r"not grouped by 'kota'; it is grouped by unit, q\.") as refused:
        counted().regroup(["unit", "kota"])
    assert refused.value.words("id") == "Rekapitulasi ini tidak dikelompokkan menurut 'kota'; yang ada: unit, q."
    with pytest.raises(ikm.OptionError, match=r"it is grouped by nothing\.") as none:
        counted().regroup().regroup("unit")
    assert none.value.words("id").endswith("yang ada: tidak ada.")


def test_an_empty_tally_keeps_the_survey_and_nobody() -> None:
    empty = replace(counted(moments=True), faults={("x", "z"): 1}).empty()
    assert (empty.elements, empty.by, empty.moments) == (("x", "y"), ("unit", "q"), True)
    assert (dict(empty.groups), dict(empty.faults), empty.total.respondents) == ({}, {}, 0)


def test_a_tally_survives_pickling_to_the_last_count() -> None:
    tally = replace(counted(moments=True), faults={("x", "z"): 1}, complete_known=False)
    again = pickle.loads(pickle.dumps(tally))
    assert again == tally
    assert (again.complete_known, again.moments, dict(again.faults)) == (False, True, {("x", "z"): 1})


def test_sums_of_tallies_begin_at_nothing_and_at_nothing_else() -> None:
    assert 0 + counted() == counted()
    strangers: list[Any] = [1, None, "x"]
    for other in strangers:
        with pytest.raises(TypeError):
            other + counted()
        with pytest.raises(TypeError):
            counted() + other
