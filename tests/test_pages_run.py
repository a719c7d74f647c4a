"""What the pages of officers type works, and what they show is printed: each followed from its first line to its last.

A line with nothing but ``…`` stands for lines that are left out; ``<!-- write NAME -->`` in front of a block says that
it is that file.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from unittest import mock

import pytest
from bilingual import PAIRS, Block, blocks, command_in, text
from command import ROOT, as_it_was

SCENE = {"survei.xlsx": "ppid-2023.xlsx", "TW1.xlsx": "ppid-2023.xlsx", "TW2.xlsx": "stakeholder-2023.xlsx"}
"""Files that the pages call their reader's own, and the example that stands for each."""


def screen(arguments: list[str], folder: Path) -> tuple[int, list[str]]:
    """Run the command in this process, and give its exit code and what stands on a screen of 80 columns."""
    from ikm.cli import main  # noqa: PLC0415 - the tests of start-up want to load it themselves

    out, code = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True), 0
    with (
        as_it_was(),
        mock.patch.object(sys, "argv", arguments),
        mock.patch.dict(os.environ, {"COLUMNS": "80"}),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
    return code, [line.rstrip() for line in out.buffer.getvalue().decode().splitlines()]


def told(shown: list[str]) -> re.Pattern[str]:
    """Make the pattern of an output, of which lines of dots alone leave out some lines."""
    lines = [r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"\n" for line in shown]
    return re.compile("".join(lines))


def typed(block: Block) -> list[tuple[str, list[str]]]:
    """Give each command of a block that stands on a line of its own, with the output that is shown."""
    found: list[tuple[str, list[str]]] = []
    for line in block.lines:
        if command := command_in(line):
            found.append((command, []))
        elif block.lines[0].startswith("$ ikm "):
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize("page", [page for pair in PAIRS for page in (pair.en, pair.id)])
def test_every_command_works_and_prints_what_is_shown(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for name, example in SCENE.items():
        shutil.copy(ROOT / "examples" / example, tmp_path / name)
    for block in blocks(text(page)):
        if block.file:
            (tmp_path / block.file).write_text("\n".join([*block.lines, ""]), encoding="utf-8")
        for command, shown in typed(block):
            follow(command, shown, tmp_path)


def follow(command: str, shown: list[str], folder: Path) -> None:
    code, lines = screen(shlex.split(command, comments=True), folder)
    assert code == 0 or shown, (command, lines)
    assert not shown or told(shown).fullmatch("\n".join([*lines, ""]).strip("\n") + "\n"), "\n".join([command, *lines])


def test_a_screen_that_is_not_shown_as_it_is_is_noticed() -> None:
    assert told(["a", "…", "c"]).fullmatch("a\nb\nb\nc\n")
    assert not told(["a", "c"]).fullmatch("a\nb\nc\n")
