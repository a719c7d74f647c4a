"""Respondents: how many answered, by everything in the table that says it.

The number that is stated, what the counts add up to, what each table of who answered adds up to, and what sum ÷ mean
comes to should be one number.

>>> from ikm.audits.respondents import respondents_of
>>> from ikm.audits.table import table_of
>>> table = table_of({"n": 134, "ikm": "83,95", "elements": [{"nrr": "3.265", "sum": 444}],
...                   "demographics": {"jenis_kelamin": {"L": 60, "P": 76}}})
>>> respondents_of(table)
RespondentCounts(stated=134, counts=(), sums=(136,), demographics={'jenis_kelamin': 136})
>>> respondents_of(table).differ
True
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.audits.table import PublishedTable

__all__ = ["RespondentCounts", "respondents_of"]

_LISTED = 10


@dataclass(frozen=True, slots=True)
class RespondentCounts:
    """How many answered, by each source.

    Parameters
    ----------
    stated : int, optional
        The number that is stated.
    counts : tuple of int
        What the counts of the elements add up to, each number once.
    sums : tuple of int
        The numbers that turn every sum into its mean; none where no number does, or no sums are printed.
    demographics : mapping
        What each table of who answered adds up to.
    """

    stated: int | None
    counts: tuple[int, ...]
    sums: tuple[int, ...]
    demographics: Mapping[str, int]

    @property
    def differ(self) -> bool:
        """Whether two sources cannot be of the same respondents.

        Fewer answers to one element than to another are blanks; more than there were respondents are not.
        """
        numbers = {*self.demographics.values()} | (set() if self.stated is None else {self.stated})
        if self.counts and (len(self.counts) == 1 or max(self.counts) > max(numbers, default=0)):
            numbers.add(max(self.counts))
        return len(numbers) > 1 or (bool(self.sums) and bool(numbers) and not numbers & {*self.sums})

    @property
    def known(self) -> int | None:
        """The number that sums or counts prove; None where they do not."""
        if len(self.counts) == 1:
            return self.counts[0]
        if self.stated in self.sums:
            return self.stated
        return self.sums[0] if len(self.sums) == 1 else None


def respondents_of(table: PublishedTable) -> RespondentCounts:
    """Find what a table says of how many answered."""
    counts = sorted({sum(one.counts.values()) for one in table.elements if one.counts is not None})
    return RespondentCounts(table.n, tuple(counts), _by_sums(table), dict(table.demographics))


def _by_sums(table: PublishedTable) -> tuple[int, ...]:
    """Find the numbers by which every sum is divided into its mean."""
    found: set[int] | None = None
    for one in table.elements:
        mean = one.mean
        if one.total is None or mean is None or mean.low <= 0:
            continue
        numbers = set(range(ceil(one.total / mean.high), floor(one.total / mean.low) + 1))
        found = numbers if found is None else found & numbers
    return tuple(sorted(found or ())[:_LISTED])
