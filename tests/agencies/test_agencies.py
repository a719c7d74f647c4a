"""Agencies: the figures of several units by each method, and what becomes of a unit, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tables import NAMES, as_csv, as_xlsx

import ikm
from ikm.agencies import AgencyResult, CountedUnit, count_unit, counted_once, for_several, refused_unit, unite
from ikm.agencies.disclosure import guarded
from ikm.findings import Finding, for_command
from ikm.regulation import load_regulation, round_half_up
from ikm.reports import unit_note
from ikm.surveys import load, merged_file, tally_file
from ikm.tallies import Tally

LAW = load_regulation()
KEYS = [element.key for element in LAW.elements]
OLD = "permenpanrb-16-2014"
EXACT = {"a": 175, "b": 75, "c": 50}


def sheet(*scores: Any) -> list[list[Any]]:
    """Make a survey: a number is one respondent who gave every element that score."""
    return [NAMES, *([score] * 9 if isinstance(score, int) else score for score in scores)]


UNITS = {"a": sheet(*[4, 3] * 10), "b": sheet(*[3] * 10), "c": sheet(*[2] * 10)}
"""Indices 87.5, 75 and 50; the forty together 75.  No unit is so small that its figure gives answers away."""


def score(units: Any = UNITS, **options: Any) -> AgencyResult:
    return ikm.score_agency(units, **{"weight": "exact", **options})


def figures(result: AgencyResult) -> dict[str, tuple[Any, ...]]:
    return {one.method: (one.ikm_exact, one.ikm, one.mutu, one.kinerja, one.reason) for one in result.agency.figures}


def codes(result: AgencyResult) -> list[str]:
    return [finding.code for finding in result.agency.findings]


def details(result: AgencyResult, code: str) -> str:
    return next(finding.message for finding in result.agency.findings if finding.code == code)


# ---- the three methods


def test_the_three_methods_give_the_figures_worked_out_by_hand() -> None:
    result = score(populations={"a": 10, "b": 20, "c": 70})
    # pooled (40 + 30 + 30 + 20) / 40 x 25; mean (87.5 + 75 + 50) / 3; weighted (875 + 1500 + 3500) / 100
    assert figures(result) == {
        "pooled": ("75", 75.0, "C", "Kurang Baik", None),
        "mean": ("425/6", 70.83, "C", "Kurang Baik", None),
        "weighted": ("235/4", 58.75, "D", "Tidak Baik", None),
    }
    agency = result.agency
    assert (agency.units, agency.scored, agency.refused, agency.respondents) == (3, 3, 0, 40)
    assert agency.grade_depends_on_method
    assert codes(result) == ["survey-grade-depends-on-method"]
    assert agency.pooled is not None
    assert (agency.pooled.ikm_exact, agency.pooled.respondents, agency.pooled.weight) == ("75", 40, "exact")
    assert [(one.unit, one.scored, one.population) for one in result.units] == [
        ("a", True, 10), ("b", True, 20), ("c", True, 70),
    ]  # fmt: skip
    assert [one.result.ikm_exact for one in result.units if one.result] == ["175/2", "75", "50"]
    assert [one.name for one in agency.figures] == [
        "semua responden digabung", "rata-rata biasa unit", "rata-rata tertimbang populasi",
    ]  # fmt: skip


def test_methods_that_agree_on_the_grade_say_nothing_of_it() -> None:
    result = score({"a": sheet(*[4, 3] * 5), "b": sheet(*[3] * 10)}, populations={"a": 1, "b": 1})
    # 81.25 by all three: grades that are the same hang on nothing
    assert [figure[1:3] for figure in figures(result).values()] == [(81.25, "B")] * 3
    assert (result.agency.grade_depends_on_method, codes(result)) == (False, [])


def test_the_words_name_each_method_with_its_grade() -> None:
    english = score(populations={"a": 10, "b": 20, "c": 70}, lang="en")
    assert "pooled respondents C, plain mean of units C, mean weighted by population D" in details(
        english, "survey-grade-depends-on-method"
    )
    assert [one.name for one in english.agency.figures] == [
        "pooled respondents", "plain mean of units", "mean weighted by population",
    ]  # fmt: skip
    indonesian = score(populations={"a": 10, "b": 20, "c": 70})
    assert "semua responden digabung C, rata-rata biasa unit C, rata-rata tertimbang populasi D" in details(
        indonesian, "survey-grade-depends-on-method"
    )
    assert (english.lang, indonesian.lang) == ("en", "id")
    names = [one.agency.pooled.elements[0].name for one in (english, indonesian) if one.agency.pooled]
    assert names == ["Requirements", "Persyaratan"]


def test_a_mean_of_indices_is_rounded_once_and_half_up() -> None:
    # (100 x 1 + 25 x 2) / 3 and, in one step, 81.245 -> 81.25
    result = score({"a": sheet(1), "b": sheet(4)}, populations={"a": 3751, "b": 11249})
    assert figures(result)["weighted"][:3] == ("16249/200", 81.25, "B")
    assert figures(result)["mean"][:3] == ("125/2", 62.5, "D")


def test_a_unit_that_serves_nobody_counts_in_the_mean_and_not_in_the_weighted_mean() -> None:
    result = score(populations={"a": 10, "b": 0, "c": 10})
    assert figures(result)["weighted"][0] == str(Fraction(275, 4))
    nobody = score(populations={"a": 0, "b": 0, "c": 0})
    assert figures(nobody)["weighted"][:2] == (None, None)
    assert codes(nobody) == ["survey-units-no-population"]
    assert figures(nobody)["weighted"][4] == details(nobody, "survey-units-no-population")


def test_the_weighted_mean_waits_for_the_population_of_every_scored_unit() -> None:
    result = score(populations={"a": 10, "c": 70})
    assert figures(result)["weighted"][:4] == (None, None, None, None)
    assert codes(result) == ["survey-units-unknown-population"]
    assert figures(result)["weighted"][4] == details(result, "survey-units-unknown-population")
    assert figures(result)["weighted"][4].count("b") >= 1
    refused = score({**UNITS, "d": sheet(9)}, populations={"a": 10, "b": 20, "c": 70})
    assert figures(refused)["weighted"][0] == "235/4"


def test_a_refused_unit_is_in_no_figure_and_is_named() -> None:
    result = score({"x": sheet(9), **UNITS, "y": sheet(7)}, populations={"a": 10, "b": 20, "c": 70})
    agency = result.agency
    assert (agency.units, agency.scored, agency.refused, agency.respondents) == (5, 3, 2, 40)
    assert figures(result)["pooled"][0] == "75"
    assert figures(result)["mean"][0] == "425/6"
    assert codes(result) == ["survey-units-refused", "survey-grade-depends-on-method"]
    assert "2" in details(result, "survey-units-refused")
    assert "x, y" in details(result, "survey-units-refused")
    bad = result.units[0]
    assert (bad.unit, bad.scored, bad.result) == ("x", False, None)
    assert bad.refusal is not None
    assert {finding.code for finding in bad.refusal.findings} == {"answer-off-scale"}
    assert bad.refusal.findings_total == {"answer-off-scale": 9}
    assert bad.refusal.provenance.regulation == LAW.key


def test_a_unit_with_counts_and_no_figure_is_in_no_figure_of_the_agency() -> None:
    result = score({"a": sheet(4), "few": sheet([None, *[4] * 8]), "b": sheet(2)}, populations={"a": 1, "b": 1})
    assert [unit.scored for unit in result.units] == [True, False, True]
    assert [figure[:2] for figure in figures(result).values()] == [("75", 75.0)] * 3
    assert (result.agency.scored, result.agency.refused, result.agency.respondents) == (2, 1, 2)


def test_where_every_unit_is_refused_there_is_no_figure_and_one_reason() -> None:
    result = score({"x": sheet(9), "y": sheet(7)})
    reason = details(result, "survey-units-none")
    assert figures(result) == dict.fromkeys(("pooled", "mean", "weighted"), (None, None, None, None, reason))
    assert codes(result) == ["survey-units-refused", "survey-units-none"]
    agency = result.agency
    assert (agency.scored, agency.refused, agency.respondents, agency.pooled) == (0, 2, 0, None)
    assert not agency.grade_depends_on_method


def test_units_that_count_other_elements_have_no_pooled_figure() -> None:
    eight = Tally.of_scores(KEYS[:8], [[4] * 8])
    result = score({"a": sheet(4), "b": eight, "c": sheet(2)}, populations={"a": 1, "b": 1, "c": 2})
    assert figures(result)["pooled"][:4] == (None, None, None, None)
    assert figures(result)["mean"][:2] == ("250/3", 83.33)
    assert figures(result)["weighted"][:2] == ("75", 75.0)
    assert "survey-units-differ" in codes(result)
    assert figures(result)["pooled"][4] == details(result, "survey-units-differ")
    assert "b" in details(result, "survey-units-differ")
    assert result.agency.pooled is None
    assert [one.scored for one in result.units] == [True, True, True]


def test_units_of_the_same_answers_to_the_last_are_noticed_from_ten_respondents_on() -> None:
    ten, nine = sheet(*[4] * 9, 3), sheet(*[4] * 8, 3)
    result = score({"a": ten, "b": sheet(3, *[4] * 9), "c": nine, "d": sheet(*nine[1:]), "e": sheet(*[4] * 10)})
    assert codes(result).count("survey-units-alike") == 1
    words = Finding("survey-units-alike", details={"units": "a, b"})
    assert details(result, "survey-units-alike") == words.translated("id").message
    assert result.agency.scored == 5
    assert "survey-units-alike" not in codes(score({"c": nine, "d": sheet(3, *[4] * 8)}))


def test_the_agency_is_scored_with_the_options_of_its_units() -> None:
    rows = [[None, *[4] * 8]] * 2
    units = {"a": sheet(4, *rows), "b": sheet(2, 2)}
    whole = score(units, missing="complete", population=205, target=60, weight="0.11")
    # complete: (4 + 2 + 2) / 3 x 0.99 x 25 = 66
    assert figures(whole)["pooled"][:2] == ("66", 66.0)
    pooled = whole.agency.pooled
    assert pooled is not None
    assert pooled.sample is not None
    assert pooled.target is not None
    assert (pooled.weight, pooled.respondents, pooled.sample.required, pooled.target.value) == ("0.11", 3, 134, 60.0)
    assert pooled.provenance.options["missing"] == "complete"
    every = score(units, weight="0.11").agency.pooled
    assert every is not None
    assert (every.respondents, every.sample, every.target) == (5, None, None)
    assert [one.result.target.value for one in whole.units if one.result and one.result.target] == [60.0, 60.0]
    assert all(one.result.sample is None for one in whole.units if one.result)


def test_the_agency_is_scored_under_the_instrument_of_its_units() -> None:
    rows = [[*NAMES[:7], "Maklumat pelayanan", "Penanganan pengaduan"], [3] * 9]
    result = score({"a": rows}, regulation=OLD)
    # 75 is B from 62.51 to 81.25 in 2014, and C in 2017
    assert [figure[1:3] for figure in figures(result).values()] == [(75.0, "B"), (75.0, "B"), (None, None)]
    assert result.agency.pooled is not None
    assert result.agency.pooled.provenance.regulation == OLD
    counted = [count_unit("a", rows, regulation=OLD)]
    with pytest.raises(ikm.OptionError, match=f"a was read under {OLD}, not under {LAW.key}; give that regulation"):
        unite(counted)


def test_answers_taken_as_blank_at_the_units_are_blank_in_the_agency() -> None:
    result = score({"a": sheet(4, [9, *[4] * 8]), "b": sheet(2)}, invalid="blank")
    assert figures(result)["pooled"][0] == str(Fraction(3 + 8 * Fraction(10, 3), 9) * 25)
    assert score({"a": sheet(4, [9, *[4] * 8]), "b": sheet(2)}).agency.scored == 1


@pytest.mark.parametrize("invalid", ["refuse", "blank"])
def test_how_invalid_answers_were_taken_is_told_of_each_unit_and_not_of_all(invalid: str) -> None:
    result = score({"a": sheet(4, [9, *[4] * 8]), "b": sheet(2)}, invalid=invalid)
    assert result.agency.pooled is not None
    assert result.agency.pooled.provenance.options == {"missing": "available", "weight": "exact"}
    assert [one.result.provenance.options["invalid"] for one in result.units if one.result] == (
        [invalid] * (1 + (invalid == "blank"))
    )


def test_groups_stand_at_the_units_alone() -> None:
    table = [["Loket", *NAMES], *([name, *[3] * 9] for name in "xy" for _ in range(10))]
    result = score({"a": table}, by="Loket")
    (unit,) = result.units
    assert unit.result is not None
    assert [(g.group, g.respondents) for g in unit.result.groups or ()] == [({"Loket": "x"}, 10), ({"Loket": "y"}, 10)]
    assert result.agency.pooled is not None
    assert result.agency.pooled.groups is None


# ---- wrong use


def test_wrong_use_is_refused_before_anything_is_scored() -> None:
    with pytest.raises(ikm.OptionError, match=r"There is no unit 'z'; the units are a, b, c\."):
        score(populations={"a": 1, "z": 2})
    with pytest.raises(ikm.OptionError, match="The population is a whole number of people"):
        score(populations={"a": 0.5})
    with pytest.raises(ikm.OptionError, match="There is no unit to score"):
        score({})


def test_a_survey_file_holds_for_every_unit_and_what_is_given_wins(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('weight = "0.11"\ntarget = 70\n', encoding="utf-8")
    told = score(UNITS, survey=plan, weight=None)
    assert [one.result.weight for one in told.units if one.result] == ["0.11"] * 3
    assert told.agency.pooled is not None
    assert told.agency.pooled.target is not None
    assert (told.agency.pooled.weight, told.agency.pooled.target.value) == ("0.11", 70.0)
    given = score(UNITS, survey=plan, weight="exact", target=80)
    assert given.agency.pooled is not None
    assert given.agency.pooled.target is not None
    assert (given.agency.pooled.weight, given.agency.pooled.target.value) == ("exact", 80.0)
    assert for_several({"weight": "exact", "survey": None}) == {"weight": "exact", "survey": None}
    plan.write_text(f'regulation = "{OLD}"\n', encoding="utf-8")
    assert for_several({"survey": plan, "regulation": None})["regulation"] == OLD
    assert for_several({"survey": plan, "regulation": LAW.key})["regulation"] == LAW.key
    plan.write_text("population = 205\n", encoding="utf-8")
    with pytest.raises(ikm.OptionError, match="The survey file names a population") as refused:
        for_several({"survey": plan})
    assert "`populations`" in refused.value.words("id")


# ---- a unit


def test_a_unit_is_scored_and_its_counts_are_kept() -> None:
    unit, file = count_unit("Loket A", sheet(4, 3), input="a.csv", population=205, weight="exact", target=80)
    assert (unit.unit, unit.input, unit.scored, unit.population, unit.refusal) == ("Loket A", "a.csv", True, 205, None)
    assert unit.result is not None
    assert unit.result.sample is not None
    assert unit.result.target is not None
    assert (unit.result.ikm, unit.result.sample.population, unit.result.target.value) == (87.5, 205, 80.0)
    assert file is not None
    assert (file.unit, file.population, file.invalid, file.by, file.moments) == ("Loket A", 205, "refuse", (), False)
    assert file.tally.total.sum("biaya") == 7
    assert file.regulation == LAW.key


def test_a_unit_keeps_of_its_counts_what_is_asked_for() -> None:
    table = [["Loket", *NAMES], *([name, *[3] * 9] for name in "xy" for _ in range(10))]
    bare = count_unit("a", table, by="Loket")
    full = count_unit("a", table, by="Loket", keep_groups=True, moments=True, invalid="blank")
    assert bare.file is not None
    assert full.file is not None
    assert (bare.file.by, bare.file.moments, bare.file.invalid) == ((), False, "refuse")
    assert (full.file.by, full.file.moments, full.file.invalid) == (("Loket",), True, "blank")
    assert list(full.file.tally.groups) == [("x",), ("y",)]
    for one in (bare, full):
        assert one.result.result is not None
        assert [g.respondents for g in one.result.result.groups or ()] == [10, 10]


def test_a_survey_file_says_how_a_unit_is_read(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('by = ["Loket"]\ninvalid = "blank"\nweight = "exact"\nminimum_group = 5\n', encoding="utf-8")
    table = [["Loket", *NAMES], *([name, *[3] * 9] for name in "xy" for _ in range(6)), ["x", 9, *[3] * 8]]
    unit, file = count_unit("a", table, survey=plan, keep_groups=True)
    assert unit.result is not None
    assert file is not None
    assert (file.by, file.invalid, unit.result.weight) == (("Loket",), "blank", "exact")
    assert [g.respondents for g in unit.result.groups or ()] == [7, 6]
    assert unit.result.provenance.options["invalid"] == "blank"
    stricter = count_unit("a", table, survey=plan, invalid="refuse")
    assert (stricter.result.scored, stricter.file) == (False, None)


def test_a_unit_is_read_with_the_options_and_the_survey_file_given(tmp_path: Path) -> None:
    bare = [[f"U{i}" for i in range(1, 10)], [*[3] * 7, 4, 1]]
    plan = tmp_path / "survei.toml"
    plan.write_text('order = "annex"\n', encoding="utf-8")
    for options, means in (({}, (4.0, 1.0)), ({"order": "annex"}, (1.0, 4.0)), ({"survey": plan}, (1.0, 4.0))):
        unit, file = count_unit("a", bare, **options)
        assert unit.result is not None
        assert file is not None
        assert tuple(unit.result.elements[key].nrr for key in ("pengaduan", "sarana")) == means
        assert (file.tally.total.sum("pengaduan"), file.tally.total.sum("sarana")) == means
    assert count_unit("a", [["Loket", *NAMES], ["x", *[3] * 9]], keep="Loket").result.scored
    with pytest.raises(ikm.OptionError, match="^keep is the name of a column"):
        count_unit("a", bare, keep=5)
    with pytest.raises(ikm.OptionError, match="^by is the name of a column"):
        count_unit("a", bare, by=5)  # type: ignore[arg-type]


def test_more_respondents_than_people_are_told_at_the_unit() -> None:
    told = [count_unit("a", sheet(3, 3), population=people).result.result for people in (1, 2)]
    alone = [ikm.score(sheet(3, 3), population=people) for people in (1, 2)]
    assert [one.findings_total for one in told if one] == [one.findings_total for one in alone]
    assert alone[0].findings_total != alone[1].findings_total


def test_what_cannot_be_read_is_refused_under_the_instrument_asked_for(tmp_path: Path) -> None:
    refusal = count_unit("a", tmp_path / "none.csv", regulation=OLD).result.refusal
    assert refusal is not None
    assert refusal.provenance.regulation == OLD


def test_data_that_cannot_be_scored_becomes_a_refusal_with_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(sheet(9, 3)))
    unit, file = count_unit("a", path, input="a.csv", population=5, lang="en")
    assert (unit.unit, unit.input, unit.scored, unit.population, unit.result, file) == (
        "a", "a.csv", False, 5, None, None,
    )  # fmt: skip
    assert unit.refusal is not None
    assert unit.refusal.findings_total["answer-off-scale"] == 9
    assert [(f.cell, f.code) for f in unit.refusal.findings][:2] == [
        ("A2", "answer-off-scale"),
        ("B2", "answer-off-scale"),
    ]
    assert "scale" in unit.refusal.findings[0].message
    where = unit.refusal.provenance
    assert (where.input_name, where.regulation, where.rows is None) == ("a.csv", LAW.key, False)
    assert where.input_sha256 is not None
    gone = count_unit("b", tmp_path / "none.csv", input="none.csv").result
    assert (gone.scored, gone.population) == (False, None)
    assert gone.refusal is not None
    assert (gone.refusal.provenance.input_name, gone.refusal.provenance.input_sha256) == ("none.csv", None)


def test_counts_too_few_for_a_figure_are_kept_and_refused() -> None:
    unit, file = count_unit("a", sheet([None, *[4] * 8]), lang="en")
    assert (unit.scored, unit.result) == (False, None)
    assert unit.refusal is not None
    assert "survey-element-unanswered" in {f.code for f in unit.refusal.findings}
    assert unit.refusal.findings_total["survey-element-unanswered"] == 1
    assert any("answered it" in finding.message for finding in unit.refusal.findings)
    assert file is not None
    assert file.tally.total.blank("persyaratan") == 1


# ---- a unit that sent its counts


def sent(*scores: Any, **options: Any) -> Any:
    return tally_file(load(sheet(*scores)), **options)


def test_a_unit_that_sent_its_counts_is_scored_as_its_answers_are(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = ["Timestamp", *NAMES]
    path.write_bytes(as_csv([head, ["2025-01-05 08:00:00", *[4] * 9], ["2025-03-06 09:30:00", *[3] * 9]]))
    read = load(path)
    file = tally_file(read, unit="A", population=205)
    alone = count_unit("a", path, input="a.csv", population=205, weight="exact").result.result
    unit, kept = count_unit("a", file, input="a.tally.json", weight="exact")
    assert alone is not None
    assert unit.result is not None
    assert kept is file
    assert (unit.population, unit.input, unit.scored) == (205, "a.tally.json", True)
    assert (unit.result.ikm_exact, unit.result.sample, unit.result.period) == (
        alone.ikm_exact, alone.sample, alone.period,
    )  # fmt: skip
    assert unit.result.period is not None
    assert (unit.result.period.first, unit.result.period.last) == (
        datetime(2025, 1, 5, 8), datetime(2025, 3, 6, 9, 30),  # noqa: DTZ001 - a form tells no zone
    )  # fmt: skip
    mine, theirs = unit.result.provenance, alone.provenance
    assert (mine.input_name, mine.input_sha256, mine.sheet) == ("a.csv", theirs.input_sha256, theirs.sheet)
    assert (mine.questionnaire, mine.rows) == (theirs.questionnaire, theirs.rows)
    assert mine.options["weight"] == "exact"
    assert set(alone.findings_total) <= set(unit.result.findings_total)
    assert list(unit.result.findings_total) == sorted(unit.result.findings_total)


def test_the_population_given_wins_over_the_one_that_was_sent() -> None:
    file = sent(4, 3, population=205)
    for given, used in ((None, 205), (50, 50), (0, 0)):
        unit = count_unit("a", file, population=given).result
        assert unit.population == used
        assert unit.result is not None
        assert unit.result.sample is not None
        assert unit.result.sample.population == used
    assert count_unit("a", sent(4)).result.population is None


def test_answers_a_unit_took_as_blank_stay_blank() -> None:
    file = sent(4, [9, *[4] * 8], invalid="blank")
    for invalid in (None, "blank"):
        unit = count_unit("a", file, invalid=invalid).result
        assert unit.result is not None
        assert unit.result.provenance.options["invalid"] == "blank"
        assert unit.result.findings_total["survey-invalid-blanked"] == 1
        assert unit.result.elements["persyaratan"].blank == 1
    strict = count_unit("a", file, invalid="refuse")
    assert (strict.result.scored, strict.file) == (False, None)
    assert strict.result.refusal is not None
    assert "survey-answers-unusable" in {f.code for f in strict.result.refusal.findings}


def test_counts_made_elsewhere_are_a_unit_too_and_their_faults_stop_it() -> None:
    tally = Tally.of_scores(KEYS, [[4] * 9, [3] * 9])
    unit, file = count_unit("a", tally, input="a", weight="exact")
    assert unit.result is not None
    assert (unit.result.ikm, unit.result.provenance.input_name) == (87.5, "a")
    assert file is not None
    assert (file.tally, file.inputs) == (tally, ())
    faulty = replace(tally, faults={("biaya", "answer-off-scale"): 1})
    assert count_unit("a", faulty).result.scored is False
    assert count_unit("a", faulty).file is None
    assert count_unit("a", faulty, invalid="blank").result.scored


def test_counts_without_a_figure_are_kept_where_nothing_else_is_wrong() -> None:
    tally = Tally.of_scores(KEYS, [[None, *[4] * 8]])
    one = count_unit("a", tally, lang="en")
    assert one.result.scored is False
    assert one.result.refusal is not None
    assert {f.code for f in one.result.refusal.findings} >= {"survey-element-unanswered"}
    assert one.file is not None
    faulty = replace(tally, faults={("persyaratan", "answer-off-scale"): 1})
    assert count_unit("a", faulty).file is None
    assert count_unit("a", faulty, invalid="blank").file is not None


def test_counts_are_grouped_by_what_is_asked_of_their_own_grouping() -> None:
    rows = [[3] * 9] * 20
    names = [("x", "1")] * 10 + [("y", "1")] * 10
    tally = Tally.of_scores(KEYS, rows, groups=names, by=["loket", "q"])
    for source in (tally, tally_file(tally)):
        whole, by = count_unit("a", source).result.result, count_unit("a", source, by="loket").result.result
        assert whole is not None
        assert by is not None
        assert whole.groups is None
        assert [(g.group, g.respondents) for g in by.groups or ()] == [({"loket": "x"}, 10), ({"loket": "y"}, 10)]


def test_counts_under_another_instrument_are_refused_by_name() -> None:
    old = tally_file(load([[*NAMES[:7], "Maklumat pelayanan", "Penanganan pengaduan"], [3] * 9], regulation=OLD))
    unit, file = count_unit("a", old, input="a.json", lang="en")
    assert (unit.scored, file) == (False, None)
    assert unit.refusal is not None
    (finding,) = unit.refusal.findings
    assert finding.code == "file-tally-law"
    assert OLD in finding.message
    assert LAW.key in finding.message
    assert unit.refusal.provenance.regulation == LAW.key
    scored = count_unit("a", old, regulation=OLD).result.result
    assert scored is not None
    assert scored.mutu == "B"
    same = sent(4).model_copy(update={"regulation_sha256": "0" * 64})
    refusal = count_unit("a", same).result.refusal
    assert refusal is not None
    assert f"{LAW.key} (00000000)" in refusal.findings[0].message
    assert f"{LAW.key} ({LAW.digest[:8]})" in refusal.findings[0].message


def test_counts_are_scored_under_the_instrument_named_with_them() -> None:
    tally = Tally.of_scores([element.key for element in load_regulation(OLD).elements], [[3] * 9])
    unit, file = count_unit("a", tally, regulation=OLD)
    assert unit.result is not None
    assert file is not None
    assert (unit.result.mutu, unit.result.provenance.regulation, file.regulation) == ("B", OLD, OLD)


def test_a_refusal_of_counts_says_where_they_came_from_in_the_language_asked_for() -> None:
    few = Tally.of_scores(KEYS, [[None, *[4] * 8]])
    old = tally_file(few, regulation=OLD)
    for source, code in ((few, "survey-element-unanswered"), (old, "file-tally-law")):
        for lang in ("id", "en"):
            refusal = count_unit("a", source, input="a.json", lang=lang).result.refusal
            assert refusal is not None
            assert refusal.provenance.input_name == "a.json"
            (said,) = [finding.message for finding in refusal.findings if finding.code == code]
            assert ("tidak" in said or "bukan" in said or "dihitung" in said) is (lang == "id"), said
            assert "(" not in said or code != "file-tally-law"


def test_a_unit_that_sent_the_counts_of_a_workbook_says_which_sheet_and_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        as_xlsx([["Nama", *NAMES], *([f"x{i}", *[3] * 9] for i in range(2)), ["x2", *[None] * 9]], "Jawaban")
    )
    read = load(path, questionnaire="skm")
    unit = count_unit("a", tally_file(read)).result
    assert unit.result is not None
    where = unit.result.provenance
    assert (where.sheet, where.questionnaire, where.input_name) == ("Jawaban", "skm", "a.xlsx")
    assert where.rows is not None
    assert (where.rows.used, where.rows.unanswered) == (2, 1)
    assert unit.result.findings_total["row-unanswered"] == 1


def test_counts_take_no_options_of_reading() -> None:
    for options in ({"survey": "survei.toml"}, {"sheet": 1}):
        with pytest.raises(
            ikm.OptionError, match="Counts are already read: they take neither a survey file nor options"
        ):
            count_unit("a", sent(4), **options)


def test_a_merged_file_names_no_single_input() -> None:
    whole = merged_file([sent(4), sent(3)], unit="Dinas")
    unit = count_unit("Dinas", whole, input="dinas.json").result
    assert unit.result is not None
    where = unit.result.provenance
    assert (where.input_name, where.input_sha256, where.sheet) == ("dinas.json", None, None)
    assert where.rows is not None
    assert where.rows.used == 2


# ---- units that count the same respondents


def test_the_same_input_counts_once_and_the_second_is_refused_with_the_first_ones_name() -> None:
    one, two = as_csv(sheet(4)), as_csv(sheet(3))
    counted = [
        count_unit("a", one, input="a.csv", population=1), count_unit("b", two, input="b.csv"),
        count_unit("c", one, input="c.csv", population=7), count_unit("d", one), count_unit("e", two),
    ]  # fmt: skip
    kept = counted_once(counted, "en")
    assert kept[:2] == counted[:2]
    assert [unit.result.scored for unit in kept] == [True, True, False, False, False]
    assert [unit.file for unit in kept[2:]] == [None, None, None]
    assert [(unit.result.unit, unit.result.input, unit.result.population) for unit in kept[2:]] == [
        ("c", "c.csv", 7), ("d", None, None), ("e", None, None),
    ]  # fmt: skip
    found = [unit.result.refusal.findings for unit in kept[2:] if unit.result.refusal]
    assert [[finding.code for finding in one] for one in found] == [["file-counted-twice"]] * 3
    messages = [one[0].message for one in found]
    assert ["a.csv" in message for message in messages] == [True, True, False]
    assert "b.csv" in messages[2]
    for lang in ("id", "en"):
        twice = score({"a": one, "b": one}, lang=lang).units[1].refusal
        assert twice is not None
        assert (
            twice.findings[0].message == Finding("file-counted-twice", details={"other": "a"}).translated(lang).message
        )
    assert messages[0] == Finding("file-counted-twice", details={"other": "a.csv"}).translated("en").message
    unnamed = counted_once([count_unit("first", one), count_unit("second", one)])
    assert unnamed[1].result.refusal is not None
    assert "first" in unnamed[1].result.refusal.findings[0].message


def test_refused_units_and_counts_without_an_input_are_never_twice_the_same() -> None:
    bad = CountedUnit(count_unit("x", sheet(9)).result, None)
    bare = count_unit("t", Tally.of_scores(KEYS, [[4] * 9]))
    assert counted_once([bad, bad, bare, bare]) == [bad, bad, bare, bare]


def test_the_same_file_may_be_counted_twice_where_that_is_asked_for() -> None:
    same = as_csv(sheet(4, 3))
    once, twice = score({"a": same, "b": same}), score({"a": same, "b": same}, allow_duplicates=True)
    assert (once.agency.scored, once.agency.respondents, twice.agency.scored, twice.agency.respondents) == (1, 2, 2, 4)


def test_a_unit_can_be_refused_for_what_is_not_in_its_answers() -> None:
    finding = Finding("survey-units-absent", details={"number": 1, "units": "z"})
    unit, file = refused_unit("z", finding, input="z.csv", population=3, regulation=OLD, lang="en")
    assert (unit.unit, unit.input, unit.population, unit.scored, file) == ("z", "z.csv", 3, False, None)
    assert unit.refusal is not None
    assert unit.refusal.findings[0].message == finding.translated("en").message
    assert unit.refusal.findings_total == {"survey-units-absent": 1}
    where = unit.refusal.provenance
    assert (where.input_name, where.regulation, where.options) == ("z.csv", OLD, {})
    assert refused_unit("z", finding).result.refusal is not None


def test_units_that_are_absent_are_named_up_to_ten() -> None:
    counted = [count_unit("a", sheet(*[4] * 10), weight="exact")]
    ten, eleven = [f"u{i}" for i in range(10)], [f"u{i}" for i in range(11)]
    for absent, words in ((ten, "u0, u1, u2, u3, u4, u5, u6, u7, u8, u9"), (eleven, "u8, u9 … (+1)")):
        result = unite(counted, absent=absent, weight="exact")
        assert codes(result) == ["survey-units-absent", "survey-units-unknown-population"]
        assert words in details(result, "survey-units-absent")
        assert str(len(absent)) in details(result, "survey-units-absent")
        assert result.agency.units == 1
    assert "(+" not in details(unite(counted, absent=ten), "survey-units-absent")


# ---- how sure the figures are


def test_the_limits_of_a_mean_are_put_together_of_those_of_its_units() -> None:
    result = score(populations={"a": 1000, "b": 2000, "c": 7000})
    units = [one.result for one in result.units if one.result]
    sure = [one.uncertainty for one in units if one.uncertainty]
    by = {one.method: one for one in result.agency.figures}
    for method, weights in (("mean", [1 / 3] * 3), ("weighted", [0.1, 0.2, 0.7])):
        means = [float(Fraction(one.ikm_exact)) for one in units]
        middle = sum(w * m for w, m in zip(weights, means, strict=True))
        below = sum((w * (m - (one.low or 0))) ** 2 for w, m, one in zip(weights, means, sure, strict=True)) ** 0.5
        above = sum((w * ((one.high or 0) - m)) ** 2 for w, m, one in zip(weights, means, sure, strict=True)) ** 0.5
        figure = next(one for one in result.agency.figures if one.method == method)
        assert figure.low == pytest.approx(middle - below, abs=6e-5)
        assert figure.high == pytest.approx(middle + above, abs=6e-5)
    pooled = result.agency.pooled
    assert pooled is not None
    assert pooled.uncertainty is not None
    assert (by["pooled"].low, by["pooled"].high) == (pooled.uncertainty.low, pooled.uncertainty.high)
    assert round(by["mean"].low or 0, 1) < 70.83 < (by["mean"].high or 0)


def test_a_unit_that_serves_nobody_needs_no_limits_and_one_without_limits_gives_none() -> None:
    units = {"a": sheet(*[4, 3] * 10), "b": ikm.load(sheet(*[3] * 10)).tally()}
    with_counts = score(units, populations={"a": 100, "b": 0})
    by = {one.method: one for one in with_counts.agency.figures}
    assert (by["mean"].low, by["mean"].high) == (None, None)
    (alone,) = [one.result.uncertainty for one in with_counts.units if one.unit == "a" and one.result]
    assert alone is not None
    assert (by["weighted"].low, by["weighted"].high) == (alone.low, alone.high)


def reasons(result: AgencyResult) -> dict[str, str | None]:
    return {one.method: one.limits_reason for one in result.agency.figures}


def test_the_units_that_leave_a_figure_without_limits_are_named_with_the_reason() -> None:
    people = {"a": 100, "b": 9, "c": 50, "d": 0}
    result = score({**UNITS, "c": sheet(2), "d": sheet(3)}, populations=people, lang="en")
    # b: ten respondents of nine people; c and d: one respondent; d serves nobody, so it is not in the weighted mean
    over, mean = "b (more respondents than people served)", "c (one respondent)"
    assert reasons(result) == {
        "pooled": None,
        "mean": f"{over}, {mean}, d (more respondents than people served)",
        "weighted": f"{over}, {mean}",
    }
    assert [one.low is None for one in result.agency.figures] == [False, True, True]
    assert result.translated("id") == score({**UNITS, "c": sheet(2), "d": sheet(3)}, populations=people)
    assert (reasons(result.translated("id"))["weighted"] or "").startswith("b (responden lebih banyak")
    assert "no limits: b (more respondents than people served)" in result._repr_html_()


def test_counts_without_sums_of_pairs_are_named_where_they_leave_the_whole_without_limits() -> None:
    bare = ikm.tally_file(ikm.load(UNITS["b"]), unit="b")
    result = score({"a": UNITS["a"], "b": bare}, lang="en")
    assert result.agency.pooled is not None
    assert result.agency.pooled.uncertainty is not None
    assert result.agency.pooled.uncertainty.reason == "not-from-counts"
    with for_command():
        assert reasons(score({"a": UNITS["a"], "b": bare}, lang="en")) == {
            "pooled": "b (counts without --moments)", "mean": "b (counts without --moments)", "weighted": None,
        }  # fmt: skip
    assert reasons(result)["pooled"] == "b (counts without `moments`)"
    blank = [NAMES, *[[4] * 9] * 10, [3] * 8 + [None]]
    counted = {"a": ikm.tally_file(ikm.load(blank), unit="a", moments=True)}
    assert reasons(score(counted, missing="complete", lang="en"))["pooled"] == (
        "counts, of which complete questionnaires alone are taken"
    )


def test_all_respondents_together_say_themselves_why_they_have_no_limits() -> None:
    assert reasons(score({"a": sheet(4)}, lang="en"))["pooled"] == "one respondent"
    assert reasons(score(population=39))["pooled"] == "responden lebih banyak daripada penerima layanan"
    assert reasons(score(population=41)) == {"pooled": None, "mean": None, "weighted": None}


def test_eleven_units_without_limits_are_named_up_to_ten() -> None:
    result = score({f"u{i:02}": sheet(4) for i in range(11)}, lang="en")
    assert reasons(result)["mean"] == ", ".join(f"u{i:02} (one respondent)" for i in range(10)) + " … (+1)"


def test_a_unit_with_more_respondents_than_people_served_says_so_in_its_row() -> None:
    counts = ikm.tally_file(ikm.load(UNITS["b"]), unit="b", population=9)
    for units, people in ((UNITS, {"b": 9}), ({"a": UNITS["a"], "b": counts}, None)):
        result = score(units, populations=people)
        notes = {one.unit: unit_note(one, "id") for one in result.units}
        assert notes["b"] == "responden melebihi populasi (9)"
        assert notes["a"] == ""
    assert unit_note(score(populations={"b": 10}).units[1], "en") == ""


def test_the_limits_of_pooled_respondents_are_those_of_their_own_result() -> None:
    files = [ikm.tally_file(ikm.load(rows), moments=True, unit=name) for name, rows in UNITS.items()]
    result = score(files)
    pooled = result.agency.pooled
    assert pooled is not None
    assert pooled.uncertainty is not None
    figure = result.agency.figures[0]
    assert (figure.low, figure.high) == (pooled.uncertainty.low, pooled.uncertainty.high)
    assert figure.low is not None


def test_the_limits_stand_beside_each_figure_by_its_name() -> None:
    result = score(populations={"a": 1000, "b": 2000, "c": 7000})
    drawn = result._repr_html_()
    assert drawn.count(" · selang ") == 3
    for name in ("semua responden digabung", "rata-rata biasa unit", "rata-rata tertimbang populasi"):
        assert name in drawn
    assert " · limits " in result.translated("en")._repr_html_()


# ---- what all units less the others would tell of one


def blanks(complete: int, partial: int) -> list[list[Any]]:
    return sheet(*[4, 3] * (complete // 2), *[[2, None, *[3] * 7]] * partial)


def test_the_other_handling_of_all_is_not_told_where_a_unit_with_few_blanks_would_follow() -> None:
    result = score({"a": blanks(20, 12), "b": blanks(40, 3)})
    first, second = (unit.result.blanks for unit in result.units if unit.result)
    assert first is not None
    assert second is not None
    assert (first.other_respondents, second.other_respondents) == (20, None)
    pooled = result.agency.pooled
    assert pooled is not None
    assert pooled.blanks is not None
    # 60 complete and 15 with blanks, of whom unit a's own figures tell all but three.
    assert (pooled.blanks.respondents, pooled.blanks.other_respondents) == (15, None)
    assert (pooled.blanks.other_ikm, pooled.blanks.other_mutu) == (None, None)
    # Two units that withhold theirs have many with blanks together: what is left is of twelve.
    of_three = score({"a": blanks(20, 12), "b": blanks(40, 6), "c": blanks(40, 6)}).agency.pooled
    assert of_three is not None
    assert of_three.blanks is not None
    assert of_three.blanks.other_respondents == 100
    alone = score({"a": blanks(20, 12), "b": blanks(20, 0)}).agency.pooled
    assert alone is not None
    assert alone.blanks is not None
    assert alone.blanks.other_respondents == 40
    # Complete ones that are few in the unit that withholds theirs.
    few = score({"a": blanks(20, 12), "b": blanks(8, 20)}).agency.pooled
    assert few is not None
    assert few.blanks is not None
    assert few.blanks.other_respondents is None


def test_how_sure_all_are_is_as_coarse_as_the_unit_with_few_blanks() -> None:
    fine, coarse = (score({"a": blanks(20, 12), "b": blanks(40, few)}).agency for few in (0, 3))
    assert fine.pooled is not None
    assert coarse.pooled is not None
    sure, rough = fine.pooled.uncertainty, coarse.pooled.uncertainty
    assert sure is not None
    assert rough is not None
    assert round(sure.low or 0, 2) != sure.low
    shown = (rough.low, rough.high, rough.margin, rough.detectable_change, *rough.grade_probabilities.values())
    assert all(one is not None and round(one, 2) == one for one in shown)
    assert Fraction(rough.variance_exact or 0).denominator <= 10**4 < Fraction(sure.variance_exact or 0).denominator
    assert all(one.low == round(one.low or 0, 2) for one in coarse.pooled.alternatives)
    assert next(one for one in coarse.figures if one.method == "pooled").low == rough.low
    alone = score({"a": blanks(20, 12), "b": blanks(40, 3)}, missing="complete").agency.pooled
    assert alone is not None
    assert alone.blanks is not None
    assert alone.blanks.missing == "complete"


def test_how_sure_all_are_is_as_coarse_as_a_unit_with_few_blanks_in_a_group() -> None:
    def pooled(few: int) -> Any:
        # Of unit a 12 left blanks at its first counter and some at its second, of unit b 12 at its second.
        units = {"a": {"1": blanks(20, 12), "2": blanks(40, few)}, "b": {"1": blanks(40, 0), "2": blanks(30, 12)}}
        sheets = {
            name: [["Loket", *NAMES], *([loket, *row] for loket, rows in counters.items() for row in rows[1:])]
            for name, counters in units.items()
        }
        found = score(sheets, by="jenis_layanan", statistics=True)
        unit = found.units[0].result
        assert unit is not None
        assert unit.groups is not None
        assert found.agency.pooled is not None
        # Alpha is told of no group, so it stays exact.
        for one in (unit, found.agency.pooled):
            assert one.statistics is not None
            assert (one.statistics.reliability.decimals, one.statistics.reliability.alpha is None) == (None, False)
        return [one is not None and round(one.low or 0, 2) != one.low
                for one in (unit.uncertainty, found.agency.pooled.uncertainty)]  # fmt: skip

    assert pooled(12) == [True, True]
    assert pooled(3) == [False, False]


def test_alpha_of_all_is_as_coarse_as_that_of_the_unit_with_few_blanks() -> None:
    def pooled(few: int) -> Any:
        units = {
            name: ikm.tally_file(ikm.load(rows), moments=True, unit=name)
            for name, rows in {"a": blanks(20, 12), "b": blanks(40, few)}.items()
        }
        found = score(list(units.values()), statistics=True).agency.pooled
        assert found is not None
        assert found.statistics is not None
        return found.statistics.reliability

    exact, coarse = pooled(0), pooled(3)
    assert (exact.decimals, coarse.decimals, coarse.alpha_exact) == (None, 2, None)
    assert Fraction(exact.alpha_exact).denominator > 100
    told = [coarse.alpha, *(one for item in coarse.items for one in (item.item_rest, item.alpha_if_deleted))]
    assert all(one is None or round(one, 2) == one for one in told)
    assert coarse.reliable is (coarse.alpha >= coarse.criterion)
    rests = [(item.item_rest, item.valid) for item in coarse.items]
    assert all(valid is (None if rest is None else rest > coarse.r_table) for rest, valid in rests)


def test_every_figure_of_all_is_the_exact_one_rounded_where_a_unit_has_few_blanks() -> None:
    def varied(complete: int, partial: int, seed: int) -> list[list[Any]]:
        chance = Random(seed)
        rows = [[min(4, max(1, mean + chance.choice([-1, 0, 0, 1]))) for _ in KEYS] for mean in
                chance.choices([2, 3, 4], k=complete + partial)]  # fmt: skip
        return [NAMES, *([None, *row[1:]] if place < partial else row for place, row in enumerate(rows))]

    sheets = {"a": varied(40, 12, 1), "b": varied(50, 3, 2)}
    counted = [ikm.tally_file(ikm.load(rows), moments=True, unit=name) for name, rows in sheets.items()]
    pooled = score(counted, statistics=True).agency.pooled
    every = [NAMES, *sheets["a"][1:], *sheets["b"][1:]]
    (alone,) = score([ikm.tally_file(ikm.load(every), moments=True, unit="all")], statistics=True).units
    exact = alone.result
    assert pooled is not None
    assert exact is not None

    def hundredths(value: float | None) -> float | None:
        return None if value is None else float(round_half_up(Fraction(str(value)), 2))

    sure, rough = exact.uncertainty, pooled.uncertainty
    assert sure is not None
    assert rough is not None
    assert round(sure.low or 0, 2) != sure.low
    for name in ("low", "high", "margin", "detectable_change"):
        assert getattr(rough, name) == hundredths(getattr(sure, name)), name
    assert {mutu: hundredths(share) for mutu, share in sure.grade_probabilities.items()} == rough.grade_probabilities
    assert Fraction(rough.variance_exact or 0) == Fraction(round_half_up(Fraction(sure.variance_exact or 0), 4)) > 0
    assert [(one.weight, one.low, one.high) for one in pooled.alternatives] == [
        (one.weight, hundredths(one.low), hundredths(one.high)) for one in exact.alternatives
    ]
    assert exact.statistics is not None
    assert pooled.statistics is not None
    sound, coarse = exact.statistics.reliability, pooled.statistics.reliability
    assert (sound.basis, sound.decimals, coarse.decimals, coarse.alpha_exact) == ("pairs", None, 2, None)
    assert coarse.alpha == hundredths(sound.alpha)
    assert coarse.reliable is True
    items = [(one.item_rest, one.alpha_if_deleted) for one in sound.items]
    assert [(one.item_rest, one.alpha_if_deleted) for one in coarse.items] == [
        (hundredths(rest), hundredths(alpha)) for rest, alpha in items
    ]
    assert None not in {one.item_rest for one in coarse.items}
    assert {one.valid for one in coarse.items} == {True}


def test_the_other_handling_of_all_is_told_where_ten_with_blanks_are_in_units_that_withhold_theirs() -> None:
    for few, told in (((5, 5), True), ((5, 4), False)):
        units = {"a": blanks(20, 12), "b": blanks(40, few[0]), "c": blanks(40, few[1])}
        pooled = score(units).agency.pooled
        assert pooled is not None
        assert pooled.blanks is not None
        assert (pooled.blanks.other_ikm is not None) is told


def test_verdicts_of_all_are_of_the_rounded_figures() -> None:
    counted = [
        ikm.tally_file(ikm.load(rows), moments=True, unit=name)
        for name, rows in {"a": blanks(20, 12), "b": blanks(40, 3)}.items()
    ]
    result = score(counted, statistics=True)
    units = [unit.result for unit in result.units if unit.result is not None]
    pooled = result.agency.pooled
    assert pooled is not None
    assert pooled.statistics is not None
    sound = pooled.statistics.reliability
    # 0,598 is 0,60 and then enough; a correlation of 0,196 is 0,20, above an r table of 0,198.
    first, *others = sound.items
    first = first.model_copy(update={"item_rest": 0.196, "valid": False})
    items = type(sound.items)((first, *others))
    exact = {"alpha": 0.598, "alpha_exact": "299/500", "decimals": None, "reliable": False, "r_table": 0.198}
    sound = sound.model_copy(update={**exact, "items": items})
    made = pooled.model_copy(update={"statistics": pooled.statistics.model_copy(update={"reliability": sound})})
    found = guarded(made, units, 10).statistics
    assert found is not None
    told = found.reliability
    assert (told.alpha, told.alpha_exact, told.decimals, told.reliable) == (0.6, None, 2, True)
    assert (told.items[0].item_rest, told.items[0].valid) == (0.2, True)
