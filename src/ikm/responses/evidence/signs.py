"""Signs: the facts about respondents' rows from which `ikm.responses.evidence` tells how a survey was collected.

Which rows repeat an earlier one, which persons stand on several, how many questionnaires are straight lines, which were
sent in the same second or within minutes, which cells say "tes".  What follows from these facts, and from how many on,
is not decided here.

`Signs` knows columns of numbers only, and asks no cell: who is a person, what is a trial word and which rows are equal
is told beforehand (`people`, `trials`, `copies` for a table in memory, `hashes` and `beginnings` for a large CSV file).
Keys and persons of a large file are hashes of 64 bits, keyed anew in every process: that two different ones of a
million share one happens once in some ten million files, and nobody can bring it about.

In a bare table of nine scores two people may well have given the same answers, so a copy also needs a sign that it is
one respondent: a time of day, or a personal cell that says something.  A time of exactly 00:00:00 is taken for a date
without a time of day, and is no such sign.

>>> from ikm.responses.evidence.signs import Signs
>>> alike = bytes([3, 3, 4])
>>> signs = Signs(3, [alike, alike], None, [7, 7, 7], {0: [1, 1, 1]}, [bytes([1, 1, 0])], dict)
>>> dict(signs.copies), signs.persons(0), signs.straight()
({1: 0}, [[0, 2]], (3, 3))
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain, compress
from operator import and_, or_, xor
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.responses.arrays import any_of, chosen, combined, filled, longest, marked, near, ordered, repeated, stretches
from ikm.responses.evidence.resent import resent
from ikm.responses.times.moments import DAY, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from ikm.responses.arrays import Numbers, Rows

__all__ = ["LISTED", "SHARED", "Burst", "SameSecond", "Signs"]

LISTED = 5
"""So many rows are named in one finding."""

SHARED = 5
"""A person who stands on more rows than this is an account that fills in for others."""

_HOUR = 3_600
_NIGHT_FROM, _NIGHT = 22 * _HOUR, 7 * _HOUR
"""When the night begins, and how long it is: from 22:00 to 05:00."""

_BYTES = 256
_FILLED = b"\0".ljust(_BYTES, b"\1")
_EMPTY = b"\1".ljust(_BYTES, b"\0")


class SameSecond(NamedTuple):
    """Respondents who were sent in the same second: groups, all their members, some of the largest group."""

    groups: int
    size: int
    rows: Sequence[int]


class Burst(NamedTuple):
    """A stretch of time with many respondents: how many, from when to when, the first of them by row."""

    size: int
    first: datetime
    last: datetime
    rows: Sequence[int]


class _Copies(Mapping[int, int]):
    """Each later copy with the row it repeats, in the order of the file: a file may hold a million."""

    def __init__(self, later: Rows, first: Rows) -> None:
        self.later, self.first = later, first

    def __len__(self) -> int:
        return len(self.later)

    def __iter__(self) -> Iterator[int]:
        return iter(self.later)

    def __getitem__(self, row: int) -> int:
        place = bisect_left(self.later, row)
        if place == len(self.later) or self.later[place] != row:
            raise KeyError(row)
        return self.first[place]


class Signs:
    """What can be asked about respondents' rows; a row is meant by its index.

    Parameters
    ----------
    respondents : int
        How many there are.
    codes : sequence of bytes
        Their answers, a column each; 0 for a blank.
    seconds : sequence or array of int, optional
        When each was sent (`ikm.responses.times.moments.second_of`), 0 where that is not known; none where the form
        recorded no times.
    keys : sequence or array of int, optional
        Equal numbers for rows equal in every cell; none where rows cannot be told to be one respondent's, because no
        column tells when they were sent or who sent them.
    who : mapping from int to sequence or array of int
        For each personal column the number of each row's person, 0 where none is told.
    says : iterable of bytes
        For each personal column 1 where the cell says something, else 0.  Gone through only where rows are equal.
    trials : callable
        Gives for each column with trial words, in the order of the file, the rows and the word.
    rest : callable, optional
        Gives numbers that are equal for rows equal in every cell but the time.
    same : callable, optional
        Tells of two rows whether their answers are the same.
    """

    def __init__(
        self,
        respondents: int,
        codes: Sequence[bytes],
        seconds: Numbers | None,
        keys: Numbers | None,
        who: Mapping[int, Numbers],
        says: Iterable[bytes],
        trials: Callable[[], Mapping[int, Mapping[int, str]]],
        rest: Callable[[], Numbers] | None = None,
        same: Callable[[int, int], bool] | None = None,
    ) -> None:
        self.respondents = respondents
        self._codes = codes
        self._seconds = seconds
        self._keys = keys
        self._who = who
        self._says = says
        self.trials = trials
        self._rest = rest
        self._same = same

    @cached_property
    def _clock(self) -> bytes:
        """Mark the rows with a time of day."""
        return bytes(self.respondents) if self._seconds is None else marked(self._seconds, _has_clock)

    @cached_property
    def _said(self) -> bytes:
        """Mark the rows of which some personal cell says something."""
        return combined(or_, bytes(self.respondents), *self._says)

    @cached_property
    def copies(self) -> Mapping[int, int]:
        """Each later copy with the row it repeats."""
        later, first = repeated(() if self._keys is None else self._keys)
        if not later:
            return {}
        sure = combined(or_, self._clock, self._said)
        told = bytes(map(sure.__getitem__, later))
        return _Copies(*(array("I", compress(rows, told)) for rows in (later, first)))

    @cached_property
    def _others(self) -> bytes:
        """Mark the rows that are no copies."""
        others = bytearray(b"\1") * self.respondents
        for row in self.copies:
            others[row] = 0
        return bytes(others)

    def persons(self, column: int) -> list[list[int]]:
        """Rows, two and more, in which a column names the same person; copies left out."""
        return self._persons[column]

    @cached_property
    def _persons(self) -> Mapping[int, list[list[int]]]:
        return {column: _groups(who, combined(and_, filled(who), self._others)) for column, who in self._who.items()}

    @cached_property
    def sent_again(self) -> Mapping[int, int]:
        """Each questionnaire that its person sent again within a minute, with the first; copies left out."""
        if self._rest is None or self._same is None or self._seconds is None or not self._who:
            return {}
        mask = bytearray(combined(and_, self._others, combined(and_, self._clock, self._said)))
        few: list[list[int]] = []
        for rows in chain.from_iterable(self._persons.values()):
            if len(rows) <= SHARED:
                few.append(rows)
            else:
                for row in rows:
                    mask[row] = 0
        alike = _groups(self._rest(), bytes(mask)) if 1 in mask else []
        clock, same = self._clock, self._same
        return resent(
            self._seconds, chain(few, alike), lambda one, other: bool(clock[one] and clock[other] and same(one, other))
        )

    def straight(self) -> tuple[int, int]:
        """Complete questionnaires, and how many of them gave one and the same answer throughout."""
        if len(self._codes) < 2:
            return 0, 0
        first, *others = self._codes
        complete = combined(and_, *(column.translate(_FILLED) for column in self._codes))
        alike = combined(or_, *(combined(xor, first, column) for column in others)).translate(_EMPTY)
        return complete.count(1), combined(and_, complete, alike).count(1)

    @cached_property
    def _timed(self) -> tuple[Numbers, Rows]:
        """Seconds and rows of those with a time of day, in order of time, then of the file."""
        mask = combined(and_, self._clock, self._others)
        return ordered(() if self._seconds is None else self._seconds, mask)

    @cached_property
    def _night(self) -> bytes:
        """Mark those of `_timed` who were sent at night."""
        return marked(self._timed[0], _at_night)

    def timed(self) -> tuple[int, int]:
        """Rows with a time of day that are no copies, and how many of them were sent at night."""
        return len(self._night), self._night.count(1)

    def together(self) -> SameSecond | None:
        """Tell who was sent in the same second; nothing where seconds are not recorded."""
        seconds, rows = self._timed
        same = near(seconds, 1, 1)
        if 1 not in same or not any_of(seconds, _within_minute):
            return None
        groups = (b"\0" + same).count(b"\0\1")
        start, size = longest(same)
        return SameSecond(groups, same.count(1) + groups, rows[start : start + size + 1].tolist())

    def bursts(self, *, night: bool, least: int, width: int) -> list[Burst]:
        """Find the stretches where ``least`` respondents stand within ``width`` seconds, joined where they overlap.

        ``least`` is two or more.
        """
        mask = self._night if night else self._night.translate(_EMPTY)
        seconds = chosen(self._timed[0], mask)
        found = list(stretches(near(seconds, least - 1, width), least - 1))
        rows = chosen(self._timed[1], mask) if found else ()
        bursts = []
        for start, end in found:
            stop = end - 1 + least
            first, last = moment_of(int(seconds[start])), moment_of(int(seconds[stop - 1]))
            bursts.append(Burst(stop - start, first, last, sorted(rows[start:stop])))
        return bursts


def _groups(values: Numbers, mask: bytes) -> list[list[int]]:
    """Group the rows meant that have the same value, two and more in each."""
    groups: dict[int, list[int]] = {}
    for row, first in zip(*repeated(values, mask), strict=True):
        groups.setdefault(first, [first]).append(row)
    return list(groups.values())


# Each test is asked of one number or of an array of them.


def _has_clock(second: Any) -> Any:  # noqa: ANN401
    return second % DAY != 0


def _at_night(second: Any) -> Any:  # noqa: ANN401
    return (second - _NIGHT_FROM) % DAY < _NIGHT


def _within_minute(second: Any) -> Any:  # noqa: ANN401
    return second % 60 != 0
