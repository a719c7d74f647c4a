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
    from ikm.findings import Finding
    from ikm.findings.pages import Cells

AREAS = ("answer", "evidence", "index")

ELSEWHERE = {
    "answer-formula-no-result": "a formula without a result needs a workbook of another program",
    "answer-column-free-text": "thousands of comments are too many for a picture",
    "answer-not-declared": "it needs a questionnaire file",
    "evidence-shared-identity": "more than five rows of one account are too many for a picture",
    "evidence-straight-lines": "ten questionnaires of nine elements are too many for a picture",
    "evidence-straight-lines-many": "the same",
    "evidence-burst-night": "the same",
    "evidence-burst-day": "the same",
    "evidence-at-night": "the same",
    "index-items-assumed": "the items of two indices are too many for a picture",
}
"""Codes whose picture alone does not bring them about; `tests/helpers/remedy_cases` has files that do."""

PICTURED = [
    code
    for area in AREAS
    for code in catalogue(area)
    if page_of(code, "id").cells is not None and code not in ELSEWHERE
]


def form(cells: Cells, *, over_and_over: bool, alike: bool) -> list[list[Any]]:
    """Put a picture into a sound form: below it the answers that are not marked, or the whole picture again.

    A column that asks no element stands behind the elements, and only rows that are drawn have something in it.  Where
    rows are to be alike, everybody answers what is not drawn in the same way.
    """
    headings, *rows = cells.rows
    others = [list(people()[0]) for _ in people()] if alike else people()
    table: list[list[Any]] = [list(NAMES), *others]
    for place, heading in enumerate(headings):
        asked = [n for n, name in enumerate(NAMES) if re.match(rf"U{n + 1}\b|{name.split()[0]}", heading)]
        drawn = [row[place] for row in rows]
        sound = [text for row, text in enumerate(drawn, 1) if not cells.is_marked(row, place)]
        more = cycle(drawn if over_and_over or not sound else sound) if asked or over_and_over else cycle([""])
        for row, text in zip(table, [heading, *drawn, *islice(more, 40 - len(drawn))], strict=True):
            if asked:
                row[asked[0]] = text
            else:
                row.append(text)
    return table


def met_in(code: str, cells: Cells) -> list[dict[str, Finding]]:
    """Give the findings of a picture's form, put once and over and over."""
    area = code.partition("-")[0]
    index = ["skm", "spak"] if area == "index" else []
    tables = [form(cells, over_and_over=again, alike=area == "evidence") for again in (False, True)]
    return [{finding.code: finding for finding in ikm.load(table, index=index).findings} for table in tables]


@pytest.mark.parametrize("code", PICTURED)
def test_what_is_drawn_brings_the_finding_about(code: str) -> None:
    cells = page_of(code, "id").cells
    assert cells is not None
    once, again = met_in(code, cells)
    assert code in once | again, sorted(once | again)
    marked = {
        text
        for row, texts in enumerate(cells.rows)
        for column, text in enumerate(texts)
        if cells.is_marked(row, column)
    }
    value = (again | once)[code].value
    assert value is None or value in marked or value.startswith("(")


@pytest.mark.parametrize("code", [code for code in PICTURED if page_of(code, "id").mended is not None])
def test_what_is_drawn_as_mended_is(code: str) -> None:
    mended = page_of(code, "id").mended
    assert mended is not None
    assert not any(code in met for met in met_in(code, mended))
