"""A published table, as it is printed: what a report says of its survey, before anybody asks whether it can be so.

It has what a report prints and nothing else: the mean (NRR) of each element, or its sum, its counts, its weighted mean,
or its index from 25 to 100; and of the whole the IKM, its grade, the weight that is stated, and how many answered.  Any
of them may be missing; an element with no figure at all was not asked, and does not count.

>>> from ikm.audits.table import table_of
>>> table = table_of({"n_respondents": 136, "ikm_as_printed": "83,95", "weight_stated": "0,111",
...                   "elements": [{"code": "U1", "nrr": "3.265"}, {"code": "U2", "nrr": "81,62"}]})
>>> table.ikm.decimals, table.weight, [one.nrr.decimals for one in table.elements if one.nrr]
(2, Fraction(111, 1000), [3])
>>> table.elements[1].converted.value
Fraction(4081, 50)
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ikm.audits.rounding import PrintedNumber, aligned, read_count, read_weight
from ikm.errors import OptionError
from ikm.findings import display

__all__ = ["PrintedElement", "PublishedTable", "table_of"]

_SCALE = 5
"""An IKM above this is an index of 25 to 100, and below it a sum of weighted means: scales end at 4, some at 5."""

_INDEX = 10
"""A mean from here on is an index of 25 to 100; between the scale and this it is a misprint."""

_WEIGHTED = 2
"""A weighted mean above this was multiplied by 25 already."""

_WRITTEN_OUT = 5
"""Decimals: a weight that is 1/k rounded to so many or more is 1/k; two decimals of an IKM do not tell them apart."""

_NAME = 120
_MOST = 100
"""Elements: no questionnaire has more."""


@dataclass(frozen=True, slots=True)
class PrintedElement:
    """A row of the table.

    Parameters
    ----------
    code, name : str
        What the element is called there.
    nrr, weighted, converted : PrintedNumber, optional
        Its mean (1 to 4), its weighted mean, and its index (25 to 100).
    total : int, optional
        The sum of its scores.
    counts : mapping, optional
        How many gave each score.
    filled : int, optional
        How many answered it.
    weight : Fraction, optional
        The weight that is printed beside it.
    grade : str, optional
        Its grade, in letters or words.
    """

    code: str
    name: str = ""
    nrr: PrintedNumber | None = None
    weighted: PrintedNumber | None = None
    converted: PrintedNumber | None = None
    total: int | None = None
    counts: Mapping[int, int] | None = None
    filled: int | None = None
    weight: Fraction | None = None
    grade: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is printed of it."""
        return all(one is None for one in (self.nrr, self.weighted, self.converted, self.total, self.counts))

    @property
    def only_sum(self) -> bool:
        """Whether its sum alone is printed, which tells no mean."""
        return all(one is None for one in (self.nrr, self.weighted, self.converted, self.counts, self.filled))

    @property
    def answered(self) -> int | None:
        """How many answered it, where its counts or a number beside it tell."""
        return self.filled if self.counts is None else sum(self.counts.values())

    @property
    def mean(self) -> PrintedNumber | None:
        """Its mean as it is printed, on the scale of answers."""
        if self.nrr is not None:
            return self.nrr
        return None if self.converted is None else self.converted.times(Fraction(1, 25))


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of a report.

    Parameters
    ----------
    elements : tuple of PrintedElement
        The elements of which something is printed.
    ikm : PrintedNumber
        The index that is published, 25 to 100.
    total : PrintedNumber, optional
        The sum of the weighted means, 1 to 4.
    grade : str, optional
        The grade of the index.
    n : int, optional
        How many answered, as stated.
    weight : Fraction, optional
        The weight that is stated.
    population, sample : int, optional
        How many were served, and the sample size the report asks for.
    demographics : mapping
        For each table of who answered, how many it adds up to.
    regulation : str, optional
        The instrument it names.
    title, source : str
        What the table is, and where it stands.
    """

    elements: tuple[PrintedElement, ...]
    ikm: PrintedNumber
    total: PrintedNumber | None = None
    grade: str | None = None
    n: int | None = None
    weight: Fraction | None = None
    population: int | None = None
    sample: int | None = None
    demographics: Mapping[str, int] = field(default_factory=dict)
    regulation: str | None = None
    title: str = ""
    source: str = ""


@cache
def _known(part: str) -> dict[str, str]:
    """Give each name that a part of the table may have, with the one it is read by."""
    text = Path(__file__).with_name("data").joinpath("names.toml").read_text(encoding="utf-8")
    return {_plain(name): ours for ours, names in reversed(tomllib.loads(text)[part].items()) for name in names}


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _parts(given: Mapping[str, Any], part: str) -> dict[str, Any]:
    """Give what a table says by our names; of two names for one thing the first that says something holds."""
    said: dict[str, Any] = {}
    known = _known(part)
    for name, value in given.items():
        ours = known.get(_plain(str(name)))
        if ours is not None and said.get(ours) is None:
            said[ours] = value
    return said


def table_of(given: Mapping[str, Any], *, typeset: bool = True) -> PublishedTable:
    """Read a table from names and figures.

    Parameters
    ----------
    given : mapping
        As ``docs/audit.md`` describes it; names that are not known are passed over.
    typeset : bool
        Whether somebody chose the decimals of a column (`ikm.audits.rounding.aligned`); no spreadsheet did.

    Raises
    ------
    OptionError
        If something is no number, or there is nothing to audit.
    """
    said = _parts(given, "table")
    rows = said.get("elements")
    if isinstance(rows, Mapping):
        rows = [{"code": code, **(row if isinstance(row, Mapping) else {"nrr": row})} for code, row in rows.items()]
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows or len(rows) > _MOST:
        raise OptionError(
            "A published table has its elements in `elements`, one row for each with its nrr, sum, counts or "
            "weighted_nrr.",
            id='Tabel yang diaudit memuat unsurnya di "elements": satu baris untuk setiap unsur, dengan nrr, sum, '
            "counts, atau weighted_nrr.",
        )
    elements = [_element(row, place) for place, row in enumerate(rows, 1)]
    told = tuple(one for one in _columns(elements, typeset=typeset) if not one.empty)
    if not told:
        raise OptionError(
            "No element of the table has a figure; give its nrr, sum, counts or weighted_nrr.",
            id="Tidak ada unsur yang mempunyai angka; tulis nrr, sum, counts, atau weighted_nrr setiap unsur.",
        )
    n = read_count(said.get("n"), "n_respondents") or None
    if n is None and all(one.only_sum for one in told):
        raise OptionError(
            "Sums alone tell no mean; give n_respondents too.",
            id="Jumlah nilai saja tidak cukup; tulis juga n_respondents, jumlah respondennya.",
        )
    ikm, total = _of_the_whole(said)
    return PublishedTable(
        elements=told,
        ikm=ikm,
        total=total,
        grade=_text(said.get("grade")),
        n=n,
        weight=_stated(said.get("weight"), elements),
        population=read_count(said.get("population"), "population"),
        sample=read_count(said.get("sample"), "sample"),
        demographics=_demographics(said.get("demographics")),
        regulation=_text(said.get("regulation")),
        title=display(str(said.get("title") or ""), _NAME),
        source=display(str(said.get("source") or ""), _NAME),
    )


def _element(row: object, place: int) -> PrintedElement:
    if not isinstance(row, Mapping):
        row = {"nrr": row}
    said = _parts(row, "element")
    code = display(str(said.get("code") or f"U{place}"), _NAME)
    read = {name: PrintedNumber.read(said.get(name), f"{code} {name}") for name in ("nrr", "weighted", "converted")}
    return PrintedElement(
        code=code,
        name=display(str(said.get("name") or ""), _NAME),
        total=read_count(said.get("sum"), f"{code} sum"),
        counts=_counts(said.get("counts"), code),
        filled=read_count(said.get("filled"), f"{code} n"),
        weight=read_weight(said.get("weight"), f"{code} weight"),
        grade=_text(said.get("grade")),
        **read,
    )


def _columns(elements: Sequence[PrintedElement], *, typeset: bool) -> list[PrintedElement]:
    """Put each figure into its column, and give a column's figures one number of decimals."""
    elements = [
        replace(one, weighted=one.weighted.times(Fraction(1, 25)))
        if one.weighted is not None and one.weighted.value > _WEIGHTED
        else one
        for one in elements
    ]
    moved = [
        replace(one, nrr=None, converted=one.converted or one.nrr)
        if one.nrr is not None and one.nrr.value >= _INDEX
        else one
        for one in elements
    ]
    if not typeset:
        return moved
    means, weighted, converted = (
        aligned(figures) for figures in zip(*((one.nrr, one.weighted, one.converted) for one in moved), strict=True)
    )
    return [
        replace(one, nrr=means[place], weighted=weighted[place], converted=converted[place])
        for place, one in enumerate(moved)
    ]


def _counts(given: object, code: str) -> Mapping[int, int] | None:
    """Read how many gave each score: a mapping from score to number, or the numbers from the lowest score up."""
    if given is None:
        return None
    if isinstance(given, Mapping):
        pairs = [(read_count(score, f"{code} counts"), read_count(n, f"{code} counts")) for score, n in given.items()]
    elif isinstance(given, Sequence) and not isinstance(given, str):
        pairs = [(score, read_count(number, f"{code} counts")) for score, number in enumerate(given, 1)]
    else:
        raise OptionError(
            f"{code} counts: give how many gave each score, such as {{1: 0, 2: 10, 3: 80, 4: 46}}.",
            id=f"{code} counts: tulis jumlah penjawab setiap nilai, misalnya {{1: 0, 2: 10, 3: 80, 4: 46}}.",
        )
    counts = {score: number or 0 for score, number in pairs if score is not None}
    return counts if sum(counts.values()) else None


def _stated(given: object, elements: Sequence[PrintedElement]) -> Fraction | None:
    """Give the weight that is stated: once for all, or alike beside every element."""
    told = [one for one in elements if not one.empty]
    if given is not None and not isinstance(given, (Mapping, list)):
        return _in_full(read_weight(given, "weight_stated"), len(told))
    beside = {one.weight for one in told}
    return _in_full(beside.pop(), len(told)) if len(beside) == 1 else None


def _in_full(weight: Fraction | None, elements: int) -> Fraction | None:
    """Give 1/k for a weight that is 1/k with more decimals than anybody rounds it to: 0,1111111 is 1/9 written out."""
    share = Fraction(1, max(elements, 1))
    return share if weight is not None and abs(weight - share) * 10**_WRITTEN_OUT * 2 <= 1 else weight


def _demographics(given: object) -> dict[str, int]:
    """Add up each table of who answered."""
    if not isinstance(given, Mapping):
        return {}
    tables: dict[str, int] = {}
    flat = all(not isinstance(value, (Mapping, list)) for value in given.values())
    for name, table in ({"demographics": given} if flat and given else given).items():
        rows = table if isinstance(table, Mapping) else dict(enumerate(table if isinstance(table, list) else [table]))
        values = [value for row, value in rows.items() if len(rows) == 1 or not _is_total(row)]
        numbers = [read_count(value, display(str(name), _NAME)) for value in values]
        if any(number is not None for number in numbers):
            tables[display(str(name), _NAME)] = sum(number or 0 for number in numbers)
    return tables


def _is_total(row: object) -> bool:
    return _plain(str(row)) in _known("row")


def _text(given: object) -> str | None:
    return None if given is None or not str(given).strip() else display(str(given), _NAME)


def _of_the_whole(said: Mapping[str, Any]) -> tuple[PrintedNumber, PrintedNumber | None]:
    """Read the index and the sum of the weighted means, each by its scale, whatever it is called.

    A further figure called an index is taken for the one or the other where it can be one and has decimals: it may as
    well number the tables.
    """
    ikm, total = PrintedNumber.read(said.get("ikm"), "IKM", 2), PrintedNumber.read(said.get("total"), "total")
    if ikm is not None and ikm.value <= _SCALE:
        ikm, total = None, total or ikm
    if total is not None and total.value > _SCALE:
        ikm, total = ikm or total, None
    index = said.get("index")
    if isinstance(index, (str, float)) and (further := PrintedNumber.read(index, "index")) and further.decimals > 1:
        if 1 <= further.value < _SCALE:
            total = total or further
        elif further.value > _SCALE:
            ikm = ikm or further
    if ikm is None and total is not None:
        ikm = total.times(25)
    if ikm is None:
        raise OptionError(
            'The table prints no IKM; give it as "ikm_as_printed", such as "83,95".',
            id='Tabel ini belum memuat IKM; tulis sebagai "ikm_as_printed", misalnya "83,95".',
        )
    return ikm, total
