"""Definition files: the TOML files people write for ikm, and where in them a mistake stands.

`tomllib` reads values but forgets lines.  A person who wrote ``bobot = "0.111"`` for ``weight`` needs the line and
the name that was meant, so this module keeps the lines, checks the values against a pydantic model, and
turns every mistake into one sentence with its line.  All mistakes are reported together.

It knows nothing of questionnaires or surveys; their models do.

>>> from ikm.definitions import line_of
>>> text = '''[survey]
... title = "PPID"
... [[question]]
... element = "biaya"
... [[question]]
... element = "warna"
... '''
>>> line_of(text, ("question", 1, "element"))
6
"""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from ikm.errors import DefinitionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

__all__ = ["line_of", "parse"]

_M = TypeVar("_M", bound=BaseModel)
_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w.-])+)\s*=""")


def parse(text: str, model: type[_M], name: str) -> _M:
    """Read a definition file into its model.

    Parameters
    ----------
    text : str
        The file's text.
    model : type of BaseModel
        What the file must hold; unknown names must be forbidden by it.
    name : str
        The file's name, for the messages.

    Raises
    ------
    DefinitionError
        With every mistake, each with its line and, for an unknown name, the nearest valid one.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{name} is not valid TOML: {error}.") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        mistakes = [_mistake(text, model, e) for e in error.errors()]
    raise DefinitionError("\n".join(f"{name}, {mistake}" for mistake in mistakes))


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Find the line, from 1, of a key given by its path; the nearest table around it where the key is not written."""
    wanted = tuple(place)
    best, found = 1, 0
    tables: dict[tuple[str, ...], int] = {}
    here: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            names = tuple(_parts(table[2]))
            if table[1] == "[[":
                tables[names] = tables.get(names, -1) + 1
            here = _indexed(names, tables)
            key = here
        elif match := _KEY.match(line):
            key = here + tuple(_parts(match[1]))
        else:
            continue
        shared = len(key) if key == wanted[: len(key)] else 0
        if shared > found:
            best, found = number, shared
    return best


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"""(?:"[^"]*"|'[^']*'|[^.])+""", dotted)]


def _indexed(names: tuple[str, ...], tables: dict[tuple[str, ...], int]) -> tuple[str | int, ...]:
    """Put the index of each array of tables behind its name, as pydantic writes a path."""
    place: list[str | int] = []
    for length, name in enumerate(names, 1):
        place.append(name)
        if names[:length] in tables:
            place.append(tables[names[:length]])
    return tuple(place)


def _mistake(text: str, model: type[BaseModel], error: ErrorDetails) -> str:
    """Put one of pydantic's errors into a sentence with its line."""
    place, kind, message, given = error["loc"], error["type"], error["msg"], error["input"]
    context = error.get("ctx", {})
    if "place" in context:
        path = ".".join(context["place"])
        line = line_of(text, context["place"])
        return f"line {line}: there is no {path!r}; {message}" if kind == "no_element" else f"line {line}: {message}."
    line = line_of(text, place)
    path = ".".join(str(part) for part in place if not isinstance(part, int))
    if kind == "extra_forbidden":
        names = _names(model, place[:-1])
        near = difflib.get_close_matches(str(place[-1]), names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"the names here are {', '.join(names)}."
        return f"line {line}: there is no {path!r}; {hint}"
    if kind == "missing":
        return f"line {line}: {path!r} is missing."
    words = message.removeprefix("Value error, ").removesuffix(".")
    shown = "" if isinstance(given, (dict, list)) or kind == "value_error" else f" (it is {given!r})"
    return f"line {line}: {path!r}: {words}{shown}."


def _names(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """List the names a model allows at a place."""
    current: Any = model
    for part in place:
        if isinstance(part, int):
            continue
        for field_name, field in current.model_fields.items():
            if part in (field_name, field.alias):
                current = _model_in(field.annotation) or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation can be any object
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
