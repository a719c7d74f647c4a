"""Stamped: the moments of many rows, held as numbers.

`StampRows` holds what a column of timestamps says of each row, as it is written: the place of its day among the
different days of the column, and its time of day.  `Stamped` holds what became of it once the column has decided which
number of a date is the day: the second of local time, counted since the calendar began, 0 where it is not known.

Both are held by Python for workbooks, frames and small files, and by numpy for large ones (`ikm.responses.arrays`).

>>> from datetime import datetime
>>> from ikm.responses.times.moments import second_of
>>> from ikm.responses.times.stamped import Stamped
>>> moments = Stamped(array("q", [second_of(datetime(2026, 3, 2, 8)), 0]))
>>> moments[0], moments[1], moments.known, moments.unknown(), moments.labelled("triwulan")
(datetime.datetime(2026, 3, 2, 8, 0), None, 1, [1], ['2026-Q1', ''])
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, datetime
from itertools import compress, count, islice
from operator import sub
from typing import TYPE_CHECKING, NamedTuple, overload

from ikm.responses.arrays import chosen, computed, counted, each, ends, filled, looked_up, marked
from ikm.responses.times.calendar import label_of
from ikm.responses.times.moments import DAY, moment_of, second_of
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.responses.arrays import Numbers
    from ikm.responses.times.periods import Period

__all__ = ["NEVER", "StampRows", "Stamped", "Walk"]

NEVER = 0
"""Stands for a moment that is not known: the calendar begins a day later."""


class Stamped(Sequence[datetime | None]):
    """Moments held as seconds; one that is not known is None.

    Parameters
    ----------
    seconds : array of int
        Seconds of local time since the day before the calendar's first.
    """

    seconds: Numbers

    def __init__(self, seconds: Numbers | None = None) -> None:
        self.seconds = array("q") if seconds is None else seconds

    def __len__(self) -> int:
        return len(self.seconds)

    @overload
    def __getitem__(self, index: int) -> datetime | None: ...
    @overload
    def __getitem__(self, index: slice) -> Stamped: ...
    def __getitem__(self, index: int | slice) -> datetime | Stamped | None:
        if isinstance(index, slice):
            return Stamped(self.seconds[index])
        second = int(self.seconds[index])
        return None if second == NEVER else moment_of(second)

    def __iter__(self) -> Iterator[datetime | None]:
        for second in each(self.seconds):
            yield None if second == NEVER else moment_of(second)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Stamped):
            return list(each(self.seconds)) == list(each(other.seconds))
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # an array has none either

    @property
    def known(self) -> int:
        """How many are known."""
        return filled(self.seconds).count(1)

    def unknown(self) -> list[int]:
        """Give the places of those that are not known."""
        return list(positions(filled(self.seconds), 0))

    def only(self, mask: bytes) -> Stamped:
        """Keep those marked 1."""
        return Stamped(chosen(self.seconds, mask))

    def within(self, period: Period) -> bytes:
        """Mark the moments of a period, one byte each: 1 for those in it, 0 for the others and the unknown."""
        first, end = second_of(period.first), second_of(period.end)
        return marked(self.seconds, lambda second: (first <= second) & (second < end))

    def span(self) -> tuple[datetime, datetime] | None:
        """Give the first and the last moment, if any is known.

        >>> Stamped(array("q", [DAY + 2, 0, DAY + 1])).span()
        (datetime.datetime(1, 1, 1, 0, 0, 1), datetime.datetime(1, 1, 1, 0, 0, 2))
        """
        known = chosen(self.seconds, filled(self.seconds))
        if not len(known):
            return None
        first, last = ends(known)
        return moment_of(first), moment_of(last)

    def labelled(self, part: str) -> Sequence[str]:
        """Name the part of the calendar of each moment, nothing where it is not known."""
        days = list(each(computed(lambda second: second // DAY, self.seconds)))
        names = {day: label_of(date.fromordinal(day), part) if day else "" for day in set(days)}
        return [names[day] for day in days]


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

    def __init__(self, places: Numbers, clocks: Numbers) -> None:
        self.places, self.clocks = places, clocks

    def only(self, mask: bytes) -> StampRows:
        """Keep those marked 1."""
        return StampRows(chosen(self.places, mask), chosen(self.clocks, mask))

    def counts(self, days: int) -> list[int]:
        """Count how often each day is met."""
        return counted(self.places, days)

    def zones(self, zones: int) -> list[int]:
        """Count how often each offset from UTC is written."""
        return counted(computed(lambda clock: clock // DAY, self.clocks), zones)

    def first(self, wanted: Sequence[bool], most: int) -> list[int]:
        """Find the first rows whose day is marked."""
        return list(islice(compress(count(), map(wanted.__getitem__, each(self.places))), most))

    def walk(self, numbers: Sequence[int]) -> Walk:
        """Follow the rows through time; each day's number in the calendar is given, 0 for days that do not count."""
        days = looked_up(numbers, self.places)
        walk = chosen(days, filled(days))
        steps = computed(sub, walk[1:], walk[:-1])
        # Sorted either way the rows go no further than from one end to the other.
        least, most = ends(walk)
        rising = not len(steps) or ends(steps)[0] >= 0
        return Walk(rising, sum(each(computed(abs, steps))) / max(most - least, 1))

    def stamped(self, numbers: Sequence[int]) -> Stamped:
        """Put days and times of day together; each day's number in the calendar is given, 0 where it is not known."""
        days = looked_up(numbers, self.places)
        return Stamped(computed(lambda day, clock: (day > 0) * (day * DAY + clock % DAY), days, self.clocks))
