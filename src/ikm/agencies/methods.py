"""Methods: the figure of an agency by each of three named ways, with its limits.

The limits of a mean of units are put together of the limits of each unit's index, as those of a change are of two
periods' (`ikm.statistics.changes`): with weights w that total 1, means m and limits l and u, from

    Σ w m − √(Σ w² (m − l)²)   to   Σ w m + √(Σ w² (u − m)²)

They say how sure the figure of these units is, and nothing of units that are not among them.  A figure has none where
one of its units has none; that of all respondents pooled has those of its own result.

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
from ikm.regulation import round_half_up
from ikm.scoring import Between
from ikm.statistics import Bounded, combined_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings import Finding, Language
    from ikm.regulation import Regulation
    from ikm.scoring import IKMResult, Uncertainty

__all__ = ["METHODS", "AgencyFigure", "Method", "figure_of", "limits_of", "mean_of", "own_limits"]

Method = Literal["pooled", "mean", "weighted"]

METHODS: dict[Method, dict[Language, str]] = {
    "pooled": {"id": "semua responden digabung", "en": "pooled respondents"},
    "mean": {"id": "rata-rata biasa unit", "en": "plain mean of units"},
    "weighted": {"id": "rata-rata tertimbang populasi", "en": "mean weighted by population"},
}

_DECIMALS = 4
"""So many decimals a limit keeps, as the limits of an index do."""


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


def mean_of(values: Sequence[Fraction], weights: Sequence[int]) -> Fraction | None:
    """Give the exact weighted mean; none of nothing."""
    total = sum(weights)
    return sum((value * n for value, n in zip(values, weights, strict=True)), Fraction()) / total if total else None


def limits_of(results: Sequence[IKMResult], weights: Sequence[int]) -> Between | None:
    """Give the limits of the weighted mean of units; none where a unit that counts has none."""
    counting = [(one, n) for one, n in zip(results, weights, strict=True) if n]
    total = sum(weights)
    parts = []
    for one, n in counting:
        between = own_limits(one.uncertainty)
        if between is None:
            return None
        parts.append((n / total, Bounded(float(Fraction(one.ikm_exact)), *between)))
    return Between(*map(_rounded, combined_limits(parts))) if parts else None


def own_limits(sure: Uncertainty | None) -> Between | None:
    """Give the limits of a result; none where it has none."""
    return None if sure is None or sure.low is None or sure.high is None else Between(sure.low, sure.high)


def figure_of(
    method: Method,
    value: Fraction | None,
    reason: Finding | None,
    law: Regulation,
    lang: Language,
    limits: Between | None = None,
) -> AgencyFigure:
    """Give the figure of a method with its name; or why there is none."""
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
    )


def _rounded(value: float) -> float:
    return float(round_half_up(Fraction(value), _DECIMALS))
