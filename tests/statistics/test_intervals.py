"""Covariances and intervals: values of R to 1e-9, and values worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference import ELEMENTS, Reference, references

from ikm.errors import OptionError
from ikm.statistics import (
    Covariances,
    Estimate,
    detectable_change,
    estimate_of_element,
    estimate_of_index,
    estimate_of_levels,
    pairs_of,
    t_quantile,
)
from ikm.tallies import Tally

SCALE = (1, 4)
NINTH = dict.fromkeys(ELEMENTS, Fraction(1, 9))
SETS = references()


def asked(n: int, one: Reference) -> Fraction:
    return Fraction(n, one.population) if one.population else Fraction()


def index(one: Reference, tally: Tally | None = None) -> Estimate:
    found = Covariances.of((one.tally() if tally is None else tally).total)
    assert found is not None
    sample = estimate_of_index(found, NINTH, SCALE, asked(found.rows, one))
    assert sample is not None
    return sample


def shown(limits: tuple[float, float], of: float = 1) -> list[float]:
    return [of * (25 + 75 * limit) for limit in limits]


@pytest.mark.parametrize("name", SETS)
def test_the_interval_of_the_index_is_rs(name: str) -> None:
    one, sample = SETS[name], index(SETS[name])
    want = one.expected
    assert sample.n == want["available_rows"]
    assert 25 + 75 * float(sample.mean) == pytest.approx(want["available_index"], rel=1e-9)
    assert 75 * sample.standard_error == pytest.approx(want["available_index_se_linearised"], rel=1e-9)
    assert sample.phi == pytest.approx(want["bounded_phi"], rel=1e-9)
    for level in (90, 95, 99):
        assert shown(sample.interval(level / 100)) == pytest.approx(want[f"bounded_index_ci{level}"], rel=1e-9)
    assert shown(sample.interval(0.95), 0.999) == pytest.approx(want["bounded_index_0111_ci95"], rel=1e-9)
    for words, weight in (("equal", 1.0), ("0111", 0.999)):
        cuts = [(cut / weight - 25) / 75 for cut in (64.995, 76.605, 88.305)]
        expected = want[f"grade_probability_{words}_DCBA"]
        assert list(sample.classes(cuts)) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", SETS)
def test_the_interval_of_each_element_is_rs(name: str) -> None:
    one = SETS[name]
    counts = one.tally(moments=False).total
    for place, element in enumerate(ELEMENTS):
        sample = estimate_of_element(counts, element, SCALE, asked(counts.filled(element), one))
        assert sample is not None
        low, high = sample.interval(0.95)
        assert 1 + 3 * low == pytest.approx(one.expected["bounded_item_ci95_low"][place], rel=1e-9)
        assert 1 + 3 * high == pytest.approx(one.expected["bounded_item_ci95_high"][place], rel=1e-9)
        assert sample.n == one.expected["item_n"][place]
        assert 3 * sample.standard_error == pytest.approx(one.expected["item_se"][place], rel=1e-9)


@pytest.mark.parametrize("name", SETS)
def test_complete_rows_have_an_interval_of_their_own(name: str) -> None:
    one = SETS[name]
    tally = Tally.of_scores(ELEMENTS, one.complete, moments=True)
    sample = index(one, tally)
    assert sample.n == one.expected["n_complete"]
    assert 25 + 75 * float(sample.mean) == pytest.approx(one.expected["complete_index_mean"], rel=1e-9)
    assert 75 * sqrt(sample.variance) == pytest.approx(one.expected["complete_index_sd"], rel=1e-9)
    assert 75 * sample.standard_error == pytest.approx(one.expected["complete_index_se"], rel=1e-9)


def test_two_periods() -> None:
    one = SETS["periods"]
    samples = []
    for period in ("2025", "2026"):
        rows = [row for row, when in zip(one.rows, one.periods, strict=True) if when == period]
        samples.append(index(one, Tally.of_scores(ELEMENTS, rows, moments=True)))
    change = detectable_change(samples[0], samples[1], confidence=0.95)
    assert change is not None
    assert 75 * change == pytest.approx(one.expected["mdc80_t"], rel=1e-9)
    assert 75 * change == pytest.approx(one.expected["mdc80_exact_noncentral_t"], rel=1e-3)


def test_the_covariances_of_blanks_by_hand() -> None:
    # a: 4 2 3 –   b: 3 3 – 1; the means are 3 and 7/3
    counts = Tally.of_scores(["a", "b"], [[4, 3], [2, 3], [3, None], [None, 1]], moments=True).total
    found = Covariances.of(counts)
    assert found is not None
    assert (found.rows, dict(found.sizes), dict(found.sums)) == (4, {"a": 3, "b": 3}, {"a": 9, "b": 7})
    assert dict(found.products) == {("a", "a"): 2, ("a", "b"): 0, ("b", "b"): Fraction(8, 3)}
    # 4/3 × 4/3 × (¼ × 2 + ¼ × 8/3) ÷ 3
    half = {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert found.variance(half) == Fraction(16, 9) * (Fraction(1, 2) + Fraction(2, 3)) / 3
    assert found.variance({"a": Fraction(1)}) == Fraction(16, 9) * 2 / 3
    sample = estimate_of_index(found, {"a": Fraction(1, 4), "b": Fraction(3, 4)}, (1, 4))
    assert sample is not None
    assert sample.mean == (Fraction(1, 4) * 3 + Fraction(3, 4) * Fraction(7, 3) - 1) / 3
    each = Fraction(16, 9) * (Fraction(1, 16) * 2 + Fraction(9, 16) * Fraction(8, 3)) / 3
    assert sample.variance == each / 9


def test_the_covariances_of_complete_answers_by_hand() -> None:
    # totals with weights 1/3 and 2/3: 10/3, 8/3, 4/3; about their mean 22/9: 8/9, 2/9, −10/9
    counts = Tally.of_scores(["a", "b"], [[4, 3], [2, 3], [2, 1]], moments=True).total
    found = Covariances.of(counts)
    assert found is not None
    weights = {"a": Fraction(1, 3), "b": Fraction(2, 3)}
    assert found.variance(weights) == Fraction(64 + 4 + 100, 81) / 2
    assert found.products["a", "b"] == Fraction(8, 3) * 1 - Fraction(4, 3) * 1  # (4/3 −2/3 −2/3)·(2/3 2/3 −4/3)
    assert found.variance({"b": Fraction(1)}) == Fraction(4, 3)


def test_what_counts_do_not_tell() -> None:
    counts = Tally.of_scores(["a", "b"], [[4, 3], [2, None]], moments=True).total
    assert pairs_of(counts) is not None
    assert pairs_of(counts, "complete") is None
    assert Covariances.of(counts, "complete") is None
    assert Covariances.of(Tally.of_scores(["a"], [[4], [3]]).total) is None
    whole = Tally.of_scores(["a"], [[4], [3]], moments=True).total
    assert pairs_of(whole, "complete") == whole.moments
    given = Covariances.of(counts, "complete", {("a", "a"): whole.moments["a", "a"]} if whole.moments else None)
    assert given is not None
    assert given.rows == 1


def test_too_few_have_no_interval() -> None:
    one = Covariances.of(Tally.of_scores(["a", "b"], [[4, 3]], moments=True).total)
    assert one is not None
    assert one.variance({"a": Fraction(1)}) is None
    assert estimate_of_index(one, {"a": Fraction(1)}, SCALE) is None
    # Of two respondents one answered b, and nobody c.
    rows = [[4, 4, None], [3, None, None]]
    found = Covariances.of(Tally.of_scores(["a", "b", "c"], rows, moments=True).total)
    assert found is not None
    half = Fraction(1, 2)
    assert (found.mean({"a": half, "b": half}), found.variance({"a": half, "b": half})) == (Fraction(15, 4), None)
    assert (found.mean({"a": half, "c": half}), found.variance({"a": half, "c": half})) == (None, None)
    assert estimate_of_index(found, {"a": half, "b": half}, SCALE) is None
    nobody = Covariances.of(Tally.of_scores(["a", "b"], [[4, None], [3, None]], moments=True).total)
    assert nobody is not None
    assert nobody.variance({"a": Fraction(1)}) == Fraction(1, 2)
    assert nobody.variance({"a": Fraction(1, 2), "b": Fraction(1, 2)}) is None
    assert list(nobody.products) == [("a", "a")]
    counts = Tally.of_scores(["a"], [[4]]).total
    assert estimate_of_element(counts, "a", SCALE) is None
    with pytest.raises(OptionError, match="An interval needs two respondents; there is 1"):
        Estimate(1, Fraction(1, 2), Fraction())
    with pytest.raises(OptionError, match=r"between 0 and 1; got 5/4"):
        Estimate(5, Fraction(1, 2), Fraction(), Fraction(5, 4))


def test_the_interval_by_hand() -> None:
    # n 4, p ½, v 1/12: phi = (1/3 + 1/16) / (1 + 1/4) = 19/60
    sample = Estimate(4, Fraction(1, 2), Fraction(1, 12))
    assert sample.phi == pytest.approx(19 / 60, rel=1e-15)
    t = t_quantile(0.975, 3)
    width = t * t * 19 / 60 / 4
    half = sqrt(width / 4 + width * width / 4)
    want = [(0.5 + width / 2 - half) / (1 + width), (0.5 + width / 2 + half) / (1 + width)]
    assert sample.interval(0.95) == pytest.approx(want, rel=1e-14)
    # half of the people served: the width is half, and so is the squared standard error
    some = Estimate(4, Fraction(1, 2), Fraction(1, 12), Fraction(1, 2))
    assert some.asked == Fraction(1, 2)
    assert some.standard_error == pytest.approx(sqrt(1 / 96), rel=1e-15)
    # a limit is the point below which the mean lies with the confidence's other half
    low, high = some.interval(0.95)
    assert some.below(low) == pytest.approx(0.025, rel=1e-9)
    assert some.below(high) == pytest.approx(0.975, rel=1e-9)
    assert sum(some.classes([0.3, 0.6])) == pytest.approx(1)
    assert (some.below(0), some.below(1), some.below(-1), some.below(2)) == (0.0, 1.0, 0.0, 1.0)


def test_everybody_asked_gives_the_point() -> None:
    whole = Estimate(4, Fraction(1, 2), Fraction(1, 12), Fraction(1))
    assert whole.interval(0.95) == (0.5, 0.5)
    assert (whole.below(0.49), whole.below(0.5), whole.below(0.51)) == (0.0, 0.0, 1.0)
    assert whole.classes([0.4, 0.7]) == (0.0, 1.0, 0.0)
    assert detectable_change(whole, whole, 0.95) is None


def test_all_alike_are_not_certain() -> None:
    low, high = Estimate(10, Fraction(1), Fraction()).interval(0.95)
    # phi ¼: K = t² / 40, the lower limit 1 / (1 + K)
    assert high == 1.0
    assert 25 + 75 * low == pytest.approx(25 + 75 / (1 + t_quantile(0.975, 9) ** 2 * 0.25 / 10), rel=1e-12)
    assert Estimate(10, Fraction(), Fraction()).interval(0.95)[0] == 0.0


def test_the_smallest_change_by_hand() -> None:
    one, other = Estimate(9, Fraction(1, 2), Fraction(1, 4)), Estimate(5, Fraction(1, 3), Fraction(1, 5))
    parts = [1 / 36, 1 / 25]
    df = sum(parts) ** 2 / (parts[0] ** 2 / 8 + parts[1] ** 2 / 4)
    want = (t_quantile(0.95, df) + t_quantile(0.7, df)) * sqrt(sum(parts))
    assert detectable_change(one, other, 0.9, 0.7) == pytest.approx(want, rel=1e-12)
    again = (t_quantile(0.975, 16) + t_quantile(0.8, 16)) * sqrt(2 / 36)
    assert detectable_change(one, one, 0.95) == pytest.approx(again, rel=1e-12)


ROWS = st.lists(st.lists(st.integers(1, 4), min_size=3, max_size=3), min_size=2, max_size=20)


@given(ROWS, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_stays_on_the_scale_and_holds_the_mean(rows: list[list[int]], confidence: float) -> None:
    counts = Tally.of_scores("abc", rows, moments=True).total
    found = Covariances.of(counts)
    assert found is not None
    weights = {"a": Fraction(1, 2), "b": Fraction(1, 3), "c": Fraction(1, 6)}
    sample = estimate_of_index(found, weights, SCALE)
    assert sample is not None
    scores = [
        sum(Fraction(score) * weight for score, weight in zip(row, weights.values(), strict=True)) for row in rows
    ]
    middle = sum(scores, Fraction()) / len(scores)
    assert sample.variance == sum((one - middle) ** 2 for one in scores) / (len(scores) - 1) / 9
    low, high = sample.interval(confidence)
    assert 0 <= low <= float(sample.mean) <= high <= 1
    assert low < high


def test_merged_counts_have_the_interval_of_the_whole() -> None:
    one = SETS["blanks80"]
    parts = [Tally.of_scores(ELEMENTS, one.rows[start::3], moments=True) for start in range(3)]
    assert index(one, Tally.merged(parts)) == index(one)


def test_two_answers_tell_how_much_answers_differ_and_one_does_not() -> None:
    assert estimate_of_levels({4: 1}, (1, 4)) is None
    two = estimate_of_levels({3: 1, 4: 1}, (1, 4))
    assert two is not None
    # 2/3 and 3/3 of the scale: their mean is 5/6, their variance (1/3)² ÷ 2.
    assert (two.n, two.mean, two.variance) == (2, Fraction(5, 6), Fraction(1, 18))
