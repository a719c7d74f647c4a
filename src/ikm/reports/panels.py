"""The publication panel: what an office hangs at its counter, prepared from a report.

It has what the regulation's panel has: the unit, the index with its grade, who was asked, when, and thanks.  Every
number is the one that stands in the report.

>>> import ikm
>>> from ikm.reports import report_of
>>> from ikm.reports.panels import panel_of
>>> responses = ikm.load("examples/ppid-2023.xlsx")
>>> panel = panel_of(report_of(ikm.score(responses), responses), unit="PPID Contoh", period="Tahun 2023")
>>> panel.index.text, panel.mutu, panel.respondents.text, panel.surveyed
('83,86', 'B', '136 orang', '6 Januari s.d. 28 Desember 2023')
>>> [(count.name, count.number.text) for count in panel.sexes]
[('L', '61'), ('P', '75')]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.reports.report import Entry, FactList, ReportTable
from ikm.reports.wording import number, phrases
from ikm.tallies import known_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.reports.report import Report

__all__ = ["Panel", "PanelCount", "panel_of"]

_MOST = 8
"""More levels of education are told together, the last ones first."""
_SEXES = {"Laki-laki": "male", "Perempuan": "female"}


@dataclass(frozen=True, slots=True)
class PanelCount:
    """How many respondents are what."""

    name: str
    number: Entry


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel shows.

    ``period`` is what the index stands for, such as a quarter, and ``surveyed`` the days of the survey; ``weight`` is
    by what it was computed, of several units also how they were put together; ``respondents`` is empty where the
    report does not say how many, and the counts where it does not say who.  ``indices`` are other indices of the form,
    each with its figure.  ``logo`` is a picture's bytes as they
    came: whatever draws it looks at them first.
    """

    lang: Language
    unit: str
    service: str
    period: str
    index: Entry
    mutu: str
    kinerja: str
    weight: str
    respondents: Entry
    sexes: tuple[PanelCount, ...]
    education: tuple[PanelCount, ...]
    surveyed: str
    logo: bytes | None = None
    indices: tuple[str, ...] = ()


def panel_of(
    report: Report, *, unit: str = "", service: str = "", period: str = "", logo: bytes | None = None
) -> Panel:
    """Prepare the panel of a report, in its language.

    Parameters
    ----------
    report : Report
        The report of a survey, an agency or a trend, with its chapter of profiles if the panel is to say who answered.
    unit : str
        The unit that is surveyed; without it the panel has a place for its name.
    service : str
        The service, if the panel is of one.
    period : str
        What the index stands for, such as "Triwulan III 2026"; without it what the report says.
    logo : bytes, optional
        A picture: PNG, JPEG or SVG.

    Returns
    -------
    Panel
    """
    say, lang = phrases(report.lang, "report"), report.lang
    facts = dict(report.facts)
    return Panel(
        lang=lang,
        unit=unit,
        service=service,
        period=period or facts.get(say["period"], ""),
        index=report.headline,
        mutu=report.mutu,
        kinerja=report.kinerja,
        weight=", ".join(filter(None, (facts.get(say["weight"]), facts.get(say["method"])))),
        respondents=Entry(facts.get(say["respondents"], "")),
        sexes=tuple(_sexes(_counts(report, "profil-jenis_kelamin"), lang)),
        education=_shortened(_counts(report, "profil-pendidikan"), lang),
        surveyed=_surveyed(report),
        logo=logo,
        indices=tuple(f"{name} = {figure}" for name, figure in report.indices),
    )


def _counts(report: Report, key: str) -> tuple[PanelCount, ...]:
    """Give the counts of a profile, as its table has them; the first column names and the second counts."""
    blocks = (block for chapter in report.chapters for block in chapter.blocks)
    table = next((block for block in blocks if isinstance(block, ReportTable) and block.key == key), None)
    rows = () if table is None else table.rows
    counts = [PanelCount(row.cells[0].text, row.cells[1]) for row in rows if not row.total]
    if table is not None and table.notes:  # which says that the last row is of small groups together
        counts[-1] = PanelCount(phrases(report.lang, "panel")["others"], counts[-1].number)
    return tuple(counts)


def _sexes(counts: tuple[PanelCount, ...], lang: Language) -> Iterator[PanelCount]:
    """Call the sexes by the regulation's letters; whatever else was answered keeps its name."""
    known = known_groups({count.name: int(count.number.value or 0) for count in counts})
    for count in counts:
        letter = _SEXES.get(known.get(count.name, ""))
        yield count if letter is None else PanelCount(phrases(lang, "panel")[letter], count.number)


def _shortened(counts: tuple[PanelCount, ...], lang: Language) -> tuple[PanelCount, ...]:
    """Tell together what there is no room for."""
    if len(counts) <= _MOST:
        return counts
    rest = counts[_MOST - 1 :]
    say = phrases(lang, "panel")
    name = say["others" if rest[-1].name == say["others"] else "rest"].format(number=number(len(rest), 0, lang))
    people = sum(int(count.number.value or 0) for count in rest)
    return (*counts[: _MOST - 1], PanelCount(name, Entry.of(people, 0, lang)))


def _surveyed(report: Report) -> str:
    """Give the days of the survey, from wherever the report says them."""
    told = [block.facts for chapter in report.chapters for block in chapter.blocks if isinstance(block, FactList)]
    label = phrases(report.lang)["period"]
    return next((said for facts in told for name, said in facts if name == label), "")
