"""A printed figure: what stands in a report, and every exact value that may stand behind it.

A figure that is printed is a rounded one: "3,265" stands for everything from 3,2645 to 3,2655.  An audit asks of a
computed value not whether it is the printed one, but whether it may stand behind it.  Both ends count, since at a tie
some programs round up and others to the even digit.

A comma or a point parts the decimals; how many are printed says how exact the figure is.  A number that a program hands
over has lost the zeros at its end, so `aligned` gives the figures of one column the decimals of the longest.

>>> from fractions import Fraction
>>> from ikm.audits.rounding import PrintedNumber
>>> mean = PrintedNumber.read("3,265")
>>> mean.decimals, mean.low, mean.high
(3, Fraction(6529, 2000), Fraction(6531, 2000))
>>> mean.admits(Fraction(444, 136)), mean.admits(Fraction(437, 134))
(True, False)
>>> PrintedNumber.read("83.95 **)").value == PrintedNumber.read(83.95).value
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from ikm.arguments import exact_number, shown_exactly, typed_count
from ikm.errors import OptionError
from ikm.findings import display
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FINE", "PrintedNumber", "aligned", "meet", "pointed", "read_count", "read_weight"]

_LONGEST = 40
"""Characters: more than any figure of a report has, and fewer than take time to read."""

FINE = 9
"""Decimals to which a number of a program is a figure; more are the remainder of its arithmetic."""

_SHOWN = 4
"""Decimals that are shown of a number that has `FINE` of them."""

_MANY, _FEWEST = 4, 2
"""How many figures that end in zeros are no chance, and how many decimals a column keeps."""

_NOTES = re.compile(r"[\s%*)†‡]+$|^[\s*(]+")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?|[+-]?[.,]\d+", re.ASCII)
_PART = re.compile(r"(?<![\d/])(\d{1,3})\s*/\s*([1-9]\d?|1000?)(?![\d/])", re.ASCII)
_WEIGHT = re.compile(r"\d+[.,]\d+|\d{1,2}(?=\s*%)", re.ASCII)
_PEOPLE = re.compile(r"^n\s*=\s*|[\s*)]*(?:orang|org|jiwa|responden|respondents|people)?[\s*)]*$", re.IGNORECASE)
_NOTHING = {"", "-", "–", "—", "n/a", "null", "none"}


@dataclass(frozen=True)
class PrintedNumber:
    """A number as it is printed.

    Parameters
    ----------
    value : Fraction
        The number it says.
    decimals : int
        How many decimals it has.
    factor : Fraction
        What it was multiplied by since it was printed (25 turns a mean into an index).
    zeros : int
        How many zeros are printed behind these decimals that say nothing.
    """

    value: Fraction
    decimals: int
    factor: Fraction = Fraction(1)
    zeros: int = 0

    @classmethod
    def read(cls, cell: object, where: str = "", fewest: int = 0) -> PrintedNumber | None:
        """Read a figure; None where nothing is printed.

        Parameters
        ----------
        cell : object
            Text with a comma or a point, or a number.
        where : str
            What the figure is, for the refusal.
        fewest : int
            How many decimals it is printed with at least, where a program gives it as a number and not as text.

        Raises
        ------
        OptionError
            If something is printed there that is no number.
        """
        if cell is None or isinstance(cell, PrintedNumber):
            return cell
        if isinstance(cell, (bool, list, dict)):
            raise _no_number(cell, where)
        text = getattr(cell, "written", f"{Decimal(repr(cell)):f}") if isinstance(cell, float) else str(cell)
        bare = _NOTES.sub("", _ASIDE.sub("", text.strip()))
        if bare.casefold() in _NOTHING:
            return None
        if len(bare) > _LONGEST or not _PLAIN.fullmatch(bare):
            raise _no_number(cell, where)
        pointed = bare.replace(",", ".")
        decimals = len(pointed.partition(".")[2])
        told = hasattr(cell, "written") or not isinstance(cell, float)
        decimals = decimals if told else max(decimals, fewest)
        return cls(Fraction(pointed), min(decimals, FINE))

    @cached_property
    def step(self) -> Fraction:
        """What the last digit is worth."""
        return self.factor / Fraction(10**self.decimals)

    @cached_property
    def low(self) -> Fraction:
        """The least value that may stand behind it."""
        return self.value - self.step / 2

    @cached_property
    def high(self) -> Fraction:
        """The greatest value that may stand behind it."""
        return self.value + self.step / 2

    def admits(self, exact: Fraction) -> bool:
        """Tell whether an exact value may be printed so, rounded."""
        return self.low <= exact <= self.high

    def cuts(self, exact: Fraction) -> bool:
        """Tell whether an exact value may be printed so, its further digits cut off."""
        return self.value <= exact < self.value + self.step

    def times(self, factor: Fraction | int) -> PrintedNumber:
        """Give the figure on another scale, its exactness with it."""
        return replace(self, value=self.value * factor, factor=self.factor * factor)


def aligned(figures: Iterable[PrintedNumber | None]) -> list[PrintedNumber | None]:
    """Give the figures of a column one number of decimals.

    It is that of the longest: 3,4 below 3,265 is 3,400 without its zeros; not where most are shorter, each of which was
    then rounded by itself.  Where all of four figures and more end in zeros, these were put on when they were printed:
    3,270 among such figures is 3,27.

    >>> [one.decimals for one in aligned([PrintedNumber.read(3.265), PrintedNumber.read(3.4)])]
    [3, 3]
    >>> {one.decimals for one in aligned(map(PrintedNumber.read, ["3.270", "3.200", "3.310", "3.550"]))}
    {2}
    """
    column = list(figures)
    told = [one for one in column if one is not None]
    decimals = longest = max((one.decimals for one in told), default=0)
    while len(told) >= _MANY and decimals > _FEWEST and all(one.value * 10 ** (decimals - 1) % 1 == 0 for one in told):
        decimals -= 1
    if 2 * sum(one.decimals < decimals for one in told) > len(told):
        return column
    zeros = longest - decimals
    return [None if one is None else replace(one, decimals=decimals, zeros=zeros) for one in column]


def pointed(figure: PrintedNumber) -> str:
    """Write a figure with a point and the decimals it is printed with; four of a number that a program computed.

    >>> pointed(PrintedNumber.read("3,40")), pointed(PrintedNumber.read("2.997000000"))
    ('3.40', '2.997')
    """
    decimals = figure.decimals + figure.zeros
    if decimals >= FINE:
        return shown_exactly(Fraction(round_half_up(figure.value / figure.factor, _SHOWN)))
    return f"{round_half_up(figure.value / figure.factor, decimals):.{decimals}f}"


def meet(one: PrintedNumber, other: PrintedNumber) -> bool:
    """Tell whether one exact value may stand behind two figures."""
    return one.low <= other.high and other.low <= one.high


def read_count(cell: object, where: str = "") -> int | None:
    """Read how many people, or a sum of scores: ``136``, ``"1.018"``, ``"136 orang"``; None where nothing is printed.

    Raises
    ------
    OptionError
        If it is no whole number.
    """
    if cell is None or (isinstance(cell, str) and _NOTES.sub("", cell.strip()).casefold() in _NOTHING):
        return None
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float, Decimal, Fraction)):
        raise _no_number(cell, where, "136", "136")
    if isinstance(cell, str):
        cell = _ASIDE.sub("", cell.strip())
        bare = _PEOPLE.sub("", cell.strip())
        try:
            count = typed_count(bare.replace(",", ".") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", bare) else bare)
        except OptionError:
            count = None
    else:
        exact = exact_number(cell)
        count = int(exact) if exact is not None and exact.denominator == 1 else None
    if count is None or count < 0:
        raise _no_number(cell, where, "136", "136")
    return count


def read_weight(cell: object, where: str = "") -> Fraction | None:
    """Read a weight: ``"0,111"``, ``"1/9"``, ``0.11``, ``"0,111 (sesuai lampiran)"``; None where no number is printed.

    >>> read_weight("0,111"), read_weight("1/9"), read_weight("11,1 %"), read_weight("tidak disebut")
    (Fraction(111, 1000), Fraction(1, 9), Fraction(111, 1000), None)
    >>> read_weight("11 %"), read_weight(11.1), read_weight(0)
    (Fraction(11, 100), Fraction(111, 1000), None)
    """
    if not isinstance(cell, str):
        figure = PrintedNumber.read(cell, where)
        return None if figure is None else _share(figure.value)
    if found := _PART.search(cell[:_LONGEST]):  # "0,11 (1/9)" rounds what it says
        return _share(Fraction(int(found[1]), int(found[2])))
    found = _WEIGHT.search(cell[:_LONGEST])
    return None if found is None else _share(Fraction(found[0].replace(",", ".")))


def _share(value: Fraction) -> Fraction | None:
    """Give a weight as the share it is, 11,1 % as 0,111; None for what is none: all (1 or 100 %), or nothing."""
    share = value / 100 if value > 1 else value
    return share if 0 < share < 1 else None


def _no_number(cell: object, where: str, en: str = "3.265", id: str = "3,265") -> OptionError:  # noqa: A002 - a language
    shown = display(str(cell), _LONGEST)
    return OptionError(
        f"{where or 'The table'}: {shown!r} is no number; write it as printed, such as {en}.",
        id=f'{where or "Tabel"}: "{shown}" bukan angka; tulis seperti yang tercetak, misalnya {id}.',
    )
