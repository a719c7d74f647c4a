"""A check report as one web page that stands alone: no scripts, nothing loaded from elsewhere, every text escaped.

It says things in the order of need: the verdict, what must be mended, the index as it would be, other notes, and only
then how columns and rows were read, and from what.

>>> import ikm
>>> from ikm.rendering.page import check_page
>>> page = check_page(ikm.check("examples/with-mistakes.csv"))
>>> page.startswith("<!DOCTYPE html>"), "Sangat Baik Sekali" in page, "<script" in page
(True, True, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.markup import document, facts, skip_link, table, text
from ikm.reports import (
    Entry,
    Head,
    ReportTable,
    Row,
    column_rows,
    heading,
    ledger_rows,
    notes_of,
    number,
    outlook_lines,
    outlook_title,
    phrases,
    source_lines,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ikm.findings import Language
    from ikm.reports import Note
    from ikm.surveys import CheckReport

__all__ = ["check_page"]

_ALL = 1_000
"""Notes of a kind, and addresses beside a note: all that a report lists."""


def check_page(report: CheckReport) -> str:
    """Draw a check report as an HTML page."""
    say = phrases(report.lang)
    name = heading(report) or report.source.name
    title = f"{say['check_title']}: {name}" if name else say["check_title"]
    subtitle = f'<p class="subtitle">{text(name)}</p>' if name else ""
    made = f"ikm {report.provenance.ikm_version} · {report.provenance.regulation}"
    return document(
        report.lang,
        title,
        (
            skip_link(report.lang),
            f"<header><h1>{text(say['check_title'])}</h1>{subtitle}</header>",
            '<main id="isi" tabindex="-1">',
            f'<p class="verdict {"ok" if report.scorable else "bad"}">{text(verdict(report))}</p>',
            *_told(report),
            *_read(report),
            "</main>",
            f"<footer><p>{text(made)}</p></footer>",
        ),
    )


def _told(report: CheckReport) -> Iterator[str]:
    """Draw what must be mended, the index as it would be, and the other notes."""
    say, lang = phrases(report.lang), report.lang
    notes = notes_of(report.findings, report.findings_total, lang, each=_ALL, places=_ALL)
    wrong, others = ([note for note in notes if (note.gravity > 0) is rest] for rest in (False, True))
    if wrong:
        yield _section(say["to_mend"], _notes(wrong, lang))
    if outlook := outlook_lines(report):
        yield _section(outlook_title(report), *(f"<p>{text(line)}</p>" for line in outlook))
    if others:
        yield _section(say["other_notes" if wrong else "findings"], _notes(others, lang))
    if not notes:
        yield f"<p>{text(say['no_findings'])}</p>"
    total = sum(report.findings_total.values())
    if total > len(report.findings):
        shown = number(len(report.findings), 0, lang)
        yield f"<p>{text(say['listed'].format(shown=shown, total=number(total, 0, lang)))}</p>"


def _read(report: CheckReport) -> Iterator[str]:
    """Draw how columns and rows were read, and from what."""
    say, page = phrases(report.lang), phrases(report.lang, "page")
    heads = (say["column_letter"], say["heading"], say["taken_for"], say["why"])
    yield _section(say["columns"], _table("kolom", page["columns_caption"], heads, column_rows(report)))
    counted = (say["rows"], page["count"])
    yield _section(say["rows"], _table("baris", page["rows_caption"], counted, ledger_rows(report), figures=True))
    yield _section(say["file"], facts(source_lines(report)))


def _section(title: str, *blocks: str) -> str:
    return "\n".join((f"<section><h2>{text(title)}</h2>", *blocks, "</section>"))


def _notes(notes: Iterable[Note], lang: Language) -> str:
    """Draw notes as a list: where, the sentence with its code small beside it, what stands there, what to do."""
    say, items = phrases(lang), []
    for note in notes:
        finding = note.finding
        place = finding.address
        kind = f"<strong>{text(say[finding.severity])}</strong>"
        drawn = (
            f'<p class="place">{kind} {text(place)}</p>',
            f"<p>{text(finding.message)} <small>{text(finding.code)}</small></p>",
            f'<p class="note">{text(note.more)}</p>' if note.more else "",
            facts([(say["remedy"], finding.action)]),
        )
        items.append(f'<li class="{finding.severity}">{"".join(drawn)}</li>')
    return f'<ol class="notes">{"".join(items)}</ol>'


def _table(
    key: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, figures: bool = False
) -> str:
    """Draw a table of words; with ``figures`` all but the first column hold figures."""
    columns = tuple(Head(head, "figure" if figures and place else "text") for place, head in enumerate(heads))
    return table(ReportTable(key, caption, columns, tuple(Row(tuple(map(Entry, row))) for row in rows)), key)
