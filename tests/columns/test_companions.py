"""Columns beside the questions: facts, codes, other answers, other surveys; and second questions, which count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ikm.columns import map_columns
from ikm.columns.lexicon import ELEMENTS
from ikm.findings import for_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns import ColumnMap

LONG = (
    "Bagaimana pendapat Anda tentang kesesuaian persyaratan?",
    "Bagaimana pendapat Anda tentang kemudahan prosedur?",
    "Bagaimana pendapat Anda tentang kecepatan waktu pelayanan?",
    "Bagaimana pendapat Anda tentang kewajaran biaya?",
    "Bagaimana pendapat Anda tentang kesesuaian produk layanan?",
    "Bagaimana pendapat Anda tentang kompetensi petugas?",
    "Bagaimana pendapat Anda tentang kesopanan petugas?",
    "Bagaimana pendapat Anda tentang penanganan pengaduan?",
    "Bagaimana pendapat Anda tentang kualitas sarana?",
)
NOUNS = (
    "Persyaratan",
    "Prosedur",
    "Waktu pelayanan",
    "Biaya/tarif",
    "Produk layanan",
    "Kompetensi petugas",
    "Perilaku petugas",
    "Penanganan pengaduan",
    "Sarana dan prasarana",
)
FOUR = ("1", "2", "3", "4")


def mapped(headers: Sequence[str], other: Sequence[str] = FOUR, *, numbers: Sequence[str] = FOUR) -> ColumnMap:
    """Map headings: the nine questions have `numbers` for answers, all further columns `other`."""
    nine = {*LONG, *NOUNS}
    return map_columns(headers, [numbers if header in nine else other for header in headers])


def codes(form: ColumnMap) -> set[str]:
    return {finding.code for finding in form.findings}


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Waktu tunggu (menit)", FOUR),
        ("Lama waktu tunggu (jam)", FOUR),
        ("Berapa lama waktu pelayanan yang Anda alami?", FOUR),
        ("Waktu (triwulan)", FOUR),
        ("Sesi waktu", FOUR),
        ("Waktu", ("08:10", "09:25")),
        ("Waktu layanan", ("Pagi", "Siang")),
        ("Waktu ", FOUR),
        ("Kecepatan waktu pelayanan tahun 2025", FOUR),
        ("Waktu pelayanan (lama)", FOUR),
        ("Biaya yang dibayarkan (ribu Rp)", FOUR),
        ("Tarif", ("Umum", "BPJS")),
        ("Produk", ("KTP", "KK")),
        ("id_produk", FOUR),
        ("Produk layanan yang digunakan", ("KTP", "KK")),
        ("Prosedur yang diikuti", ("Online", "Loket")),
        ("Prosedur yang diikuti", FOUR),
        ("Jumlah berkas persyaratan", FOUR),
        ("Persyaratan yang kurang", FOUR),
        ("Jumlah pengaduan", FOUR),
        ("Berapa kali Anda mengajukan pengaduan?", FOUR),
        ("Lampiran bukti keluhan (bila ada)", ("https://contoh.id/f/1",)),
        ("Sarana", ("Daring", "Datang")),
        ("Ranking waktu pelayanan", FOUR),
        ("Penilaian atasan: kompetensi petugas", FOUR),
    ],
)
@pytest.mark.parametrize("place", [0, 4, 9])
def test_a_column_that_shares_a_word_with_an_element_is_left_out_and_said_in_one_notice(
    header: str, answers: tuple[str, ...], place: int
) -> None:
    headers = [*LONG[:place], header, *LONG[place:]]
    form = mapped(headers, answers)
    assert [form.element_of(i) for i in range(10) if i != place] == list(ELEMENTS)
    assert form.element_of(place) is None
    assert [f.severity for f in form.findings] in ([], ["notice"])
    with for_command():
        assert all("--map" not in f.action for f in form.findings)


@pytest.mark.parametrize("words", [LONG, NOUNS])
@pytest.mark.parametrize(
    "mark",
    [
        "{} [Score]",
        "{} [Skor]",
        "Points - {}",
        "Poin - {}",
        "Skor {}",
        "{}_skor",
        "Nilai konversi {}",
        "Kode {}",
        "Bobot {}",
        "{} (ideal)",
        "{} - target",
        "Target {}",
        "{} tahun lalu",
        "{} sebelum perbaikan",
        "Prioritas {}",
        "Ranking {}",
        "Penilaian atasan {}",
    ],
)
@pytest.mark.parametrize("way", ["behind", "before", "between"])
def test_a_second_set_of_answers_is_left_out_wherever_it_stands(words: tuple[str, ...], mark: str, way: str) -> None:
    again = [mark.format(word) for word in words]
    between = [header for pair in zip(words, again, strict=True) for header in pair]
    headers = {"behind": [*words, *again], "before": [*again, *words], "between": between}[way]
    form = mapped(headers)
    assert [header for i, header in enumerate(headers) if form.element_of(i)] == list(words)
    assert codes(form) == {"column-beside"}


def test_the_state_now_counts_and_the_ideal_does_not() -> None:
    headers = [f"{word} ({state})" for state in ("kondisi ideal", "kondisi saat ini") for word in NOUNS]
    form = map_columns(headers, [FOUR] * 18)
    assert [i for i in range(18) if form.element_of(i)] == list(range(9, 18))


@pytest.mark.parametrize("mark", ["{} (x)", "[Internal] {}", "{} menurut petugas"])
def test_a_second_set_with_an_unknown_name_is_doubted(mark: str) -> None:
    form = mapped([*NOUNS, *(mark.format(word) for word in NOUNS)])
    assert [i for i in range(18) if form.element_of(i)] == list(range(9))
    assert form.doubted == {element: (9 + i,) for i, element in enumerate(ELEMENTS)}
    assert codes(form) == {"column-second-unsure", "column-second-form"}


def test_a_whole_second_form_in_other_words_is_doubted() -> None:
    again = [
        "Syarat mudah dipenuhi",
        "Alur mudah diikuti",
        "Layanan cepat selesai",
        "Tarif terjangkau",
        "Hasil layanan sesuai permohonan",
        "Petugas terampil",
        "Petugas ramah",
        "Keluhan ditangani dengan baik",
        "Ruang tunggu nyaman",
    ]
    form = mapped([*LONG, *again])
    assert [i for i in range(18) if form.element_of(i)] == list(range(9))
    assert codes(form) == {"column-second-unsure", "column-second-form"}


SPKP = [
    "Informasi pelayanan tersedia melalui media elektronik maupun non elektronik",
    "Persyaratan pelayanan yang diinformasikan sesuai dengan persyaratan yang ditetapkan",
    "Prosedur/alur pelayanan yang ditetapkan mudah diikuti",
    "Jangka waktu penyelesaian pelayanan sesuai dengan yang ditetapkan",
    "Tarif/biaya pelayanan yang dibayarkan sesuai dengan yang ditetapkan",
    "Sarana prasarana pendukung pelayanan memberikan kenyamanan",
    "Petugas pelayanan merespon keperluan dengan cepat",
    "Layanan konsultasi dan pengaduan mudah diakses",
]


@pytest.mark.parametrize(
    ("asked", "before"),
    [(SPKP, ""), (SPKP, "{}. "), (SPKP[1:6], "{}. ")],
    ids=["eight", "eight, numbered anew", "five, numbered anew"],
)
def test_questions_about_the_quality_of_service_behind_the_nine_are_no_second_questions(
    asked: list[str], before: str
) -> None:
    nine = [before.format(at) + head for at, head in enumerate(LONG, 1)]
    form = mapped([*nine, *(before.format(at) + head for at, head in enumerate(asked, 1))])
    assert {i for found in form.by_element.values() for i in found} == set(range(9))
    assert "column-second-form" in codes(form)


def test_a_few_second_questions_behind_the_nine_still_count() -> None:
    again = ["Kemudahan persyaratan", "Kejelasan alur prosedur", "Ketepatan jadwal waktu", "Kenyamanan ruang tunggu"]
    form = mapped([*LONG, *again])
    assert [len(found) for found in form.by_element.values()] == [2, 2, 2, 1, 1, 1, 1, 1, 2]
    assert "column-second-form" in codes(form)
    assert "column-second-form" not in codes(mapped([*LONG, *again[:3]]))


@pytest.mark.parametrize("nine", [[f"U{at}" for at in range(1, 10)], NOUNS], ids=["codes", "nouns"])
@pytest.mark.parametrize("asked", [SPKP, SPKP[1:6]], ids=["eight", "five"])
def test_questions_in_so_many_words_behind_all_nine_do_not_take_their_place(nine: list[str], asked: list[str]) -> None:
    form = map_columns([*nine, *asked], [FOUR] * (9 + len(asked)))
    assert [found[0] for found in form.by_element.values()] == list(range(9))


def test_nine_questions_in_words_behind_their_codes_are_the_answers() -> None:
    form = mapped([*(f"U{at}" for at in range(1, 10)), *LONG])
    assert list(form.by_element.values()) == [(at,) for at in range(9, 18)]


@pytest.mark.parametrize(
    ("header", "element"),
    [
        ("Ketepatan waktu penyelesaian", "waktu"),
        ("Apakah waktu tunggu di loket singkat?", "waktu"),
        ("Jumlah kursi di ruang tunggu memadai", "sarana"),
        ("Waktu selesai sesuai target", "waktu"),
        ("Toilet bersih", "sarana"),
        ("Apakah bangku tunggu, musala, kotak aduan, dan televisi berfungsi?", "sarana"),
        ("Persyaratan mudah diperoleh", "persyaratan"),
    ],
)
@pytest.mark.parametrize("place", [3, 9])
def test_a_second_question_in_its_own_words_is_averaged_in(header: str, element: str, place: int) -> None:
    form = mapped([*LONG[:place], header, *LONG[place:]])
    assert form.element_of(place) == element
    assert codes(form) == {"column-several-questions"}


def test_a_question_behind_the_page_about_the_respondent_is_doubted() -> None:
    headers = [*LONG, "Usia", "Saran", "Ketepatan waktu penyelesaian"]
    answers = [*[FOUR] * 9, ("30", "41"), ("Sudah baik sekali pelayanannya",), FOUR]
    form = map_columns(headers, answers)
    assert form.doubted == {"waktu": (11,)}
    (finding,) = form.findings
    assert (finding.code, finding.severity, finding.positions) == ("column-second-unsure", "warning", (11,))
    assert 'columns={"U3": "C"}' in finding.action
    settled = map_columns(headers, answers, chosen={"U3": "C"})
    assert "column-second-unsure" not in codes(settled)


def test_yes_and_no_written_one_and_two_are_no_second_question() -> None:
    form = mapped([*LONG, "Apakah waktu tunggu lebih dari satu jam?"], ("1", "2"))
    assert form.doubted == {"waktu": (9,)}


def test_codes_beside_worded_questions_are_their_copies_in_the_order_of_the_words() -> None:
    annex = [*LONG[:7], LONG[8], LONG[7]]
    form = mapped([*annex, *(f"U{i}" for i in range(1, 10))])
    assert [form.element_of(i) for i in range(18)] == [*ELEMENTS[:7], "sarana", "pengaduan", *[None] * 9]
    assert [form.columns[16].beside, form.columns[17].beside] == [7, 8]
    assert codes(form) == {"column-beside"}


def test_identical_headings_with_times_for_answers_are_no_repeated_question() -> None:
    form = map_columns(["Waktu pelayanan", *NOUNS], [("08:10", "09:25"), *[FOUR] * 9])
    assert form.columns_of("waktu") == (3,)
    assert codes(form) == {"column-beside"}


def test_a_block_about_corruption_is_named_and_left_out() -> None:
    block = ["1. Petugas tidak meminta imbalan", "2. Biaya sesuai kuitansi", "3. Tidak ada percaloan"]
    form = mapped([*(f"{i}. {word}" for i, word in enumerate(NOUNS, 1)), *block])
    assert [i for i in range(12) if form.element_of(i)] == list(range(9))
    (finding,) = form.findings
    assert (finding.code, finding.positions) == ("column-integrity", (9, 10, 11))
    with for_command():
        assert "--map" not in finding.action


def test_the_items_of_spkp_beside_the_nine_are_another_survey_and_alone_they_are_the_form() -> None:
    spkp = [f"SPKP {i}. {word}" for i, word in enumerate(NOUNS, 1)]
    beside = mapped([*LONG, *spkp])
    assert [i for i in range(18) if beside.element_of(i)] == list(range(9))
    assert codes(beside) == {"column-block"}
    assert [map_columns(spkp).element_of(i) for i in range(9)] == list(ELEMENTS)


FORM_2004 = [
    "Bulan", "Prosedur pelayanan", "Persyaratan pelayanan", "Kejelasan petugas pelayanan",
    "Kedisiplinan petugas pelayanan", "Tanggung jawab petugas pelayanan", "Kemampuan petugas pelayanan",
    "Kecepatan pelayanan", "Keadilan mendapatkan pelayanan", "Kesopanan dan keramahan petugas",
    "Kewajaran biaya pelayanan", "Kepastian biaya pelayanan", "Kepastian jadwal pelayanan", "Kenyamanan lingkungan",
    "Keamanan pelayanan",
]  # fmt: skip


def test_a_form_of_2004_is_named_for_what_it_is() -> None:
    form = map_columns(FORM_2004)
    (finding,) = form.findings
    assert (finding.code, finding.severity) == ("column-form-earlier", "error")
    assert "25/2004" in finding.message
    assert "Bulan" not in finding.message


@pytest.mark.parametrize(
    "code",
    [
        "nilai_u{}",
        "SKM_U{}",
        "Unsur-{}",
        "N.U{}",
        "U{}_nilai",
        "Skor U{}",
        "Unsur {}",
        "jawaban u{}",
        "Unsur ke-{}",
        "u{}R",
    ],
)
def test_codes_nearly_right_are_read_where_they_carry_u1_to_u9(code: str) -> None:
    form = map_columns([code.format(i) for i in range(1, 10)], [FOUR] * 9)
    assert [form.element_of(i) for i in range(9)] == list(ELEMENTS)
    assert codes(form) == {"column-order-assumed"}


@pytest.mark.parametrize(
    "code", ["K{}", "RL-{}", "RL {}", "jawaban{}", "Nilai {}", "No. {}", "G01Q{:02}", "soal_{}", "P{}"]
)
def test_other_numbers_are_asked(code: str) -> None:
    headers = ["Nama", "Waktu", *(code.format(i) for i in range(1, 10))]
    answers = [["A"], ["05/01/2026"], *[FOUR] * 9]
    form = map_columns(headers, answers)
    assert codes(form) == {"column-by-order"}
    (finding,) = form.findings
    assert finding.severity == "error"
    chosen = {f"U{i}": i + 2 for i in range(1, 10)}
    assert map_columns(headers, answers, chosen=chosen).findings == ()


def test_roman_numbers_are_asked_too() -> None:
    assert codes(map_columns(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"], [FOUR] * 9)) == {
        "column-by-order"
    }


def test_an_element_counted_in_roman_numerals_carries_u1_to_u9() -> None:
    form = map_columns([f"UNSUR {n}" for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")], [FOUR] * 9)
    assert [form.element_of(i) for i in range(9)] == list(ELEMENTS)
    assert codes(form) == {"column-order-assumed"}


@pytest.mark.parametrize(("first", "second"), [("U3a", "U3b"), ("U3.1", "U3.2")])
def test_the_parts_of_a_code_are_questions_of_its_element(first: str, second: str) -> None:
    form = map_columns(["U1", "U2", first, second, *(f"U{i}" for i in range(4, 10))], [FOUR] * 10)
    assert form.columns_of("waktu") == (2, 3)
    assert codes(form) == {"column-order-assumed", "column-several-questions"}


def test_parts_of_every_code_may_be_two_sets_of_answers() -> None:
    form = map_columns([f"U{i}{part}" for i in range(1, 10) for part in "ab"], [FOUR] * 18)
    assert form.doubted == {e: (2 * i + 1,) for i, e in enumerate(ELEMENTS)}
    assert codes(form) == {"column-order-assumed", "column-second-unsure"}


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Apakah waktu pelayanan sesuai SOP?", ("Ya", "Tidak", "Tidak tahu")),
        ("Apakah layanan yang Anda terima gratis?", ("Ya", "Tidak")),
        ("Apakah tersedia kotak pengaduan?", ("Ada", "Tidak ada", "Tidak tahu")),
        ("Apakah Anda puas dengan waktu pelayanan?", ("0", "1")),
        ("Fasilitas apa yang menurut Anda perlu ditambah?", ("Kursi", "AC", "Parkir")),
        ("Pengaduan", (*"abcdefghi", "tidak ada", "antrean lama", "kurang ramah")),
    ],
)
def test_yes_and_no_and_what_people_wrote_are_no_second_question(header: str, answers: tuple[str, ...]) -> None:
    form = mapped([*LONG, header], answers)
    assert [form.element_of(i) for i in range(10)] == [*ELEMENTS, None]
    assert {finding.severity for finding in form.findings} <= {"notice"}


def test_codes_from_zero_are_said_and_never_shifted() -> None:
    headers = [f"u{i}" for i in range(9)]
    form = map_columns(headers, [FOUR] * 9)
    assert [form.element_of(i) for i in range(9)] == [None, *ELEMENTS[:8]]
    assert "column-codes-from-zero" in codes(form)
    chosen = {f"U{i}": i for i in range(1, 10)}
    assert map_columns(headers, chosen=chosen).findings == ()


@pytest.mark.parametrize("last", [11, 12, 14, 16])
def test_a_numbering_beyond_the_nine_is_asked(last: int) -> None:
    headers = [f"u{i}" for i in range(1, last + 1)]
    form = map_columns(headers, [FOUR] * last)
    (finding,) = [f for f in form.findings if f.severity == "error"]
    assert finding.code == "column-codes-beyond"
    assert f"U{last}" in finding.message
    assert "column-codes-beyond" not in codes(map_columns(headers, chosen={"U1": "A"}))


def test_of_two_columns_that_may_ask_an_element_that_in_its_place_counts() -> None:
    headers = ["Persyaratan", "Produk", *NOUNS[1:]]
    form = map_columns(headers, [FOUR] * 10)
    assert form.columns_of("produk") == (5,)
    assert form.doubted == {"produk": (1,)}


def test_many_columns_about_one_element_take_no_time() -> None:
    # Compared two by two they would take minutes.
    form = map_columns([f"Kecepatan layanan bagian {n}" for n in range(4000)])
    assert set(form.by_element) == {"waktu"}


def test_a_tenth_code_is_a_further_question() -> None:
    form = map_columns([f"u{i}" for i in range(1, 11)], [FOUR] * 10)
    assert [form.element_of(i) for i in range(10)] == [*ELEMENTS, None]
    assert codes(form) == {"column-order-assumed", "column-extra"}


def test_a_weak_candidate_never_fills_a_missing_element() -> None:
    form = mapped([*LONG[:7], LONG[8], "Petugas menjawab pertanyaan dan keluhan dengan teliti"])
    assert form.missing == ("pengaduan",)
    assert "column-element-missing" in codes(form)


@pytest.mark.parametrize(
    ("header", "element"),
    [
        ("Apakah prosedur untuk melakukan pengaduan mudah dilakukan?", "pengaduan"),
        ("Secara keseluruhan, bagaimana penilaian Anda mengenai penanganan pengaduan?", "pengaduan"),
        ("Kritik dan saran pengunjung ditindaklanjuti", "pengaduan"),
        ("Kelengkapan fasilitas (kursi, toilet, kotak saran)", "sarana"),
        ("Secara keseluruhan, bagaimana pelayanan kami?", None),
    ],
)
def test_the_head_noun_decides(header: str, element: str | None) -> None:
    assert map_columns([header, "Persyaratan", "Prosedur"]).element_of(0) == element


def test_a_form_of_single_words_in_the_known_order_is_read() -> None:
    headers = ["umur", "sesuai", "mudah", "cepat", "wajar", "sesuai2", "mampu", "sopan", "kualitas", "pengaduan"]
    form = map_columns(headers, [["30", "41", "52"], *[FOUR] * 9])
    assert [form.element_of(i) for i in range(10)] == [None, *ELEMENTS[:7], "sarana", "pengaduan"]
    assert form.findings == ()
