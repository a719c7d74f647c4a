"""How sure a result is: the figures of R through the whole way, and when there are none."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import pytest
from command import ikm_here
from reference import references
from tables import NAMES

import ikm
from ikm.regulation import load_regulation, round_half_up
from ikm.reports.precision import precision_line, precision_words
from ikm.scoring import Uncertainty, score_tally
from ikm.scoring.uncertainty import Uncertainties
from ikm.statistics import Covariances, estimate_of_index, t_quantile
from ikm.surveys import parse_survey_file
from ikm.tallies import Tally

LAW = load_regulation()
KEYS = [element.key for element in LAW.elements]
SETS = references()
GRADES = "DCBA"


def scored(name: str, **options: Any) -> ikm.IKMResult:
    one = SETS[name]
    rows = [["" if score is None else score for score in row] for row in one.rows]
    return ikm.score([NAMES, *rows], **{"population": one.population, **options})


def sure(result: ikm.IKMResult) -> Uncertainty:
    assert result.uncertainty is not None
    return result.uncertainty


@pytest.mark.parametrize("name", SETS)
def test_a_result_has_the_limits_of_r(name: str) -> None:
    want = SETS[name].expected
    by_weight = {"exact": "bounded_index_ci95", "0.111": "bounded_index_0111_ci95"}
    for weight, key in by_weight.items():
        found = sure(scored(name, weight=weight))
        assert [found.low, found.high] == pytest.approx(want[key], abs=0.5e-4 + 1e-9)
        assert found.margin == pytest.approx((want[key][1] - want[key][0]) / 2, abs=0.5e-4 + 1e-9)
        grades = want["grade_probability_equal_DCBA" if weight == "exact" else "grade_probability_0111_DCBA"]
        assert list(found.grade_probabilities) == list(GRADES)
        assert list(found.grade_probabilities.values()) == pytest.approx(grades, abs=0.5e-4 + 1e-9)
    result = scored(name, weight="exact", confidence=0.9)
    assert [sure(result).low, sure(result).high] == pytest.approx(want["bounded_index_ci90"], abs=0.5e-4 + 1e-9)
    assert sure(result).confidence == 0.9
    other = next(one for one in scored(name, weight="exact").alternatives if one.weight == "0.111")
    assert [other.low, other.high] == pytest.approx(want["bounded_index_0111_ci95"], abs=0.5e-4 + 1e-9)
    limits = [(one.nrr_low, one.nrr_high) for one in scored(name).elements]
    expected = zip(want["bounded_item_ci95_low"], want["bounded_item_ci95_high"], strict=True)
    assert limits == [pytest.approx(pair, abs=0.5e-4 + 1e-9) for pair in expected]


def test_complete_questionnaires_alone_have_their_own_interval() -> None:
    result = scored("blanks80", missing="complete", weight="exact")
    alone = ikm.score([NAMES, *SETS["blanks80"].complete], population=400, weight="exact")
    assert sure(result) == sure(alone)
    assert [one.nrr_low for one in result.elements] == [one.nrr_low for one in alone.elements]
    assert sure(result) != sure(scored("blanks80", weight="exact"))


def test_own_weights_have_the_variance_they_make() -> None:
    rows = SETS["n10"].rows
    tally = Tally.of_scores(KEYS, rows, moments=True)
    ninth = score_tally(tally, weight="exact")
    assert sure(score_tally(tally, weight=dict.fromkeys(KEYS, Fraction(1, 9)))) == sure(ninth)
    uneven = score_tally(tally, weight={**dict.fromkeys(KEYS, Fraction(1, 10)), "waktu": Fraction(2, 10)})
    # The same with the element asked twice: ten columns of equal weight
    again = Covariances.of(Tally.of_scores([*KEYS, "lagi"], [(*row, row[2]) for row in rows], moments=True).total)
    assert again is not None
    estimate = estimate_of_index(again, dict.fromkeys([*KEYS, "lagi"], Fraction(1, 10)), (1, 4))
    assert estimate is not None
    low, high = estimate.interval(0.95)
    found = sure(uneven)
    assert [found.low, found.high] == pytest.approx([25 + 75 * low, 25 + 75 * high], abs=0.5e-4 + 1e-9)
    exact = next(one for one in uneven.alternatives if one.weight == "exact")
    assert (exact.low, exact.high) == (sure(ninth).low, sure(ninth).high)


def test_one_respondent_has_none() -> None:
    result = ikm.score([NAMES, [3] * 9])
    assert sure(result) == Uncertainty(confidence=0.95, reason="one-respondent")
    assert {(one.nrr_low, one.nrr_high) for one in result.elements} == {(None, None)}
    assert {(one.low, one.high) for one in result.alternatives} == {(None, None)}


def test_all_alike_are_not_certain() -> None:
    found = sure(ikm.score([NAMES, *[[4] * 9] * 12], weight="exact"))
    assert found.high == 100
    assert found.low is not None
    assert 85 < found.low < 95
    assert found.detectable_change is None
    assert found.method == "bounded-score"


def test_a_census_is_the_point() -> None:
    rows = SETS["n10"].rows
    result = ikm.score([NAMES, *rows], population=10, weight="exact")
    found = sure(result)
    assert (found.low, found.high, found.margin) == (80.5556, 80.5556, 0.0)
    assert (found.method, found.assumption, found.population) == ("census", None, 10)
    assert found.grade_probabilities == {"D": 0, "C": 0, "B": 1, "A": 0}
    assert found.detectable_change is None
    assert [one.nrr_low for one in result.elements] == [round(one.nrr, 4) for one in result.elements]


@pytest.mark.parametrize("population", [0, 9])
def test_more_respondents_than_people_have_none(population: int) -> None:
    result = ikm.score([NAMES, *SETS["n10"].rows], population=population)
    want = Uncertainty(confidence=0.95, population=population, reason="over-population")
    assert sure(result) == want
    assert result.elements[0].nrr_low is None


def test_counts_have_it_with_moments_only() -> None:
    responses = ikm.load([NAMES, *SETS["n60"].rows])
    without, with_them = ikm.score(responses.tally()), ikm.score(responses.tally(moments=True))
    assert sure(without) == Uncertainty(confidence=0.95, reason="not-from-counts")
    assert without.elements[0].nrr_low == with_them.elements[0].nrr_low is not None
    assert sure(with_them) == sure(ikm.score(responses))
    assert with_them.alternatives == ikm.score(responses).alternatives
    blanks = ikm.load([NAMES, *[["" if v is None else v for v in row] for row in SETS["blanks80"].rows]])
    of_complete = ikm.score(blanks.tally(moments=True), missing="complete")
    assert sure(of_complete).reason == "not-from-counts"
    assert sure(ikm.score(blanks.tally(moments=True))) == sure(ikm.score(blanks))


def test_an_element_that_nobody_answered_leaves_an_index_unsure() -> None:
    counts = Tally.of_scores(KEYS, [[4, *[3] * 7, None], [3, *[3] * 7, None]], moments=True).total
    found = Uncertainties(LAW.weights("exact", KEYS), LAW, "available").of(counts)
    assert found == Uncertainty(confidence=0.95, reason="element-unanswered")


# Groups


HEAD = ["Loket", "Bagian", *NAMES]


def grouped(population: int | None = None, **options: Any) -> ikm.IKMResult:
    rows: list[list[Any]] = [["A", "x", *row] for row in SETS["n60"].rows] + [
        ["B", "y", *row] for row in SETS["ceiling50"].rows
    ]
    rows += [["C", "y", *[3] * 9]] * 4 + [["D", "y", *[2, *[4] * 8]]] * 11
    return ikm.score([HEAD, *rows], population=population, keep=["Bagian"], **{"by": "Loket", **options})


def test_a_group_that_is_shown_has_the_interval_of_its_own_answers() -> None:
    result = grouped(weight="exact")
    assert result.groups is not None
    assert [(one.group["Loket"], one.uncertainty is None) for one in result.groups] == [
        ("A", False), ("B", False), ("D", True), (None, True),
    ]  # fmt: skip
    shown = result.groups["A"]
    alone = sure(ikm.score([NAMES, *SETS["n60"].rows], weight="exact"))
    assert alone.variance_exact is not None
    assert shown.uncertainty == alone.model_copy(update={"variance_exact": None})
    assert shown.elements["biaya"].nrr_low is not None
    hidden = json.loads(result.model_dump_json())["groups"][2:]
    assert [one["uncertainty"] for one in hidden] == [None, None]


def test_a_group_is_as_large_a_part_of_its_people_as_the_survey_of_all() -> None:
    # 125 of 250: half of each group's people
    result = grouped(population=250, weight="exact")
    assert result.groups is not None
    half = sure(ikm.score([NAMES, *SETS["n60"].rows], population=120, weight="exact"))
    group = result.groups["A"].uncertainty
    assert group is not None
    assert (group.low, group.high, group.margin) == (half.low, half.high, half.margin)
    assert group.population == 250
    census = grouped(population=125).groups
    assert census is not None
    assert census["A"].uncertainty is not None
    assert census["A"].uncertainty.method == "census"


def test_groups_of_counts_have_it_too_and_several_tables() -> None:
    responses = ikm.load([HEAD, *[["A", "x", *row] for row in SETS["n60"].rows], *[["B", "x", *[4] * 9]] * 15],
                         keep=["Loket", "Bagian"])  # fmt: skip
    tables: list[str | tuple[str, ...]] = ["Loket", ("Loket", "Bagian")]
    of_answers, of_counts = (
        ikm.score(source, by=tables) for source in (responses, responses.tally(["Loket", "Bagian"], moments=True))
    )
    assert of_answers.groups == of_counts.groups
    assert of_answers.groups is not None
    assert of_answers.groups["Loket*Bagian", ("A", "x")].uncertainty == of_answers.groups["Loket", "A"].uncertainty
    bare = ikm.score(responses.tally(["Loket", "Bagian"]), by=tables).groups
    assert bare is not None
    assert {one.uncertainty.reason for one in bare if one.uncertainty} == {"not-from-counts"}


def test_spellings_of_one_group_are_counted_together() -> None:
    rows = [[("Loket A", "loket a")[place % 2], *row] for place, row in enumerate(SETS["n60"].rows)]
    rows += [["Lain", *[4] * 9]] * 12
    groups = ikm.score([["Loket", *NAMES], *rows], by="Loket", weight="exact").groups
    assert groups is not None
    alone = sure(ikm.score([NAMES, *SETS["n60"].rows], weight="exact"))
    assert groups["Loket A"].uncertainty == alone.model_copy(update={"variance_exact": None})


def test_a_group_whose_elements_are_hidden_has_no_interval() -> None:
    rows = [["A", *[4] * 8, ""]] * 20 + [["A", *[4] * 8, 3]] * 5 + [["B", *[3] * 9]] * 30 + [["C", *[3] * 9]] * 30
    groups = ikm.score([["Loket", *NAMES], *rows], by="Loket").groups
    assert groups is not None
    assert groups["A"].ikm is not None
    assert groups["A"].elements_hidden
    assert groups["A"].uncertainty is None
    assert groups["C"].uncertainty is not None


# The option


@pytest.mark.parametrize(
    ("typed", "level"), [("90", 0.9), ("90 %", 0.9), ("0,9", 0.9), ("0.9", 0.9), ("99,5", 0.995), ("99.9", 0.999)]
)
def test_the_level_is_typed_in_per_cent_or_as_a_share(typed: str, level: float) -> None:
    done = ikm_here("score", "examples/ppid-2023.csv", "--kepercayaan", typed, "--json")
    data = json.loads(done.out)
    assert data["uncertainty"]["confidence"] == level
    assert data["provenance"]["options"]["confidence"] == level


def test_a_survey_file_may_say_it() -> None:
    for text, level in (("kepercayaan = 90", 0.9), ('confidence = "99,5 %"', 0.995), ("confidence = 0.8", 0.8)):
        plan = parse_survey_file(text, "survei.toml")
        assert plan.confidence == level
        assert sure(ikm.score([NAMES, *SETS["n10"].rows], survey=plan)).confidence == level


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, "0.95", float("nan")])
def test_a_call_takes_a_share(level: Any) -> None:
    with pytest.raises(
        ikm.OptionError, match=re.escape(f"The confidence lies between 0 and 1, such as 0.95; got {level!r}")
    ):
        ikm.score([NAMES, *SETS["n10"].rows], confidence=level)


def test_what_cannot_be_a_level_is_refused_in_words() -> None:
    done = ikm_here("nilai", "examples/ppid-2023.csv", "--kepercayaan", "950")
    assert done.code == 2
    assert "dalam persen, di atas 1 dan di bawah 100, misalnya 95" in done.err


def test_few_with_blanks_in_a_group_are_not_told_by_its_interval() -> None:
    """Means of eleven and of twelve enter the variance: four decimals of it gave the total of the twelfth."""

    def groups(size: int, blank: int, **options: Any) -> Any:
        rows = [["A", *SETS["n136"].rows[place]] for place in range(size)]
        for row in rows[:blank]:
            row[4] = None
        rows += [["B", *row] for row in SETS["n60"].rows]
        found = ikm.score([["Loket", *NAMES], *rows], by="Loket", weight="exact", **options).groups
        assert found is not None
        return found

    for size, blank, reason in (
        (29, 0, None),
        (29, 1, "few-blanks"),
        (29, 9, "few-blanks"),
        (29, 10, None),
        (30, 1, None),
    ):
        found = groups(size, blank)["A"]
        assert found.uncertainty.reason == reason
        assert [one.low is None for one in found.alternatives] == [reason is not None] * 2
        assert found.elements["waktu"].nrr_low is not None
    assert groups(29, 1, missing="complete")["A"].uncertainty.low is not None

    def figures(size: int, blank: int) -> list[float]:
        found = groups(size, blank)["A"]
        sure = found.uncertainty
        other = found.alternatives[0]
        return [sure.low, sure.high, sure.margin, sure.detectable_change, sure.grade_probabilities["B"], other.low]

    # Rounded from the same figures to what is shown.
    assert all(round(one, 2) == one for one in figures(40, 9))
    assert not any(round(one, 2) == one for one in figures(40, 10)[:4])
    rows = [[*row[:3], None, *row[4:]] if place < 9 else row for place, row in enumerate(SETS["n136"].rows[:40])]
    alone = sure(ikm.score([NAMES, *rows], weight="exact"))
    assert figures(40, 9)[:2] == [float(round_half_up(Fraction(str(one)), 2)) for one in (alone.low, alone.high)]


@pytest.mark.parametrize("name", ["n136", "n60"])
def test_the_smallest_change_is_that_of_two_such_surveys(name: str) -> None:
    rows = SETS[name].complete
    n, error = len(rows), SETS[name].expected["complete_index_se"]
    found = sure(ikm.score([NAMES, *rows], weight="exact"))
    change = (t_quantile(0.975, 2 * (n - 1)) + t_quantile(0.8, 2 * (n - 1))) * 2**0.5 * error
    assert found.detectable_change == pytest.approx(change, abs=0.5e-4 + 1e-9)
    assert (found.method, found.assumption, found.change_reason) == ("bounded-score", "random-sample", None)


def test_the_sums_of_pairs_may_be_given_beside_counts_that_hold_none() -> None:
    with_sums, without = (Tally.of_scores(KEYS, SETS["n60"].rows, moments=moments).total for moments in (True, False))
    uncertainties = Uncertainties(LAW.weights("exact", KEYS), LAW, "available")
    own = uncertainties.of(with_sums)
    assert own.low is not None
    assert round(own.low, 2) != own.low
    assert with_sums.moments is not None
    assert uncertainties.of(without, with_sums.moments) == own
    assert uncertainties.of(without).reason == "not-from-counts"


# Few with blanks in the whole, one answer alone, and changes that cannot be


def with_blanks(size: int, blank: int, **options: Any) -> ikm.IKMResult:
    rows = [[*row[:3], None, *row[4:]] if place < blank else row for place, row in enumerate(SETS["n136"].rows[:size])]
    return ikm.score([NAMES, *rows], weight="exact", **options)


def test_few_with_blanks_in_the_whole_are_not_told_by_its_interval() -> None:
    """Its variance as a fraction has n − 1 and n − 2 below, and what is over tells the total of the one's answers."""
    assert [sure(with_blanks(29, blank)).reason for blank in (0, 1, 9, 10)] == [None, "few-blanks", "few-blanks", None]
    assert sure(with_blanks(29, 1, missing="complete")).reason is None
    fine, coarse = sure(with_blanks(40, 10)), sure(with_blanks(40, 9))
    assert fine.low is not None
    assert round(fine.low, 2) != fine.low
    assert Fraction(fine.variance_exact or 0).denominator > 10**4
    assert Fraction(coarse.variance_exact or 0).denominator <= 10**4
    shown = (coarse.low, coarse.high, coarse.margin, coarse.detectable_change, *coarse.grade_probabilities.values())
    assert all(one is not None and round(one, 2) == one for one in shown)
    assert [round(one.low or 0, 2) == one.low for one in with_blanks(40, 9).alternatives] == [True, True]
    # The variance that is told is that of the answers, rounded.
    rows = [[*row[:3], None, *row[4:]] if place < 9 else row for place, row in enumerate(SETS["n136"].rows[:40])]
    found = Covariances.of(Tally.of_scores(KEYS, rows, moments=True).total)
    assert found is not None
    exact = found.variance(dict.fromkeys(KEYS, Fraction(1, 9)))
    assert exact is not None
    assert Fraction(coarse.variance_exact or 0) == Fraction(round_half_up(exact / 9, 4))


def test_everything_beside_a_group_in_which_few_left_blanks_is_as_coarse() -> None:
    """The whole less the other groups would give that group's variance back, finer than the group tells it."""

    def told(blank: int, **options: Any) -> ikm.IKMResult:
        # 12 of A's 40 left blanks, and some of B's 50.
        answers = [SETS["n136"].rows[place] for place in range(90)]
        some = {*range(12), *range(40, 40 + blank)}
        rows = [
            ["A" if place < 40 else "B", *row[:3], None if place in some else row[3], *row[4:]]
            for place, row in enumerate(answers)
        ]
        return ikm.score([["Loket", *NAMES], *rows], weight="exact", **options)

    def fine(result: ikm.IKMResult) -> list[bool]:
        all_of_it = [result.uncertainty, *(group.uncertainty for group in result.groups or ())]
        return [one is not None and one.low is not None and round(one.low, 2) != one.low for one in all_of_it]

    # 22 and 14 of the whole are many; 10 of B are, and 2 are few, wherever B stands in the result.
    assert fine(told(10, by="Loket")) == [True, True, True]
    assert fine(told(2, by="Loket")) == [False, False, False]
    assert fine(told(0, by="Loket")) == [True, True, True]
    assert fine(told(2)) == [True]
    assert fine(told(2, by="Loket", missing="complete")) == [True, True, True]
    coarse, alone = told(2, by="Loket"), told(2)
    assert (
        Fraction(sure(coarse).variance_exact or 0).denominator
        <= 10**4
        < Fraction(sure(alone).variance_exact or 0).denominator
    )
    assert sure(coarse).low == float(round_half_up(Fraction(str(sure(alone).low)), 2))


def test_an_element_that_one_person_answered_leaves_an_index_unsure() -> None:
    """Thirty who differ, U4 answered by the first alone: with a 4 there or a 1 the index is eight points apart."""
    for answer in (4, 1):
        rows = [[*row[:3], answer if not place else None, *row[4:]] for place, row in enumerate(SETS["n60"].rows[:30])]
        result = ikm.score([NAMES, *rows])
        assert sure(result) == Uncertainty(confidence=0.95, reason="one-answer")
        assert {(one.low, one.high) for one in result.alternatives} == {(None, None)}
        assert (result.elements["biaya"].nrr_low, result.elements["prosedur"].nrr_low is None) == (None, False)
        assert precision_line(result) == (
            "Selang kepercayaan",
            "tidak dapat dihitung, karena U4 hanya dijawab satu orang: nilainya adalah jawaban orang itu",
        )
        assert precision_line(result.translated("en")) == (
            "Confidence interval",
            "cannot be computed, because one person alone answered U4: its mean is that person's answer",
        )
    two = [[*row[:3], 3 if place < 2 else None, *row[4:]] for place, row in enumerate(SETS["n60"].rows[:30])]
    assert sure(ikm.score([NAMES, *two])).low is not None


def test_an_interval_that_few_with_blanks_leave_out_says_so() -> None:
    words = precision_words(with_blanks(29, 1))[0]
    assert words == (
        (
            "Selang kepercayaan IKM tidak ditampilkan, karena respondennya kurang dari 30 dan kurang dari 10 di "
            "antaranya mengosongkan jawaban; dari selangnya jawaban mereka dapat dihitung kembali."
        ),
    )


def test_a_change_greater_than_the_index_can_make_is_no_smallest_change() -> None:
    # One gives 1 throughout, another 4: the t of two respondents would ask for 273 points of 75.
    two = ikm.score([NAMES, [3, *[4] * 8], [1] * 9], weight="exact")
    assert (sure(two).detectable_change, sure(two).change_reason) == (None, "beyond-range")
    assert precision_words(two.translated("en"))[0][-1] == (
        "The smallest change that would be noticed is not given: there are too few respondents, so that even the "
        "greatest change the index can make need not be noticed."
    )
    # As many again and again: it is told once it is at most the way to the farther end of the scale.
    changes = []
    for times in (1, 2, 4, 8, 16, 32):
        many = ikm.score([NAMES, *[[4] * 9, [1] * 9] * times], weight="exact")
        found = sure(many)
        changes.append(found.detectable_change)
        assert found.change_reason == ("beyond-range" if found.detectable_change is None else None)
    # The index is 62.5, which 37.5 at the most can be added to.
    assert changes[:3] == [None, None, None]
    assert all(one is not None and one <= 37.5 for one in changes[4:])


def test_why_no_change_would_be_noticed_is_said() -> None:
    alike = ikm.score([NAMES, *[[4] * 9] * 12], weight="exact")
    assert sure(alike).change_reason == "no-variance"
    assert precision_words(alike)[0][-1] == (
        "Perubahan terkecil yang dapat ditangkap tidak disebut: nilai semua responden sama, sehingga besarnya tidak "
        "dapat diduga."
    )
    assert sure(ikm.score([NAMES, *SETS["n10"].rows], population=10)).change_reason == "census"
    assert sure(ikm.score([NAMES, *SETS["n60"].rows])).change_reason is None
