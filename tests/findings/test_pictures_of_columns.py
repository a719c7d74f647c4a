"""The pictures of columns and times are true: a form that holds them, and is sound else, brings the finding about."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import pytest
from remedy_cases import KEYS, NOUNS, people

import ikm
from ikm.errors import ResponseError
from ikm.findings import catalogue
from ikm.findings.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ikm.findings.pages import Cells

ASKED: dict[str, dict[str, Any]] = {
    "column-replaced": {"columns": {"waktu": "Ketepatan waktu penyelesaian"}},
    "column-reworded": {"survey": "survei.toml"},
    "column-reworded-unsure": {"survey": "survei.toml"},
    "column-reworded-missing": {"survey": "survei.toml"},
    "time-order-against": {"date_order": "mdy"},
    "time-order-needed": {"period": "2026-Q1"},
    "time-zone-utc": {"period": "2026-Q1"},
    "time-span-cut": {"period": "2026-05"},
    "time-no-column": {"period": "2026"},
    "time-not-in-period": {"period": "2026"},
    "time-unreadable-period": {"period": "2026"},
    "time-blank-period": {"period": "2026"},
}
"""What is asked for where a finding comes of it."""

LASTS = {
    "column-element-missing": ("sarana",),
    "column-maklumat": ("perilaku", "pengaduan", "sarana"),
    "column-reworded": ("sarana",),
    "column-reworded-unsure": ("sarana",),
    "column-reworded-missing": ("sarana",),
}
"""The elements that a form lacks but for what is drawn, though nothing drawn may say so."""

ALONE = {"time-far", "time-impossible", "time-unreadable", "time-unreadable-column", "time-order-inferred"}
"""Pictures that are a whole column."""

ELSEWHERE = {
    "column-by-order": "the headings of all nine columns are too many for a picture",
    "column-codes-from-zero": "the same",
    "column-codes-beyond": "the same",
    "column-codes-numbered": "the same, and its cells tell what is asked",
    "column-form-earlier": "fourteen elements are too many for a picture",
    "column-order-assumed": "five bare codes more are too many for a picture",
    "time-swapped": "its cells tell what is stored as a date; the test below stores it",
}
PICTURED = [
    code
    for area in ("column", "time")
    for code in catalogue(area)
    if page_of(code, "id").cells is not None and code not in ELSEWHERE
]
WHOLE = {"column-no-header", "column-none", "column-few-elements"}
"""Pictures that are the form itself."""


def form(code: str, cells: Cells) -> list[list[Any]]:
    """Put a picture, over and over, behind sound columns of the elements that it does not ask."""
    headings, *rows = cells.rows
    mapped = ikm.map_columns(headings, [[row[place] for row in rows] for place in range(len(headings))])
    drawn = {column.key for column in mapped.columns if column.role == "element"} | {*LASTS.get(code, ())}
    sound = [place for place, key in enumerate(KEYS) if key not in drawn]
    number = len(rows) if code in ALONE else 40
    return [
        [*(NOUNS[place] for place in sound), *headings],
        *(
            [*(answers[place] for place in sound), *row]
            for row, answers in zip(islice(cycle(rows), number), people(number), strict=True)
        ),
    ]


def met(table: list[list[Any]], folder: Path, **asked: Any) -> set[str]:
    """Give the codes of what is found, whether the survey can be scored or not."""
    if "survey" in asked:
        (folder / "survei.toml").write_text('[kolom]\nsarana = "Fasilitas ruang"\n', encoding="utf-8")
        asked["survey"] = folder / asked["survey"]
    try:
        return codes(ikm.score(table, **asked).findings)
    except ResponseError as error:
        return codes(error.findings)


def codes(findings: Iterable[ikm.Finding]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("code", PICTURED)
def test_what_is_drawn_brings_the_finding_about(code: str, tmp_path: Path) -> None:
    cells = page_of(code, "id").cells
    assert cells is not None
    if code in WHOLE:
        headings, *rows = cells.rows
        found = codes(ikm.map_columns(headings, [list(column) for column in zip(*rows, strict=True)]).findings)
    else:
        found = met(form(code, cells), tmp_path, **ASKED.get(code, {}))
    assert code in found, sorted(found)


@pytest.mark.parametrize("code", [c for c in PICTURED if c not in WHOLE and page_of(c, "id").mended is not None])
def test_what_is_drawn_as_mended_is(code: str, tmp_path: Path) -> None:
    mended = page_of(code, "id").mended
    assert mended is not None
    assert code not in met(form(code, mended), tmp_path, **ASKED.get(code, {}))


def test_dates_that_a_spreadsheet_swapped_are_told_by_what_is_drawn(tmp_path: Path) -> None:
    cells = page_of("time-swapped", "id").cells
    assert cells is not None

    def stored(text: str) -> object:
        if date := re.fullmatch(r"(\d+)/(\d+)/(\d+) \(tanggal\)", text):
            day, month, year = map(int, date.groups())
            return datetime(year, month, day)  # noqa: DTZ001 - local time, as everywhere here
        return text.removesuffix(" (teks)")

    times = [stored(row[0]) for row in cells.rows[1:]]
    table = [["Timestamp", *NOUNS], *([times[place % 4], *row] for place, row in enumerate(people()))]
    assert "time-swapped" in met(table, tmp_path)
    assert "time-swapped" not in met([table[0], *([str(row[0]), *row[1:]] for row in table[1:])], tmp_path)
