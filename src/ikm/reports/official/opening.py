"""The opening: cover, executive summary, and BAB I.

>>> import ikm
>>> from ikm.reports.official import official_report
>>> report = official_report(ikm.score("examples/ppid-2023.xlsx", population=205, target=81))
>>> [chapter.key for chapter in report.chapters[:3]]
['sampul', 'ringkasan', 'bab-1']
>>> report.chapter("ringkasan").blocks[0].facts[0]
('Nilai IKM', '83,86 (mutu pelayanan B, kinerja unit pelayanan Baik)')
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.chance import signed
from ikm.reports.indices import index_figures
from ikm.reports.official.collection import noted
from ikm.reports.official.material import numbered
from ikm.reports.report import Chapter, FactList, Paragraph
from ikm.reports.rows import alarms, summary, weight_names
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.agencies import AgencyFigure
    from ikm.reports.official.material import OfficialMatter
    from ikm.reports.report import Block

__all__ = ["cover_chapter", "index_words", "introduction_chapter", "loud_words", "summary_chapter", "weight_said"]

_TITLE = 300


def cover_chapter(material: OfficialMatter) -> Chapter:
    """Give what stands on the cover beside the title."""
    unit: Block = Paragraph(material.unit) if material.unit else material.place("unit")
    period: Block = Paragraph(material.period) if material.period else material.place("periode")
    title = (Paragraph(display(material.result.title, _TITLE)),) if material.result.title else ()
    return Chapter("sampul", material.say["title"], (material.place("lambang"), *title, unit, period))


def index_words(material: OfficialMatter) -> str:
    """Write the index with its grade."""
    result = material.result
    value = number(Fraction(result.ikm_exact), material.law.decimals, material.lang)
    return material.say["index_said"].format(ikm=value, mutu=result.mutu, kinerja=result.kinerja)


def weight_said(material: OfficialMatter) -> str:
    """Name the weight of the elements."""
    if material.result.weight == "own":
        return material.say["weight_own"]
    return weight_names(material.result, material.lang)[0]


def summary_chapter(material: OfficialMatter, *, to_follow: int) -> Chapter:
    """Tell everything in a page; ``to_follow`` elements are to be followed up."""
    say, result = material.say, material.result
    words = phrases(material.lang)
    facts = [(say["index_label"], index_words(material)), *index_figures(result)]
    facts += [(say["unit_label"], material.unit)] if material.unit else []
    facts += [(say["period_label"], material.period)] if material.period else []
    facts += [(say["combined_label"], one.name) for one in _pooled(material)]
    people = say["people_said"].format(number=material.count(result.respondents))
    facts += [(say["people_label"], people), (say["weight_label"], weight_said(material))]
    facts += [(label, told) for label, told in summary(result) if label != words["period"]]
    facts += _change(material)
    kinds = noted(material)
    sound = say["data_noted"].format(kinds=material.count(kinds), section="2.6") if kinds else say["data_sound"]
    facts += [(say["data_label"], sound)] if result.provenance.rows is not None else []
    if material.plan:
        facts.append((say["plan_label"], say["plan_given"].format(number=len(material.plan), section="4.2")))
    elif to_follow:
        facts.append((say["plan_label"], say["plan_open"].format(number=to_follow, section="4.2")))
    loud = [Paragraph(one, "alarm") for one in loud_words(material)]
    return Chapter("ringkasan", say["summary"], (FactList(tuple(facts)), *loud))


def loud_words(material: OfficialMatter) -> tuple[str, ...]:
    """Give what must be said beside the index; of an agency also that its grade hangs on the method."""
    agency = material.agency
    hangs = agency is not None and agency.agency.grade_depends_on_method
    return (*([phrases(material.lang, "report")["depends_on_method"]] if hangs else []), *alarms(material.result))


def _pooled(material: OfficialMatter) -> list[AgencyFigure]:
    """Give the figure of an agency that the report tells of."""
    figures = () if material.agency is None else material.agency.agency.figures
    return [one for one in figures if one.method == "pooled"]


def _change(material: OfficialMatter) -> list[tuple[str, str]]:
    comparison, say = material.comparison, material.say
    if comparison is None or not comparison.changes:
        return []
    change, lang = comparison.changes[-1], material.lang
    earlier, later = comparison.periods[-2:]
    said = say["change_said"].format(
        change=signed(change.ikm, lang).text,
        before=number(earlier.ikm, 2, lang),
        earlier=display(earlier.label),
        after=number(later.ikm, 2, lang),
        later=display(later.label),
    )
    return [(say["change_label"], said)]


def introduction_chapter(material: OfficialMatter) -> Chapter:
    """BAB I: background, legal basis, purpose."""
    say, lang, law = material.say, material.lang, material.law
    basis: list[Block] = [Paragraph(say["basis_said"].format(title=law.title[lang]))]
    frequency = law.records.get("frequency")
    if frequency:
        told = say["basis_frequency"].format(
            text=frequency[lang], source=frequency.get("cite", "") or frequency.get("declared", "")
        )
        basis.append(Paragraph(told))
    elements = tuple((one.code, one.name) for one in material.result.elements)
    purpose = say["purpose_said"].format(number=material.count(len(elements)))
    sections = (
        (say["background"], (material.place("latar-belakang"),)),
        (say["basis"], (*basis, material.place("dasar-lain"))),
        (say["purpose"], (Paragraph(purpose), FactList(elements), material.place("tujuan"))),
    )
    return Chapter("bab-1", say["chapter_1"], numbered(1, sections))
