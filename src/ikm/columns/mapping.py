"""Mapping: the decision for every column of a form.

The steps, each trusting the ones before it: what the user chose; what the questionnaire says word for
word; headings that are no question; bare codes; other surveys in the form, and facts beside the questions;
columns that are sure by themselves; columns that are not; what the form as a whole still lacks; and which of
several columns of an element are questions about it.

>>> form = map_columns(["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"])
>>> form.element_of(7), [finding.code for finding in form.findings]
('pengaduan', ['column-order-assumed'])
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ikm.columns.form import Form
from ikm.columns.lexicon import ELEMENTS
from ikm.columns.model import ColumnMap
from ikm.columns.remarks import tell
from ikm.columns.rewordings import reworded
from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.columns.form import Order
    from ikm.records import PlannedChoice

__all__ = ["map_columns"]


_DOUBTS = {"column-unsure", "column-by-order", "column-by-answers", "column-reworded-unsure"}


def map_columns(
    headers: Sequence[object],
    answers: Sequence[Iterable[object]] | None = None,
    *,
    questions: Mapping[str, Sequence[str]] | None = None,
    profiles: Mapping[str, Sequence[str]] | None = None,
    elements: Sequence[str] = ELEMENTS,
    order: Order | None = None,
    numbers: Sequence[str] = (),
    chosen: Mapping[str, str | int | Sequence[str | int] | PlannedChoice] | None = None,
    apart: Sequence[int] = (),
) -> ColumnMap:
    """Tell which column asks which element.

    Parameters
    ----------
    headers : sequence
        The headings of the form, empty ones included.
    answers : sequence of iterables, optional
        The answers seen under each heading; distinct ones suffice.
    questions : mapping, optional
        A questionnaire's own wordings and short names per element; an exact match beats everything but `chosen`.
    profiles : mapping, optional
        A questionnaire's headings per profile column.
    elements : sequence of str
        The elements of the instrument, in definition order.
    order : {"definition", "annex"}, optional
        The meaning of the codes U8 and U9.  When not given, definition order is assumed, and said.
    numbers : sequence of str
        The elements of a longer questionnaire's questions in their order, for columns called by its numbers.
    chosen : mapping, optional
        The user's choice: element key or code to a heading, a column letter or a number from 1 (or several).  A heading
        that a survey file plans may be missing: its column is recognised by its words, and a finding says so.
    apart : sequence of int
        Columns, from 0, that a person named for another index: they ask no element.

    Returns
    -------
    ColumnMap
        The role of every column, and findings.

    Raises
    ------
    OptionError
        When `chosen` names an element or column that does not exist.

    Examples
    --------
    >>> form = map_columns(["Seberapa cepat Anda dilayani?", "Nilai"], [["Cepat", "Lambat"], []], chosen={"U9": "B"})
    >>> form.by_element
    {'waktu': (0,), 'sarana': (1,)}
    >>> form.columns[1].reason("en")
    'chosen with `columns`'
    """
    if isinstance(headers, (str, bytes)) or hasattr(headers, "columns"):
        raise OptionError(
            f"map_columns takes the headings of a form, as list(frame.columns); got a {type(headers).__name__}."
        )
    form = Form(headers, answers or (), tuple(elements), order, numbers)
    form.take_choices(chosen or {}, tuple(profiles or ()))
    for index in apart:
        form.settle(index, "other", None, ("chosen", ""))
    form.take_questionnaire(questions or {}, profiles or {})
    if form.has_no_header():
        return form.without_header()
    form.take_labels()
    form.judge()
    form.take_codes()
    form.take_blocks()
    form.take_facts()
    form.take_sure()
    form.take_unsure()
    form.take_missing()
    form.refuse_foreign()
    form.take_companions()
    form.leave_rest()
    anew = reworded(form)
    columns = tuple(form.columns[i] for i in range(len(headers)))
    findings = (*tell(columns, form.verdicts, form.notes, form.elements), *anew)
    doubted = {i for f in findings if f.code in _DOUBTS for i in f.positions}
    columns = tuple(replace(c, sure=False) if c.index in doubted else c for c in columns)
    return ColumnMap(columns, form.elements, findings)
