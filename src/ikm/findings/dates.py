"""Dates as a letter writes them, in both languages.

>>> from datetime import date, datetime
>>> days(date(2026, 7, 1), date(2026, 9, 30))["id"], days(date(2025, 12, 1), date(2026, 1, 5))["en"]
('1 Juli s.d. 30 September 2026', '1 December 2025 to 5 January 2026')
>>> days(date(2026, 7, 1))["id"], moment(datetime(2026, 7, 1, 23, 5))["id"]
('1 Juli 2026', '1 Juli 2026 pukul 23.05')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from ikm.findings.words import Language

__all__ = ["days", "moment"]

_NAMES = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)
_MONTHS: dict[Language, list[str]] = {"id": [name for name, _ in _NAMES], "en": [name for _, name in _NAMES]}
_TO: dict[Language, str] = {"id": "s.d.", "en": "to"}
_AT: dict[Language, str] = {"id": "{day} pukul {time:%H.%M}", "en": "{day}, {time:%H:%M}"}


def days(first: date, last: date | None = None) -> dict[Language, str]:
    """Write a day, or from which day to which: what both share is said once."""
    return {lang: _span(first, last or first, lang) for lang in _MONTHS}


def moment(time: datetime) -> dict[Language, str]:
    """Write a day with its time, to the minute."""
    return {lang: _AT[lang].format(day=day, time=time) for lang, day in days(time).items()}


def _span(first: date, last: date, lang: Language) -> str:
    begin, end = ([str(day.day), _MONTHS[lang][day.month - 1], str(day.year)] for day in (first, last))
    whole = " ".join(end)
    if begin == end:
        return whole
    while begin[-1] == end[-1]:
        begin.pop()
        end.pop()
    return f"{' '.join(begin)} {_TO[lang]} {whole}"
