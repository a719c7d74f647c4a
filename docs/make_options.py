"""Write docs/options.md from the models of the options and the commands: every option under all its names.

python docs/make_options.py
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from press.tables import Row, keys, names, table, values_of, written

import ikm
from ikm.cli.commands import app
from ikm.cli.handling import Handling
from ikm.cli.help import metavar_of
from ikm.cli.names import COMMANDS as NAMES
from ikm.cli.options import Given
from ikm.cli.signatures import names_of
from ikm.cli.usage import flags_of
from ikm.reports import phrases
from ikm.surveys.files import SurveyFile
from ikm.surveys.flags import flag_of
from ikm.surveys.history import PastPeriod
from ikm.surveys.keywords import READING, SCORING, ProgramOptions
from ikm.surveys.options import Reading, Scoring
from ikm.surveys.plans import Undertaking

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from ikm.surveys import Flag, Options

INTRODUCTION = """# Options

An option has one meaning and up to four names: the keyword in Python, the flag of the command (in English and in
Indonesian), and the name in a survey file (`survei.toml`, in both languages too). What is typed wins over a survey
file. `--lang en` on the command, or `IKM_LANG=en` in the environment, makes results, help and messages English. In
Python and in the JSON only English names and values are known; numbers for the command and in a survey file may stand
as people write them (`81,5`, `1.200`).

This page is made from the models of the options by `python docs/make_options.py`.
"""

GROUPS: dict[str, tuple[type[Options], str]] = {
    "How a survey is read": (
        Reading,
        "Keywords of `ikm.load`, `ikm.check`, `ikm.score` and `ikm.score_agency`.",
    ),
    "How it is scored": (
        Scoring,
        "Keywords of `ikm.score`, and most of `ikm.score_agency`; `population` stands above.",
    ),
    "What the command reads and writes": (Handling, "`survey`, `lang` and a few more are keywords in Python too."),
}

_ROOT: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = {"": _ROOT, **_ROOT.commands}
SHARED = {*Reading.model_fields, *Scoring.model_fields, *Handling.model_fields}
KEYWORDS = (READING | SCORING).union(
    name
    for public in ikm.__all__
    if inspect.isfunction(function := getattr(ikm, public))
    for name, one in inspect.signature(function).parameters.items()
    if one.kind is one.KEYWORD_ONLY
)


def page() -> str:
    """Give the text of the page."""
    parts, shown = [INTRODUCTION], set()
    for title, (model, words) in GROUPS.items():
        rows = [_row(name, field) for name, field in model.model_fields.items() if name not in shown]
        shown |= set(model.model_fields)
        head = ("Python", "Command", "Survey file", "Values", "What it is")
        parts.append(f"\n## {title}\n\n{words}\n\n{table(head, rows)}")
    return "".join([*parts, _commands(), _elsewhere()])


def _row(name: str, field: FieldInfo) -> Row:
    flag = flag_of(field)
    assert flag is not None  # noqa: S101 - a test holds that every option has one
    typed = names_of(name, flag)
    where = ", ".join(f"`{one}`" for one in COMMANDS if one and name in _typed(one))
    told = [flag.en, f"*{flag.id}*"]
    others: dict[str, list[str]] = {}
    for one in COMMANDS:
        if (here := _typed(one).get(name, flag)).en != flag.en:
            others.setdefault(here.en, []).append(one)
    told += [f"{names(commands)}: {words}" for words, commands in others.items()]
    return (
        names([name] if name in KEYWORDS else []),
        f"{names(typed)}<br>of {where}",
        names(written(name, field) if name in SurveyFile.model_fields else []),
        values_of(field, flag.values),
        "<br>".join(told),
    )


def _typed(command: str) -> dict[str, Flag]:
    """Give the options of a command."""
    flags = flags_of(COMMANDS[command])
    return {name: flag for name, flag in flags.items() if not isinstance(flag, Given)}


def _commands() -> str:
    """Write the commands, each with the options it alone has."""
    parts = ["\n## The commands\n"]
    say = [phrases(lang, "command") for lang in ("en", "id")]
    for command, one in COMMANDS.items():
        given = [flag for flag in flags_of(one).values() if isinstance(flag, Given)]
        own = {name: flag for name, flag in _typed(command).items() if name not in SHARED}
        rows = [(f"`{metavar_of(flag, 'en')}`", f"{flag.en}<br>*{flag.id}*") for flag in given]
        rows += [(names(names_of(name, flag)), f"{flag.en}<br>*{flag.id}*") for name, flag in own.items()]
        english, indonesian = (words[f"about_{command}" if command else "about"] for words in say)
        parts.append(
            f"\n### ikm {command}\n\nAlso `ikm {NAMES[command]}`. {english} *{indonesian}*\n" if command else ""
        )
        parts.append(f"\n{table(('Command', 'What it is'), rows)}" if rows else "")
    return "".join(parts)


def _elsewhere() -> str:
    """Write what only Python, and only a survey file, has a name for."""
    program = ", ".join(f"[`{name}`](python.md#load)" for name in ProgramOptions.__annotations__)
    alone = {name: field for name, field in SurveyFile.model_fields.items() if flag_of(field) is None}
    parts = [
        f"\n## Only in Python\n\n{program}: keywords of whatever reads a file.",
        " What single functions take besides stands with them: [python.md](python.md).\n",
        "\n## Only in a survey file\n\nBeside all that has a name in the column *Survey file* above.\n\n",
        keys("Survey file", alone),
    ]
    for title, model in (("An earlier period", PastPeriod), ("A row of the follow-up plan", Undertaking)):
        used = "How it is used: [trend.md](trend.md)."
        parts.append(f"\n### {title}\n\n{used}\n\n{keys('Name', model.model_fields)}")
    return "".join(parts)


if __name__ == "__main__":
    (Path(__file__).parent / "options.md").write_text(page(), encoding="utf-8")
