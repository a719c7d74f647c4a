"""The rows and sentences of several units, shared by their terminal and their notebook form.

>>> import ikm
>>> from ikm.reports.units import figure_rows, unit_rows, units_line
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> result = ikm.score_agency({"Loket A": [header, [4] * 9], "Loket B": [header, [9] * 9]}, weight="exact")
>>> units_line(result), unit_rows(result.units, "id")[1][:4]
('1 dari 2 unit dihitung  ·  1 responden', ('Loket B', '', '–', ''))
>>> figure_rows(result)[0]
('semua responden digabung', '100,00', 'A (Sangat Baik) · tanpa selang: satu responden')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.agencies import AgencyFigure, AgencyResult, UnitResult
    from ikm.findings import Language, Refusal

__all__ = ["figure_limits", "figure_rows", "reason", "unit_note", "unit_rows", "units_line"]

_REASON = 300
_TOLD = {"survey-invalid-blanked": "unit_blanked", "group-few": "unit_few", "group-very-few": "unit_few"}
"""Findings of a unit's own result that its row tells, and the words it tells them in."""


def units_line(result: AgencyResult) -> str:
    """Say how many units were counted, and of how many respondents."""
    lang, agency = result.lang, result.agency
    return phrases(lang)["units_counted"].format(
        scored=number(agency.scored, 0, lang),
        units=number(agency.units, 0, lang),
        respondents=number(agency.respondents, 0, lang),
    )


def figure_rows(result: AgencyResult) -> list[tuple[str, str, str]]:
    """Give the agency's figure by each method: its name, the index, and its grade and limits or why there is none."""
    rows = []
    for figure in result.agency.figures:
        index = "–" if figure.ikm is None else number(figure.ikm, 2, result.lang)
        note = figure.reason or ("" if figure.mutu is None else f"{figure.mutu} ({figure.kinerja})")
        note += "".join(f" · {limits}" for limits in [figure_limits(figure, result.lang)] if limits)
        rows.append((figure.name, index, note))
    return rows


def figure_limits(figure: AgencyFigure, lang: Language) -> str:
    """Give the limits of a figure in words, or why it has none; nothing where that is not known."""
    if figure.low is None or figure.high is None:
        why = figure.limits_reason
        return "" if why is None else phrases(lang)["agency_no_limits"].format(reason=why)
    low, high = (number(limit, 2, lang) for limit in (figure.low, figure.high))
    return phrases(lang)["agency_limits"].format(low=low, high=high)


def unit_rows(units: Iterable[UnitResult], lang: Language) -> list[tuple[str, ...]]:
    """Give each unit: name, respondents, index, grade, and what must be known or why it was refused."""
    rows: list[tuple[str, ...]] = []
    for unit in units:
        result, note = unit.result, unit_note(unit, lang)
        people, index, mutu = "", "–", ""
        if result is not None:
            people, index, mutu = number(result.respondents, 0, lang), number(result.ikm, 2, lang), result.mutu
        if unit.refusal is not None:
            note += f": {reason(unit.refusal, lang)}"
        rows.append((display(unit.unit, 80), people, index, mutu, note))
    return rows


def unit_note(unit: UnitResult, lang: Language) -> str:
    """Say that a unit has no figure, or what must be known about the one it has."""
    say = phrases(lang)
    result = unit.result
    if result is None:
        return say["unit_refused"]
    notes = [say[f"unit_{name}"] for name in ("weight", "rounding") if getattr(result, f"grade_depends_on_{name}")]
    people = unit.population if result.sample is None else result.sample.population
    if people is not None and result.respondents > people:
        notes.append(say["unit_over"].format(population=number(people, 0, lang)))
    codes = {finding.code for finding in result.findings}
    notes += [say[words] for code, words in _TOLD.items() if code in codes]
    if result.sample is not None and result.sample.sufficient is False:
        notes.append(say["unit_short"].format(required=number(result.sample.required, 0, lang)))
    if result.target is not None and not result.target.reached:
        notes.append(say["unit_target"].format(value=number(result.target.value, 2, lang)))
    return "; ".join(notes)


def reason(refusal: Refusal, lang: Language) -> str:
    """Give the first error of a refused unit, and how many more there are."""
    errors = [finding for finding in refusal.findings if finding.severity == "error"]
    codes = {finding.code for finding in errors}
    rest = sum(n for code, n in refusal.findings_total.items() if code in codes) - 1
    more = phrases(lang)["unit_more"].format(number=number(rest, 0, lang)) if rest > 0 else ""
    place = f"{errors[0].cell}: " if errors[0].cell else ""
    return display(f"{place}{errors[0].message}", _REASON) + more
