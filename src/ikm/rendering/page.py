"""A check report as one HTML page that stands alone: no scripts, nothing loaded from elsewhere, every text escaped.

It says things in the order of need: the verdict, what must be mended, the index as it would be, other notes, and only
then how columns and rows were read, and from what.

>>> import ikm
>>> from ikm.rendering.page import check_page
>>> page = check_page(ikm.check("examples/with-mistakes.csv"))
>>> page.startswith("<!DOCTYPE html>"), "Sangat Baik Sekali" in page, "<script" in page
(True, True, False)
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports import (
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
    from collections.abc import Iterable, Sequence

    from ikm.findings import Language
    from ikm.reports import Note
    from ikm.surveys import CheckReport

__all__ = ["check_page"]

_ALL = 1_000
"""Notes of a kind, and addresses beside a note: all that a report lists."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:68rem;margin:1.5rem auto;padding:0 1rem;color:#1f2937;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse}table.wide{width:100%}
td,th{padding:.35rem .6rem;border-bottom:1px solid #d1d5db;text-align:left;
vertical-align:top;overflow-wrap:anywhere}th{font-weight:600;overflow-wrap:normal}td.n{text-align:right;white-space:nowrap}
p.verdict{padding:.7rem 1rem;border-left:5px solid;font-weight:600}
p.ok{border-color:#15803d}p.bad{border-color:#b91c1c}
.error{color:#b91c1c;font-weight:600}.warning{color:#92400e;font-weight:600}.notice{color:#1e40af}
small,.more{color:#4b5563}
@media(prefers-color-scheme:dark){body{color:#e5e7eb;background:#111827}td,th{border-color:#4b5563}
.error{color:#fca5a5}.warning{color:#fcd34d}.notice{color:#93c5fd}small,.more{color:#cbd5e1}}
@media(max-width:40rem){table.wide,.wide tbody,.wide tr,.wide td,.wide th{display:block}.wide thead{display:none}
.wide tr{border-bottom:1px solid #d1d5db;padding:.4rem 0}.wide td,.wide th{border:0;padding:.1rem 0}}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
"""


def check_page(report: CheckReport) -> str:
    """Draw a check report as an HTML page."""
    say, lang = phrases(report.lang), report.lang
    name = heading(report) or display(report.source.name, 200)
    title = f"{say['check_title']}: {name}" if name else say["check_title"]
    notes = notes_of(report.findings, report.findings_total, lang, each=_ALL, places=_ALL)
    wrong, others = ([note for note in notes if (note.gravity > 0) is rest] for rest in (False, True))
    parts = [f'<p class="verdict {"ok" if report.scorable else "bad"}">{escape(verdict(report))}</p>']
    if wrong:
        parts += [f"<h2>{escape(say['to_mend'])}</h2>", _notes(wrong, lang)]
    if outlook := outlook_lines(report):
        parts.append(f"<h2>{escape(outlook_title(report))}</h2>")
        parts += [f"<p>{escape(line)}</p>" for line in outlook]
    if others:
        parts += [f"<h2>{escape(say['other_notes' if wrong else 'findings'])}</h2>", _notes(others, lang)]
    if not notes:
        parts.append(f"<p>{escape(say['no_findings'])}</p>")
    total = sum(report.findings_total.values())
    if total > len(report.findings):
        shown = number(len(report.findings), 0, lang)
        parts.append(f"<p>{escape(say['listed'].format(shown=shown, total=number(total, 0, lang)))}</p>")
    heads = (say["column_letter"], say["heading"], say["taken_for"], say["why"])
    parts += [
        f"<h2>{escape(say['columns'])}</h2>",
        _table(heads, column_rows(report)),
        f"<h2>{escape(say['rows'])}</h2>",
        _table((), ledger_rows(report), figure=1),
        f"<h2>{escape(say['file'])}</h2>",
        _table((), source_lines(report)),
    ]
    made = f"ikm {report.provenance.ikm_version} · {report.provenance.regulation}"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
        f"<header><h1>{escape(title)}</h1></header>\n<main>\n"
        + "\n".join(parts)
        + f"\n</main>\n<footer><p><small>{escape(made)}</small></p></footer></body></html>\n"
    )


def _notes(notes: Iterable[Note], lang: Language) -> str:
    """Draw notes as a table: where, the sentence with its code small beside it, and what to do."""
    say, rows = phrases(lang), []
    for note in notes:
        finding = note.finding
        place = " · ".join(part for part in (finding.sheet, finding.cell) if part)
        sentence = f'<span class="{finding.severity}">{escape(say[finding.severity])}</span> {escape(finding.message)}'
        more = f'<br><span class="more">{escape(note.more)}</span>' if note.more else ""
        cells = (
            f"{sentence} <small>{escape(finding.code)}</small>{more}",
            escape(finding.action),
        )
        drawn = "".join(f"<td>{cell}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row">{escape(place)}</th>{drawn}</tr>')
    heads = _heads((say["place"], say["finding"], say["remedy"]))
    return f'<table class="wide"><thead>{heads}</thead><tbody>{"".join(rows)}</tbody></table>'


def _heads(names: Iterable[str]) -> str:
    return "<tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in names) + "</tr>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], figure: int | None = None) -> str:
    """Draw a table whose first cells head their rows."""
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td{' class=n' if i == figure else ''}>{escape(cell)}</td>" for i, cell in enumerate(rest, 1))
        + "</tr>"
        for first, *rest in rows
    )
    top = f"<thead>{_heads(heads)}</thead>" if heads else ""
    return f"<table{' class=wide' if heads else ''}>{top}<tbody>{body}</tbody></table>"
