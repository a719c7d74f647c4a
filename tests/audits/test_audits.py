"""The audit of published tables: verdicts and anomalies worked out by hand."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from published import random_table

import ikm
from ikm.cli.schemas import schema_of
from ikm.errors import OptionError
from ikm.reports.audits import _TOLD
from ikm.reports.wording import phrases

PPID = ["3.265", "3.221", "3.279", "3.691", "3.279", "3.235", "3.397", "3.324", "3.529"]
STAKEHOLDER = ["3.559", "3.517", "3.556", "4.000", "3.514", "3.563", "3.608", "3.811", "3.552"]
PPID_SUMS = [444, 438, 446, 502, 446, 440, 462, 452, 480]


def table(nrr: list[str], ikm_as_printed: str, **further: Any) -> dict[str, Any]:
    elements = [{"code": f"U{place}", "nrr": mean} for place, mean in enumerate(nrr, 1)]
    return {"ikm_as_printed": ikm_as_printed, "elements": elements, **further}


def codes(audit: ikm.Audit) -> list[str]:
    return [finding.code for finding in audit.anomalies]


def test_the_report_of_the_information_service() -> None:
    audit = ikm.audit("examples/audit-ppid-2023.json")
    assert (audit.verdict, audit.weight, audit.weights, audit.rounding) == ("exact", "exact", ("exact",), "sums")
    assert (audit.stated_weight, audit.printed_ikm, audit.printed_text) == ("0.111", 83.95, "83.95")
    assert audit.recomputed == {"exact": 83.95, "0.111": 83.86, "0.11": 83.11}
    assert (audit.n.stated, audit.n.stated_possible, audit.n.possible) == (134, False, (68, 136, 204, 272, 340))
    assert audit.n.impossible_for == tuple(f"U{place}" for place in range(1, 10))
    assert all(grade.right for grade in audit.grades)
    assert (len(audit.grades), audit.grade_bands) == (10, "permenpanrb-14-2017")
    assert [one.sums for one in audit.elements] == [(total,) for total in PPID_SUMS]
    assert audit.sample is not None
    assert [rule.rule for rule in audit.sample.rules] == ["krejcie-morgan"]
    assert codes(audit) == ["audit-weight", "audit-n-impossible"]
    assert audit.repairs == ()


def test_the_report_of_the_public_relations_service() -> None:
    audit = ikm.audit("examples/audit-stakeholder-2023.json")
    assert (audit.verdict, audit.weight, audit.rounding) == ("exact", "exact", "none")
    assert audit.recomputed == {"exact": 90.78, "0.111": 90.69, "0.11": 89.88}
    assert audit.n.stated_possible is True
    assert 286 in audit.n.possible
    assert (audit.anomalies, audit.stated_weight, audit.sample) == ((), None, None)
    assert [grade.printed for grade in audit.grades] == ["A", "B", "A", "A", "B", "A", "A", "A", "A", "A"]


@pytest.mark.parametrize(("printed", "weight"), [("83,95", "exact"), ("83,86", "0.111"), ("83,11", "0.11")])
def test_the_weight_that_was_used_is_told_by_the_last_digit(printed: str, weight: str) -> None:
    audit = ikm.audit(table(PPID, printed, n_respondents=136))
    assert (audit.verdict, audit.weight, audit.anomalies) == ("exact", weight, ())


def test_a_weight_left_over_from_another_questionnaire_is_recognised() -> None:
    # Fourteen elements, all 3: 3 × 14 × 0,071 × 25 = 74,55; exactly 75.
    assert ikm.audit(table(["3.00"] * 14, "74,55", n_respondents=20)).weight == "0.071"
    assert ikm.audit(table(["3.00"] * 14, "75,00", n_respondents=20)).weight == "exact"
    # Eight elements of nine: 3 × 8 × 0,111 × 25 = 66,60; 3 × 8 ÷ 9 × 25 = 66,67.
    assert ikm.audit(table(["3.00"] * 8, "66,60", n_respondents=20)).weight == "0.111"
    assert ikm.audit(table(["3.00"] * 8, "66,67", n_respondents=20)).weight == "1/9"
    assert ikm.audit(table(["3.00"] * 8, "75,00", n_respondents=20)).weight == "exact"


def test_figures_that_do_not_tell_the_weight_leave_it_open() -> None:
    # Sum of means 30,3 ± 0,45: 1/9 gives 82,92 … 85,42, and 0,111 gives 82,83 … 85,33.
    audit = ikm.audit(table(["3.3", "3.4", "3.4", "3.4", "3.4", "3.3", "3.4", "3.3", "3.4"], "84,06"))
    assert (audit.verdict, audit.weight) == ("within-rounding", None)
    assert audit.weights[:2] == ("exact", "0.111")
    assert audit.anomalies == ()


def test_one_weight_within_rounding_is_named() -> None:
    # Sum of means 30,22 ± 0,0045: 1/9 gives 83,932 … 83,957; nothing that is rounded on the way gives 83,93.
    audit = ikm.audit(table(PPID, "83,94"))
    assert (audit.verdict, audit.weight, audit.rounding) == ("exact", "exact", "none")
    audit = ikm.audit(table(PPID, "83,935"))
    assert (audit.verdict, audit.weight, audit.weights) == ("within-rounding", "exact", ("exact",))


def test_whole_sums_tell_what_rounded_means_do_not() -> None:
    # Of 136 each 3,60 is a sum of 489 or 490, nine of them 4401 … 4410. 25 × T ÷ (9 × 136) is 89,97 for T = 4405;
    # 25 × 0,111 × T ÷ 136 is 89,97 between 4409,1 and 4409,6, where no whole number is.
    given = table(["3.60"] * 9, "89,97")
    assert ikm.audit(given).weights == ("exact", "0.111")
    audit = ikm.audit({**given, "n_respondents": 136})
    assert (audit.verdict, audit.weight, audit.anomalies) == ("within-rounding", "exact", ())
    # T = 4401 gives 89,89 with 1/9, and 4405,3 … 4405,7 with 0,111; T = 4406 gives 89,90 with 0,111.
    assert ikm.audit({**table(["3.60"] * 9, "89,89"), "n_respondents": 136}).weight == "exact"


def test_blanks_in_every_element_are_no_other_number_of_respondents() -> None:
    given = {"ikm": "81,25", "n": 20, "elements": [{"counts": [0, 1, 12, 6]}, {"counts": [0, 2, 10, 6]}]}
    # 62/19 and 58/18: (3,2632 + 3,2222) ÷ 2 × 25 = 81,07
    audit = ikm.audit({**given, "ikm": "81,07"})
    assert (audit.verdict, audit.n.counts, audit.anomalies) == ("exact", (18, 19), ())
    assert codes(ikm.audit({**given, "ikm": "81,07", "n": 17})) == ["audit-n-differs"]


def test_none_is_an_answer() -> None:
    audit = ikm.audit(table(PPID, "85,27"))
    assert (audit.verdict, audit.weight, audit.weights, audit.rounding, audit.fits) == ("none", None, (), None, ())
    assert codes(audit) == ["audit-none"]
    assert "tidak dapat dihasilkan kembali" in audit.paragraph
    assert "does not come out of the printed figures" in ikm.audit(table(PPID, "85,27"), lang="en").paragraph


def test_a_wrong_digit_of_the_index_is_found() -> None:
    audit = ikm.audit(table(STAKEHOLDER, "96,78", n_respondents=286, grade_as_printed="A"))
    assert audit.verdict == "none"
    assert [(one.where, one.printed, one.instead) for one in audit.repairs] == [("IKM", "96.78", "90.78")]
    assert "IKM 96,78 seharusnya 90,78" in audit.paragraph


def test_a_wrong_digit_of_a_mean_is_found() -> None:
    means = [*STAKEHOLDER[:4], "3.914", *STAKEHOLDER[5:]]
    audit = ikm.audit(table(means, "90,78", n_respondents=286))
    assert ("U5", "3.914", "3.514") in [(one.where, one.printed, one.instead) for one in audit.repairs]


def test_a_mean_that_its_own_converted_value_contradicts_is_the_one_to_repair() -> None:
    given = table([*STAKEHOLDER[:4], "3.914", *STAKEHOLDER[5:]], "90,78")
    for row, mean in zip(given["elements"], STAKEHOLDER, strict=True):
        row["converted"] = f"{float(mean) * 25:.2f}"
    audit = ikm.audit(given)
    assert codes(audit) == ["audit-none", "audit-converted"]
    assert {(one.where, one.instead) for one in audit.repairs if one.where != "IKM"} == {("U5", "3.514")}


def test_the_weighted_column_is_tested_element_by_element() -> None:
    given = table(PPID, "83,86", weight_stated="0,111", n_respondents=136)
    for row in given["elements"]:
        row["weighted_nrr"] = f"{round(float(row['nrr']) * 0.111, 3):.3f}"
    assert [row["weighted_nrr"] for row in given["elements"]][:3] == ["0.362", "0.358", "0.364"]
    audit = ikm.audit(given)
    assert (audit.weight, audit.anomalies, "0.111" in audit.column_weights) == ("0.111", (), True)
    given["elements"][2]["weighted_nrr"] = "0.374"
    audit = ikm.audit(given)
    assert codes(audit) == ["audit-column-element"]
    assert [one.weighted_right for one in audit.elements] == [True, True, False, *[True] * 6]
    assert "U3" in audit.anomalies[0].message


def test_a_column_of_one_weight_and_an_index_of_another() -> None:
    given = table(PPID, "83,95", n_respondents=136)
    for row in given["elements"]:
        row["weighted_nrr"] = f"{float(row['nrr']) * 0.11:.4f}"
    audit = ikm.audit(given)
    assert (audit.weight, audit.column_weights) == ("exact", ("0.11",))
    assert codes(audit) == ["audit-column"]


def test_a_total_that_is_not_that_of_its_column() -> None:
    given = table(["3.00"] * 9, "75,00", total_weighted_as_printed="3,33")
    for row in given["elements"]:
        row["weighted_nrr"] = "0,333"
    # 9 × 0,333 = 2,997, and 3,33 × 25 = 83,25.
    assert codes(ikm.audit(given)) == ["audit-total-index", "audit-total"]
    given["total_weighted_as_printed"] = "3,00"
    assert ikm.audit(given).anomalies == ()


def test_the_number_of_respondents_by_every_source() -> None:
    given = table(
        PPID, "83,95", n_respondents=134, demographics={"jenis kelamin": {"L": 60, "P": 76}, "usia": [70, 66]}
    )
    for row, total in zip(given["elements"], PPID_SUMS, strict=True):
        row["sum"] = total
    audit = ikm.audit(given)
    assert (audit.n.sums, dict(audit.n.demographics)) == ((136,), {"jenis kelamin": 136, "usia": 136})
    assert codes(audit) == ["audit-n-differs", "audit-n-impossible"]
    assert "tertulis 134; menurut jumlah nilai ÷ NRR 136; menurut tabel jenis kelamin 136" in audit.anomalies[0].message
    assert ikm.audit({**given, "n_respondents": "136 orang"}).anomalies == ()


def test_counts_give_the_means_they_give() -> None:
    counts = [{"1": 0, "2": 10, "3": 80, "4": 46}]  # 0 + 20 + 240 + 184 = 444 of 136
    given: dict[str, Any] = {"ikm": "81,62", "elements": [{"nrr": "3.265", "sum": 444, "counts": counts[0]}]}
    audit = ikm.audit(given)
    assert (audit.verdict, audit.n.counts, audit.anomalies) == ("exact", (136,), ())
    given["elements"][0]["sum"] = 445
    assert codes(ikm.audit(given)) == ["audit-counts"]
    only = ikm.audit({"ikm": "81,62", "elements": [{"counts": [0, 10, 80, 46]}]})
    assert (only.verdict, only.rounding) == ("exact", "sums")


def test_a_sum_that_does_not_divide_into_its_mean() -> None:
    given = table(["3.265", "3.221"], "81,07", n_respondents=136)
    given["elements"][0]["sum"], given["elements"][1]["sum"] = 444, 439
    audit = ikm.audit(given)
    assert codes(audit) == ["audit-sum"]
    assert "Jumlah nilai U2 dibagi jumlah responden" in audit.anomalies[0].message


def test_one_mean_that_is_impossible_speaks_of_that_element() -> None:
    # With 30 respondents means are n/30: 3,233 is 97/30; 3,250 is none.
    means = ["3.233", "3.200", "3.267", "3.300", "3.333", "3.367", "3.400", "3.433", "3.250"]
    audit = ikm.audit(table(means, "83,00", n_respondents=30))
    assert audit.n.impossible_for == ("U9",)
    assert "audit-mean-impossible" in codes(audit)


def test_means_that_were_cut_off_are_said_to_be() -> None:
    # Of 30: 98/30 = 3,2666…, 95/30 = 3,1666…, 101/30 = 3,3666…, cut off.
    audit = ikm.audit(table(["3.266", "3.166", "3.366"], "81,67", n_respondents=30))
    assert "audit-means-cut" in codes(audit)
    assert "audit-n-impossible" not in codes(audit)


def test_means_too_coarse_to_tell_are_said_to_be() -> None:
    audit = ikm.audit(table(["3.27", "3.22", "3.28"], "81,42", n_respondents=400))
    assert (audit.n.stated_possible, audit.n.possible) == (None, (400,))
    assert "terlalu kasar untuk menguji jumlah responden 400" in audit.paragraph


@pytest.mark.parametrize(
    ("mean", "grade", "right"),
    [
        ("3.532", "B", True), ("3.532", "A", True), ("3.533", "A", True), ("3.533", "B", False),
        ("3.064", "C", True), ("3.064", "B", True), ("2.600", "C", True), ("2.599", "C", False), ("2.599", "D", True),
    ],
)  # fmt: skip
def test_a_grade_is_right_where_its_figure_may_have_it(mean: str, grade: str, right: bool) -> None:
    audit = ikm.audit({"ikm": "83,95", "elements": [{"nrr": mean, "grade": grade}]})
    assert audit.grades[0].right is right


def test_old_bands_are_recognised_by_name() -> None:
    given = table(["3.30", "3.28", "3.40"], "83,17", grade_as_printed="A (Sangat Baik)")
    for row, grade in zip(given["elements"], "AAA", strict=True):
        row["grade"] = grade
    audit = ikm.audit(given)
    assert (audit.grade_bands, codes(audit)) == ("kep-25-2004", ["audit-grade-bands"])
    assert "KEP/25/M.PAN/2/2004 (batas lama)" in audit.anomalies[0].message
    assert ikm.audit({**given, "regulation": "KEP/25/M.PAN/2/2004"}).anomalies == ()


def test_bounds_rounded_on_the_scale_of_means_are_recognised_by_name() -> None:
    # 3,534 × 25 = 88,35 is an A; rounded to 3,53 it is taken for the end of B.
    given = table(["3.534", "3.400", "3.100"], "83,62")
    for row, grade in zip(given["elements"], "BBB", strict=True):
        row["grade"] = grade
    audit = ikm.audit(given)
    assert (audit.grade_bands, codes(audit)) == ("rounded-1-4", ["audit-grade-bands"])
    assert [grade.expected for grade in audit.grades] == [("A",), ("B",), ("B",)]


def test_a_grade_of_no_bands_is_wrong() -> None:
    audit = ikm.audit(table(["3.40", "3.40"], "85,00", grade_as_printed="C"))
    assert (audit.grade_bands, codes(audit)) == (None, ["audit-grade"])
    assert "IKM C, seharusnya B" in audit.anomalies[0].message


def test_fourteen_elements_are_graded_by_the_bands_of_2004() -> None:
    audit = ikm.audit(table(["3.30"] * 14, "82,50", grade_as_printed="Sangat Baik"))
    assert (audit.regulation, audit.anomalies) == ("kep-25-2004", ())
    assert "sesuai dengan batas KEP/25/M.PAN/2/2004 (batas lama)." in audit.paragraph


def test_a_mean_outside_of_the_scale_is_said_to_be() -> None:
    assert "audit-off-scale" in codes(ikm.audit(table(["4.21", "3.10"], "91,38")))
    # 4,00 stands for 3,995 … 4,005, and 4,01 for 4,005 … 4,015; only what is above 4 all over is off the scale.
    for mean, off in [("4.00", False), ("1.00", False), ("4.01", True), ("0.99", True), ("4", False)]:
        assert ("audit-off-scale" in codes(ikm.audit(table([mean, mean], "75,00")))) is off, mean
    # A figure between the scale and an index is a misprint of a mean: 2,40 × 3 + 8,40 where 2,40 is meant.
    audit = ikm.audit(table(["8.40", "2.40", "2.40", "2.40"], "60,00"))
    assert codes(audit) == ["audit-none", "audit-off-scale"]
    assert [(one.where, one.instead) for one in audit.repairs] == [("U1", "2.40")]


def test_more_respondents_than_were_served_are_said_to_be() -> None:
    audit = ikm.audit(table(["3.00"] * 9, "75,00", n_respondents=286, population=200))
    assert codes(audit) == ["audit-population"]
    assert "Respondennya 286, sedangkan populasinya 200" in audit.anomalies[0].message
    assert codes(ikm.audit(table(["3.00"] * 9, "75,00", n_respondents=200, population=200))) == []


def test_a_row_that_adds_up_a_table_of_who_answered_is_no_respondent() -> None:
    for row in ("Jumlah", "TOTAL", "jml"):
        who = {"jenis kelamin": {"Laki-laki": 100, "Perempuan": 186, row: 286}}
        assert ikm.audit(table(STAKEHOLDER, "90,78", n_respondents=286, demographics=who)).anomalies == ()
    alone = ikm.audit(table(STAKEHOLDER, "90,78", n_respondents=286, demographics={"semua": {"Jumlah": 280}}))
    assert codes(alone) == ["audit-n-differs"]


def test_a_sum_is_cut_off_only_where_all_of_them_may_be() -> None:
    # Of 834: 2875/834 = 3,4472 and 2867/834 = 3,4376, both printed 3,44: the one is cut off, the other rounded.
    given = table(["3.44", "3.44"], "86,00", n_respondents=834)
    given["elements"][0]["sum"], given["elements"][1]["sum"] = 2875, 2867
    assert "audit-sum" in codes(ikm.audit(given))
    given["elements"][1]["sum"] = 2870  # 3,4412, either way
    assert "audit-sum" not in codes(ikm.audit(given))
    given["elements"][0] |= {"counts": [0, 0, 461, 373]}  # 2875 too
    given["elements"][1] |= {"counts": [0, 0, 466, 368]}  # 2870
    assert "audit-counts" not in codes(ikm.audit(given))


@pytest.mark.parametrize(
    ("size", "rule"),
    [(134, "krejcie-morgan"), (136, "krejcie-morgan-next-row"), (67, "slovin"), (384, "cochran-endless")],
)
def test_the_rule_of_the_sample_size_is_named(size: int, rule: str) -> None:
    audit = ikm.audit(table(["3.00"], "75,00", population=205, sample_stated=size))
    assert audit.sample is not None
    assert audit.sample.stated
    assert audit.sample.rules[0].rule == rule


def test_a_sample_size_of_no_rule_is_noticed_where_it_is_stated() -> None:
    assert codes(ikm.audit(table(["3.00"], "75,00", population=205, sample_stated=204))) == ["audit-sample"]
    assert codes(ikm.audit(table(["3.00"], "75,00", population=205, n_respondents=204))) == []


def test_everybody_is_asked_where_the_sample_is_the_population() -> None:
    audit = ikm.audit(table(["3.00"], "75,00", population=205, sample_stated=205))
    assert audit.sample is not None
    assert ([rule.rule for rule in audit.sample.rules], audit.anomalies) == (["census"], ())


def test_an_index_of_an_element_may_be_made_of_its_rounded_mean() -> None:
    # 444/136 = 3,2647: 3,265 × 25 = 81,625, printed 81,63; 3,26 × 25 = 81,50; and no mean of 136 gives 81,56.
    for printed, possible in [("81,62", True), ("81,63", True), ("81,50", True), ("81,56", False)]:
        audit = ikm.audit({"ikm": printed, "n": 136, "elements": [{"converted": printed}, {"converted": printed}]})
        assert audit.n.stated_possible is possible, printed


def test_indexes_of_elements_stand_in_for_means() -> None:
    given = {"ikm": "83.95", "elements": [f"{total / 136 * 25:.2f}" for total in PPID_SUMS], "n": 136}
    audit = ikm.audit(given)
    assert (audit.verdict, audit.weight, audit.n.stated_possible, audit.anomalies) == ("exact", "exact", True, ())
    assert audit.elements[0].converted == "81.62"


def test_an_index_on_the_scale_of_means_is_converted() -> None:
    audit = ikm.audit(table(PPID, "3,358", n_respondents=136))
    assert (audit.verdict, audit.weight, audit.printed_ikm) == ("exact", "exact", 83.95)


def test_weighted_means_alone_leave_the_weight_open() -> None:
    audit = ikm.audit({"ikm": "74,99", "elements": [{"weighted_nrr": "0,3333"}] * 9})
    assert audit.verdict == "exact"
    assert audit.weight is None
    assert audit.anomalies == ()


def test_an_element_without_a_figure_was_not_asked() -> None:
    audit = ikm.audit({"ikm": "75,00", "elements": [*["3.00"] * 8, {"code": "U9", "nrr": "-"}]})
    assert (audit.weight, len(audit.elements)) == ("exact", 8)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ikm": "83,95"}, "unsurnya di"),
        ({"elements": ["3.1"]}, "belum memuat IKM"),
        ({"ikm": "83,95", "elements": [{"code": "U1"}]}, "Tidak ada unsur yang mempunyai angka"),
        ({"ikm": "baik", "elements": ["3.1"]}, 'IKM: "baik" bukan angka'),
        ({"ikm": "83,95", "elements": [{"nrr": "3,2,1"}]}, 'U1 nrr: "3,2,1" bukan angka'),
        ({"ikm": "83,95", "n": "banyak", "elements": ["3.1"]}, 'n_respondents: "banyak" bukan angka'),
        ({"ikm": "83,95", "elements": [{"counts": "empat"}]}, "U1 counts: tulis jumlah penjawab"),
    ],
)
def test_what_cannot_be_audited_is_refused_in_words(given: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError) as refused:
        ikm.audit(given)
    assert said in refused.value.words("id")
    assert refused.value.words("en") != refused.value.words("id")


def test_the_json_has_what_was_promised() -> None:
    kept = ikm.audit("examples/audit-ppid-2023.json").model_dump(mode="json")
    assert {
        "verdict",
        "weight",
        "rounding",
        "stated_weight",
        "printed_ikm",
        "recomputed",
        "n",
        "grades",
        "anomalies",
    } <= set(kept)
    assert (kept["format"], kept["version"], kept["n"]["stated"]) == ("ikm-audit", 1, 134)
    assert ikm.Audit.model_validate(kept).model_dump(mode="json") == kept


def test_figures_are_read_however_they_are_written() -> None:
    given = table(
        [f"{mean.replace('.', ',')} *)" for mean in STAKEHOLDER], "90,78 (Sangat Baik)", n="286 orang (L 100)"
    )
    given |= {"weight_stated": "1/9 = 0,111", "notes": ["x"], "index": "3.631", "grade_as_printed": "Sangat Baik / A"}
    audit = ikm.audit(given)
    assert (audit.verdict, audit.weight, audit.stated_weight, audit.anomalies) == ("exact", "exact", "exact", ())
    # As numbers, the zeros at the end are lost: 4.0 is 4,000 in a column of three decimals, and 90.8 has two.
    numbers = ikm.audit({"ikm": 90.78, "n": 286, "elements": list(map(float, STAKEHOLDER))})
    assert (numbers.weight, numbers.elements[3].nrr) == ("exact", "4.000")
    assert ikm.audit({"ikm": 83.9, "elements": ["3.357"] * 9}).verdict == "none"
    assert ikm.audit({"ikm": "83.9", "elements": ["3.357"] * 9}).verdict == "exact"


def test_weighted_means_multiplied_by_25_are_known() -> None:
    given = table(STAKEHOLDER, "90,78")
    for row, mean in zip(given["elements"], STAKEHOLDER, strict=True):
        row["weighted_nrr"] = f"{float(mean) / 9 * 25:.2f}"
    audit = ikm.audit(given)
    assert (audit.weight, audit.column_weights[0], audit.anomalies) == ("exact", "exact", ())


def test_sums_without_respondents_are_refused() -> None:
    with pytest.raises(OptionError, match="Sums alone"):
        ikm.audit({"ikm": "83,95", "elements": [{"sum": total} for total in PPID_SUMS]})
    audit = ikm.audit({"ikm": "83,95", "n": 136, "elements": [{"sum": total} for total in PPID_SUMS]})
    assert (audit.verdict, audit.weight, audit.rounding) == ("exact", "exact", "sums")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", ["audit-ppid-2023.json", "audit-stakeholder-2023.json"])
def test_the_json_fits_its_schema_and_is_read_back(name: str, lang: Any) -> None:
    audit = ikm.audit(f"examples/{name}", lang=lang)
    text = audit.model_dump_json()
    validator = jsonschema.Draft202012Validator(schema_of("audit"))
    assert [error.message for error in validator.iter_errors(json.loads(text))] == []
    assert ikm.Audit.model_validate_json(text) == audit
    assert ikm.Audit.model_validate_json(text).paragraph == audit.paragraph


def test_a_figure_that_is_shorter_than_most_keeps_its_own_decimals() -> None:
    # Five of nine means have two decimals: they were rounded so, and 3,27 is not 3,270.
    shorter = ["3.27", "3.22", "3.28", "3.69", "3.28", "3.235", "3.397", "3.324", "3.529"]
    audit = ikm.audit(table(shorter, "83,95", n_respondents=136))
    assert (audit.n.stated_possible, audit.anomalies) == (True, ())


def test_both_ends_of_a_printed_figure_count() -> None:
    # 3,3125 × 25 = 82,8125: some print 82,813, others 82,812.
    for printed in ("82,813", "82,812"):
        assert ikm.audit({"ikm": printed, "elements": [{"counts": [0, 0, 11, 5]}]}).verdict == "exact"


def test_a_weight_that_gives_all_but_the_last_digit_is_not_misstated() -> None:
    # From the sums 0,1111 gives 83,94 where 83,95 is printed.
    audit = ikm.audit(table(PPID, "83,95", n_respondents=136, weight_stated="0,1111"))
    assert (audit.weight, audit.anomalies) == ("exact", ())


def test_a_repair_of_a_mean_is_possible_for_the_respondents() -> None:
    audit = ikm.audit(table([*STAKEHOLDER[:4], "3.914", *STAKEHOLDER[5:]], "90,78", n_respondents=286))
    assert all(one.instead != "3.513" for one in audit.repairs if one.where == "U5")


def test_one_step_beside_the_printed_index_is_no_other_weight() -> None:
    # Σ of the means 30,2958: ÷ 9 × 25 = 84,155 (84,16); × 0,1111 × 25 = 84,1466 (84,15), one hundredth less.
    means = ["3,3052", "3,2952", "3,0691", "3,4742", "2,9660", "3,5769", "3,6718", "3,4952", "3,4423"]
    audit = ikm.audit(table(means, "84,16", weight_stated="0,1111"))
    assert "0.1111" not in {fit.weight for fit in audit.fits}
    assert (audit.weight, audit.recomputed["0.1111"], audit.anomalies) == ("exact", 84.15, ())


def test_a_way_to_the_last_digit_goes_before_one_within_rounding() -> None:
    # The column adds up to 3,297, × 25 = 82,425; the means to 29,671, ÷ 9 × 25 = 82,419: 82,42.
    means = ["3,198", "3,615", "3,354", "3,049", "3,260", "3,148", "3,189", "3,266", "3,592"]
    column = ["0,355", "0,402", "0,373", "0,339", "0,362", "0,350", "0,354", "0,363", "0,399"]
    elements = [{"nrr": mean, "weighted_nrr": one} for mean, one in zip(means, column, strict=True)]
    audit = ikm.audit({"ikm": "82,43", "total": "3,297", "elements": elements})
    assert [(fit.rounding, fit.exact) for fit in audit.fits] == [
        ("total-3", True), ("weighted-3", True), ("none", False),
    ]  # fmt: skip
    assert (audit.weight, audit.rounding, audit.anomalies) == ("exact", "total-3", ())


def test_a_step_as_long_as_the_last_digit_tells_nothing() -> None:
    # A hundred respondents move a mean in steps of 0,01.
    audit = ikm.audit(table(["3.27", "3.22", "3.28"], "81,42", n_respondents=100))
    assert (audit.n.stated_possible, audit.n.possible) == (None, (100,))


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("0,1111111", "exact"), (1 / 9, "exact"), (0.1111, "0.1111"), ("11 %", "0.11"), (11.1, "0.111"),
        (0, None), (1, None), ("100 %", None), ("-", None), ("0,11 (1/9)", "exact"), ("1/9 = 0,11", "exact"),
        ("111/1000", "0.111"), ("0,111 (PermenPANRB 14/2017)", "0.111"), ("0,111 (KEP/25/M.PAN/2/2004)", "0.111"),
    ],
)  # fmt: skip
def test_a_stated_weight_is_read_as_the_share_it_is(stated: object, name: str | None) -> None:
    audit = ikm.audit(table(PPID, "83,95", n_respondents=136, weight_stated=stated))
    assert (audit.weight, audit.stated_weight) == ("exact", name)


def test_a_weight_of_eleven_elements_rounded_to_four_decimals_is_not_exact() -> None:
    # 1/11 = 0,090909…, so near 0,0909 that its fifth decimal tells: 3 × 11 × 0,0909 × 25 = 74,9925, printed 74,993.
    audit = ikm.audit(table(["3.000"] * 11, "74,993", weight_stated="0,0909"))
    assert (audit.weight, audit.stated_weight) == ("0.0909", "0.0909")


def test_no_respondents_are_a_number_that_is_not_stated() -> None:
    assert ikm.audit(table(PPID, "83,95", n_respondents=0)).n.stated is None


def test_a_count_that_is_none_is_refused_with_a_count() -> None:
    with pytest.raises(OptionError, match=r"n_respondents: '±134' is no number; write it as printed, such as 136\."):
        ikm.audit(table(PPID, "83,95", n_respondents="±134"))


@pytest.mark.parametrize("told", ["counts", "n"])
def test_blanks_that_are_printed_are_no_fault_of_the_respondents(told: str) -> None:
    # Of 103 respondents 102 or 103 answered an element, and each mean is that of those; Σ ÷ 9 × 25 = 82,917.
    elements: list[dict[str, Any]] = []
    for place in range(9):
        counts = [0, 3, 60 + place, 39 + place % 2 - place]
        scores = sum(score * number for score, number in enumerate(counts, 1))
        mean = f"{scores / sum(counts):.3f}"
        elements.append({"nrr": mean, told: counts if told == "counts" else sum(counts)})
    audit = ikm.audit({"n_respondents": 103, "ikm": "82.92", "elements": elements})
    assert (audit.weight, audit.anomalies) == ("exact", ())


def test_counts_that_are_all_of_another_number_do_not_excuse_it() -> None:
    # 102 answered each, 41 with 4 and 61 with 3: 347/102 = 3,402; of 100, 3,402 is impossible.
    elements = [{"nrr": "3.402", "counts": [0, 0, 61, 41]} for _ in range(9)]
    audit = ikm.audit({"n_respondents": 100, "ikm": "85.05", "elements": elements})
    assert codes(audit) == ["audit-n-differs", "audit-n-impossible"]


def test_numbers_of_a_program_are_figures_to_nine_decimals() -> None:
    # 444/136 as a float is no fraction of 136, but by its seventeenth digit.
    elements = [{"nrr": total / 136, "sum": total} for total in PPID_SUMS]
    audit = ikm.audit({"n_respondents": 136, "ikm": 83.95, "elements": elements})
    assert (audit.verdict, audit.weight, audit.n.stated_possible, audit.anomalies) == ("exact", "exact", True, ())


def test_the_paragraph_tells_one_mean_from_all_of_them() -> None:
    audit = ikm.audit(table([*PPID[:8], "3.530"], "83,95", n_respondents=136), lang="en")
    assert "The mean of U9 cannot be that of 136 respondents, while those of the other elements can." in audit.paragraph
    assert "Other things to look into" not in audit.paragraph


def test_the_paragraph_names_what_else_is_to_be_looked_into_once() -> None:
    published = table(["3.00"] * 9, "75,00", n_respondents=286, population=200)
    published["elements"][0] |= {"sum": 900, "weighted_nrr": "0,400"}
    audit = ikm.audit(published, lang="en")
    assert codes(audit) == ["audit-column-element", "audit-n-differs", "audit-population"]
    told = "Other things to look into: the column of weighted means, the number of respondents."
    assert audit.paragraph.endswith(told)


def test_the_paragraph_does_not_excuse_a_stated_weight_that_a_finding_accuses() -> None:
    audit = ikm.audit(random_table(4), lang="en")
    assert "audit-weight" in codes(audit)
    assert "The stated weight, 0.111, gives 78.68." in audit.paragraph


def test_a_stated_weight_that_the_column_denies_is_not_called_possible() -> None:
    # 81,9 of one decimal comes of 1/9 and of 0,111; the column was made with 0,111.
    elements = [{"nrr": mean, "weighted_nrr": f"{float(mean) * 0.111:.4f}"} for mean in ["3.277"] * 9]
    audit = ikm.audit({"ikm": "81,9", "weight_stated": "1/9", "elements": elements}, lang="en")
    assert (audit.weights, audit.column_weights) == (("0.111",), ("0.111",))
    assert "gives it too" not in audit.paragraph
    assert "The stated weight, 1/9, gives 81.93." in audit.paragraph


def test_other_weights_that_give_the_index_are_said_to_contradict_the_columns() -> None:
    # 0,111 gives the index of random table 31 too, and its column of weighted means has another.
    audit = ikm.audit(random_table(31), lang="en")
    assert {one.weight for one in audit.fits} > {"exact"}
    assert "the other weights that give it contradict the printed weighted means or their total" in audit.paragraph
    alone = ikm.audit(table(PPID, "83,96"), lang="en")
    assert "no other weight agrees" in alone.paragraph


def test_every_finding_of_an_audit_has_words_in_the_paragraph() -> None:
    data = files("ikm.findings") / "data" / "audit.toml"
    own = {code for code in tomllib.loads(data.read_text("utf-8")) if code.startswith("audit-")}
    for lang in ("id", "en"):
        said = {words.removeprefix("more_") for words in phrases(lang, "audit") if words.startswith("more_")}
        assert own - said == _TOLD, lang


def test_the_paragraph_tells_means_that_were_cut_off() -> None:
    audit = ikm.audit(table(["3.266", "3.166", "3.366"], "81,67", n_respondents=30), lang="en")
    assert "can be those of 30 respondents only if their last digit was cut off" in audit.paragraph


def test_the_paragraph_says_so_where_no_number_of_respondents_is_possible() -> None:
    # Of 20 to 400 people none can have means of nine decimals that are no fractions of so few.
    audit = ikm.audit(table(["3.123456789", "3.234567891", "3.345678912"], "80,86", n_respondents=50))
    assert "yang mungkin: tidak ada." in audit.paragraph


def test_a_mean_that_alone_is_impossible_is_the_one_to_repair() -> None:
    # 3,556 of 286 is 1017/286; 3,156 lies between 902/286 = 3,154 and 903/286 = 3,157.
    audit = ikm.audit(table([*STAKEHOLDER[:2], "3.156", *STAKEHOLDER[3:]], "90,78", n_respondents=286))
    assert audit.n.impossible_for == ("U3",)
    assert (audit.verdict, [(one.where, one.instead) for one in audit.repairs]) == ("none", [("U3", "3.556")])
