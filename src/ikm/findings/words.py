"""The catalogue: the words of every finding, from ``findings/data``, one file for each area."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

__all__ = ["AREAS", "LANGUAGES", "SEVERITIES", "WORDS", "Language", "Severity", "catalogue", "entry_of", "is_known"]

Severity = Literal["error", "warning", "notice"]
Language = Literal["id", "en"]

LANGUAGES: tuple[Language, ...] = ("id", "en")
WORDS = ("message", "expected", "action")
"""What is said of each finding."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
"""What stops scoring, what qualifies the figure, what only tells: the gravest first."""

AREAS = (
    "file", "column", "answer", "row", "time", "evidence", "group", "survey", "compare", "audit", "verify", "index",
)  # fmt: skip
"""The areas of finding codes; each has a file of words in ``findings/data``."""


@cache
def catalogue(area: str) -> dict[str, dict[str, Any]]:
    """Read the words of one area: ``{code: {"severity": …, "id": {…}, "en": {…}}}``."""
    text = Path(__file__).with_name("data").joinpath(f"{area}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def entry_of(code: str) -> dict[str, Any]:
    """Give the words and severity of a code; ikm makes every code, so an unknown one is a mistake of ours."""
    if not is_known(code):
        raise KeyError(f"There is no finding code {code!r}.")
    return catalogue(code.partition("-")[0])[code]


def is_known(code: str) -> bool:
    """Tell whether the catalogue has a code: JSON of a later ikm may hold others."""
    area = code.partition("-")[0]
    return area in AREAS and code in catalogue(area)
