"""Pages of the documentation in two languages, taken apart so that they can be held against each other.

Of a section there are the figures, the commands, the options and the codes of findings it names: commands and options
by their English names, numbers with a point, so that both languages say the same.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections import Counter
from functools import cache
from typing import NamedTuple

from command import ROOT

from ikm.cli.names import english
from ikm.cli.products import PRODUCTS
from ikm.findings import AREAS, catalogue

__all__ = [
    "DOCS",
    "PAIRS",
    "Block",
    "Pair",
    "Section",
    "blocks",
    "in_english",
    "prose",
    "sections",
    "taken_apart",
    "text",
]

DOCS = ROOT / "docs"
_FENCE = re.compile(r"(?:^<!-- write ([^>]+?) -->\n+)?^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`((?:[^`\n]|\n(?!\n))+)`")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_ANYTHING = re.compile(r"[A-Z]{2,}\b.*|…")
"""What stands for a value of the reader's: FILE, BERKAS."""


class Pair(NamedTuple):
    """A page in both languages, by the paths in docs; and the sections that the English one alone has."""

    en: str
    id: str
    only_en: tuple[str, ...] = ()


class Section(NamedTuple):
    """What a section says that is the same in every language."""

    figures: Counter[str]
    commands: list[list[str]]
    options: set[str]
    codes: set[str]


class Block(NamedTuple):
    """A fenced block: what it is called, its lines, and the file it is, where a comment before it says so."""

    language: str
    lines: list[str]
    file: str


def _pairs() -> list[Pair]:
    rows = tomllib.loads((DOCS / "languages.toml").read_text(encoding="utf-8"))["page"]
    return [Pair(one["en"], one["id"], tuple(one.get("only_en", ()))) for one in rows]


PAIRS = _pairs()


def text(page: str) -> str:
    """Give a page as it is written."""
    return (DOCS / page).read_text(encoding="utf-8")


def blocks(words: str) -> list[Block]:
    """Give the fenced blocks of a page or a section."""
    return [Block(language, inner.splitlines(), file) for file, language, inner in _FENCE.findall(words)]


def prose(words: str) -> str:
    """Give what stands outside of the fenced blocks."""
    return _FENCE.sub("", words)


def sections(page: str) -> dict[str, str]:
    """Give what stands under each heading of the second level; what comes before the first is called after the page."""
    parts = re.split(r"^## (.+)$", text(page), flags=re.MULTILINE)
    return dict(zip([page, *parts[1::2]], parts[::2], strict=True))


@cache
def _names() -> dict[str, str]:
    return {one.names[1]: one.names[0] for one in PRODUCTS}


def in_english(typed: str) -> list[str]:
    """Give a command by its English names, without the language that is asked for, and without values of the reader's.

    >>> in_english('ikm nilai BERKAS --produk rencana --target 81,5'), in_english("ikm score FILE --lang en")
    (['ikm', 'score', '*', '--product', 'plan', '--target', '81.5'], ['ikm', 'score', '*'])
    """
    parts = shlex.split(re.sub(r" --lang en\b", "", typed.replace("\\", "/")), comments=True)
    return [_word(part) for part in parts]


def _word(part: str) -> str:
    if part.startswith("--"):
        name, equals, value = part[2:].partition("=")
        return f"--{english(name)}{equals}{value}"
    word = _names().get(part, english(part))
    return "*" if _ANYTHING.fullmatch(word) else re.sub(r"(?<=\d),(?=\d)", ".", word)


def _plain(words: str) -> str:
    """Leave out where links lead, and what is said to whoever writes the page."""
    return re.sub(r"\]\([^)]*\)|<!--.*?-->", "]", words, flags=re.DOTALL)


def command_in(line: str) -> str | None:
    """Give the command that a line holds, with or without the prompt before it."""
    met = re.match(r"(?:\$ )?(ikm [a-z-].*)", line)
    return met[1] if met else None


def _typed(words: str) -> list[str]:
    lines = [line for block in blocks(words) for line in block.lines]
    inline = [" ".join(one.split()) for one in _CODE.findall(prose(words))]
    found = map(command_in, [*lines, *inline])
    return [one for one in found if one is not None]


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for area in AREAS for code in catalogue(area))


def taken_apart(words: str) -> Section:
    """Say what a section names, whatever its language."""
    plain = _plain(words)
    code = " ".join([*_CODE.findall(prose(plain)), *("\n".join(b.lines) for b in blocks(plain))])
    return Section(
        Counter(number.replace(",", ".") for number in _NUMBER.findall(plain)),
        [in_english(one) for one in _typed(words)],
        {f"--{english(name)}" for name in re.findall(r"(?<![\w-])--([a-z]+(?:-[a-z]+)*)", code)} - {"--lang"},
        set(re.findall(r"[a-z]+(?:-[a-z]+)+", code)) & _codes(),
    )
