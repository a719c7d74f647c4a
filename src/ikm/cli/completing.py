"""Completing: what may stand next on the line, for a shell that asks when the Tab key is pressed (`ikm.cli.shells`).

Commands and options are offered by their names in the language spoken, and by the others as soon as only those fit.  A
value is offered where ikm knows it: choices, weights, questionnaires, instruments, elements, and for ``--by`` the
columns of the survey that stands on the line.  Where nothing is offered the shell offers names of files.

>>> from ikm.cli.completing import proposals
>>> [one.word for one in proposals(["sam"], "id")], [one.word for one in proposals(["samp"], "en")]
(['sampel'], ['sample'])
>>> [one.word for one in proposals(["nilai", "survei.xlsx", "--missing", ""], "id")]
['terisi', 'lengkap']
>>> [one.word for one in proposals(["score", "survei.xlsx", "--kues"], "en")]
['--kuesioner']
>>> proposals(["nilai", ""], "id")
[]
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.cli.commands import app, root
from ikm.cli.names import COMMANDS, english
from ikm.cli.options import Given
from ikm.cli.shells import LAST, VARIABLE, Proposal, printed, words_of
from ikm.cli.signatures import names_of
from ikm.cli.spoken import settled
from ikm.errors import IkmError
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ikm.findings import Language
    from ikm.surveys import Flag

__all__ = ["answer", "proposals"]

_LARGEST = 1 << 20
"""A survey of more bytes is not read for the names of its columns: a key must answer at once."""

_SURVEYS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_CALENDAR = {"id": ("bulan", "triwulan", "semester", "tahun"), "en": ("month", "quarter", "semester", "year")}


def answer(words: Sequence[str]) -> None:
    """Print what may stand next, for the shell that asks."""
    shell = os.environ[VARIABLE]
    typed = words_of([*words, os.environ[LAST]] if LAST in os.environ else words, shell) or [""]
    lang, _ = settled(typed, os.environ)
    # A pipe of Windows has an old encoding, and a shell reads lines as they are everywhere.
    out = "".join(f"{line}\n" for line in printed(proposals(typed, lang), shell))
    sys.stdout.buffer.write(out.encode())


def proposals(words: Sequence[str], lang: Language) -> list[Proposal]:
    """Give what may stand in place of the last word.

    Parameters
    ----------
    words : sequence of str
        What stands on the line after ``ikm``; the last word is the one that is being typed, and may be empty.
    lang : {"id", "en"}
        The language spoken.
    """
    *before, last = words
    commands = {str(one.name): _flags(one.callback) for one in app.registered_commands}
    place = next((place for place, word in enumerate(before) if english(word.casefold()) in commands), None)
    name = "" if place is None else english(before[place].casefold())
    flags = commands.get(name) or _flags(root)
    option, equals, start = last.partition("=")
    if equals and option.startswith("--"):
        found = _values(_called(option, flags), start, before, lang)
        return [Proposal(f"{option}={one.word}", one.about) for one in found]
    if before and (called := _called(before[-1], flags)) is not None and _has_value(called[1]):
        return _values(called, last, before, lang)
    if last.startswith("-"):
        return list(_options(flags, last, lang))
    if place is None:
        return list(_commands(last, lang))
    given = next((one for one in flags.items() if isinstance(one[1], Given)), None)
    return _values(given, last, before, lang)


def _flags(command: object) -> Mapping[str, Flag]:
    flags: Mapping[str, Flag] = command.flags  # type: ignore[attr-defined]  # as `ikm.cli.signatures.takes` left them
    return flags


def _has_value(flag: Flag) -> bool:
    return bool(flag.metavar or flag.choices)


def _called(word: str, flags: Mapping[str, Flag]) -> tuple[str, Flag] | None:
    """Give the option of this name, in either language."""
    options = (one for one in flags.items() if not isinstance(one[1], Given))
    return next((one for one in options if word.casefold() in names_of(*one)), None)


def _fitting(start: str, own: str, other: str) -> str | None:
    """Give the name in the language spoken where it fits what was typed, else the other one where that fits."""
    typed = start.casefold()
    if own.casefold().startswith(typed):
        return own
    return other if typed.strip("-") and other.casefold().startswith(typed) else None


def _commands(start: str, lang: Language) -> Iterable[Proposal]:
    say = phrases(lang, "command")
    for name, indonesian in COMMANDS.items():
        own, other = (indonesian, name) if lang == "id" else (name, indonesian)
        if (word := _fitting(start, own, other)) is not None:
            yield Proposal(word, say[f"about_{name}"])


def _options(flags: Mapping[str, Flag], start: str, lang: Language) -> Iterable[Proposal]:
    rows = [(names_of(name, flag), flag.words(lang)) for name, flag in flags.items() if not isinstance(flag, Given)]
    rows.append((("--help", "--bantuan"), phrases(lang, "command")["help"]))
    for names, about in rows:
        own, other = (names[-1], names[0]) if lang == "id" else (names[0], names[-1])
        if (word := _fitting(start, own, other)) is not None:
            yield Proposal(word, about)


def _values(called: tuple[str, Flag] | None, start: str, before: Sequence[str], lang: Language) -> list[Proposal]:
    """Give the values of an option or an argument that begin with what was typed."""
    if called is None:
        return []
    name, flag = called
    if flag.choices:
        others = dict(zip(flag.shown_choices(lang), flag.choices, strict=True))
        fitting = (_fitting(start, own, other) for own, other in others.items())
        return [Proposal(word) for word in fitting if word is not None]
    known = (_GIVEN if isinstance(flag, Given) else _KNOWN).get(name)
    found = known(before, lang) if known is not None else ()
    return [one for one in found if one.word.casefold().startswith(start.casefold())]


def _weights(_: Sequence[str], __: Language) -> Iterable[Proposal]:
    from ikm.regulation import load_regulation  # noqa: PLC0415 - only what is asked for is loaded

    return [Proposal(rule.name, rule.source) for rule in load_regulation().weight_rules]


def _questionnaires(_: Sequence[str], __: Language) -> Iterable[Proposal]:
    from ikm.questionnaires import builtin_questionnaires  # noqa: PLC0415 - the same

    return map(Proposal, builtin_questionnaires())


def _instruments(_: Sequence[str], __: Language) -> Iterable[Proposal]:
    from ikm.regulation import builtin_regulations  # noqa: PLC0415 - the same

    return map(Proposal, builtin_regulations())


def _indices(_: Sequence[str], __: Language) -> Iterable[Proposal]:
    from ikm.regulation import builtin_indices  # noqa: PLC0415 - the same

    return map(Proposal, ("skm", *builtin_indices()))


def _laws(before: Sequence[str], lang: Language) -> Iterable[Proposal]:
    return [*_instruments(before, lang), *(one for one in _indices(before, lang) if one.word != "skm")]


def _products(_: Sequence[str], lang: Language) -> Iterable[Proposal]:
    from ikm.cli.products import PRODUCTS  # noqa: PLC0415 - the same

    return dict.fromkeys(Proposal(one.names[lang == "id"], one.called(lang)) for one in PRODUCTS)


def _elements(_: Sequence[str], lang: Language) -> Iterable[Proposal]:
    from ikm.regulation import load_regulation  # noqa: PLC0415 - the same

    return [Proposal("ikm"), *(Proposal(one.code, one.name(lang)) for one in load_regulation().elements)]


def _columns(before: Sequence[str], lang: Language) -> Iterable[Proposal]:
    """Give what the survey on the line can be grouped by; where it cannot be read, the parts of a year alone."""
    files = (Path(word) for word in before if word.casefold().endswith(_SURVEYS))
    file = next((one for one in files if one.is_file() and one.stat().st_size <= _LARGEST), None)
    profiles: Iterable[str] = ()
    if file is not None:
        from ikm.surveys import load  # noqa: PLC0415 - the same

        try:
            profiles = load(file).columns.profiles
        except IkmError:
            profiles = ()
    return [Proposal(one) for one in (*profiles, *_CALENDAR[lang])]


_Known = Mapping[str, "Callable[[Sequence[str], Language], Iterable[Proposal]]"]

_GIVEN: _Known = {"regulation": _laws}
"""What is known of an argument, by its name in Python."""

_KNOWN: _Known = {
    "weight": _weights,
    "questionnaire": _questionnaires,
    "regulation": _instruments,
    "index": _indices,
    "product": _products,
    "explain": _elements,
    "by": _columns,
}
"""What is known of the values of an option, by its name in Python; of others the shell knows the files."""
