"""The level of confidence: in per cent in help, refusal and what is printed to type again, wherever it is taken."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from command import ikm_here as ikm
from tables import NAMES, as_csv

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (["score", "a.csv"], ["compare", "2022=82,24", "a.csv"], ["sample", "1200"], ["merge", "a.json"])


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Give a folder with a survey and its counts."""
    (tmp_path / "a.csv").write_bytes(as_csv([NAMES, *[[3 + place % 2] * 9 for place in range(40)]]))
    assert ikm("tally", "a.csv", "--moments", "--out", "a.json", cwd=tmp_path).code == 0
    return tmp_path


@pytest.mark.parametrize("typed", ["100", "0", "1", "9500", "-5", "0 %", "yakin"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_what_is_no_level_is_refused_in_per_cent_with_what_was_typed(
    command: list[str], typed: str, here: Path
) -> None:
    run = ikm(*command, f"--confidence={typed}", "--lang", "en", cwd=here)
    assert (run.code, run.out) == (2, "")
    assert f"The confidence is in per cent, above 1 and below 100, such as 95; got {typed!r}." in run.err
    kata = ikm(*command, f"--confidence={typed}", cwd=here).err
    assert f"ditulis dalam persen, di atas 1 dan di bawah 100, misalnya 95; {typed!r} tidak dapat digunakan." in kata


@pytest.mark.parametrize(("typed", "percent"), [("99", "99"), ("0,99", "99"), ("0.95", "95"), ("99,9 %", "99,9")])
@pytest.mark.parametrize("command", COMMANDS[:2], ids=lambda one: one[0])
def test_the_next_step_types_it_in_per_cent_and_gives_the_same(
    command: list[str], typed: str, percent: str, here: Path
) -> None:
    run = ikm(*command, "--confidence", typed, cwd=here)
    assert run.code == 0
    step = run.err.splitlines()[-1]
    found = re.search(r"--kepercayaan (\S+)", step)
    assert found is not None
    assert found[1] == percent
    again = ikm(*shlex.split(step)[1:], "--ringkas", "--hasil", "b.json", cwd=here)
    assert again.code == 0
    first = ikm(*command, "--confidence", typed, "--brief", "--out", "c.json", cwd=here)
    assert first.code == 0
    assert (here / "b.json").read_bytes() == (here / "c.json").read_bytes()


@pytest.mark.parametrize("typed", ["100", "1", "0", "9500", '"yakin"'])
def test_a_survey_file_refuses_it_in_the_same_words(typed: str, here: Path) -> None:
    (here / "s.toml").write_text(f"kepercayaan = {typed}\n", encoding="utf-8")
    run = ikm("score", "a.csv", "--survey", "s.toml", cwd=here)
    assert run.code == 2
    assert "baris 1: 'kepercayaan': Tingkat kepercayaan ditulis dalam persen, di atas 1 dan di bawah 100" in run.err


def test_a_draft_writes_it_in_per_cent(here: Path) -> None:
    assert ikm("init", "a.csv", "--confidence", "0,999", cwd=here).code == 0
    assert "kepercayaan = 99,9\n" in (here / "survei.toml").read_text("utf-8")
    assert "99,9 %" in ikm("score", "a.csv", cwd=here).out
