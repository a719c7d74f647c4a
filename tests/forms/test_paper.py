"""The questionnaire on paper: everything is asked, no question is split, texts stay texts, equal bytes."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from documents import W, body, words
from pictures import HOSTILE

from ikm.findings import LANGUAGES, Language
from ikm.forms import SurveyForm, form_of
from ikm.questionnaires import builtin_questionnaires
from ikm.rendering import form_document, form_pdf
from ikm.rendering.forms.paper import paper_of

NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))
SERVICES = ["Permohonan informasi", "Keberatan informasi", "Konsultasi"]


def pages_of(form: SurveyForm) -> list[str]:
    read = pypdf.PdfReader(io.BytesIO(form_pdf(form)))
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in read.pages]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", builtin_questionnaires())
def test_a_page_holds_a_question_with_all_its_choices(name: str, lang: Language) -> None:
    form = form_of(name, unit="Dinas Contoh", services=SERVICES, lang=lang)
    pages = pages_of(form)
    paper = paper_of(form)
    printed = [question for group in paper.groups for question in group.questions]
    assert [one.number for one in printed] == list(range(1, len(printed) + 1))
    for one in printed:
        (page,) = [page for page in pages if f"{one.number}. {one.name} {one.text}" in page]
        after = page[page.index(one.text) :]
        for digit, label in one.choices:
            assert f"{digit} {label}" in after, label
    whole = " ".join(pages)
    for ask in form.asked("profile"):
        assert ask.title in whole
        assert all(choice in whole for choice in ask.choices)
    for told in (form.title, form.thanks, *(ask.title for ask in form.asked("comment"))):
        assert plain(told) in whole
    for number, page in enumerate(pages, 1):
        said = f"Halaman {number} dari {len(pages)}" if lang == "id" else f"Page {number} of {len(pages)}"
        assert said in page


def test_nine_questions_fit_one_sheet_of_paper() -> None:
    assert len(pages_of(form_of("ppid", unit="Dinas Contoh", services=SERVICES))) == 1


@pytest.mark.parametrize("name", builtin_questionnaires())
def test_the_word_document_keeps_each_question_in_a_table_that_is_not_split(name: str) -> None:
    form = form_of(name, unit="Dinas Contoh", services=SERVICES)
    document = form_document(form)
    tables = list(body(document).iter(f"{W}tbl"))
    printed = [question for group in paper_of(form).groups for question in group.questions]
    about, asked = tables[1], tables[2:]
    assert len(asked) == len(printed)
    for table, one in zip(asked, printed, strict=True):
        told = words(table)
        assert f"{one.number}. {one.text}" in plain(told)
        assert told.count("☐") == len(one.choices)
        assert all(f"{digit} {label}" in plain(told) for digit, label in one.choices)
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        kept = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in rows]
        assert kept == [*[True] * (len(rows) - 1), False]
    profile = plain(words(about))
    for ask in form.asked("profile"):
        assert ask.title in profile
        assert all(f"☐ {choice}" in profile for choice in ask.choices)
    whole = plain(words(body(document)))
    assert all(plain(told) in whole for told in (form.title, form.intro, form.thanks))


def test_texts_stay_texts_and_equal_forms_give_equal_bytes() -> None:
    form = form_of("ppid", title=" ".join(HOSTILE), unit=HOSTILE[0], services=HOSTILE)
    document = form_document(form)
    told = plain(words(body(document)))
    for text in (form.title, *form.asked("profile")[4].choices):
        assert plain(text.translate(NO_XML)) in told
    assert document == form_document(form)
    pdf = form_pdf(form)
    assert pdf == form_pdf(form)
    assert pdf[:5] == b"%PDF-"


def test_choices_that_are_long_stand_below_one_another(tmp_path: Any) -> None:
    path = tmp_path / "panjang.toml"
    long = "sangat panjang sehingga tidak muat di samping jawaban yang lain pada satu baris kertas A4"
    labels = ", ".join(f'"{word} {long}"' for word in ("Tidak", "Kurang", "Cukup", "Sangat"))
    question = f'[[question]]\nelement = "biaya"\ntext = "Biaya?"\nlabels = [{labels}]\n'
    path.write_text(f'key = "p"\ntitle = {{ id = "P" }}\n{question}', encoding="utf-8")
    ((group,),) = [paper_of(form_of(path)).groups]
    assert group.questions[0].columns == 1
    assert len(list(body(form_document(form_of(path))).iter(f"{W}tbl"))) == 3
    assert "Cukup sangat panjang" in " ".join(pages_of(form_of(path)))
