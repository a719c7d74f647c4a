"""Which number of ``05/03/2023`` is the day: decided by the whole column, never by one cell.

A number above 12 is a day; failing that, Forms adds rows in order of time, so a reading that keeps the rows in order
beats one that scatters them.  If neither decides, the day is read first, and that it was not decided is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from ikm.responses.times.moments import as_date

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date

    from ikm.responses.times.moments import Figures
    from ikm.responses.times.stamped import Walk
    from ikm.responses.times.stamps import Chosen, Found

__all__ = ["DateOrder", "FigureOrder"]

FigureOrder: TypeAlias = Literal["ymd", "dmy", "mdy"]

_STRAIGHTER = 3
"""How many times less the rows must wander in one reading for it to win when neither is in perfect order."""


class DateOrder:
    """Which number of ``05/03/2023`` is the day, decided by the whole column.

    Parameters
    ----------
    chosen : Chosen
        The rows that decide.

    Attributes
    ----------
    mixed : tuple of Found, optional
        Rows that must have the day first and rows that must have the month first, where there are both.
    against : Found, optional
        Rows that contradict the caller's choice.
    by_rows : bool
        Whether the order of the rows decided.
    """

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._distinct = chosen.figures()
        self._year_first = self._short_year_first()
        self.mixed: tuple[Found, Found] | None = None
        self.against: Found | None = None
        self.by_rows = False

    def day(self, figures: Figures, order: FigureOrder) -> date | None:
        """Read the figures in an order, or, when that is no date, in the only other one."""
        return as_date(figures, order) or (None if order == "ymd" else self.turned(figures, order))

    @staticmethod
    def turned(figures: Figures, order: FigureOrder) -> date | None:
        """Read the figures with day and month the other way round."""
        return as_date(figures, "mdy" if order == "dmy" else "dmy")

    def decide(self, order: Literal["dmy", "mdy"] | None) -> tuple[FigureOrder, bool]:
        """Choose the order, and tell whether that is settled; the caller's choice settles it."""
        if self._year_first:
            return "ymd", True
        able = {f: (as_date(f, "dmy") is not None, as_date(f, "mdy") is not None) for f in self._distinct}
        only = {"dmy": {f for f, can in able.items() if can == (True, False)},
                "mdy": {f for f, can in able.items() if can == (False, True)}}  # fmt: skip
        doubtful = any(can == (True, True) and f[0] != f[1] for f, can in able.items())
        if only["dmy"] and only["mdy"]:
            day_first, month_first = self.mixed = self._rows(only["dmy"]), self._rows(only["mdy"])
            likelier: FigureOrder = "dmy" if day_first.number >= month_first.number else "mdy"
            return order or likelier, order is not None or not doubtful
        if order is not None:
            against = only["mdy" if order == "dmy" else "dmy"]
            self.against = self._rows(against) if against else None
            return order, True
        if only["dmy"] or only["mdy"] or not doubtful:
            return ("mdy" if only["mdy"] else "dmy"), True
        return self._by_rows()

    def _by_rows(self) -> tuple[FigureOrder, bool]:
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

    def _rows(self, among: AbstractSet[Figures]) -> Found:
        return self._chosen.found(day.date in among for day in self._chosen.days)

    def _walk(self, order: str) -> Walk:
        days = [as_date(day.date, order) if isinstance(day.date, tuple) else None for day in self._chosen.days]
        return self._chosen.rows.walk([0 if day is None else day.toordinal() for day in days])

    def _short_year_first(self) -> bool:
        if not self._distinct or any(last > 99 or as_date((first, middle, last), "ymd") is None
                                     for first, middle, last in self._distinct):  # fmt: skip
            return False
        first = [figures[0] for figures in self._distinct]
        last = [figures[2] for figures in self._distinct]
        return max(first) - min(first) < max(last) - min(last)
