"""Write docs/commands.md from the command itself: every command, how it is typed, its examples and its options.

python docs/make_commands.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from press.tables import table

from ikm.cli.commands import app
from ikm.cli.help import prepared
from ikm.cli.names import COMMANDS
from ikm.cli.usage import flags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.cli.help import Help

INTRODUCTION = """# The commands

`ikm --help` and `ikm COMMAND --help` show what stands here, in Indonesian unless asked otherwise (`--lang en`, or
`IKM_LANG=en` in the environment). Every command and option has an Indonesian name that means the same (`ikm nilai FILE
--populasi 205`). What each option may be, with its names in Python and in a survey file: [options.md](options.md).

| Exit code | Means |
|---|---|
| 0 | done |
| 1 | the data was refused; what must be mended is said, cell by cell ([findings.md](findings.md)) |
| 2 | the command was typed wrongly, or a file of yours (survey file, questionnaire) holds a mistake |
| 130, 143, 129 | stopped: Ctrl-C, from outside, its terminal closed ([outputs.md](outputs.md#when-you-stop-it)) |

Results go to standard output; findings, progress and the next step to standard error. With `--json` standard output is
JSON alone.

This page is made from the command by `python docs/make_commands.py`.
"""

OVERVIEW = """
## All of them

As `ikm --help` lists them.
"""


def page() -> str:
    """Give the text of the page."""
    root: Any = typer.main.get_command(app)
    parts = [INTRODUCTION, OVERVIEW, *_overview(prepared("", flags_of(root), "en"))]
    parts += [_command(name, prepared(name, flags_of(one), "en")) for name, one in root.commands.items()]
    return "".join(parts)


def _overview(shown: Help) -> Iterator[str]:
    """Write what `ikm --help` lists, each command with a link to its place."""
    for title, group in shown.groups:
        listed = [(names.partition(" ")[0], words) for names, words in group]
        rows = [(f"[`{one}`](#ikm-{one})", f"`{COMMANDS[one]}`", words) for one, words in listed if one in COMMANDS]
        if rows:
            yield f"\n{table((title, 'In Indonesian', 'What it does'), rows)}"


def _command(name: str, shown: Help) -> str:
    """Write one command."""
    parts = [f"\n## ikm {name}\n\n`{shown.usage}`\n\n{' '.join(shown.about)}\n\n"]
    parts.append(table(("Typed", "Gives"), [(f"`{typed}`", told) for typed, told in shown.examples]))
    for title, rows in shown.groups:
        if rows:
            parts.append(f"\n{table((title, 'What it is'), [(_named(names), words) for names, words in rows])}")
    return "".join(parts)


def _named(names: str) -> str:
    """Write the names of an option as code, and behind them what stands for its value.

    >>> _named("--population, --populasi N"), _named("FILE"), _named("--missing available|complete")
    ('`--population`, `--populasi` *N*', '`FILE`', '`--missing` `available`, `complete`')
    """
    *flags, last = names.split(", ")
    flag, _, value = last.partition(" ")
    parts = value.split("|")
    told = f" *{value}*" if len(parts) == 1 and value else " " + ", ".join(f"`{one}`" for one in parts) if value else ""
    return ", ".join(f"`{one}`" for one in (*flags, flag)) + told


if __name__ == "__main__":
    (Path(__file__).parent / "commands.md").write_text(page(), encoding="utf-8")
