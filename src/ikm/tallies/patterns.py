"""Patterns: rows of scores counted by how often each different row was met.

>>> from ikm.tallies.patterns import check_row, count_rows
>>> counts = count_rows(("a", "b"), {(4, 3): 2, (2, None): 1, (None, None): 5}, moments=True)
>>> counts.complete, counts.partial, counts.sum("a"), counts.moments["a", "b"].sum_ab
(2, 1, 10, 24)
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import plural
from ikm.tallies.counts import Counts, PairSums, plain_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.tallies.counts import Level

__all__ = ["check_row", "count_rows"]


def check_row(row: tuple[Level | None, ...], elements: tuple[str, ...], low: int, high: int) -> None:
    """Refuse a row of another length, or with a score off the scale, with an `OptionError`."""
    if len(row) != len(elements):
        raise OptionError(f"A row has {plural(len(row), 'score')}; the survey has {plural(len(elements), 'element')}.")
    for element, score in zip(elements, row, strict=True):
        if score is None:
            continue
        if isinstance(score, bool) or not isinstance(score, (int, Fraction)) or not low <= score <= high:
            raise OptionError(f"{element}: {score!r} is not a score from {low} to {high}.")


def count_rows(elements: tuple[str, ...], patterns: Mapping[tuple[Level | None, ...], int], *, moments: bool) -> Counts:
    """Count different rows, each of which was met so many times; rows of blanks only are nobody's."""
    sizes = [0, 0]
    levels: list[list[Counter[Level]]] = [[Counter() for _ in elements] for _ in sizes]
    pairs = {(i, j): [0, 0, 0, 0] for j in range(len(elements)) for i in range(j + 1)} if moments else {}
    for row, n in patterns.items():
        answered = [(i, score) for i, score in enumerate(row) if score is not None]
        if not answered:
            continue
        partial = len(answered) < len(row)
        sizes[partial] += n
        for i, score in answered:
            levels[partial][i][plain_level(score)] += n
        if moments:
            for last, (j, b) in enumerate(answered, 1):
                for i, a in answered[:last]:
                    sums: list[Level] = pairs[i, j]  # type: ignore[assignment]
                    sums[0] += n
                    sums[1] += a * n
                    sums[2] += b * n
                    sums[3] += a * b * n
    return Counts(
        sizes[0],
        sizes[1],
        dict(zip(elements, levels[0], strict=True)),
        dict(zip(elements, levels[1], strict=True)),
        {(elements[i], elements[j]): PairSums(n, *map(plain_level, sums)) for (i, j), (n, *sums) in pairs.items()}
        if moments
        else None,
    )
