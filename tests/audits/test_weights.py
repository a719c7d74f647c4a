"""Weights: which orders of rounding can reach a printed index, worked out by hand, at the edges too."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import ikm
from ikm.audits.candidates import Weight, weights_to_try
from ikm.audits.fits import Fit, Rank, fits_of
from ikm.audits.means import means_of
from ikm.audits.table import table_of
from ikm.audits.weighted_column import column_of
from ikm.audits.weights import weights_used

# Two means of two decimals stand for 3,295 … 3,305 and 3,435 … 3,445, so for 84,125 … 84,375.
TWO = ["3.30", "3.44"]


def fits(ikm_as_printed: str, elements: list[Any], *numbers: int | None, **more: Any) -> list[Fit]:
    table = table_of({"ikm": ikm_as_printed, "elements": elements, **more})
    return fits_of(table, [means_of(table, n) for n in numbers or (None,)])


@pytest.mark.parametrize(
    ("index", "orders"),
    [
        # Of the total, 3,37 or 3,38, the index is 84,25 or 84,50; means of two decimals are not rounded to two again.
        ("84,45", set()),
        ("84,50", {"total-2"}),
        # 1,648 … 1,653 and 1,718 … 1,723 add up to 3,366 … 3,376: the index moves in steps of 0,025 up to 84,40.
        ("84,39", set()),
        ("84,40", {"weighted-3"}),
        ("84,41", set()),
        # 82,38 … 82,63 and 85,88 … 86,13 have means of 84,13 … 84,38 in steps of 0,005.
        ("84,378", set()),
        ("84,380", {"converted-2"}),
        ("84,385", set()),
    ],
)
def test_an_order_of_rounding_reaches_only_its_own_steps(index: str, orders: set[str]) -> None:
    found = fits(index, TWO)
    assert {one.order for one in found} == orders
    assert all((one.weight.name, one.rank, one.exact) == ("exact", 5, False) for one in found)


def test_the_steps_of_an_order_are_those_of_the_weight() -> None:
    # Means of 2,5 … 3,5 by 1/4 and 3/4: with the means rounded again every index from 62,5 to 87,5 can be.
    elements = [{"nrr": "3", "weight": "0,25"}, {"nrr": "3", "weight": "0,75"}]
    assert {(one.weight.name, one.order) for one in fits("75,00", elements)} >= {("own", "none"), ("own", "total-2")}
    # 10,01 … 10,04 is between two steps of a total of two decimals, and none of a total of three.
    own = [one for one in fits("75,03", elements) if one.weight.name == "own"]
    assert {one.order for one in own} == {"none"}


@pytest.mark.parametrize(
    ("index", "whole"),
    [
        # 3,27 of 400 is a sum of 1306 … 1310, and each is worth 25/400 = 0,0625 of the index: 81,625 … 81,875.
        ("81,62", True),
        ("81,88", True),
        ("81,87", True),
        ("81,69", True),
        ("81,68", False),
        ("81,70", False),
    ],
)
def test_whole_sums_reach_an_index_or_they_do_not(index: str, whole: bool) -> None:
    behind = [one for one in fits(index, ["3.27"], 400) if one.rank == 2]
    assert [(one.order, one.whole) for one in behind] == [("none", whole)]


def test_whole_sums_tell_nothing_without_the_number_or_with_blanks() -> None:
    assert [one.whole for one in fits("81,70", ["3.27"]) if one.rank == 2] == [None]
    elements = [{"nrr": "3.27", "n": 399}]
    assert [one.whole for one in fits("81,70", elements, 400) if one.rank == 2] == [None]
    assert [one.whole for one in fits("81,70", [{"nrr": "3.27", "n": 400}], 400) if one.rank == 2] == [False]


def test_a_way_that_hits_by_rounding_does_not_rule_out_the_stated_weight() -> None:
    # Σ of the means 29,50 ± 0,045: 1/9 gives 81,82 … 82,07, and 0,111 gives 81,74 … 81,99; 0,111 with a total of three
    # decimals, 3,275 × 25 = 81,875, comes to the last digit, which tells nothing.
    means = ["3,53", "3,46", "3,24", "3,23", "3,20", "3,22", "3,14", "3,15", "3,33"]
    audit = ikm.audit({"ikm": "81,88", "weight_stated": "1/9", "elements": means})
    assert (audit.weight, set(audit.weights), audit.anomalies) == (None, {"exact", "0.111"}, ())
    assert (
        "The stated weight, 1/9, gives it too: within the rounding"
        in ikm.audit({"ikm": "81,88", "weight_stated": "1/9", "elements": means}, lang="en").paragraph
    )


def test_a_weight_that_the_column_contradicts_comes_after_one_it_allows() -> None:
    # 3,59 × 0,12 = 0,431, and 3,59 ÷ 9 = 0,399.
    nrr = ["3,59", "3,41", "3,38", "3,43", "3,59", "3,45", "3,57", "3,52", "3,42"]
    weight = ["0,12", "0,10", "0,11", "0,11", "0,11", "0,11", "0,11", "0,11", "0,12"]
    weighted = ["0,431", "0,341", "0,372", "0,377", "0,395", "0,379", "0,393", "0,387", "0,410"]
    rows = [{"nrr": one, "bobot": w, "weighted_nrr": x} for one, w, x in zip(nrr, weight, weighted, strict=True)]
    audit = ikm.audit({"ikm": "87,11", "elements": rows})
    assert (audit.weight, audit.column_weights, audit.verdict) == ("own", ("own",), "within-rounding")
    assert [one.weight for one in audit.fits][:2] == ["own", "exact"]


def test_a_column_of_four_decimals_tells_the_weight() -> None:
    # U5 by 1/9 would be 9 × 0,3658 = 3,292, which is printed 3,29 and not 3,30.
    nrr = ["3,65", "3,36", "3,43", "3,47", "3,30", "3,30", "3,51", "3,52", "3,47"]
    weighted = ["0,4053", "0,3728", "0,3808", "0,3850", "0,3658", "0,3665", "0,3895", "0,3909", "0,3850"]
    rows = [{"nrr": one, "weighted_nrr": x} for one, x in zip(nrr, weighted, strict=True)]
    audit = ikm.audit({"ikm": "86,04", "total": "3,4417", "elements": rows})
    assert (audit.weight, audit.column_weights, audit.anomalies) == ("0.111", ("0.111",), ())


def test_an_index_that_is_its_printed_total_times_25_tells_no_weight_by_its_last_digit() -> None:
    # 3,39 × 25 = 84,75: Σ 30,54 ÷ 9 = 3,393, and × 0,111 = 3,390.
    means = ["3,35", "3,42", "3,40", "3,30", "3,42", "3,53", "3,51", "3,30", "3,31"]
    audit = ikm.audit({"ikm": "84,75", "total": "3,39", "weight_stated": "1/9", "elements": means})
    assert (audit.weight, set(audit.weights), audit.anomalies) == (None, {"exact", "0.111"}, ())
    # A total of three decimals does tell: 3,390 is that of 0,111, and 3,393 that of 1/9.
    assert ikm.audit({"ikm": "84,75", "total": "3,390", "elements": means}).weight == "0.111"
    assert ikm.audit({"ikm": "84,83", "total": "3,393", "elements": means}).weight == "exact"


def test_a_multiple_of_a_quarter_does_not_rule_out_the_stated_weight() -> None:
    # Σ 30,241: ÷ 9 × 25 = 84,003; × 0,111 = 3,357, rounded to 3,36, × 25 = 84,00.
    means = ["3.037", "3.482", "3.767", "3.721", "3.682", "2.964", "3.161", "3.020", "3.407"]
    assert ikm.audit({"ikm": "84.00", "elements": means}).weight == "exact"
    assert ikm.audit({"ikm": "84.00", "weight_stated": "1/9", "elements": means}).weight == "exact"
    audit = ikm.audit({"ikm": "84.00", "weight_stated": "0,111", "elements": means})
    assert (audit.weight, audit.weights, audit.anomalies) == (None, ("exact", "0.111"), ())


def test_a_stated_weight_that_gives_the_index_oddly_is_not_accused() -> None:
    # Σ is at most 29,455: × 0,111 = 3,2695, rounded to 3,27, × 25 = 81,75.
    means = ["3,37", "3,37", "3,37", "3,38", "3,01", "3,05", "3,26", "3,24", "3,36"]
    audit = ikm.audit({"ikm": "81,75", "weight_stated": "0,111", "elements": means})
    assert (audit.weight, set(audit.weights), audit.anomalies) == (None, {"exact", "0.111"}, ())
    # 2,4525 ÷ 9 is 0,2725, a tie; with it rounded up the weighted means of three decimals add up to the index.
    means = ["2,6525", "2,5443", "2,5770", "2,4492", "2,4131", "2,5869", "2,5213", "2,4754", "2,4525"]
    audit = ikm.audit({"ikm": "62,95", "weight_stated": "1/9", "elements": means})
    assert (audit.weight, "exact" in audit.weights, audit.anomalies) == (None, True, ())


def test_an_index_of_each_element_tells_more_than_means_of_two_decimals() -> None:
    # Σ of the indexes 717,05: ÷ 9 = 79,672, and × 0,111 = 79,593; the means alone, Σ 28,69 ± 0,045, allow both.
    nrr = ["2,94", "3,45", "2,93", "3,36", "3,19", "3,01", "3,22", "3,31", "3,28"]
    converted = ["73,45", "86,24", "73,26", "83,91", "79,65", "75,19", "80,62", "82,75", "81,98"]
    rows = [{"nrr": one, "converted": x} for one, x in zip(nrr, converted, strict=True)]
    assert ikm.audit({"ikm": "79,593", "elements": nrr}).weight is None
    assert ikm.audit({"ikm": "79,593", "elements": rows}).weight == "0.111"
    # Indexes that are made of the printed means say nothing of the exact ones: 2,94 × 25 = 73,50.
    made = [{"nrr": one, "converted": f"{float(one.replace(',', '.')) * 25:.2f}"} for one in nrr]
    assert ikm.audit({"ikm": "79,593", "elements": made}).weight is None


@pytest.mark.parametrize(("made", "finer"), [(9, False), (6, False), (5, True), (0, True)])
def test_indexes_of_which_two_in_three_can_be_made_of_the_means_tell_nothing_more(made: int, finer: bool) -> None:
    # 3,26 × 25 = 81,50; 81,62 is none that is made of 3,26.
    rows = [{"nrr": "3,26", "converted": "81,50" if place < made else "81,62"} for place in range(9)]
    table = table_of({"ikm": "81,60", "elements": rows})
    printed = means_of(table, None).printed
    assert [one is not None and one.factor != 1 for one in printed] == [finer] * 9


def test_an_index_that_is_coarser_or_of_another_mean_is_not_used_for_it() -> None:
    rows = [
        {"nrr": "3,264", "converted": "81,8"},
        {"nrr": "3,26", "converted": "91,62"},
        {"converted": "81,62"},
        {"nrr": "3,1"},
    ]
    printed = means_of(table_of({"ikm": "81,60", "elements": rows}), None).printed
    assert [one is not None and one.factor != 1 for one in printed] == [False, False, True, False]


@pytest.mark.parametrize("weights", [["0,11"] * 9, ["0,11", *[None] * 8], ["0,12", "0,10", *[None] * 7]])
def test_weights_beside_elements_are_their_own_only_where_all_have_one_and_they_differ(
    weights: list[str | None],
) -> None:
    rows = [{"nrr": "3.001", "bobot": one} for one in weights]
    names = [one.name for one in weights_to_try(table_of({"ikm": "74,28", "elements": rows}))]
    assert "own" not in names
    assert names[:3] == ["exact", "0.111", "0.11"]
    mixed = [{"nrr": "3.001", "bobot": one} for one in ["0,12", *["0,11"] * 8]]
    assert weights_to_try(table_of({"ikm": "75,03", "elements": mixed}))[0].name == "own"


def test_a_stated_weight_that_the_column_contradicts_is_not_excused_by_chance() -> None:
    # As above, 0,111 with a total of two decimals gives 84,00; but 3,037 ÷ 9 = 0,3374, and × 0,111 it is 0,3371.
    means = ["3.037", "3.482", "3.767", "3.721", "3.682", "2.964", "3.161", "3.020", "3.407"]
    rows = [{"nrr": one, "weighted_nrr": f"{float(one) / 9:.4f}"} for one in means]
    audit = ikm.audit({"ikm": "84.00", "weight_stated": "0,111", "elements": rows})
    assert (audit.weight, [one.code for one in audit.anomalies]) == ("exact", ["audit-weight"])


def test_means_of_two_decimals_are_not_rounded_to_two_again() -> None:
    # By 1/9 nothing above 75,00 + 0,125 can be: no mean printed 3,00 is rounded to 3,01.
    audit = ikm.audit({"ikm": "75,19", "weight_stated": "0,11", "elements": ["3,01", "2,99", *["3,00"] * 7]})
    assert (audit.verdict, [one.code for one in audit.anomalies]) == ("none", ["audit-none"])


def test_a_column_that_is_printed_is_what_its_sum_was_made_of() -> None:
    # The column adds up to 3,350, × 25 = 83,75; means rounded to two decimals would make 0,378 of U4, not 0,379.
    nrr = ["3,419", "3,388", "3,372", "3,441", "3,435", "3,363", "3,249", "3,268", "3,517"]
    weighted = ["0,376", "0,373", "0,371", "0,379", "0,378", "0,370", "0,357", "0,359", "0,387"]
    rows = [{"nrr": one, "weighted_nrr": x} for one, x in zip(nrr, weighted, strict=True)]
    audit = ikm.audit({"ikm": "83,75", "elements": rows})
    assert (audit.weight, audit.rounding, audit.anomalies) == ("0.11", "weighted-3", ())
    assert ikm.audit({"ikm": "83,78", "elements": rows}).verdict == "none"


def test_a_column_by_a_weight_that_cannot_give_the_index_is_said_to_be() -> None:
    nrr = ["3,51", "3,63", "3,33", "3,55", "3,46", "3,34", "3,42", "3,54", "3,50"]
    weighted = ["0,386", "0,400", "0,366", "0,390", "0,381", "0,368", "0,376", "0,389", "0,386"]
    rows = [{"nrr": one, "weighted_nrr": x} for one, x in zip(nrr, weighted, strict=True)]
    audit = ikm.audit({"ikm": "86,92", "elements": rows}, lang="en")
    assert [one.code for one in audit.anomalies] == ["audit-column"]
    assert "1/9 or 0.111" in audit.anomalies[0].message


def test_a_way_that_the_total_contradicts_is_a_way_where_there_is_no_other() -> None:
    assert [(one.order, one.agrees) for one in fits("84,40", TWO)] == [("weighted-3", True)]
    assert [(one.order, one.agrees) for one in fits("84,40", TWO, total="3,000")] == [("weighted-3", False)]


@pytest.mark.parametrize(("mean", "right"), [("3.002", True), ("2.992", True), ("3.003", False), ("2.991", False)])
def test_a_weighted_mean_that_touches_what_its_mean_allows_is_right(mean: str, right: bool) -> None:
    # By 1/9 0,333 stands for means of 2,9925 … 3,0015: 3,002 begins there, and 2,992 ends there.
    rows = [{"nrr": mean, "weighted_nrr": "0,333"}, *[{"nrr": "3.601", "weighted_nrr": "0,400"}] * 8]
    table = table_of({"ikm": "80,00", "elements": rows})
    found = column_of(table, means_of(table, None))
    assert found is not None
    # The others are right by 1/9 and by 0,111, so where U1 is not by 1/9, that is no candidate, or U1 is odd.
    assert ("exact" in found.weights and not found.odd) is right


def test_a_column_may_be_made_of_the_means_as_printed_whatever_stands_beside_them() -> None:
    # 3,27 stands for 81,63 too (3,2652), whose ninth is 0,36280; the column has that of 3,27: 0,36333.
    nrr, converted = ["3,27", "3,46", "3,31"], ["81,63", "86,42", "82,86"]
    rows = [
        {"nrr": mean, "converted": index, "weighted_nrr": f"{float(mean.replace(',', '.')) / 3:.5f}"}
        for mean, index in zip(nrr, converted, strict=True)
    ]
    table = table_of({"ikm": "83,64", "elements": rows})
    found = column_of(table, means_of(table, None))
    assert found is not None
    assert ("exact" in found.weights, found.odd) == (True, ())


def test_an_element_of_which_only_its_weighted_mean_is_printed_is_taken_as_the_weight_has_it() -> None:
    rows: list[dict[str, str]] = [{"weighted_nrr": "0,3334"}, *[{"nrr": "3.001", "weighted_nrr": "0,3334"}] * 8]
    table = table_of({"ikm": "75,02", "elements": rows})
    found = column_of(table, means_of(table, None))
    assert found is not None
    assert (found.weights, found.odd) == (("exact", "0.1111"), ())


def test_means_that_are_rounded_first_are_held_against_the_column() -> None:
    # Of means of three decimals the column has 3,264 ÷ 2 = 1,6320 and 3,414 ÷ 2 = 1,7070; of 3,26 and 3,41 it has
    # 1,6300 and 1,7050.  The index of those is 83,375; of the exact ones 83,475.
    exact = [{"nrr": "3.264", "weighted_nrr": "1.6320"}, {"nrr": "3.414", "weighted_nrr": "1.7070"}]
    assert [(one.order, one.agrees) for one in fits("83,38", exact) if one.order == "nrr-2"] == [("nrr-2", False)]
    rounded = [{"nrr": "3.264", "weighted_nrr": "1.6300"}, {"nrr": "3.414", "weighted_nrr": "1.7050"}]
    assert ("nrr-2", True) in [(one.order, one.agrees) for one in fits("83,38", rounded)]


def test_means_between_1_and_2_are_means() -> None:
    assert ikm.audit({"ikm": "56,25", "elements": ["1.500", "3.000"]}).weight == "exact"
    assert ikm.audit({"ikm": "25,00", "elements": ["1.000", "1.000"]}).weight == "exact"
    assert ikm.audit({"ikm": "100,00", "elements": ["4.000", "4.000"]}).weight == "exact"


def test_a_plain_way_stays_beside_one_by_a_total_of_two_decimals() -> None:
    # The column by 0,111 adds up to 2,9970, rounded to 3,00; the means have the mean 3, × 25 = 75, nothing rounded.
    means = ["3.001", "2.999", "3.002", "2.998", "3.003", "2.997", "3.004", "2.996", "3.000"]
    rows = [{"nrr": one, "weighted_nrr": f"{float(one) * 0.111:.4f}"} for one in means]
    audit = ikm.audit({"ikm": "75,00", "total": "2,9970", "elements": rows})
    assert (audit.weight, audit.weights, audit.column_weights) == (None, ("0.111", "exact"), ("0.111",))


def test_no_weight_is_named_where_there_is_no_way() -> None:
    table = table_of({"ikm": "99,00", "elements": TWO})
    means = means_of(table, None)
    assert (fits_of(table, [means]), weights_used([]), column_of(table, means)) == ([], [], None)


@pytest.mark.parametrize(("index", "orders"), [("85,333", {"nrr-2"}), ("85,320", set()), ("85,417", {"nrr-2"})])
def test_means_rounded_again_move_the_index_in_their_own_steps(index: str, orders: set[str]) -> None:
    # Rounded to two decimals they add up to 10,23 … 10,26; a hundredth is 25 ÷ 300 = 0,0833 of the index, from 85,25.
    found = fits(index, ["3.295", "3.435", "3.515"])
    assert {one.order for one in found} == orders


def test_a_total_may_be_printed_before_or_after_it_was_rounded() -> None:
    # The means add up to 27,000: × 0,111 = 2,9970, rounded to 3,00, × 25 = 75,00.
    means = ["3.001", "2.999", "3.002", "2.998", "3.003", "2.997", "3.004", "2.996", "3.000"]
    for total in ("2,9970", "3,00"):
        found = [
            one for one in fits("75,00", means, total=total) if (one.weight.name, one.order) == ("0.111", "total-2")
        ]
        assert [(one.exact, one.agrees) for one in found] == [(True, True)]
    assert ("0.111", "total-2", True) not in [
        (one.weight.name, one.order, one.agrees) for one in fits("75,00", means, total="2,9870")
    ]


def test_a_total_that_touches_what_the_figures_give_agrees() -> None:
    # The sum 3,3585 is printed 3,358 where a half is cut off, and 3,359 where it is rounded up.
    for total, agrees in (("3,357", False), ("3,358", True), ("3,359", True), ("3,360", False)):
        plain = [one.agrees for one in fits("83,96", ["3.358", "3.359"], total=total) if one.order == "none"]
        assert plain[:1] == [agrees], total


@pytest.mark.parametrize(("counts", "index"), [([50, 0, 0, 0], "25,00"), ([0, 0, 0, 50], "100,00")])
def test_answers_that_are_all_at_one_end_of_the_scale_give_its_end(counts: list[int], index: str) -> None:
    found = fits(index, [{"counts": counts}] * 9, 50)
    assert ("exact", "sums", 1, True) in {(one.weight.name, one.order, one.rank, one.exact) for one in found}


def fit(name: str, rank: Rank, **more: Any) -> Fit:
    return Fit(Weight(name, (Fraction(1),)), "none", rank, **{"exact": True, "agrees": True, **more})


def test_the_weight_that_is_used_follows_from_the_fits() -> None:
    plain, behind, rare = fit("exact", Rank.PLAIN), fit("0.111", Rank.BEHIND, exact=False), fit("0.11", Rank.RARE)
    assert weights_used([plain, behind, rare]) == ["exact"]
    assert weights_used([behind, fit("0.11", Rank.ROUNDED), rare]) == ["0.111", "0.11"]
    assert weights_used([rare, fit("exact", Rank.BEHIND_ROUNDED, exact=False)]) == ["0.11"]
    # What the column contradicts is not used, unless everything is.
    contradicted = fit("exact", Rank.PLAIN, agrees=False)
    assert weights_used([behind, contradicted]) == ["0.111"]
    assert weights_used([contradicted]) == ["exact"]


def test_a_stated_weight_remains_possible_where_it_may_have_given_the_index() -> None:
    plain, behind = fit("exact", Rank.PLAIN), fit("exact", Rank.BEHIND, exact=False)
    assert weights_used([behind], "0.111") == ["exact"]
    assert weights_used([behind], "0.111", excused=True) == ["exact", "0.111"]
    # Not beside what is plain, but by a total of two decimals.
    assert weights_used([plain], "0.111", excused=True) == ["exact"]
    assert weights_used([plain, fit("0.111", Rank.ROUNDED, coarse=True)], "0.111") == ["exact", "0.111"]
    assert weights_used([plain, fit("0.111", Rank.ROUNDED, coarse=True, exact=False)], "0.111") == ["exact"]
    assert weights_used([plain, fit("0.11", Rank.ROUNDED, coarse=True)], "0.111") == ["exact"]


def test_beside_totals_of_two_decimals_what_is_plain_stays_though_the_column_contradicts_it() -> None:
    plain, rounded = fit("exact", Rank.PLAIN, agrees=False), fit("0.11", Rank.ROUNDED, agrees=False)
    coarse, fine = fit("0.111", Rank.ROUNDED, coarse=True), fit("0.1111", Rank.ROUNDED)
    assert weights_used([coarse, plain, rounded]) == ["0.111", "exact"]
    assert weights_used([coarse, fine, plain]) == ["0.111", "0.1111"]
