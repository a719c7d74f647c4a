"""Answers as offices write them besides plain numbers and the annex's words."""

from __future__ import annotations

from collections import Counter

import pytest

from ikm.answers import Fault, decode

PLEASED = ["Tidak puas", "Kurang puas", "Puas", "Sangat puas"]


def scores(values: list[str], element: str | None = None) -> list[object]:
    coding = decode(Counter(values), element=element)
    return [s.code if isinstance(s, Fault) else s for s in map(coding.score, values)]


def said(values: list[str], element: str | None = None) -> list[str]:
    return [finding.code for finding in decode(Counter(values), element=element).findings]


@pytest.mark.parametrize(
    "values",
    [
        ["STS", "TS", "S", "SS"],
        ["ts", "ks", "s", "ss"],
        ["TP", "KP", "P", "SP"],
        ["Nilai 1", "Nilai 2", "Nilai 3", "Nilai 4"],
        ["Skor: 1", "skor 2", "SKOR 3", "Skor 4"],
        ["1 bintang", "2 bintang", "3 bintang", "4 bintang"],
        ["1 dari 4", "2 dari 4", "3 dari 4", "4 dari 4"],
        ["1 of 4", "2 of 4", "3 of 4", "4 of 4"],
        [f"{label} (skor {score})" for score, label in enumerate(PLEASED, 1)],
        [f"Nilai {score} - {label}" for score, label in enumerate(PLEASED, 1)],
        [f"{label} (nilai: {score})" for score, label in enumerate(PLEASED, 1)],
        ["Tidak relevan", "Kurang relevan", "Relevan", "Sangat relevan"],
        ["Tidak sesuai", "Kadang-kadang sesuai", "Sesuai", "Selalu sesuai"],
        ["Tidak puas (sama sekali)", "Kurang puas", "Puas", "Sangat puas (luar biasa)"],
    ],
)
def test_these_are_read_without_a_word(values: list[str]) -> None:
    assert scores(values) == [1, 2, 3, 4]
    assert said(values) == []


@pytest.mark.parametrize(
    "best",
    ["Tidak bayar", "Tidak membayar", "Gratis (tanpa pungutan)", "Gratis (tidak dipungut biaya)", "Tanpa pungutan"],
)
def test_what_costs_nothing_is_the_best_cost(best: str) -> None:
    values = ["Sangat mahal", "Cukup mahal", "Murah", best]
    assert scores(values, "biaya") == [1, 2, 3, 4]
    assert said(values, "biaya") == []


@pytest.mark.parametrize(
    "values", [["I", "II", "III", "IV"], ["i.", "ii.", "iii.", "iv."], [f"Pilihan {n}" for n in range(1, 5)]]
)
def test_numbers_of_options_are_read_with_a_warning(values: list[str]) -> None:
    assert scores(values) == [1, 2, 3, 4]
    assert said(values) == ["answer-numerals-assumed"]


def test_roman_numerals_beyond_the_scale_are_refused_and_a_letter_stays_a_letter() -> None:
    assert set(scores(["I", "II", "III", "IV", "V", "V", "V"])) == {"answer-scale-points"}
    assert scores(["I", "Sesuai"]) == ["answer-unknown-label", 3]


def test_a_count_out_of_another_number_is_another_scale() -> None:
    assert scores(["3 dari 5", "4 dari 5"]) == ["answer-scale-out-of"] * 2


def test_explanations_in_brackets_need_not_be_of_one_table() -> None:
    values = ["Sangat mahal", "Cukup mahal", "Murah (wajar)", "Gratis (tidak dipungut biaya)"]
    assert scores(values, "biaya") == [1, 2, 3, 4]
    assert said(values, "biaya") == []


@pytest.mark.parametrize("value", ["Sesuai (kurang)", "Sesuai (tidak)", "Sesuai (jika lengkap)", "Sesuai (3 kali)"])
def test_a_remark_that_grades_is_left_to_a_person(value: str) -> None:
    assert isinstance(scores([*["Tidak sesuai", "Sangat sesuai", value] * 6])[2], str)


def test_a_mark_for_a_missing_answer_stays_one_where_its_scale_is_not_the_columns() -> None:
    assert scores(["Sesuai", "Sangat sesuai", "Tidak relevan"]) == [3, 4, "answer-missing-token"]


@pytest.mark.parametrize(
    "values",
    [["STS", "TS", "N", "S", "SS"], ["TP", "KP", "CP", "P", "SP"], ["Tidak puas", "Cukup puas", "Puas", "Sangat puas"]],
)
def test_part_of_five_is_never_read_in_silence(values: list[str]) -> None:
    assert said(values)[0] in {"answer-scale-words", "answer-scale-assumed"}
