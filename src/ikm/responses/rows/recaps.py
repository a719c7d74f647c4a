"""Recaps: tables of results, which look like tables of answers and are none.

A recap of many units has the nine elements side by side as well, one row a unit: means, often rounded to whole numbers.
A table of counts has one row a score.  Scored as answers, both give a figure that means nothing; so they are named for
what they are.

>>> from ikm.columns import map_columns
>>> head = ["Unit", "Persyaratan", "Prosedur", "Waktu", "Populasi"]
>>> rows = [["Dinas A", 3, 3, 4, 500], ["Dinas B", 4, 3, 3, 410], ["RSUD", 3, 4, 4, 900]]
>>> recap(head, rows, map_columns(head))
'row-recap'
"""

from __future__ import annotations

import itertools
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.answers import is_label, label_key, normalise
from ikm.responses.rows.arithmetic import beyond
from ikm.responses.rows.names import filled, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell

__all__ = ["counts_table", "recap"]

_MOST_UNITS = 600
"""No office has more units; a table of more rows is one of respondents."""

_FEWEST_UNITS = 3
_MOST_SCORES = 12


@cache
def _known(table: str) -> frozenset[str]:
    text = Path(__file__).with_name("data").joinpath("recaps.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[table])


def recap(head: Sequence[Cell], rows: Iterable[Sequence[Cell]], columns: ColumnMap) -> str | None:
    """Tell a table of results from one of answers.

    Parameters
    ----------
    head : sequence of cells
        The header.
    rows : iterable of sequences of cells
        The rows below it that are no totals; some hundred are looked at.
    columns : ColumnMap
        What each column is.

    Returns
    -------
    str or None
        The code of the finding: ``row-recap``, ``row-recap-perhaps`` where only the names of units tell, or
        ``row-counts-table``.
    """
    if columns.timestamp is not None:
        return None
    rows = [row for row in itertools.islice(rows, _MOST_UNITS + 1) if any(map(filled, row))]
    if len(rows) > _MOST_UNITS or not rows:
        return None
    asked = columns.of_role("element")
    beside = [(index, normalise(str(cell))) for index, cell in enumerate(head) if filled(cell) and index not in asked]
    if len(rows) <= _MOST_SCORES and any(
        heading in _known("scores") and _all_scores([_cell(row, index) for row in rows]) for index, heading in beside
    ):
        return "row-counts-table"
    if columns.of_role("personal"):
        return None
    units = [(i, heading) for i, heading in beside if _all_different([_cell(row, i) for row in rows])]
    named = [i for i, _ in units if _names_units([_cell(row, i) for row in rows])]
    headed = [i for i, heading in units if heading in _known("units")]
    results = any(heading in _known("results") for _, heading in beside)
    means = sum(any(beyond(number(_cell(row, index))) for row in rows) for index in asked) * 3 >= len(asked) > 0
    if (named or headed) and (means or (results and len(rows) >= _FEWEST_UNITS)):
        return "row-recap"
    return "row-recap-perhaps" if named and (headed or len(rows) > _FEWEST_UNITS) else None


def counts_table(head: Sequence[Cell]) -> bool:
    """Tell the header of a table of counts: the scores or their labels side by side, each once, and no element.

    A table that lies on its side has rows of answers, which may begin with 1, 2, 3, 4 and soon repeat one.

    >>> counts_table(["Waktu", 1, 2, 3, 4, 4, 3]), counts_table(["Waktu", "Cepat", "Cepat", "Sangat cepat", "Cepat"])
    (False, False)
    >>> counts_table(["Unsur", "Tidak baik", "Kurang baik", "Baik", "Sangat baik"]), counts_table(["Unsur", "R1", "R2"])
    (True, False)
    """
    cells = [cell for cell in head if filled(cell)]
    labels = [cell for cell in cells[1:] if isinstance(cell, str) and is_label(label_key(cell))]
    scores = [value for value in map(number, cells[1:]) if value is not None]
    if not (_each_once(labels) and _each_once(scores)):
        return False
    return len(labels) >= _FEWEST_UNITS or scores[:4] in ([1, 2, 3, 4], [4, 3, 2, 1])


def _each_once(cells: Sequence[object]) -> bool:
    """Tell whether cells differ from each other, or are one such run said again (counts, then percentages)."""
    run = list(dict.fromkeys(cells))
    return list(cells) == run * (len(cells) // max(len(run), 1))


def _cell(row: Sequence[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else None


def _all_different(cells: Sequence[Cell]) -> bool:
    texts = [normalise(cell) for cell in cells if isinstance(cell, str) and number(cell) is None]
    return len(texts) == len(cells) == len(set(texts))


def _names_units(cells: Sequence[Cell]) -> bool:
    first = [normalise(str(cell)).split()[:1] for cell in cells]
    return sum(bool(words) and words[0] in _known("names") for words in first) * 5 >= 3 * len(cells)


def _all_scores(cells: Sequence[Cell]) -> bool:
    """Tell whether a column holds each score of a scale once, or each of its labels."""
    numbers = [value for value in map(number, cells) if value is not None]
    if len(numbers) >= _FEWEST_UNITS and sorted(numbers)[:4] == list(range(1, min(len(numbers), 4) + 1)):
        return len(set(numbers)) == len(numbers) == len(cells)
    labels = [label_key(cell) for cell in cells if isinstance(cell, str) and is_label(label_key(cell))]
    return len(labels) >= _FEWEST_UNITS and len(labels) == len(set(labels)) == len(cells)
