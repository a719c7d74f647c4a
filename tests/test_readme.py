"""What the README prints is what the command prints; what it tells people to type works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, on_screen

import ikm as library
from ikm.cli.commands import app
from ikm.cli.names import COMMANDS, command_name
from ikm.cli.options import Given
from ikm.cli.signatures import names_of
from ikm.findings import Language
from ikm.questionnaires import load_questionnaire
from ikm.surveys.files import parse_survey_file

READMES = ["README.md", "README.id.md"]
MISTAKES = "ikm score examples/with-mistakes.csv"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def as_printed(command: str) -> str:
    return "\n".join(on_screen(*shlex.split(command)[1:]).lines).strip("\n")


@pytest.mark.parametrize("name", READMES)
def test_the_outputs_shown_are_real(name: str) -> None:
    page = text(name)
    shown = [block.strip("\n") for block in re.findall(r"```text\n(.*?)```", page, re.DOTALL)]
    first = re.search(r"&& \.venv/bin/(ikm score [^\n]+)", page)
    assert first is not None
    assert shown == [as_printed(first[1]), f"$ {MISTAKES}\n{as_printed(MISTAKES)}"]


def blocks(name: str, language: str) -> list[str]:
    return [block.strip("\n") for block in re.findall(rf"```{language}\n(.*?)```", text(name), re.DOTALL)]


def test_continuous_integration_runs_the_test_command_of_the_readme_to_the_letter() -> None:
    commands = blocks("README.md", "sh")
    assert commands[1] in text(".ci/run").splitlines()
    assert {commands[0], commands[1]} <= set(blocks("README.id.md", "sh"))


def clone(folder: Path) -> None:
    """Lay out what a fresh clone has of what the commands name, and a Python that has ikm installed already.

    Installing takes minutes and needs a network: continuous integration does it. Here ``python3`` and ``pip`` do
    nothing, and the tests do not run themselves.
    """
    shutil.copytree(ROOT / "examples", folder / "examples")
    scripts = folder / ".venv" / "bin"
    scripts.mkdir(parents=True)
    nothing, command = "#!/bin/sh\nexit 0\n", f'#!/bin/sh\nexec "{sys.executable}" -m ikm "$@"\n'
    programs = {scripts / "pip": nothing, scripts / "python": nothing, scripts / "ikm": command}
    (folder / "path").mkdir()
    programs[folder / "path" / "python3"] = nothing
    for place, said in programs.items():
        place.write_text(said, encoding="utf-8")
        place.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell; Windows has its own")
@pytest.mark.parametrize("name", READMES)
def test_every_command_of_the_first_minutes_works_as_printed_and_in_order(name: str, tmp_path: Path) -> None:
    clone(tmp_path)
    before = [path.name for path in tmp_path.iterdir()]
    path = f"{tmp_path / 'path'}{os.pathsep}{os.environ['PATH']}"
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    assert len(lines) == 7
    assert all(len(block.splitlines()) <= 30 for block in blocks(name, "sh") + blocks(name, "python"))
    screens = []
    for line in lines:
        run = subprocess.run(
            line,
            shell=True,
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, (line, run.stderr)
        screens.append(run.stdout + run.stderr)
    made = {path.name for path in tmp_path.iterdir()} - {*before}
    assert made == {"Survei PPID 2023 (Jawaban).xlsx", "survei.toml", "laporan.docx", "hasil.xlsx", "panel.png"}
    last = screens[-1]
    assert "IKM 83,86" in last
    assert "survei.toml" in last
    assert "81,00" in last
    assert "Konsultasi" in last


@pytest.mark.parametrize("name", READMES)
def test_the_commands_for_windows_are_the_same_commands(name: str) -> None:
    def windows(line: str) -> str:
        line = re.sub(r"\.venv/bin/(\w+)", r".venv\\Scripts\\\1", line).replace("python3 -m venv", "py -m venv")
        return re.sub(r"^cp ", "copy ", line).replace(" examples/", " examples\\")

    posix = {windows(line) for block in blocks(name, "sh") for line in block.splitlines()}
    theirs = [line for block in blocks(name, "bat") for line in block.splitlines()]
    assert theirs
    assert set(theirs) <= posix


def anchors(page: str) -> set[str]:
    """Give what a page's headings are called in links: small letters, a dash for each space, no other signs."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "name",
    [
        *READMES,
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        *(
            page.relative_to(ROOT).as_posix()
            for page in sorted(ROOT.glob("docs/**/*.md"))
            if not {"_build", "findings"} & {*page.parts}  # the site is checked as a whole (docs/make_site.py)
        ),
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    for target, heading in re.findall(r"\]\(([^)#\s]*)(?:#([^)]+))?\)", text(name)):
        if not target.startswith("http"):
            page = (ROOT / name).parent.joinpath(target) if target else ROOT / name
            assert page.exists(), target
            assert not heading or heading in anchors(page.read_text(encoding="utf-8")), (target, heading)


def test_every_page_stands_in_the_index_of_the_docs() -> None:
    linked = re.findall(r"^\| \[[^]]+\]\(([^)]+)\)", text("docs/README.md"), re.MULTILINE)
    assert sorted([*linked, "README.md", "index.md"]) == sorted(page.name for page in ROOT.glob("docs/*.md"))


def test_every_example_script_is_named_and_runs_alone() -> None:
    assert list(Path(ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("page", ["docs/cheatsheet.md", "docs/id/cheatsheet.md"])
def test_the_page_of_all_commands_has_each_and_no_option_there_is_not(page: str) -> None:
    known = {name for command in (app.registered_commands) for name in names_typed(command.callback)}
    for typed in re.findall(r"`([^`]+)`", text(page)):
        for option in re.findall(r"--[a-z][a-z-]*", typed):
            assert option in known, (page, typed)
    lang: Language = "id" if "/id/" in page else "en"
    for name in COMMANDS:
        assert f"`ikm {command_name(name, lang)}" in text(page), name


def names_typed(command: Any) -> set[str]:
    """Give every option of a command under both its names."""
    options = {name: flag for name, flag in command.flags.items() if not isinstance(flag, Given)}
    return {"--help", "--bantuan"}.union(*(names_of(name, flag) for name, flag in options.items()))


def definitions() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", text("docs/questionnaires.md"), re.DOTALL)


def test_the_definition_files_shown_in_the_docs_are_valid(tmp_path: Path) -> None:
    plan, questionnaire, _ = definitions()
    said = parse_survey_file(plan, "survei.toml")
    assert (said.population, said.labels) == (205, {"perilaku": {"Kurang sopan dan tidak ramah": 2}})
    own = tmp_path / "q.toml"
    own.write_text(questionnaire, encoding="utf-8")
    assert load_questionnaire(own).scores("biaya")["2"] == Fraction(7, 4)


def test_the_questionnaire_of_one_question_shown_in_the_docs_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / "loket.toml"
    own.write_text(definitions()[2], encoding="utf-8")
    others = ["Persyaratan", "Prosedur", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
    rows = [["Bagaimana kecepatan pelayanan di loket?", *others], ["Kilat", *[4] * 8], ["Agak lelet", *[3] * 8]]
    with pytest.raises(library.ResponseError):
        library.score(rows)
    result = library.score(rows, questionnaire=own)
    assert (result.elements["waktu"].total, result.elements["biaya"].total, result.ikm) == (6, 7, 86.03)
