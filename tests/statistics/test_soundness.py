"""The item table: spread, ends, item–total correlations, r table, straight lines; what is not computed, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import ELEMENTS, Reference, Row, references, without_each

from ikm.regulation import round_half_up
from ikm.statistics.instrument import Instrument, examine
from ikm.statistics.items import deviation, r_table, rest_correlation
from ikm.tallies import Tally

SURVEYS = references()
SCORES = st.one_of(st.none(), st.integers(1, 4))
ROWS = st.lists(st.tuples(*[SCORES] * 3), min_size=10, max_size=30)


@pytest.fixture(params=SURVEYS)
def survey(request: pytest.FixtureRequest) -> Reference:
    return SURVEYS[request.param]


def counted(answers: Counter[Any], elements: Sequence[str] = ELEMENTS, *, moments: bool = True) -> Tally:
    return Tally.of_patterns(elements, {(): answers}, moments=moments)


def floats(values: list[Fraction | None]) -> list[float]:
    return [float(value) for value in values if value is not None]


def test_spread_by_hand() -> None:
    # 2, 4, 4, 4, 4: mean 3.6, squares 2.56 + 4 · 0.16 = 3.2, over 4.
    assert float(deviation({2: 1, 4: 4}) or 0) == pytest.approx(0.8**0.5, abs=1e-15)
    assert deviation({4: 9}) == 0
    assert float(deviation({3: 1, 4: 1}) or 0) == pytest.approx(0.5**0.5, abs=1e-15)
    assert deviation({4: 1}) is deviation({}) is None


def test_an_element_with_the_others_by_hand() -> None:
    # First: shared 1 + 0, others vary by 2 + 3 + 2 · 2 = 9: 1 / √(1 · 9).
    matrix = [[Fraction(one) for one in row] for row in [[1, 1, 0], [1, 2, 2], [0, 2, 3]]]
    assert rest_correlation(matrix, 0) == Fraction(1, 3)
    # Second: 3 / √(2 · 4); the sign is that of what is shared.
    assert float(rest_correlation(matrix, 1) or 0) == pytest.approx(3 / 8**0.5, abs=1e-15)
    against = [[Fraction(one) for one in row] for row in [[1, -1], [-1, 4]]]
    assert rest_correlation(against, 0) == Fraction(-1, 2)
    still = [[Fraction(one) for one in row] for row in [[0, 0], [0, 4]]]
    assert rest_correlation(still, 0) is rest_correlation(still, 1) is None


@pytest.mark.parametrize(("n", "printed"), [(3, "0.997"), (10, "0.632"), (12, "0.576"), (32, "0.349"), (102, "0.195")])
def test_the_r_table_is_the_one_that_is_printed(n: int, printed: str) -> None:
    # Degrees of freedom 1, 8, 10, 30 and 100 of the customary table, two-sided 5 %.
    assert f"{r_table(n):.3f}" == printed


def test_no_r_table_for_two() -> None:
    assert r_table(2) is None


def test_as_r_has_it(survey: Reference) -> None:
    expected = survey.expected
    found = examine(counted(Counter(survey.rows)).total, ELEMENTS, rows=Counter(survey.rows))
    assert (found.basis, found.n, found.why) == ("complete", expected["n_complete"], None)
    assert found.alpha is not None
    assert float(found.alpha) == pytest.approx(expected["alpha_direct"], rel=1e-9)
    rests = [value for value in expected["item_rest_r_direct"] if value != "NA" and value is not None]
    assert floats([item.rest for item in found.items]) == pytest.approx(rests, rel=1e-9)
    assert floats([item.alpha for item in found.items]) == pytest.approx(without_each(expected), rel=1e-9)
    assert floats([item.deviation for item in found.items]) == pytest.approx(expected["item_sd"], rel=1e-9)
    assert [item.n for item in found.items] == expected["item_n"]
    if "r_table_5pct_two_sided" in expected:
        assert found.r_table == pytest.approx(expected["r_table_5pct_two_sided"], rel=1e-9)
    if expected["alpha_jackknife_se"] == 0:
        assert found.why_interval == "no-spread"
        return
    assert found.interval is not None
    low, high = expected["alpha_ci95_jackknife"]
    assert float(found.interval.low) == pytest.approx(low, rel=1e-9)
    assert float(found.interval.high) == pytest.approx(min(1.0, high), rel=1e-9)
    assert float(found.interval.error) == pytest.approx(expected["alpha_jackknife_se"], rel=1e-9)


def test_from_counts_alone_as_r_has_it_of_pairs() -> None:
    survey = SURVEYS["blanks80"]
    expected = survey.expected
    found = examine(counted(Counter(survey.rows)).total, ELEMENTS)
    assert found.basis == "pairs"
    assert float(found.alpha or 0) == pytest.approx(expected["pairwise_alpha"], rel=1e-9)
    assert floats([item.rest for item in found.items]) == pytest.approx(
        expected["pairwise_item_rest_r_from_cov"], rel=1e-9
    )
    assert floats([item.alpha for item in found.items]) == pytest.approx(
        expected["pairwise_alpha_if_deleted_psych"], rel=1e-9
    )


@pytest.mark.parametrize("name", sorted(set(SURVEYS) - {"blanks80"}))
def test_counts_tell_all_but_the_interval_and_the_straight_lines(name: str) -> None:
    answers = Counter(SURVEYS[name].rows)
    counts = counted(answers).total
    whole, told = examine(counts, ELEMENTS, rows=answers), examine(counts, ELEMENTS)
    assert (told.interval, told.why_interval) == (None, "not-from-counts")
    assert (told.complete, told.straight, told.why_straight) == (None, None, "not-from-counts")
    of_rows: dict[str, Any] = {"interval": whole.interval, "complete": whole.complete, "straight": whole.straight}
    of_rows |= {"why_interval": whole.why_interval, "why_straight": None}
    assert replace(told, basis="complete", **of_rows) == whole


def test_an_element_everybody_answered_alike_stays_in_alpha() -> None:
    survey = SURVEYS["constant12"]
    found = examine(counted(Counter(survey.rows)).total, ELEMENTS, rows=Counter(survey.rows))
    # psych drops it and says 0.8045 over eight.
    assert f"{float(found.alpha or 0):.4f}" == "0.7919"
    fourth = found.items[3]
    assert (fourth.rest, fourth.valid, fourth.why, fourth.deviation) == (None, None, "no-variance", Fraction(0))
    assert f"{float(fourth.alpha or 0):.4f}" == "0.8045"
    assert [item.why for item in found.items if item.key != "U4"] == [None] * 8


def test_everybody_answers_one_thing_throughout() -> None:
    survey = SURVEYS["straight20"]
    found = examine(counted(Counter(survey.rows)).total, ELEMENTS, rows=Counter(survey.rows))
    assert (found.alpha, found.straight, found.n) == (Fraction(1), 20, 20)
    # Without any of them it is 1 as well: an interval from 1 to 1 would claim to be certain.
    assert (found.interval, found.why_interval) == (None, "no-spread")
    assert {item.valid for item in found.items} == {True}


def test_an_element_is_valid_above_the_r_table_and_not_below() -> None:
    survey = SURVEYS["n136"]
    found = examine(counted(Counter(survey.rows)).total, ELEMENTS, rows=Counter(survey.rows))
    assert f"{found.r_table:.6f}" == "0.168418"
    assert [item.key for item in found.items if not item.valid] == ["U4", "U9"]


def told(found: Instrument) -> tuple[object, ...]:
    return found.alpha, found.why, found.interval, found.why_interval, found.r_table, found.straight


NAMES = ["a", "b"]


@pytest.mark.parametrize("known", [True, False])
def test_nine_respondents_are_too_few_and_ten_are_not(known: bool) -> None:
    nine = Counter({(3, 3): 4, (4, 4): 5})
    found = examine(counted(nine, NAMES).total, NAMES, rows=nine if known else None)
    assert told(found) == (None, "few", None, "few", None, None)
    assert [(item.rest, item.alpha, item.valid, item.why) for item in found.items] == [(None, None, None, "few")] * 2
    assert [(item.n, item.floor, item.ceiling) for item in found.items] == [(9, 0, 5)] * 2
    ten = Counter({(3, 3): 5, (4, 4): 5})
    enough = examine(counted(ten, NAMES).total, NAMES, rows=ten if known else None)
    assert (enough.alpha, enough.straight) == (Fraction(1), 10 if known else None)


def test_ends_of_the_scale_that_nobody_chose_are_none() -> None:
    rows = Counter({(2, 1): 6, (3, 4): 6})
    found = examine(counted(rows, NAMES).total, NAMES, rows=rows)
    assert [(item.floor, item.ceiling) for item in found.items] == [(0, 0), (6, 6)]


def test_few_complete_questionnaires_are_too_few() -> None:
    answers = Counter({(3, None): 20, (4, 4): 5, (3, 3): 4})
    found = examine(counted(answers, NAMES).total, NAMES, rows=answers)
    assert (found.n, found.why) == (9, "few")
    pairs = examine(counted(answers, NAMES).total, NAMES)
    assert (pairs.n, pairs.why) == (9, "few")


def test_answers_all_alike_have_no_alpha() -> None:
    answers = Counter({(4, 4): 30})
    found = examine(counted(answers, NAMES).total, NAMES, rows=answers)
    assert (found.alpha, found.why, found.why_interval, found.straight) == (None, "no-variance", "no-variance", 30)
    assert [(item.rest, item.why) for item in found.items] == [(None, "no-variance")] * 2


def test_one_respondent_apart_has_an_alpha_and_no_interval() -> None:
    answers = Counter({(4, 4): 30, (3, 3): 1})
    found = examine(counted(answers, NAMES).total, NAMES, rows=answers)
    assert (found.alpha, found.why, found.interval, found.why_interval) == (Fraction(1), None, None, "hangs-on-one")


def test_one_element_has_no_alpha() -> None:
    answers = Counter({(4,): 20, (3,): 10})
    found = examine(counted(answers, ["a"]).total, ["a"], rows=answers)
    assert (found.alpha, found.why, found.items[0].rest) == (None, "few-elements", None)
    assert found.items[0].why == "few-elements"


def test_counts_without_products_say_so_and_give_what_they_can() -> None:
    answers = Counter({(4, 4): 20, (3, 4): 10})
    found = examine(counted(answers, NAMES, moments=False).total, NAMES)
    assert (found.alpha, found.why, found.why_interval) == (None, "no-products", "no-products")
    assert (found.items[0].ceiling, found.items[0].why) == (20, "no-products")


def test_complete_questionnaires_alone_are_not_told_by_pairs() -> None:
    answers = Counter({(4, 4): 20, (3, 4): 10, (1, None): 5})
    counts = counted(answers, NAMES).total
    assert examine(counts, NAMES, missing="complete").why == "no-products"
    found = examine(counts, NAMES, rows=answers, missing="complete")
    assert (found.n, found.items[0].n, found.items[0].floor) == (30, 30, 0)
    assert examine(counts, NAMES, rows=answers).items[0].floor == 5


@given(ROWS, st.integers(0, 30))
def test_merged_counts_say_what_the_whole_says(answers: list[Row], at: int) -> None:
    elements = ["a", "b", "c"]
    parts = [counted(Counter(part), elements) for part in (answers[:at], answers[at:])]
    whole = counted(Counter(answers), elements)
    assert examine((parts[0] + parts[1]).total, elements) == examine(whole.total, elements)


@given(st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=10, max_size=30))
def test_correlations_are_correlations(answers: list[Row]) -> None:
    elements = ["a", "b", "c"]
    found = examine(counted(Counter(answers), elements).total, elements, rows=Counter(answers))
    assert all(-1 <= item.rest <= 1 for item in found.items if item.rest is not None)
    assert found.alpha is None or found.alpha <= 1
    assert (found.alpha is None) == (len({sum(score for score in row if score) for row in answers}) == 1)


def test_few_with_blanks_are_told_with_everybody() -> None:
    """Complete questionnaires beside the counts of all would tell the answers of the one who left a blank."""
    answers = Counter({(4, 4, 3): 20, (3, 3, 3): 9, (2, 3, 2): 6})
    whole = examine(counted(answers, [*NAMES, "c"]).total, [*NAMES, "c"], rows=answers)
    for number, basis in ((0, "complete"), (1, "pairs"), (9, "pairs"), (10, "complete")):
        blank: Counter[Any] = answers + Counter({(2, None, 4): number, (None, None, None): 3})
        counts = counted(blank, [*NAMES, "c"]).total
        found, pairs = examine(counts, [*NAMES, "c"], rows=blank), examine(counts, [*NAMES, "c"])
        assert found.basis == basis
        assert found.interval is not None
        assert whole.interval is not None
        if basis == "pairs":
            assert found.decimals == pairs.decimals == 2
            assert found.interval.error == Fraction(round_half_up(whole.interval.error, 2)) != whole.interval.error
            assert (found.items, found.alpha, found.n) == (pairs.items, pairs.alpha, pairs.n)
            assert found.interval.low < pairs.alpha < found.interval.high  # type: ignore[operator]
        else:
            assert (found.n, found.decimals) == (35, None)
            assert found.interval.error == whole.interval.error
        assert (found.straight, found.complete, found.why_straight) == (9, 35, None)
        # Without them altogether, they tell nothing.
        assert examine(counts, [*NAMES, "c"], rows=blank, missing="complete").straight == 9


@pytest.mark.parametrize(
    ("straight", "blank", "told", "why"),
    [(17, 1, 17, None), (18, 1, None, "blanks"), (20, 1, None, "blanks"), (20, 9, None, "blanks"), (20, 10, 20, None)],
)
def test_straight_lines_are_not_told_where_nearly_all_are_and_few_left_blanks(
    straight: int, blank: int, told: int | None, why: str | None
) -> None:
    # Of twenty straight lines of twenty, b has as many 4 as a: the counts of a less those of b are of who left b blank.
    rows: Counter[Any] = Counter({(4, 4): straight, (4, 3): 20 - straight, (2, None): blank})
    found = examine(counted(rows, NAMES).total, NAMES, rows=rows)
    assert (found.straight, found.complete, found.why_straight) == (told, 20, why)


def test_where_there_is_an_interval_there_is_no_reason_for_none() -> None:
    rows: Counter[Any] = Counter({(4, 4): 20, (4, 3): 6, (2, 3): 7, (3, 2): 4})
    for few_blank in (0, 5):
        answers = rows + Counter({(2, None): few_blank})
        found = examine(counted(answers, NAMES).total, NAMES, rows=answers)
        assert found.interval is not None
        assert (found.why, found.why_interval) == (None, None)


def test_straight_lines_of_fewer_than_ten_complete_questionnaires_are_not_told() -> None:
    rows: Counter[Any] = Counter({(4, 4): 5, (4, 3): 4, (2, None): 10})
    found = examine(counted(rows, NAMES).total, NAMES, rows=rows)
    assert (found.straight, found.complete, found.why_straight) == (None, 9, "few")


def test_ends_of_another_scale_are_counted_where_few_have_blanks() -> None:
    # Twelve on a scale of 0 to 5, one of them with a blank: two gave the lowest, three the highest.
    answers: Counter[Any] = Counter({(0, 1): 2, (5, 4): 3, (3, 3): 4, (2, 4): 2, (4, None): 1})
    counts = Tally.of_patterns("ab", {(): answers}, low=0, high=5, moments=True).total
    found = examine(counts, "ab", rows=answers, low=0, high=5)
    assert [(item.floor, item.ceiling, item.n) for item in found.items] == [(2, 3, 12), (0, 0, 11)]
    assert found.basis == "pairs"


def test_few_with_blanks_beside_straight_lines_or_few_complete_ones_leave_no_interval() -> None:
    straight: Counter[Any] = Counter({(4, 4): 20, (3, 3): 9, (3, None): 1})
    found = examine(counted(straight, NAMES).total, NAMES, rows=straight)
    # 108/109 of the pairs, to two decimals.
    assert (found.alpha, found.interval, found.why_interval) == (Fraction(99, 100), None, "blanks")
    few: Counter[Any] = Counter({(4, 4, 3): 5, (3, 2, 3): 4, (4, 3, None): 3, (4, None, 3): 3, (None, 3, 2): 3})
    names = [*NAMES, "c"]
    found = examine(counted(few, names).total, names, rows=few)
    assert (found.basis, found.alpha, found.why, found.why_interval) == ("pairs", None, "few-blanks", "few-blanks")


@pytest.mark.parametrize("known", [True, False])
def test_figures_beside_few_with_blanks_have_two_decimals_and_thirty_respondents(known: bool) -> None:
    """By hand: of pairs, U1 answers 3 and 4, U2 the same but for one; finer figures tell the one with the blank."""
    names = ["a", "b", "c"]

    def told_of(straight: int, blank: int) -> Instrument:
        rows: Counter[Any] = Counter(
            {(4, 4, 3): straight, (3, 3, 3): straight, (4, 3, 4): 1, (4, None, 4): blank, (3, 4, None): 1}
        )
        return examine(counted(rows, names).total, names, rows=rows if known else None)

    found = told_of(14, 1)
    assert (found.basis, found.n, found.decimals, found.why) == ("pairs", 29, 2, None)
    assert found.straight == (14 if known else None)
    figures = [found.alpha, *(item.rest for item in found.items), *(item.alpha for item in found.items)]
    assert all(one is not None and (one * 100).denominator == 1 for one in figures)
    assert [item.valid for item in found.items] == [(item.rest or 0) > (found.r_table or 0) for item in found.items]
    # The spread is of the element's own answers, which stand beside it.
    assert (found.items[0].deviation or 0).denominator > 100
    few = told_of(13, 1)
    assert (few.alpha, few.why, few.why_interval, few.r_table) == (None, "few-blanks", "few-blanks", None)
    assert [(item.rest, item.alpha, item.why, item.n) for item in few.items] == [
        (None, None, "few-blanks", 29), (None, None, "few-blanks", 28), (None, None, "few-blanks", 28),
    ]  # fmt: skip
    many = told_of(13, 9)
    assert (many.decimals, many.why) == (None, None)
    assert many.alpha != Fraction(round_half_up(many.alpha or Fraction(), 2))


def test_why_few_with_blanks_have_no_figure_tells_nothing_of_the_others() -> None:
    # Of the pairs every total is 7; and of the complete ones all others are alike without one.
    alike: Counter[Any] = Counter({(4, 3): 15, (3, 4): 15, (4, None): 1, (3, None): 1})
    found = examine(counted(alike, NAMES).total, NAMES, rows=alike)
    assert (found.why, found.why_interval, found.decimals) == ("blanks", "blanks", None)
    alone: Counter[Any] = Counter({(4, 4): 35, (3, 3): 1, (3, None): 2})
    found = examine(counted(alone, NAMES).total, NAMES, rows=alone)
    assert (found.alpha is None, found.interval, found.why_interval) == (False, None, "blanks")
    still: Counter[Any] = Counter({(4, 3): 15, (3, 3): 15, (4, None): 2})
    found = examine(counted(still, NAMES).total, NAMES, rows=still)
    assert [item.why for item in found.items] == ["blanks", "no-variance"]
    # Everybody answered alike, which their counts say.
    same: Counter[Any] = Counter({(4, 3): 35, (4, None): 2})
    assert examine(counted(same, NAMES).total, NAMES, rows=same).why == "no-variance"


def test_an_interval_that_rounding_leaves_no_width_is_not_given() -> None:
    # Hundreds alike and a few apart: alpha 1 to two decimals, its standard error below half a hundredth.
    rows: Counter[Any] = Counter({(4, 4, 4): 400, (3, 3, 3): 300, (2, 2, 2): 200, (4, 4, 3): 2, (4, None, 4): 1})
    found = examine(counted(rows, ["a", "b", "c"]).total, ["a", "b", "c"], rows=rows)
    assert (found.alpha, found.interval, found.why_interval) == (Fraction(1), None, "blanks")


def test_totals_alike_and_the_rest_alike_are_not_answers_alike() -> None:
    totals = Counter({(4, 3): 8, (3, 4): 8})
    found = examine(counted(totals, NAMES).total, NAMES, rows=totals)
    assert (found.alpha, found.why) == (None, "totals-alike")
    assert [(item.rest, item.why) for item in found.items] == [(Fraction(-1), None)] * 2
    rest = Counter({(4, 3): 8, (3, 3): 8})
    found = examine(counted(rest, NAMES).total, NAMES, rows=rest)
    assert [(item.rest, item.why) for item in found.items] == [(None, "rest-alike"), (None, "no-variance")]
    assert float(found.items[0].deviation or 0) == pytest.approx((4 / 15) ** 0.5, abs=1e-15)
    complete: Counter[Any] = Counter({(4, 4): 10, (4, 3): 10, (2, None): 10})
    found = examine(counted(complete, NAMES).total, NAMES, rows=complete)
    assert [item.why for item in found.items] == ["complete-alike", "rest-alike"]
