"""The rows and sentences of a check report, shared by its terminal and its HTML form.

>>> import ikm
>>> from ikm.reports.checks import source_lines, verdict
>>> report = ikm.check([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 9])
>>> verdict(report)
'Data dapat dihitung: 1 responden.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.findings import in_words
from ikm.regulation import law_behind
from ikm.reports.rows import ledger_parts
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.regulation import Regulation
    from ikm.surveys import CheckReport, ColumnReport

__all__ = ["column_rows", "ledger_rows", "outlook_lines", "outlook_title", "source_lines", "verdict"]


def source_lines(report: CheckReport) -> list[tuple[str, str]]:
    """Say what was read: label and fact."""
    say, source = phrases(report.lang), report.source
    states = {"visible": say["visible"]}
    unread = ", ".join(f"{s.name} ({states.get(s.state, say['hidden_state'])})" for s in source.sheets_not_read)
    size = f"{number(source.size, 0, report.lang)} {say['bytes']}"
    lines = [(say["file"], f"{source.name or source.kind} · {source.kind} · {size}")]
    if source.sha256:
        lines.append((say["sha256"], source.sha256))
    if source.sheet is not None:
        lines += [(say["sheet"], source.sheet), (say["not_read"], unread or say["none"])]
    if source.encoding is not None:
        words = say["encoding_parted"].format(encoding=source.encoding, delimiter=source.delimiter or "")
        lines.append((say["encoding"], words))
    lines.append((say["header_row"], str(source.header_row) if source.header_row is not None else say["none"]))
    if source.hidden_rows:
        lines.append((say["hidden_rows"], number(source.hidden_rows, 0, report.lang)))
    return lines


def column_rows(report: CheckReport) -> list[tuple[str, str, str, str]]:
    """Give each column: letter, heading, what it was taken for, and why."""
    law = law_behind(report.provenance)
    return [(c.letter, c.header, _taken_for(report, c, law), c.reason) for c in report.columns]


def _taken_for(report: CheckReport, column: ColumnReport, law: Regulation | None) -> str:
    """Say what a column was taken for; without the instrument an element goes by its key."""
    say = phrases(report.lang)
    if column.index_item is not None:
        return column.index_item
    if column.element is None:
        return say["total_role" if column.role == "total" else column.role]
    name = column.element if law is None else law.element(column.element).name(report.lang)
    return f"{column.code} {name}" + ("" if column.sure else f" ({say['unsure']})")


def ledger_rows(report: CheckReport) -> list[tuple[str, str]]:
    """Give the ledger of rows; its parts add up to the first line."""
    rows = ledger_parts(report.ledger, report.lang)
    if not report.ledger.used:
        rows.append((phrases(report.lang)["ledger_used"], 0))
    return [(label, number(count, 0, report.lang)) for label, count in rows]


def outlook_lines(report: CheckReport) -> list[str]:
    """Say what the index would be: once, or under each handling of blanks where they differ."""
    say, lang = phrases(report.lang), report.lang
    told = {
        one.missing: say["outlook_one"].format(
            ikm=number(one.ikm, 2, lang), mutu=one.mutu, respondents=number(one.respondents, 0, lang)
        )
        for one in report.outlooks
        if one.ikm is not None
    }
    if len(told) == len(report.outlooks) and len(set(told.values())) == 1:
        return [next(iter(told.values()))]
    lines = [say["outlook_if"].format(index=index, missing=say[missing]) for missing, index in told.items()]
    withheld = (say["outlook_withheld"].format(missing=say[one.missing]) for one in report.outlooks if one.withheld)
    return [*lines, *withheld]


def outlook_title(report: CheckReport) -> str:
    """Name what the index would be; with what is done to answers that cannot be used, where there are some."""
    return phrases(report.lang)["outlook_blank" if report.errors else "outlook"]


def verdict(report: CheckReport) -> str:
    """Say whether the data can be scored, and if not, what then."""
    say = phrases(report.lang)
    if report.scorable:
        name = "verdict_ok"
    elif report.scorable_with_blanks:
        name = "verdict_blank"
    else:
        name = "verdict_stop"
    used, errors = report.ledger.used, report.errors
    return in_words(say[name]).format(used=number(used, 0, report.lang), errors=number(errors, 0, report.lang))
