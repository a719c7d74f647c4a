"""The command that explains a code, ``ikm explain``; see `ikm.cli`.

A finding is printed with its code in brackets.  ``ikm explain CODE`` prints why it comes about and how it is mended,
with a small picture of the cells; other words are the topics that messages point to, and the areas of codes.

>>> meant("[Answer-Blank]"), meant("kuesioner"), meant("row"), meant("answer-blnk")
('answer-blank', 'questionnaire', 'row', None)
"""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import os
import shutil
import sys
from difflib import get_close_matches
from typing import Annotated

import typer

from ikm.cli.languages import joined, wrong
from ikm.cli.names import command_name
from ikm.cli.options import Given, Request
from ikm.cli.signatures import takes
from ikm.errors import OptionError
from ikm.findings import AREAS, LANGUAGES, Language, catalogue, display

__all__ = ["explain_command", "meant"]

TOPICS = {"questionnaire": "kuesioner", "index": "indeks"}
"""What there is to read besides codes, each with its Indonesian name; ``reports/data/topics.toml`` has the texts."""

_NARROWEST, _WIDEST = 40, 100


@takes("lang")
def explain_command(
    asked: Request,
    what: Annotated[
        str | None,
        Given(
            "KODE",
            id="Kode yang dicetak di dalam kurung siku, misalnya answer-blank; satu bidang kode, misalnya answer; "
            "atau kuesioner, indeks. Tanpa ini: daftarnya.",
            en="A code as it is printed in brackets, such as answer-blank; an area of codes, such as answer; or "
            "questionnaire, index. Without it: the list.",
        ),
    ] = None,
) -> None:
    """Explain a code: why it comes about, how it is mended."""
    from ikm.findings.pages import page_of  # noqa: PLC0415 - only this command reads the pages
    from ikm.rendering import area_text, code_text, guide_text, topic_text  # noqa: PLC0415 - the same

    lang = asked.lang
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
    strong = sys.stdout.isatty() and os.name != "nt" and "NO_COLOR" not in os.environ
    if what is None:
        topics = [(_called(topic, lang), topic) for topic in TOPICS]
        typer.echo(guide_text(topics, lang, width, strong=strong))
        return
    name = meant(what)
    if name is None:
        raise _unknown(what)
    if name in TOPICS:
        typer.echo(topic_text(name, lang, width, strong=strong))
    elif name in AREAS:
        typer.echo(area_text(name, lang, width, strong=strong))
    else:
        typer.echo(code_text(page_of(name, lang), width, strong=strong))


def meant(typed: str) -> str | None:
    """Give the code, area or topic that was typed, with its brackets or without; nothing where there is none."""
    word = typed.strip().strip("[]").casefold()
    return _names().get(word)


def _names() -> dict[str, str]:
    """Give every word that can be explained, with what it stands for: a topic goes before an area of its name."""
    codes = [code for area in AREAS for code in catalogue(area)]
    topics = {word: topic for topic, also in TOPICS.items() for word in (topic, also)}
    return {**{name: name for name in (*codes, *AREAS)}, **topics}


def _called(topic: str, lang: Language) -> str:
    return TOPICS[topic] if lang == "id" else topic


def _unknown(typed: str) -> OptionError:
    """Refuse a word that is none of them, and offer the nearest."""
    about = wrong("unknown", "codes", typed=display(typed))
    names = _names()
    near = get_close_matches(typed.strip().strip("[]").casefold(), names, 1, 0.6)
    if not near:
        return joined(about, wrong("list", "codes"))
    name = {lang: TOPICS[names[near[0]]] if lang == "id" and near[0] in TOPICS else near[0] for lang in LANGUAGES}
    command = {lang: f"ikm {command_name('explain', lang)} {name[lang]}" for lang in LANGUAGES}
    return joined(about, wrong("near", "codes", name=name, command=command))
