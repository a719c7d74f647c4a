r"""Hashes of cells: 64 bits for the bytes of each, keyed anew in every process.

Whole rows and persons are compared by them in a large table.  That two different ones of a million share one happens
once in some ten million files, and nobody can bring it about without the key.

>>> block = Eights(b"baik,Baik,baik" + bytes(PADDING))
>>> first, second, third = hash_cells(block, np.array([0, 5, 10]), np.array([4, 4, 4]))
>>> bool(first == third), bool(first == second)
(True, False)
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["PADDING", "WORD", "Eights", "Key", "Person", "hash_cells", "hash_texts", "key_of", "mix", "persons"]

WORD = 8
PADDING = 64
"""Bytes after a block's end, so that words can be taken from its last cell; a longer cell is hashed by Python."""

_MASKS = np.array([(1 << (8 * min(max(size, 0), WORD))) - 1 for size in range(-PADDING, PADDING + 1)], np.uint64)

_SEED = np.uint64(secrets.randbits(64))
_FACTOR = np.uint64(secrets.randbits(64) | 1)
_SHIFT = np.uint64(29)
_BITS = np.uint64(64)


class Eights:
    """The bytes of a block, read eight at a time: ``eights[places]`` are those that begin at each place, as one number.

    Two aligned words hold them, and to take these is several times faster than to take one that lies across.

    Parameters
    ----------
    data : bytes
        The block, with `PADDING` bytes behind it.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._words = np.frombuffer(data, "<u8", len(data) // WORD)

    def __getitem__(self, places: Numbers) -> Words:
        return next(self.following(places))

    def following(self, places: Numbers) -> Iterator[Words]:
        """Give the eight bytes that begin at each place, then the eight behind them, and so on."""
        whole = places >> 3
        bits = ((places & 7) << 3).view(np.uint64)
        left = _BITS - bits
        word = self._words.take(whole)
        while True:
            whole += 1
            behind = self._words.take(whole, mode="clip")  # the last ones asked for may lie in no cell
            word >>= bits
            word |= behind << left  # where this is a shift by 64, nothing is left
            yield word
            word = behind


def _mask(lengths: Numbers, at: int) -> Words:
    """Tell what of the eight bytes at a place of cells belongs to them; all are of at most `PADDING` bytes."""
    return _MASKS.take(lengths + (PADDING - at))


def mix(mixed: Words, word: Words | np.uint64) -> Words:
    """Mix words into hashes, each step one to one: what differs in one word alone never meets."""
    mixed = (mixed ^ word) * _FACTOR
    mixed ^= mixed >> _SHIFT
    return mixed


def _words(block: Eights, starts: Numbers, lengths: Numbers) -> Iterator[tuple[Numbers | slice, Words, Words | None]]:
    """Go through cells of at most `PADDING` bytes, eight bytes at a time.

    Yields
    ------
    tuple
        The cells that have bytes there, these bytes, and a mask of them; none where all eight belong to every cell.
    """
    left: Numbers | slice = slice(None)
    following = block.following(starts)
    longest, shortest = int(lengths.max(initial=0)), int(lengths.min(initial=0))
    for at in range(0, min(longest, PADDING), WORD):
        if at < shortest and longest <= PADDING:
            word = next(following)
        else:
            left = np.flatnonzero((lengths > at) & (lengths <= PADDING))
            word = block[starts[left] + at]
        mask = None
        if at + WORD > shortest:
            mask = _mask(lengths[left], at)
            word &= mask
        yield left, word, mask


def hash_cells(block: Eights, starts: Numbers, lengths: Numbers) -> Words:
    """Hash cells: equal bytes, equal hashes.

    Parameters
    ----------
    block : Eights
        A block.
    starts, lengths : array of int
        Where the cells stand.
    """
    mixed = mix(lengths.astype(np.uint64), _SEED)
    for left, word, _ in _words(block, starts, lengths):
        mixed[left] = mix(mixed[left], word)
    _hash_long(mixed, block.data, starts, lengths)
    return mixed


def _hash_long(mixed: Words, data: bytes, starts: Numbers, lengths: Numbers) -> None:
    long = np.flatnonzero(lengths > PADDING)
    if len(long):
        cells = zip(starts[long].tolist(), (starts[long] + lengths[long]).tolist(), strict=True)
        mixed[long] = np.fromiter((hash(data[a:b]) for a, b in cells), np.int64, len(long)).view(np.uint64)


_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_ATS = np.uint64(0x4040404040404040)
_QUOTES = np.uint64(0x2222222222222222)
_BLANKS = np.uint64(0x2121212121212121)
_SEVENS = np.uint64(0x7F7F7F7F7F7F7F7F)
_FROM_A = np.uint64(0x0101010101010101 * (0x80 - ord("A")))
_BEYOND_Z = np.uint64(0x0101010101010101 * (0x7F - ord("Z")))


def _any_zero(word: Words) -> Mask:
    """Tell which words have a byte that is 0."""
    zero: Mask = ((word - _ONES) & ~word & _HIGHS) != 0
    return zero


def _small(word: Words) -> Words:
    """Make the letters of ASCII small, eight at a time: what is between A and Z gets the bit 0x20."""
    low = word & _SEVENS
    capital = (low + _FROM_A) ^ (low + _BEYOND_Z)
    capital &= ~word & _HIGHS
    return word | (capital >> np.uint64(2))


class Person(NamedTuple):
    """What is told of the cells of a personal column.

    Parameters
    ----------
    hashes : array of int
        Of each cell.
    small : array of int
        As `hash_texts` hashes the cell with its letters made small; told of plain ones only.
    address : array of bool
        Whether it holds an @.
    plain : array of bool
        Whether it does, and holds nothing but signs of ASCII: no blank, no quotation mark.
    """

    hashes: Words
    small: Numbers
    address: Mask
    plain: Mask


def persons(block: Eights, starts: Numbers, lengths: Numbers) -> Person:
    """Look at the cells of a personal column; one of more than `PADDING` bytes is no plain one."""
    mixed = mix(lengths.astype(np.uint64), _SEED)
    small = mixed.copy()
    found, odd = np.zeros(len(starts), bool), lengths > PADDING
    for left, word, mask in _words(block, starts, lengths):
        mixed[left] = mix(mixed[left], word)
        small[left] = mix(small[left], _small(word))
        filled = word if mask is None else word | (~mask & _BLANKS)
        found[left] |= _any_zero(filled ^ _ATS)
        # A byte below 0x21 borrows from its highest bit; one of 0x80 and more has it.
        odd[left] |= (((filled - _BLANKS) | filled) & _HIGHS) != 0
        odd[left] |= _any_zero(filled ^ _QUOTES)
    _hash_long(mixed, block.data, starts, lengths)
    for row in np.flatnonzero(lengths > PADDING).tolist():
        found[row] = b"@" in block.data[int(starts[row]) : int(starts[row] + lengths[row])]
    return Person(mixed, _told_apart(small), found, found & ~odd)


class Key(NamedTuple):
    """What says which text each cell is.

    Parameters
    ----------
    words : tuple of array of int
        Its bytes, eight at a time; 0 for what a shorter cell has not.
    mixed : array of int
        One number of these.
    """

    words: tuple[Words, ...]
    mixed: Words

    def part(self, part: slice) -> Key:
        """Give that of some of the cells."""
        return Key(tuple(word[part] for word in self.words), self.mixed[part])


_FACTORS = tuple(np.uint64(secrets.randbits(64) | 1) for _ in range(PADDING // WORD))


def key_of(block: Eights, starts: Numbers, lengths: Numbers) -> Key | None:
    """Give what the texts of cells are told apart by; none where one has more than `PADDING` bytes, or all just one."""
    longest, shortest = int(lengths.max(initial=0)), int(lengths.min(initial=0))
    if longest > PADDING or longest <= 1:
        return None
    words = []
    for at, word in zip(range(0, longest, WORD), block.following(starts), strict=False):
        words.append(word if shortest >= at + WORD else word & _mask(lengths, at))
    mixed = words[0] * _FACTORS[0]
    for word, factor in zip(words[1:], _FACTORS[1:], strict=False):
        mixed += word * factor
    return Key(tuple(words), mixed)


def hash_texts(texts: Sequence[str]) -> Numbers:
    """Hash texts as `hash_cells` hashes their bytes; never 0, which stands for nobody."""
    raw = [text.encode() for text in texts]
    lengths = np.array([len(one) for one in raw], np.int64)
    return _told_apart(hash_cells(Eights(b"".join(raw) + bytes(PADDING)), np.cumsum(lengths) - lengths, lengths))


def _told_apart(mixed: Words) -> Numbers:
    """Give hashes as numbers of which none is 0."""
    return np.where(mixed == 0, np.uint64(1), mixed).view(np.int64)
