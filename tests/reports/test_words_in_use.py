"""The fixed words: both languages have the same, every part of a ledger has its word, and none stands there unused."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ikm
from ikm.records import Ledger
from ikm.reports import phrases
from ikm.responses.times import PARTS as OF_THE_CALENDAR

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE = Path(ikm.__file__).parent
PARTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SOURCE / "reports" / "data").glob("*.toml"))
    if path.stem != "law"  # templates of the instrument's records, by their kind
}
OF_TYPER = {"MissingParameter", "BadParameter", "FileError", "Abort"}
"""Words that are asked for by the name of an exception of typer's."""


def asked_for(paths: Iterable[Path] | None = None) -> tuple[set[str], re.Pattern[str]]:
    """Gather the texts of the source or of some of it, and the names that are put together there."""
    whole: set[str] = set()
    made = {"profile_.+"}
    for path in SOURCE.rglob("*.py") if paths is None else paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.update((node.value, *node.value.split()))
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(one.value)) if isinstance(one, ast.Constant) else "[a-zA-Z_-]*" for one in node.values
                ]
                if "_" in "".join(parts).replace("[a-zA-Z_-]*", ""):
                    made.add("".join(parts))
    return whole, re.compile("|".join(sorted(made)))


def test_both_languages_have_the_same_words() -> None:
    assert PARTS
    assert [part for part, words in PARTS.items() if words["id"].keys() != words["en"].keys()] == []


def test_no_word_stands_there_unused() -> None:
    whole, made = asked_for()
    unused = [
        f"{part}: {key}"
        for part, words in PARTS.items()
        for key in words["id"]
        if key not in whole and key not in OF_TYPER and made.fullmatch(key) is None
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("part", "home"),
    [
        ("official", "reports/official"), ("document", "rendering/document"), ("typeset", "rendering/typeset"),
        ("panel", "rendering/panel"), ("trend", "cli"),
    ],
)  # fmt: skip
def test_no_word_of_a_product_is_asked_for_elsewhere_alone(part: str, home: str) -> None:
    named = [path for path in SOURCE.rglob("*.py") if f'"{part}"' in path.read_text(encoding="utf-8")]
    assert named
    whole, made = asked_for({*named, *(SOURCE / home).glob("*.py")})
    whole |= {*OF_THE_CALENDAR} if part == "official" else set()
    assert [key for key in PARTS[part]["id"] if key not in whole and made.fullmatch(key) is None] == []


def test_every_part_of_a_ledger_has_its_word() -> None:
    for words in (phrases("id"), phrases("en")):
        assert [part for part in Ledger.model_fields if f"ledger_{part}" not in words] == []
