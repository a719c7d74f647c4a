"""Which column asks which element: lessons from wordings met in practice, in made-up forms."""

from __future__ import annotations

import pytest

from ikm.answers import decode
from ikm.columns import map_columns
from ikm.columns.headings import without_shared_bracket
from ikm.columns.lexicon import ELEMENTS, lexicon
from ikm.columns.replies import answer_evidence

NINE = (
    "Persyaratan",
    "Prosedur",
    "Waktu pelayanan",
    "Biaya",
    "Hasil layanan",
    "Kompetensi petugas",
    "Keramahan petugas",
    "Pengaduan",
    "Fasilitas",
)
SCALE = ("1", "2", "3", "4")


def with_question(element: str, header: str) -> tuple[str | None, list[str]]:
    """Ask for one element in other words, in an otherwise plain form; give its element and the codes about it."""
    place = ELEMENTS.index(element)
    form = map_columns([*NINE[:place], header, *NINE[place + 1 :]], [SCALE] * 9)
    return form.element_of(place), [f.code for f in form.findings if place in f.positions]


@pytest.mark.parametrize(
    "word",
    ["pengabdian", "pengakuan", "pembatalan", "kenyataan", "penyimpanan", "kebakaran", "sarjana", "produktivitas"],
)
def test_a_word_of_the_trade_is_never_taken_for_a_misspelt_element(word: str) -> None:
    assert lexicon().vocabulary.known(word) == (word,)


def test_a_swallowed_s_is_given_back_before_the_root_is_looked_up() -> None:
    assert map_columns(["Penyaluran bantuan tunai"]).element_of(0) is None
    assert map_columns(["Alurnya jelas"]).element_of(0) == "prosedur"


def test_a_word_is_not_torn_where_the_rest_means_nothing() -> None:
    assert lexicon().vocabulary.known("xyzwqprosedur") == ("xyzwqprosedur",)
    assert lexicon().vocabulary.known("prosedurpersyaratan") == ("prosedur", "persyaratan")


@pytest.mark.parametrize(
    "header", ["Sertifikat yang saya terima sudah benar", "Bibit yang diberikan sesuai dengan yang diminta"]
)
def test_what_was_received_and_right_is_the_product(header: str) -> None:
    assert with_question("produk", header)[0] == "produk"


def test_words_that_mean_something_only_together_do_not_outweigh_a_named_element() -> None:
    assert with_question("biaya", "Biaya yang diberikan sesuai daftar")[0] == "biaya"
    assert with_question("persyaratan", "Persyaratan yang diterima pemohon sudah benar")[0] == "persyaratan"


def test_wishes_that_are_answered_are_complaints_and_wishes_alone_are_comments() -> None:
    assert with_question("pengaduan", "Keluhan dan usulan pelanggan ditanggapi") == ("pengaduan", [])
    assert map_columns([*NINE, "Usulan"]).columns[9].role == "comment"


def test_every_calling_is_read_as_petugas() -> None:
    for calling in ("staf", "bidan", "penyuluh", "pustakawan", "verifikator"):
        assert with_question("kompetensi", f"Kapasitas {calling}") == ("kompetensi", [])


@pytest.mark.parametrize(
    "header",
    [
        "Dari mana Anda mengetahui prosedur layanan?",
        "Kapan terakhir Anda membayar biaya layanan?",
        "Apa saja persyaratan yang menyulitkan?",
        "Saya akan membayar biaya tepat waktu",
        "How did you know about the procedure?",
    ],
)
def test_a_question_whose_answer_is_told_is_not_an_element(header: str) -> None:
    assert map_columns([*NINE, header]).element_of(9) is None


def test_knowing_where_one_has_to_complain_is_no_expectation() -> None:
    assert with_question("pengaduan", "Saya tahu ke mana harus mengadu") == ("pengaduan", [])


def test_a_question_answered_with_yes_and_no_leaves_its_element_to_the_graded_one() -> None:
    form = map_columns([*NINE, "Prosedur diumumkan di papan"], [*[SCALE] * 9, ("Ya", "Tidak")])
    assert form.by_element["prosedur"] == (1,)
    assert answer_evidence(["Ya", "Tidak pernah"]).kind == "choice"
    assert answer_evidence(["Tidak baik", "Sudah baik"]).kind == "labels"


@pytest.mark.parametrize("header", ["Nomor berkas", "No. kendaraan", "Nomor Perkara (bila ada)"])
def test_a_number_that_finds_a_person_is_personal(header: str) -> None:
    assert map_columns([header]).columns[0].role == "personal"


def test_a_numbered_question_is_not_taken_for_a_number_that_finds_a_person() -> None:
    assert map_columns(["No. 2 Prosedur", "No. U1 Persyaratan"]).by_element == {"prosedur": (0,), "persyaratan": (1,)}


def test_a_label_with_long_choices_in_brackets_stays_a_label() -> None:
    header = "Unit layanan (pendaftaran / ruang periksa / ruang tindakan / apotek / kasir / laboratorium / parkir)"
    assert map_columns([header, *NINE]).columns[0].role == "profile"


def test_a_hint_between_its_neighbours_needs_no_question_and_a_guess_does() -> None:
    assert with_question("produk", "Kartu yang diterbitkan sudah benar dan sesuai permohonan") == ("produk", [])
    element, told = with_question("pengaduan", "Keberlanjutan program")
    assert element is None or "column-unsure" in told


def test_a_price_scale_with_wajar_below_gratis_is_read() -> None:
    labels = ("Sangat mahal", "Mahal", "Wajar", "Gratis")
    coding = decode(dict.fromkeys(labels, 5), element="biaya")
    assert [coding.score(label) for label in labels] == [1, 2, 3, 4]
    assert coding.findings == ()


@pytest.mark.parametrize(
    ("element", "header"),
    [
        ("waktu", "Waktu Penyelesaian / Completion time"),
        ("waktu", "Completion time"),
        ("waktu", "Petugas tidak menunda-nunda pelayanan"),
        ("produk", "The service I received met the standard"),
        ("produk", "Kebenaran SPPT yang diterima"),
        ("kompetensi", "Kemampuan petugas menjelaskan prosedur"),
        ("perilaku", "Petugas tidak membeda-bedakan dan bersikap ramah"),
        ("pengaduan", "Kecepatan penyelesaian keluhan"),
        ("sarana", "Kelengkapan alat medis"),
    ],
)
def test_the_head_of_a_heading_decides_in_either_language(element: str, header: str) -> None:
    assert with_question(element, header) == (element, [])


def test_the_time_a_form_was_sent_stays_a_time() -> None:
    form = map_columns(["Completion time", *NINE], [["2026-07-01 08:05"], *[SCALE] * 9])
    assert (form.columns[0].role, form.element_of(3)) == ("timestamp", "waktu")


def test_a_heading_as_long_as_a_file_is_read_in_one_pass() -> None:
    # A quotation mark that nobody closes makes one heading of the whole file.
    long = "4,3\r\n" * 40_000
    assert without_shared_bracket([f"{long}[Mutu]", "Alur [Mutu]", "Biaya [Mutu] *"]) == [long.strip(), "Alur", "Biaya"]
    assert without_shared_bracket([long]) == [long]


def test_facilities_that_are_easily_used_are_no_application() -> None:
    header = "Sarana dan prasarananya nyaman dan mudah digunakan"
    assert with_question("sarana", header) == ("sarana", [])


def test_an_application_that_is_easily_used_is_no_facility_for_certain() -> None:
    element, codes = with_question("sarana", "Aplikasi kami mudah digunakan")
    assert (element, bool(codes)) in {("sarana", True), (None, True), (None, False)}
