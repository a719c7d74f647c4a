"""Sisters: the answer columns of a form, decoded beside each other.

A form has one set of answers for many questions.  Where nobody chose its lowest in one column, the columns in which
somebody did show which set it is (`ikm.answers.choices.beside`); and a set of five shown whole in one column decides
for every column with the same words.

>>> import ikm
>>> some, every = ["TS", "S", "SS", "S"], ["STS", "TS", "S", "SS"]
>>> rows = [["Persyaratan", "Prosedur", "Waktu pelayanan"], *zip(some, every, some)]
>>> responses = ikm.load(rows)
>>> [responses.levels[code - 1] for code in responses.codes["persyaratan"]]
[2, 3, 4, 3]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.responses.codes import code_column
from ikm.responses.headings import scale_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ikm.answers import Scale
    from ikm.columns import ColumnMap
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Regulation
    from ikm.responses.codes import CodedColumn
    from ikm.responses.respondents import Respondents

__all__ = ["code_columns"]


def code_columns(
    people: Respondents,
    columns: ColumnMap,
    law: Regulation,
    questionnaire: Questionnaire | None,
    sheet: str | None,
    labels: Mapping[str, Mapping[str, int]] | None = None,
    *,
    asked: Sequence[tuple[int, str]] | None = None,
    beside: Sequence[CodedColumn] = (),
) -> list[CodedColumn]:
    """Decode every answer column, each by itself, and again where the other columns tell more.

    Parameters
    ----------
    people : Respondents
        The rows.
    columns : ColumnMap
        Which column asks what.
    law, questionnaire, sheet
        As of `ikm.responses.codes.code_column`.
    labels : mapping, optional
        For an element the scores a person gave to single labels.
    asked : sequence of (int, str), optional
        The columns to decode, each with its element; all that ask one, unless given.
    beside : sequence of CodedColumn
        Columns of the form that are decoded already.
    """

    def code(column: int, element: str, sisters: Collection[Scale] = ()) -> CodedColumn:
        stated = scale_of(columns.columns[column].header, law)
        given = (labels or {}).get(element)
        return code_column(
            people.answers(column), column, element, law, questionnaire, sheet,
            given=given, stated=stated, sisters=sisters,
        )  # fmt: skip

    if asked is None:
        asked = [(column, key) for key in columns.elements for column in columns.columns_of(key)]
    coded = [code(column, key) for column, key in asked]
    shown = {one.column: scale for one in (*beside, *coded) if (scale := _proved(one))}
    if shown and len(beside) + len(asked) > 1:
        for at, (column, key) in enumerate(asked):
            others = {scale for other, scale in shown.items() if other != column}
            if others - {shown.get(column)} and _may_differ(coded[at], others, law):
                coded[at] = code(column, key, others)
    return coded


def _proved(column: CodedColumn) -> Scale | None:
    return None if column.coding is None else column.coding.proved


def _may_differ(column: CodedColumn, others: Collection[Scale], law: Regulation) -> bool:
    """Tell whether other columns may say more about this one's words: it shows no set whole, or another is longer."""
    coding = column.coding
    if coding is None or (coding.scale is None and not coding.refused):
        return False
    points = law.high - law.low + 1
    return coding.proved is None or any(len(scale.labels) != points for scale in others)
