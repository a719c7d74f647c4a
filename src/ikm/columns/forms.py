"""Forms: the columns of a form, where a questionnaire describes only part of it.

A questionnaire file often says one thing: how the one question is answered whose words ikm does not know.  The other
elements are then looked for as without it.  Where the form asks none of them, it is a survey of those elements alone,
and the others are not missing.

>>> asked = {"questions": {"persyaratan": ["Syarat berobat"]}, "only": ["persyaratan"]}
>>> list(map_form(["Syarat berobat", "Prosedur", "Waktu"], **asked).by_element)
['persyaratan', 'prosedur', 'waktu']
>>> map_form(["Syarat berobat", "Nama"], **asked).missing
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.columns.lexicon import ELEMENTS
from ikm.columns.mapping import map_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.columns.model import ColumnMap

__all__ = ["map_form"]


def map_form(
    headers: Sequence[object],
    answers: Sequence[Iterable[object]] | None = None,
    *,
    only: Sequence[str] | None = None,
    **options: Any,  # noqa: ANN401 - the options of `map_columns`, typed there
) -> ColumnMap:
    """Tell which column asks which element.

    Parameters
    ----------
    headers, answers, **options
        As of `ikm.columns.map_columns`.
    only : sequence of str, optional
        The elements a questionnaire names, where it does not name all.
    """
    form = map_columns(headers, answers, **options)
    if only is None or any(c.role == "element" and c.key not in only and c.sure for c in form.columns):
        return form
    elements = options.pop("elements", ELEMENTS)
    return map_columns(headers, answers, elements=[key for key in elements if key in only], **options)
