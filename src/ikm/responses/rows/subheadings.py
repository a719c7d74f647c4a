"""Subheadings: the lines right under the header that belong to it.

Survey services write a second line of headings: "Response" in every column, the wording of each question, the key under
which they store it.  Forms on paper number their columns there.  None of them is a respondent.

>>> from ikm.columns import map_columns
>>> columns = map_columns(["Mulai", "Persyaratan", "Prosedur", "Waktu", "Biaya"])
>>> rows = [["", *["Response"] * 4], ["2026-03-02", *["Baik"] * 4], ["2026-03-03", *["Cukup"] * 4]]
>>> second_headings(rows, columns)
1
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ikm.answers import is_label, label_key
from ikm.findings import display
from ikm.responses.rows.names import filled, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns import ColumnMap
    from ikm.sources import Cell

__all__ = ["is_line_below", "second_headings"]

_FEW_ANSWERS = 4
_SEARCHED = 3
"""So many lines under the header may belong to it."""

_LOOKED_AT = 500
_DIGITS = re.compile(r"[0-9]")

_LINE_BELOW = re.compile(r"(?:U|Q|P)?\s*\d{1,2}|[1-4]\s*(?:-|–|s/d|sd|sampai)\s*[1-9]", re.IGNORECASE)
"""What a line of codes, column numbers or hints under the header holds: U3, 12, 1-4, all in brackets or not."""

_KEY = re.compile(r"\s*\{")
"""How the key begins under which a service stores a question: {"ImportId":"QID1"}."""


def is_line_below(row: Sequence[Cell], asked: Sequence[int]) -> bool:
    """Tell whether the row under the header is a second line of it: codes, column numbers or hints, no answers."""
    answers = [row[i] for i in asked if i < len(row) and filled(row[i])]
    told = [display(cell).strip("() []") for cell in answers]
    numbers = [int(text) for text in told if text.isascii() and text.isdigit()]
    rising = len(numbers) == len(told) and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    codes = all(_LINE_BELOW.fullmatch(text) and not text.isdigit() for text in told)
    return len(told) > _FEW_ANSWERS and len(told) * 2 > len(asked) and (rising or codes)


def second_headings(rows: Sequence[Sequence[Cell]], columns: ColumnMap) -> int:
    """Count the lines right under the header that are headings in words.

    Parameters
    ----------
    rows : sequence of sequences of cells
        The rows below the header.
    columns : ColumnMap
        What each column is.

    Returns
    -------
    int
        How many rows, from the first on: nobody gives such an answer anywhere below, and where respondents have a time
        or a number, these rows have none.
    """
    asked = columns.of_role("element")
    beside = [c.index for c in columns.columns if c.role not in {"element", "comment"}]
    found = 0
    for place, row in enumerate(rows[:_SEARCHED]):
        below = rows[place + 1 : place + 1 + _LOOKED_AT]
        if len(below) < 2 or not _is_heading(row, below, asked, beside):
            break
        found += 1
    return found


def _is_heading(
    row: Sequence[Cell], below: Sequence[Sequence[Cell]], asked: Sequence[int], beside: Sequence[int]
) -> bool:
    texts = [(i, row[i]) for i in asked if i < len(row) and filled(row[i])]
    if 2 * len(texts) <= len(asked) or len(texts) < _FEW_ANSWERS:
        return False
    for index, text in texts:
        if not isinstance(text, str) or not _tells(text):
            return False
        if any(index < len(other) and other[index] == text for other in below):
            return False
    if all(_KEY.match(str(text)) for _, text in texts):
        return True
    timed = [i for i in beside if _holds_figures(below, i)]
    unlike = bool(timed) and not any(i < len(row) and _has_figure(row[i]) for i in timed)
    return unlike or (
        len({text for _, text in texts}) == 1 and not any(i < len(row) and filled(row[i]) for i in beside)
    )


def _tells(text: str) -> bool:
    """Tell a heading from an answer: no number, no label, no option with its number."""
    return not is_label(label_key(text)) and number_text(text) is None and not _DIGITS.match(text.lstrip(" ([\"'"))


def _has_figure(cell: Cell) -> bool:
    """Tell a time or a number from words."""
    return filled(cell) and (not isinstance(cell, str) or _DIGITS.search(cell) is not None)


def _holds_figures(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Tell whether most rows have a time or a number in a column."""
    return 2 * sum(1 for row in rows if column < len(row) and _has_figure(row[column])) > len(rows)
