r"""Yearly: what a survey file holds over the years, as ``ikm init`` writes it: earlier periods, targets, the plan.

What the office said is written again, in the language of the file; where nothing is said yet an example stands as a
comment.

>>> from ikm.surveys import parse_survey_file
>>> plan = parse_survey_file('[[riwayat]]\nperiode = 2022\nikm = 82,24\n[target_periode]\n2027 = 90\n', "s.toml")
>>> print(*yearly_lines({"history": plan.history, "targets": plan.targets}, "en")[1:7], sep="\n")
[[history]]
period = "2022"
ikm = 82.24
<BLANKLINE>
[targets]
"2027" = 90
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.arguments import exact_number, shown_exactly
from ikm.columns import quoted
from ikm.reports import phrases
from ikm.surveys import SurveyFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from ikm.findings import Language

__all__ = ["plain_number", "yearly_lines"]

_THOUSAND = 3


def yearly_lines(chosen: Mapping[str, Any], lang: Language) -> list[str]:
    """Write the tables of a survey file; those that say nothing as comments."""
    say = phrases(lang, "trend")
    lines: list[str] = []
    for name in ("history", "targets", "plan"):
        said = chosen.get(name)
        lines.append("")
        if not said:
            lines += [f"# {line}" for line in say[f"draft_{name}"].strip().splitlines()]
        elif isinstance(said, dict):
            lines += [f"[{_alias(SurveyFile, name, lang)}]"]
            lines += [f"{quoted(period)} = {plain_number(value, lang)}" for period, value in said.items()]
        else:
            for place, row in enumerate(said):
                lines += [*([""] if place else []), *_row(_alias(SurveyFile, name, lang), row, lang)]
    return lines


def _row(table: str, row: BaseModel, lang: Language) -> Iterator[str]:
    """Write a row: what stands alone first, then its own table."""
    yield f"[[{table}]]"
    inner: list[str] = []
    for name in type(row).model_fields:
        value, written = getattr(row, name), _alias(type(row), name, lang)
        if isinstance(value, dict):
            lines = [f"{key} = {plain_number(one, lang)}" for key, one in value.items()]
            inner += [f"[{table}.{written}]", *lines] if lines else []
        elif value not in (None, "", ()):
            yield f"{written} = {_value(name, value, lang)}"
    yield from inner


def _value(name: str, value: object, lang: Language) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(quoted, value))}]"
    if isinstance(value, str):
        return quoted(value.replace(".", ",") if name == "weight" and lang == "id" else value)
    return plain_number(value, lang)


def plain_number(value: object, lang: Language) -> str:
    """Write a number as people type it."""
    exact = exact_number(value)
    text = str(value) if exact is None else shown_exactly(exact)
    # 81.125 would be asked: a point before three digits may part thousands.
    return text.replace(".", ",") if lang == "id" or len(text.partition(".")[2]) == _THOUSAND else text


def _alias(model: type[BaseModel], name: str, lang: Language) -> str:
    """Give the name of a field in a survey file, in the language where it has one there."""
    other = model.model_fields[name].validation_alias
    return other if lang == "id" and isinstance(other, str) else name
