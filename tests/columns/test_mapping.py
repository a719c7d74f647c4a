"""Which column asks which element: clean forms, words, answers, codes and order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.columns import map_columns
from ikm.columns.lexicon import ELEMENTS, lexicon, roles
from ikm.columns.words import within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns import ColumnMap

# The questions of the annex of PermenPANRB 14/2017, in the order of the annex.
ANNEX = {
    "persyaratan": (
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    "prosedur": (
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    "waktu": (
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    "biaya": (
        "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    "produk": (
        (
            "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar "
            "pelayanan dengan hasil yang diberikan"
        ),
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    "kompetensi": (
        "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    "perilaku": (
        "Bagaimana pendapat saudara perilaku petugas dalam pelayanan terkait kesopanan dan keramahan",
        ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    ),
    "sarana": (
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana",
        ("Buruk", "Cukup", "Baik", "Sangat Baik"),
    ),
    "pengaduan": (
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan",
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
    ),
}
OFFICIAL = (
    "Persyaratan",
    "Sistem, Mekanisme, dan Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana",
    "Perilaku Pelaksana",
    "Penanganan Pengaduan, Saran dan Masukan",
    "Sarana dan Prasarana",
)
REPORTED = (
    "Kesesuaian Persyaratan",
    "Prosedur Pelayanan",
    "Kecepatan Pelayanan",
    "Kewajaran Biaya",
    "Kesesuaian Pelayanan",
    "Kompetensi Petugas",
    "Kesopanan dan Keramahan",
    "Penanganan Pengaduan",
    "Kualitas Sarana dan Prasarana",
)
PERSONAL = (
    "Nama; NIK; No. HP / WA; Alamat e-mail; Email Address; Alamat rumah; Nomor Telepon; Tanda tangan; Tanggal lahir"
)
AROUND = [
    "Cap waktu",
    "Nama Lengkap",
    "Jenis Kelamin (L/P)",
    "Usia",
    "Pendidikan Terakhir",
    "Jenis Layanan yang diterima",
]


def elements(headers: Sequence[object]) -> list[str | None]:
    """Give the element of each column."""
    form = map_columns(headers)
    return [form.element_of(i) for i in range(len(headers))]


def codes(form: ColumnMap) -> list[str]:
    """Give the codes of the findings."""
    return [finding.code for finding in form.findings]


@pytest.mark.parametrize(
    "headers",
    [
        OFFICIAL,
        REPORTED,
        [f"U{i} {name}" for i, name in enumerate(OFFICIAL, 1)],
        [f"U{i}. {name}" for i, name in enumerate(OFFICIAL, 1)],
        [f"{name} (U{i})" for i, name in enumerate(OFFICIAL, 1)],
        [f"Penilaian [{name}]" for name in OFFICIAL],
        [f"Penilaian pelayanan [U{i} {name}]" for i, name in enumerate(REPORTED, 1)],
        [f"{i}. {name}" for i, name in enumerate(OFFICIAL, 1)],
        [name.upper() for name in OFFICIAL],
    ],
)
def test_clean_headings_map_in_definition_order_without_any_finding(headers: list[str]) -> None:
    form = map_columns([*AROUND, *headers, "Saran dan Masukan"])
    assert [form.element_of(i + len(AROUND)) for i in range(9)] == list(ELEMENTS)
    assert form.findings == ()
    assert form.missing == ()
    assert all(column.sure for column in form.columns)


@pytest.mark.parametrize("with_answers", [True, False])
def test_the_annex_questionnaire_maps_in_its_own_order_without_any_finding(with_answers: bool) -> None:
    headers = [question for question, _ in ANNEX.values()]
    form = map_columns(headers, [labels for _, labels in ANNEX.values()] if with_answers else None)
    assert [form.element_of(i) for i in range(9)] == list(ANNEX)
    assert form.findings == ()


@given(st.permutations(list(ANNEX)))
def test_the_position_of_a_question_never_matters(order: list[str]) -> None:
    form = map_columns([ANNEX[element][0] for element in order], [ANNEX[element][1] for element in order])
    assert [form.element_of(i) for i in range(9)] == order
    assert form.findings == ()


@pytest.mark.parametrize(
    ("header", "element"),
    [
        ("Sikap Petugas", "perilaku"),
        ("Fasilitas", "sarana"),
        ("Ruang tunggu", "sarana"),
        ("Kesesuaian Layanan", "produk"),
        ("Keluhan", "pengaduan"),
        ("Kotak saran", "pengaduan"),
        ("Alur pelayanan", "prosedur"),
        ("SOP", "prosedur"),
        ("Ongkos", "biaya"),
        ("Seberapa cepat Anda dilayani?", "waktu"),
        ("Keterampilan petugas", "kompetensi"),
        ("Prosedur penanganan pengaduan", "pengaduan"),
        ("Kualitas sarana dan prasarana penanganan pengaduan", "pengaduan"),
        ("Kesesuaian produk dengan jenis layanan", "produk"),
        ("Persyaratan sesuai jenis layanan yang diterima", "persyaratan"),
        ("Fasilitas bagian pendidikan", "sarana"),
        ("kesesuaianpersyaratanpelayanan", "persyaratan"),
        ("SaranaDanPrasarana", "sarana"),
        ("<p>Kewajaran <b>biaya</b>&nbsp;pelayanan</p>", "biaya"),
        ("Kemudahan\nprosedur\u2028pelayanan", "prosedur"),
        ("Kompe-\ntensi petugas", "kompetensi"),
        ("Kecepatan pelayanan / Speed of service", "waktu"),
        ("Courtesy of the officers", "perilaku"),
        ("Service requirements", "persyaratan"),
        ("Complaint handling", "pengaduan"),
        ("Kecepatan pelayanan dengan prosedur yang berlaku", "waktu"),
        ("Prosedurnya mudah", "prosedur"),
    ],
)
def test_a_question_is_known_by_its_words(header: object, element: str) -> None:
    assert elements([header]) == [element]


@pytest.mark.parametrize(
    "header",
    [
        "Cap waktu",
        "Stempel waktu",
        "Waktu pengisian",
        "Pendidikan",
        "Jenis Layanan",
        "Saran",
        "Saran dan masukan",
        "Harapan terhadap persyaratan",
        "Seberapa penting kecepatan pelayanan bagi Anda?",
        "Petugas seharusnya ramah dan sopan",
        "Tidak ada pelayanan di luar prosedur",
        "Tidak ada pungutan liar dalam pelayanan",
        "Transparansi persyaratan, prosedur, biaya, dan waktu pelayanan",
        "Tampilan aplikasi menarik",
        "Keamanan pelayanan",
        "Kepuasan secara keseluruhan",
        "Jumlah",
        "Rata-rata",
        "",
        None,
        3,
    ],
)
def test_a_heading_that_is_no_element_is_not_mapped(header: object) -> None:
    assert elements([header]) == [None]


def test_misspelt_words_are_read_when_the_form_agrees() -> None:
    headers = ["Persaratan", "Prosdur", "Wkatu", "Biaya", "Produk", "Kompetnsi", "Prilaku", "Pengaduann", "Sarana"]
    assert elements(headers)[5:] == ["kompetensi", "perilaku", "pengaduan", "sarana"]
    assert elements(headers)[:2] == ["persyaratan", "prosedur"]


def test_a_real_word_near_an_element_is_no_misspelling() -> None:
    assert elements(["Pengadaan barang", "Pengajuan", "Saran"]) == [None, None, None]


def test_the_name_of_the_office_in_every_heading_is_not_read() -> None:
    headers = [f"Kepuasan atas {name} pada Bidang Sarana dan Prasarana" for name in OFFICIAL]
    form = map_columns(headers)
    assert [form.element_of(i) for i in range(9)] == list(ELEMENTS)
    assert form.findings == ()


def test_answers_name_their_element_under_bare_codes_and_settle_the_order() -> None:
    form = map_columns([f"U{i}" for i in range(1, 10)], [labels for _, labels in ANNEX.values()])
    assert [form.element_of(i) for i in range(9)] == list(ANNEX)
    assert "column-order-assumed" not in codes(form)


def test_empty_headings_are_read_from_answers_and_place_and_said_so() -> None:
    form = map_columns([""] * 9, [labels for _, labels in ANNEX.values()])
    assert [form.element_of(i) for i in range(9)] == list(ANNEX)
    assert set(codes(form)) == {"column-by-answers", "column-by-order"}
    assert {i for finding in form.findings for i in finding.positions} == set(range(9))


def test_bare_codes_assume_definition_order_and_say_so_once() -> None:
    form = map_columns([f"U{i}" for i in range(1, 10)])
    assert [form.element_of(i) for i in range(9)] == list(ELEMENTS)
    assert codes(form) == ["column-order-assumed"]
    assert form.findings[0].positions == (7, 8)
    assert 'order="annex"' in form.findings[0].translated("en").action


@pytest.mark.parametrize(("order", "eighth"), [("annex", "sarana"), ("definition", "pengaduan")])
def test_a_stated_order_decides_bare_codes_without_a_finding(
    order: Literal["annex", "definition"], eighth: str
) -> None:
    form = map_columns([f"U{i}" for i in range(1, 10)], order=order)
    assert form.element_of(7) == eighth
    assert form.findings == ()


def test_the_words_of_one_code_settle_the_other() -> None:
    form = map_columns([*(f"U{i}" for i in range(1, 9)), "U9 Penanganan Pengaduan"])
    assert (form.element_of(7), form.element_of(8)) == ("sarana", "pengaduan")
    assert "column-order-assumed" not in codes(form)


def test_when_a_code_lies_the_words_win_and_a_finding_says_so() -> None:
    names = [*OFFICIAL[:7], OFFICIAL[8], OFFICIAL[7]]
    headers = [f"U{i} {name}" for i, name in enumerate(names, 1)]
    form = map_columns(headers)
    assert (form.element_of(7), form.element_of(8)) == ("sarana", "pengaduan")
    assert [(f.code, f.severity, f.positions) for f in form.findings] == [("column-code-disagrees", "notice", (7, 8))]
    assert map_columns(headers, order="annex").findings == ()


def test_nothing_but_question_numbers_is_taken_in_order_with_a_warning() -> None:
    form = map_columns([f"P{i}" for i in range(1, 10)])
    assert [form.element_of(i) for i in range(9)] == list(ELEMENTS)
    assert [(f.code, f.severity, len(f.positions)) for f in form.findings] == [("column-by-order", "error", 9)]


def test_every_column_gives_a_reason_in_both_languages() -> None:
    form = map_columns([*AROUND, *OFFICIAL, "Saran dan Masukan", "", "Jumlah"])
    for column in form.columns:
        assert column.reason("id")
        assert column.reason("en")
        assert column.reason("id") != column.reason("en")


def test_profile_columns_and_the_timestamp_are_recognised() -> None:
    asked = {
        "jenis_kelamin": "JENIS KELAMIN",
        "usia": "Umur Anda (tahun)",
        "pendidikan": "Tingkat pendidikan",
        "pekerjaan": "Pekerjaan utama",
        "jenis_layanan": "Layanan yang diterima",
        "disabilitas": "Penyandang disabilitas",
        "instansi": "Asal instansi",
        "kelompok": "Kategori responden",
    }
    form = map_columns(["Tanggal survei", "Timestamp", *asked.values()])
    assert form.timestamp == 1
    assert form.profiles == {key: i for i, key in enumerate(asked, 2)}


def test_a_column_of_dates_with_times_is_the_timestamp_whatever_it_is_called() -> None:
    form = map_columns(["Waktu", "Persyaratan"], [["2024/05/01 8:30:00 AM GMT+7"], []])
    assert (form.timestamp, form.element_of(0)) == (0, None)


@pytest.mark.parametrize("header", [*PERSONAL.split("; "), "Nama Responden", "No KTP"])
def test_personal_columns_are_recognised(header: object) -> None:
    assert map_columns([header]).columns[0].role == "personal"


def test_the_lexicon_gives_every_entry_a_known_meaning() -> None:
    meanings = {meaning for points in lexicon().entries.values() for meaning in points}
    assert set(ELEMENTS) <= meanings
    assert meanings <= {*ELEMENTS, "maklumat", "integritas", "harapan", "aplikasi", "lain", "komentar", "netral"}
    assert {role for role, _ in roles().exact.values()} == {
        "timestamp",
        "personal",
        "total",
        "comment",
        "profile",
        "other",
    }


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8), st.integers(0, 3))
def test_nearness_of_words_is_symmetric_and_grows_with_the_limit(first: str, second: str, limit: int) -> None:
    assert within(first, second, limit) == within(second, first, limit)
    assert within(first, first, 0)
    if within(first, second, limit):
        assert within(first, second, limit + 1)


def test_every_column_has_its_reason_even_where_codes_contradict_each_other() -> None:
    line = "\bC waapktu,U0,U2,R3,U4,U5,U6$U7,U8,U8\x00Saranee\rs,U0,U2,R3,U4,U5,U6$U7,q|NaN"
    form = map_columns(line.split(","))
    assert all(column.reason("id") and column.reason("en") for column in form.columns)


@pytest.mark.parametrize(
    ("given", "role"),
    [(["Sudah baik", "Antrean lama"], "comment"), (["Sudah baik"], "comment"), (["1", "2", "3"], "element")],
)
def test_comments_are_not_taken_for_answers_because_they_hold_a_word_of_a_scale(given: list[str], role: str) -> None:
    header = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Sarana"]
    form = map_columns([*header, "Saran dan Masukan"], [["1", "2"]] * 8 + [given])
    assert form.columns[8].role == role
    assert form.findings


def test_numbers_of_counters_are_no_second_question_about_facilities() -> None:
    asked = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
    form = map_columns(["Loket", *asked], [["1", "2", "3"]] + [["4", "3"]] * 9)
    assert form.columns[0].role == "profile"
    assert form.columns_of("sarana") == (9,)
    alone = map_columns(["Ruangan", *asked[:-1]], [["1", "2", "3", "4"]] + [["4", "3"]] * 8)
    assert alone.columns_of("sarana") == (0,)


def test_a_code_of_nought_among_codes_without_u1_is_asked_and_ends_nothing() -> None:
    form = map_columns(
        ["Cap waktu", "U0", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9\N{REPLACEMENT CHARACTER}Saran"]
    )
    assert form.element_of(1) == "persyaratan"
    assert any(1 in finding.positions and finding.severity != "notice" for finding in form.findings)
