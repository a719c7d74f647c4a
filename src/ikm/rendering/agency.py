"""Several units for a terminal: a row for each, and the agency's figure by each method.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.agency import show_agency
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> units = {"Loket A": [header, [4] * 9], "Loket B": [header, [3] * 9]}
>>> out = io.StringIO()
>>> show_agency(ikm.score_agency(units, weight="exact"), Console(file=out, width=80))
>>> print(out.getvalue().splitlines()[0])
Nilai instansi  ·  2 dari 2 unit dihitung  ·  2 responden  ·  bobot 1/9
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ikm.findings import display
from ikm.rendering.screen import show_chapter
from ikm.rendering.terminal import COLOURS, plain_table, show_facts, show_groups
from ikm.reports import (
    Chapter,
    agency_index_rows,
    agency_statistics_chapter,
    alarms,
    comparison_blocks,
    figure_rows,
    number,
    phrases,
    published,
    reason,
    summary,
    unit_note,
    units_line,
    weight_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ikm.agencies import AgencyIndex, AgencyResult, UnitResult
    from ikm.findings import Language

__all__ = ["show_agency", "show_agency_headline", "show_units"]


def show_agency(result: AgencyResult, console: Console, *, brief: bool = False) -> None:
    """Print the agency's figures first, then a row for each unit and the pooled respondents' summary."""
    lang, agency = result.lang, result.agency
    say = phrases(lang)
    show_agency_headline(result, console)
    if brief:
        return
    if agency.scored:
        console.print(Text(say["agency_methods"], style="dim"))
    console.print()
    show_units(result.units, console, lang)
    if agency.pooled is not None:
        console.print()
        console.print(Text(say["agency_pooled"], style="bold"))
        show_facts(summary(agency.pooled), console)
    if (statistics := agency_statistics_chapter(result)) is not None:
        show_chapter(statistics, console)
    _show_groups(result, console)


def show_agency_headline(result: AgencyResult, console: Console) -> None:
    """Print how many units were counted, the agency's figure by each method, and what must be said loudly of it.

    Why a method gives none is among the notes on the data.
    """
    lang, agency = result.lang, result.agency
    weight = "" if agency.pooled is None else f"  ·  {weight_words(agency.pooled)}"
    console.print(Text.assemble((phrases(lang)["agency"], "bold"), f"  ·  {units_line(result)}{weight}"))
    if not agency.scored:
        return
    figures = plain_table(show_header=False)
    figures.add_column(no_wrap=True)
    figures.add_column(no_wrap=True, justify="right")
    figures.add_column()
    for figure, (name, index, note) in zip(agency.figures, figure_rows(result), strict=True):
        told = note if figure.reason is None else phrases(lang)["no_index"]
        figures.add_row(Text(name), Text(index, style="bold"), Text(told, style=COLOURS.get(figure.mutu or "", "")))
    console.print(figures)
    for alarm in () if agency.pooled is None else alarms(agency.pooled):
        console.print(Text(alarm, style="bold yellow"))
    for other in agency.indices or ():
        _show_index(other, agency.units, console, lang)


def _show_index(index: AgencyIndex, units: int, console: Console, lang: Language) -> None:
    """Print the figures of another index, as those of the IKM are."""
    counted = phrases(lang)["units_counted"].format(
        scored=number(index.units, 0, lang),
        units=number(units, 0, lang),
        respondents=number(index.respondents, 0, lang),
    )
    console.print(Text.assemble((index.short, "bold"), f"  ·  {index.name}  ·  {counted}"))
    figures = plain_table(show_header=False)
    figures.add_column(no_wrap=True)
    figures.add_column(no_wrap=True, justify="right")
    figures.add_column()
    for name, value, note, mutu in agency_index_rows(index, lang):
        figures.add_row(Text(name), Text(value, style="bold"), Text(note, style=COLOURS.get(mutu, "")))
    console.print(figures)


def show_units(units: Sequence[UnitResult], console: Console, lang: Language) -> None:
    """Print a row for each unit, and below them why those without a figure have none."""
    say = phrases(lang)
    people = any(unit.population is not None for unit in units)
    noted = [unit_note(unit, lang) for unit in units]
    table = plain_table()
    table.add_column(Text(say["unit"]), min_width=12, overflow="fold")
    for name in ("respondents", *(("population",) if people else ()), "ikm_index"):
        table.add_column(Text(say[name]), justify="right", no_wrap=True)
    table.add_column(Text(say["mutu"]), no_wrap=True)
    shorts = list(dict.fromkeys(one.short for unit in units if unit.result for one in unit.result.indices or ()))
    for short in shorts:
        table.add_column(Text(short), justify="right", no_wrap=True)
    if any(noted):
        table.add_column(Text(say["note"]))
    for unit, note in zip(units, noted, strict=True):
        result = unit.result
        cells = [Text(display(unit.unit, 80)), Text("" if result is None else number(result.respondents, 0, lang))]
        if people:
            cells.append(Text("" if unit.population is None else number(unit.population, 0, lang)))
        mutu = "" if result is None else result.mutu
        cells.append(Text("–" if result is None else number(result.ikm, 2, lang)))
        cells.append(Text(mutu, style=COLOURS.get(mutu, "")))
        others = {} if result is None else {one.short: one for one in result.indices or ()}
        told = ("–" if one is None else f"{published(one, lang)} {one.mutu}" for one in map(others.get, shorts))
        cells += map(Text, told)
        if any(noted):
            cells.append(Text(note, style="red" if result is None else ""))
        table.add_row(*cells)
    console.print(table)
    refused = [(unit.unit, unit.refusal) for unit in units if unit.refusal is not None]
    if refused:
        console.print()
        reasons = plain_table(show_header=False)
        reasons.add_column(style="red", max_width=28, overflow="fold")
        reasons.add_column()
        for name, refusal in refused:
            reasons.add_row(Text(display(name, 80)), Text(reason(refusal, lang)))
        console.print(reasons)


def _show_groups(result: AgencyResult, console: Console) -> None:
    """Print each unit's breakdown; the agency has none, because it would show what a unit must hide."""
    for unit in result.units:
        if unit.result is not None:
            show_groups(unit.result, console, display(unit.unit, 80))
            if tests := comparison_blocks(unit.result):
                show_chapter(Chapter("statistik", display(unit.unit, 80), tests), console)
