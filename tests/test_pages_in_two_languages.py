"""The pages of officers stand in both languages, say the same, and show what the command prints."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import typer
from bilingual import DOCS, PAIRS, Block, Pair, blocks, command_in, in_english, prose, sections, taken_apart, text
from command import ROOT, as_it_was
from pydantic import BaseModel

import ikm
from ikm.cli.commands import app
from ikm.errors import IkmError
from ikm.regulation import parse_definition
from ikm.surveys.files import parse_survey_file

ENGLISH, INDONESIAN = (
    re.compile(r"\*English: \[[^]]+\]\(([^)]+)\)\*"),
    re.compile(r"\*Bahasa Indonesia: \[[^]]+\]\(([^)]+)\)\*"),
)
SCENE = {"survei.xlsx": "ppid-2023.xlsx", "TW1.xlsx": "ppid-2023.xlsx", "TW2.xlsx": "stakeholder-2023.xlsx"}
"""Files that the pages call their reader's own, and the example that stands for each."""


def named(pair: Pair) -> str:
    return pair.en.removesuffix(".md")


every_pair = pytest.mark.parametrize("pair", PAIRS, ids=named)


def beginning(page: str) -> list[str]:
    """Give the parts of a page up to its first section, but for empty lines."""
    return text(page).split("\n## ")[0].split("\n\n")


@every_pair
def test_a_page_and_its_partner_begin_with_a_heading_and_a_link_to_each_other(pair: Pair) -> None:
    for page, link, partner in ((pair.en, INDONESIAN, pair.id), (pair.id, ENGLISH, pair.en)):
        heading, languages, first, *_ = beginning(page)
        assert heading.startswith("# ")
        assert len(re.findall(r"^# ", prose(text(page)), re.MULTILINE)) == 1
        met = link.fullmatch(languages)
        assert met, languages
        assert (DOCS / page).parent.joinpath(met[1]).resolve() == (DOCS / partner).resolve()
        assert first[0].isalpha(), "the first paragraph says for whom the page is, and what is in it"


@pytest.mark.parametrize("page", sorted(f"id/{path.name}" for path in DOCS.glob("id/*.md")))
def test_every_indonesian_page_leads_to_an_english_one_that_leads_back(page: str) -> None:
    there = ENGLISH.search(text(page))
    assert there
    english_page = (DOCS / page).parent / there[1]
    back = INDONESIAN.search(english_page.read_text(encoding="utf-8"))
    assert back
    assert (english_page.parent / back[1]).resolve() == (DOCS / page).resolve()


def shared(pair: Pair) -> list[tuple[str, str, str]]:
    """Give the sections both pages have, each under its English heading."""
    english, indonesian = sections(pair.en), sections(pair.id)
    assert set(pair.only_en) <= {*english}
    kept = {heading: words for heading, words in english.items() if heading not in pair.only_en}
    assert len(kept) == len(indonesian), [*zip(kept, indonesian, strict=False)]
    return [(heading, words, other) for (heading, words), other in zip(kept.items(), indonesian.values(), strict=True)]


@every_pair
def test_both_languages_have_the_same_figures_commands_options_and_codes(pair: Pair) -> None:
    for heading, words, other in shared(pair):
        one, two = taken_apart(words), taken_apart(other)
        assert (heading, one.figures - two.figures, two.figures - one.figures) == (heading, {}, {})
        assert (heading, sorted(one.commands)) == (heading, sorted(two.commands))
        assert (heading, one.options) == (heading, two.options)
        assert (heading, one.codes) == (heading, two.codes)


class Anything(BaseModel, extra="allow"):
    """What any definition says."""


def meant(block: Block) -> dict[str, Any]:
    """Read what a file that is shown says, whichever names it uses: a table to audit, a survey file, or another."""
    said = "\n".join(block.lines)
    if block.language == "json":
        return ikm.audit(json.loads(said)).model_dump()
    try:
        return parse_survey_file(said, "survei.toml").model_dump()
    except IkmError:
        return parse_definition(said, Anything, "other.toml", as_typed=True).model_dump()


@every_pair
def test_the_files_that_are_shown_say_the_same(pair: Pair) -> None:
    for heading, *both in shared(pair):
        one, two = ([meant(one) for one in blocks(words) if one.language in {"json", "toml"}] for words in both)
        assert (heading, one) == (heading, two)


def known_options() -> set[str]:
    command = typer.main.get_command(app)
    commands = (command, *command.commands.values())  # type: ignore[attr-defined]  # a group has commands
    return {name for one in commands for param in one.params for name in param.opts} | {"--help"}


@every_pair
def test_every_option_a_page_names_is_one(pair: Pair) -> None:
    others = {"--no-cache-dir", "--turns", "--quiet"}  # of other programs
    for page in (pair.en, pair.id):
        assert not taken_apart(text(page)).options - known_options() - others


@pytest.mark.parametrize("page", sorted(f"id/{path.name}" for path in DOCS.glob("id/*.md")))
def test_links_of_indonesian_pages_lead_somewhere(page: str) -> None:
    for target, heading in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", text(page)):
        if not target.startswith("http"):
            there = (DOCS / page).parent / target if target else DOCS / page
            assert there.exists(), target
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
            assert not heading or heading in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}


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


def sessions(page: str) -> list[tuple[str, list[str]]]:
    """Give each command of a page that stands on a line of its own, with the output that is shown."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(text(page)):
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
    for typed, shown in sessions(page):
        code, lines = screen(shlex.split(typed), tmp_path)
        assert code == 0 or shown, (typed, lines)
        assert not shown or told(shown).fullmatch("\n".join([*lines, ""]).strip("\n") + "\n"), "\n".join(
            [typed, *lines]
        )


def test_what_differs_is_found() -> None:
    """The tests above can fail: another figure, another option, a line that is not printed."""
    one = taken_apart("Nilai 83,86 dari 1.200; `ikm nilai BERKAS --populasi 205`")
    two = taken_apart("It is 83.86 of 1,200: `ikm score FILE --population 205`")
    assert one == two
    assert taken_apart("Nilai 83,95").figures - taken_apart("83.86").figures
    assert in_english("ikm nilai a.xlsx --per b") != in_english("ikm score a.xlsx --period b")
    assert told(["a", "…", "c"]).fullmatch("a\nb\nb\nc\n")
    assert not told(["a", "c"]).fullmatch("a\nb\nc\n")
