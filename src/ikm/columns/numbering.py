"""Numbering: what columns called by nothing but a code or a number ask.

``U1`` to ``U9`` are the elements in order.  The codes of one form are looked at together: other columns or the answers
may tell which of U8 and U9 is which; a run from ``u0``, or one far beyond U9, is another numbering and is never
shifted; and columns called *P1* to *P9*, *RL-1* to *RL-9* or *I* to *IX* may be the elements in order, which is asked.

>>> from ikm.columns.lexicon import ELEMENTS
>>> numbered_run([None, "K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "Umur"], ELEMENTS)[1]
'persyaratan'
>>> [numbering(codes, ELEMENTS) for codes in (range(9), range(1, 17), range(1, 11))]
['from_zero', 'beyond', None]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.columns.choices import code_table
from ikm.columns.words import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["SWAPPED", "CodeReading", "numbered_run", "numbering", "read_codes"]

SWAPPED = ("pengaduan", "sarana")
"""The elements of U8 and U9, which forms ask in either order."""

_NUMBERED = re.compile(r"^\W*([^\W_](?:[^_]{0,20}?[^\W\d_])?|)[\W_]*?0*(\d{1,2})\W*$|^\W*()(x?(?:ix|iv|v?i{0,3}))\W*$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_ALLOWED = 1
"""A run of ten is nine elements and one further question; a longer one is another questionnaire."""


class CodeReading(NamedTuple):
    """What bare codes ask: the element of each column, which ones the answers told, where U8 and U9 were assumed."""

    elements: Mapping[int, str]
    told: Collection[int] = ()
    assumed: Sequence[int] = ()


def read_codes(
    codes: Mapping[int, int],
    spoken: Mapping[int, str | None],
    settled: Mapping[str, int | None],
    elements: Sequence[str],
    order: str | None,
    worded: Sequence[str] = (),
) -> CodeReading:
    """Read bare codes.

    Parameters
    ----------
    codes : mapping
        Column to its code.
    spoken : mapping
        Column to the element its answers name, if they do.
    settled : mapping
        Elements that other columns ask, each with the code of that column, if it has one.
    elements : sequence of str
        The elements in definition order.
    order : str, optional
        The stated order of U8 and U9.
    worded : sequence of str
        The elements in the order in which other columns ask them all in words: the codes repeat those.
    """
    if sorted(worded) == sorted(elements):
        return CodeReading({i: worded[code - 1] for i, code in codes.items() if 1 <= code <= len(worded)})
    table = code_table(elements, order)
    swapped, assumed = False, []
    if order is None and list(elements[7:9]) == list(SWAPPED):
        said = {codes[i]: e for i, e in spoken.items() if e in SWAPPED}
        said |= {code: e for e, code in settled.items() if e in SWAPPED and code is not None}
        swapped = said.get(8) == "sarana" or said.get(9) == "pengaduan"
        if not said and not set(SWAPPED) & set(settled):
            assumed = [i for i, code in codes.items() if code in {8, 9}]
    found, told = {}, []
    for index, code in codes.items():
        element = table.get(f"u{code}")
        if swapped and element in SWAPPED:
            element = SWAPPED[1 - SWAPPED.index(element)]
        if (said_by := spoken.get(index)) and said_by != element:
            element = said_by
            told.append(index)
        if element:
            found[index] = element
    return CodeReading(found, told, assumed)


def numbering(codes: Iterable[int], elements: Sequence[str]) -> Literal["from_zero", "beyond"] | None:
    """Tell a numbering of codes that cannot be that of the elements."""
    met = sorted(set(codes))
    if met[:2] == [0, 1] and met[-1] < len(elements):
        return "from_zero"
    whole = met == list(range(1, len(met) + 1))
    return "beyond" if whole and len(met) > len(elements) + _ALLOWED else None


def numbered_run(headers: Sequence[object], elements: Sequence[str]) -> dict[int, str]:
    """Take columns called by one name and the numbers 1 to n, arabic or Roman, as the elements in order."""
    runs: dict[str, dict[int, int]] = {}
    for index, header in enumerate(headers):
        found = _NUMBERED.match(clean(header)) if header is not None and len(str(header)) < 40 else None
        number = None if found is None else int(found[2]) if found[2] else _ROMAN.get(found[4] or "")
        if found is not None and number is not None:
            runs.setdefault((found[1] or "roman" * bool(found[4])).strip(), {})[index] = number
    for run in runs.values():
        if list(run.values()) == list(range(1, len(elements) + 1)):
            return dict(zip(run, elements, strict=True))
    return {}
