"""Moments: one cell of a timestamp column, as people and programs write it.

Forms, Sheets and Excel write ``2023/12/31 3:45:12 PM GMT+7``, ``31/12/2023 15:45:12``, ``2023-12-31T15:45:12``,
``31-12-2023 15.45``, ``31 Desember 2023 pukul 15.45 WIB``, a typed cell, or a bare number; rarer forms are brought into
these (`ikm.responses.times.spellings`).  All forms are a closed set: other text is not read at all, whatever the
computer's language.

A date in figures that ends in the year stays three numbers here; which of them is the day is decided by the whole
column (`ikm.responses.times.columns`).

>>> from ikm.responses.times.moments import Moments
>>> moments = Moments(["2023/12/31 3:45:12 PM GMT+7", "31/12/2023 15.45", "kemarin", None])
>>> print(moments.out[0])
2023-12-31 15:45:12
>>> moments.waiting, moments.unread
([(1, (31, 12, 2023), datetime.time(15, 45))], [2])
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from ikm.findings import display
from ikm.responses.times.months import MONTHS
from ikm.responses.times.spellings import counted, respelled, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "DAY", "Clock", "Figures", "Moments", "as_date", "moment_of", "read_clock", "read_date", "second_of",
    "shown",
]  # fmt: skip

Figures: TypeAlias = tuple[int, int, int]
"""A date's three numbers in the order written."""

Clock: TypeAlias = tuple[time, int | None]
"""A time of day, and the offset from UTC in minutes where one is written."""

_MIDNIGHT = time()
_COMPACT = 20_000_000
"""The least number that may be a day of this century, ``20000101``."""

DAY = 86_400
"""Seconds of a day."""

_ZONES = {"wib": 7 * 60, "wita": 8 * 60, "wit": 9 * 60, "z": 0}
_REMOVED = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2069, 0xFEFF))


class Moments:
    """A column's cells, read one by one: what is certain is read, dates of doubtful order wait.

    Parameters
    ----------
    values : sequence
        The cells, in the order of the rows.

    Attributes
    ----------
    out : list of datetime or None
        The moment of each cell, to the second; none where it is blank, waiting or unread.
    waiting : list of tuple
        Index, figures and time of day of each date whose day and month are to be told apart.
    unread : list of int
        Indices of cells that hold something else than a moment.
    typed, serials, epochs : list of int
        Indices of cells the workbook stores as dates, of bare day numbers, and of seconds since 1970.
    spans : dict
        When the month or quarter is over that a cell names, by its index; ``out`` holds when it begins.
    zones : dict
        How often each offset from UTC is written, in minutes.
    written : bool
        Whether any moment stood as text.
    """

    def __init__(self, values: Sequence[object]) -> None:
        self.out: list[datetime | None] = []
        self.waiting: list[tuple[int, Figures, time]] = []
        self.unread: list[int] = []
        self.typed: list[int] = []
        self.serials: list[int] = []
        self.epochs: list[int] = []
        self.spans: dict[int, datetime] = {}
        self.zones: dict[int, int] = {}
        self.written = False
        # Timestamps differ, their days and times of day recur: each distinct part is decoded once.
        self._days: dict[str, date | Figures] = {}
        self._clocks: dict[str, Clock] = {}
        self._read(values)

    def _read(self, values: Sequence[object]) -> None:
        days, clocks, zones, combine = self._days, self._clocks, self.zones, datetime.combine
        out, waiting = self.out, self.waiting
        for index, value in enumerate(values):
            if not isinstance(value, str):
                out.append(self._typed(index, value))
                continue
            head, tail = (value[:10], value[11:]) if value[10:11] == "T" else value.partition(" ")[::2]
            day, clock = days.get(head), clocks.get(tail)
            if day is None or clock is None:
                found = self._parts(head, tail) or self._decode(index, value)
                if not isinstance(found, tuple):
                    out.append(found)
                    continue
                day, clock = found
            self.written = True
            if clock[1] is not None:
                zones[clock[1]] = zones.get(clock[1], 0) + 1
            if isinstance(day, date):
                out.append(combine(day, clock[0]))
            else:
                out.append(None)
                waiting.append((index, day, clock[0]))

    def _parts(self, head: str, tail: str) -> tuple[date | Figures, Clock] | None:
        day = self._days.get(head) or read_date(head)
        clock = self._clocks.get(tail) or read_clock(tail)
        if day is None or clock is None:
            return None
        self._days[head] = day
        self._clocks[tail] = clock
        return day, clock

    def _typed(self, index: int, value: object) -> datetime | None:
        if isinstance(value, datetime):
            if value != value:  # noqa: PLR0124  (pandas writes a missing moment as NaT, unequal to itself)
                return None
            self.typed.append(index)
            offset = value.utcoffset()
            if offset is not None:
                minutes = round(offset.total_seconds() / 60)
                self.zones[minutes] = self.zones.get(minutes, 0) + 1
            moment = datetime(  # noqa: DTZ001  # the wall clock as written: a form has one clock
                value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond
            )
            return _to_second(moment)
        if isinstance(value, date):
            self.typed.append(index)
            return datetime.combine(value, _MIDNIGHT)
        if value is None or value != value:  # noqa: PLR0124  # NaN and NaT, of whatever library
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._number(index, float(value))
        self.unread.append(index)
        return None

    def _number(self, index: int, number: float) -> datetime | None:
        """Read a cell that holds a number: what programs count, or a day and a time as one, ``20260105080311``."""
        if number.is_integer() and number > _COMPACT and (found := self._whole(f"{number:.0f}")):
            day, clock = found
            if isinstance(day, date):
                self.written = True
                return datetime.combine(day, clock[0])
        return self._counted(index, number)

    def _counted(self, index: int, number: float) -> datetime | None:
        found = counted(number)
        if found is None:
            self.unread.append(index)
            return None
        (self.serials if found[1] == "serial" else self.epochs).append(index)
        return _to_second(found[0])

    def _decode(self, index: int, value: str) -> tuple[date | Figures, Clock] | datetime | None:
        patterns = _patterns()
        text = " ".join(value.translate(_REMOVED).split()).removeprefix("'")
        if text.endswith((")", "]")):
            text = patterns["zone_name"].sub(r"\1", text)
        if not text:
            return None
        if found := self._whole(text):
            return found
        if patterns["counted"].fullmatch(text):
            return self._counted(index, float(text.replace(",", ".")))
        if span := span_of(text):
            self.spans[index] = span[1]
            return span[0]
        self.unread.append(index)
        return None

    def _whole(self, text: str) -> tuple[date | Figures, Clock] | None:
        """Read a day, and a time behind it or, in rarer spellings, elsewhere."""
        match = _patterns()["whole"].fullmatch(text)
        parts = None if match is None else self._parts(match["date"], match["time"] or "")
        if parts is None and (other := respelled(text)):
            match = _patterns()["whole"].fullmatch(" ".join(other).strip())
            parts = None if match is None else self._parts(match["date"], match["time"] or "")
        return parts


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.ASCII | re.IGNORECASE
    figures = r"\d{1,4}([-/.])\d{1,2}\2\d{1,4}"
    weekday = (
        r"(?:(?:hari )?(?:sen[ei]n|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
        r"|(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)(?:,| /| -)? )"
    )
    nth = "(?:st|nd|rd|th)?"
    return {
        "whole": re.compile(
            rf"{weekday}?(?P<date>{figures}|20\d{{6}}|\d\d?{nth}[ /.-]?[a-z]{{3,9}}\.?[ /.-]?(?:\d{{4}}|\d\d)"
            rf"|[a-z]{{3,9}}\.? \d\d?{nth},? \d{{4}}|\d{{4}}[ /-][a-z]{{3,9}}[ /-]\d\d?)"
            r"(?:(?:T|,?;? (?:[-|/] )?|,|:(?=\d\d:))(?P<time>.+))?",
            flags,
        ),
        "figures": re.compile(
            r"(\d{4})([-/.])(\d\d?)\2(\d\d?)|(\d\d?)([-/.])(\d\d?)\6(\d{4}|\d\d)|(20\d\d)(\d\d)(\d\d)", flags
        ),
        "named": re.compile(
            rf"(?P<d>\d{{1,2}}){nth}[ /.-]?(?P<m>[a-z]+?)\.?[ /.-]?(?P<y>\d{{4}}|\d\d)"
            rf"|(?P<m2>[a-z]+)\.? (?P<d2>\d{{1,2}}){nth},? (?P<y2>\d{{4}})"
            r"|(?P<y3>\d{4})[ /-](?P<m3>[a-z]+)[ /-](?P<d3>\d\d?)",
            flags,
        ),
        "clock": re.compile(
            r"(?:(?:pukul|pkl\.?|jam|at) )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\.?)?"
            r"(?: ?(?:(wib|wita|wit|z)|(?:gmt|utc)|(?:gmt|utc)?([+-])(\d{1,2})(?::?([0-5]\d))?))?",
            flags,
        ),
        "counted": re.compile(r"\d{5}(?:[.,]\d{1,17})?|\d{10}(?:[.,]\d{1,9})?|\d{13}", flags),
        "zone_name": re.compile(r"((?:gmt|utc)(?:[+-]\d{4})?) \([^()]+\)$|\[[a-z_]+/[a-z_/]+\]$", flags),
        "shown": re.compile(
            r"(?:(?:19|20|21)\d\d([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2(?:19|20|21)\d\d)"
            r"(?: \d\d?[:.]\d\d(?:[:.]\d\d)?(?: [ap]m)?)?",
            flags,
        ),
    }


def read_date(text: str) -> date | Figures | None:
    """Read a day: a date where the text is certain, its three figures where the order is not.

    >>> read_date("2026/3/2"), read_date("02-03-2026"), read_date("kemarin")
    (datetime.date(2026, 3, 2), (2, 3, 2026), None)
    >>> read_date("05-Jan-26") == read_date("20260105") == read_date("Jan 5th, 2026") == date(2026, 1, 5)
    True
    """
    match = _patterns()["figures"].fullmatch(text)
    if match:
        if match[1]:
            return _make(int(match[1]), int(match[3]), int(match[4]))
        if match[9]:
            return _make(int(match[9]), int(match[10]), int(match[11]))
        return int(match[5]), int(match[7]), int(match[8])
    match = _patterns()["named"].fullmatch(text)
    month = MONTHS.get((match["m"] or match["m2"] or match["m3"]).lower()) if match else None
    if match is None or month is None:
        return None
    year = int(match["y"] or match["y2"] or match["y3"])
    return _make(year + 2000 if year < 100 else year, month, int(match["d"] or match["d2"] or match["d3"]))


def read_clock(text: str) -> Clock | None:
    """Read a time of day, midnight where there is no text, and its offset from UTC in minutes, if written.

    >>> read_clock("3:45:12 PM GMT+7"), read_clock("25:00")
    ((datetime.time(15, 45, 12), 420), None)
    """
    if not text:
        return _MIDNIGHT, None
    match = _patterns()["clock"].fullmatch(text)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if hour > 12 or (hour == 0 and match[4] in "pP"):
            return None
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone: int | None = None
    if match[5]:
        zone = _ZONES[match[5].lower()]
    elif match[6]:
        zone = (int(match[7]) * 60 + int(match[8] or 0)) * (-1 if match[6] == "-" else 1)
    elif text[-3:].upper() in {"GMT", "UTC"}:
        zone = 0
    return time(hour, minute, second), zone


def second_of(moment: datetime | None) -> int:
    """Count the seconds of a moment's local time since the calendar began; 0 where it is not known."""
    if moment is None:
        return 0
    return moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def moment_of(second: int) -> datetime:
    """Give the moment of a number of seconds.

    >>> moment_of(second_of(datetime(2026, 3, 2, 8, 30, 1)))
    datetime.datetime(2026, 3, 2, 8, 30, 1)
    """
    return datetime.combine(date.fromordinal(second // DAY), _MIDNIGHT) + timedelta(seconds=second % DAY)


def as_date(figures: Figures, order: str) -> date | None:
    """Read three figures in an order (``dmy``, ``mdy``, or ``ymd`` for a year of two digits), if that is a date.

    >>> as_date((5, 3, 2023), "dmy"), as_date((31, 3, 2023), "mdy"), as_date((23, 3, 31), "ymd")
    (datetime.date(2023, 3, 5), None, datetime.date(2023, 3, 31))
    """
    first, second, last = figures
    if order == "ymd":
        return _make(2000 + first, second, last)
    year = last + 2000 if last < 100 else last
    return _make(year, second, first) if order == "dmy" else _make(year, first, second)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _to_second(moment: datetime) -> datetime:
    # A day number is a binary fraction: 12:00:00 may arrive as 11:59:59.999997.
    return (moment + timedelta(microseconds=500)).replace(microsecond=0)


def shown(value: object) -> str | None:
    """Show what looks like a date; anything else in the column might be a person's name or number.

    >>> shown("31/02/2023 10:00"), shown("Siti Aminah"), shown("081200000001")
    ('31/02/2023 10:00', None, None)
    """
    text = display(value)
    return text if _patterns()["shown"].fullmatch(text) else None
