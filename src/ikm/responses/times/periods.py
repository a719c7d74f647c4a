"""Periods: the part of a year that is reported, as an officer types it.

Offices report by year, semester, quarter (*triwulan*) or month, and the regulation asks for a survey at least once a
year without fixing the span; so the span is always the caller's.  A period holds its first moment and ends just
before its last one, so that neighbouring periods share nothing and leave nothing out.

====================================================  ==================================================
Typed                                                 Meaning
====================================================  ==================================================
``2023``                                              the year
``2023-S1``, ``Semester I 2023``                      a semester, 1 or 2
``2023-Q3``, ``2023-TW3``, ``Triwulan III 2023``      a quarter, 1 to 4
``2023-05``, ``05/2023``, ``Mei 2023``                a month
``2023-01-31``, ``31/01/2023``, ``31 Januari 2023``   a day; in figures without the year in front the day stands first
``2023-01-09..2023-03``, ``Januari - Maret 2023``     from the start of one to the end of the other
====================================================  ==================================================

Upper and lower case, Roman and other numerals, Indonesian and English names are alike, and so are the ways to put a
year before or behind.  A year of two digits is not read: ``01/07/26`` has three meanings.

What this does not do: read the timestamps of a file (`ikm.responses.times.chronology`), or guess a form that is not in
the table.

>>> from ikm.responses.times.periods import between, parse_period
>>> quarter = parse_period("2023-Q3")
>>> str(quarter.first), str(quarter.end)
('2023-07-01 00:00:00', '2023-10-01 00:00:00')
>>> parse_period("2023-TWIII") == parse_period("Triwulan ke-3 Tahun 2023") == quarter
True
>>> parse_period("1 Juli s.d. 30 September 2023").end == quarter.end
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
from ikm.findings import Typed
from ikm.responses.times.calendar import MONTHS, NUMBERED

__all__ = ["Period", "between", "parse_period"]

_FORMS = (
    '2023, 2023-S1, 2023-Q3 (or 2023-TW3), 2023-05, 2023-01-31 or 31/01/2023, or in words, "Triwulan III 2023", '
    '"Mei 2023", "31 Januari 2023", or two of them with .. between'
)
_BENTUK = (
    '2023, 2023-S1, 2023-Q3 (atau 2023-TW3), 2023-05, 2023-01-31 atau 31/01/2023, atau dengan kata, "Triwulan III '
    '2023", "Mei 2023", "31 Januari 2023", atau dua di antaranya dengan ..'
)
_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("1 i satu pertama kesatu first", "2 ii dua kedua second", "3 iii tiga ketiga third",
         "4 iv empat keempat fourth"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMED = {name: number for name, number in MONTHS.items() if name not in NUMBERED}


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

    def earlier(self, hours: timedelta) -> Period:
        """Give the same period on clocks that are so much behind; an open side stays open."""
        first = self.first if self.first == datetime.min else self.first - hours  # noqa: DTZ901  # wall-clock times
        end = self.end if self.end == datetime.max else self.end - hours  # noqa: DTZ901  # the same
        return Period(first, end, self.label)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compile the forms of the table; a group's name says what stands there."""
    year, between = r"(?P<y>(?:19|20|21)\d\d)", r"[ /,.-]{1,3}"
    part = rf"(?P<part>{'|'.join(sorted(NUMBERED, key=len, reverse=True))})"
    number = rf"[ .-]{{0,2}}(?:ke ?-? ?)?(?P<n>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
    ordinal = rf"(?P<n>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|[1-4](?:st|nd|rd|th)) (?P<part>half|quarter)"
    month = rf"(?P<name>{'|'.join(sorted(_NAMED, key=len, reverse=True))})\.?"
    day, figures = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})"
    forms = (
        year,
        rf"{year}(?:{between})?{part}{number}",
        rf"{part}{number}{between}{year}",
        rf"{ordinal}(?:{between}| of ){year}",
        rf"{year}[-/.]{figures}(?:[-/.]{day})?",
        rf"(?:{day}[-/.])?{figures}[-/.]{year}",
        rf"(?:{day}(?:{between})?)?{month}(?:{between})?{year}",
        rf"{month} {day}(?:st|nd|rd|th)?,? {year}",
        rf"{year}{between}{month}(?:{between}{day})?",
    )
    return tuple(re.compile(form, re.ASCII) for form in forms)


_SAID = re.compile(r"\b(?:tahun|thn?\.?|ta|bulan|bln\.?|tanggal|tgl\.?|periode|year)\b\.? ?", re.ASCII)
"""What only says of which kind the next word is."""
_UNTIL = re.compile(r"\s*(?:\.\.|\bs\.? ?/? ?d\.?(?= )|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|[–—]| - )\s*", re.ASCII)
_MONTHS_ALONE = re.compile(r"([a-z]+)\.?-([a-z]+\.? (?:19|20|21)\d\d)", re.ASCII)


def _plain(text: str) -> str:
    """Write a period in small letters, with single spaces and without the words that only name its kind."""
    return " ".join(_SAID.sub("", " ".join(text.lower().split())).split())


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
    plain = _plain(text)
    if found := _MONTHS_ALONE.fullmatch(plain):
        plain = f"{found[1]} - {found[2]}"
    first, *others = _UNTIL.split(plain)
    if not others:
        period = _single(plain)
        if period is None:
            raise _refusal(text)
        return period
    if len(others) > 1 or not first or not others[0]:
        raise _refusal(text)
    ends = _single(first) or _completed(first, others[0]), _single(others[0])
    if ends[0] is None or ends[1] is None:
        raise _refusal(text)
    return _joined(*ends)


def _single(plain: str) -> Period | None:
    """Read a period that is no range; none where it is in no form of the table, or does not exist."""
    found = next((match for form in _patterns() if (match := form.fullmatch(plain))), None)
    if found is None:
        return None
    said = found.groupdict()
    year = int(said["y"])
    if "part" in said:
        return _part(year, said["part"], _NUMBERS.get(said["n"]) or int(said["n"][0]))
    month = _NAMED[said["name"]] if said.get("name") else int(said.get("m") or 0)
    if said.get("d"):
        return _day(year, month, int(said["d"]))
    if "m" in said or "name" in said:
        valid = 1 <= month <= 12
        return Period(_month(year, month - 1), _month(year, month), f"{year}-{month:02d}") if valid else None
    return Period(_month(year, 0), _month(year, 12), str(year))


def _part(year: int, name: str, number: int) -> Period | None:
    _, letter, months = NUMBERED[name]
    if number * months > 12:
        return None
    return Period(_month(year, (number - 1) * months), _month(year, number * months), f"{year}-{letter}{number}")


def _completed(first: str, last: str) -> Period | None:
    """Read the beginning of ``1 Juli - 30 September 2023``, ``1 - 31 Juli 2023``: what it lacks stands in the end."""
    words = last.split(" ")
    for more in range(1, len(words)):
        if period := _single(" ".join([first, *words[-more:]])):
            return period
    return None


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
    return _joined(
        None if first is None else parse_period(first),
        None if last is None else parse_period(last),
    )


def _joined(start: Period | None, stop: Period | None) -> Period:
    if start and stop and start.first >= stop.end:
        first, last = start.label, stop.label
        raise OptionError(
            f"The period ends ({last}) before it starts ({first}); give {Typed('from')} and {Typed('to')} in order of "
            "time.",
            id=f"Periode berakhir ({last}) sebelum dimulai ({first}); tanggal {Typed('from')} "
            f"harus lebih dahulu daripada {Typed('to')}.",
        )
    label = f"{start.label if start else '…'}–{stop.label if stop else '…'}"
    opening = start.first if start else datetime.min  # noqa: DTZ901  # periods are wall-clock times
    closing = stop.end if stop else datetime.max  # noqa: DTZ901  # periods are wall-clock times
    return Period(opening, closing, label)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        first = datetime(year, month, day)  # noqa: DTZ001  # periods are wall-clock times
    except ValueError:
        return None
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
            f'period is a text such as "2023-Q1", or two of them with .. between, "2023-01..2023-03"; got {period!r}.',
            id=f'Periode ditulis seperti "2023-Q1"; {period!r} tidak dapat digunakan.',
        )
    return parse_period(str(period))
