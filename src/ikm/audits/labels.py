"""Labels: what is written in the cells of a processing sheet, and the numbers in it.

The words that are known stand in ``data/sheets.toml``.

>>> from ikm.audits.labels import bare_name, is_empty, named_element, written_in
>>> written_in("74,28"), written_in("IKM Unit Pelayanan : 74,28"), written_in("IKM 25,00 - 64,99")
('74,28', '74,28', None)
>>> bare_name("U.4 - Biaya"), bare_name("Biaya"), bare_name("U4"), bare_name("3")
('Biaya', 'Biaya', '', '')
"""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.audits.expressions import number_in

if TYPE_CHECKING:
    from ikm.audits.expressions import CellGrid

__all__ = [
    "bare_name", "figure_at", "is_empty", "is_figure", "is_words", "kinds_in", "named_element", "patterns",
    "written_in",
]  # fmt: skip

_WRITTEN = re.compile(r"(?:^|[:=])\s*(\d{1,3}(?:[.,]\d+)?)\s*%?\s*$", re.ASCII)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("sheets.toml").read_text(encoding="utf-8"))


@cache
def patterns(part: str) -> dict[str, re.Pattern[str]]:
    """Give the patterns of a part, by their names."""
    return {name: re.compile(pattern) for name, pattern in _data()[part].items()}


def kinds_in(part: str) -> list[dict[str, Any]]:
    """Give the kinds of closing rows (``row``), or of single cells (``cell``), as they are written."""
    kinds: list[dict[str, Any]] = _data()[part]
    return kinds


def named_element(words: str) -> str | None:
    """Tell which of the elements that are often swapped some words name; None where none, or both.

    >>> named_element("Penanganan Pengaduan, Saran dan Masukan"), named_element("Sarana dan Prasarana")
    ('pengaduan', 'sarana')
    """
    met = [key for key, pattern in patterns("words").items() if pattern.search(words.casefold())]
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
    found = patterns("heading")["code"].match(text.casefold())
    bare = text[found.end() if found else 0 :].strip(" .:=-–\t\n")
    return "" if patterns("heading")["number"].match(bare) else bare


def is_empty(cell: object) -> bool:
    """Tell whether nothing stands in a cell, or a mark for nothing.

    >>> is_empty(None), is_empty(" - "), is_empty(0), is_empty("x")
    (True, True, False, False)
    """
    return cell is None or (isinstance(cell, str) and patterns("cells")["blank"].match(cell) is not None)


def figure_at(grid: CellGrid, row: int, column: int) -> Fraction | None:
    """Give the figure of a cell: what its formula comes to, else what is stored there, else what is written."""
    for number in (grid.value(row, column), grid.stored(row, column)):
        if number is not None:
            return number
    written = None if grid.is_formula(row, column) else written_in(grid.cell(row, column))
    return None if written is None else Fraction(written.replace(",", "."))


def is_figure(grid: CellGrid, row: int, column: int) -> bool:
    """Tell whether a cell holds a figure: a formula, a number, or a text that is one."""
    cell = grid.cell(row, column)
    return grid.is_formula(row, column) or number_in(cell) is not None or written_in(cell) == str(cell).strip(" %")


def is_words(grid: CellGrid, row: int, column: int) -> bool:
    """Tell whether a cell holds words."""
    cell = grid.cell(row, column)
    return isinstance(cell, str) and not is_empty(cell) and not is_figure(grid, row, column)
