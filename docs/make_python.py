"""Write docs/python.md from the public names: what each is, how it is called, and what it has.

python docs/make_python.py
"""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

import ikm
from ikm.cli.schemas import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable

INTRODUCTION = """# The names in Python

Everything that `import ikm` offers, in the order of use. What is not on this page is not public and may change at any
time. What every option may be, with its names on the command and in a survey file: [options.md](options.md). How they
are used: [analysts.md](analysts.md), [portals.md](portals.md); `help(ikm.score)` shows the same at a prompt.

Results are frozen, equal when they hold the same, can be pickled, and are short at a prompt; a notebook draws them as
tables. Those of pydantic have its methods too, such as `model_dump_json()` and `model_validate_json(…)`.

This page is made from the docstrings by `python docs/make_python.py`.
"""

PRINTED = {model for models in MODELS.values() for model in models}
"""Models whose names are listed in docs/json.md."""

_SECTION = re.compile(r"^(\w[\w ]*)\n-+\n", re.MULTILINE)


def page() -> str:
    """Give the text of the page."""
    parts = [INTRODUCTION]
    for name in ikm.__all__:
        one = getattr(ikm, name)
        if inspect.isclass(one):
            parts.append(f"\n## {name}\n\n{first_paragraph(one)}\n{_class(one)}")
        elif callable(one):
            parts.append(f"\n## {name}\n\n{_signature(name, one)}\n{first_paragraph(one)}\n{_details(one)}")
        else:
            parts.append("\n## \\_\\_version\\_\\_\n\n`ikm.__version__`: the version of ikm, text.\n")
    return "".join(parts)


def _class(one: type) -> str:
    """Write what a class has of its own: attributes, then methods."""
    told = described(one)
    attributes = {name: told.get(name, "") for name in attribute_names(one)}
    methods = [name for name in own_members(one) if callable(getattr(one, name))]
    parts = []
    if issubclass(one, BaseModel) and one in PRINTED:
        parts = [f"\nIts attributes are the names of its JSON: [json.md](json.md#{one.__name__.lower()}).\n"]
        attributes = {name: words for name, words in attributes.items() if name not in one.model_fields}
    parts.append(_table("Attribute", attributes))
    for name in methods:
        method = getattr(one, name)
        parts.append(f"\n### {one.__name__}.{name}\n\n{_signature(name, method)}\n")
        parts.append(f"{first_paragraph(method)}\n{_details(method)}")
    return "".join(parts)


def attribute_names(one: type) -> list[str]:
    """Name the attributes of a class: its fields, its properties, and what an exception carries."""
    held: list[str] = list(one.model_fields) if issubclass(one, BaseModel) else []
    if is_dataclass(one):
        held = [field.name for field in fields(one)]
    if issubclass(one, ikm.SourceError | ikm.ResponseError):
        held = list(vars(one("", ())))
    members = [name for name in own_members(one) if not callable(getattr(one, name))]
    return [name for name in dict.fromkeys([*held, *members]) if not name.startswith("_")]


def own_members(one: type) -> list[str]:
    """Name the public members that ikm's own classes define, the class's before its bases'."""
    kinds = [kind for kind in one.__mro__ if kind.__module__.startswith("ikm")]
    listed = dict.fromkeys(name for kind in kinds for name in vars(kind) if not name.startswith("_"))
    return [name for name in listed if hasattr(one, name) and not hasattr(BaseModel, name)]


def described(one: type) -> dict[str, str]:
    """Say what each attribute of a class is: from the fields' descriptions, the docstrings, the properties'."""
    told: dict[str, str] = {}
    for kind in reversed(one.__mro__[:-1]):
        if kind.__module__.startswith("ikm"):
            told |= parameters_of(kind)
    if issubclass(one, BaseModel):
        told |= {name: field.description or "" for name, field in one.model_fields.items()}
    for name in own_members(one):
        member = inspect.getattr_static(one, name)
        if isinstance(member, (property, cached_property)):
            told[name] = first_paragraph(member)
    return told


def first_paragraph(one: object) -> str:
    """Give the first paragraph of a docstring as one line."""
    return _line((inspect.getdoc(one) or "").split("\n\n")[0])


def parameters_of(one: object) -> dict[str, str]:
    """Give what a numpydoc docstring says of each parameter."""
    told: dict[str, str] = {}
    for block in re.split(r"\n(?=\S)", _section(one, "Parameters")):
        names, _, words = block.partition("\n")
        for name in names.partition(" : ")[0].split(", "):
            told[name.strip()] = _line(words)
    return {name: words for name, words in told.items() if name}


def _section(one: object, title: str) -> str:
    """Give a section of a numpydoc docstring."""
    parts = _SECTION.split(inspect.getdoc(one) or "")
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(title, "")


def _details(function: object) -> str:
    """Write what is said of its parameters, and of what it gives."""
    told = {name: words for name, words in parameters_of(function).items() if name != "**unknown"}
    gives = _line(_section(function, "Returns").partition("\n")[2])
    return _table("Parameter", told) + (f"\nGives: {gives}\n" if gives else "")


def _table(head: str, told: dict[str, str]) -> str:
    """Write a table; what is told of together stands in one row."""
    rows = ""
    for words, names in groupby(told, key=lambda name: told[name]):
        rows += f"| {', '.join(f'`{name}`' for name in names)} | {_cell(words)} |\n"
    return f"\n| {head} | What it is |\n|---|---|\n{rows}" if rows else ""


def _signature(name: str, function: Callable[..., object]) -> str:
    """Write how it is called, a parameter a line where one line is too short."""
    signature = inspect.signature(function)
    told, starred = [], False
    for one in signature.parameters.values():
        if one.name == "self" or one.annotation == "Never":
            continue
        if one.kind is one.KEYWORD_ONLY and not starred:
            told.append("*")
        starred = starred or one.kind is one.KEYWORD_ONLY
        stars = "**" if one.kind is one.VAR_KEYWORD else ""
        default = "" if one.default is one.empty else f" = {one.default!r}"
        told.append(f"{stars}{one.name}: {one.annotation}{default}")
    line = f"{name}({', '.join(told)}) -> {signature.return_annotation}"
    if len(line) > 100:
        line = f"{name}(\n" + "".join(f"    {one},\n" for one in told) + f") -> {signature.return_annotation}"
    return f"```text\n{line}\n```\n"


def _line(text: str) -> str:
    """Give a text as one line of Markdown."""
    return re.sub(r"\s+", " ", text).replace("``", "`").strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    (Path(__file__).parent / "python.md").write_text(page(), encoding="utf-8")
