"""The pictures of the pages are true: cells as they are drawn bring the finding about, in a form that is sound else."""

from __future__ import annotations

import re
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import pytest
from remedy_cases import people
from tables import NAMES

import ikm
from ikm.findings import catalogue
from ikm.findings.pages import page_of

if TYPE_CHECKING:
    from ikm.findings.pages import Cells

ELSEWHERE = {
    "answer-formula-no-result": "a formula without a result needs a workbook of another program",
    "answer-column-free-text": "thousands of comments are too many for a picture",
    "answer-not-declared": "it needs a questionnaire file",
}
"""Codes whose picture alone does not bring them about; `tests/helpers/remedy_cases` has files that do."""

PICTURED = [
    code for code in catalogue("answer") if page_of(code, "id").cells is not None and code not in ELSEWHERE
]


def form(cells: Cells, *, over_and_over: bool) -> list[list[Any]]:
    """Put a picture into a sound form: below it the answers that are not marked, or the whole picture again."""
    headings, *rows = cells.rows
    table: list[list[Any]] = [list(NAMES), *people()]
    for place, heading in enumerate(headings):
        (element,) = (n for n, name in enumerate(NAMES) if re.match(rf"(U{n + 1}\b|{name.split()[0]})", heading))
        drawn = [row[place] for row in rows]
        sound = [text for row, text in enumerate(drawn, 1) if not cells.is_marked(row, place)]
        more = drawn if over_and_over or not sound else sound
        for row, text in zip(table, [heading, *drawn, *islice(cycle(more), 40 - len(drawn))], strict=True):
            row[element] = text
    return table


@pytest.mark.parametrize("code", PICTURED)
def test_what_is_drawn_brings_the_finding_about(code: str) -> None:
    cells = page_of(code, "id").cells
    assert cells is not None
    met = {}
    for over_and_over in (False, True):
        findings = ikm.load(form(cells, over_and_over=over_and_over)).findings
        met |= {finding.code: finding for finding in findings}
        if code in met:
            break
    assert code in met, sorted(met)
    marked = {cells.rows[row][column] for row in range(len(cells.rows)) for column in range(len(cells.letters))
              if cells.is_marked(row, column)}  # fmt: skip
    assert met[code].value is None or met[code].value in marked or met[code].value.startswith("(")


@pytest.mark.parametrize("code", [code for code in PICTURED if page_of(code, "id").mended is not None])
def test_what_is_drawn_as_mended_is(code: str) -> None:
    mended = page_of(code, "id").mended
    assert mended is not None
    findings = ikm.load(form(mended, over_and_over=False)).findings
    assert code not in {finding.code for finding in findings}
