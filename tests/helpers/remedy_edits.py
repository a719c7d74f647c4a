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


def _sideways(rows: Rows) -> Rows:
    """Turn a table, as an office keeps it that adds a column for each respondent."""
    return [["Unsur", *(f"Responden {i}" for i in range(1, len(rows)))], *map(list, zip(*rows, strict=True))]


def _with_items(last: list[Any]) -> Rows:
    """Put four questions about corruption behind the nine, of which the last has these answers."""
    items = ["Tidak ada pungli", "Tidak ada calo", "Tidak ada suap", "Tidak ada diskriminasi"]
    return [[*NAMES, *items], *([*row, 4, 3, 4, *last] for row in people())]


_NUMBERED = worded(6, [f"{i}. {label}" for i, label in enumerate(RAMAH, 1)], put(6, [1, 2, 3, 4]))
_QUOTED: Rows = [["Saran", *NAMES], *(["baik", *row] for row in people())]

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
    _rows("row-unanswered", _numbered([*GOOD, [None] * 9, *GOOD]), _numbered([*GOOD, people()[0], *GOOD])),
    _rows("row-repeated-header", [*GOOD, NAMES, *people()[:9]], [*GOOD, *people()[:9]]),
    _rows("row-sideways", _sideways(GOOD), GOOD),
    _rows("row-tables-beside", [[*row, None, *row] for row in _numbered(GOOD)], _numbered(GOOD)),
    _rows("row-below", [*GOOD, [], ["Keterangan: lihat lampiran"]], GOOD),
    _rows("time-unreadable", timed(*TIMES, "entah"), timed(*TIMES, "31/12/2025 15:45:12")),
    _rows("time-impossible", timed(*TIMES, "1926-01-05 08:00:00"), timed(*TIMES, "2026-01-05 08:00:00")),
    _rows("time-far", timed(*TIMES, "2016-01-05 08:00:00"), timed(*TIMES, "2026-01-05 08:00:00")),
    _rows("time-not-in-period", timed(*TIMES, ""), timed(*TIMES), "--period", "2026"),
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
    _rows("index-item-unanswered", _with_items([None]), _with_items([4]), "--index", "spak"),
    _rows("column-order-assumed", [CODES, *people()], GOOD),
]

LEFT = {
    "another file is to be given, saved anew or downloaded by other programs": """
        file-missing file-is-address file-is-folder file-not-regular file-no-permission file-not-readable file-is-lock
        file-is-shortcut
        file-is-web-page file-wrong-kind file-not-text file-has-password file-no-rows file-damaged file-unsafe
        file-archive-without-workbook file-archive-of-several file-over-limit file-tally-version file-option-unfit
        file-formulas file-formulas-uncalculated file-cells-twice file-type-differs answer-formula-no-result
        answer-cell-twice index-alone row-in-one-column time-swapped time-zone-mixed time-zone-utc""",
    "the edit is that of another code, or deletes what is named; the tests of the code show the file without it": """
        file-far-cell file-row-far file-stray-bytes file-stray-bytes-more file-nul file-hidden-rows column-no-header
        column-copy-differs answer-date row-merged-filled row-like-means row-counts-table row-recap-perhaps time-more
        time-unreadable-column time-order-mixed evidence-test-row-more group-error survey-units-refused
        survey-units-absent survey-units-differ survey-units-alike survey-files-unlike""",
    "a person is to look, to ask, or to say so in the report; the figure stands": """
        file-sheet-hidden-read column-few-elements column-form-earlier answer-scale-declared evidence-resubmission-more
        evidence-shared-identity evidence-straight-lines-many evidence-same-second evidence-burst-night
        evidence-at-night group-combined group-few group-very-few group-rest-few group-units-few index-few
        index-very-few compare-few compare-very-few compare-rest-few
        survey-fewer-elements survey-grade-depends-on-method compare-regulation compare-weight-unknown compare-elements
        compare-questionnaire compare-elements-unknown compare-grade compare-order compare-outside""",
    "a published report is to be corrected, not a file of answers; tests/audits show the table without it": """
        audit-cell-answers audit-cell-blank audit-cell-divisor audit-cell-rows audit-cell-score audit-cell-swapped
        audit-cell-typed audit-cell-value
        audit-column audit-column-element audit-column-none audit-converted audit-counts audit-grade
        audit-grade-bands audit-mean-impossible audit-means-cut audit-n-differs audit-n-impossible audit-none
        audit-off-scale audit-population audit-sample audit-sum audit-total audit-total-index audit-weight""",
    "the files of periods are named anew; tests/cli/test_compare.py types what is printed": """
        compare-same-file compare-overlap""",
    "a kept result is held to another file, or by another version of ikm; tests/verifications shows each": """
        verify-input-changed verify-input-unhashed verify-regulation-changed verify-other-version verify-survey-changed
        verify-options-unknown verify-from-counts""",
}
"""Codes whose action nobody can type and that have no edit here, and why."""
