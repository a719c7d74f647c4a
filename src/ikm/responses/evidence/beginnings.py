r"""Beginnings: the trial words of a large CSV file, told by the first bytes of its cells while the blocks pass.

Most cells are told by their first three bytes; the others are looked at as `ikm.responses.evidence.trials` does.  Of
the column nothing is held but the words.

>>> from ikm.sources.texts.cutting import grid_of
>>> grid = grid_of(b"baik\ntes\nTest 2\ntes urine\n", 1)
>>> list(trial_cells(grid, 0))
[(1, 'tes'), (2, 'test')]
>>> column = TrialColumn()
>>> column.take(["coba", "baik"])
>>> column.take_grid(grid, 0)
>>> column.words
{0: 'coba', 3: 'tes', 4: 'test'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ikm.responses.evidence.trials import NO_TRIAL, TRIAL_WORDS, trial_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from ikm.sources.texts import Grid

    Numbers = npt.NDArray[np.int64]

__all__ = ["TrialColumn", "trial_cells"]

_SHORTEST, _LONGEST = 3, 39 * 4
"""Bytes of 3 to 39 characters."""

_MAY_BEGIN = np.ones(256, bool)
_MAY_BEGIN[[ord(letter) for letter in NO_TRIAL]] = False
_LETTERS = np.uint64(0x202020)
"""What makes three letters small."""
_THREE = np.array(sorted({int.from_bytes(word[:3].encode(), "little") | 0x202020 for word in TRIAL_WORDS}), np.uint64)
_IS_LETTER = np.zeros(256, bool)
_IS_LETTER[[letter for letter in range(128) if chr(letter).isalpha()]] = True
_BEYOND_ASCII = np.uint64(0x808080)


class TrialColumn:
    """The trial words of one column while its blocks pass.

    Attributes
    ----------
    words : dict
        The row, from 0 for the first taken, and the word.
    """

    def __init__(self) -> None:
        self.words: dict[int, str] = {}
        self._rows = 0

    def take(self, cells: Sequence[str]) -> None:
        """Look at the cells of a block cut by the csv module."""
        for row, cell in enumerate(cells, self._rows):
            if (word := trial_word(cell)) is not None:
                self.words[row] = word
        self._rows += len(cells)

    def take_grid(self, grid: Grid, column: int) -> None:
        """Look at the cells of a block cut by numpy."""
        self.words |= {self._rows + row: word for row, word in trial_cells(grid, column)}
        self._rows += len(grid)


def trial_cells(grid: Grid, column: int) -> Iterator[tuple[int, str]]:
    """Find the trial cells of one column of a block.

    Yields
    ------
    tuple of int and str
        The row, by its place among the rows of the block, and the word.
    """
    rows = _may_hold(grid, grid.starts[column], grid.lengths[column])
    found = [(row, word) for row, text in grid.texts(column, rows) if (word := trial_word(text)) is not None]
    if grid.odd:
        # Places among the ordinary rows become places among all.
        ordinary = np.ones(grid.starts.shape[1], bool)
        place = np.flatnonzero(grid.woven(ordinary, [False] * len(grid.odd)))
        found = [(int(place[row]), word) for row, word in found]
        odd = ((row, trial_word(cells[column])) for row, cells in grid.odd if column < len(cells))
        found = sorted([*found, *((row, word) for row, word in odd if word is not None)])
    yield from found


def _may_hold(grid: Grid, starts: Numbers, lengths: Numbers) -> Numbers:
    """Find the cells whose first bytes may be those of a trial."""
    may = _MAY_BEGIN[grid.bytes[starts]] & (lengths >= _SHORTEST) & (lengths <= _LONGEST)
    rows = np.flatnonzero(may)
    three = grid.eights[starts[rows]] & np.uint64(0xFFFFFF)
    sign = ~_IS_LETTER[(three & np.uint64(0xFF)).astype(np.int64)] | ((three & _BEYOND_ASCII) != 0)
    word = three | _LETTERS
    near = np.minimum(np.searchsorted(_THREE, word), len(_THREE) - 1)
    found: Numbers = rows[sign | (_THREE[near] == word)]
    return found
