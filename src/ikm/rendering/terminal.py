"""Results and findings for a terminal, readable at 80 columns, with or without colour.

A result is printed with the index and its grade first.  Whoever prints the notes on the data after it prints the
headline again below them (`show_headline`), and what can be done now (`show_steps`): that is what stays on the screen.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.terminal import show_result
>>> out = io.StringIO()
>>> show_result(ikm.score([[4] * 9], weight="exact"), Console(file=out, width=80))
>>> print(out.getvalue().splitlines()[0])
IKM 100,00  mutu A (Sangat Baik)  ·  1 responden  ·  bobot 1/9
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ikm.arguments import exact_number, shown_exactly
from ikm.rendering.screen import show_chapter
from ikm.reports import (
    COLUMNS,
    alarms,
    as_result,
    element_rows,
    group_tables,
    heading,
    index_alarms,
    index_facts,
    index_line,
    named_converted,
    notes_of,
    number,
    phrases,
    statistics_chapter,
    summary,
    weight_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, RenderableType

    from ikm.findings import Finding, Language
    from ikm.reports import GroupTable, Note
    from ikm.scoring import IKMResult, IndexResult, Sample

__all__ = [
    "COLOURS",
    "note_lines",
    "plain_table",
    "show_facts",
    "show_findings",
    "show_groups",
    "show_headline",
    "show_result",
    "show_sample",
    "show_steps",
]

COLOURS = {"A": "green", "B": "cyan", "C": "yellow", "D": "red"}
_NARROW = 72
"""Below this width the names of the elements give way to their figures."""

_NAME, _GAP = 12, 2
"""How narrow the names of groups beside their means may get, and what parts columns."""

_SEVERITY = {"error": "bold red", "warning": "yellow", "notice": "cyan"}

_LINES = 18
"""How many lines of notes leave the headline and the next step on a screen of 24."""


def plain_table(**options: object) -> Table:
    """Make a table without lines."""
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", **options)  # type: ignore[arg-type]


def show_headline(result: IKMResult, console: Console) -> None:
    """Print the index and its grade, with what must be said loudly of them."""
    lang, say = result.lang, phrases(result.lang)
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
    for index in result.indices or ():
        figure, grade, *rest = index_line(index, lang)
        named, _, of_grade = grade.partition(" ")
        colour = f"bold {COLOURS.get(index.mutu, '')}"
        more = "".join(f"  ·  {one}" for one in rest)
        console.print(Text.assemble((figure, "bold"), f"  {named} ", (of_grade, colour), more))
        for alarm in index_alarms(result, index):
            console.print(Text(f"{index.short}: {alarm}", style="bold yellow"))


def show_result(
    result: IKMResult, console: Console, *, brief: bool = False, more: Sequence[tuple[str, str]] = ()
) -> None:
    """Print the index first, then the table of elements, and what a reader asks next; in brief the index alone.

    ``more`` is asked next too, and is not in the result.
    """
    if title := heading(result):
        console.print(Text(title, style="bold"))
    show_headline(result, console)
    if brief:
        return
    _show_elements(result, console, phrases(result.lang)["element"])
    show_facts([*summary(result), *more], console)
    show_groups(result, console)
    if (statistics := statistics_chapter(result)) is not None:
        show_chapter(statistics, console)
    for index in result.indices or ():
        _show_index(result, index, console)


def _show_elements(result: IKMResult, console: Console, called: str) -> None:
    """Print the table of elements, or of the items of another index."""
    say = {**phrases(result.lang), "element": called}
    table = plain_table()
    shown = [i for i, name in enumerate(COLUMNS) if name != "element" or console.width >= _NARROW]
    for name in (COLUMNS[i] for i in shown):
        left = name in {"code", "element"}
        table.add_column(Text(say[name]), justify="left" if left else "right", no_wrap=name != "element")
    for row in element_rows(result):
        cells = [*(Text(cell) for cell in row[:-1]), Text(row[-1], style=COLOURS.get(row[-1], ""))]
        table.add_row(*(cells[i] for i in shown))
    console.print()
    console.print(table)
    console.print()


def _show_index(result: IKMResult, index: IndexResult, console: Console) -> None:
    """Print another index of the form, as the IKM is printed."""
    alone = as_result(result, index)
    console.print()
    console.print(Text(" · ".join(index_line(index, result.lang)), style="bold"))
    _show_elements(alone, console, phrases(result.lang, "indices")["item"])
    show_facts(index_facts(result, index), console)
    show_groups(alone, console, named_converted(index, result.lang))


def show_facts(facts: Iterable[tuple[str, str]], console: Console) -> None:
    """Print what a reader asks next, each under its name."""
    lines = plain_table(show_header=False)
    lines.add_column(no_wrap=True, style="dim")
    lines.add_column()
    for label, sentence in facts:
        lines.add_row(Text(label), Text(sentence))
    console.print(lines)


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
        for drawn in _means(table, result.lang, console.width) if table.means else ():
            console.print()
            console.print(drawn)


def _means(table: GroupTable, lang: Language, width: int) -> Iterator[Table]:
    """Draw the mean of each element of each group: as many elements beside the names as there is room for, then more.

    A name is broken, a mean never.
    """
    runs: list[list[int]] = [[]]
    room = width - _NAME
    for place, code in enumerate(table.codes):
        needed = _GAP + max(len(code), *(len(means[place]) for means in table.means))
        if runs[-1] and needed > room:
            runs.append([])
            room = width - _NAME
        runs[-1].append(place)
        room -= needed
    for run in runs:
        drawn = plain_table()
        drawn.add_column(Text(phrases(lang)["nrr"]), min_width=_NAME, overflow="fold")
        for place in run:
            drawn.add_column(Text(table.codes[place]), justify="right", no_wrap=True)
        for (name, *_), means in zip(table.rows, table.means, strict=True):
            drawn.add_row(Text(name), *(Text(means[place]) for place in run))
        yield drawn


def show_findings(
    findings: Iterable[Finding],
    counts: Mapping[str, int],
    console: Console,
    lang: Language,
    *,
    refused: bool = False,
) -> int:
    """Print findings, those of one kind together, as many as a screen holds, and give how many are not told.

    The gravest are shown, in the order of the file; where the data is refused, what must be mended comes first.
    """
    listed = list(findings)
    counts = {**Counter(finding.code for finding in listed), **counts}
    say, notes = phrases(lang), notes_of(listed, counts, lang)
    drawn: dict[int, list[RenderableType]] = {}
    left = _LINES
    for place in sorted(range(len(notes)), key=lambda place: (notes[place].gravity, place)):
        lines = note_lines(notes[place], lang)
        left -= sum(len(console.render_lines(line, pad=False)) for line in lines)
        if drawn and left < 0:
            break
        drawn[place] = lines
    for place in sorted(drawn, key=lambda place: (refused and notes[place].gravity > 0, place)):
        for line in drawn[place]:
            console.print(line)
    rest = sum(counts.values()) - sum(notes[place].number for place in drawn)
    if rest > 0:
        console.print(Text(say["more"].format(number=number(rest, 0, lang)), style="dim"))
    return rest


def note_lines(note: Note, lang: Language) -> list[RenderableType]:
    """Draw a note: the sentence with its code small behind it, what to do, and the cells that are like it."""
    finding, say = note.finding, phrases(lang)
    sentence = Text.assemble(
        (f"{say[finding.severity]} ", _SEVERITY[finding.severity]),
        (f"{note.place}: " if note.place else "", "bold"),
        finding.message,
        (f"  [{finding.code}]", "dim"),
    )
    drawn: list[RenderableType] = [sentence]
    if note.more:
        drawn.append(Padding(Text(note.more), (0, 0, 0, 2), expand=False))
    if finding.action:
        drawn.append(Padding(Text(f"→ {finding.action}", style="dim"), (0, 0, 0, 2), expand=False))
    return drawn


def show_steps(steps: Sequence[tuple[str, str]], console: Console, lang: Language) -> None:
    """Print what can be done now: what for, and the command as it is typed, in one line however long it is."""
    say = phrases(lang)
    for place, (purpose, command) in enumerate(steps):
        name = say["next_or" if place else "next"]
        console.print(Text.assemble((f"{name}: ", "bold"), purpose))
        console.print(Text(f"  {command}"), soft_wrap=True)


def _percent(margin: float | None, lang: Language) -> str:
    """Write a margin of error in percent, with as many decimals as it has."""
    share = exact_number(0 if margin is None else margin)
    return "" if share is None else shown_exactly(share * 100).replace(".", "," if lang == "id" else ".")


def show_sample(sample: Sample, console: Console, lang: Language) -> None:
    """Print how many respondents a population needs."""
    say = phrases(lang)
    text = say["sample_required"].format(
        required=number(sample.required, 0, lang),
        population=number(sample.population, 0, lang),
        method=say[f"sample_{sample.method}"].format(margin=_percent(sample.margin, lang)),
    )
    if sample.printed is not None:
        text += say["sample_printed"].format(printed=number(sample.printed, 0, lang))
    console.print(Text(text[:1].upper() + text[1:] + "."))
