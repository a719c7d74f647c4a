"""The command that makes a form of a questionnaire, `ikm form`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ikm.cli.options import Request
from ikm.cli.planned import planned
from ikm.cli.products import listed
from ikm.cli.running import show_next
from ikm.cli.signatures import takes
from ikm.cli.steps import after_form
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.forms import SurveyForm

__all__ = ["form_command"]

_USUAL = "skm"
"""The questionnaire of the regulation's annex."""


@takes(
    "questionnaire", "title", "unit", "services", "outs", "force", "lang",
    questionnaire={
        "id": "Kuesioner: skm (baku), ppid, stakeholder, skm-16, atau berkas .toml.",
        "en": "The questionnaire: skm (default), ppid, stakeholder, skm-16, or a .toml file.",
    },
    title={"id": "Judul survei, di atas formulirnya.", "en": "The title of the survey, at the head of the form."},
    unit={"id": "Nama unit yang dinilai, di formulirnya.", "en": "The unit that is asked about, on the form."},
    outs={
        "id": f"Berkas hasil menurut akhirannya: {listed('id', 'form')}; boleh beberapa. Tanpa pilihan ini skripnya "
        "dicetak.",
        "en": f"An output, by its ending: {listed('en', 'form')}; may be repeated. Without it the script is printed.",
    },
)  # fmt: skip
def form_command(asked: Request) -> None:
    """Make a Google Form, a questionnaire on paper and its recording sheet."""
    from ikm.forms import form_of  # noqa: PLC0415 - only this command needs it

    handling, lang = asked.handling, asked.lang
    outputs = planned(asked, [], "form")
    form = form_of(
        asked.reading.questionnaire or _USUAL,
        title=handling.title,
        unit=handling.unit,
        services=handling.services or (),
        lang=lang,
    )
    _tell(form)
    if outputs.files:
        outputs.write(_from(form, [path for path, _ in outputs.files]))
        outputs.tell()
    else:
        from ikm.rendering import form_script  # noqa: PLC0415 - as above

        typer.echo(form_script(form), nl=False)
    show_next(after_form([path for path, _ in outputs.files], asked, form), lang)


def _from(form: "SurveyForm", targets: list[Path]) -> "SurveyForm":
    """Name a questionnaire of an office's own as it is named from the folder of the survey file that is written."""
    plan = next((path for path in targets if path.suffix.casefold() == ".toml"), None)
    if plan is None or not form.questionnaire.endswith(".toml"):
        return form
    return replace(form, questionnaire=Path(os.path.relpath(form.questionnaire, plan.parent)).as_posix())


def _tell(form: "SurveyForm") -> None:
    """Say what whoever uses the form must know: elements it does not ask, and a questionnaire that is needed."""
    say = phrases(form.lang, "form")
    if form.lacking:
        typer.echo(say["note_incomplete"].format(elements=", ".join(form.lacking)), err=True)
    if not form.recognised:
        typer.echo(say["note_unrecognised"].format(questionnaire=Path(form.questionnaire).name), err=True)
