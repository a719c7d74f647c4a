"""BAB II: who held the survey, how, where and when, how many were needed, and whether the data is sound.

Whether the data is sound is told by what was looked for, found or not, and by what was done about it; then every row of
the file has its status, and every finding its sentence.

>>> import ikm
>>> from ikm.reports.official import official_report
>>> responses = ikm.load("examples/ppid-2023.xlsx")
>>> report = official_report(ikm.score(responses, population=205), responses)
>>> table = next(one for one in report.chapter("bab-2").blocks if getattr(one, "key", "") == "kualitas")
>>> [entry.text for entry in table.rows[2].cells]
['Baris yang sama persis', 'tidak ditemukan', '–']
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.chapters import remarks_chapter
from ikm.reports.official.material import numbered
from ikm.reports.official.periods import span_of
from ikm.reports.precision import precision_words
from ikm.reports.report import Chapter, Entry, FactList, Head, Paragraph, ReportTable, Row
from ikm.reports.rows import ledger_parts

if TYPE_CHECKING:
    from ikm.reports.official.material import OfficialMatter
    from ikm.reports.report import Block

__all__ = ["collection_chapter", "noted"]

_FILE = 120
_TOLD = 3
"""Columns of a table of findings that a reader of the report has use for: how grave, where, what."""
_LOOKED_FOR = {
    "check_unusable": ("answer-", "survey-invalid-blanked", "survey-answers-unusable", "row-too-", "row-off-scale"),
    "check_blank": ("answer-blank", "survey-answers-blank", "row-unanswered"),
    "check_copies": ("evidence-duplicate-row",),
    "check_again": ("evidence-sent-again", "evidence-resubmission", "evidence-shared-identity"),
    "check_lines": ("evidence-straight-lines",),
    "check_times": ("evidence-same-second", "evidence-burst-night", "evidence-burst-day", "evidence-at-night", "time-"),
    "check_test": ("evidence-test-row",),
    "check_contrary": ("evidence-contrary-column",),
    "check_population": ("evidence-over-population",),
    "check_other": ("",),
}
"""What is looked for, and how the codes of its findings begin; the first that fits has a finding."""

_OF_GROUPS = (
    "group-combined", "group-unchecked", "group-elements", "group-few", "group-very-few", "group-rest-few",
    "group-units-few",
)  # fmt: skip
"""What is said of how small groups are shown is no fault of the data."""

_LEFT_OUT = {
    "check_unusable": ("refused", "refused_found", "refused_done"),
    "check_copies": ("duplicates", "copies_found", "copies_done"),
    "check_again": ("resubmissions", "again_found", "refused_done"),
}
"""Of what is left out: its part of the ledger, how it is told, and what was done."""


def _noted(material: OfficialMatter) -> dict[str, int]:
    """Count the findings of everything that is looked for."""
    found = dict.fromkeys(_LOOKED_FOR, 0)
    blank = _LOOKED_FOR["check_blank"]
    for code, number in material.result.findings_total.items():
        if code in _OF_GROUPS:
            continue
        fitting = ["check_blank"] if code in blank else [one for one in found if code.startswith(_LOOKED_FOR[one])]
        found[fitting[0]] += number
    return found


def noted(material: OfficialMatter) -> int:
    """Say how many kinds of things are to be noted about the data, blanks and rows left out among them."""
    return sum(row.cells[1].text != material.say["not_found"] for row in _checks(material).rows)


def collection_chapter(material: OfficialMatter) -> Chapter:
    """BAB II, whole."""
    say = material.say
    sections = (
        (say["staff"], (material.place("pelaksana"),)),
        (say["method"], (Paragraph(_method(material)), material.place("metode"))),
        (say["location"], (material.place("lokasi"),)),
        (say["time"], _time(material)),
        (say["sample"], (*_sample(material), *_precision(material))),
        (say["quality"], _quality(material)),
    )
    return Chapter("bab-2", say["chapter_2"], numbered(2, sections))


def _method(material: OfficialMatter) -> str:
    say, law, responses = material.say, material.law, material.responses
    asked = {"number": material.count(len(material.result.elements)), "low": law.low, "high": law.high}
    if responses is None:
        return say["method_said_counts"].format(**asked)
    questions = sum(column.role == "element" for column in responses.columns.columns)
    told = say["method_said"].format(questions=material.count(questions), **asked)
    name = display(material.result.provenance.input_name or "", _FILE)
    return f"{told} {say['method_file'].format(file=name)}" if name else told


def _time(material: OfficialMatter) -> tuple[Block, ...]:
    say, span = material.say, span_of(material.result)
    facts = [(say["period_label"], material.period)] if material.period and material.period != span else []
    facts += [(say["filled_in"], span)] if span else []
    known: tuple[Block, ...] = (FactList(tuple(facts)),) if facts else ()
    return (*known, material.place("waktu"))


def _sample(material: OfficialMatter) -> tuple[Block, ...]:
    say, sample = material.say, material.result.sample
    if sample is None:
        told = say["sample_unknown"].format(achieved=material.count(material.result.respondents))
        return Paragraph(told), material.place("populasi")
    achieved = sample.achieved or 0
    if achieved > sample.population:
        figures = {"population": material.count(sample.population), "achieved": material.count(achieved)}
        return Paragraph(say["sample_over"].format(**figures)), material.place("populasi")
    lacking = material.count(sample.required - achieved)
    verdict = say["sample_enough"] if sample.sufficient else say["sample_short"].format(lacking=lacking)
    told = say["sample_said"].format(
        population=material.count(sample.population),
        required=material.count(sample.required),
        achieved=material.count(achieved),
        verdict=verdict,
    )
    if sample.printed is not None:
        told += " " + say["sample_printed"].format(printed=material.count(sample.printed))
    source = material.law.records.get("sampling", {}).get("cite", "")
    note = (Paragraph(say["sample_source"].format(source=source), "note"),) if source else ()
    return (Paragraph(told), *note)


def _precision(material: OfficialMatter) -> tuple[Block, ...]:
    """Say how sure the index is, and under what that holds; nothing where it cannot be said."""
    told, small = precision_words(material.result)
    sure = material.result.uncertainty
    if sure is None or sure.reason is not None:
        return ()
    return (Paragraph(" ".join(told)), *([Paragraph(" ".join(small), "note")] if small else []))


def _quality(material: OfficialMatter) -> tuple[Block, ...]:
    say, ledger = material.say, material.result.provenance.rows
    if ledger is None:
        return (Paragraph(say["quality_counts"]), *map(_told, remarks_chapter(material.result).blocks))
    parts = ledger_parts(ledger, material.lang, "read", "header", "blank", "used")
    out = [f"{material.count(size)} {part}" for part, size in parts]
    name = display(material.result.provenance.input_name or "", _FILE)
    file = say["file_named"].format(file=name) if name else say["file_unnamed"]
    told = say["quality_read"].format(file=file, read=material.count(ledger.read), used=material.count(ledger.used))
    left = say["quality_out"].format(parts=", ".join(out)) if out else say["quality_all"]
    remarks = remarks_chapter(material.result).blocks
    return (Paragraph(f"{told} {left}"), remarks[0], _checks(material), *map(_told, remarks[1:]))


def _told(block: Block) -> Block:
    """Leave out what a table of findings says to whoever prepares the report: remedies and codes."""
    if not isinstance(block, ReportTable):
        return block
    rows = tuple(replace(row, cells=row.cells[:_TOLD]) for row in block.rows)
    return replace(block, columns=block.columns[:_TOLD], rows=rows)


def _checks(material: OfficialMatter) -> ReportTable:
    say = material.say
    heads = (Head(say["checked"], "text"), Head(say["outcome"], "text"), Head(say["done"], "text"))
    found = _noted(material)
    rows = []
    for check, number in found.items():
        outcome, done = _outcome(check, number, material)
        rows.append(Row((Entry(say[check]), Entry(outcome), Entry(done))))
    return ReportTable("kualitas", say["quality_caption"], heads, tuple(rows))


def _outcome(check: str, number: int, material: OfficialMatter) -> tuple[str, str]:
    """Say what was found of one thing, and what was done about it."""
    say, ledger, blanks = material.say, material.result.provenance.rows, material.result.blanks
    faults = 0 if material.responses is None else sum(material.responses.faults.values())
    part, found, done = _LEFT_OUT.get(check, ("", "", ""))
    left_out = getattr(ledger, part, 0) if part else 0
    if check == "check_unusable" and faults:
        return say["unusable_found"].format(number=material.count(faults)), say["unusable_done"]
    if left_out:
        return say[found].format(number=material.count(left_out)), say[done]
    if check == "check_blank" and blanks is not None:
        form = "blank_found" if blanks.respondents is not None else "blank_found_counts"
        people = material.count(blanks.respondents or 0)
        done = "blank_done_complete" if blanks.missing == "complete" else "blank_done"
        return say[form].format(number=material.count(blanks.answers), people=people), say[done]
    if number:
        return say["noted"].format(number=material.count(number)), say["counted_still"]
    return say["not_found"], say["none_done"]
