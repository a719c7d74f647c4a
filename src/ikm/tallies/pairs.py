"""Pairs: sums of products of the answers to two elements, of answers held as one byte a respondent.

How much respondents differ, and with it how sure an index is, does not follow from how many gave each level: one has to
know who gave what together.  The sums over pairs of elements are enough for that, and they are whole numbers that add
up as counts do.  They are not in a tally unless it is asked for them (``moments=True``): in a file they would be longer
than the counts.  Where the answers themselves are at hand, as in every scoring of a file, this module makes the sums.

Each binary digit of the scores of one element is one number, a bit a respondent; two such numbers have as many bits in
common as respondents have both digits.  So a million respondents take a fifth of a second, and need no numpy.
Fractions (of averaged questions) are whole numbers of their common unit meanwhile.

>>> from ikm.tallies.pairs import Pairs, pair_sums
>>> columns, levels = [bytes([4, 2, 4]), bytes([3, 0, 1])], [1, 2, 3, 4]
>>> pair_sums(["a", "b"], columns, levels)["a", "b"]
PairSums(n=2, sum_a=8, sum_b=4, sum_ab=16)
>>> pairs = Pairs(["a", "b"], columns, levels)
>>> pairs.of_groups([("x",), ("y",), None])["y",]["a", "a"].sum_ab, pairs.of_all("complete")["a", "a"].n
(4, 2)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import and_
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ikm.tallies.counts import PairSums, plain_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.tallies.counts import Level, Missing

__all__ = ["Pairs", "pair_sums"]

Group = tuple[str, ...]

_IS_ANSWER = b"0" + b"1" * 255


@dataclass(frozen=True)
class Pairs:
    """The answers of a survey, to be asked for the sums of pairs of all respondents or of groups.

    Parameters
    ----------
    elements : sequence of str
        The element of each column.
    columns : sequence of bytes
        For each element one byte a respondent: 0 for blank, else the position, from 1, of the level.
    levels : sequence of int or Fraction
        The scores that codes stand for.
    profiles : sequence of sequences of str
        For each name respondents are grouped by, what each of them is.
    """

    elements: Sequence[str]
    columns: Sequence[bytes]
    levels: Sequence[Level]
    profiles: Sequence[Sequence[str]] = ()

    def of_all(self, missing: Missing = "available") -> Mapping[tuple[str, str], PairSums]:
        """Give the sums of all respondents, or of those alone who left nothing blank."""
        return pair_sums(self.elements, self.columns, self.levels, missing)

    def of_groups(
        self, groups: Iterable[Group | None], missing: Missing = "available"
    ) -> dict[Group, Mapping[tuple[str, str], PairSums]]:
        """Give the sums of groups.

        Parameters
        ----------
        groups : iterable of tuple of str
            The group of each respondent; none of those nobody asks for.
        missing : {"available", "complete"}
            Whether questionnaires with a blank count.
        """
        held: dict[Group, bytearray] = {}
        for group, row in zip(groups, map(bytes, zip(*self.columns, strict=True)), strict=True):
            if group is not None:
                held.setdefault(group, bytearray()).extend(row)
        width = len(self.elements)
        columns = {group: [bytes(rows[place::width]) for place in range(width)] for group, rows in held.items()}
        return {group: pair_sums(self.elements, some, self.levels, missing) for group, some in columns.items()}


class _Column(NamedTuple):
    """The answers to one element in bits: who answered (none where all did), the digits of scores above the least."""

    answered: int | None
    digits: Sequence[int]


def pair_sums(
    elements: Sequence[str], columns: Sequence[bytes], levels: Sequence[Level], missing: Missing = "available"
) -> Mapping[tuple[str, str], PairSums]:
    """Add up the answers to every pair of elements, over the respondents who answered both.

    Parameters
    ----------
    elements, columns, levels
        As in `Pairs`.
    missing : {"available", "complete"}
        Whether questionnaires with a blank count.

    Returns
    -------
    mapping from pair of elements to PairSums
        Each pair once, the element that comes first in ``elements`` first; an element with itself too.
    """
    unit = lcm(*(level.denominator for level in levels))
    scores = [int(level * unit) for level in levels]
    least = min(scores, default=0)
    above = [0, *(score - least for score in scores)]
    tables = [_table(above, digit) for digit in range(max(above).bit_length())]
    rows = len(columns[0]) if columns else 0
    held = [_bits(column, tables) for column in columns]
    blanks = [column.answered for column in held if column.answered is not None]
    if missing == "complete" and blanks:
        whole = reduce(and_, blanks)
        rows = whole.bit_count()
        held = [_Column(None, [digit & whole for digit in column.digits]) for column in held]
    totals = [_sum(column.digits, None) for column in held]
    sums: dict[tuple[str, str], PairSums] = {}
    for j, (b, one) in enumerate(zip(elements, held, strict=True)):
        for i, (a, other) in enumerate(zip(elements[: j + 1], held, strict=False)):
            n, first, second = rows, totals[i], totals[j]
            if one.answered is not None or other.answered is not None:
                n = _common(one.answered, other.answered).bit_count()
                first, second = _sum(other.digits, one.answered), _sum(one.digits, other.answered)
            product = least * (first + second + least * n)
            for place, x in enumerate(other.digits):
                for more, y in enumerate(one.digits, place):
                    product += (x & y).bit_count() << more
            sums[a, b] = _pair(n, first + least * n, second + least * n, product, unit)
    return MappingProxyType(sums)


def _table(above: Sequence[int], digit: int) -> bytes:
    """Give what writes codes as the binary digit, at one place, of what they stand for."""
    return bytes(48 + (score >> digit & 1) for score in above).ljust(256, b"0")


def _bits(column: bytes, tables: Sequence[bytes]) -> _Column:
    answered = _number(column, _IS_ANSWER) if 0 in column else None
    return _Column(answered, [_number(column, table) for table in tables])


def _number(column: bytes, table: bytes) -> int:
    return int(column.translate(table), 2) if column else 0


def _common(one: int | None, other: int | None) -> int:
    if one is None or other is None:
        return (one or 0) | (other or 0)
    return one & other


def _sum(digits: Sequence[int], answered: int | None) -> int:
    """Add up scores above the least, of those who answered the other element."""
    some = digits if answered is None else [digit & answered for digit in digits]
    return sum(digit.bit_count() << place for place, digit in enumerate(some))


def _pair(n: int, first: int, second: int, product: int, unit: int) -> PairSums:
    if unit == 1:
        return PairSums(n, first, second, product)
    sums = Fraction(first, unit), Fraction(second, unit), Fraction(product, unit * unit)
    return PairSums(n, *map(plain_level, sums))
