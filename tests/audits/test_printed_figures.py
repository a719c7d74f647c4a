"""Printed figures: how they are read, whatever stands around them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import ikm
from ikm.audits.grades import letter_of
from ikm.audits.rounding import PrintedNumber, aligned, meet, pointed, read_count, read_weight
from ikm.errors import OptionError


@pytest.mark.parametrize(
    ("printed", "letter"),
    [
        ("A", "A"), ("(B)", "B"), ("B/Baik", "B"), ("Baik (B)", "B"), ("b.", "B"), ("SANGAT  BAIK", "A"),
        ("Kurang-Baik", "C"), ("tidak baik", "D"), ("*", None), ("", None), ("E", None), ("lumayan", None),
    ],
)  # fmt: skip
def test_a_grade_is_read_in_letters_or_words(printed: str, letter: str | None) -> None:
    assert letter_of(printed) == letter


@pytest.mark.parametrize(
    ("printed", "share"),
    [
        ("1,5 %", Fraction("0.015")), ("1,5", Fraction("0.015")), (1.5, Fraction("0.015")),
        ("0,999", Fraction("0.999")),
        ("1,0", None), ("100,0", None), (-0.1, None),
    ],
)  # fmt: skip
def test_a_weight_above_one_is_a_percentage(printed: object, share: Fraction | None) -> None:
    assert read_weight(printed) == share


def test_what_is_no_figure_is_refused_with_an_example_in_each_language() -> None:
    with pytest.raises(OptionError) as refused:
        PrintedNumber.read("baik")
    assert refused.value.words("en") == "The table: 'baik' is no number; write it as printed, such as 3.265."
    assert refused.value.words("id") == 'Tabel: "baik" bukan angka; tulis seperti yang tercetak, misalnya 3,265.'
    for no_figure, shown in ((True, "'True'"), ([3], r"'\[3\]'"), ("1.018,50", "'1.018,50'")):
        with pytest.raises(OptionError, match=f"U1 nrr: {shown} is no number"):
            PrintedNumber.read(no_figure, "U1 nrr")
    with pytest.raises(OptionError) as refused:
        PrintedNumber.read("x" * 500, "U1 nrr")
    assert refused.value.words("en").startswith("U1 nrr: 'xxxxx")
    assert len(refused.value.words("en")) < 120


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.json", '{"ikm": 83.50, "elements": [{"nrr": 3.30}, {"nrr": 3.40}, {"nrr": 3.3}]}'),
        ("t.toml", "ikm = 83.50\n[[elements]]\nnrr = 3.30\n[[elements]]\nnrr = 3.40\n[[elements]]\nnrr = 3.3\n"),
    ],
)
def test_a_number_of_a_file_keeps_the_zeros_it_is_written_with(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    audit = ikm.audit(tmp_path / name)
    assert (audit.printed_text, [one.nrr for one in audit.elements]) == ("83.50", ["3.30", "3.40", "3.30"])
    # Of a dict the zeros are gone, so the mean stands for 3,25 … 3,35.
    assert ikm.audit({"ikm": 83.5, "elements": [3.30, 3.4, 3.3]}).elements[0].nrr == "3.3"


def test_an_index_of_one_decimal_is_one_however_the_file_has_it(tmp_path: Path) -> None:
    # Σ 32,68 ÷ 9 × 25 = 90,778: 90,8 with one decimal, and not 90,80.
    means = "3.559, 3.517, 3.556, 4.000, 3.514, 3.563, 3.608, 3.811, 3.552"
    for index in ("90.8", '"90,8"'):
        (tmp_path / "t.json").write_text(f'{{"ikm": {index}, "elements": [{means}]}}', encoding="utf-8")
        audit = ikm.audit(tmp_path / "t.json")
        assert (audit.printed_text, audit.weight, audit.verdict) == ("90.8", "exact", "exact")


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("286 jiwa", 286), ("N = 286", 286), ("n=286 orang", 286), ("1.018 Responden *)", 1018), ("1,018", 1018),
        (286.0, 286), ("286 (L 100, P 186)", 286), ("-", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_number_of_people_is_read_with_what_is_written_beside_it(printed: object, people: int | None) -> None:
    assert read_count(printed) == people


def figures(*texts: str | None) -> list[PrintedNumber | None]:
    return [PrintedNumber.read(one) for one in texts]


@pytest.mark.parametrize(
    ("texts", "decimals", "zeros"),
    [
        (["3.265", "3.4"], [3, 3], [0, 0]),
        (["3.265", "3.4", "3.2"], [3, 1, 1], [0, 0, 0]),  # most are shorter: each was rounded by itself
        (["3.265", "3.41", None, "3.2", "3.271"], [3, 3, None, 3, 3], [0, 0, None, 0, 0]),
        (["3.270", "3.200", "3.310"], [3, 3, 3], [0, 0, 0]),  # three may end in zeros by chance
        (["3.270", "3.200", "3.310", "3.550"], [2, 2, 2, 2], [1, 1, 1, 1]),
        (["3.2700", "3.2000", "3.3100", "3.5500"], [2, 2, 2, 2], [2, 2, 2, 2]),
        (["3.270", "3.200", "3.311", "3.550"], [3, 3, 3, 3], [0, 0, 0, 0]),
        (["3.00", "3.00", "4.00", "3.00"], [2, 2, 2, 2], [0, 0, 0, 0]),  # never fewer than two
        (["3", "4"], [0, 0], [0, 0]),
        ([None, None], [None, None], [None, None]),
    ],
)
def test_the_figures_of_a_column_have_one_number_of_decimals(
    texts: list[str | None], decimals: list[int | None], zeros: list[int | None]
) -> None:
    found = aligned(figures(*texts))
    assert [None if one is None else one.decimals for one in found] == decimals
    assert [None if one is None else one.zeros for one in found] == zeros
    assert [None if one is None else pointed(one) for one in found] == [
        None if one is None or places is None else f"{float(one):.{places + (more or 0)}f}"
        for one, places, more in zip(texts, decimals, zeros, strict=True)
    ]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("3.26", "3.27", True),
        ("3.26", "3.28", False),
        ("3.2", "3.26", False),
        ("3.2", "3.25", True),
        ("3.26", "3.262", True),
    ],
)
def test_two_figures_meet_where_one_value_may_stand_behind_both(one: str, other: str, both: bool) -> None:
    first, second = figures(one, other)
    assert first is not None
    assert second is not None
    assert (meet(first, second), meet(second, first)) == (both, both)


def test_a_figure_is_written_as_it_was_printed_on_whatever_scale_it_is() -> None:
    printed = PrintedNumber.read("3,358")
    assert printed is not None
    index = printed.times(25)
    assert (pointed(index), index.value, index.step) == ("3.358", Fraction("83.95"), Fraction(25, 1000))


def test_counts_that_are_none_are_refused_with_what_they_are() -> None:
    for cell, shown in (
        (True, "'True'"),
        ([1], r"'\[1\]'"),
        (1.5, "'1.5'"),
        (-3, "'-3'"),
        ("-3", "'-3'"),
        ("1,5", "'1,5'"),
    ):
        with pytest.raises(OptionError, match=f"n: {shown} is no number; write it as printed, such as 136"):
            read_count(cell, "n")
