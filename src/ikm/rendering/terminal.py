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

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ikm.reports import COLUMNS, alarms, element_rows, group_tables, number, phrases, summary, weight_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

    from ikm.findings import Finding, Language
    from ikm.reports import GroupTable
    from ikm.scoring import IKMResult, Sample

__all__ = ["COLOURS", "plain_table", "show_findings", "show_groups", "show_result", "show_sample"]

COLOURS = {"A": "green", "B": "cyan", "C": "yellow", "D": "red"}
_NARROW = 72
"""Below this width the names of the elements give way to their figures."""

_SEVERITY = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


def plain_table(**options: object) -> Table:
    """Make a table without lines."""
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", **options)  # type: ignore[arg-type]


def show_result(result: IKMResult, console: Console) -> None:
    """Print the table of elements, the index, and what a reader asks next."""
    lang, say = result.lang, phrases(result.lang)
    table = plain_table()
    shown = [i for i, name in enumerate(COLUMNS) if name != "element" or console.width >= _NARROW]
    for name in (COLUMNS[i] for i in shown):
        left = name in {"code", "element"}
        table.add_column(Text(say[name]), justify="left" if left else "right", no_wrap=name != "element")
    for row in element_rows(result):
        cells = [*(Text(cell) for cell in row[:-1]), Text(row[-1], style=COLOURS.get(row[-1], ""))]
        table.add_row(*(cells[i] for i in shown))
    console.print(table)
    console.print()
    console.print(
        Text.assemble(
            (f"IKM {number(result.ikm, 2, lang)}", "bold"),
            f"  {say['mutu'].lower()} ",
            (f"{result.mutu} ({result.kinerja})", f"bold {COLOURS.get(result.mutu, '')}"),
            f"  ·  {number(result.respondents, 0, lang)} {say['respondents'].lower()}  ·  {weight_words(result)}",
        )
    )
    for alarm in alarms(result):
        console.print(Text(alarm, style="bold yellow"))
    lines = plain_table(show_header=False)
    lines.add_column(no_wrap=True, style="dim")
    lines.add_column()
    for label, sentence in summary(result):
        lines.add_row(Text(label), Text(sentence))
    console.print(lines)
    show_groups(result, console)


def show_groups(result: IKMResult, console: Console, unit: str = "") -> None:
    """Print the breakdowns, each a table under what it is by; of several units, under the unit's name too."""
    for table in group_tables(result):
        console.print()
        console.print(Text(f"{unit} · {table.by}" if unit else table.by, style="bold"))
        groups = plain_table(show_header=False)
        groups.add_column(min_width=24)
        for name, *figures in table.rows:
            groups.add_row(Text(name), *(Text(figure, justify="right") for figure in figures))
        console.print(groups)
        if table.means:
            console.print()
            console.print(_means(table, result.lang))


def _means(table: GroupTable, lang: Language) -> Table:
    """Draw the mean of each element of each group; a narrow terminal breaks the names of the groups."""
    drawn = plain_table()
    drawn.add_column(Text(phrases(lang)["nrr"]), min_width=12, overflow="fold")
    for code in table.codes:
        drawn.add_column(Text(code), justify="right", no_wrap=True)
    for (name, *_), means in zip(table.rows, table.means, strict=True):
        drawn.add_row(Text(name), *map(Text, means))
    return drawn


def show_findings(
    findings: Iterable[Finding],
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
    say = phrases(lang)
    order = {"error": 0, "warning": 1, "notice": 2}
    listed = list(findings)
    if sort:
        met: Counter[str] = Counter()
        ranked = []
        for finding in listed:
            # Rows that were not counted, and the first of every kind, come before what repeats.
            repeats = met[finding.code] > 0 and not finding.code.startswith("row-")
            met[finding.code] += 1
            ranked.append((order[finding.severity] if order[finding.severity] == 0 else 1 + repeats, finding))
        listed = [finding for _, finding in sorted(ranked, key=lambda pair: pair[0])]
    chosen = listed[:most]
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
    say = phrases(lang)
    text = say["sample_required"].format(
        required=number(sample.required, 0, lang), population=number(sample.population, 0, lang)
    )
    if sample.printed is not None:
        text += say["sample_printed"].format(printed=number(sample.printed, 0, lang))
    console.print(Text(text[:1].upper() + text[1:] + "."))
