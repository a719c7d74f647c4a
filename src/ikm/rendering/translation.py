"""Translation: results in the other language, without scoring again.

Figures have no language.  What has one is the names of elements, what a grade is called (*kinerja*), and the words of
findings; the first two stand in the instrument, the last in `ikm.findings`.  Column labels and groups stay as the file
has them.  An instrument of one's own must be given again, because a result names it and does not hold it.

>>> import ikm
>>> result = ikm.score([[4] * 9, [3] * 9], weight="exact")
>>> english = result.translated("en")
>>> english.kinerja, english.elements["biaya"].name, english == ikm.score([[4] * 9, [3] * 9], weight="exact", lang="en")
('Good', 'Cost/tariff', True)
>>> english.translated("id") == result
True

Of an agency every unit is translated, and the agency's figures:

>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> units = {"Loket A": [header, [4] * 9], "Loket B": [header, [9] * 9]}
>>> english = ikm.score_agency(units).translated("en")
>>> english.agency.figures[1].name, english == ikm.score_agency(units, lang="en")
('plain mean of units', True)
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ikm.agencies import METHODS, agency_indices, why_no_limits
from ikm.arguments import one_of
from ikm.findings import LANGUAGES
from ikm.regulation import AskedItem, builtin_indices, load_index
from ikm.reports import instrument_of
from ikm.scoring import Elements, Groups, Indices, MadeElements

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.agencies import Agency, AgencyResult, UnitResult
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.scoring import GroupResult, IKMResult, IndexResult, Statistics

__all__ = ["translate_agency", "translate_result"]


def translate_result(result: IKMResult, lang: Language, regulation: str | Path | Regulation | None = None) -> IKMResult:
    """Give a result in a language; see `ikm.IKMResult.translated`."""
    one_of("lang", lang, LANGUAGES)
    law = instrument_of(result.provenance, regulation)
    called = {band.mutu: band.called(lang) for band in law.bands}
    return result.model_copy(
        update={
            "lang": lang,
            "kinerja": called[result.mutu],
            "elements": _elements(result.elements, law, called, lang),
            "statistics": None if result.statistics is None else _statistics(result.statistics, law, lang),
            "groups": None
            if result.groups is None
            else Groups(tuple(_group(one, law, called, lang) for one in result.groups)),
            "findings": tuple(finding.translated(lang) for finding in result.findings),
            "indices": None if result.indices is None else Indices(tuple(_index(one, lang) for one in result.indices)),
        }
    )


def _index(index: IndexResult, lang: Language) -> IndexResult:
    """Give another index in a language; one made by a file of one's own keeps the words it has."""
    known = load_index(index.key) if index.key in builtin_indices() else None
    if known is None or known.digest != index.sha256:
        return index
    named = {item.key: item for item in known.items}
    law = known.law([named.get(one.key, AskedItem(one.key, one.name, one.name)) for one in index.elements])
    called = {band.mutu: band.called(lang) for band in law.bands}
    return index.model_copy(
        update={
            "name": known.title[lang],
            "kinerja": called[index.mutu],
            "elements": _elements(index.elements, law, called, lang),
            "groups": None
            if index.groups is None
            else Groups(tuple(_group(one, law, called, lang) for one in index.groups)),
            "bands": tuple(one.model_copy(update={"kinerja": called[one.mutu]}) for one in index.bands),
            "source": known.sources["instrument"][lang],
            "bands_source": known.bands_source[lang],
        }
    )


def _statistics(statistics: Statistics, law: Regulation, lang: Language) -> Statistics:
    """Name the elements of the item table; nothing else in the statistics is words."""
    reliability = statistics.reliability
    named = [item.model_copy(update={"name": law.element(item.key).name(lang)}) for item in reliability.items]
    items = type(reliability.items)(tuple(named))
    return statistics.model_copy(update={"reliability": reliability.model_copy(update={"items": items})})


def _elements(elements: Elements, law: Regulation, called: dict[str, str], lang: Language) -> Elements:
    return Elements(
        tuple(
            one.model_copy(update={"name": law.element(one.key).name(lang), "kinerja": called[one.mutu]})
            for one in elements
        )
    )


def _group(group: GroupResult, law: Regulation, called: dict[str, str], lang: Language) -> GroupResult:
    if group.hidden:
        return group
    update: dict[str, object] = {"kinerja": None if group.mutu is None else called[group.mutu]}
    if not group.elements_hidden:
        # As in the group itself they are made when asked for: of twenty thousand groups few are.
        update["elements"] = MadeElements.by(partial(_elements, group.elements, law, called, lang))
    return group.model_copy(update=update)


def translate_agency(
    result: AgencyResult, lang: Language, regulation: str | Path | Regulation | None = None
) -> AgencyResult:
    """Give a result in a language; see `ikm.AgencyResult.translated`."""
    one_of("lang", lang, LANGUAGES)
    units = tuple(_unit(one, lang, regulation) for one in result.units)
    return result.model_copy(update={"lang": lang, "units": units, "agency": _agency(result, lang, regulation)})


def _unit(unit: UnitResult, lang: Language, regulation: str | Path | Regulation | None) -> UnitResult:
    if unit.result is not None:
        return unit.model_copy(update={"result": unit.result.translated(lang, regulation=regulation)})
    if unit.refusal is None:
        return unit
    told = tuple(finding.translated(lang) for finding in unit.refusal.findings)
    return unit.model_copy(update={"refusal": unit.refusal.model_copy(update={"lang": lang, "findings": told})})


def _agency(result: AgencyResult, lang: Language, regulation: str | Path | Regulation | None) -> Agency:
    agency = result.agency
    scored = [one.result.provenance for one in result.units if one.result is not None]
    called = {band.mutu: band.called(lang) for one in scored[:1] for band in instrument_of(one, regulation).bands}
    told = {finding.message: finding.translated(lang) for finding in agency.findings}
    figures = tuple(
        figure.model_copy(
            update={
                "name": METHODS[figure.method][lang],
                "kinerja": None if figure.mutu is None else called[figure.mutu],
                # Why there is no figure is one of the findings.
                "reason": told[figure.reason].message if figure.reason in told else figure.reason,
                "limits_reason": figure.limits_reason
                and why_no_limits(figure.method, agency.pooled, result.units, lang),
            }
        )
        for figure in agency.figures
    )
    pooled = None if agency.pooled is None else agency.pooled.translated(lang, regulation=regulation)
    indices = agency_indices([one.model_copy(update={"result": _told(one, lang)}) for one in result.units], lang)
    update = {"figures": figures, "pooled": pooled, "findings": tuple(told.values()), "indices": indices or None}
    return agency.model_copy(update=update)


def _told(unit: UnitResult, lang: Language) -> IKMResult | None:
    """Give the result of a unit with its other indices in a language; nothing else of it is needed."""
    result = unit.result
    if result is None or result.indices is None:
        return result
    return result.model_copy(update={"indices": Indices(tuple(_index(one, lang) for one in result.indices))})
