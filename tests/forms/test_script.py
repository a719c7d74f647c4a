"""The script of a Google Form, run in Node against a Form that notes what it is told: its export needs no option.

This needs Node, which is installed where CI runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from exports import answers_to, forms_csv, sheet_workbook
from pictures import HOSTILE

import ikm
from ikm.findings import LANGUAGES, Language
from ikm.forms import SurveyForm, form_of
from ikm.questionnaires import builtin_questionnaires
from ikm.rendering import form_script

NODE = shutil.which("node")
HERE = Path(__file__).parent
SERVICES = [f"Layanan {number}" for number in range(12)]
STRANGE = ['"); FormApp.create("x"); ("', "\\", "</script><!--", "\u2028alert(1)//", "`${1}`", "'*/", "=1+1", "#{x}"]


def made(form: SurveyForm, folder: Path, **environment: str) -> dict[str, Any]:
    """Run the script of a form, and give what Google is told."""
    if NODE is None:
        assert os.environ.get("CI") != "true", "Node is missing"
        pytest.skip("Node is not installed")
    path = folder / "formulir.gs"
    path.write_text(form_script(form), encoding="utf-8")
    entry = "buatFormulir" if form.lang == "id" else "createForm"
    done = subprocess.run(
        [NODE, str(HERE / "run_script.mjs"), str(path), entry],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def questions(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in told["items"] if item["kind"] != "section"]


@pytest.mark.parametrize("name", builtin_questionnaires())
def test_the_script_asks_what_the_form_asks_and_its_export_is_scored_with_no_option(name: str, tmp_path: Path) -> None:
    form = form_of(name, unit="Dinas Contoh", services=SERVICES)
    told = made(form, tmp_path)
    asked = questions(told)
    titles = [item["Title"] for item in asked]
    assert titles == list(form.headings)
    for item, ask in zip(asked, form.asked(), strict=True):
        assert item.get("ChoiceValues", []) == list(ask.choices)
        assert item["Required"] == (ask.role != "comment")
        kind = "choice" if ask.choices else "paragraph" if ask.role == "comment" else "text"
        assert item["kind"] == ("list" if len(ask.choices) > 10 else kind)
    rows = answers_to(form, 30, 11)
    for write in (forms_csv, sheet_workbook):
        export = write(titles, rows)
        assert export == write(form.headings, rows)
        result = ikm.score(export)
        assert result.respondents == 30
        assert [f.code for f in result.findings if f.severity != "notice" and not f.code.startswith("evidence-")] == []


def test_the_form_asks_for_no_address_and_anybody_may_answer(tmp_path: Path) -> None:
    form = form_of("ppid", title="SKM PPID 2026", unit="Dinas Contoh")
    told = made(form, tmp_path)
    assert told["created"] == ["SKM PPID 2026", True]
    settings = told["settings"]
    closed = ["CollectEmail", "LimitOneResponsePerUser", "AllowResponseEdits", "RequireLogin", "ShuffleQuestions"]
    assert [settings[name] for name in closed] == [False] * 5
    assert (settings["Title"], settings["Published"]) == ("SKM PPID 2026", True)
    assert "Dinas Contoh" in settings["Description"]
    assert settings["ConfirmationMessage"].startswith("Terima kasih")
    assert settings["Destination"] == ["SPREADSHEET", "id-1"]
    assert told["sheets"] == ["SKM PPID 2026 (Jawaban)"]
    assert [line.rpartition(" ")[2] for line in told["log"]] == [
        "https://forms.example/send", "https://forms.example/edit", "https://sheets.example/1",
    ]  # fmt: skip
    assert [item["Title"] for item in told["items"] if item["kind"] == "section"] == [
        "Data responden", "Pendapat tentang pelayanan", "Saran",
    ]  # fmt: skip


def test_an_account_without_a_setting_gets_its_form_too(tmp_path: Path) -> None:
    told = made(form_of("skm"), tmp_path, CONSUMER="1")
    assert "RequireLogin" not in told["settings"]
    assert told["settings"]["Destination"] == ["SPREADSHEET", "id-1"]


def test_a_text_stays_a_text_whatever_it_holds(tmp_path: Path) -> None:
    for title in (" ".join(HOSTILE), " ".join(STRANGE), *STRANGE[:2]):
        form = form_of("ppid", title=title, unit=title, services=[*HOSTILE, *STRANGE])
        told = made(form, tmp_path)
        assert (told["settings"]["Title"], told["sheets"]) == (form.title, [f"{form.title} (Jawaban)"])
        assert sorted(told["globals"]) == ["FORMULIR", "buatFormulir"]
        (services,) = [item for item in questions(told) if item["Title"] == "Jenis layanan yang diterima"]
        assert services["ChoiceValues"] == list(form.asked("profile")[4].choices)
        script = form_script(form)
        assert "<" not in script.partition("var FORMULIR")[2].partition("function")[0]
        assert script.partition("var FORMULIR")[0] == form_script(form_of("ppid")).partition("var FORMULIR")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_lines_say_what_to_press(lang: Language, tmp_path: Path) -> None:
    script = form_script(form_of("ppid", lang=lang))
    head = script.partition("\n\n")[0]
    assert all(line.startswith("//") for line in head.splitlines())
    assert max(map(len, head.splitlines())) <= 120
    wanted = ("Jalankan", "ikm nilai UNDUHAN.xlsx") if lang == "id" else ("Run", "ikm score EXPORT.xlsx")
    assert all(word in head for word in ("https://script.google.com", *wanted))
    assert "kuesioner dan" not in head
    assert script == form_script(form_of("ppid", lang=lang))
    own = tmp_path / "own.toml"
    own.write_text(
        'key = "x"\ntitle = { id = "X" }\n[[question]]\nelement = "aman"\ntext = "Aman?"\n', encoding="utf-8"
    )
    assert ("--kuesioner" if lang == "id" else "--questionnaire") in form_script(form_of(own, lang=lang))
