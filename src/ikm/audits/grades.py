"""Grades: each printed grade against the bands, and by which table of bands a report was graded.

A grade is right where any value that may stand behind the printed figure has it: 3,532 is printed for 3,5324 too, and
that is an A.  Where grades are wrong under the table in force, two others are tried: that of KEP/25/2004, which is
still met in reports of later years, and the bounds rounded on the scale 1 to 4 (2,60 · 3,06 · 3,53), which are not the
regulation's.

>>> from ikm.audits.grades import grades_of, letter_of
>>> from ikm.audits.table import table_of
>>> letter_of("Sangat Baik"), letter_of("B (Baik)"), letter_of("Kurang Baik/C"), letter_of("*")
('A', 'B', 'C', None)
>>> found = grades_of(table_of({"ikm": "82,24", "grade": "A", "elements": [{"nrr": "3.265", "grade": "A"}]}))
>>> [(one.code, one.printed, one.expected, one.right) for one in found.grades], found.scheme
([('U1', 'A', ('B',), False), ('IKM', 'A', ('B',), False)], 'kep-25-2004')
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.audits.formulas import FACTOR
from ikm.audits.means import exact_mean
from ikm.regulation import load_regulation, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.audits.table import PrintedElement, PublishedTable
    from ikm.regulation import Regulation

__all__ = ["WHOLE", "Grades", "PrintedGrade", "grades_of", "letter_of", "usual_scheme"]

WHOLE = "IKM"
"""The code of the whole among the elements."""

_FOURTEEN = 14
"""Elements of KEP/25/2004."""


@dataclass(frozen=True, slots=True)
class PrintedGrade:
    """A printed grade, those its figure may have, and whether it is one of them."""

    code: str
    printed: str
    expected: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Grades:
    """All printed grades, and the table of bands that gives every one of them (None where none does)."""

    grades: tuple[PrintedGrade, ...]
    scheme: str | None
    usual: str


@cache
def _records() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("bands.toml").read_text(encoding="utf-8"))


def letter_of(printed: str) -> str | None:
    """Read a grade, in letters or words; None where it is neither."""
    bare = " ".join(re.sub(r"[^a-z]+", " ", printed.casefold()).split())
    if found := re.search(r"(?:^| )([abcd])(?: |$)", bare):
        return found[1].upper()
    words = _records()["words"].items()
    return next((mutu for mutu, names in words if bare in names), None)


def usual_scheme(table: PublishedTable) -> str:
    """Name the table of bands that holds for a table: that of 2004 for fourteen elements, or where it names it."""
    named = table.regulation or ""
    old = "2004" in named or (len(table.elements) == _FOURTEEN and "2017" not in named)
    return "kep-25-2004" if old else "permenpanrb-14-2017"


def grades_of(table: PublishedTable) -> Grades:
    """Hold every printed grade against the bands.

    Parameters
    ----------
    table : PublishedTable
        The table; what is no grade is passed over.
    """
    usual, schemes = usual_scheme(table), _records()["scheme"]
    printed = list(_printed(table))
    grades = {
        scheme["key"]: tuple(_held(code, letter, low, high, scheme) for code, letter, low, high in printed)
        for scheme in schemes
    }
    order = sorted(grades, key=lambda key: key != usual)
    scheme = next((key for key in order if printed and all(one.right for one in grades[key])), None)
    return Grades(grades[usual], scheme, usual)


def _printed(table: PublishedTable) -> Iterator[tuple[str, str, Fraction, Fraction]]:
    """Give each printed grade, with the least and the greatest index that may stand behind its figure."""
    for one in table.elements:
        letter = None if one.grade is None else letter_of(one.grade)
        bounds = _bounds(one)
        if letter is not None and bounds is not None:
            yield one.code, letter, *bounds
    letter = None if table.grade is None else letter_of(table.grade)
    if letter is not None:
        yield WHOLE, letter, table.ikm.low, table.ikm.high


def _bounds(one: PrintedElement) -> tuple[Fraction, Fraction] | None:
    index = None if one.nrr is None else one.nrr.times(FACTOR)
    figures = [figure for figure in (one.converted, index) if figure is not None]
    if figures:
        return min(figure.low for figure in figures), max(figure.high for figure in figures)
    exact = exact_mean(one, None)
    return None if exact is None else (exact * FACTOR, exact * FACTOR)


def _held(code: str, letter: str, low: Fraction, high: Fraction, scheme: dict[str, Any]) -> PrintedGrade:
    law = load_regulation(scheme["regulation"])
    expected = _rounded(low, high, law, scheme["rounded"]) if "rounded" in scheme else _of_law(low, high, law)
    return PrintedGrade(code, letter, expected, letter in expected)


def _of_law(low: Fraction, high: Fraction, law: Regulation) -> tuple[str, ...]:
    """Name the grades of an instrument between two indexes."""
    first, last = (law.band(end).perception for end in _ends(low, high, law.decimals))
    return tuple(band.mutu for band in law.bands if first <= band.perception <= last)


def _rounded(low: Fraction, high: Fraction, law: Regulation, decimals: int) -> tuple[str, ...]:
    """Name the grades by bounds that are rounded on the scale of means; at a bound either grade may be meant."""

    def mean(index: Decimal) -> Decimal:
        return round_half_up(Fraction(index) / law.factor, decimals)

    first, last = _ends(low / law.factor, high / law.factor, decimals)
    return tuple(band.mutu for band in law.bands if mean(band.low) <= last and first <= mean(band.high))


def _ends(low: Fraction, high: Fraction, decimals: int) -> tuple[Decimal, Decimal]:
    """Round the ends of what may stand behind a figure; the upper end itself is printed as the next figure."""
    first = round_half_up(low, decimals)
    if low == high:
        return first, first
    return first, Decimal(ceil(high * 10**decimals + Fraction(1, 2)) - 1).scaleb(-decimals)
