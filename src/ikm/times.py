"""Timestamps: when each questionnaire was sent, read from the form's own column.

Forms, Sheets and Excel write the same moment in many ways; `ikm.moments` reads the single cell, this module the column.

``05/03/2023`` is the fifth of March or the third of May.  The whole column decides: a number above 12 is a day; failing
that, Forms adds rows in order of time, so a reading that keeps the rows in order beats one that scatters them.  If
neither decides, the day is read first, ``decided`` is false, and it matters only when a period is asked for:
`Times.findings_for` then says whether the two readings would choose different rows.

Values are local time as written, to the second; an offset (``GMT+7``, ``WIB``) is not applied, only checked to be the
same everywhere.  A two-digit year is of this century and stands last, unless the first number is the one that varies
least.  What this does not do: compare with today (the same file must give the same result tomorrow), or mend a
1904-based workbook (the reader of workbooks does).

>>> from ikm.times import read_times
>>> times = read_times(["05/03/2023 08.30", "31/03/2023 15.45"], [2, 3], 0)
>>> times.order, str(times.values[0])
('dmy', '2023-03-05 08:30:00')
>>> times = read_times(["05/03/2023 08:30:00"], [2], 0)
>>> times.decided, [finding.code for finding in times.findings]
(False, ['time-order-undecided'])
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ikm.findings import Finding, display
from ikm.moments import Figures, Moments, as_date, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, time

    from ikm.periods import Period

__all__ = ["Order", "Times", "read_times"]

Order: TypeAlias = Literal["ymd", "dmy", "mdy"]

_YEARS = range(2000, 2101)
"""Years a survey can be of; others are slips of the hand."""

_FAR = 5
"""Years from the middle of the column beyond which a few lone timestamps are doubted."""

_STRAIGHTER = 3
"""How many times less the rows must wander in one reading for it to win when neither is in perfect order."""

_HARDLY_TIMES = 5
"""Unreadable cells from which a column that holds more of them than of times is reported as a whole."""

_KEPT = 300
"""Findings of one kind about rows that are made; the rest are counted in one."""


class Times(NamedTuple):
    """The timestamps of a file's rows, and what there is to say about them.

    Parameters
    ----------
    values : tuple of datetime or None
        Local time as written, one for each row; none where the cell is blank or cannot be read.
    order : {"ymd", "dmy", "mdy"}, optional
        How dates in figures are read; none when no text had to be read.
    decided : bool
        Whether the column (or the caller) settled which number is the day.
    findings : tuple of Finding
        What was found, for the report.
    other : tuple of datetime or None
        While undecided, what ``values`` would be with day and month the other way round; otherwise empty.
    column : int
        The file's column, from 0.
    sheet : str, optional
        The worksheet.
    """

    values: tuple[datetime | None, ...]
    order: Order | None
    decided: bool
    findings: tuple[Finding, ...]
    other: tuple[datetime | None, ...] = ()
    column: int = 0
    sheet: str | None = None

    def findings_for(self, period: Period) -> tuple[Finding, ...]:
        """Say what stands in the way of choosing the rows of a period.

        Parameters
        ----------
        period : Period
            The period asked for.

        Returns
        -------
        tuple of Finding
            An error if day and month are undecided and the two readings choose different rows.
        """
        found = []
        inside = [value is not None and period.contains(value) for value in self.values]
        if self.other:
            turned = [value is not None and period.contains(value) for value in self.other]
            differ = sum(a != b for a, b in zip(inside, turned, strict=True))
            if differ:
                details = {"differ": differ, "period": period.label, "day": sum(inside), "month": sum(turned)}
                if self.order == "mdy":
                    details |= {"day": sum(turned), "month": sum(inside)}
                found.append(Finding("time-order-needed", sheet=self.sheet, column=self.column, details=details))
        return tuple(found)


def read_times(
    values: Sequence[object],
    numbers: Sequence[int],
    column: int,
    *,
    sheet: str | None = None,
    order: Literal["dmy", "mdy"] | None = None,
) -> Times:
    """Read a column of timestamps.

    Parameters
    ----------
    values : sequence
        The column's cells in the order of the rows: text, typed dates, day numbers, or blank.
    numbers : sequence of int
        The file's row number of each cell.
    column : int
        The file's column, from 0, for the findings.
    sheet : str, optional
        The worksheet, for the findings.
    order : {"dmy", "mdy"}, optional
        Which number is the day, when the caller knows; by default the column decides.

    Returns
    -------
    Times
        One value for each cell, how the dates were read, and the findings.
    """
    cells = Moments(values)
    out = cells.out
    reading = _Reading(cells.waiting)
    chosen, decided = reading.decide(order)
    other = [] if decided else list(out)
    for index, figures, clock in cells.waiting:
        day = reading.day(figures, chosen)
        if day is None:
            cells.unread.append(index)
            continue
        out[index] = datetime.combine(day, clock)
        if not decided:
            other[index] = datetime.combine(reading.turned(figures, chosen) or day, clock)

    told = _Told(values, numbers, column, sheet)
    told.order(reading, chosen, decided=decided)
    if _swapped(cells, reading, chosen):
        told.column("time-swapped", typed=len(cells.typed), text=len(cells.waiting))
    if len(cells.zones) > 1:
        told.column("time-zone-mixed", zones=", ".join(f"{_zone(z)} ({n})" for z, n in sorted(cells.zones.items())))
    if cells.serials:
        told.column("time-serial", count=len(cells.serials), rows=told.listed(cells.serials))
    told.unreadable(cells.unread, sum(value is not None for value in out))
    told.impossible(out, other)
    told.far(out)
    seen: Order | None = chosen if cells.waiting else "ymd" if cells.written else None
    return Times(tuple(out), seen, decided, tuple(told.findings), tuple(other), column, sheet)


class _Reading:
    """Which number of ``05/03/2023`` is the day, decided by the whole column."""

    def __init__(self, waiting: list[tuple[int, Figures, time]]) -> None:
        self._waiting = waiting
        self._distinct = {figures for _, figures, _ in waiting}
        self._year_first = self._short_year_first()
        self.mixed: tuple[list[int], list[int]] | None = None
        self.against: list[int] = []
        self.by_rows = False

    def day(self, figures: Figures, order: Order) -> date | None:
        """Read the figures in an order, or, when that is no date, in the only other one."""
        return as_date(figures, order) or (None if order == "ymd" else self.turned(figures, order))

    @staticmethod
    def turned(figures: Figures, order: Order) -> date | None:
        """Read the figures with day and month the other way round."""
        return as_date(figures, "mdy" if order == "dmy" else "dmy")

    def decide(self, order: Literal["dmy", "mdy"] | None) -> tuple[Order, bool]:
        if self._year_first:
            return "ymd", True
        able = {f: (as_date(f, "dmy") is not None, as_date(f, "mdy") is not None) for f in self._distinct}
        only = {"dmy": {f for f, can in able.items() if can == (True, False)},
                "mdy": {f for f, can in able.items() if can == (False, True)}}  # fmt: skip
        doubtful = any(can == (True, True) and f[0] != f[1] for f, can in able.items())
        if only["dmy"] and only["mdy"]:
            at = [[i for i, f, _ in self._waiting if f in only[name]] for name in ("dmy", "mdy")]
            self.mixed = (at[0], at[1])
            return order or ("dmy" if len(at[0]) >= len(at[1]) else "mdy"), order is not None or not doubtful
        if order is not None:
            against = only["mdy" if order == "dmy" else "dmy"]
            self.against = [i for i, f, _ in self._waiting if f in against]
            return order, True
        if only["dmy"] or only["mdy"] or not doubtful:
            return ("mdy" if only["mdy"] else "dmy"), True
        return self._by_rows()

    def _by_rows(self) -> tuple[Order, bool]:
        if len(self._distinct) < 3:
            return "dmy", False
        walks = self._walk("dmy"), self._walk("mdy")
        self.by_rows = True
        # Forms adds at the end, so a reading in which time only goes forward needs no further proof.
        rising = [all(a <= b for a, b in pairwise(walk)) for walk in walks]
        if rising[0] != rising[1]:
            return ("dmy" if rising[0] else "mdy"), True
        # Sorted newest first, or with a few answers edited later, the right reading still wanders far less.
        detours = [_detours(walk) for walk in walks]
        if detours[0] * _STRAIGHTER < detours[1] or detours[0] == 1 < detours[1]:
            return "dmy", True
        if detours[1] * _STRAIGHTER < detours[0] or detours[1] == 1 < detours[0]:
            return "mdy", True
        self.by_rows = False
        return "dmy", False

    def _walk(self, order: str) -> list[int]:
        days = {f: day.toordinal() for f in self._distinct if (day := as_date(f, order)) is not None}
        return [days[figures] for _, figures, _ in self._waiting if figures in days]

    def _short_year_first(self) -> bool:
        if not self._distinct or any(last > 99 or as_date((first, middle, last), "ymd") is None
                                     for first, middle, last in self._distinct):  # fmt: skip
            return False
        first = [figures[0] for figures in self._distinct]
        last = [figures[2] for figures in self._distinct]
        return max(first) - min(first) < max(last) - min(last)


def _detours(walk: list[int]) -> float:
    """Measure how far the rows wander through time: 1 when sorted either way, more with every step back."""
    return sum(abs(b - a) for a, b in pairwise(walk)) / max(max(walk) - min(walk), 1)


class _Told:
    """Findings about one column of timestamps; about single rows at most `_KEPT` of a kind."""

    def __init__(self, values: Sequence[object], numbers: Sequence[int], column: int, sheet: str | None) -> None:
        self.findings: list[Finding] = []
        self._values = values
        self._numbers = numbers
        self._column = column
        self._sheet = sheet

    def column(self, code: str, **details: object) -> None:
        self.findings.append(Finding(code, sheet=self._sheet, column=self._column, details=details))

    def listed(self, indices: Sequence[int], limit: int = 5) -> str:
        return ", ".join(str(self._numbers[i]) for i in indices[:limit]) + (", …" if len(indices) > limit else "")

    def order(self, reading: _Reading, chosen: Order, *, decided: bool) -> None:
        names = {"first": _names(chosen), "second": _names("mdy" if chosen == "dmy" else "dmy")}
        if reading.mixed:
            self.column("time-order-mixed", dmy=self.listed(reading.mixed[0]), mdy=self.listed(reading.mixed[1]))
        elif reading.against:
            rows = self.listed(reading.against)
            self.column("time-order-against", **names, count=len(reading.against), rows=rows)
        elif not decided:
            self.column("time-order-undecided", **names)
        elif reading.by_rows:
            self.column("time-order-inferred", **names)

    def rows(self, code: str, rows: Sequence[int], value: Callable[[int], str | None]) -> None:
        for index in rows[:_KEPT]:
            row = self._numbers[index]
            self.findings.append(Finding(code, sheet=self._sheet, row=row, column=self._column, value=value(index)))
        if len(rows) > _KEPT:
            self.column("time-more", count=len(rows), more=len(rows) - _KEPT)

    def unreadable(self, rows: list[int], read: int) -> None:
        if len(rows) >= _HARDLY_TIMES and len(rows) > read:
            self.column("time-unreadable-column", count=len(rows), filled=len(rows) + read)
            return
        self.rows("time-unreadable", sorted(rows), lambda index: shown(self._values[index]))

    def impossible(self, out: list[datetime | None], other: list[datetime | None]) -> None:
        rows = [i for i, value in enumerate(out) if value is not None and value.year not in _YEARS]
        years = {i: str(value.year) for i in rows[:_KEPT] if (value := out[i]) is not None}
        self.rows("time-impossible", rows, years.get)
        for index in rows:
            out[index] = None
            if other:
                other[index] = None

    def far(self, out: list[datetime | None]) -> None:
        years = sorted(value.year for value in out if value is not None)
        if len(years) < 5 or years[-1] - years[0] <= _FAR:
            return
        middle = years[len(years) // 2]
        rows = [i for i, value in enumerate(out) if value is not None and abs(value.year - middle) > _FAR]
        if len(rows) <= max(1, len(years) // 20):
            self.rows("time-far", rows, lambda index: display(out[index]))


def _swapped(cells: Moments, reading: _Reading, order: Order) -> bool:
    """Recognise what a spreadsheet of the wrong country leaves behind.

    Opening ``05/03/2023`` where the month stands first makes the third of May of it, a typed cell; ``31/03/2023`` is no
    date there and stays text.
    """
    if len(cells.typed) < 2 or len(cells.waiting) < 2 or order == "ymd":
        return False
    typed = all(value.day <= 12 for i in cells.typed if (value := cells.out[i]) is not None)
    return typed and all(
        (day := reading.day(figures, order)) is not None and day.day > 12 for _, figures, _ in cells.waiting
    )


def _zone(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _names(order: Order) -> dict[str, str]:
    day_first = order == "dmy"
    return {
        "id": "hari/bulan/tahun" if day_first else "bulan/hari/tahun",
        "en": "day/month/year" if day_first else "month/day/year",
    }
