r"""Vocabularies: the different texts of a column, numbered as they are met.

An answer column of a million cells holds a handful of texts.  Each is kept once; a cell is the number of its text.
Texts are compared by all their bytes, eight at a time, never by a hash alone.

>>> from ikm.sources.texts.cutting import grid_of
>>> grid = grid_of(b"baik,4\nsangat baik,3\nbaik,4\n", 2)
>>> words = Vocabulary()
>>> words.take_grid(grid, 0).tolist(), words.add("baik"), words.add("buruk"), words.texts
([0, 1, 0], 0, 2, ['baik', 'sangat baik', 'buruk'])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.sources.texts.hashing import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ikm.sources.texts.cutting import Grid
    from ikm.sources.texts.hashing import Key

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]

__all__ = ["Vocabulary"]

_TEXT_BYTES = 250
"""What a text costs besides its letters, each of which is held some four times."""

_SLOTS = 1 << 12
"""Places of the table in which the place of a known text is looked up at once; more, as there are more texts."""
_CROWDED = 8
"""So many times as many places as texts there are at least."""


class Vocabulary:
    """The texts of a column.

    Attributes
    ----------
    texts : list of str
        The different texts.
    size : int
        About how many bytes they take.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.size = 0
        self._ids: dict[bytes, int] = {}
        self._bytes = np.full(256, -1, np.int64)
        self._slots = np.zeros(_SLOTS, np.int64)
        self._mixed = np.zeros(1, np.uint64)
        self._words: list[Words] = []
        self._sizes = np.full(1, -1, np.int64)

    def take_grid(self, grid: Grid, column: int) -> Numbers:
        """Give each ordinary cell of one column of a block the number of its text, its place in ``texts``."""
        return self._take(grid, grid.starts[column], grid.lengths[column], grid.key(column))

    def take(self, grid: Grid, starts: Numbers, lengths: Numbers) -> Numbers:
        """Give cells, or parts of cells, the number of their text.

        Parameters
        ----------
        grid : Grid
            The block.
        starts, lengths : array of int
            Where they stand in it.

        Returns
        -------
        array of int
            For each the place of its text in ``texts``.
        """
        return self._take(grid, starts, lengths, key_of(grid.eights, starts, lengths))

    def _take(self, grid: Grid, starts: Numbers, lengths: Numbers, key: Key | None) -> Numbers:
        if key is not None:
            return self._long(grid, starts, lengths, key)
        if int(lengths.max(initial=0)) <= 1:
            return self._short(grid, starts, lengths)
        cells = zip(starts.tolist(), lengths.tolist(), strict=True)
        return np.fromiter((self._id(grid.data[a : a + n]) for a, n in cells), np.int64, len(starts))

    def add(self, text: str) -> int:
        """Give a text its number: the one it has, or the next."""
        return self._id(text.replace('"', '""').encode())

    def _id(self, raw: bytes) -> int:
        """Give the bytes of a cell their number; a quotation mark in a cell is always doubled."""
        found = self._ids.get(raw)
        if found is None:
            found = self._ids[raw] = len(self.texts)
            self.texts.append(raw.decode().replace('""', '"'))
            self.size += _TEXT_BYTES + 4 * len(raw)
        return found

    def _short(self, grid: Grid, starts: Numbers, lengths: Numbers) -> Numbers:
        """Take cells of one byte or none: the byte says which text it is."""
        codes = grid.bytes[starts]
        codes[lengths == 0] = 0
        for code in np.flatnonzero(np.bincount(codes, minlength=256)).tolist():
            if self._bytes[code] < 0:
                self._bytes[code] = self._id(bytes([code]) if code else b"")
        return self._bytes[codes]

    def _long(self, grid: Grid, starts: Numbers, lengths: Numbers, key: Key) -> Numbers:
        self._widen(len(key.words))
        ids = self._slots.take(self._slot_of(key.mixed))
        same = self._same(ids, key.words, lengths)
        if not same.all():
            unknown = np.flatnonzero(~same)
            ids[unknown] = self._learn(grid, starts, lengths, key, unknown)
        ids -= 1
        return ids

    def _slot_of(self, mixed: Words) -> Numbers:
        return (mixed >> np.uint64(65 - len(self._slots).bit_length())).view(np.int64)

    def _widen(self, number: int) -> None:
        while len(self._words) < number:
            self._words.append(np.zeros(len(self._sizes), np.uint64))

    def _same(self, ids: Numbers, words: Sequence[Words], lengths: Numbers) -> npt.NDArray[np.bool_]:
        """Tell which cells are the text of the place they were looked up at; place 0 holds none."""
        same: npt.NDArray[np.bool_] = self._sizes.take(ids) == lengths
        for known, word in zip(self._words, words, strict=False):
            same &= known.take(ids) == word
        return same

    def _learn(
        self,
        grid: Grid,
        starts: Numbers,
        lengths: Numbers,
        key: Key,
        left: Numbers,
    ) -> Numbers:
        """Take the cells whose text is new, or stands in a slot that another text took since."""
        words, mixed = key
        _, first, inverse = np.unique(mixed[left], return_index=True, return_inverse=True)
        one = left[first]
        if (lengths[left] != lengths[one][inverse]).any() or any((w[left] != w[one][inverse]).any() for w in words):
            # Two texts share 64 bits, once in a lifetime: these cells are told apart by Python, and none is learnt.
            cells = zip(starts[left].tolist(), lengths[left].tolist(), strict=True)
            return np.fromiter((self._id(grid.data[a : a + n]) + 1 for a, n in cells), np.int64, len(left))
        # Texts are numbered as they are met, whatever their hash.
        order = np.argsort(one, kind="stable")
        places = np.empty(len(one), np.int64)
        for turn in order.tolist():
            cell = int(one[turn])
            places[turn] = self._id(grid.data[starts[cell] : starts[cell] + lengths[cell]]) + 1
        self._grow(int(places.max()) + 1)
        for known, word in zip(self._words, words, strict=False):
            known[places] = word[one]
        self._sizes[places] = lengths[one]
        self._mixed[places] = mixed[one]
        if _CROWDED * len(self.texts) > len(self._slots):
            self._slots = np.zeros(4 * len(self._slots), np.int64)
            everything = np.flatnonzero(self._sizes >= 0)
            self._slots[self._slot_of(self._mixed[everything])] = everything
        self._slots[self._slot_of(mixed[one])] = places
        return places[inverse]

    def _grow(self, number: int) -> None:
        if number <= len(self._sizes):
            return
        room = max(number, 2 * len(self._sizes))
        self._sizes = np.concatenate([self._sizes, np.full(room - len(self._sizes), -1, np.int64)])
        self._mixed = np.concatenate([self._mixed, np.zeros(room - len(self._mixed), np.uint64)])
        self._words = [np.concatenate([w, np.zeros(room - len(w), np.uint64)]) for w in self._words]
