"""The words of the page: both languages whole, those of the library the same, and every remedy a control."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from command import ROOT

from ikm.regulation import builtin_indices

PAGE = ROOT / "web" / "page"
WORDS = json.loads((PAGE / "words.json").read_text(encoding="utf-8"))
HTML = (PAGE / "index.html").read_text(encoding="utf-8")
SCRIPTS = "".join(file.read_text(encoding="utf-8") for file in sorted(PAGE.glob("*.mjs")))


def toml(path: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "src" / "ikm" / path).read_text(encoding="utf-8"))


def test_both_languages_say_everything_and_nothing_is_empty() -> None:
    assert WORDS["id"].keys() == WORDS["en"].keys()
    assert all(told.strip() for words in WORDS.values() for told in words.values())
    for key, told in WORDS["id"].items():
        assert set(re.findall(r"{\w+}", told)) == set(re.findall(r"{\w+}", WORDS["en"][key])), key


def test_the_page_says_the_same_before_its_scripts_run() -> None:
    said = re.findall(r'data-say="(\w+)"[^>]*>([^<]*)<', HTML)
    assert len(said) > 20
    assert said == [(key, WORDS["id"][key]) for key, _ in said]
    labels = re.findall(r'aria-label="([^"]*)" data-say-label="(\w+)"', HTML)
    assert labels == [(WORDS["id"][key], key) for _, key in labels]


def test_every_word_that_is_asked_for_is_there_and_none_is_left_over() -> None:
    asked = set(re.findall(r'say\("([\w.-]+)"', SCRIPTS)) | set(re.findall(r'data-say(?:-label)?="(\w+)"', HTML))
    assert asked <= WORDS["id"].keys()
    starts = set(re.findall(r"(?:say|known)\(`(\w+_)\$\{", SCRIPTS))  # such as `ledger_${part}`
    starts |= {f"{name}_" for name in re.findall(r'name: "(\w+)"', SCRIPTS)} | {"do_", "go_"}
    named = set(re.findall(r'"([\w-]+)"', SCRIPTS))
    assert {key for key in WORDS["id"].keys() - asked - named if not key.startswith(tuple(starts))} == set()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_roles_rows_and_gravities_are_called_as_everywhere(lang: str) -> None:
    page, library = WORDS[lang], toml("reports/data/words.toml")[lang]
    same = {f"role_{role}": role for role in ("timestamp", "profile", "personal", "comment", "other")}
    same |= {"role_total": "total_role"} | {key: key for key in page if key.startswith("ledger_")}
    same |= {key: key for key in ("error", "warning", "notice", "header_row", "encoding", "hidden_rows", "not_read")}
    same |= {"verdict_ok": "verdict_ok", "verdict_stop": "verdict_stop", "verdict_blank": "verdict_blank"}
    assert {key: page[key] for key in same} == {key: library[name].replace("\n", " ") for key, name in same.items()}


VALUES = "all|annex|blank|complete|definition|dmy|mdy|exact"
COMMAND_ONLY = {"out", "force", "jobs"}
"""Options the page has no use for: how files are written, and how many work."""


def remedies() -> set[tuple[str, str]]:
    """Give every option that the words of a finding name, with the plain value it is given there."""
    found = set()
    for file in (ROOT / "src" / "ikm" / "findings" / "data").glob("*.toml"):
        text = re.sub(r"ikm (?:tally|merge)[^.;,]*", "", file.read_text(encoding="utf-8"))
        found |= set(
            re.findall(r"--([a-z]+(?:-[a-z]+)*)(?: (all|annex|blank|complete|definition|dmy|mdy|exact)\b)?", text)
        )
    return found


def test_every_option_a_remedy_names_is_something_to_do_on_the_page() -> None:
    named = remedies()
    assert len(named) > 20
    for option, value in sorted(named):
        if option in COMMAND_ONLY:
            continue
        key = option.replace("-", "_")
        ways = (f"do_{key}_{value}",) if value else (f"do_{key}", f"go_{key}", f"file_{key}", f"{key}_hint", key)
        assert any(way in WORDS["id"] for way in ways), (option, value)


def test_the_indices_the_page_offers_are_instruments_and_have_a_name_in_both_languages() -> None:
    listed = re.search(r"const INDICES = \[([^\]]*)\]", SCRIPTS)
    assert listed is not None
    offered = re.findall(r'"([\w-]+)"', listed[1])
    assert set(offered) <= set(builtin_indices())
    named = {key.removeprefix("index_") for key in WORDS["id"] if key.startswith("index_")} - {"hint"}
    assert named == set(offered)


def test_the_remedies_about_survey_files_are_said_for_the_page() -> None:
    findings = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "src" / "ikm" / "findings" / "data").glob("*.toml")
    )
    assert all(WORDS[lang]["survey_by_hand"] in findings for lang in ("id", "en"))


def test_no_module_keeps_anything_or_sends_anything() -> None:
    for word in (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "cookie",
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
        "innerHTML",
    ):
        assert word not in SCRIPTS, word
    assert not re.search(r"\son\w+=|style=", HTML)


def test_modules_are_small() -> None:
    assert all(len(file.read_text(encoding="utf-8").splitlines()) <= 400 for file in Path(PAGE).glob("*.mjs"))
