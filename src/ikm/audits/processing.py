"""The processing sheet: where in a workbook the answers stand, and the rows that close them.

The customary sheet has a heading with U1 … U9 (or 1 … 9), a row for each respondent with the scores, and below them
rows for the sum of scores, the mean (NRR), the weighted mean with its total beside it, and the IKM.  Rows are known by
what is written before their figures and by how great these are (``data/sheets.toml``), the heading by its codes.

>>> from ikm.audits.expressions import CellGrid
>>> from ikm.audits.processing import processing_of
>>> head = {(1, place + 1): f"U{place}" for place in range(1, 10)}
>>> answers = {(row, place + 1): 3 for row in (2, 3, 4) for place in range(1, 10)}
>>> closing = {(5, 1): "NRR / Unsur", **{(5, place + 1): 3 for place in range(1, 10)}, (6, 1): "IKM", (6, 11): 75}
>>> sheet = processing_of(CellGrid({**head, **answers, **closing}), 6, 11)
>>> sheet.answers, sheet.columns[0], sheet.rows, sheet.cells
((2, 4), (2, 'U1'), {'mean': 5}, {'index': (6, 11)})
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.audits.expressions import number_in
from ikm.audits.grades import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ikm.audits.expressions import CellGrid

__all__ = ["SCORES", "ProcessingSheet", "bare_name", "figure_at", "is_empty", "named_element", "processing_of", "written_in"]

_HEADED_WITHIN = 60
"""Rows in which the heading is looked for."""

_FEWEST = 4
"""Elements a sheet has at least."""

SCORES = range(1, 5)
"""The answers of the regulation."""

_LIKE_SCORES = range(11)
"""What may have been meant as an answer: more is no score of any scale."""

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

_WRITTEN = re.compile(r"(?:^|[:=])\s*(\d{1,3}(?:[.,]\d+)?)\s*%?\s*$", re.ASCII)

Column = tuple[int, str]
"""The column of an element, and its code."""


@dataclass(frozen=True, slots=True)
class ProcessingSheet:
    """Where things stand in a processing sheet, rows and columns from 1.

    Parameters
    ----------
    header : int
        The row of the heading.
    columns : tuple
        Each column of an element with its code.
    answers : tuple of int
        The first and the last row of a respondent.
    rows : mapping
        The closing rows by what they hold of each element: ``sum``, ``mean``, ``weighted``, ``converted``, ``weight``,
        ``grade``.
    cells : mapping
        The row and column of what is one for the whole: ``index``, ``total`` (of the weighted means), ``weight``,
        ``grade``.
    """

    header: int
    columns: tuple[Column, ...]
    answers: tuple[int, int]
    rows: Mapping[str, int]
    cells: Mapping[str, tuple[int, int]]


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


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("sheets.toml").read_text(encoding="utf-8"))


@cache
def _patterns(part: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _data()[part].items()}


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
        for one in _data()[part]
    )


def named_element(words: str) -> str | None:
    """Tell which of the elements that are often swapped some words name; None where none, or both.

    >>> named_element("Penanganan Pengaduan, Saran dan Masukan"), named_element("Sarana dan Prasarana")
    ('pengaduan', 'sarana')
    """
    met = [key for key, pattern in _patterns("words").items() if pattern.search(words.casefold())]
    return met[0] if len(met) == 1 else None


def written_in(cell: object) -> str | None:
    """Give the number that is written in a text, alone or at its end; None where there is none.

    >>> written_in("74,28"), written_in("IKM Unit Pelayanan : 74,28"), written_in("IKM 25,00 - 64,99")
    ('74,28', '74,28', None)
    """
    found = _WRITTEN.search(cell) if isinstance(cell, str) else None
    return found[1] if found else None


def bare_name(text: str) -> str:
    """Take the code away from the name of an element; a number names none.

    >>> bare_name("U.4 - Biaya"), bare_name("Biaya"), bare_name("U4"), bare_name("3")
    ('Biaya', 'Biaya', '', '')
    """
    found = _patterns("heading")["code"].match(text.casefold())
    bare = text[found.end() if found else 0 :].strip(" .:=-–\t\n")
    return "" if _patterns("heading")["number"].match(bare) else bare


def is_empty(cell: object) -> bool:
    """Tell whether nothing stands in a cell, or a mark for nothing.

    >>> is_empty(None), is_empty(" - "), is_empty(0), is_empty("x")
    (True, True, False, False)
    """
    return cell is None or (isinstance(cell, str) and _patterns("cells")["blank"].match(cell) is not None)


def figure_at(grid: CellGrid, row: int, column: int) -> Fraction | None:
    """Give the figure of a cell: what its formula comes to, else what is stored there, else what is written."""
    for number in (grid.value(row, column), grid.stored(row, column)):
        if number is not None:
            return number
    written = None if grid.is_formula(row, column) else written_in(grid.cell(row, column))
    return None if written is None else Fraction(written.replace(",", "."))


def processing_of(grid: CellGrid, height: int, width: int) -> ProcessingSheet | None:
    """Find the processing sheet in a grid; None where there is none.

    Parameters
    ----------
    grid : CellGrid
        The cells.
    height, width : int
        How many rows and columns there are.
    """
    for row in range(1, min(height, _HEADED_WITHIN) + 1):
        columns = _heading(grid, row, width)
        if columns:
            break
    else:
        return None
    answered = [at for at in range(row + 1, height + 1) if _is_answered(grid, at, columns)]
    lines = list(_lines(grid, row, height, columns, answered))
    rows = _rows(lines, columns)
    cells = _cells(lines, rows, columns)
    end = min([at for kind, at in rows.items() if kind != "weight"] or [at for at, _ in cells.values()] or [height + 1])
    answered = [at for at in answered if at < end]
    if not answered:
        return None
    _beside(grid, rows, cells, columns)
    _graded(grid, (answered[-1], height), columns, rows, cells)
    return ProcessingSheet(row, columns, (answered[0], answered[-1]), rows, cells)


def _heading(grid: CellGrid, row: int, width: int) -> tuple[Column, ...]:
    """Read a row as the heading: codes, or whole numbers that count from 1 beyond the scale of answers.

    A code that stands there twice begins a legend beside the table.
    """
    codes: dict[str, int] = {}
    counted: list[int] = []
    heading = _patterns("heading")
    for column in range(1, width + 1):
        cell = grid.cell(row, column)
        text = cell.casefold() if isinstance(cell, str) else str(cell)
        if found := heading["code"].match(text):
            codes.setdefault(f"U{int(found[1])}", column)
        elif (found := heading["number"].match(text)) and int(found[1]) == len(counted) + 1:
            counted.append(column)
    if len(codes) >= _FEWEST:
        return tuple((column, code) for code, column in codes.items())
    counted = [column for column in counted if not _numbers(grid, row, column)]
    return tuple((column, f"U{place}") for place, column in enumerate(counted, 1)) if len(counted) > SCORES[-1] else ()


def _numbers(grid: CellGrid, header: int, column: int) -> bool:
    """Tell whether a column numbers the respondents."""
    first = [number_in(grid.cell(header + step, column)) for step in range(1, SCORES[-1] + 2)]
    return first == [*range(1, SCORES[-1] + 2)]


def _is_answered(grid: CellGrid, row: int, columns: Sequence[Column]) -> bool:
    """Tell whether a row holds answers, right or wrong: whole numbers, typed or from elsewhere.

    Numbers that count on from column to column belong to the heading.
    """
    cells = [_score_at(grid, row, column) for column, _ in columns]
    filled = [column for column, _ in columns if not is_empty(grid.cell(row, column))]
    like = [one for one in cells if one is not None and one in _LIKE_SCORES]
    counts_on = len(columns) > _FEWEST and all(
        left is not None and right == left + 1 for left, right in zip(cells, cells[1:], strict=False)
    )
    return bool(like) and 2 * len(like) >= len(filled) and not counts_on


def _score_at(grid: CellGrid, row: int, column: int) -> Fraction | None:
    """Give what may be meant as an answer: a number, written as text too; of a formula what it takes from elsewhere."""
    if grid.is_formula(row, column):
        return grid.stored(row, column) if grid.value(row, column) is None else None
    return figure_at(grid, row, column)


def _lines(
    grid: CellGrid, header: int, height: int, columns: Sequence[Column], answered: Sequence[int]
) -> Iterator[_Line]:
    """Give the rows below the heading that have words and figures behind them."""
    last, known = columns[-1][0], [*_kinds("row"), *_kinds("cell")]
    for row in range(header + 1, height + 1):
        label = next((at for at in range(1, last + 1) if _is_words(grid, row, at)), None)
        if label is None:
            continue
        texts = [grid.cell(row, at) for at in range(label, last + 1) if _is_words(grid, row, at)]
        words = " ".join(" ".join(texts).casefold().split())
        if not any(kind.says(words) for kind in known):
            continue
        reach = [at for at in range(label + 1, last + _UNITS + 1) if _is_figure(grid, row, at)]
        reach = reach or [label] * (written_in(grid.cell(row, label)) is not None)
        figures = {at: figure_at(grid, row, at) for at in reach}
        yield _Line(row, words, figures, sum(at < row for at in answered))


def _is_words(grid: CellGrid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return isinstance(cell, str) and not is_empty(cell) and not _is_figure(grid, row, column)


def _is_figure(grid: CellGrid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return grid.is_formula(row, column) or number_in(cell) is not None or written_in(cell) == str(cell).strip(" %")


def _of_elements(line: _Line, columns: Sequence[Column]) -> list[int]:
    return [column for column, _ in columns if column in line.figures]


def _rows(lines: Sequence[_Line], columns: Sequence[Column]) -> dict[str, int]:
    """Find the closing rows that have a figure for each element, the surest words first."""
    rows: dict[str, int] = {}
    for kind in _kinds("row"):
        for line in lines:
            if kind.kind not in rows and line.row not in rows.values() and _is_row(line, kind, columns):
                rows[kind.kind] = line.row
    return dict(sorted(rows.items(), key=lambda one: one[1]))


def _is_row(line: _Line, kind: _Kind, columns: Sequence[Column]) -> bool:
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


def _cells(lines: Sequence[_Line], rows: Mapping[str, int], columns: Sequence[Column]) -> dict[str, tuple[int, int]]:
    """Find what is one for the whole, in rows that have no figure for each element."""
    cells: dict[str, tuple[int, int]] = {}
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
    grid: CellGrid, rows: Mapping[str, int], cells: dict[str, tuple[int, int]], columns: Sequence[Column]
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
        beyond = [at for at in range(last + 1, last + _UNITS + 1) if _is_figure(grid, row, at)]
        if beyond and (row, beyond[0]) not in cells.values():
            cells["total"] = (row, beyond[0])
    if "index" not in cells:
        cells |= _named_beside(grid, last)


def _named_beside(grid: CellGrid, last: int) -> dict[str, tuple[int, int]]:
    """Find the index beside or below its name, in a cell right of the table."""
    kind = _kinds("cell")[0]
    for (row, column), text in grid.texts():
        if column <= last or not kind.says(text.casefold()):
            continue
        for at in [*((row, column + step) for step in range(1, _BESIDE + 1)), (row + 1, column), (row + 2, column)]:
            figure = figure_at(grid, *at)
            if figure is not None and kind.holds(figure, 1):
                return {kind.kind: at}
    return {}


def _graded(
    grid: CellGrid,
    span: tuple[int, int],
    columns: Sequence[Column],
    rows: dict[str, int],
    cells: dict[str, tuple[int, int]],
) -> None:
    """Add the grades: those of the elements where most have one, that of the index where it is one, or stands beyond."""
    whole: list[tuple[int, int, str | None]] = []
    for row in range(span[0] + 1, span[1] + 1):
        label = next((at for at in range(1, columns[-1][0] + _UNITS) if _is_graded(grid, row, at)), None)
        if label is None:
            continue
        found = {at: grade for at in range(label + 1, label + _UNITS) if (grade := _grade_at(grid, row, at))}
        inside = [column for column, _ in columns if column in found]
        if 2 * len(inside) >= len(columns):
            rows.setdefault("grade", row)
            found = {at: grade for at, grade in found.items() if at > columns[-1][0]}
        elif not found and (grade := _grade_at(grid, row, label)):
            found = {label: grade}
        if len(set(found.values())) == 1:
            whole.append((row, min(found), found[min(found)]))
    if whole and len({grade for _, _, grade in whole}) < _LEGEND:
        cells["grade"] = whole[0][:2]


def _is_graded(grid: CellGrid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return isinstance(cell, str) and _patterns("cells")["grade"].search(cell.casefold()) is not None


def _grade_at(grid: CellGrid, row: int, column: int) -> str | None:
    """Read the grade in a cell, behind a colon where there is one; None where there is none."""
    text = grid.text(row, column)
    if text is None:
        return None
    bare = text.rpartition(":")[2] if _is_graded(grid, row, column) else text
    return letter_of(bare) if len(bare.strip()) <= _SHORT and not re.search(r"\d", bare) else None
