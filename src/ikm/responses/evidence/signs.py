"""Signs: the facts about respondents' rows from which `ikm.responses.evidence` tells how a survey was collected.

Which rows repeat an earlier one, which persons stand on several, how many questionnaires are straight lines, which were
sent in the same second or within minutes, which cells say "tes".  What follows from these facts, and from how many on,
is not decided here.

`RowSigns` looks at rows in memory.  A large table is held by columns and has signs of its own
(`ikm.responses.streaming.signs`); both answer the same questions.

>>> from ikm.responses.evidence.signs import RowSigns
>>> signs = RowSigns([("a@example.invalid", 3, 3), ("a@example.invalid", 3, 3)], [(3, 3), (3, 3)], None, [0])
>>> signs.copies, signs.straight()
({1: 0}, (2, 2))
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ikm.responses.evidence.people import copies, rows_by_person
from ikm.responses.times.moments import DAY, moment_of, second_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from ikm.responses.evidence.people import Row

__all__ = [
    "LISTED",
    "NIGHT_FROM",
    "NIGHT_TO",
    "NO_TRIAL",
    "TRIAL_WORDS",
    "Burst",
    "RowSigns",
    "SameSecond",
    "Signs",
    "at_night",
    "trial_word",
]  # fmt: skip

LISTED = 5
"""So many rows are named in one finding."""

NIGHT_FROM, NIGHT_TO = 22, 5
"""The hours between which it is night."""

TRIAL_WORDS = (
    "test", "tes", "testing", "tester", "testes", "coba", "coba coba", "cobacoba", "nyoba", "uji coba", "ujicoba",
    "percobaan", "asdf", "asdfg", "asdfgh", "asdasd", "qwerty", "qwe", "dummy", "contoh data",
    "data contoh", "trial",
)  # fmt: skip

NO_TRIAL = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") - {
    letter for word in TRIAL_WORDS for letter in (word[0], word[0].upper())
}
"""First letters of which no trial word begins: most cells are told by theirs."""


_ROW_BITS = 32
_ROW = (1 << _ROW_BITS) - 1


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


class Signs(Protocol):
    """What can be asked about respondents' rows; a row is meant by its index."""

    @property
    def respondents(self) -> int:
        """How many rows there are."""

    @property
    def copies(self) -> Mapping[int, int]:
        """Each later copy with the row it repeats."""

    def persons(self, column: int) -> list[list[int]]:
        """Rows, two and more, in which a column names the same person; copies left out."""

    def straight(self) -> tuple[int, int]:
        """Complete questionnaires, and how many of them gave one and the same answer throughout."""

    def timed(self) -> tuple[int, int]:
        """Rows with a time of day that are no copies, and how many of them were sent at night."""

    def together(self) -> SameSecond | None:
        """Tell who was sent in the same second; nothing where seconds are not recorded."""

    def bursts(self, *, night: bool, least: int, width: int) -> list[Burst]:
        """Find the stretches where ``least`` respondents stand within ``width`` seconds, joined where they overlap."""

    def trials(self) -> Mapping[int, Mapping[int, str]]:
        """For each column with trial words, in the order of the file: the rows and the word."""


class RowSigns:
    """The signs of rows in memory.

    Parameters
    ----------
    cells : sequence of sequence
        The respondents' whole rows, in the order of the file.
    scores : iterable of tuple
        Their decoded answers, or codes of these; none or 0 for a blank.  Gone through once.
    times : sequence of datetime or None, optional
        When each row was sent, where the form recorded it.
    personal : sequence of int
        Columns of personal data; they are compared and never shown.
    """

    def __init__(
        self,
        cells: Sequence[Row],
        scores: Iterable[tuple[object, ...]],
        times: Sequence[datetime | None] | None,
        personal: Sequence[int] = (),
    ) -> None:
        self._cells = cells
        self._scores = scores
        self._times = times
        self._personal = personal

    @property
    def respondents(self) -> int:
        """How many rows there are."""
        return len(self._cells)

    @cached_property
    def copies(self) -> dict[int, int]:
        """Each later copy with the row it repeats."""
        return copies(self._cells, self._times, self._personal)

    def persons(self, column: int) -> list[list[int]]:
        """Rows, two and more, in which a column names the same person; copies left out."""
        return rows_by_person(self._cells, column, self.copies)

    def straight(self) -> tuple[int, int]:
        """Complete questionnaires, and how many of them gave one and the same answer throughout."""
        complete = straight = 0
        for answers, number in Counter(self._scores).items():
            if len(answers) > 1 and all(answers):
                complete += number
                straight += number if len(set(answers)) == 1 else 0
        return complete, straight

    @cached_property
    def _timed(self) -> list[int]:
        """Those with a time of day, in order of time: second and row in one number, which sorts fastest."""
        again, seconds = self.copies, map(second_of, self._times or ())
        return sorted(
            second << _ROW_BITS | row for row, second in enumerate(seconds) if second % DAY and row not in again
        )

    def timed(self) -> tuple[int, int]:
        """Rows with a time of day that are no copies, and how many of them were sent at night."""
        return len(self._timed), sum(at_night(timed >> _ROW_BITS) for timed in self._timed)

    def together(self) -> SameSecond | None:
        """Tell who was sent in the same second; nothing where seconds are not recorded."""
        if not any((timed >> _ROW_BITS) % 60 for timed in self._timed):
            return None
        groups: dict[int, list[int]] = {}
        last, earlier = -1, 0
        for timed in self._timed:
            second = timed >> _ROW_BITS
            if second == last:
                groups.setdefault(second, [earlier & _ROW]).append(timed & _ROW)
            else:
                last, earlier = second, timed
        if not groups:
            return None
        return SameSecond(len(groups), sum(map(len, groups.values())), max(groups.values(), key=len))

    def bursts(self, *, night: bool, least: int, width: int) -> list[Burst]:
        """Find the stretches where ``least`` respondents stand within ``width`` seconds, joined where they overlap."""
        chosen = [timed for timed in self._timed if at_night(timed >> _ROW_BITS) == night]
        found: list[tuple[int, int]] = []
        for start, (one, other) in enumerate(zip(chosen, chosen[least - 1 :], strict=False)):
            if (other >> _ROW_BITS) - (one >> _ROW_BITS) >= width:
                continue
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], start + least)
            else:
                found.append((start, start + least))
        return [
            Burst(
                stop - start,
                moment_of(chosen[start] >> _ROW_BITS),
                moment_of(chosen[stop - 1] >> _ROW_BITS),
                sorted(timed & _ROW for timed in chosen[start:stop]),
            )
            for start, stop in found
        ]

    def trials(self) -> dict[int, dict[int, str]]:
        """For each column with trial words, in the order of the file: the rows and the word."""
        words = {
            cell: word
            for cell in set(chain.from_iterable(self._cells))
            if isinstance(cell, str) and (word := trial_word(cell)) is not None
        }
        found: dict[int, dict[int, str]] = {}
        if not words:
            return found
        for index, row in enumerate(self._cells):
            if words.keys().isdisjoint(row):
                continue
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell in words:
                    found.setdefault(column, {})[index] = words[cell]
        return found


def at_night(second: int) -> bool:
    """Tell whether a moment, in seconds, is in the night."""
    return second % DAY >= NIGHT_FROM * 3600 or second % DAY < NIGHT_TO * 3600


def trial_word(cell: str) -> str | None:
    """Give the word of a cell that holds nothing but a trial word, repeated or numbered.

    >>> trial_word("Tes tes 2"), trial_word("tes urine")
    ('tes', None)
    """
    if cell[:1] in NO_TRIAL or not 2 < len(cell) < 40:
        return None
    found = _trial().fullmatch(cell)
    return found[1].lower() if found else None


@cache
def _trial() -> re.Pattern[str]:
    words = "|".join(sorted(TRIAL_WORDS, key=len, reverse=True))
    # The word alone, repeated or numbered ("tes tes", "Test 2"): "tes urine" is a service.
    return re.compile(rf"\W*({words})(?:\W+\1)*\W*\d{{0,3}}\W*", re.IGNORECASE)
