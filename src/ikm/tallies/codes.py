"""Codes: answers held as one byte a respondent, counted for all together or for each group.

0 is a blank, any other code the position, from 1, of a level.  All respondents are counted a column at a time.  Of many
groups each is a short run of every column, once the columns are put in the order of the groups; runs that hold the
same answers are counted once and share what was counted.

It knows nothing of elements but their names, and checks no scale (`ikm.tallies.Tally.of_codes` does).

>>> from ikm.tallies.codes import count_all, count_groups
>>> columns, levels = [bytes([4, 2, 4]), bytes([3, 0, 3])], [1, 2, 3, 4]
>>> count_all(["a", "b"], columns, levels).respondents
3
>>> found = count_groups(["a", "b"], columns, levels, [("x",), ("y",), ("x",)])
>>> found["x",].sum("a"), found["y",].blank("b")
(8, 1)
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, chain, compress, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.tallies.counts import Counts, Level, counted, plain_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["count_all", "count_groups"]

Group = tuple[str, ...]

_IS_BLANK = bytes([1]) + bytes(255)
_SWAPPED = bytes([1, 0]) + bytes(254)


def count_all(elements: Sequence[str], columns: Sequence[bytes], levels: Sequence[Level]) -> Counts:
    """Count all respondents as one group.

    Parameters
    ----------
    elements : sequence of str
        The element of each column.
    columns : sequence of bytes
        For each element one byte a respondent.
    levels : sequence of int or Fraction
        The scores that codes stand for.
    """
    partial = list(compress(range(_length(columns)), _blanks(columns)))
    rest = [bytes(map(column.__getitem__, partial)) for column in columns] if partial else [b""] * len(elements)
    nobody = sum(1 for row in zip(*rest, strict=True) if not any(row))
    met = list(enumerate(levels, 1))
    part = {key: {level: column.count(code) for code, level in met} for key, column in zip(elements, rest, strict=True)}
    whole = {
        key: {level: column.count(code) - part[key][level] for code, level in met}
        for key, column in zip(elements, columns, strict=True)
    }
    return Counts(_length(columns) - len(partial), len(partial) - nobody, whole, part)


def count_groups(
    elements: Sequence[str], columns: Sequence[bytes], levels: Sequence[Level], groups: Iterable[Group]
) -> dict[Group, Counts]:
    """Count the respondents of each group.

    Parameters
    ----------
    elements, columns, levels
        As in `count_all`.
    groups : iterable of tuple of str
        The group of each respondent.

    Raises
    ------
    OptionError
        For a code that stands for no level, or columns of different lengths.
    """
    if len(set(map(len, columns))) > 1:
        raise OptionError(f"Each column holds one code a respondent; got {', '.join(str(len(c)) for c in columns)}.")
    pairs = list(zip(groups, range(_length(columns)), strict=True))
    blanks = _blanks(columns)
    whole = compress(pairs, blanks.translate(_SWAPPED)) if blanks else pairs
    answered = ((group, place) for group, place in compress(pairs, blanks) if any(c[place] for c in columns))
    count = cache(_counter(levels))
    complete = dict(_runs(elements, columns, count, whole))
    partial = dict(_runs(elements, columns, count, answered))
    none: _Run = (0, MappingProxyType(dict.fromkeys(elements, count(b""))))
    found = {}
    for group in {**complete, **partial}:
        number, every = complete.get(group, none)
        some, part = partial.get(group, none)
        found[group] = counted(number, some, every, part)
    return found


_Run = tuple[int, "Mapping[str, Mapping[Level, int]]"]


def _runs(
    elements: Sequence[str],
    columns: Sequence[bytes],
    count: Callable[[bytes], Mapping[Level, int]],
    pairs: Iterable[tuple[Group, int]],
) -> Iterator[tuple[Group, _Run]]:
    """Give, for each group met, how many are of it and how many of them gave each level of each element."""
    places: dict[Group, list[int]] = {}
    for group, place in pairs:
        places.setdefault(group, []).append(place)
    order = list(chain.from_iterable(places.values()))
    arranged = [bytes(map(column.__getitem__, order)) for column in columns]
    ends = accumulate(map(len, places.values()), initial=0)
    for group, (start, end) in zip(places, pairwise(ends), strict=True):
        levels = [count(column[start:end]) for column in arranged]
        yield group, (end - start, MappingProxyType(dict(zip(elements, levels, strict=True))))


def _counter(levels: Sequence[Level]) -> Callable[[bytes], Mapping[Level, int]]:
    """Give what counts the levels of a run of answers, lowest first."""
    met = sorted(((plain_level(level), code) for code, level in enumerate(levels, 1)))
    known = bytes(range(len(levels) + 1))

    def count(answers: bytes) -> Mapping[Level, int]:
        if unknown := answers.translate(None, known):
            raise OptionError(f"The code {unknown[0]} stands for no level; there are {len(levels)}.")
        return MappingProxyType({level: number for level, code in met if (number := answers.count(code))})

    return count


def _length(columns: Sequence[bytes]) -> int:
    return len(columns[0]) if columns else 0


def _blanks(columns: Sequence[bytes]) -> bytes:
    """Mark the respondents with a blank in any column; nothing where nobody left one."""
    together = 0
    for column in columns:
        # The bytes of one large number, so that columns combine at once.
        together |= int.from_bytes(column.translate(_IS_BLANK), "big") if 0 in column else 0
    return together.to_bytes(_length(columns), "big") if together else b""
