"""Disclosure: what the pooled result withholds, so that it less the units tells nothing that a unit withholds.

A unit in which few people left blanks shows its interval, alpha and correlations coarsely, and not what the other
handling of blanks gives (`ikm.statistics.blanks`, `ikm.scoring.figures`); one in which few of a group did shows its
interval so.  Those of all respondents less those of the other units would give them back.  So the pooled figures are as
coarse as the coarsest unit's, and the other handling is told only where the units that withhold theirs have many with
blanks together, and many without.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> many = [[4] * 9] * 20 + [[3, None, *[4] * 7]] * 15
>>> few = [[3] * 9] * 39 + [[2, None, *[4] * 7]]
>>> units = {"Loket A": [header, *many], "Loket B": [header, *few]}
>>> found = ikm.score_agency(units)
>>> [unit.result.blanks.other_ikm for unit in found.units], found.agency.pooled.blanks.other_ikm
([99.9, None], None)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ikm.regulation import round_half_up
from ikm.statistics import FEW_DECIMALS, FEW_VARIANCE_DECIMALS, few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.scoring import IKMResult

__all__ = ["guarded"]


def guarded(pooled: IKMResult, units: Sequence[IKMResult], minimum: int) -> IKMResult:
    """Withhold of the pooled result what would tell of few with blanks in a unit.

    Parameters
    ----------
    pooled : IKMResult
        The result of all respondents.
    units : sequence of IKMResult
        Those of the units.
    minimum : int
        So many respondents may be told of.
    """
    with_blanks = [(one, one.blanks) for one in units if one.blanks is not None]
    if pooled.blanks is None or pooled.blanks.missing == "complete":
        return pooled
    update: dict[str, Any] = {}
    hidden = [(one, blanks) for one, blanks in with_blanks if blanks.other_respondents is None]
    partial = sum(blanks.respondents or 0 for _, blanks in hidden)
    if hidden and min(partial, sum(one.respondents for one, _ in hidden) - partial) < minimum:
        withheld = dict.fromkeys(("other_respondents", "other_ikm", "other_mutu"))
        update["blanks"] = pooled.blanks.model_copy(update=withheld)
    of_groups = [group.blanks for unit in units for group in unit.groups or ()]
    if any(few(one.respondents or 0) for one in of_groups if one is not None):
        update |= _coarse(pooled)
    if any(few(blanks.respondents or 0) for _, blanks in with_blanks):
        update |= _coarse(pooled) | _coarse_statistics(pooled)
    return pooled.model_copy(update=update)


def _coarse_statistics(pooled: IKMResult) -> dict[str, Any]:
    """Round alpha and the correlations likewise; the verdicts are of the figures so rounded."""
    found = pooled.statistics
    if found is None or found.reliability.alpha is None or found.reliability.decimals is not None:
        return {}
    sound, alpha = found.reliability, _round(found.reliability.alpha)
    items = []
    for item in sound.items:
        rest, without = _round(item.item_rest), _round(item.alpha_if_deleted)
        valid = None if rest is None or sound.r_table is None else rest > sound.r_table
        items.append(item.model_copy(update={"item_rest": rest, "alpha_if_deleted": without, "valid": valid}))
    update: dict[str, Any] = {"alpha": alpha, "alpha_exact": None, "decimals": FEW_DECIMALS}
    update["items"] = type(sound.items)(tuple(items))
    update["reliable"] = None if alpha is None else alpha >= sound.criterion
    return {"statistics": found.model_copy(update={"reliability": sound.model_copy(update=update)})}


def _coarse(pooled: IKMResult) -> dict[str, Any]:
    """Round how sure the figures are to what few with blanks leave."""
    sure = pooled.uncertainty
    if sure is None or sure.low is None:
        return {}
    rounded: dict[str, Any] = {
        name: _round(getattr(sure, name)) for name in ("low", "high", "margin", "detectable_change")
    }
    rounded["grade_probabilities"] = {mutu: _round(share) for mutu, share in sure.grade_probabilities.items()}
    rounded["variance_exact"] = str(Fraction(round_half_up(Fraction(sure.variance_exact or 0), FEW_VARIANCE_DECIMALS)))
    alternatives = (
        one.model_copy(update={"low": _round(one.low), "high": _round(one.high)}) for one in pooled.alternatives
    )
    return {
        "uncertainty": type(sure).model_validate(sure.model_dump() | rounded),
        "alternatives": tuple(alternatives),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else float(round_half_up(Fraction(str(value)), FEW_DECIMALS))
