"""Screen: a chapter of a report on a terminal: paragraphs, and tables without lines.

A table is as wide as the terminal: headings and words are broken, a figure never.  Charts are left out.

>>> import io
>>> from rich.console import Console
>>> from ikm.rendering.screen import show_chapter
>>> from ikm.reports import Chapter, Entry, Head, Paragraph, ReportTable, Row
>>> table = ReportTable("x", "Nilai", (Head("Unsur", "text"), Head("NRR")), (Row((Entry("U1"), Entry("3,5"))),))
>>> out = io.StringIO()
>>> show_chapter(Chapter("x", "Contoh", (Paragraph("Satu kalimat."), table)), Console(file=out, width=60))
>>> [line.rstrip() for line in out.getvalue().splitlines()]
['', 'Contoh', 'Satu kalimat.', '', 'Unsur  NRR', 'U1     3,5']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.table import Table
from rich.text import Text

from ikm.reports import Paragraph, ReportTable, Subheading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ikm.reports import Chapter

__all__ = ["show_chapter"]

_NARROW = 110
"""Below this width names that stand behind their codes are left out."""


def show_chapter(chapter: Chapter, console: Console) -> None:
    """Print a chapter."""
    console.print()
    console.print(Text(chapter.title, style="bold"))
    for block in chapter.blocks:
        if isinstance(block, Subheading):
            console.print()
            console.print(Text(block.text, style="bold"))
        elif isinstance(block, Paragraph):
            console.print(Text(block.text, style="dim" if block.kind == "note" else ""))
        elif isinstance(block, ReportTable):
            console.print()
            console.print(_table(block, console.width))
            for note in block.notes:
                console.print(Text(note, style="dim"))


def _table(table: ReportTable, width: int) -> Table:
    kinds = [head.kind for head in table.columns]
    named = kinds[:2] == ["text", "text"] and all(" " not in row.cells[0].text for row in table.rows)
    shown = [place for place in range(len(kinds)) if not (named and place == 1 and width < _NARROW)]
    wide = _widths(table, shown, width)
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place in shown:
        justify: Literal["left", "right"] = "left" if kinds[place] == "text" else "right"
        drawn.add_column(Text(table.columns[place].heading), justify=justify, width=wide[place])
    for row in table.rows:
        drawn.add_row(*(Text(row.cells[place].text) for place in shown))
    return drawn


def _widths(table: ReportTable, shown: Sequence[int], width: int) -> dict[int, int]:
    """Give each column what it cannot do without, and the room that is left to the first that would have it."""
    found, wanted = {}, {}
    for place in shown:
        head, texts = table.columns[place], [row.cells[place].text for row in table.rows]
        parts = [part for text in texts for part in text.split()] if head.kind == "text" else texts
        found[place] = max(map(len, [*head.heading.split(), *parts]), default=1)
        wanted[place] = max(map(len, [head.heading, *texts]))
    room = width - sum(found.values()) - 2 * len(found)
    for place in shown:
        more = min(max(room, 0), wanted[place] - found[place])
        found[place] += more
        room -= more
    return found
