"""Drafts: the survey file that ``ikm init`` writes for a form.

What was found in the form and what was typed stand in it; everything else that may be said is a comment to fill in.
Written again with ``--force``, a file keeps what the office said in it, and its columns are found anew.
`ikm.surveys.files` reads it back, and is asked before anything is written.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from ikm.arguments import joined, tables_of
from ikm.cli.beside import beside
from ikm.cli.languages import joined as both
from ikm.cli.languages import wrong
from ikm.cli.outputs import refuse_target, write_file
from ikm.cli.planned import definitions
from ikm.cli.quoting import in_shell
from ikm.cli.running import load_file, show_found
from ikm.cli.yearly import plain_number, yearly_lines
from ikm.columns import quoted, written
from ikm.errors import IkmError
from ikm.reports import phrases
from ikm.surveys import SurveyFile, flag_of, parse_survey_file, read_survey_file, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.cli.options import Request
    from ikm.findings import Language
    from ikm.responses import Responses

__all__ = ["draft", "init_survey"]

_EXAMPLES: dict[str, object] = {
    "title": {"id": "Survei Kepuasan Masyarakat 2026", "en": "Satisfaction survey 2026"},
    "unit": {"id": "Nama unit pelayanan", "en": "Name of the unit"},
    "population": 205,
    "target": 81,
    "weight": {"id": "0,111", "en": "0.111"},
    "missing": "available",
    "invalid": None,
    "by": ["jenis_layanan"],
    "by_elements": True,
    "statistics": None,
    "minimum_group": None,
    "confidence": None,
    "agency_figure": None,
    "age_classes": ["17-25", "26-35", "36-45", "46-55", "56+"],
    "period": "2026-Q1",
    "date_order": None,
    "drop_duplicates": None,
    "drop_resubmissions": True,
    "exclude_rows": None,
    "regulation": "permenpanrb-14-2017",
    "questionnaire": "skm",
    "index": ["skm", "spak"],
    "order": "definition",
    "header": 1,
    "sheet": "Form Responses 1",
}
"""What a draft may say, in order, with the example of a comment; without one it stands there only where it is said."""

_FILES = ("questionnaire", "regulation")
"""What may be the name of a file, which is meant from the folder of the survey file."""


def init_survey(file: Path, asked: Request) -> None:
    """Write the survey file of a form, and say what to type next."""
    handling, lang = asked.handling, asked.lang
    say = phrases(lang, "survey")
    target = handling.out if handling.out is not None else file.parent / "survei.toml"
    if target.suffix.casefold() != ".toml":
        raise wrong("no_toml", "survey", name=f"{target.stem}.toml", typed=target.name)
    if target.is_file() and not handling.force:
        raise wrong("there", "survey", name=target.name)
    inputs = [file, *definitions(asked)]
    if file.exists():
        refuse_target(target, force=handling.force, inputs=inputs)
    plan = None if handling.no_survey or not target.is_file() else _earlier(target)
    scoring = asked.scoring.said()
    groups = tables_of("by", scoring.get("by") or (plan.by if plan is not None else None) or ())
    responses = load_file(file, asked, {**asked.reading.said(), "keep": joined(groups)}, plan)
    chosen = {**(plan.said() if plan is not None else {}), **asked.reading.said("columns", "labels"), **scoring}
    chosen |= {name: text for name in ("title", "unit") if (text := getattr(handling, name)) is not None}
    for name in _FILES:
        if str(chosen.get(name, "")).endswith(".toml"):
            chosen[name] = Path(os.path.relpath(chosen[name], target.parent)).as_posix()
    text = draft(responses, file.name, chosen, lang)
    parse_survey_file(text, target.name)
    write_file(target, text.encode(), force=handling.force, inputs=inputs)
    typer.echo(say["rewritten" if plan is not None else "drafted"].format(path=target))
    show_found(told([one for one in responses.findings if one.code.startswith("column-")], lang), {}, lang)
    ready = not responses.errors
    typer.echo(say["next" if ready else "next_check"].format(command=_command(file, target, lang, ready=ready)))


def _earlier(target: Path) -> SurveyFile:
    """Read what the office wrote; where it cannot be read, say how to begin anew."""
    try:
        return read_survey_file(target)
    except IkmError as error:
        raise both(error, wrong("afresh", "survey"), "\n") from None


def _command(file: Path, target: Path, lang: Language, *, ready: bool) -> str:
    """Write the command that comes next, as it is typed from the folder one is in."""
    verbs, flag = (("nilai", "periksa"), "--survei") if lang == "id" else (("score", "check"), "--survey")
    found = beside(file)
    words = ["ikm", verbs[0] if ready else verbs[1], in_shell(file)]
    if found is None or not found.samefile(target):
        words += [flag, in_shell(target)]
    return " ".join([*words, *(("--lang", "en") if lang == "en" else ())])


def draft(responses: Responses, source: str, chosen: Mapping[str, Any], lang: Language = "id") -> str:
    """Write a survey file for a form: the columns as they were found, what was chosen, and the rest as comments.

    Parameters
    ----------
    responses : Responses
        The form as `ikm.load` read it.
    source : str
        The name of the form's file, for the heading.
    chosen : mapping
        What is said of the survey, by the names of Python.
    lang : {"id", "en"}
        The language of the comments and of the names.
    """
    say = phrases(lang, "survey")
    lines = [f"# {line}" for line in say["heading"].format(source=" ".join(source.split())).split("\n")]
    lines.append("")
    for name, example in _examples(responses, lang).items():
        value = chosen.get(name)
        if isinstance(value, dict):
            continue  # a table stands behind what stands alone
        if value is not None:
            lines.append(f"{_name(name, lang)} = {_value(name, value, lang)}")
        elif example is not None:
            about = say.get(f"about_{name}", "")
            line = f"# {_name(name, lang)} = {_value(name, example, lang)}"
            lines.append(f"{line:<43} # {about}" if about else line)
    if isinstance(weights := chosen.get("weight"), dict):
        lines += ["", f"[{_name('weight', lang)}]", *(f"{key} = {_plain(one, lang)}" for key, one in weights.items())]
    lines += ["", f"[{_name('columns', lang)}]", f"# {say['columns']}", *_columns(responses, chosen, lang)]
    lines += _labels(cast("dict[str, dict[str, int]]", responses.options.get("labels") or {}), say)
    lines += yearly_lines(chosen, lang)
    return "\n".join(lines) + "\n"


def _examples(responses: Responses, lang: Language) -> dict[str, object]:
    """Give the examples, with what is known of this form."""
    sheets = [fact for fact in responses.facts.sheets if fact.state == "visible"]
    sheet = next((fact.name for fact in sheets if fact.read), None)
    profiles = responses.columns.profiles
    found = {**_EXAMPLES, "header": responses.header_row or 1, "sheet": sheet}
    if "jenis_layanan" not in profiles and profiles:
        found["by"] = [next(iter(profiles))]
    return {name: one[lang] if isinstance(one, dict) else one for name, one in found.items()}


def _columns(responses: Responses, chosen: Mapping[str, Any], lang: Language) -> list[str]:
    """Write the column of every element, and those about respondents that breakdowns use."""
    say, columns = phrases(lang, "survey"), responses.columns
    headers = [column.header for column in columns.columns]
    lines = []
    asked = dict.fromkeys([*(element.key for element in responses.law.elements), *responses.elements])
    for element in map(responses.law.element, asked):
        name, found = f"# {element.labels[lang]}", columns.columns_of(element.key)
        if not found:
            lines += [f"{name}: {say['not_found']}", f"# {element.key} = {quoted(say['its_heading'])}"]
            continue
        sure = all(columns.columns[i].sure for i in found)
        lines += [name if sure else f"{name}: {say['unsure']}", f"{element.key} = {written(found, headers)}"]
    for other in responses.indices:
        placed = [other.columns.columns_of(key)[0] for key in other.codes]
        lines += [f"# {other.index.title[lang]}", f"{other.index.key} = {written(placed, headers)}"]
    used = joined(tables_of("by", chosen.get("by") or ()))
    about = [
        f"{'' if key in used else '# '}{key} = {written([index], headers)}" for key, index in columns.profiles.items()
    ]
    return [*lines, f"# {say['profiles']}", *about] if about else lines


def _labels(labels: Mapping[str, Mapping[str, int]], say: Mapping[str, str]) -> list[str]:
    """Write the scores given to single answers, or how to give them, as a comment."""
    if not labels:
        return ["", f"# [labels.perilaku]{' ' * 26}# {say['about_labels']}", '# "Kurang sopan dan tidak ramah" = 2']
    lines = []
    for element, scores in labels.items():
        lines += ["", f"[labels.{element}]", *(f"{quoted(label)} = {score}" for label, score in scores.items())]
    return lines


def _name(name: str, lang: Language) -> str:
    """Give the name of an option in a survey file, in the language where it has one there."""
    other = SurveyFile.model_fields[name].validation_alias
    return other if lang == "id" and isinstance(other, str) else name


def _value(name: str, value: object, lang: Language) -> str:
    """Write a value as people type it, and its Indonesian name where it has one."""
    flag = flag_of(SurveyFile.model_fields[name])
    if lang == "id" and flag is not None:
        value = next((typed for typed, meant in flag.values.items() if meant == value), value)
    if flag is not None and flag.write is not None:
        value = flag.write(value)
    if name == "weight" and lang == "id" and isinstance(value, str):
        value = value.replace(".", ",")
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(quoted, value))}]"
    return _plain(value, lang)


def _plain(value: object, lang: Language) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    return plain_number(value, lang)
