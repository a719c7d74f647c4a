"""The long reports for a terminal: the check of a survey's data, and the law.

They live apart from `ikm.rendering.terminal` so that scoring, which people run most, does not load them.

>>> import io
>>> from rich.console import Console
>>> from ikm.regulation import load_regulation
>>> from ikm.rendering.paper import show_law
>>> out = io.StringIO()
>>> show_law(load_regulation(), Console(file=out, width=80), "en")
>>> "ikm's choice" in out.getvalue()
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from ikm.findings import display
from ikm.rendering.terminal import plain_table, show_findings
from ikm.reports import column_rows, law_lines, ledger_rows, outlook_line, phrases, source_lines, total_rows, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.surveys import CheckReport

__all__ = ["show_check", "show_law"]


def show_check(report: CheckReport, console: Console) -> None:
    """Print the whole report of a check."""
    lang, say = report.lang, phrases(report.lang)
    console.print(Text(say["check_title"], style="bold"))
    _pairs(source_lines(report), console)
    console.print(Text(f"\n{say['columns']}", style="bold"))
    columns = plain_table(show_header=False)
    columns.add_column(no_wrap=True, style="bold")
    columns.add_column(ratio=5)
    columns.add_column(ratio=4)
    for letter, header, taken_for, reason in column_rows(report):
        columns.add_row(Text(letter), Text(display(header)), Text(f"{taken_for}: {reason}"))
    console.print(columns)
    console.print(Text(f"\n{say['rows']}", style="bold"))
    _pairs(ledger_rows(report), console, figures=True)
    if report.findings:
        console.print(Text(f"\n{say['findings']}", style="bold"))
        totals = plain_table(show_header=False)
        for severity, code, count in total_rows(report):
            totals.add_row(Text(severity), Text(code), Text(count, justify="right"))
        console.print(totals)
        console.print()
        show_findings(report.findings, report.findings_total, console, lang, most=len(report.findings), sort=False)
    if outlook := outlook_line(report):
        console.print()
        console.print(Text.assemble((f"{say['outlook']}: ", "bold"), outlook))
    console.print()
    console.print(Text(verdict(report), style="bold green" if report.scorable else "bold red"))


def _pairs(rows: Iterable[tuple[str, str]], console: Console, *, figures: bool = False) -> None:
    table = plain_table(show_header=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(justify="right" if figures else "left", overflow="fold")
    for label, fact in rows:
        table.add_row(Text(label), Text(display(fact, 200)))
    console.print(table)


def show_law(regulation: Regulation, console: Console, lang: Language) -> None:
    """Print every record of an instrument with where it stands, or why ikm declares it."""
    for kind, line in law_lines(regulation, lang):
        if kind == "heading":
            console.print()
            console.print(Text(line, style="bold cyan"))
        else:
            indent = 2 if kind == "fact" else 6
            style = {"fact": "", "cite": "dim", "declared": "yellow"}[kind]
            console.print(Padding(Text(line, style=style), (0, 0, 0, indent)))
