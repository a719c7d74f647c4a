"""Limits: how sure the figures of an agency are, or why that is not known.

The limits of a mean of units are put together of the limits of each unit's index, as those of a change are of two
periods' (`ikm.statistics.changes`): with weights w that total 1, means m and limits l and u, from

    Σ w m − √(Σ w² (m − l)²)   to   Σ w m + √(Σ w² (u − m)²)

They say how sure the figure of these units is, and nothing of units that are not among them.  A figure has none where
one of its units has none, and then that unit is named with the reason; that of all respondents pooled has those of its
own result.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> rows = {"Loket A": [[4] * 9] * 3, "Loket B": [[3] * 9]}
>>> result = ikm.score_agency({name: [header, *scores] for name, scores in rows.items()}, lang="en")
>>> [(figure.low, figure.limits_reason) for figure in result.agency.figures[1:2]]
[(None, 'Loket B (one respondent)')]
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.findings import display, in_words
from ikm.regulation import round_half_up
from ikm.scoring import Between
from ikm.statistics import Bounded, combined_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.agencies.methods import Method
    from ikm.agencies.units import UnitResult
    from ikm.findings import Language
    from ikm.scoring import IKMResult, Uncertainty

__all__ = ["limits_of", "named", "own_limits", "why_no_limits"]

_DECIMALS = 4
"""So many decimals a limit keeps, as the limits of an index do."""

_NAMED = 10
"""So many units are named."""


@cache
def _why_in_words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("limits.toml").read_text(encoding="utf-8"))


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


def why_no_limits(method: Method, pooled: IKMResult | None, units: Sequence[UnitResult], lang: Language) -> str | None:
    """Say why the figure of a method has no limits: of a mean, because of which units; nothing where it has some.

    Parameters
    ----------
    method : {"pooled", "mean", "weighted"}
        The method; one that has a figure.
    pooled : IKMResult, optional
        The result of all respondents together.
    units : sequence of UnitResult
        All units.
    lang : {"id", "en"}
        The language.
    """
    unsure = [(unit.unit, why) for unit in units if unit.result is not None and (why := _why(unit.result))]
    if method != "pooled":
        people = {unit.unit: unit.population for unit in units}
        return _listed([one for one in unsure if method == "mean" or people[one[0]]], lang)
    why = None if pooled is None else _why(pooled)
    # Pooled counts lack what the counts of some unit lack; anything else is so of the whole alone.
    lacking = [one for one in unsure if one[1] == why == "not-from-counts"]
    return _listed(lacking, lang) or (None if why is None else in_words(_why_in_words()[lang][why]))


def named(names: Sequence[str]) -> str:
    """List names, not more than one can read."""
    more = f" … (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _listed(unsure: Sequence[tuple[str, str]], lang: Language) -> str | None:
    told = [f"{display(unit, 80)} ({in_words(_why_in_words()[lang][why])})" for unit, why in unsure]
    return named(told) or None


def _why(result: IKMResult) -> str | None:
    """Give why a result has no limits."""
    if own_limits(result.uncertainty) is not None or result.uncertainty is None:
        return None
    complete = result.provenance.options.get("missing") == "complete"
    reason = str(result.uncertainty.reason)
    return "complete" if complete and reason == "not-from-counts" else reason


def _rounded(value: float) -> float:
    return float(round_half_up(Fraction(value), _DECIMALS))
