"""A whole column: which table its words belong to, and when it is refused."""

from __future__ import annotations

from collections import Counter

import pytest

from ikm.answers import Coding, Fault, Scale, builtin_scales, decode, expected


def scores(values: list[str], element: str | None = None) -> list[object]:
    coding = decode(values, element=element)
    return [s.code if isinstance(s, Fault) else s for s in map(coding.score, values)]


def codes(coding: Coding) -> list[str]:
    return [finding.code for finding in coding.findings]


@pytest.mark.parametrize(
    ("element", "values", "wanted"),
    [
        ("sarana", ["Cukup", "Baik"], [2, 3]),
        ("pengaduan", ["Tidak ada"], [1]),
        ("pungutan", ["Tidak ada", "Selalu"], [4, 1]),
        ("biaya", ["Cukup mahal", "Tidak ada biaya"], [2, 4]),
        ("biaya", ["Mahal", "Cukup mahal", "Murah", "Gratis"], [1, 2, 3, 4]),
        ("pengaduan", ["Tidak baik", "Kurang baik", "Cukup baik", "Dikelola dengan baik"], [1, 2, 3, 4]),
        ("pengaduan", ["Ada tapi tidak diterapkan", "Diterapkan sepenuhnya"], [2, 4]),
        ("waktu", ["Lambat", "Lumayan lambat", "Cepat", "Sangat cepat"], [1, 2, 3, 4]),
        ("perilaku", ["Tidak sopan & tidak ramah", "Sangat Sopan dan Sangat Ramah", "Kurang sopan"], [1, 4, 2]),
        ("persyaratan", ["Sangat tidak sesuai", "Tidak sesuai", "Sesuai"], [1, 2, 3]),
        (None, ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"], [1, 2, 3, 4]),
        (None, ["Tidak setuju", "Kurang setuju", "Setuju", "Sangat setuju"], [1, 2, 3, 4]),
        (None, ["Very dissatisfied", "Dissatisfied", "Satisfied", "Very satisfied"], [1, 2, 3, 4]),
        (None, ["Dissatisfied", "Less satisfied", "Satisfied", "Very satisfied"], [1, 2, 3, 4]),
        (None, ["Disagree", "Less agree", "Agree", "Strongly agree"], [1, 2, 3, 4]),
        (None, ["Tidak Memadai", "Cukup Memadai", "Memadai", "Sangat Memadai"], [1, 2, 3, 4]),
    ],
)
def test_one_word_scores_what_its_column_and_element_say(
    element: str | None, values: list[str], wanted: list[int]
) -> None:
    assert scores(values, element) == wanted


def test_a_word_that_two_tables_score_differently_is_ambiguous_and_the_others_are_not() -> None:
    values = ["Tidak puas", "Puas", "Sangat puas"]
    assert scores(values) == ["answer-ambiguous-label", 3, 4]
    found = decode(values).score("Tidak puas")
    assert isinstance(found, Fault)
    assert "1 atau 2" in found.finding().message


def test_a_number_beside_an_ambiguous_word_settles_it() -> None:
    assert scores(["2. Tidak puas", "3. Puas", "4. Sangat puas"]) == [2, 3, 4]


def test_numbers_that_agree_with_the_words_tell_a_four_point_table_from_a_five_point_one() -> None:
    assert scores(["1. Kurang baik", "2. Cukup baik", "3. Baik", "4. Sangat baik"]) == [1, 2, 3, 4]


def test_the_questionnaires_own_table_wins() -> None:
    own = Scale("terbalik", (("Sangat mudah",), ("Mudah",), ("Sulit",), ("Sangat sulit",)))
    coding = decode(["Sangat mudah", "Sulit"], own=[own])
    assert [coding.score("Sangat mudah"), coding.score("Sulit"), coding.scale] == [1, 3, own]


def test_an_own_table_settles_a_five_point_word_list_that_would_be_refused() -> None:
    own = Scale("empat", (("Kurang puas",), ("Cukup puas",), ("Puas",), ("Sangat puas",)))
    assert decode(["Kurang puas", "Cukup puas", "Puas"], own=[own]).score("Cukup puas") == 2


def test_an_own_table_does_not_hide_the_words_it_lacks() -> None:
    own = Scale("sendiri", (("Payah",), ("Lumayan",), ("Oke",), ("Mantap",)))
    coding = decode(["Oke", "Mantap", "Istimewa"], own=[own])
    found = coding.score("Istimewa")
    assert isinstance(found, Fault)
    assert "4 = Mantap" in found.finding().expected


def test_an_own_table_that_lacks_a_word_gives_way_to_one_that_agrees_with_it() -> None:
    own = Scale("lampiran", (("Buruk",), ("Cukup",), ("Baik",), ("Sangat baik",)))
    coding = decode(["Buruk", "Kurang baik", "Baik"], own=[own], element="sarana")
    assert [coding.score(v) for v in ("Buruk", "Kurang baik", "Baik")] == [1, 2, 3]


def test_a_misspelling_does_not_hide_a_five_point_scale() -> None:
    coding = decode(["Tidak puas", "Kurang puas", "Cukup puas", "Puas", "Sangat puass"])
    assert codes(coding) == ["answer-scale-words"]


def test_one_known_word_among_unknown_ones_does_not_make_a_table() -> None:
    assert scores(["Baik", "Lumayan", "Payah"]) == ["answer-scale-unknown"] * 3


@pytest.mark.parametrize(
    ("values", "points"),
    [
        (["Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju"], 5),
        (["Setuju", "Ragu-ragu", "Sangat setuju"], 5),
        (["Kurang puas", "Cukup puas", "Puas", "Sangat puas"], 5),
        (["Buruk", "Kurang", "Cukup", "Baik", "Sangat baik"], 5),
        (["Sangat mahal", "Mahal", "Cukup mahal", "Murah", "Gratis"], 5),
        (["Puas", "Cukup puas", "Tidak puas"], 3),
        (["Kurang", "Cukup", "Baik"], 3),
        (["Ya", "Tidak"], 2),
        (["1. Kurang Sesuai", "3. Cukup sesuai", "5. Sangat sesuai"], 5),
    ],
)
def test_the_words_of_another_scale_are_recognised_and_nothing_is_scored(values: list[str], points: int) -> None:
    coding = decode(values, element="biaya")
    assert coding.refused
    assert not any(isinstance(coding.score(v), int) for v in values)
    message = coding.findings[0].message + coding.findings[0].action
    assert str(points) in message
    assert "questionnaire=" in message


@pytest.mark.parametrize(
    "values",
    [
        ["1. Sangat baik", "2. Baik", "3. Kurang baik", "4. Tidak baik"],
        ["Sangat mudah (1)", "Mudah (2)", "4"],
        ["1. Tidak mahal", "2. Kurang mahal", "3. Mahal", "4. Sangat mahal"],
    ],
)
def test_numbers_that_run_against_their_words_refuse_the_column(values: list[str]) -> None:
    coding = decode(values)
    assert codes(coding) == ["answer-scale-reversed"]
    assert not any(isinstance(coding.score(v), int) for v in values)


def test_a_single_contradiction_is_a_fault_of_its_cell() -> None:
    assert scores(["4 - Tidak baik", "3 - Baik", "4 - Sangat baik"]) == ["answer-contradiction", 3, 4]


@pytest.mark.parametrize(("top", "points"), [(5, 5), (6, 6), (7, 7), (9, 10), (10, 10), (85, 100)])
def test_many_numbers_beyond_the_scale_refuse_the_column(top: int, points: int) -> None:
    coding = decode(Counter({"3": 20, "4": 40, str(top): 12}))
    assert codes(coding) == ["answer-scale-points"]
    assert coding.findings[0].details["points"] == points
    assert isinstance(coding.score("4"), Fault)


def test_a_stray_five_among_a_hundred_is_a_fault_of_its_cell_only() -> None:
    coding = decode(Counter({3: 60, 4: 40, 5: 1}))
    assert not coding.refused
    assert [coding.score(3), coding.score(4)] == [3, 4]
    found = coding.score(5)
    assert isinstance(found, Fault)
    assert found.code == "answer-off-scale"


def test_a_printed_ten_refuses_the_column() -> None:
    assert codes(decode(["1 = Sangat Tidak Puas", "10 = Sangat Puas", "7"])) == ["answer-scale-points"]


def test_counting_from_zero_refuses_the_column() -> None:
    assert codes(decode(Counter({0: 5, 1: 10, 2: 20, 3: 30}))) == ["answer-scale-zero"]


def test_a_top_score_nobody_chose_is_a_warning() -> None:
    coding = decode(Counter({1: 5, 2: 10, 3: 30}))
    assert codes(coding) == ["answer-scale-top-unused"]
    assert coding.findings[0].severity == "warning"
    assert coding.score(3) == 3


def test_a_variant_that_may_be_part_of_a_longer_scale_is_read_with_a_warning() -> None:
    coding = decode(["Kurang", "Cukup", "Baik", "Sangat baik"], element="sarana")
    assert [coding.score(v) for v in ("Kurang", "Cukup", "Baik", "Sangat baik")] == [1, 2, 3, 4]
    assert codes(coding) == ["answer-scale-assumed"]
    assert codes(decode(["Tidak mahal", "Mahal"], element="biaya")) == ["answer-scale-reading"]


def test_letters_alone_are_read_upwards_and_said() -> None:
    coding = decode(["a", "B", "c.", "(d)"])
    assert [coding.score(v) for v in ("a", "B", "c.", "(d)")] == [1, 2, 3, 4]
    assert codes(coding) == ["answer-letters-assumed"]


def test_words_decide_what_letters_mean() -> None:
    coding = decode(["a. Sangat baik", "d. Tidak baik", "a"])
    assert [coding.score(v) for v in ("a. Sangat baik", "d. Tidak baik", "a")] == [4, 1, 4]


@pytest.mark.parametrize("others", [["Baik"], ["3"], ["c. Baik"]])
def test_a_letter_that_nothing_explains_is_reported(others: list[str]) -> None:
    assert scores(["d", *others])[0] == "answer-unknown-label"


def test_five_letters_refuse_the_column() -> None:
    assert codes(decode(["a", "b", "e"])) == ["answer-scale-letters"]


def test_a_column_of_unknown_words_is_refused_once_with_the_words() -> None:
    coding = decode(["Mantap", "Keren", "Lumayan"], element="produk")
    assert codes(coding) == ["answer-scale-unknown"]
    assert "Keren, Lumayan, Mantap" in coding.findings[0].message


def test_a_column_of_thousands_of_texts_is_refused_as_one() -> None:
    values = ["", None, *(f"komentar nomor {i}" for i in range(6000))]
    coding = decode(values)
    assert codes(coding) == ["answer-column-free-text"]
    assert coding.score("") is None
    assert len({id(s) for s in coding.scores.values()}) == 2


def test_the_findings_of_a_column_can_be_given_their_place() -> None:
    (finding,) = decode(["a", "b"]).located(sheet="Jawaban", column=9, element="U1 Persyaratan")
    assert (finding.cell, finding.positions) == ("J1", (9,))
    assert finding.message.startswith("U1 Persyaratan:")


def test_the_reason_is_said_in_both_languages() -> None:
    coding = decode(["Baik"], element="sarana")
    assert coding.reason() == "Kata dibaca sebagai: 1 = Buruk, 2 = Cukup, 3 = Baik, 4 = Sangat baik."
    assert coding.reason("en").startswith("Words read as")
    assert decode(["", None]).reason("en") == "The column is blank."


def test_a_survey_on_five_points_reads_five_point_words_and_refuses_nothing() -> None:
    coding = decode(["Tidak puas", "Kurang puas", "Cukup puas", "Puas", "Sangat puas", 5], high=5)
    assert [coding.score(v) for v in ("Tidak puas", "Cukup puas", "Sangat puas", 5)] == [1, 3, 5, 5]


def test_given_tables_replace_the_built_in_ones() -> None:
    only = Scale("huruf", (("Oke",), ("Baik",), ("Hebat",), ("Luar biasa",)))
    assert decode(["Baik", "Hebat"], scales=[only]).score("Baik") == 2


def test_no_built_in_table_gives_one_label_two_scores() -> None:
    for scale in builtin_scales():
        labels = [normal for label in scale.labels for normal in {text.casefold() for text in label}]
        assert len(labels) == len(set(labels)), scale.name


def test_the_labels_of_a_table_are_listed_in_order() -> None:
    assert expected(Scale("x", (("A", "a1"), ("B",)))) == "1 = A, 2 = B"


def test_two_labels_that_no_table_holds_together_are_never_given_one_score() -> None:
    unknown = "answer-unknown-label"
    assert scores(["Buruk", "Cukup", "Cukup baik", "Sangat baik"], "waktu") == [1, unknown, unknown, 4]
    assert scores(["Buruk", "Cukup", "Baik", "Sangat baik"]) == [1, 2, 3, 4]
