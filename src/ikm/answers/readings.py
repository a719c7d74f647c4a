"""The cells of one column, each read alone and then beside the others.

Two things no cell can tell by itself.  "Tidak relevan" is a mark for a missing answer on most forms, and the lowest of
four options where "Kurang relevan" and "Relevan" stand beside it.  "I" is an option's letter, and a numeral where II
and III stand beside it.

>>> readings = read_column(["Tidak relevan", "Kurang relevan", "Relevan", "Sangat relevan"], ())
>>> readings["Tidak relevan"].parts, read_column(["Tidak relevan", "Sesuai"], ())["Tidak relevan"].fault
(('tidakrelevan',), 'answer-missing-token')
>>> read_column(["I", "III"], ())["I"].number, read_column(["I", "H"], ())["I"].letter
(1, 'i')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.answers.cells import ROMAN, CellReading, read
from ikm.answers.outcomes import cell_of
from ikm.answers.scales import OTHER, is_label, scales_for, scores_of
from ikm.answers.text import label_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

__all__ = ["read_column"]

_MISSING = "answer-missing-token"
_BESIDE = 2
"""So many other labels of its table make an option of a text that is a mark for a missing answer elsewhere."""


def read_column(keys: Iterable[object], own: Container[str]) -> dict[object, CellReading]:
    """Read the different values of a column.

    Parameters
    ----------
    keys : iterable
        The values (`ikm.answers.outcomes.cell_key`).
    own : container of str
        Keys of the labels the questionnaire declares.
    """
    readings = {key: read(cell_of(key), own) for key in keys}
    _take_options(readings)
    if any(reading.ordinal for reading in readings.values()):
        for key in readings:
            if isinstance(key, str) and (number := ROMAN.get(key.strip(" .)(").upper())):
                readings[key] = CellReading(number=number, ordinal=True)
    return readings


def _take_options(readings: dict[object, CellReading]) -> None:
    """Read a mark for a missing answer as a label where its table's other labels are the column's answers."""
    marks = {key: label_key(key) for key, r in readings.items() if r.fault == _MISSING and isinstance(key, str)}
    marks = {key: label for key, label in marks.items() if is_label(label)}
    if not marks:
        return
    beside = {reading.parts[0] for reading in readings.values() if reading.parts}
    for key, label in marks.items():
        tables = [scale for scale in scales_for({label}) if scale.rank < OTHER]
        if any(label in scores_of(t) and len(beside & scores_of(t).keys()) >= _BESIDE for t in tables):
            readings[key] = CellReading(parts=(label,))
