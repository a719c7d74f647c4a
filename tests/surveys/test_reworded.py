"""Next quarter's form words a question anew: it is recognised as without the survey file, and never without a word."""

from __future__ import annotations

from typing import Any

import pytest
from tables import GOOD

import ikm
from ikm.surveys.files import parse_survey_file

FORM = [
    "Bagaimana kesesuaian persyaratan pelayanan?",
    "Bagaimana kemudahan prosedur pelayanan?",
    "Bagaimana kecepatan waktu pelayanan?",
    "Bagaimana kewajaran biaya/tarif?",
    "Bagaimana kesesuaian produk pelayanan?",
    "Bagaimana kompetensi petugas?",
    "Bagaimana perilaku petugas?",
    "Bagaimana penanganan pengaduan?",
    "Bagaimana kualitas sarana dan prasarana?",
]
KEYS = [element.key for element in ikm.load_regulation().elements]
PLAN = "[columns]\n" + "".join(f'{key} = "{text}"\n' for key, text in zip(KEYS, FORM, strict=True))
MORE = [[*row] for row in GOOD * 4]


def changed(**headers: str) -> list[str]:
    """Give the form with other words for some elements."""
    return [headers.get(key, text) for key, text in zip(KEYS, FORM, strict=True)]


def load(header: list[str], text: str = PLAN, rows: list[list[Any]] = MORE, **options: Any) -> ikm.Responses:
    return ikm.load([header, *rows], survey=parse_survey_file(text, "survei.toml"), **options)


def told(responses: ikm.Responses, lang: str = "id") -> dict[str, ikm.Finding]:
    found = [finding.translated(lang) for finding in responses.findings]  # type: ignore[arg-type]
    return {finding.code: finding for finding in found if finding.code.startswith("column-")}


@pytest.mark.parametrize(
    "words",
    [
        "BAGAIMANA  kewajaran biaya / tarif",
        "4. Bagaimana kewajaran biaya/tarif?",
        "U4 Bagaimana kewajaran biaya/tarif? *",
        "Unsur 5: Bagaimana kewajaran biaya/tarif",
        "Bagaimana\nkewajaran biaya/tarif?",
    ],
)
def test_case_blanks_signs_and_the_number_of_a_question_may_change_without_a_word(words: str) -> None:
    assert told(load(changed(biaya=words))) == {}
    numbered = PLAN.replace('"Bagaimana kewajaran', '"7) Bagaimana kewajaran')
    assert told(load(changed(biaya=words), numbered)) == {}


def test_the_number_alone_names_no_question() -> None:
    twice = changed(biaya="1. Menurut Anda?", produk="2. Menurut Anda?")
    plan = PLAN.replace(FORM[3], "3. Menurut Anda?").replace(FORM[4], "2. Menurut Anda?")
    found = told(load(twice, plan))
    assert "“3. Menurut Anda?”" in found["column-reworded-unsure"].message


def test_columns_may_move_and_others_come_between() -> None:
    header = ["Timestamp", *FORM[5:], "Apakah Anda puas?", *FORM[:5]]
    rows = [[None, *row[5:], 1, *row[:5]] for row in MORE]
    responses = load(header, rows=rows)
    assert ikm.score(responses).ikm == ikm.score([FORM, *MORE]).ikm
    assert not [code for code in told(responses) if code.startswith("column-reworded")]


def test_a_reworded_question_is_recognised_as_without_the_file_and_the_line_is_named() -> None:
    new = "Seberapa cepat Anda dilayani?"
    responses = load(changed(waktu=new))
    assert ikm.score(responses).ikm == ikm.score([changed(waktu=new), *MORE]).ikm
    finding = told(responses)["column-reworded"]
    assert finding.severity == "warning"
    assert finding.columns == ("C",)
    assert finding.message == (
        "survei.toml baris 4: kolom “Bagaimana kecepatan waktu pelayanan?” untuk U3 Waktu Penyelesaian tidak ada di "
        "formulir ini. Yang dihitung sekarang, dikenali dari kata-katanya: C “Seberapa cepat Anda dilayani?”."
    )
    assert f'ganti survei.toml baris 4 menjadi: waktu = "{new}" .' in finding.action
    assert "survei.toml line 4" in told(responses, "en")["column-reworded"].message


@pytest.mark.parametrize("name", ["waktu", "U3", "WAKTU"])
def test_the_line_as_printed_mends_the_file_whatever_the_element_is_called_there(name: str) -> None:
    plan = PLAN.replace("[columns]", "# komentar\n\n[kolom]").replace("waktu = ", f"{name} = ")
    header = changed(waktu='Seberapa "cepat" Anda\tdilayani (waktu) \\ jam?')
    action = told(load(header, plan))["column-reworded"].action
    line = action.partition("menjadi: ")[2].partition(" . Jika")[0]
    lines = plan.splitlines()
    lines[5] = line
    assert told(load(header, "\n".join(lines))) == {}


def test_all_reworded_at_once_are_all_told() -> None:
    header = [text.replace("Bagaimana", "Menurut Saudara") for text in FORM]
    responses = load(header)
    assert ikm.score(responses).ikm == ikm.score([header, *MORE]).ikm
    assert responses.findings.counts["column-reworded"] == 9


def test_what_is_not_recognised_for_sure_is_asked() -> None:
    responses = load(changed(sarana="Bagaimana kualitasnya menurut Anda?"))
    asked = told(responses)["column-reworded-unsure"]
    assert "survei.toml baris 10" in asked.message
    assert "I “Bagaimana kualitasnya menurut Anda?”" in asked.message
    with pytest.raises(ikm.ResponseError):
        ikm.score(responses)
    assert told(load(changed(sarana="Bagaimana kualitasnya menurut Anda?"), columns={"U9": "I"})) == {}


def test_a_question_that_is_gone_is_asked_once() -> None:
    header, rows = FORM[:8], [row[:8] for row in MORE]
    found = told(load(header, rows=rows))
    assert [code for code, one in found.items() if one.severity == "error"] == ["column-reworded-missing"]
    assert "sarana = " in found["column-reworded-missing"].action


def test_of_two_columns_of_an_element_one_may_be_reworded() -> None:
    plan = PLAN.replace(f'"{FORM[2]}"', f'["{FORM[2]}", "Bagaimana ketepatan waktu pelayanan?"]')
    header = [*FORM[:3], "Bagaimana ketepatan jadwal dan waktu selesainya pelayanan?", *FORM[3:]]
    rows = [[*row[:3], 2, *row[3:]] for row in MORE]
    same = load([*FORM[:3], "Bagaimana ketepatan waktu pelayanan?", *FORM[3:]], plan, rows)
    responses = load(header, plan, rows)
    found = told(responses)
    assert ikm.score(responses).ikm == ikm.score(same).ikm
    assert f'waktu = ["{FORM[2]}", "{header[3]}"]' in found["column-reworded"].action
    gone = told(load(FORM, plan))
    assert "survei.toml baris 4" in gone["column-reworded-unsure"].message


def test_a_heading_that_stands_twice_now_is_asked_with_its_line() -> None:
    with pytest.raises(ikm.OptionError, match=r"survei\.toml, line 10: 'columns\.sarana': several columns are headed"):
        ikm.load([[*FORM, FORM[8]], *([*row, 1] for row in MORE)], survey=parse_survey_file(PLAN, "survei.toml"))


def test_what_the_call_names_is_no_concern_of_the_file() -> None:
    with pytest.raises(ikm.OptionError, match="no column is headed"):
        load(FORM, columns={"sarana": "Ruang tunggu"})
    assert told(load(FORM, PLAN.replace(FORM[8], "Ruang tunggu"), columns={"U9": "I"})) == {}


def test_a_column_about_respondents_may_be_reworded_too() -> None:
    plan = f'by = ["jenis_layanan"]\n{PLAN}jenis_layanan = "Layanan yang diterima"\n'
    rows = [[*row, "A" if i % 2 else "B"] for i, row in enumerate(MORE)]
    found = told(load([*FORM, "Jenis layanan"], plan, rows))
    assert "J “Jenis layanan”" in found["column-reworded"].message
    gone = told(load([*FORM, "Warna kartu"], plan, rows))
    assert "survei.toml baris 12" in gone["column-reworded-missing"].message


def test_the_old_heading_may_be_anything() -> None:
    plan = PLAN.replace(FORM[8], "{now} --by <b>\\u001b[31m" + "x" * 300)
    finding = told(load(FORM, plan))["column-reworded"]
    assert "{now} --by <b>" in finding.message
    assert "\x1b" not in finding.message
    assert len(finding.message) < 300
