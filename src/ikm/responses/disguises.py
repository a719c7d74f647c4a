"""Disguises: how cells look in a copy that others may see, so that nothing personal is in it and it is read alike.

A copy is to be mended and scored, so a name may not simply be missing: a row with a name and no answers is a person who
did not answer, a blank column under a doubtful heading might be taken for a question, and two rows that differ in the
name alone are not copies.  So the words of such a cell become ``xxx`` and its figures others; cells that are alike stay
alike, those that differ stay different, an address stays an address and a long number a long number.  Words by which
totals, notes and answers are known stay as they are.

Answers, times and recognised profiles are copied: breakdowns need every spelling of a group as it was typed.  What is
an address or a long number there, and an answer that cannot be used and may be somebody's words, is disguised as well.

>>> from ikm.responses.validation import validate
>>> from ikm.sources import Table
>>> head = ["Nama", "No HP", "Persyaratan", "Prosedur", "Waktu"]
>>> sheet = Table.of_rows([head, ["Siti Aminah", "081234567890", 4, 3, 4], ["Jumlah", "", 4, 3, 4]])
>>> disguise = Disguise(sheet, validate(sheet))
>>> [disguise.cell(0, 2, "Siti Aminah"), disguise.cell(1, 2, "081234567890"), disguise.cell(0, 3, "Jumlah")]
['xxxxa xxxxxx', '10000000000', 'Jumlah']
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from ikm.answers import is_blank, is_label, label_key, masked, normalise, vocabulary
from ikm.responses.evidence.people import identity
from ikm.responses.evidence.trials import trial_word
from ikm.responses.rows.looks import comparable
from ikm.responses.rows.names import words_of_tables
from ikm.responses.times.moments import Reader
from ikm.sources import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection

    from ikm.columns import Column
    from ikm.responses.responses import Responses
    from ikm.sources import Cell, CellColumn, Table

__all__ = ["Disguise"]

Kind = Literal["answer", "time", "profile", "other", "personal", "comment"]
"""What a column holds: what is copied as it is, what is looked at cell by cell, and what is disguised throughout."""

_OFTEN = 10
"""What so many rows share is no single person's."""
_LONG = {"personal": 1000, "comment": 1000}
_FEW = 2
"""A legend or a signature fills so few of the columns with answers."""
_LONGEST = 10_000_000
"""A number of so many digits may be somebody's; in a personal column a smaller one already."""
_DIGITS = 8
_SHORTEST, _WIDEST = 3, 30
"""Letters that stand for a word."""
_RUN = re.compile(r"[^\W\d_]+|[0-9]{4,}")
_NUMBER = re.compile(r"[0-9]{4,}")
_CODE = re.compile(r"[A-Za-z]{1,3}[-./ ]?[0-9]{1,6}")
"""The number of a questionnaire: R-012."""
_MARKS = "abcdefghijklmnopqrstuvw"
"""What tells one disguise from another; without x, y and z."""
_DAY = dt.datetime(2000, 1, 1, 8)  # noqa: DTZ001 - a form writes local time
_LAST_DAY = 30_000


class Disguise:
    """The disguises of one sheet.

    Parameters
    ----------
    sheet : Table
        The sheet the responses came from.
    responses : Responses
        What validation made of it.
    """

    def __init__(self, sheet: Table, responses: Responses) -> None:
        self._header = responses.header_row
        self._sheet, self._responses = sheet, responses
        # Of a table with one row an answer the columns that are known are those it was turned into.
        self._own = self._header is not None and not responses.findings.counts["row-long-form"]
        self._headings = {comparable(column.header) for column in responses.columns.columns if column.header}
        self._items = {
            place: (one.columns.columns[place], one.codes)
            for one in responses.indices
            for item in one.columns.elements
            for place in one.columns.columns_of(item)
        }
        self._columns: dict[int, _Disguised] = {}
        self._below, self._under = _below(sheet, responses), _Disguised("personal")

    def cell(self, index: int, number: int, cell: Cell) -> Cell:
        """Give what stands in a copy for a cell.

        Parameters
        ----------
        index : int
            Its column, from 0.
        number : int
            Its row, as the file numbers it.
        cell : cell
            What it holds.
        """
        if is_blank(cell):
            return cell
        if self._header is not None and number <= self._header:
            return _title(cell) if isinstance(cell, str) else cell
        if isinstance(cell, str) and comparable(cell) in self._headings:
            return cell
        if number in self._below:
            return self._under.cell(cell)
        if index not in self._columns:
            self._columns[index] = self._column(index)
        return self._columns[index].cell(cell)

    def _column(self, index: int) -> _Disguised:
        known = self._responses.columns.columns
        if not self._own:
            return _Disguised("other")
        if index >= len(known):
            return _Disguised("personal")
        column, codes = self._items.get(index, (known[index], self._responses.codes))
        cells = self._sheet.columns[index]
        # What is compared with the answers is read as they are.
        kind = "answer" if index in self._responses.columns.compared else _kind(column)
        kept: Collection[Cell] = ()
        if kind in {"answer", "other"}:
            kept = {cells.cells[place] for place, times in cells.counts().items() if times >= _OFTEN}
        if kind == "answer":
            kept = {*kept, *self._usable(codes.get(column.key or ""), cells)}
        return _Disguised(kind, kept)

    def _usable(self, codes: bytes | None, cells: CellColumn) -> set[Cell]:
        """Find the texts that may be somebody's words and are answers all the same, by the form's own labels."""
        doubtful = {cell for cell in cells.cells if isinstance(cell, str) and masked(cell)}
        if codes is None or not doubtful:
            return set()
        counted = {row for row, code in zip(self._responses.rows, codes, strict=True) if code}
        return {
            cell
            for number, cell in zip(self._sheet.numbers, cells, strict=True)
            if isinstance(cell, str) and cell in doubtful and number in counted
        }


def _below(sheet: Table, responses: Responses) -> set[int]:
    """Give the rows below the last respondent that hold no answers: whoever signed stands there, in any column."""
    last = max([0, *responses.rows[-1:], *(rows[-1] for rows in responses.left_out.values() if rows)])
    asked = responses.columns.of_role("element")
    found = set()
    for place in range(len(sheet) - 1, -1, -1):
        if sheet.numbers[place] <= last or responses.header_row is None:
            break
        row = sheet.rows[place]
        if sum(i < len(row) and not is_blank(row[i]) for i in asked) <= _FEW:
            found.add(sheet.numbers[place])
    return found


def _kind(column: Column) -> Kind:
    if column.role == "element":
        return "answer"
    if column.role == "timestamp":
        return "time"
    if column.role in {"profile", "personal", "comment"}:
        return column.role
    return "other"


class _Disguised:
    """One column: which of its cells stay as they are, and what stands for the others."""

    def __init__(self, kind: Kind, kept: Collection[Cell] = ()) -> None:
        self._kind, self._kept = kind, kept
        self._known = words_of_tables() if kind in {"personal", "comment"} else _words()
        self._reader = Reader()
        self._numbers: dict[object, int] = {}
        self._made: dict[object, Cell] = {}

    def cell(self, cell: Cell) -> Cell:
        key = (type(cell), cell)
        if key not in self._made:
            self._made[key] = self._disguised(cell)
        return self._made[key]

    def _disguised(self, cell: Cell) -> Cell:
        if isinstance(cell, str):
            return cell if self._stays(cell) else self._text(cell)
        if isinstance(cell, bool):
            return cell
        if isinstance(cell, (int, float)):
            return self._number(cell)
        if isinstance(cell, Unreadable):
            shown = cell.text or cell.kind
            return cell if cell.kind == "error" or self._stays(shown) else Unreadable(cell.kind, self._text(shown))
        return self._date(cell) if self._kind in {"personal", "comment"} else cell

    def _stays(self, text: str) -> bool:
        if trial_word(text) is not None:
            return True
        if self._kind == "profile":
            return not _reveals(text)
        if self._kind == "answer":
            return text in self._kept or not masked(text)
        if self._kind in {"time", "other"} and self._reader.moment(text).day.kind != "unread":
            return True
        known = text in self._kept or is_label(label_key(text)) or _CODE.fullmatch(text) is not None
        return self._kind == "other" and known

    def _place(self, key: object) -> int:
        return self._numbers.setdefault(key, len(self._numbers))

    def _text(self, text: str) -> str:
        who = identity(text)
        place = self._place(text if who is None else who)
        if who is not None:
            return f"orang{place}@disamarkan.invalid" if "@" in text else str(10 ** (len(who) - 1) + place)
        left = [_mark(place)]

        def hidden(found: re.Match[str]) -> str:
            run, begins = found[0], not found.string[: found.start()].strip()
            if normalise(run) in self._known and (begins or self._kind != "comment"):
                return run
            if run.isdigit():
                left.clear()
                return str(10 ** (len(run) - 1) + place)
            return "x" * min(max(len(run), _SHORTEST), _WIDEST) + (left.pop() if left else "")

        return _RUN.sub(hidden, text)

    def _number(self, value: float) -> float:
        if abs(value) < _LONG.get(self._kind, _LONGEST):
            return value
        if self._kind == "time" and self._reader.moment(value).day.kind != "unread":
            return value
        who = identity(value)
        size = len(f"{abs(value):.0f}")
        return type(value)(10 ** (size - 1) + self._place(value if who is None else who))

    def _date(self, value: dt.date | dt.time | None) -> Cell:
        if isinstance(value, dt.time) or value is None:
            return value
        moment = _DAY + dt.timedelta(days=self._place(value) % _LAST_DAY)
        return moment if isinstance(value, dt.datetime) else moment.date()


@cache
def _words() -> frozenset[str]:
    """Give the words that name nobody: of tables of results, of answers."""
    return words_of_tables() | vocabulary() | {"ya", "tidak", "ada", "yes", "no", "belum", "sudah", "pernah"}


def _reveals(text: str) -> bool:
    return "@" in text or sum(map(str.isdigit, text)) >= _DIGITS


def _title(text: str) -> str:
    """Write a heading or a title: as it is but for what leads to a person."""
    if "@" in text:
        return re.sub(r"\S+@\S+", "orang@disamarkan.invalid", text)
    return text if identity(text) is None else _NUMBER.sub(lambda found: "9" * len(found[0]), text)


def _mark(place: int) -> str:
    """Write a place in letters, so that two disguises differ."""
    text = ""
    while True:
        place, rest = divmod(place, len(_MARKS))
        text = _MARKS[rest] + text
        if not place:
            return text
        place -= 1
