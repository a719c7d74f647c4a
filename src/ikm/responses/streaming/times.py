r"""Times: a column of timestamps held as numbers, two for each row.

Timestamps differ, their days and times of day recur.  `StampColumn` numbers the two apart while the blocks pass, and
reads each different one once, by the same tables as `ikm.responses.times.moments`; `read_stamps` then decides about the
whole column as `ikm.responses.times.columns` does, and says the same.

>>> from ikm.sources.texts.cutting import grids
>>> (grid,) = grids(iter([b"05/03/2023 08.30\n31/03/2023 15.45\nkemarin\n"]), b",", 1)
>>> column = StampColumn()
>>> column.take(grid, 0)
>>> stamps = read_stamps(column, np.ones(3, bool), [2, 3, 4], 0)
>>> stamps.order, stamps.values[0], [finding.code for finding in stamps.findings]
('dmy', datetime.datetime(2023, 3, 5, 8, 30), ['time-unreadable'])
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Literal, overload

import numpy as np

from ikm.findings import display
from ikm.responses.rows.names import names_total
from ikm.responses.streaming.clocks import ClockTexts
from ikm.responses.streaming.starts import NotPlain
from ikm.responses.times.calendar import label_of
from ikm.responses.times.columns import Times
from ikm.responses.times.dates import DateOrder, Walk
from ikm.responses.times.findings import FAR, KEPT, YEARS, Told, doubted_from
from ikm.responses.times.moments import DAY, Moments, as_date, moment_of, read_clock, read_date, second_of, shown
from ikm.sources.texts import Vocabulary, parts, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import time

    import numpy.typing as npt

    from ikm.responses.times.dates import FigureOrder
    from ikm.responses.times.moments import Figures
    from ikm.responses.times.periods import Period
    from ikm.sources.texts import Grid

    Numbers = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["NEVER", "StampColumn", "Stamped", "read_stamps"]

_BLANK, _UNREAD = -1, -2
NEVER = np.iinfo(np.int64).min
"""Stands for a moment that is not known."""

_REMEMBERED = 20_000


class Stamped(Sequence[datetime | None]):
    """Moments held as seconds; one that is not known is None.

    Parameters
    ----------
    seconds : array of int
        Seconds of local time since the first day of the calendar.
    """

    def __init__(self, seconds: Numbers) -> None:
        self.seconds = seconds
        self.known = seconds != NEVER

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

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Stamped):
            return bool(np.array_equal(self.seconds, other.seconds))
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # an array has none either

    def within(self, period: Period) -> bytes:
        """Mark the moments of a period."""
        first, end = second_of(period.first), second_of(period.end)
        inside: Mask = self.known & (self.seconds >= first) & (self.seconds < end)
        return inside.tobytes()

    def span(self) -> tuple[datetime, datetime] | None:
        """Give the first and the last moment, if any is known."""
        known = self.seconds[self.known]
        return (moment_of(int(known.min())), moment_of(int(known.max()))) if len(known) else None

    def labelled(self, part: str) -> list[str]:
        """Name the part of the calendar of each moment, every day once."""
        days, at = np.unique(np.where(self.known, self.seconds // DAY, -1), return_inverse=True)
        names = ["" if day < 0 else label_of(moment_of(day * DAY), part) for day in days.tolist()]
        return list(map(names.__getitem__, at.tolist()))


class StampColumn:
    """A column of timestamps while its blocks pass.

    Attributes
    ----------
    days : list
        The different days, or figures of one.
    zones : list of int or None
        The different offsets from UTC, in minutes.
    serials : array of int
        Rows with bare day numbers.
    last : array of int
        A number for the text of each cell of the block taken last.
    """

    def __init__(self) -> None:
        self.last: Numbers = np.zeros(0, np.int64)
        self.days: list[date | Figures] = []
        self.zones: list[int | None] = []
        self.serials = array("q")
        self._unread: dict[int, str] = {}
        self._no_days: dict[int, str | None] = {}
        self._rows = 0
        self._place: dict[object, int] = {}
        self._heads, self._clocks = Vocabulary(), ClockTexts(self._clock)
        self._head_days = np.zeros(0, np.int32)
        self._no_day = np.zeros(0, bool)
        self._read: dict[str, tuple[int, int, bool]] = {}
        self._at: list[npt.NDArray[np.int32]] = []
        self._time: list[npt.NDArray[np.int32]] = []

    @property
    def size(self) -> int:
        """Bytes held."""
        return 8 * self._rows + 200 * (len(self._read) + len(self._place)) + self._heads.size + self._clocks.size

    @property
    def texts(self) -> dict[int, str | None]:
        """What stands, as far as it may be shown, in the first cells that hold no day of the calendar."""
        return {**self._unread, **self._no_days}

    def take(self, grid: Grid, column: int) -> None:
        """Hold the timestamps of one block's ordinary records."""
        starts, lengths = grid.starts[column], grid.lengths[column]
        gap = grid.made("date", column, partial(_date_lengths, grid)).copy()
        behind = np.minimum(gap + 1, lengths)
        heads = self._heads.take(grid, starts, gap)
        clocks, texts = self._clocks.take(grid, starts + behind, lengths - behind)
        self.last = (heads << 40) | texts
        more = [_UNREAD if day is None else self._numbered(day) for day in self._fresh_days()]
        self._head_days = np.append(self._head_days, np.array(more, np.int32))
        days = self._head_days[heads]
        for row, text in grid.texts(column, np.flatnonzero((days < 0) | (clocks < 0))):
            days[row], clocks[row] = self._exception(text, self._rows + row)
        if len(self._no_days) < KEPT:
            # Where the year comes first, such figures may be a date after all; then nobody asks for these texts.
            more_no = [isinstance(day, tuple) and _in_no_order(day) for day in self.days[len(self._no_day) :]]
            self._no_day = np.append(self._no_day, np.array(more_no, bool))
            rows = np.flatnonzero(days >= 0)
            for row, text in grid.texts(column, rows[self._no_day[days[rows]]][:KEPT]):
                self._no_days[self._rows + row] = shown(text)
        self._at.append(days)
        self._time.append(clocks)
        self._rows += len(days)

    def _fresh_days(self) -> Iterator[date | Figures | None]:
        """Read the days that are new, each once."""
        return map(read_date, self._heads.texts[len(self._head_days) :])

    def _numbered(self, day: date | Figures) -> int:
        place = self._place.setdefault(day, len(self.days))
        if place == len(self.days):
            self.days.append(day)
        return place

    def _clock(self, text: str) -> int:
        """Read a time of day as a number: the second of the day, and which offset from UTC is written."""
        clock = read_clock(text)
        return _UNREAD if clock is None else self._clock_number(*clock)

    def _clock_number(self, at: time, zone: int | None) -> int:
        if zone not in self.zones:
            self.zones.append(zone)
        return self.zones.index(zone) * DAY + at.hour * 3600 + at.minute * 60 + at.second

    def _exception(self, text: str, row: int) -> tuple[int, int]:
        """Read a timestamp that is no day, a blank, and a time of day."""
        found = self._read.get(text)
        if found is None:
            found = self._decoded(text)
            if len(self._read) < _REMEMBERED:
                self._read[text] = found
        day, clock, serial = found
        if serial:
            self.serials.append(row)
        if day == _UNREAD and len(self._unread) < KEPT and (told := shown(text)) is not None:
            self._unread[row] = told
        return day, clock

    def _decoded(self, text: str) -> tuple[int, int, bool]:
        if names_total(text):
            raise NotPlain
        cell = Moments([text])
        if cell.epochs or cell.spans:
            raise NotPlain
        if cell.unread:
            return _UNREAD, _UNREAD, False
        if cell.waiting:
            _, day, at = cell.waiting[0]
            figures: date | Figures = day
        elif (moment := cell.out[0]) is not None:
            figures, at = moment.date(), moment.time()
        else:
            return _BLANK, _BLANK, False
        zone = next(iter(cell.zones), None)
        return self._numbered(figures), self._clock_number(at, zone), bool(cell.serials)

    def numbers(self) -> tuple[Numbers, Numbers]:
        """Give the day of each row, as a place in ``days``, and its time of day as a number of `_clock`."""
        return stacked(self._at, np.int32), stacked(self._time, np.int32)


def _date_lengths(grid: Grid, starts: Numbers, lengths: Numbers) -> Numbers:
    """Find where the date ends: at the first blank, or at a T behind ten bytes."""
    gap = np.minimum(lengths, 10)
    first = ~((grid.bytes[starts + 10] == ord(" ")) | (grid.bytes[starts + 10] == ord("T"))) & (lengths > 0)
    blank = ord(" ")
    early = np.zeros(len(starts), bool)
    for at in range(10):
        early |= (grid.bytes[starts + at] == blank) & (lengths > at)
    unusual = np.flatnonzero((first & (lengths > 10)) | early)
    if len(unusual):
        spaces = np.append(np.flatnonzero(grid.bytes[: len(grid.data)] == blank), len(grid.data))
        found = spaces[np.searchsorted(spaces, starts[unusual])] - starts[unusual]
        gap[unusual] = np.minimum(found, lengths[unusual])
        tee = (lengths[unusual] > 10) & (grid.bytes[starts[unusual] + 10] == ord("T"))
        gap[unusual[tee]] = 10
    return gap


def _in_no_order(figures: Figures) -> bool:
    return as_date(figures, "dmy") is None and as_date(figures, "mdy") is None


class _Waiting:
    """The dates of a column whose day and month are to be told apart, by rows."""

    def __init__(self, days: list[date | Figures], at: Numbers) -> None:
        self._days = days
        self._is_figures = np.array([isinstance(day, tuple) for day in days] or [False])
        self.index = np.flatnonzero((at >= 0) & self._is_figures[np.maximum(at, 0)])
        self._at = at[self.index]
        self.distinct = {day for place in np.unique(self._at).tolist() if isinstance(day := days[place], tuple)}

    def rows(self, among: AbstractSet[Figures]) -> list[int]:
        wanted = np.array([day in among for day in self._days] or [False])
        rows: list[int] = self.index[wanted[self._at]].tolist()
        return rows

    def walk(self, days: Mapping[Figures, int]) -> Walk:
        numbers = np.array([days.get(day, -1) if isinstance(day, tuple) else -1 for day in self._days] or [-1])
        walk = numbers[self._at]
        walk = walk[walk >= 0]
        steps = np.diff(walk)
        way = max(int(walk.max()) - int(walk.min()), 1)
        return Walk(bool((steps >= 0).all()), int(np.abs(steps).sum()) / way)


def read_stamps(
    held: StampColumn,
    mask: Mask,
    numbers: Sequence[int],
    column: int,
    *,
    order: Literal["dmy", "mdy"] | None = None,
) -> Times:
    """Read a column of timestamps, as `ikm.responses.times.columns.read_times` does.

    Parameters
    ----------
    held : StampColumn
        The column.
    mask : array of bool
        Which of its rows are respondents.
    numbers : sequence of int
        The file's row number of each respondent.
    column : int
        The file's column, from 0, for the findings.
    order : {"dmy", "mdy"}, optional
        Which number is the day, when the caller knows.
    """
    at, clock_at = held.numbers()
    texts, serials = held.texts, held.serials
    if not mask.all():
        at, clock_at = at[mask], clock_at[mask]
        place = np.cumsum(mask) - 1
        texts = {int(place[row]): text for row, text in texts.items() if mask[row]}
        serials = array("q", (int(place[row]) for row in serials if mask[row]))
    waiting = _Waiting(held.days, at)
    reading = DateOrder(waiting)
    chosen, decided = reading.decide(order)
    day_of = _ordinals(held.days, reading, chosen, turned=False)
    out = _seconds(day_of, at, clock_at)
    other = np.zeros(0, np.int64)
    if not decided:
        other = _seconds(_ordinals(held.days, reading, chosen, turned=True), at, clock_at)

    told = Told(texts.get, numbers, column, None)
    told.order(reading, chosen, decided=decided)
    zones = _zones(held.zones, clock_at)
    told.zones(zones)
    told.serials(serials)
    day_at = np.maximum(at, 0)
    unread = np.flatnonzero((out == NEVER) & (at != _BLANK)).tolist()
    told.unreadable(unread, int((out != NEVER).sum()))
    years = np.array([date.fromordinal(day).year if day > 0 else 0 for day in day_of.tolist()])
    _impossible(years, day_at, out, other, told)
    _far(years, day_at, out, told)
    written = int((at >= 0).sum()) > len(serials)
    seen: FigureOrder | None = chosen if len(waiting.index) else "ymd" if written else None
    turned_round: Sequence[datetime | None] = Stamped(other) if len(other) else ()
    return Times(
        Stamped(out),
        seen,
        decided,
        tuple(told.findings),
        turned_round,
        column,
        None,
        unread=len(unread),
        utc=set(zones) == {0},
    )


def _seconds(days: Numbers, at: Numbers, clock_at: Numbers) -> Numbers:
    """Put days and times of day together, some rows at a time."""
    out = np.full(len(at), NEVER, np.int64)
    for part in parts(len(at)):
        day = np.where(at[part] >= 0, days[np.maximum(at[part], 0)], _UNREAD)
        known = day > 0
        out[part][known] = day[known] * DAY + clock_at[part][known] % DAY
    return out


def _zones(zones: Sequence[int | None], at: Numbers) -> dict[int, int]:
    """Count how often each offset from UTC is written."""
    counts = np.zeros(len(zones), np.int64)
    for part in parts(len(at)):
        counts += np.bincount(at[part][at[part] >= 0] // DAY, minlength=len(zones))
    return {zone: number for zone, number in zip(zones, counts.tolist(), strict=True) if zone is not None and number}


def _ordinals(days: Sequence[date | Figures], reading: DateOrder, chosen: FigureOrder, *, turned: bool) -> Numbers:
    """Give the number of each day in the calendar, or that there is none such."""
    found = []
    for day in days:
        if isinstance(day, date):
            found.append(day.toordinal())
            continue
        read = reading.day(day, chosen)
        other = reading.turned(day, chosen) if turned and read is not None else None
        found.append(_UNREAD if read is None else (other or read).toordinal())
    return np.array(found or [_UNREAD], np.int64)


def _impossible(years: Numbers, at: Numbers, out: Numbers, other: Numbers, told: Told) -> None:
    """Tell of years no survey is of, and forget these moments."""
    wrong = (years != 0) & ((years < YEARS.start) | (years >= YEARS.stop))
    if not wrong.any():
        return
    rows = np.flatnonzero((out != NEVER) & wrong[at])
    told.rows("time-impossible", rows.tolist(), lambda row: str(int(years[at[row]])))
    out[rows] = NEVER
    if len(other):
        other[rows] = NEVER


def _far(years: Numbers, at: Numbers, out: Numbers, told: Told) -> None:
    """Tell of a few lone moments years from all others."""
    met: Counter[int] = Counter()
    for part in parts(len(at)):
        counts = np.bincount(at[part][out[part] != NEVER], minlength=len(years))
        for day in np.flatnonzero(counts).tolist():
            met[int(years[day])] += int(counts[day])
    middle = doubted_from(met)
    if middle is not None:
        rows = np.flatnonzero((out != NEVER) & (np.abs(years - middle) > FAR)[at])
        told.lone(rows.tolist(), met.total(), lambda row: display(moment_of(int(out[row]))))
