"""Order: earlier periods of a survey file among those that are given, and the targets that are still to come.

What is given keeps its order.  An earlier period stands before what is known to come later than it, and is left out
where that period is given.

>>> from ikm.surveys import PastPeriod
>>> rows = [PastPeriod(period=year, ikm=80) for year in ("2021", "2022", "2024")]
>>> list(with_history({"TW I 2022": 1, "2022": 2, "2023": 3}, rows))
['2021', 'TW I 2022', '2022', '2023', '2024']
>>> [row.period for row in earlier(rows, "2023")], [row.period for row in earlier(rows, "Periode ini")]
(['2021', '2022'], ['2021', '2022', '2024'])
>>> to_come({}, {"2021": 79.0, "2023": 81.0, "2027": 90.0}, ["2022", "2023"])
{'2027': 90.0}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.responses.times import readable
from ikm.surveys import same_period, target_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.surveys import PastPeriod

__all__ = ["earlier", "to_come", "with_history"]


def with_history(given: Mapping[str, Any], history: Sequence[PastPeriod]) -> dict[str, Any]:
    """Put earlier periods among those given."""
    order = [(str(label), source) for label, source in given.items()]
    mine = len(order)
    for row in history:
        if any(same_period(row.period, str(label)) for label in given):
            continue
        later = (place for place, (label, _) in enumerate(order) if _is_later(label, row.period))
        known = all(readable(label) is not None for label in (row.period, *(label for label, _ in order)))
        unknown = len(order) if known else len(order) - mine
        order.insert(next(later, unknown), (row.period, row))
    return dict(order)


def earlier(history: Sequence[PastPeriod], current: str) -> list[PastPeriod]:
    """Leave out the periods that are known to be the current one or later."""
    return [row for row in history if not same_period(row.period, current) and not _is_later(row.period, current)]


def _is_later(one: str, other: str) -> bool:
    """Tell whether a period is known to begin after another, or with it and be no part of it."""
    first, second = readable(one), readable(other)
    return first is not None and second is not None and (first.first, first.end) > (second.first, second.end)


def to_come(asked: Mapping[str, float], usual: Mapping[str, float], periods: Sequence[str]) -> dict[str, float]:
    """Give the targets of periods that are yet to come.

    Parameters
    ----------
    asked, usual : mapping
        The targets of a call, and those of the survey file.
    periods : sequence of str
        The periods there are.

    Raises
    ------
    OptionError
        If a target of the call is of no period, and of none to come.
    """
    used = {target_of(targets, label) for targets in (asked, usual) for label in periods}
    last = periods[-1]
    future: dict[str, float] = {}
    for label, target in {**usual, **asked}.items():
        if label in used:
            continue
        if readable(label) is None or readable(last) is None or _is_later(label, last):
            future[label] = target
        elif label in asked:
            known = ", ".join(periods)
            raise OptionError(
                f"There is no period {label!r} for the target of {target:g}; the periods are {known}.",
                id=f"Tidak ada periode {label!r} untuk target {f'{target:g}'.replace('.', ',')}; periodenya {known}.",
            )
    return future
