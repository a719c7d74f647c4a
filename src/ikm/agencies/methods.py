"""Methods: the three ways to make one figure of several units, and what such a figure is.

>>> from fractions import Fraction
>>> mean_of([Fraction(80), Fraction(90)], [3, 1]), mean_of([], [])
(Fraction(165, 2), None)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ikm.records import FrozenModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings import Language

__all__ = ["METHODS", "AgencyFigure", "Method", "mean_of"]

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


def mean_of(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction | None:
    """Give the exact weighted mean; none of nothing."""
    total = sum(weights)
    return sum((value * n for value, n in zip(values, weights, strict=True)), Fraction()) / total if total else None
