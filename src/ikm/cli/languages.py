"""The language of the command: settled once, before anything is read or said.

``--lang`` decides, wherever it stands on the line; where it is not typed, the environment's ``IKM_LANG``; else it is
Indonesian.  Results, help and refusals are all in that language.

>>> settled(["score", "survei.xlsx", "--lang", "en"], {})
('en', None)
>>> settled(["nilai", "survei.xlsx"], {"IKM_LANG": "en_GB.UTF-8"}), settled(["--bahasa=id"], {"IKM_LANG": "en"})
(('en', None), ('id', None))
>>> settled(["nilai", "survei.xlsx"], {"IKM_LANG": "basa"})
('id', 'basa')
"""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from itertools import pairwise
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import LANGUAGES
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ikm.errors import IkmError
    from ikm.findings import Language

__all__ = ["VARIABLE", "current", "joined", "settled", "speaking", "wrong"]

VARIABLE = "IKM_LANG"

_ENGLISH_FIRST: tuple[Language, ...] = ("en", "id")
_OPTIONS = ("--lang", "--bahasa")
_CURRENT: ContextVar[Language] = ContextVar("ikm_cli_language", default="id")


def settled(typed: Sequence[str], environ: Mapping[str, str]) -> tuple[Language, str | None]:
    """Say which language is spoken, and what the environment asks for that is none of ours.

    Parameters
    ----------
    typed : sequence of str
        What was typed after ``ikm``; of several languages the last holds, as of any option.
    environ : mapping
        The environment.
    """
    line = list(typed)
    if "--" in line:
        line = line[: line.index("--")]
    joined = [word.partition("=")[2] for word in line if word.startswith(tuple(f"{one}=" for one in _OPTIONS))]
    beside = [after for before, after in pairwise(line) if before in _OPTIONS]
    for said in reversed(joined + beside):
        if (lang := _language(said)) is not None:
            return lang, None
    asked = environ.get(VARIABLE, "").strip()
    lang = _language(asked.partition(".")[0].replace("-", "_").partition("_")[0])
    return lang or "id", asked if asked and lang is None else None


def _language(text: str) -> Language | None:
    return next((lang for lang in LANGUAGES if lang == text.strip().casefold()), None)


@contextlib.contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Say which language the command speaks within."""
    before = _CURRENT.set(lang)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def current() -> Language:
    """Give the language the command speaks."""
    return _CURRENT.get()


def wrong(key: str, part: str = "command", **values: object) -> OptionError:
    """Make the refusal of a command that is wrong, of its words in both languages.

    Parameters
    ----------
    key : str
        Its words.
    part : str
        The file of ``reports/data`` they stand in.
    **values
        What the words name; a mapping of languages gives each its own.

    >>> print(wrong("whole", option="--header", value="dua").words("id"))
    --header memerlukan bilangan bulat, misalnya 2; yang tertulis: dua.
    """
    english, indonesian = (
        phrases(lang, part)[key].format(
            **{name: value[lang] if isinstance(value, dict) else value for name, value in values.items()}
        )
        for lang in _ENGLISH_FIRST
    )
    return OptionError(english, id=indonesian)


def joined(one: IkmError, other: IkmError, between: str = " ") -> OptionError:
    """Say two refusals one after the other."""
    english, indonesian = (f"{one.words(lang)}{between}{other.words(lang)}" for lang in _ENGLISH_FIRST)
    return OptionError(english, id=indonesian)
