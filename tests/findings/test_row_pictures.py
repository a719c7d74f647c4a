"""The pictures of findings about rows are true: a form as it is drawn brings the finding about, in the row it marks."""

from __future__ import annotations

import re
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import pytest
from tables import NAMES, as_csv

import ikm
from ikm.findings import catalogue
from ikm.findings.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings.pages import Cells

ELSEWHERE = {
    "row-like-means": "it takes more rows than a picture has; tests/responses/rows/test_totals.py has them",
    "row-long-form": "it takes more rows than a picture has; tests/responses/rows/test_shapes.py has them",
    "row-merged-filled": "merged cells need a workbook; tests/responses/rows/test_shapes.py merges them",
}
"""Codes whose picture alone does not bring them about."""

AS_DRAWN = {"row-counts-table", "row-sideways", "row-in-one-column"}
"""Codes whose picture is a whole table."""

BLANK_BESIDE = {"row-legend"}
"""Codes whose marked rows hold nothing in the elements that are not drawn."""

HEADER = {"row-not-a-header": 1}
"""The row named as the header, where that brings the finding about."""

PICTURED = [code for code in catalogue("row") if page_of(code, "id").cells is not None and code not in ELSEWHERE]


def element_of(heading: str) -> int | None:
    """Give the place of the element a heading names, from 0."""
    found = re.match(r"U([1-9])\b", heading)
    return int(found[1]) - 1 if found else None


def widened(rows: Sequence[Sequence[str]], head: Sequence[str], *, blank: bool) -> list[list[str]]:
    """Give drawn rows all nine elements: those that are not drawn repeat the drawn ones."""
    drawn = {element: place for place, text in enumerate(head) if (element := element_of(text)) is not None}
    first, last = min(drawn.values()), max(drawn.values())
    codes = all(len(text) == 2 for place, text in enumerate(head) if place in drawn.values())
    names = [f"U{n}" if codes else f"U{n} {name}" for n, name in enumerate(NAMES, 1)]
    made = []
    for row in rows:
        told = row[first : last + 1]
        if list(told) == list(head[first : last + 1]):
            nine = names
        elif blank and any(text.startswith("U") for text in told):
            nine = [row[drawn[n]] if n in drawn else "" for n in range(9)]
        else:
            nine = [row[drawn[n]] if n in drawn else told[n % len(told)] for n in range(9)]
        made.append([*row[:first], *nine, *row[last + 1 :]])
    return made


def form(code: str, cells: Cells) -> list[list[Any]]:
    """Make the whole form of which a picture shows a part."""
    rows = cells.rows
    if code in AS_DRAWN:
        return [list(row) for row in rows]
    head = next((row for row in rows if any(element_of(text) is not None for text in row)), None)
    if head is None:  # the headings are what is missing
        return [[row[0], *islice(cycle(row[1:]), 9)] for row in rows]
    if head.count("No") > 1:
        half = len(head) // 2
        sides = [widened([row[at : at + half] for row in rows], head[at : at + half], blank=False) for at in (0, half)]
        return [[*left, *right] for left, right in zip(*sides, strict=True)]
    made = widened(rows, head, blank=code in BLANK_BESIDE)
    if code == "row-too-short":
        number, cut = int(re.sub("[A-Z]", "", cells.marked[0])), len(made[0]) - 1
        made[number - cells.row] = made[number - cells.row][:cut]
    return made


@pytest.mark.parametrize("code", PICTURED)
def test_what_is_drawn_brings_the_finding_about(code: str) -> None:
    cells = page_of(code, "id").cells
    assert cells is not None
    findings = ikm.load(as_csv(form(code, cells)), header=HEADER.get(code)).findings
    met = [finding for finding in findings if finding.code == code]
    assert met, [str(finding) for finding in findings]
    marked = {int(re.sub("[A-Z]", "", address)) for address in cells.marked}
    of_table = {"row-recap", "row-recap-perhaps", "row-sideways", "row-tables-beside"}
    assert code in of_table or {finding.row for finding in met} & marked


@pytest.mark.parametrize("code", [code for code in PICTURED if page_of(code, "id").mended is not None])
def test_what_is_drawn_as_mended_is(code: str) -> None:
    mended = page_of(code, "id").mended
    assert mended is not None
    findings = ikm.load(as_csv(form(code if code == "row-in-one-column" else "", mended))).findings
    assert code not in {finding.code for finding in findings}
