"""What is said about a form: what is missing, doubtful, left out, and exactly what to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.columns import map_columns
from ikm.columns.lexicon import ELEMENTS
from ikm.errors import OptionError
from ikm.findings import catalogue

if TYPE_CHECKING:
    from ikm.columns import ColumnMap
    from ikm.findings import Finding

NINE = [
    "Persyaratan",
    "Prosedur",
    "Waktu penyelesaian",
    "Biaya",
    "Produk",
    "Kompetensi petugas",
    "Perilaku petugas",
    "Pengaduan",
    "Sarana",
]
FORM_2014 = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "maklumat", "pengaduan")


def only(form: ColumnMap, code: str) -> Finding:
    """Give the one finding of a code."""
    (finding,) = [f for f in form.findings if f.code == code]
    return finding


def test_a_missing_element_is_an_error_with_what_to_type() -> None:
    form = map_columns(["Musik kantor?", "Musik pengiring?", *NINE[:8]])
    finding = only(form, "column-element-missing")
    assert finding.severity == "error"
    assert form.missing == ("sarana",)
    assert finding.positions == (0, 1)
    assert "U9 Sarana dan Prasarana" in finding.message
    assert "“Musik kantor?”" in finding.message
    assert 'columns={"U9": "A"}' in finding.action


def test_a_missing_element_with_no_column_left_says_so() -> None:
    finding = only(map_columns(NINE[:8]), "column-element-missing")
    assert "tidak ada" in finding.translated("id").message
    assert 'columns={"U9": "COLUMN_LETTER"}' in finding.translated("en").action


def test_what_to_type_is_accepted_when_typed() -> None:
    headers = [*NINE[:7], "Pengaduan", "Musik", "Ketenangan"]
    assert map_columns(headers).missing == ("sarana",)
    assert map_columns(headers, chosen={"U9": "Musik"}).missing == ()


def test_duplicate_headings_are_named_with_the_element_that_is_missing() -> None:
    form = map_columns(
        [*(f"U{i} {name}" for i, name in enumerate(NINE[:6], 1)), "U6 Kompetensi petugas", "U8 Pengaduan", "U9 Sarana"]
    )
    assert only(form, "column-duplicate-headers").positions == (5, 6)
    missing = only(form, "column-element-missing")
    assert missing.positions == (5, 6)
    assert "U7 Perilaku Pelaksana" in missing.message
    assert 'columns={"U7": "G"}' in missing.action


def test_several_questions_of_one_element_are_all_mapped_and_named() -> None:
    form = map_columns([*NINE, "Kejelasan persyaratan", "Kemudahan persyaratan"])
    assert form.columns_of("persyaratan") == (0, 9, 10)
    finding = only(form, "column-several-questions")
    assert finding.positions == (0, 9, 10)
    assert finding.severity == "notice"


def test_an_extra_question_is_not_part_of_the_index_and_that_is_said() -> None:
    form = map_columns([*NINE, "U10 Kemudahan Akses"])
    assert form.element_of(9) is None
    assert only(form, "column-extra").positions == (9,)


def test_questions_about_integrity_are_no_element_and_are_never_proposed_as_one() -> None:
    headers = [
        *NINE,
        "Tidak ada pungutan liar",
        "Tidak ada percaloan",
        "Tidak ada pelayanan di luar prosedur",
        "Tidak ada diskriminasi",
    ]
    form = map_columns(headers)
    finding = only(form, "column-integrity")
    assert finding.positions == (9, 10, 11, 12)
    assert finding.severity == "notice"
    assert "columns=" not in finding.action
    assert map_columns(headers, chosen={"U4": "Tidak ada pungutan liar"}).columns_of("biaya") == (9,)


@pytest.mark.parametrize("last", ["Saran untuk kami", "Masukan bagi kantor kami", "Ada yang mau disampaikan?"])
def test_few_replies_that_praise_do_not_make_the_closing_question_one_about_integrity(last: str) -> None:
    items = ["Tidak ada pungutan liar", "Tidak ada percaloan", "Tidak ada diskriminasi"]
    steps = ["Tidak setuju", "Setuju", "Sangat setuju"]
    answers = [*[["3", "4"]] * len(NINE), *[steps] * len(items), ["", "pelayanan cepat", "cepat dan ramah"]]
    form = map_columns([*NINE, *items, last], answers)
    assert only(form, "column-integrity").positions == (9, 10, 11)


def test_few_replies_that_praise_do_not_make_a_field_for_comments_a_second_question() -> None:
    answers = [*[["3", "4"]] * len(NINE), ["", "pelayanan cepat", "petugas ramah", "Bu Kenari sangat ramah dan cepat"]]
    form = map_columns([*NINE, "Saran untuk kami"], answers)
    assert (form.columns[9].role, list(form.findings)) == ("comment", [])


@pytest.mark.parametrize("twin", ["Harapan [{}]", "{} (Kepentingan)", "Tingkat kepentingan {}", "{} [Harapan]"])
def test_twins_that_ask_what_is_expected_are_left_out(twin: str) -> None:
    headers = [header for name in NINE for header in (name, twin.format(name))]
    form = map_columns(headers)
    assert [form.element_of(i) for i in range(0, 18, 2)] == list(ELEMENTS)
    assert only(form, "column-expectation").positions == tuple(range(1, 18, 2))


def test_twins_are_known_by_their_answers() -> None:
    headers = [header for name in NINE for header in (name, f"{name}?")]
    answers = [labels for _ in NINE for labels in (["Puas", "Kurang puas"], ["Penting", "Tidak penting"])]
    form = map_columns(headers, answers)
    assert [i for i in range(18) if form.element_of(i)] == list(range(0, 18, 2))


def test_maklumat_is_refused_with_the_reason_unless_the_instrument_has_it() -> None:
    headers = [*NINE[:7], "Maklumat pelayanan", "Penanganan pengaduan"]
    finding = only(map_columns(headers), "column-maklumat")
    assert (finding.severity, finding.positions) == ("error", (7,))
    assert "16/2014" in finding.message
    form = map_columns(headers, elements=FORM_2014)
    assert form.columns_of("maklumat") == (7,)
    assert form.findings == ()


@pytest.mark.parametrize("at", [7, 8])
@pytest.mark.parametrize("words", ["Maklumat", "Maklumat pelayanan", "Kesesuaian dengan maklumat pelayanan"])
def test_a_code_does_not_make_the_service_pledge_an_element(at: int, words: str) -> None:
    others = {7: "U8 Penanganan pengaduan", 8: "U9 Penanganan pengaduan"}
    headers = [f"U{place} {name}" for place, name in enumerate(NINE[:7], 1)]
    headers += [f"U8 {words}", others[8]] if at == 7 else [others[7], f"U9 {words}"]
    form = map_columns(headers)
    assert only(form, "column-maklumat").positions == (at,)
    assert form.columns_of("sarana") == ()


@pytest.mark.parametrize("words", ["Bebas pungli", "Integritas petugas", "Kepuasan keseluruhan"])
def test_a_code_does_not_make_a_question_about_something_else_an_element(words: str) -> None:
    headers = [*(f"U{place} {name}" for place, name in enumerate(NINE[:8], 1)), f"U9 {words}"]
    form = map_columns(headers)
    assert form.element_of(8) is None
    assert only(form, "column-element-missing").severity == "error"


def test_maklumat_beside_all_nine_elements_is_only_an_extra() -> None:
    form = map_columns([*NINE, "Maklumat pelayanan"])
    assert [f.code for f in form.findings] == ["column-extra"]


def test_a_heading_that_stands_twice_is_averaged_only_within_one_element() -> None:
    headers = ["Bagaimana pelayanan?", "Bagaimana pelayanan?", *NINE[2:]]
    form = map_columns(headers, chosen={"persyaratan": "A", "prosedur": "B"})
    assert (form.element_of(0), form.element_of(1)) == ("persyaratan", "prosedur")
    assert "column-duplicate-headers" not in {finding.code for finding in form.findings}


def test_the_last_open_question_takes_the_last_open_element_with_a_warning() -> None:
    form = map_columns([*NINE[:4], "Apakah keinginan Anda terwujud?", *NINE[5:]])
    assert form.element_of(4) == "produk"
    assert only(form, "column-by-order").positions == (4,)


def test_two_elements_in_one_question_are_asked_about() -> None:
    form = map_columns(["Persyaratan dan prosedur pelayanan", *NINE[2:]])
    finding = only(form, "column-unsure")
    assert finding.positions == (0,)
    assert 'columns={"U1": ' in finding.action
    assert not form.columns[0].sure


def test_a_list_of_elements_is_left_out_and_said() -> None:
    form = map_columns([*NINE, "Transparansi persyaratan, prosedur, biaya, dan waktu"])
    assert form.element_of(9) is None
    assert only(form, "column-unsure-left").positions == (9,)


def test_a_file_without_headings_is_one_error_that_quotes_nothing() -> None:
    row = [
        "2024/02/01 08:00:00",
        "canary@example.invalid",
        "Canary Orang",
        "3171000000000001",
        "3",
        "4",
        "3",
        "4",
        "3",
        "4",
        "3",
        "4",
        "3",
    ]
    form = map_columns(row)
    finding = only(form, "column-no-header")
    assert form.findings == (finding,)
    assert all(column.header == "" for column in form.columns)
    for text in (finding.message, finding.action, *(c.reason() for c in form.columns)):
        assert "anary" not in text
        assert "3171" not in text


def test_a_row_of_labels_is_no_heading() -> None:
    form = map_columns(
        ["Sangat sesuai", "Mudah", "Cepat", "Gratis", "Sesuai", "Kompeten", "Sopan dan ramah", "Baik", "Baik"]
    )
    assert [f.code for f in form.findings] == ["column-no-header"]


def test_a_form_about_something_else_maps_nothing() -> None:
    headers = [
        "Tampilan aplikasi",
        "Kecepatan akses",
        "Kemudahan penggunaan menu",
        "Ketepatan waktu pembaruan informasi",
        "Server jarang error?",
        "Manfaat aplikasi bagi Anda",
        "Kelengkapan fitur",
        "Apakah Anda akan merekomendasikannya?",
        "Keamanan data",
    ]
    form = map_columns(headers)
    assert all(form.element_of(i) is None for i in range(len(headers)))
    assert [f.code for f in form.findings] == ["column-none"]


def test_few_elements_are_said_to_be_few() -> None:
    form = map_columns(["U1 Persyaratan", "U3 Waktu"])
    assert only(form, "column-few-elements").positions == (0, 1)


def test_a_scale_under_suggestions_may_be_the_missing_element() -> None:
    form = map_columns(
        [*NINE[:7], "Saran dan Masukan", "Sarana"], [[]] * 7 + [["Sangat baik", "Baik", "Kurang baik"], []]
    )
    assert form.element_of(7) == "pengaduan"
    assert only(form, "column-unsure").positions == (7,)


def test_free_text_under_suggestions_stays_a_comment() -> None:
    comments = [f"petugas ramah sekali pada kunjungan saya yang nomor {i} di kantor" for i in "abcdefghijklmnop"]
    form = map_columns([*NINE[:7], "Keluhan dan saran", "Sarana"], [[]] * 7 + [comments, []])
    assert form.element_of(7) is None or "column-unsure" in [f.code for f in form.findings]


def test_the_wording_of_the_questionnaire_beats_every_guess() -> None:
    questions = {"sarana": ["Penanganan pengaduan"], "pengaduan": ["Ruang tunggu"]}
    form = map_columns(["penanganan  PENGADUAN *", "Nilai [Ruang tunggu]"], questions=questions)
    assert (form.element_of(0), form.element_of(1)) == ("sarana", "pengaduan")
    assert form.columns[0].reason("en") == "the wording of the questionnaire"


def test_elements_known_only_through_the_questionnaire_are_found() -> None:
    questions = {"kejelasan_petugas": ["Kejelasan petugas"]}
    form = map_columns(["Biaya", "Kejelasan petugas"], questions=questions, elements=("biaya", "kejelasan_petugas"))
    assert form.by_element == {"biaya": (0,), "kejelasan_petugas": (1,)}
    assert form.findings == ()


def test_profile_headings_of_the_questionnaire_are_found() -> None:
    form = map_columns(["Golongan", "Biaya"], profiles={"golongan": ["golongan"]})
    assert form.profiles == {"golongan": 0}


@pytest.mark.parametrize("wanted", ["Ruang kami", "ruang  KAMI!", "B", "b", "2", 2])
def test_a_choice_takes_heading_letter_or_number(wanted: str | int) -> None:
    form = map_columns(["Sarana", "Ruang kami"], chosen={"U9": wanted})
    assert form.columns_of("sarana") == (1,)
    assert form.columns[1].reason("en") == "chosen with `columns`"
    assert "another column" in form.columns[0].reason("en")


def test_a_choice_wins_over_the_questionnaire() -> None:
    form = map_columns(["Sarana", "Biaya"], questions={"sarana": ["Sarana"]}, chosen={"sarana": "Biaya"})
    assert form.columns_of("sarana") == (1,)
    assert form.columns_of("biaya") == ()


def test_several_columns_may_be_chosen_for_one_element() -> None:
    assert map_columns(["a", "b", "c"], chosen={"U1": ["A", 3]}).columns_of("persyaratan") == (0, 2)


def test_codes_in_choices_follow_the_stated_order() -> None:
    assert map_columns(["Ruang kami"], chosen={"U8": 1}, order="annex").columns_of("sarana") == (0,)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"U9": "Fasilitas ruang tungu"}, 'Nearest: B "Fasilitas ruang tunggu"'),
        ({"saranna": "A"}, "Did you mean sarana"),
        ({"U10": "A"}, "U1 to U9"),
        ({"U1": "D"}, "A to C, or 1 to 3"),
        ({"U1": 0}, "1 to 3"),
        ({"U1": "Biaya"}, "several columns"),
        ({"U1": "B", "U2": 2}, "already chosen for persyaratan"),
        ({"U1": True}, "letter or number"),
    ],
)
def test_a_wrong_choice_names_what_was_probably_meant(chosen: dict[str, str | int], words: str) -> None:
    headers = (
        ["Usia", "Fasilitas ruang tunggu", "Saran"] if "Biaya" not in chosen.values() else ["Biaya", "Biaya", "Usia"]
    )
    with pytest.raises(OptionError) as caught:
        map_columns(headers, chosen=chosen)
    assert words in str(caught.value)


CELLS = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.text(max_size=60),
    st.sampled_from(
        [
            *NINE,
            "U8",
            "U9",
            "Harapan [Biaya]",
            "Pungli",
            "Maklumat",
            "Timestamp",
            "",
            "P1",
            "Saran dan masukan",
            "\u202eabc\x1b[31m",
        ]
    ),
)


@given(
    st.lists(st.tuples(CELLS, st.lists(CELLS, max_size=4)), max_size=14), st.sampled_from([None, "annex", "definition"])
)
def test_any_form_at_all_gives_a_whole_map_and_findings_that_can_be_shown(
    columns: list[tuple[object, list[object]]], order: Literal["annex", "definition"] | None
) -> None:
    form = map_columns([h for h, _ in columns], [a for _, a in columns], order=order)
    assert [column.index for column in form.columns] == list(range(len(columns)))
    for finding in form.findings:
        assert finding.code in catalogue("column")
        assert all(0 <= i < len(columns) for i in finding.positions)
        for lang in ("id", "en"):
            shown = finding.translated(lang).message + finding.translated(lang).action
            assert "\x1b" not in shown
            assert "\u202e" not in shown
    unmapped = {e for e in form.missing if e != "sarana"}
    if form.by_element and unmapped:
        assert any(f.severity == "error" for f in form.findings)
    assert form == map_columns([h for h, _ in columns], [a for _, a in columns], order=order)


def test_a_column_chosen_among_numbered_ones_keeps_its_choice_and_the_others_are_asked_on() -> None:
    form = map_columns([f"P{i}" for i in range(1, 10)], chosen={"waktu": "A"})
    assert form.element_of(0) == "waktu"
    assert only(form, "column-by-order").positions == (1, 3, 4, 5, 6, 7, 8)
    assert form.missing == ("persyaratan",)


def test_what_is_typed_in_annex_order_names_the_element_and_not_the_code_of_another() -> None:
    form = map_columns([*NINE[:8], "Musik", "Ketenangan"], order="annex")
    assert 'columns={"sarana": ' in only(form, "column-element-missing").action
    assert map_columns([*NINE[:8], "Musik", "Ketenangan"], order="annex", chosen={"sarana": "Musik"}).missing == ()
