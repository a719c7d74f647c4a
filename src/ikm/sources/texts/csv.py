r"""Reading a text table: a CSV file as Forms, Sheets, Excel or a portal writes it.

`TextTable` hands out blocks of rows while it reads, so that a file of any length needs little memory;
`ikm.sources.read` collects them.  Every cell stays text.

>>> from ikm.sources.inputs import Input
>>> from ikm.sources.limits import Limits
>>> with Input(b"sep=;\r\na;b\r\n3,0;2\r\n") as source:
...     table = TextTable(source, Limits())
...     list(table.blocks()), table.delimiter, table.decimal_comma
([(range(1, 3), [['a', 'b'], ['3,0', '2']])], ';', True)
"""

from __future__ import annotations

import itertools
import re
from array import array
from typing import TYPE_CHECKING

from ikm.findings import Finding
from ikm.sources.refusals import both, refusal, too_large
from ikm.sources.texts.dialects import SAMPLE, decimal_commas, delimiter_of, separator_line
from ikm.sources.texts.encodings import STRAY, Decoder
from ikm.sources.texts.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.errors import SourceError
    from ikm.sources.inputs import Input
    from ikm.sources.limits import Limits

__all__ = ["TextTable", "collect", "no_room"]

_ROW_BYTES = 56
_CELL_BYTES = 8
_TEXT_BYTES = 57
_POOLED = 1 << 15


class TextTable:
    """The rows of one text table, to be read once.

    Parameters
    ----------
    source : Input
        The bytes.
    limits : Limits
        The bounds.

    Attributes
    ----------
    encoding, delimiter : str
        How the text is understood; the encoding is settled when the last block has been handed out.
    decimal_comma : bool
        Whether numbers seem to be written with a decimal comma.
    findings : list of Finding
        What was noticed, complete after the last block.
    """

    def __init__(self, source: Input, limits: Limits) -> None:
        self.findings: list[Finding] = []
        self._decoder = Decoder(source.peek())
        self._limits = limits
        self._nuls = False
        chunks = self._watched(self._decoder.decode(source.blocks(limits.text_bytes, "text_bytes")))
        first = next(chunks, "")
        declared = separator_line(first)
        if declared:
            first = first[declared[1] :]
        while len(first) < SAMPLE and (more := next(chunks, "")):
            first += more
        sample = first[:SAMPLE]
        self.delimiter = declared[0] if declared else delimiter_of(sample)
        self.decimal_comma = decimal_commas(sample, self.delimiter)
        self._records = Records(itertools.chain([first], chunks), self.delimiter, limits)
        self._nul_cells: list[tuple[int, int]] = []
        self._strays = 0
        self._stray_rows = 0

    @property
    def encoding(self) -> str:
        """The encoding in use."""
        return self._decoder.encoding

    def blocks(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Hand out blocks of row numbers and rows; rows are of unequal length if the file's are."""
        for numbers, rows in self._records.blocks():
            if self._decoder.lenient:
                self._mark_strays(numbers, rows)
            if self._nuls:
                self._find_nuls(numbers, rows)
            yield numbers, rows
        if self._nul_cells:
            row, column = self._nul_cells[0]
            details = {"number": len(self._nul_cells)}
            self.findings.append(Finding("file-nul", row=row, column=column, details=details))
        self.findings += self._records.findings
        if self._decoder.assumed:
            name = self.encoding.upper() if self.encoding.startswith("utf") else "Windows-1252"
            self.findings.append(Finding("file-encoding-assumed", details={"encoding": name}))
        if self._stray_rows > len(self._decoder.stray):
            more = self._stray_rows - len(self._decoder.stray)
            self.findings.append(Finding("file-stray-bytes-more", details={"number": more}))

    def _watched(self, chunks: Iterator[str]) -> Iterator[str]:
        """Notice a NUL: no program writes one into a table, so something went wrong with the file."""
        for chunk in chunks:
            self._nuls = self._nuls or "\0" in chunk
            yield chunk

    def _find_nuls(self, numbers: Sequence[int], rows: list[list[str]]) -> None:
        for number, row in zip(numbers, rows, strict=True):
            self._nul_cells += [(number, column) for column, cell in enumerate(row) if "\0" in cell]

    def _mark_strays(self, numbers: Sequence[int], rows: list[list[str]]) -> None:
        stray = re.compile(f"[{STRAY}]")
        for number, row in zip(numbers, rows, strict=True):
            if not stray.search("".join(row)):
                continue
            self._stray_rows += 1
            for column, cell in enumerate(row):
                found = stray.findall(cell)
                if found:
                    row[column] = stray.sub("\N{REPLACEMENT CHARACTER}", cell)
                    self._report(number, column, len(found))

    def _report(self, number: int, column: int, count: int) -> None:
        known = self._decoder.stray[self._strays : self._strays + count]
        self._strays += count
        if known:
            shown = " ".join(byte.hex().upper() for _, byte in known)
            self.findings.append(
                Finding(
                    "file-stray-bytes", row=number, column=column, details={"position": known[0][0] + 1, "bytes": shown}
                )
            )


def no_room(limits: Limits) -> SourceError:
    """Make the refusal of a table that takes more memory than allowed."""
    words = both(
        "isinya tidak muat dalam memori yang diizinkan (byte)", "its content does not fit the memory allowed (bytes)"
    )
    return too_large("memory", limits.memory, words)


def collect(table: TextTable, limits: Limits) -> tuple[list[tuple[str, ...]], Sequence[int]]:
    """Gather all rows, each different text stored once.

    Raises
    ------
    SourceError
        When nothing is filled, or the rows would take more memory than the limit.
    """
    pool: dict[str, str] = {}
    share = pool.setdefault
    rows: list[tuple[str, ...]] = []
    numbers = array("q")
    size = 0
    for block_numbers, block in table.blocks():
        if len(pool) > _POOLED:
            pool.clear()  # Answers repeat within any block; comments and times never do.
        known = len(pool)
        for row in block:
            rows.append(tuple(map(share, row, row)))
            size += _ROW_BYTES + _CELL_BYTES * len(row)
        numbers.extend(block_numbers)
        fresh = itertools.islice(pool, known, None)
        size += sum(map(len, fresh)) + _TEXT_BYTES * (len(pool) - known)
        if size > limits.memory:
            raise no_room(limits)
    if not rows:
        raise refusal("file-no-rows", where=both("", ""), hint=both("", ""), found=table.findings)
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return rows, range(numbers[0], numbers[-1] + 1)
    return rows, numbers
