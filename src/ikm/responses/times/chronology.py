"""Chronology: when each questionnaire was sent, read from the form's own column.

Forms, Sheets and Excel write the same moment in many ways; `ikm.responses.times.moments` reads the single cell,
`ikm.responses.times.stamps` holds the column, and here it is read as a whole.

``05/03/2023`` is the fifth of March or the third of May.  The whole column decides: a number above 12 is a day; failing
that, Forms adds rows in order of time, so a reading that keeps the rows in order beats one that scatters them.  If
neither decides, the day is read first, ``decided`` is false, and it matters only when a period is asked for:
`Times.findings_for` then says whether the two readings would choose different rows.

Values are local time as written, to the second; an offset (``GMT+7``, ``WIB``) is not applied, only checked to be the
same everywhere.  A two-digit year is of this century and stands last, unless the first number is the one that varies
least.  What this does not do: compare with today (the same file must give the same result tomorrow), or mend a
1904-based workbook (the reader of workbooks does).

>>> from ikm.responses.times.chronology import read_times
>>> from ikm.responses.times.stamps import Stamps
>>> stamps = Stamps()
>>> stamps.take(["05/03/2023 08.30", "31/03/2023 15.45"])
>>> times = read_times(stamps, None, [2, 3], 0)
>>> times.order, str(times.values[0])
('dmy', '2023-03-05 08:30:00')
>>> times = read_times(stamps, bytes([1, 0]), [2], 0)
>>> times.decided, [finding.code for finding in times.findings]
(False, ['time-order-undecided'])
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.findings import Finding, days, display
from ikm.responses.times.dates import DateOrder
from ikm.responses.times.findings import FAR, YEARS, Told, doubted_from
from ikm.responses.times.moments import DAY, moment_of
from ikm.responses.times.stamped import Stamped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.responses.times.dates import FigureOrder
    from ikm.responses.times.periods import Period
    from ikm.responses.times.stamps import Chosen, Stamps

__all__ = ["NamedSpan", "Times", "read_times"]


class NamedSpan(NamedTuple):
    """A month, quarter or semester that cells name instead of a moment: when it begins and ends, in how many rows."""

    first: datetime
    end: datetime
    rows: int


class Times(NamedTuple):
    """The timestamps of a file's rows, and what there is to say about them.

    Parameters
    ----------
    values : Stamped
        Local time as written, one for each row; none where the cell is blank or cannot be read.
    order : {"ymd", "dmy", "mdy"}, optional
        How dates in figures are read; none when no text had to be read.
    decided : bool
        Whether the column (or the caller) settled which number is the day.
    findings : tuple of Finding
        What was found, for the report.
    other : Stamped
        While undecided, what ``values`` would be with day and month the other way round; otherwise empty.
    column : int
        The file's column, from 0.
    sheet : str, optional
        The worksheet.
    unread : int
        How many cells hold something that is no moment.
    utc : bool
        Whether moments are written with the offset of Greenwich alone.
    spans : sequence of NamedSpan
        The different months or quarters that cells name instead of a moment, in the order met.
    """

    values: Stamped
    order: FigureOrder | None
    decided: bool
    findings: tuple[Finding, ...]
    other: Stamped = Stamped()
    column: int = 0
    sheet: str | None = None
    unread: int = 0
    utc: bool = False
    spans: Sequence[NamedSpan] = ()

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
        inside = self.values.within(period)
        return (*self._turned(period, inside), *self._abroad(period, inside))

    def readable(self) -> bool:
        """Tell whether more times are read than not, so that a period can be chosen by them."""
        return self.values.known > self.unread

    def _unreadable(self, period: Period) -> Finding | None:
        if self.readable():
            return None
        code = "time-unreadable-period" if self.unread else "time-blank-period"
        details = {"period": period.label, "count": self.unread, "filled": self.unread + self.values.known}
        return self._finding(code, details)

    def _cut(self, period: Period) -> Finding | None:
        """Tell of months that lie in the period in part."""
        cut = [
            span
            for span in self.spans
            if span.first < period.end
            and period.first < span.end
            and not (period.first <= span.first and span.end <= period.end)
        ]
        if not cut:
            return None
        asked = NamedSpan(period.first, period.end, 0)
        opening = min(span.first for span in (self.spans if period.first == datetime.min else [*cut, asked]))  # noqa: DTZ901
        closing = max(span.end for span in (self.spans if period.end == datetime.max else [*cut, asked]))  # noqa: DTZ901
        whole = f"{opening:%Y-%m}..{closing - timedelta(seconds=1):%Y-%m}"
        return self._finding(
            "time-span-cut", {"period": period.label, "count": sum(span.rows for span in cut), "whole": whole}
        )

    def _turned(self, period: Period, inside: bytes) -> tuple[Finding, ...]:
        """Tell of dates that lie in the period in one order of day and month, and outside it in the other."""
        if not len(self.other):
            return ()
        turned = self.other.within(period)
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
        differ = sum(a != b for a, b in zip(inside, self.values.within(period.earlier(_JAKARTA)), strict=True))
        if not differ:
            return ()
        return (self._finding("time-zone-utc", {"period": period.label, "count": differ}),)

    def _finding(self, code: str, details: Mapping[str, object]) -> Finding:
        return Finding(code, sheet=self.sheet, column=self.column, details=details)


_JAKARTA = timedelta(hours=7)


_YEAR = timedelta(days=366)


def _long_span(times: Times) -> tuple[Finding, ...]:
    """Say that answers of more than a year are put together, where nobody asked for a period.

    A form stays open and its export grows; the regulation asks for a survey at least once a year, so a figure of two
    years is hardly ever the one that is meant.
    """
    ends = times.values.span()
    if ends is None or ends[1] - ends[0] <= _YEAR:
        return ()
    details = {"first": days(ends[0]), "last": days(ends[1]), "year": ends[1].year}
    return (Finding("time-long", sheet=times.sheet, column=times.column, details=details),)


def read_times(
    stamps: Stamps,
    mask: bytes | None,
    numbers: Sequence[int],
    column: int,
    *,
    sheet: str | None = None,
    order: Literal["dmy", "mdy"] | None = None,
) -> Times:
    """Read a column of timestamps.

    Parameters
    ----------
    stamps : Stamps
        The column.
    mask : bytes, optional
        One byte for each row, 1 for those of respondents; by default all are.
    numbers : sequence of int
        The file's row number of each respondent.
    column : int
        The file's column, from 0, for the findings.
    sheet : str, optional
        The worksheet, for the findings.
    order : {"dmy", "mdy"}, optional
        Which number is the day, when the caller knows; by default the column decides.

    Returns
    -------
    Times
        One value for each respondent, how the dates were read, and the findings.
    """
    rows = stamps.chosen(mask)
    reading = DateOrder(rows)
    figures_order, decided = reading.decide(order)
    dates = [reading.day(d.date, figures_order) if isinstance(d.date, tuple) else d.date for d in rows.days]
    texts = rows.of_kind("text").number
    seen: FigureOrder | None = figures_order if rows.figures() else "ymd" if texts else None

    told = Told(lambda row: rows.day(row).shown, numbers, column, sheet)
    told.order(reading, figures_order, decided=decided)
    if (swapped := _swapped(rows, dates, figures_order)) is not None:
        told.column("time-swapped", typed=swapped[0], text=swapped[1])
    told.zones(rows.zones)
    told.listing("time-serial", rows.of_kind("serial"))
    told.listing("time-epoch", rows.of_kind("epoch"))
    told.listing("time-span", rows.of_kind("span"))
    unread = rows.found(on is None and day.kind != "blank" for day, on in zip(rows.days, dates, strict=True))
    told.unreadable(unread, sum(n for n, on in zip(rows.counts, dates, strict=True) if on is not None))
    _impossible(rows, dates, told)
    values = rows.rows.stamped(_numbers(dates))
    _far(rows, dates, values, told)
    return Times(
        values,
        seen,
        decided,
        tuple(told.findings),
        Stamped() if decided else rows.rows.stamped(_numbers(_turned(rows, dates, figures_order))),
        column,
        sheet,
        unread=unread.number,
        utc=set(rows.zones) == {0},
        spans=_spans(rows, dates),
    )


def _numbers(dates: Sequence[date | None]) -> list[int]:
    return [0 if on is None else on.toordinal() for on in dates]


def _turned(rows: Chosen, dates: Sequence[date | None], order: FigureOrder) -> list[date | None]:
    """Give the days as they would be with day and month the other way round."""
    return [
        (DateOrder.turned(day.date, order) or on) if on is not None and isinstance(day.date, tuple) else on
        for day, on in zip(rows.days, dates, strict=True)
    ]


def _impossible(rows: Chosen, dates: list[date | None], told: Told) -> None:
    """Tell of years no survey is of, and forget these days."""
    wrong = [on is not None and on.year not in YEARS for on in dates]
    years = {day: str(on.year) for day, on, out in zip(rows.days, dates, wrong, strict=True) if out and on is not None}
    told.rows("time-impossible", rows.found(wrong), lambda row: years[rows.day(row)])
    dates[:] = [None if out else on for on, out in zip(dates, wrong, strict=True)]


def _far(rows: Chosen, dates: Sequence[date | None], values: Stamped, told: Told) -> None:
    """Tell of a few lone moments years from all others."""
    years: Counter[int] = Counter()
    for on, number in zip(dates, rows.counts, strict=True):
        if on is not None:
            years[on.year] += number
    if (middle := doubted_from(years)) is None:
        return
    far = rows.found(on is not None and abs(on.year - middle) > FAR for on in dates)
    told.lone(far, years.total(), lambda row: display(values[row]))


def _spans(rows: Chosen, dates: Sequence[date | None]) -> list[NamedSpan]:
    """Give the months and quarters named, in the order met."""
    return [
        NamedSpan(moment_of(on.toordinal() * DAY), day.end, number)
        for day, on, number in zip(rows.days, dates, rows.counts, strict=True)
        if number and on is not None and day.end is not None
    ]


def _swapped(rows: Chosen, dates: Sequence[date | None], order: FigureOrder) -> tuple[int, int] | None:
    """Recognise what a spreadsheet of the wrong country leaves behind, and count cells stored as dates, and as text.

    Opening ``05/03/2023`` where the month stands first makes the third of May of it, a typed cell; ``31/03/2023`` is no
    date there and stays text.
    """
    met = [one for one in zip(rows.days, dates, rows.counts, strict=True) if one[2]]
    typed = [(on, number) for day, on, number in met if day.kind == "typed"]
    waiting = [(on, number) for day, on, number in met if isinstance(day.date, tuple)]
    cells = sum(number for _, number in typed), sum(number for _, number in waiting)
    if min(cells) < 2 or order == "ymd" or any(on is not None and on.day > 12 for on, _ in typed):
        return None
    return cells if all(on is not None and on.day > 12 for on, _ in waiting) else None
