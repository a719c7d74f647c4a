"""Several periods for a terminal: the last index and its change first, then the periods and their elements.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.trend import show_trend
>>> out = io.StringIO()
>>> show_trend(ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}), Console(file=out, width=80))
>>> print(out.getvalue().splitlines()[0])
IKM 83,86  mutu B (Baik)  ·  2023  ·  naik 1,62 dari 2022
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ikm.findings import display
from ikm.rendering.terminal import COLOURS, plain_table
from ikm.reports import (
    ReportTable,
    chance_notes,
    chance_sentence,
    chance_tables,
    change_words,
    number,
    phrases,
    trend_chapter,
)

if TYPE_CHECKING:
    from rich.console import Console

    from ikm.comparisons import Comparison
    from ikm.reports import Row

__all__ = ["show_trend", "show_trend_headline"]

_NARROW = 72
_LABEL, _TITLE = 40, 200
_FEW, _WIDE = 6, 110
"""A table of more columns has the names of elements in one of them, for which there is room on a wide screen."""

_FIGURE, _NAME = 11, 30
"""How wide a column of a period and the names of the elements are, where there is room."""


def show_trend(comparison: Comparison, console: Console, *, brief: bool = False) -> None:
    """Print the periods of a survey; in brief the last index and its change alone."""
    title = " · ".join(display(part, _TITLE) for part in (comparison.title, comparison.unit) if part)
    if title:
        console.print(Text(title, style="bold"))
    show_trend_headline(comparison, console)
    if brief:
        return
    tables = {block.key: block for block in trend_chapter(comparison).blocks if isinstance(block, ReportTable)}
    console.print()
    _periods(comparison, tables["tren"], console)
    for key in ("tren-unsur", "tren-indeks"):
        if key in tables:
            console.print()
            _elements(tables[key], console, phrases(comparison.lang, "trend")["left_out"])
    if told := chance_sentence(comparison):
        console.print()
        console.print(Text(told))
    for table in chance_tables(comparison):
        console.print()
        _limits(table, console)
    if notes := chance_notes(comparison):
        console.print()
        for note in notes:
            console.print(Text(note, style="dim"))


def show_trend_headline(comparison: Comparison, console: Console) -> None:
    """Print the index of the last period, its grade, and how it changed."""
    lang, say, last = comparison.lang, phrases(comparison.lang), comparison.periods[-1]
    console.print(
        Text.assemble(
            (f"IKM {number(last.ikm, 2, lang)}", "bold"),
            f"  {say['mutu'].lower()} ",
            (f"{last.mutu} ({last.kinerja})", f"bold {COLOURS.get(last.mutu, '')}"),
            f"  ·  {display(last.label, _LABEL)}  ·  {change_words(comparison, _LABEL)}",
        )
    )


def _periods(comparison: Comparison, table: ReportTable, console: Console) -> None:
    """Print a row for each period, and below it what makes some of the rows others."""
    say, narrow = phrases(comparison.lang, "trend"), console.width < _NARROW
    period, people, index, grade, _, change, target, reached, note = range(len(table.columns))
    aimed = any(row.cells[target].value is not None for row in table.rows)
    order = (period, index, grade, people, change, *((target, reached) if aimed else ()))
    drawn = plain_table()
    if narrow:
        drawn.padding = (0, 1, 0, 0)
    for place in order:
        words = place in (period, reached)
        head = table.columns[place].heading
        drawn.add_column(
            Text(say["n"] if narrow and place == people else head),
            justify="left" if words or place == grade else "right",
            no_wrap=not words,
            min_width=8 if place == period else None,
            overflow="fold",
        )
    for row in table.rows:
        cells = {place: Text(row.cells[place].text, style=COLOURS.get(row.cells[place].mutu, "")) for place in order}
        if row.cells[index].value is None:
            cells[reached] = Text(row.cells[note].text, style="dim")
        drawn.add_row(*(cells[place] for place in order))
    console.print(drawn)
    if published := [display(one.label, _LABEL) for one in comparison.periods if one.published]:
        console.print(Text(say["published"].format(periods=", ".join(published)), style="dim"))


def _elements(table: ReportTable, console: Console, left_out: str) -> None:
    """Print the converted values of the elements, of as many of the last periods as there is room for."""
    narrow = console.width < _NARROW
    names = 0 if narrow else _NAME
    figures = list(range(2, len(table.columns)))
    room = max(2, (console.width - 6 - names) // _FIGURE)
    shown = figures[-room:]
    drawn = plain_table()
    drawn.add_column(Text(table.columns[0].heading), no_wrap=True)
    if not narrow:
        drawn.add_column(Text(table.columns[1].heading))
    for place in shown:
        drawn.add_column(Text(table.columns[place].heading), justify="right", overflow="fold")
    for row in table.rows:
        drawn.add_row(*_row(row, shown, narrow=narrow))
    console.print(Text(table.caption, style="bold"))
    console.print(drawn)
    if len(shown) < len(figures):
        console.print(Text(left_out.format(number=len(figures) - len(shown)), style="dim"))


def _limits(table: ReportTable, console: Console) -> None:
    """Print changes with their limits; the names of elements where there is room."""
    narrow = console.width < _WIDE and len(table.columns) > _FEW
    shown = [place for place in range(len(table.columns)) if not (narrow and place == 1)]
    drawn = plain_table()
    for place in shown:
        head = table.columns[place]
        drawn.add_column(Text(head.heading), justify="left" if head.kind == "text" else "right", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(row.cells[place].text) for place in shown))
    console.print(Text(table.caption, style="bold"))
    console.print(drawn)


def _row(row: Row, shown: list[int], *, narrow: bool) -> list[Text]:
    first = row.cells[:1] if narrow else row.cells[:2]
    return [Text(entry.text) for entry in (*first, *(row.cells[place] for place in shown))]
