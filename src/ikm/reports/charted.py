"""The figures of a result: its elements against the bands, the distribution of its answers, its groups.

Shapes stand at the exact values, numbers are written half up from them.  The bands are those of the instrument the
result was scored under; a result names its instrument and does not hold it, so that one of an office's own must be
given again, and without it a figure has no bands.

Where several questions of one element were averaged, answers lie between the levels too.  None is rounded to a level
that nobody chose: between each two levels there is then a class of its own, and favourable are, as always, the answers
of the upper half of the levels and what lies above its lowest.

>>> import ikm
>>> from ikm.reports.charted import element_figure, shares_figure
>>> result = ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 2, 3, 4, 3, 3]], weight="exact")
>>> figure = element_figure(result)
>>> [(bar.code, bar.text, bar.mutu) for bar in figure.bars[:2]], figure.index.text
([('U1', '87,50', 'B'), ('U2', '87,50', 'B')], '84,72')
>>> [band.mutu for band in figure.bands], figure.bands[3].low_text
(['D', 'C', 'B', 'A'], '88,31')
>>> row = shares_figure(result).rows[4]
>>> row.shares, row.favourable
((Fraction(0, 1), Fraction(1, 2), Fraction(1, 2), Fraction(0, 1)), '50,0 %')
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.arguments import CROSS
from ikm.findings import display
from ikm.regulation import law_behind
from ikm.reports.figures import ElementBar, ElementFigure, SharesFigure, SharesRow, Zone
from ikm.reports.rows import group_tables
from ikm.reports.wording import number, phrases, profile_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.agencies import AgencyResult
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.scoring import ElementResult, GroupResult, IKMResult

__all__ = ["element_figure", "group_figures", "shares_figure", "units_figure", "zones"]

_NAMED = 3
"""How many are named that are all the highest, or the lowest."""


def element_figure(result: IKMResult, law: Regulation | None = None) -> ElementFigure:
    """Give the elements against the bands, with the index as the whole."""
    lang, say = result.lang, phrases(result.lang, "charts")
    factor = _factor(result)
    bars = tuple(
        ElementBar(one.code, one.name, value, number(value, 2, lang), one.mutu)
        for one in result.elements
        for value in [Fraction(one.nrr_exact) * factor]
    )
    index = _index(result, phrases(lang)["ikm_index"])
    bands, low, high = _scale(result, law)
    told = say["unsur_told"].format(index=index.name, **_told(bars, index, low, high, lang))
    return ElementFigure("unsur", say["unsur"], told, bars, bands, low, high, index)


def group_figures(result: IKMResult, law: Regulation | None = None) -> tuple[ElementFigure, ...]:
    """Give for each breakdown its groups against the bands, with the index of all as the whole."""
    lang, say = result.lang, phrases(result.lang, "charts")
    if result.groups is None:
        return ()
    bands, low, high = _scale(result, law)
    index = _index(result, say["whole"])
    figures = []
    for (by, groups), table in zip(result.groups.tables.items(), group_tables(result), strict=True):
        bars = tuple(
            ElementBar("", row[0], _group_value(one), row[3], row[4])
            for one, row in zip(groups, table.rows, strict=True)
        )
        told = [say["kelompok_told"].format(**_told(bars, index, low, high, lang))]
        if hidden := sum(bar.value is None for bar in bars):
            told.append(say["kelompok_hidden"].format(number=number(hidden, 0, lang)))
        title = say["kelompok"].format(name=" × ".join(profile_name(name, lang) for name in by))
        key = f"kelompok-{CROSS.join(by)}"
        figures.append(ElementFigure(key, title, " ".join(told), bars, bands, low, high, index))
    return tuple(figures)


def _group_value(group: GroupResult) -> Fraction | None:
    """Give the index of a group; where its elements are hidden no more than the rounded one is known."""
    if group.ikm_exact is not None:
        return Fraction(group.ikm_exact)
    return None if group.ikm is None else Fraction(str(group.ikm))


def units_figure(agency: AgencyResult, law: Regulation | None = None) -> ElementFigure:
    """Give the units of an agency against the bands, with the first of its figures as the whole, if it has one."""
    lang, say = agency.lang, phrases(agency.lang, "charts")
    scored = [unit.result for unit in agency.units if unit.result is not None]
    bands, low, high = _scale(scored[0], law)
    bars = tuple(
        ElementBar("", display(unit.unit, 120), None, "–", "")
        if unit.result is None
        else ElementBar(
            "",
            display(unit.unit, 120),
            Fraction(unit.result.ikm_exact),
            number(Fraction(unit.result.ikm_exact), 2, lang),
            unit.result.mutu,
        )
        for unit in agency.units
    )
    whole = next((one for one in agency.agency.figures if one.ikm_exact is not None), None)
    index = None
    if whole is not None:
        value = Fraction(whole.ikm_exact or 0)
        index = ElementBar("", whole.name, value, number(value, 2, lang), whole.mutu or "")
    told = [say["unit_told"].format(**_told(bars, index, low, high, lang))]
    if hidden := sum(bar.value is None for bar in bars):
        told.append(say["unit_refused"].format(number=number(hidden, 0, lang)))
    return ElementFigure("unit", say["unit"], " ".join(told), bars, bands, low, high, index)


def shares_figure(result: IKMResult) -> SharesFigure:
    """Give for each element the shares of its answers, from the lowest level to the highest."""
    lang, say = result.lang, phrases(result.lang, "charts")
    counted = [{Fraction(level): n for level, n in one.counts.items()} for one in result.elements]
    scale = sorted({level for counts in counted for level in counts if level.denominator == 1})
    between = any(n and level.denominator != 1 for counts in counted for level, n in counts.items())
    places = [scale[0]]
    for level in scale[1:]:
        # A half stands for whatever lies between two levels.
        places += [level - Fraction(1, 2), level] if between else [level]
    favourable = scale[(len(scale) + 1) // 2 :]
    rows = tuple(
        _shares(one, counts, places, favourable[0], lang) for one, counts in zip(result.elements, counted, strict=True)
    )
    ends = [share for _, share in rows]
    upper = say["favourable"].format(low=number(favourable[0], 0, lang), high=number(favourable[-1], 0, lang))
    told = say["sebaran_told"].format(
        rows=number(len(rows), 0, lang),
        favourable=upper,
        most=_named([(one.code, one.name, one.favourable) for one, share in rows if share == max(ends)], lang),
        least=_named([(one.code, one.name, one.favourable) for one, share in rows if share == min(ends)], lang),
    )
    levels = tuple(_level(place, scale, lang) for place in places)
    return SharesFigure("sebaran", say["sebaran"], told, levels, upper, tuple(row for row, _ in rows))


def _shares(
    element: ElementResult,
    counts: dict[Fraction, int],
    places: Sequence[Fraction],
    favourable: Fraction,
    lang: Language,
) -> tuple[SharesRow, Fraction]:
    """Give the row of an element, and the exact share of the favourable."""
    filled = sum(counts.values())
    held = dict.fromkeys(places, 0)
    for level, n in counts.items():
        if n:
            held[
                level if level.denominator == 1 else Fraction(level.numerator // level.denominator) + Fraction(1, 2)
            ] += n
    shares = tuple(Fraction(n, filled) for n in held.values())
    upper = Fraction(sum(n for level, n in counts.items() if level >= favourable), filled)
    texts = tuple(_percent(share, lang) for share in shares)
    return SharesRow(element.code, element.name, shares, texts, _percent(upper, lang)), upper


def _level(place: Fraction, scale: Sequence[Fraction], lang: Language) -> str:
    """Name a level, or the class between two."""
    say = phrases(lang, "charts")
    if place.denominator != 1:
        below, above = (number(place + step, 0, lang) for step in (Fraction(-1, 2), Fraction(1, 2)))
        return say["level_between"].format(below=below, above=above)
    form = {scale[0]: "level_lowest", scale[-1]: "level_highest"}.get(place, "level")
    return say[form].format(level=number(place, 0, lang))


def _percent(share: Fraction, lang: Language) -> str:
    return f"{number(share * 100, 1, lang)} %"


def _factor(result: IKMResult) -> int:
    """Give what made the converted values of the means; they are rounded, the factor is whole."""
    element = result.elements[0]
    return round(Fraction(str(element.ikm)) / Fraction(element.nrr_exact))


def _scale(result: IKMResult, law: Regulation | None) -> tuple[tuple[Zone, ...], Fraction, Fraction]:
    """Give the bands and the ends of the converted scale; without the instrument, the ends alone."""
    lang = result.lang
    known = law or law_behind(result.provenance)
    if known is None:
        levels = sorted(Fraction(level) for one in result.elements for level in one.counts)
        factor = _factor(result)
        return (), levels[0] * factor, levels[-1] * factor
    return zones(known, lang), Fraction(known.bands[0].low), Fraction(known.bands[-1].high)


def zones(law: Regulation, lang: Language) -> tuple[Zone, ...]:
    """Give the bands of an instrument, the lowest first."""
    return tuple(
        Zone(band.mutu, band.called(lang), Fraction(band.low), number(band.low, 2, lang)) for band in law.bands
    )


def _index(result: IKMResult, name: str) -> ElementBar:
    value = Fraction(result.ikm_exact)
    return ElementBar("", name, value, number(value, 2, result.lang), result.mutu)


def _told(
    bars: Sequence[ElementBar], index: ElementBar | None, low: Fraction, high: Fraction, lang: Language
) -> dict[str, str]:
    """Give what is said of bars to somebody who does not see them."""
    shown = [(bar.value, bar) for bar in bars if bar.value is not None]
    names = {"highest": "–", "lowest": "–"}
    if shown:
        for name, end in (("highest", max(value for value, _ in shown)), ("lowest", min(value for value, _ in shown))):
            names[name] = _named([(bar.code, bar.name, bar.text) for value, bar in shown if value == end], lang)
    return {
        "bars": number(len(bars), 0, lang),
        "low": number(low, 0, lang),
        "high": number(high, 0, lang),
        "value": "–" if index is None else index.text,
        "mutu": "–" if index is None else index.mutu,
        **names,
    }


def _named(alike: Sequence[tuple[str, str, str]], lang: Language) -> str:
    """Name those that share an end: code, name and figure of each; of many the first."""
    form = phrases(lang, "charts")["named"]
    told = [form.format(name=f"{code} {name}".strip(), value=value) for code, name, value in alike[:_NAMED]]
    return ", ".join(told) + (" …" if len(alike) > _NAMED else "")
