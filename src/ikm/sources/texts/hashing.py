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

__all__ = [
    "MASKS",
    "PADDING",
    "WORD",
    "addresses",
    "eights_of",
    "hash_cells",
    "hash_texts",
    "mix",
    "padded",
    "told_apart",
]

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


_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_ATS = np.uint64(0x4040404040404040)
_QUOTES = np.uint64(0x2222222222222222)
_BLANKS = np.uint64(0x2121212121212121)


def _any_zero(word: Words) -> npt.NDArray[np.bool_]:
    """Tell which words have a byte that is 0."""
    zero: npt.NDArray[np.bool_] = ((word - _ONES) & ~word & _HIGHS) != 0
    return zero


def addresses(
    data: bytes, eights: Words, starts: Numbers, lengths: Numbers
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell which cells hold an @, and which of these nothing but signs of ASCII: no blank, no quotation mark.

    Eight bytes are asked at once; a cell of more than `PADDING` is no plain one.
    """
    found, odd = np.zeros(len(starts), bool), lengths > PADDING
    left = np.flatnonzero((lengths > 0) & ~odd)
    at = 0
    while len(left):
        mask = MASKS[np.minimum(lengths[left] - at, WORD)]
        word = (eights[starts[left] + at] & mask) | (~mask & _BLANKS)
        found[left] |= _any_zero(word ^ _ATS)
        # A byte below 0x21 borrows from its highest bit; one of 0x80 and more has it.
        odd[left] |= (((word - _BLANKS) | word) & _HIGHS) != 0
        odd[left] |= _any_zero(word ^ _QUOTES)
        at += WORD
        left = left[lengths[left] > at]
    for row in np.flatnonzero(lengths > PADDING).tolist():
        found[row] = b"@" in data[int(starts[row]) : int(starts[row] + lengths[row])]
    return found, found & ~odd


def hash_texts(texts: Sequence[str]) -> Numbers:
    """Hash texts as `hash_cells` hashes their bytes; never 0, which stands for nobody."""
    raw = [text.encode() for text in texts]
    lengths = np.array([len(one) for one in raw], np.int64)
    data = b"".join(raw)
    return told_apart(hash_cells(data, eights_of(padded(data)), np.cumsum(lengths) - lengths, lengths))


def told_apart(mixed: Words) -> Numbers:
    """Give hashes as numbers of which none is 0."""
    return np.where(mixed == 0, np.uint64(1), mixed).view(np.int64)
