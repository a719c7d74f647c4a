"""The pictures of an audit are true: the sound report, with what is drawn put into it, has that anomaly.

All pictures are pieces of one report: 120 respondents, nine elements, IKM 82,56 with the weight 0,111.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import ikm
from ikm.findings import catalogue
from ikm.findings.pages import page_of
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from ikm.findings.pages import Cells

N = 120
SUMS = (396, 388, 379, 431, 392, 390, 408, 401, 385)
COLUMNS = {"NRR": "nrr", "NRR tercetak": "nrr", "NRR × 0,111": "weighted_nrr", "NRR tertimbang": "weighted_nrr",
           "Nilai konversi": "converted", "Mutu": "grade", "Jumlah nilai": "sum"}  # fmt: skip
"""What the columns of a picture are called in the file of an audit."""

ROWS = {"Responden": "n_respondents", "Jumlah responden": "n_respondents", "IKM": "ikm_as_printed",
        "Jumlah": "total_weighted_as_printed", "Populasi": "population", "Jumlah sampel": "sample_stated",
        "Bobot": "weight_stated"}  # fmt: skip
"""What holds for the whole, in a row of its own or beside the first element."""

LEFT_OVER = {"audit-column-none": Fraction(1, 8)}
"""The weight of a column that is drawn in part."""

PICTURED = [code for code in catalogue("audit") if not code.startswith(("audit-cell", "audit-sheets"))]
"""The sheets of `tests/audits` have formulas, and the rows of answers above them."""


def sound(place: int, weight: Fraction = Fraction("0.111")) -> dict[str, object]:
    """Give the figures of an element as the sound report prints them."""
    mean = Fraction(SUMS[place], N)
    figures = {"nrr": (mean, 3), "weighted_nrr": (mean * weight, 3), "converted": (mean * 25, 2)}
    printed = {name: str(round_half_up(*figure)).replace(".", ",") for name, figure in figures.items()}
    return {"code": f"U{place + 1}", "sum": SUMS[place], **printed}


def report(code: str, cells: Cells) -> dict[str, Any]:
    """Put what is drawn into the sound report, which prints the columns that are drawn."""
    heads, *_ = cells.rows
    printed = {"code", "nrr", *(COLUMNS[head] for head in heads if head in COLUMNS)}
    whole = [sound(place, LEFT_OVER.get(code, Fraction("0.111"))) for place in range(len(SUMS))]
    elements = [{name: figure for name, figure in one.items() if name in printed} for one in whole]
    said: dict[str, Any] = {"n_respondents": N, "ikm_as_printed": "82,56", "elements": elements}
    for row in cells.rows:
        drawn = dict(zip(heads, row, strict=True))
        if re.fullmatch(r"U\d", row[0]):
            elements[int(row[0][1]) - 1] |= _of_element(drawn)
            said |= {ROWS[head]: text for head, text in drawn.items() if head in ROWS and text}
        else:
            said |= _of_whole(row, drawn)
    sexes = {row[0]: int(row[1]) for row in cells.rows if row[0] in {"Laki-laki", "Perempuan"}}
    return {**said, **({"demographics": {"jenis_kelamin": sexes}} if sexes else {})}


def _of_element(drawn: dict[str, str]) -> dict[str, Any]:
    counts = {head: int(text) for head, text in drawn.items() if head in {*"1234"}}
    figures = {COLUMNS[head]: text.partition(":")[0] for head, text in drawn.items() if head in COLUMNS}
    return {**figures, **({"counts": counts} if counts else {})}


def _of_whole(row: tuple[str, ...], drawn: dict[str, str]) -> dict[str, Any]:
    figures = [text for text in row[1:] if re.fullmatch(r"\d+(,\d+)?", text)]
    if row[0] not in ROWS or not figures:
        return {}
    return {ROWS[row[0]]: figures[-1], **({"grade_as_printed": drawn["Mutu"]} if "Mutu" in drawn else {})}


def met(code: str, cells: Cells) -> list[str]:
    return [finding.code for finding in ikm.audit(report(code, cells)).anomalies]


def test_the_report_that_pictures_are_pieces_of_is_sound() -> None:
    whole = {"elements": [sound(place) for place in range(len(SUMS))]}
    audit = ikm.audit({**whole, "n_respondents": N, "ikm_as_printed": "82,56", "weight_stated": "0,111"})
    assert (audit.verdict, audit.anomalies) == ("exact", ())
    assert dict(audit.recomputed) == {"exact": 82.64, "0.111": 82.56, "0.11": 81.81}


@pytest.mark.parametrize("code", PICTURED)
def test_what_is_drawn_is_that_anomaly(code: str) -> None:
    cells = page_of(code, "id").cells
    assert cells is not None
    assert code in met(code, cells)


@pytest.mark.parametrize("code", [code for code in PICTURED if page_of(code, "id").mended is not None])
def test_what_is_drawn_as_mended_has_it_no_more(code: str) -> None:
    mended = page_of(code, "id").mended
    assert mended is not None
    assert met(code, mended) == []
