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
from ikm.rendering.terminal import note_lines, plain_table
from ikm.reports import (
    column_rows,
    heading,
    law_lines,
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

    from rich.console import Console

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.reports import Note
    from ikm.surveys import CheckReport

__all__ = ["show_check", "show_law"]

_EACH, _PLACES = 6, 60
"""How many notes a kind of finding has here, and how many cells stand beside one: a check is read through."""


def show_check(report: CheckReport, console: Console) -> None:
    """Print the report of a check in the order of need.

    The verdict; what must be mended; the index as it would be; other notes; then how columns and rows were read, and
    from what; and the verdict again, which is what stays on the screen.
    """
    lang, say = report.lang, phrases(report.lang)
    name = heading(report) or report.source.name
    console.print(Text(f"{say['check_title']}: {display(name, 200)}" if name else say["check_title"], style="bold"))
    _verdict(report, console)
    notes = notes_of(report.findings, report.findings_total, lang, each=_EACH, places=_PLACES)
    _notes(say["to_mend"], [note for note in notes if note.gravity == 0], console, lang)
    if lines := outlook_lines(report):
        console.print(Text(f"\n{outlook_title(report)}", style="bold"))
        for line in lines:
            console.print(Text(line))
    others = [note for note in notes if note.gravity > 0]
    _notes(say["other_notes" if len(others) < len(notes) else "findings"], others, console, lang)
    if (rest := sum(report.findings_total.values()) - sum(note.number for note in notes)) > 0:
        console.print(Text(say["more"].format(number=number(rest, 0, lang)), style="dim"))
    console.print(Text(f"\n{say['columns']}", style="bold"))
    columns = plain_table(show_header=False)
    columns.add_column(no_wrap=True, style="bold")
    columns.add_column(ratio=5)
    columns.add_column(ratio=4)
    for letter, header, taken_for, reason in column_rows(report):
        columns.add_row(Text(letter), Text(display(header)), Text(f"{taken_for}, {reason}" if reason else taken_for))
    console.print(columns)
    console.print(Text(f"\n{say['rows']}", style="bold"))
    _pairs(ledger_rows(report), console, figures=True)
    console.print(Text(f"\n{say['file']}", style="bold"))
    _pairs(source_lines(report), console)
    console.print()
    _verdict(report, console)


def _verdict(report: CheckReport, console: Console) -> None:
    console.print(Text(verdict(report), style="bold green" if report.scorable else "bold red"))


def _notes(title: str, notes: Sequence[Note], console: Console, lang: Language) -> None:
    if notes:
        console.print(Text(f"\n{title}", style="bold"))
    for note in notes:
        for line in note_lines(note, lang):
            console.print(line)


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
