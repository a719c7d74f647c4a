"""Items: which columns ask another index (SPAK, SPKP) in a form of the SKM.

Only columns that the mapping left out are looked at (`ikm.columns.mapping`): what counts as an element is one, and is
never taken for an item as well.  The items are known by the name before them ("SPAK 3. …"), by their words, and by
standing together, numbered anew behind the nine; what only its place speaks for is said, with the ``--map`` that
settles it.  A person may name the columns instead: ``--map spak=K-T``.

>>> from ikm.columns.mapping import map_columns
>>> from ikm.regulation import load_index
>>> heads = ["U1", "U2", "U3", "Diskriminasi", "Pungutan liar", "Percaloan", "Gratifikasi", "Saran"]
>>> seen = [["4", "3"]] * 7 + [["Semoga lancar terus dan ramah kepada semua orang yang datang"]]
>>> found = find_items(map_columns(heads, seen), seen, [load_index("spak")], {})
>>> [(column, item.key) for column, item in found.of[0].items]
[(3, 'diskriminasi'), (4, 'pungli'), (5, 'percaloan'), (6, 'imbalan')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ikm.columns.choices import resolve_several
from ikm.columns.facts import block_of
from ikm.columns.frequency import asks_wrongdoing, holds_words, plain_words, steps_for
from ikm.columns.headings import read_heading
from ikm.columns.model import code_of
from ikm.columns.replies import answer_evidence
from ikm.findings import Finding, Typed, column_letter, display
from ikm.regulation import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.arguments import ColumnChoice
    from ikm.columns.model import Column, ColumnMap
    from ikm.regulation import IndexInstrument

__all__ = ["IMPORTANCE", "FoundItems", "IndexColumns", "find_items", "stretches"]

IMPORTANCE = "kepentingan"
"""The name by which the columns of an index's importance are chosen."""
_SHOWN = 5
_NUMBER = re.compile(r"^\W*(?:[A-Za-z]{2,6}\W*)?\d{1,2}\s*[.):\-]\s*")
"""What numbers an item before its words."""
_SHARE = 3
"""Of a run that no name speaks for, all but one in so many must say what they ask."""
_SENTENCE = 4
"""So many words make a sentence, which states something; fewer only name it."""
_APART = 4
"""So many columns between two items make them two blocks."""


@dataclass(frozen=True)
class IndexColumns:
    """The columns of one index in a form.

    Parameters
    ----------
    index : IndexInstrument
        What it is made by.
    items : tuple of (int, Item)
        Its columns, in the order of the form, each with its item.
    importance : mapping from str to int
        For an index weighted by importance, the column that asks how much an item matters.
    steps : mapping from str to tuple of tuple of str
        For items answered by how often, the labels of each score, the worst first.
    """

    index: IndexInstrument
    items: tuple[tuple[int, Item], ...]
    importance: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column it takes."""
        return (*(column for column, _ in self.items), *self.importance.values())


class FoundItems(NamedTuple):
    """The columns of each index, and what there is to say."""

    of: tuple[IndexColumns, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column that some index takes."""
        return tuple(sorted({column for one in self.of for column in one.columns}))


def find_items(
    form: ColumnMap,
    answers: Sequence[Iterable[object]],
    indices: Sequence[IndexInstrument],
    chosen: Mapping[str, ColumnChoice],
    worded: Mapping[str, Mapping[str, str]] | None = None,
) -> FoundItems:
    """Find the columns of each index.

    Parameters
    ----------
    form : ColumnMap
        The form as it was mapped for the SKM.
    answers : sequence of iterables
        Answers seen under each heading.
    indices : sequence of IndexInstrument
        What is asked for besides the SKM.
    chosen : mapping
        The columns a person names: an index to its columns, in any of the ways a column is named, or as ``K-T``.
    worded : mapping, optional
        For an index the headings that a questionnaire gives its items, each with the item's key.
    """
    teller = _Items(form, [list(one) for one in answers])
    found = [teller.columns_of(index, chosen, (worded or {}).get(index.key, {})) for index in indices]
    teller.claim(found)
    return FoundItems(tuple(found), tuple(teller.findings))


class _Items:
    """The columns of a form, while those of other indices are looked for."""

    def __init__(self, form: ColumnMap, answers: Sequence[Sequence[object]]) -> None:
        self.form = form
        self.answers = answers
        self.headings = [read_heading(column.header) for column in form.columns]
        self.open = [column.index for column in form.columns if self._may_ask(column)]
        self.runs = self._numbered_runs()
        self.quality = {i for found in form.findings if found.code == "column-block" for i in found.positions}
        self.findings: list[Finding] = []

    def _seen(self, index: int) -> Sequence[object]:
        return self.answers[index] if index < len(self.answers) else ()

    def _may_ask(self, column: Column) -> bool:
        """Tell whether a column may be an item: left out by the SKM, and answered on a scale."""
        if column.role not in {"other", "comment"} or not column.header:
            return False
        seen = self._seen(column.index)
        kind = answer_evidence(seen).kind
        return (kind in {"scores", "labels", "none"} and column.role == "other") or bool(steps_for("", seen))

    def _numbered_runs(self) -> dict[int, int]:
        """Count the runs in which the questions of the form are numbered, and say of which each column is."""
        runs, run, last = {}, 0, 0
        for index, heading in enumerate(self.headings):
            if heading.number is not None:
                run, last = run + (heading.number <= last), heading.number
                runs[index] = run
        return runs

    def columns_of(
        self, index: IndexInstrument, chosen: Mapping[str, ColumnChoice], worded: Mapping[str, str]
    ) -> IndexColumns:
        """Find the columns of one index: those a person names, those a questionnaire words, or those that are known."""
        headers = [column.header for column in self.form.columns]
        if index.key in chosen:
            taken = resolve_several(index.key, chosen[index.key], headers)
        else:
            taken = [i for i in self.open if plain_words(headers[i]) in worded]
            if len(taken) < index.least:
                taken = sorted({*taken, *self._recognised(index)})
        items = self._named_items(index, taken, worded)
        importance: dict[str, int] = {}
        if index.weighting == "importance":
            importance = self._importance(index, items, chosen)
        self._tell(index, items, importance, worded)
        steps = {item.key: found for at, item in items if (found := steps_for(headers[at], self._seen(at)))}
        return IndexColumns(index, tuple(items), importance, steps)

    # --- recognising ------------------------------------------------------------------------------------------------

    def _matched(self, index: IndexInstrument, column: int) -> Item | None:
        """Give the item whose words stand in a heading; the longest words decide."""
        line = plain_words(self.form.columns[column].header)
        told = ((word, place) for place, item in enumerate(index.items) for word in item.words)
        hits = [(len(word.split()), len(word), place) for word, place in told if holds_words(line, word)]
        return index.items[max(hits)[2]] if hits else None

    def _asks(self, index: IndexInstrument, column: int) -> bool:
        """Tell whether a column's words are those of an index; items whose words others use do not tell."""
        matched = self._matched(index, column)
        looks = dict(self.form.columns[column].why).get("looks")
        if index.subject == "integrity":
            return looks == "integritas" or (matched is not None and not matched.weak)
        return matched is not None and looks != "integritas"

    def _recognised(self, index: IndexInstrument) -> list[int]:
        usable = [i for i in self.open if not (self._is_importance(i))]
        named = [i for i in usable if self._named_by(index, i)]
        if len(named) > 1:
            return named
        told = [i for i in usable if self._asks(index, i) and block_of(self.form.columns[i].header) is None]
        if index.subject == "quality":
            return self._together(index, told, usable)
        usable = [i for i in usable if i not in self.quality]
        told = [i for i in told if i in usable]
        if index.listed:
            return told
        return self._block(index, told, usable)

    def _named_by(self, index: IndexInstrument, column: int) -> bool:
        header = self.form.columns[column].header
        line = plain_words(header)
        starts = any(line.startswith(f"{name} ") or line == name for name in index.names)
        return block_of(header) == index.subject or (starts and self.headings[column].number is None)

    def _block(self, index: IndexInstrument, told: Sequence[int], usable: Sequence[int]) -> list[int]:
        """Take the largest group of columns whose words tell, and what stands among them."""
        groups: list[list[int]] = []
        for column in told:
            if groups and column - groups[-1][-1] <= _APART:
                groups[-1].append(column)
            else:
                groups.append([column])
        if not groups:
            return []
        main = max(groups, key=len)
        apart = [column for group in groups if group is not main for column in group]
        first, last = main[0], main[-1]
        run = {self.runs.get(column) for column in main} - self._of_elements()
        same = run.pop() if len(run) == 1 else None
        alike = [i for i in usable if same is not None and self.runs.get(i) == same]
        numbered = [i for i in alike if self._adjoins(i, main, usable)]
        inside = [i for i in usable if first < i < last]
        weak = [i for i in usable if i in {first - 1, last + 1} and self._matched(index, i) is not None]
        taken = sorted({*main, *inside, *numbered, *weak})
        assumed = [i for i in inside if i not in main and i not in numbered and self._matched(index, i) is None]
        if assumed:
            self._say("index-items-assumed", index, assumed, map=self._typed(index, taken))
        beside = [i for i in usable if i in {taken[0] - 1, taken[-1] + 1} and i not in taken]
        beside = [i for i in beside if block_of(self.form.columns[i].header) is None and self._may_belong(i)]
        if left := sorted({*apart, *beside}):
            self._say("index-item-left", index, left, map=self._typed(index, sorted({*taken, *left})))
        self._tell_counted(index, taken)
        return taken

    def _tell_counted(self, index: IndexInstrument, taken: Sequence[int]) -> None:
        """Say which columns among the items the SKM counts, as a further question about one of its elements."""
        counted = [
            i
            for element in self.form.elements
            for i in self.form.columns_of(element)
            if (taken[0] < i < taken[-1] or self._borders(index, i, taken)) and self._own(element, taken)
        ]
        if counted:
            pairs = [(self._code(i), column_letter(self._own(self._element(i), taken)[0])) for i in sorted(counted)]
            pairs.append((index.key, stretches(sorted({*taken, *counted}))))
            self._say("index-item-counted", index, sorted(counted), map=Typed("map", tuple(dict(pairs).items())))

    def _borders(self, index: IndexInstrument, column: int, taken: Sequence[int]) -> bool:
        """Tell whether a column stands next to a block and says in words what an item asks."""
        matched = self._matched(index, column) if column in {taken[0] - 1, taken[-1] + 1} else None
        return matched is not None and not matched.weak

    def _own(self, element: str, taken: Sequence[int]) -> list[int]:
        """Give the columns outside of a block that ask an element, or would if it were not asked in the block."""
        asked = self.form.columns_of(element)
        beside = [column.index for column in self.form.columns if column.beside in asked]
        return [i for i in sorted({*asked, *beside}) if not taken[0] - 1 <= i <= taken[-1] + 1]

    def _element(self, column: int) -> str:
        return self.form.columns[column].key or ""

    def _code(self, column: int) -> str:
        return code_of(self._element(column), self.form.elements)

    def _may_belong(self, column: int) -> bool:
        """Tell whether a column beside a block may be one of its items: nothing else is known of it."""
        return {name for name, _ in self.form.columns[column].why} <= {"nothing", "looks", "fact"}

    def _of_elements(self) -> set[int | None]:
        """Give the runs in which elements are numbered: what goes on with their numbers is not numbered anew."""
        return {self.runs.get(column.index) for column in self.form.columns if column.role == "element"}

    def _adjoins(self, column: int, main: Sequence[int], usable: Sequence[int]) -> bool:
        """Tell whether nothing but columns that may ask stands between a column and a block."""
        low, high = (column, main[0]) if column < main[0] else (main[-1], column)
        return all(i in usable for i in range(low + 1, high))

    def _together(self, index: IndexInstrument, told: Sequence[int], usable: Sequence[int]) -> list[int]:
        """Take the questions that stand together behind the elements, when most of them say what they ask."""
        groups: list[list[int]] = []
        for column in usable:
            if block_of(self.form.columns[column].header) or self._about_integrity(column):
                continue
            new = not groups or column != groups[-1][-1] + 1 or self.runs.get(column) != self.runs.get(groups[-1][-1])
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
            return []
        taken = max(fitting, key=len)
        if not self._begins_anew(taken[0]):
            self._say("index-items-assumed", index, taken, map=self._typed(index, taken))
        return taken

    def _begins_anew(self, column: int) -> bool:
        return self.headings[column].number == 1 and self.runs.get(column, 0) > 0

    def _about_integrity(self, column: int) -> bool:
        return dict(self.form.columns[column].why).get("looks") == "integritas"

    def _is_importance(self, column: int) -> bool:
        return self.headings[column].twin or dict(self.form.columns[column].why).get("looks") == "harapan"

    # --- naming -----------------------------------------------------------------------------------------------------

    def _named_items(
        self, index: IndexInstrument, columns: Sequence[int], worded: Mapping[str, str]
    ) -> list[tuple[int, Item]]:
        """Name the item of each column: one the instrument knows, each once, or the heading itself."""
        known = {item.key: item for item in index.items}
        items: list[tuple[int, Item]] = []
        met: set[str] = set()
        for number, column in enumerate(columns, 1):
            header = _NUMBER.sub("", display(self.form.columns[column].header)) or column_letter(column)
            key = worded.get(plain_words(self.form.columns[column].header))
            matched = self._matched(index, column) if key is None else known.get(key, Item(key, header, header))
            if matched is None or matched.key in met:
                matched = Item(f"{index.short.casefold()}_{number}", header, header)
            met.add(matched.key)
            items.append((column, matched))
        return items

    def _importance(
        self, index: IndexInstrument, items: Sequence[tuple[int, Item]], chosen: Mapping[str, ColumnChoice]
    ) -> dict[str, int]:
        """Find for each item the column that asks how much it matters."""
        name = IMPORTANCE
        if name in chosen:
            taken = resolve_several(name, chosen[name], [column.header for column in self.form.columns])
            return {item.key: column for (_, item), column in zip(items, taken, strict=False)}
        found: dict[str, int] = {}
        for column in self.open:
            if self._is_importance(column) and (matched := self._matched(index, column)) is not None:
                found.setdefault(matched.key, column)
        return {item.key: found[item.key] for _, item in items if item.key in found}

    # --- telling ----------------------------------------------------------------------------------------------------

    def _shown(self, columns: Sequence[int]) -> str:
        each = [f"{column_letter(i)} “{display(self.form.columns[i].header)}”" for i in columns[:_SHOWN]]
        more = len(columns) - _SHOWN
        return ", ".join(each) + (f", … (+{more})" if more > 0 else "")

    def _typed(self, index: IndexInstrument, columns: Sequence[int]) -> Typed:
        return Typed("map", ((index.key, stretches(columns)),))

    def _say(self, code: str, index: IndexInstrument, columns: Sequence[int], **details: object) -> None:
        about = {"name": index.short, "index": index.key, "named": self._shown(columns), **details}
        self.findings.append(Finding(code, columns=tuple(columns), details=about))

    def _tell(
        self,
        index: IndexInstrument,
        items: Sequence[tuple[int, Item]],
        importance: Mapping[str, int],
        worded: Mapping[str, str],
    ) -> None:
        """Say what is missing, and what may be the wrong way round."""
        columns = [column for column, _ in items]
        if not items:
            self._say("index-none", index, ())
            return
        met = {item.key for _, item in items}
        missing = [item for item in index.items if item.key not in met]
        if not index.least <= len(items) <= index.most or (index.listed and missing):
            wanted = str(index.least) if index.fixed else f"{index.least}–{index.most}"
            named = {
                "id": f" Yang belum ada: {', '.join(item.id for item in missing)}." if index.listed and missing else "",
                "en": f" Missing: {', '.join(item.en for item in missing)}." if index.listed and missing else "",
            }
            self._say("index-items-missing", index, columns, wanted=wanted, count=len(items), missing=named)
        if index.weighting == "importance" and (without := [item for _, item in items if item.key not in importance]):
            names = {"id": ", ".join(item.id for item in without), "en": ", ".join(item.en for item in without)}
            self._say("index-importance-missing", index, columns, missing=names)
        wrong = {i: words for i in columns if (words := asks_wrongdoing(self.form.columns[i].header)) is not None}
        doubtful = [i for i in wrong if not steps_for(self.form.columns[i].header, self._seen(i))]
        doubtful = [i for i in doubtful if plain_words(self.form.columns[i].header) not in worded]
        if doubtful and any(len(plain_words(self.form.columns[i].header).split()) >= _SENTENCE for i in doubtful):
            self._say("index-direction", index, doubtful, found=wrong[doubtful[0]])

    def claim(self, found: Sequence[IndexColumns]) -> None:
        """Say which columns two indices take, the SKM among them."""
        taken = {c.index: {"id": "SKM", "en": "SKM"} for c in self.form.columns if c.role == "element"}
        for one in found:
            twice: dict[str, list[int]] = {}
            for column in one.columns:
                if column in taken:
                    twice.setdefault(taken[column]["id"], []).append(column)
            for other, columns in twice.items():
                self._say("index-item-twice", one.index, columns, other=other)
            taken |= {column: {"id": one.index.short, "en": one.index.short} for column in one.columns}


def stretches(columns: Sequence[int]) -> str:
    """Write columns as letters, those beside each other as one stretch.

    >>> stretches([10, 11, 12, 14])
    'K-M,O'
    """
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][-1] + 1:
            runs[-1][1:] = [column]
        else:
            runs.append([column])
    return ",".join("-".join(map(column_letter, run)) for run in runs)
