"""Timestamps: when each questionnaire was sent, read from the form's own column.

Forms, Sheets and Excel write the same moment in many ways; `ikm.responses.times.moments` reads the single cell, this
module the column.

``05/03/2023`` is the fifth of March or the third of May.  The whole column decides: a number above 12 is a day; failing
that, Forms adds rows in order of time, so a reading that keeps the rows in order beats one that scatters them.  If
neither decides, the day is read first, ``decided`` is false, and it matters only when a period is asked for:
`Times.findings_for` then says whether the two readings would choose different rows.

Values are local time as written, to the second; an offset (``GMT+7``, ``WIB``) is not applied, only checked to be the
same everywhere.  A two-digit year is of this century and stands last, unless the first number is the one that varies
least.  What this does not do: compare with today (the same file must give the same result tomorrow), or mend a
1904-based workbook (the reader of workbooks does).

>>> from ikm.responses.times.columns import read_times
>>> times = read_times(["05/03/2023 08.30", "31/03/2023 15.45"], [2, 3], 0)
>>> times.order, str(times.values[0])
('dmy', '2023-03-05 08:30:00')
>>> times = read_times(["05/03/2023 08:30:00"], [2], 0)
>>> times.decided, [finding.code for finding in times.findings]
(False, ['time-order-undecided'])
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.findings import Finding
from ikm.responses.times.dates import DateOrder, Walk
from ikm.responses.times.findings import Told
from ikm.responses.times.moments import Figures, Moments, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import time

    from ikm.responses.times.dates import FigureOrder
    from ikm.responses.times.periods import Period

__all__ = ["Times", "known", "read_times", "span", "within"]


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
    unread : int
        How many cells hold something that is no moment.
    utc : bool
        Whether moments are written with the offset of Greenwich alone.
    spans : mapping from int to datetime
        When the month or quarter is over that a cell names instead of a moment, by its index.
    """

    values: Sequence[datetime | None]
    order: FigureOrder | None
    decided: bool
    findings: tuple[Finding, ...]
    other: Sequence[datetime | None] = ()
    column: int = 0
    sheet: str | None = None
    unread: int = 0
    utc: bool = False
    spans: Mapping[int, datetime] = MappingProxyType({})

    def told(self, period: Period | None) -> tuple[Finding, ...]:
        """Give everything there is to say, each cause once."""
        if period is None:
            return (*self.findings, *_long_span(self))
        found = self.findings_for(period)
        again = {"time-unreadable-column"} if any(one.code == "time-unreadable-period" for one in found) else set()
        return (*(one for one in self.findings if one.code not in again), *found)

    def findings_for(self, period: Period) -> tuple[Finding, ...]:
        """Say what stands in the way of choosing the rows of a period.

        Parameters
        ----------
        period : Period
            The period asked for.

        Returns
        -------
        tuple of Finding
            An error if the times cannot be read, if they name months the period cuts, or if day and month are undecided
            and the two readings choose different rows; a warning if times of Greenwich lie at the period's ends.
        """
        if found := self._unreadable(period) or self._cut(period):
            return (found,)
        inside = within(self.values, period)
        return (*self._turned(period, inside), *self._abroad(period, inside))

    def readable(self) -> bool:
        """Tell whether more times are read than not, so that a period can be chosen by them."""
        return known(self.values) > self.unread

    def _unreadable(self, period: Period) -> Finding | None:
        if self.readable():
            return None
        code = "time-unreadable-period" if self.unread else "time-blank-period"
        details = {"period": period.label, "count": self.unread, "filled": self.unread + known(self.values)}
        return self._finding(code, details)

    def _cut(self, period: Period) -> Finding | None:
        """Tell of months that lie in the period in part."""
        met = [(first, end) for index, end in self.spans.items() if (first := self.values[index]) is not None]
        cut = [
            (first, end)
            for first, end in met
            if first < period.end and period.first < end and not (period.first <= first and end <= period.end)
        ]
        if not cut:
            return None
        asked = (period.first, period.end)
        opening = min(first for first, _ in (met if period.first == datetime.min else [*cut, asked]))  # noqa: DTZ901
        closing = max(end for _, end in (met if period.end == datetime.max else [*cut, asked]))  # noqa: DTZ901
        whole = f"{opening:%Y-%m}..{closing - timedelta(seconds=1):%Y-%m}"
        return self._finding("time-span-cut", {"period": period.label, "count": len(cut), "whole": whole})

    def _turned(self, period: Period, inside: bytes) -> tuple[Finding, ...]:
        """Tell of dates that lie in the period in one order of day and month, and outside it in the other."""
        if not len(self.other):
            return ()
        turned = within(self.other, period)
        differ = sum(a != b for a, b in zip(inside, turned, strict=True))
        if not differ:
            return ()
        details = {"differ": differ, "period": period.label, "day": inside.count(1), "month": turned.count(1)}
        if self.order == "mdy":
            details |= {"day": turned.count(1), "month": inside.count(1)}
        return (self._finding("time-order-needed", details),)

    def _abroad(self, period: Period, inside: bytes) -> tuple[Finding, ...]:
        """Tell of times of Greenwich that lie beyond an end of the period on the clocks of Jakarta."""
        if not self.utc:
            return ()
        differ = sum(a != b for a, b in zip(inside, within(self.values, period.earlier(_JAKARTA)), strict=True))
        if not differ:
            return ()
        return (self._finding("time-zone-utc", {"period": period.label, "count": differ}),)

    def _finding(self, code: str, details: Mapping[str, object]) -> Finding:
        return Finding(code, sheet=self.sheet, column=self.column, details=details)


_JAKARTA = timedelta(hours=7)


def known(moments: Sequence[datetime | None]) -> int:
    """Count the moments that are known."""
    given = getattr(moments, "known", None)
    return sum(moment is not None for moment in moments) if given is None else int(given.sum())


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


_YEAR = timedelta(days=366)


def _long_span(times: Times) -> tuple[Finding, ...]:
    """Say that answers of more than a year are put together, where nobody asked for a period.

    A form stays open and its export grows; the regulation asks for a survey at least once a year, so a figure of two
    years is hardly ever the one that is meant.
    """
    ends = span(times.values)
    if ends is None or ends[1] - ends[0] <= _YEAR:
        return ()
    details = {"first": f"{ends[0]:%Y-%m-%d}", "last": f"{ends[1]:%Y-%m-%d}", "year": ends[1].year}
    return (Finding("time-long", sheet=times.sheet, column=times.column, details=details),)


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
    reading = DateOrder(_Waiting(cells.waiting))
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
    told.listing("time-epoch", cells.epochs)
    told.listing("time-span", list(cells.spans))
    told.unreadable(sorted(cells.unread), sum(value is not None for value in out))
    told.impossible(out, other)
    told.far(out)
    seen: FigureOrder | None = chosen if cells.waiting else "ymd" if cells.written else None
    return Times(
        tuple(out),
        seen,
        decided,
        tuple(told.findings),
        tuple(other),
        column,
        sheet,
        unread=len(cells.unread),
        utc=set(cells.zones) == {0},
        spans=cells.spans,
    )


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


def _swapped(cells: Moments, reading: DateOrder, order: FigureOrder) -> bool:
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
