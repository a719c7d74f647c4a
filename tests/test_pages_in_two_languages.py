"""The pages of officers stand in both languages and say the same."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import typer
from bilingual import DOCS, PAIRS, Block, Pair, blocks, in_english, prose, sections, taken_apart, text
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


@pytest.mark.parametrize("page", [pair.id for pair in PAIRS])
def test_links_of_indonesian_pages_lead_somewhere(page: str) -> None:
    for target, heading in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", text(page)):
        if not target.startswith("http"):
            there = (DOCS / page).parent / target if target else DOCS / page
            assert there.exists(), target
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
            assert not heading or heading in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}


def test_what_differs_is_found() -> None:
    """The tests above can fail: another figure, another option."""
    one = taken_apart("Nilai 83,86 dari 1.200; `ikm nilai BERKAS --populasi 205`")
    two = taken_apart("It is 83.86 of 1,200: `ikm score FILE --population 205`")
    assert one == two
    assert taken_apart("Nilai 83,95").figures - taken_apart("83.86").figures
    assert in_english("ikm nilai a.xlsx --per b") != in_english("ikm score a.xlsx --period b")
