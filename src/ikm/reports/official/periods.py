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

from typing import TYPE_CHECKING

from ikm.findings import days
from ikm.reports.wording import phrases
from ikm.responses.times import part_name, period_days, period_name, readable

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.responses import Period
    from ikm.scoring import IKMResult

__all__ = ["asked_period", "period_words", "span_of"]


def asked_period(result: IKMResult) -> Period | None:
    """Give the period a result was asked for; none where it was not, or one side of it is open."""
    label = result.provenance.options.get("period")
    return readable(str(label)) if label else None


def span_of(result: IKMResult) -> str:
    """Say from which day to which the questionnaires were filled in; nothing where that is not known."""
    return "" if result.period is None else days(result.period.first.date(), result.period.last.date())[result.lang]


def period_words(period: Period, lang: Language) -> str:
    """Name a period, and say its days; one that is no part of the calendar has no name."""
    say, said = phrases(lang, "official"), period_days(period, lang)
    return say["period_days"].format(name=period_name(period, lang, say), days=said) if part_name(period) else said
