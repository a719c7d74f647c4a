"""Several periods: what changed, and what makes them differ in kind."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from halfup import ELEMENTS
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.comparisons import period_of_source, trend_of
from ikm.errors import OptionError, ResponseError
from ikm.surveys import Published
from ikm.tallies import Tally

PERMEN = Path(ikm.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml"
PPID = "examples/ppid-2023.xlsx"
HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]


def codes(comparison: ikm.Comparison) -> set[str]:
    return {finding.code for finding in comparison.findings}


def test_the_reference_report_as_a_trend() -> None:
    trend = ikm.compare({"2022": 82.24, "2023": PPID}, targets={"2023": 81, "2027": 90})
    assert [(one.label, one.ikm, one.mutu, one.respondents, one.target, one.reached) for one in trend.periods] == [
        ("2022", 82.24, "B", None, None, None), ("2023", 83.86, "B", 136, 81.0, True),
    ]  # fmt: skip
    assert (trend.changes[0].ikm, trend.changes[0].mutu, trend.targets) == (1.62, "same", {"2027": 90.0})
    exact = ikm.compare({"2022": 82.24, "2023": PPID}, weight="exact")
    assert (exact.periods[1].ikm, exact.changes[0].ikm) == (83.95, 1.71)


def test_a_result_kept_as_json_counts_and_the_export_itself_are_the_same_period(tmp_path: Path) -> None:
    result = ikm.score(PPID, target=81)
    kept, counts = tmp_path / "hasil.json", tmp_path / "cacah.json"
    kept.write_text(result.model_dump_json(), encoding="utf-8")
    counts.write_bytes(ikm.tally_file(ikm.load(PPID)).to_bytes())
    trend = ikm.compare({"a": kept, "b": counts, "c": PPID, "d": result})
    assert len({(one.ikm_exact, one.mutu, one.respondents) for one in trend.periods}) == 1
    assert [change.ikm for change in trend.changes] == [0.0] * 3
    assert [change.elements for change in trend.changes] == [dict.fromkeys(ELEMENTS, 0.0)] * 3
    assert "compare-same-file" in codes(trend)


@given(
    first=st.lists(st.integers(1, 4), min_size=9, max_size=9),
    second=st.lists(st.integers(1, 4), min_size=9, max_size=9),
)
def test_a_change_is_what_subtracting_the_published_figures_gives(first: list[int], second: list[int]) -> None:
    trend = ikm.compare({"lama": [HEADER, first, [4] * 9, [3] * 9], "baru": [HEADER, second, [4] * 9]})
    before, after = trend.periods
    assert Fraction(str(trend.changes[0].ikm)) == Fraction(str(after.ikm)) - Fraction(str(before.ikm))
    for key, change in trend.changes[0].elements.items():
        one, other = after.element(key), before.element(key)
        assert one is not None
        assert other is not None
        assert Fraction(str(change)) == Fraction(str(one.ikm)) - Fraction(str(other.ikm))
    assert (
        trend.changes[0].mutu
        == {0: "same", -1: "better", 1: "worse"}[(after.mutu > before.mutu) - (after.mutu < before.mutu)]
    )


def test_published_elements_are_compared_by_their_converted_values() -> None:
    earlier = {"ikm": "82,24", "respondents": 120, "weight": "0.111", "elements": {"U2": "3,10", "biaya": 3.5}}
    trend = ikm.compare({"2022": earlier, "2023": PPID})
    assert [(one.code, one.nrr, one.ikm, one.mutu) for one in trend.periods[0].elements] == [
        ("U2", 3.1, 77.5, "B"), ("U4", 3.5, 87.5, "B"),
    ]  # fmt: skip
    assert trend.changes[0].elements == {"prosedur": 3.01, "biaya": 4.78}
    assert codes(trend) == set()  # U1 was not published: nobody says that it was not asked
    exactly = ikm.compare({"2022": {**earlier, "weight": "exact"}, "2023": PPID})
    told = next(one.message for one in exactly.findings if one.code == "compare-weight")
    assert "(2022: 1/9; 2023: 0,111)" in told


def test_another_weight_is_said_and_scoring_with_one_weight_ends_it(tmp_path: Path) -> None:
    kept = tmp_path / "2022.json"
    kept.write_text(ikm.score(PPID, weight="exact").model_dump_json(), encoding="utf-8")
    assert "compare-weight" in codes(ikm.compare({"2022": kept, "2023": [HEADER, [4] * 9]}))
    assert "compare-weight" not in codes(ikm.compare({"2022": kept, "2023": [HEADER, [4] * 9]}, weight="exact"))


def test_grades_of_two_instruments_are_not_compared() -> None:
    old = Published(ikm=82, regulation="permenpanrb-16-2014")
    trend = ikm.compare({"2016": old, "2023": PPID})
    assert trend.changes[0].mutu is None
    assert "compare-regulation" in codes(trend)


def test_elements_that_one_period_did_not_ask_are_named() -> None:
    fewer = Tally.of_scores(ELEMENTS[:8], [[4] * 8])
    trend = ikm.compare({"2022": fewer, "2023": PPID})
    (finding,) = [one for one in trend.findings if one.code == "compare-elements"]
    assert "sarana" in finding.message
    assert "sarana" not in trend.changes[0].elements


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ({"2023": PPID}, "at least two"),
        ([PPID, PPID], "Periods have names"),
        ({"2022": {"ikm": 182}, "2023": PPID}, "'2022'"),
        ({"2022": {"ikm": 82, "nilai": 3}, "2023": PPID}, "nilai"),
        ({"2022": {"ikm": 82, "elements": {"kecepatn": 3}}, "2023": PPID}, "kecepatn"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(periods: Any, words: str) -> None:
    with pytest.raises(OptionError, match=words):
        ikm.compare(periods)


def test_a_target_that_is_no_index_is_refused() -> None:
    with pytest.raises(OptionError, match="'2023'"):
        ikm.compare({"2022": 82, "2023": PPID}, targets={"2023": 810})


def test_a_file_that_is_no_result_says_how_to_make_one(tmp_path: Path) -> None:
    other = tmp_path / "lain.json"
    other.write_text(json.dumps({"format": "ikm-unit"}), encoding="utf-8")
    with pytest.raises(OptionError, match="--out lain"):
        ikm.compare({"2022": other, "2023": PPID})
    gone = tmp_path / "tidak-ada.json"
    with pytest.raises(OptionError, match="cannot be read"):
        ikm.compare({"2022": gone, "2023": PPID})


def test_a_refusal_that_was_kept_is_no_period(tmp_path: Path) -> None:
    with pytest.raises(ResponseError) as refused:
        ikm.score([HEADER, [9] * 9])
    kept = tmp_path / "tolak.json"
    kept.write_text(refused.value.report("id").model_dump_json(), encoding="utf-8")
    with pytest.raises(OptionError, match="holds no result and no counts"):
        ikm.compare({"2022": kept, "2023": PPID})


def test_words_and_names_are_of_the_language_asked_for() -> None:
    trend = ikm.compare({"2022": 82.24, "2023": PPID}, lang="en")
    assert trend.periods[1].kinerja == "Good"
    assert trend.periods[1].elements[0].name == "Requirements"
    assert all("periode" not in finding.message for finding in trend.findings)


def test_json_of_a_comparison_is_read_back_as_it_was() -> None:
    trend = ikm.compare({"2022": 82.24, "2023": PPID}, targets={"2027": 90})
    assert ikm.Comparison.model_validate_json(trend.model_dump_json()) == trend


def test_one_period_of_a_survey_of_a_path() -> None:
    one = period_of_source("TW1", PPID, target=90)
    assert (one.input_name, one.reached, one.published) == ("ppid-2023.xlsx", False, False)


def test_what_makes_periods_differ_is_named_as_people_know_it(tmp_path: Path) -> None:
    kept = tmp_path / "2022.json"
    kept.write_text(ikm.score(PPID, weight="exact").model_dump_json(), encoding="utf-8")
    trend = ikm.compare({"2022": kept, "2023": Tally.of_scores(ELEMENTS[:8], [[4] * 8])})
    told = {one.code: one.message for one in trend.findings}
    assert "2022: 1/9; 2023: 0,111" in told["compare-weight"]
    assert "2023: U9 Sarana dan Prasarana" in told["compare-elements"]
    english = {one.code: one.translated("en").message for one in trend.findings}
    assert "2022: 1/9; 2023: 0.111" in english["compare-weight"]
    assert "U9 Facilities" in english["compare-elements"]


def test_a_better_grade_is_the_higher_one_whatever_grades_are_called(tmp_path: Path) -> None:
    text = PERMEN.read_text(encoding="utf-8").replace('"permenpanrb-14-2017"', '"perda"')
    for number, grade in enumerate("DCBA", 1):
        text = text.replace(f'mutu = "{grade}"', f'mutu = "{number}"')
    own = tmp_path / "perda.toml"
    own.write_text(text, encoding="utf-8")
    low, high = [[3] * 9], [[4] * 9]
    trend = ikm.compare({"2022": low, "2023": high, "2024": low}, regulation=str(own))
    assert [one.mutu for one in trend.periods] == ["2", "4", "2"]
    assert [one.mutu for one in trend.changes] == ["better", "worse"]


def test_a_grade_that_is_not_the_index_s_is_kept_and_said() -> None:
    trend = ikm.compare({"2022": {"ikm": 82.24, "mutu": "A"}, "2023": PPID})
    assert (trend.periods[0].mutu, trend.changes[0].mutu) == ("A", "worse")
    (finding,) = [one for one in trend.findings if one.code == "compare-grade"]
    assert "2022: A (B)" in finding.message
    with pytest.raises(OptionError, match=r"mutu: the grades are A, B, C, D \(it is 'E'\)"):
        ikm.compare({"2022": {"ikm": 82.24, "mutu": "E"}, "2023": PPID})
    with pytest.raises(OptionError, match="no grade 'E'"):
        ikm.compare({"2022": Published(ikm=82.24, mutu="E"), "2023": PPID})


def test_a_converted_value_is_told_from_a_mean_and_what_is_neither_is_refused() -> None:
    earlier = {"ikm": 82, "elements": {"U1": 81.625, "U2": "3,265"}}
    one, other = ikm.compare({"2022": earlier, "2023": PPID}).periods[0].elements
    assert (one.nrr_exact, one.ikm) == (other.nrr_exact, other.ikm) == ("653/200", 81.63)
    with pytest.raises(OptionError, match="U1"):
        ikm.compare({"2022": {"ikm": 82, "elements": {"U1": 12}}, "2023": PPID})


def test_times_and_names_that_contradict_each_other_are_said() -> None:
    whole = ikm.score(PPID)
    assert "compare-overlap" in codes(ikm.compare({"a": whole, "b": ikm.score(PPID, period="2023-Q4")}))
    assert "compare-order" in codes(ikm.compare({"2024": 80, "2023": whole}))
    assert "compare-outside" in codes(ikm.compare({"2021": 80, "2022": whole}))
    first, second = (ikm.score(PPID, period=f"2023-S{half}") for half in (1, 2))
    assert codes(ikm.compare({"2023-S1": first, "2023-S2": second})) == set()


def test_a_survey_file_gives_earlier_periods_targets_and_names(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text(
        'unit = "Biro Humas"\nbobot = "exact"\n[target_periode]\n2021 = 79\n2023 = 81\n2027 = 90\n'
        "[[riwayat]]\nperiode = 2022\nikm = 82,24\n[[riwayat]]\nperiode = 2024\nikm = 85\n",
        encoding="utf-8",
    )
    trend = ikm.compare({"2023": PPID}, survey=plan)
    assert [(one.label, one.ikm, one.target) for one in trend.periods] == [
        ("2022", 82.24, None), ("2023", 83.95, 81.0), ("2024", 85.0, None),
    ]  # fmt: skip
    assert (trend.unit, trend.targets) == ("Biro Humas", {"2027": 90.0})
    given = ikm.compare({"Tahun 2022": 70, "2023": PPID}, survey=plan, targets={"2023": 85})
    assert [(one.label, one.ikm, one.target) for one in given.periods][:2] == [
        ("Tahun 2022", 70.0, None), ("2023", 83.95, 85.0),
    ]  # fmt: skip


def test_a_trend_ends_in_its_result_and_has_no_period_after_it(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text("[[riwayat]]\nperiode = 2022\nikm = 82\n[[riwayat]]\nperiode = 2024\nikm = 85\n", encoding="utf-8")
    trend = trend_of(ikm.score(PPID), plan)
    assert trend is not None
    assert [one.label for one in trend.periods] == ["2022", "2023"]
    plan.write_text("[[riwayat]]\nperiode = 2023\nikm = 82\n", encoding="utf-8")
    assert trend_of(ikm.score(PPID), plan) is None
    timeless = trend_of(ikm.score([HEADER, [4] * 9]), plan)
    assert timeless is not None
    assert [one.label for one in timeless.periods] == ["2023", "Periode ini"]


def test_an_option_there_is_not_is_refused_also_where_nothing_is_scored() -> None:
    with pytest.raises(OptionError, match="ikm.compare has no option 'weigth'; did you mean 'weight'"):
        ikm.compare({"2022": 82, "2023": 83}, weigth="exact")


def test_frames_charts_and_the_notebook() -> None:
    trend = ikm.compare({"2022": {"ikm": 82.24, "elements": {"U2": 3.1}}, "<b>2023": PPID}, targets={"<b>2023": 81})
    periods, elements = trend.to_frame(), trend.to_frame("elements")
    assert periods[["ikm", "change", "target"]].to_numpy()[1].tolist() == [83.86, 1.62, 81.0]
    assert periods["respondents"].isna().tolist() == [True, False]
    assert len(elements) == 10
    assert elements.loc[elements["key"] == "prosedur", "change"].to_list()[1:] == [3.01]
    with pytest.raises(OptionError):
        trend.to_frame("findings")  # type: ignore[arg-type]  # what a notebook types
    assert ikm.compare({"a": 80, "b": 81}).to_frame("elements").empty
    assert "83,86" in trend.plot().svg
    html = trend._repr_html_()
    assert "naik 1,62" in html
    assert "<b>2023" not in html
    assert "&lt;b&gt;2023" in html


def test_what_is_known_of_chance_stands_in_the_frames() -> None:
    before, after = ([[4 if place % 10 < many else 3] * 9 for place in range(80)] for many in (3, 7))
    trend = ikm.compare({"2021": 82.24, "2022": ikm.score(before), "2023": ikm.score(after)})
    told = trend.to_frame()[["change", "change_low", "change_high", "significant"]]
    assert told.to_numpy().tolist()[2] == [9.99, 6.1524, 13.4732, True]
    assert told.drop(columns="change").loc[["2021", "2022"]].isna().all(axis=None)  # a published figure has no answers
    elements, test = trend.to_frame("elements"), trend.changes[1].element_tests["biaya"]
    rows = elements[elements["key"] == "biaya"][["label", "change_low", "change_high", "p_holm", "significant"]]
    assert rows.to_numpy().tolist()[1] == ["2023", test.low, test.high, test.p_holm, True]
    assert elements.loc[elements["label"] == "2022", "p_holm"].isna().all()
    assert {str(elements[name].dtype) for name in ("change_low", "p_holm")} == {"Float64"}
    assert str(elements["significant"].dtype) == "boolean"


def test_weights_of_ones_own_that_are_not_the_same_are_said() -> None:
    def own(heavy: str) -> dict[str, Fraction]:
        return {element: Fraction(2 if element == heavy else 1, 10) for element in ELEMENTS}

    rows = [[3] * 9] * 12
    kept = {heavy: ikm.score(rows, weight=own(heavy)) for heavy in ("biaya", "sarana")}
    found = ikm.compare({"2022": kept["biaya"], "2023": kept["sarana"]}).findings
    told = next(one.message for one in found if one.code == "compare-weight")
    assert "(2022: sendiri (U4 1/5, U9 1/10); 2023: sendiri (U4 1/10, U9 1/5))" in told
    assert "compare-weight" not in codes(ikm.compare({"2022": kept["biaya"], "2023": kept["biaya"]}))
    named = ikm.compare({"2022": ikm.score(rows, weight="exact"), "2023": kept["biaya"]}).findings
    assert "(2022: 1/9; 2023: sendiri)" in next(one.message for one in named if one.code == "compare-weight")


def test_an_element_that_was_published_and_is_asked_no_more_is_named() -> None:
    fewer = Tally.of_scores(ELEMENTS[:8], [[4] * 8] * 12)
    trend = ikm.compare({"2022": {"ikm": 82, "weight": "0.111", "elements": {"U9": 3.2}}, "2023": fewer}, lang="en")
    (finding,) = [one for one in trend.findings if one.code == "compare-elements"]
    assert "(missing in 2023: U9 Facilities and infrastructure)" in finding.message


@pytest.mark.parametrize(
    ("published", "words", "kata"),
    [
        (
            3.2,
            "ikm: an index is 25 to 100 (it is 3.2); an NRR of 3.2 is an index of 80, so write 80.",
            "ikm: IKM dari 25 sampai 100 (tertulis 3,2); NRR 3,2 sama dengan IKM 80, jadi tulis 80.",
        ),
        ({"ikm": "3,265"}, "an NRR of 3.265 is an index of 81.625, so write 81.625.", "IKM 81,625, jadi tulis 81,625."),
        (12, "ikm: an index is 25 to 100 (it is 12).", "ikm: IKM dari 25 sampai 100 (tertulis 12)."),
        (182, "ikm: an index is 25 to 100 (it is 182).", "ikm: IKM dari 25 sampai 100 (tertulis 182)."),
        ({"ikm": 80, "indices": {"spak": 12}}, "an NRR is 1 to 4, a converted value 25 to 100 (it is 12).",
         "NRR dari 1 sampai 4, nilai konversi dari 25 sampai 100 (tertulis 12)."),
    ],
)  # fmt: skip
def test_a_published_figure_that_is_no_index_is_refused_with_the_index_it_is(
    published: Any, words: str, kata: str
) -> None:
    with pytest.raises(OptionError) as refused:
        ikm.compare({"2021": published, "2023": PPID})
    assert str(refused.value).endswith(words)
    assert refused.value.words("id").endswith(kata)


@pytest.mark.parametrize("lowest", [24.75, 24.98, 25, 100])
def test_the_lowest_index_of_each_weight_and_the_highest_are_accepted(lowest: float) -> None:
    assert ikm.compare({"2021": lowest, "2023": 83}).periods[0].ikm == lowest


def test_every_pair_of_periods_that_overlaps_is_named() -> None:
    first, second, whole = (ikm.score(PPID, period=one) for one in ("2023-S1", "2023-S2", "2023"))
    other = whole.model_copy(update={"provenance": whole.provenance.model_copy(update={"input_sha256": "0" * 64})})
    trend = ikm.compare({"2023-S1": first, "2023-S2": second, "2023": other})
    (finding,) = [one for one in trend.findings if one.code == "compare-overlap"]
    assert "(2023-S1, 2023; 2023-S2, 2023)" in finding.message
