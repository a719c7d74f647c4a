"""The algebra of tallies, and how scoring behaves, as properties."""

from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.regulation import load_regulation
from ikm.scoring.scores import score_tally
from ikm.tallies.tally import Counts, Tally

KEYS = tuple(element.key for element in load_regulation().elements)
Rows = list[tuple[Any, ...]]

scores = st.one_of(st.none(), st.integers(1, 4))
rows = st.lists(st.tuples(*[scores] * 9), max_size=25)
full_rows = st.lists(st.tuples(*[st.integers(1, 4)] * 9), min_size=1, max_size=25)
grouped = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.tuples(*[scores] * 9)), max_size=25)


def tally(found: Rows, *, moments: bool = False) -> Tally:
    return Tally.of_scores(KEYS, found, moments=moments)


def tally_by(found: list[tuple[str, tuple[Any, ...]]]) -> Tally:
    return Tally.of_scores(KEYS, [row for _, row in found], groups=[(g,) for g, _ in found], by=["unit"], moments=True)


@given(grouped, grouped)
def test_merging_is_counting_together(one: Any, two: Any) -> None:
    assert tally_by(one) + tally_by(two) == tally_by(one + two)


@given(grouped, grouped, grouped)
def test_merging_does_not_depend_on_grouping_or_order(one: Any, two: Any, three: Any) -> None:
    a, b, c = tally_by(one), tally_by(two), tally_by(three)
    assert (a + b) + c == a + (b + c) == c + (b + a)


@given(grouped)
def test_an_empty_tally_changes_nothing(found: Any) -> None:
    one = tally_by(found)
    assert one + one.empty() == one == one.empty() + one
    assert sum([one, one.empty()]) == one


@given(rows, st.integers(1, 7))
def test_chunks_count_as_the_whole(found: Rows, size: int) -> None:
    chunks = [tally(found[i : i + size], moments=True) for i in range(0, len(found), size)]
    whole = tally(found, moments=True)
    assert sum(chunks, whole.empty()) == whole


@given(rows)
def test_counts_are_those_of_a_plain_loop(found: Rows) -> None:
    total = tally(found, moments=True).total
    answered = [row for row in found if any(score is not None for score in row)]
    assert total.respondents == len(answered)
    assert total.complete == sum(None not in row for row in answered)
    for i, key in enumerate(KEYS):
        met = [row[i] for row in answered if row[i] is not None]
        assert (total.sum(key), total.filled(key), total.blank(key)) == (sum(met), len(met), len(answered) - len(met))
        complete = [row[i] for row in answered if None not in row]
        assert (total.sum(key, "complete"), total.filled(key, "complete")) == (sum(complete), len(complete))
        assert total.blank(key, "complete") == 0
    assert total.moments is not None
    both = [(row[0], row[3]) for row in found if row[0] is not None and row[3] is not None]
    m = total.moments[KEYS[0], KEYS[3]]
    assert (m.n, m.sum_a, m.sum_b, m.sum_ab) == (
        len(both), sum(a for a, _ in both), sum(b for _, b in both), sum(a * b for a, b in both),
    )  # fmt: skip


@given(grouped)
def test_a_tally_survives_pickling_and_merging_its_groups(found: Any) -> None:
    one = tally_by(found)
    assert pickle.loads(pickle.dumps(one)) == one
    assert one.regroup().total == one.total == tally([row for _, row in found], moments=True).total


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Tally(("a",), 1, 4), "different elements"),
        (Tally(KEYS, 0, 4), "different lowest score"),
        (Tally(KEYS, 1, 5), "different highest score"),
        (Tally(KEYS, 1, 4, ("unit",)), "different grouping"),
        (Tally(KEYS, 1, 4, moments=True), "different moments"),
    ],
)
def test_unlike_tallies_are_refused_with_the_difference(other: Tally, words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        tally([]) + other


def test_a_tally_adds_to_tallies_only() -> None:
    with pytest.raises(TypeError):
        tally([]) + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        1 + tally([])


@pytest.mark.parametrize("row", [(5, *[1] * 8), (0, *[1] * 8), (True, *[1] * 8), (2.5, *[1] * 8), ("4", *[1] * 8)])
def test_only_scores_on_the_scale_are_counted(row: Any) -> None:
    with pytest.raises(ikm.OptionError, match=f"persyaratan: {row[0]!r} is not a score from 1 to 4"):
        tally([row])


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ikm.OptionError, match="8 scores; the survey has 9"):
        tally([(1,) * 8])
    with pytest.raises(ikm.OptionError, match="one name for each"):
        Tally.of_scores(["a"], [[1]], groups=[("x", "y")], by=["unit"])
    with pytest.raises(ikm.OptionError, match="each of its elements once"):
        Tally(("a", "a"), 1, 4)
    with pytest.raises(ikm.OptionError, match="a: 2 answers cannot be of 1 questionnaire"):
        Counts(1, 0, {"a": {1: 2}}, {"a": {}})
    with pytest.raises(ikm.OptionError, match="a: 0 answers cannot be of 1 questionnaire"):
        Counts(1, 0, {"a": {}}, {"a": {}})
    with pytest.raises(ikm.OptionError, match="cannot be of"):
        Counts(0, 1, {"a": {}}, {"a": {1: -1}})


def test_counts_cannot_be_changed() -> None:
    counts = tally([(1,) * 9]).total
    with pytest.raises(TypeError):
        counts.complete_levels["biaya"] = {}  # type: ignore[index]
    with pytest.raises(AttributeError):
        counts.complete = 5  # type: ignore[misc]


@given(full_rows, st.sampled_from(["0.111", "exact", "0.11"]))
def test_the_index_lies_between_its_bounds(found: Rows, weight: str) -> None:
    result = score_tally(tally(found), weight=weight)
    k = {"0.111": Fraction("0.999"), "exact": Fraction(1), "0.11": Fraction("0.99")}[weight]
    assert 25 * k <= Fraction(result.ikm_exact) <= 100 * k
    assert min(e.nrr for e in result.elements) <= result.nrr_weighted / float(k) * (1 + 1e-12)


@given(full_rows, st.integers())
def test_the_order_of_respondents_never_matters(found: Rows, seed: int) -> None:
    shuffled = found[:]
    Random(seed).shuffle(shuffled)
    assert score_tally(tally(shuffled)) == score_tally(tally(found))


@given(full_rows, st.data())
def test_raising_an_answer_never_lowers_the_index(found: Rows, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(found) - 1))
    j = data.draw(st.integers(0, 8))
    better = list(found)
    row = list(found[i])
    row[j] = min(4, row[j] + 1)
    better[i] = tuple(row)
    assert score_tally(tally(better)).ikm >= score_tally(tally(found)).ikm


@given(full_rows)
def test_without_blanks_both_handlings_agree(found: Rows) -> None:
    available, complete = (score_tally(tally(found), missing=m) for m in ("available", "complete"))
    assert available.ikm_exact == complete.ikm_exact
    assert available.blanks is None


@given(st.fractions(25, 100, max_denominator=10**6))
def test_every_index_lies_in_exactly_one_band(index: Fraction) -> None:
    law = load_regulation()
    rounded = law.round_index(index)
    inside = [band for band in law.bands if band.low <= rounded <= band.high]
    assert inside == [ikm.grade(index)]


def test_a_blank_is_never_zero_and_the_other_handling_is_told() -> None:
    found: Rows = [(4,) * 9, (2,) * 9, (None, *[2] * 8)] * 10
    result = score_tally(tally(found), weight="exact")
    assert result.elements["persyaratan"].nrr == 3.0
    assert result.elements["persyaratan"].blank == 10
    assert result.blanks is not None
    assert (result.blanks.respondents, result.blanks.answers, result.blanks.other_ikm) == (10, 10, 75.0)
    other = score_tally(tally(found), weight="exact", missing="complete")
    assert (other.ikm, other.respondents) == (75.0, 20)
    assert other.blanks is not None
    assert other.blanks.other_ikm == result.ikm


def test_when_only_partial_questionnaires_exist_the_other_handling_has_no_figure() -> None:
    found: Rows = [(None, *[2] * 8), (*[2] * 8, None)]
    result = score_tally(tally(found))
    assert result.blanks is not None
    assert result.blanks.other_ikm is None
    with pytest.raises(ikm.ResponseError, match="no respondent to count"):
        score_tally(tally(found), missing="complete")


def test_an_element_nobody_answered_is_refused_by_name() -> None:
    with pytest.raises(ikm.ResponseError, match="U1 Requirements: none of 1 respondent answered it"):
        score_tally(tally([(None, *[2] * 8)]))


def test_no_respondents_is_refused() -> None:
    with pytest.raises(ikm.ResponseError, match="no respondent"):
        score_tally(tally([]))


def test_counts_on_another_scale_are_refused_and_never_scored() -> None:
    for low, high in ((1, 5), (0, 4)):
        other = Tally.of_scores(["a", "b"], [(4, high)], low=low, high=high)
        with pytest.raises(
            ikm.ResponseError, match=f"the scale {low}–{high}, the regulation 1–4; .* never converted"
        ) as e:
            ikm.score(other)
        assert [finding.code for finding in e.value.findings] == ["survey-other-scale"]


def test_fractional_levels_are_exact() -> None:
    result = score_tally(Tally.of_scores(["a", "b"], [(Fraction(5, 3), 2), (Fraction(7, 2), 4)]), weight="exact")
    assert result.ikm_exact == str((Fraction(31, 12) + 3) / 2 * 25)
    assert result.elements["a"].counts == {"1": 0, "5/3": 1, "2": 0, "3": 0, "3.5": 1, "4": 0}
    assert result.elements["a"].total == pytest.approx(31 / 6)


def test_ties_for_lowest_and_highest_are_all_named() -> None:
    result = score_tally(tally([(1, 1, *[2] * 5, 4, 4)]))
    assert (result.lowest, result.highest) == (("persyaratan", "prosedur"), ("pengaduan", "sarana"))


def test_targets_are_compared_with_the_published_index() -> None:
    found: Rows = [(3,) * 9]
    target = score_tally(tally(found), weight="exact", target=75).target
    assert target is not None
    assert (target.reached, target.achievement_percent) == (True, 100.0)
    missed = score_tally(tally(found), weight="exact", target=81.5).target
    assert missed is not None
    assert (missed.reached, missed.achievement_percent) == (False, 92.02)
    for wrong in (0, -5, 101, "81", True, float("nan")):
        with pytest.raises(ikm.OptionError, match="target"):
            score_tally(tally(found), target=wrong)  # type: ignore[arg-type]


def test_a_wrong_handling_of_blanks_is_refused() -> None:
    with pytest.raises(ikm.OptionError, match='missing is "available" or "complete"'):
        score_tally(tally([(3,) * 9]), missing="drop")  # type: ignore[arg-type]


def groups_of(sizes: dict[str, int]) -> Tally:
    names = [name for name, size in sizes.items() for _ in range(size)]
    return Tally.of_scores(KEYS, [(3,) * 9] * len(names), groups=[(n,) for n in names], by=["unit"])


def test_small_groups_are_hidden_with_the_next_smallest() -> None:
    result = score_tally(groups_of({"a": 40, "b": 20, "c": 9}))
    assert result.groups is not None
    assert [(g.group["unit"], g.hidden, g.respondents, g.ikm) for g in result.groups] == [
        ("a", False, 40, 74.93), ("b", True, None, None), (None, True, None, None),
    ]  # fmt: skip


def test_hidden_groups_together_hold_the_minimum() -> None:
    result = score_tally(groups_of({"a": 40, "b": 20, "c": 3, "d": 2}))
    assert [g.hidden for g in result.groups or ()] == [False, True, True]
    assert result.groups is not None
    assert result.groups[-1].merged == 2


def test_the_minimum_goes_down_to_five() -> None:
    assert [g.hidden for g in score_tally(groups_of({"a": 5, "b": 6}), minimum_group=5).groups or ()] == [False, False]
    with pytest.raises(ikm.OptionError, match="at least 5"):
        score_tally(groups_of({"a": 5}), minimum_group=4)


def test_a_group_with_an_unanswered_element_has_no_index() -> None:
    found = [((3,) * 9, ("a",))] * 12 + [((None, *[3] * 8), ("b",))] * 12
    both = Tally.of_scores(KEYS, [row for row, _ in found], groups=[g for _, g in found], by=["unit"])
    groups = score_tally(both).groups or ()
    assert [(g.ikm, g.hidden) for g in groups] == [(74.93, False), (None, False)]


def test_the_same_tally_gives_the_same_bytes() -> None:
    found: Rows = [(1, 2, 3, 4, 1, 2, 3, 4, None), (4,) * 9]
    assert score_tally(tally(found)).model_dump_json() == score_tally(tally(found)).model_dump_json()


@given(rows)
def test_counting_columns_is_counting_rows(found: Rows) -> None:
    columns = [bytes(0 if row[i] is None else row[i] for row in found) for i in range(9)]
    assert Tally.of_codes(KEYS, columns, [1, 2, 3, 4]) == tally(found)


def test_codes_stand_for_levels_on_the_scale_only() -> None:
    with pytest.raises(ikm.OptionError, match="5 is not a score from 1 to 4"):
        Tally.of_codes(["a"], [b"\x01"], [1, 5])


def test_answers_that_could_not_be_used_go_with_the_tally_and_stop_scoring() -> None:
    rows: Any = [[4] * 9, [3] * 8 + [7], [3] * 8 + ["lumayan deh"]]
    counted = ikm.load([[*KEYS], *rows]).tally()
    assert dict(counted.faults) == {("sarana", "answer-off-scale"): 1, ("sarana", "answer-free-text"): 1}
    assert sum((counted + counted).faults.values()) == 4
    with pytest.raises(ikm.ResponseError, match=r"U9 .* 1 answer cannot be used \(answer-free-text\)") as refused:
        ikm.score(counted)
    assert [finding.code for finding in refused.value.findings] == ["survey-answers-unusable"] * 2 + [
        "survey-answers-blank"
    ]
    result = ikm.score(counted, invalid="blank")
    assert result.findings_total["survey-invalid-blanked"] == 1
    assert result.provenance.options["invalid"] == "blank"
    assert result.elements["sarana"].blank == 2


def test_regrouping_keeps_every_count() -> None:
    found: Any = [(("a", "1"), [4, 3]), (("a", "2"), [2, None]), (("b", "1"), [1, 1])]
    one = Tally.of_scores(["x", "y"], [r for _, r in found], groups=[g for g, _ in found], by=["unit", "kuartal"])
    assert list(one.regroup("unit").groups) == [("a",), ("b",)]
    assert one.regroup(["kuartal", "unit"]).groups["2", "a"] == one.groups["a", "2"]
    assert one.regroup("unit").regroup().total == one.total
    with pytest.raises(ikm.OptionError, match="not grouped by 'kota'; it is grouped by unit, kuartal"):
        one.regroup("kota")


def test_merging_many_at_once_is_adding_them() -> None:
    tallies = [Tally.of_scores(["x"], [[1], [2]]), Tally.of_scores(["x"], [[4]]), Tally.of_scores(["x"], [])]
    assert Tally.merged(tallies) == sum(tallies)
    with pytest.raises(ikm.OptionError, match="no tally to merge"):
        Tally.merged([])


def test_counts_that_do_not_tell_complete_questionnaires_say_so() -> None:
    told = Tally.of_scores(KEYS, [[4] * 9, [3] * 8 + [None]])
    untold = replace(told, complete_known=False)
    assert not (told + untold).complete_known
    assert ikm.score(untold).ikm == ikm.score(told).ikm
    blanks = ikm.score(untold).blanks
    assert blanks is not None
    assert (blanks.respondents, blanks.other_respondents, blanks.other_ikm) == (None, None, None)
    with pytest.raises(ikm.OptionError, match="do not tell which questionnaires are complete"):
        ikm.score(untold, missing="complete")
