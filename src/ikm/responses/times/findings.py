"""What there is to say about a column of timestamps: unreadable cells, years no survey is of, lone moments, doubts.

>>> doubted_from({2019: 1, 2026: 4}), doubted_from({2024: 1, 2025: 1, 2026: 3})
(2026, None)
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from ikm.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ikm.responses.times.dates import DateOrder, FigureOrder
    from ikm.responses.times.stamps import Found

__all__ = ["FAR", "YEARS", "Told", "doubted_from"]

YEARS = range(2000, 2101)
"""Years a survey can be of; others are slips of the hand."""

FAR = 5
"""Years from the middle of the column beyond which a few lone timestamps are doubted."""

_HARDLY_TIMES = 5
"""Unreadable cells from which a column that holds more of them than of times is reported as a whole."""


class Told:
    """Findings about one column of timestamps; about single rows as many as are found by name, the rest in one."""

    def __init__(
        self, value: Callable[[int], str | None], numbers: Sequence[int], column: int, sheet: str | None
    ) -> None:
        self.findings: list[Finding] = []
        self._value = value
        self._numbers = numbers
        self._column = column
        self._sheet = sheet

    def column(self, code: str, **details: object) -> None:
        """Tell of the whole column."""
        self.findings.append(Finding(code, sheet=self._sheet, column=self._column, details=details))

    def listed(self, found: Found, limit: int = 5) -> str:
        """List the first of some rows."""
        return ", ".join(str(self._numbers[i]) for i in found.rows[:limit]) + (", …" if found.number > limit else "")

    def zones(self, met: Mapping[int, int]) -> None:
        """Say so when moments are written with different offsets from UTC."""
        if len(met) > 1:
            self.column("time-zone-mixed", zones=", ".join(f"{_zone(z)} ({n})" for z, n in sorted(met.items())))

    def listing(self, code: str, found: Found) -> None:
        """Tell of rows that are read in a certain way, if there are any."""
        if found.number:
            self.column(code, count=found.number, rows=self.listed(found))

    def order(self, reading: DateOrder, chosen: FigureOrder, *, decided: bool) -> None:
        """Tell how day and month were told apart."""
        names = {"first": _names(chosen), "second": _names("mdy" if chosen == "dmy" else "dmy")}
        if reading.mixed:
            self.column("time-order-mixed", dmy=self.listed(reading.mixed[0]), mdy=self.listed(reading.mixed[1]))
        elif reading.against:
            rows = self.listed(reading.against)
            other = "mdy" if chosen == "dmy" else "dmy"
            self.column("time-order-against", **names, other=other, count=reading.against.number, rows=rows)
        elif not decided:
            self.column("time-order-undecided", **names)
        elif reading.by_rows:
            self.column("time-order-inferred", **names)

    def rows(self, code: str, found: Found, value: Callable[[int], str | None]) -> None:
        """Tell of single rows."""
        for index in found.rows:
            row = self._numbers[index]
            self.findings.append(Finding(code, sheet=self._sheet, row=row, column=self._column, value=value(index)))
        if more := found.number - len(found.rows):
            self.column("time-more", count=found.number, more=more)

    def unreadable(self, found: Found, read: int) -> None:
        """Tell of cells that hold no moment, of which ``read`` others do."""
        if found.number >= _HARDLY_TIMES and found.number > read:
            self.column("time-unreadable-column", count=found.number, filled=found.number + read)
            return
        self.rows("time-unreadable", found, self._value)

    def lone(self, found: Found, known: int, value: Callable[[int], str]) -> None:
        """Tell of moments far from all others, if they are few."""
        if found.number <= max(1, known // 20):
            self.rows("time-far", found, value)


def doubted_from(years: Mapping[int, int]) -> int | None:
    """Give the year from whose surroundings lone moments are doubted, if years, and how often each is met, reach far.

    >>> doubted_from({2019: 1, 2026: 4}), doubted_from({2024: 1, 2025: 1, 2026: 3})
    (2026, None)
    """
    met = sorted(year for year, number in years.items() if number)
    if sum(years.values()) < 5 or met[-1] - met[0] <= FAR:
        return None
    half = sum(years.values()) // 2
    return next(year for year, below in zip(met, accumulate(years[year] for year in met), strict=True) if below > half)


def _zone(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _names(order: FigureOrder) -> dict[str, str]:
    day_first = order == "dmy"
    return {
        "id": "hari/bulan/tahun" if day_first else "bulan/hari/tahun",
        "en": "day/month/year" if day_first else "month/day/year",
    }
