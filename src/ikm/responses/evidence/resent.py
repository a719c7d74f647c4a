"""Resent: a questionnaire that one person sent again within a minute, as when Submit is pressed twice.

It is the same person where a personal cell names the same e-mail address or number, or where everything but the time is
the same and a personal cell says something; and the answers are the same, cell by cell.  Of such questionnaires each
stands within a minute of the one before it.  An account that fills in for many people sends alike answers in a row as
well, and is no such person.

>>> resent([100, 103, 500, 104], [[0, 1, 2]], lambda one, other: True)
{1: 0}
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ikm.responses.arrays import Numbers

__all__ = ["resent"]

_APART = 60
"""Seconds."""
_TWO = 2


def resent(seconds: Numbers, groups: Iterable[Sequence[int]], same: Callable[[int, int], bool]) -> dict[int, int]:
    """Find the rows that repeat one sent shortly before by the same person.

    Parameters
    ----------
    seconds : sequence or array of int
        When each row was sent.
    groups : iterable of sequence of int
        Rows of one person, two and more in each.
    same : callable
        Tells of two rows whether their answers are the same.

    Returns
    -------
    dict
        For each such row the first that it repeats, in the order of the file.
    """
    # Python's numbers: those of numpy are slow one by one, and most groups are two rows far apart.
    when = seconds if isinstance(seconds, (list, tuple)) else memoryview(seconds)  # type: ignore[arg-type]  # numpy has one
    pairs = set()
    for rows in groups:
        if len(rows) > _TWO or abs(when[rows[0]] - when[rows[1]]) <= _APART:
            timed = sorted((when[row], row) for row in rows)
            pairs |= {(one, other) for one, other in pairwise(timed) if other[0] - one[0] <= _APART}
    first: dict[int, int] = {}
    for (_, one), (_, other) in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        if same(one, other):
            first.setdefault(other, first.get(one, one))
    return dict(sorted(first.items()))
