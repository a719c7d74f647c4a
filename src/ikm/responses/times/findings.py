"""What there is to say about a column of timestamps: unreadable cells, years no survey is of, lone moments, doubts.

>>> doubted_from({2019: 1, 2026: 4}), doubted_from({2024: 1, 2025: 1, 2026: 3})
(2026, None)
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from ikm.findings import Finding, display

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from ikm.responses.times.dates import DateOrder, FigureOrder

__all__ = ["FAR", "KEPT", "YEARS", "Told", "doubted_from"]

YEARS = range(2000, 2101)
"""Years a survey can be of; others are slips of the hand."""

FAR = 5
"""Years from the middle of the column beyond which a few lone timestamps are doubted."""

_HARDLY_TIMES = 5
"""Unreadable cells from which a column that holds more of them than of times is reported as a whole."""

KEPT = 300
"""Findings of one kind about rows that are made; the rest are counted in one."""


class Told:
    """Findings about one column of timestamps; about single rows at most `KEPT` of a kind."""

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

    def listed(self, indices: Sequence[int], limit: int = 5) -> str:
        """List the first of some rows."""
        return ", ".join(str(self._numbers[i]) for i in indices[:limit]) + (", …" if len(indices) > limit else "")

    def zones(self, met: Mapping[int, int]) -> None:
        """Say so when moments are written with different offsets from UTC."""
        if len(met) > 1:
            self.column("time-zone-mixed", zones=", ".join(f"{_zone(z)} ({n})" for z, n in sorted(met.items())))

    def serials(self, rows: Sequence[int]) -> None:
        """Tell of bare day numbers."""
        self.listing("time-serial", rows)

    def listing(self, code: str, rows: Sequence[int]) -> None:
        """Tell of rows that are read in a certain way, if there are any."""
        if len(rows):
            self.column(code, count=len(rows), rows=self.listed(rows))

    def order(self, reading: DateOrder, chosen: FigureOrder, *, decided: bool) -> None:
        """Tell how day and month were told apart."""
        names = {"first": _names(chosen), "second": _names("mdy" if chosen == "dmy" else "dmy")}
        if reading.mixed:
            self.column("time-order-mixed", dmy=self.listed(reading.mixed[0]), mdy=self.listed(reading.mixed[1]))
        elif reading.against:
            rows = self.listed(reading.against)
            other = "mdy" if chosen == "dmy" else "dmy"
            self.column("time-order-against", **names, other=other, count=len(reading.against), rows=rows)
        elif not decided:
            self.column("time-order-undecided", **names)
        elif reading.by_rows:
            self.column("time-order-inferred", **names)

    def rows(self, code: str, rows: Sequence[int], value: Callable[[int], str | None]) -> None:
        """Tell of single rows."""
        for index in rows[:KEPT]:
            row = self._numbers[index]
            self.findings.append(Finding(code, sheet=self._sheet, row=row, column=self._column, value=value(index)))
        if len(rows) > KEPT:
            self.column("time-more", count=len(rows), more=len(rows) - KEPT)

    def unreadable(self, rows: Sequence[int], read: int) -> None:
        """Tell of cells that hold no moment, of which ``read`` others do."""
        if len(rows) >= _HARDLY_TIMES and len(rows) > read:
            self.column("time-unreadable-column", count=len(rows), filled=len(rows) + read)
            return
        self.rows("time-unreadable", rows, self._value)

    def impossible(self, out: list[datetime | None], other: list[datetime | None]) -> None:
        """Tell of years no survey is of, and forget these moments."""
        rows = [i for i, value in enumerate(out) if value is not None and value.year not in YEARS]
        years = {i: str(value.year) for i in rows[:KEPT] if (value := out[i]) is not None}
        self.rows("time-impossible", rows, years.get)
        for index in rows:
            out[index] = None
            if other:
                other[index] = None

    def far(self, out: list[datetime | None]) -> None:
        """Tell of a few lone moments years from all others."""
        years = Counter(value.year for value in out if value is not None)
        if (middle := doubted_from(years)) is None:
            return
        rows = [i for i, value in enumerate(out) if value is not None and abs(value.year - middle) > FAR]
        self.lone(rows, years.total(), lambda index: display(out[index]))

    def lone(self, rows: Sequence[int], known: int, value: Callable[[int], str]) -> None:
        """Tell of moments far from all others, if they are few."""
        if len(rows) <= max(1, known // 20):
            self.rows("time-far", rows, value)


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
