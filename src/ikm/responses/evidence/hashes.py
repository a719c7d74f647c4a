r"""Hashes: the rows and the persons of a large CSV file, held as 64 bits each while its blocks pass.

A cell of a personal column becomes a hash of the e-mail address or number in it, the same for every way of writing it
(`ikm.responses.evidence.people.identity`), and a mark that says whether the cell holds anything at all.  A row becomes
a hash of all its cells.  Nothing that names anybody stays.

A block comes cut by numpy or by the csv module; both give the same hash for the same cell.

>>> from ikm.sources.texts.cutting import grid_of
>>> grid = grid_of(b"a@example.invalid\nA@EXAMPLE.invalid\nSiti\n-\n", 1)
>>> column, rows = PersonColumn(), RowHashes(1)
>>> column.take_grid(grid, 0)
>>> column.take(["a@example.invalid "])
>>> who = column.identities()
>>> bool(who[0] == who[1] == who[4]), who[2:4].tolist(), column.says()
(True, [0, 0], b'\x01\x01\x01\x00\x01')
>>> rows.take_grid(grid, {})
>>> rows.take([["Siti"], ["Siti", ""]], {})
>>> keys = rows.hashes()
>>> bool(keys[2] == keys[4]), bool(keys[4] == keys[5])
(True, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.responses.evidence.people import NUMBER_STARTS, identity, says_something
from ikm.sources.texts import hash_texts, mix, stacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from ikm.sources.texts import Grid

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]

__all__ = ["PersonColumn", "RowHashes"]

_NUMBER = np.zeros(256, bool)
_NUMBER[[ord(letter) for letter in NUMBER_STARTS if letter.isascii()]] = True
_NUMBER[0x80:] = True
"""First bytes of cells that may hold a number."""

_WORDY = np.zeros(256, bool)
_WORDY[list(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")] = True


class PersonColumn:
    """One column of personal data while its blocks pass."""

    def __init__(self) -> None:
        self._who: list[Numbers] = []
        self._says = bytearray()

    @property
    def size(self) -> int:
        """Bytes held."""
        return 9 * len(self._says)

    def take(self, cells: Sequence[str]) -> None:
        """Hold the cells of a block cut by the csv module."""
        self._who.append(_persons(cells))
        self._says += bytes(map(says_something, cells))

    def take_grid(self, grid: Grid, column: int) -> None:
        """Hold the cells of a block cut by numpy."""
        starts, lengths = grid.starts[column], grid.lengths[column]
        _, small, address, plain = grid.person(column)
        # A plain address needs no look of its own: it is its bytes, however capital.
        who = np.where(plain, small, 0) if plain.any() else np.zeros(len(starts), np.int64)
        rest = np.flatnonzero((lengths > 0) & ~plain & (address | _NUMBER[grid.bytes[starts]]))
        if len(rest):
            who[rest] = _persons([text for _, text in grid.texts(column, rest)])
        wordy = (lengths > 2) & _WORDY[grid.bytes[starts]]
        wordy &= _WORDY[grid.bytes[starts + 1]] & _WORDY[grid.bytes[starts + 2]]
        for row, text in grid.texts(column, np.flatnonzero(~wordy & (lengths > 2))):
            wordy[row] = says_something(text)
        odd = _cells(grid.odd, column)
        self._who.append(grid.woven(who, _persons(odd)))
        self._says += grid.woven(wordy, np.array([says_something(cell) for cell in odd], bool)).tobytes()

    def identities(self) -> Numbers:
        """Give a number for the person of each row, 0 where none is told."""
        return stacked(self._who, np.int64)

    def says(self) -> bytes:
        """Mark the rows whose cell says something."""
        return bytes(self._says)


class RowHashes:
    """All rows while their blocks pass.

    The whole row is hashed at once, though most rows are like no other in their times alone: once a second row like it
    is met, the cells of the first are gone.

    Parameters
    ----------
    width : int
        The cells of an ordinary row.
    time : int, optional
        The column that tells when a row was sent.
    """

    def __init__(self, width: int, time: int | None = None) -> None:
        self._width = width
        # The time comes last, so that the hash of all other cells is met on the way.
        self._order = [*(column for column in range(width) if column != time), *([] if time is None else [time])]
        self._time = time
        self._hashes: list[Numbers] = []
        self._rest: list[Numbers] = []
        self._rows = 0

    @property
    def size(self) -> int:
        """Bytes held."""
        return (8 if self._time is None else 16) * self._rows

    def take(self, rows: Sequence[Sequence[str]], held: Mapping[int, Numbers]) -> None:
        """Hold the rows of a block cut by the csv module.

        Parameters
        ----------
        rows : sequence of sequence of str
            Its rows, of any width.
        held : mapping from int to array of int
            Columns whose different cells are numbered elsewhere: the number of each row's cell.  The others are hashed
            by their letters.
        """
        every = list(enumerate(rows))
        words = (held[column] if column in held else _hashed(_cells(every, column)) for column in self._order)
        self._hold(words, len(rows), [(place, cells) for place, cells in every if len(cells) != self._width])

    def take_grid(self, grid: Grid, held: Mapping[int, Numbers]) -> None:
        """Hold the rows of a block cut by numpy; ``held`` as in `take`, for all of the block's rows."""
        words = (
            held[column] if column in held else grid.woven(grid.hashes(column), _hashed(_cells(grid.odd, column)))
            for column in self._order
        )
        self._hold(words, len(grid), grid.odd)

    def _hold(
        self, columns: Iterable[npt.NDArray[np.integer]], rows: int, odd: Sequence[tuple[int, Sequence[str]]]
    ) -> None:
        mixed = np.zeros(rows, np.uint64)
        # A short row is not the row that is blank there, and of a long one the further cells count too.
        places = [place for place, _ in odd]
        beyond = _hashed([repr((len(cells), *cells[self._width :])) for _, cells in odd])
        for column, words in zip(self._order, columns, strict=True):
            if column == self._time:
                self._keep(self._rest, mixed, places, beyond)
            mixed = mix(
                mixed, words.view(np.uint64) if words.dtype == np.int64 else words.astype(np.uint64, copy=False)
            )
        self._keep(self._hashes, mixed, places, beyond)
        self._rows += rows

    def _keep(self, hashes: list[Numbers], mixed: Words, places: Sequence[int], beyond: Words) -> None:
        if places:
            mixed = mixed.copy()
            mixed[places] = mix(mixed[places], beyond)
        hashes.append(mixed.view(np.int64))

    def hashes(self) -> Numbers:
        """Give a number for all cells of each row."""
        return stacked(self._hashes, np.int64)

    def rest(self) -> Numbers:
        """Give a number for all cells of each row but its time."""
        return stacked(self._rest, np.int64)


def _cells(rows: Iterable[tuple[int, Sequence[str]]], column: int) -> list[str]:
    """Give a column's cells of some rows, blank where a row is too short."""
    return [cells[column] if column < len(cells) else "" for _, cells in rows]


def _persons(cells: Sequence[str]) -> Numbers:
    """Hash the person each cell names, 0 where none is told."""
    who = np.zeros(len(cells), np.int64)
    found = [(row, name) for row, cell in enumerate(cells) if (name := identity(cell)) is not None]
    if found:
        who[[row for row, _ in found]] = hash_texts([name for _, name in found])
    return who


def _hashed(cells: Sequence[str]) -> Words:
    """Hash cells as `Grid.hashes` does, which sees the bytes of the file: there a quotation mark stands doubled."""
    if not cells:
        return np.zeros(0, np.uint64)
    return hash_texts([cell.replace('"', '""') for cell in cells]).view(np.uint64)
