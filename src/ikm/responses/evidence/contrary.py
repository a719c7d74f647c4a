"""A column that runs against the others.

Whoever is content is content with most things, so the answers of one respondent go together.  Where one element's
answers fall while those of the others rise, its scale was probably turned round: a negative statement, options listed
from the best, a table pasted the wrong way.  Nothing else in the file tells of it.

Told when the correlation with the mean of the other elements lies below -0.3 and its t value below -3, over complete
questionnaires.  A weaker rule would fire on good surveys: what people say of a fee often goes with nothing else.

The sums are taken over bits: the answers of an element are two numbers of as many bytes as there are respondents, and
the respondents of whom two bits are set are counted at once.  All of it is exact.

>>> rising, falling = bytes([1, 2, 3, 4] * 5), bytes([4, 3, 2, 1] * 5)
>>> contrary([rising, rising, rising, falling], (1, 2, 3, 4))
[3]
>>> contrary([rising, rising, rising, bytes([2, 1, 4, 3] * 5)], (1, 2, 3, 4))
[]
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.tallies import Level

__all__ = ["contrary"]

_CORRELATION = Fraction(-3, 10)
_T = -3
_ELEMENTS = 3
"""Of two elements nobody can tell which runs against the other."""

_FEWEST = 10


def contrary(codes: Sequence[bytes], levels: Sequence[Level]) -> list[int]:
    """Find the elements whose answers run against the mean of the others'.

    Parameters
    ----------
    codes : sequence of bytes
        For each element one byte a respondent: the place of the score in ``levels``, from 1, or 0.
    levels : sequence
        The scores.

    Returns
    -------
    list of int
        Their places in ``codes``.
    """
    if len(codes) < _ELEMENTS:
        return []
    respondents, cross = _crossed(codes, levels)
    if respondents < _FEWEST:
        return []
    totals = [sum(row) for row in cross]
    whole = sum(totals)
    found = []
    for at, row in enumerate(cross):
        own, together = row[at], totals[at] - row[at]
        rest = whole - 2 * totals[at] + own
        if together >= 0 or not own or not rest:
            continue
        square = Fraction(together * together, own * rest)
        strong = square > _CORRELATION**2
        if strong and (square >= 1 or square * (respondents - 2) > _T * _T * (1 - square)):
            found.append(at)
    return found


def _crossed(codes: Sequence[bytes], levels: Sequence[Level]) -> tuple[int, list[list[int]]]:
    """Give the number of complete questionnaires and, of each pair of elements, a multiple of the covariance."""
    scale = lcm(*(Fraction(level).denominator for level in levels))
    least = min(levels)
    worth = [0, *(int((level - least) * scale) for level in levels)]
    width = max(worth).bit_length()
    filled = bytes(int(code > 0) for code in range(256))
    complete = _packed(bytes([1]) * len(codes[0]))
    for column in codes:
        complete &= _packed(column.translate(filled))
    bits = [_bit(worth, place) for place in range(width)]
    masks = [[complete & _packed(column.translate(bit)) for bit in bits] for column in codes]
    number = complete.bit_count()
    sums = [sum(mask.bit_count() << place for place, mask in enumerate(planes)) for planes in masks]
    cross = [[0] * len(codes) for _ in codes]
    for i, one in enumerate(masks):
        for j, other in enumerate(masks[: i + 1]):
            products = sum((a & b).bit_count() << (p + q) for p, a in enumerate(one) for q, b in enumerate(other))
            cross[i][j] = cross[j][i] = number * products - sums[i] * sums[j]
    return number, cross


def _packed(flags: bytes) -> int:
    """Put flags of a byte each into one number, eight to a byte: the file's eighths lie over each other."""
    step = -(-len(flags) // 8)
    packed = 0
    for eighth in range(8):
        packed |= int.from_bytes(flags[eighth * step : (eighth + 1) * step], "little") << eighth
    return packed


def _bit(worth: Sequence[int], place: int) -> bytes:
    """Make the table that gives, for each code, one bit of its score."""
    return bytes(worth[code] >> place & 1 if code < len(worth) else 0 for code in range(256))
