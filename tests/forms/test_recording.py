"""The recording sheet: blank it is refused in words, filled in it is scored as it is; its cells offer their choices."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from pictures import HOSTILE

import ikm
from ikm.findings import LANGUAGES, Language
from ikm.forms import SurveyForm, form_of
from ikm.questionnaires import builtin_questionnaires
from ikm.rendering import form_sheet, made_as
from ikm.rendering.forms.recording import ROWS

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 4
"""The first row of answers."""


def filled(form: SurveyForm, rows: int, *, blank: tuple[int, int] | None = None) -> bytes:
    """Fill in some rows of a sheet as an officer does; the rest stays as it is."""
    book = openpyxl.load_workbook(io.BytesIO(form_sheet(form)))
    sheet = book.worksheets[0]
    for row in range(rows):
        sheet.cell(FIRST + row, 1, 100 + row)
        sheet.cell(FIRST + row, 2, dt.datetime(2026, 3, 1) + dt.timedelta(days=row))  # noqa: DTZ001 - a cell has no zone
        for place, ask in enumerate(form.asked()):
            typed: Any = ask.typed[(row + place) % len(ask.typed)] if ask.typed else None
            if (row, place) != blank and typed is not None:
                sheet.cell(FIRST + row, 3 + place, int(typed) if typed.isdecimal() else typed)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", builtin_questionnaires())
def test_a_sheet_with_some_rows_filled_in_is_scored_as_it_is(name: str) -> None:
    form = form_of(name, services=["Izin", "Konsultasi"])
    asked = [place for place, ask in enumerate(form.asked()) if ask.role == "element"]
    several = sum(ask.key == form.asked()[asked[-1]].key for ask in form.asked("element")) > 1
    result = ikm.score(filled(form, 16, blank=(4, asked[-1])))
    assert result.respondents == 16
    told = {f.code for f in result.findings if f.severity != "notice" and not f.code.startswith("evidence-")}
    assert told == (set() if several else {"answer-blank"})
    scores = [sum(1 + (row + place) % 4 for row in range(16)) for place in asked[:1]]
    if form.asked("element")[1].key != form.asked("element")[0].key:
        assert result.elements["persyaratan"].total == scores[0]
    assert result.period is not None
    assert result.period.first == dt.datetime(2026, 3, 1)  # noqa: DTZ001 - as above
    responses = ikm.load(filled(form, 16))
    assert list(responses.profiles) == [ask.key for ask in form.asked("profile")]
    assert {column.role for column in responses.columns.columns[:2]} == {"other", "timestamp"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_without_answers_is_refused_with_what_to_do(lang: Language) -> None:
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(form_sheet(form_of("ppid", lang=lang)), lang=lang)
    (finding,) = [one for one in refused.value.findings if one.severity == "error"]
    said = "belum ada jawaban: isi satu baris" if lang == "id" else "no answer yet: fill in one row"
    assert said in finding.message
    assert "3" in finding.message


def test_each_cell_offers_its_choices_and_the_sheet_is_set_for_work_and_for_print() -> None:
    form = form_of("ppid", unit="Dinas & Contoh", services=["Izin", "Konsultasi"])
    book = openpyxl.load_workbook(io.BytesIO(form_sheet(form)))
    sheet, help_sheet = book.worksheets
    assert (sheet.title, help_sheet.title) == ("Isian", "Petunjuk")
    assert [cell.value for cell in sheet[3]][2:] == list(form.headings)
    last = FIRST + ROWS - 1
    for place, ask in enumerate(form.asked(), 3):
        letter = get_column_letter(place)
        found = [
            one for one in sheet.data_validations.dataValidation if f"{letter}{FIRST}:{letter}{last}" in str(one.sqref)
        ]
        if not ask.choices:
            assert found == []
            continue
        (offered,) = found
        assert offered.type == "list"
        if ask.role == "element":
            assert (offered.formula1, offered.errorStyle or "stop") == ('"1,2,3,4"', "stop")
            assert f"4 = {ask.choices[3]}" in offered.prompt
        else:
            place_of_list = offered.formula1.rpartition("!")[2].replace("$", "")
            assert [cell.value for (cell,) in help_sheet[place_of_list]] == list(ask.choices)
            assert offered.errorStyle == "warning"
    assert sheet.freeze_panes == "C4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$3:$3",
    )
    assert sheet.page_setup.fitToHeight == 0
    foot = sheet.oddFooter
    assert foot is not None
    assert "Page" in str(foot.right.text) or "&P" in str(foot.right.text)
    told = " ".join(str(cell.value) for row in help_sheet.iter_rows() for cell in row if cell.value)
    assert all(
        words in told for words in ("ikm nilai LEMBAR-ISIAN.xlsx", "--satukan", *form.asked("element")[3].choices)
    )


def test_equal_forms_give_equal_bytes_and_texts_stay_texts(tmp_path: Path) -> None:
    form = form_of("ppid", title="=1+1", services=[*HOSTILE, "=1+1", "@SUM(A1)"])
    made = form_sheet(form)
    assert made == form_sheet(form)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    told = {cell.value for row in book.worksheets[1].iter_rows() for cell in row}
    assert {"=1+1", "@SUM(A1)", *(one for one in form.asked("profile")[4].choices if one.isascii())} <= told
    assert book.worksheets[0]["A1"].value == "Lembar isian: =1+1"
    path = tmp_path / "lembar.xlsx"
    path.write_bytes(form_sheet(form_of("ppid")))
    assert made_as(path) is None


def test_answers_that_are_no_points_of_the_scale_are_typed_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "lima.toml"
    scores = "\n".join(
        f'"{digit}" = "{worth}"' for digit, worth in zip("12345", ("1", "7/4", "5/2", "13/4", "4"), strict=True)
    )
    question = f'[[question]]\nelement = "biaya"\ntext = "Biaya?"\n[question.scores]\n{scores}\n'
    path.write_text(f'key = "lima"\ntitle = {{ id = "Lima" }}\n{question}', encoding="utf-8")
    form = form_of(path)
    result = ikm.score(filled(form, 10), questionnaire=path, weight="exact")
    assert result.elements["biaya"].total == 2 * (1 + 1.75 + 2.5 + 3.25 + 4)
