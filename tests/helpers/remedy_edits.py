"""A file for findings whose remedy is an edit: as it came, and as a person leaves it who follows the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from remedy_cases import CODES, RAMAH, people, put, timed, worded
from tables import NAMES, as_csv, as_xlsx

if TYPE_CHECKING:
    from remedy_cases import Rows

GOOD: Rows = [NAMES, *people()]
TIMES = [f"2026-01-{day:02} 09:{day:02}:11" for day in range(1, 29)]


class Edit(NamedTuple):
    """What a file was and what it is made; ``typed`` stands behind ``score f.csv``."""

    code: str
    before: bytes
    after: bytes
    typed: tuple[str, ...] = ()


def _cell(code: str, *, value: Any) -> Edit:
    """Put one answer wrong among good ones, and right again."""
    return Edit(
        code, as_xlsx(put(6, [2, 3, 1, 4, 2, 3, value] + [3] * 33)), as_xlsx(put(6, [2, 3, 1, 4, 2, 3, 3] + [3] * 33))
    )


def _rows(code: str, before: Rows, after: Rows, *typed: str) -> Edit:
    return Edit(code, as_csv(before), as_csv(after), typed)


def _numbered(rows: Rows) -> Rows:
    return [["No", *rows[0]], *([i, *row] for i, row in enumerate(rows[1:], 1))]


_NUMBERED = worded(6, [f"{i}. {label}" for i, label in enumerate(RAMAH, 1)], put(6, [1, 2, 3, 4]))
_QUOTED: Rows = [["Saran", *NAMES], *(["baik", *row] for row in people())]
_TRIED: Rows = [[*NAMES, "Saran"], *([*row, "terima kasih"] for row in people())]

EDITS = [
    _cell("answer-not-whole", value=3.5),
    _cell("answer-boolean", value=True),
    _cell("answer-two-answers", value="2, 3"),
    _cell("answer-not-a-number", value="3_0"),
    _cell("answer-cell-error", value="#REF!"),
    _rows(
        "answer-contradiction",
        [*_NUMBERED[:-1], [*people()[0][:6], "4. Tidak ramah", *people()[0][7:]]],
        _NUMBERED,
    ),
    _rows("row-no-header", people(), GOOD),
    _rows("row-unanswered", _numbered([*GOOD, [None] * 9]), _numbered([*GOOD, people()[0]])),
    _rows("row-repeated-header", [*GOOD, NAMES, *people()[:9]], [*GOOD, *people()[:9]]),
    _rows("row-sideways", [list(column) for column in zip(*GOOD, strict=True)], GOOD),
    _rows("row-tables-beside", [[*row, None, *row] for row in _numbered(GOOD)], _numbered(GOOD)),
    _rows("row-below", [*GOOD, [], ["Keterangan: lihat lampiran"]], GOOD),
    _rows("time-unreadable", timed(*TIMES, "entah"), timed(*TIMES, "31/12/2025 15:45:12")),
    _rows("time-impossible", timed(*TIMES, "1926-01-05 08:00:00"), timed(*TIMES, "2026-01-05 08:00:00")),
    _rows("time-far", timed(*TIMES, "2016-01-05 08:00:00"), timed(*TIMES, "2026-01-05 08:00:00")),
    _rows("time-not-in-period", timed(*TIMES, ""), timed(*TIMES), "--period", "2026"),
    _rows("evidence-test-row", [*_TRIED, [*people()[0], "tes"]], _TRIED),
    Edit(
        "file-encoding-assumed",
        as_csv(GOOD).replace(b"Sarana", b"Sarana \x96 ruang"),
        as_csv(GOOD).replace(b"Sarana", "Sarana – ruang".encode()),
    ),
    Edit(
        "file-quote-open",
        as_csv(_QUOTED).replace(b"baik", b'"baik', 1),
        as_csv(_QUOTED),
    ),
    Edit("file-empty", b"", as_csv(GOOD)),
    _rows("survey-element-unanswered", put(6, [None]), GOOD),
    _rows("column-order-assumed", [CODES, *people()], GOOD),
]
