"""Wrong use: what typer would say in English, said in the language spoken, and with what to type instead.

Typer's exceptions are known by the names of their classes, each with its words in ``reports/data/command.toml``; their
English sentences are never shown.  What typer has no class for (a command there is not, a word too many) is found here,
and so are words that are a file's name without its quotes.

>>> from ikm.cli.languages import speaking
>>> from ikm.cli.usage import unknown_command
>>> for lang in ("id", "en"):
...     print(unknown_command(["scroe", "survei.xlsx"]).words(lang))
Perintah “scroe” tidak dikenal. Mungkin maksudnya nilai (score). Ketik: ikm nilai survei.xlsx
There is no command “scroe”. Did you mean score (nilai)? Type: ikm score survei.xlsx
"""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ikm.cli.handling import file_of
from ikm.cli.languages import joined, wrong
from ikm.cli.names import COMMANDS, command_name, english
from ikm.cli.options import Given
from ikm.cli.quoting import is_there, meant_file, printable, typed_as
from ikm.cli.signatures import named, names_of
from ikm.errors import OptionError
from ikm.findings import LANGUAGES, Finding, Language
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.surveys import Flag

__all__ = ["REFUSED", "Command", "Group", "told", "unknown_command"]

REFUSED: tuple[type[Exception], ...] = (
    next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"),
    typer.Abort,
)
"""What typer raises for whoever typed; found by its name, because it has moved from one package to another before."""

_ADDRESS = re.compile(r"(?:https?|ftps?)://?", re.IGNORECASE)
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".zip", ".json")
_NONE: Mapping[str, Any] = {}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Dashes that word processors put for hyphens."""


class Command(TyperCommand):
    """A command whose help and whose refusals are ours."""

    allow_extra_args = True  # typer's words for one too many are English: it is refused here

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, ARG002 - typer's own context
        """Give the help in the language spoken."""
        from ikm.cli.help import help_of  # noqa: PLC0415 - most runs show none

        return help_of(self.name or "", flags_of(self))

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:  # noqa: ANN401 - typer's own context
        """Read what was typed."""
        words = list(args)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except REFUSED as error:
            others = {} if parent is None else parent.command.commands
            raise self._unquoted(words) or told(error, self.name or "", flags_of(self), words, others) from None
        self._refuse_words(context.args, words)
        return context

    def _refuse_words(self, extra: Sequence[str], words: list[str]) -> None:
        """Refuse words that are too many, or parts of a name."""
        values = _values(flags_of(self), words, files=True)
        missing = [word for place, word in enumerate(words) if place not in values]
        missing = [word for word in missing if word[:1] != "-" and not is_there(word) and not _ADDRESS.match(word)]
        if not extra and not (missing and _reads_files(flags_of(self))):
            return
        if (refusal := self._unquoted(words)) is not None:
            raise refusal
        for word in missing:
            if word[0] in _DASHES:
                raise _dashed(word, flags_of(self))
        if extra:
            said = wrong("extra", extra=printable(" ".join(extra)))
            raise _with_usage(said, self.name or "", flags_of(self))

    def _unquoted(self, words: list[str]) -> OptionError | None:
        name = self.name or ""
        meant = meant_file(words, _values(flags_of(self), words)) if _reads_files(flags_of(self)) else None
        if meant is None:
            return None
        typed = {lang: typed_as([command_name(name, lang), *meant.words]) for lang in LANGUAGES}
        return wrong("quote", name=printable(meant.name), typed=typed)


class Group(TyperGroup):
    """The command ``ikm`` itself, which knows the commands under both names."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401, ARG002 - typer's own context
        """Give the help in the language spoken."""
        from ikm.cli.help import help_of  # noqa: PLC0415 - most runs show none

        return help_of("", flags_of(self))

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:  # noqa: ANN401 - as above
        """Read what was typed before a command."""
        if any(word.endswith("-completion") for word in args):
            from ikm.cli.shells import with_shell  # noqa: PLC0415 - typed once, or never

            args = with_shell(args)
        words = list(args)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except REFUSED as error:
            raise _early_option(error, words, self.commands) or told(error, "", flags_of(self), words) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command by either of its names."""
        name = english(args[0].casefold())
        command = self.get_command(ctx, name)
        if command is None:
            raise unknown_command(args)
        return name, command, args[1:]


def flags_of(command: Any) -> "Mapping[str, Flag]":  # noqa: ANN401 - a command of typer's
    """Give the options and arguments of a command, by the names of Python."""
    flags: Mapping[str, Flag] = command.callback.flags
    return flags


def told(
    error: Exception,
    name: str,
    flags: "Mapping[str, Flag]",
    words: Sequence[str],
    others: Mapping[str, Any] = _NONE,
) -> OptionError:
    """Say in our words what typer refuses.

    Parameters
    ----------
    error : Exception
        What typer raised.
    name : str
        The command's English name; none of ``ikm`` itself.
    flags : mapping
        Its options and arguments.
    words : sequence of str
        What was typed after it.
    others : mapping, optional
        All commands, of which another may have the option.
    """
    known = phrases("en", "command")
    kind = next(one.__name__ for one in (*type(error).__mro__, REFUSED[0]) if one.__name__ in known)
    typed = _as_typed(str(getattr(error, "option_name", "")), words)
    if kind == "NoSuchOption":
        said = _no_such_option(typed, name, flags, others)
    elif kind == "BadOptionUsage":
        flag = _flag_called(typed, flags)
        valued = flag is not None and (flag.metavar or flag.choices)
        said = wrong("BadOptionUsage" if valued else "no_value", option=printable(typed), metavar=_metavars(flag))
    else:
        param = getattr(error, "param", None)
        flag = flags.get(getattr(param, "name", ""))
        example = {lang: _example(name, lang) for lang in LANGUAGES}
        option = named(param.name, flag) if param is not None and flag is not None else "?"
        said = wrong(kind, metavar=_metavars(flag), option=option, example=example)
    return _with_usage(said, name, flags)


def unknown_command(words: Sequence[str]) -> OptionError:
    """Refuse a command there is not, and say which is meant."""
    typed, rest = words[0], list(words[1:])
    if _ADDRESS.match(typed):
        finding = Finding("file-is-address", details={"name": printable(typed)})
        return OptionError(str(finding.translated("en")), id=str(finding.translated("id")))
    meant = meant_file(words)
    if meant is not None or is_there(typed) or typed.lower().endswith(_ENDINGS):
        whole = list(words) if meant is None else meant.words
        command = "merge" if whole[0].lower().endswith(".json") else "score"
        return wrong("no_command", typed={lang: typed_as([command_name(command, lang), *whole]) for lang in LANGUAGES})
    about = wrong("unknown_command", typed=printable(typed))
    if typed.casefold() in {"help", "bantuan", "tolong", "?", "/?"}:
        return joined(about, wrong("meant_command", typed={"id": "ikm --bantuan", "en": "ikm --help"}))
    names = {**{name: name for name in COMMANDS}, **{also: name for name, also in COMMANDS.items()}}
    near = [names[one] for one in get_close_matches(typed.casefold(), names, 1, 0.6)]
    if not near:
        listed = {lang: ", ".join(command_name(name, lang) for name in COMMANDS) for lang in LANGUAGES}
        return joined(about, wrong("commands_there_are", names=listed))
    named = {lang: command_name(near[0], lang) for lang in LANGUAGES}
    both = {"id": f"{named['id']} ({named['en']})", "en": f"{named['en']} ({named['id']})"}
    line = {lang: typed_as([named[lang], *rest]) for lang in LANGUAGES}
    return joined(about, wrong("meant_one", names=both, typed=line))


def _early_option(error: Exception, words: Sequence[str], commands: Mapping[str, Any]) -> OptionError | None:
    """Refuse an option of a command that stands before the command."""
    typed = _as_typed(str(getattr(error, "option_name", "")), words)
    owner = next((name for name, one in commands.items() if _flag_called(typed, flags_of(one)) is not None), None)
    if owner is None:
        return None
    place = next((place for place, word in enumerate(words) if english(word.casefold()) in commands), None)
    if place is None:
        return wrong(
            "option_first", option=printable(typed), example={lang: _example(owner, lang) for lang in LANGUAGES}
        )
    return wrong("option_before", option=printable(typed), typed=typed_as([*words[place:], *words[:place]]))


def _no_such_option(typed: str, name: str, flags: "Mapping[str, Flag]", others: Mapping[str, Any]) -> OptionError:
    """Refuse an option there is not: one of another command, or one that is nearly written like it."""
    about = wrong("NoSuchOption", option=printable(typed))
    owners = [other for other, one in others.items() if _flag_called(typed, flags_of(one)) is not None]
    if typed.startswith("--") and owners:
        return wrong(
            "option_of",
            option=printable(typed),
            command={lang: command_name(name, lang) for lang in LANGUAGES},
            names={lang: ", ".join(command_name(one, lang) for one in owners) for lang in LANGUAGES},
        )
    near = _near(typed, flags)
    return joined(about, wrong("near", names=near)) if near else about


def _near(typed: str, flags: "Mapping[str, Flag]") -> str:
    names = [one for name, flag in flags.items() if not isinstance(flag, Given) for one in names_of(name, flag)]
    bare = {one.removeprefix("--"): one for one in [*names, "--help", "--bantuan"]}
    return ", ".join(bare[one] for one in get_close_matches(typed.lstrip("-" + _DASHES).casefold(), bare, 1, 0.6))


def _dashed(word: str, flags: "Mapping[str, Flag]") -> OptionError:
    """Refuse an option whose hyphens a word processor has made a dash."""
    option = f"--{word.lstrip('-' + _DASHES)}"
    near = _near(option.partition("=")[0], flags) or option
    return wrong("dash", typed=printable(word), option=printable(near))


def _as_typed(option: str, words: Sequence[str]) -> str:
    """Give an option as it was typed: typer tells of its English name, and of a letter for a word."""
    for word in words:
        name = word.partition("=")[0]
        if name == option or f"--{english(name.removeprefix('--'))}" == option:
            return name
        if len(option) == len("-x") and name.startswith(option):
            return name
    return option


def _flag_called(typed: str, flags: "Mapping[str, Flag]") -> "Flag | None":
    bare = f"--{typed.lstrip('-')}"
    options = {name: flag for name, flag in flags.items() if not isinstance(flag, Given)}
    return next((flag for name, flag in options.items() if bare in names_of(name, flag)), None)


def _values(flags: "Mapping[str, Flag]", words: Sequence[str], *, files: bool = False) -> set[int]:
    """Give the places of words that are the value of an option; those that name a file only where asked for."""
    places = set()
    for place, word in enumerate(words[:-1]):
        flag = _flag_called(word, flags) if word.startswith("--") else None
        if flag is not None and (flag.metavar or flag.choices) and (files or flag.read is not file_of):
            places.add(place + 1)
    return places


def _reads_files(flags: "Mapping[str, Flag]") -> bool:
    return any(isinstance(flag, Given) and flag.read is file_of for flag in flags.values())


def _metavars(flag: "Flag | None") -> dict[Language, str]:
    from ikm.cli.help import metavar_of  # noqa: PLC0415 - only for a refusal

    return {lang: "?" if flag is None else metavar_of(flag, lang) for lang in LANGUAGES}


def _example(name: str, lang: Language) -> str:
    from ikm.cli.help import examples_of  # noqa: PLC0415 - only for a refusal

    return examples_of(name, lang)[0][0]


def _with_usage(error: OptionError, name: str, flags: "Mapping[str, Flag]") -> OptionError:
    """Add how the command is typed, and where its help is."""
    from ikm.cli.help import usage  # noqa: PLC0415 - only for a refusal

    shown = {lang: usage(name, flags, lang) for lang in LANGUAGES}
    asked = {"id": "--bantuan", "en": "--help"}
    pointer = {lang: " ".join(filter(None, ["ikm", command_name(name, lang), asked[lang]])) for lang in LANGUAGES}
    return joined(error, wrong("see_help", usage=shown, help=pointer), "\n")
