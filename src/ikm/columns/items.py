"""Items: the columns of another index (SPAK, SPKP) in a form of the SKM, each with its item, and what is to be said.

A person names the columns (``--map spak=K-T``), a questionnaire words them, or they are recognised
(`ikm.columns.recognition`).  What is doubtful is a finding with the ``--map`` that settles it; what is missing, and a
column that two indices would take, is an error.

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
from ikm.columns.frequency import asks_wrongdoing, plain_words, steps_for
from ikm.columns.model import code_of
from ikm.columns.recognition import FormLook
from ikm.errors import OptionError
from ikm.findings import Finding, Typed, column_letter, display
from ikm.records import PlannedChoice
from ikm.regulation import AskedItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.arguments import ColumnChoice
    from ikm.columns.model import ColumnMap
    from ikm.regulation import IndexInstrument

__all__ = ["ABOUT", "IMPORTANCE", "FoundItems", "IndexColumns", "find_items", "named_questions", "stretches"]

IMPORTANCE = "kepentingan"
"""The name by which the columns of an index's importance are chosen."""
ABOUT = {"integrity": {"column-integrity"}, "quality": {"column-block", "column-second-form"}}
"""By the subject of an index, the findings of the SKM about columns that may be its items."""
_SHOWN = 5
_NUMBER = re.compile(r"^\W*(?:(?:[A-Za-z]{1,6}\W*)?\d{1,2}\s*[.):\-]|[A-Za-z]\W?\d{1,2}\s)\s*(?=\w)")
"""What numbers an item before its words: ``SPAK 3.``, ``3)``, ``Q3``."""
_LONGEST = 160
"""So much of a question is its name, where the instrument has none for it."""
_SENTENCE = 4
"""So many words make a sentence, which states something; fewer only name it."""


@dataclass(frozen=True)
class IndexColumns:
    """The columns of one index in a form.

    Parameters
    ----------
    index : IndexInstrument
        What it is made by.
    items : tuple of (int, AskedItem)
        Its columns, in the order of the form, each with its item.
    importance : mapping from str to int
        For an index weighted by importance, the column that asks how much an item matters.
    steps : mapping from str to tuple of tuple of str
        For items answered by how often, the labels of each score, the worst first.
    """

    index: IndexInstrument
    items: tuple[tuple[int, AskedItem], ...]
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
    chosen: Mapping[str, ColumnChoice | PlannedChoice],
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
        Headings that a survey file plans may be gone: the items are recognised then, and a finding says so.
    worded : mapping, optional
        For an index the headings that a questionnaire gives its items, each with the item's key.
    """
    teller = _Items(form, [list(one) for one in answers])
    found = [teller.columns_of(index, chosen, (worded or {}).get(index.key, {})) for index in indices]
    teller.claim(found)
    teller.leave(found)
    return FoundItems(tuple(found), tuple(teller.findings))


def _named(
    name: str, chosen: Mapping[str, ColumnChoice | PlannedChoice], headers: Sequence[object]
) -> list[int] | None:
    """Give the columns that were named; none where none were, or where a survey file names headings of another form."""
    choice = chosen.get(name)
    if not isinstance(choice, PlannedChoice):
        return None if choice is None else resolve_several(name, choice, headers)
    try:
        return resolve_several(name, choice.choice, headers)
    except OptionError:
        return None


def named_questions(form: ColumnMap, chosen: Mapping[str, ColumnChoice | PlannedChoice]) -> tuple[int, ...]:
    """Give the columns a person names for an index that were taken for one more question about an element.

    Whoever names a column settles what it is: the element is then counted from its other questions alone.  Where it has
    no other, or a person named the column for the element too, nothing is given, and two indices claim the column.

    >>> from ikm.columns.mapping import map_columns
    >>> form = map_columns(["Persyaratan mudah", "Prosedur mudah", "Persyaratan sesuai", "Biaya wajar"])
    >>> named_questions(form, {"spkp": "C-D"})
    (2,)
    """
    headers = [column.header for column in form.columns]
    named = {column for name in chosen for column in _named(name, chosen, headers) or ()}
    return tuple(
        column.index
        for column in form.columns
        if column.index in named
        and column.role == "element"
        and "chosen" not in dict(column.why)
        and not named.issuperset(form.columns_of(column.key or ""))
    )


def _name_of(heading: str, names: Sequence[str]) -> str:
    """Give the words of a question, without its number and the name of the index before it.

    >>> _name_of("IPAK [Petugas jujur]", ["ipak"]), _name_of("SPAK 3. Petugas jujur", ()), _name_of("Q3 Jujur", ())
    ('Petugas jujur', 'Petugas jujur', 'Jujur')
    >>> _name_of("SPAK3", ["spak"]), _name_of("SPAK: tidak ada calo", ["spak"]), _name_of("24 jam tanpa pungli", [])
    ('SPAK3', 'tidak ada calo', '24 jam tanpa pungli')
    """
    text = display(heading, _LONGEST)
    outer = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]\W*", text)
    if outer is not None and plain_words(outer[1]) in {*names, ""}:
        text = outer[2]
    text = _NUMBER.sub("", text)
    before, parted, after = text.partition(":")
    return (after if parted and plain_words(before) in names else text).strip()


class _Items:
    """The columns of a form, while those of other indices are looked for."""

    def __init__(self, form: ColumnMap, answers: Sequence[Sequence[object]]) -> None:
        self.form = form
        self.look = FormLook(form, answers)
        self.findings: list[Finding] = []
        self.offered: set[int] = set()

    def columns_of(
        self, index: IndexInstrument, chosen: Mapping[str, ColumnChoice | PlannedChoice], worded: Mapping[str, str]
    ) -> IndexColumns:
        """Find the columns of one index: those a person names, those a questionnaire words, or those that are known."""
        headers = [column.header for column in self.form.columns]
        taken = _named(index.key, chosen, headers)
        if taken is None:
            taken = [i for i in self.look.open if plain_words(headers[i]) in worded]
            if len(taken) < index.least:
                taken = sorted({*taken, *self._recognised(index)})
            if taken and isinstance(plan := chosen.get(index.key), PlannedChoice):
                self._say("index-reworded", index, taken, place=plan.places, map=self._typed(index, taken))
        items = self._named_items(index, taken, worded)
        importance: dict[str, int] = {}
        if index.weighting == "importance":
            importance = self._importance(index, items, chosen)
        self._tell(index, items, importance, worded)
        steps = {item.key: found for at, item in items if (found := steps_for(headers[at], self.look.seen(at)))}
        return IndexColumns(index, tuple(items), importance, steps)

    def _recognised(self, index: IndexInstrument) -> list[int]:
        """Find the columns of an index, and say of which it is not certain."""
        found = self.look.recognised(index)
        if found.assumed:
            self._say("index-items-assumed", index, found.assumed, map=self._typed(index, found.taken))
        if found.left:
            self._say("index-item-left", index, found.left, map=self._typed(index, [*found.taken, *found.left]))
        if found.counted:
            pairs = [self._pinned(column, found.taken) for column in found.counted]
            pairs.append((index.key, stretches(sorted({*found.taken, *found.counted}))))
            self._say("index-item-counted", index, found.counted, map=Typed("map", tuple(dict(pairs).items())))
        return found.taken

    def _pinned(self, column: int, taken: Sequence[int]) -> tuple[str, str]:
        """Give the choice that takes the element of a column from its own column outside of a block."""
        element = self.form.columns[column].key or ""
        own = self.look.elsewhere(element, taken)
        return code_of(element, self.form.elements), column_letter(own[0])

    def _named_items(
        self, index: IndexInstrument, columns: Sequence[int], worded: Mapping[str, str]
    ) -> list[tuple[int, AskedItem]]:
        """Name the item of each column: one the instrument knows, each once, or the heading itself."""
        known = {item.key: item for item in index.items}
        items: list[tuple[int, AskedItem]] = []
        met: set[str] = set()
        for number, column in enumerate(columns, 1):
            header = _name_of(self.look.header(column), index.names) or column_letter(column)
            key = worded.get(plain_words(self.look.header(column)))
            matched = (
                self.look.matched(index, column) if key is None else known.get(key, AskedItem(key, header, header))
            )
            if matched is None or matched.key in met:
                matched = AskedItem(f"{index.short.casefold()}_{number}", header, header)
            met.add(matched.key)
            items.append((column, matched))
        return items

    def _importance(
        self,
        index: IndexInstrument,
        items: Sequence[tuple[int, AskedItem]],
        chosen: Mapping[str, ColumnChoice | PlannedChoice],
    ) -> dict[str, int]:
        """Find for each item the column that asks how much it matters."""
        taken = _named(IMPORTANCE, chosen, [column.header for column in self.form.columns])
        if taken is not None:
            return {item.key: column for (_, item), column in zip(items, taken, strict=False)}
        found: dict[str, int] = {}
        for column in self.look.open:
            if self.look.is_importance(column) and (matched := self.look.matched(index, column)) is not None:
                found.setdefault(matched.key, column)
        return {item.key: found[item.key] for _, item in items if item.key in found}

    def _shown(self, columns: Sequence[int]) -> str:
        heads = [(column_letter(i), display(self.look.header(i))) for i in columns[:_SHOWN]]
        each = [f"{letter} “{head}”" if head else letter for letter, head in heads]
        more = len(columns) - _SHOWN
        return ", ".join(each) + (f", … (+{more})" if more > 0 else "")

    def _typed(self, index: IndexInstrument, columns: Sequence[int]) -> Typed:
        return Typed("map", ((index.key, stretches(sorted(columns))),))

    def _say(self, code: str, index: IndexInstrument, columns: Sequence[int], **details: object) -> None:
        about = {"name": index.short, "index": index.key, "named": self._shown(columns), **details}
        self.findings.append(Finding(code, columns=tuple(columns), details=about))

    def _tell(
        self,
        index: IndexInstrument,
        items: Sequence[tuple[int, AskedItem]],
        importance: Mapping[str, int],
        worded: Mapping[str, str],
    ) -> None:
        """Say what is missing, and what may be the wrong way round."""
        columns = [column for column, _ in items]
        if not items:
            likely = self.look.likely(index, self.offered)
            self.offered.update(likely)
            code = "index-unsure" if likely else "index-none"
            self._say(code, index, likely, map=self._typed(index, likely))
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
        wrong = {i: words for i in columns if (words := asks_wrongdoing(self.look.header(i))) is not None}
        doubtful = [i for i in wrong if not steps_for(self.look.header(i), self.look.seen(i))]
        doubtful = [i for i in doubtful if plain_words(self.look.header(i)) not in worded]
        if doubtful and any(len(plain_words(self.look.header(i)).split()) >= _SENTENCE for i in doubtful):
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

    def leave(self, found: Sequence[IndexColumns]) -> None:
        """Say which columns about the same are no item of an index that has some."""
        taken = {column for one in found for column in one.columns}
        said = {i for finding in self.findings for i in finding.positions}
        for one in found:
            about = {i for told in self.form.findings if told.code in ABOUT[one.index.subject] for i in told.positions}
            if one.items and (left := sorted(about - taken - said)):
                self._say("index-apart", one.index, left)


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
