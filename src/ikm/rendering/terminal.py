"""Results and findings for a terminal, readable at 80 columns, with or without colour.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.terminal import show_result
>>> out = io.StringIO()
>>> show_result(ikm.score([[4] * 9], weight="exact"), Console(file=out, width=80))
>>> "100,00" in out.getvalue()
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ikm.findings import display
from ikm.rendering import COLUMNS, alarms, element_rows, group_rows, number, summary, weight_words, words
from ikm.rendering.checks import column_rows, ledger_rows, outlook_line, source_lines, total_rows, verdict
from ikm.rendering.law import law_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from ikm.checks import CheckReport
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.results import FindingRecord, IKMResult, Sample

__all__ = ["show_findings", "show_law", "show_result", "show_sample"]

_COLOURS = {"A": "green", "B": "cyan", "C": "yellow", "D": "red"}
_NARROW = 72
"""Below this width the names of the elements give way to their figures."""

_SEVERITY = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


def _table(**options: object) -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", **options)  # type: ignore[arg-type]


def show_result(result: IKMResult, console: Console) -> None:
    """Print the table of elements, the index, and what a reader asks next."""
    lang, say = result.lang, words(result.lang)
    table = _table()
    shown = [i for i, name in enumerate(COLUMNS) if name != "element" or console.width >= _NARROW]
    for name in (COLUMNS[i] for i in shown):
        left = name in {"code", "element"}
        table.add_column(Text(say[name]), justify="left" if left else "right", no_wrap=name != "element")
    for row in element_rows(result):
        cells = [*(Text(cell) for cell in row[:-1]), Text(row[-1], style=_COLOURS.get(row[-1], ""))]
        table.add_row(*(cells[i] for i in shown))
    console.print(table)
    console.print()
    console.print(
        Text.assemble(
            (f"IKM {number(result.ikm, 2, lang)}", "bold"),
            f"  {say['mutu'].lower()} ",
            (f"{result.mutu} ({result.kinerja})", f"bold {_COLOURS.get(result.mutu, '')}"),
            f"  ·  {number(result.respondents, 0, lang)} {say['respondents'].lower()}  ·  {weight_words(result)}",
        )
    )
    for alarm in alarms(result):
        console.print(Text(alarm, style="bold yellow"))
    lines = _table(show_header=False)
    lines.add_column(no_wrap=True, style="dim")
    lines.add_column()
    for label, sentence in summary(result):
        lines.add_row(Text(label), Text(sentence))
    console.print(lines)
    if result.groups:
        console.print()
        console.print(Text(say["groups"].format(by=", ".join(result.groups[0].group)), style="bold"))
        groups = _table(show_header=False)
        groups.add_column(min_width=24)
        for name, *figures in group_rows(result):
            groups.add_row(Text(name), *(Text(figure, justify="right") for figure in figures))
        console.print(groups)


def show_check(report: CheckReport, console: Console) -> None:
    """Print the whole report of a check."""
    lang, say = report.lang, words(report.lang)
    console.print(Text(say["check_title"], style="bold"))
    _pairs(source_lines(report), console)
    console.print(Text(f"\n{say['columns']}", style="bold"))
    columns = _table(show_header=False)
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
        totals = _table(show_header=False)
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
    table = _table(show_header=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(justify="right" if figures else "left", overflow="fold")
    for label, fact in rows:
        table.add_row(Text(label), Text(display(fact, 200)))
    console.print(table)


def show_findings(
    findings: Iterable[FindingRecord],
    counts: Mapping[str, int],
    console: Console,
    lang: Language,
    *,
    most: int = 20,
    sort: bool = True,
) -> None:
    """Print findings: each with its place, what was met and what to do; the rest counted.

    ``sort`` puts errors first, so that the most important are among those shown; else they stand as in the file.
    """
    say = words(lang)
    order = {"error": 0, "warning": 1, "notice": 2}
    chosen = sorted(findings, key=lambda finding: order[finding.severity] if sort else 0)[:most]
    actions: dict[str, None] = {}
    for finding in chosen:
        place = f"{finding.cell}: " if finding.cell else ""
        line = Text.assemble(
            (f"{say[finding.severity]} ", _SEVERITY[finding.severity]), (place, "bold"), finding.message
        )
        console.print(line)
        if finding.action and finding.action not in actions:
            actions[finding.action] = None
            console.print(Text(f"  → {finding.action}", style="dim"))
    rest = sum(counts.values()) - len(chosen)
    if rest > 0:
        console.print(Text(say["more"].format(number=number(rest, 0, lang)), style="dim"))


def show_sample(sample: Sample, console: Console, lang: Language) -> None:
    """Print how many respondents a population needs."""
    say = words(lang)
    text = say["sample_required"].format(
        required=number(sample.required, 0, lang), population=number(sample.population, 0, lang)
    )
    if sample.printed is not None:
        text += say["sample_printed"].format(printed=number(sample.printed, 0, lang))
    console.print(Text(text[:1].upper() + text[1:] + "."))


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
