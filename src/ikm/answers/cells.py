"""One cell, read as far as it can be read alone: a number, words, a letter, or a fault.

What counts as which is a closed list; ``int()`` and ``float()`` never see a cell's text.

===================  ===============================================================================
accepted             ``4``  ``4.0``  ``4,00``  ``04``  ``4.``  ``(4)``  ``'4``; the numbers 4 and 4.0
                     ``4 - Sangat baik``  ``4. Sangat baik``  ``(4) Sangat baik``  ``4 = Sangat baik``
                     ``Sangat baik (4)``  ``Sangat baik = 4``  ``d``  ``d. Gratis``  ``D) Gratis``
                     ``Nilai 3``  ``Sesuai (skor 3)``  ``3 bintang``  ``3 dari 4``; III and ``Pilihan 3`` with a warning
                     one to four stars; words of a table, alone or as ``Murah / Sesuai``, ``Puas (Satisfied)``
reported, always     ``4_0``  ``1_0``  ``0x4``  ``4e0``  ``+4``  ``4/4``  ``75%``  ``Rp4``  ``3.000``
                     digits of other scripts, superscript and circled ones
                     ``3,5`` (not whole)  ``-1`` (off the scale)  ``3-4``  ``Baik, Cukup`` (two answers)
                     TRUE, dates, error values, formulas without a result; ``-``, ``n/a``, ``tidak diisi``
===================  ===============================================================================

Whether a number is on the scale and what a word scores is decided later, with the whole column
(`ikm.answers.outcomes`).

>>> read("4,0").number, read("d. Gratis").letter, read("d. Gratis").parts
(4, 'd', ('gratis',))
>>> read("4_0").fault, read(True).fault, read("-").fault
('answer-not-a-number', 'answer-boolean', 'answer-missing-token')
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from ikm.answers.forms import form
from ikm.answers.scales import is_label
from ikm.answers.text import label_key, normalise, table, visible

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

__all__ = ["LONGEST", "ROMAN", "CellReading", "no_answer", "read"]

LONGEST = 300
"""Longer texts are no labels and are not looked at."""

_WHOLE = {f"{zero}{n}": n for n in range(101) for zero in ("", "0")[: 2 if n < 10 else 1]}
_STARS = {"★": 1, "⭐": 1, "🌟": 1, "☆": 0}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_LONGEST_COUNT = 40
_SIGNS = frozenset("-\u2013\u2014\u2212_.\u2026?\u00bf!*/\\~=+'\"`,;:()[] \t\n\r")
_KINDS = {
    "error": "answer-cell-error",
    "formula": "answer-formula-no-result",
    "double": "answer-cell-twice",
    "number": "answer-not-a-number",
}


class CellReading(NamedTuple):
    """What one cell says by itself.

    Parameters
    ----------
    number : int, optional
        The score written in it.
    letter : str, optional
        The option letter written in it, lower case.
    parts : tuple of str
        Label keys of its words; several where it gives the same answer in several words ("Murah / Sesuai").
    fault : str, optional
        The finding code, where it is no answer.
    ordinal : bool
        The number only counts the options (III, "Pilihan 3"): it is a reading that is said.
    top : int, optional
        The highest score, where the cell names it ("3 dari 4").

    A blank cell has none of them.
    """

    number: int | None = None
    letter: str | None = None
    parts: tuple[str, ...] = ()
    fault: str | None = None
    ordinal: bool = False
    top: int | None = None

    @property
    def blank(self) -> bool:
        """Nothing stands in the cell."""
        return self.number is None and self.letter is None and not self.parts and self.fault is None


@cache
def _cells() -> Mapping[str, str]:
    """Give the finding code of every text that is no answer (``data/words.toml``)."""
    data: dict[str, list[str]] = table("words")["cells"]
    codes = {"missing": "answer-missing-token", "boolean": "answer-boolean", "error": "answer-cell-error"}
    return {text: codes[name] for name, texts in data.items() for text in texts}


def _numeral(text: str) -> CellReading | None:
    """Read a text that is only a number."""
    if not any("0" <= c <= "9" for c in text):
        return None
    if (bare := form("bare").fullmatch(text)) and bare[1] in _WHOLE:
        return CellReading(number=_WHOLE[bare[1]])
    if form("other number").fullmatch(text):
        return CellReading(fault="answer-off-scale")
    if (fraction := form("fraction").fullmatch(text)) and not text.endswith("000"):
        return CellReading(fault="answer-off-scale" if fraction[0][0] in "-\u2212" else "answer-not-whole")
    return None


def _worded(text: str, own: Container[str]) -> CellReading | None:
    """Read words with the number or letter of their option: "4 - Sangat baik", "d. Gratis", "Sangat baik (4)"."""
    if match := form("before").fullmatch(text):
        mark, sign, words = match.groups()
    elif match := form("after").search(text):
        words, mark, sign = text[: match.start()], match[1], "."
    else:
        return None
    if any("0" <= c <= "9" for c in words) or not any(map(str.isalpha, words)):
        return None
    parts = _alternatives(words, own)
    if not parts:
        return None
    number = _WHOLE.get(mark)
    if number is not None:
        return None if len(parts[0]) < 2 else CellReading(number=number, parts=parts)
    if mark.isalpha() and (sign or parts[0] in own or is_label(parts[0])):
        return CellReading(letter=mark.casefold(), parts=parts)
    return None


def _alternatives(text: str, own: Container[str]) -> tuple[str, ...]:
    """Give the keys of a text's words: one, or several where every part of "Murah / Sesuai" is a label itself."""
    key = label_key(text)
    if key and key not in own and not is_label(key) and form("alternatives").search(text):
        keys = tuple(filter(None, map(label_key, form("alternatives").split(text))))
        if len(keys) > 1 and all(k in own or is_label(k) for k in keys):
            return keys
        key = _without_remark(text, own) or key
    return (key,) if key else ()


def _without_remark(text: str, own: Container[str]) -> str | None:
    """Give the key of a label that a remark in brackets only explains: "Gratis (tanpa pungutan)".

    Forms explain an option to their readers.  A remark that grades ("Sesuai (kurang)") may turn the label round, and
    one with digits may be a score: both are left to a person.
    """
    match = form("remark").fullmatch(text)
    if match is None:
        return None
    key, remark = label_key(match[1]), normalise(match[2])
    words: dict[str, list[str]] = table("words")["remarks"]
    plain = remark in words["known"] or (
        remark.replace(" ", "").isalpha() and not set(remark.split()) & {*words["grading"]}
    )
    return key if plain and (key in own or is_label(key)) and not is_label(label_key(match[2])) else None


def _several(text: str, own: Container[str]) -> bool:
    """Tell whether a cell holds two or more answers."""
    if pair := form("two numbers").fullmatch(text):
        return pair[1] != pair[2] and pair[1] != "0" and pair[2] != "0"
    pieces = [piece.strip() for piece in form("several").split(text) if piece.strip()]
    if not 1 < len(pieces) <= 10:
        return False

    def answer(piece: str) -> bool:
        key = label_key(piece)
        worded = _numeral(piece) or _worded(piece, own)
        return (
            key in own
            or is_label(key)
            or (worded is not None and worded.fault is None and all(k in own or is_label(k) for k in worded.parts))
        )

    return all(map(answer, pieces))


class _Text(NamedTuple):
    """A cell's text without what cannot be seen, its label key, and the questionnaire's labels."""

    text: str
    key: str
    own: Container[str]


def _own_label(cell: _Text) -> CellReading | None:
    return CellReading(parts=(cell.key,)) if cell.key and cell.key in cell.own else None


def no_answer(text: str) -> str | None:
    """Give the finding code of a text that stands in the closed table of texts that are no answer."""
    folded = " ".join(text.casefold().split())
    return _cells().get(folded) or _cells().get(folded.strip(".!?'\"()[] "))


def _no_answer(cell: _Text) -> CellReading | None:
    code = no_answer(cell.text)
    return CellReading(fault=code) if code else None


def _number(cell: _Text) -> CellReading | None:
    return _numeral(cell.text)


def _signs(cell: _Text) -> CellReading | None:
    return CellReading(fault="answer-missing-token") if _SIGNS.issuperset(cell.text) else None


def _foreign(cell: _Text) -> CellReading | None:
    foreign = not cell.text.isascii() and any(not c.isascii() and c.isnumeric() for c in cell.text)
    return CellReading(fault="answer-not-a-number") if foreign else None


def _letter(cell: _Text) -> CellReading | None:
    letter = form("letter").fullmatch(cell.text) if len(cell.text) < 4 else None
    return CellReading(letter=letter[1].casefold()) if letter else None


def _roman(cell: _Text) -> CellReading | None:
    """Read II, III, IV; a single I or V may be an option's letter, and only the column can tell."""
    roman = form("roman").fullmatch(cell.text) if len(cell.text) < 16 else None
    return CellReading(number=ROMAN[roman[1].upper()], ordinal=True) if roman else None


def _counted(cell: _Text) -> CellReading | None:
    """Read a number with its noun: "Nilai 3", "3 bintang", "3 dari 4", "Pilihan 3"."""
    if len(cell.text) > _LONGEST_COUNT or cell.text.isdigit() or not any(map(str.isalpha, cell.text)):
        return None
    if of := form("of").fullmatch(cell.text):
        return CellReading(number=_WHOLE.get(of[1], 0), top=_WHOLE.get(of[2], 0))
    if option := form("option").fullmatch(cell.text):
        return CellReading(number=_WHOLE.get(option[1], 0), ordinal=True)
    match = form("noun first").fullmatch(cell.text) or form("noun last").fullmatch(cell.text)
    return CellReading(number=_WHOLE[match[1]]) if match and match[1] in _WHOLE else None


def _label(cell: _Text) -> CellReading | None:
    return CellReading(parts=(cell.key,)) if cell.key and is_label(cell.key) else None


def _stars(cell: _Text) -> CellReading | None:
    marks = [_STARS[c] for c in cell.text if c in _STARS]
    if not marks or any(c not in _STARS and not c.isspace() for c in cell.text) or marks != sorted(marks, reverse=True):
        return None
    # Hollow stars count the points of the scale, which must then be four.
    return (
        CellReading(number=sum(marks))
        if 0 not in marks or len(marks) == 4
        else CellReading(fault="answer-not-a-number")
    )


def _formula(cell: _Text) -> CellReading | None:
    return CellReading(fault="answer-not-a-number") if cell.text[0] == "=" else None


def _two(cell: _Text) -> CellReading | None:
    return CellReading(fault="answer-two-answers") if _several(cell.text, cell.own) else None


def _date(cell: _Text) -> CellReading | None:
    return CellReading(fault="answer-date") if form("date").fullmatch(cell.text) else None


def _marked(cell: _Text) -> CellReading | None:
    """Read "4 - Sangat baik", "d. Gratis" and the like, with or without an emoji before it."""
    bare = "".join(c for c in cell.text if c.isascii() or unicodedata.category(c)[0] != "S").strip()
    return (_numeral(bare) if bare != cell.text else None) or _worded(bare, cell.own)


def _words(cell: _Text) -> CellReading:
    parts = _alternatives(cell.text, cell.own) or (cell.text,)
    digits = any(c.isdigit() for c in cell.text)
    if digits and sum(c.isalpha() for c in cell.text) < 4:
        return CellReading(fault="answer-not-a-number")
    return CellReading(parts=parts)


_STEPS = (
    _own_label, _no_answer, _number, _signs, _foreign, _letter, _label, _roman, _counted, _stars, _formula, _two, _date,
    _marked,
)  # fmt: skip
"""What a text is tried as, in this order; what is none of them is words, known or not."""


def _read_text(raw: str, own: Container[str]) -> CellReading:
    if len(raw) > LONGEST:
        return CellReading(fault="answer-free-text") if raw.strip() else CellReading()
    text = visible(raw)
    if not text:
        return CellReading()
    cell = _Text(text, label_key(text), own)
    for step in _STEPS:
        if (reading := step(cell)) is not None:
            return reading
    return _words(cell)


def _read_number(value: float) -> CellReading:
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - the only value unequal to itself
        return CellReading(fault="answer-not-a-number")
    if value != (whole := int(value)):
        return CellReading(fault="answer-not-whole" if value > 0 else "answer-off-scale")
    return CellReading(number=whole) if 0 <= whole <= 100 else CellReading(fault="answer-off-scale")


def read(value: object, own: Container[str] = ()) -> CellReading:
    """Read one cell by itself.

    Parameters
    ----------
    value : object
        What the file holds: text, a number, a truth value, a date, nothing, or an object with ``kind`` and ``text``
        that stands for a cell without a value.
    own : container of str
        Keys of the labels the questionnaire declares; they go before everything else.

    Returns
    -------
    CellReading
        What the cell says.
    """
    match value:
        case None:
            return CellReading()
        case str():
            return _read_text(value, own)
        case bool():
            return CellReading(fault="answer-boolean")
        case int() | float():
            return _read_number(value)
        case dt.date() | dt.time() | dt.timedelta() if type(value).__name__ != "NaTType":
            return CellReading(fault="answer-date")
    return _read_other(value, own)


def _read_other(value: object, own: Container[str]) -> CellReading:
    """Read what stands for no value, and the numbers of other libraries."""
    if type(value).__name__ in {"NAType", "NaTType"}:
        return CellReading()
    kind = getattr(value, "kind", None)
    if isinstance(kind, str) and len(kind) > 1:
        return CellReading(fault=_KINDS.get(kind, "answer-cell-error"))
    item = getattr(value, "item", None)
    if callable(item):
        plain = cast("object", item())
        if isinstance(plain, str | int | float | dt.date) or plain is None:
            return read(plain, own)
    return CellReading(fault="answer-not-a-number")
