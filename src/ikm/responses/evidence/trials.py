"""Trials: cells that hold nothing but *tes*, *coba*, *asdf* and the like, left over from trying the form.

The word alone counts, repeated or numbered ("tes tes", "Test 2"): "tes urine" is a service.  Whether a row with such a
cell is told of is not decided here.

>>> trial_word("Tes tes 2"), trial_word("tes urine")
('tes', None)
"""

from __future__ import annotations

import re
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.sources import CellColumn

__all__ = ["NO_TRIAL", "TRIAL_WORDS", "trial_word", "trials"]

TRIAL_WORDS = (
    "test", "tes", "testing", "tester", "testes", "coba", "coba coba", "cobacoba", "nyoba", "uji coba", "ujicoba",
    "percobaan", "asdf", "asdfg", "asdfgh", "asdasd", "qwerty", "qwe", "dummy", "contoh data",
    "data contoh", "trial",
)  # fmt: skip

NO_TRIAL = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") - {
    letter for word in TRIAL_WORDS for letter in (word[0], word[0].upper())
}
"""First letters of which no trial word begins: most cells are told by theirs."""


def trials(
    columns: Mapping[int, CellColumn], others: Mapping[int, Mapping[int, str]] | None = None
) -> dict[int, dict[int, str]]:
    """Find the trial words of a table.

    Parameters
    ----------
    columns : mapping from int to CellColumn
        Its columns, by their index.
    others : mapping from int to mapping
        Those found before in columns that are not held: by column, the row and the word.

    Returns
    -------
    dict
        For each column with trial words, in the order in which the rows meet them, the rows and the words.

    >>> from ikm.sources import CellColumn
    >>> trials({0: CellColumn.of(["baik", "cukup", "baik"]), 1: CellColumn.of(["", "Tes", "coba 2"])})
    {1: {1: 'tes', 2: 'coba'}}
    """
    found = {index: dict(words) for index, words in (others or {}).items() if words}
    for index, column in columns.items():
        words = {
            place: word
            for place, cell in enumerate(column.cells)
            if isinstance(cell, str) and cell[:1] not in NO_TRIAL and (word := trial_word(cell)) is not None
        }
        if not words:
            continue
        met = list(dict.fromkeys(words.values()))
        marks = column.recode(
            [met.index(words[place]) + 1 if place in words else 0 for place in range(len(column.cells))]
        )
        if 1 in marks.translate(_MARKED):
            found[index] = {row: met[mark - 1] for row, mark in compress(enumerate(marks), marks)}
    return dict(sorted(found.items(), key=lambda one: (min(one[1]), one[0])))


_MARKED = bytes([0]) + bytes([1]) * 255


def trial_word(cell: str) -> str | None:
    """Give the word of a cell that holds nothing but a trial word, repeated or numbered."""
    if cell[:1] in NO_TRIAL or not 2 < len(cell) < 40:
        return None
    found = _trial().fullmatch(cell)
    return found[1].lower() if found else None


@cache
def _trial() -> re.Pattern[str]:
    words = "|".join(sorted(TRIAL_WORDS, key=len, reverse=True))
    return re.compile(rf"\W*({words})(?:\W+\1)*\W*\d{{0,3}}\W*", re.IGNORECASE)
