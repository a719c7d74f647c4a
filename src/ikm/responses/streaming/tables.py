r"""Tables: one pass through a large CSV file, in which it is decided which row is what.

The header and the columns are found in the first rows, by the same functions as for any sheet
(`ikm.responses.rows.layout`, `ikm.columns`).  Then every block is cut into cells, and each column held as its role
asks: answers and what respondents are by numbered texts, timestamps by numbers, personal data by hashes; of all
others nothing stays.

>>> from ikm.responses.streaming.tables import ColumnTable
>>> data = b"Persyaratan,Prosedur,Waktu\n" + b"4,3,4\n3,3,4\n" * 3
>>> table = ColumnTable(data)
>>> layout, people = table.arrange(mapping={"elements": ("persyaratan", "prosedur", "waktu")})
>>> layout.header_number, len(people), people.answers(0).counts
(1, 6, {'3': 3, '4': 3})
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np

from ikm.answers import is_blank
from ikm.findings import Finding
from ikm.responses.profiles import profile_columns
from ikm.responses.rows.arithmetic import beyond as large
from ikm.responses.rows.headings import second_headings
from ikm.responses.rows.layout import SAMPLED, Layout
from ikm.responses.rows.looks import Look, comparable
from ikm.responses.rows.names import Beside, number
from ikm.responses.rows.recaps import recap
from ikm.responses.rows.shapes import beside
from ikm.responses.rows.totals import closes_plainly
from ikm.responses.streaming.people import PersonColumn
from ikm.responses.streaming.respondents import ColumnRespondents, TextColumn
from ikm.responses.streaming.starts import NotPlain, Start
from ikm.responses.streaming.times import StampColumn
from ikm.responses.streaming.trials import trial_cells
from ikm.sources import Facts, Input, Limits, ending_findings
from ikm.sources.texts import LONGEST_ROW, PADDING, Plan, Quotes, Rows, TextTable, cut, mix, no_room, stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from ikm.columns import ColumnMap
    from ikm.sources import FileSource
    from ikm.sources.texts import Grid

__all__ = ["ColumnTable", "NotPlain"]

_ODD, _TRIALS = 20_000, 1_000_000
"""With more rows of another width, or more trial cells, than this a table is not plain."""


class ColumnTable:
    """A large CSV file, to be read once.

    Parameters
    ----------
    source : path, bytes-like or open binary file
        The file.
    limits : Limits, optional
        The bounds; a refusal names the one exceeded.
    progress : callable, optional
        Called after each block with the rows read, the bytes read, and the bytes of the file.
    name : str
        What to call a source without a name.

    Attributes
    ----------
    facts, findings, sheet
        As of a `RawSheet`; complete after `arrange`.
    """

    sheet = None

    def __init__(
        self,
        source: FileSource,
        limits: Limits | None = None,
        progress: Callable[[int, int, int], None] | None = None,
        name: str = "",
    ) -> None:
        self._source = source
        self._limits = limits or Limits()
        self._progress = progress
        self._name = name
        if self._limits.text < LONGEST_ROW:
            raise NotPlain  # each cell is to be measured
        self.facts = Facts("csv", "", 0, "")
        self.findings: tuple[Finding, ...] = ()

    def arrange(
        self, *, header: int | None = None, mapping: Mapping[str, Any] | None = None, keep: Iterable[str] = ()
    ) -> tuple[Layout, ColumnRespondents]:
        """Read the file: find the header, set apart the rows that are no respondents, hold the others.

        Parameters
        ----------
        header, mapping
            As of `ikm.responses.rows.layout.arrange`.
        keep : iterable of str
            Further columns to hold, by header or letter.

        Raises
        ------
        NotPlain
            When the table is to be read by rows.
        SourceError
            When it exceeds a limit.
        """
        with Input(self._source, name=self._name) as opened:
            table = TextTable(opened, self._limits)
            start = Start(table)
            top, columns = start.header(header, dict(mapping or {}))
            told = _Pass(start, top, columns, profile_columns(columns, keep), self._limits)
            width = len(start.rows[top])
            with closing(table.blocks(width, told.plan())) as blocks:
                for number, block in enumerate(blocks):
                    if not number and isinstance(block, Rows):
                        told.take(*_as_grid(block, width))
                    elif isinstance(block, Rows):
                        raise NotPlain
                    else:
                        told.take(block, block.numbers)
                    if self._progress is not None:
                        self._progress(told.records, opened.size, opened.length or 0)
            if table.findings or table.encoding != "utf-8":
                raise NotPlain
            told.end()
            self.facts = Facts(
                "csv", opened.name, opened.size, opened.sha256, "utf-8", table.delimiter,
                decimal_comma=table.decimal_comma,
            )  # fmt: skip
            self.findings = tuple(ending_findings(opened.name, "csv"))
        return told.layout(), told.respondents()


def _as_grid(block: Rows, width: int) -> tuple[Grid, npt.NDArray[np.int64]]:
    """Cut the rows of the beginning again, as a grid."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(block.rows)
    data = out.getvalue().encode()
    quotes = Quotes(data + bytes(PADDING), len(data))
    grid = cut(quotes, b",", width, 0)
    if grid is None or grid.padded:
        raise NotPlain
    return grid, np.array(block.numbers, np.int64)


class _Pass:
    """What is gathered while the blocks pass."""

    def __init__(self, start: Start, top: int, columns: ColumnMap, kept: Mapping[str, int], limits: Limits) -> None:
        self._head, self._header = start.rows[top], start.numbers[top]
        self._first = start.rows[top + 1 :]
        self._columns, self._limits = columns, limits
        self.records = 0
        roles = {column.index: column.role for column in columns.columns}
        self._asked = [index for index, role in roles.items() if role == "element"]
        self._texts = {index: TextColumn() for index in (*self._asked, *kept.values(), *columns.compared)}
        self._stamp = columns.timestamp
        self._stamps = StampColumn()
        self._people = {index: PersonColumn() for index, role in roles.items() if role == "personal"}
        self._columns_held: list[tuple[int, TextColumn | PersonColumn | StampColumn]] = [
            *self._texts.items(), *self._people.items()
        ]  # fmt: skip
        if self._stamp is not None:
            self._columns_held.append((self._stamp, self._stamps))
        self._beside = {
            column.index: Beside(column.header)
            for column in columns.columns
            if column.role not in {"element", "comment"} and column.index != self._stamp
        }
        if any(role == "timestamp" and index != self._stamp for index, role in roles.items()):
            raise NotPlain  # a total may be named in any of them
        nothing = np.zeros(0, bool)
        self._reasons: dict[int, tuple[npt.NDArray[np.bool_], ...]] = dict.fromkeys(self._asked, (nothing,) * 3)
        self._compared = self._stamp is not None or bool(self._people)
        self._hashes: list[npt.NDArray[np.int64]] = []
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._used: list[npt.NDArray[np.bool_]] = []
        self._trials: list[tuple[int, int, str]] = []
        self._held = 0
        self._odd: list[tuple[int, Sequence[str]]] = []
        self._fates: Counter[str] = Counter()
        self._special: list[Finding] = []
        self._last: tuple[int, list[str]] = (0, [])
        self._second = beside(self._head, self._first, columns)
        self._headings = second_headings(self._first[:SAMPLED], columns)
        if self._headings > 1 or recap(self._head, self._first, columns) is not None:
            raise NotPlain

    def plan(self) -> Plan:
        """Say what will be asked of each block."""
        # The rest is left to the caller's thread: so the two have about as much to do.
        return Plan(tuple(self._texts))

    def take(self, grid: Grid, numbers: npt.NDArray[np.int64]) -> None:
        """Look at a block."""
        self.records = int(numbers[-1])
        if grid.padded:
            raise NotPlain
        self._odd += [(int(numbers[place]) - 1, cells) for place, cells in grid.odd if numbers[place] >= self._header]
        if len(self._odd) > _ODD:
            raise NotPlain
        records = np.delete(numbers, [place for place, _ in grid.odd]) - 1
        if len(records) and records[0] < self._header:
            grid.starts, grid.lengths = (part[:, records >= self._header] for part in (grid.starts, grid.lengths))
            records = records[records >= self._header]
        if len(records):
            self._hold(grid, records)

    def _hold(self, grid: Grid, records: npt.NDArray[np.int64]) -> None:
        """Hold of a block's records what is needed later."""
        for index, column in self._columns_held:
            column.take(grid, index)
        used = self._judge(grid, records)
        if self._compared:
            self._hashes.append(self._row_hashes(grid))
        for index, seen in self._beside.items():
            self._look_beside(grid, index, seen)
        for index in range(len(self._head)):
            if index not in self._texts:
                self._trials += [(self._held + row, index, word) for row, word in trial_cells(grid, index)]
        self._numbers.append((records + 1).astype(np.int32))
        self._used.append(used)
        if len(self._trials) > _TRIALS:
            raise NotPlain
        self._held += len(records)
        self._check_room()

    def _row_hashes(self, grid: Grid) -> npt.NDArray[np.int64]:
        """Hash the rows of a block: equal cells, equal hashes.

        Of a column that is held the number of its text is enough; the others are hashed by their bytes.
        """
        mixed = np.zeros(grid.starts.shape[1], np.uint64)
        for index in range(len(self._head)):
            if index in self._texts:
                word = self._texts[index].last.view(np.uint64)
            elif index == self._stamp:
                word = self._stamps.last.view(np.uint64)
            else:
                word = grid.hashes(index)
            mixed = mix(mixed, word)
        return mixed.view(np.int64)

    def _check_room(self) -> None:
        size = sum(column.size for _, column in self._columns_held) + self._held * (17 if self._compared else 9)
        # What is computed from it at the end takes as much again.
        if 2 * size > self._limits.memory:
            raise no_room(self._limits)

    def _judge(self, grid: Grid, records: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell which records of a block are respondents, and remember why others are not."""
        used = np.ones(len(records), bool)
        blanks, heads, figures = (np.zeros(len(records), np.int64) for _ in range(3))
        doubtful = False
        for index in self._asked:
            reasons = self._reasons_of(index)
            if any(reason.any() for reason in reasons):
                doubtful = True
                ids = self._texts[index].last
                blanks += reasons[0][ids]
                heads += reasons[1][ids]
                figures += reasons[2][ids]
        if 3 * figures.max(initial=0) >= len(self._asked) > 0:
            raise NotPlain  # a row may be computed from others
        looked: list[int] = [] if self._held else [0]
        if doubtful:
            looked += np.flatnonzero((blanks == len(self._asked)) | (2 * heads > len(self._asked))).tolist()
        for row in dict.fromkeys(looked):
            number = int(records[row]) + 1
            cells = grid.row(row)
            first = not self._held and row == 0 and not any(record < number for record, _ in self._odd)
            fate, code = self._look().judge(cells, 0 if first else SAMPLED)
            if fate != "respondent":
                used[row] = False
                self._set_apart(number, fate, code)
        for row in range(len(records) - 1, -1, -1):
            cells = grid.row(row)
            if not all(map(is_blank, cells)):
                self._last = (int(records[row]) + 1, cells)
                break
        return used

    def _set_apart(self, number: int, fate: str, code: str | None, **details: object) -> None:
        self._fates[fate] += 1
        if code is not None:
            self._special.append(Finding(code, row=number, details=details))

    def _look(self) -> Look:
        nothing: frozenset[int] = frozenset()
        asked, head = tuple(self._asked), tuple(self._head)
        return Look(asked, head, nothing, {}, self._headings, 0, only_blanks_beyond=False, csv=True)

    def _reasons_of(self, index: int) -> tuple[npt.NDArray[np.bool_], ...]:
        """Tell of each text of an answer column whether it is blank, the heading again, or too large a number."""
        held = self._reasons[index]
        fresh, heading = self._texts[index].texts[len(held[0]) :], comparable(self._head[index])
        if fresh:
            told = [(is_blank(text), comparable(text) == heading, large(number(text))) for text in fresh]
            held = tuple(np.append(old, new) for old, new in zip(held, zip(*told, strict=True), strict=True))
            self._reasons[index] = held
        return held

    def _look_beside(self, grid: Grid, index: int, seen: Beside) -> None:
        """See whether a column beside the answers could be one of labels and running numbers."""
        if seen.settled:
            return
        if index in self._texts:
            for text in self._texts[index].fresh():
                seen.add(text)
            return
        starts, lengths = grid.starts[index], grid.lengths[index]
        before = grid.others[starts - 1] * (starts > 0)
        numbers = (lengths > 0) & (grid.others[starts + lengths - 1] == before) & (lengths < 40)
        if numbers.any():
            seen.add("0")
        for _, text in grid.texts(index, np.flatnonzero(~numbers & (lengths > 0))):
            seen.add(text)
            if seen.settled:
                break

    def end(self) -> None:
        """Judge what only the end of the file can tell."""
        for _, cells in self._odd:
            for index, seen in self._beside.items():
                if index < len(cells):
                    seen.add(cells[index])
        if any(seen.labels() for seen in self._beside.values()):
            raise NotPlain
        last = max([self._last, *((r + 1, list(c)) for r, c in self._odd if not all(map(is_blank, c)))], default=None)
        if last is None or not last[1] or not closes_plainly(last[1], self._first, self._columns):
            raise NotPlain
        width = len(self._head)
        beyond = [cells[width:] for _, cells in self._odd if len(cells) > width]
        if beyond and all(is_blank(cell) for extra in beyond for cell in extra):
            raise NotPlain
        if any(3 * sum(large(number(c)) for c in cells) >= len(self._asked) > 0 for _, cells in self._odd):
            raise NotPlain
        look = self._look()
        first = int(self._numbers[0][0]) if self._numbers else None
        for record, cells in self._odd:
            place = 0 if (first is None or record + 1 < first) and record == self._odd[0][0] else SAMPLED
            fate, code = look.judge(cells, place)
            if fate == "respondent":
                raise NotPlain
            details = {"cells": len(cells), "width": width} if fate == "refused" else {}
            self._set_apart(record + 1, fate, code, **details)

    def layout(self) -> Layout:
        """Say what every row is."""
        findings = list(self._columns.findings)
        if self._second is not None:
            where = {"row": self._header, "column": self._second, "columns": (self._second,)}
            findings.append(Finding("row-tables-beside", **where))  # type: ignore[arg-type]  # as its fields are
        findings += sorted(self._special, key=lambda finding: finding.row or 0)
        read = max([self._header, *(int(n[-1]) for n in self._numbers[-1:]), *(r + 1 for r, _ in self._odd[-1:])])
        stored = self._held + len(self._odd)
        return Layout(
            columns=self._columns,
            header_number=self._header,
            width=len(self._head),
            respondents=(),
            read=read,
            header=self._header,
            blank=self._fates["blank"] + (read - self._header - stored),
            not_respondents=self._fates["not_respondents"],
            refused=self._fates["refused"],
            findings=tuple(findings),
        )

    def respondents(self) -> ColumnRespondents:
        """Give the rows that are respondents."""
        return ColumnRespondents(
            used=stacked(self._used, np.bool_),
            rows=stacked(self._numbers, np.int32),
            columns=self._texts,
            stamps=self._stamps if self._stamp is not None else None,
            people=self._people,
            hashes=stacked(self._hashes, np.int64) if self._compared else None,
            trials=self._trials,
        )
