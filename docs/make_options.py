"""Write docs/options.md from the models of the options and the commands: every option under all its names.

python docs/make_options.py
"""

from __future__ import annotations

import inspect
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import typer

import ikm
from ikm.cli.commands import app
from ikm.cli.help import metavar_of
from ikm.cli.names import COMMANDS as NAMES
from ikm.cli.options import Given, Handling
from ikm.cli.signatures import names_of
from ikm.cli.usage import flags_of
from ikm.reports import phrases
from ikm.surveys.files import SurveyFile
from ikm.surveys.flags import choices_of, flag_of
from ikm.surveys.history import PastPeriod
from ikm.surveys.keywords import READING, SCORING, ProgramOptions
from ikm.surveys.options import Reading, Scoring
from ikm.surveys.plans import Undertaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

KINDS = {
    int: "whole number",
    float: "number",
    str: "text",
    bool: "yes or no",
    Path: "path",
    dict: "table",
    list: "list",
    tuple: "text or list",
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
        rows = "".join(_row(name, field) for name, field in model.model_fields.items() if name not in shown)
        shown |= set(model.model_fields)
        parts.append(
            f"\n## {title}\n\n{words}\n\n{_head('Python', 'Command', 'Survey file', 'Values', 'What it is')}{rows}"
        )
    return "".join([*parts, _commands(), _elsewhere()])


def _row(name: str, field: FieldInfo) -> str:
    flag = flag_of(field)
    assert flag is not None  # noqa: S101 - a test holds that every option has one
    typed = names_of(name, flag)
    written = _written(name, field) if name in SurveyFile.model_fields else []
    python = [name] if name in KEYWORDS else []
    where = ", ".join(f"`{one}`" for one in COMMANDS if one and name in _typed(one))
    told = [flag.en, f"*{flag.id}*"]
    others: dict[str, list[str]] = {}
    for one in COMMANDS:
        if (here := _typed(one).get(name, flag)).en != flag.en:
            others.setdefault(here.en, []).append(one)
    told += [f"{_names(commands)}: {words}" for words, commands in others.items()]
    return _cells(
        _names(python),
        f"{_names(typed)}<br>of {where}",
        _names(written),
        _values(field, flag.values),
        "<br>".join(told),
    )


def _typed(command: str) -> dict[str, Flag]:
    """Give the options of a command."""
    flags = flags_of(COMMANDS[command])
    return {name: flag for name, flag in flags.items() if not isinstance(flag, Given)}


def _values(field: FieldInfo, others: Mapping[str, str]) -> str:
    """Say what an option may be."""
    indonesian = {value: typed for typed, value in others.items()}
    if choices := choices_of(field):
        return ", ".join(f"`{one}`" + (f" (`{indonesian[one]}`)" if one in indonesian else "") for one in choices)
    told = " or ".join(dict.fromkeys(KINDS[get_origin(kind) or kind] for kind in _kinds(field.annotation)))
    signs = {"ge": "≥", "gt": ">", "le": "≤"}
    bounds = [f"{signs[key]} {getattr(one, key)}" for one in field.metadata for key in signs if hasattr(one, key)]
    return ", ".join([told, *bounds])


def _kinds(annotation: Any) -> list[Any]:  # noqa: ANN401 - an annotation can be any object
    """Give the types a value may have."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kinds(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return [kind for one in get_args(annotation) for kind in _kinds(one)]
    return [] if annotation is NoneType else [annotation]


def _commands() -> str:
    """Write the commands, each with the options it alone has."""
    parts = ["\n## The commands\n"]
    say = [phrases(lang, "command") for lang in ("en", "id")]
    for command, one in COMMANDS.items():
        given = [flag for flag in flags_of(one).values() if isinstance(flag, Given)]
        own = {name: flag for name, flag in _typed(command).items() if name not in SHARED}
        rows = "".join(_cells(f"`{metavar_of(flag, 'en')}`", f"{flag.en}<br>*{flag.id}*") for flag in given)
        rows += "".join(_cells(_names(names_of(name, flag)), f"{flag.en}<br>*{flag.id}*") for name, flag in own.items())
        english, indonesian = (words[f"about_{command}" if command else "about"] for words in say)
        parts.append(
            f"\n### ikm {command}\n\nAlso `ikm {NAMES[command]}`. {english} *{indonesian}*\n" if command else ""
        )
        parts.append(f"\n{_head('Command', 'What it is')}{rows}" if rows else "")
    return "".join(parts)


def _elsewhere() -> str:
    """Write what only Python, and only a survey file, has a name for."""
    program = ", ".join(f"[`{name}`](python.md#load)" for name in ProgramOptions.__annotations__)
    alone = {name: field for name, field in SurveyFile.model_fields.items() if flag_of(field) is None}
    rows = "".join(
        _cells(_names(_written(name, field)), _values(field, {}), field.description or "")
        for name, field in alone.items()
    )
    return (
        f"\n## Only in Python\n\n{program}: keywords of whatever reads a file. What single functions take besides "
        "stands with them: [python.md](python.md).\n"
        "\n## Only in a survey file\n\nBeside all that has a name in the column *Survey file* above.\n\n"
        f"{_head('Survey file', 'Values', 'What it is')}{rows}{_tables()}"
    )


def _tables() -> str:
    """Write what stands in the tables that only a survey file has."""
    parts = []
    for title, model in (("An earlier period", PastPeriod), ("A row of the follow-up plan", Undertaking)):
        rows = "".join(
            _cells(_names(_written(name, field)), _values(field, {}), field.description or "")
            for name, field in model.model_fields.items()
        )
        parts.append(
            f"\n### {title}\n\nHow it is used: [trend.md](trend.md).\n\n{_head('Name', 'Values', 'What it is')}{rows}"
        )
    return "".join(parts)


def _written(name: str, field: FieldInfo) -> list[str]:
    """Give the names a survey file knows a field by."""
    return [name, *([str(field.validation_alias)] if field.validation_alias else [])]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _head(*titles: str) -> str:
    return f"| {' | '.join(titles)} |\n{'|---' * len(titles)}|\n"


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


if __name__ == "__main__":
    (Path(__file__).parent / "options.md").write_text(page(), encoding="utf-8")
