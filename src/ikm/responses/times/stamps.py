"""Stamps: a column of timestamps, held while its rows pass.

Timestamps differ, their days and times of day recur.  Each different day and each different time of day is read once
(`ikm.responses.times.moments`) and a row holds two numbers: the place of its day, and its time of day with the offset
from UTC.  What a day stood in (a text, a cell stored as a date, a bare number, the name of a quarter) is told apart
with the day, so that nothing else has to be held of a row.

Cells come as Python's (`Stamps.take`), of workbooks, frames and small files, or as a block of bytes cut by numpy
(`Stamps.take_grid`); both may follow each other.  Nothing is decided here about day and month: that takes the whole
column (`ikm.responses.times.chronology`).

>>> from ikm.responses.times.stamps import Stamps
>>> stamps = Stamps()
>>> stamps.take(["05/03/2023 08.30", "31/03/2023 08.30", "Jumlah", None])
>>> [day.date for day in stamps.days]
[None, (5, 3, 2023), (31, 3, 2023), None]
>>> stamps.chosen(bytes([1, 0, 1, 1])).counts
[1, 1, 0, 1]
"""

from __future__ import annotations

import re
from array import array
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ikm.responses.arrays import quickened
from ikm.responses.times.moments import BLANK, DAY, Day, Reader, in_no_order, split
from ikm.responses.times.stamped import StampRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.responses.times.gridded import GriddedStamps
    from ikm.responses.times.moments import Figures, Kind
    from ikm.sources import Cell
    from ikm.sources.texts import Grid

__all__ = ["KEPT", "UNREAD", "Chosen", "Found", "Stamps"]

KEPT = 300
"""So many rows are found of a kind, to be named in findings."""

UNREAD = -1
"""Stands for a day or a time of day that is not written as it commonly is."""

_REMEMBERED = 20_000
"""Texts of rarer kinds that are remembered, and that may be shown."""

_SIGNS = frozenset(":.")
_MINUTES = re.compile(r"[:.]([0-5]\d)[:.]([0-5]\d)", re.ASCII)

_HALF = 999_500
"""Microseconds from which on the next second is meant."""


def _cut(clock: str) -> tuple[str, str, str]:
    """Cut a time of day into the hour with its sign, minutes and seconds with theirs, and what follows.

    >>> _cut("8:05:12 PM")
    ('8:', ':05:12', ' PM')
    """
    at = 2 if clock[1:2] in _SIGNS else 3
    return clock[:at], clock[at - 1 : at + 5], clock[at + 5 :]


class Found(NamedTuple):
    """Rows of one kind: how many there are, and the first `KEPT`."""

    number: int
    rows: Sequence[int]


class Chosen:
    """Some rows of a column of timestamps.

    Attributes
    ----------
    days : sequence of Day
        The different days of the column.
    counts : list of int
        How often each is met in these rows.
    zones : mapping from int to int
        How often each offset from UTC is written, in minutes.
    rows : StampRows
        The rows.
    """

    def __init__(self, days: Sequence[Day], zones: Sequence[int | None], rows: StampRows) -> None:
        self.days, self.rows = days, rows
        self.counts = rows.counts(len(days))
        written = rows.zones(len(zones)) if len(zones) > 1 else [0]
        self.zones = {zone: n for zone, n in zip(zones, written, strict=True) if zone is not None and n}

    def day(self, row: int) -> Day:
        """Give the day of a row."""
        return self.days[int(self.rows.places[row])]

    def met(self) -> list[Day]:
        """Give the different days of these rows."""
        return [day for day, number in zip(self.days, self.counts, strict=True) if number]

    def figures(self) -> set[Figures]:
        """Give the different dates whose day and month are to be told apart."""
        return {day.date for day in self.met() if isinstance(day.date, tuple)}

    def found(self, wanted: Iterable[bool]) -> Found:
        """Find the rows of some days, of which each is marked or not."""
        marks = list(wanted)
        number = sum(n for n, mark in zip(self.counts, marks, strict=True) if mark)
        return Found(number, self.rows.first(marks, min(number, KEPT)) if number else ())

    def of_kind(self, kind: Kind) -> Found:
        """Find the rows of one kind."""
        return self.found(day.kind == kind for day in self.days)


class Stamps:
    """A column of timestamps while its rows pass.

    Attributes
    ----------
    days : list of Day
        The different days, the first of them that of blank cells.
    zones : list of int or None
        The different offsets from UTC, in minutes; the first stands for none.
    """

    def __init__(self) -> None:
        self.days: list[Day] = [BLANK]
        self.zones: list[int | None] = [None]
        self._reader = Reader()
        self._places = {BLANK: 0}
        self._heads: dict[str, int] = {}
        self._tails: dict[str, int] = {}
        self._hours: dict[str, int] = {}
        self._minutes: dict[str, int] = {}
        self._typed: dict[int, int] = {}
        self._shown = 0
        self._remembered: dict[str, tuple[int, int]] = {}
        self._before = 0
        self._at, self._clocks = array("i"), array("i")
        self._gridded: GriddedStamps | None = None

    def __len__(self) -> int:
        return self._before + len(self._at)

    @property
    def size(self) -> int:
        """Bytes held."""
        held = (self._heads, self._tails, self._hours, self._minutes, self._remembered, self._places)
        texts = self._reader.held + sum(len(one) for one in held)
        return 8 * len(self) + 200 * texts + (0 if self._gridded is None else self._gridded.size)

    def take(self, cells: Iterable[Cell]) -> None:
        """Hold the timestamps of some rows, as cells of any kind."""
        heads, tails, hours, minutes = self._heads.get, self._tails.get, self._hours.get, self._minutes.get
        typed = self._typed
        put_place, put_clock = self._at.append, self._clocks.append
        for cell in cells:
            if type(cell) is str:
                # As `split` and `_cut` do, whose calls would cost as much as all the rest.
                head, _, tail = cell.partition(" ")
                if (place := heads(head)) is None and cell[10:11] == "T":
                    head, tail = cell[:10], cell[11:]
                    place = heads(head)
                at = 2 if tail[1:2] in _SIGNS else 3
                start, rest = hours(tail[:at] + tail[at + 5 :]), minutes(tail[at - 1 : at + 5])
                clock = tails(tail) if start is None or rest is None else start + rest
                if place is None or clock is None:
                    place, clock = self._read(cell)
            elif type(cell) is datetime and cell.tzinfo is None and cell.microsecond < _HALF:
                place = typed.get(cell.toordinal())
                if place is None:
                    place = self._typed_day(cell.date())
                clock = cell.hour * 3600 + cell.minute * 60 + cell.second
            elif type(cell) is date:
                place, clock = typed.get(cell.toordinal()), 0
                if place is None:
                    place = self._typed_day(cell)
            else:
                place, clock = self._read(cell)
            put_place(place)
            put_clock(clock)

    def take_grid(self, grid: Grid, column: int) -> None:
        """Hold the timestamps of a block of a large file."""
        if self._gridded is None:
            from ikm.responses.times.gridded import GriddedStamps  # noqa: PLC0415 - numpy, which few files need

            self._gridded = GriddedStamps(self._day_of, self._clock_of, self._read)
        self._hand_over()
        self._before += self._gridded.take(grid, column)

    def _hand_over(self) -> None:
        """Put the rows taken as cells behind those of the blocks before."""
        if self._gridded is not None and len(self._at):
            self._gridded.add(self._at, self._clocks)
            self._before += len(self._at)
            self._at, self._clocks = array("i"), array("i")

    def _typed_day(self, day: date) -> int:
        place = self._typed[day.toordinal()] = self._placed(Day(day, "typed"))
        return place

    def _read(self, cell: Cell) -> tuple[int, int]:
        """Read a cell of any kind: the place of its day, and its time of day."""
        if not isinstance(cell, str):
            moment = self._reader.moment(cell)
            return self._placed(moment.day), self._clocked(moment.second, moment.zone)
        found = self._remembered.get(cell)
        if found is None:
            head, tail = split(cell)
            place = self._day_of(head)
            clock = UNREAD if place == UNREAD else self._clock_parts(tail)
            if clock != UNREAD:
                self._heads[head] = place
                return place, clock
            moment = self._reader.unusual(cell)
            found = self._placed(moment.day), self._clocked(moment.second, moment.zone)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[cell] = found
        return found

    def _day_of(self, text: str) -> int:
        """Give the place of a day that is written as it commonly is."""
        day = self._reader.day(text)
        # Of figures that are no date the cell is told, which holds more than the day.
        if day is None or (isinstance(day, tuple) and in_no_order(day)):
            return UNREAD
        return self._placed(Day(day, "text"))

    def _clock_of(self, text: str) -> int:
        """Give the number of a time of day that is written as it commonly is."""
        clock = self._reader.clock(text)
        return UNREAD if clock is None else self._clocked(*clock)

    def _clock_parts(self, text: str) -> int:
        """Read a time of day; of ``8:05:12 PM`` what stands around the minutes, and them apart: both recur."""
        hour, middle, ending = _cut(text)
        found = _MINUTES.fullmatch(middle)
        if found is None:
            clock = self._clock_of(text)
            if clock != UNREAD:
                self._tails[text] = clock
            return clock
        start = self._clock_of(f"{hour}00:00{ending}")
        if start == UNREAD:
            return UNREAD
        self._hours[hour + ending] = start
        self._minutes[middle] = rest = int(found[1]) * 60 + int(found[2])
        return start + rest

    def _placed(self, day: Day) -> int:
        place = self._places.get(day)
        if place is not None:
            return place
        if day.shown is not None:
            if self._shown == _REMEMBERED:
                return self._placed(day._replace(shown=None))
            self._shown += 1
        self._places[day] = len(self.days)
        self.days.append(day)
        return len(self.days) - 1

    def _clocked(self, second: int, zone: int | None) -> int:
        if zone not in self.zones:
            self.zones.append(zone)
        return self.zones.index(zone) * DAY + second

    def chosen(self, mask: bytes | None = None) -> Chosen:
        """Give the rows marked 1, or all.

        Parameters
        ----------
        mask : bytes, optional
            One byte for each row.
        """
        self._hand_over()
        rows = (
            StampRows(quickened(self._at), quickened(self._clocks)) if self._gridded is None else self._gridded.rows()
        )
        return Chosen(self.days, self.zones, rows if mask is None or 0 not in mask else rows.only(mask))
