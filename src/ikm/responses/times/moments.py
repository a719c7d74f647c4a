"""Moments: one cell of a timestamp column, as people and programs write it.

Forms, Sheets and Excel write ``2023/12/31 3:45:12 PM GMT+7``, ``31/12/2023 15:45:12``, ``2023-12-31T15:45:12``,
``31-12-2023 15.45``, ``31 Desember 2023 pukul 15.45 WIB``, a typed cell, or a bare number; rarer forms are brought into
these (`ikm.responses.times.spellings`).  All forms are a closed set: other text is not read at all, whatever the
computer's language.

A moment is its day, the second of that day, and the offset from UTC where one is written.  A date in figures that ends
in the year stays three numbers here; which of them is the day is decided by the whole column
(`ikm.responses.times.dates`).

>>> from ikm.responses.times.moments import Reader
>>> reader = Reader()
>>> moment = reader.moment("2023/12/31 3:45:12 PM GMT+7")
>>> str(moment.day.date), moment.second == 15 * 3600 + 45 * 60 + 12, moment.zone
('2023-12-31', True, 420)
>>> reader.moment("31/12/2023 15.45").day.date, reader.moment("kemarin").day.kind, reader.moment(None).day.kind
((31, 12, 2023), 'unread', 'blank')
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from ikm.findings import display
from ikm.responses.times.calendar import MONTHS
from ikm.responses.times.spellings import counted, respelled, span_of

__all__ = [
    "BLANK",
    "DAY",
    "Clock",
    "Day",
    "Figures",
    "Kind",
    "Moment",
    "Reader",
    "as_date",
    "in_no_order",
    "moment_of",
    "read_clock",
    "read_date",
    "second_of",
    "shown",
    "split",
]  # fmt: skip

Figures: TypeAlias = tuple[int, int, int]
"""A date's three numbers in the order written."""

Clock: TypeAlias = tuple[int, int | None]
"""A second of the day, and the offset from UTC in minutes where one is written."""

Kind: TypeAlias = Literal["blank", "text", "typed", "serial", "epoch", "span", "unread"]
"""What the day stood in: nothing; a text; a cell the workbook stores as a date; a bare day number; seconds since 1970;
the name of a month, quarter or semester; something that is no moment."""

_COMPACT = 20_000_000
"""The least number that may be a day of this century, ``20000101``."""

DAY = 86_400
"""Seconds of a day."""

_MIDNIGHT = time()
_ZONES = {"wib": 7 * 60, "wita": 8 * 60, "wit": 9 * 60, "z": 0}
_REMOVED = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2069, 0xFEFF))


class Day(NamedTuple):
    """The day of a moment.

    Parameters
    ----------
    date : date or Figures, optional
        The day, or its three figures; none where the cell is blank or holds no moment.
    kind : Kind
        What it stood in.
    end : datetime, optional
        When the month, quarter or semester is over that is named instead of a moment; ``date`` is its first day.
    shown : str, optional
        The cell's text, where it holds no day of the calendar and looks like one, so that it may be shown.
    """

    date: date | Figures | None
    kind: Kind
    end: datetime | None = None
    shown: str | None = None


BLANK = Day(None, "blank")


class Moment(NamedTuple):
    """What one cell says: a day, the second of that day, and the offset from UTC in minutes where one is written."""

    day: Day
    second: int = 0
    zone: int | None = None


class Reader:
    """Reads the cells of one column; days and times of day recur, so each different one is read once."""

    def __init__(self) -> None:
        self._days: dict[str, date | Figures] = {}
        self._clocks: dict[str, Clock] = {}

    @property
    def held(self) -> int:
        """How many texts are remembered."""
        return len(self._days) + len(self._clocks)

    def moment(self, cell: object) -> Moment:
        """Read a cell of any kind."""
        if isinstance(cell, str):
            common = self._parts(*split(cell))
            return self.unusual(cell) if common is None else _written(cell, *common)
        if cell is None or cell != cell:  # noqa: PLR0124  # NaN and NaT, of whatever library
            return Moment(BLANK)
        if isinstance(cell, datetime):
            offset = cell.utcoffset()
            return _rounded(cell, "typed", None if offset is None else round(offset.total_seconds() / 60))
        if isinstance(cell, date):
            return Moment(Day(cell, "typed"))
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return self._number(float(cell))
        return _unread(cell)

    def day(self, text: str) -> date | Figures | None:
        """Read a day as `read_date` does."""
        day = self._days.get(text) or read_date(text)
        if day is not None:
            self._days[text] = day
        return day

    def clock(self, text: str) -> Clock | None:
        """Read a time of day as `read_clock` does."""
        clock = self._clocks.get(text) or read_clock(text)
        if clock is not None:
            self._clocks[text] = clock
        return clock

    def _parts(self, date_text: str, clock_text: str) -> tuple[date | Figures, Clock] | None:
        """Read a day and a time of day, each written as it commonly is; none unless both are read."""
        day = self.day(date_text)
        clock = None if day is None else self.clock(clock_text)
        return None if day is None or clock is None else (day, clock)

    def _number(self, number: float) -> Moment:
        """Read a cell that holds a number: what programs count, or a day and a time as one, ``20260105080311``."""
        if number.is_integer() and number > _COMPACT and (found := self._whole(f"{number:.0f}")):
            day, (second, _) = found
            if isinstance(day, date):
                return Moment(Day(day, "text"), second)
        return _counted(number) or _unread(number)

    def unusual(self, cell: str) -> Moment:
        """Read a text that is not a day as it commonly is written, a blank, and such a time of day."""
        patterns = _patterns()
        text = " ".join(cell.translate(_REMOVED).split()).removeprefix("'")
        if text.endswith((")", "]")):
            text = patterns["zone_name"].sub(r"\1", text)
        if not text:
            return Moment(BLANK)
        if found := self._whole(text):
            return _written(cell, *found)
        if patterns["counted"].fullmatch(text):
            return _counted(float(text.replace(",", "."))) or _unread(cell)
        if span := span_of(text):
            return Moment(Day(span[0].date(), "span", span[1]))
        return _unread(cell)

    def _whole(self, text: str) -> tuple[date | Figures, Clock] | None:
        """Read a day, and a time behind it or, in rarer spellings, elsewhere."""
        match = _patterns()["whole"].fullmatch(text)
        parts = None if match is None else self._parts(match["date"], match["time"] or "")
        if parts is None and (other := respelled(text)):
            match = _patterns()["whole"].fullmatch(" ".join(other).strip())
            parts = None if match is None else self._parts(match["date"], match["time"] or "")
        return parts


def split(text: str) -> tuple[str, str]:
    """Split a timestamp where its day most often ends: at the first blank, or at a T behind ten letters."""
    if text[10:11] == "T":
        return text[:10], text[11:]
    day, _, clock = text.partition(" ")
    return day, clock


def _written(cell: str, day: date | Figures, clock: Clock) -> Moment:
    told = shown(cell) if isinstance(day, tuple) and in_no_order(day) else None
    return Moment(Day(day, "text", shown=told), *clock)


def _counted(number: float) -> Moment | None:
    found = counted(number)
    return None if found is None else _rounded(*found)


def _rounded(moment: datetime, kind: Kind, zone: int | None = None) -> Moment:
    """Take a moment to the second: a day number is a binary fraction, 12:00:00 may arrive as 11:59:59.999997."""
    second = moment.hour * 3600 + moment.minute * 60 + moment.second + (moment.microsecond >= 999_500)
    day = date(moment.year, moment.month, moment.day)
    if second == DAY and day < date.max:
        return Moment(Day(day + timedelta(days=1), kind), 0, zone)
    return Moment(Day(day, kind), min(second, DAY - 1), zone)


def _unread(cell: object) -> Moment:
    return Moment(Day(None, "unread", shown=shown(cell)))


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
    """Read a time of day as its second, the first where there is no text, and its offset from UTC in minutes, if any.

    >>> read_clock("3:45:12 PM GMT+7"), read_clock("25:00")
    ((56712, 420), None)
    """
    if not text:
        return 0, None
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
    return hour * 3600 + minute * 60 + second, zone


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


def in_no_order(figures: Figures) -> bool:
    """Tell figures that are no date whichever of them is the day; with the year in front they may be one.

    >>> in_no_order((31, 2, 2023)), in_no_order((31, 3, 2023))
    (True, False)
    """
    return as_date(figures, "dmy") is None and as_date(figures, "mdy") is None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shown(value: object) -> str | None:
    """Show what looks like a date; anything else in the column might be a person's name or number.

    >>> shown("31/02/2023 10:00"), shown("Siti Aminah"), shown("081200000001")
    ('31/02/2023 10:00', None, None)
    """
    if isinstance(value, str) and not value.lstrip()[:1].isdigit():
        return None  # most texts that are no date are told by their beginning
    text = display(value)
    return text if _patterns()["shown"].fullmatch(text) else None
