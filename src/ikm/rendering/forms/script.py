r"""Script: a program of Google Apps Script that makes a form in Google Forms.

An officer pastes it into the editor of script.google.com and presses one button; what to press stands in its first
lines.  It asks for no e-mail address, requires an answer to every question but comments, and links the form to a sheet
of answers, whose download ikm reads.

Every text of the form stands in one object, as JSON in which nothing can end a string or a page: it is data, never
read as a program.

>>> quoted('Loket "A"\u2028</script>')
'"Loket \\"A\\"\\u2028\\u003c/script>"'
>>> from ikm.forms import form_of
>>> form_script(form_of("ppid")).splitlines()[0]
'// Kuesioner ini sebagai Google Formulir. Skrip ini dibuat oleh ikm; jalankan satu kali di akun'
"""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.forms import FormQuestion, SurveyForm

__all__ = ["form_script", "quoted"]

_WIDTH = 96
_LISTED = 10
"""A question of more choices is a list that opens, so that it does not fill the screen of a phone."""

_PROGRAM = """\
function NAME() {
  var form = FormApp.create(FORM.title, true);
  form.setTitle(FORM.title).setDescription(FORM.description).setConfirmationMessage(FORM.thanks);
  form.setCollectEmail(false).setLimitOneResponsePerUser(false).setAllowResponseEdits(false);
  form.setShuffleQuestions(false).setProgressBar(true).setPublishingSummary(false);
  FORM.parts.forEach(function (part) {
    form.addSectionHeaderItem().setTitle(part.title);
    part.questions.forEach(function (question) {
      var item;
      if (question.kind === "choice") {
        item = form.addMultipleChoiceItem().setChoiceValues(question.choices);
      } else if (question.kind === "list") {
        item = form.addListItem().setChoiceValues(question.choices);
      } else if (question.kind === "paragraph") {
        item = form.addParagraphTextItem();
      } else {
        item = form.addTextItem();
      }
      item.setTitle(question.title).setRequired(question.required);
    });
  });
  // MAYBE
  [function () { form.setRequireLogin(false); }, function () { form.setPublished(true); }].forEach(function (setting) {
    try { setting(); } catch (error) { Logger.log(String(error)); }
  });
  var sheet = SpreadsheetApp.create(FORM.sheet);
  form.setDestination(FormApp.DestinationType.SPREADSHEET, sheet.getId());
  Logger.log(FORM.words.send + " " + form.getPublishedUrl());
  Logger.log(FORM.words.edit + " " + form.getEditUrl());
  Logger.log(FORM.words.sheet + " " + sheet.getUrl());
}
"""


def form_script(form: SurveyForm) -> str:
    """Write the program that makes a form in Google Forms.

    Parameters
    ----------
    form : SurveyForm
        What is asked.

    Returns
    -------
    str
        The program, with what to do with it in its first lines; the same for the same form.
    """
    say = phrases(form.lang, "form")
    lines = [f"// {line}".rstrip() for line in _comments(form, say)]
    program = _PROGRAM.replace("// MAYBE", f"// {say['script_maybe']}").replace("NAME", say["script_name"])
    data = f"var {say['script_form']} = {_object(form, say)};"
    return "\n".join([*lines, "", data, "", program.replace("FORM.", f"{say['script_form']}.")])


def _comments(form: SurveyForm, say: dict[str, str]) -> Iterator[str]:
    """Say what to do with the script; no text of the questionnaire stands here."""
    yield from wrap(say["script_what"], _WIDTH)
    yield ""
    for step in ("script_1", "script_2", "script_3", "script_4", "script_5"):
        yield from wrap(say[step], _WIDTH, subsequent_indent="   ")
    yield ""
    yield from wrap(say["script_6"], _WIDTH)
    yield from wrap(say["script_7"], _WIDTH)
    yield "   " + say["script_command"].format(file=say["file_export"])
    if not form.recognised:
        yield from wrap(say["script_8"], _WIDTH)
    yield ""
    yield say["script_here"]


def _object(form: SurveyForm, say: dict[str, str]) -> str:
    """Write the form as an object, each question on a line."""
    told = {
        "title": form.title,
        "description": form.intro,
        "thanks": form.thanks,
        "sheet": f"{form.title} ({say['script_responses']})",
        "words": {"send": say["script_send"], "edit": say["script_edit"], "sheet": say["script_sheet"]},
    }
    lines = [f"  {quoted(name)}: {quoted(text)}," for name, text in told.items()]
    parts = []
    for part in form.parts:
        questions = ",\n".join(f"      {quoted(_question(ask))}" for ask in part.asked)
        parts.append(f'    {{"title": {quoted(part.title)}, "questions": [\n{questions}\n    ]}}')
    return "\n".join(["{", *lines, '  "parts": [', ",\n".join(parts), "  ]", "}"])


def _question(ask: FormQuestion) -> dict[str, Any]:
    written = "paragraph" if ask.role == "comment" else "text"
    kind = written if not ask.choices else "choice" if len(ask.choices) <= _LISTED else "list"
    choices = {"choices": list(ask.choices)} if ask.choices else {}
    return {"title": ask.title, "kind": kind, "required": ask.required, **choices}


def quoted(told: object) -> str:
    """Write a text, or what is made of texts, as JavaScript; what may end a page around it, by its number."""
    written = json.dumps(told, ensure_ascii=False)
    for sign in "<\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written
