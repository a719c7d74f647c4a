r"""Respondents held by columns: what `ikm.responses.validation` asks of them, for a large table.

>>> from ikm.sources.texts.cutting import grids
>>> (grid,) = grids(iter([b"4\n3\n4\n"]), b",", 1)
>>> column = TextColumn()
>>> column.take(grid, 0)
>>> people = ColumnRespondents(np.ones(3, bool), grid.numbers + 1, {0: column})
>>> people.only(bytes([1, 0, 1])).numbers, people.answers(0).coded({"4": 2, "3": 1}), list(people.texts(0, str))
(array('q', [2, 4]), b'\x02\x01\x02', ['4', '3', '4'])
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

import numpy as np

from ikm.responses.evidence.signs import trial_word
from ikm.responses.respondents import Answers
from ikm.responses.streaming.signs import ColumnSigns
from ikm.responses.streaming.times import Stamped, read_stamps
from ikm.responses.times.columns import within
from ikm.sources.texts import Vocabulary, stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    import numpy.typing as npt

    from ikm.responses.streaming.people import PersonColumn
    from ikm.responses.streaming.times import StampColumn
    from ikm.responses.times.columns import Times
    from ikm.responses.times.periods import Period
    from ikm.sources.texts import Grid

    Numbers = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["ColumnRespondents", "TextColumn"]


class TextColumn:
    """A column of texts that recur, while its blocks pass.

    Attributes
    ----------
    last : array of int
        The numbers of the block taken last.
    size : int
        Bytes held.
    """

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._parts: list[npt.NDArray[np.unsignedinteger]] = []
        self._told = 0
        self._rows = 0
        self.last: Numbers = np.zeros(0, np.int64)

    @property
    def texts(self) -> list[str]:
        """The different texts."""
        return self._vocabulary.texts

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._rows * (1 if len(self.texts) < 1 << 8 else 4) + self._vocabulary.size

    def take(self, grid: Grid, column: int) -> None:
        """Hold the cells of one block's ordinary records."""
        self.last = self._vocabulary.take_grid(grid, column)
        kind = np.uint8 if len(self.texts) < 1 << 8 else np.uint32
        self._parts.append(self.last.astype(kind))
        self._rows += len(self.last)

    def fresh(self) -> list[str]:
        """Give the texts met since this was last asked."""
        texts, self._told = self.texts[self._told :], len(self.texts)
        return texts

    def numbers(self) -> npt.NDArray[np.unsignedinteger]:
        """Give the place of each row's text in ``texts``."""
        return stacked(self._parts, np.uint8)


class _Texts(Sequence[str]):
    """A column of texts, each different one held once."""

    def __init__(self, texts: list[str], at: npt.NDArray[np.unsignedinteger]) -> None:
        self._texts, self._at = texts, at

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> _Texts: ...
    def __getitem__(self, index: int | slice) -> str | _Texts:
        return _Texts(self._texts, self._at[index]) if isinstance(index, slice) else self._texts[self._at[index]]

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self._at), 1 << 16):
            yield from map(self._texts.__getitem__, self._at[start : start + (1 << 16)].tolist())


@dataclass(frozen=True)
class ColumnRespondents:
    """Respondents held by columns.

    Parameters
    ----------
    used : array of bool
        Which of the rows held are these respondents.
    rows : array of int
        The file's number of each row held.
    columns : mapping from int to TextColumn
        Answer columns, and columns about respondents.
    stamps : StampColumn, optional
        The timestamps.
    people : mapping from int to PersonColumn
        Columns of personal data.
    hashes : array of int, optional
        A number for all cells of each row held; none where rows cannot be told to be one respondent's.
    trials : list of tuple
        Row held, column and word of cells outside ``columns`` that hold a trial word.
    moments : sequence of datetime or None
        When each respondent was sent, once read.
    """

    used: Mask
    rows: Numbers
    columns: Mapping[int, TextColumn]
    stamps: StampColumn | None = None
    people: Mapping[int, PersonColumn] = field(default_factory=dict)
    hashes: Numbers | None = None
    trials: Sequence[tuple[int, int, str]] = ()
    moments: Sequence[datetime | None] = ()

    def __len__(self) -> int:
        return int(np.count_nonzero(self.used))

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The file's row number of each."""
        numbers = self.rows if self.used.all() else self.rows[self.used]
        if len(numbers) and int(numbers[-1]) - int(numbers[0]) + 1 == len(numbers):
            return range(int(numbers[0]), int(numbers[-1]) + 1)
        return array("q", numbers.astype(np.int64).tobytes())

    @cached_property
    def _held(self) -> Numbers:
        return np.flatnonzero(self.used)

    def timed(
        self, column: int, sheet: str | None, order: Literal["dmy", "mdy"] | None
    ) -> tuple[ColumnRespondents, Times]:
        """Read the timestamps; the respondents given back know their moments."""
        del sheet  # a text table has none
        if self.stamps is None:
            raise AssertionError("asked only where there is a column of timestamps")
        stamps = read_stamps(self.stamps, self.used, self.numbers, column, order=order)
        return replace(self, moments=stamps.values, stamps=None), stamps

    @property
    def _seconds(self) -> Stamped | None:
        return self.moments if isinstance(self.moments, Stamped) else None

    def inside(self, period: Period) -> tuple[bytes, Sequence[int]]:
        """Choose those who answered within a period; also give the rows of those whose moment is not known."""
        known = self._seconds
        unknown = np.flatnonzero(~known.known).tolist() if known is not None else []
        return within(self.moments, period), [self.numbers[index] for index in unknown]

    def copies(self, personal: Sequence[int]) -> Iterable[int]:
        """Give the indices of later copies of a row."""
        return self.signs((), personal).copies

    def only(self, mask: bytes) -> ColumnRespondents:
        """Keep those marked 1."""
        if 0 not in mask:
            return self
        kept = np.frombuffer(mask, np.uint8) == 1
        used = self.used.copy()
        used[self._held[~kept]] = False
        moments = self.moments if self._seconds is None else Stamped(self._seconds.seconds[kept])
        return replace(self, used=used, moments=moments)

    def cell(self, index: int, column: int) -> str:
        """Give one cell."""
        held = self.columns[column]
        return held.texts[int(held.numbers()[self._held[index]])]

    def answers(self, column: int) -> Answers:
        """Give the different cells of an answer column."""
        held = self.columns[column]
        at = held.numbers()[self.used]
        counts = np.bincount(at, minlength=len(held.texts)).tolist()

        def coded(code: Mapping[object, int]) -> bytes:
            codes: npt.NDArray[np.uint8] = np.array([code.get(text, 0) for text in held.texts] or [0], np.uint8)[at]
            return codes.tobytes()

        return Answers({text: number for text, number in zip(held.texts, counts, strict=True) if number}, coded)

    def texts(self, column: int, write: Callable[[object], str]) -> Sequence[str]:
        """Write a column about respondents as text, every distinct cell once."""
        held = self.columns[column]
        return _Texts([write(text) for text in held.texts], held.numbers()[self.used])

    def signs(self, codes: Sequence[bytes], personal: Sequence[int]) -> ColumnSigns:
        """Look at the rows for signs of how they were collected."""
        return ColumnSigns(
            respondents=len(self),
            codes=codes,
            seconds=None if self._seconds is None else self._seconds.seconds,
            hashes=None if self.hashes is None else self.hashes if self.used.all() else self.hashes[self.used],
            identities={index: self.people[index].identities()[self.used] for index in personal},
            says=[self.people[index].says()[self.used] for index in personal],
            trials=self._trials,
        )

    def _trials(self) -> dict[int, dict[int, str]]:
        """Find the trial words, by column and respondent, in the order of the file."""
        found: dict[int, dict[int, str]] = {}
        place = np.cumsum(self.used) - 1 if self.trials else np.zeros(0, np.int64)
        for row, column, word in self.trials:
            if self.used[row]:
                found.setdefault(column, {})[int(place[row])] = word
        for column, held in self.columns.items():
            told = ((number, trial_word(text)) for number, text in enumerate(held.texts))
            words = {number: word for number, word in told if word is not None}
            if words:
                at = held.numbers()[self.used]
                rows = np.flatnonzero(np.isin(at, list(words)))
                if len(rows):
                    found[column] = {
                        row: words[number] for row, number in zip(rows.tolist(), at[rows].tolist(), strict=True)
                    }
        return dict(sorted(found.items(), key=lambda one: (min(one[1]), one[0])))
