"""Totals: which rows of a sheet are sums and means that somebody put under the answers.

A total must not be counted as a respondent, and a respondent must not be taken for a total.  So a row is set
apart only

* where a word such as "Jumlah" stands in a column that otherwise holds times or running numbers, wherever the row is;
* in the closing rows, below the last respondent, where such a word stands alone beside the answers; or where nothing
  stands beside the answers and they are what no respondent gives: the sums of their columns, large numbers, fractions.

Comments never decide.  A name of a service or a status that sounds like a total ("Total Solusi") belongs to a
respondent.  Whatever is left doubtful stays in the table, where the validation of its answers reports it.

>>> from ikm.columns import map_columns
>>> header = ["No", "Persyaratan", "Prosedur", "Waktu"]
>>> rows = [[1, 4, 3, 4], [2, 3, 3, 4], ["Jumlah", 7, 6, 8], [None, 3.5, 3.2, 4.0]]
>>> sorted(summary_rows(rows, map_columns(header)))
[2, 3]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ikm.answers import is_blank, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell

__all__ = ["LABELS", "Beside", "ends_plainly", "names_total", "summary_rows"]

_LONGEST = 40
LABELS = 20
"""A column with more different texts than this is none of labels and running numbers."""
_LARGEST_SCALE = 10
_LOOKED_AT = 500
"""So many rows show which columns respondents usually fill."""

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_SIGNS = frozenset({"Σ", "∑"})
_SURE = frozenset(
    {
        "jumlah", "jml", "total", "grand total", "sum", "rata rata", "rerata", "rata2", "average", "mean", "minimum",
        "maksimum", "min", "maks", "max", "modus", "median", "nilai tertinggi", "nilai terendah", "nilai maksimum",
        "nilai minimum", "pembulatan", "jumlah nilai", "total nilai", "nilai rata rata", "jumlah skor",
        "jumlah responden", "standar deviasi",
    }
)  # fmt: skip
"""Words that name a total or a mean and nothing else."""

_OF_TABLES = frozenset(
    {
        "jumlah", "jml", "total", "rata", "rerata", "nilai", "skor", "per", "unsur", "tiap", "setiap", "seluruh",
        "semua", "keseluruhan", "responden", "nrr", "tertimbang", "ikm", "skm", "unit", "pelayanan", "konversi",
        "mutu", "kinerja", "indeks", "kepuasan", "masyarakat", "persepsi", "bobot", "interval", "dari", "σ",
    }
)  # fmt: skip
"""A label of several words is sure when all of them belong to tables of results."""

_MAYBE = re.compile(
    r"(?:jumlah|jml|total|rata rata|rerata|nilai|nrr|bobot|indeks|ikm|skm|mutu|kinerja|konversi|kategori|responden"
    r"|count|σ)\b"
)
"""Beginnings that may name a total, or a service."""


def summary_rows(rows: Sequence[Sequence[Cell]], columns: ColumnMap) -> frozenset[int]:
    """Find the rows that are totals.

    Parameters
    ----------
    rows : sequence of sequences of cells
        The rows below the header.
    columns : ColumnMap
        What each column is.

    Returns
    -------
    frozenset of int
        Their positions in ``rows``.
    """
    look = _Look(rows, columns)
    found = {place for place in look.labelled_outright() if look.label(rows[place]) is not None}
    closing: list[int] = []
    certain = len(rows)
    for place in range(len(rows) - 1, -1, -1):
        if not any(map(_filled, rows[place])):
            continue
        if place in found or look.closes(rows[place], place):
            certain = place
        elif look.label(rows[place]) is None:
            break
        closing.append(place)
    # A label that is not sure by itself ("Rata-rata unsur") is believed below a row that is.
    return frozenset(found.union(place for place in closing if place >= certain))


def names_total(text: str) -> bool:
    """Tell whether a text in a column of times names a total.

    >>> names_total("Jumlah"), names_total("2026-03-02 08:00"), names_total("7")
    (True, False, False)
    """
    return _filled(text) and _number(text) is None and _kind(text) is not None


class Beside:
    """What stands in a column beside the answers: its different texts while they may be labels, and whether numbers do.

    ``settled`` tells that the column holds a text that is no label, or too many, whatever else stands in it.
    """

    def __init__(self, header: str) -> None:
        self.settled = False
        self._heading = normalise(header)
        self._texts: set[str] = set()
        self._numbers = False

    def add(self, cell: Cell) -> None:
        """Look at one cell."""
        if self.settled or not _filled(cell):
            return
        if not isinstance(cell, str) or _number(cell) is not None:
            self._numbers = True
        elif cell not in self._texts:
            self._texts.add(cell)
            is_label = _kind(cell) is not None or normalise(cell) == self._heading
            self.settled = not is_label or len(self._texts) > LABELS

    def labels(self) -> set[str] | None:
        """Give the labels of totals, if the column holds numbers and no text but such labels."""
        if self.settled or not self._numbers:
            return None
        return {text for text in self._texts if normalise(text) != self._heading}


def ends_plainly(last: Sequence[Cell], first: Sequence[Sequence[Cell]], columns: ColumnMap) -> bool:
    """Tell that a table has no totals below, from its last filled row and its first rows alone.

    Parameters
    ----------
    last : sequence of cells
        The last row that is filled.
    first : sequence of sequences of cells
        The first rows below the header, which show the columns respondents fill.
    columns : ColumnMap
        What each column is.

    Returns
    -------
    bool
        False also where only a look at all rows could tell.
    """
    look = _Look(first[:_LOOKED_AT], columns)
    return look.label(last) is None and not look.closes(last)


class _Look:
    """One table, looked at for totals."""

    def __init__(self, rows: Sequence[Sequence[Cell]], columns: ColumnMap) -> None:
        self.rows = rows
        self.asked = [c.index for c in columns.columns if c.role == "element"]
        self.others = [c.index for c in columns.columns if c.role not in {"element", "comment"}]
        self.outright = {c.index for c in columns.columns if c.role == "timestamp"}
        self.labels: dict[int, set[str]] = {}
        for index in self.others:
            met = {row[index] for row in rows if index < len(row)}
            if index in self.outright:
                self.labels[index] = {cell for cell in met if isinstance(cell, str) and names_total(cell)}
                continue
            beside = Beside(columns.columns[index].header)
            for cell in met:
                beside.add(cell)
            if (labels := beside.labels()) is not None:
                self.outright.add(index)
                self.labels[index] = labels
        people = [row for row in rows[:_LOOKED_AT] if self._like_a_respondent(row)] if self.others else []
        self.usual = [
            index
            for index in self.others
            if 2 * sum(1 for row in people if index < len(row) and _filled(row[index])) > len(people)
        ]

    def _like_a_respondent(self, row: Sequence[Cell]) -> bool:
        answers = [row[i] for i in self.asked if i < len(row) and _filled(row[i])]
        return 2 * len(answers) > len(self.asked) and not any(_beyond(_number(answer)) for answer in answers)

    def labelled_outright(self) -> list[int]:
        """Give the rows with a label in a column of times or running numbers."""
        wanted = [(index, labels) for index, labels in self.labels.items() if labels]
        if not wanted:
            return []
        return [
            place
            for place, row in enumerate(self.rows)
            if any(index < len(row) and row[index] in labels for index, labels in wanted)
        ]

    def label(self, row: Sequence[Cell]) -> str | None:
        """Give the kind of the one text that stands beside the answers, if it is a label."""
        beside = [(i, row[i]) for i in self.others if i < len(row) and _filled(row[i]) and _number(row[i]) is None]
        if len(beside) != 1 or not isinstance(beside[0][1], str):
            return None
        return _kind(beside[0][1])

    def closes(self, row: Sequence[Cell], place: int | None = None) -> bool:
        """Tell whether a row with no respondent below it is a total; without its place, whether it may be one."""
        kind = self.label(row)
        if kind == "sure":
            return True
        answers = [row[i] for i in self.asked if i < len(row) and _filled(row[i])]
        numbers = [number for number in map(_number, answers) if number is not None]
        if not numbers or len(numbers) < len(answers):
            return False
        large = sum(map(_beyond, numbers))
        if kind == "maybe":
            return large > 0
        bare = not any(i < len(row) and _filled(row[i]) for i in self.others)
        whole = 2 * len(numbers) > len(self.asked)
        may = bare and bool(self.usual) and whole
        return may and (place is None or 2 * large > len(numbers) or self._adds_up(place))

    def _adds_up(self, place: int) -> bool:
        """Tell whether a row holds the sums of the answers above it."""
        above = [row for row in self.rows[:place] if all(i < len(row) and _filled(row[i]) for i in self.usual)]
        row = self.rows[place]
        return len(above) > 1 and all(
            i < len(row) and _number(row[i]) == sum(_number(r[i]) or 0 for r in above if i < len(r)) for i in self.asked
        )


def _filled(cell: Cell) -> bool:
    return not is_blank(cell)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        text = cell.strip()
        return float(text.replace(",", ".")) if len(text) < _LONGEST and _NUMBER.fullmatch(text) else None
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def _beyond(number: float | None) -> bool:
    """Tell a number that is no answer on any scale: a fraction, or a large one."""
    return number is not None and (number > _LARGEST_SCALE or number != int(number))


def _kind(text: str) -> str | None:
    """Tell how surely a text names a total."""
    if len(text) > _LONGEST or text[:1].isdigit():
        return None
    if text.strip() in _SIGNS:
        return "sure"
    words = normalise(text)
    if words in _SURE or (_MAYBE.match(words) and " " in words and _OF_TABLES.issuperset(words.split())):
        return "sure"
    return "maybe" if _MAYBE.match(words) else None
