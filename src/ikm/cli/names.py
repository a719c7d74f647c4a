"""Names: what commands, options and values are called in both languages.

The English names are the names; an Indonesian one means the same, and is shown first to whoever reads Indonesian.
Those of commands stand here; those of options and of their values stand with the option, which a survey file has too
(`ikm.surveys.options`, `ikm.cli.options`).

>>> command_name("score", "id"), command_name("score", "en")
('nilai', 'score')
>>> english("periksa"), english("populasi"), english("lengkap"), english("scroe")
('check', 'population', 'complete', 'scroe')
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from ikm.cli.signatures import indonesian_names

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["COMMANDS", "SHELLS", "SchemaKind", "command_name", "command_names", "english", "indonesian"]

COMMANDS = {
    "score": "nilai",
    "check": "periksa",
    "explain": "jelaskan",
    "init": "mulai",
    "form": "formulir",
    "compare": "bandingkan",
    "audit": "audit",
    "sample": "sampel",
    "achievement": "capaian",
    "verify": "cocokkan",
    "law": "aturan",
    "tally": "rekap",
    "merge": "gabung",
    "schema": "skema",
}
"""The commands, in the order of the help, each with its Indonesian name."""

SHELLS = ("bash", "zsh", "fish", "powershell")
"""The shells whose Tab key completes what is typed."""

SchemaKind = Literal[
    "result",
    "refusal",
    "agency",
    "tally",
    "check",
    "comparison",
    "audit",
    "explanation",
    "achievement",
    "verification",
]
"""What ``ikm schema`` describes."""

_HELP = {"bantuan": "help"}
"""The option that every command has of typer."""


@cache
def indonesian() -> dict[str, str]:
    """Give every Indonesian name of a command, an option and a value, with the English one."""
    commands = {also: name for name, also in COMMANDS.items()}
    return {**commands, **_HELP, **indonesian_names()}


def english(typed: str) -> str:
    """Give the English name of what was typed; what is no Indonesian name stays as it is."""
    return indonesian().get(typed, typed)


def command_name(name: str, lang: Language) -> str:
    """Give the name of a command in a language."""
    return COMMANDS.get(name, name) if lang == "id" else name


def command_names(lang: Language) -> dict[str, str]:
    """Give the names of the commands, each with the one in the other language."""
    return {also: name for name, also in COMMANDS.items()} if lang == "id" else dict(COMMANDS)
