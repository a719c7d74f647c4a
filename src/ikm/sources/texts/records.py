r"""From the characters of a CSV file to its records, however it is quoted.

The standard library's reader does the work.  It stops at three things: a field longer than its limit (one
setting for the whole process, so ikm leaves it alone), text after a closing quotation mark, and a mark
that is never closed.  That one record is then read by `lenient`, which knows no limit and says what was
odd, and the reader goes on behind it.

Line ends may be CR LF, LF or CR.  A record's number is the one Excel shows.

>>> from ikm.sources.texts.records import Records
>>> records = Records(iter(['a,b\r\n"x ""y""\nz",2\r', '\n\r\n3\r\n']), ",")
>>> list(records.blocks())
[(range(1, 3), [['a', 'b'], ['x "y"\nz', '2']]), ([4], [['3']])]
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from typing import TYPE_CHECKING

from ikm.findings import Finding
from ikm.sources.refusals import both, refusal, too_large, too_long, too_many_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.sources.limits import Limits

__all__ = ["BLOCK", "LONGEST_ROW", "Records", "lenient"]

_CLOSING = re.compile(r'([^"]*(?:""[^"]*)*+)"(?!")')

BLOCK = 4096
"""Rows handed on at a time."""

LONGEST_ROW = 100_000
"""Bytes of the longest record that numpy cuts with others; blocks with a longer one are read here."""

_LISTED = 20
_READERS_LONGEST = 131_072
"""The standard library's reader stops at longer cells by itself."""


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
    done : int
        How many records of the file come before the next; whoever reads some by himself adds them.
    ended : bool
        Whether the text is at its end.
    """

    def __init__(self, chunks: Iterator[str], delimiter: str, limits: Limits | None = None) -> None:
        from ikm.sources.limits import Limits as Default  # noqa: PLC0415  # only where none is given

        self.findings: list[Finding] = []
        self.done = 0
        self.ended = False
        self._limits = limits or Default()
        self._delimiter = delimiter
        self._lines = _Lines(chunks, 16 * self._limits.text)
        self._source = io.StringIO()
        self._further = False
        self._ahead = ""
        self._kept: list[str] = []

    def blocks(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Hand out the records, some thousand at a time, with their numbers; blank ones are left out."""
        while not self.ended:
            yield from self.some()

    def some(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Hand out the records of the next piece of the text, of further pieces only what its last one needs."""
        text = self._ahead or self._lines.more()
        self.ended, self._ahead, self._further = text is None, "", False
        self._source = io.StringIO(text, newline="")
        for block in iter(self._block, []):
            if self._further:
                self._ahead, self._source = self._source.read(), io.StringIO()
            first = self.done + 1
            self.done += len(block)
            numbers: Sequence[int] = range(first, self.done + 1)
            self._check(block, first)
            rows = block
            if not all(map(any, block)):
                numbers = [number for number, row in zip(numbers, block, strict=True) if any(row)]
                rows = [row for row in block if any(row)]
            if rows:
                yield numbers, rows

    def give_back(self) -> str:
        """Give back the text behind the last record handed out."""
        text, self._ahead = self._ahead, ""
        return text + self._lines.give_back()

    def _check(self, block: list[list[str]], first: int) -> None:
        columns, most = self._limits.columns, self._limits.rows
        if self._limits.text < _READERS_LONGEST:
            for number, row in enumerate(block, first):
                self._check_text(row, number)
        widest = max(map(len, block))
        if widest > columns:
            raise too_large(
                "columns", columns, both(f"satu baris berisi {widest} kolom", f"a row holds {widest} columns")
            )
        if self.done > most:
            raise too_many_rows(most)

    def _block(self) -> list[list[str]]:
        place = self._source.tell()
        try:
            return list(itertools.islice(self._reader(self._source), BLOCK))
        except csv.Error:
            # Back to where the block began, and through it record by record.
            self._source.seek(place)
            return list(itertools.islice(self._one_by_one(), BLOCK))

    def _reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, strict=True)

    def _one_by_one(self) -> Iterator[list[str]]:
        reader = self._reader(self._keeping())
        for number in itertools.count(self.done + 1):
            self._kept.clear()
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                row = self._odd_record(number)
                reader = self._reader(self._keeping())
            yield row
            if self._further:
                return

    def _keeping(self) -> Iterator[str]:
        while line := next(self._source, "") or (self._kept and self._next_line()):
            self._kept.append(line)
            yield line

    def _next_line(self) -> str:
        """Give the next line of a record that is open, of further text where this one is used up."""
        line = next(self._source, "")
        if not line and (text := self._lines.more()):
            self._source, self._further = io.StringIO(text, newline=""), True
            line = next(self._source, "")
        return line

    def _odd_record(self, number: int) -> list[str]:
        cells, state, rest = lenient("".join(self._kept), self._delimiter)
        parts, size = [rest], 0
        while state == "open":
            line = self._next_line()
            if not line:
                cells.append("".join(parts)[1:].replace('""', '"'))
                break
            size += len(line)
            if size > self._limits.text:
                raise refusal("file-quote-open", row=number, column=len(cells))
            parts.append(line)
            # Inside an open quotation only an unpaired mark can close it.
            if '"' in line.replace('""', ""):
                more, state, rest = lenient("".join(parts), self._delimiter)
                cells += more
                parts = [rest]
        if state == "open" or (state == "odd" and len(self._kept) > 1):
            self._add(Finding("file-quote-open", row=number))
        elif state == "odd":
            self._add(Finding("file-quote-odd", row=number))
        self._check_text(cells, number)
        return cells

    def _check_text(self, cells: list[str], number: int) -> None:
        longest = max(map(len, cells), default=0)
        if longest > self._limits.text:
            raise too_long(self._limits.text, longest, number)

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
    >>> lenient('"a""b",c', ","), lenient('"a"b,c', ","), lenient('a,"c', ",")
    ((['a"b', 'c'], 'closed', ''), (['ab', 'c'], 'odd', ''), (['a'], 'open', '"c'))
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


class _Lines:
    """The text, cut at line ends."""

    def __init__(self, chunks: Iterator[str], longest: int) -> None:
        self._chunks = chunks
        self._longest = longest
        self._rest: list[str] = []

    def more(self) -> str | None:
        """Give the next whole lines; none at the end."""
        for chunk in self._chunks:
            # A CR at the very end may be half of a CR LF: it waits for the next piece.
            end = max(chunk.rfind("\n"), chunk.rfind("\r", 0, len(chunk) - 1)) + 1
            ended = bool(self._rest) and self._rest[-1].endswith("\r")
            self._rest.append(chunk)
            if end or ended:
                text = "".join(self._rest)
                self._rest = [chunk[end:]] if end < len(chunk) else []
                return text[: len(text) - len(chunk) + end]
            if sum(map(len, self._rest)) > self._longest:
                raise too_large(
                    "text",
                    self._longest // 16,
                    both(
                        "satu baris jauh lebih panjang dari itu (karakter)",
                        "one line is far longer than that (characters)",
                    ),
                )
        return self.give_back() or None

    def give_back(self) -> str:
        """Give what is no whole line yet."""
        text = "".join(self._rest)
        self._rest = []
        return text
