r"""A block as its takers will see it: until blocks say themselves where their rows of another width stand.

>>> from ikm.sources.texts.cutting import grids
>>> (grid,) = grids(iter([b"4,3\n2,1\n"]), b",", 2)
>>> Ordinary(grid, [(1, ["5"])]).woven(np.array([4, 2]), [0]).tolist()
[4, 0, 2]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ikm.sources.texts import Grid

__all__ = ["Ordinary"]


class Ordinary:
    """A block of ordinary rows, and others put among them.

    Parameters
    ----------
    grid : Grid
        The block.
    odd : sequence of (int, list of str)
        Rows of another width: place among the rows of the block, ascending, and cells.
    """

    def __init__(self, grid: Grid, odd: Sequence[tuple[int, list[str]]] = ()) -> None:
        self.odd = odd
        self._rows = len(grid) + len(odd)
        self.starts, self.lengths = grid.starts, grid.lengths
        self.bytes, self.eights = grid.bytes, grid.eights
        self.texts, self.hashes = grid.texts, grid.hashes
        self.addresses, self.small_hashes = grid.addresses, grid.small_hashes

    def __len__(self) -> int:
        return self._rows

    def woven(self, values: npt.NDArray[Any], more: Sequence[Any] | npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Put a value for each row of another width among those of the ordinary ones."""
        # Each earlier one moves it by a place.
        at = [place - earlier for earlier, (place, _) in enumerate(self.odd)]
        return np.insert(values, at, more) if self.odd else values
