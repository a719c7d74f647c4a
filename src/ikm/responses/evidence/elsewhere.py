"""Elsewhere: rows of one file that stand in another file of the same survey too.

An export of January to June and one of the whole year hold the same rows twice.  They are told as copies within one
file are: every cell is equal, and a time of day or a personal cell shows that it is one respondent.  Only files with
the same headings are compared, in whatever order they stand; a CSV's ``4`` equals a workbook's, and moments are equal
however they are written.

>>> import ikm
>>> from ikm.sources import Table
>>> header = ["Timestamp", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> first, second = (Table.of_rows([header, [moment, *["4"] * 9]]) for moment in ("2026/03/02 08:00:01",) * 2)
>>> copied_elsewhere([(first, ikm.load(first)), (second, ikm.load(second))])
[{}, {2: (0, 2)}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.responses.arrays import each
from ikm.responses.evidence.people import says_something
from ikm.responses.times.moments import DAY
from ikm.responses.times.stamped import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.responses.responses import Responses
    from ikm.sources import Table

__all__ = ["copied_elsewhere"]

_LONG = 1 << 14


def copied_elsewhere(files: Sequence[tuple[Table, Responses]]) -> list[dict[int, tuple[int, int]]]:
    """Find the rows of each file that repeat a row of a file before it.

    Parameters
    ----------
    files : sequence of tuple
        The cells of each file, and its answers.

    Returns
    -------
    list of dict
        For each file by row the file, from 0, and the row that it repeats.
    """
    met: dict[tuple[object, ...], tuple[int, int]] = {}
    found: list[dict[int, tuple[int, int]]] = []
    for place, (table, responses) in enumerate(files):
        own: dict[tuple[object, ...], tuple[int, int]] = {}
        copies: dict[int, tuple[int, int]] = {}
        for row, key in _keys(table, responses):
            if (first := met.get(key)) is not None:
                copies[row] = first
            own.setdefault(key, (place, row))
        met = {**own, **met}
        found.append(copies)
    return found


def _keys(table: Table, responses: Responses) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Give the row and everything in it, of respondents known to be one person's."""
    if responses.findings.counts["row-long-form"]:
        return
    columns = responses.columns
    named = {" ".join(one.header.split()).casefold(): one.index for one in columns.columns if one.header}
    if len(named) < len(columns.columns):
        return
    time, personal = columns.timestamp, columns.of_role("personal")
    order = sorted(named)
    places = {number: place for place, number in enumerate(table.numbers)}
    seconds = each(responses.times.seconds) if len(responses.times) else iter([NEVER] * len(responses))
    cells = table.columns
    for row, second in zip(responses.rows, seconds, strict=True):
        at = places[row]
        if second % DAY == 0 and not any(says_something(cells[index][at]) for index in personal):
            continue
        dated = time if second != NEVER else None  # what was not read as a moment is compared as it stands
        told = (second if named[name] == dated else _plain(cells[named[name]][at]) for name in order)
        yield row, (*order, *told)


def _plain(cell: object) -> str:
    return display(cell, _LONG).casefold()
