"""Remainders: the few respondents whose answers the figures of several periods give away together.

Who knows the sums of a year and of the part of it before 2 April knows by subtraction those of the rest, and where the
rest is one respondent, that one's answers.  No figure of its own shows it: it is the pair, or more of them, as a year
and three of its quarters are.

**Periods of one file** are stretches of one line of answers, in the order of time.  A period tells how many answers lie
between its beginning and its end; a moment that two periods share (the end of one and the beginning of the next) joins
what they tell.  So exactly the stretches between moments that are joined, by however many periods, can be had by
adding and subtracting; each of them that holds 1 to 9 respondents is a remainder.  The time between the beginning that
was asked for and the first answer holds nobody, so all moments within are one, and so is the time after the last.
Where two periods tell another number of the same stretch (one was scored without incomplete questionnaires), what lies
between the numbers is a remainder too.

**Periods of different files** are not known to hold the same answers.  But an export of a form holds all answers since
it was opened, so where the times of one lie within those of another and it has a few respondents less, these are taken
for a remainder.

It does not see results that are published elsewhere, nor respondents that two surveys have in common.

>>> import ikm
>>> from ikm.comparisons.remainders import remainders
>>> names = ["Timestamp", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> rows = [[f"2026-01-{day:02d} 09:00:00", *[3] * 9] for day in range(1, 21)]
>>> trend = ikm.compare({"a": [names, *rows], "b": [names, *rows[:-1]]})
>>> remainders(trend.periods, 10)
[(('a', 'b'), 1)]
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ikm.responses.times import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.comparisons.periods import PeriodResult

    _Moment = tuple[datetime, int]  # just before a time (0) or just after it (1)

__all__ = ["remainders"]

_NEVER = datetime.min  # noqa: DTZ901 - times are of the clock on the wall
"""What stands for the times of a period without any."""


class _Stretch(NamedTuple):
    """What is known of the time between two moments: how many answered, and the periods it takes to know it."""

    start: _Moment
    end: _Moment
    people: int
    labels: frozenset[str]


def remainders(periods: Sequence[PeriodResult], minimum: int) -> list[tuple[tuple[str, ...], int]]:
    """Give the periods that have fewer respondents than a minimum between them, and how many.

    Parameters
    ----------
    periods : sequence of PeriodResult
        The periods of one comparison.
    minimum : int
        How many respondents give nobody's answers away.
    """
    scored = [one for one in periods if not one.published and one.respondents is not None]
    few = {one.label for one in scored if (one.respondents or 0) < minimum}
    files: dict[str, list[PeriodResult]] = defaultdict(list)
    for one in scored:
        if one.input_sha256 is not None:
            files[one.input_sha256].append(one)
    found = [rest for of_one in files.values() for rest in _of_one_file(of_one)]
    found += [rest for pair in combinations(scored, 2) for rest in _of_two_files(*pair)]
    places = {one.label: place for place, one in enumerate(periods)}
    # Periods that are few themselves are said to be so; what lies between them is no more.
    told = {labels: rest for labels, rest in found if 0 < rest < minimum and len(labels) > 1 and not labels <= few}
    ordered = ((tuple(sorted(labels, key=places.__getitem__)), rest) for labels, rest in told.items())
    return sorted(ordered, key=lambda one: [places[label] for label in one[0]])


def _of_two_files(one: PeriodResult, other: PeriodResult) -> Iterator[tuple[frozenset[str], int]]:
    """Give the difference of two periods of unlike files, the times of the one within those of the other."""
    if one.period is None or other.period is None or one.shares_file(other):
        return
    more, less = (one.respondents or 0), (other.respondents or 0)
    outer, inner = (one.period, other.period) if more >= less else (other.period, one.period)
    if outer.first <= inner.first and inner.last <= outer.last:
        yield frozenset((one.label, other.label)), abs(more - less)


def _of_one_file(periods: Sequence[PeriodResult]) -> Iterator[tuple[frozenset[str], int]]:
    """Give how many respondents every stretch holds that several periods of one file tell together."""
    stretches = list(_stretches(periods))
    known = _joined(stretches)
    for start, end in combinations(known.values(), 2):
        if start.root == end.root:
            yield start.labels ^ end.labels, abs(end.people - start.people)
    for one in stretches:  # two numbers of the same stretch
        start, end = known[one.start], known[one.end]
        yield (start.labels ^ end.labels) | one.labels, abs(end.people - start.people - one.people)


def _stretches(periods: Sequence[PeriodResult]) -> Iterator[_Stretch]:
    """Give what each period tells: its own stretch, and that nobody answered between what was asked for and it."""
    own = [_Stretch(*_ends(one), one.respondents or 0, frozenset((one.label,))) for one in periods]
    yield from own
    spans = [None if one.asked is None else readable(one.asked) for one in periods]
    asked = [None if span is None else ((span.first, 0), (span.end, 0)) for span in spans]
    moments = sorted(
        {*(moment for one in own for moment in one[:2]), *(moment for two in asked for moment in two or ())}
    )
    for bounds, (start, end, *_) in zip(asked, own, strict=True):
        if bounds is not None:
            opened, closed = bounds
            yield from (_Stretch(moment, start, 0, frozenset()) for moment in moments if opened <= moment < start)
            yield from (_Stretch(end, moment, 0, frozenset()) for moment in moments if end < moment <= closed)


def _ends(one: PeriodResult) -> tuple[_Moment, _Moment]:
    """Give the moments around the answers of a period; all periods without times are one stretch."""
    span = one.period
    return ((_NEVER, 0), (_NEVER, 1)) if span is None else ((span.first, 0), (span.last, 1))


class _Place(NamedTuple):
    """Where a moment stands: how many answered between it and the root of all that it is joined with."""

    root: _Moment
    people: int
    labels: frozenset[str]


def _joined(stretches: Sequence[_Stretch]) -> dict[_Moment, _Place]:
    """Join the moments by what is known of the stretches between them."""
    beside: dict[_Moment, list[tuple[_Moment, int, frozenset[str]]]] = defaultdict(list)
    for start, end, people, labels in stretches:
        beside[start].append((end, people, labels))
        beside[end].append((start, -people, labels))
    found: dict[_Moment, _Place] = {}
    for root in beside:
        if root in found:
            continue
        found[root] = _Place(root, 0, frozenset())
        waiting = [root]
        while waiting:
            here = found[waiting[0]]
            for moment, people, labels in beside[waiting.pop(0)]:
                if moment not in found:
                    found[moment] = _Place(root, here.people + people, here.labels ^ labels)
                    waiting.append(moment)
    return found
