"""A performance table for a terminal: the mean first, then a row for each indicator, and what is to be known of them.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.targets import show_achievement
>>> out = io.StringIO()
>>> show_achievement(ikm.achievement([("IKM", 81, "83,96")]), Console(file=out, width=80))
>>> print(out.getvalue().splitlines()[0])
Rata-rata capaian 103,65 % dari 1 indikator; 1 mencapai target
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ikm.findings import display
from ikm.rendering.terminal import plain_table
from ikm.reports import achievement_line, achievement_report, achievement_table, phrases

if TYPE_CHECKING:
    from rich.console import Console

    from ikm.targets import Achievement

__all__ = ["show_achievement"]

_TITLE = 200


def show_achievement(achievement: Achievement, console: Console) -> None:
    """Print a performance table, the notes on its indicators below it."""
    heading = (achievement.title, achievement.unit, achievement.period)
    if title := " · ".join(display(part, _TITLE) for part in heading if part):
        console.print(Text(title, style="bold"))
    console.print(Text(achievement_line(achievement), style="bold"))
    console.print()
    table = achievement_table(achievement)
    say, noted = phrases(achievement.lang, "targets"), len(table.columns) - 1
    left_out = {say["rounded"], say["printed"], say["note"]}
    shown = [place for place, head in enumerate(table.columns) if head.heading not in left_out]
    drawn = plain_table()
    for place in shown:
        head = table.columns[place]
        drawn.add_column(Text(head.heading), justify="left" if head.kind == "text" else "right", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(row.cells[place].text, style="bold" if row.total else "") for place in shown))
    console.print(drawn)
    notes = [(row.cells[0].text, row.cells[noted].text) for row in table.rows if row.cells[noted].text]
    if notes or table.notes:
        console.print()
    for told in (*(f"{place}: {note}" for place, note in notes), *table.notes):
        console.print(Text(told, style="dim"))
    formulas = achievement_report(achievement).chapters[0].blocks[1:]
    console.print()
    for formula in formulas:
        console.print(Text(getattr(formula, "text", ""), style="dim"))
