"""Totals: which rows of a sheet are no respondents but sums, means, targets, or stand below the table.

A total must not be counted as a respondent, and a respondent must not be taken for a total.  A row is set apart

* where its figures are computed from the answers above (`ikm.responses.rows.arithmetic`), whatever its label;
* where a word such as "Jumlah" or "Target" stands in a column that otherwise holds times or running numbers;
* below the last respondent, where such a word stands alone beside the answers; or where nothing stands beside the
  answers and they are what no respondent gives: the sums of their columns, large numbers, fractions, rounded means;
* below the last respondent, where it is a remark, the grades, a place and date, a signature, a legend.

Comments never decide.  A name of a service or a status that sounds like a total ("Total Solusi") belongs to a
respondent.  Whatever is left doubtful stays in the table, where the validation of its answers reports it.

>>> from ikm.columns import map_columns
>>> from ikm.sources import Table
>>> header = ["No", "Persyaratan", "Prosedur", "Waktu"]
>>> rows = [[1, 4, 3, 4], [2, 3, 3, 4], ["Jumlah", 7, 6, 8], [None, 3.5, 3.2, 4.0], ["Catatan: sementara"]]
>>> summary_rows(Table.of_rows(rows), map_columns(header))
{2: 'row-summary', 3: 'row-summary', 4: 'row-below'}
"""

from __future__ import annotations

from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from ikm.responses.rows.arithmetic import Above, beyond, is_answer
from ikm.responses.rows.marks import added, between
from ikm.responses.rows.names import (
    filled,
    is_counter,
    is_figure,
    is_note,
    kind_of,
    labels_among,
    names_option,
    names_total,
    number,
    number_text,
    shape_of,
)
from ikm.sources import Unreadable, positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell, Table

__all__ = ["summary_rows"]

_MOST_LINES = 3
"""So many lines of figures without a word close a table; more are answers typed from paper, which have no time."""

_LOOKED_AT = 500
"""So many rows show which columns respondents usually fill."""

_OF_ALL = 20
"""Where more than one row in so many holds large numbers, the answers have a scale of their own."""

_SHORT = 5
_KINDS = frozenset({"number", "datetime", "date", "time"})
"""What a time or a running number may be that is no text."""
_FEW = 2
"""A legend or a signature fills so few cells of a row."""
_MEANINGFUL = 10
"""From so many rows on it says something that the last one holds the rounded means of all columns."""
_SWAYED = 20_000
"""In a longer table one row more moves no figure that is shown."""


def summary_rows(table: Table, columns: ColumnMap) -> dict[int, str]:
    """Find the rows that are no respondents, and say of each what it is.

    Parameters
    ----------
    table : Table
        The rows below the header; where their numbers skip, blank rows stand.
    columns : ColumnMap
        What each column is.

    Returns
    -------
    dict
        For each place of a row the code of the finding: ``row-summary``, ``row-unlabelled`` for a row under a
        word nobody can tell, ``row-off-scale`` for one of figures nobody can tell, ``row-below`` below the table,
        ``row-only-number`` for one prepared for a respondent, ``row-like-means`` for a last one that may be means.
    """
    look = _Look(table, columns)
    found = look.tallied() | look.labelled()
    odd = look.odd_rows()
    found |= look.computed(odd, found)
    last = look.last_respondent(found)
    found |= look.below(last, found)
    found |= {place: "row-below" for place, code in found.items() if place > last and look.aside(place, code)}
    if look.like_means(last, found):
        found[last] = "row-like-means"
    found |= {place: "row-off-scale" for place in odd if place not in found and look.all_large(look.rows[place])}
    return dict(sorted(found.items()))


class _Look:
    """One table, looked at for rows that are no respondents."""

    def __init__(self, table: Table, columns: ColumnMap) -> None:
        self.table, self.rows = table, table.rows
        within = range(len(table.columns))
        self.asked = columns.of_role("element")
        self.others = [c.index for c in columns.columns if c.role not in {"element", "comment"}]
        self.times = frozenset(columns.of_role("timestamp"))
        self.counting = {*self.times, *(c.index for c in columns.columns if is_counter(c.header))}
        self.outright = set(self.times)
        self.labels: dict[int, set[str]] = {}
        for index in self.others:
            met = table.columns[index].met() if index in within else []
            if index in self.outright:
                # A time begins with a digit, and no name of a total or an option does.
                words = [c for c in met if isinstance(c, str) and not c[:1].isdigit()]
                self.labels[index] = {c for c in words if names_total(c) or names_option(c)}
            elif (labels := labels_among(met, columns.columns[index].header)) is not None:
                self.outright.add(index)
                self.labels[index] = labels
        people = [row for row in self.rows[:_LOOKED_AT] if self.like_a_respondent(row)] if self.others else []
        self.usual = [
            index
            for index in self.others
            if 2 * sum(1 for row in people if index < len(row) and filled(row[index])) > len(people)
        ]
        self.counting.intersection_update(self.usual)
        self._highest_above: dict[int, list[float]] = {}
        self.shapes: set[str] = set()
        for i in self.counting:
            shapes = {shape_of(row[i]) for row in people if i < len(row) and filled(row[i])}
            plain = "number" in shapes and i not in self.times  # beside numbers, "Baik (3)" counts nobody
            self.shapes |= {"number"} if plain else {s for s in shapes if "#" in s or s in _KINDS}

    def _answers(self, row: Sequence[Cell]) -> list[Cell]:
        return [row[i] for i in self.asked if i < len(row) and filled(row[i])]

    def like_a_respondent(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row holds mostly answers, and no figures beyond any scale."""
        answers = self._answers(row)
        return 2 * len(answers) > len(self.asked) and not any(beyond(number(answer)) for answer in answers)

    def bare(self, row: Sequence[Cell]) -> bool:
        """Tell whether nothing stands beside the answers, where respondents have something."""
        return bool(self.usual) and not any(i < len(row) and filled(row[i]) for i in self.others)

    def counted(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row has its time or running number, as respondents have."""
        cells = [row[i] for i in self.counting if i < len(row) and filled(row[i])]
        return any(shape_of(c) in self.shapes and not (isinstance(c, str) and names_total(c)) for c in cells)

    def only_counted(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row has its running number and nothing else: a line prepared for a respondent.

        Offices number a sheet to 100 or 150 beforehand and fill in as many lines as there are questionnaires; a formula
        beside the answers then shows 0 or an error.
        """
        cells = {i: cell for i, cell in enumerate(row) if filled(cell)}
        rest = [cell for i, cell in cells.items() if i not in self.counting or i in self.times]
        calculated = all(number(cell) == 0 or isinstance(cell, Unreadable) for cell in rest)
        return len(cells) > len(rest) and calculated and not self._answers(row) and self.counted(row)

    def tallied(self) -> dict[int, str]:
        """Find at the end the lines that count how often each answer was given, called "SS" or "Sangat baik (4)"."""
        tail = range(len(self.rows) - 1, -1, -1) if self.counting else ()
        uncounted = list(takewhile(lambda place: not self.counted(self.rows[place]), tail))
        lines = [place for place in uncounted if len(self._answers(self.rows[place])) == len(self.asked)]
        if not lines:
            return {}
        above = self._above(uncounted[-1], {})
        return {place: "row-summary" for place in lines if above.tallies(self.rows[place])}

    def _above(self, place: int, found: dict[int, str]) -> Above:
        """Add up the rows above a place but for those that are no respondents."""
        above = Above(self.table.columns, self.asked)
        for start, stop in between(0, place, found):
            above.add(start, stop)
        return above

    def aside(self, place: int, code: str) -> bool:
        """Tell of a line under an unknown word below the table whether it is a remark: "Unsur tertinggi | U6"."""
        return code == "row-unlabelled" and len(self._answers(self.rows[place])) <= _FEW < len(self.asked)

    def like_means(self, place: int, found: dict[int, str]) -> bool:
        """Tell whether the last row may be the rounded means of all above, where nothing tells it from a respondent.

        Of tables of answers alone, without a time, a number or a word beside them, some end in a line made with
        ``=ROUND(AVERAGE(...);0)``.  A respondent who gave just these answers is rare where nobody else gave them.
        """
        row = self.rows[place] if place >= 0 else ()
        if self.counting or not row or not _MEANINGFUL < len(self.rows) <= _SWAYED:
            return False
        if any(i < len(row) and filled(row[i]) and number_text(row[i]) is None for i in self.others):
            return False
        answers = self._answers(row)
        above = zip(*(self.table.columns[index].part(0, place) for index in self.asked), strict=True)
        others = [given for p, r in enumerate(above) if p not in found and (given := list(filter(filled, r)))]
        if len(others) < _MEANINGFUL or answers in others:
            return False
        return self._above(place, found).means(row)

    def labelled(self) -> dict[int, str]:
        """Find the rows with a label in a column of times or running numbers, wherever they stand."""
        wanted = [(index, labels) for index, labels in self.labels.items() if labels]
        places: set[int] = set()
        for index, labels in wanted:
            places.update(positions(self.table.columns[index].marks(labels.__contains__), 1))
        found: dict[int, str] = {}
        for place in sorted(places):
            row = self.rows[place]
            met = [(i, row[i]) for i, labels in wanted if i < len(row) and row[i] in labels]
            if self.counting and self.counted(row):
                continue
            answers = self._answers(row)
            known = any(isinstance(text, str) and kind_of(text) is not None for _, text in met)
            known = known or (all(map(is_figure, answers)) and any(names_option(str(text)) for _, text in met))
            if self.label(row, any_text=True) is None and not (known and self.counting & {i for i, _ in met}):
                continue
            if known:
                found[place] = "row-summary" if answers else "row-below"
            elif answers:
                found[place] = "row-unlabelled"
        return found

    def odd_rows(self) -> list[int]:
        """Find the rows with many figures that are no answers on any scale, among rows without."""
        large = {i: {c for c in self.table.columns[i].met() if beyond(number(c))} for i in self.asked}
        if sum(map(bool, large.values())) < _FEW:
            return []
        marks = [self.table.columns[i].marks(lambda cell: beyond(number(cell))) for i, cells in large.items() if cells]
        odd = [place for place, several in enumerate(added(marks)) if 3 * several >= len(self.asked)]
        few = len(odd) * _OF_ALL <= len(self.rows) + 4 * _OF_ALL and 2 * len(odd) <= len(self.rows)
        return odd if few else []

    def computed(self, odd: Sequence[int], found: dict[int, str]) -> dict[int, str]:
        """Find the rows whose figures were computed from those above, wherever they stand."""
        wanted = frozenset(odd)
        every, block = Above(self.table.columns, self.asked), Above(self.table.columns, self.asked)
        proved: dict[int, str] = {}
        upto = 0
        for place in sorted({*odd, *(place for place in found if place < max(odd, default=0))}):
            if place > upto:
                if upto:  # the means of one group of rows, and then the next group
                    block = Above(self.table.columns, self.asked)
                every.add(upto, place)
                block.add(upto, place)
            upto = place + 1
            row = self.rows[place]
            if place in wanted:
                told = every.worded and self.all_large(row)
                if told or every.explains(row) or block.explains(row) or self._is_named(row):
                    proved[place] = "row-summary"
        return proved

    def _is_named(self, row: Sequence[Cell]) -> bool:
        return self.label(row) == "sure" and not self.counted(row)

    def all_large(self, row: Sequence[Cell]) -> bool:
        """Tell whether most answers of a row are figures beyond any scale, among answers that are not."""
        answers = self._answers(row)
        return len(answers) >= _FEW and 2 * sum(beyond(number(answer)) for answer in answers) > len(self.asked)

    def label(self, row: Sequence[Cell], *, any_text: bool = False) -> str | None:
        """Give the kind of the one text that stands beside the answers, if it is a label."""
        beside = [(i, row[i]) for i in self.others if i < len(row) and filled(row[i]) and number_text(row[i]) is None]
        if len(beside) != 1:
            return None
        index, text = beside[0]
        if not isinstance(text, str):
            return None
        kind: str | None = kind_of(text)
        if kind == "sure" and index not in self.outright and text.isascii() and len(text) < _SHORT:
            kind = "short"  # "Max" may be somebody's name
        return kind or ("text" if any_text else None)

    def last_respondent(self, found: dict[int, str]) -> int:
        """Find the place of the last row that holds answers as respondents give them; -1 where none does."""
        nameless: list[int] = []
        answered = self._answered()
        place = len(answered)
        while (place := answered.rfind(1, 0, place)) >= 0:
            row = self.rows[place]
            if place in found or not self.like_a_respondent(row):
                continue
            if not self._closes(row, place, found):
                return nameless[0] if len(nameless) > _MOST_LINES else place
            if self.label(row) is None:
                nameless.append(place)
        return -1

    def _closes(self, row: Sequence[Cell], place: int, found: dict[int, str]) -> bool:
        """Tell whether a row that could be answers is a total: named so, or the rounded means of those above."""
        if self.counted(row):
            return False
        if self.label(row) == "sure":
            return True
        after_total = any(found.get(before) == "row-summary" for before in range(max(place - 3, 0), place))
        named = self.label(row) == "short" or self.bare(row)
        return (named or (not self.others and after_total)) and self._adds_up(row, place, found)

    def _adds_up(self, row: Sequence[Cell], place: int, found: dict[int, str]) -> bool:
        above = self._above(place, found)
        if above.worded:
            return all(number(answer) is not None for answer in self._answers(row))
        return above.rounded(row) or above.explains(row)

    def _answered(self) -> bytes:
        """Mark the rows with answers."""
        marks = [self.table.columns[index].marks(filled) for index in self.asked]
        return added(marks, most=1) if marks else bytes(len(self.rows))

    def below(self, last: int, found: dict[int, str]) -> dict[int, str]:
        """Say what the rows below the last respondent are."""
        below: dict[int, str] = {}
        if last < 0:
            return below
        ended, numbers = False, self.table.numbers
        for place in range(last + 1, len(self.rows)):
            row = self.rows[place]
            gap = numbers[place] - numbers[place - 1] > 1
            ended = ended or gap or found.get(place) is not None or not any(map(filled, row))
            if place in found or not any(map(filled, row)):
                continue
            if self.only_counted(row):
                below[place] = "row-only-number"
                continue
            code = self._below(row, place, found, ended=ended)
            if code is not None:
                below[place] = code
                ended = True
        return below

    def _below(self, row: Sequence[Cell], place: int, found: dict[int, str], *, ended: bool) -> str | None:
        answers = self._answers(row)
        figures = [value for value in map(number, answers) if value is not None]
        large = sum(map(beyond, figures))
        label = self.label(row)
        possible = [answer for answer in answers if is_answer(answer)]
        anew = ended and self._starts_anew(row, place, found)
        if self.counted(row) and not anew and not (label == "sure" and large):
            return None
        if self.like_a_respondent(row):
            return "row-summary" if self._closes(row, place, found) else None
        if figures and len(figures) == len(answers) and 2 * len(figures) > len(self.asked):
            told = (
                label == "sure" or (label is not None and (ended or large > 0)) or (ended and 3 * large >= len(figures))
            )
            told = told or (self.bare(row) and (2 * large > len(figures) or self._adds_up(row, place, found)))
            return "row-summary" if told else None
        if label == "sure" or (ended and (len(possible) <= _FEW or len(possible) < len(answers))):
            return "row-below"
        return "row-below" if self._is_note(row) else None

    def _starts_anew(self, row: Sequence[Cell], place: int, found: dict[int, str]) -> bool:
        """Tell the numbered line of a legend from the next respondent: it counts from 1 again, or has no answers."""
        answers = self._answers(row)
        if self.like_a_respondent(row) or 2 * len(answers) > len(self.asked):
            return False
        for index in self.counting:
            value = number(row[index]) if index < len(row) else None
            if value is not None and value <= self._highest(index, found)[place]:
                return True
        return not answers or not all(map(is_answer, answers))

    def _highest(self, index: int, found: dict[int, str]) -> list[float]:
        """Give for each row the highest running number above it."""
        if index not in self._highest_above:
            column = self.table.columns[index]
            known = [number(cell) or 0.0 for cell in column.cells]
            values = (0.0 if place in found else known[at] for place, at in enumerate(column.at))
            self._highest_above[index] = list(accumulate(values, max, initial=0.0))
        return self._highest_above[index]

    def _is_note(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row right under the last respondent is a remark: few cells, and no answer among them."""
        cells = [cell for cell in row if filled(cell)]
        answers = self._answers(row)
        if len(cells) > _FEW or any(map(is_answer, answers)):
            return False
        texts = [(i, cell) for i, cell in enumerate(row) if isinstance(cell, str) and filled(cell)]
        return any(number_text(t) is None and is_note(t) and not self._is_code(i, t) for i, t in texts)

    def _is_code(self, index: int, text: str) -> bool:
        """Tell whether a text with a figure is written as those that respondents have in its column: "R-03", "S1"."""
        if index not in self.others or not any(map(str.isdigit, text)):
            return False
        people = (row for row in self.rows[:_LOOKED_AT] if self.like_a_respondent(row))
        return any(shape_of(text) == shape_of(row[index]) for row in people if index < len(row))
