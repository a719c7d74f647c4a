"""Methods: the figure of an agency by each of three named ways; `ikm.agencies.limits` says how sure it is.

>>> from fractions import Fraction
>>> from ikm.agencies.methods import mean_of
>>> mean_of([Fraction(80), Fraction(90)], [1, 3])
Fraction(175, 2)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ikm.records import FrozenModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings import Finding, Language
    from ikm.regulation import Regulation
    from ikm.scoring import Between

__all__ = ["METHODS", "AgencyFigure", "Method", "figure_of", "mean_of"]

Method = Literal["pooled", "mean", "weighted"]

METHODS: dict[Method, dict[Language, str]] = {
    "pooled": {"id": "semua responden digabung", "en": "pooled respondents"},
    "mean": {"id": "rata-rata biasa unit", "en": "plain mean of units"},
    "weighted": {"id": "rata-rata tertimbang populasi", "en": "mean weighted by population"},
}


class AgencyFigure(FrozenModel):
    """The agency's figure by one method; null with a reason where it cannot be computed."""

    method: Method = Field(description="the method")
    name: str = Field(description="its name in words")
    ikm: float | None = Field(default=None, description="the figure, rounded half up")
    mutu: str | None = Field(default=None, description="its grade")
    kinerja: str | None = Field(default=None, description="its grade in words")
    ikm_exact: str | None = Field(default=None, description="the figure before rounding, as an exact fraction")
    reason: str | None = Field(default=None, description="why there is none, in words")
    low: float | None = Field(
        default=None, description="the lower limit of the figure; null where it does not follow from the units"
    )
    high: float | None = Field(default=None, description="the upper limit")
    limits_reason: str | None = Field(
        default=None, description="why there are no limits, in words: of a mean, because of which units"
    )


def mean_of(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction | None:
    """Give the exact weighted mean; none of nothing."""
    total = sum(weights)
    return sum((value * n for value, n in zip(values, weights, strict=True)), Fraction()) / total if total else None


def figure_of(
    method: Method,
    value: Fraction | None,
    reason: Finding | None,
    law: Regulation,
    lang: Language,
    limits: Between | None = None,
    unsure: str | None = None,
) -> AgencyFigure:
    """Give the figure of a method with its name, and its limits or why there are none; or why there is no figure."""
    name = METHODS[method][lang]
    if value is None:
        return AgencyFigure(
            method=method, name=name, reason=None if reason is None else reason.translated(lang).message
        )
    rounded = law.round_index(value)
    band = law.band(rounded)
    return AgencyFigure(
        method=method,
        name=name,
        ikm=float(rounded),
        mutu=band.mutu,
        kinerja=band.called(lang),
        ikm_exact=str(value),
        low=None if limits is None else limits.low,
        high=None if limits is None else limits.high,
        limits_reason=unsure if limits is None else None,
    )
