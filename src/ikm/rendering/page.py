"""A check report as one HTML page that stands alone: no scripts, nothing loaded from elsewhere, every text escaped.

>>> import ikm
>>> from ikm.rendering.page import check_page
>>> page = check_page(ikm.check("examples/with-mistakes.csv"))
>>> page.startswith("<!DOCTYPE html>"), "Sangat Baik Sekali" in page, "<script" in page
(True, True, False)
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ikm.reports import column_rows, ledger_rows, number, outlook_line, phrases, source_lines, total_rows, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.surveys import CheckReport

__all__ = ["check_page"]

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:#1f2937}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;border-bottom:1px solid #e5e7eb;text-align:left;
vertical-align:top;overflow-wrap:anywhere}th{background:#f3f4f6;white-space:nowrap}td.n{text-align:right;white-space:nowrap}
.verdict{padding:.7rem 1rem;border-left:5px solid;background:#f9fafb;font-weight:600}
.ok{border-color:#15803d}.bad{border-color:#b91c1c}
.error{color:#b91c1c;font-weight:600}.warning{color:#b45309}.notice{color:#1d4ed8}
"""


def check_page(report: CheckReport) -> str:
    """Draw a check report as an HTML page."""
    say, lang = phrases(report.lang), report.lang
    title = f"{say['check_title']}: {report.source.name}" if report.source.name else say["check_title"]
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="verdict {"ok" if report.scorable else "bad"}">{escape(verdict(report))}</p>',
        _table((), source_lines(report)),
        f"<h2>{escape(say['columns'])}</h2>",
        _table(("", say["heading"], say["taken_for"], say["why"]), column_rows(report)),
        f"<h2>{escape(say['rows'])}</h2>",
        _table((), ledger_rows(report), figure=1),
    ]
    if outlook := outlook_line(report):
        parts += [f"<h2>{escape(say['outlook'])}</h2>", f"<p>{escape(outlook)}</p>"]
    parts.append(f"<h2>{escape(say['findings'])}</h2>")
    if report.findings:
        parts += [_table((say["findings"], "", say["count"]), total_rows(report), figure=2), _details(report)]
        total = sum(report.findings_total.values())
        if total > len(report.findings):
            shown = number(len(report.findings), 0, lang)
            parts.append(f"<p>{escape(say['listed'].format(shown=shown, total=number(total, 0, lang)))}</p>")
    else:
        parts.append(f"<p>{escape(say['no_findings'])}</p>")
    made = f"ikm {report.provenance.ikm_version} · {report.provenance.regulation}"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + f"\n<p><small>{escape(made)}</small></p></body></html>\n"
    )


def _details(report: CheckReport) -> str:
    say = phrases(report.lang)
    heads = _heads((say["place"], say["finding"], say["value"], say["remedy"]))
    rows = []
    for finding in report.findings:
        kind = f'<span class="{finding.severity}">{escape(say[finding.severity])}</span>'
        place = " · ".join(part for part in (finding.sheet, finding.cell) if part)
        cells = (
            escape(place),
            f"{kind} {escape(finding.message)}",
            escape(finding.value or ""),
            escape(finding.action),
        )
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f"<table><thead>{heads}</thead><tbody>{''.join(rows)}</tbody></table>"


def _heads(names: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<th>{escape(name)}</th>" for name in names) + "</tr>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], figure: int | None = None) -> str:
    body = "".join(
        "<tr>"
        + "".join(f"<td{' class=n' if i == figure else ''}>{escape(cell)}</td>" for i, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    top = f"<thead>{_heads(heads)}</thead>" if heads else ""
    return f"<table>{top}<tbody>{body}</tbody></table>"
