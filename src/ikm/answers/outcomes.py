"""What was decided about a column: a score, a blank or a fault for each of its values.

`decode` (`ikm.answers.decisions`) makes a `Coding`; whoever reads the rows looks each cell up in it.  Looking up is a
dictionary access, so that a million rows cost a million of those and nothing more.

A `Fault` is not yet a finding: the same value stands in many cells, and only the reader of the rows knows which.

>>> fault = Fault("answer-off-scale", "5", {"low": 1, "high": 4})
>>> print(fault.finding(row=17, column=5, element="U1 Persyaratan").translated("en").message)
U1 Persyaratan: the score “5” is outside the scale 1 to 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ikm.answers.masks import show
from ikm.errors import OptionError
from ikm.findings import Finding, column_letter, display

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ikm.answers.scales import Scale
    from ikm.findings import Language

__all__ = ["Coding", "Fault", "StatedScale", "cell_key", "cell_of"]

_NAN = ("float", "nan")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is no answer.

    Parameters
    ----------
    code : str
        The finding code; in a refused column that of the finding about the column.
    shown : str
        The value as it may be shown.
    details : mapping
        What the words of the finding name.
    """

    code: str
    shown: str
    details: Mapping[str, object] = field(default_factory=dict)

    def finding(
        self, *, sheet: str | None = None, row: int | None = None, column: int | None = None, element: str | None = None
    ) -> Finding:
        """Make the finding about one cell; ``element`` is the element's code and name as the reader knows it."""
        details = self.details if element is None else {**self.details, "element": element}
        return Finding(self.code, sheet=sheet, row=row, column=column, value=self.shown, details=details)


class StatedScale(NamedTuple):
    """What a heading says about the numbers of its column: another scale than the survey's.

    Parameters
    ----------
    text : str
        The scale as it may be shown, "1–10".
    points : int
        How many numbers it has.
    reversed : bool
        1 stands for the best.
    """

    text: str
    points: int
    reversed: bool = False


def cell_key(value: object) -> object:
    """Make the key of a value in `Coding.scores`: the value itself, but for those that Python takes for another.

    ``True == 1`` in Python, and a truth value is never an answer, so it has a key of its own.

    >>> cell_key("4"), cell_key(4), cell_key(True)
    ('4', 4, ('bool', True))
    """
    if value is None or isinstance(value, str):
        return value
    if type(value).__name__ in {"bool", "bool_"}:
        return ("bool", bool(value))
    if isinstance(value, int | float):
        return value if value == value else _NAN  # noqa: PLR0124 - NaN alone is unequal to itself
    try:
        hash(value)
    except TypeError:
        return (type(value).__name__, str(getattr(value, "kind", "")), str(getattr(value, "text", "")))
    return value


def cell_of(key: object) -> object:
    """Give back the value of a `cell_key`."""
    if isinstance(key, tuple) and len(key) == 2:
        return bool(key[1]) if key[0] == "bool" else float("nan")
    return key


@dataclass(frozen=True, slots=True)
class Coding:
    """The scores of one column's values.

    Parameters
    ----------
    scores : mapping
        For each `cell_key` its score, ``None`` (blank), or a `Fault`.
    scale : Scale, optional
        The table the words were read with.
    findings : tuple of Finding
        What concerns the column as a whole; they name no place yet (see `located`).
    refused : bool
        The column as a whole is no column of this scale.  The faults of its answers then carry the code of the
        finding about the column, which need not be repeated for every cell.
    reasons : mapping
        How it was read, by language.
    proved : Scale, optional
        The table, of any length, of which the column shows every label.
    """

    scores: Mapping[object, int | Fraction | Fault | None]
    scale: Scale | None = None
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    reasons: Mapping[Language, str] = field(default_factory=dict)
    proved: Scale | None = None

    def with_given(self, fixed: Mapping[object, int]) -> Coding:
        """Put the scores a person gave to single labels beside those decided here, and say so."""
        if not fixed:
            return self
        # The caller typed these labels, so they are shown as they stand.
        said = ", ".join(sorted(f"{display(cell_of(key))} = {score}" for key, score in fixed.items()))
        finding = Finding("answer-label-given", details={"labels": said})
        return replace(self, scores={**self.scores, **fixed}, findings=(*self.findings, finding))

    def score(self, value: object) -> int | Fraction | Fault | None:
        """Give the score of a value, ``None`` for a blank, or the fault."""
        try:
            return self.scores[cell_key(value)]
        except KeyError:
            raise OptionError(f"The value {show(value)} was not among those decoded.") from None

    def reason(self, lang: Language = "id") -> str:
        """Say in words how the column was read."""
        return self.reasons.get(lang, "")

    def located(
        self, *, sheet: str | None = None, column: int, element: str | Mapping[str, str] | None = None
    ) -> tuple[Finding, ...]:
        """Give the findings about the column with its place and the element's name."""
        more = {} if element is None else {"element": element}
        letter = column_letter(column)
        return tuple(
            replace(f, sheet=sheet, column=letter, columns=(letter,), details={**f.details, **more})
            for f in self.findings
        )
