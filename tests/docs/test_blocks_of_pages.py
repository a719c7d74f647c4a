"""Every block on a page of the documentation is true: it is run, or loaded, or its reason for neither is told here.

The blocks of Python with prompts are doctests, which pytest runs (`--doctest-glob=*.md`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from blocks import Block, Step, blocks_of, by_hand, do, scene, shown_as
from command import ROOT

import ikm
from ikm.questionnaires import load_questionnaire
from ikm.regulation import load_index
from ikm.surveys.files import parse_survey_file

FILES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if not {"_build", "press"} & {*path.parts}]
PAGES = [
    page
    for page in ("README.md", "README.id.md", "CONTRIBUTING.md", *(one.relative_to(ROOT).as_posix() for one in FILES))
    if blocks_of(page)
]

OTHER_PROGRAMS = {
    "python3 -m venv": "setting up takes minutes and a network: .ci/run does it",
    "py -m venv": "the same on Windows",
    "source .venv": "a shell of its own: .venv/bin/ikm is what it finds",
    "python3.11 -m venv": "setting up takes minutes and a network",
    "/tmp/lowest/": "the lowest bounds are tried by hand, when they change",  # noqa: S108 - nothing is written there
    ".venv/bin/pip": "needs a network: .ci/run installs every extra",
    ".venv/bin/ikm": "tests/test_readme.py types these lines in a copy of the project",
    ".venv/bin/mutmut": "takes a quarter of an hour, and is run by hand",
    ".venv/bin/ruff": ".ci/run runs it",
    "python benchmarks/": "takes minutes: benchmarks are run by hand, docs/performance.md says when",
    "python examples/": "tests/test_examples.py runs every script, this one on fewer rows",
    "python web/": "tests/web builds and tries the page",
    "python docs/": "tests/test_documented.py and tests/docs/test_site.py run these scripts",
    "node docs/conformance": "the tests of the conformance set run it",
    "python -X importtime": "tests/test_start.py reads the same",
    "cp examples/": "tests/test_readme.py types these lines in a copy of the project",
    "copy examples": "the same on Windows",
}
"""Commands that begin so are not run here."""

SHOWN = {
    "docs/architecture.md": "pictures of the layers: tests/test_layers.py reads them",
    "docs/audit.md": "two formulas",
    "docs/python.md": "signatures, written by docs/make_python.py",
    "README.md": "tests/test_readme.py compares it",
    "README.id.md": "tests/test_readme.py compares it",
    "docs/many-files.md": "lists of units: tests/cli/test_folders.py loads them",
    "docs/engines.md": "SQL: tests/engines runs it",
}
"""Pages with blocks that are no commands, and who holds them."""

TYPED_ELSEWHERE = {
    "docs/forms.md": "tests/forms/test_form_pages.py answers the form, then types its lines",
    "docs/id/formulir.md": "the same",
    "docs/completion.md": "the tests of completion type these in each shell",
    "docs/id/completion.md": "the tests of completion type these in each shell",
    "README.md": "tests/test_readme.py types its commands in a copy of the project",
    "README.id.md": "tests/test_readme.py types its commands in a copy of the project",
}
"""Pages whose commands are not typed here, and who types them."""

PYTHON = {
    "docs/portals.md": "tests/test_portals.py calls the route",
    "docs/engines.md": "tests/engines/test_spark.py runs it where Dask is",
}
"""Pages with blocks of Python without prompts, and who runs them."""


def commands(page: str) -> list[Block]:
    return [block for block in blocks_of(page) if block.hand or block.steps]


def other_program(block: Block) -> bool:
    lines = [line.removeprefix("$ ") for line in block.text.splitlines() if line]
    return all(line.startswith(tuple(OTHER_PROGRAMS)) for line in lines)


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)])
def test_what_a_page_types_works_and_shows_what_it_says(page: str, tmp_path: Path) -> None:
    scene(page, tmp_path)
    for block in commands(page):
        if block.hand:
            by_hand(block, tmp_path)
        elif page not in TYPED_ELSEWHERE:
            for step in block.steps:
                lines = do(step, tmp_path)
                assert not step.shown or shown_as(step.shown, lines), f"line {block.line}: {step.typed}\n" + "\n".join(
                    lines
                )


def of_kind(block: Block, *kinds: str) -> bool:
    return block.info.split(" ")[0] in kinds


LOADED: dict[str, Callable[[Path, str], object]] = {
    r"^\[\[indikator\]\]": lambda file, _: ikm.achievement(file),
    r"^\[instrument\]": lambda file, _: load_index(file),
    r"^\[\[(question|item)\]\]": lambda file, _: load_questionnaire(file),
    "": lambda _, text: parse_survey_file(text, "survei.toml"),
}
"""What a block of TOML is, by what stands in it."""

TOML = [block for page in PAGES for block in blocks_of(page) if of_kind(block, "toml")]


@pytest.mark.parametrize("block", TOML, ids=[f"{block.page}-{block.line}" for block in TOML])
def test_a_block_of_toml_loads(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "berkas.toml"
    file.write_text(block.text, encoding="utf-8")
    load = next(load for sign, load in LOADED.items() if re.search(sign, block.text, re.MULTILINE))
    load(file, block.text)


def unheld(block: Block) -> bool:
    """Tell whether nobody runs a block, loads it, or has a reason not to."""
    if of_kind(block, "json"):
        return not json.loads(block.text)
    if of_kind(block, "python"):
        return ">>> " not in block.text and block.page not in PYTHON
    held = of_kind(block, "toml") or block.info.startswith("{") or block.hand or block.steps
    return not (held or block.page in SHOWN or other_program(block))


def test_every_other_block_is_held_by_somebody() -> None:
    blocks = [block for page in PAGES for block in blocks_of(page)]
    assert [f"{one.page}, line {one.line}: {one.text[:60]!r}" for one in blocks if unheld(one)] == []


def test_the_reasons_are_still_needed() -> None:
    pages = {page for page in PAGES for block in blocks_of(page) if not block.steps and not block.hand}
    assert {*SHOWN, *PYTHON} <= pages
    text = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    assert [
        begins for begins in OTHER_PROGRAMS if not re.search(rf"^(\$ )?{re.escape(begins)}", text, re.MULTILINE)
    ] == []


def test_a_screen_that_is_not_shown_as_it_is_is_noticed() -> None:
    lines = ["a", "b", "c", "d", "e"]
    assert shown_as(["a", "b", "c", "d", "e"], lines)
    assert shown_as(["a", "…", "c", "…", "e"], lines)
    assert not shown_as(["a", "b", "c"], lines)
    assert not shown_as(["a", "…", "c"], lines)
    assert not shown_as(["…", "d", "…", "c", "…"], lines)
    assert not shown_as(["a", "…", "a", "…"], lines)


def test_a_page_is_cut_into_what_is_typed_and_what_is_shown() -> None:
    block = Block("x", 1, "text", "$ ikm a\nb\n\n$ ikm c\n")
    assert block.steps == [Step("ikm a", ["b", ""]), Step("ikm c", [])]
    assert Block("x", 1, "", "ikm a\nikm b\n").steps == [Step("ikm a", []), Step("ikm b", [])]
    assert Block("x", 1, "text", "made by ikm\n").steps == []
