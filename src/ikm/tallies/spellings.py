"""Spellings: several ways of writing one group, taken as one before a breakdown is made.

A column in which people type what they are holds "L", "Pria", "laki-laki" and "LAKI-LAKI", "S1" and "Sarjana (S1)".
As groups of their own they would be small, hidden, or compared with each other.  Which words mean one group stands in
``tallies/data/spellings.toml``; elsewhere a text is the same as another when only case and spaces differ.

A tally keeps what was typed, so that tallies merge as they always did; groups are united when all are counted and a
figure is made.  A group that is written in one way only keeps the name it was given.

>>> from ikm.tallies import Tally
>>> typed = ["L", "Pria", "laki-laki", "P", "Loket"]
>>> tally = Tally.of_scores(["a"], [[4]] * 5, groups=[(name,) for name in typed], by=["jenis_kelamin"])
>>> whole, told = unite(tally)
>>> list(whole.groups), told[0].name, told[0].spellings
([('Laki-laki',), ('Loket',), ('P',)], 'Laki-laki', ('L', 'Pria', 'laki-laki'))
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.tallies.counts import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ikm.tallies.counts import Counts
    from ikm.tallies.tally import Group, Tally

__all__ = ["United", "in_order", "known_groups", "unite"]

_PARTS = re.compile(r"[/()\[\],;|&]|\b(?:atau|dan|or|and)\b")
_WORDS = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"\s*([-/])\s*")
_DASHES = str.maketrans("‐‑‒–—", "-----")
_YEARS = re.compile(r"(?<=\d)\s*(?:tahun|thn|th)\b\.?")


class United(NamedTuple):
    """One group of a breakdown that was written in several ways."""

    by: str
    name: str
    spellings: tuple[str, ...]
    respondents: int


class _Table(NamedTuple):
    """The spellings of one kind of group: the name of each, by its words without spaces."""

    names: Mapping[str, str]
    filler: frozenset[str]

    def find(self, text: str) -> str | None:
        """Give the name of the group a text means: as a whole, or by all of its parts."""
        plain = unicodedata.normalize("NFKC", text).casefold()
        if whole := self.names.get(self._compact(plain)):
            return whole
        met = {self.names.get(part) for one in _PARTS.split(plain) if (part := self._compact(one))}
        return met.pop() if len(met) == 1 else None

    def _compact(self, text: str) -> str:
        return "".join(word for word in _WORDS.findall(text) if word not in self.filler)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("spellings.toml").read_text(encoding="utf-8"))


@cache
def _tables() -> tuple[_Table, ...]:
    data = _data()
    filler = frozenset(_entries(data["filler"]))
    return tuple(
        _Table({entry: name for name, text in groups.items() for entry in _entries(text)}, filler)
        for groups in data["table"].values()
    )


def _entries(text: str) -> Iterable[str]:
    return ("".join(_WORDS.findall(entry.casefold())) for entry in text.split(";"))


def unite(tally: Tally) -> tuple[Tally, tuple[United, ...]]:
    """Take groups that are spelled in several ways as one.

    Parameters
    ----------
    tally : Tally
        Counts by group, as typed.

    Returns
    -------
    tuple of Tally and tuple of United
        The counts with such groups added up, and which they were.
    """
    renamed: list[dict[str, str]] = []
    told: list[United] = []
    for place, by in enumerate(tally.by):
        sizes: dict[str, int] = {}
        for group, counts in tally.groups.items():
            sizes[group[place]] = sizes.get(group[place], 0) + counts.respondents
        found = _united(by, sizes)
        told += found
        renamed.append({text: one.name for one in found for text in one.spellings})
    if not told:
        return tally, ()
    groups: dict[Group, list[Counts]] = {}
    for group, counts in tally.groups.items():
        name = tuple(names.get(text, text) for names, text in zip(renamed, group, strict=True))
        groups.setdefault(name, []).append(counts)
    together = {name: add_up(parts, tally.elements, moments=tally.moments) for name, parts in groups.items()}
    return replace(tally, groups=together), tuple(told)


def in_order(sizes: Mapping[str, int]) -> list[str]:
    """Order the groups of a column as people list them.

    Those of a table stand as there (SD before SMA, SMA before S1), what it does not know behind them, by name; ages
    from the youngest; who did not say, last.

    Parameters
    ----------
    sizes : mapping from str to int
        The respondents of each group.

    >>> in_order({"S1": 40, "SD": 10, "": 3, "SMA": 20})
    ['SD', 'SMA', 'S1', '']
    """
    known = known_groups(sizes)
    met = set(known.values())
    listed = next((list(groups) for groups in _data()["table"].values() if met <= groups.keys()), [])
    places = {text: listed.index(name) for text, name in known.items()} if listed else {}
    return sorted(sizes, key=lambda text: (text == "", places.get(text, len(listed)), not text.startswith("<"), text))


def _united(by: str, sizes: Mapping[str, int]) -> list[United]:
    """Find the groups of one column that are written in several ways, in the order of their names."""
    known = known_groups(sizes)
    met: dict[tuple[str, str], list[str]] = {}
    for text in sizes:
        if text:
            met.setdefault(("known", known[text]) if text in known else ("", _folded(text)), []).append(text)
    found = []
    for (kind, key), texts in met.items():
        if len(texts) > 1:
            # An office's own groups have no name of ours: the spelling most people chose stands for them.
            name = key if kind else max(sorted(texts), key=sizes.__getitem__)
            found.append(United(by, name, tuple(sorted(texts)), sum(sizes[text] for text in texts)))
    return sorted(found, key=lambda one: one.name)


def known_groups(sizes: Mapping[str, int]) -> dict[str, str]:
    """Give the name of each text that is in the table most of a column's respondents are in, if there is one.

    Parameters
    ----------
    sizes : mapping from str to int
        The respondents of each group.

    >>> known_groups({"Pria": 12, "P": 30, "Wanita": 2})
    {'Pria': 'Laki-laki', 'P': 'Perempuan', 'Wanita': 'Perempuan'}
    """
    data = _data()
    people = sum(number for text, number in sizes.items() if text)
    if not people or len(sizes) > data["most"]:
        return {}
    best: dict[str, str] = {}
    most = 0
    for table in _tables():
        found = {text: name for text in sizes if (name := table.find(text))}
        number = sum(sizes[text] for text in found)
        if number > most:
            best, most = found, number
    if most < data["share"] * people:
        return {}
    if most < data["sure"] * people:
        return {text: name for text, name in best.items() if len("".join(_WORDS.findall(text))) > data["short"]}
    return best


def _folded(text: str) -> str:
    """Write a text so that it is the same however its letters are cased and its spaces set."""
    # Groups may be very many, and few hold other letters, a sign or a number of years: looking for one is the cheaper.
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    plain = " ".join(plain.split())
    if "-" in plain or "/" in plain:
        plain = _SIGNS.sub(r"\1", plain)
    if "t" in plain:
        plain = _YEARS.sub("", plain)
    return plain.rstrip(" .,;:")
