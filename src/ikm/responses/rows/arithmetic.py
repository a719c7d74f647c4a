"""Arithmetic: whether a row of figures was computed from the rows above it.

Offices close a table with sums, means, means times a weight, the same times 25, a number of respondents or a weight in
every column, under whatever label.  What such a row is, the figures themselves prove: no respondent's answers are the
sums of everybody's.

>>> from ikm.responses.rows.arithmetic import Above
>>> above = Above.of_rows([[4, 3, 3], [3, 3, 4], [4, 4, 4], [2, 3, 4]], (0, 1, 2))
>>> above.explains([13, 13, 15]), above.explains([3.25, 3.25, 3.75]), above.explains([0.361, 0.361, 0.417])
(True, True, True)
>>> above.explains([4, 3, 4]), above.rounded([3, 3, 4])
(False, True)
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ikm.answers import is_label, label_key
from ikm.responses.rows.names import number, number_text
from ikm.sources import CellColumn, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.sources import Cell

__all__ = ["LARGEST_SCALE", "Above", "beyond", "is_answer"]

LARGEST_SCALE = 10
LARGEST_ANSWER = 4
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 3
_NOISE = 1e-6
"""What a mean loses in a workbook."""
_FEW_ROWS = 2000
"""Up to so many rows going through them is quicker than searching for each number."""
_SCALE_TOPS = (4, 5, 10, 100)
"""What the largest possible sum of a column is counted with."""


def beyond(value: float | None) -> bool:
    """Tell a number that is no answer on any scale: a fraction, or a large one."""
    return value is not None and (value > LARGEST_SCALE or value < 0 or value != int(value))


class _Figure(NamedTuple):
    """One figure of a row: its value, half a unit of its last digit, and the sum and number of the answers above."""

    value: float
    slack: float
    total: float
    number: int

    @property
    def mean(self) -> float:
        return self.total / self.number


class _Numbers:
    """The numbers of one column: how many, their sum and their ends.  What a row of figures is compared with."""

    def __init__(self, column: CellColumn) -> None:
        self._at = column.at
        numbers = enumerate(map(number, column.cells))
        self._values = [(place, value) for place, value in numbers if value is not None]
        self.counts: Counter[float] = Counter()
        self.number, self.total = 0, 0.0
        self.least, self.most = float("inf"), float("-inf")

    def add(self, start: int, stop: int) -> None:
        """Add the rows from one to before another."""
        part = self._at[start:stop]
        met = Counter(part) if len(part) < _FEW_ROWS or not isinstance(part, bytes) else None
        for place, value in self._values:
            times = met[place] if met is not None else part.count(place)
            if times:
                self.counts[value] += times
                self.number += times
                self.total += value * times
                self.least, self.most = min(self.least, value), max(self.most, value)


class Above:
    """The answers of some rows, added up by column.

    Parameters
    ----------
    columns : sequence of CellColumn
        The columns of a table.
    asked : sequence of int
        Those with answers.
    """

    def __init__(self, columns: Sequence[CellColumn], asked: Sequence[int]) -> None:
        self._asked = tuple(asked)
        self._columns = {index: _Numbers(columns[index]) for index in self._asked}
        self._rows = 0

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Cell]], asked: Sequence[int]) -> Above:
        """Add up rows in memory."""
        above = cls(Table.of_rows(rows).columns or [CellColumn.of([])] * (max(asked, default=0) + 1), asked)
        above.add(0, len(rows))
        return above

    def add(self, start: int, stop: int) -> None:
        """Add the rows from one to before another."""
        self._rows += stop - start
        for column in self._columns.values():
            column.add(start, stop)

    def _figures(self, row: Sequence[Cell]) -> list[_Figure]:
        found = []
        for index in self._asked:
            text = number_text(row[index]) if index < len(row) else None
            above = self._columns[index]
            if text is not None and above.number >= _FEWEST_ROWS:
                slack = max(0.5 * 10.0 ** -len(text.partition(".")[2]) if "." in text else 0.5, _NOISE)
                found.append(_Figure(float(text), slack, above.total, above.number))
        enough = len(found) >= _FEWEST_COLUMNS and 2 * len(found) > len(self._asked)
        return found if enough else []

    @property
    def worded(self) -> bool:
        """Whether no answer is a number: figures below are then none of these answers."""
        return self._rows > 0 and not any(column.number for column in self._columns.values())

    def explains(self, row: Sequence[Cell]) -> bool:
        """Tell whether the figures of a row follow from the answers above, and cannot be answers themselves."""
        figures = self._figures(row)
        if not any(beyond(figure.value) for figure in figures):
            return False
        return (
            all(abs(f.value - f.total) <= _NOISE for f in figures)
            or all(abs(f.value - f.mean) <= f.slack + _NOISE for f in figures)
            or all(f.value - _NOISE <= f.mean < f.value + 2 * f.slack + _NOISE for f in figures)
            or _proportional(figures, [f.mean for f in figures])
            or _proportional(figures, [f.total for f in figures])
            or _constant(figures, len(self._asked))
        )

    def rounded(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row of whole numbers holds rounded means, small sums or extremes of the answers above."""
        figures = self._figures(row)
        if len(figures) < len(self._asked):
            return False
        if all(abs(f.value - f.total) <= _NOISE for f in figures) or all(
            f.value == f.number > LARGEST_ANSWER for f in figures
        ):
            return True
        columns = list(self._columns.values())
        most = all(f.value == column.most for f, column in zip(figures, columns, strict=True))
        least = all(f.value == column.least for f, column in zip(figures, columns, strict=True))
        return self.means(row) or most or least

    def tallies(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row says of every column how often one answer stands in it.

        >>> Above.of_rows([[4, 3, 3], [4, 4, 3], [4, 4, 4], [4, 4, 4], [4, 4, 4]], (0, 1, 2)).tallies([5, 4, 3])
        True
        """
        figures = self._figures(row)
        if len(figures) < len(self._asked) or not any(f.value == 0 or f.value > LARGEST_ANSWER for f in figures):
            return False
        columns = list(self._columns.values())
        levels = sorted({value for column in columns for value in column.counts})
        return any(
            all(f.value == column.counts[level] for f, column in zip(figures, columns, strict=True))
            for level in levels[:LARGEST_SCALE]
        )

    def means(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row holds the mean of every column, rounded to a whole number."""
        figures = self._figures(row)
        return len(figures) == len(self._asked) and all(f.value == int(f.mean + 0.5) for f in figures)


def _proportional(figures: Sequence[_Figure], base: Sequence[float]) -> bool:
    """Tell whether one factor, such as a weight or 25, leads from the base to the figures, but for rounding."""
    unlike = _FEWEST_COLUMNS - all(beyond(figure.value) for figure in figures)
    if len({figure.value for figure in figures}) < unlike or min(base) <= 0:
        return False
    least = max((f.value - f.slack - _NOISE) / one for f, one in zip(figures, base, strict=True))
    most = min((f.value + f.slack + _NOISE) / one for f, one in zip(figures, base, strict=True))
    return 0 < least <= most


def _constant(figures: Sequence[_Figure], asked: int) -> bool:
    """Tell whether one figure stands in every column: the number of respondents, the largest sum, the weight."""
    values = {figure.value for figure in figures}
    if len(values) != 1:
        return False
    value, slack = values.pop(), min(figure.slack for figure in figures)
    counts = {figure.number for figure in figures}
    if len(counts) == 1 and value in {float(top * min(counts)) for top in (1, *_SCALE_TOPS)}:
        return True
    return value < 1 and any(abs(value - part) <= 2 * slack + _NOISE for part in (1 / asked, 1 / len(figures)))


def is_answer(cell: Cell) -> bool:
    """Tell what a respondent may answer: a number of a scale, or one of its labels."""
    value = number(cell)
    return not beyond(value) if value is not None else isinstance(cell, str) and is_label(label_key(cell))
