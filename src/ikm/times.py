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

from collections import Counter
from datetime import datetime
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from ikm.findings import Finding, display
from ikm.moments import Figures, Moments, as_date, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date, time

    from ikm.periods import Period

__all__ = [
    "FAR", "KEPT", "YEARS", "Order", "Reading", "Times", "Told", "Waiting", "Walk", "doubted_from", "read_times",
    "span", "within",
]  # fmt: skip

Order: TypeAlias = Literal["ymd", "dmy", "mdy"]

YEARS = range(2000, 2101)
"""Years a survey can be of; others are slips of the hand."""

FAR = 5
"""Years from the middle of the column beyond which a few lone timestamps are doubted."""

_STRAIGHTER = 3
"""How many times less the rows must wander in one reading for it to win when neither is in perfect order."""

_HARDLY_TIMES = 5
"""Unreadable cells from which a column that holds more of them than of times is reported as a whole."""

KEPT = 300
"""Findings of one kind about rows that are made; the rest are counted in one."""


class Times(NamedTuple):
    """The timestamps of a file's rows, and what there is to say about them.

    Parameters
    ----------
    values : sequence of datetime or None
        Local time as written, one for each row; none where the cell is blank or cannot be read.
    order : {"ymd", "dmy", "mdy"}, optional
        How dates in figures are read; none when no text had to be read.
    decided : bool
        Whether the column (or the caller) settled which number is the day.
    findings : tuple of Finding
        What was found, for the report.
    other : sequence of datetime or None
        While undecided, what ``values`` would be with day and month the other way round; otherwise empty.
    column : int
        The file's column, from 0.
    sheet : str, optional
        The worksheet.
    """

    values: Sequence[datetime | None]
    order: Order | None
    decided: bool
    findings: tuple[Finding, ...]
    other: Sequence[datetime | None] = ()
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
        if not len(self.other):
            return ()
        inside, turned = within(self.values, period), within(self.other, period)
        differ = sum(a != b for a, b in zip(inside, turned, strict=True))
        if not differ:
            return ()
        details = {"differ": differ, "period": period.label, "day": inside.count(1), "month": turned.count(1)}
        if self.order == "mdy":
            details |= {"day": turned.count(1), "month": inside.count(1)}
        return (Finding("time-order-needed", sheet=self.sheet, column=self.column, details=details),)


def within(moments: Sequence[datetime | None], period: Period) -> bytes:
    """Mark the moments of a period, one byte each: 1 for those in it, 0 for the others and the unknown."""
    marks: bytes | None = getattr(moments, "within", lambda _: None)(period)
    if marks is not None:
        return marks
    return bytes(moment is not None and period.contains(moment) for moment in moments)


def span(moments: Sequence[datetime | None]) -> tuple[datetime, datetime] | None:
    """Give the first and the last of some moments, if any is known.

    >>> span([None, datetime(2026, 3, 2), datetime(2026, 3, 1)])
    (datetime.datetime(2026, 3, 1, 0, 0), datetime.datetime(2026, 3, 2, 0, 0))
    """
    if hasattr(moments, "span"):
        found: tuple[datetime, datetime] | None = moments.span()
        return found
    known = [moment for moment in moments if moment is not None]
    return (min(known), max(known)) if known else None


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
    reading = Reading(_Waiting(cells.waiting))
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

    told = Told(lambda index: shown(values[index]), numbers, column, sheet)
    told.order(reading, chosen, decided=decided)
    if _swapped(cells, reading, chosen):
        told.column("time-swapped", typed=len(cells.typed), text=len(cells.waiting))
    told.zones(cells.zones)
    told.serials(cells.serials)
    told.unreadable(sorted(cells.unread), sum(value is not None for value in out))
    told.impossible(out, other)
    told.far(out)
    seen: Order | None = chosen if cells.waiting else "ymd" if cells.written else None
    return Times(tuple(out), seen, decided, tuple(told.findings), tuple(other), column, sheet)


class Waiting(Protocol):
    """The dates of a column whose day and month are to be told apart, in the order of the rows."""

    @property
    def distinct(self) -> AbstractSet[Figures]:
        """The different ones."""

    def rows(self, among: AbstractSet[Figures]) -> Sequence[int]:
        """Where one of these stands."""

    def walk(self, days: Mapping[Figures, int]) -> Walk:
        """Follow the rows through time, with the number of the day that each stands for."""


class Walk(NamedTuple):
    """How rows go through time: never back, and how far in all, against the straight way (1 when sorted)."""

    rising: bool
    detours: float


class _Waiting:
    """The waiting dates of a column in memory."""

    def __init__(self, waiting: list[tuple[int, Figures, time]]) -> None:
        self._waiting = waiting
        self.distinct = {figures for _, figures, _ in waiting}

    def rows(self, among: AbstractSet[Figures]) -> list[int]:
        return [index for index, figures, _ in self._waiting if figures in among]

    def walk(self, days: Mapping[Figures, int]) -> Walk:
        walk = [days[figures] for _, figures, _ in self._waiting if figures in days]
        steps = [b - a for a, b in pairwise(walk)]
        # Sorted either way the rows go no further than from one end to the other.
        return Walk(min(steps, default=0) >= 0, sum(map(abs, steps)) / max(max(walk) - min(walk), 1))


class Reading:
    """Which number of ``05/03/2023`` is the day, decided by the whole column."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting
        self._distinct = waiting.distinct
        self._year_first = self._short_year_first()
        self.mixed: tuple[Sequence[int], Sequence[int]] | None = None
        self.against: Sequence[int] = ()
        self.by_rows = False

    def day(self, figures: Figures, order: Order) -> date | None:
        """Read the figures in an order, or, when that is no date, in the only other one."""
        return as_date(figures, order) or (None if order == "ymd" else self.turned(figures, order))

    @staticmethod
    def turned(figures: Figures, order: Order) -> date | None:
        """Read the figures with day and month the other way round."""
        return as_date(figures, "mdy" if order == "dmy" else "dmy")

    def decide(self, order: Literal["dmy", "mdy"] | None) -> tuple[Order, bool]:
        """Choose the order, and tell whether that is settled; the caller's choice settles it."""
        if self._year_first:
            return "ymd", True
        able = {f: (as_date(f, "dmy") is not None, as_date(f, "mdy") is not None) for f in self._distinct}
        only = {"dmy": {f for f, can in able.items() if can == (True, False)},
                "mdy": {f for f, can in able.items() if can == (False, True)}}  # fmt: skip
        doubtful = any(can == (True, True) and f[0] != f[1] for f, can in able.items())
        if only["dmy"] and only["mdy"]:
            at = self._waiting.rows(only["dmy"]), self._waiting.rows(only["mdy"])
            self.mixed = at
            return order or ("dmy" if len(at[0]) >= len(at[1]) else "mdy"), order is not None or not doubtful
        if order is not None:
            against = only["mdy" if order == "dmy" else "dmy"]
            self.against = self._waiting.rows(against) if against else ()
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
        if walks[0].rising != walks[1].rising:
            return ("dmy" if walks[0].rising else "mdy"), True
        # Sorted newest first, or with a few answers edited later, the right reading still wanders far less.
        detours = [walk.detours for walk in walks]
        if detours[0] * _STRAIGHTER < detours[1] or detours[0] == 1 < detours[1]:
            return "dmy", True
        if detours[1] * _STRAIGHTER < detours[0] or detours[1] == 1 < detours[0]:
            return "mdy", True
        self.by_rows = False
        return "dmy", False

    def _walk(self, order: str) -> Walk:
        days = {f: day.toordinal() for f in self._distinct if (day := as_date(f, order)) is not None}
        return self._waiting.walk(days)

    def _short_year_first(self) -> bool:
        if not self._distinct or any(last > 99 or as_date((first, middle, last), "ymd") is None
                                     for first, middle, last in self._distinct):  # fmt: skip
            return False
        first = [figures[0] for figures in self._distinct]
        last = [figures[2] for figures in self._distinct]
        return max(first) - min(first) < max(last) - min(last)


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
        if len(rows):
            self.column("time-serial", count=len(rows), rows=self.listed(rows))

    def order(self, reading: Reading, chosen: Order, *, decided: bool) -> None:
        """Tell how day and month were told apart."""
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


def _swapped(cells: Moments, reading: Reading, order: Order) -> bool:
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
