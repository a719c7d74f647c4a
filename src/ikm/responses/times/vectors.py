"""Arrays: the moments of a large file's rows, counted and compared by numpy.

The same as `ikm.responses.times.stamped`, for columns of a million rows; no small file loads this module.

>>> from datetime import datetime
>>> from ikm.responses.times.moments import second_of
>>> moments = StampedArray(np.array([second_of(datetime(2026, 3, 2, 8)), 0]))
>>> moments[0], moments[1], moments.known, moments.unknown(), moments.labelled("triwulan")
(datetime.datetime(2026, 3, 2, 8, 0), None, 1, [1], ['2026-Q1', ''])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.responses.times.moments import DAY, moment_of, second_of
from ikm.responses.times.stamped import NEVER, Stamped, StampRows, Walk, named
from ikm.sources.texts import parts

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    import numpy.typing as npt

    from ikm.responses.times.periods import Period

    Numbers = npt.NDArray[np.int64]
    Places = npt.NDArray[np.int32]

__all__ = ["RowArrays", "StampedArray"]


class StampedArray(Stamped):
    """Moments held as an array of seconds."""

    seconds: Numbers

    def __init__(self, seconds: Numbers) -> None:
        self.seconds = seconds

    def __iter__(self) -> Iterator[datetime | None]:
        for part in parts(len(self)):
            yield from Stamped.__iter__(StampedArray(self.seconds[part]))

    @property
    def known(self) -> int:
        """How many are known."""
        return int(np.count_nonzero(self.seconds))

    def unknown(self) -> list[int]:
        """Give the places of those that are not known."""
        rows: list[int] = np.flatnonzero(self.seconds == NEVER).tolist()
        return rows

    def only(self, mask: bytes) -> StampedArray:
        """Keep those marked 1."""
        return StampedArray(self.seconds[np.frombuffer(mask, np.bool_)])

    def within(self, period: Period) -> bytes:
        """Mark the moments of a period, one byte each: 1 for those in it, 0 for the others and the unknown."""
        inside = (self.seconds >= second_of(period.first)) & (self.seconds < second_of(period.end))
        return bytes(inside.tobytes())

    def span(self) -> tuple[datetime, datetime] | None:
        """Give the first and the last moment, if any is known."""
        known = self.seconds[self.seconds != NEVER]
        return (moment_of(int(known.min())), moment_of(int(known.max()))) if len(known) else None

    def labelled(self, part: str) -> Sequence[str]:
        """Name the part of the calendar of each moment, nothing where it is not known."""
        labels: list[str] = []
        names: dict[int, str] = {}
        for rows in parts(len(self)):
            days = (self.seconds[rows] // DAY).tolist()
            names |= named(set(days) - names.keys(), part)
            labels += map(names.__getitem__, days)
        return labels


class RowArrays(StampRows):
    """What a column of timestamps says of some rows, as two arrays."""

    places: Places
    clocks: Places

    def __init__(self, places: Places, clocks: Places) -> None:
        self.places, self.clocks = places, clocks

    @classmethod
    def of(cls, places: array[int], clocks: array[int]) -> RowArrays:
        """Take over what Python holds."""
        return cls(np.frombuffer(places, np.int32), np.frombuffer(clocks, np.int32))

    def only(self, mask: bytes) -> RowArrays:
        """Keep those marked 1."""
        kept = np.frombuffer(mask, np.bool_)
        return RowArrays(self.places[kept], self.clocks[kept])

    def counts(self, days: int) -> list[int]:
        """Count how often each day is met."""
        return _counts((self.places[part] for part in parts(len(self.places))), days)

    def zones(self, zones: int) -> list[int]:
        """Count how often each offset from UTC is written."""
        return _counts((self.clocks[part] // DAY for part in parts(len(self.clocks))), zones)

    def first(self, wanted: Sequence[bool], most: int) -> list[int]:
        """Find the first rows whose day is marked."""
        marks = np.array(wanted, bool)
        rows: list[int] = []
        for part in parts(len(self.places)):
            rows += (np.flatnonzero(marks[self.places[part]])[: most - len(rows)] + part.start).tolist()
            if len(rows) == most:
                break
        return rows

    def walk(self, numbers: Sequence[int]) -> Walk:
        """Follow the rows through time; each day's number in the calendar is given, 0 for days that do not count."""
        walk = np.array(numbers, np.int32)[self.places]
        walk = walk[walk > 0]
        steps = np.diff(walk)
        way = max(int(walk.max()) - int(walk.min()), 1)
        return Walk(bool((steps >= 0).all()), int(np.abs(steps).sum(dtype=np.int64)) / way)

    def stamped(self, numbers: Sequence[int]) -> StampedArray:
        """Put days and times of day together; each day's number in the calendar is given, 0 where it is not known."""
        starts = np.array(numbers, np.int64) * DAY
        out = np.empty(len(self.places), np.int64)
        for part in parts(len(out)):
            start = starts[self.places[part]]
            out[part] = np.where(start > 0, start + self.clocks[part] % DAY, NEVER)
        return StampedArray(out)


def _counts(met: Iterator[Places], number: int) -> list[int]:
    counts = np.zeros(number, np.int64)
    for places in met:
        counts += np.bincount(places, minlength=number)
    found: list[int] = counts.tolist()
    return found
