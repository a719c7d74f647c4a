r"""Tables of Markdown, and what stands in their cells: shared by the scripts that make pages from ikm itself.

>>> print(table(("Name", "Values"), [("`a`", "1|2")]), end="")
| Name | Values |
|---|---|
| `a` | 1\|2 |
>>> from ikm.surveys.files import SurveyFile
>>> values_of(SurveyFile.model_fields["missing"], {"terisi": "available"}), names(["a", "b"]), names([])
('`available` (`terisi`), `complete`', '`a`, `b`', '–')
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from ikm.surveys.flags import choices_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic.fields import FieldInfo

__all__ = ["Row", "keys", "names", "table", "values_of", "written"]

Row = tuple[str, ...]
"""The cells of a row."""

KINDS = {
    int: "whole number",
    float: "number",
    Fraction: "number",
    str: "text",
    bool: "yes or no",
    Path: "path",
    list: "list",
    tuple: "text or list",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of Markdown."""
    lines = [" | ".join(cell.replace("|", "\\|") for cell in line) for line in (head, *rows)]
    return f"| {lines[0]} |\n{'|---' * len(head)}|\n" + "".join(f"| {line} |\n" for line in lines[1:])


def keys(title: str, fields: Mapping[str, FieldInfo], *, by_alias: bool = False) -> str:
    """Write what a file may say: the names of each key, what it may be, and what it is.

    Parameters
    ----------
    title : str
        The heading of the names.
    fields : mapping
        Those of the model that reads the file.
    by_alias : bool
        Whether a field that has another name in the file is known by that one only.
    """
    rows = []
    for name, one in fields.items():
        known = [one.alias] if by_alias and one.alias else written(name, one)
        rows.append((names(known), values_of(one, {}), one.description or ""))
    return table((title, "Values", "What it is"), rows)


def names(given: Iterable[str]) -> str:
    """Write names as code; a dash where there are none."""
    return ", ".join(f"`{name}`" for name in given) or "–"


def written(name: str, field: FieldInfo) -> list[str]:
    """Give the names a file knows a field by."""
    return list(dict.fromkeys([name, *([str(field.validation_alias)] if field.validation_alias else [])]))


def values_of(field: FieldInfo, others: Mapping[str, str]) -> str:
    """Say what a field may be; ``others`` has the Indonesian names of its values."""
    indonesian = {value: typed for typed, value in others.items()}
    if (choices := choices_of(field)) and not _is_table(field.annotation):
        return ", ".join(f"`{one}`" + (f" (`{indonesian[one]}`)" if one in indonesian else "") for one in choices)
    told = " or ".join(dict.fromkeys(_kind(kind) for kind in _kinds(field.annotation)))
    signs = {"ge": "≥", "gt": ">", "le": "≤"}
    bounds = [f"{signs[key]} {getattr(one, key)}" for one in field.metadata for key in signs if hasattr(one, key)]
    return ", ".join([told, *bounds])


def _kind(annotation: Any) -> str:  # noqa: ANN401 - an annotation can be any object
    if _is_table(annotation):
        return "table"
    kind, held = get_origin(annotation) or annotation, get_args(annotation)
    if kind is tuple and held and inspect.isclass(held[0]) and issubclass(held[0], BaseModel):
        return "list of tables"
    return KINDS.get(kind, "text" if kind is Any else "table")


def _is_table(annotation: Any) -> bool:  # noqa: ANN401 - an annotation can be any object
    """Tell whether a value has names of its own."""
    kind = get_origin(annotation) or annotation
    return inspect.isclass(kind) and issubclass(kind, Mapping)


def _kinds(annotation: Any) -> list[Any]:  # noqa: ANN401 - an annotation can be any object
    """Give the types a value may have."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kinds(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return [kind for one in get_args(annotation) for kind in _kinds(one)]
    return [] if annotation is NoneType else [annotation]
