"""Next steps: what can be typed now, after a result, a refusal or a check, written so that it works as it stands.

A command is told with the options that were typed, so that it reads the file as this one did; names are quoted where a
shell would cut them, and an output is given a name that nothing has yet.

>>> from pathlib import Path
>>> from ikm.cli.options import Request
>>> step = after_result(Path("Survei PPID (Jawaban).xlsx"), Request({"weight": "exact"}), untold=0)[0]
>>> print(step[1])
ikm nilai "Survei PPID (Jawaban).xlsx" --bobot exact --hasil hasil.xlsx
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ikm.cli.names import command_name
from ikm.cli.options import FIELDS, READING, SCORING
from ikm.cli.quoting import in_shell, quoted
from ikm.cli.signatures import named
from ikm.reports import phrases
from ikm.surveys import flag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.cli.options import Request
    from ikm.findings import Finding, Language, Refusal
    from ikm.surveys import CheckReport

__all__ = ["after_agency", "after_check", "after_refusal", "after_result"]

Step = tuple[str, str]
"""What for, and the command."""

_CHECKING = ("weight", "survey", *READING, "population", "lang")
_SCORING = tuple(dict.fromkeys([*SCORING, "units", "allow_duplicates", "survey", *READING, "lang"]))
_STANDARD_INPUT = "-"


def after_result(file: Path, asked: Request, *, untold: int) -> list[Step]:
    """Say what can be done with a result: see all notes, where not all were shown; keep it, where nothing was."""
    steps = [_notes(file, asked)] if untold else []
    return [*steps, *_keep([file], asked)]


def after_refusal(file: Path, asked: Request, refusal: Refusal, *, untold: int = 0) -> list[Step]:
    """Say how what stops the scoring is mended; nothing where the file could not be read at all."""
    if refusal.provenance.rows is None:
        return []
    if not _in_cells(refusal.findings):
        return [_step("check", _command("check", [file], asked, _CHECKING), asked.lang)]
    return [_mark(file, asked), *([_notes(file, asked)] if untold else [])]


def after_check(file: Path, asked: Request, report: CheckReport) -> list[Step]:
    """Say what comes after a check: scoring, or mending."""
    if report.scorable:
        return [_step("score", _command("score", [file], asked, _CHECKING), asked.lang)]
    steps = []
    if asked.handling.mark is None and _in_cells(report.findings):
        steps.append(_mark(file, asked))
    if report.scorable_with_blanks:
        blank = " ".join(_typed("invalid", "blank", asked.lang))
        steps.append(_step("blank", f"{_command('score', [file], asked, _CHECKING)} {blank}", asked.lang))
    return steps


def after_agency(files: Sequence[Path], asked: Request, refused: Iterable[tuple[Path, Refusal]]) -> list[Step]:
    """Say what can be done with the result of many files: mend the first that was refused, or keep it all."""
    mend = next((steps for file, refusal in refused if (steps := after_refusal(file, asked, refusal))), None)
    return _keep(files, asked) if mend is None else mend


def _in_cells(findings: Iterable[Finding]) -> bool:
    """Tell whether something that stops the scoring stands in a cell, which a marked copy shows."""
    return any(one.severity == "error" and one.row and one.column for one in findings)


def _keep(files: Sequence[Path], asked: Request) -> list[Step]:
    if asked.handling.outs:
        return []
    target = _unused(phrases(asked.lang)["file_keep"])
    out = " ".join(map(quoted, _typed("outs", target, asked.lang)))
    return [_step("keep", f"{_command('score', files, asked, _SCORING)} {out}", asked.lang)]


def _notes(file: Path, asked: Request) -> Step:
    target = _unused(phrases(asked.lang)["file_notes"])
    return _step("notes", f"{_command('check', [file], asked, _CHECKING)} --html {quoted(target)}", asked.lang)


def _mark(file: Path, asked: Request) -> Step:
    target = _unused(phrases(asked.lang)["file_mark"])
    return _step("mark", f"{_command('check', [file], asked, _CHECKING)} --mark {quoted(target)}", asked.lang)


def _step(name: str, command: str, lang: Language) -> Step:
    return phrases(lang)[f"step_{name}"], command


def _command(name: str, files: Iterable[Path], asked: Request, options: Iterable[str]) -> str:
    named = list(files)
    words = ["ikm", command_name(name, asked.lang), *map(in_shell, named), *map(quoted, _again(asked, options))]
    return ("… | " if [str(one) for one in named] == [_STANDARD_INPUT] else "") + " ".join(words)


def _again(asked: Request, options: Iterable[str]) -> list[str]:
    """Give what was typed of some options, as the words to type again."""
    words = []
    for name in options:
        value = asked.typed.get(name)
        if value is None or value is False or value in ([], ()) or value == FIELDS[name].default:
            continue
        for one in value if isinstance(value, (list, tuple)) else [value]:
            words += _typed(name, one, asked.lang)
    return words


def _typed(name: str, value: object, lang: Language) -> list[str]:
    """Write an option with its value, both by the names of a language."""
    flag = flag_of(FIELDS[name])
    assert flag is not None  # noqa: S101 - a test holds that every option has one
    option = named(name, flag)[lang]
    if value is True:
        return [option]
    text = f"{value:.12g}".replace(".", ",") if isinstance(value, float) else str(value)
    also = {english: typed for typed, english in flag.values.items()} if lang == "id" else {}
    return [option, also.get(text, text)]


def _unused(name: str) -> str:
    """Give a name for an output that nothing has yet: hasil.xlsx, else hasil-2.xlsx."""
    target, number = Path(name), 1
    while target.exists():
        number += 1
        target = Path(name).with_stem(f"{Path(name).stem}-{number}")
    return str(target)
