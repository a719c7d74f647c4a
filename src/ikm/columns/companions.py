"""Companions: which of several columns of one element are questions about it, and which only stand beside one.

One question an element is the rule.  A further column is a second question only when everything says so: its heading
judges in words of its own, its answers are of the same kind on the same scale, it stands among the questions.
Otherwise it is left out, and said; where it is as likely a question as the one that counts, the index is shown with
and without it.

Nothing is read here: candidates come with what was read of them, fates go back (`ikm.columns.mapping`).

>>> from ikm.columns.headings import read_heading
>>> from ikm.columns.replies import answer_evidence
>>> def seen(index, text, *answers):
...     return Asking(index, text, read_heading(text), answer_evidence(answers), answers)
>>> first, second = seen(3, "Kecepatan layanan", "1", "2", "3"), seen(4, "Ketepatan waktu", "2", "3", "4")
>>> third = seen(5, "Ranking kecepatan layanan", "1", "2", "3")
>>> {i: fate.kind for i, fate in fates_of({"waktu": [first, second, third]}, [1, 2, 3, 4, 5], ["waktu"]).items()}
{3: 'question', 4: 'question', 5: 'left'}
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.columns.facts import block_of, judges, mark_of, rates, says_fact
from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ikm.columns.headings import Heading
    from ikm.columns.replies import AnswerEvidence

__all__ = ["Asking", "Fate", "fates_of"]

Kind = Literal["question", "left", "copy", "unsure"]

_CONSTANT = 3
"""So many elements with the same words added make a second set of answers; so many answers show their scale."""
_ADDED = 4
"""More words than this make another heading."""
_SECOND_FORM, _NUMBERED_ANEW = 5, 4
"""So many elements asked again behind the last of the first make another form; fewer do where they are numbered anew.

The eight questions about the quality of service (SPKP) of an integrity zone ask six of the nine again.
"""
_SENTENCE = 4
"""So many words make a sentence, which may state something to agree with."""
_BETWEEN = 2
_CROWD = 100
"""No form asks an element so often; beyond it columns are not compared with each other."""
_STEPS = 9
"""More different texts than this are no options of one scale."""
_FREQUENCY = frozenset("selalu sering kadang jarang pernah never always often sometimes rarely".split())  # noqa: SIM905


@dataclass(frozen=True, eq=False)
class Asking:
    """A column that seems to ask an element, as read; one that is not `sure` never counts alone."""

    column: int
    header: str
    heading: Heading
    answers: AnswerEvidence
    given: Sequence[object]
    sure: bool = True

    @cached_property
    def judged(self) -> bool:
        """Whether the heading asks for a judgement, or the answers give one."""
        return judges(self.heading.text) or (self.answers.kind == "labels" and not self.frequency)

    @cached_property
    def coded(self) -> bool:
        """Whether the heading is nothing but a code."""
        return self.heading.bare and self.heading.code is not None

    @cached_property
    def frequency(self) -> bool:
        """Whether the answers say how often something happens."""
        said = [set(re.findall(r"[a-z]+", clean(text))) for text in self.given]
        return self.answers.kind == "labels" and bool(said) and all(words & _FREQUENCY for words in said)

    @property
    def either_or(self) -> bool:
        """Whether the answers are yes and no, in words or as 1 and 0: they grade nothing."""
        return self.answers.kind == "choice" or {*self.numbers} == {0, 1}

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The answers that are numbers."""
        found = (re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", str(text).strip()) for text in self.given)
        return tuple(float(number[0].replace(",", ".")) for number in found if number)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the heading, digits included."""
        return Counter(re.findall(r"[a-z]+|\d+", clean(self.header)))


class Fate(NamedTuple):
    """What becomes of a column: ``question``, ``left`` out, left out as a ``copy`` of an answer, or ``unsure``."""

    kind: Kind
    main: int


def fates_of(
    asked: Mapping[str, Sequence[Asking]],
    places: Iterable[int],
    elements: Sequence[str],
    apart: Collection[int] = (),
) -> dict[int, Fate]:
    """Decide about the columns of every element that has several.

    Parameters
    ----------
    asked : mapping
        Element to the columns that seem to ask it.
    places : iterable of int
        All columns that look like questions.
    elements : sequence of str
        The elements in the order in which forms ask them.
    apart : collection of int
        Columns of another survey.
    """
    questions, marked = frozenset(places), _marked(asked)
    stands = {element: _first(columns) for element, columns in asked.items()}
    others = {element: sorted(at for one, at in stands.items() if one != element) for element in asked}
    whole = _whole(asked, stands, questions.difference(apart), elements)
    among = _Among(asked, stands, questions, marked, [element for element in elements if element in asked], whole)
    mains = {element: _main(element, others[element], among) for element in asked}
    fates = {
        column.column: _fate(column, mains[element], others[element], questions)
        for element, columns in asked.items()
        for column in columns
        if len(columns) > 1
    }
    again = {e: [c for c in cs if c.column in fates and c is not mains[e]] for e, cs in asked.items()}
    for column in _second_sets(mains, again, fates):
        fates[column] = fates[column]._replace(kind="unsure")
    return fates


class _Among(NamedTuple):
    """The columns of all elements: where each element first stands, what looks like a question, what is marked.

    ``whole`` is the place behind which no column counts in any case.
    """

    asked: Mapping[str, Sequence[Asking]]
    stands: Mapping[str, int]
    questions: frozenset[int]
    marked: frozenset[int]
    elements: Sequence[str]
    whole: int | None

    def in_order(self, element: str, column: int) -> int:
        """Count the elements that stand on that side of a column on which forms ask them."""
        own = self.elements.index(element)
        return sum(
            (self.stands[one] < column) == (place < own) for place, one in enumerate(self.elements) if place != own
        )


def _first(columns: Sequence[Asking]) -> int:
    """Give the place of an element: its first column that is no mere companion by its heading."""
    plain = (c for c in columns if mark_of(c.header) is None and not says_fact(c.header))
    return next(plain, columns[0]).column


def _whole(
    asked: Mapping[str, Sequence[Asking]],
    stands: Mapping[str, int],
    questions: Collection[int],
    elements: Sequence[str],
) -> int | None:
    """Give the place by which every element was asked, where several but not all are asked again in one row behind it.

    Eight questions about the quality of service (SPKP) in so many words behind "U1" to "U9" are no better nine.
    """
    last = max(stands.values(), default=0)
    again = [cs for cs in asked.values() if any(c.column > last for c in cs)]
    if len(asked) < len(elements) or not _NUMBERED_ANEW <= len(again) < len(elements):
        return None
    behind = [c.column for columns in again for c in columns if c.column > last]
    start, stop = min(behind), max(behind)
    while start - 1 > last and start - 1 in questions:
        start -= 1
    while stop + 1 in questions:
        stop += 1
    return last if stop - start + 1 < len(elements) else None


def _inside(column: Asking, others: Sequence[int], questions: frozenset[int]) -> int:
    """Tell the place of a column: 2 between the questions, 1 next to them with nothing else between, 0 apart."""
    if not others or min(others) < column.column < max(others):
        return _BETWEEN
    edge = max((i for i in others if i < column.column), default=None)
    between = range(edge + 1, column.column) if edge is not None else range(column.column + 1, min(others))
    return int(all(index in questions for index in between))


def _marked(asked: Mapping[str, Sequence[Asking]]) -> frozenset[int]:
    """Find columns that add the same words, which judge nothing, to the headings of others: a set beside the first."""
    added: dict[tuple[str, ...], set[int]] = {}
    for columns in asked.values():
        for one, other in itertools.permutations(columns if len(columns) <= _CROWD else (), 2):
            more = other.words - one.words
            if more and not one.words - other.words and _says_nothing(more):
                added.setdefault(tuple(sorted(more)), set()).add(other.column)
    return frozenset(column for found in added.values() if len(found) >= _CONSTANT for column in found)


def _says_nothing(words: Counter[str]) -> bool:
    """Tell whether words added to a heading name no quality that would make it another question."""
    return len(words) <= _ADDED and not rates(" ".join(words))


def _main(element: str, others: Sequence[int], among: _Among) -> Asking:
    """Choose the column that counts in any case."""
    asked = among.asked
    columns = asked[element]
    if len(columns) == 1:
        return columns[0]
    worded = sum(any(not c.coded and c.judged and c.answers.kind != "text" for c in cs) for cs in asked.values())
    coded = sum(any(c.coded for c in cs) for cs in asked.values())
    prefer_words = worded >= coded or 2 * worded > len(asked)
    judging = sum(any(c.judged and mark_of(c.header) is None for c in cs) for cs in asked.values())

    def worth(column: Asking) -> tuple[object, ...]:
        return (
            column.sure,
            block_of(column.header) is None,
            not says_fact(column.header) or column.coded,
            mark_of(column.header) is None,
            column.column not in among.marked,
            column.answers.rated or column.answers.kind == "none",
            among.whole is None or column.column <= among.whole,
            column.judged or "yang" not in column.words,
            column.coded != prefer_words,
            column.judged and 2 * judging > len(asked),
            _inside(column, others, among.questions),
            among.in_order(element, column.column),
            -column.column,
        )

    return max(columns, key=worth)


def _fate(column: Asking, main: Asking, others: Sequence[int], questions: frozenset[int]) -> Fate:
    if column.column == main.column:
        return Fate("question", main.column)
    if column.heading.text == main.heading.text:
        # A section repeats its question, but not with times or names for answers.
        repeats = column.answers.rated or column.answers.kind == "none" or not main.answers.rated
        return Fate("question" if repeats else "left", main.column)
    kind = _by_heading(column, main) or _by_answers(column, main, _inside(column, others, questions))
    return Fate(kind, main.column)


def _by_heading(column: Asking, main: Asking) -> Kind | None:
    """Leave out a column for what its heading says, beside that of the main one."""
    block, mark = block_of(column.header), mark_of(column.header)
    if block is not None and block != block_of(main.header):
        return "left"
    if mark and mark != mark_of(main.header):
        return "copy" if mark == "score" else "left"
    if column.coded and not main.coded:
        return "copy"
    return "left" if says_fact(column.header) else None


def _by_answers(column: Asking, main: Asking, place: int) -> Kind:
    """Decide about a column by how it judges, in which kind of answers, and where."""
    if _grades_nothing(column, main):
        return "left"
    if column.coded and main.coded:
        # "U1a" and "U1b" are the parts of one question; a code that merely comes twice may be anything.
        return "question" if _part(column) and _part(main) and _alike(column, main) else "unsure"
    if not column.judged:
        return "unsure" if _may_ask(column, main, place) else "left"
    if main.coded or not _alike(column, main):
        # Words and numbers side by side: two languages, or two scales, of one question.
        kinds = not main.coded and column.answers.kind != main.answers.kind
        beside = kinds and abs(column.column - main.column) == 1
        return "unsure" if _plausible(column) and not beside else "question"
    return "question" if place else "unsure"


def _may_ask(column: Asking, main: Asking, place: int) -> bool:
    """Tell whether a heading without a word of judgement may ask: as the main one does, or in a sentence."""
    # "Prosedur yang diikuti": which one, not how it was.
    if main.coded or "yang" in column.words or column.answers.kind == "none" or not _alike(column, main):
        return False
    sentence = len(column.words) >= _SENTENCE and place == _BETWEEN
    return sentence or (not main.judged and place > 0)


def _grades_nothing(column: Asking, main: Asking) -> bool:
    """Tell whether the answers are no grades: yes and no, what people wrote, how often something happened.

    Free texts are more different texts than a scale has steps, even with slips among them.
    """
    if column.either_or and not main.either_or:
        return True
    written = column.answers.kind != "scores" and len({clean(text) for text in column.given}) > _STEPS
    return written or not _may_rate(column) or (column.judged and column.frequency and not main.frequency)


def _part(column: Asking) -> bool:
    """Tell whether a code names a part of a question: "U1a", "U1.2"."""
    return re.search(r"\d(?:[a-z]|[-._]\d{1,2})\W*$", clean(column.header)) is not None


def _may_rate(column: Asking) -> bool:
    """Tell whether the answers may be a rating: a judging heading with strange answers is asked about, not dropped."""
    return column.answers.rated or column.answers.kind == "none" or judges(column.heading.text)


def _plausible(column: Asking) -> bool:
    """Tell whether all answers are of a scale that can be scored."""
    return column.answers.kind == "labels" or all(1 <= number <= 5 for number in column.numbers)


def _alike(column: Asking, main: Asking) -> bool:
    """Tell whether two columns are answered in the same kind, over the same scale."""
    if "none" in {column.answers.kind, main.answers.kind}:
        return True
    if column.answers.kind != main.answers.kind:
        return False
    if column.answers.kind != "scores":
        return True
    own, other = column.numbers, main.numbers
    if not own or len(other) < _CONSTANT:
        return True
    # Yes and no written 1 and 2 (or points that are all 1) lie on a four-point scale and are none of it.
    return min(max(other), 3) <= max(own) <= max(*other, 4) and min(own) >= 1


def _second_sets(
    mains: Mapping[str, Asking], again: Mapping[str, Sequence[Asking]], fates: Mapping[int, Fate]
) -> list[int]:
    """Find second sets whose name is not known: the same words added to each heading, or the whole form once more."""
    seconds = {
        element: [
            c for c in columns if fates[c.column].kind == "question" and c.heading.text != mains[element].heading.text
        ]
        for element, columns in again.items()
    }
    last = max((mains[element].column for element in mains), default=0)
    plain = (
        [c for c in columns if c.column > last and mark_of(c.header) is None and not says_fact(c.header)]
        for columns in again.values()
    )
    behind = [columns[0] for columns in plain if columns]
    highest = max((main.heading.number or 0 for main in mains.values()), default=0)
    anew = all((number := c.heading.number) is not None and (number < highest or not highest) for c in behind)
    if len(behind) >= (_NUMBERED_ANEW if anew else _SECOND_FORM):
        return [c.column for columns in seconds.values() for c in columns if c.column > last]
    added: dict[tuple[tuple[str, ...], ...], list[int]] = {}
    for element, columns in seconds.items():
        for column in columns:
            more, less = column.words - mains[element].words, mains[element].words - column.words
            if more and _says_nothing(more) and _says_nothing(less):
                added.setdefault((tuple(sorted(more)), tuple(sorted(less))), []).append(column.column)
    return [index for indices in added.values() if len(indices) >= _CONSTANT for index in indices]
