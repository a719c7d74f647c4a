"""Indices: the answers of a form to what it asks besides the SKM (SPAK, SPKP).

The items of another index are columns of the same form: they are decoded by the functions the elements are decoded by,
for the respondents whom the SKM counts, so that all indices of a form are of one sample.  What is wrong with an answer
is a finding with its cell, as everywhere.

>>> from ikm.regulation import load_index
>>> from ikm.responses.validation import validate
>>> from ikm.sources.frames import as_sheet
>>> header = ["Persyaratan", "Prosedur", "Waktu", "Diskriminasi", "Pungutan liar", "Percaloan", "Gratifikasi"]
>>> rows = [[4, 3, 4, 4, 4, 4, 3], [3, 3, 3, 2, 3, 4, 4]]
>>> responses = validate(as_sheet([header, *rows]), indices=[load_index("spak")])
>>> spak = responses.of_index("spak")
>>> spak.elements, spak.law.key, [list(codes) for codes in spak.codes.values()]
(('diskriminasi', 'pungli', 'percaloan', 'imbalan'), 'spak', [[4, 2], [4, 3], [4, 4], [3, 4]])
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.columns import ABOUT, ColumnMap, FoundItems, find_items, named_questions
from ikm.findings import Finding
from ikm.frozen import held
from ikm.questionnaires import Question, Questionnaire
from ikm.responses.codes import combine_columns
from ikm.responses.fates import fates_of, report
from ikm.responses.headings import joined
from ikm.responses.sisters import code_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.arguments import ColumnChoice
    from ikm.columns import IndexColumns
    from ikm.findings import Findings
    from ikm.records import PlannedChoice
    from ikm.regulation import IndexInstrument, Regulation
    from ikm.responses.codes import CodedColumn
    from ikm.responses.respondents import Respondents
    from ikm.tallies import Level

__all__ = ["IndexAnswers", "Wanted", "answers_of_indices", "found_items", "not_told_again", "set_apart"]

_TOLD = frozenset(
    {"column-integrity", "column-block", "column-extra", "column-second-unsure", "column-second-form", "column-beside",
     "column-unsure-left", "column-expectation", "column-replaced"}
)  # fmt: skip
"""What the SKM says of columns that it leaves out, and that need not be said where another index counts them."""


_NO_ELEMENT = frozenset({"column-none", "row-no-header"})
"""What the SKM says of a form that asks none of its elements."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for besides the SKM: the instruments, the columns a person names, and a questionnaire's items."""

    indices: tuple[IndexInstrument, ...] = ()
    chosen: Mapping[str, ColumnChoice | PlannedChoice] = field(default_factory=dict)


@dataclass(frozen=True)
class IndexAnswers:
    """The answers to the items of one index; codes and levels are as of `ikm.responses.Responses`.

    Parameters
    ----------
    index : IndexInstrument
        What it is made by.
    law : Regulation
        The same for the items of this form.
    columns : ColumnMap
        Which column asks which item.
    codes, levels
        The answers of the respondents whom the SKM counts.
    faults : mapping from (item, code) to int
        Answers that cannot be used.
    joined : int
        How many of them have no finding of their own.
    importance : mapping from str to tuple of Fraction and int
        For an index weighted by importance, the sum of the scores that say how much each item matters, and how many
        gave one.
    choices : mapping from int to tuple of str
        What each score is called in a column.
    """

    index: IndexInstrument
    law: Regulation
    columns: ColumnMap
    codes: Mapping[str, bytes]
    levels: tuple[Level, ...]
    faults: Mapping[tuple[str, str], int]
    joined: int = 0
    importance: Mapping[str, tuple[Fraction, int]] = field(default_factory=dict)
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("codes", "faults", "importance", "choices"):
            object.__setattr__(self, name, held(getattr(self, name)))


def found_items(
    columns: ColumnMap, answers: Sequence[Iterable[object]], wanted: Wanted, questionnaire: Questionnaire | None
) -> FoundItems:
    """Find the columns of the indices that are asked for.

    Parameters
    ----------
    columns : ColumnMap
        The form, mapped for the SKM.
    answers : sequence of iterables
        A few answers of each column.
    wanted : Wanted
        What is asked for.
    questionnaire : Questionnaire, optional
        It may word the items of an index.
    """
    worded = {} if questionnaire is None else questionnaire.item_headings()
    return find_items(columns, answers, wanted.indices, wanted.chosen, worded)


def set_apart(columns: ColumnMap, wanted: Wanted) -> tuple[int, ...]:
    """Give the columns that a person names for an index, and that the SKM would count as further questions."""
    return named_questions(columns, wanted.chosen)


def alone(found: FoundItems) -> FoundItems:
    """Say of the indices that were found without any element of the SKM that they cannot be scored alone."""
    names = ", ".join(one.index.short for one in found.of if one.items)
    return FoundItems((), (Finding("index-alone", columns=found.columns, details={"name": names}),))


def not_told_again(findings: Iterable[Finding], found: FoundItems) -> list[Finding]:
    """Leave out what the SKM says of columns that count elsewhere, and what an index says of its subject itself."""
    if any(one.code == "index-alone" for one in found.findings):
        return [one for one in findings if one.code not in _NO_ELEMENT]
    taken = set(found.columns)
    about = {code for one in found.of for code in ABOUT[one.index.subject]}
    return [one for one in findings if one.code not in about and not (one.code in _TOLD and taken >= {*one.positions})]


def answers_of_indices(
    found: FoundItems,
    people: Respondents,
    columns: ColumnMap,
    used: bytes,
    findings: Findings,
    questionnaire: Questionnaire | None,
    labels: Mapping[str, Mapping[str, int]] | None,
) -> tuple[IndexAnswers, ...]:
    """Decode the answers to the items of each index; what is wrong with them is added to the findings.

    Parameters
    ----------
    found : FoundItems
        Their columns.
    people : Respondents
        All respondents of the survey.
    columns : ColumnMap
        The form, mapped for the SKM.
    used : bytes
        Which of them the SKM counts.
    findings : Findings
        Those of the survey.
    questionnaire : Questionnaire, optional
        It may say what an item's answers are worth.
    labels : mapping, optional
        For an item, by its key or code, the scores a person gave to single labels.
    """
    findings.extend(found.findings)
    counted = people.only(used)
    return tuple(_answers(one, counted, columns, findings, questionnaire, labels) for one in found.of if one.items)


def _answers(
    asked: IndexColumns,
    people: Respondents,
    columns: ColumnMap,
    findings: Findings,
    questionnaire: Questionnaire | None,
    labels: Mapping[str, Mapping[str, int]] | None,
) -> IndexAnswers:
    law = asked.index.law([item for _, item in asked.items])
    own = _mapped(columns, {column: item.key for column, item in asked.items})
    scored = labels or {}
    given = {one.key: scored[name] for one in law.elements for name in (one.code.casefold(), one.key) if name in scored}
    worth = _worth(asked, questionnaire)
    answers = code_columns(people, own, law, worth, people.sheet, given)
    _report(answers, people, findings)
    every = bytes([1]) * len(people)
    codes, levels = combine_columns(answers, every, law)
    faults: dict[tuple[str, str], int] = {}
    for answer in answers:
        faults.update({(answer.element, code): number for code, number in answer.faulty.items()})
    return IndexAnswers(
        index=asked.index,
        law=law,
        columns=own,
        codes=codes,
        levels=levels,
        faults=faults,
        joined=sum(option.times - 1 for answer in answers for option in answer.options),
        importance=_importance(asked, people, columns, law, findings),
        choices={answer.column: answer.choices for answer in answers if answer.choices},
    )


def _mapped(columns: ColumnMap, items: Mapping[int, str]) -> ColumnMap:
    """Give the form as it is for another index: its items are the elements, everything else is none."""
    others = (
        replace(one, role="element", key=items[one.index], sure=True, beside=None)
        if one.index in items
        else replace(one, role="other", key=None, beside=None)
        if one.role == "element"
        else one
        for one in columns.columns
    )
    return ColumnMap(tuple(others), tuple(items.values()))


def _worth(asked: IndexColumns, questionnaire: Questionnaire | None) -> Questionnaire | None:
    """Say what answers are worth: as a questionnaire declares it, or as how often something happens is read."""
    declared = [] if questionnaire is None else questionnaire.items_of(asked.index.key)
    told = {one.element for one in declared if one.labels or one.scores}
    often = [
        Question(element=key, text=key, labels=steps)
        for key, steps in asked.steps.items()
        if key not in told and len(steps) == asked.index.high - asked.index.low + 1
    ]
    said = (
        Question(element=one.element, text=one.text, names=one.names, labels=one.labels, scores=one.scores)
        for one in declared
        if one.element in told
    )
    questions = (*said, *often)
    if not questions:
        return None
    return Questionnaire(key=asked.index.key, title=dict(asked.index.title), question=questions)


def _report(answers: Sequence[CodedColumn], people: Respondents, findings: Findings) -> None:
    """Tell what is wrong with single answers; a respondent who left all items blank is still one of the survey."""
    findings.extend(joined(finding for answer in answers for finding in answer.about_column))
    everybody = fates_of(answers, len(people)).translate(bytes([2]) * 256)
    report(answers, everybody, people, people.sheet, findings)


def _importance(
    asked: IndexColumns, people: Respondents, columns: ColumnMap, law: Regulation, findings: Findings
) -> dict[str, tuple[Fraction, int]]:
    """Give how much each item matters; nothing where a column is missing, which is a finding already."""
    if asked.index.weighting != "importance" or len(asked.importance) < len(asked.items):
        return {}
    own = _mapped(columns, {column: key for key, column in asked.importance.items()})
    answers = code_columns(people, own, law, None, people.sheet)
    _report(answers, people, findings)
    sums = {}
    for answer in answers:
        scores = [Fraction(level) * answer.codes.count(code) for code, level in enumerate(answer.levels, 1)]
        number = sum(answer.codes.count(code) for code in range(1, len(answer.levels) + 1))
        if number:
            sums[answer.element] = (sum(scores, Fraction()), number)
    return sums if len(sums) == len(answers) else {}
