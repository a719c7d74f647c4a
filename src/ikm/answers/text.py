r"""The words of a cell, made comparable.

Respondents, forms and spreadsheets write one answer in many ways: ``Sangat Sesuai``, ``  sangat  sesuai``, ``Sangat
sesuai.``, ``😍 Sangat sesuai``.  `normalise` is the one place that says which differences do not matter: case,
blanks of every kind, punctuation, quotes, emoji and other symbols, invisible characters, ``\r`` and decorated letters.

What it leaves alone: digits and numerals of every script (a ``④`` must stay what it is, so that it can be
reported), and spelling.  Nothing here is fuzzy: ``sesuay`` is another word than ``sesuai``.

>>> normalise("  😍 Sangat\u00a0 SESUAI.\r")
'sangat sesuai'
>>> normalise("Sopan & ramah"), normalise("kadang-kadang"), normalise("\u2463")
('sopan dan ramah', 'kadang kadang', '④')

`label_key` goes one step further, to the key under which a label is looked up: the closed table of abbreviations in
``data/words.toml`` is applied (``tdk`` is ``tidak``) and blanks are dropped, because exports lose them.

>>> label_key("Tdk  sesuai") == label_key("TidakSesuai") == "tidaksesuai"
True
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["is_blank", "label_key", "normalise", "remembered", "table", "visible"]

_Read = TypeVar("_Read")
_SHORT = 256
"""Characters of a text that is remembered: labels and questions are shorter, what respondents tell is longer."""

_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("&"): " dan "}


@cache
def table(name: str) -> dict[str, Any]:
    """Read one data file of this package."""
    text = Path(__file__).with_name("data").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def remembered(number: int) -> Callable[[Callable[[str], _Read]], Callable[[str], _Read]]:
    """Make a function remember what it gave for the last short texts.

    A service reads other people's files for months: what is kept must be bounded in number and in length.
    """

    def remembering(function: Callable[[str], _Read]) -> Callable[[str], _Read]:
        known = lru_cache(maxsize=number)(function)

        @wraps(function)
        def reading(text: str) -> _Read:
            return known(text) if len(text) <= _SHORT else function(text)

        return reading

    return remembering


def _plain(character: str) -> str:
    """Reduce one character beyond ASCII: letters to their plain form, marks and symbols to blanks or nothing."""
    category = unicodedata.category(character)
    if category[0] == "L":
        return unicodedata.normalize("NFKC", character)
    if category[0] == "N":
        return character
    return "" if category in {"Cf", "Mn", "Me", "Cc"} and not character.isspace() else " "


@remembered(4096)
def normalise(text: str) -> str:
    """Drop every difference that does not matter between two spellings of an answer.

    Parameters
    ----------
    text : str
        A label or the text of a cell.

    Returns
    -------
    str
        Lower-case words parted by single blanks; empty when nothing but signs was there.
    """
    text = text.translate(_ASCII)
    if not text.isascii():
        text = "".join(c if c.isascii() else _plain(c) for c in unicodedata.normalize("NFC", text)).translate(_ASCII)
    return " ".join(text.casefold().split())


@remembered(4096)
def label_key(text: str) -> str:
    """Make the key under which a label is looked up: normalised, abbreviations written out, blanks dropped."""
    synonyms = cast("dict[str, str]", table("words")["synonyms"])
    return "".join([synonyms.get(word, word) for word in normalise(text).split()])


def visible(text: str) -> str:
    r"""Drop what cannot be seen, at the ends and between the letters, and keep the rest as it stands.

    >>> visible("\ufeff 4\u200b\r\n"), visible("\u00a0")
    ('4', '')
    """
    if not text.isascii():
        text = "".join(c for c in text if c.isascii() or unicodedata.category(c) not in {"Cf", "Cc", "Mn", "Me"})
    return text.replace("\x00", "").strip()


def is_blank(cell: object) -> bool:
    r"""Tell whether a cell holds nothing: empty, or only what cannot be seen.

    >>> is_blank(None), is_blank(" \u00a0"), is_blank("-"), is_blank(0)
    (True, True, False, False)
    """
    return cell is None or (isinstance(cell, str) and (not cell or (not cell[0].isalnum() and not visible(cell))))
