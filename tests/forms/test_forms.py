"""Forms: what a questionnaire asks, and that its export is scored with no option, whoever's questionnaire it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exports import answers_to, forms_csv, sheet_workbook
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.forms import SurveyForm, form_of
from ikm.forms.answers import words
from ikm.questionnaires import builtin_questionnaires, load_questionnaire
from ikm.regulation import load_regulation
from ikm.responses.classes import Classes

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.findings import Language

SHIPPED = builtin_questionnaires()
CODES = [element.key for element in load_regulation().elements]
OWN = """\
key = "sendiri"
title = {{ id = "Survei Loket", en = "Counter survey" }}

{questions}
"""


def own(folder: Path, *questions: str) -> Path:
    """Write a questionnaire of an office's own."""
    path = folder / "sendiri.toml"
    path.write_text(OWN.format(questions="\n".join(f"[[question]]\n{one}" for one in questions)), encoding="utf-8")
    return path


def asking(texts: dict[str, str], **more: str) -> list[str]:
    return [f'element = "{key}"\ntext = "{text}"\n{more.get(key, "")}' for key, text in texts.items()]


def unasked(result: ikm.IKMResult) -> list[str]:
    """Give the findings that ask something; how answers came in, and that they are few, is no fault of the form."""
    told = [one for one in result.findings if one.severity != "notice"]
    return [f"{one.code}: {one.message}" for one in told if not one.code.startswith(("evidence-", "group-"))]


@pytest.mark.parametrize("name", SHIPPED)
def test_elements_stand_in_the_order_of_their_definition_each_with_its_own_choices(name: str) -> None:
    form, questionnaire = form_of(name), load_questionnaire(name)
    asked = form.asked("element")
    places = [CODES.index(ask.key) for ask in asked]
    assert places == sorted(places)
    assert set(places) == set(range(9))
    assert len(asked) == len(questionnaire.questions)
    texts = {question.text: question for question in questionnaire.questions}
    for ask in asked:
        own_labels = tuple(spellings[0] for spellings in texts[ask.title].labels)
        assert ask.choices == (own_labels or ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"))
        assert (ask.required, ask.typed) == (True, ("1", "2", "3", "4"))
        assert ask.name == load_regulation().element(ask.key).labels["id"]


def test_what_is_asked_of_respondents_is_what_ikm_knows_of_them() -> None:
    form = form_of("skm-16", services=["Izin usaha", "Konsultasi"])
    about = {ask.key: ask.choices for ask in form.asked("profile")}
    assert list(about) == ["jenis_kelamin", "usia", "pendidikan", "pekerjaan", "jenis_layanan"]
    assert about["jenis_layanan"] == ("Izin usaha", "Konsultasi")
    assert form_of("skm").asked("profile")[-1].choices == ()
    assert [ask.key for ask in form_of("ppid").asked("profile")][-1] == "kelompok"
    ages = Classes("usia")
    assert {ages(age) for age in range(12, 90)} == set(about["usia"]) == set(words()["choices"]["usia"])
    (comment,) = form.asked("comment")
    assert not comment.required
    assert not comment.choices


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("lang", "first"), [("en", "Timestamp"), ("id", "Cap waktu")])
@pytest.mark.parametrize("name", SHIPPED)
def test_an_export_is_scored_with_no_option(name: str, lang: Language, first: str, kind: str) -> None:
    form = form_of(name, unit="Dinas Contoh", services=["Izin", "Konsultasi"], lang=lang)
    rows = answers_to(form, 40, 7)
    write = forms_csv if kind == "csv" else sheet_workbook
    result = ikm.score(write(form.headings, rows, first))
    assert form.recognised
    assert unasked(result) == []
    assert result.respondents == 40
    responses = ikm.load(write(form.headings, rows, first))
    roles = [column.role for column in responses.columns.columns]
    assert roles == [
        "timestamp",
        *({"element": "element", "profile": "profile", "comment": "comment"}[ask.role] for ask in form.asked()),
    ]
    for place, ask in enumerate(form.asked("element")):
        at = form.asked().index(ask)
        score = sum(ask.choices.index(row[at + 1]) + 1 for row in rows)
        if sum(other.key == ask.key for other in form.asked("element")) == 1:
            assert result.elements[ask.key].total == score, place
    assert len(responses.profiles) == sum(ask.role == "profile" for ask in form.asked())


@given(st.sampled_from(SHIPPED), st.integers(1, 12), st.integers(0, 10_000))
def test_few_answers_are_scored_with_no_option_too(name: str, respondents: int, seed: int) -> None:
    form = form_of(name)
    assert unasked(ikm.score(forms_csv(form.headings, answers_to(form, respondents, seed)))) == []


def test_a_questionnaire_in_words_that_ikm_does_not_know_gets_the_codes_and_names_it_needs(tmp_path: Path) -> None:
    plain = {key: f"Bagaimana hal ini menurut Anda ({place})?" for place, key in enumerate(CODES)}
    form = form_of(own(tmp_path, *asking(plain)))
    assert form.recognised
    assert form.asked("element")[2].title == "U3. Waktu Penyelesaian: Bagaimana hal ini menurut Anda (2)?"
    assert form.asked("element")[2].choices == ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat")
    assert unasked(ikm.score(forms_csv(form.headings, answers_to(form, 25, 3)))) == []
    texts = ["Syarat layanan", "Prosedur", "Waktu layanan", "Biaya", "Hasil layanan", "Kompetensi petugas",
             "Keramahan petugas", "Penanganan pengaduan", "Situs kami mudah digunakan"]  # fmt: skip
    known = dict(zip(CODES, texts, strict=True))
    doubtful = form_of(own(tmp_path, *asking(known)))
    assert doubtful.asked("element")[0].title.startswith("U1. ")
    assert unasked(ikm.score(forms_csv(doubtful.headings, answers_to(doubtful, 25, 3)))) == []


def test_several_questions_of_an_element_stand_together_and_are_averaged(tmp_path: Path) -> None:
    texts = ["Kecepatan pelayanan", "Ketepatan waktu pelayanan"]
    several = asking(
        {key: load_questionnaire("stakeholder").questions[CODES.index(key)].text for key in CODES if key != "waktu"}
    )
    path = own(tmp_path, *several, *(f'element = "waktu"\ntext = "{text}"' for text in texts))
    form = form_of(path)
    assert [ask.title for ask in form.asked("element")][2:4] == texts
    rows = answers_to(form, 30, 1)
    result = ikm.score(forms_csv(form.headings, rows))
    assert unasked(result) == []
    assert result.provenance.columns is not None
    assert len(result.provenance.columns["waktu"].split()) == 2


def test_answers_that_only_the_questionnaire_knows_are_scored_with_a_survey_file_beside_them(tmp_path: Path) -> None:
    labels = 'labels = ["Lelet", "Agak lelet", "Lumayan", "Kilat"]'
    texts = {key: load_questionnaire("ppid").questions[CODES.index(key)].text for key in CODES}
    path = own(tmp_path, *asking(texts, waktu=labels))
    form = form_of(path)
    assert not form.recognised
    export = forms_csv(form.headings, answers_to(form, 20, 2))
    with pytest.raises(ikm.ResponseError):
        ikm.score(export)
    assert unasked(ikm.score(export, questionnaire=path)) == []


def test_answers_whose_words_change_their_score_with_the_others_are_not_taken_for_recognised(tmp_path: Path) -> None:
    labels = 'labels = ["Tidak puas", "Kurang puas", "Puas", "Sangat puas"]'
    texts = {key: load_questionnaire("ppid").questions[CODES.index(key)].text for key in CODES}
    assert not form_of(own(tmp_path, *asking(texts, **dict.fromkeys(CODES, labels)))).recognised


def test_elements_of_an_office_s_own_and_missing_ones_are_said(tmp_path: Path) -> None:
    form = form_of(own(tmp_path, 'element = "keamanan"\ntext = "Apakah tempat parkirnya aman?"'))
    assert not form.recognised
    assert len(form.lacking) == 9
    assert form.lacking[0] == "U1 Persyaratan"
    (ask,) = form.asked("element")
    assert (ask.name, ask.choices) == ("Keamanan", ("Tidak baik", "Kurang baik", "Baik", "Sangat baik"))


def test_declared_scores_stand_in_their_order_and_are_typed_as_they_are(tmp_path: Path) -> None:
    question = 'element = "biaya"\ntext = "Bagaimana biayanya?"\n[question.scores]\n"5" = 4\n"1" = 1\n"3" = "5/2"'
    (ask,) = form_of(own(tmp_path, question)).asked("element")
    assert ask.choices == ask.typed == ("1", "3", "5")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ('element = "biaya"\ntext = "Biaya?"\nlabels = ["Mahal", "mahal", "Murah", "Gratis"]', "read alike"),
        ('element = "biaya"\ntext = "Biaya?"\nlabels = ["Mahal", "Murah", "Gratis"]', "has 3 labels"),
    ],
)
def test_choices_that_cannot_be_told_apart_or_do_not_fit_the_scale_are_refused(
    tmp_path: Path, question: str, said: str
) -> None:
    with pytest.raises(ikm.DefinitionError, match=said):
        form_of(own(tmp_path, question))


def test_items_of_another_index_are_asked_behind_the_elements(tmp_path: Path) -> None:
    path = own(tmp_path, *asking({key: load_questionnaire("ppid").questions[CODES.index(key)].text for key in CODES}))
    with path.open("a", encoding="utf-8") as out:
        out.write('[[item]]\nindex = "spak"\nelement = "pungli"\ntext = "Tidak ada pungutan liar dalam pelayanan"\n')
    form = form_of(path)
    assert [part.key for part in form.parts] == ["about", "elements", "items", "comments"]
    (ask,) = form.asked("item")
    assert ask.choices == ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")
    assert form.recognised


def test_headings_that_are_the_same_are_told_apart(tmp_path: Path) -> None:
    form = form_of(own(tmp_path, *(f'element = "{key}"\ntext = "Bagaimana waktunya?"' for key in ("waktu", "produk"))))
    assert [ask.title for ask in form.asked("element")] == ["Bagaimana waktunya?", "Bagaimana waktunya? (2)"]
    several = {"waktu": "Baik?", "produk": "Baik?", "biaya": "Baik? (2)", "sarana": "Baik?"}
    form = form_of(own(tmp_path, *(f'element = "{key}"\ntext = "{text}"' for key, text in several.items())))
    assert len({ask.title for ask in form.asked("element")}) == len(several), "whatever number a heading has already"


def test_texts_of_a_caller_stand_on_one_line_and_services_are_asked_where_there_are_any() -> None:
    form = form_of("ppid", title="Survei\n\x1b[31m \u202e 2026", unit="  Dinas\u2028A ")
    assert (form.title, form.unit) == ("Survei �[31m � 2026", "Dinas A")
    assert "Dinas A" in form.intro
    assert form_of("ppid", unit="Dinas A", lang="en").title == "Public satisfaction survey – Dinas A"
    (*_, service) = form_of("stakeholder", services=["Izin", "Izin", " "]).asked("profile")
    assert (service.key, service.choices) == ("jenis_layanan", ("Izin",))
    with pytest.raises(ikm.OptionError, match="no questionnaire 'pipd'"):
        form_of("pipd")


def test_the_title_of_an_office_s_own_questionnaire_is_the_form_s(tmp_path: Path) -> None:
    path = own(tmp_path, 'element = "biaya"\ntext = "Biaya?"')
    assert (form_of(path).title, form_of(path, lang="en").title) == ("Survei Loket", "Counter survey")
    assert isinstance(form_of(ikm.load_questionnaire(path)), SurveyForm)
