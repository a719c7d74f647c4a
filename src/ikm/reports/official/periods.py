"""Periods in words: "Triwulan III 2026 (1 Juli s.d. 30 September 2026)".

The period is the one that was asked for; where none was, the days on which the first and the last questionnaire were
filled in, and these are never taken for a quarter.

>>> from ikm.responses import parse_period
>>> period_words(parse_period("2026-Q3"), "id")
'Triwulan III 2026 (1 Juli s.d. 30 September 2026)'
>>> period_words(parse_period("2026-07-03..2026-09-15"), "id"), period_words(parse_period("2026"), "en")
('3 Juli s.d. 15 September 2026', 'The year 2026 (1 January to 31 December 2026)')
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import days
from ikm.reports.wording import phrases
from ikm.responses import parse_period

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.responses import Period
    from ikm.scoring import IKMResult

__all__ = ["asked_period", "period_words", "span_of"]

_ROMAN = ("I", "II", "III", "IV")
_OPEN = (datetime.min, datetime.max)  # noqa: DTZ901 - periods are wall-clock times


def asked_period(result: IKMResult) -> Period | None:
    """Give the period a result was asked for; none where it was not, or one side of it is open."""
    label = result.provenance.options.get("period")
    try:
        period = parse_period(str(label)) if label else None
    except OptionError:
        return None
    return None if period is None or period.first in _OPEN or period.end in _OPEN else period


def span_of(result: IKMResult) -> str:
    """Say from which day to which the questionnaires were filled in; nothing where that is not known."""
    return "" if result.period is None else days(result.period.first.date(), result.period.last.date())[result.lang]


def period_words(period: Period, lang: Language) -> str:
    """Name a period, and say its days."""
    last = (period.end - timedelta(days=1)).date()
    said = days(period.first.date(), last)[lang]
    name = _name(period, lang)
    return phrases(lang, "official")["period_days"].format(name=name, days=said) if name else said


def _name(period: Period, lang: Language) -> str:
    """Name a year, semester, quarter or month; any other span has no name."""
    first, end, say = period.first, period.end, phrases(lang, "official")
    length = (end.year - first.year) * 12 + end.month - first.month
    if (first.day, end.day) != (1, 1) or length not in {1, 3, 6, 12} or (first.month - 1) % length:
        return ""
    place = _ROMAN[(first.month - 1) // length] if length in {3, 6} else ""
    month = days(first.date())[lang].split()[1]
    form = {1: "month", 3: "quarter", 6: "semester", 12: "year"}[length]
    return say[form].format(number=place, year=first.year, month=month)
