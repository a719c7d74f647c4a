"""Periods: the part of a year that is reported, as an officer types it.

Offices report by year, semester, quarter (*triwulan*) or month, and the regulation asks for a survey at least once a
year without fixing the span; so the span is always the caller's.  A period holds its first moment and ends just
before its last one, so that neighbouring periods share nothing and leave nothing out.

==================================  ==================================================
Typed                               Meaning
==================================  ==================================================
``2023``                            the year
``2023-S1``                         a semester, 1 or 2
``2023-Q3``, ``2023-TW3``           a quarter, 1 to 4; ``2023-TWIII`` too
``2023-05``                         a month
``2023-01-31``, ``31/01/2023``      a day; with slashes the day stands first
``2023-01-09..2023-03``             from the start of one to the end of the other
==================================  ==================================================

What this does not do: read the timestamps of a file (`ikm.responses.times.columns`), or guess a form that is not in the
table.

>>> from ikm.responses.times.periods import between, parse_period
>>> quarter = parse_period("2023-Q3")
>>> str(quarter.first), str(quarter.end)
('2023-07-01 00:00:00', '2023-10-01 00:00:00')
>>> parse_period("2023-TWIII") == quarter
True
>>> str(between("31/01/2023", "2023-02").end)
'2023-03-01 00:00:00'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from ikm.errors import OptionError

__all__ = ["Period", "between", "parse_period"]

_FORMS = "2023, 2023-S1, 2023-Q3 (or 2023-TW3), 2023-05, 2023-01-31 or 31/01/2023, or two of them with .. between"
_BENTUK = "2023, 2023-S1, 2023-Q3 (atau 2023-TW3), 2023-05, 2023-01-31 atau 31/01/2023, atau dua di antaranya dengan .."
_NUMERALS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_MONTHS_IN = {"S": 6, "Q": 3, "TW": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of local time.

    Parameters
    ----------
    first : datetime
        The first moment that belongs to it.
    end : datetime
        The first moment after it.
    label : str
        How it is named in a report.
    """

    first: datetime
    end: datetime
    label: str

    def contains(self, moment: datetime) -> bool:
        """Tell whether a moment belongs to the period.

        >>> parse_period("2023-05").contains(datetime(2023, 5, 31, 23, 59, 59))
        True
        """
        return self.first <= moment < self.end


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<year>(?:19|20|21)\d\d)"
        r"(?:-(?P<part>S|Q|TW)[- ]?(?P<number>[1-4]|IV|I{1,3})"
        r"|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
        r"|(?P<day2>\d{1,2})/(?P<month2>\d{1,2})/(?P<year2>(?:19|20|21)\d\d)",
        re.ASCII,
    )


def _month(year: int, months: int) -> datetime:
    return datetime(year + months // 12, months % 12 + 1, 1)  # noqa: DTZ001  (local time as the form wrote it)


def parse_period(text: str) -> Period:
    """Read a period as it is typed after ``--period``, ``--from`` or ``--to``.

    Parameters
    ----------
    text : str
        One of the forms of the table above; upper and lower case are alike.

    Returns
    -------
    Period
        The span and its label.

    Raises
    ------
    OptionError
        If the text is in none of the forms, or names a date that does not exist.
    """
    first, dots, last = text.partition("..")
    if dots:
        if not first.strip() or not last.strip() or ".." in last:
            raise _refusal(text)
        return between(first, last)
    found = _pattern().fullmatch(text.strip().upper())
    if found is None:
        raise _refusal(text)
    year = int(found["year"] or found["year2"])
    day = found["day"] or found["day2"]
    month = found["month"] or found["month2"]
    if day:
        return _day(text, year, int(month), int(day))
    if month:
        if not 1 <= int(month) <= 12:
            raise _refusal(text)
        return Period(_month(year, int(month) - 1), _month(year, int(month)), f"{year}-{int(month):02d}")
    if found["part"]:
        number = _NUMERALS.get(found["number"]) or int(found["number"])
        months = _MONTHS_IN[found["part"]]
        if number * months > 12:
            raise _refusal(text)
        label = f"{year}-{found['part']}{number}"
        label = label.replace("TW", "Q")
        return Period(_month(year, (number - 1) * months), _month(year, number * months), label)
    return Period(_month(year, 0), _month(year, 12), str(year))


def between(first: str | None = None, last: str | None = None) -> Period:
    """Join ``--from`` and ``--to``: from the start of one to the end of the other, both included.

    Parameters
    ----------
    first, last : str, optional
        Any period `parse_period` reads; without it that side is open.

    Returns
    -------
    Period
        The span and its label.

    Raises
    ------
    OptionError
        If a text cannot be read, or the span ends before it starts.
    """
    start = parse_period(first) if first else None
    stop = parse_period(last) if last else None
    if start and stop and start.first >= stop.end:
        raise OptionError(
            f"The period ends ({last}) before it starts ({first}); give --from and --to in order of time.",
            id=f"Periode berakhir ({last}) sebelum dimulai ({first}); tanggal --from harus lebih dulu daripada --to.",
        )
    label = f"{start.label if start else '…'}–{stop.label if stop else '…'}"
    opening = start.first if start else datetime.min  # noqa: DTZ901  # periods are wall-clock times
    closing = stop.end if stop else datetime.max  # noqa: DTZ901  # periods are wall-clock times
    return Period(opening, closing, label)


def _day(text: str, year: int, month: int, day: int) -> Period:
    try:
        first = datetime(year, month, day)  # noqa: DTZ001  # periods are wall-clock times
    except ValueError:
        raise _refusal(text) from None
    return Period(first, first + timedelta(days=1), first.date().isoformat())


def _refusal(text: str) -> OptionError:
    return OptionError(
        f"{text!r} is not a period; write {_FORMS}.", id=f"{text!r} bukan periode; tulis {_BENTUK} di tengah."
    )


def period_of(period: str | int | Period | None) -> Period | None:
    """Give the period that is meant."""
    if period is None:
        return None
    if isinstance(period, Period):
        return period
    if isinstance(period, bool) or not isinstance(period, (str, int)):
        raise OptionError(
            f'period is a text such as "2023-Q1"; got {period!r}.',
            id=f'Periode ditulis seperti "2023-Q1"; {period!r} tidak dapat dipakai.',
        )
    return parse_period(str(period))
