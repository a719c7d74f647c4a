"""A kept result that was computed again, for a terminal: the verdict first, then each figure that differs.

>>> import io
>>> from rich.console import Console
>>> import ikm
>>> from ikm.rendering.verification import show_verification
>>> out = io.StringIO()
>>> verification = ikm.verify(ikm.score("examples/ppid-2023.csv"), "examples/ppid-2023.csv")
>>> show_verification(verification, Console(file=out, width=80))
>>> print(out.getvalue().partition(":")[0])
Cocok
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ikm.rendering.terminal import plain_table
from ikm.reports import difference_rows, number, phrases, verified_line

if TYPE_CHECKING:
    from rich.console import Console

    from ikm.verifications import Verification

__all__ = ["show_verification"]

_MOST = 40
"""How many differences are printed."""


def show_verification(verification: Verification, console: Console) -> None:
    """Print whether a kept result agrees, and where it does not."""
    style = "bold green" if verification.agrees else "bold red"
    console.print(Text(verified_line(verification), style=style))
    rows = difference_rows(verification)
    if not rows:
        return
    say = phrases(verification.lang, "verify")
    drawn = plain_table()
    for name in ("figure", "stored", "recomputed"):
        drawn.add_column(Text(say[name]), justify="left" if name == "figure" else "right", overflow="fold")
    for row in rows[:_MOST]:
        drawn.add_row(*map(Text, row))
    console.print()
    console.print(drawn)
    if len(rows) > _MOST:
        console.print(Text(say["more"].format(number=number(len(rows) - _MOST, 0, verification.lang)), style="dim"))
