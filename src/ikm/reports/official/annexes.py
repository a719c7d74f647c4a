"""Annexes: the questions as they were asked, the processing sheet, where everything comes from, documentation.

Comments of respondents are not kept when a survey is read, so that there is no annex of them.

>>> import ikm
>>> from ikm.reports.official import official_report
>>> responses = ikm.load("examples/ppid-2023.xlsx")
>>> annex = official_report(ikm.score(responses), responses).chapter("lampiran-kuesioner")
>>> annex.blocks[0].rows[3].cells[3].text
'1 = Sangat mahal; 2 = Cukup mahal; 3 = Murah; 4 = Gratis'
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.chapters import bands_table, origin_chapter
from ikm.reports.official.outcome import questions_of
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ikm.reports.official.material import OfficialMatter
    from ikm.reports.report import Block, Processing
    from ikm.scoring import ElementResult

__all__ = ["annexes"]

_FILE = 120
_OTHERWISE = {
    "sheet_caption": "caption",
    "sheet_sum": "total_row",
    "sheet_nrr": "nrr_row",
    "sheet_weighted": "weighted_row",
    "sheet_total": "closing_row",
    "sheet_index": "index_row",
}
"""The words of a processing sheet that another index has its own for."""
_ROWS = 500
"""The scores of more respondents than this are not printed: they would fill more pages than the report."""


def annexes(
    material: OfficialMatter, processing: Processing, others: Mapping[str, Processing], made: str
) -> tuple[Chapter, ...]:
    """Give the annexes, numbered; ``others`` are the processing sheets of the other indices."""
    say = material.say
    origin = (*origin_chapter(material.result, material.law).blocks, *_units(material))
    held: tuple[tuple[str, str, tuple[Block, ...]], ...] = (
        ("lampiran-kuesioner", say["annex_form"], (_form(material), *_index_forms(material))),
        ("lampiran-olah-data", say["annex_sheet"], (*_sheet(material, processing), *_index_sheets(material, others))),
        ("lampiran-asal", say["annex_origin"], (*origin, Paragraph(say["made"].format(made=made), "note"))),
        ("lampiran-dokumentasi", say["annex_photos"], (material.place("dokumentasi"),)),
    )
    return tuple(
        Chapter(key, say["annex"].format(number=place, title=title), blocks)
        for place, (key, title, blocks) in enumerate(held, 1)
    )


def _units(material: OfficialMatter) -> tuple[Block, ...]:
    """Name the file of each unit of an agency, with its hash."""
    if material.agency is None:
        return ()
    words = phrases(material.lang, "report")
    heads = tuple(Head(words[name], "text") for name in ("unit_name", "input", "input_sha256"))
    rows = []
    for unit in material.agency.units:
        known = None if unit.result is None else unit.result.provenance
        name = unit.input or (known.input_name if known is not None else None)
        told = (unit.unit, name, known.input_sha256 if known is not None else None)
        rows.append(Row(tuple(Entry(display(cell or "", _FILE) or words["unknown"]) for cell in told)))
    return (ReportTable("asal-unit", material.say["origin_units"], heads, tuple(rows)),)


def _form(material: OfficialMatter) -> Block:
    """List the questions and their choices; without the answers nobody knows them, and the office is asked."""
    say, law, words = material.say, material.law, phrases(material.lang, "report")
    if material.responses is None:
        return material.place("kuesioner")
    rows = [
        (element, question, choices)
        for element in material.result.elements
        for question, choices in questions_of(material.responses, element.key)
    ]
    return _questions(material, "kuesioner", say["form_caption"], words["element"], rows, (law.low, law.high))


def _index_forms(material: OfficialMatter) -> Iterator[Block]:
    """List the questions of each other index and their choices, where the answers tell them."""
    if material.responses is None:
        return
    read = {one.index.key for one in material.responses.indices}
    say = phrases(material.lang, "indices")
    for index in material.result.indices or ():
        if index.key in read:
            own = material.responses.of_index(index.key)
            rows = [(item, *asked) for item in index.elements for asked in questions_of(own, item.key)]
            caption, scale = say["questions_caption"].format(short=index.short), (index.low, index.high)
            yield _questions(material, f"kuesioner-{index.key}", caption, say["item"], rows, scale)


def _questions(
    material: OfficialMatter,
    key: str,
    caption: str,
    named: str,
    asked: Sequence[tuple[ElementResult, str, tuple[str, ...]]],
    scale: tuple[int, int],
) -> ReportTable:
    """List questions, each with what its scores are called, the lowest first."""
    say, words, (low, high) = material.say, phrases(material.lang, "report"), scale
    heads = (
        Head(words["code"], "text"), Head(named, "text"), Head(say["form_question"], "text"),
        Head(say["form_choices"], "text"),
    )  # fmt: skip
    rows = []
    for element, question, choices in asked:
        said = "; ".join(
            say["form_choice"].format(score=score, label=label) for score, label in enumerate(choices, low)
        )
        scores = said or say["form_scores"].format(low=low, high=high)
        rows.append(Row(tuple(map(Entry, (element.code, element.name, question or "–", scores)))))
    return ReportTable(key, caption, heads, tuple(rows), (say["form_note"],))


def _sheet(material: OfficialMatter, processing: Processing) -> Iterator[Block]:
    yield _processed(material, processing, "olah-data")
    yield bands_table(material.law, material.lang)


def _processed(material: OfficialMatter, processing: Processing, key: str) -> ReportTable:
    """Give a processing sheet: the scores of each respondent, and the rows that close them."""
    lang, decimals = material.lang, material.law.decimals
    own = {name: processing.words[mine] for name, mine in _OTHERWISE.items() if mine in processing.words}
    say = {**material.say, **own}
    whole = 0 < len(processing.scores) <= _ROWS
    heads = (Head(say["sheet_no"], "text"), *(Head(one.code) for one in processing.elements))
    rows = [
        Row((Entry.of(place, 0, lang), *(_score(material, score) for score in scores)))
        for place, scores in enumerate(processing.scores if whole else (), 1)
    ]
    closing: dict[str, list[Fraction]] = {
        "sheet_sum": [one.total for one in processing.elements],
        "sheet_filled": [Fraction(one.filled) for one in processing.elements],
        "sheet_nrr": [one.nrr for one in processing.elements],
        "sheet_weighted": [one.nrr_weighted for one in processing.elements],
    }
    for name, values in closing.items():
        means = name in {"sheet_nrr", "sheet_weighted"}
        entries = [Entry.of(value, 3 if means else 0 if value.denominator == 1 else 2, lang) for value in values]
        rows.append(Row((Entry(say[name]), *entries), total=True))
    rest = [Entry("")] * (len(processing.elements) - 1)
    rows += [
        Row((Entry(say["sheet_total"]), Entry.of(processing.nrr_weighted, 3, lang), *rest), total=True),
        Row((Entry(say["sheet_index"]), Entry.of(processing.index, decimals, lang), *rest), total=True),
    ]
    notes = list(processing.footnotes)
    if len(processing.scores) > _ROWS:
        notes.insert(0, say["sheet_long"].format(number=material.count(len(processing.scores))))
    elif not processing.scores:
        notes.insert(0, say["sheet_without"])
    return ReportTable(key, say["sheet_caption"], heads, tuple(rows), tuple(notes))


def _index_sheets(material: OfficialMatter, others: Mapping[str, Processing]) -> Iterator[Block]:
    """Give the processing sheet of each other index."""
    for key, processing in others.items():
        yield _processed(material, processing, f"olah-data-{key}")


def _score(material: OfficialMatter, score: object) -> Entry:
    if not isinstance(score, (int, Fraction)):
        return Entry("")
    exact = Fraction(score)
    return Entry.of(exact, 0 if exact.denominator == 1 else 2, material.lang)
