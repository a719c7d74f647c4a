"""Signatures: what typer reads of a command, made of the options the command names.

Typer hands on text, and the option reads it: so a wrong value is refused in our words, in the language spoken.  How
an option is typed and explained stands in its `ikm.surveys.flags.Flag`; an argument's is a `Given`.

>>> from ikm.cli.options import Request
>>> @takes("population", "missing")
... def weigh(asked: Request) -> None:
...     print(asked.scoring.said())
>>> weigh(population=205, missing="complete")
{'population': 205, 'missing': 'complete'}
>>> names_of("population", weigh.flags["population"])
('--population', '--populasi')
"""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_args, get_origin

import typer

from ikm.arguments import typed_count
from ikm.cli.languages import wrong
from ikm.cli.options import FIELDS, Given, Request
from ikm.findings import LANGUAGES, Language, display
from ikm.surveys import Flag, choices_in, flag_of

__all__ = ["indonesian_names", "named", "names_of", "own_option", "takes", "typed_option"]

_ALONE = {"version": "versi", "jobs": "proses"}
"""Indonesian names of options that stand in no model."""


def takes(*names: str, **changed: dict[str, str]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make the signature of a command: its own parameters, and the options it names, in their order.

    What the command made has is in its ``flags``, by the names of Python.

    Parameters
    ----------
    *names : str
        Options, each once, where one is named again it stays in its first place; a parameter of the command's own may
        be named too, and stands there.
    **changed : dict
        What the flag of an option says otherwise in this command.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = {name: one for name, one in signature(command).parameters.items() if name != "asked"}
        order = dict.fromkeys([*(name for name in own if name not in names), *names])
        flags, parameters = {}, []
        for name in order:
            flag, kind, default = _own_option(own[name]) if name in own else _option(name, changed.get(name, {}))
            flags[name] = flag
            parameters.append(_parameter(name, flag, kind, default))

        @wraps(command)
        def typed(**values: Any) -> None:  # noqa: ANN401 - what typer read
            mine = {name: values.pop(name) for name in own}
            command(**mine, asked=Request(values))

        typed.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # where `inspect` looks
        typed.__annotations__ = {one.name: one.annotation for one in parameters}
        typed.flags = flags  # type: ignore[attr-defined]  # where the help looks
        return typed

    return decorate


def _own_option(parameter: Parameter) -> tuple[Flag, Any, object]:
    kind, flag = get_args(parameter.annotation)
    known: dict[str, Any] = {"choices": choices_in(kind)}
    if isinstance(flag, Given):
        known |= {"needed": parameter.default is Parameter.empty, "several": get_origin(kind) is list}
    return replace(flag, **known), kind, parameter.default


def _option(name: str, changed: dict[str, str]) -> tuple[Flag, Any, object]:
    info = FIELDS[name]
    flag = flag_of(info)
    assert flag is not None  # noqa: S101 - a test holds that every option has one
    kind = flag.typed or info.annotation
    default = False if kind is bool else info.default
    return replace(flag, choices=choices_in(kind), **changed), kind, default  # type: ignore[arg-type]  # words


def _parameter(name: str, flag: Flag, kind: Any, default: object) -> Parameter:  # noqa: ANN401 - an annotation
    """Make the parameter that typer reads: yes or no, or text that is read here.

    Typer reads numbers as programs write them, and would make an empty name the folder one is in.
    """
    listed = list in (get_origin(kind), *map(get_origin, get_args(kind)))
    read = flag.read or _reader(name, flag, kind)
    about: dict[str, Any] = {}
    if kind is not bool and read is not None:
        about["callback"] = _each(read) if listed else _optional(read)
    text: Any = bool if kind is bool else list[str] if listed else str
    if isinstance(flag, Given):
        made = typer.Argument(**about)
    else:
        made = typer.Option(names_of(name, flag)[0], **about)
        text = text if default is not None else text | None
    if isinstance(flag, Given) and default is None:
        text = text | None
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[text, made])


def _reader(name: str, flag: Flag, kind: Any) -> Callable[[str], object] | None:  # noqa: ANN401 - as above
    """Make what reads a choice or a whole number; a text needs none."""
    option = named(name, flag)
    if flag.choices:
        return lambda text: _chosen(text, option, flag)
    return (lambda text: _whole(text, option)) if int in (kind, *get_args(kind)) and str not in get_args(kind) else None


def _chosen(text: str, option: dict[Language, str], flag: Flag) -> str:
    word = text.strip().casefold()
    value = flag.values.get(word, word)
    if value not in flag.choices:
        shown = {lang: ", ".join(flag.shown_choices(lang)) for lang in LANGUAGES}
        raise wrong("choice", option=option, value=display(text), choices=shown)
    return value


def _whole(text: str, option: dict[Language, str]) -> int:
    number = typed_count(text)
    if number is None:
        raise wrong("whole", option=option, value=display(text))
    return number


def names_of(name: str, flag: Flag) -> tuple[str, ...]:
    """Give the names an option is typed by, the English one first."""
    info = FIELDS.get(name)
    also = info.validation_alias if info is not None else _ALONE.get(name)
    return f"--{flag.name or name.replace('_', '-')}", *([f"--{_alias(also)}"] if also else [])


def named(name: str, flag: Flag) -> dict[Language, str]:
    """Give the name of an option in each language; the English one where it has no Indonesian one."""
    names = names_of(name, flag)
    return {"id": names[-1], "en": names[0]}


def _alias(name: object) -> str:
    """Write the Indonesian name of a survey file as the command has it."""
    return str(name).replace("_", "-")


def typed_option(name: str) -> tuple[Flag, Any]:
    """Give an option as a command of its own making declares it: its flag, and what typer is told of it."""
    flag, kind, default = _option(name, {})
    return flag, get_args(_parameter(name, flag, kind, default).annotation)[1]


def own_option(name: str, flag: Flag) -> Any:  # noqa: ANN401 - what typer has for an option
    """Give what typer is told of an option that stands in no model and may be left out."""
    return get_args(_parameter(name, flag, str | None, None).annotation)[1]


def indonesian_names() -> dict[str, str]:
    """Give the Indonesian names of options and of their values, each with the English one."""
    flags = [(name, field, flag) for name, field in FIELDS.items() if (flag := flag_of(field)) is not None]
    options = {
        _alias(field.validation_alias): names_of(name, flag)[0].removeprefix("--")
        for name, field, flag in flags
        if field.validation_alias
    }
    alone = {also: name for name, also in _ALONE.items()}
    return {**options, **alone, **{typed: value for _, _, flag in flags for typed, value in flag.values.items()}}


def _optional(read: Callable[[str], object]) -> Callable[[str | None], object]:
    """Make a callback of what reads a text, for an option that may not be typed."""

    def typed(text: str | None) -> object:
        return None if text is None else read(text)

    return typed


def _each(read: Callable[[str], object]) -> Callable[[list[str] | None], object]:
    """Make a callback of what reads a text, for what may be typed more than once."""

    def typed(texts: list[str] | None) -> object:
        return None if texts is None else [read(text) for text in texts]

    return typed
