"""Faults: what is wrong in the cells of a processing sheet, one finding for one cause.

A closing cell is held against the answers above it.  Where the two differ its formula tells why: blanks counted as
zero, a range that ends before the last respondent, another divisor, other cells, a value that was typed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.audits.expressions import areas_of
from ikm.audits.labels import figure_at, is_empty, named_element
from ikm.audits.processing import SCORES
from ikm.audits.rounding import FINE, PrintedNumber
from ikm.audits.wording import figure, listed
from ikm.audits.worksheet import address, bare, closing_cells, rounded
from ikm.findings import Finding, column_letter, display

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.audits.worksheet import Worksheet

__all__ = ["faults_of"]

_ALIKE = Fraction(1, 10**FINE)
_SCALE = 5
"""A total above this is not taken for one by the audit of the table."""

_NEAR = Fraction(5, 100)
"""How far rounded figures may add up from their sum."""

_SHOWN = 4
"""Decimals of what answers come to."""

_OF_WRONG_SUMS = {"audit-cell-answers", "audit-cell-divisor"}
"""What is said of a mean that its sum may be the cause of."""

_LISTED = 6
"""Cells that are named one by one."""


def faults_of(sheet: Worksheet, names: dict[str, str], others: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """Say what is wrong with a sheet.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    names : dict
        The names of its elements, by their codes.
    others : sequence
        The processing sheets that were not looked at: the number and the name of each.
    """
    yield from _no_scores(sheet)
    yield from _stored_otherwise(sheet)
    told: set[int] = set()
    for kind in ("sum", "mean"):
        if kind in sheet.found.rows:
            yield from _held(sheet, kind, sheet.found.rows[kind], told)
    yield from _total(sheet)
    yield from _swapped(sheet, names)
    if others:
        named = listed([f'"{display(title)}"' for _, title in others], _LISTED)
        about = {"chosen": display(sheet.title), "others": named, "candidate": others[0][0]}
        yield Finding("audit-sheets", sheet=sheet.title, details=about)


def _no_scores(sheet: Worksheet) -> Iterator[Finding]:
    """Say which cells hold something else than an answer of 1 to 4."""
    wrong = [
        (row, column)
        for row in sheet.respondents
        for column in sheet.columns
        if sheet.score(row, column) not in SCORES and not is_empty(sheet.grid.cell(row, column))
    ]
    if wrong:
        columns = sorted({column for _, column in wrong})
        cells = [address(row, column) for row, column in wrong]
        row, column = wrong[0]
        yield Finding(
            "audit-cell-score", sheet=sheet.title, row=row, column=column - 1,
            columns=[one - 1 for one in columns], details={"cells": listed(cells, _LISTED), "number": len(cells)},
        )  # fmt: skip


def _total(sheet: Worksheet) -> Iterator[Finding]:
    """Say where the total of the weighted row is on no scale, and is not their sum.

    On the scale of means the audit of the table holds it to its column.
    """
    if "weighted" not in sheet.found.rows or "total" not in sheet.found.cells:
        return
    total = sheet.number(*sheet.found.cells["total"])
    weighted = [sheet.number(sheet.found.rows["weighted"], column) for column in sheet.columns]
    added = sum((one for one in weighted if one is not None), Fraction())
    if total is not None and total > _SCALE and None not in weighted and abs(total - added) > _NEAR:
        yield Finding("audit-total", details={"total": figure(bare(total, _SHOWN)), "sum": figure(bare(added, _SHOWN))})


def _stored_otherwise(sheet: Worksheet) -> Iterator[Finding]:
    """Say where the stored value is not the one the formula comes to."""
    for _, row, columns in closing_cells(sheet):
        wrong: list[tuple[int, Fraction, Fraction]] = []
        for column in columns:
            stored, computed = sheet.grid.stored(row, column), sheet.grid.value(row, column)
            if stored is not None and computed is not None and abs(stored - computed) > _ALIKE:
                wrong.append((column, stored, computed))
        if wrong:
            first, stored, computed = wrong[0]
            about = {"stored": figure(bare(stored)), "computed": figure(bare(computed))}
            formula = sheet.grid.cell(row, first)
            yield sheet.finding("audit-cell-value", row, [one for one, *_ in wrong], formula=formula, **about)


def _held(sheet: Worksheet, kind: str, row: int, told: set[int]) -> Iterator[Finding]:
    """Hold a row of sums or means against the answers above it; one finding for each fault.

    A mean that is made of a wrong sum is not told again.
    """
    faults: dict[str, list[tuple[int, dict[str, object]]]] = {}
    for column in sheet.columns:
        fault = _fault(sheet, kind, row, column)
        if fault is not None and not (fault[0] in _OF_WRONG_SUMS and column in told):
            code, details = fault
            faults.setdefault(code, []).append((column, details))
            told.add(column)
    for code, cells in faults.items():
        yield sheet.finding(code, row, [column for column, _ in cells], **cells[0][1])


def _fault(sheet: Worksheet, kind: str, row: int, column: int) -> tuple[str, dict[str, object]] | None:
    """Say what is wrong with a sum or a mean: the code of the finding, and what its words name."""
    scores, value = sheet.answers(column), figure_at(sheet.grid, row, column)
    if not scores or value is None:
        return None
    right = sum(scores, Fraction()) / (1 if kind == "sum" else len(scores))
    if not sheet.grid.is_formula(row, column):
        typed = PrintedNumber.read(bare(value))
        if typed is None or typed.admits(right):
            return None
        return "audit-cell-typed", {"stored": figure(bare(value)), "computed": figure(bare(right, _SHOWN))}
    formula = sheet.grid.cell(row, column)
    rows = sheet.rows_of(column)
    own = [area for area in areas_of(formula) if area[1] <= column <= area[3]]
    alike = abs(value - right) <= _rounding(formula)
    spans = [(top, bottom) for top, _, bottom, _ in own if bottom > top]
    first, last = min(spans, default=(0, 0))[0], max((bottom for _, bottom in spans), default=0)
    if spans and (first > rows[0] or last < rows[-1]) and (not alike or len(spans) == len(own)):
        span = {"first": first, "last": last, "begin": rows[0], "end": rows[-1]}
        return "audit-cell-rows", {"formula": formula, **span}
    if alike:
        return None
    divided = _divided(sheet, column, formula, value) if kind == "mean" and own and value else None
    about = {"formula": formula, "computed": figure(bare(value, _SHOWN)), "right": figure(bare(right, _SHOWN))}
    return divided or ("audit-cell-answers", about)


def _divided(sheet: Worksheet, column: int, formula: str, mean: Fraction) -> tuple[str, dict[str, object]] | None:
    """Say what a mean was divided by, where it is a number of rows."""
    total, rows, letter = sum(sheet.answers(column), Fraction()), sheet.rows_of(column), column_letter(column - 1)
    whole = round(total / mean)
    if not whole or abs(total / whole - mean) > _rounding(formula):
        return None
    blanks = len(rows) < whole <= len(sheet.respondents)
    about = {"filled": len(rows), "divisor": whole, "right": f"COUNT({letter}{rows[0]}:{letter}{rows[-1]})"}
    return "audit-cell-blank" if blanks else "audit-cell-divisor", {"formula": formula, **about}


def _rounding(formula: str) -> Fraction:
    """Give how far a formula that rounds may be from the exact value."""
    decimals = rounded(formula)
    return _ALIKE if decimals is None else Fraction(1, 2 * 10**decimals)


def _swapped(sheet: Worksheet, names: dict[str, str]) -> Iterator[Finding]:
    """Say where U8 holds facilities and U9 complaints, as in the sample questionnaire."""
    if (named_element(names.get("U8", "")), named_element(names.get("U9", ""))) != ("sarana", "pengaduan"):
        return
    columns = {code: column for column, code in sheet.found.columns}
    yield sheet.finding(
        "audit-cell-swapped", sheet.found.header, [columns["U8"], columns["U9"]],
        first="U8", first_name=names["U8"], second="U9", second_name=names["U9"],
    )  # fmt: skip
