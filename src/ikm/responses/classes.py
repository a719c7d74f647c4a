"""Classes: the group a cell puts its respondent in.

Most cells name their group themselves.  An error of the spreadsheet (``#N/A`` where a lookup found nothing) names none,
and ages are reported in classes, because nearly every age would be a group of its own.  Each cell is read by itself,
so that a part of a survey, and an engine that holds it, give the groups the whole gives.  That several spellings mean
one group is seen only when all are counted (`ikm.tallies.spellings`).

>>> from ikm.responses.classes import Classes
>>> ages = Classes("usia")
>>> [ages(cell) for cell in (23, "36 tahun", "56,5", "5", "17-25 tahun", "#N/A", 15)]
['17–25', '36–45', '56+', '5', '17-25 tahun', '', '<17']
>>> Classes(None)("23"), Classes("usia", ["0-29", "30+"])(23)
('23', '0-29')
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.findings import display
from ikm.sources import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["AGE", "Classes", "age_bounds"]

AGE = "usia"
"""The profile column whose numbers are ages."""

_LONGEST = 80
_RANGE = re.compile(r"(\d{1,3})\s*(?:[-–—]|s\.?\s*/?\s*d\.?)\s*(\d{1,3})", re.IGNORECASE)
_OPEN = re.compile(r"(\d{1,3})\s*\+")
_UNDER = re.compile(r"<\s*(\d{1,3})")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("groups.toml").read_text(encoding="utf-8"))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(_data()["nothing"])


@cache
def _errors() -> frozenset[str]:
    return frozenset(_data()["errors"])


@cache
def _age() -> re.Pattern[str]:
    """Match an age: a number, with or without the word for years."""
    before, after = ("|".join(map(re.escape, _data()["ages"][name])) for name in ("before", "after"))
    return re.compile(rf"(?:(?:{before})\s*:?\s*)?(\d{{1,3}})(?:[.,]\d+)?\s*(?:{after})?\.?", re.IGNORECASE | re.ASCII)


def age_bounds(classes: Sequence[str]) -> list[tuple[int, int, str]]:
    """Read classes of ages as they are written: the first and last age of each, and its name.

    >>> age_bounds(["<17", "17-30", "31+"])
    [(0, 16, '<17'), (17, 30, '17-30'), (31, 999, '31+')]

    Raises
    ------
    OptionError
        If one is written otherwise, or begins before the one before it has ended.
    """
    found: list[tuple[int, int, str]] = []
    for name in classes:
        text = name.strip()
        if met := _RANGE.fullmatch(text):
            low, high = int(met[1]), int(met[2])
        elif met := _OPEN.fullmatch(text):
            low, high = int(met[1]), 999
        elif met := _UNDER.fullmatch(text):
            low, high = 0, int(met[1]) - 1
        else:
            raise OptionError(
                f'A class of ages is written "17-25", "56+" or "<17"; got {display(text)!r}.',
                id=f'Kelas usia ditulis "17-25", "56+" atau "<17"; bukan {display(text)!r}.',
            )
        if low > high or (found and low <= found[-1][1]):
            raise OptionError(
                f"Classes of ages stand from the youngest on and do not overlap; {display(text)!r} does.",
                id=f"Kelas usia ditulis dari yang termuda dan tidak tumpang tindih; periksa {display(text)!r}.",
            )
        found.append((low, high, text))
    return found


class Classes:
    """How the cells of one column become groups; called with a cell.

    Parameters
    ----------
    kind : str, optional
        The key of the profile column, where it is recognised.
    ages : sequence of str, optional
        The classes of ages, where they are not the usual ones.

    Attributes
    ----------
    errors : set
        The different cells met that hold an error instead of a group.
    aged : bool
        Whether an age was met that went into a class.
    """

    def __init__(self, kind: str | None, ages: Sequence[str] | None = None) -> None:
        self.errors: set[object] = set()
        self.aged = False
        self._ages = None if kind != AGE else age_bounds(ages or _data()["ages"]["classes"])

    def __call__(self, cell: object) -> str:
        """Name the group of a cell; nothing where it names none."""
        if isinstance(cell, Unreadable):
            self.errors.add(cell)
            return ""
        text = display(cell, _LONGEST)
        if text[:1] == "#" and text.upper() in _errors():
            self.errors.add(cell)
            return ""
        if text in _nothing():
            return ""
        return text if self._ages is None else self._class_of(text, self._ages)

    def _class_of(self, text: str, ages: Sequence[tuple[int, int, str]]) -> str:
        met = _age().fullmatch(text)
        if met is None or not _data()["ages"]["lowest"] <= int(met[1]) <= _data()["ages"]["highest"]:
            return text
        self.aged = True
        age = int(met[1])
        if age < ages[0][0]:
            return f"<{ages[0][0]}"
        # An age between two classes that leave a gap is in neither, and stays a number.
        past = f">{ages[-1][1]}" if age > ages[-1][1] else text
        return next((name for low, high, name in ages if low <= age <= high), past)
