"""The calendar: its words, and the month, quarter (*triwulan*), semester or year of a day.

Offices report by quarter and semester and ask of one export how the index went from one to the next.  Every word of the
calendar stands here: names of months, of parts of a year as they are asked for (``--by triwulan``), and as they are
typed or written beside a year ("TW 3 2026").  A part is named as `ikm.responses.times.periods` names a period, so that
what stands in a table can be typed after ``--period``.

>>> from datetime import datetime
>>> from ikm.responses.times.calendar import MONTHS, label_of, part_of
>>> [label_of(datetime(2026, 8, 31), part) for part in ("bulan", "triwulan", "semester", "tahun")]
['2026-08', '2026-Q3', '2026-S2', '2026']
>>> part_of("Triwulan"), part_of("quarter"), part_of("unit")
('triwulan', 'triwulan', None)
>>> MONTHS["agustus"], MONTHS["nop"], MONTHS["oct"]
(8, 11, 10)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

__all__ = ["MONTHS", "NUMBERED", "Part", "label_of", "part_of"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb peb februari pebruari february",
            "mar maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt ags agst agustus aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov nop november nopember",
            "des dec desember december",
        ),
        start=1,
    )
    for name in names.split()
}
"""The number of the month of every name, in small letters."""


class Part(NamedTuple):
    """A part of a year: its name, the letter before its number in a label, and how many months it has."""

    name: str
    letter: str
    months: int


_WORDS = (
    (Part("bulan", "", 1), "bulan month", ""),
    (Part("triwulan", "Q", 3), "triwulan quarter kuartal tw", "q tw trw triwulan kuartal kwartal quarter"),
    (Part("caturwulan", "C", 4), "", "c caturwulan cawu"),
    (Part("semester", "S", 6), "semester half-year", "s semester smt sem h half"),
    (Part("tahun", "", 12), "tahun year", ""),
)
"""Each part, its names where groups are asked for, and its names beside a number and a year, which may be shorter."""

_ASKED = {name: part for part, asked, _ in _WORDS for name in asked.split()}
_NAMED = {part.name: part for part, _, _ in _WORDS}

NUMBERED = {name: part for part, _, numbered in _WORDS for name in numbered.split()}
"""The part of a year of every name that stands beside a number, in small letters."""


def part_of(name: str) -> str | None:
    """Tell which part of the calendar a name asks for, if any."""
    part = _ASKED.get(name.strip().casefold())
    return None if part is None else part.name


def label_of(day: date, part: str) -> str:
    """Name the part of the calendar that a day lies in."""
    _, letter, months = _NAMED[part]
    if months == 1:
        return f"{day.year:04d}-{day.month:02d}"
    return f"{day.year:04d}-{letter}{(day.month - 1) // months + 1}" if letter else f"{day.year:04d}"
