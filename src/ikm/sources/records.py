"""From the characters of a CSV file to its records, however it is quoted.

The standard library's reader does the work.  It stops at three things: a field longer than its limit (one
setting for the whole process, so ikm leaves it alone), text after a closing quotation mark, and a mark
that is never closed.  That one record is then read by `lenient`, which knows no limit and says what was
odd, and the reader goes on behind it.

Line ends may be CR LF, LF or CR.  A record's number is the one Excel shows.

>>> from ikm.sources.records import Records
>>> records = Records(iter(['a,b\\r\\n"x ""y""\\nz",2\\r', '\\n\\r\\n3\\r\\n']), ",")
>>> list(records.blocks())
[([1, 2, 4], [['a', 'b'], ['x "y"\\nz', '2'], ['3']])]
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ikm.findings import Finding
from ikm.sources.refusals import both, refusal, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.sources.limits import Limits

__all__ = ["BLOCK", "Records", "lenient"]

_CLOSING = re.compile(r'([^"]*(?:""[^"]*)*+)"(?!")')

BLOCK = 4096
"""Rows handed on at a time."""

_LISTED = 20


class Records:
    """The records of one text.

    Parameters
    ----------
    chunks : iterator of str
        The text, in pieces cut anywhere.
    delimiter : str
        The character between cells.
    limits : Limits, optional
        Bounds on rows, columns and the text of a cell.

    Attributes
    ----------
    findings : list of Finding
        What was odd, filled while the records are read.
    """

    def __init__(self, chunks: Iterator[str], delimiter: str, limits: Limits | None = None) -> None:
        from ikm.sources.limits import Limits as Default  # noqa: PLC0415  # only where none is given

        self.findings: list[Finding] = []
        self._limits = limits or Default()
        self._delimiter = delimiter
        self._kept: list[str] = []
        self._lines = self._keeping(_lines(chunks, 16 * self._limits.text))
        self._number = 0

    def blocks(self) -> Iterator[tuple[list[int], list[list[str]]]]:
        """Hand out the records, some thousand at a time, with their numbers; blank ones are left out."""
        numbers: list[int] = []
        rows: list[list[str]] = []
        number = 0
        columns, most = self._limits.columns, self._limits.rows
        for row in self._records():
            number += 1
            self._number = number
            if any(row):
                if len(row) > columns:
                    raise too_large("columns", columns, both(f"baris {number} berisi {len(row)} kolom",
                                                             f"row {number} holds {len(row)} columns"))
                numbers.append(number)
                rows.append(row)
                if len(rows) == BLOCK:
                    yield numbers, rows
                    numbers, rows = [], []
            if number > most:
                raise too_large("rows", most, both("barisnya lebih dari itu", "it holds more rows than that"))
        if rows:
            yield numbers, rows

    def _keeping(self, lines: Iterator[str]) -> Iterator[str]:
        keep = self._kept.append
        for line in lines:
            keep(line)
            yield line

    def _records(self) -> Iterator[list[str]]:
        kept = self._kept
        while True:
            reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
            try:
                for row in reader:
                    kept.clear()
                    yield row
            except csv.Error:
                row = self._odd_record()
                kept.clear()
                yield row
            else:
                return

    def _odd_record(self) -> list[str]:
        number = self._number + 1
        cells, state, rest = lenient("".join(self._kept), self._delimiter)
        size = 0
        while state == "open":
            line = next(self._lines, None)
            if line is None:
                cells.append(rest[1:].replace('""', '"'))
                break
            size += len(line)
            if size > self._limits.text:
                raise refusal("file-quote-open", row=number, column=len(cells))
            rest += line
            # Inside an open quotation only an unpaired mark can close it.
            if '"' in line.replace('""', ""):
                more, state, rest = lenient(rest, self._delimiter)
                cells += more
        if state == "open" or (state == "odd" and len(self._kept) > 1):
            self._add(Finding("file-quote-open", row=number))
        elif state == "odd":
            self._add(Finding("file-quote-odd", row=number))
        longest = max(map(len, cells), default=0)
        if longest > self._limits.text:
            raise too_large("text", self._limits.text, both(f"satu sel di baris {number} berisi {longest} karakter",
                                                            f"a cell of row {number} holds {longest} characters"))
        return cells

    def _add(self, finding: Finding) -> None:
        if finding.severity == "error" or len(self.findings) < _LISTED:
            self.findings.append(finding)


def lenient(text: str, delimiter: str) -> tuple[list[str], str, str]:
    """Read one record as Excel does, whatever its quotation marks.

    Parameters
    ----------
    text : str
        The record, with its line end.
    delimiter : str
        The character between cells.

    Returns
    -------
    tuple
        The cells; ``"closed"``, ``"odd"`` (text follows a closing mark) or ``"open"`` (a mark is never
        closed); and from that open mark on, the text.

    Examples
    --------
    >>> lenient('"a""b",c\r\n', ","), lenient('"a"b,c', ","), lenient('a,"c\n', ",")
    ((['a"b', 'c'], 'closed', ''), (['ab', 'c'], 'odd', ''), (['a'], 'open', '"c\n'))
    """
    cells: list[str] = []
    state, place = "closed", 0
    while True:
        value, after = "", place
        if text.startswith('"', place):
            closing = _CLOSING.match(text, place + 1)
            if closing is None:
                return cells, "open", text[place:]
            value, after = closing[1].replace('""', '"'), closing.end()
        end = text.find(delimiter, after)
        tail = text[after:end] if end >= 0 else text[after:].rstrip("\r\n")
        if after > place and tail:
            state = "odd"
        cells.append(value + tail)
        if end < 0:
            return cells, state, ""
        place = end + 1


def _lines(chunks: Iterator[str], longest: int) -> Iterator[str]:
    rest: list[str] = []
    for chunk in chunks:
        if rest and rest[-1].endswith("\r") and not chunk.startswith("\n"):
            yield from io.StringIO("".join(rest), newline="")
            rest = []
        # A CR at the very end may be half of a CR LF: it waits for the next piece.
        end = max(chunk.rfind("\n"), chunk.rfind("\r", 0, len(chunk) - 1)) + 1
        if end:
            rest.append(chunk[:end])
            yield from io.StringIO("".join(rest), newline="")
            rest = [chunk[end:]] if end < len(chunk) else []
        else:
            rest.append(chunk)
            if sum(map(len, rest)) > longest:
                raise too_large("text", longest // 16, both("satu baris jauh lebih panjang dari itu (karakter)",
                                                            "one line is far longer than that (characters)"))
    yield from io.StringIO("".join(rest), newline="")
