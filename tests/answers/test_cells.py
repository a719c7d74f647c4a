"""One cell: what it says by itself, and how it is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from ikm.answers import Fault, Scale, cell_key, decode, normalise
from ikm.errors import OptionError

ANNEX = {
    "persyaratan": ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    "prosedur": ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    "waktu": ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    "biaya": ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    "produk": ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    "kompetensi": ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    "perilaku": ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    "sarana": ("Buruk", "Cukup", "Baik", "Sangat Baik"),
    "pengaduan": ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    kind: str
    text: str


def fault(value: object, *others: object, element: str | None = None) -> Fault:
    found = decode([value, *others], element=element).score(value)
    assert isinstance(found, Fault), found
    return found


@pytest.mark.parametrize(("element", "labels"), ANNEX.items())
def test_the_annex_labels_score_1_to_4_together_and_each_alone(element: str, labels: tuple[str, ...]) -> None:
    whole = decode(labels, element=element)
    assert [whole.score(label) for label in labels] == [1, 2, 3, 4]
    assert whole.findings == ()
    assert [decode([label], element=element).score(label) for label in labels] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "value",
    [
        4,
        4.0,
        "4",
        " 4 ",
        "4.0",
        "4,0",
        "4.00",
        "04",
        "4.",
        "'4",
        "(4)",
        "4\r",
        "\ufeff4\u200b",
        "\u00a04",
        "4\ufe0f\u20e3",
    ],
)
def test_a_plain_four_is_four_however_it_is_stored(value: object) -> None:
    assert decode([value]).score(value) == 4


@pytest.mark.parametrize(
    "value",
    [
        "4 - Sangat Baik", "4. Sangat baik", "(4) Sangat baik", "4 = Sangat baik", "4) Sangat baik", "4: Sangat baik",
        "Sangat baik (4)", "Sangat baik = 4", "Sangat baik - 4", "Sangat baik 4", "4 \u2013 Sangat baik",
        "4Sangat baik",
        "d. Sangat baik", "D) sangat  baik", "d Sangat baik", "(d) Sangat baik", "SANGAT BAIK", "Sangatbaik",
        "  Sangat \u00a0 baik.\r", "\U0001f60d Sangat baik", "\u201cSangat baik\u201d", "sgt baik", "Sangat\u200b baik",
        "\u2605\u2605\u2605\u2605",
    ],
)  # fmt: skip
def test_the_best_answer_is_read_in_every_usual_dress(value: str) -> None:
    assert decode([value], element="sarana").score(value) == 4


@pytest.mark.parametrize("value", [None, "", "   ", "\u00a0", "\u200b\ufeff", "\r\n", "\t"])
def test_a_cell_without_anything_to_see_is_blank(value: object) -> None:
    assert decode([value, 3]).score(value) is None


@pytest.mark.parametrize("value", [0, 5, -1, 10, 44, 1000, "0", "5", "-1", "\u22121", "10", "44", "05", "1000", -2.5])
def test_a_number_off_the_scale_is_reported_and_not_scored(value: object) -> None:
    found = fault(value, 1, 2, 3, 4)
    assert found.code == "answer-off-scale"
    assert "1 sampai 4" in found.finding().message


@pytest.mark.parametrize("value", [3.5, "3.5", "3,5", "3,4"])
def test_half_a_score_is_reported_as_not_whole(value: object) -> None:
    assert fault(value).code == "answer-not-whole"


@pytest.mark.parametrize(
    "value",
    [
        "4_0", "1_0", "0x4", "4e0", "+4", "4/4", "75%", "Rp4", "3.000", "4 4", "=4", "4\u00b2", "1e999",
        "\u0663", "\uff13", "\u00b2", "\u2463", "\u2163", "\u096a", "\U0001d7d2", float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_a_number_in_an_uncertain_spelling_is_reported(value: object) -> None:
    assert fault(value).code == "answer-not-a-number"


@pytest.mark.parametrize(
    "value",
    [
        "-",
        "--",
        "?",
        "...",
        "n/a",
        "N/A",
        "NA",
        "nan",
        "NULL",
        "None",
        "inf",
        "kosong",
        "tidak diisi",
        "Tidak Tahu",
        "(kosong)",
    ],
)
def test_a_word_for_no_answer_is_reported_as_it_stands_and_is_not_blank(value: str) -> None:
    found = fault(value, "Sesuai", 3)
    assert found.code == "answer-missing-token"
    assert found.shown == value


@pytest.mark.parametrize("value", [True, False, "TRUE", "false", "BENAR"])
def test_a_truth_value_is_never_an_answer(value: object) -> None:
    assert fault(value, 1, 0, 1.0).code == "answer-boolean"


def test_true_and_one_keep_apart_in_one_column() -> None:
    truth: object = True
    coding = decode([truth, 1, 1.0, "1"])
    assert isinstance(coding.score(truth), Fault)
    assert [coding.score(v) for v in (1, 1.0, "1")] == [1, 1, 1]
    assert cell_key(truth) != cell_key(1)


@pytest.mark.parametrize(
    "value",
    [dt.date(2026, 4, 2), dt.datetime(2026, 4, 2, tzinfo=dt.UTC), dt.time(4), "2 Apr", "02/04/2026", "2-Mei-2026"],
)
def test_a_date_is_reported_with_the_way_back_to_numbers(value: object) -> None:
    found = fault(value, 3)
    assert found.code == "answer-date"
    assert "unduh lagi langsung dari Google Forms" in found.finding().action


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (Unreadable("error", "#N/A"), "answer-cell-error", "#N/A"),
        ("#N/A", "answer-cell-error", "#N/A"),
        ("#DIV/0!", "answer-cell-error", "#DIV/0!"),
        (Unreadable("formula", "=A1+1"), "answer-formula-no-result", "Buka berkas ini di Excel, simpan"),
        (Unreadable("double", "4 | 1"), "answer-cell-twice", "dua kali"),
        (Unreadable("number", "1e999"), "answer-not-a-number", "1e999"),
    ],
)
def test_a_cell_without_a_value_says_why_and_what_to_do(value: object, code: str, words: str) -> None:
    found = fault(value, 3)
    assert found.code == code
    assert words in found.finding().message + found.finding().action


@pytest.mark.parametrize(
    "value",
    [
        "Sesuai, Sangat sesuai",
        "Sesuai; Kurang sesuai",
        "Sesuai\nTidak sesuai",
        "3, 4",
        "3;4",
        "3-4",
        "3 dan 4",
        "Sesuai / Sangat sesuai",
    ],
)
def test_two_answers_in_one_cell_are_reported(value: str) -> None:
    assert fault(value, "Sesuai", element="persyaratan").code == "answer-two-answers"


def test_a_comma_inside_a_label_is_not_two_answers() -> None:
    assert decode(["Ada, tetapi tidak berfungsi"], element="pengaduan").score("Ada, tetapi tidak berfungsi") == 2


def test_one_answer_said_twice_over_is_one_answer() -> None:
    values = [
        "a. Sangat mahal / Tidak sesuai",
        "b. Cukup mahal / Kurang sesuai",
        "c. Murah / Sesuai",
        "Puas (Satisfied)",
    ]
    coding = decode(values[:3], element="biaya")
    assert [coding.score(v) for v in values[:3]] == [1, 2, 3]
    assert decode(values[3:]).score(values[3]) == 3


@pytest.mark.parametrize("value", ["Sangat sesuay", "Sangat Sesuai Sekali", "Sesuaii"])
def test_a_misspelt_label_is_reported_with_the_labels_allowed_and_never_guessed(value: str) -> None:
    found = fault(value, "Sesuai", "Sangat sesuai", element="persyaratan")
    assert found.code == "answer-unknown-label"
    assert found.shown == value
    assert "1 = Tidak sesuai, 2 = Kurang sesuai, 3 = Sesuai, 4 = Sangat sesuai" in found.finding().action


@pytest.mark.parametrize(
    "value",
    [
        "Petugas bernama Bu Sari ramah sekali kepada saya", "sari@example.org", "081234567890", "Bu Sari Dewi baik",
        "NIK 3174012345670001", 3174012345670001, "Sariwati", "x" * 500, "Hubungi saya 0812 3456",
    ],
)  # fmt: skip
def test_free_text_and_personal_data_are_never_quoted(value: object) -> None:
    found = fault(value, "Sesuai", 3, element="persyaratan")
    finding = found.finding(element="U1 Persyaratan")
    told = [finding.translated("id"), finding.translated("en")]
    words = [found.shown, *(part for one in told for part in (one.message, one.action, one.expected))]
    hidden = str(value)[:12]
    assert not any(hidden in text or "Sari" in text for text in words)


@pytest.mark.parametrize(
    "value",
    [
        "\udc80",
        "4\udc80",
        "Sesuai\udc80\udcff",
        "\x1b[31m4",
        "\x00",
        "(" * 200,
        "a " * 140 + "4",
        "4 - !",
        [4],
        object(),
        pytest.param(10**5000, id="huge"),
    ],
)
def test_no_content_of_a_cell_breaks_the_reading_or_the_showing(value: object) -> None:
    found = decode([value, "Sesuai"], element="persyaratan").score(value)
    if isinstance(found, Fault):
        finding = found.finding(row=1, column=0)
        assert (finding.message + finding.translated("en").message + found.shown).encode("utf-8")
        assert "\x1b" not in found.shown


def test_the_numbers_and_blanks_of_numpy_and_pandas_are_read_like_pythons_own() -> None:
    values = [np.int64(4), np.float64(3.0), np.True_, pd.NA, pd.NaT]
    coding = decode([*values, 1])
    assert [coding.score(v) for v in (values[0], values[1], values[3], values[4], 1)] == [4, 3, None, None, 1]
    assert isinstance(coding.score(values[2]), Fault)


def test_free_text_is_called_that_in_both_languages() -> None:
    finding = fault("Petugas bernama Bu Sari ramah sekali kepada saya", "Sesuai", element="persyaratan").finding(
        row=2, column=9
    )
    assert "(teks 48 huruf)" in finding.message
    assert "(text of 48 characters)" in finding.translated("en").message
    assert "columns=" in finding.action


def test_names_in_a_crowded_column_are_not_quoted_even_as_single_words() -> None:
    names = [f"{first}{second}" for first in ("An", "Bu", "Ci", "De") for second in ("din", "rhan", "tra", "wita")]
    coding = decode(["Sesuai", "Tidak sesuai", "Kurang sesuai", *names, "Sangat sesuaii"], element="persyaratan")
    shown = [found.shown for name in names if isinstance(found := coding.score(name), Fault)]
    assert len(shown) == 16
    assert not set(shown) & set(names)


def test_normalising_leaves_numerals_of_other_scripts_alone() -> None:
    assert normalise("\u2463 \uff14 \U0001d7d2") == "\u2463 \uff14 \U0001d7d2"
    assert normalise("\U0001d5d5\U0001d5ee\U0001d5f6\U0001d5f8") == "baik"


def test_a_value_that_was_not_decoded_is_refused_without_quoting_it() -> None:
    with pytest.raises(OptionError, match="was not among those decoded") as caught:
        decode([1]).score("Bu Sari Dewi, RT 03 RW 05")
    assert "Sari" not in str(caught.value)


def test_an_own_table_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(OptionError, match="has 3 scores, but the scale 1 to 4 has 4"):
        decode(["a"], own=[Scale("tiga", (("a",), ("b",), ("c",)))])
