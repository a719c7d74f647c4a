"""Closing rows: which row of a processing sheet holds what, known by its words and by how great its figures are.

Offices call the same row by many names, and two rows by one ("NRR"), so both count: a row is of the first kind of
``data/sheets.toml`` whose words stand before its figures and whose bounds the middle one lies between.

>>> from ikm.audits.closing import closing_of
>>> from ikm.audits.expressions import CellGrid
>>> figures = {3: 3, 4: "=B3/9"}
>>> cells = {(row, place): figure for row, figure in figures.items() for place in range(2, 11)}
>>> grid = CellGrid({**cells, (3, 1): "Rata - rata", (4, 1): "NRR", (5, 1): "IKM", (5, 2): 75, (6, 1): "Mutu : C"})
>>> columns = [(place, f"U{place - 1}") for place in range(2, 11)]
>>> closing_of(grid, columns, answered=[2], span=(1, 6))
({'mean': 3, 'weighted': 4}, {'index': (5, 2), 'grade': (6, 1)})
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ikm.audits.grades import letter_of
from ikm.audits.labels import figure_at, is_figure, is_words, kinds_in, patterns, written_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ikm.audits.expressions import CellGrid

__all__ = ["Place", "closing_of"]

_UNITS = 60
"""Columns beyond the elements in which totals are looked for."""

_BESIDE = 3
"""Columns in which the figure of a label beside the table stands."""

_INDEX, _TOTAL, _FACTOR = (20, 100), (1, 5), 25
"""What an index and a sum of weighted means lie between, and the factor that stands between the two."""

_SHORT = 25
"""Letters: no grade is longer in words."""

_LEGEND = 3
"""Different grades, one below the other, that tell what grades there are."""

Place = tuple[int, int]
"""A row and a column, from 1."""


class _Kind(NamedTuple):
    """What a closing row may be, and how it is known."""

    kind: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    between: tuple[Fraction, Fraction] | None
    share: bool
    whole: bool | None

    def says(self, words: str) -> bool:
        return self.words.search(words) is not None and (self.unless is None or self.unless.search(words) is None)

    def holds(self, figure: Fraction, elements: int) -> bool:
        """Tell whether a figure is as great as those of this kind are."""
        low, high = self.between or (figure, figure)
        return low <= (figure * elements if self.share else figure) <= high


class _Line(NamedTuple):
    """A row with words before its figures; a figure that is not known is None."""

    row: int
    words: str
    figures: Mapping[int, Fraction | None]
    above: int
    """Rows of respondents above it."""


def closing_of(
    grid: CellGrid, columns: Sequence[tuple[int, str]], answered: Sequence[int], span: tuple[int, int]
) -> tuple[dict[str, int], dict[str, Place]]:
    """Find the closing rows, and the cells that hold what is one for the whole.

    Parameters
    ----------
    grid : CellGrid
        The cells.
    columns : sequence
        Each column of an element with its code.
    answered : sequence of int
        The rows that look like answers; a typed row of closing figures may be among them.
    span : tuple of int
        The row of the heading, and the last one.
    """
    lines = sorted(_lines(grid, span, columns, answered), key=lambda line: line.row in answered)
    rows = _rows(lines, columns)
    cells = _cells(lines, rows, columns)
    first = first_of(rows, cells) or span[1]
    _beside(grid, rows, cells, columns)
    _graded(grid, range(first, span[1] + 1), columns, rows, cells)
    return rows, cells


def first_of(rows: Mapping[str, int], cells: Mapping[str, Place]) -> int | None:
    """Give the first row below the answers; weights may stand above them."""
    below = [row for kind, row in rows.items() if kind != "weight"] or [row for row, _ in cells.values()]
    return min(below, default=None)


@cache
def _kinds(part: str) -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            one["kind"],
            re.compile(one["words"]),
            re.compile(one["unless"]) if "unless" in one else None,
            (Fraction(str(one["between"][0])), Fraction(str(one["between"][1]))) if "between" in one else None,
            one.get("share", False),
            one.get("whole"),
        )
        for one in kinds_in(part)
    )


def _lines(
    grid: CellGrid, span: tuple[int, int], columns: Sequence[tuple[int, str]], answered: Sequence[int]
) -> Iterator[_Line]:
    """Give the rows below the heading that have words and figures behind them.

    One that looks like answers and stands above others is that of a respondent, whatever the name; one in the midst of
    answers closes a page.
    """
    last, known = columns[-1][0], [*_kinds("row"), *_kinds("cell")]
    for row in range(span[0] + 1, span[1] + 1):
        label = next((at for at in range(1, last + 1) if is_words(grid, row, at)), None)
        if label is None:
            continue
        texts = [grid.cell(row, at) for at in range(label, last + 1) if is_words(grid, row, at)]
        words = " ".join(" ".join(texts).casefold().split())
        if not any(kind.says(words) for kind in known) or _is_count(grid, row, columns):
            continue
        reach = [at for at in range(label + 1, last + _UNITS + 1) if is_figure(grid, row, at)]
        reach = reach or [label] * (written_in(grid.cell(row, label)) is not None)
        figures = {at: figure_at(grid, row, at) for at in reach}
        above, below = sum(at < row for at in answered), sum(at > row for at in answered)
        if not (below and row in answered) and not (above and row + 1 in answered):
            yield _Line(row, words, figures, above)


def _is_count(grid: CellGrid, row: int, columns: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a row counts answers."""
    return any(str(grid.cell(row, column)).upper().startswith("=COUNT") for column, _ in columns)


def _of_elements(line: _Line, columns: Sequence[tuple[int, str]]) -> list[int]:
    return [column for column, _ in columns if column in line.figures]


def _rows(lines: Sequence[_Line], columns: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Find the closing rows that have a figure for each element, the surest words first."""
    rows: dict[str, int] = {}
    for kind in _kinds("row"):
        for line in lines:
            if kind.kind not in rows and line.row not in rows.values() and _is_row(line, kind, columns):
                rows[kind.kind] = line.row
    return dict(sorted(rows.items(), key=lambda one: one[1]))


def _is_row(line: _Line, kind: _Kind, columns: Sequence[tuple[int, str]]) -> bool:
    found = _of_elements(line, columns)
    if 2 * len(found) < len(columns) or not kind.says(line.words) or (kind.kind != "weight" and not line.above):
        return False
    known = sorted(figure for column in found if (figure := line.figures[column]) is not None)
    if not known:
        return True
    middle = known[len(known) // 2]
    if kind.whole is not None and (2 * sum(one.denominator == 1 for one in known) > len(known)) is not kind.whole:
        return False
    if kind.kind == "sum" and middle <= line.above:  # how many gave an answer is less than what their answers add up to
        return False
    return kind.holds(middle, len(columns))


def _cells(lines: Sequence[_Line], rows: Mapping[str, int], columns: Sequence[tuple[int, str]]) -> dict[str, Place]:
    """Find what is one for the whole, in rows that have no figure for each element."""
    cells: dict[str, Place] = {}
    used = {*rows.values()}
    single = [line for line in lines if line.figures and 2 * len(_of_elements(line, columns)) < len(columns)]
    for kind in _kinds("cell"):
        for line in single:
            if kind.kind in cells or line.row in used or not line.above or not kind.says(line.words):
                continue
            known = {column: figure for column, figure in line.figures.items() if figure is not None}
            held = [column for column, figure in known.items() if kind.holds(figure, len(columns))]
            held = held if known else [*line.figures]
            if held:
                at = next((column for column in held if known.get(column) != _FACTOR), held[0])
                cells[kind.kind] = (line.row, at)
                used.add(line.row)
    return cells


def _beside(
    grid: CellGrid, rows: Mapping[str, int], cells: dict[str, Place], columns: Sequence[tuple[int, str]]
) -> None:
    """Add the total and the index that stand beside the rows of the elements, or beside the table with its name."""
    last = columns[-1][0]
    for kind, names, (low, high) in (("total", ("weighted",), _TOTAL), ("index", ("weighted", "converted"), _INDEX)):
        for row in (rows[name] for name in names if name in rows):
            beyond = {at: figure_at(grid, row, at) for at in range(last + 1, last + _UNITS + 1)}
            held = [at for at, figure in beyond.items() if figure is not None and low <= figure <= high]
            if held:
                cells.setdefault(kind, (row, held[0]))
    if "weighted" in rows and "total" not in cells:
        row = rows["weighted"]
        at = next((at for at in range(last + 1, last + _UNITS + 1) if is_figure(grid, row, at)), None)
        if at is not None and (row, at) not in cells.values():
            cells["total"] = (row, at)
    if "index" not in cells:
        cells |= _named_beside(grid, last)


def _named_beside(grid: CellGrid, last: int) -> dict[str, Place]:
    """Find the index behind its name, beside or below it, in a cell right of the table."""
    kind = _kinds("cell")[0]
    for (row, column), text in grid.texts():
        if column <= last or not kind.says(text.casefold()):
            continue
        for at in [*((row, column + step) for step in range(_BESIDE + 1)), (row + 1, column), (row + 2, column)]:
            figure = figure_at(grid, *at)
            if figure is not None and kind.holds(figure, 1):
                return {kind.kind: at}
    return {}


def _graded(
    grid: CellGrid,
    below: range,
    columns: Sequence[tuple[int, str]],
    rows: dict[str, int],
    cells: dict[str, Place],
) -> None:
    """Add the grades: those of the elements, where most have one; that of the index, alone in its row or beyond."""
    last = columns[-1][0]
    whole: list[tuple[Place, str]] = []
    for row in below:
        label = next((at for at in range(1, last + _UNITS + 1) if _is_graded(grid, row, at)), None)
        if label is None:
            continue
        found = {at: grade for at in range(label + 1, last + _UNITS + 1) if (grade := _grade_at(grid, row, at))}
        if 2 * sum(column in found for column, _ in columns) >= len(columns):
            rows.setdefault("grade", row)
            found = {at: grade for at, grade in found.items() if at > last}
        elif not found and (grade := _grade_at(grid, row, label)):
            found = {label: grade}
        if len({*found.values()}) == 1:
            at = min(found)
            whole.append(((row, at), found[at]))
    if whole and len({grade for _, grade in whole}) < _LEGEND:
        cells["grade"] = whole[0][0]


def _is_graded(grid: CellGrid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return isinstance(cell, str) and patterns("cells")["grade"].search(cell.casefold()) is not None


def _grade_at(grid: CellGrid, row: int, column: int) -> str | None:
    """Read the grade in a cell, behind a colon where there is one; None where there is none."""
    text = grid.text(row, column)
    if text is None:
        return None
    bare = text.rpartition(":")[2] if _is_graded(grid, row, column) else text
    return letter_of(bare) if len(bare.strip()) <= _SHORT and not re.search(r"\d", bare) else None
