"""The calendar: the month, quarter (*triwulan*), semester or year in which a questionnaire was sent, as a group.

Offices report by quarter and semester and ask of one export how the index went from one to the next.  Labels are those
of a `ikm.responses.times.periods.Period`, so that what stands in a table can be typed after ``--period``.

>>> from datetime import datetime
>>> from ikm.responses.times.calendar import label_of, labelled, part_of
>>> [label_of(datetime(2026, 8, 31), part) for part in ("bulan", "triwulan", "semester", "tahun")]
['2026-08', '2026-Q3', '2026-S2', '2026']
>>> part_of("Triwulan"), part_of("quarter"), part_of("unit")
('triwulan', 'triwulan', None)
>>> labelled([datetime(2026, 8, 31), None], "bulan")
['2026-08', '']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["label_of", "labelled", "part_of"]

_PARTS = {
    "bulan": "bulan", "month": "bulan",
    "triwulan": "triwulan", "quarter": "triwulan", "kuartal": "triwulan", "tw": "triwulan",
    "semester": "semester", "half-year": "semester",
    "tahun": "tahun", "year": "tahun",
}  # fmt: skip


def part_of(name: str) -> str | None:
    """Tell which part of the calendar a name asks for, if any."""
    return _PARTS.get(name.strip().casefold())


def label_of(day: date, part: str) -> str:
    """Name the part of the calendar that a day lies in."""
    if part == "bulan":
        return f"{day.year:04d}-{day.month:02d}"
    if part == "triwulan":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return f"{day.year:04d}-S{(day.month + 5) // 6}" if part == "semester" else f"{day.year:04d}"


def labelled(moments: Sequence[date | None], part: str) -> Sequence[str]:
    """Name the part of the calendar of each moment; nothing where it is not known."""
    own = getattr(moments, "labelled", None)
    if own is not None:
        found: Sequence[str] = own(part)
        return found
    return ["" if moment is None else label_of(moment, part) for moment in moments]
