"""Remarks on the data: what became of every row of the file, and what was found, one line a kind.

Findings of one kind stand together (`ikm.reports.notes`): the first in full, the places of the others behind it.

>>> import ikm
>>> from ikm.reports.chapters.remarks import remarks_chapter
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
>>> chapter = remarks_chapter(ikm.score([header, *[[4] * 9] * 3, [4] * 8 + [None]]))
>>> [row.cells[0].text for row in chapter.blocks[0].rows]
['judul dan di atasnya', 'responden yang dihitung', 'Semua baris']
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.notes import notes_of
from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.rows import ledger_parts
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.agencies import AgencyResult
    from ikm.findings import Finding, Language
    from ikm.records import Ledger
    from ikm.reports.report import Block
    from ikm.scoring import IKMResult

__all__ = ["remarks_chapter", "unit_remarks"]


def remarks_chapter(result: IKMResult) -> Chapter:
    """Tell what was left out, and what was found."""
    say = phrases(result.lang, "report")
    blocks: list[Block] = []
    if result.provenance.rows is not None:
        blocks.append(_ledger(result.provenance.rows, result.lang))
    if result.findings:
        blocks.append(_findings(result.findings, result.findings_total, result.lang))
    else:
        blocks.append(Paragraph(say["findings_none"]))
    return Chapter("pemeriksaan", say["pemeriksaan"], tuple(blocks))


def unit_remarks(agency: AgencyResult) -> tuple[Block, ...]:
    """Tell what is to be known of the units together, and why those without a figure have none."""
    say = phrases(agency.lang, "report")
    blocks: list[Block] = []
    if agency.agency.findings:
        totals = Counter(one.code for one in agency.agency.findings)
        blocks.append(_findings(agency.agency.findings, totals, agency.lang))
    for unit in agency.units:
        if unit.refusal is not None:
            blocks.append(Paragraph(say["refused_unit"].format(unit=display(unit.unit, 120)), "alarm"))
            blocks.append(_findings(unit.refusal.findings, unit.refusal.findings_total, agency.lang))
    return tuple(blocks) or (Paragraph(say["findings_none"]),)


def _ledger(ledger: Ledger, lang: Language) -> ReportTable:
    say = phrases(lang, "report")
    rows = [Row((Entry(words), Entry.of(count, 0, lang))) for words, count in ledger_parts(ledger, lang, "read")]
    rows.append(Row((Entry(phrases(lang)["ledger_read"]), Entry.of(ledger.read, 0, lang)), total=True))
    return ReportTable("baris", say["rows_caption"], (Head(say["rows"], "text"), Head(say["number"])), tuple(rows))


def _findings(findings: Sequence[Finding], totals: Mapping[str, int], lang: Language) -> ReportTable:
    say = phrases(lang, "report")
    heads = tuple(Head(say[name], "text") for name in ("severity", "place", "finding", "remedy", "finding_code"))
    rows = []
    for note in notes_of(findings, totals, lang):
        one = note.finding
        message = f"{one.message} ({note.more})" if note.more else one.message
        rows.append(Row(tuple(map(Entry, (say[one.severity], note.place, message, one.action, one.code)))))
    return ReportTable("catatan", say["findings_caption"], heads, tuple(rows))
