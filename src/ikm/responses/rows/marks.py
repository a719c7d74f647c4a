r"""Marks: rows marked by one byte each, and what several columns say of them together.

Marks of a whole column are added as one long number, so that a million rows take a moment.

>>> added([bytes([1, 0, 1]), bytes([1, 0, 0])]), added([bytes([1, 0, 1]), bytes([1, 0, 0])], most=1)
(b'\x02\x00\x01', b'\x01\x00\x01')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["added", "between"]

_MOST = 255
"""What a byte holds."""


def added(marks: Sequence[bytes], most: int = _MOST) -> bytes:
    """Count for each row how many columns mark it, no further than ``most``.

    Parameters
    ----------
    marks : sequence of bytes
        For each column 1 or 0 a row; at least one column.
    """
    if most > 1 and len(marks) > _MOST:
        return bytes(min(sum(row), most) for row in zip(*marks, strict=True))
    whole = 0
    for one in marks:
        number = int.from_bytes(one, "big")
        whole = whole | number if most == 1 else whole + number
    return whole.to_bytes(len(marks[0]), "big")


def between(start: int, stop: int, left_out: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the runs of rows, from one to before another, between those left out.

    >>> list(between(0, 6, [2, 3, 9]))
    [(0, 2), (4, 6)]
    """
    for place in sorted(left_out):
        if place >= stop:
            break
        if place > start:
            yield start, place
        start = place + 1
    if start < stop:
        yield start, stop
