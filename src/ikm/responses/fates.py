"""Fates: what becomes of each respondent's row, and the findings of single answers and rows.

A row counts when it holds an answer that can be used.  What cannot be used is told of with its cell, in the order of
the file; a label that several gave is told of once, and a blank only where the row counts.

>>> from ikm.regulation import load_regulation
>>> from ikm.responses.codes import code_column
>>> from ikm.responses.respondents import answers_of
>>> from ikm.sources import CellColumn
>>> column = answers_of(CellColumn.of([4, None, 7]))
>>> answers = [code_column(column, 0, "waktu", load_regulation(), None, None)]
>>> list(fates_of(answers, 3)) == [USED, UNANSWERED, UNUSABLE]
True
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from ikm.answers import phrase
from ikm.findings import Finding
from ikm.responses.codes import BLANK, FAULT, NO_SCORE, REFUSED
from ikm.sources import positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.findings import Findings
    from ikm.responses.codes import CodedColumn, Option
    from ikm.responses.respondents import Respondents

__all__ = ["IS_USED", "UNANSWERED", "UNUSABLE", "USED", "fates_of", "report"]

UNANSWERED, UNUSABLE, USED = range(3)
"""What becomes of a row: it has no answer at all, none that can be used, or some to count."""
IS_USED = bytes(code == USED for code in range(256))
"""The table that marks the rows with some."""
_IS_SCORE = bytes(code not in NO_SCORE for code in range(256))
_IS_UNUSABLE = bytes(code in {FAULT, REFUSED} for code in range(256))
_IS_FILLED = bytes(code != BLANK for code in range(256))
_FATE = bytes([UNANSWERED, UNUSABLE, USED, USED]).ljust(256, b"\0")


def _marks(codes: bytes, table: bytes) -> int:
    """Mark respondents by one byte each, 0 or 1, all bytes as one number: such numbers combine at once."""
    return int.from_bytes(codes.translate(table), "big")


def fates_of(answers: Sequence[CodedColumn], respondents: int) -> bytes:
    """Tell of each row whether it has an answer to use, no answer at all, or only answers that cannot be used."""
    scored = unusable = 0
    for answer in answers:
        scored |= _marks(answer.codes, _IS_SCORE)
        unusable |= _marks(answer.codes, _IS_UNUSABLE)
    return (2 * scored + unusable).to_bytes(respondents, "big").translate(_FATE)


def report(
    answers: Sequence[CodedColumn],
    fates: bytes,
    people: Respondents,
    sheet: str | None,
    findings: Findings,
) -> None:
    """Make findings of single answers and rows, in the order of the file, as many as there is room for."""
    room = max(findings.room, 0)
    numbers = people.numbers
    met: list[Finding] = []
    counted: Counter[str] = Counter()
    if answers:
        counted["row-unanswered"] += fates.count(UNANSWERED)
        unanswered = islice(positions(fates, UNANSWERED), room)
        met += [Finding("row-unanswered", sheet=sheet, row=numbers[i]) for i in unanswered]
    used = _marks(fates, IS_USED)
    for answer in answers:
        met += [_option(option, answer, numbers, sheet) for option in answer.options]
        counted.update(option.fault.code for option in answer.options)
        counted.update(answer.fault_counts)
        for i in islice(positions(answer.codes, FAULT), room):
            fault = answer.faults[people.cell(i, answer.column)]
            met.append(_finding(fault.code, answer, numbers[i], sheet, fault.shown, fault.details))
        if BLANK not in answer.codes:
            continue
        filled = _marks(answer.codes, _IS_FILLED) | _asked_elsewhere(answer, answers)
        blanks = (used & ~filled).to_bytes(len(fates), "big")
        counted["answer-blank"] += blanks.count(1)
        met += [
            _finding("answer-blank", answer, numbers[i], sheet, None, {}) for i in islice(positions(blanks, 1), room)
        ]
    met.sort(key=Finding.sort_key)
    kept = met[:room]
    findings.extend(kept)
    counted.subtract(finding.code for finding in kept)
    for code, number in counted.items():
        if number:
            findings.count_only(code, number)


def _asked_elsewhere(answer: CodedColumn, answers: Sequence[CodedColumn]) -> int:
    """Mark the rows in which this column may be blank: another column of its element holds an answer.

    A form asks an element in one of several sections, or in several questions: it is blank when all of them are, which
    the first tells.
    """
    same = [other for other in answers if other.element == answer.element]
    if len(same) == 1:
        return 0
    if same[0] is not answer:
        return int.from_bytes(b"\1" * len(answer.codes), "big")
    filled = 0
    for other in same:
        filled |= _marks(other.codes, _IS_FILLED)
    return filled


def _finding(
    code: str, answer: CodedColumn, row: int, sheet: str | None, shown: str | None, details: Mapping[str, object]
) -> Finding:
    return Finding(
        code, sheet=sheet, row=row, column=answer.column, value=shown, details={**details, "element": answer.name}
    )


def _option(option: Option, answer: CodedColumn, numbers: Sequence[int], sheet: str | None) -> Finding:
    """Make the one finding of a label that several respondents gave, at the first of them."""
    rows = tuple(numbers[place] for place in option.places)
    details = {**option.fault.details, "given": phrase("given", times=option.times), "rows": rows}
    return _finding(option.fault.code, answer, rows[0], sheet, option.fault.shown, details)
