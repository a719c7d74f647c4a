"""Remedies: how what a person is told to type is written, for the command and for Python.

The words of findings and errors name options as the command has them (``--invalid blank``): that is how an officer and
a jurist read them in ``findings/data``.  A caller of Python has no command; it is told the same as keywords of
`ikm.load`, `ikm.score` and `ikm.check` (``invalid="blank"``).  Whoever prints says which: the command once, when it
starts (`for_command`); else it is Python.

Only our own words are rewritten, before anything of the file is put into them: a heading that holds ``--by`` stays as
it is.  What is typed and holds words of the file is a `Typed`.

>>> words = 'Use --invalid blank, or --map {name}=COLUMN; or run without --period.'
>>> print(in_words(words).format(name="U1"))
Use invalid="blank", or columns={"U1": "COLUMN"}; or run without `period`.
>>> print(Typed("map", (("U9", "Ruang tunggu"),)), Typed("map", key="U9"), Typed("sheet"))
columns={"U9": "Ruang tunggu"} columns["U9"] `sheet`
>>> with for_command():
...     print(Typed("map", (("U9", "Ruang tunggu"),)), Typed("map", key="U9"), Typed("sheet"))
--map U9="Ruang tunggu" --map U9 --sheet
"""

from __future__ import annotations

import contextlib
import re
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ikm.findings.plurals import phrased

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Typed", "at_command", "for_command", "in_words", "keyword_of"]

_AT_COMMAND: ContextVar[bool] = ContextVar("ikm_at_command", default=False)

_KEYWORDS = {"label": "labels", "map": "columns", "min-group": "minimum_group", "units": "populations"}
"""Options whose keyword is not their name on the command."""

_SWITCHES = {"allow-duplicates", "drop-duplicates", "drop-resubmissions"}
"""Options without a value."""

_PHRASES = {"pada perintah ini": "pada panggilan ini", "to this command": "to this call"}
"""What the words call that to which something is added."""

_NAMED_VALUES = "all|annex|blank|complete|definition|dmy|mdy|spak(?!-)|spkp(?!-)"
"""Values that are plain words; any other value has a capital, a digit, quotes or a field."""

_WORD = rf'"[^"]*"|(?:{_NAMED_VALUES})\b|\w+\.toml\b|(?=[\w.-]*[A-Z0-9{{])[\w{{}}][\w{{}}/-]*(?:\.\w[\w-]*)*'
_OPTION = re.compile(
    rf"--(?P<option>[a-z]+(?:-[a-z]+)*)"
    rf"(?: (?:(?P<key>[\w{{}}]+)(?::\"(?P<label>[^\"]*)\")?=)?(?P<value>{_WORD}))?"
)
_LITERAL = re.compile(r"[0-9]+|N|\{candidate\}|\{year\}|NILAI|SCORE|\{score\}|\{row\}")
"""Values that stand in Python as they are: numbers, and what is written with its quotes."""

_CHOSEN = re.compile(r"[A-Z]{1,3}(?:[-,][A-Z]{1,3})*|HURUF_KOLOM|COLUMN_LETTER")
_NUMBER = re.compile(r"[\d.]+")
"""What stands without quotes on the command: letters of columns and what stands for one, and numbers."""


@contextlib.contextmanager
def for_command() -> Iterator[None]:
    """Say that whoever reads what is printed within types commands."""
    before = _AT_COMMAND.set(True)
    try:
        yield
    finally:
        _AT_COMMAND.reset(before)


def at_command() -> bool:
    """Tell whether whoever reads types commands; else it is a caller of Python."""
    return _AT_COMMAND.get()


def keyword_of(option: str) -> str:
    """Give the keyword of an option of the command.

    >>> keyword_of("min-group"), keyword_of("date-order")
    ('minimum_group', 'date_order')
    """
    return _KEYWORDS.get(option, option.replace("-", "_"))


@dataclass(frozen=True)
class Typed:
    """An option, with a value or without, written for whoever reads it.

    Parameters
    ----------
    option : str
        Its name on the command, without the dashes.
    value : str, int, or tuple of pairs, optional
        What it is given; pairs of what and its value where it says something of several (``--map``).
    key : str, optional
        Of an option that says something of several, the one that is meant.
    """

    option: str
    value: str | int | tuple[tuple[str, str], ...] | None = None
    key: str | None = None

    def __str__(self) -> str:
        return self._on_command() if at_command() else self._in_python()

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def _on_command(self) -> str:
        flag = f"--{self.option}"
        if isinstance(self.value, tuple):
            return " ".join(f"{flag} {key}={_on_command(value, _CHOSEN)}" for key, value in self.value)
        said = self.key if self.value is None else _on_command(self.value, _NUMBER)
        return flag if said is None else f"{flag} {said}"

    def _in_python(self) -> str:
        keyword = keyword_of(self.option)
        if self.value is None:
            return f"`{keyword}`" if self.key is None else f'{keyword}["{self.key}"]'
        if isinstance(self.value, tuple):
            pairs = ", ".join(f'"{key}": "{value}"' for key, value in self.value)
            return f"{keyword}={{{pairs}}}"
        return f"{keyword}={self.value}" if isinstance(self.value, int) else f'{keyword}="{self.value}"'


def _on_command(value: str | int, bare: re.Pattern[str]) -> str:
    return str(value) if isinstance(value, int) or bare.fullmatch(value) else f'"{value}"'


def in_words(template: str) -> str:
    """Write what a template tells to type for whoever reads it; its fields are yet to be filled in."""
    return template if at_command() else phrased(_in_python(template))


@cache
def _in_python(template: str) -> str:
    for ours, theirs in _PHRASES.items():
        template = template.replace(ours, theirs)
    return _OPTION.sub(_as_keyword, template)


def _as_keyword(found: re.Match[str]) -> str:
    option, key, label, value = found.group("option", "key", "label", "value")
    keyword = keyword_of(option)
    if value is None:
        return f"{keyword}=True" if option in _SWITCHES else f"`{keyword}`"
    literal = value if value.startswith('"') or _LITERAL.fullmatch(value) else f'"{value}"'
    if label is not None:
        literal = f'{{{{"{label}": {literal}}}}}'
    return f"{keyword}={literal}" if key is None else f'{keyword}={{{{"{key}": {literal}}}}}'
