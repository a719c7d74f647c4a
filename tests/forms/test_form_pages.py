"""The pages on forms: every command works as it is printed, in order, and what is shown is what the command prints."""

from __future__ import annotations

import io
import re
import shlex
from typing import TYPE_CHECKING

import openpyxl
import pytest
from command import ROOT, ikm_here, on_screen
from exports import answers_to, sheet_workbook

from ikm.forms import form_of

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {"en": "docs/forms.md", "id": "docs/id/formulir.md"}
OWN = 'key = "loket"\ntitle = { id = "SKM Loket" }\n[[question]]\nelement = "aman"\ntext = "Aman?"\n'


def blocks(page: str, language: str) -> list[str]:
    told = (ROOT / page).read_text(encoding="utf-8")
    return [block.strip("\n") for block in re.findall(rf"```{language}\n(.*?)```", told, re.DOTALL)]


def fill_in(sheet: Path) -> None:
    """Copy twelve answers into a recording sheet."""
    form = form_of("ppid", services=["Permohonan informasi", "Konsultasi"])
    book = openpyxl.load_workbook(io.BytesIO(sheet.read_bytes()))
    for row, (_, *answers) in enumerate(answers_to(form, 12, 2), 4):
        for column, (ask, answer) in enumerate(zip(form.asked(), answers, strict=True), 3):
            typed = ask.choices.index(answer) + 1 if ask.role == "element" else answer or None
            book.worksheets[0].cell(row, column, typed)
    book.save(sheet)


@pytest.mark.parametrize("lang", PAGES)
def test_a_page_can_be_followed_from_the_form_to_the_result(lang: str, tmp_path: Path) -> None:
    form = form_of("ppid", services=["Permohonan informasi", "Konsultasi"])
    (tmp_path / "UNDUHAN.xlsx").write_bytes(sheet_workbook(form.headings, answers_to(form, 30, 1)))
    (tmp_path / "loket.toml").write_text(OWN, encoding="utf-8")
    for block in blocks(PAGES[lang], "sh"):
        for line in block.splitlines():
            run = ikm_here(*shlex.split(line)[1:], *(["--force"] if "loket.toml" in line else []), cwd=tmp_path)
            assert run.code == 0, (line, run.err)
            if "lembar-isian.xlsx" in line and "kuesioner.pdf" in line:
                fill_in(tmp_path / "lembar-isian.xlsx")
    (tmp_path / "survei.toml").unlink()
    (shown,) = blocks(PAGES[lang], "text")
    typed = shown.splitlines()[0].removeprefix("$ ")
    assert "\n".join([f"$ {typed}", *on_screen(*shlex.split(typed)[1:], cwd=tmp_path).lines]).strip() == shown


def test_both_languages_show_the_same_commands() -> None:
    counts = {lang: [len(block.splitlines()) for block in blocks(page, "sh")] for lang, page in PAGES.items()}
    assert counts["id"] == counts["en"]
    assert {path.name for path in (ROOT / "docs" / "id").glob("formulir.md")} == {"formulir.md"}
