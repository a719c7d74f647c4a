"""Frequency: answers that say how often something happens, and what a heading makes of them.

"Tidak pernah … Selalu" has a best answer only beside its question: always is best of "Petugas jujur", never of "Ada
pungutan liar".  A heading asks about wrongdoing where it names it and no word denies it; then the answers count the
other way round.  The words are data (``indices.toml``).

>>> asks_wrongdoing("Apakah ada petugas yang meminta imbalan?"), asks_wrongdoing("Petugas tidak meminta imbalan")
('imbalan', None)
>>> asks_wrongdoing("Perantara tidak resmi")
'perantara'
>>> steps_for("Ada pungutan liar", ["Sering", "Tidak pernah"])[3][0]
'Tidak pernah'
>>> steps_for("Petugas jujur", ["Selalu"])[3][0], steps_for("Petugas jujur", ["Puas"]), steps_for("Jujur", [3, 4])
('Selalu', (), ())
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.answers import label_key
from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["asks_wrongdoing", "holds_words", "plain_words", "steps_for"]


@cache
def _words() -> dict[str, Any]:
    data = tomllib.loads(Path(__file__).with_name("data").joinpath("indices.toml").read_text(encoding="utf-8"))
    wrong = data["wrongdoing"]
    return {
        **data["frequency"],
        **{name: tuple(" ".join(one.split()) for one in text.split(";")) for name, text in wrong.items()},
    }


def plain_words(text: object) -> str:
    """Write a heading as its words alone, so that words can be looked for in it."""
    return " ".join(re.findall(r"[a-z]+", clean(text)))


def holds_words(line: str, entry: str) -> bool:
    """Tell whether words stand in a line of words, as they are."""
    return f" {entry} " in f" {line} "


def asks_wrongdoing(heading: object) -> str | None:
    """Give the words by which a heading asks whether something wrong happened; nothing where it denies that."""
    line = plain_words(heading)
    for words in _words()["plain"]:
        line = f" {line} ".replace(f" {words} ", " ").strip()
    if any(holds_words(line, word) for word in _words()["denied"]):
        return None
    return next((word for word in _words()["words"] if holds_words(line, word)), None)


def steps_for(heading: object, seen: Iterable[object]) -> tuple[tuple[str, ...], ...]:
    """Give the table of labels of a column whose answers say how often, the worst first; nothing for other answers.

    Parameters
    ----------
    heading : object
        The heading, which says whether always is best.
    seen : iterable
        Answers of the column.
    """
    steps = [tuple(labels) for labels in _words()["steps"]]
    known = {label_key(label) for labels in steps for label in labels}
    met = {label_key(str(one)) for one in seen if str(one).strip()}
    either = [{label_key(label) for label in labels} & met for labels in _words()["either"]]
    if not met or not met <= known or all(either):
        return ()
    return tuple(reversed(steps)) if asks_wrongdoing(heading) else tuple(steps)
