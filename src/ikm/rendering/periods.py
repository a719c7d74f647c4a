r"""The table of periods as CSV: one row a period, written as `ikm.rendering.elements` writes the elements.

>>> import ikm
>>> from ikm.rendering.periods import period_csv
>>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}, targets={"2023": 81})
>>> print(period_csv(trend)[3:].decode().splitlines()[2].partition(";81,62")[0])
"2023";136;83,86;"B";"Baik";1,62;81,00;"tercapai";""
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.elements import csv_bytes
from ikm.reports import ReportTable, trend_chapter

if TYPE_CHECKING:
    from ikm.comparisons import Comparison, PeriodResult
    from ikm.rendering.elements import Cell
    from ikm.reports import Entry

__all__ = ["period_csv"]


def period_csv(comparison: Comparison) -> bytes:
    """Write the table of periods; behind it the converted value of each element.

    Parameters
    ----------
    comparison : Comparison
        The periods.  A period to come has its target alone.
    """
    tables = [block for block in trend_chapter(comparison).blocks if isinstance(block, ReportTable)]
    named = {one.key: f"{one.code} {one.name}" for period in comparison.periods for one in period.elements}
    rows: list[list[Cell]] = [[*(head.heading for head in tables[0].columns), *named.values()]]
    held: list[PeriodResult | None] = [*comparison.periods, *[None] * len(comparison.targets)]
    for row, period in zip(tables[0].rows, held, strict=True):
        elements = [None if period is None else period.element(key) for key in named]
        rows.append(
            [*map(_cell, row.cells), *(None if one is None else (Fraction(str(one.ikm)), 2) for one in elements)]
        )
    return csv_bytes(rows, comparison.lang)


def _cell(entry: Entry) -> Cell:
    """Give a number as one; what is not known as nothing."""
    if entry.value is not None:
        return entry.value, entry.decimals
    return None if entry.text == "–" else entry.text
