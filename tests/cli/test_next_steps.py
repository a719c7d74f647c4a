"""What comes next: every command that is for people ends with a line that can be typed, and does what it says."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from command import ROOT, ikm_here

from ikm.findings import LANGUAGES, Language

EXAMPLES = ("ppid-2023.xlsx", "audit-ppid-2023.json", "kinerja-2023.toml", "with-mistakes.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in EXAMPLES:
        shutil.copy(ROOT / "examples" / name, tmp_path)
    (tmp_path / "units").mkdir()
    for name in ("ppid-2023.xlsx", "with-mistakes.csv"):
        shutil.copy(ROOT / "examples" / name, tmp_path / "units")
    return tmp_path


def step_of(screen: str) -> list[str]:
    """Give the words of the last line that is to be typed; what a person fills in is filled in."""
    line = next(line for line in reversed(screen.splitlines()) if "ikm " in line)
    return shlex.split(
        line[line.index("ikm ") :].replace(" BERKAS", " ppid-2023.xlsx").replace(" FILE", " ppid-2023.xlsx")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "before", "steps"),
    [
        (("score", "ppid-2023.xlsx"), (), "score ppid-2023.xlsx --out"),
        (("score", "with-mistakes.csv"), (), "explain answer-unknown-label"),
        (("check", "ppid-2023.xlsx"), (), "score ppid-2023.xlsx"),
        (("init", "ppid-2023.xlsx", "--population", "205"), (), "score ppid-2023.xlsx"),
        (("compare", "2022=82,24", "2023=ppid-2023.xlsx"), (), "compare 2022=82,24 2023=ppid-2023.xlsx --out"),
        (("audit", "audit-ppid-2023.json"), (), "audit audit-ppid-2023.json --out"),
        (("achievement", "kinerja-2023.toml", "--title", "Kinerja 2023"), (),
         "achievement kinerja-2023.toml --title Kinerja 2023 --out"),
        (("sample", "205"), (), "score ppid-2023.xlsx --population 205"),
        (("law",), (), "score ppid-2023.xlsx --explain ikm"),
        (("tally", "ppid-2023.xlsx", "--out", "a.json"), (), "merge a.json"),
        (("tally", "units", "--invalid", "blank", "--out", "counts"), (), "merge counts"),
        (("merge", "a.json", "--weight", "exact"), ("tally", "ppid-2023.xlsx", "--out", "a.json"),
         "merge a.json --weight exact --out"),
    ],
)  # fmt: skip
def test_every_command_says_what_can_be_typed_next_and_it_works(
    typed: tuple[str, ...], before: tuple[str, ...], steps: str, lang: Language, folder: Path
) -> None:
    from ikm.cli.names import english  # noqa: PLC0415 - beside what it is for

    if before:
        assert ikm_here(*before, cwd=folder).code == 0
    run = ikm_here(*typed, *(("--lang", "en") if lang == "en" else ()), cwd=folder)
    words = step_of(run.out + run.err)
    plain = " ".join(f"--{english(word[2:])}" if word.startswith("--") else english(word) for word in words[1:])
    assert plain.replace(" --lang en", "").startswith(steps)
    then = ikm_here(*words[1:], cwd=folder)
    assert then.code in ((0, 1) if "--mark" in plain else (0,)), then.err


def test_what_is_refused_can_be_marked_in_a_copy_before_it_is_explained(folder: Path) -> None:
    first, last = (
        line.split() for line in ikm_here("score", "with-mistakes.csv", cwd=folder).err.splitlines() if "  ikm" in line
    )
    assert first[1:4] == ["periksa", "with-mistakes.csv", "--mark"]
    assert last[1:] == ["jelaskan", "answer-unknown-label"]
    assert ikm_here(*first[1:], cwd=folder).code == 1
    assert (folder / first[4]).is_file()


@pytest.mark.parametrize(
    "typed",
    [
        ("sample", "205", "--json"),
        ("law", "--json"),
        ("achievement", "kinerja-2023.toml", "--json"),
        ("audit", "audit-ppid-2023.json", "--json"),
        ("audit", "audit-ppid-2023.json", "--brief"),
        ("audit", "audit-ppid-2023.json", "--out", "audit.html"),
    ],
)
def test_a_program_and_who_has_what_was_asked_for_are_told_nothing(typed: tuple[str, ...], folder: Path) -> None:
    assert "Langkah berikutnya" not in ikm_here(*typed, cwd=folder).err
