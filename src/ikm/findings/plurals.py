"""Plurals: English words that hang on a number, chosen where the number is filled in.

Indonesian has one form ("1 responden", "5 responden"), English two.  A template writes both behind the number's name,
the singular first; a number is 1 where it is written "1", in words as in figures.

>>> words = "{number} {number:answer is|answers are} blank, of {people} {people:respondent|respondents}."
>>> print(filled(words, {"number": 1, "people": "1.200"}))
1 answer is blank, of 1.200 respondents.
>>> print(phrased(words).format(number="12", people=1))
12 answers are blank, of 1 respondent.
>>> plural(1, "row"), plural(2, "row"), plural(2, "query", "queries")
('1 row', '2 rows', '2 queries')
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["filled", "phrased", "plural"]

_EITHER = "|"


class _Filler(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, either, several = format_spec.partition(_EITHER)
        if not either:
            filled_in: str = super().format_field(value, format_spec)
            return filled_in
        return one if str(value) == "1" else several


_FILLER = _Filler()


def filled(template: str, fields: Mapping[str, object]) -> str:
    """Fill in the fields of a template, and choose the words that hang on a number.

    Parameters
    ----------
    template : str
        What is filled in, as for `str.format`; ``{number:row|rows}`` is one of two words.
    fields : mapping
        What each field holds.
    """
    # Most templates choose nothing, and `str` fills those in ten times as fast.
    return _FILLER.vformat(template, (), fields) if _EITHER in template else template.format_map(fields)


class Phrase(str):
    """A fixed text whose ``format`` chooses the words that hang on a number."""

    __slots__ = ()

    def format(self, *args: object, **fields: object) -> str:
        """Fill in the fields; see `filled`."""
        return str(self).format(*args) if args else filled(self, fields)


def phrased(words: str) -> str:
    """Give a fixed text as what chooses such words, where it has any."""
    return Phrase(words) if _EITHER in words else words


def plural(number: int, one: str, several: str = "") -> str:
    """Write how many of something there are: of one its name, else the plural, with an s unless it is given."""
    return f"{number} {one if number == 1 else several or one + 's'}"
