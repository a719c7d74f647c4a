"""Names of periods as a report writes them, and the part of the calendar that some answers lie in.

>>> from datetime import datetime
>>> period_name(parse_period("2026-Q3"), "id"), period_name(parse_period("2026-05"), "en")
('Triwulan III 2026', 'May 2026')
>>> found = holding(datetime(2026, 7, 3, 9), datetime(2026, 9, 15, 10))
>>> found.label, holding(datetime(2026, 7, 3), datetime(2026, 7, 9)).label
('2026-Q3', '2026-07')
>>> holding(datetime(2026, 7, 3), datetime(2026, 7, 9), "tahun").label, holding(datetime(2025, 12, 1), found.first)
('2026', None)
>>> readable("Triwulan III 2026") == found, readable("sebelum pindah"), part_name(found)
(True, None, 'triwulan')
>>> all(readable(period_name(found, lang)) == found for lang in ("id", "en"))
True
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import days
from ikm.responses.times.calendar import label_of
from ikm.responses.times.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.findings import Language
    from ikm.responses.times.periods import Period

__all__ = ["PARTS", "holding", "part_name", "period_days", "period_name", "readable"]

PARTS = ("bulan", "triwulan", "semester", "tahun")
"""The parts of the calendar that offices report by, the shortest first."""

_OPEN = (datetime.min, datetime.max)  # noqa: DTZ901 - periods are wall-clock times
_ROMAN = ("I", "II", "III", "IV")
_SHORT = {"bulan": "{month} {year}", "semester": "Semester {number} {year}", "tahun": "{year}"}
_FORMS: dict[Language, dict[str, str]] = {
    "id": {**_SHORT, "triwulan": "Triwulan {number} {year}"},
    "en": {**_SHORT, "triwulan": "Quarter {number} {year}"},
}


def readable(text: str) -> Period | None:
    """Read a text as a period; none where it is no period, or has no beginning or end."""
    try:
        period = parse_period(text)
    except OptionError:
        return None
    return None if period.first in _OPEN or period.end in _OPEN else period


def holding(first: datetime, last: datetime, part: str | None = None) -> Period | None:
    """Give the shortest part of the calendar that holds both moments; of one kind where that is asked for."""
    periods = (parse_period(label_of(first, one)) for one in ((part,) if part else PARTS))
    return next((period for period in periods if period.contains(last)), None)


def part_name(period: Period) -> str | None:
    """Say which part of the calendar a period is; none where it is another span."""
    last = period.end - timedelta(microseconds=1)
    held = ((part, holding(period.first, last, part)) for part in PARTS)
    return next((part for part, one in held if one and (one.first, one.end) == (period.first, period.end)), None)


def period_name(period: Period, lang: Language, forms: Mapping[str, str] | None = None) -> str:
    """Name a month, quarter, semester or year in words; of any other span, from which day to which.

    Parameters
    ----------
    period : Period
        What is named.
    lang : {"id", "en"}
        The language.
    forms : mapping, optional
        Words of the caller's own for each of `PARTS`, with ``{month}``, ``{number}`` and ``{year}``.
    """
    part, first = part_name(period), period.first
    if part is None:
        return period_days(period, lang)
    number = _ROMAN[(first.month - 1) // (6 if part == "semester" else 3)]
    month = days(first.date())[lang].split()[1]
    return (forms or _FORMS[lang])[part].format(number=number, month=month, year=first.year)


def period_days(period: Period, lang: Language) -> str:
    """Say from which day to which a period goes."""
    last = (period.end - timedelta(microseconds=1)).date()
    return days(period.first.date(), last)[lang]
