"""Long form: one row an answer, as databases and survey tools export it.

Each row names a respondent, a question and the answer.  Such a table holds the same survey as one row a respondent,
and is turned into that: nothing is computed, and nothing is guessed, since a respondent who answered a question twice
leaves it as it is, to be refused.

>>> from ikm.sources import as_sheet
>>> asked = ["Persyaratan", "Prosedur", "Waktu pelayanan", "Biaya", "Produk"]
>>> rows = [[who, what, score] for who, score in (("A", 4), ("B", 3)) for what in asked]
>>> wide = widened(as_sheet([["Responden", "Unsur", "Nilai"], *rows]))
>>> [list(row) for row in wide.rows], list(wide.numbers)
([['Responden', 'Persyaratan', 'Prosedur', 'Waktu pelayanan', 'Biaya', 'Produk'], ['A', 4, 4, 4, 4, 4], \
['B', 3, 3, 3, 3, 3]], [1, 2, 7])
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ikm.answers import is_label, label_key
from ikm.columns import map_columns
from ikm.findings import Finding, display
from ikm.responses.rows.arithmetic import LARGEST_SCALE
from ikm.responses.rows.names import filled, number
from ikm.sources import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.sources import Cell

__all__ = ["widened"]

_SEARCHED = 10
_FEWEST, _MOST = 5, 40
"""So many questions are asked in such a table."""

_ANSWERED = 3
"""A respondent has at least so many answers on the average, or the column names something else."""


def widened(sheet: Table, options: Mapping[str, Any] | None = None) -> Table | None:
    """Turn a table of one row an answer into one of one row a respondent.

    Parameters
    ----------
    sheet : Table
        The sheet.
    options : mapping, optional
        Further arguments for `ikm.columns.map_columns`.

    Returns
    -------
    Table or None
        Each respondent's row has the number of the first answer; none where the table is another.
    """
    searching = {name: value for name, value in (options or {}).items() if name != "chosen"}
    for top, head in enumerate(sheet.rows[:_SEARCHED]):
        texts = [cell for cell in head if isinstance(cell, str) and filled(cell)]
        if len(texts) > 2 and len(sheet.rows) - top > _FEWEST * 2:
            return _of(sheet, top, searching)
    return None


def _of(sheet: Table, top: int, options: Mapping[str, Any]) -> Table | None:
    head, width = sheet.rows[top], len(sheet.rows[top])
    numbered = [
        (number, row)
        for number, row in zip(sheet.numbers[top + 1 :], sheet.rows[top + 1 :], strict=True)
        if sum(map(filled, row)) > 2 and len(row) >= width
    ]
    rows = [row for _, row in numbered]
    question = next((i for i in range(width) if _asks([row[i] for row in rows], options)), None)
    if question is None:
        return None
    answer = next((i for i in range(width - 1, -1, -1) if i != question and _scores([row[i] for row in rows])), None)
    if answer is None:
        return None
    person = next((i for i in range(width) if i not in {question, answer} and _persons(rows, i, question)), None)
    if person is None:
        return None
    asked = list(dict.fromkeys(row[question] for row in rows))
    people: dict[Cell, dict[Cell, Cell]] = {}
    first: dict[Cell, tuple[int, Sequence[Cell]]] = {}
    for line, row in numbered:
        people.setdefault(row[person], {})[row[question]] = row[answer]
        first.setdefault(row[person], (line, row))
    # Whatever is the same in all rows of every respondent is told of the respondent.
    kept = [
        i
        for i in range(width)
        if i not in {question, answer} and all(row[i] == first[row[person]][1][i] for row in rows)
    ]
    wide: list[list[Cell]] = [[*(head[i] for i in kept), *asked]]
    wide += [
        [*(first[who][1][i] for i in kept), *(given.get(what, "") for what in asked)] for who, given in people.items()
    ]
    told = Finding("row-long-form", sheet=sheet.sheet, details={"answers": len(rows), "respondents": len(people)})
    numbers = [sheet.numbers[top], *(line for line, _ in first.values())]
    return replace(Table.of_rows(wide, numbers, sheet.facts, (*sheet.findings, told)), sheet=sheet.sheet)


def _asks(cells: Sequence[Cell], options: Mapping[str, Any]) -> bool:
    """Tell whether a column names the questions: each of its different texts asks an element."""
    if not all(isinstance(cell, str) and filled(cell) for cell in cells):
        return False
    texts = list(dict.fromkeys(cells))
    if not _FEWEST <= len(texts) <= _MOST or len(texts) * 2 > len(cells):
        return False
    found = map_columns(texts, **options)
    asked = [column.key for column in found.columns if column.role == "element"]
    return len(set(asked)) >= _FEWEST and len(asked) * 10 >= len(texts) * 8


def _scores(cells: Sequence[Cell]) -> bool:
    """Tell whether a column holds answers: numbers of a scale, or labels."""
    numbers = sum((value := number(cell)) is not None and 0 < value <= LARGEST_SCALE for cell in cells)
    labels = sum(isinstance(cell, str) and is_label(label_key(cell)) for cell in cells)
    return max(numbers, labels) * 10 >= len(cells) * 8 and len(set(map(display, cells))) <= LARGEST_SCALE


def _persons(rows: Sequence[Sequence[Cell]], person: int, question: int) -> bool:
    """Tell whether a column names the respondents: several rows each, and no question twice."""
    people = {row[person] for row in rows}
    pairs = {(row[person], row[question]) for row in rows}
    return all(map(filled, people)) and len(people) * _ANSWERED <= len(rows) == len(pairs) and len(people) > 1
