"""Names: what a label beside a row of figures says the row is.

The words stand in ``data/totals.toml``.

>>> from ikm.responses.rows.names import kind_of, number
>>> kind_of("Σ Nilai / Unsur"), kind_of("Total Solusi"), kind_of("Andi")
('sure', 'maybe', None)
>>> number("2,85"), number("Rp4")
(2.85, None)
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ikm.answers import is_blank, is_label, label_key, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.sources import Cell

__all__ = [
    "LABELS", "Beside", "filled", "is_counter", "is_figure", "is_note", "kind_of", "labels_among", "names_option",
    "names_total", "number", "number_text", "shape_of", "words_of_tables",
]  # fmt: skip

_LONGEST = 90
"""A label may quote its formula: "NRR per unsur = jumlah nilai per unsur dibagi jumlah kuesioner yang terisi"."""
LABELS = 20
"""A column with more different texts than this is none of labels and running numbers."""

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_DIGITS, _LETTERS = re.compile(r"[0-9]+"), re.compile(r"[^\W\d_]+")
_SIGNS = frozenset({"Σ", "∑"})
_FORMULA = re.compile(r"\s*[=(:].*", re.DOTALL)
"""What follows a label and explains it: "= jumlah nilai / N", "(1/9)"."""


@cache
def _known(table: str) -> frozenset[str]:
    text = Path(__file__).with_name("data").joinpath("totals.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[table])


@cache
def words_of_tables() -> frozenset[str]:
    """Give every word by which a total, a note or a signature is known.

    >>> {"jumlah", "mengetahui"} <= words_of_tables(), "siti" in words_of_tables()
    (True, False)
    """
    return frozenset(
        word for table in ("sure", "words", "beginnings", "notes") for text in _known(table) for word in text.split()
    )


def filled(cell: Cell) -> bool:
    """Tell whether a cell holds something."""
    return not is_blank(cell)


def number_text(cell: Cell) -> str | None:
    """Write the number of a cell as a text with a decimal point; none where it holds no number."""
    if isinstance(cell, str):
        text = cell.strip()
        return text.replace(",", ".") if len(text) < 40 and _NUMBER.fullmatch(text) else None
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    return repr(int(cell)) if cell == cell // 1 else repr(cell)


def number(cell: Cell) -> float | None:
    """Read the number of a cell."""
    text = number_text(cell)
    return None if text is None else float(text)


def kind_of(text: str) -> Literal["sure", "maybe"] | None:
    """Tell how surely a text names a total, a mean or a reference.

    >>> kind_of("NRR per unsur = jumlah nilai dibagi jumlah kuesioner"), kind_of("2 Total"), kind_of("Kunci")
    ('sure', None, 'sure')
    """
    if len(text) > _LONGEST or text[:1].isdigit():
        return None
    if text.strip() in _SIGNS:
        return "sure"
    words = normalise(text)
    short = normalise(_FORMULA.sub("", text)) or words
    if {words, short} & _known("sure"):
        return "sure"
    begins = any(words == begin or words.startswith(f"{begin} ") for begin in _known("beginnings"))
    if begins and any(" " in said and _of_tables(said) for said in (words, short)):
        return "sure"
    return "maybe" if begins else None


def _of_tables(words: str) -> bool:
    """Tell whether all words belong to tables of results, where figures stand among them."""
    return all(word.isdigit() or word in _known("words") for word in words.split())


def is_note(text: str) -> bool:
    """Tell a text that stands under a table and is no row of it: a remark, a place and date, a signature.

    >>> is_note("Catatan: data sementara"), is_note("Jakarta, 31 Maret 2026"), is_note("Siti Aminah")
    (True, True, False)
    """
    words = normalise(text)
    signed = text.lstrip()[:1] in {"-", "*", "•", "–"} and len(words) > 1
    dated = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    named = any(words == begin or words.startswith(f"{begin} ") for begin in _known("notes"))
    return signed or dated or named or ":" in text or "=" in text or kind_of(text) is not None


def is_counter(heading: str) -> bool:
    """Tell whether a column counts respondents, by its heading."""
    return normalise(heading) in _known("counters")


def names_total(text: str) -> bool:
    """Tell whether a text in a column of times names a total.

    >>> names_total("Jumlah"), names_total("2026-03-02 08:00"), names_total("7")
    (True, False, False)
    """
    return filled(text) and number_text(text) is None and kind_of(text) is not None


def names_option(text: str) -> bool:
    """Tell a text that names an option of the form, as a line that counts its answers does: "Sangat puas", "% Baik".

    >>> names_option("Sangat puas"), names_option("% Puas"), names_option("Andi"), names_option("2026-03-02 08:00")
    (True, True, False, False)
    """
    return not text[:1].isdigit() and len(text) <= _LONGEST and is_label(label_key(text.strip(" %:=()")))


def is_figure(cell: Cell) -> bool:
    """Tell a number, or a share of a hundred written as text.

    >>> is_figure("25,0%"), is_figure(3), is_figure("Puas")
    (True, True, False)
    """
    text = cell.strip().removesuffix("%").rstrip() if isinstance(cell, str) else cell
    return number_text(text) is not None


def _is_words(text: str) -> bool:
    """Tell words from a number, a code or a mark for missing."""
    return sum(map(str.isalpha, text)) > 2 and not any(map(str.isdigit, text))


def shape_of(cell: Cell) -> str:
    """Give how a time or a running number is written: "Responden 12" and "Responden 7" are written alike, "U1" is not.

    >>> shape_of("Responden 12"), shape_of("2026-03-02 08:00"), shape_of(7), shape_of("7")
    ('a #', '#-#-# #:#', 'number', 'number')
    """
    if number_text(cell) is not None:
        return "number"
    return _LETTERS.sub("a", _DIGITS.sub("#", cell.strip())) if isinstance(cell, str) else type(cell).__name__


class Beside:
    """What stands in a column beside the answers: its different texts while they may be labels, and whether numbers do.

    ``settled`` tells that the column holds a text that is no label, or too many, whatever else stands in it.  In a
    column that counts respondents any word is a label: nobody's number is "Kunci".
    """

    def __init__(self, header: str) -> None:
        self.settled = False
        self.counts = is_counter(header)
        self._heading = normalise(header)
        self._texts: set[str] = set()
        self._numbers = False

    def add(self, cell: Cell) -> None:
        """Look at one cell."""
        if self.settled or not filled(cell):
            return
        if not isinstance(cell, str) or number_text(cell) is not None:
            self._numbers = True
        elif cell not in self._texts:
            self._texts.add(cell)
            told = kind_of(cell) is not None or (self.counts and _is_words(cell)) or normalise(cell) == self._heading
            self.settled = not told or len(self._texts) > LABELS

    def labels(self) -> set[str] | None:
        """Give the labels of totals, if the column holds numbers and no text but such labels."""
        if self.settled or not self._numbers:
            return None
        return {text for text in self._texts if normalise(text) != self._heading}


def labels_among(cells: Iterable[Cell], header: str) -> set[str] | None:
    """Give the labels of totals that stand in a column, if it holds nothing else but numbers.

    >>> labels_among([1, 2, "Jumlah"], "No"), labels_among(["SIM", "Jumlah"], "Layanan")
    ({'Jumlah'}, None)
    """
    beside = Beside(header)
    for cell in cells:
        beside.add(cell)
        if beside.settled:
            return None
    return beside.labels()
