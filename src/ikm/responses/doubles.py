"""Doubles: the cells of columns that stand beside a question without being one for certain.

Offices keep the score of an answer in a column of its own ("Skor Persyaratan"), as a formula that is copied down once
and not again: where nearly all of its cells repeat the answers, those that do not are named.  And where a column may be
a second question, the answers are also combined with it, so that the index can be shown with and without.

>>> from ikm.sources.frames import as_sheet
>>> from ikm.responses.validation import validate
>>> header = ["Persyaratan", "Prosedur", "Waktu", "Skor Waktu"]
>>> rows = [[4, 3, 4, 4], [3, 3, 3, 3], [2, 4, 2, 2], [3, 3, 1, 1], [4, 4, 3, 2]]
>>> found = validate(as_sheet([header, *rows])).findings
>>> [finding.details["cells"] for finding in found if finding.code == "column-copy-differs"]
['D6']
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from ikm.findings import Finding, column_letter, display
from ikm.responses.codes import BLANK, FAULT, NO_SCORE, CodedColumn, combine_columns
from ikm.responses.sisters import code_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Regulation
    from ikm.responses.respondents import Respondents
    from ikm.tallies import Level

__all__ = ["Doubt", "copies_that_differ", "doubts"]

_NUMBER = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,4})?)(?:\s*/\s*\d{1,3}(?:[.,]0+)?)?\s*")
_TIMES = (1, 25)
"""A score is written as it is, or on the scale of the index."""
_MOSTLY = Fraction(9, 20)
"""A column called a score that agrees with the answer in so many cells was made of it, and not kept up."""
_VARIED = 3
"""Points that are all alike, or right and wrong, agree by chance: a score of the answer takes more values."""
_FEW = 5
_NAMED = 5


@dataclass(frozen=True)
class Doubt:
    """The answers of all elements as they would be, were columns in doubt decided the other way.

    Parameters
    ----------
    code : str
        The finding that tells of them.
    columns : tuple of int
        The columns in doubt.
    counted : bool
        Whether they are counted here, and not in the result.
    codes, levels
        As of `ikm.responses.Responses`.
    file : str, optional
        The file whose columns they are, where several were put together.
    """

    code: str
    columns: tuple[int, ...]
    counted: bool
    codes: Mapping[str, bytes]
    levels: tuple[Level, ...]
    file: str | None = None


def doubts(
    columns: ColumnMap,
    answers: Sequence[CodedColumn],
    people: Respondents,
    used: bytes,
    law: Regulation,
    questionnaire: Questionnaire | None,
    labels: Mapping[str, Mapping[str, int]] | None = None,
) -> tuple[Doubt, ...]:
    """Combine the answers once more for each element with columns in doubt, counting them; or not what is repeated.

    Columns in doubt are decoded as the others are: with the labels a person scored, by what their headings state, and
    beside their sisters.  Where one is refused as a whole, nobody knows the index with it, and none is made.
    """
    found = []
    if columns.repeated:
        once = [answer for answer in answers if answer.column not in columns.repeated]
        found.append(
            Doubt("column-duplicate-headers", columns.repeated, False, *combine_columns(once, used, law))  # noqa: FBT003
        )
    doubted = [(index, element) for element, indices in columns.doubted.items() for index in indices]
    decoded = code_columns(people, columns, law, questionnaire, None, labels, asked=doubted, beside=answers)
    for indices in columns.doubted.values():
        more = [answer for answer in decoded if answer.column in indices]
        if any(answer.coding is not None and answer.coding.refused for answer in more):
            continue
        found.append(Doubt("column-second-unsure", indices, True, *combine_columns([*answers, *more], used, law)))  # noqa: FBT003
    return tuple(found)


def copies_that_differ(
    columns: ColumnMap, answers: Sequence[CodedColumn], people: Respondents, sheet: str | None
) -> list[Finding]:
    """Find columns that repeat an answer in numbers, but not in every cell."""
    coded = {answer.column: answer for answer in answers}
    findings = []
    for column in columns.columns:
        main = coded.get(column.beside) if column.copies and column.beside is not None else None
        count, places = (0, []) if main is None else _differing(main, column.index, people)
        if main is not None and places:
            letter = column_letter(column.index)
            shown = ", ".join(f"{letter}{people.numbers[i]}" for i in places)
            details = {
                "named": f"{letter} “{display(column.header)}”",
                "main": column_letter(main.column),
                "count": count,
                "cells": shown + ("" if count <= _NAMED else ", …"),
            }
            where = (column.index, main.column)
            findings.append(Finding("column-copy-differs", sheet=sheet, columns=where, details=details))
    return findings


def _differing(main: CodedColumn, column: int, people: Respondents) -> tuple[int, list[int]]:
    """Count the respondents in whose row a copy differs from the answer, and give the first; none when it is no copy.

    Of a million rows some twenty pairs of codes are different: only those are looked at.
    """
    cells = people.answers(column)
    if len([cell for cell in cells.counts if _NUMBER.fullmatch(display(cell))]) < min(_VARIED, len(main.levels)):
        return 0, []
    for times in _TIMES:
        place = {level * times: position for position, level in enumerate(main.levels, 1)}
        code = {cell: _code(cell, place) for cell in cells.counts}
        copied = cells.coded(code)
        pairs = Counter(zip(main.codes, copied, strict=True))
        pairs = Counter({pair: number for pair, number in pairs.items() if pair[0] not in NO_SCORE and pair[1]})
        apart = {pair: number for pair, number in pairs.items() if pair[0] != pair[1]}
        count = sum(apart.values())
        if pairs.total() >= _FEW and count <= (1 - _MOSTLY) * pairs.total():
            rows = (row for row, pair in enumerate(zip(main.codes, copied, strict=True)) if pair in apart)
            return count, list(islice(rows, _NAMED))
    return 0, []


def _code(cell: object, place: Mapping[Level, int]) -> int:
    found = _NUMBER.fullmatch(display(cell))
    if found is None:
        return BLANK
    return place.get(Fraction(found[1].replace(",", ".")), FAULT)
