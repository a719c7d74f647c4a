"""Results, check reports, agencies, comparisons, counts, responses and findings as tidy HTML tables, for notebooks.

Every text is escaped, nothing is loaded from elsewhere, no ids are made: the same object gives the same bytes.  Text
keeps the colour of the page and lines are half transparent, so that a dark page shows them as well as a light one.
Nobody's answers are drawn, only counts of them; a long list of findings is cut and says so.

>>> import ikm
>>> from ikm.rendering.notebook import object_html
>>> html = object_html(ikm.score([[4] * 9], weight="exact"))
>>> html.startswith("<div"), "100,00" in html, "<script" in html
(True, True, False)
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ikm.findings import SEVERITIES, display
from ikm.reports import (
    COLUMNS,
    GROUP_COLUMNS,
    alarms,
    as_result,
    column_rows,
    element_rows,
    figure_rows,
    group_tables,
    index_alarms,
    index_facts,
    index_line,
    ledger_rows,
    named_converted,
    number,
    outlook_lines,
    outlook_title,
    phrases,
    source_lines,
    summary,
    unit_rows,
    units_line,
    verdict,
    weight_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ikm.agencies import AgencyResult
    from ikm.audits import Audit
    from ikm.comparisons import Comparison
    from ikm.findings import Finding, Language
    from ikm.reports import GroupTable, ReportTable
    from ikm.responses import Responses
    from ikm.scoring import Explanation, IKMResult, IndexResult
    from ikm.surveys import CheckReport
    from ikm.tallies import Tally
    from ikm.targets import Achievement
    from ikm.verifications import Verification

__all__ = ["object_html", "result_html"]

_CELL = "padding:2px 10px;border-bottom:1px solid rgba(128,128,128,.4);vertical-align:top"
_TEXT = f"{_CELL};text-align:left"
_FIGURE = f"{_CELL};text-align:right;font-variant-numeric:tabular-nums"
_LOUD = "border-left:4px solid #d97706;padding-left:8px"
_MOST = 50
"""How many findings are drawn."""


def object_html(shown: object) -> str:
    """Draw an object as an HTML fragment, by its class."""
    draw = next(_DRAWN[base.__name__] for base in type(shown).__mro__ if base.__name__ in _DRAWN)
    return draw(shown)


def result_html(result: IKMResult) -> str:
    """Draw a result: index, elements, groups, and what a reader asks next."""
    lang, say = result.lang, phrases(result.lang)
    headline = (
        f"<b>IKM {number(result.ikm, 2, lang)}</b> · {escape(say['mutu'].lower())} <b>{escape(result.mutu)}</b> "
        f"({escape(result.kinerja)}) · {number(result.respondents, 0, lang)} {escape(say['respondents'].lower())} · "
        f"{escape(weight_words(result))}"
    )
    loud = _loud(alarms(result))
    elements = _table([say[name] for name in COLUMNS], element_rows(result), texts=2)
    groups = "".join(_groups(table, [say[name] for name in GROUP_COLUMNS]) for table in group_tables(result))
    others = "".join(_index(result, index) for index in result.indices or ())
    return _block(headline, loud, elements, groups, _list(summary(result)), others)


def _index(result: IKMResult, index: IndexResult) -> str:
    """Draw another index of the form: its line, its items, its groups, and how it is made."""
    say, alone = phrases(result.lang), as_result(result, index)
    first, *rest = index_line(index, result.lang)
    heads = [phrases(result.lang, "indices")["item"] if name == "element" else say[name] for name in COLUMNS]
    named = {"ikm_index": named_converted(index, result.lang)}
    of_groups = [named.get(name, say[name]) for name in GROUP_COLUMNS]
    groups = "".join(_groups(table, of_groups) for table in group_tables(alone))
    line = f"<p>{' · '.join((f'<b>{escape(first)}</b>', *map(escape, rest)))}</p>"
    loud = _loud(index_alarms(result, index))
    return f"{line}{loud}{_table(heads, element_rows(alone), texts=2)}{groups}{_list(index_facts(result, index))}"


def _loud(alarms: Iterable[str]) -> str:
    return "".join(f'<p style="{_LOUD}"><b>{escape(alarm)}</b></p>' for alarm in alarms)


def _groups(table: GroupTable, heads: Sequence[str]) -> str:
    means = table.means or [()] * len(table.rows)
    rows = [(*row, *beside) for row, beside in zip(table.rows, means, strict=True)]
    return _table([table.by, *heads, *table.codes], rows, texts=1)


def _check_html(report: CheckReport) -> str:
    """Draw a check report: the verdict, what was read, the columns, the rows and the findings."""
    lang, say = report.lang, phrases(report.lang)
    columns = _table(["", say["heading"], say["taken_for"], say["why"]], column_rows(report), texts=4)
    facts = [*source_lines(report), *ledger_rows(report)]
    facts += [(outlook_title(report), line) for line in outlook_lines(report)]
    found = _finding_table(report.findings, sum(report.findings_total.values()), lang)
    return _block(f"<b>{escape(verdict(report))}</b>", _list(facts), columns, found)


def _agency_html(result: AgencyResult) -> str:
    """Draw an agency: a row for each unit, and the agency's figure by each method."""
    lang, say = result.lang, phrases(result.lang)
    heads = [say["unit"], say["respondents"], say["ikm_index"], say["mutu"], say["note"]]
    units = _table(heads, unit_rows(result.units, lang), texts=1, last=1)
    figures = _table([say["agency"], say["ikm_index"], ""], figure_rows(result), texts=1, last=1)
    methods = f'<p style="{_LOUD}">{escape(say["agency_methods"])}</p>'
    found = _finding_table(result.agency.findings, len(result.agency.findings), lang)
    return _block(f"<b>{escape(say['agency'])}</b> · {escape(units_line(result))}", units, figures, methods, found)


def _achievement_html(achievement: Achievement) -> str:
    """Draw a performance table: the mean, a row for each indicator, and what is to be known of them."""
    from ikm.reports import achievement_line, achievement_table  # noqa: PLC0415 - a result needs none of it

    table = achievement_table(achievement)
    rows = [[entry.text for entry in row.cells] for row in table.rows]
    drawn = _table([head.heading for head in table.columns], rows, texts=3, last=2)
    notes = "".join(f"<p>{escape(note)}</p>" for note in table.notes)
    return _block(f"<b>{escape(achievement_line(achievement))}</b>", drawn, notes)


def _verification_html(verification: Verification) -> str:
    """Draw a verification: the verdict, the figures that differ, and what is to be known of it."""
    from ikm.reports import difference_rows, verified_line  # noqa: PLC0415 - a result needs none of it

    say = phrases(verification.lang, "verify")
    rows = difference_rows(verification)
    heads = [say[name] for name in ("figure", "stored", "recomputed")]
    table = _table(heads, rows, texts=1) if rows else ""
    found = verification.findings
    notes = _finding_table(found, len(found), verification.lang) if found else ""
    return _block(f"<b>{escape(verified_line(verification))}</b>", table, notes)


def _explanation_html(explanation: Explanation) -> str:
    """Draw an explanation: each step with its formula and what it rests on."""
    basis = phrases(explanation.lang, "explain")["basis"]
    steps = []
    for step in explanation.steps:
        told = "".join(f"<div>{escape(line)}</div>" for line in step.lines)
        sources = "".join(f'<div style="opacity:.7">{escape(basis)}: {escape(one)}</div>' for one in step.basis)
        steps.append(f"<li><b>{escape(step.title)}</b>{told}{sources}</li>")
    headline = f"{escape(explanation.title)}<br><b>{escape(explanation.answer)}</b>"
    return _block(headline, f"<ol>{''.join(steps)}</ol>", f"<p>{escape(explanation.origin)}</p>")


def _comparison_html(comparison: Comparison) -> str:
    """Draw a comparison: the last change, the periods, their elements, and what makes them differ in kind."""
    from ikm.reports import ReportTable, trend_chapter, trend_line  # noqa: PLC0415 - a result needs no chapters

    drawn = [_report_table(block) for block in trend_chapter(comparison).blocks if isinstance(block, ReportTable)]
    found = _finding_table(comparison.findings, len(comparison.findings), comparison.lang)
    return _block(f"<b>IKM</b> · {escape(trend_line(comparison))}", *drawn, found)


def _audit_html(audit: Audit) -> str:
    """Draw an audit: the paragraph, the weights, the elements, and what is to be looked into."""
    from ikm.reports import audit_paragraph, audit_tables  # noqa: PLC0415 - a result needs no audit

    found = _finding_table(audit.anomalies, len(audit.anomalies), audit.lang)
    return _block(escape(audit_paragraph(audit)), *map(_report_table, audit_tables(audit)), found)


def _report_table(table: ReportTable) -> str:
    """Draw a table of a report."""
    return _table(
        [head.heading for head in table.columns],
        [[entry.text for entry in row.cells] for row in table.rows],
        texts=sum(head.kind == "text" for head in table.columns[:2]),
        last=sum(head.kind == "text" for head in table.columns[-2:]),
    )


def _responses_html(responses: Responses) -> str:
    """Draw responses: how many answered each element, and what was found; never what anybody answered."""
    say = phrases("id")
    rows = []
    for key in responses.elements:
        element, blank = responses.law.element(key), responses.codes[key].count(0)
        filled = number(len(responses) - blank, 0, "id")
        rows.append((element.code, element.name("id"), filled, number(blank, 0, "id")))
    table = _table([say[name] for name in ("code", "element", "filled", "blank")], rows, texts=2)
    headline = f"<b>{number(len(responses), 0, 'id')} {escape(say['respondents'].lower())}</b>"
    return _block(headline, table, _finding_table(responses.findings, responses.findings.total, "id"))


def _tally_html(tally: Tally) -> str:
    """Draw counts: how many gave each level to each element, all groups together."""
    say, counts = phrases("id"), tally.total
    levels = sorted({*range(tally.low, tally.high + 1), *(one for key in tally.elements for one in counts.levels(key))})
    rows = []
    for key in tally.elements:
        met = counts.levels(key)
        figures = [*(met.get(level, 0) for level in levels), counts.blank(key)]
        rows.append((key, *(number(figure, 0, "id") for figure in figures)))
    table = _table([say["element"], *map(str, levels), say["blank"]], rows, texts=1)
    headline = f"<b>{number(counts.respondents, 0, 'id')} {escape(say['respondents'].lower())}</b>"
    if tally.by:
        by = say["groups"].format(by=" × ".join(display(name) for name in tally.by)).lower()
        headline += f" · {escape(by)}: {number(len(tally.groups), 0, 'id')}"
    return _block(headline, table)


def _finding_table(findings: Sequence[Finding], total: int, lang: Language) -> str:
    """Draw findings, the gravest first, and say how many more there are."""
    say = phrases(lang)
    if not total:
        return f"<p>{escape(say['no_findings'])}</p>"
    drawn = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))[:_MOST]
    rows = [
        (say[one.severity], _place(one), told.message, told.action) for one in drawn for told in [one.translated(lang)]
    ]
    table = _table(["", say["place"], say["finding"], say["remedy"]], rows, texts=4)
    rest = total - len(drawn)
    return table + (f"<p>{escape(say['more'].format(number=number(rest, 0, lang)))}</p>" if rest > 0 else "")


def _place(finding: Finding) -> str:
    label = None if finding.label is None else f"index {finding.label}"
    return " · ".join(part for part in (finding.address, label) if part)


def _block(headline: str, *parts: str) -> str:
    return f'<div><p style="font-size:1.15em">{headline}</p>{"".join(parts)}</div>'


def _list(facts: Iterable[tuple[str, str]]) -> str:
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(sentence)}</dd>" for label, sentence in facts)
    return f"<dl>{told}</dl>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int, last: int = 0) -> str:
    """Draw a table whose first ``texts`` and ``last`` columns hold words and the others figures."""
    ends = len(heads) - last
    styles = [_FIGURE if texts <= place < ends else _TEXT for place in range(len(heads))]
    top = _row("th", [" ".join(head.split()) for head in heads], styles)
    body = "".join(_row("td", row, styles) for row in rows)
    return f'<table style="border-collapse:collapse"><thead>{top}</thead><tbody>{body}</tbody></table>'


def _row(tag: str, cells: Sequence[str], styles: Sequence[str]) -> str:
    drawn = (f'<{tag} style="{style}">{escape(cell)}</{tag}>' for cell, style in zip(cells, styles, strict=True))
    return f"<tr>{''.join(drawn)}</tr>"


_DRAWN: dict[str, Callable[[Any], str]] = {
    "IKMResult": result_html,
    "CheckReport": _check_html,
    "AgencyResult": _agency_html,
    "Comparison": _comparison_html,
    "Audit": _audit_html,
    "Explanation": _explanation_html,
    "Achievement": _achievement_html,
    "Verification": _verification_html,
    "Responses": _responses_html,
    "Tally": _tally_html,
    "Findings": lambda findings: _block(
        f"<b>{escape(phrases('id')['findings'])}</b>", _finding_table(findings, findings.total, "id")
    ),
}
"""How each class is drawn, by its name: none is loaded to draw another."""
