"""Contradictions: what the instrument of an index must not say, so that nothing is computed of it that nobody meant.

A file of one's own is read with the care of the law's: its words are of those that are known, its name is free, its
scale and its counts are possible, its grades cover the scale.

>>> from dataclasses import replace
>>> from ikm.regulation import load_index
>>> refuse_contradictions(replace(load_index("spkp"), decimals=1), "kantor.toml", ())
Traceback (most recent call last):
ikm.errors.DefinitionError: kantor.toml, [rounding]: `decimals` is 2, as of the IKM.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ikm.errors import DefinitionError
from ikm.regulation.loading import check_bands, load_regulation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ikm.regulation.index_instrument import IndexInstrument

__all__ = ["refuse_contradictions"]

_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_RESERVED = ("skm", "ikm", "kepentingan")
"""Names that mean something else where an index is named."""
_DECIMALS = 2
"""Every output writes so many."""


def refuse_contradictions(index: IndexInstrument, name: str, builtin: Collection[str]) -> None:
    """Refuse an instrument that contradicts itself.

    Parameters
    ----------
    index : IndexInstrument
        The instrument, as it was read.
    name : str
        Its file, for the messages.
    builtin : collection of str
        The names of the instruments that come with ikm; none where it is one of them.

    Raises
    ------
    DefinitionError
        With the first contradiction.
    """
    for place, english, indonesian in _wrong(index, builtin):
        raise DefinitionError(f"{name}, {place}: {english}", id=f"{name}, {place}: {indonesian}")
    check_bands(index.law(index.items), name)


def _wrong(index: IndexInstrument, builtin: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Give each table that is wrong, with what is wrong, in English and in Indonesian."""
    yield from _of_words(index)
    yield from _of_names(index, builtin)
    yield from _of_numbers(index)


def _of_words(index: IndexInstrument) -> Iterator[tuple[str, str, str]]:
    for place, value, allowed in (
        ("[instrument]", index.subject, ("integrity", "quality")),
        ("[weights]", index.weighting, ("equal", "importance")),
        ("[published]", index.published, ("converted", "mean")),
    ):
        if value not in allowed:
            listed = ", ".join(allowed)
            yield place, f"{value!r} is none of {listed}.", f"{value!r} bukan salah satu dari {listed}."


def _of_names(index: IndexInstrument, builtin: Collection[str]) -> Iterator[tuple[str, str, str]]:
    keys = [item.key for item in index.items]
    elements = {element.key for element in load_regulation().elements}
    if not _KEY.fullmatch(index.key):
        yield (
            "[instrument]",
            f"the key {index.key!r} is typed on the command: small letters, digits and hyphens, a letter first.",
            f"key {index.key!r} diketik pada perintah: huruf kecil, angka, dan tanda hubung, diawali huruf.",
        )
    if index.key in {*_RESERVED, *elements, *builtin}:
        yield (
            "[instrument]",
            f"the key {index.key!r} is taken; give the index a key of its own.",
            f"key {index.key!r} sudah digunakan; beri indeks itu key sendiri.",
        )
    if len(set(keys)) < len(keys):
        yield "[[item]]", "an item stands twice.", "ada butir yang tertulis dua kali."
    if unknown := [key for key in index.records.get("items", {}).get("keys", ()) if key not in keys]:
        yield "[items]", f"there is no item {unknown[0]!r}.", f"tidak ada butir {unknown[0]!r}."
    if shared := [key for key in keys if key in elements]:
        yield (
            "[[item]]",
            f"{shared[0]!r} is an element of the SKM; give the item a key of its own.",
            f"{shared[0]!r} adalah unsur SKM; beri butir itu key sendiri.",
        )


def _of_numbers(index: IndexInstrument) -> Iterator[tuple[str, str, str]]:
    if not 1 <= index.least <= index.most:
        yield "[count]", "`least` is above `most`.", "least lebih besar daripada most."
    if not index.low < index.high or index.factor <= 0:
        yield "[scale]", "`low` is not below `high`.", "low tidak lebih kecil daripada high."
    if index.weighting == "importance" and index.low < 1:
        yield (
            "[scale]",
            "an index weighted by importance needs a scale from 1 up: of zeros no weights can be made.",
            "indeks yang ditimbang menurut kepentingan memerlukan skala mulai dari 1: dari nol tidak ada bobot.",
        )
    if index.decimals != _DECIMALS:
        yield "[rounding]", "`decimals` is 2, as of the IKM.", "decimals adalah 2, seperti IKM."
