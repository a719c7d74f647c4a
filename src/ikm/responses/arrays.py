r"""Arrays: the few things asked of a column of numbers that is as long as the table, whatever holds it.

A table in memory is held by what Python brings along (lists, `array.array`, bytes), a large CSV file by arrays of
numpy.  Each question here has a body for both, chosen by what it is given: numpy is not loaded for a small file, whose
whole run it would lengthen by a third.

A *mask* is one byte for each row, 1 to mean it and 0 to leave it out, for both.  Rows are given as ``array("I")``.
What the numbers mean is not known here.

>>> from operator import and_
>>> from ikm.responses.arrays import chosen, combined, marked, ordered, repeated
>>> late = marked([7, 9, 7, 8], lambda hour: hour > 7)
>>> late, chosen([7, 9, 7, 8], late), combined(and_, late, bytes([0, 1, 1, 0]))
(b'\x00\x01\x00\x01', [9, 8], b'\x00\x01\x00\x00')
>>> ordered([7, 9, 7, 8], late), repeated([7, 9, 7, 8])
(([8, 9], array('I', [3, 1])), (array('I', [2]), array('I', [0])))
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from importlib import import_module
from itertools import chain, compress, islice
from operator import lt, sub
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    import numpy.typing as npt

    Array: TypeAlias = npt.NDArray[np.integer[Any]]
    Numbers: TypeAlias = Sequence[int] | Array
    Rows: TypeAlias = array[int]
    Test: TypeAlias = Callable[[Any], Any]

__all__ = [
    "Numbers", "Rows", "any_of", "chosen", "combined", "computed", "counted", "each", "ends", "filled", "longest",
    "looked_up", "marked", "near", "ordered", "quickened", "repeated", "stretches",
]  # fmt: skip

_PART = 1 << 16
"""So many rows of an array are computed at once, so that what is computed on the way stays small."""


def _numpy() -> Any:  # noqa: ANN401 - a module
    # Whoever gives an array has loaded it.
    return import_module("numpy")


def _parts(rows: int) -> Iterator[slice]:
    return (slice(start, min(start + _PART, rows)) for start in range(0, rows, _PART))


def quickened(values: array[int]) -> Numbers:
    """Give a long column to numpy where it has been loaded, as by whoever gives a frame: it is the quicker."""
    if len(values) < _PART or "numpy" not in sys.modules:
        return values
    whole: Array = _numpy().frombuffer(values, values.typecode)
    return whole


def marked(values: Numbers, test: Test) -> bytes:
    """Mark the rows whose value passes a test.

    Parameters
    ----------
    values : sequence or array of int
        A value for each row.
    test : callable
        Given a number or an array of them: an expression without ``and``, ``or`` and ``if``.
    """
    if isinstance(values, Sequence):
        return bytes(map(test, values))
    return b"".join(test(values[part]).tobytes() for part in _parts(len(values)))


def filled(values: Numbers) -> bytes:
    """Mark the rows whose value is not 0."""
    return bytes(map(bool, values)) if isinstance(values, Sequence) else (values != 0).tobytes()


def any_of(values: Numbers, test: Test) -> bool:
    """Tell whether any value passes a test, given as to `marked`."""
    if isinstance(values, Sequence):
        return any(map(test, values))
    return any(test(values[part]).any() for part in _parts(len(values)))


def chosen(values: Numbers, mask: bytes) -> Numbers:
    """Keep the values of the rows meant."""
    if 0 not in mask:
        return values
    if isinstance(values, array):
        return array(values.typecode, compress(values, mask))
    if isinstance(values, Sequence):
        return list(compress(values, mask))
    kept: Array = values[_numpy().frombuffer(mask, bool)]
    return kept


def each(values: Numbers) -> Iterator[int]:
    """Go through the values, as Python's numbers."""
    if isinstance(values, Sequence):
        return iter(values)
    return chain.from_iterable(values[part].tolist() for part in _parts(len(values)))


def ends(values: Numbers) -> tuple[int, int]:
    """Give the least and the largest value of some."""
    if isinstance(values, Sequence):
        return min(values), max(values)
    return int(values.min()), int(values.max())


def computed(operation: Callable[..., Any], *columns: Numbers) -> Numbers:
    """Compute a number for each row.

    Parameters
    ----------
    operation : callable
        Given a number of each column or an array of them, as the test of `marked`.
    *columns : sequence or array of int
        Of one length, and held alike.

    >>> computed(lambda day, hour: day * 24 + hour, [1, 2], [7, 8])
    array('q', [31, 56])
    """
    if all(isinstance(column, Sequence) for column in columns):
        return array("q", map(operation, *columns))
    np = _numpy()
    out: Array = np.empty(len(columns[0]), np.int64)
    for part in _parts(len(out)):
        out[part] = operation(*(column[part].astype(np.int64) for column in columns))  # type: ignore[union-attr]
    return out


def looked_up(table: Sequence[int], places: Numbers) -> Numbers:
    """Give for each row the number that stands at its place in a table; the table's numbers have 32 bits at most."""
    if isinstance(places, Sequence):
        return array("q", map(table.__getitem__, places))
    found: Array = _numpy().array(table, "i4")[places]
    return found


def counted(values: Numbers, number: int) -> list[int]:
    """Count how often each number from 0 to before another stands."""
    if isinstance(values, Sequence):
        met = Counter(values)
        return [met[value] for value in range(number)]
    counts = sum(_numpy().bincount(values[part], minlength=number) for part in _parts(len(values)))
    return list(counts.tolist()) if len(values) else [0] * number


def combined(operation: Callable[[Any, Any], Any], *columns: bytes) -> bytes:
    """Combine columns of bytes, all of one length, by ``and_``, ``or_`` or ``xor``, all rows at once."""
    rows = len(columns[0])
    np = sys.modules.get("numpy") if rows >= _PART else None
    if np is not None:
        # These are bytes whoever holds the rest: of a long column numpy makes numbers in no time, if it is there.
        return bytes(reduce(operation, (np.frombuffer(column, np.uint8) for column in columns)))
    whole: int = reduce(operation, (int.from_bytes(column, "little") for column in columns))
    return whole.to_bytes(rows, "little")


def near(values: Numbers, ahead: int, width: int) -> bytes:
    r"""Mark the values from which the one so many places ahead is less than ``width`` away.

    >>> near([1, 2, 9, 10], 1, 5)
    b'\x01\x00\x01'
    """
    if isinstance(values, Sequence):
        return bytes(map(width.__gt__, map(sub, islice(values, ahead, None), values)))
    parts = _parts(max(len(values) - ahead, 0))
    return b"".join((values[p.start + ahead : p.stop + ahead] - values[p] < width).tobytes() for p in parts)


def stretches(mask: bytes, gap: int) -> Iterator[tuple[int, int]]:
    """Find the stretches of a mask that are parted by ``gap`` rows or more, each as its first row and the end.

    >>> list(stretches(bytes([0, 1, 0, 1, 0, 0, 1]), 2))
    [(1, 4), (6, 7)]
    """
    nothing = bytes(gap)
    start = mask.find(1)
    while start >= 0:
        end = mask.find(nothing, start)
        if end < 0:
            end = mask.rfind(1) + 1
        yield start, end
        start = mask.find(1, end)


def longest(mask: bytes) -> tuple[int, int]:
    """Find the longest run of rows meant, the first of several: its first row, and how many they are.

    >>> longest(bytes([1, 0, 1, 1, 0, 1, 1]))
    (2, 2)
    """
    first = size = at = 0
    # Only longer runs are looked at, and there are few of these, however many runs there are.
    while (at := mask.find(b"\1" * (size + 1), at)) >= 0:
        end = mask.find(0, at)
        end = len(mask) if end < 0 else end
        first, size, at = at, end - at, end
    return first, size


def ordered(values: Numbers, mask: bytes) -> tuple[Numbers, Rows]:
    """Sort the values of the rows meant; equal ones stay in the order of the rows.

    Returns
    -------
    sequence or array of int
        The values.
    array of int
        Their rows.
    """
    if isinstance(values, Sequence):
        found = list(compress(values, mask))
        rows = array("I", compress(range(len(mask)), mask))
        # Forms write their rows in the order of time.
        if not any(map(lt, islice(found, 1, None), found)):
            return found, rows
        places = sorted(range(len(found)), key=found.__getitem__)
        return [found[place] for place in places], array("I", [rows[place] for place in places])
    return _ordered(values, mask)


def _ordered(values: Array, mask: bytes) -> tuple[Array, Rows]:
    np = _numpy()
    rows = np.flatnonzero(np.frombuffer(mask, bool)).astype(np.uint32)
    found = values[rows]
    if len(found) and (found[1:] < found[:-1]).any():
        # Value and row in one number: sorting numbers is several times faster than sorting places.
        digits, least = int(rows[-1]).bit_length(), int(found.min())
        found = found.astype(np.int64)
        found -= least
        found <<= digits
        found |= rows
        found.sort()
        for part in _parts(len(rows)):
            rows[part] = found[part] & ((1 << digits) - 1)
        found >>= digits
        found += least
    return found, _held(rows)


def repeated(values: Numbers, mask: bytes | None = None) -> tuple[Rows, Rows]:
    """Find the rows whose value stands in an earlier row too.

    Parameters
    ----------
    values : sequence or array of int
        A value for each row.
    mask : bytes, optional
        The rows meant; without it all.

    Returns
    -------
    array of int
        The later rows, in order.
    array of int
        For each the first row with its value.
    """
    if not isinstance(values, Sequence):
        return _repeated(values, mask)
    found = values if mask is None else list(compress(values, mask))
    later, first = array("I"), array("I")
    if len(set(found)) == len(found):
        return later, first
    met: dict[int, int] = {}
    rows = range(len(values)) if mask is None else compress(range(len(mask)), mask)
    for row, value in zip(rows, found, strict=True):
        earlier = met.setdefault(value, row)
        if earlier != row:
            later.append(row)
            first.append(earlier)
    return later, first


def _repeated(values: Array, mask: bytes | None) -> tuple[Rows, Rows]:
    np = _numpy()
    rows = None if mask is None or 0 not in mask else np.flatnonzero(np.frombuffer(mask, bool))
    values = values if rows is None else values[rows]
    ends = np.sort(values)
    several = np.unique(ends[1:][ends[1:] == ends[:-1]])
    del ends
    if not len(several):
        return array("I"), array("I")
    places, groups = [], []
    for part in _parts(len(values)):
        group = np.minimum(np.searchsorted(several, values[part]), len(several) - 1)
        found = np.flatnonzero(several[group] == values[part])
        places.append((found + part.start).astype(np.int32))
        groups.append(group[found].astype(np.int32))
    place, group = np.concatenate(places), np.concatenate(groups)
    first = np.empty(len(several), np.int32)
    first[group[::-1]] = place[::-1]  # of all writings to a place the last one stays: that of the first row
    earlier = first[group]
    again = earlier != place
    pair = (place[again], earlier[again])
    later, origin = (_held((each if rows is None else rows[each]).astype(np.uint32)) for each in pair)
    return later, origin


def _held(rows: Any) -> Rows:  # noqa: ANN401 - an array of numpy
    held = array("I")
    held.frombytes(rows.view("u1"))
    return held
