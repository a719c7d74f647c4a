"""An audit for a terminal: the paragraph that can be pasted first, then its tables.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.audit import show_audit
>>> out = io.StringIO()
>>> show_audit(ikm.audit("examples/audit-ppid-2023.json"), Console(file=out, width=80))
>>> print(out.getvalue().splitlines()[2])
IKM 83,95 dihasilkan kembali sampai digit terakhir dari angka yang tercetak
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ikm.rendering.terminal import COLOURS, plain_table, show_facts
from ikm.reports import Paragraph, audit_paragraph, audit_parts, audit_tables, phrases

if TYPE_CHECKING:
    from rich.console import Console

    from ikm.audits import Audit
    from ikm.reports import ReportTable

__all__ = ["audit_paragraph", "show_audit"]

_NARROW = 72


def show_audit(audit: Audit, console: Console, *, brief: bool = False) -> None:
    """Print an audit; in brief the paragraph alone."""
    if not brief:
        console.print(Text(audit.title or phrases(audit.lang, "audit")["title"], style="bold"))
        console.print()
    console.print(Text(audit_paragraph(audit)))
    if brief:
        return
    for table in audit_tables(audit):
        console.print()
        _table(table, console)
    for heading, blocks in audit_parts(audit):
        console.print()
        console.print(Text(heading, style="bold"))
        for block in blocks:
            if isinstance(block, Paragraph):
                console.print(Text(f"- {block.text}" if audit.anomalies else block.text))
            else:
                show_facts(list(block.facts), console)


def _table(table: ReportTable, console: Console) -> None:
    """Print a table; where it is narrow without the names."""
    drawn = plain_table()
    shown = [
        place
        for place, head in enumerate(table.columns)
        if console.width >= _NARROW or table.key != "unsur-tercetak" or place != 1
    ]
    for place in shown:
        head = table.columns[place]
        drawn.add_column(Text(head.heading), justify="right" if head.kind == "figure" else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(row.cells[place].text, style=COLOURS.get(row.cells[place].mutu, "")) for place in shown))
    console.print(Text(table.caption, style="bold"))
    console.print(drawn)
