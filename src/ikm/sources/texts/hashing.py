"""Hashes of cells: 64 bits for the bytes of each, keyed anew in every process.

Whole rows and persons are compared by them in a large table.  That two different ones of a million share one happens
once in some ten million files, and nobody can bring it about without the key.

>>> data = b"baik,Baik,baik"
>>> first, second, third = hash_cells(data, eights_of(padded(data)), np.array([0, 5, 10]), np.array([4, 4, 4]))
>>> bool(first == third), bool(first == second)
(True, False)
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]

__all__ = ["MASKS", "PADDING", "WORD", "eights_of", "hash_cells", "hash_texts", "mix", "padded", "told_apart"]

WORD = 8
MASKS = np.array([(1 << (8 * size)) - 1 for size in range(WORD + 1)], np.uint64)
"""What of eight bytes belongs to a cell that ends among them."""
PADDING = 64
"""Bytes after a block's end, so that words can be taken from its last cell; a longer cell is hashed by Python."""

_SEED = np.uint64(secrets.randbits(64))
_FACTOR = np.uint64(secrets.randbits(64) | 1)
_SHIFT = np.uint64(29)


def padded(data: bytes) -> npt.NDArray[np.uint8]:
    """Give the bytes of a block with room behind them."""
    return np.frombuffer(data + bytes(PADDING), np.uint8)


def eights_of(raw: npt.NDArray[np.uint8]) -> Words:
    """Give the eight bytes that begin at each byte, as one number."""
    return np.ndarray((len(raw) - WORD,), "<u8", raw, 0, (1,))


def mix(mixed: Words, word: Words | np.uint64) -> Words:
    """Mix words into hashes, each step one to one: what differs in one word alone never meets."""
    mixed = (mixed ^ word) * _FACTOR
    mixed ^= mixed >> _SHIFT
    return mixed


def hash_cells(data: bytes, eights: Words, starts: Numbers, lengths: Numbers) -> Words:
    """Hash cells: equal bytes, equal hashes.

    Parameters
    ----------
    data : bytes
        A block.
    eights : array of int
        Its words, `eights_of`.
    starts, lengths : array of int
        Where the cells stand.
    """
    mixed = mix(lengths.astype(np.uint64), _SEED)
    left = np.flatnonzero((lengths > 0) & (lengths <= PADDING))
    at = 0
    while len(left):
        word = eights[starts[left] + at] & MASKS[np.minimum(lengths[left] - at, WORD)]
        mixed[left] = mix(mixed[left], word)
        at += WORD
        left = left[lengths[left] > at]
    long = np.flatnonzero(lengths > PADDING)
    if len(long):
        cells = zip(starts[long].tolist(), (starts[long] + lengths[long]).tolist(), strict=True)
        mixed[long] = np.fromiter((hash(data[a:b]) for a, b in cells), np.int64, len(long)).view(np.uint64)
    return mixed


def hash_texts(texts: Sequence[str]) -> Numbers:
    """Hash texts as `hash_cells` hashes their bytes; never 0, which stands for nobody."""
    raw = [text.encode() for text in texts]
    lengths = np.array([len(one) for one in raw], np.int64)
    data = b"".join(raw)
    return told_apart(hash_cells(data, eights_of(padded(data)), np.cumsum(lengths) - lengths, lengths))


def told_apart(mixed: Words) -> Numbers:
    """Give hashes as numbers of which none is 0."""
    return np.where(mixed == 0, np.uint64(1), mixed).view(np.int64)
