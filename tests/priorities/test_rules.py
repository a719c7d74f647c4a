"""Recommendations: each rule with the figures it rests on, at and beside its edge; nothing of hidden groups."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.priorities import Recommendation

HEADER = ["Loket", *[f"U{number}" for number in range(1, 8)], "U8 pengaduan", "U9 sarana"]
RISING = [2, 3, 3, 3, 4, 4, 4, 4, 4]


def rules(found: tuple[Recommendation, ...]) -> dict[str, list[str]]:
    return {one.code: [reason.rule for reason in one.reasons] for one in found}


def scored(rows: list[list[Any]], **options: Any) -> ikm.IKMResult:
    return ikm.score([HEADER, *rows], weight="exact", **options)


def test_each_rule_by_hand() -> None:
    # The mean of 2, 3, 3, 3, 4, 4, 4, 4, 4 is 31/9: IKM 86.11, B.  U1 converts to 50 (D), U2 to U4 to 75 (C).
    result = ikm.score([RISING] * 10, weight="exact", target=75)
    found = ikm.recommendations(result)
    assert rules(found) == {
        "U1": ["below-target", "below-grade", "lowest", "below-ikm"],
        "U2": ["below-grade", "lowest", "below-ikm"],
        "U3": ["below-grade", "lowest", "below-ikm"],
        "U4": ["below-grade", "lowest", "below-ikm"],
    }
    target, grade, lowest, index = found[0].reasons
    assert (target.value, target.against) == (50.0, 75.0)
    assert (grade.mutu, grade.against_mutu) == ("D", "B")
    assert lowest.value == 2.0
    assert (index.value, index.against) == (50.0, 86.11)
    assert [(one.programme, one.quarter, one.person) for one in found] == [("", "", "")] * 4


def test_the_lowest_mean_stands_first() -> None:
    found = ikm.recommendations(ikm.score([[4, 3, 2, 4, 4, 4, 4, 4, 3]] * 10, weight="exact"))
    assert [one.code for one in found] == ["U3", "U2", "U9"]
    assert [one.nrr for one in found] == [2.0, 3.0, 3.0]


def test_three_lowest_and_no_fourth_that_is_higher() -> None:
    rows = [[4, 4, 4, 4, 4, 4, 4, 4, 4]] * 8 + [[3, 3, 3, 3, 4, 4, 4, 4, 4]] + [[3, 3, 3, 4, 4, 4, 4, 4, 4]]
    found = rules(ikm.recommendations(ikm.score(rows, weight="exact")))
    assert [code for code, why in found.items() if "lowest" in why] == ["U1", "U2", "U3"]
    assert found["U4"] == ["below-ikm"]


def test_nothing_where_all_are_alike() -> None:
    assert ikm.recommendations(ikm.score([[3] * 9] * 10, weight="exact")) == ()


def test_a_target_that_is_reached_to_the_digit_is_no_reason() -> None:
    at = ikm.score([RISING] * 10, weight="exact", target=50)
    assert "below-target" not in rules(ikm.recommendations(at))["U1"]
    above = ikm.score([RISING] * 10, weight="exact", target=50.01)
    assert "below-target" in rules(ikm.recommendations(above))["U1"]


@pytest.mark.parametrize(("then", "wider"), [(50.01, True), (50, False), (49.99, False)])
def test_a_gap_is_wider_when_it_grew(then: float, wider: bool) -> None:
    result = ikm.score([RISING] * 10, weight="exact")
    trend = ikm.compare({"2025": {"ikm": 86.11, "elements": {"U1": then}}, "2026": result})
    (first, *_) = ikm.recommendations(result, trend)
    gaps = [reason for reason in first.reasons if reason.rule == "wider-gap"]
    assert bool(gaps) is wider
    if gaps:
        assert (gaps[0].before, gaps[0].value, gaps[0].against) == (36.1, 36.11, 86.11)


def test_an_element_above_the_index_has_no_gap() -> None:
    result = ikm.score([RISING] * 10, weight="exact")
    trend = ikm.compare({"2025": {"ikm": 90, "elements": {"U9": 100}}, "2026": result})
    assert "U9" not in rules(ikm.recommendations(result, trend))


def test_of_several_periods_the_last_two_are_compared() -> None:
    result = ikm.score([RISING] * 10, weight="exact")
    trend = ikm.compare(
        {"2024": {"ikm": 86, "elements": {"U1": 86}}, "2025": {"ikm": 90, "elements": {"U1": 40}}, "2026": result}
    )
    assert "wider-gap" not in rules(ikm.recommendations(result, trend))["U1"]


def test_a_trend_of_other_figures_is_refused() -> None:
    result = ikm.score([RISING] * 10, weight="exact")
    with pytest.raises(ikm.OptionError, match=r"The trend ends in 82.24, and the result is 86.11"):
        ikm.recommendations(result, ikm.compare({"2024": 80, "2025": 82.24}))


def test_an_instrument_of_ones_own_must_be_given() -> None:
    result = ikm.score([RISING] * 10)
    other = result.model_copy(
        update={"provenance": result.provenance.model_copy(update={"regulation": "own", "regulation_sha256": "0"})}
    )
    with pytest.raises(ikm.OptionError, match="give it with regulation="):
        ikm.recommendations(other)
    law = ikm.load_regulation()
    kept = result.provenance.model_copy(update={"regulation": "own", "regulation_sha256": law.digest})
    mine = result.model_copy(update={"provenance": kept})
    assert ikm.recommendations(mine, regulation=law) == ikm.recommendations(result)


def test_three_that_differ_are_lowest_and_the_fourth_is_not() -> None:
    # Means 2, 2.5, 3 and 3.5, the others 4.
    rows = [[2, 2, 3, 3, 4, 4, 4, 4, 4], [2, 3, 3, 4, 4, 4, 4, 4, 4]] * 5
    found = rules(ikm.recommendations(ikm.score(rows, weight="exact")))
    assert [code for code, why in found.items() if "lowest" in why] == ["U1", "U2", "U3"]


def test_all_but_the_highest_are_lowest_where_they_are_alike() -> None:
    found = rules(ikm.recommendations(ikm.score([[3, 3, 3, 3, 4, 3, 3, 3, 3]] * 10, weight="exact")))
    assert [code for code, why in found.items() if "lowest" in why] == [f"U{n}" for n in (1, 2, 3, 4, 6, 7, 8, 9)]


def test_each_table_of_groups_is_asked_by_itself() -> None:
    # By month the answers are alike; by counter B is behind in U1.
    rows = [[place % 2, *row] for place, row in enumerate(GROUPS)]
    result = ikm.score([["Bulan", *HEADER], *rows], weight="exact", by=["Bulan", "Loket"], statistics=True)
    (first,) = ikm.recommendations(result)
    assert [one.group for one in first.reasons if one.rule == "left-behind"] == [{"Loket": "B"}]


GROUPS = [["A", *[4] * 9]] * 20 + [["B", 2, *[4] * 8]] * 12


def test_a_group_left_behind_is_evidence() -> None:
    # U1: 20 fours and 12 twos, 104/32 = 3.25, 81.25: B.  Group B has 2, 50: D.
    (first,) = ikm.recommendations(scored(GROUPS, by="Loket"))
    behind = [reason for reason in first.reasons if reason.rule == "left-behind"]
    assert [(one.group, one.value, one.mutu, one.against_mutu) for one in behind] == [({"Loket": "B"}, 2.0, "D", "B")]


def test_groups_that_were_tested_are_evidence_only_beyond_chance() -> None:
    sure = ikm.recommendations(scored(GROUPS, by="Loket", statistics=True))
    assert "left-behind" in rules(sure)["U1"]
    # B has 10 of 11 fours and one 1: 41/11 converts to 93.2, A is a little above: alike but for chance.
    near = [["A", *[4] * 9]] * 30 + [["B", *[4] * 9]] * 8 + [["B", 1, *[4] * 8]] * 2
    assert "left-behind" in rules(ikm.recommendations(scored(near, by="Loket")))["U1"]
    mild = [["A", 4, *[4] * 8]] * 20 + [["A", 3, *[4] * 8]] * 10 + [["B", 3, *[4] * 8]] * 6 + [["B", *[4] * 9]] * 5
    assert "left-behind" in rules(ikm.recommendations(scored(mild, by="Loket")))["U1"]
    assert "left-behind" not in rules(ikm.recommendations(scored(mild, by="Loket", statistics=True)))["U1"]


@given(st.lists(st.integers(1, 4), min_size=9, max_size=9))
def test_a_hidden_group_is_no_evidence(scores: list[int]) -> None:
    rows = [*GROUPS, *[["C", *scores]] * 6, *[["D", *scores]] * 6]
    found = ikm.recommendations(scored(rows, by="Loket"))
    named = {group["Loket"] for one in found for reason in one.reasons if (group := reason.group) is not None}
    assert not named & {"C", "D"}


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=12))
def test_every_reason_holds(rows: list[list[int]]) -> None:
    result = ikm.score(rows, weight="exact", target=80)
    for one in ikm.recommendations(result):
        for reason in one.reasons:
            if reason.rule in {"below-target", "below-ikm"}:
                assert reason.value is not None
                assert reason.value < (reason.against or 0)
            if reason.rule == "below-grade":
                assert (reason.mutu or "") > (reason.against_mutu or "")
