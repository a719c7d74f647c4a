"""A column that is no rating never changes the index in silence: it is left out, or both figures are told."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = {
    "questions": (
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
        "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan dengan hasil yang diberikan?",
        "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
        "Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?",
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
    ),
    "nouns": (
        "Persyaratan",
        "Prosedur",
        "Waktu pelayanan",
        "Biaya/tarif",
        "Produk layanan",
        "Kompetensi petugas",
        "Perilaku petugas",
        "Penanganan pengaduan",
        "Sarana dan prasarana",
    ),
    "codes": tuple(f"U{i}" for i in range(1, 10)),
    "statements": (
        "1. Persyaratan mudah dipenuhi",
        "2. Prosedur jelas dan sederhana",
        "3. Pelayanan diselesaikan tepat waktu",
        "4. Biaya sesuai ketentuan",
        "5. Hasil layanan sesuai permohonan",
        "6. Petugas terampil",
        "7. Petugas ramah",
        "8. Pengaduan ditindaklanjuti",
        "9. Ruang tunggu nyaman",
    ),
    "grid": tuple(
        f"Berikan penilaian Anda [{words}]"
        for words in (
            "Kesesuaian persyaratan",
            "Kemudahan alur",
            "Kecepatan layanan",
            "Kewajaran biaya",
            "Kesesuaian hasil",
            "Kemampuan petugas",
            "Keramahan petugas",
            "Tindak lanjut pengaduan",
            "Kenyamanan ruang",
        )
    ),
}
LABELS = (
    ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
    ("Buruk", "Cukup", "Baik", "Sangat baik"),
)
FOUR = ("1", "2", "3", "4")
NO_RATINGS: dict[str, Sequence[str]] = {
    "Waktu tunggu (menit)": FOUR,
    "Lama waktu tunggu (jam)": FOUR,
    "Berapa lama waktu pelayanan yang Anda alami (jam)?": FOUR,
    "Waktu tempuh ke kantor": FOUR,
    "Waktu": ("08:10", "09:25", "11:02"),
    "Waktu kunjungan (1=pagi, 2=siang, 3=sore)": FOUR,
    "Waktu layanan": ("Pagi", "Siang"),
    "Waktu (triwulan)": FOUR,
    "Sesi waktu": FOUR,
    "Shift petugas": FOUR,
    "Tanggal selesai": ("05/01/2026", "06/01/2026"),
    "Durasi pelayanan": FOUR,
    "Jumlah berkas persyaratan": FOUR,
    "Jumlah petugas yang melayani": FOUR,
    "Jumlah pengaduan": FOUR,
    "Berapa kali Anda mengajukan pengaduan?": FOUR,
    "Seberapa sering Anda mengurus produk ini?": FOUR,
    "Biaya yang dibayarkan (ribu Rp)": FOUR,
    "Biaya parkir": FOUR,
    "Harga tiket (ribu)": FOUR,
    "Tarif": ("Umum", "BPJS"),
    "Tarif (kelas)": FOUR,
    "Kode layanan": FOUR,
    "id_produk": FOUR,
    "No loket": FOUR,
    "Loket": FOUR,
    "Ruang": FOUR,
    "Produk": FOUR,
    "Produk layanan yang digunakan": ("KTP", "KK"),
    "Prosedur yang diikuti": FOUR,
    "Persyaratan yang kurang": FOUR,
    "Sarana yang digunakan": FOUR,
    "Cara pengaduan yang dipilih": FOUR,
    "Petugas yang melayani": FOUR,
    "Kecepatan waktu pelayanan tahun 2025": FOUR,
    "Waktu pelayanan (lama)": FOUR,
    "Target waktu pelayanan": FOUR,
    "Harapan terhadap waktu pelayanan": FOUR,
    "Ranking waktu": FOUR,
    "Bobot waktu": FOUR,
    "Skor waktu": FOUR,
    "Penilaian atasan: kompetensi petugas": FOUR,
    "Kualitas sarana sebelum renovasi": FOUR,
    "Lampiran bukti keluhan (bila ada)": ("", "https://contoh.id/f/1"),
    "Apakah terjadi pemberian barang atau fasilitas kepada petugas agar urusan lancar?": FOUR,
    "SPAK 1 Biaya sesuai kuitansi": FOUR,
    "Apakah waktu tunggu lebih dari satu jam?": ("1", "2"),
    "Kecepatan internet (Mbps)": FOUR,
}
"""What forms hold beside the questions: a heading and what stands below it."""


def table(form: str, chance: Random, *, worded: bool) -> list[list[str]]:
    """Make a good form of thirty respondents, by columns."""
    levels = [[chance.choice((1, 2, 3, 3, 4, 4)) for _ in range(30)] for _ in range(9)]
    told = [[LABELS[j][level - 1] if worded else str(level) for level in column] for j, column in enumerate(levels)]
    return [
        ["No", *map(str, range(1, 31))],
        ["Jenis kelamin", *("LP"[i % 2] for i in range(30))],
        *([head, *answers] for head, answers in zip(FORMS[form], told, strict=True)),
        ["Saran", *("" if i % 3 else "pelayanannya sudah baik sekali pak" for i in range(30))],
    ]


def by_rows(columns: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


@given(
    form=st.sampled_from(list(FORMS)),
    worded=st.booleans(),
    header=st.sampled_from(list(NO_RATINGS)),
    place=st.integers(0, 12),
    seed=st.integers(0, 10**6),
)
def test_no_column_of_non_ratings_changes_the_index_in_silence(
    form: str, worded: bool, header: str, place: int, seed: int
) -> None:
    chance = Random(seed)
    columns = table(form, chance, worded=worded)
    good = ikm.score(by_rows(columns))
    more = [*columns[:place], [header, *(chance.choice(NO_RATINGS[header]) for _ in range(30))], *columns[place:]]
    result = ikm.score(by_rows(more))
    told = [f.message for f in result.findings if f.code == "column-second-unsure"]
    with_both = any(f"{good.ikm:.2f}".replace(".", ",") in words and "dengan kolom itu" in words for words in told)
    assert result.ikm == good.ikm or with_both


HEADER = [
    "Syarat", "Prosedur", "Waktu pelayanan", "Waktu tunggu", "Tarif", "Hasil layanan", "Kompetensi", "Perilaku",
    "Pengaduan", "Sarana",
]  # fmt: skip
ROWS = [[4, 3, 4, 1, 3, 4, 4, 4, 3, 3]] * 3 + [[3, 3, 3, 4, 4, 3, 3, 3, 3, 4]] * 7


def test_the_warning_says_the_index_without_the_column_and_with_it() -> None:
    # Without: 29.9 × 0.111 × 25 = 82.9725.  With: waktu is 3.2 in place of 3.3, 29.8 × 0.111 × 25 = 82.695.
    result = ikm.score([HEADER, *ROWS])
    assert result.ikm == 82.97
    (finding,) = [f for f in result.findings if f.code == "column-second-unsure"]
    assert finding.severity == "warning"
    assert finding.message.endswith(" Indeks tanpa kolom itu 82,97; dengan kolom itu 82,70.")
    assert result.findings_total["column-second-unsure"] == 1


def test_the_figures_follow_the_options_of_scoring() -> None:
    result = ikm.score([HEADER, *ROWS], weight="exact", lang="en")
    (finding,) = [f for f in result.findings if f.code == "column-second-unsure"]
    assert finding.message.endswith(" The index is 83.06 without it and 82.78 with it.")


def test_a_column_in_doubt_is_decoded_as_the_others_are() -> None:
    words = {1: "Tidak baik", 3: "Baik", 4: "Baik normal"}
    header = [*HEADER[:3], *HEADER[4:], "Saran", "Waktu tunggu"]
    rows = [[*[words[score] for score in (*row[:3], *row[4:])], "terima kasih", words[row[3]]] for row in ROWS]
    labels = {f"U{n}": {"Baik normal": 4} for n in range(1, 10)}
    result = ikm.score([header, *rows], labels=labels)
    (finding,) = [f for f in result.findings if f.code == "column-second-unsure"]
    assert finding.message.endswith(" Indeks tanpa kolom itu 82,97; dengan kolom itu 82,70.")


def test_no_figure_is_told_with_a_column_that_is_on_another_scale() -> None:
    rows = [[*row[:3], row[3] + 1, *row[4:]] for row in ROWS]
    result = ikm.score([HEADER, *rows])
    assert result.ikm == 82.97
    (finding,) = [f for f in result.findings if f.code == "column-second-unsure"]
    assert "dengan kolom itu" not in finding.message


def test_a_heading_that_stands_twice_is_told_with_both_figures() -> None:
    header = [name.replace("Waktu tunggu", "Waktu pelayanan") for name in HEADER]
    result = ikm.score([header, *ROWS])
    assert result.ikm == 82.7
    (finding,) = [f for f in result.findings if f.code == "column-duplicate-headers"]
    assert finding.message.endswith(" Indeks tanpa kolom itu 82,97; dengan kolom itu 82,70.")


def test_the_printed_choice_settles_the_doubt(tmp_path: Any) -> None:
    result = ikm.score([HEADER, *ROWS])
    (finding,) = [f for f in result.findings if f.code == "column-second-unsure"]
    assert 'columns={"U3": "Waktu pelayanan"}' in finding.action
    settled = ikm.score([HEADER, *ROWS], columns={"U3": "Waktu pelayanan"})
    assert settled.ikm == 82.97
    assert "column-second-unsure" not in {f.code for f in settled.findings}
    plan = tmp_path / "survei.toml"
    plan.write_text('[columns]\nwaktu = ["Waktu pelayanan", "Waktu tunggu"]\n', encoding="utf-8")
    both = ikm.score([HEADER, *ROWS], survey=plan)
    assert both.ikm == 82.7
    assert "column-second-unsure" not in {f.code for f in both.findings}


@pytest.mark.parametrize("scale", [1, 25])
def test_a_computed_score_that_was_not_kept_up_is_named_cell_by_cell(scale: int) -> None:
    chance = Random(5)
    columns = table("questions", chance, worded=True)
    good = ikm.score(by_rows(columns))
    numbers = [str(scale * (LABELS[2].index(answer) + 1)) for answer in columns[4][1:]]
    kept = ikm.score(by_rows([*columns, ["Skor waktu", *numbers]]))
    assert kept.ikm == good.ikm
    assert {f.code for f in kept.findings} == {"column-beside"}
    for i in (7, 19):
        numbers[i] = str(scale * (5 - int(numbers[i]) // scale))
    stale = ikm.score(by_rows([*columns, ["Skor waktu", *numbers]]))
    assert stale.ikm == good.ikm
    (finding,) = [f for f in stale.findings if f.code == "column-copy-differs"]
    assert finding.severity == "warning"
    assert "2 selnya berbeda: M9, M21" in finding.message


def test_a_blank_in_one_of_several_questions_of_an_element_is_no_blank_of_it() -> None:
    header = [*FORMS["statements"], "Ruang tunggu bersih"]
    rows = [[4, 3, 4, 3, 4, 3, 4, 3, 4, ""], [4, 3, 4, 3, 4, 3, 4, 3, "", 3], [4, 3, 4, 3, 4, 3, 4, 3, 4, 3]] * 4
    result = ikm.score([header, *rows])
    assert {f.code for f in result.findings} == {"column-several-questions"}
    assert result.elements["sarana"].blank == 0
    blank = ikm.score([header, *rows, [4, 3, 4, 3, 4, 3, 4, 3, "", ""]])
    assert [f.cell for f in blank.findings if f.code == "answer-blank"] == ["I14"]


def test_the_numbers_of_a_longer_questionnaire_are_read_as_it_numbers_them_with_a_warning() -> None:
    header = [f"u{i}" for i in range(1, 17)]
    rows = [[4, 2, 3, 3, 4, 4, 4, 3, 3, 3, 2, 1, 1, 1, 1, 1]] * 12
    with pytest.raises(ikm.ResponseError, match="U16"):
        ikm.score([header, *rows])
    result = ikm.score([header, *rows], questionnaire="skm-16", weight="exact")
    # persyaratan (4 + 2) ÷ 2, prosedur 3, waktu 4, biaya 4, produk 4, kompetensi 3, perilaku 3, pengaduan 3, sarana 2
    assert result.ikm == 80.56
    (finding,) = [f for f in result.findings if f.severity == "warning" and f.code.startswith("column")]
    assert finding.code == "column-codes-numbered"


def test_a_questionnaire_of_one_question_makes_a_header_of_its_text(tmp_path: Any) -> None:
    asks = tmp_path / "satu.toml"
    asks.write_text(
        'key = "satu"\ntitle = { id = "Satu", en = "One" }\n'
        '[[question]]\nelement = "persyaratan"\ntext = "Apakah syarat berobat di puskesmas ini mudah dipenuhi?"\n',
        encoding="utf-8",
    )
    rows = [["Survei"], ["Apakah syarat berobat di puskesmas ini mudah dipenuhi?"], [3], [4]]
    assert ikm.load(rows, questionnaire=asks).header_row == 2


def test_the_row_named_as_header_is_obeyed_and_its_columns_are_named() -> None:
    rows = [["Data survei", "", "", ""], ["alfa", "beta", "gama", "delta"], *[[3, 4, 3, 4]] * 5]
    found = ikm.load(rows, header=2).findings
    assert [f.code for f in found if f.severity == "error"] == ["column-none"]
    chosen = ikm.load(rows, header=2, columns={f"U{i}": i for i in range(1, 5)})
    assert chosen.header_row == 2
    assert chosen.elements == ("persyaratan", "prosedur", "waktu", "biaya")
