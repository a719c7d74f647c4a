"""Indices of an agency: SPAK, SPKP and their like of several units, by the same three methods.

Units that ask for an index by the same instrument are put together; those that do not are not in its figures, and are
counted.  All respondents are pooled by adding up the sums of scores of each item, and where items are weighted by their
importance of that too, where all these units ask the same items.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana", "Diskriminasi", "Pungli", "Calo",
...           "Gratifikasi"]
>>> units = {"Loket A": [header, *[[3] * 9 + [4] * 4] * 3], "Loket B": [header, [3] * 9 + [2] * 4]}
>>> (spak,) = ikm.score_agency(units, index="spak").agency.indices
>>> spak.units, [(figure.method, figure.ikm) for figure in spak.figures]
(2, [('pooled', 87.5), ('mean', 75.0), ('weighted', None)])
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ikm.agencies.methods import METHODS, AgencyFigure, Method, mean_of
from ikm.records import FrozenModel
from ikm.regulation import round_half_up
from ikm.scoring import Importance, weights_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.agencies.units import UnitResult
    from ikm.findings import Language
    from ikm.scoring import IndexResult

__all__ = ["AgencyIndex", "agency_indices"]

_DECIMALS = 2
_REASONS: dict[str, dict[Language, str]] = {
    "items": {
        "id": "Butirnya tidak sama di semua unit.",
        "en": "The items are not the same in all units.",
    },
    "population": {
        "id": "Populasi unit belum diketahui semua.",
        "en": "The population of some unit is not known.",
    },
}


class AgencyIndex(FrozenModel):
    """An index besides the IKM, of several units."""

    key: str = Field(description="the instrument it is made by, such as `spak`")
    short: str = Field(description="what it is called beside a figure")
    name: str = Field(description="the title of the instrument")
    scale: Literal["converted", "mean"] = Field(description="the scale on which its units publish it")
    factor: int = Field(description="what makes the converted index of the mean")
    units: int = Field(description="how many units have it")
    respondents: int = Field(description="questionnaires of these units")
    figures: tuple[AgencyFigure, ...] = Field(description="the converted index by each method")
    grade_depends_on_method: bool = Field(description="whether the methods give different grades")


def agency_indices(units: Sequence[UnitResult], lang: Language) -> tuple[AgencyIndex, ...]:
    """Put the indices of scored units together.

    Parameters
    ----------
    units : sequence of UnitResult
        The units that have a result.
    lang : {"id", "en"}
        The language of the words.
    """
    found: dict[tuple[str, str], list[tuple[UnitResult, IndexResult]]] = {}
    for unit in units:
        for index in () if unit.result is None else unit.result.indices or ():
            found.setdefault((index.key, index.sha256), []).append((unit, index))
    return tuple(_of_units(pairs, lang) for pairs in found.values())


def _of_units(pairs: Sequence[tuple[UnitResult, IndexResult]], lang: Language) -> AgencyIndex:
    """Make the figures of one index."""
    first = pairs[0][1]
    indices = [index for _, index in pairs]
    exact = [Fraction(index.ikm_exact) for index in indices]
    people = [unit.population for unit, _ in pairs]
    known = [one for one in people if one is not None]
    values: dict[Method, Fraction | None] = {
        "pooled": _pooled(indices),
        "mean": mean_of(exact, [1] * len(exact)),
        "weighted": mean_of(exact, known) if len(known) == len(people) else None,
    }
    reasons = {"pooled": "items", "weighted": "population"}
    figures = tuple(_figure(method, value, first, reasons.get(method, ""), lang) for method, value in values.items())
    return AgencyIndex(
        key=first.key,
        short=first.short,
        name=first.name,
        scale=first.scale,
        factor=first.factor,
        units=len(pairs),
        respondents=sum(index.respondents for index in indices),
        figures=figures,
        grade_depends_on_method=len({figure.mutu for figure in figures if figure.mutu is not None}) > 1,
    )


def _pooled(indices: Sequence[IndexResult]) -> Fraction | None:
    """Give the index of all respondents together; none where the items differ."""
    items = [sorted((item.key, item.name) for item in index.elements) for index in indices]
    if any(one != items[0] for one in items):
        return None
    means = {}
    for key, _ in items[0]:
        here = [index.elements[key] for index in indices]
        total = sum((Fraction(item.nrr_exact) * item.filled for item in here), Fraction())
        means[key] = total / sum(item.filled for item in here)
    weights = _weights(indices) or dict.fromkeys(means, Fraction(1, len(means)))
    return sum((weights[key] * mean for key, mean in means.items()), Fraction()) * indices[0].factor


def _weights(indices: Sequence[IndexResult]) -> dict[str, Fraction]:
    """Give the weights by how much all respondents say the items matter; nothing where items weigh alike."""
    told = [index.importance or {} for index in indices]
    sums = {}
    for key in told[0]:
        here = [one[key] for one in told]
        total = sum((Fraction(item.total_exact) for item in here), Fraction())
        sums[key] = Importance(total_exact=str(total), filled=sum(item.filled for item in here))
    return weights_by(sums) if sums else {}


def _figure(method: Method, value: Fraction | None, index: IndexResult, reason: str, lang: Language) -> AgencyFigure:
    name = METHODS[method][lang]
    if value is None:
        return AgencyFigure(method=method, name=name, reason=_REASONS[reason][lang])
    rounded = round_half_up(value, _DECIMALS)
    bands = [band for band in index.bands if rounded >= Decimal(str(band.low))]
    band = bands[-1] if bands else index.bands[0]
    return AgencyFigure(
        method=method, name=name, ikm=float(rounded), mutu=band.mutu, kinerja=band.kinerja, ikm_exact=str(value)
    )
