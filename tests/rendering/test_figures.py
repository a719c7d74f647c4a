"""What is shown: every figure is the exact one rounded half up, and the weight named is the weight used."""

from __future__ import annotations

import io
import pickle
import re
from fractions import Fraction
from html import unescape

import pytest
from halfup import ELEMENTS, one_weight, rounded, tallies
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import ikm
from ikm.findings import Language
from ikm.rendering import result_html, show_result
from ikm.reports import number
from ikm.scoring import IKMResult, score_tally
from ikm.tallies import Tally


def terminal(result: IKMResult) -> str:
    out = io.StringIO()
    show_result(result, Console(file=out, width=200))
    return out.getvalue()


def html_rows(result: IKMResult) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", result_html(result))
    return [[unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


def figures(result: IKMResult, tally: Tally) -> list[list[str]]:
    """Compute the table of elements anew from the counts."""
    counts, weight, rows = tally.total, one_weight(result.weight, len(tally.elements)), []
    for key in tally.elements:
        met = counts.levels(key, "available")
        total = sum((Fraction(level) * n for level, n in met.items()), Fraction())
        mean = total / sum(met.values())
        shown = rounded(total, 0 if total.denominator == 1 else 2)
        filled = rounded(Fraction(sum(met.values())), 0)
        rows.append([shown, filled, rounded(mean, 3), rounded(mean * weight, 3), rounded(mean * 25, 2)])
    return rows


@given(
    tally=tallies(), weight=st.sampled_from(["0.111", "exact", "0.11"]), target=st.sampled_from([81, 76.605, 88.125])
)
def test_every_figure_shown_is_the_exact_one_rounded_half_up(tally: Tally, weight: str, target: float) -> None:
    result = score_tally(tally, weight=weight, target=target)
    expected = figures(result, tally)
    text = terminal(result)
    lines = [line.split() for line in text.splitlines() if re.match(r"U\d", line)]
    assert [line[-6:-1] for line in lines] == expected
    assert [row[2:7] for row in html_rows(result)[1 : len(expected) + 1]] == expected
    own = one_weight(weight, len(tally.elements))
    means = {
        key: Fraction(tally.total.sum(key, "available")) / tally.total.filled(key, "available")
        for key in tally.elements
    }
    index = rounded(sum(means.values()) * own * 25, 2)
    percent = Fraction(index.replace(",", ".")) / Fraction(str(target)) * 100
    shown = f"{rounded(Fraction(str(target)), 2)}, {'tercapai' if percent >= 100 else 'belum tercapai'}"
    for output in (text, unescape(result_html(result))):
        plain = " ".join(re.sub(r"<[^>]+>", " ", output).split())
        assert f"IKM {index}" in plain
        assert f"{shown} ({rounded(percent, 2)} %)" in plain
        assert f"({rounded(min(means.values()), 3)})" in plain
        assert f"({rounded(max(means.values()), 3)})" in plain
        for other in {"0.111", "exact", "0.11"} - {weight}:
            theirs = one_weight(other, len(tally.elements))
            if theirs != own:
                assert f": {rounded(sum(means.values()) * theirs * 25, 2)} " in plain


def test_285_of_80_is_shown_as_excel_rounds_it() -> None:
    tally = Tally.of_scores(ELEMENTS, [[4] * 9] * 45 + [[3, *[4] * 8]] * 35)
    result = score_tally(tally)
    assert (result.elements["U1"].total, result.elements["U1"].filled) == (285, 80)
    assert "  285      80  3,563" in terminal(result)
    assert html_rows(result)[1][2:5] == ["285", "80", "3,563"]
    assert "U1 Persyaratan (3,563)" in terminal(result)


@pytest.mark.parametrize(
    ("value", "decimals", "lang", "shown"),
    [
        (Fraction(285, 80), 3, "id", "3,563"),
        (3.5625, 3, "en", "3.563"),
        (0.125, 2, "id", "0,13"),
        (2.675, 2, "id", "2,68"),
        (1234567.5, 0, "id", "1.234.568"),
        ("57/16", 3, "en", "3.563"),
        (-0.005, 2, "en", "-0.01"),
    ],
)
def test_a_number_is_rounded_half_up_from_what_it_is(
    value: Fraction | float | str, decimals: int, lang: Language, shown: str
) -> None:
    assert number(value, decimals, lang) == shown


@pytest.mark.parametrize(
    ("elements", "weight", "shown", "others"),
    [
        (9, None, "bobot 0,111", "1/9: 87,50 (B) · 0,11: 86,63 (B)"),
        (9, "exact", "bobot 1/9", "0,111: 87,41 (B) · 0,11: 86,63 (B)"),
        (2, None, "bobot 1/2", None),
        (2, "exact", "bobot 1/2", None),
        (8, None, "bobot 1/8", "0,13: 91,00 (A)"),
        (3, None, "bobot 0,333", "1/3: 87,50 (B) · 0,33: 86,63 (B)"),
        (16, "0.11", "bobot 0,06", "0,063: 88,20 (B) · 1/16: 87,50 (B)"),
    ],
)
def test_the_weight_named_is_the_weight_used(elements: int, weight: str | None, shown: str, others: str | None) -> None:
    keys = [f"unsur_{i}" for i in range(elements)]
    result = score_tally(Tally.of_scores(keys, [[4] * elements, [3] * elements]), weight=weight)
    text = terminal(result)
    assert f"{shown}\n" in text
    assert f"· {shown}</p>" in result_html(result)
    assert str(result).endswith(f" {shown.replace(',', '.')}")
    said = [line.removeprefix("Dengan bobot").strip() for line in text.splitlines() if line.startswith("Dengan bobot")]
    assert said == ([] if others is None else [others])


def test_own_weights_are_called_so_and_the_others_by_their_names() -> None:
    weights = dict.fromkeys(ELEMENTS, "1/10") | {"sarana": "0,2"}
    result = ikm.score([[4] * 9, [3] * 9], weight=weights)
    assert (result.weight, result.weight_exact, result.elements["sarana"].weight) == ("own", None, 0.2)
    assert "bobot sendiri" in terminal(result)
    assert "0,111: 87,41 (B) · 1/9: 87,50 (B) · 0,11: 86,63 (B)" in terminal(result)


def test_exact_values_travel_with_a_result_wherever_it_goes() -> None:
    tally = Tally.of_scores(ELEMENTS, [[Fraction(10, 3)] * 9, [3] * 9, [4] * 9])
    result = score_tally(tally, weight="exact")
    element = result.elements["U1"]
    assert (element.nrr_exact, element.nrr_weighted_exact, result.weight_exact) == ("31/9", "31/81", "1/9")
    assert [(one.weight, one.weight_exact) for one in result.alternatives] == [
        ("0.111", "111/1000"),
        ("0.11", "11/100"),
    ]
    for copy in (IKMResult.model_validate_json(result.model_dump_json()), pickle.loads(pickle.dumps(result))):
        assert copy == result
        assert terminal(copy) == terminal(result)


def test_a_frame_of_elements_holds_figures_only() -> None:
    frame = ikm.score([[4] * 9]).to_frame()
    assert list(frame.columns)[:9] == [
        "code", "name", "total", "filled", "blank", "nrr", "weight", "nrr_weighted", "ikm",
    ]  # fmt: skip
    assert not [name for name in frame.columns if name.endswith("_exact")]
    assert list(frame.columns)[-2:] == ["nrr_low", "nrr_high"]
    assert frame["nrr_low"].isna().all()
    several = ikm.score([[4] * 9, [3] * 9, [4] * 9]).to_frame()
    assert str(several["nrr_low"].dtype) == "Float64"
    assert (several["nrr_low"] < several["nrr"]).all()
    assert (several["nrr"] < several["nrr_high"]).all()
