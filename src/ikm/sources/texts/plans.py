"""Plans: what will be asked of the blocks of a large table, told beforehand so that it can be made ready beside.

While one block is taken by those who hold its columns, the next one is read, cut and made ready; a plan says which of
its columns are to be numbered, compared, or are personal.

>>> Plan(numbered=(2, 3), personal=(1,)).numbered
(2, 3)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked of each block.

    Parameters
    ----------
    numbered : tuple of int
        Columns whose texts are numbered (`ikm.sources.texts.vocabularies`).
    compared : tuple of int
        Columns that are hashed and no more.
    personal : tuple of int
        Columns searched for addresses, and hashed in small letters.
    also : callable, optional
        Called with each block, a `Grid`, to make ready what only the caller knows of.
    """

    numbered: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    personal: tuple[int, ...] = ()
    also: Callable[[Any], None] | None = None
