"""The language of the command, as `ikm.cli.spoken` settles it: results, help and refusals are all in it.

>>> with speaking("en"):
...     print(current(), wrong("whole", option="--header", value="two"))
en --header needs a whole number, such as 2; it is: two.
"""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.errors import IkmError
    from ikm.findings import Language

__all__ = ["current", "joined", "speaking", "wrong"]

_ENGLISH_FIRST: tuple[Language, ...] = ("en", "id")
_CURRENT: ContextVar[Language] = ContextVar("ikm_cli_language", default="id")


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
