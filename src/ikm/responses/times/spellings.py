"""Spellings: the rarer ways in which programs write a moment, brought into the common one.

Most exports write a day and then a time (`ikm.responses.times.moments`).  Others put the time first, write both as one
number, count the seconds since 1970, or say only the month; a spreadsheet's own day number stands in a cell whose
format was lost.  Each of them is read here, and nothing that might be something else: a number counts seconds only from
2001 to 2036, and is a day of the calendar only from 2000.

==============================================  ====================================================
Written                                         By
==============================================  ====================================================
``08:03:11 05-01-2026``                         applications of offices
``Mon Jan 5 08:03:11 WIB 2026``                 Unix
``20260105080311``, ``20260105 0803``           databases, and ISO's basic form
``1767575591``, ``1767575591000``               programs; no zone is written, so West Indonesian Time
``46027.3355``                                  Excel
``Januari 2026``, ``Triwulan I 2026``           people
``Jan-26``                                      Excel, as it shows the first of a month
``05 / 01 / 2026``, ``05 – 01 – 2026``          people, on paper forms typed in later
``Jan-05-2026``, ``05012026``                   other programs
==============================================  ====================================================

>>> from ikm.responses.times.spellings import counted, respelled
>>> respelled("08:03:11 05-01-2026"), respelled("20260105080311"), respelled("kemarin")
(('05-01-2026', '08:03:11'), ('20260105', '08:03:11'), None)
>>> counted(1767575591.0), counted(46027.25)
((datetime.datetime(2026, 1, 5, 8, 13, 11), 'epoch'), (datetime.datetime(2026, 1, 5, 6, 0), 'serial'))
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, TypeAlias

__all__ = ["Counted", "counted", "respelled", "span_of"]

Counted: TypeAlias = Literal["serial", "epoch"]
"""What a bare number counts: days of a spreadsheet, or seconds (or thousandths) since 1970."""

_SERIALS = (30_000, 60_000)
_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001  (local time, as everywhere here)
_SECONDS = (1_000_000_000, 2_100_000_000)
_UNIX_START = datetime(1970, 1, 1, 7)  # noqa: DTZ001  (West Indonesian Time, where most offices are)
_LONGEST_SPAN = timedelta(days=190)
"""A semester; a whole year in the place of a time is rather a column about something else."""


def counted(number: float) -> tuple[datetime, Counted] | None:
    """Read a bare number as what programs count; none where it is out of range."""
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return _SERIAL_START + timedelta(days=number), "serial"
    for unit in (1, 1000):
        if _SECONDS[0] <= number / unit < _SECONDS[1]:
            return _UNIX_START + timedelta(seconds=number / unit), "epoch"
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    flags = re.ASCII | re.IGNORECASE
    clock = r"\d\d?[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?"
    zone = r"(?: ?(?:wib|wita|wit|(?:gmt|utc)?[+-]\d\d?(?::?\d\d)?|gmt|utc))?"
    weekday = r"(?:[a-z]{3,9}'?[a-z]*,? )?"
    return (
        re.compile(rf"(?P<time>(?:(?:pukul|pkl\.?|jam|at) )?{clock}{zone})(?:,| -| on)? (?P<date>\S.+)", flags),
        re.compile(
            rf"{weekday}(?P<month>[a-z]{{3,9}}) (?P<day>\d\d?) (?P<time>{clock}{zone}) (?P<year>\d{{4}})", flags
        ),
        re.compile(
            r"(?P<date>20\d{6})[ T_-]?(?P<h>\d\d):?(?P<min>\d\d)(?::?(?P<s>\d\d)(?:\.0+)?)?(?P<zone>z|[+-]\d\d:?\d\d)?",
            flags,
        ),
    )


def respelled(text: str) -> tuple[str, str] | None:
    """Give the day and the time of day of a rarer spelling, each as it is commonly written; none where it is none.

    >>> respelled("Mon Jan 5 08:03:11 WIB 2026"), respelled("08.03 WIB, Senin, 5 Januari 2026")
    (('5 Jan 2026', '08:03:11 WIB'), ('Senin, 5 Januari 2026', '08.03 WIB'))
    """
    first, unix, basic = _patterns()
    if found := basic.fullmatch(text):
        return found["date"], f"{found['h']}:{found['min']}:{found['s'] or '00'}{found['zone'] or ''}"
    if found := unix.fullmatch(text):
        return f"{found['day']} {found['month']} {found['year']}", found["time"]
    if found := first.fullmatch(text):
        return found["date"], found["time"]
    return tidied if (tidied := _tidied(text)) != (text, "") else None


_SIGNS = {**dict.fromkeys(map(ord, "`´‘’"), "'"), **dict.fromkeys(map(ord, "‐‑‒–—−"), "-")}
"""What a word processor makes of the signs in "Jum'at" and "05-01-2026"."""


def _tidied(text: str) -> tuple[str, str]:
    """Write a day with plain signs and no blanks around them, the day before the month; a time may follow.

    >>> _tidied("Tgl 05 / 01 / 2026"), _tidied("05012026"), _tidied("Jan-05-2026")
    (('05/01/2026', ''), ('05/01/2026', ''), ('05 Jan 2026', ''))
    """
    plain = re.sub(r"(?<=\w) ?([-/.]) ?(?=\d)", r"\1", text.translate(_SIGNS))
    plain = re.sub(r"^(?:tanggal|tgl)\.? ?:? ?(?=\d)", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"^([A-Za-z]{3,9})[-/.](\d\d?)[-/.](\d{4})\b", r"\2 \1 \3", plain)
    plain = re.sub(r"^(\d\d)(\d\d)(20\d\d)\b", r"\1/\2/\3", plain)
    return plain, ""


_SHORT_YEAR = re.compile(r"([A-Za-z]{3,9})[-' /]{1,2}([1-4]\d)", re.ASCII)


def span_of(text: str) -> tuple[datetime, datetime] | None:
    """Read what names a month, a quarter or a semester and no day: when it begins, and when it is over."""
    from ikm.errors import OptionError  # noqa: PLC0415 - few columns need it
    from ikm.responses.times.periods import parse_period  # noqa: PLC0415 - the same

    if short := _SHORT_YEAR.fullmatch(text.translate(_SIGNS)):
        text = f"{short[1]} 20{short[2]}"  # a day without a year is no moment, so the figures are a year
    try:
        period = parse_period(text)
    except OptionError:
        return None
    length = period.end - period.first
    return (period.first, period.end) if timedelta(days=1) < length <= _LONGEST_SPAN else None
