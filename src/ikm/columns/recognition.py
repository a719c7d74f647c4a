"""Recognition: which columns of a form ask the items of another index (SPAK, SPKP).

Only columns that the mapping left out are looked at (`ikm.columns.mapping`): what counts as an element is never taken
for an item as well.  Items are known by the name before them ("SPAK 3. …"), by their words, and by standing together:
numbered anew, enclosed by others, behind the nine.  What only its place speaks for is given apart, so that it is said.

>>> from ikm.columns.mapping import map_columns
>>> from ikm.regulation import load_index
>>> heads = ["U1", "U2", "U3", "Tidak ada suap", "Tidak ada pungli", "Lain", "Tidak ada calo", "Petugas jujur"]
>>> look = FormLook(map_columns(heads), [["4", "3"]] * 8)
>>> look.recognised(load_index("spak"))
Recognised(taken=[3, 4, 5, 6, 7], assumed=[], left=[], counted=[])
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ikm.columns.facts import block_of
from ikm.columns.frequency import holds_words, plain_words, steps_for
from ikm.columns.headings import read_heading
from ikm.columns.replies import answer_evidence
from ikm.columns.verdicts import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ikm.columns.model import Column, ColumnMap
    from ikm.regulation import AskedItem, IndexInstrument

__all__ = ["FormLook", "Recognised"]

_SHARE = 3
"""Of a run that no name speaks for, all but one in so many must say what they ask."""
_APART = 4
"""So many columns between two items make them two blocks."""


class Recognised(NamedTuple):
    """The columns of an index: all that are taken, and those among them for their place alone.

    ``left`` may be items and are not taken; ``counted`` stand among the items and count as elements of the SKM.
    """

    taken: list[int]
    assumed: list[int]
    left: list[int]
    counted: list[int]


_NOTHING = Recognised([], [], [], [])


class FormLook:
    """A form that was mapped for the SKM, while other indices are looked for in it.

    Parameters
    ----------
    form : ColumnMap
        The form.
    answers : sequence of sequences
        Answers seen under each heading.

    Attributes
    ----------
    open : list of int
        The columns that may ask an item: left out by the SKM, and answered on a scale.
    """

    def __init__(self, form: ColumnMap, answers: Sequence[Sequence[object]]) -> None:
        self.form = form
        self._answers = answers
        self._headings = [read_heading(column.header) for column in form.columns]
        self.open = [column.index for column in form.columns if self._may_ask(column)]
        self._runs = self._numbered_runs()
        self._quality = {i for found in form.findings if found.code == "column-block" for i in found.positions}

    def seen(self, column: int) -> Sequence[object]:
        """Give the answers seen of a column."""
        return self._answers[column] if column < len(self._answers) else ()

    def header(self, column: int) -> str:
        """Give the heading of a column."""
        return self.form.columns[column].header

    def _looks(self, column: int) -> str | None:
        return dict(self.form.columns[column].why).get("looks")

    def _may_ask(self, column: Column) -> bool:
        """Tell whether a column may be an item: left out by the SKM, and answered on a scale."""
        if column.role not in {"other", "comment"} or not column.header:
            return False
        seen = self.seen(column.index)
        kind = answer_evidence(seen).kind
        return (kind in {"scores", "labels", "none"} and column.role == "other") or bool(steps_for("", seen))

    def _numbered_runs(self) -> dict[int, int]:
        """Count the runs in which the questions of the form are numbered, and say of which each column is."""
        runs, run, last = {}, 0, 0
        for index, heading in enumerate(self._headings):
            if heading.number is not None:
                run, last = run + (heading.number <= last), heading.number
                runs[index] = run
        return runs

    def matched(self, index: IndexInstrument, column: int) -> AskedItem | None:
        """Give the item whose words stand in a heading; the longest words decide."""
        line = plain_words(self.header(column))
        told = ((word, place) for place, item in enumerate(index.items) for word in item.words)
        hits = [(len(word.split()), len(word), place) for word, place in told if holds_words(line, word)]
        return index.items[max(hits)[2]] if hits else None

    def _asks(self, index: IndexInstrument, column: int) -> bool:
        """Tell whether a column's words are those of an index; items whose words others use do not tell."""
        matched = self.matched(index, column)
        looks = self._looks(column)
        if index.subject == "integrity":
            return looks == "integritas" or (matched is not None and not matched.weak)
        return matched is not None and looks != "integritas"

    def recognised(self, index: IndexInstrument) -> Recognised:
        """Find the columns of an index.

        Parameters
        ----------
        index : IndexInstrument
            What it asks.
        """
        usable = [i for i in self.open if not (self.is_importance(i))]
        named = [i for i in usable if self._named_by(index, i)]
        if len(named) > 1:
            return _NOTHING._replace(taken=named)
        told = [i for i in usable if self._asks(index, i) and block_of(self.header(i)) is None]
        if index.subject == "quality":
            return self._together(index, told, usable)
        usable = [i for i in usable if i not in self._quality]
        told = [i for i in told if i in usable]
        if index.listed:
            return _NOTHING._replace(taken=told)
        return self._block(index, told, usable)

    def _named_by(self, index: IndexInstrument, column: int) -> bool:
        header = self.header(column)
        line = plain_words(header)
        starts = any(line.startswith(f"{name} ") or line == name for name in index.names)
        return block_of(header) == index.subject or (starts and self._headings[column].number is None)

    def _block(self, index: IndexInstrument, told: Sequence[int], usable: Sequence[int]) -> Recognised:
        """Take the largest group of columns whose words tell, and what stands among them."""
        groups: list[list[int]] = []
        for column in told:
            if groups and column - groups[-1][-1] <= _APART:
                groups[-1].append(column)
            else:
                groups.append([column])
        if not groups:
            return _NOTHING
        main = max(groups, key=len)
        apart = [column for group in groups if group is not main for column in group]
        first, last = main[0], main[-1]
        run = {self._runs.get(column) for column in main} - self._of_elements()
        same = run.pop() if len(run) == 1 else None
        alike = [i for i in usable if same is not None and self._runs.get(i) == same]
        numbered = [i for i in alike if self._adjoins(i, main, usable)]
        inside = [i for i in usable if first < i < last]
        weak = [i for i in usable if i in {first - 1, last + 1} and self.matched(index, i) is not None]
        taken = sorted({*main, *inside, *numbered, *weak})
        assumed = [i for i in inside if i not in main and i not in numbered and self.matched(index, i) is None]
        beside = [i for i in usable if i in {taken[0] - 1, taken[-1] + 1} and i not in taken]
        beside = [i for i in beside if block_of(self.header(i)) is None and self._may_belong(i)]
        return Recognised(taken, assumed, sorted({*apart, *beside}), self._counted(index, taken))

    def _counted(self, index: IndexInstrument, taken: Sequence[int]) -> list[int]:
        """Give the columns among the items that the SKM counts, as a further question about one of its elements."""
        return sorted(
            i
            for element in self.form.elements
            for i in self.form.columns_of(element)
            if (taken[0] < i < taken[-1] or self._borders(index, i, taken)) and self.elsewhere(element, taken)
        )

    def _borders(self, index: IndexInstrument, column: int, taken: Sequence[int]) -> bool:
        """Tell whether a column stands next to a block and says in words what an item asks."""
        matched = self.matched(index, column) if column in {taken[0] - 1, taken[-1] + 1} else None
        return matched is not None and not matched.weak

    def elsewhere(self, element: str, taken: Sequence[int]) -> list[int]:
        """Give the columns outside of a block that ask an element, or would if it were not asked in the block."""
        asked = self.form.columns_of(element)
        beside = [column.index for column in self.form.columns if column.beside in asked]
        return [i for i in sorted({*asked, *beside}) if not taken[0] - 1 <= i <= taken[-1] + 1]

    def _may_belong(self, column: int) -> bool:
        """Tell whether a column beside a block may be one of its items: nothing else is known of it."""
        return {name for name, _ in self.form.columns[column].why} <= {"nothing", "looks", "fact"}

    def _of_elements(self) -> set[int | None]:
        """Give the runs in which elements are numbered: what goes on with their numbers is not numbered anew."""
        return {self._runs.get(column.index) for column in self.form.columns if column.role == "element"}

    def _adjoins(self, column: int, main: Sequence[int], usable: Sequence[int]) -> bool:
        """Tell whether nothing but columns that may ask stands between a column and a block."""
        low, high = (column, main[0]) if column < main[0] else (main[-1], column)
        return all(i in usable for i in range(low + 1, high))

    def _together(self, index: IndexInstrument, told: Sequence[int], usable: Sequence[int]) -> Recognised:
        """Take the questions that stand together behind the elements, when most of them say what they ask."""
        groups: list[list[int]] = []
        for column in usable:
            if block_of(self.header(column)) or self._about_integrity(column):
                continue
            new = not groups or column != groups[-1][-1] + 1 or self._runs.get(column) != self._runs.get(groups[-1][-1])
            groups.append([column]) if new else groups[-1].append(column)
        last = max((self.form.columns_of(element)[0] for element in self.form.by_element), default=-1)
        fitting = [
            one
            for one in groups
            if index.least <= len(one) <= index.most
            and (_SHARE + 1) * sum(i in told for i in one) >= _SHARE * len(one)
            and (one[0] > last or self._begins_anew(one[0]))
        ]
        if not fitting:
            return _NOTHING
        taken = max(fitting, key=len)
        return Recognised(taken, [] if self._begins_anew(taken[0]) else taken, [], [])

    def likely(self, index: IndexInstrument, offered: Collection[int] = ()) -> list[int]:
        """Give the columns that may ask its items where none is recognised: the longest row of those left over.

        Of the quality of service they may count as second questions about elements, behind all others.
        """
        about = [i for i in self._left_over(index.subject) if self._looks(i) == "integritas"]
        if index.subject == "quality":
            last = max((self.form.columns_of(element)[0] for element in self.form.by_element), default=-1)
            further = [i for columns in self.form.by_element.values() for i in columns[1:] if i > last]
            spare = [i for i in (*self._left_over(index.subject), *further) if not self._about_integrity(i)]
        else:
            left = (i for i in self._left_over(index.subject) if self.form.columns[i].beside is None)
            spare = about or [i for i in left if i not in self._quality]
        rows: list[list[int]] = [[]]
        for column in sorted(set(spare).difference(offered)):
            if rows[-1] and (column - rows[-1][-1] > 1 or self._of_another_row(rows[-1][-1], column)):
                rows.append([])
            rows[-1].append(column)
        longest = max(rows, key=len)
        return longest if index.least <= len(longest) <= index.most else []

    def _left_over(self, subject: str) -> list[int]:
        """Give the columns the SKM leaves out that are no text: also those headed by what may be an answer ("S1")."""
        return [
            column.index
            for column in self.form.columns
            if column.role == "other"
            and "empty" not in dict(column.why)
            and block_of(column.header) in {None, subject}
            and not self.is_importance(column.index)
            and answer_evidence(self.seen(column.index)).kind in {"scores", "labels", "choice", "none"}
        ]

    def _of_another_row(self, one: int, other: int) -> bool:
        """Tell whether two columns are numbered in two rows: anew, or behind other letters ("S10", "P1")."""
        marks = [re.fullmatch(r"\W*([A-Za-z]+)\W*\d+\W*", self.header(i)) for i in (one, other)]
        letters = [None if mark is None else mark[1].casefold() for mark in marks]
        return self._runs.get(one) != self._runs.get(other) if letters[0] == letters[1] else None not in letters

    def _begins_anew(self, column: int) -> bool:
        return self._headings[column].number == 1 and self._runs.get(column, 0) > 0

    def _about_integrity(self, column: int) -> bool:
        """Tell whether a column asks about integrity, also where it was left out as a second question of an element."""
        points = self._headings[column].scores
        told = points.get("integritas", 0.0)
        return self._looks(column) == "integritas" or (
            told >= ENOUGH and told >= max(points.get(element, 0.0) for element in self.form.elements) - 1
        )

    def is_importance(self, column: int) -> bool:
        """Tell whether a column asks how much something matters."""
        return self._headings[column].twin or self._looks(column) == "harapan"
