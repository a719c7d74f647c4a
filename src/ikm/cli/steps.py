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
from ikm.cli.options import COMPARED, FIELDS, READING, SCORING
from ikm.cli.quoting import in_shell, quoted
from ikm.cli.signatures import named
from ikm.reports import phrases
from ikm.surveys import flag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.cli.options import Request
    from ikm.findings import Finding, Language, Refusal
    from ikm.forms import SurveyForm
    from ikm.surveys import CheckReport

__all__ = [
    "after_agency",
    "after_check",
    "after_counts",
    "after_form",
    "after_law",
    "after_merge",
    "after_refusal",
    "after_result",
    "after_sample",
    "after_table",
    "after_trend",
    "apart",
]

Step = tuple[str, str]
"""What for, and the command."""

_CHECKING = ("weight", "survey", *READING, "population", "lang")
_SCORING = tuple(dict.fromkeys([*SCORING, "units", "together", "allow_duplicates", "survey", *READING, "lang"]))
_COMPARING = ("weight", "confidence", "missing", "invalid", "survey", "no_survey", *COMPARED, "title", "unit", "lang")
_MERGING = (*SCORING, "regulation", "unit", "units", "allow_duplicates", "lang")
_STANDARD_INPUT = "-"


def after_result(file: Path, asked: Request, *, untold: int, also: Sequence[Path] = ()) -> list[Step]:
    """Say what can be done with a result: see all notes, where not all were shown; keep it, where nothing was.

    ``also`` are further files of the same survey.
    """
    steps = [_notes(file, asked)] if untold and not also else []
    return [*steps, *_keep([file, *also], asked)]


def after_refusal(file: Path, asked: Request, refusal: Refusal, *, untold: int = 0) -> list[Step]:
    """Say how what stops the scoring is mended, and what explains it, unless a page that tells more goes before."""
    mending = _mending(file, asked, refusal, untold=untold)
    return mending if untold else [*mending, *_explain(refusal.findings, asked)]


def after_check(file: Path, asked: Request, report: CheckReport) -> list[Step]:
    """Say what comes after a check: scoring, or mending."""
    if report.scorable:
        return [_step("score", _command("score", [file], asked, _CHECKING), asked.lang)]
    if _in_sheets(report.findings):
        return [_together(file, asked)]
    steps = []
    if _in_cells(report.findings):
        copy = asked.handling.mark
        mended = None if copy is None else _command("score", [copy], asked, _CHECKING)
        steps.append(_mark(file, asked) if mended is None else _step("mended", mended, asked.lang))
    if report.scorable_with_blanks:
        blank = " ".join(_typed("invalid", "blank", asked.lang))
        steps.append(_step("blank", f"{_command('score', [file], asked, _CHECKING)} {blank}", asked.lang))
    return steps


def after_agency(
    files: Sequence[Path], asked: Request, refused: Iterable[tuple[Path, Refusal]], *, scored: bool
) -> list[Step]:
    """Say what can be done with the result of many files: mend the first that was refused, or keep what was scored."""
    mend = next((steps for file, refusal in refused if (steps := _mending(file, asked, refusal))), None)
    if mend is not None:
        return mend
    return _keep(files, asked) if scored else []


def after_trend(periods: Sequence[str], targets: Sequence[str], asked: Request) -> list[Step]:
    """Say how a trend is kept, where nothing was."""
    if asked.handling.outs:
        return []
    say, lang = phrases(asked.lang, "trend"), asked.lang
    words = [*periods, *(word for target in targets for word in ("--target", target)), *_again(asked, _COMPARING)]
    words += _typed("outs", _unused(say["file_trend"]), lang)
    return [(say["step_keep"], " ".join(["ikm", command_name("compare", lang), *map(quoted, words)]))]


def after_table(command: str, file: Path, asked: Request) -> list[Step]:
    """Say how an audit or the achievement of targets is kept, where it was not."""
    if asked.handling.outs:
        return []
    target = _unused(phrases(asked.lang)[f"file_{command}"])
    words = [
        in_shell(file),
        *map(quoted, _again(asked, ("sheet", "title", "unit", "lang"))),
        *_typed("outs", target, asked.lang),
    ]
    return [_step(command, " ".join(["ikm", command_name(command, asked.lang), *words]), asked.lang)]


def after_counts(out: Path, asked: Request) -> list[Step]:
    """Say what is done with files of counts: one alone, or a folder of them."""
    words = [in_shell(out), *_again(asked, ("lang",))]
    return [_step("merge", " ".join(["ikm", command_name("merge", asked.lang), *words]), asked.lang)]


def after_merge(files: Sequence[Path], asked: Request) -> list[Step]:
    """Say how the result of merged counts is kept, where it was not."""
    if asked.handling.outs:
        return []
    again = [*map(in_shell, files), *map(quoted, _again(asked, _MERGING))]
    out = _typed("outs", _unused(phrases(asked.lang)["file_keep"]), asked.lang)
    return [_step("merged", " ".join(["ikm", command_name("merge", asked.lang), *again, *out]), asked.lang)]


def after_sample(population: int, lang: Language) -> list[Step]:
    """Say where the number is held against the respondents there are."""
    words = [command_name("score", lang), phrases(lang)["a_file"], *_typed("population", population, lang)]
    return [_step("sample", " ".join(["ikm", *words]), lang)]


def after_law(lang: Language) -> list[Step]:
    """Say how the instrument is seen at work on one's own figures."""
    words = [command_name("score", lang), phrases(lang)["a_file"], *_typed("explain", "ikm", lang)]
    return [_step("law", " ".join(["ikm", *words]), lang)]


def after_form(written: Sequence[Path], asked: Request, form: SurveyForm) -> list[Step]:
    """Say what is done with a form: the script is run, the sheet filled in, and the answers are scored.

    Parameters
    ----------
    written : sequence of Path
        What was written; nothing where the script was printed.
    asked : Request
        What was typed.
    form : SurveyForm
        The form.
    """
    say, lang = phrases(asked.lang, "form"), asked.lang
    made = {path.suffix.casefold(): str(path) for path in written}
    more = [] if form.recognised or ".toml" in made else _typed("questionnaire", form.questionnaire, lang)
    more += _again(asked, ("lang",))
    online, paper = say["file_export"], made.get(".xlsx", "")
    scored = {"step_paste": [online]} if not made or {".gs", ".js"} & {*made} else {}
    scored |= {"step_filled": [paper]} if paper else {}
    if len(scored) > 1:
        scored["step_both"] = [online, paper, *_typed("together", value=True, lang=lang)]
    steps = [(say[name], _line("score", [*words, *more], lang)) for name, words in scored.items()]
    if made:
        return steps
    outs = [
        word
        for name in ("file_script", "file_paper", "file_sheet")
        for word in _typed("outs", _unused(say[name]), lang)
    ]
    words = _again(asked, ("questionnaire", "title", "unit", "services", "lang"))
    return [*steps, (say["step_write"], _line("form", [*words, *outs], lang))]


def _line(command: str, words: Iterable[str], lang: Language) -> str:
    """Write a command with its words as it is typed."""
    return " ".join(["ikm", command_name(command, lang), *map(quoted, words)])


def apart(files: Sequence[Path], asked: Request) -> tuple[str, str, str]:
    """Give the commands for files that may be periods, units or one survey: the trend, the agency, one sample."""
    outs = asked.handling.outs or []
    files_only = [out for out in outs if Path(out).suffix and not out.endswith(("/", "\\"))]
    lang = asked.lang
    commands: tuple[tuple[str, tuple[str, ...], list[str], list[str]], ...] = (
        ("compare", _COMPARING, [], files_only),
        ("score", _SCORING, _typed("as_units", value=True, lang=lang), outs),
        ("score", _SCORING, _typed("together", value=True, lang=lang), files_only),
    )
    compared, units, one = (
        " ".join(
            [
                _command(name, files, asked, options),
                *more,
                *(quoted(word) for out in written for word in _typed("outs", out, lang)),
            ]
        )
        for name, options, more, written in commands
    )
    return compared, units, one


def _in_cells(findings: Iterable[Finding]) -> bool:
    """Tell whether something that stops the scoring stands in a cell, which a marked copy shows."""
    return any(one.severity == "error" and one.row and one.column for one in findings)


def _in_sheets(findings: Iterable[Finding]) -> bool:
    """Tell whether the answers stand on several sheets of one form, and nothing said which are meant."""
    return any(one.code == "file-sheets-of-one-form" for one in findings)


def _mending(file: Path, asked: Request, refusal: Refusal, *, untold: int = 0) -> list[Step]:
    """Say how what stops the scoring is mended; nothing where the file could not be read at all."""
    if refusal.provenance.rows is None:
        return []
    if _in_sheets(refusal.findings):
        return [_together(file, asked)]
    if not _in_cells(refusal.findings):
        return [_step("check", _command("check", [file], asked, _CHECKING), asked.lang)]
    return [_mark(file, asked), *([_notes(file, asked)] if untold else [])]


def _explain(findings: Iterable[Finding], asked: Request) -> list[Step]:
    """Give the command that explains the first code that stops the scoring."""
    lang = asked.lang
    code = next((one.code for one in findings if one.severity == "error"), None)
    if code is None:
        return []
    words = ["ikm", command_name("explain", lang), code, *_again(asked, ["lang"])]
    return [_step("explain", " ".join(words), lang)]


def _together(file: Path, asked: Request) -> Step:
    sheets = " ".join(_typed("sheet", "all", asked.lang))
    return _step("together", f"{_command('score', [file], asked, _CHECKING)} {sheets}", asked.lang)


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
    value = value if flag.write is None else flag.write(value)
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
