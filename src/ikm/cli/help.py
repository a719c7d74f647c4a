"""Help: what ``ikm --help`` and ``ikm score --help`` show, in the language spoken.

Three examples stand first, as they are typed; then what the command is given, and its options in groups, those rarely
needed last.  The words of an option stand with the option (`ikm.surveys.flags.Flag`), all others in
``reports/data/command.toml``.  The text fits the terminal, and is plain where it goes to a file.

>>> print(usage("score", {}, "id"))
ikm nilai [PILIHAN]
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from ikm.cli.languages import current
from ikm.cli.names import COMMANDS, command_name
from ikm.cli.options import Given
from ikm.cli.signatures import names_of
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ikm.findings import Language
    from ikm.surveys import Flag

__all__ = ["Help", "examples_of", "help_of", "metavar_of", "usage"]

_GROUPS: dict[str, tuple[str, ...]] = {
    "usual": (
        "population", "target", "period", "by", "by_elements", "statistics", "outs", "out", "html", "mark", "personal",
        "explain", "brief", "survey", "no_survey", "weight", "missing", "invalid", "title", "unit", "services", "force",
        "exclude_rows",
    ),
    "form": ("sheet", "columns", "labels", "header", "questionnaire", "order"),
    "many": ("units", "jobs", "together", "allow_duplicates", "as_units"),
    "general": ("lang", "as_json", "version", "install_completion", "show_completion", "help"),
    "rare": (
        "product", "template", "logo", "no_respondents", "first", "last", "date_order", "drop_duplicates",
        "drop_resubmissions", "minimum_group", "regulation", "moments",
    ),
}  # fmt: skip
"""The options of each group, in order; one that stands in none is one of the usual ones."""

_DAILY = 8
"""How many commands, the first of all, are for every day."""

_METAVARS = {
    "BERKAS": "FILE", "DAFTAR": "LIST", "NAMA": "NAME", "TANGGAL": "DATE", "KOLOM": "COLUMN", "INDEKS": "INDEX",
    "UNSUR": "ELEMENT", "JAWABAN": "ANSWER", "NILAI": "SCORE", "LEMBAR": "SHEET", "PERIODE": "PERIOD",
    "REKAP": "COUNTS", "PERATURAN": "REGULATION", "PRODUK": "PRODUCT", "BARIS": "ROWS", "JUDUL": "TITLE",
    "JENIS": "KIND", "KODE": "CODE", "KINERJA": "PERFORMANCE", "HASIL": "RESULT", "TAHUN": "YEAR",
    "LAYANAN": "SERVICE",
}  # fmt: skip
"""What stands for a value, in Indonesian and in English."""

_BESIDE = 3
"""How many choices stand beside the name of an option, where it has a word for them."""

_NARROWEST, _WIDEST, _STACKED = 40, 100, 72
_NAMES = 32
"""How wide the column of names is at most, where the terminal is wide enough for two columns."""


class Help(NamedTuple):
    """A help, before it is fitted to a terminal."""

    usage: str
    about: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    end: str


def help_of(name: str, flags: Mapping[str, Flag]) -> str:
    """Give the help of a command, or of ``ikm`` itself, as it is shown here and now.

    Parameters
    ----------
    name : str
        The command's English name; none of ``ikm`` itself.
    flags : mapping
        Its options and arguments, by the names of Python.
    """
    lang, width = current(), shutil.get_terminal_size().columns
    strong = sys.stdout.isatty() and os.name != "nt" and "NO_COLOR" not in os.environ
    return "\n".join(_lines(prepared(name, flags, lang), max(_NARROWEST, min(width, _WIDEST)), strong=strong))


def prepared(name: str, flags: Mapping[str, Flag], lang: Language) -> Help:
    """Gather what a help says."""
    say = phrases(lang, "command")
    about = [say["about" + (f"_{name}" if name else "")]]
    if name:
        other = command_name(name, "en" if lang == "id" else "id")
        about += [say["other_name"].format(name=other)] if other != command_name(name, lang) else []
    groups = [] if name else list(_commands(lang))
    arguments = tuple(
        (metavar_of(flag, lang), f"{flag.words(lang)} [{say['required']}]" if flag.needed else flag.words(lang))
        for flag in flags.values()
        if isinstance(flag, Given)
    )
    groups += [(say["arguments"], arguments), *_options(flags, lang)]
    end = "" if name else say["more_help"]
    return Help(usage(name, flags, lang), tuple(about), examples_of(name, lang), tuple(groups), end)


def usage(name: str, flags: Mapping[str, Flag], lang: Language) -> str:
    """Give the line that shows how a command is typed."""
    say = phrases(lang, "command")
    if not name:
        return f"ikm {say['command']} …"
    given = (_on_line(flag, metavar_of(flag, lang)) for flag in flags.values() if isinstance(flag, Given))
    return " ".join(["ikm", command_name(name, lang), *given, say["placeholder"]])


def _on_line(given: Given, metavar: str) -> str:
    shown = f"{metavar} …" if given.several else metavar
    return shown if given.needed else f"[{shown}]"


def examples_of(name: str, lang: Language) -> tuple[tuple[str, str], ...]:
    """Give the examples of a command, each as it is typed and with what it gives."""
    lines = phrases(lang, "command")[f"examples_{name}"].strip().splitlines()
    return tuple((typed, told.strip()) for typed, told in zip(lines[::2], lines[1::2], strict=True))


def metavar_of(flag: Flag, lang: Language) -> str:
    """Give what stands for the value of an option: a word of the language, or its choices where they are few."""
    if flag.choices and not _many(flag):
        return "|".join(flag.shown_choices(lang))
    metavar = flag.metavar or ""
    return re.sub("[A-Z]+", lambda word: _METAVARS.get(word[0], word[0]), metavar) if lang == "en" else metavar


def _many(flag: Flag) -> bool:
    """Tell whether the choices of an option are too many to stand beside its name."""
    return flag.metavar is not None and len(flag.choices) > _BESIDE


def _commands(lang: Language) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    say = phrases(lang, "command")
    for title, names in (("group_daily", list(COMMANDS)[:_DAILY]), ("group_further", list(COMMANDS)[_DAILY:])):
        yield say[title], tuple((_both(name, lang), say[f"about_{name}"]) for name in names)


def _both(command: str, lang: Language) -> str:
    first, second = (COMMANDS[command], command) if lang == "id" else (command, COMMANDS[command])
    return first if first == second else f"{first} ({second})"


def _options(flags: Mapping[str, Flag], lang: Language) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    say = phrases(lang, "command")
    own = {name: flag for name, flag in flags.items() if not isinstance(flag, Given)}
    listed = {name for names in _GROUPS.values() for name in names}
    for group, names in _GROUPS.items():
        more = [name for name in own if name not in listed] if group == "usual" else []
        rows = [_row(name, own[name], lang) for name in (*names, *more) if name in own]
        if group == "general":
            rows.append((_help_names(lang), say["help"]))
        yield say[f"group_{group}"], tuple(rows)


def _help_names(lang: Language) -> str:
    return "--bantuan, --help, -h" if lang == "id" else "--help, --bantuan, -h"


def _row(name: str, flag: Flag, lang: Language) -> tuple[str, str]:
    names = names_of(name, flag)
    typed = ", ".join(reversed(names) if lang == "id" else names)
    words = flag.words(lang)
    if _many(flag):
        words = f"{words} {phrases(lang, 'command')['one_of'].format(values=', '.join(flag.shown_choices(lang)))}"
    if flag.values:
        others = ", ".join(flag.values.values() if lang == "id" else flag.values)
        words = f"{words} {phrases(lang, 'command')['other_values'].format(values=others)}"
    return f"{typed} {metavar_of(flag, lang)}".strip(), words


def _lines(shown: Help, width: int, *, strong: bool) -> Iterator[str]:
    """Fit a help to a width: names beside their words, or above them where it is narrow."""

    def heading(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if strong else text

    say = phrases(current(), "command")
    yield f"{heading(say['usage'])}: {shown.usage}"
    yield ""
    for text in shown.about:
        yield from wrap(text, width)
    yield from ("", heading(say["examples"]))
    for typed, told in shown.examples:
        yield from wrap(typed, width, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
        yield from wrap(told, width, initial_indent="      ", subsequent_indent="      ")
    column = min(_NAMES, max(len(names) for _, rows in shown.groups for names, _ in rows))
    for title, rows in shown.groups:
        if rows:
            yield from ("", heading(title))
        for names, words in rows:
            yield from _fitted(names, words, width, column)
    if shown.end:
        yield ""
        yield from wrap(shown.end, width)


def _fitted(names: str, words: str, width: int, column: int) -> Iterator[str]:
    indent = " " * (6 if width < _STACKED else column + 4)
    told = wrap(words, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    if width >= _STACKED and len(names) <= column:
        told[0] = f"  {names:<{column}}  {told[0].lstrip()}"
    else:
        yield f"  {names}"
    yield from told
