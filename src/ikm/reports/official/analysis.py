"""BAB IV and V: what is wrong, what came of the last plan, the next one, the trend, and the conclusion.

Nothing is invented: the elements with the lowest and highest figures stand with the answers behind them, and every cell
of a plan that is not known is a place of the office, under a key made of the element.

>>> import ikm
>>> from ikm.reports.official import official_report
>>> report = official_report(ikm.score("examples/ppid-2023.xlsx"))
>>> table = next(one for one in report.chapter("bab-4").blocks if getattr(one, "key", "") == "tindak-lanjut")
>>> [entry.place for entry in table.rows[0].cells[6:8]]
['rencana-prosedur-1', 'rencana-prosedur-2']
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.chapters import followup_chapter, trend_chapter
from ikm.reports.chapters.answers import counted, halves
from ikm.reports.chapters.followup import served_names
from ikm.reports.chapters.groups import group_name
from ikm.reports.official.material import numbered
from ikm.reports.plans import PlanRow
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row, Subheading
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.reports.official.material import OfficialMatter
    from ikm.reports.report import Block
    from ikm.scoring import ElementResult

__all__ = ["analysis_chapter", "closing_chapter", "to_follow"]

_SHOWN = 3
_WORDS = 1000
_GIVEN = 6
"""So many columns of the table of elements to follow up are known; the others are the office's."""


def analysis_chapter(material: OfficialMatter) -> Chapter:
    """BAB IV, whole."""
    say = material.say
    sections = (
        (say["problems"], tuple(_problems(material))),
        (say["plan"], tuple(_plans(material))),
        (say["trend"], _trend(material)),
    )
    return Chapter("bab-4", say["chapter_4"], numbered(4, sections))


def closing_chapter(material: OfficialMatter) -> Chapter:
    """BAB V: the conclusion, and who signs."""
    say, result, lang = material.say, material.result, material.lang
    period = say["closing_period"].format(period=material.period) if material.period else ""
    lowest = ", ".join(f"{one.code} {one.name}" for one in map(result.elements.__getitem__, result.lowest))
    said = say["closing_said"].format(
        period=period,
        ikm=number(Fraction(result.ikm_exact), material.law.decimals, lang),
        mutu=result.mutu,
        kinerja=result.kinerja,
        lowest=say["closing_lowest"].format(elements=lowest),
    )
    signed = tuple(material.place(key) for key in ("tempat-tanggal", "jabatan", "pejabat", "nip"))
    return Chapter("bab-5", say["chapter_5"], (Paragraph(said), material.place("penutup"), *signed))


def to_follow(material: OfficialMatter) -> int:
    """Say how many elements are to be followed up."""
    table = followup_chapter(material.result, material.law, comparison=material.comparison).blocks[0]
    return len(table.rows) if isinstance(table, ReportTable) else 0


def _problems(material: OfficialMatter) -> Iterator[Block]:
    say = material.say
    yield Paragraph(say["problems_intro"])
    rising = sorted(material.result.elements, key=lambda one: Fraction(one.nrr_exact))
    falling = sorted(material.result.elements, key=lambda one: -Fraction(one.nrr_exact))
    yield _ranked(material, "terendah", say["lowest_caption"], _ends(rising))
    yield _ranked(material, "tertinggi", say["highest_caption"], _ends(falling))
    yield material.place("analisis")


def _ends(ranked: Sequence[ElementResult]) -> list[ElementResult]:
    """Give the first three, and those that share the place of the third."""
    if len(ranked) <= _SHOWN:
        return list(ranked)
    third = Fraction(ranked[_SHOWN - 1].nrr_exact)
    return [one for place, one in enumerate(ranked) if place < _SHOWN or Fraction(one.nrr_exact) == third]


def _ranked(material: OfficialMatter, key: str, caption: str, elements: Sequence[ElementResult]) -> ReportTable:
    words, lang, law = phrases(material.lang, "report"), material.lang, material.law
    lower, upper = halves(law)
    grouped = bool(material.result.groups)
    heads = (
        Head(words["code"], "text"), Head(words["element"], "text"), Head(words["nrr"]), Head(words["converted"]),
        Head(words["mutu"], "grade"), Head(material.say["low_share"].format(low=lower[0], high=lower[-1])),
        Head(material.say["high_share"].format(low=upper[0], high=upper[-1])),
        *([Head(material.say["lowest_group"], "text")] if grouped else []),
    )  # fmt: skip
    rows = []
    for one in elements:
        mean, met = Fraction(one.nrr_exact), counted(one)
        low = sum(n for level, n in met.items() if level <= lower[-1])
        high = sum(n for level, n in met.items() if level >= upper[0])
        cells = (
            Entry(one.code), Entry(one.name), Entry.of(mean, 3, lang), Entry.of(mean * law.factor, law.decimals, lang),
            Entry(one.mutu, mutu=one.mutu), Entry(_share(material, low, one)), Entry(_share(material, high, one)),
        )  # fmt: skip
        rows.append(Row((*cells, *([Entry(_lowest_group(material, one.key))] if grouped else []))))
    return ReportTable(key, caption, heads, tuple(rows))


def _share(material: OfficialMatter, size: int, element: ElementResult) -> str:
    share = number(Fraction(100 * size, element.filled), 1, material.lang)
    return material.say["count_share"].format(number=material.count(size), share=f"{share} %")


def _lowest_group(material: OfficialMatter, key: str) -> str:
    """Name the group whose mean of an element is the lowest, of those that are shown."""
    shown = [
        (Fraction(one.nrr_exact), group)
        for group in material.result.groups or ()
        if group.respondents is not None
        for one in group.elements
        if one.key == key
    ]
    if not shown:
        return "–"
    mean, group = min(shown, key=lambda pair: pair[0])
    return material.say["group_said"].format(
        group=group_name(group, material.lang),
        nrr=number(mean, 3, material.lang),
        number=material.count(group.respondents or 0),
    )


def _plans(material: OfficialMatter) -> Iterator[Block]:
    say = material.say
    yield Subheading(say["previous_plan"], 3)
    if material.previous_plan:
        yield _plan_table(material, "realisasi", material.previous_plan, ("status", "realisation"))
    else:
        yield material.place("tindak-lanjut-lalu")
    yield Subheading(say["next_plan"], 3)
    followed = followup_chapter(material.result, material.law, comparison=material.comparison).blocks[0]
    if isinstance(followed, ReportTable) and not material.plan:
        yield replace(followed, rows=tuple(_open(material, row) for row in followed.rows))
    elif material.plan:
        unplanned = _unplanned(material, followed.rows) if isinstance(followed, ReportTable) else []
        yield _plan_table(material, "rencana", [*material.plan, *unplanned], ())


def _unplanned(material: OfficialMatter, rows: Sequence[Row]) -> list[PlanRow]:
    """Give a row to write in for each element to follow up that no row of the plan serves."""
    served = {name.casefold() for row in material.plan for name in row.elements}
    elements = [material.result.elements[row.cells[1].text.partition(" ")[0]] for row in rows]
    return [PlanRow((one.key,)) for one in elements if not {one.key.casefold(), one.code.casefold()} & served]


def _open(material: OfficialMatter, row: Row) -> Row:
    """Make the empty cells of an element to follow up places of the office, under a key made of the element."""
    code = row.cells[1].text.partition(" ")[0]
    key = material.result.elements[code].key
    cells = [
        replace(entry, place=f"rencana-{key}-{place - _GIVEN + 1}") if place >= _GIVEN else entry
        for place, entry in enumerate(row.cells)
    ]
    return Row(tuple(cells), row.total)


def _plan_table(material: OfficialMatter, key: str, plan: Sequence[PlanRow], more: tuple[str, ...]) -> ReportTable:
    say, lang = material.say, material.lang
    fields = ("programme", "time", "person", *more)
    heads = (
        Head("No"),
        Head(say["serves"], "text"),
        *(Head(say["when" if f == "time" else f], "text") for f in fields),
    )
    rows: list[Row] = []
    met: Counter[str] = Counter()
    for place, row in enumerate(plan, 1):
        said = [display(getattr(row, name), _WORDS) for name in fields]
        # Counted among the rows of the same elements, so that a row above another one moves no words of the office.
        mine = "-".join(row.elements)
        met[mine] += 1
        cells = [
            Entry(text, place="" if text else f"{key}-{mine}-{met[mine]}-{name}")
            for text, name in zip(said, fields, strict=True)
        ]
        rows.append(Row((Entry.of(place, 0, lang), Entry(served_names(material.result, row)), *cells)))
    return ReportTable(key, say["previous_caption" if more else "plan_caption"], heads, tuple(rows))


def _trend(material: OfficialMatter) -> tuple[Block, ...]:
    if material.comparison is None:
        return (material.place("tren"),)
    # What makes periods differ is said; what to type about it is for whoever prepares the report.
    told = tuple(Paragraph(one.message, "note") for one in material.comparison.findings)
    blocks = trend_chapter(material.comparison).blocks
    return (*(one for one in blocks if not isinstance(one, Paragraph)), *told)
