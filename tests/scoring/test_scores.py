"""Scores: every figure of one result, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ikm
from ikm.regulation import load_regulation, parse_regulation
from ikm.scoring import IKMResult, compute_index, grade, score_tally
from ikm.tallies import Tally
from ikm.version import __version__

KEYS = [element.key for element in load_regulation().elements]
TWO = ["persyaratan", "prosedur"]
ROWS: list[list[Any]] = [[4, 3], [2, 3], [3, None], [Fraction(7, 2), 1]]
"""U1: 4 + 2 + 3 + 3½ = 12½ of 4; U2: 3 + 3 + 1 = 7 of 3.  Complete: 9½ and 7 of 3."""


def two(**options: Any) -> IKMResult:
    return score_tally(Tally.of_scores(TWO, ROWS), **{"weight": "exact", **options})


def many(**options: Any) -> IKMResult:
    return score_tally(Tally.of_scores(TWO, ROWS * 10), **{"weight": "exact", **options})


def even(score: Fraction | int, **options: Any) -> IKMResult:
    """Score one respondent who gave every element the same."""
    return score_tally(Tally.of_scores(KEYS, [[score] * 9]), **options)


def test_every_figure_of_a_survey_with_a_blank_is_the_one_worked_out_by_hand() -> None:
    result = two()
    # NRR 25/8 and 7/3; (25/8 + 7/3) / 2 = 131/48; x 25 = 3275/48 = 68.229…
    assert (result.ikm_exact, result.ikm, result.mutu, result.kinerja) == ("3275/48", 68.23, "C", "Kurang Baik")
    assert (result.weight, result.respondents, result.nrr_weighted) == ("exact", 4, 131 / 48)
    one, other = result.elements
    assert (one.key, one.code, one.name) == ("persyaratan", "U1", "Persyaratan")
    assert (one.total, one.filled, one.blank, one.nrr, one.weight, one.nrr_weighted) == (12.5, 4, 0, 3.125, 0.5, 1.5625)
    assert one.counts == {"1": 0, "2": 1, "3": 1, "3.5": 1, "4": 1}
    assert (one.ikm, one.mutu, one.kinerja) == (78.13, "B", "Baik")
    assert (other.total, other.filled, other.blank, other.nrr, other.nrr_weighted) == (7, 3, 1, 7 / 3, 7 / 6)
    assert (type(other.total), other.counts) == (int, {"1": 1, "2": 0, "3": 2, "4": 0})
    assert (other.ikm, other.mutu, other.kinerja) == (58.33, "D", "Tidak Baik")
    assert (result.lowest, result.highest) == (("prosedur",), ("persyaratan",))
    assert [(a.weight, a.ikm, a.mutu) for a in result.alternatives] == [("0.111", 68.23, "C"), ("0.11", 68.23, "C")]
    assert (result.grade_depends_on_weight, result.grade_depends_on_rounding) == (False, False)
    assert (result.sample, result.target, result.groups, result.lang) == (None, None, None, "id")


def test_only_complete_questionnaires_count_where_that_is_asked_for() -> None:
    result = two(missing="complete")
    # NRR 19/6 and 7/3; 11/4 x 25 = 68.75
    assert (result.ikm_exact, result.ikm, result.respondents) == ("275/4", 68.75, 3)
    assert [(e.total, e.filled, e.blank) for e in result.elements] == [(9.5, 3, 0), (7, 3, 0)]
    assert result.elements[0].counts == {"1": 0, "2": 1, "3": 0, "3.5": 1, "4": 1}
    assert [(a.weight, a.ikm) for a in result.alternatives] == [("0.111", 68.75), ("0.11", 68.75)]
    assert result.elements["persyaratan"].ikm == 79.17
    assert result.provenance.options == {"weight": "exact", "missing": "complete"}


def test_blanks_come_with_what_the_other_handling_gives() -> None:
    # Ten times the same: as many with a blank as may be told of.
    blanks, other = many().blanks, many(missing="complete").blanks
    assert blanks is not None
    assert other is not None
    assert (blanks.respondents, blanks.answers) == (other.respondents, other.answers) == (10, 10)
    assert (blanks.missing, blanks.other_missing) == ("available", "complete")
    assert (blanks.other_respondents, blanks.other_ikm, blanks.other_mutu) == (30, 68.75, "C")
    assert (other.missing, other.other_missing) == ("complete", "available")
    assert (other.other_respondents, other.other_ikm, other.other_mutu) == (40, 68.23, "C")
    assert score_tally(Tally.of_scores(TWO, [[4, 3]])).blanks is None


def test_blanks_keep_the_weights_asked_for() -> None:
    blanks = many(weight={"persyaratan": "0.9", "prosedur": "0.1"}).blanks
    assert blanks is not None
    # 19/6 x 0.9 + 7/3 x 0.1 = 37/12; x 25 = 77.0833…
    assert (blanks.other_ikm, blanks.other_mutu) == (77.08, "B")


def test_the_alternatives_are_the_other_named_weights_each_with_its_own_grade() -> None:
    result = even(Fraction(354, 100), weight="0.11")
    assert (result.ikm, result.mutu, result.weight) == (87.62, "B", "0.11")
    assert [(a.weight, a.ikm, a.mutu) for a in result.alternatives] == [("0.111", 88.41, "A"), ("exact", 88.5, "A")]
    assert result.grade_depends_on_weight
    assert [(a.weight, a.ikm) for a in even(3, missing="complete").alternatives] == [("exact", 75.0), ("0.11", 74.25)]


@pytest.mark.parametrize(
    ("exact", "ikm_", "mutu", "depends"),
    [("76.605", 76.61, "B", True), ("76.61", 76.61, "B", False), ("76.604", 76.6, "C", False),
     ("88.305", 88.31, "A", True), ("88.3", 88.3, "B", False), ("64.999", 65.0, "C", True), ("65", 65.0, "C", False),
     ("64.995", 65.0, "C", True), ("76.60999999999999999999", 76.61, "B", True), ("80.005", 80.01, "B", False)],
)  # fmt: skip
def test_the_grade_depends_on_rounding_only_where_cutting_off_gives_another(
    exact: str, ikm_: float, mutu: str, depends: bool
) -> None:
    result = even(Fraction(exact) / 25, weight="exact")
    assert (Fraction(result.ikm_exact), result.ikm, result.mutu) == (Fraction(exact), ikm_, mutu)
    assert result.grade_depends_on_rounding is depends


def test_own_weights_stand_exactly_in_the_provenance() -> None:
    table = {**dict.fromkeys(KEYS, "1/9"), "persyaratan": Fraction(2, 9) - Fraction(1, 10), "prosedur": 0.1}
    result = even(3, weight=table)
    assert result.weight == "own"
    assert result.provenance.options == {
        "weight": {**dict.fromkeys(KEYS, "1/9"), "persyaratan": "11/90", "prosedur": "1/10"}, "missing": "available",
    }  # fmt: skip
    again = even(3, weight=result.provenance.options["weight"])
    assert again == result
    assert [a.weight for a in result.alternatives] == ["0.111", "exact", "0.11"]


def test_own_weights_stand_in_the_provenance_of_a_survey_that_was_read() -> None:
    header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
    table = {"U1": "1/5", **dict.fromkeys(KEYS[1:], "1/10")}
    told = {"persyaratan": "1/5", **dict.fromkeys(KEYS[1:], "1/10")}
    read = ikm.load([header, [4, *[3] * 8]])
    for source in (read, read.tally()):
        result = ikm.score(source, weight=table)
        # 4 x 1/5 + 8 x 3 x 1/10 = 3.2
        assert (result.ikm, result.weight) == (80.0, "own")
        assert result.provenance.options["weight"] == told
    assert ikm.score(read).provenance.options["weight"] == "0.111"


def test_a_named_weight_stands_in_the_provenance_by_its_name() -> None:
    result = two(weight="0.11")
    assert result.provenance.options == {"weight": "0.11", "missing": "available"}
    assert even(3).provenance.options == {"weight": "0.111", "missing": "available"}
    law = load_regulation()
    where = result.provenance
    assert (where.ikm_version, where.regulation, where.regulation_sha256) == (__version__, law.key, law.digest)


def test_a_result_is_scored_under_the_instrument_given() -> None:
    law = load_regulation("permenpanrb-16-2014")
    result = two(regulation=law, population=None)
    # the bands of 2014: C up to 62.50, B from 62.51
    assert (result.ikm, result.mutu, result.kinerja) == (68.23, "B", "Baik")
    assert [element.mutu for element in result.elements] == ["B", "C"]
    assert (result.provenance.regulation, result.provenance.regulation_sha256) == (law.key, law.digest)
    assert grade(68.23, regulation=law).mutu == "B"
    assert grade(68.23).mutu == "C"
    with pytest.raises(ikm.OptionError, match="has no rule for the sample size"):
        two(regulation=law, population=10)


def test_the_names_are_in_the_language_asked_for() -> None:
    assert [two(lang="en").elements[0].name, two(lang="id").elements[0].name] == ["Requirements", "Persyaratan"]
    assert two(lang="en").lang == "en"


def test_the_sample_is_checked_with_the_questionnaires_that_count() -> None:
    sample = score_tally(Tally.of_scores(KEYS, [[3] * 9] * 134), population=205).sample
    assert sample is not None
    assert (sample.population, sample.required, sample.achieved, sample.sufficient) == (205, 134, 134, True)
    rows: list[list[Any]] = [[3] * 9] * 133 + [[None, *[3] * 8]]
    for missing, achieved in (("available", 134), ("complete", 133)):
        sample = score_tally(Tally.of_scores(KEYS, rows), population=205, missing=missing).sample  # type: ignore[arg-type]
        assert sample is not None
        assert (sample.achieved, sample.sufficient) == (achieved, achieved == 134)


@pytest.mark.parametrize(
    ("target", "value", "percent", "reached"),
    [(75, 75.0, 100.0, True), (75.01, 75.01, 99.99, False), (74.99, 74.99, 100.01, True), (81.5, 81.5, 92.02, False),
     (100, 100.0, 75.0, False), (0.01, 0.01, 750000.0, True),
     (0.005, 0.005, 1500000.0, True), (Fraction(1, 3), 1 / 3, 22500.0, True),
     (Decimal("75.00"), 75.0, 100.0, True)],
)  # fmt: skip
def test_a_target_is_reached_from_exactly_its_value_on(
    target: Any, value: float, percent: float, reached: bool
) -> None:
    found = even(3, weight="exact", target=target).target
    assert found is not None
    assert (found.value, found.achievement_percent, found.reached) == (value, percent, reached)


@pytest.mark.parametrize("target", [0, -1, 5e-324, 0.0049, 100.01, 101, "81", True, None])
def test_a_target_is_an_index_above_nothing_and_up_to_the_end_of_the_scale(target: Any) -> None:
    if target is None:
        assert even(3, target=None).target is None
        return
    with pytest.raises(ikm.OptionError, match=r"A target is an index above 0 and up to 100\.00, such as 81; got") as no:
        even(3, target=target)
    assert "Target adalah IKM di atas 0 sampai 100, misalnya target=81;" in no.value.words("id")


def test_a_target_is_compared_with_the_rounded_index() -> None:
    # 75.005 is published as 75.01
    found = even(Fraction("75.005") / 25, weight="exact", target=75.01).target
    assert found is not None
    assert (found.reached, found.achievement_percent) == (True, 100.0)


def test_levels_are_counted_whether_met_or_not_and_written_shortly() -> None:
    third = score_tally(Tally.of_scores(["a"], [[Fraction(10, 3)], [Fraction(7, 4)], [2], [2]]), weight="exact")
    assert third.elements[0].counts == {"1": 0, "1.75": 1, "2": 2, "3": 0, "10/3": 1, "4": 0}
    assert third.elements[0].total == pytest.approx(109 / 12)


def test_an_element_nobody_answered_stops_the_scoring_by_its_name_and_number() -> None:
    tally = Tally.of_scores(TWO, [[4, None], [3, None], [None, None]])
    with pytest.raises(ikm.ResponseError, match="U2 .*: none of 2 respondents answered it") as refused:
        score_tally(tally)
    (finding,) = refused.value.findings
    assert finding.code == "survey-element-unanswered"
    assert dict(finding.details) == {"element": load_regulation().element("prosedur").labels, "respondents": 2}
    assert "U2 Sistem, Mekanisme, dan Prosedur" in finding.translated("id").message
    partial = Tally.of_scores(TWO, [[4, None], [None, 3]])
    with pytest.raises(ikm.ResponseError) as none:
        score_tally(partial, missing="complete")
    assert [f.code for f in none.value.findings] == ["survey-no-respondents"]
    assert none.value.findings[0].details["missing"] == "complete"


def test_what_the_other_handling_cannot_score_has_no_figure_there() -> None:
    blanks = score_tally(Tally.of_scores(TWO, [[4, None], [None, 3]]), weight="exact").blanks
    assert blanks is not None
    assert (blanks.respondents, blanks.answers, blanks.other_respondents) == (2, 2, 0)
    assert (blanks.other_ikm, blanks.other_mutu) == (None, None)


@pytest.mark.parametrize(
    ("complete", "partial", "told"), [(10, 10, True), (10, 9, False), (9, 10, False), (40, 1, False), (1, 40, False)]
)
def test_the_other_handling_is_not_told_where_it_differs_by_few_or_is_of_few(
    complete: int, partial: int, told: bool
) -> None:
    """The sums of all less those of the complete questionnaires are the answers of those with blanks."""
    tally = Tally.of_scores(TWO, [[4, 3]] * complete + [[2, None]] * partial)
    for missing in ("available", "complete"):
        blanks = score_tally(tally, weight="exact", missing=missing).blanks
        assert blanks is not None
        assert (blanks.respondents, blanks.answers) == (partial, partial)
        assert (blanks.other_ikm is not None, blanks.other_respondents is not None) == (told, told)
    fewer = score_tally(Tally.of_scores(TWO, [[4, 3]] * 40 + [[2, None]] * 5), minimum_group=5).blanks
    assert fewer is not None
    assert fewer.other_respondents == 40


@pytest.mark.parametrize(("threes", "answer"), [(34, 1), (35, 2), (36, 3), (37, 4)])
def test_the_grade_of_what_is_not_told_follows_from_the_sums_that_are(threes: int, answer: int) -> None:
    """Forty complete ones give U1 a 3 or a 4 and U2 a 3; one answers U1 alone, so that U1 totals 127."""
    rows = [[3, 3]] * threes + [[4, 3]] * (40 - threes) + [[answer, None]]
    blanks = score_tally(Tally.of_scores(TWO, rows), weight="exact").blanks
    # 127 less 1 is 3.15 in the mean: 76.88, B; less 4 it is 3.075: 75.94, C.  So it hangs on that one.
    assert blanks is not None
    assert (blanks.other_ikm, blanks.other_mutu) == (None, None)
    lower = [[3, 3]] * (threes + 3) + [[4, 3]] * (37 - threes) + [[answer, None]]
    certain = score_tally(Tally.of_scores(TWO, lower), weight="exact").blanks
    # 124: less 1 it is 3.075, 75.94, and less 4 it is 3, 75: C.
    assert certain is not None
    assert (certain.other_ikm, certain.other_mutu) == (None, "C")


@pytest.mark.parametrize("answer", [1, 2, 3, 4])
def test_the_grade_of_all_beside_the_complete_ones_follows_from_these(answer: int) -> None:
    def graded(fours: int) -> object:
        rows = [[3, 3]] * (40 - fours) + [[4, 3]] * fours + [[answer, None]]
        blanks = score_tally(Tally.of_scores(TWO, rows), weight="exact", missing="complete").blanks
        assert blanks is not None
        assert blanks.other_ikm is None
        return blanks.other_mutu

    # U1 totals 120: 121 of 41 is 74.39, and 124 is 75.30.  126: 127 of 41 is 76.22, C, and 130 is 77.13, B.
    assert graded(0) == "C"
    assert graded(6) is None
    # 132: 133 of 41 is 78.05, and 136 is 78.96.
    assert graded(12) == "B"


@pytest.mark.parametrize(("low", "high"), [(1, 5), (0, 4), (2, 4), (1, 3)])
def test_counts_on_either_end_of_another_scale_are_never_scored(low: int, high: int) -> None:
    tally = Tally.of_scores(TWO, [[2, 3]], low=low, high=high)
    with pytest.raises(ikm.ResponseError, match=f"the scale {low}–{high}, the regulation 1–4") as refused:
        score_tally(tally)
    assert [finding.code for finding in refused.value.findings] == ["survey-other-scale"]


def test_an_instrument_of_another_scale_scores_counts_of_that_scale() -> None:
    path = Path(ikm.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (("low = 1\n", "low = 2\n"), ('nrr_low = "1.00"', 'nrr_low = "2.00"'), ('"25.00"', '"50.00"')):
        assert old in text
        text = text.replace(old, new, 1)
    law = parse_regulation(text.encode(), "own.toml")
    result = score_tally(Tally.of_scores(TWO, [[2, 3]], low=2, high=4), regulation=law, weight="exact")
    assert (result.ikm, result.mutu, result.elements[0].counts) == (62.5, "D", {"2": 1, "3": 0, "4": 0})


def test_an_index_can_be_computed_of_counts_alone() -> None:
    law = load_regulation()
    counts = Tally.of_scores(TWO, ROWS).total
    index = compute_index(counts, law.weights("exact", TWO), law)
    assert index.nrr == {"persyaratan": Fraction(25, 8), "prosedur": Fraction(7, 3)}
    assert (index.skm, index.exact, index.rounded) == (Fraction(131, 48), Fraction(3275, 48), Decimal("68.23"))
    assert index.band.mutu == "C"
    assert compute_index(counts, law.weights("exact", TWO), law, "complete").exact == Fraction(275, 4)
    assert compute_index(counts, law.weights("exact", TWO), law, "available") == index


@pytest.mark.parametrize("missing", ["drop", "", None, "AVAILABLE"])
def test_blanks_are_handled_in_one_of_two_ways(missing: Any) -> None:
    with pytest.raises(ikm.OptionError, match='missing is "available" or "complete"; got'):
        two(missing=missing)
