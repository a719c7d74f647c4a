"""Rewordings: columns that a survey file names and a form has no more, as they are recognised now.

Next quarter somebody words a question anew.  The choice of the file is let go, the column is recognised by its words as
without the file, and a finding says which line no longer holds, and what to write there.  What is recognised only with
doubt, or not at all, is asked.  Nothing else is taken without a word.

>>> from ikm.records import PlannedChoice
>>> from ikm.columns import map_columns
>>> chosen = {"sarana": PlannedChoice("Fasilitas ruang tunggu", "sarana", "survei.toml", 3)}
>>> form = map_columns(["Persyaratan", "Prosedur", "Waktu", "Sarana dan prasarana kantor"], chosen=chosen)
>>> finding = next(one for one in form.findings if one.code == "column-reworded")
>>> form.element_of(3), finding.details["now"]["en"]
('sarana', 'sarana = "Sarana dan prasarana kantor"')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.columns.labels import looks_like_data
from ikm.columns.model import called, name_of
from ikm.columns.planned import quoted, written
from ikm.columns.remarks import suggestion
from ikm.findings import Finding, Typed, column_letter, display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.columns.form import Form
    from ikm.columns.planned import Gone

__all__ = ["reworded"]

_SHOWN = 5
_HERE = {"id": "HURUF_KOLOM", "en": "COLUMN_LETTER"}
_HEADING = {"id": quoted("judul kolomnya"), "en": quoted("its heading")}


def reworded(form: Form) -> tuple[Finding, ...]:
    """Say what was found for the headings that are lost, when every column is decided.

    Parameters
    ----------
    form : Form
        The form; what it notes of columns that are asked about here is dropped.
    """
    notes = form.notes
    doubted = {*notes.unsure, *notes.by_answers, *notes.by_order, *notes.assumed, *notes.doubted}
    found = []
    for lost in notes.lost:
        columns = _columns_of(lost.key, form)
        if len(columns) == lost.wanted and not doubted.intersection(columns):
            found.append(_finding("column-reworded", lost, columns, form))
        elif columns:
            found.append(_finding("column-reworded-unsure", lost, columns, form))
            for index in columns:
                notes.drop(index)
        else:
            found.append(_finding("column-reworded-missing", lost, _candidates(lost.key, form), form))
    return tuple(found)


def _columns_of(key: str, form: Form) -> list[int]:
    own = sorted(i for i, column in form.columns.items() if key in (column.key, column.role))
    if key in form.elements:
        return [i for i in own if form.columns[i].role == "element"]
    # Of a profile, and of the timestamps, the first column counts.
    return [i for i in own if form.columns[i].role in {"profile", "timestamp"}][:1]


def _candidates(key: str, form: Form) -> list[int]:
    """Give the columns that are left and look like questions, those with a word of the element first."""
    if key not in form.elements:
        return []
    left = [i for i, v in form.verdicts.items() if form.columns[i].role == "other" and (v.asks or i in form.notes.left)]
    return sorted(left, key=lambda i: (-form.verdicts[i].points.get(key, 0.0), i))


def _finding(code: str, lost: Gone, columns: Sequence[int], form: Form) -> Finding:
    headers = [column.header for _, column in sorted(form.columns.items())]
    plan, is_element = lost.plan, lost.key in form.elements
    name = suggestion(lost.key, 0, "", form.elements, (), form.order)[0] if is_element else lost.key
    best = columns[:1] if code == "column-reworded-missing" else columns
    here, now = dict(_HERE), {lang: f"{plan.name} = {heading}" for lang, heading in _HEADING.items()}
    if best:
        twice = [i for i, header in enumerate(headers) if headers.count(header) > 1]
        _, typed = suggestion(form.elements[0], best[0], headers[best[0]], form.elements, twice)
        here, now = dict.fromkeys(here, typed), dict.fromkeys(now, f"{plan.name} = {written(best, headers)}")
    return Finding(
        code,
        columns=columns[:_SHOWN] if len(best) < len(columns) else columns,
        details={
            "file": plan.places,
            "old": ", ".join(f"“{display(text)}”" for text in lost.texts),
            "element": name_of(lost.key, form.elements) if is_element else called(lost.key),
            "named": _named(columns, headers) or {"id": "tidak ada", "en": "none"},
            "now": now,
            "name": name,
            "map": {lang: Typed("map", ((name, place),)) for lang, place in here.items()},
        },
    )


def _named(columns: Sequence[int], headers: Sequence[str]) -> str:
    shown = [
        f"{column_letter(i)} “{display(headers[i])}”"
        if headers[i] and not looks_like_data(headers[i])
        else column_letter(i)
        for i in columns[:_SHOWN]
    ]
    more = len(columns) - _SHOWN
    return ", ".join(shown) + (f", … (+{more})" if more > 0 else "")
