"""What the mapping of columns gives: a `Column` per heading, and the `ColumnMap` of the whole form.

Both are frozen, and hold words, never decisions still to be taken.

>>> from ikm.columns import map_columns
>>> column = map_columns(["U4 Biaya/Tarif"]).columns[0]
>>> column.key, column.role, column.reason("en")
('biaya', 'element', 'known by the words “biaya tarif” of the question; code U4')
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ikm.columns.lexicon import lexicon
from ikm.findings import in_words, plural
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.findings import Finding, Language

__all__ = ["Column", "ColumnMap", "Role", "called", "code_of", "name_of"]

Role = Literal["element", "timestamp", "profile", "personal", "comment", "total", "other"]

_OF_THE_FORM = {"words", "answers", "words_answers"}
"""Reasons that quote the form."""


@cache
def _reasons() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("reasons.toml").read_text(encoding="utf-8"))


def called(meaning: str) -> dict[str, str]:
    """Name an element or another meaning in both languages.

    >>> called("sarana")["en"], called("kecepatan_akses")["id"]
    ('Facilities', 'Kecepatan akses')
    """
    pair = lexicon().called.get(meaning)
    if pair:
        return {"id": pair[0], "en": pair[1]}
    words: dict[str, str] | None = _reasons()["called"].get(meaning)
    if words:
        return words
    name = meaning.replace("_", " ").capitalize()
    return {"id": name, "en": name}


def code_of(element: str, elements: Sequence[str]) -> str:
    """Give the code of an element by its place among the elements of the instrument.

    >>> code_of("biaya", ("persyaratan", "prosedur", "waktu", "biaya"))
    'U4'
    """
    return f"U{list(elements).index(element) + 1}"


def name_of(element: str, elements: Sequence[str]) -> dict[str, str]:
    """Give code and name of an element in both languages, as findings show them."""
    code = code_of(element, elements)
    return {lang: f"{code} {name}" for lang, name in called(element).items()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the form and what it was taken for.

    Parameters
    ----------
    index : int
        The column, from 0.
    header : str
        The heading in a form that can be shown anywhere; empty where the heading looks like an answer.
    role : str
        ``element``, ``timestamp``, ``profile``, ``personal``, ``comment``, ``total`` or ``other``.
    key : str, optional
        The element, or the kind of profile column.
    why : tuple
        The reasons: a name of ``reasons.toml`` and the words it speaks of.
    sure : bool
        No finding asks the user to confirm it.
    beside : int, optional
        The column whose question it stands beside, when it is left out for that.
    copies : bool
        It may hold the answers of that column again, in numbers.
    """

    index: int
    header: str
    role: Role
    key: str | None = None
    why: tuple[tuple[str, str], ...] = ()
    sure: bool = True
    beside: int | None = None
    copies: bool = False

    def reason(self, lang: Language = "id") -> str:
        """Say in words why the column was taken for what it is."""
        why = dict(self.why)
        if {"words", "answers"} <= why.keys():
            why = {"words_answers" if name == "words" else name: what for name, what in why.items()}
        also = _quoted(why.pop("answers")) if "words_answers" in why else ""
        sentences = []
        for name, what in why.items():
            if name in _OF_THE_FORM:
                shown = _quoted(what)
            else:
                shown = what if name == "code" else ", ".join(called(word)[lang] for word in what.split())
            sentences.append(in_words(_reasons()[name][lang]).format(what=shown, also=also))
        return "; ".join(sentences)


def _quoted(words: str) -> str:
    return ", ".join(f"“{word}”" for word in words.split(", "))


@dataclass(frozen=True, repr=False)
class ColumnMap(Brief):
    """Every column of a form, and everything worth saying about them.

    Parameters
    ----------
    columns : tuple of Column
        One for each heading.
    elements : tuple of str
        The elements that were looked for.
    findings : tuple of Finding
        What is missing, doubtful or left out.

    Examples
    --------
    >>> from ikm.columns import map_columns
    >>> form = map_columns(["Timestamp", "Usia", "Kecepatan pelayanan", "Sikap petugas"])
    >>> form.element_of(2), form.columns_of("perilaku"), form.profiles, form.timestamp
    ('waktu', (3,), {'usia': 1}, 0)
    """

    columns: tuple[Column, ...]
    elements: tuple[str, ...]
    findings: tuple[Finding, ...] = field(default=())

    def __repr__(self) -> str:
        found = len(self.elements) - len(self.missing)
        return f"<ColumnMap: {plural(len(self.columns), 'column')}, {found} of {plural(len(self.elements), 'element')}>"

    def element_of(self, index: int) -> str | None:
        """Give the element a column asks, or none."""
        column = self.columns[index]
        return column.key if column.role == "element" else None

    def of_role(self, *roles: Role) -> tuple[int, ...]:
        """Give the columns of some roles."""
        return tuple(c.index for c in self.columns if c.role in roles)

    def columns_of(self, element: str) -> tuple[int, ...]:
        """Give the columns that ask an element."""
        return tuple(c.index for c in self.columns if c.role == "element" and c.key == element)

    @cached_property
    def profiles(self) -> dict[str, int]:
        """The first column of each kind of profile."""
        found: dict[str, int] = {}
        for column in self.columns:
            if column.role == "profile" and column.key is not None:
                found.setdefault(column.key, column.index)
        return found

    @cached_property
    def timestamp(self) -> int | None:
        """The column that holds the time of the answer."""
        return next((c.index for c in self.columns if c.role == "timestamp"), None)

    @property
    def doubted(self) -> dict[str, tuple[int, ...]]:
        """The columns of each element that are as likely questions about it as those that count."""
        found: dict[str, list[int]] = {}
        for column in self.columns:
            element = None if column.beside is None or column.sure else self.columns[column.beside].key
            if element is not None:
                found.setdefault(element, []).append(column.index)
        return {element: tuple(indices) for element, indices in found.items()}

    @cached_property
    def repeated(self) -> tuple[int, ...]:
        """The later columns of headings that stand more than once and are averaged."""
        met: set[tuple[str | None, str]] = set()
        again = []
        for column in self.columns:
            known = (column.key, " ".join(column.header.split()).casefold())
            if column.role == "element" and known in met:
                again.append(column.index)
            met.add(known)
        return tuple(again)

    @property
    def compared(self) -> tuple[int, ...]:
        """The columns left out whose cells are still looked at: possible copies, and those in doubt."""
        return tuple(c.index for c in self.columns if c.beside is not None and (c.copies or not c.sure))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The elements no column asks."""
        found = {c.key for c in self.columns if c.role == "element"}
        return tuple(e for e in self.elements if e not in found)

    @property
    def by_element(self) -> Mapping[str, tuple[int, ...]]:
        """The columns of each element that was found, in the order of the elements."""
        return {e: self.columns_of(e) for e in self.elements if e not in self.missing}
