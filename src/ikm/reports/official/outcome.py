"""BAB III: who answered, the index and the elements, the answers to each question, the groups.

>>> import ikm
>>> from ikm.reports.official import official_report
>>> responses = ikm.load("examples/ppid-2023.xlsx")
>>> report = official_report(ikm.score(responses), responses)
>>> table = next(one for one in report.chapter("bab-3").blocks if getattr(one, "key", "") == "sebaran-prosedur")
>>> [entry.text for entry in table.rows[3].cells]
['4', 'Sangat mudah', '39', '28,7 %']
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.agencies import agency_report
from ikm.reports.chapters import (
    answers_chapter,
    elements_chapter,
    groups_chapter,
    method_chapter,
    profiles_chapter,
    statistics_chapter,
    unit_reliability,
)
from ikm.reports.chapters.answers import counted
from ikm.reports.figures import Bar, BarFigure
from ikm.reports.official.material import numbered
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row, Subheading
from ikm.reports.rows import alarms
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.reports.official.material import OfficialMatter
    from ikm.reports.report import Block
    from ikm.responses import Responses
    from ikm.scoring import ElementResult

__all__ = ["outcome_chapter", "questions_of"]

_QUESTION = 400
_CHOICE = 80


def outcome_chapter(material: OfficialMatter) -> Chapter:
    """BAB III, whole."""
    say = material.say
    groups = groups_chapter(material.result, material.law)
    sections: list[tuple[str, Sequence[Block]]] = [
        (say["people"], _people(material)),
        (say["index"], _index(material)),
        (say["answers"], _answers(material)),
    ]
    if groups is not None:
        sections.append((say["groups"], groups.blocks))
    if (statistics := statistics_chapter(material.result)) is not None:
        blocks = [replace(one, level=3) if isinstance(one, Subheading) else one for one in statistics.blocks]
        sections.append((say["statistics"], blocks))
    if material.agency is not None:
        told = agency_report(material.agency, regulation=material.law)
        units = [block for key in ("instansi", "unit") if (one := told.chapter(key)) for block in one.blocks]
        if (reliability := unit_reliability(material.agency)) is not None:
            units.append(reliability)
        sections.append((say["units"], units))
    return Chapter("bab-3", say["chapter_3"], numbered(3, sections))


def _people(material: OfficialMatter) -> tuple[Block, ...]:
    say, responses = material.say, material.responses
    profiles = None if responses is None else profiles_chapter(material.result, responses)
    form = "people_only" if profiles is None else "people_intro"
    told = Paragraph(say[form].format(number=material.count(material.result.respondents)))
    return (told, *(() if profiles is None else profiles.blocks))


def _index(material: OfficialMatter) -> tuple[Block, ...]:
    say, result, law = material.say, material.result, material.law
    told = say["index_intro"].format(
        unit=material.unit or say["this_unit"],
        ikm=number(Fraction(result.ikm_exact), law.decimals, material.lang),
        mutu=result.mutu,
        kinerja=result.kinerja,
    )
    loud = [Paragraph(one, "alarm") for one in alarms(result)]
    method = method_chapter(result, law).blocks
    return (
        Paragraph(told), *loud, *elements_chapter(result, law).blocks, Subheading(say["computed"], 3), *method,
    )  # fmt: skip


def questions_of(responses: Responses | None, key: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the questions asked about an element, each with what its scores are called, the lowest first."""
    if responses is None:
        return []
    columns = responses.columns.columns
    return [
        (display(columns[index].header, _QUESTION), responses.choices.get(index, ()))
        for index in responses.columns.columns_of(key)
    ]


def _answers(material: OfficialMatter) -> tuple[Block, ...]:
    figure = answers_chapter(material.result, material.law).blocks[-1]
    blocks: list[Block] = [figure]
    for element in material.result.elements:
        asked = questions_of(material.responses, element.key)
        blocks.append(Subheading(f"{element.code} {element.name}", 3))
        blocks += [Paragraph(material.say["question"].format(text=text)) for text, _ in asked if text]
        blocks += _spread(material, element, asked[0][1] if len(asked) == 1 else ())
    return tuple(blocks)


def _spread(material: OfficialMatter, element: ElementResult, choices: Sequence[str]) -> tuple[ReportTable, BarFigure]:
    """Give the answers to one element, level by level: a table and bars."""
    say, lang, law = material.say, material.lang, material.law
    met = counted(element)
    levels = sorted({*map(Fraction, range(law.low, law.high + 1)), *met})
    named = bool(choices) or any(level.denominator > 1 for level in levels)
    rows, bars = [], []
    for level in levels:
        whole = level.denominator == 1
        called = (choices[int(level) - law.low] if choices else "") if whole else say["spread_between"]
        size = met.get(level, 0)
        share = Entry.of(Fraction(100 * size, element.filled), 1, lang, percent=True)
        score = Entry.of(level, 0 if whole else 2, lang)
        words = [Entry(display(called, _CHOICE))] if named else []
        rows.append(Row((score, *words, Entry.of(size, 0, lang), share)))
        name = f"{score.text} {display(called, _CHOICE)}" if called else f"{say['spread_score']} {score.text}"
        bars.append(Bar(name, Fraction(size), f"{material.count(size)} ({share.text})"))
    blank = [Entry("")] if named else []
    rows += [
        Row((Entry(say[name]), *blank, Entry.of(size, 0, lang), Entry("")), total=True)
        for name, size in (("spread_filled", element.filled), ("spread_blank", element.blank))
    ]
    words_head = [Head(say["spread_choice"], "text")] if named else []
    heads = (Head(say["spread_score"]), *words_head, Head(phrases(lang, "report")["number"]), Head("%"))
    caption = say["spread_caption"].format(code=element.code, name=element.name)
    told = "; ".join(f"{bar.name}: {bar.text}" for bar in bars)
    described = say["spread_told"].format(code=element.code, name=element.name, bars=told)
    key = f"sebaran-{element.key}"
    return ReportTable(key, caption, heads, tuple(rows)), BarFigure(key, caption, described, tuple(bars))
