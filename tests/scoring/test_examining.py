"""The statistics of a result: filled from rows or counts, of the groups that are shown and of no other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import ELEMENTS, Reference, references

import ikm
from ikm.scoring.statistics import GroupComparison, Statistics
from ikm.statistics import compare, examine, holm
from ikm.tallies import Tally

HEADER = ["Loket", *[f"U{number}" for number in range(1, 8)], "U8 pengaduan", "U9 sarana"]
GROUPED = {name: one for name, one in references().items() if one.groups}

Row = list[Any]


def examined(rows: list[Row], header: list[str] = HEADER, by: Any = "Loket", **options: Any) -> Statistics:
    found = ikm.score([header, *rows], by=by, statistics=True, **options).statistics
    assert found is not None
    return found


def compared(rows: list[Row], **options: Any) -> GroupComparison:
    (found,) = examined(rows, **options).groups
    return found


def of(survey: Reference) -> list[Row]:
    return [[group, *row] for group, row in zip(survey.groups, survey.rows, strict=True)]


def alike(group: str, scores: dict[int, int]) -> list[Row]:
    """Make respondents who answer one thing throughout."""
    return [[group, *[score] * 9] for score, times in scores.items() for _ in range(times)]


THREE = [*alike("A", {4: 9, 3: 3}), *alike("B", {4: 3, 3: 9}), *alike("C", {4: 6, 3: 6})]


@pytest.mark.parametrize("name", GROUPED)
def test_a_result_says_what_r_says(name: str) -> None:
    survey = GROUPED[name]
    expected, pair = survey.expected, survey.expected["pairs"][0]
    found = examined(of(survey))
    assert found.reliability.alpha == pytest.approx(expected["alpha_direct"], rel=1e-9)
    assert [item.item_rest for item in found.reliability.items] == pytest.approx(
        expected["item_rest_r_direct"], rel=1e-9
    )
    (groups,) = found.groups
    assert [one["Loket"] for one in groups.groups] == expected["group_levels"]
    assert [one.p for one in groups.elements] == pytest.approx(pair["items"]["p_without_continuity"], rel=1e-9)
    assert [one.p_holm for one in groups.elements] == pytest.approx(
        pair["items"]["p_holm_without_continuity"], rel=1e-9
    )
    assert [one.u for one in groups.elements] == pair["items"]["U"]
    assert (groups.index.u, groups.index.answers) == (pair["index"]["U"], expected["n_complete"])
    assert groups.index.p == pytest.approx(pair["index"]["p_without_continuity"], rel=1e-9)
    assert groups.index.effect == pytest.approx(pair["index"]["rank_biserial"], rel=1e-9)
    assert groups.differ is (pair["index"]["p_without_continuity"] < 0.05)
    assert groups.index.significant is groups.differ


def test_three_groups_by_hand() -> None:
    # Eighteen 3s share rank 9.5 and eighteen 4s rank 27.5 of 36: A has 9 · 27.5 + 3 · 9.5 = 276, B 168, C 222.
    spread = Fraction(276**2 + 168**2 + 222**2, 12)
    h = (Fraction(12, 36 * 37) * spread - 3 * 37) / (1 - Fraction(2 * (18**3 - 18), 36**3 - 36))
    found = compared(THREE)
    assert [one["Loket"] for one in found.groups] == ["A", "B", "C"]
    assert (found.index.test, found.index.df, found.index.groups, found.index.answers) == ("kruskal-wallis", 2, 3, 36)
    assert found.index.h == float(h)
    assert {(one.h, one.df) for one in found.elements} == {(float(h), 2)}
    # Nine elements, all alike: Holm's correction multiplies by nine.
    assert {one.p_holm for one in found.elements} == {min(1, 9 * (found.index.p or 0))}
    assert (found.differ, found.left_out, found.near_ceiling) == (found.index.significant, 0, False)


def test_nothing_is_computed_that_was_not_asked_for() -> None:
    assert ikm.score([HEADER, *THREE], by="Loket").statistics is None
    assert ikm.score([HEADER, *THREE], by="Loket", statistics=False).statistics is None
    assert ikm.score([HEADER, *THREE], statistics=True).provenance.options["statistics"] is True
    assert examined(THREE, by=()).groups == ()


def test_a_result_with_statistics_is_frozen_and_reads_back() -> None:
    result = ikm.score([HEADER, *THREE], by="Loket", statistics=True)
    assert ikm.IKMResult.model_validate_json(result.model_dump_json()) == result
    assert json.loads(result.model_dump_json())["statistics"]["groups"][0]["index"]["key"] is None
    assert hash(result) == hash(ikm.score([HEADER, *THREE], by="Loket", statistics=True))


def test_counts_give_all_that_counts_can() -> None:
    responses = ikm.load([HEADER, *THREE], keep="Loket")
    whole = ikm.score(responses, by="Loket", statistics=True).statistics
    told = ikm.score(responses.tally("Loket", moments=True), by="Loket", statistics=True).statistics
    assert whole is not None
    assert told is not None
    assert (told.reliability.alpha_exact, told.reliability.items) == (
        whole.reliability.alpha_exact, whole.reliability.items,
    )  # fmt: skip
    assert (told.reliability.basis, told.reliability.interval_reason) == ("pairs", "not-from-counts")
    (mine,), (theirs,) = told.groups, whole.groups
    assert (mine.elements, mine.groups) == (theirs.elements, theirs.groups)
    assert (mine.index.reason, mine.index.p) == ("not-from-counts", None)
    assert mine.differ is any(one.significant for one in mine.elements)


def test_counts_without_products_compare_groups_all_the_same() -> None:
    responses = ikm.load([HEADER, *THREE], keep="Loket")
    told = ikm.score(responses.tally("Loket"), by="Loket", statistics=True).statistics
    assert told is not None
    assert (told.reliability.alpha, told.reliability.reason) == (None, "no-products")
    assert told.groups[0].elements == compared(THREE).elements


def test_merged_counts_say_what_the_whole_says() -> None:
    parts = [ikm.load([HEADER, *rows], keep="Loket").tally("Loket", moments=True) for rows in (THREE[:17], THREE[17:])]
    whole = ikm.load([HEADER, *THREE], keep="Loket").tally("Loket", moments=True)
    found = [ikm.score(one, by="Loket", statistics=True).statistics for one in (parts[0] + parts[1], whole)]
    assert found[0] == found[1]


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_an_engine_says_what_a_file_says(engine: str) -> None:
    columns = dict(zip(HEADER, map(list, zip(*of(GROUPED["n136"]), strict=True)), strict=True))
    makers: dict[str, Callable[[], Any]] = {
        "polars": lambda: pl.DataFrame(columns).lazy(),
        "pandas": lambda: pd.DataFrame(columns),
        "pyarrow": lambda: pa.table(columns),
    }
    counted = ikm.tally(makers[engine](), by="Loket", moments=True)
    told = ikm.score(counted, by="Loket", statistics=True).statistics
    whole = examined(of(GROUPED["n136"]))
    assert told is not None
    assert told.groups[0].elements == whole.groups[0].elements
    assert told.reliability.items == whole.reliability.items
    assert told.reliability.alpha_exact == whole.reliability.alpha_exact


def test_a_group_of_nine_takes_no_part() -> None:
    found = compared([*THREE, *alike("D", {1: 9})], minimum_group=5)
    assert [one["Loket"] for one in found.groups] == ["A", "B", "C"]
    assert found.left_out == 1
    assert (found.index, found.elements) == (compared(THREE).index, compared(THREE).elements)


def test_groups_too_small_are_said() -> None:
    found = compared([*alike("A", {4: 5, 3: 4}), *alike("B", {4: 9})], minimum_group=5)
    assert (found.groups, found.left_out, found.differ) == ((), 2, None)
    assert {one.reason for one in (found.index, *found.elements)} == {"few-groups"}


def test_an_element_that_few_of_a_group_answered_is_compared_without_that_group() -> None:
    rows = [*THREE, *alike("D", {4: 12})]
    for row in rows[-12:-9]:
        row[4] = None
    found = compared(rows, minimum_group=5)
    assert [one.groups for one in found.elements] == [4, 4, 4, 3, 4, 4, 4, 4, 4]
    only_d = compared([*alike("A", {4: 9, 3: 3}), *rows[-12:]], minimum_group=5)
    assert (only_d.elements[3].reason, only_d.elements[3].groups) == ("few", 1)


def test_answers_all_alike_are_not_compared() -> None:
    found = compared([*alike("A", {4: 12}), *alike("B", {4: 12})])
    assert {one.reason for one in (found.index, *found.elements)} == {"no-variance"}
    assert (found.differ, found.near_ceiling) == (None, True)


def test_near_the_ceiling_is_from_four_fifths_on() -> None:
    assert compared([*alike("A", {4: 9, 3: 3}), *alike("B", {4: 11, 3: 2})]).near_ceiling  # 20 of 25
    assert not compared([*alike("A", {4: 9, 3: 3}), *alike("B", {4: 10, 3: 3})]).near_ceiling  # 19 of 25


hidden = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=12, max_size=12)


@given(hidden, hidden)
def test_whatever_hidden_groups_answer_the_comparison_is_the_same(one: list[list[int]], two: list[list[int]]) -> None:
    """Two groups of six are hidden: what they answered changes no figure of the comparison."""
    found = []
    for answers in (one, two):
        rows = [["DE"[place % 2], *scores] for place, scores in enumerate(answers)]
        found.append(compared([*THREE, *rows]))
    assert found[0] == found[1]
    assert [group["Loket"] for group in found[0].groups] == ["A", "B", "C"]


@given(hidden)
def test_a_group_hidden_beside_a_small_one_takes_no_part(answers: list[list[int]]) -> None:
    """The next smallest is hidden, too, so that the small one cannot be had by difference."""
    rows = [*THREE, *alike("D", {2: 20}), *([["E", *answers[0]]])]
    found = compared(rows)
    shown = {group["Loket"] for group in found.groups}
    assert len(shown) == 3
    assert "E" not in shown
    assert found.left_out == 2


def test_few_with_blanks_are_not_told_by_the_respondents_indexes() -> None:
    """Of twelve eleven are complete: their indexes beside the counts of all twelve would tell the twelfth's answers."""
    rows = [*alike("A", {4: 9, 3: 3}), *alike("B", {4: 3, 3: 9})]
    rows[0] = ["A", 4, None, *[4] * 7]
    found = compared(rows)
    assert (found.index.p, found.index.reason) == (None, "blanks")
    assert found.differ is any(one.significant for one in found.elements)
    assert compared(rows, missing="complete").index.reason is None


def test_many_with_blanks_are_told_over_complete_questionnaires() -> None:
    rows = [*alike("A", {4: 20, 3: 10}), *alike("B", {4: 10, 3: 20})]
    for place in (*range(10), *range(30, 40)):
        rows[place] = [rows[place][0], None, *rows[place][2:]]
    found = compared(rows)
    complete: dict[str, Counter[int]] = {"A": Counter(), "B": Counter()}
    for row in rows:
        if None not in row:
            complete[row[0]][sum(row[1:])] += 1
    test = compare(complete)
    assert test is not None
    assert (found.index.answers, found.index.p, found.index.u) == (40, test.p, float(test.u or 0))


def test_own_weights_rank_respondents_by_their_own_index() -> None:
    keys = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]
    weight = dict.fromkeys(keys, "0.1") | {"persyaratan": "0.2"}
    # Alike in sum (A 4+3, B 3+4 in the first two); A gives the 4 to the element that counts twice.
    rows = [["A", 4, 3, *[3] * 7]] * 12 + [["B", 3, 4, *[3] * 7]] * 12
    assert compared(rows).index.reason == "no-variance"
    found = compared(rows, weight=weight).index
    assert (found.effect, found.significant) == (1.0, True)


def test_groups_spelled_in_several_ways_are_one() -> None:
    header = ["Jenis Kelamin", *HEADER[1:]]
    rows = [*alike("L", {4: 5, 3: 1}), *alike("Laki-laki", {4: 5, 3: 2}), *alike("Perempuan", {4: 3, 3: 9})]
    (found,) = examined(rows, header, by="jenis_kelamin").groups
    assert [one["jenis_kelamin"] for one in found.groups] == ["Laki-laki", "Perempuan"]
    assert (found.index.answers, found.index.u) == (25, 10 * 12 * 1.0 + 3 * 12 * 0.5 - 3 * 3 * 0.5 - 10 * 3 * 0.5)


def test_each_breakdown_has_its_comparison() -> None:
    header = ["Loket", "Tahun", *HEADER[1:]]
    rows = [[row[0], "2025" if place % 2 else "2026", *row[1:]] for place, row in enumerate(THREE * 3)]
    found = examined(rows, header, by=["Loket", "Tahun", ("Loket", "Tahun")]).groups
    assert [one.by for one in found] == [("Loket",), ("Tahun",), ("Loket", "Tahun")]
    assert [one.index.test for one in found] == ["kruskal-wallis", "mann-whitney", "kruskal-wallis"]
    assert found[2].groups[0] == {"Loket": "A", "Tahun": "2025"}


def test_holm_is_over_the_elements_that_were_compared() -> None:
    rows = [[*row[:9], 4] for row in THREE]
    found = compared(rows)
    assert found.elements[8].reason == "no-variance"
    tested = [one for one in found.elements if one.p is not None]
    assert len(tested) == 8
    assert tuple(one.p_holm for one in tested) == holm([one.p for one in tested if one.p is not None])


def test_the_item_table_is_found_by_key_and_code() -> None:
    found = examined(THREE).reliability
    assert found.items["U2"] is found.items["prosedur"] is found.items[1]
    with pytest.raises(KeyError, match="the elements are persyaratan"):
        found.items["harga"]
    assert (found.items[0].answers, found.items[0].floor, found.items[0].ceiling) == (36, 0, 18)
    assert (found.straight_lines, found.respondents, found.alpha, found.reliable) == (36, 36, 1.0, True)


def test_alpha_says_what_it_is_over() -> None:
    rows = [[*row[:9], 4] for row in THREE]
    found = examined(rows).reliability
    assert len(found.elements) == len(ELEMENTS)
    assert found.without_variance == ("sarana",)
    assert (found.items["sarana"].item_rest, found.items["sarana"].reason) == (None, "no-variance")


@pytest.mark.parametrize(("fours", "exact", "reliable"), [(4, "3/5", True), (3, "45/76", False)])
def test_reliable_is_an_alpha_of_six_tenths(fours: int, exact: str, reliable: bool) -> None:
    # One of all 3s, some of all 4s, and for each element three who give that one a 3.
    rows = [["A", *[3 if place == low else 4 for place in range(9)]] for low in range(9) for _ in range(3)]
    found = examined([*rows, *alike("A", {4: fours, 3: 1})]).reliability
    assert (found.alpha_exact, found.reliable, found.criterion) == (exact, reliable, 0.6)


@pytest.mark.parametrize(
    ("complete", "blank", "missing"),
    [(60, 0, "available"), (60, 4, "available"), (60, 12, "complete"), (9, 40, "available")],
)
def test_everything_of_the_examination_stands_in_the_result(complete: int, blank: int, missing: Any) -> None:
    rows: list[Row] = [[*row] for row in references()["n136"].complete[: complete + blank]]
    for row in rows[:blank]:
        row[4] = None
    answers = Counter(tuple(row) for row in rows)
    header = HEADER[1:]
    result = ikm.score([header, *rows], statistics=True, missing=missing, confidence=0.9, weight="exact")
    assert result.statistics is not None
    told = result.statistics.reliability
    keys = [element.key for element in result.elements]
    want = examine(Tally.of_scores(keys, rows, moments=True).total, keys, rows=answers, missing=missing, level=0.9)
    assert (told.basis, told.respondents, told.decimals, told.reason) == (want.basis, want.n, want.decimals, want.why)
    assert told.alpha == (None if want.alpha is None else float(want.alpha))
    assert told.alpha_exact == (None if want.alpha is None or want.decimals is not None else str(want.alpha))
    assert told.reliable is (None if want.alpha is None else want.alpha >= Fraction(6, 10))
    assert told.criterion == 0.6
    assert (told.complete, told.straight_lines, told.straight_reason) == (
        want.complete, want.straight, want.why_straight
    )  # fmt: skip
    assert (told.r_table, told.interval_reason) == (want.r_table, want.why_interval)
    if want.interval is None:
        assert told.interval is None
    else:
        assert told.interval is not None
        ends = (told.interval.low, told.interval.high, told.interval.standard_error)
        assert ends == (float(want.interval.low), float(want.interval.high), float(want.interval.error))
        assert told.interval.level == want.interval.level == 0.9
    for item, other in zip(told.items, want.items, strict=True):
        figures = (item.deviation, item.item_rest, item.alpha_if_deleted)
        assert figures == tuple(
            None if one is None else float(one) for one in (other.deviation, other.rest, other.alpha)
        )
        assert (item.key, item.answers, item.floor, item.ceiling) == (other.key, other.n, other.floor, other.ceiling)
        assert (item.valid, item.reason) == (other.valid, other.why)


def test_everything_of_a_test_by_ranks_stands_in_the_result() -> None:
    rows = [*alike("A", {4: 9, 3: 3}), *alike("B", {4: 3, 3: 9})]
    found = compared(rows)
    want = compare({0: {4: 9, 3: 3}, 1: {4: 3, 3: 9}})
    assert want is not None
    assert [one.key for one in found.elements] == [element.key for element in ikm.load_regulation().elements]
    for one in (found.index, *found.elements):
        assert (one.test, one.groups, one.answers, one.df) == (want.test, 2, want.n, want.df)
        assert want.u is not None
        assert want.z is not None
        assert (one.h, one.u, one.z, one.p) == (float(want.h), float(want.u), float(want.z), want.p)
        assert one.effect == float(want.effect)


def test_ten_answers_are_enough_and_nine_are_not() -> None:
    for size, answers, reason in ((10, 20, None), (9, 0, "few-groups")):
        # Nine are not shown, and the other group hides with them; by counts of nine nothing is compared either.
        found = compared([*alike("A", {4: size - 2, 3: 2}), *alike("B", {4: 2, 3: size - 2})])
        assert (found.index.answers, found.index.reason) == (answers, reason)
        assert {(one.answers, one.reason) for one in found.elements} == {(answers, reason)}
        assert {one.key for one in found.elements} >= {"prosedur", "biaya"}


def test_one_group_that_is_shown_is_compared_with_none() -> None:
    found = compared([*alike("A", {4: 10, 3: 5})])
    assert (found.index.reason, found.index.groups, found.differ) == ("few-groups", 1, None)
    assert {one.reason for one in found.elements} == {"few-groups"}


def test_the_index_decides_where_it_was_compared() -> None:
    # A praises one element and B another; their totals are alike.
    rows = [
        [loket, *scores, third, *[3] * 6]
        for loket, scores in (("A", (4, 3)), ("B", (3, 4)))
        for third in (3, 4)
        for _ in range(10)
    ]
    found = compared(rows)
    assert found.index.p == pytest.approx(1)
    assert found.elements[0].significant is True
    assert found.differ is False


def test_what_was_not_compared_has_no_answers() -> None:
    rows = [*alike("A", {4: 9, 3: 3}), *alike("B", {4: 3, 3: 9})]
    counted = ikm.tally_file(ikm.load([HEADER, *rows]), by="jenis_layanan", moments=True)
    result = ikm.score(counted.tally, statistics=True)
    assert result.statistics is not None
    (found,) = result.statistics.groups
    assert (found.index.reason, found.index.groups, found.index.answers) == ("not-from-counts", 2, 0)
