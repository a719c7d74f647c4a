"""Stamped: the moments of many rows, held as numbers.

`StampRows` holds what a column of timestamps says of each row, as it is written: the place of its day among the
different days of the column, and its time of day.  `Stamped` holds what became of it once the column has decided which
number of a date is the day: the second of local time, counted since the calendar began, 0 where it is not known.

Both have a body here, for the columns of workbooks, frames and small files, and one for the columns of large files
(`ikm.responses.times.vectors`), which does the same with numpy and is loaded by none of the others.

>>> from datetime import datetime
>>> from ikm.responses.times.moments import second_of
>>> from ikm.responses.times.stamped import Stamped
>>> moments = Stamped(array("q", [second_of(datetime(2026, 3, 2, 8)), 0]))
>>> moments[0], moments[1], moments.known, moments.unknown(), moments.labelled("triwulan")
(datetime.datetime(2026, 3, 2, 8, 0), None, 1, [1], ['2026-Q1', ''])
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import compress, count, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

from ikm.responses.times.calendar import label_of
from ikm.responses.times.moments import DAY, moment_of, second_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt

    from ikm.responses.times.periods import Period

__all__ = ["NEVER", "StampRows", "Stamped", "Walk", "named"]

NEVER = 0
"""Stands for a moment that is not known: the calendar begins a day later."""


class Stamped(Sequence[datetime | None]):
    """Moments held as seconds; one that is not known is None.

    Parameters
    ----------
    seconds : array of int
        Seconds of local time since the day before the calendar's first.
    """

    seconds: array[int] | npt.NDArray[np.int64]

    def __init__(self, seconds: array[int] | None = None) -> None:
        self.seconds = array("q") if seconds is None else seconds

    def __len__(self) -> int:
        return len(self.seconds)

    @overload
    def __getitem__(self, index: int) -> datetime | None: ...
    @overload
    def __getitem__(self, index: slice) -> Stamped: ...
    def __getitem__(self, index: int | slice) -> datetime | Stamped | None:
        if isinstance(index, slice):
            return type(self)(self.seconds[index])  # type: ignore[arg-type]  # each body slices into its own kind
        second = int(self.seconds[index])
        return None if second == NEVER else moment_of(second)

    def __iter__(self) -> Iterator[datetime | None]:
        for second in self.seconds.tolist():
            yield None if second == NEVER else moment_of(second)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Stamped):
            return bool(self.seconds.tolist() == other.seconds.tolist())
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # an array has none either

    @property
    def known(self) -> int:
        """How many are known."""
        return len(self) - self.seconds.tolist().count(NEVER)

    def unknown(self) -> list[int]:
        """Give the places of those that are not known."""
        return [row for row, second in enumerate(self.seconds) if second == NEVER]

    def only(self, mask: bytes) -> Stamped:
        """Keep those marked 1."""
        return Stamped(array("q", compress(self.seconds, mask)))

    def within(self, period: Period) -> bytes:
        """Mark the moments of a period, one byte each: 1 for those in it, 0 for the others and the unknown."""
        first, end = second_of(period.first), second_of(period.end)
        return bytes([first <= second < end for second in self.seconds])

    def span(self) -> tuple[datetime, datetime] | None:
        """Give the first and the last moment, if any is known.

        >>> Stamped(array("q", [DAY + 2, 0, DAY + 1])).span()
        (datetime.datetime(1, 1, 1, 0, 0, 1), datetime.datetime(1, 1, 1, 0, 0, 2))
        """
        known = [second for second in self.seconds if second != NEVER]
        return (moment_of(min(known)), moment_of(max(known))) if known else None

    def labelled(self, part: str) -> Sequence[str]:
        """Name the part of the calendar of each moment, nothing where it is not known."""
        days = [second // DAY for second in self.seconds]
        names = named(set(days), part)
        return [names[day] for day in days]


def named(days: set[int], part: str) -> dict[int, str]:
    """Name the part of the calendar that each of some days lies in."""
    return {day: label_of(date.fromordinal(day), part) if day else "" for day in days}


class Walk(NamedTuple):
    """How rows go through time: never back, and how far in all, against the straight way (1 when sorted)."""

    rising: bool
    detours: float


class StampRows:
    """What a column of timestamps says of some rows.

    Parameters
    ----------
    places : array of int
        For each row the place of its day in the list of the column's different days.
    clocks : array of int
        For each row its time of day: the second, and `DAY` times the place of the offset from UTC that is written.
    """

    places: array[int] | npt.NDArray[np.int32]
    clocks: array[int] | npt.NDArray[np.int32]

    def __init__(self, places: array[int], clocks: array[int]) -> None:
        self.places, self.clocks = places, clocks

    def only(self, mask: bytes) -> StampRows:
        """Keep those marked 1."""
        return StampRows(array("i", compress(self.places, mask)), array("i", compress(self.clocks, mask)))

    def counts(self, days: int) -> list[int]:
        """Count how often each day is met."""
        met = Counter(self.places)
        return [met[place] for place in range(days)]

    def zones(self, zones: int) -> list[int]:
        """Count how often each offset from UTC is written."""
        met = Counter(clock // DAY for clock in self.clocks)
        return [met[place] for place in range(zones)]

    def first(self, wanted: Sequence[bool], most: int) -> list[int]:
        """Find the first rows whose day is marked."""
        return list(islice(compress(count(), map(wanted.__getitem__, self.places)), most))

    def walk(self, numbers: Sequence[int]) -> Walk:
        """Follow the rows through time; each day's number in the calendar is given, 0 for days that do not count."""
        walk = [number for place in self.places if (number := numbers[place])]
        steps = [b - a for a, b in pairwise(walk)]
        # Sorted either way the rows go no further than from one end to the other.
        return Walk(min(steps, default=0) >= 0, sum(map(abs, steps)) / max(max(walk) - min(walk), 1))

    def stamped(self, numbers: Sequence[int]) -> Stamped:
        """Put days and times of day together; each day's number in the calendar is given, 0 where it is not known."""
        starts = [number * DAY for number in numbers]
        rows = zip(self.places, self.clocks, strict=True)
        return Stamped(
            array("q", [start + clock % DAY if (start := starts[place]) else NEVER for place, clock in rows])
        )
