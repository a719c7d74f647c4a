"""Codes: answers held as one byte a respondent, counted for all together or for each group.

0 is a blank, any other code the position, from 1, of a level.  All respondents are counted a column at a time.  Of many
groups the rows of each are put one behind the other, so that the answers to one element stand at equal distances; small
groups often gave the same answers, which are counted once and shared.

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

from collections import defaultdict
from functools import cache
from itertools import compress
from types import MappingProxyType
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.tallies.counts import Counts, Level, counted, plain_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["count_all", "count_groups"]

Group = tuple[str, ...]

_IS_BLANK = bytes([1]) + bytes(255)


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
        For a code that stands for no level, or not one column for each element.
    """
    if len(columns) != len(elements):
        raise OptionError(f"There is one column of codes for each element; got {len(columns)} for {len(elements)}.")
    known = bytes(range(len(levels) + 1))
    for column in columns:
        if unknown := column.translate(None, known):
            raise OptionError(f"The code {unknown[0]} stands for no level; there are {len(levels)}.")
    complete: defaultdict[Group, bytearray] = defaultdict(bytearray)
    partial: defaultdict[Group, bytearray] = defaultdict(bytearray)
    for group, row in zip(groups, map(bytes, zip(*columns, strict=True)), strict=True):
        if 0 not in row:
            complete[group] += row
        elif any(row):
            partial[group] += row
    count = _counter(elements, levels)
    nobody = count(b"")
    return {
        group: counted(
            len(complete.get(group, b"")) // len(elements),
            len(partial.get(group, b"")) // len(elements),
            count(complete[group]) if group in complete else nobody,
            count(partial[group]) if group in partial else nobody,
        )
        for group in {**complete, **partial}
    }


def _counter(
    elements: Sequence[str], levels: Sequence[Level]
) -> Callable[[bytes | bytearray], Mapping[str, Mapping[Level, int]]]:
    """Give what counts the levels of each element, lowest first, in the rows of one group."""
    met = sorted((plain_level(level), code) for code, level in enumerate(levels, 1))

    @cache
    def count(answers: bytes) -> Mapping[Level, int]:
        return MappingProxyType({level: number for level, code in met if (number := answers.count(code))})

    places = list(enumerate(elements))
    width = len(places)

    def count_rows(rows: bytes | bytearray) -> Mapping[str, Mapping[Level, int]]:
        held = bytes(rows)
        return MappingProxyType({element: count(held[place::width]) for place, element in places})

    return count_rows


def _length(columns: Sequence[bytes]) -> int:
    return len(columns[0]) if columns else 0


def _blanks(columns: Sequence[bytes]) -> bytes:
    """Mark the respondents with a blank in any column; nothing where nobody left one."""
    together = 0
    for column in columns:
        # The bytes of one large number, so that columns combine at once.
        together |= int.from_bytes(column.translate(_IS_BLANK), "big") if 0 in column else 0
    return together.to_bytes(_length(columns), "big") if together else b""
