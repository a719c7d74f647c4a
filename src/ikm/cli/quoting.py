"""Quoting: names of files that came as several words, and commands written so that they work when typed.

A shell cuts ``ikm score Survei PPID 2023.xlsx`` at its blanks.  Where the words, put together again, are the name of a
file that is there, that file is meant, and the command is told with its name in quotes; how many blanks stood between
the words is lost, and does not matter.

>>> typed_as(["score", "Survei PPID 2023 (Jawaban).xlsx", "--population", "205"], windows=False)
'ikm score "Survei PPID 2023 (Jawaban).xlsx" --population 205'
>>> print(typed_as(["score", "tarif $5.csv", "--by", "a*b"], windows=False))
ikm score 'tarif $5.csv' --by "a*b"
"""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from pathlib import Path
from subprocess import list2cmdline
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["Meant", "in_shell", "is_there", "meant_file", "printable", "quoted", "typed_as"]

_MOST = 24
"""Of how many words a name may be put together."""

_BARE = re.compile(r"[\w@%+=:,./-]+")
_WITHIN_QUOTES = re.compile(r'[^"$`\\!]*')
"""What a shell leaves alone, without quotes and within them."""


class Meant(NamedTuple):
    """A file that is meant by several words: its name, and the words of the command with its name as one."""

    name: str
    words: list[str]


def is_there(text: str) -> bool:
    """Tell whether a file or folder is there."""
    try:
        return bool(text) and Path(text).exists()
    except (OSError, ValueError):
        return False


def meant_file(words: Sequence[str], values: Collection[int] = ()) -> Meant | None:
    """Find a file whose name stands in several of the words, one after another; the longest name counts.

    Parameters
    ----------
    words : sequence of str
        What was typed.
    values : collection of int
        The places of words that are an option's value, and no name of a file.
    """
    for start, end in _spans(words, values):
        name = _found(" ".join(words[start:end]).strip("\u201c\u201d\"'"))
        if name is not None:
            return Meant(name, [*words[:start], name, *words[end:]])
    return None


def _spans(words: Sequence[str], values: Collection[int]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        if start in values or words[start].startswith("--"):
            continue
        last = next((end for end in range(start, len(words)) if words[end].startswith("--")), len(words))
        for end in range(min(last, start + _MOST), start + 1, -1):
            if not all(map(is_there, words[start:end])):
                yield start, end


def _found(path: str) -> str | None:
    """Give the file of a path whose names may have lost some of their blanks."""
    place = Path(path)
    here = Path(place.anchor or ".")
    for part in place.parts[1:] if place.anchor else place.parts:
        if not is_there(str(here / part)) and part != "..":
            try:
                near = sorted(entry for entry in os.listdir(here) if _squeezed(entry) == _squeezed(part))  # noqa: PTH208 - only names
            except OSError:
                return None
            if not near:
                return None
            part = near[0]  # noqa: PLW2901 - the name as it is there
        here /= part
    return str(here) if here.is_file() else None


def _squeezed(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def typed_as(words: Sequence[str], *, windows: bool = os.name == "nt") -> str:
    """Write a command of ikm so that it works when it is typed.

    Parameters
    ----------
    words : sequence of str
        What stands after ``ikm``.
    windows : bool
        Whether it is typed in the command prompt of Windows.
    """
    return printable(" ".join(["ikm", *(quoted(word, windows=windows) for word in words)]))


def printable(text: str) -> str:
    r"""Write a text without what steers a terminal; its blanks stay as they are.

    >>> printable("a  b\x1b[31m")
    'a  b�[31m'
    """
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def quoted(word: object, *, windows: bool = os.name == "nt") -> str:
    """Write one word of a command as it is typed: bare, or between quotes.

    >>> print(quoted("a.csv"), quoted("Survei PPID (Jawaban).xlsx", windows=False))
    a.csv "Survei PPID (Jawaban).xlsx"
    """
    text = str(word)
    if _BARE.fullmatch(text):
        return text
    if windows:
        return list2cmdline([text]) if '"' in text else f'"{text}"'
    return f'"{text}"' if _WITHIN_QUOTES.fullmatch(text) else shlex.quote(text)


def in_shell(path: Path) -> str:
    """Write the name of a file so that it is typed as one, also where it begins like an option.

    >>> print(in_shell(Path("-x.csv")))
    ./-x.csv
    """
    text = str(path)
    dashed = text.startswith("-") and text != "-"
    return quoted(os.path.join(".", text) if dashed else text)  # noqa: PTH118 - a Path would drop the dot again
