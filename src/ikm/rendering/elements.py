r"""The table of elements as CSV: one row an element, for a spreadsheet and for a program.

It is written as spreadsheets of its language open it by a double click: in Indonesian a semicolon between the cells and
a decimal comma, in English a comma and a decimal point; UTF-8 with its mark in front, lines that end as Windows ends
them.  Whole numbers stand without separators, means and indexes rounded half up to the digits every other output shows;
the counts beside them give the exact ones again.

A name that a spreadsheet would take for a formula gets an apostrophe in front, so that it stays text; and every text
stands in quotation marks, so that it stays one cell.

>>> import ikm
>>> from ikm.rendering.elements import element_csv
>>> rows = [["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 9, [3] * 9]
>>> print(*element_csv(ikm.score(rows, lang="en"))[3:].decode().splitlines()[:2], sep="\n")
"Code","Element","Sum of scores","Answered","Blank","Answers 1","Answers 2",...,"NRR","Weighted NRR","Converted",...
"U1","Requirements",7,2,0,0,0,1,1,3.500,0.389,87.50,"B","Good"
"""

from __future__ import annotations

import codecs
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.regulation import round_half_up
from ikm.rendering.marks import SEPARATORS
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.agencies import AgencyResult
    from ikm.findings import Language
    from ikm.scoring import ElementResult, IKMResult

__all__ = ["csv_bytes", "element_csv"]

_FORMULA = re.compile(r"(^|[,;\t|\"'])(\s*[=+\-@])")
"""A sign that begins a formula: at the start of a text, and where a reader of other separators would start a cell."""

_LONGEST = 500
"""How many characters of a name stand in a cell."""

Cell = str | int | tuple[Fraction, int] | None
"""Text, a whole number, a number and its decimals, or nothing."""


def element_csv(result: IKMResult | AgencyResult) -> bytes:
    """Write the table of elements of a survey; of many units all of them, each row with its unit in front.

    Parameters
    ----------
    result : IKMResult or AgencyResult
        What was scored.  A unit that was refused has a row of its name alone.
    """
    from ikm.scoring import IKMResult  # noqa: PLC0415 - it is there already where there is a result

    say = phrases(result.lang)
    if isinstance(result, IKMResult):
        parts: list[tuple[tuple[str, ...], Iterable[ElementResult]]] = [((), result.elements)]
        first: tuple[str, ...] = ()
    else:
        parts = [((one.unit,), () if one.result is None else one.result.elements) for one in result.units]
        first = (say["unit"],)
    levels = sorted({level for _, elements in parts for one in elements for level in one.counts}, key=Fraction)
    shown = phrases(result.lang, "output")
    head = (
        *first, say["code"], say["element"], say["total"], say["filled"], say["blank"],
        *(shown["answers"].format(level=_level(level, result.lang)) for level in levels),
        say["nrr"], say["nrr_weighted"], say["ikm"], say["mutu"], say["kinerja"],
    )  # fmt: skip
    rows: list[Iterable[Cell]] = [list(head)]
    for unit, elements in parts:
        rows += [[*unit, *_cells(one, levels)] for one in elements] or [[*unit, *[None] * (len(head) - len(unit))]]
    return csv_bytes(rows, result.lang)


def csv_bytes(rows: Iterable[Iterable[Cell]], lang: Language) -> bytes:
    """Write rows as a spreadsheet of a language opens them."""
    separator = SEPARATORS[lang]
    lines = (separator.join(_written(cell, lang) for cell in row) for row in rows)
    return codecs.BOM_UTF8 + "".join(f"{line}\r\n" for line in lines).encode()


def _cells(element: ElementResult, levels: Sequence[str]) -> list[Cell]:
    total = Fraction(element.nrr_exact) * element.filled
    return [
        element.code, element.name, (total, 0 if total.denominator == 1 else 2), element.filled, element.blank,
        *(element.counts.get(level, 0) for level in levels),
        (Fraction(element.nrr_exact), 3), (Fraction(element.nrr_weighted_exact), 3), (Fraction(str(element.ikm)), 2),
        element.mutu, element.kinerja,
    ]  # fmt: skip


def _level(level: str, lang: Language) -> str:
    """Write a level: an average of several questions as the decimal it is, or as the fraction."""
    exact = Fraction(level)
    decimals = next((n for n in range(3) if (exact * 10**n).denominator == 1), None)
    return level if decimals is None else _figure(exact, decimals, lang)


def _figure(exact: Fraction, decimals: int, lang: Language) -> str:
    text = f"{round_half_up(exact, decimals):.{decimals}f}"
    return text.replace(".", ",") if lang == "id" else text


def _written(cell: Cell, lang: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, tuple):
        return _figure(*cell, lang)
    text = _FORMULA.sub(r"\1'\2", display(cell, _LONGEST)).replace('"', '""')
    return f'"{text}"'
