"""Quadrants: what matters to people beside how satisfied they are, with gap and CSI.

It takes answers to both questions.  A form that asks only satisfaction has no importance, and ikm derives none: an
importance "derived" from correlations is another thing, and a form that asks about importance is needed for this one.

For each element, with x the mean satisfaction and y the mean importance, both on the scale of the instrument:

* **gap** = x − y, below 0 where satisfaction falls short of what people find important;
* **conformity** (*tingkat kesesuaian*) = x / y × 100 %;
* **quadrant** (*importance–performance analysis*, Martilla & James 1977), parted at the mean of the x and the mean of
  the y of all elements: I y high and x low (*prioritas utama*), II both high (*pertahankan*), III both low (*prioritas
  rendah*), IV y low and x high (*berlebihan*).  On a line is high;

and for the whole

* **CSI** (*customer satisfaction index*) = Σ (y / Σy · x) / highest score × 100 %: the mean satisfaction, each element
  weighing what its importance weighs.  It is not the IKM, whose weights are those of the regulation.

Everything is computed from exact means and rounded once.

>>> import ikm
>>> satisfied = ikm.score([[3, 4, 3, 4, 3, 4, 3, 4, 3]] * 10)
>>> important = ikm.score([[4, 4, 4, 4, 2, 2, 2, 2, 3]] * 10)
>>> found = ikm.importance(satisfied, important)
>>> found.csi, found.elements[0].quadrant, found.elements[0].called, found.elements[0].gap
(86.11, 1, 'Prioritas utama', -1.0)
>>> [element.quadrant for element in found.elements]
[1, 2, 1, 2, 3, 4, 3, 4, 1]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from ikm.errors import OptionError
from ikm.records import FrozenModel
from ikm.regulation import law_behind, round_half_up
from ikm.scoring import IKMResult
from ikm.surveys import score

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["ImportanceElement", "ImportanceResult", "importance"]

_DECIMALS = 2


class ImportanceElement(FrozenModel):
    """One element: how satisfied people are with it, and how important it is to them."""

    key: str = Field(description="the element")
    code: str = Field(description="its code, `U1` … `U9`")
    name: str = Field(description="its name in the language of the result")
    satisfaction: float = Field(description="mean satisfaction (NRR), unrounded")
    importance: float = Field(description="mean importance, unrounded")
    gap: float = Field(description="satisfaction less importance, unrounded")
    conformity_percent: float = Field(description="satisfaction divided by importance, in percent, rounded half up")
    weight: float = Field(description="its importance divided by the importance of all, unrounded")
    quadrant: int = Field(description="1 to 4: concentrate here, keep up, low priority, possible overkill")
    called: str = Field(description="the quadrant in words")


class ImportanceResult(FrozenModel):
    """Importance beside satisfaction, of all elements that were asked about both."""

    csi: float = Field(description="the customer satisfaction index, in percent, rounded half up")
    csi_exact: str = Field(description="the same before rounding, as an exact fraction")
    satisfaction_mean: float = Field(description="where the quadrants are parted: the mean of the satisfactions")
    importance_mean: float = Field(description="the mean of the importances")
    elements: tuple[ImportanceElement, ...] = Field(description="the elements, in order")


def importance(
    satisfaction: Any,  # noqa: ANN401 - a result, or whatever `ikm.score` takes
    important: IKMResult | Mapping[str, Any],
    **options: Any,  # noqa: ANN401 - those of `ikm.score`
) -> ImportanceResult:
    """Put importance beside satisfaction.

    Parameters
    ----------
    satisfaction : IKMResult, or what `ikm.score` takes
        How satisfied people are: a result, or the survey.
    important : IKMResult or mapping
        How important the elements are to them: a result of those answers, or, where one survey asks both, the column of
        each element's importance, as ``columns`` of `ikm.load` takes them (``{"U1": "Kepentingan persyaratan", …}``).
    **options
        Options of `ikm.score`, for a survey that is scored here; they hold for both questions.

    Returns
    -------
    ImportanceResult

    Raises
    ------
    OptionError
        If no element was asked about both, or options are given with results alone.
    ResponseError, SourceError
        If a survey cannot be read or scored.
    """
    if isinstance(important, IKMResult):
        matters = important
    elif isinstance(important, Mapping) and not isinstance(satisfaction, IKMResult):
        matters = score(satisfaction, **{**options, "columns": dict(important)})
    else:
        raise OptionError(
            "The importance is a result of ikm.score, or, beside a survey, the column of each element: "
            'ikm.importance("survei.xlsx", {"U1": "Kepentingan U1", …}).'
        )
    if isinstance(satisfaction, IKMResult):
        if options:
            raise OptionError(f"These are scored already; {', '.join(options)} must be given to ikm.score.")
        felt = satisfaction
    else:
        felt = score(satisfaction, **options)
    law = law_behind(felt.provenance, options.get("regulation"))
    if law is None:
        raise OptionError(f"This was scored under {felt.provenance.regulation!r}, which does not come with ikm.")
    return _beside(felt, matters, Fraction(law.high))


def _beside(felt: IKMResult, matters: IKMResult, high: Fraction) -> ImportanceResult:
    asked = {one.key: Fraction(one.nrr_exact) for one in matters.elements}
    both = [(one, Fraction(one.nrr_exact), asked[one.key]) for one in felt.elements if one.key in asked]
    if not both:
        raise OptionError("No element was asked about both satisfaction and importance.")
    whole = sum((y for _, _, y in both), Fraction(0))
    x_mean, y_mean = sum((x for _, x, _ in both), Fraction(0)) / len(both), whole / len(both)
    csi = sum((x * y for _, x, y in both), Fraction(0)) / whole / high * 100
    words = _quadrants()[felt.lang]
    elements = []
    for one, x, y in both:
        quadrant = _quadrant(x >= x_mean, y >= y_mean)
        elements.append(
            ImportanceElement(
                key=one.key,
                code=one.code,
                name=one.name,
                satisfaction=float(x),
                importance=float(y),
                gap=float(x - y),
                conformity_percent=float(round_half_up(x / y * 100, _DECIMALS)),
                weight=float(y / whole),
                quadrant=quadrant,
                called=words[str(quadrant)],
            )
        )
    return ImportanceResult(
        csi=float(round_half_up(csi, _DECIMALS)),
        csi_exact=str(csi),
        satisfaction_mean=float(x_mean),
        importance_mean=float(y_mean),
        elements=tuple(elements),
    )


def _quadrant(satisfied: bool, important: bool) -> int:  # noqa: FBT001 - a table of two by two
    return {(False, True): 1, (True, True): 2, (False, False): 3, (True, False): 4}[satisfied, important]


@cache
def _quadrants() -> dict[Language, dict[str, str]]:
    text = Path(__file__).with_name("data").joinpath("quadrants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)  # type: ignore[return-value]
