r"""People: columns of personal data, held as what tells one person from another and nothing that names one.

A cell becomes a hash of the e-mail address or number in it, the same for every way of writing it
(`ikm.responses.evidence.people.identity`), and a mark that says whether the cell holds anything at all.

>>> from ikm.sources.texts.cutting import grids
>>> (grid,) = grids(iter([b"a@example.invalid\nA@EXAMPLE.invalid\nSiti\n-\n"]), b",", 1)
>>> column = PersonColumn()
>>> column.take(grid, 0)
>>> who, says = column.identities(), column.says()
>>> bool(who[0] == who[1]), who[2:].tolist(), says.tolist()
(True, [0, 0], [True, True, True, False])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.responses.evidence.people import NUMBER_STARTS, identity, says_something
from ikm.sources.texts import hash_texts, stacked

if TYPE_CHECKING:
    import numpy.typing as npt

    from ikm.sources.texts import Grid

__all__ = ["PersonColumn"]

_NUMBER = np.zeros(256, bool)
_NUMBER[[ord(letter) for letter in NUMBER_STARTS if letter.isascii()]] = True
_NUMBER[0x80:] = True
"""First bytes of cells that may hold a number."""

_WORDY = np.zeros(256, bool)
_WORDY[list(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")] = True


class PersonColumn:
    """One column of personal data while its blocks pass."""

    def __init__(self) -> None:
        self._who: list[npt.NDArray[np.int64]] = []
        self._says: list[npt.NDArray[np.bool_]] = []
        self.size = 0

    def take(self, grid: Grid, column: int) -> None:
        """Hold the cells of one block's ordinary records."""
        starts, lengths = grid.starts[column], grid.lengths[column]
        _, small, address, plain = grid.person(column)
        # A plain address needs no look of its own: it is its bytes, however capital.
        who = np.where(plain, small, 0) if plain.any() else np.zeros(len(starts), np.int64)
        rest = np.flatnonzero((lengths > 0) & ~plain & (address | _NUMBER[grid.bytes[starts]]))
        found = [(row, name) for row, text in grid.texts(column, rest) if (name := identity(text)) is not None]
        if found:
            who[[row for row, _ in found]] = hash_texts([name for _, name in found])
        wordy = (lengths > 2) & _WORDY[grid.bytes[starts]]
        wordy &= _WORDY[grid.bytes[starts + 1]] & _WORDY[grid.bytes[starts + 2]]
        for row, text in grid.texts(column, np.flatnonzero(~wordy & (lengths > 2))):
            wordy[row] = says_something(text)
        self._who.append(who)
        self._says.append(wordy)
        self.size += 9 * len(who)

    def identities(self) -> npt.NDArray[np.int64]:
        """Give a number for the person of each row, 0 where none is told."""
        return stacked(self._who, np.int64)

    def says(self) -> npt.NDArray[np.bool_]:
        """Tell which cells hold something."""
        return stacked(self._says, np.bool_)
