"""The report of an agency: its figure by each method, and its units side by side.

Units are ranked by their exact indices; one that was refused stands in its row with the reason.  Breakdowns are told of
at the units only.

>>> import ikm
>>> from ikm.reports.agencies import agency_report
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> units = {"Loket A": [header, *[[3] * 9] * 12], "Loket B": [header, *[[4] * 9] * 12]}
>>> report = agency_report(ikm.score_agency(units, weight="exact"))
>>> [chapter.key for chapter in report.chapters], report.headline.text
(['instansi', 'unit', 'pemeriksaan', 'tentang'], '87,50')
>>> [[entry.text for entry in row.cells[:5]] for row in report.chapters[1].blocks[0].rows]
[['2', 'Loket A', '12', '75,00', 'C'], ['1', 'Loket B', '12', '100,00', 'A']]
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from ikm.errors import OptionError
from ikm.findings import display
from ikm.reports.building import instrument_of, made_by
from ikm.reports.chapters import agency_statistics_chapter, origin_chapter, unit_remarks
from ikm.reports.chapters.elements import ranks
from ikm.reports.charted import units_figure
from ikm.reports.indices import agency_index_rows, published
from ikm.reports.report import Chapter, Entry, Head, Report, ReportTable, Row
from ikm.reports.rows import alarms, weight_names
from ikm.reports.units import figure_limits, reason, unit_note
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.agencies import AgencyFigure, AgencyIndex, AgencyResult, UnitResult
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.scoring import IKMResult

__all__ = ["agency_report"]


def agency_report(
    agency: AgencyResult,
    *,
    published: Literal["pooled", "mean", "weighted"] | None = None,
    regulation: str | Path | Regulation | None = None,
) -> Report:
    """Prepare the report of an agency, in the language of its result.

    Parameters
    ----------
    agency : AgencyResult
        What is told of.
    published : {"pooled", "mean", "weighted"}, optional
        The figure that the office publishes.
    regulation : str, path or Regulation, optional
        The instrument, where it does not come with ikm.

    Returns
    -------
    Report
        Its headline is the figure that is published, else that of the first method that has one, and its facts name
        the method.  Where the published one cannot be computed there is none, and an alarm says why.

    Raises
    ------
    OptionError
        If no unit has a result, or the instrument must be given.
    """
    scored = [unit.result for unit in agency.units if unit.result is not None]
    if not scored:
        raise OptionError(
            "No unit could be scored, so there is nothing to report.",
            id="Tidak ada unit yang dapat dihitung, sehingga tidak ada yang dilaporkan.",
        )
    first = agency.agency.pooled or scored[0]
    law = instrument_of(first.provenance, regulation)
    say, lang = phrases(agency.lang, "report"), agency.lang
    chosen = [one for one in agency.agency.figures if published in (None, one.method)]
    figure = next((one for one in chosen if one.ikm is not None), None)
    people = say["respondents_n"].format(number=number(agency.agency.respondents, 0, lang))
    named = say["method" if published is None else "method_published"]
    facts = [(named, figure.name)] if figure is not None else []
    facts += [(say["unit_name"], _counted(agency)), (say["respondents"], people)]
    facts.append((say["weight"], weight_names(first, lang)[0]))
    loud = [say["depends_on_method"]] if agency.agency.grade_depends_on_method and published is None else []
    loud += [say["unpublished"].format(name=one.name, reason=one.reason) for one in chosen if published and not one.ikm]
    statistics = agency_statistics_chapter(agency)
    chapters = (
        _figures(agency, law),
        _units(agency, first, law),
        *(() if statistics is None else (statistics,)),
        *(_index_chapter(one, agency) for one in agency.agency.indices or ()),
        Chapter("pemeriksaan", say["pemeriksaan"], unit_remarks(agency)),
        origin_chapter(first, law),
    )
    return Report(
        lang=lang,
        title=say["agency_title"],
        subtitle="",
        headline=Entry("–") if figure is None else _index(figure, law, lang),
        mutu="" if figure is None else figure.mutu or "",
        kinerja="" if figure is None else figure.kinerja or "",
        facts=tuple(facts),
        alarms=(*loud, *(alarms(agency.agency.pooled) if agency.agency.pooled is not None else ())),
        chapters=chapters,
        made=made_by(first.provenance.model_copy(update={"input_name": None, "input_sha256": None})),
    )


def _counted(agency: AgencyResult) -> str:
    lang = agency.lang
    form = phrases(lang, "report")["units_n"]
    return form.format(scored=number(agency.agency.scored, 0, lang), units=number(agency.agency.units, 0, lang))


def _index(figure: AgencyFigure, law: Regulation, lang: Language) -> Entry:
    return Entry("–") if figure.ikm_exact is None else Entry.of(Fraction(figure.ikm_exact), law.decimals, lang)


def _figures(agency: AgencyResult, law: Regulation) -> Chapter:
    say = phrases(agency.lang, "report")
    heads = (
        Head(say["method"], "text"), Head("IKM"), Head(say["mutu"], "grade"), Head(say["kinerja"], "text"),
        Head(say["method_reason"], "text"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                Entry(one.name),
                _index(one, law, agency.lang),
                Entry(one.mutu or "", mutu=one.mutu or ""),
                Entry(one.kinerja or ""),
                Entry(one.reason or figure_limits(one, agency.lang)),
            )
        )
        for one in agency.agency.figures
    )
    table = ReportTable("instansi", say["instansi_caption"], heads, rows, (say["instansi_note"],))
    return Chapter("instansi", say["instansi"], (table,))


def _index_chapter(index: AgencyIndex, agency: AgencyResult) -> Chapter:
    """Tell of another index: its figure by each method, and that of each unit."""
    say, words, lang = phrases(agency.lang, "report"), phrases(agency.lang, "indices"), agency.lang
    heads = (Head(say["method"], "text"), Head(index.short), Head(say["mutu"], "grade"), Head(say["note"], "text"))
    rows = tuple(
        Row((Entry(name), Entry(value), Entry(mutu, mutu=mutu), Entry(note)))
        for name, value, note, mutu in agency_index_rows(index, lang)
    )
    methods = ReportTable(f"instansi-{index.key}", say["instansi_caption"], heads, rows, (say["instansi_note"],))
    met = [
        (unit, one)
        for unit in agency.units
        if unit.result is not None
        for one in unit.result.indices or ()
        if one.key == index.key
    ]
    units = tuple(
        Row(
            (
                Entry(display(unit.unit, 120)),
                Entry.of(one.respondents, 0, lang),
                Entry(published(one, lang)),
                Entry(one.mutu, mutu=one.mutu),
                Entry.of(len(one.elements), 0, lang),
            )
        )
        for unit, one in met
    )
    named = (Head(say["unit_name"], "text"), Head(say["respondents"]), Head(index.short), Head(say["mutu"], "grade"))
    table = ReportTable(f"unit-{index.key}", say["unit_caption"], (*named, Head(words["item"])), units)
    return Chapter(f"indeks-{index.key}", words["chapter"].format(short=index.short, name=index.name), (methods, table))


def _units(agency: AgencyResult, first: IKMResult, law: Regulation) -> Chapter:
    say = phrases(agency.lang, "report")
    keys = [(element.key, element.code) for element in first.elements]
    people = any(unit.population is not None for unit in agency.units)
    heads = [Head(say["rank"]), Head(say["unit_name"], "text"), Head(say["respondents"]), Head("IKM")]
    heads += [Head(say["mutu"], "grade"), *([Head(say["population"])] if people else [])]
    heads += [Head(code) for _, code in keys] + [Head(say["note"], "text")]
    places = ranks([None if one.result is None else Fraction(one.result.ikm_exact) for one in agency.units])
    rows = tuple(
        Row(tuple(_unit(unit, place, [key for key, _ in keys], law, agency, people=people)))
        for unit, place in zip(agency.units, places, strict=True)
    )
    table = ReportTable("unit", say["unit_caption"], tuple(heads), rows)
    return Chapter("unit", say["unit"], (table, units_figure(agency, law)))


def _unit(
    unit: UnitResult, place: int | None, keys: list[str], law: Regulation, agency: AgencyResult, *, people: bool
) -> list[Entry]:
    lang, result = agency.lang, unit.result
    note = unit_note(unit, lang) + (f": {reason(unit.refusal, lang)}" if unit.refusal is not None else "")
    served = Entry("") if unit.population is None else Entry.of(unit.population, 0, lang)
    name = Entry(display(unit.unit, 120))
    if result is None:
        blank = Entry("–")
        return [
            Entry(""),
            name,
            blank,
            blank,
            Entry(""),
            *([served] if people else []),
            *[blank] * len(keys),
            Entry(note),
        ]
    means = {one.key: Entry.of(Fraction(one.nrr_exact), 3, lang) for one in result.elements}
    return [
        Entry("") if place is None else Entry.of(place, 0, lang),
        name,
        Entry.of(result.respondents, 0, lang),
        Entry.of(Fraction(result.ikm_exact), law.decimals, lang),
        Entry(result.mutu, mutu=result.mutu),
        *([served] if people else []),
        *(means.get(key, Entry("–")) for key in keys),
        Entry(note),
    ]
