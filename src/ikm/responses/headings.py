"""Headings: what the headings of the answer columns say about their answers.

`ikm.columns` reads a heading's words; here they meet the answers below.  A scale that is not the survey's counts where
the answers are numbers.  A negative statement matters where the answers only say how far it is true, in numbers or by
agreement: "Mudah" under "Prosedur sulit" says itself what it means.

What several headings say alike is told once, with all its columns.

>>> from ikm.regulation import load_regulation
>>> scale_of("Persyaratan [skala 1-10]", load_regulation())
StatedScale(text='1–10', points=10, reversed=False)
>>> scale_of("Persyaratan (1-4)", load_regulation()) is None
True
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ikm.answers import StatedScale, normalise
from ikm.columns import blame, scale_words, stated
from ikm.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.columns import ColumnMap
    from ikm.regulation import Regulation
    from ikm.responses.codes import CodedColumn

__all__ = ["joined", "negative_statements", "scale_of"]

_JOINED = ("answer-scale-stated", "answer-scale-stated-reversed", "answer-statement-negative")
_DECLARED = frozenset({"answer-scale-declared", "answer-label-given"})


def scale_of(heading: str, law: Regulation) -> StatedScale | None:
    """Give the scale a heading states where it is another than the instrument's."""
    said = stated(heading)
    if said is None or ((said.low, said.high) == (law.low, law.high) and not said.reversed):
        return None
    points = law.high - law.low + 1 if said.reversed else said.high - said.low + 1
    return StatedScale(said.text, points, said.reversed)


def negative_statements(answers: Sequence[CodedColumn], columns: ColumnMap, sheet: str | None) -> list[Finding]:
    """Name the columns whose heading blames the service, and whose answers count as the higher the better."""
    findings = []
    for answer in answers:
        heading = columns.columns[answer.column].header
        words = blame(heading)
        if words is not None and _of_truth(answer) and not _told(heading):
            details = {"found": words, "element": answer.name}
            findings.append(
                Finding("answer-statement-negative", sheet=sheet, columns=(answer.column,), details=details)
            )
    return findings


def _told(heading: str) -> bool:
    """Tell whether the heading itself says what its numbers mean: "Prosedur sulit (1 = sangat sulit, 4 = mudah)"."""
    said = stated(heading)
    return said is not None and "=" in said.text and not said.reversed


def _of_truth(answer: CodedColumn) -> bool:
    """Tell whether answers only say how far a statement is true: numbers, letters, agreement."""
    if answer.coding is None or answer.coding.refused or not answer.levels:
        return False
    if any(finding.code in _DECLARED for finding in answer.about_column):
        return False  # a person has said what the answers are worth
    scale = answer.coding.scale
    if scale is None:
        return True
    agreeing = {*scale_words()["agreement"]["words"]}
    return any(agreeing & set(normalise(label).split()) for label in scale.labels[-1])


def joined(findings: Iterable[Finding]) -> list[Finding]:
    """Make one finding of those that say the same of several columns."""
    kept: list[Finding] = []
    places: dict[tuple[str, object], int] = {}
    for finding in findings:
        if finding.code not in _JOINED:
            kept.append(finding)
            continue
        key = finding.code, finding.details["found"] if finding.code != "answer-statement-negative" else ""
        at = places.setdefault(key, len(kept))
        if at == len(kept):
            kept.append(replace(finding, column=None))
            continue
        first = kept[at]
        found = [str(first.details["found"]), str(finding.details["found"])]
        details = {**first.details, "found": "”, “".join(dict.fromkeys(found))}
        kept[at] = replace(first, columns=(*first.columns, *finding.columns), details=details)
    return kept
