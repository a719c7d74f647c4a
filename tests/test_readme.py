"""What the README prints is what the command prints; what it tells people to type works."""

from __future__ import annotations

import re
import shlex
from fractions import Fraction
from pathlib import Path

import pytest
from command import ROOT, ikm, on_screen

import ikm as library
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


def test_continuous_integration_runs_the_test_command_of_the_readme_to_the_letter() -> None:
    commands = re.findall(r"```sh\n(.*?)```", text("README.md"), re.DOTALL)
    assert commands[1].strip() in text(".ci/run").splitlines()
    assert commands[1] in text("README.id.md")
    assert commands[0] in text("README.id.md")


def anchors(page: str) -> set[str]:
    """Give what a page's headings are called in links: small letters, a dash for each space, no other signs."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "name",
    [
        *READMES,
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        *(f"docs/{page.name}" for page in sorted(ROOT.glob("docs/*.md"))),
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    for target, heading in re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", text(name)):
        if not target.startswith("http"):
            page = (ROOT / name).parent.joinpath(target)
            assert page.exists(), target
            assert not heading or heading in anchors(page.read_text(encoding="utf-8")), (target, heading)


def test_every_page_stands_in_the_index_of_the_docs() -> None:
    linked = re.findall(r"^\| \[[^]]+\]\(([^)]+)\)", text("docs/README.md"), re.MULTILINE)
    assert sorted([*linked, "README.md"]) == sorted(page.name for page in ROOT.glob("docs/*.md"))


def test_every_example_script_is_named_and_runs_alone() -> None:
    assert list(Path(ROOT / "examples").glob("*.py"))


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


def test_the_command_with_a_label_shown_in_the_docs_works_as_printed() -> None:
    command = re.search(r"^\$ (ikm score .+ --label .+)$", text("docs/questionnaires.md"), re.MULTILINE)
    assert command is not None
    run = ikm(*shlex.split(command[1])[1:])
    assert (run.code, run.out.count("IKM 85,98  mutu B (Baik)  ·  12 responden")) == (0, 2)
