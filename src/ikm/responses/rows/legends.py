"""Legends: a list beside or below the table that says what U8 and U9 mean.

The regulation's processing sheet ends with one: "U8 Penanganan Pengaduan", "U9 Sarana dan Prasarana".  Where the
headings are bare codes it settles which order the office follows, and nothing has to be assumed.

A respondent's own row is no legend: the eighth respondent may well have been served at the counter "Pengaduan".  There
only a code that names its element counts ("U8", "Unsur 8"); and a heading that is a code itself says nothing of the one
before it.

>>> told_order([["U1", 3], ["U8", "Penanganan pengaduan"], ["U9", "Sarana dan prasarana"]])
('definition', 1)
>>> told_order([["8. Sarana dan prasarana"], ["9. Penanganan pengaduan, saran"]])
('annex', 0)
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Literal

from ikm.columns import map_columns
from ikm.responses.rows.names import filled, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.sources import Cell

__all__ = ["told_order"]

_CODE = re.compile(r"\s*((?:unsur\s*)?U?)\s*-?\s*([89])\s*[.):=–-]?\s*", re.IGNORECASE)
_BARE = re.compile(r"\W*(?:unsur\s*)?U?[\W_]*\d+\W*", re.IGNORECASE)
_LONGEST = 80
_FEW = 2
"""A legend below the table stands in so few of the columns with answers."""
_ORDERS: dict[tuple[str, str], Literal["definition", "annex"]] = {
    ("8", "pengaduan"): "definition",
    ("9", "sarana"): "definition",
    ("8", "sarana"): "annex",
    ("9", "pengaduan"): "annex",
}


def told_order(
    rows: Iterable[Sequence[Cell]], asked: Sequence[int] = ()
) -> tuple[Literal["definition", "annex"], int] | None:
    """Find the order that a legend states.

    Parameters
    ----------
    rows : iterable of sequences of cells
        The rows of the sheet.
    asked : sequence of int
        The columns with answers, by which respondents are known.

    Returns
    -------
    tuple or None
        The order and the position of the row that says so; none where nothing does, or two rows disagree.
    """
    met: dict[Literal["definition", "annex"], int] = {}
    for place, row in enumerate(rows):
        answers = sum(index < len(row) and filled(row[index]) for index in asked)
        for code, words in _pairs(row, named=answers > _FEW):
            element = map_columns([words]).columns[0].key
            order = _ORDERS.get((code, element or ""))
            if order is not None:
                met.setdefault(order, place)
    return next(iter(met.items())) if len(met) == 1 else None


def _pairs(row: Sequence[Cell], *, named: bool) -> Iterable[tuple[str, str]]:
    """Give the codes 8 and 9 of a row with the words that stand beside them, or behind them in the same cell.

    Where ``named``, a mere number is no code.
    """
    for cell, after in itertools.zip_longest(row, row[1:]):
        text = cell if isinstance(cell, str) else number_text(cell) or ""
        found = _CODE.match(text) if 0 < len(text) <= _LONGEST else None
        if found is None or (named and not found[1]):
            continue
        words = text[found.end() :] or (after if isinstance(after, str) else "")
        if 2 < len(words) <= _LONGEST and words[0].isalpha() and not _BARE.fullmatch(words):
            yield found[2], words
