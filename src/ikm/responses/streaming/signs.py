"""Signs of how answers were collected, of respondents held by columns; see `ikm.responses.evidence.signs`.

Rows and persons are compared by hashes of 64 bits, keyed anew in every process: that two different ones of a million
share one happens once in some ten million files, and nobody can bring it about.

>>> signs = ColumnSigns(respondents=3, codes=[bytes([4, 4, 3]), bytes([4, 3, 3])], seconds=np.array([61, 61, 90]))
>>> signs.straight(), signs.together(), signs.timed()
((3, 2), SameSecond(groups=1, size=2, rows=[0, 1]), (3, 3))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ikm.responses.evidence.signs import NIGHT_FROM, NIGHT_TO, Burst, SameSecond
from ikm.responses.times.moments import DAY, moment_of
from ikm.responses.times.stamped import NEVER
from ikm.sources.texts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Rows = npt.NDArray[np.int32]
    Mask = npt.NDArray[np.bool_]

__all__ = ["ColumnSigns"]

_HOUR = 3_600


class _Copies(Mapping[int, int]):
    """Each later copy with the row it repeats, in the order of the file, held as two arrays."""

    def __init__(self, later: Rows, first: Rows) -> None:
        self.later, self.first = later, first

    def __len__(self) -> int:
        return len(self.later)

    def __iter__(self) -> Iterator[int]:
        # Whoever tells of copies stops after some hundred.
        for part in parts(len(self.later)):
            yield from self.later[part].tolist()

    def __getitem__(self, index: int) -> int:
        place = int(np.searchsorted(self.later, index))
        if place == len(self.later) or self.later[place] != index:
            raise KeyError(index)
        return int(self.first[place])


class ColumnSigns:
    """The signs of respondents held by columns.

    Parameters
    ----------
    respondents : int
        How many there are.
    codes : sequence of bytes
        Their answers, a column each; 0 for a blank.
    seconds : array of int, optional
        When each was sent.
    hashes : array of int, optional
        A number for all cells of each row.
    identities : mapping from int to array of int
        For each personal column the number of the person, 0 where none is told.
    says : sequence of array of bool
        For each personal column which cells hold something.
    trials : callable
        Gives the trial words, by column and row.
    """

    def __init__(
        self,
        *,
        respondents: int,
        codes: Sequence[bytes],
        seconds: Numbers | None = None,
        hashes: Numbers | None = None,
        identities: Mapping[int, Numbers] | None = None,
        says: Sequence[Mask] = (),
        trials: Callable[[], Mapping[int, Mapping[int, str]]] = dict,
    ) -> None:
        self.respondents = respondents
        self._codes = codes
        self._seconds = seconds
        self._hashes = hashes
        self._identities = identities or {}
        self._says = says
        self.trials = trials

    @cached_property
    def _clock(self) -> Mask:
        """Mark the rows with a time of day; midnight is none."""
        if self._seconds is None:
            return np.zeros(self.respondents, bool)
        clock = np.empty(self.respondents, bool)
        for part in parts(self.respondents):
            seconds = self._seconds[part]
            clock[part] = (seconds != NEVER) & (seconds % DAY != 0)
        return clock

    @cached_property
    def copies(self) -> Mapping[int, int]:
        """Each later copy with the row it repeats."""
        if self._hashes is None or (self._seconds is None and not self._identities):
            return {}
        later, first = _repeated(self._hashes)
        sure = self._clock[later]
        for says in self._says:
            sure |= says[later]
        return _Copies(later[sure], first[sure])

    @cached_property
    def _again(self) -> Mask:
        again = np.zeros(self.respondents, bool)
        again[list(self.copies) if not isinstance(self.copies, _Copies) else self.copies.later] = True
        return again

    def persons(self, column: int) -> list[list[int]]:
        """Rows, two and more, in which a column names the same person; copies left out."""
        who = self._identities[column]
        rows = np.flatnonzero((who != 0) & ~self._again)
        later, first = _repeated(who[rows])
        groups: dict[int, list[int]] = {}
        for index, earlier in zip(rows[later].tolist(), rows[first].tolist(), strict=True):
            groups.setdefault(earlier, [earlier]).append(index)
        return list(groups.values())

    def straight(self) -> tuple[int, int]:
        """Complete questionnaires, and how many of them gave one and the same answer throughout."""
        if len(self._codes) < 2:
            return 0, 0
        columns = [np.frombuffer(codes, np.uint8) for codes in self._codes]
        complete, alike = columns[0] != 0, np.ones(self.respondents, bool)
        for column in columns[1:]:
            complete &= column != 0
            alike &= column == columns[0]
        return int(complete.sum()), int((complete & alike).sum())

    @cached_property
    def _timed(self) -> tuple[Numbers, Rows]:
        """Seconds and rows of those with a time of day, in order of time, then of the file."""
        if self._seconds is None:
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        timed = self._clock & ~self._again
        rows = np.concatenate(
            [(np.flatnonzero(timed[p]) + p.start).astype(np.int32) for p in parts(len(timed))]
            or [np.zeros(0, np.int32)]
        )
        seconds = self._seconds[rows]
        if not len(rows) or (seconds[1:] >= seconds[:-1]).all():
            return seconds, rows
        # Second and row in one number: sorting numbers is several times faster than sorting places.
        digits, first = int(rows[-1]).bit_length(), int(seconds.min())
        seconds -= first
        seconds <<= digits
        seconds |= rows
        seconds.sort()
        for part in parts(len(rows)):
            rows[part] = seconds[part] & ((1 << digits) - 1)
        seconds >>= digits
        seconds += first
        return seconds, rows

    def timed(self) -> tuple[int, int]:
        """Rows with a time of day that are no copies, and how many of them were sent at night."""
        return len(self._timed[0]), int(_by_night(self._timed[0]).sum())

    def together(self) -> SameSecond | None:
        """Tell who was sent in the same second; nothing where seconds are not recorded."""
        seconds, rows = self._timed
        same = seconds[1:] == seconds[:-1]
        if not same.any() or not any((seconds[part] % 60 != 0).any() for part in parts(len(seconds))):
            return None
        edges = np.flatnonzero(np.diff(same, prepend=False, append=False))
        starts, sizes = edges[::2], edges[1::2] - edges[::2] + 1
        largest = int(np.argmax(sizes))
        start = int(starts[largest])
        members = rows[start : start + int(sizes[largest])].tolist()
        return SameSecond(len(starts), int(sizes.sum()), members)

    def bursts(self, *, night: bool, least: int, width: int) -> list[Burst]:
        """Find the stretches where ``least`` respondents stand within ``width`` seconds, joined where they overlap."""
        seconds, rows = self._timed
        chosen = _by_night(seconds) == night
        seconds, rows = seconds[chosen], rows[chosen]
        if len(seconds) < least:
            return []
        ahead = least - 1
        dense = np.concatenate([
            np.flatnonzero(seconds[p.start + ahead : p.stop + ahead] - seconds[p] < width) + p.start
            for p in parts(len(seconds) - ahead)
        ])  # fmt: skip
        stretches = np.split(dense, np.flatnonzero(np.diff(dense) >= least) + 1) if len(dense) else []
        found = []
        for stretch in stretches:
            start, stop = int(stretch[0]), int(stretch[-1]) + least
            inside = np.sort(rows[start:stop])
            first, last = moment_of(int(seconds[start])), moment_of(int(seconds[stop - 1]))
            found.append(Burst(stop - start, first, last, inside.tolist()))
        return found


def _by_night(seconds: Numbers) -> Mask:
    night = np.empty(len(seconds), bool)
    for part in parts(len(seconds)):
        hours = seconds[part] % DAY // _HOUR
        night[part] = (hours >= NIGHT_FROM) | (hours < NIGHT_TO)
    return night


def _repeated(values: Numbers) -> tuple[Rows, Rows]:
    """Find where a value stands again: the later places, in order, and for each the first place."""
    ordered = np.sort(values)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered
    if not len(several):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    rows, groups = [], []
    for part in parts(len(values)):
        group = np.minimum(np.searchsorted(several, values[part]), len(several) - 1)
        found = np.flatnonzero(several[group] == values[part])
        rows.append((found + part.start).astype(np.int32))
        groups.append(group[found].astype(np.int32))
    row, group = np.concatenate(rows), np.concatenate(groups)
    first = np.empty(len(several), np.int32)
    first[group[::-1]] = row[::-1]  # of all writings to a place the last one stays: that of the first row
    earlier = first[group]
    later = earlier != row
    return row[later], earlier[later]
