r"""Reading a text table: a CSV file as Forms, Sheets, Excel or a portal writes it.

`TextTable` hands out blocks while it reads, so that a file of any length needs little memory.  A small table and the
beginning of a large one are cut by the csv module, into `Rows`; what is behind is cut by numpy, into a
`ikm.sources.texts.cutting.Grid` for each block, but for the blocks in which something is not as CSV prescribes: these
are `Rows` again.  Every cell stays text.

>>> from ikm.sources.inputs import Input
>>> from ikm.sources.limits import Limits
>>> with Input(b"sep=;\r\na;b\r\n3,0;2\r\n") as source:
...     table = TextTable(source, Limits())
...     table.start(), table.whole, table.delimiter, table.decimal_comma
(Rows(numbers=range(1, 3), rows=[['a', 'b'], ['3,0', '2']]), True, ';', True)
"""

from __future__ import annotations

import itertools
import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.findings import Finding
from ikm.sources.inputs import BLOCK
from ikm.sources.refusals import both, refusal, too_large, too_many_rows
from ikm.sources.texts.ahead import ahead
from ikm.sources.texts.dialects import SAMPLE, decimal_commas, delimiter_of, separator_line
from ikm.sources.texts.encodings import STRAY, Decoder, encoded
from ikm.sources.texts.records import BLOCK as ROWS
from ikm.sources.texts.records import LONGEST_ROW, Records

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from ikm.errors import SourceError
    from ikm.sources.inputs import Input
    from ikm.sources.limits import Limits
    from ikm.sources.texts.cutting import Grid

__all__ = ["LARGE", "Rows", "TextTable", "collect", "no_room"]

LARGE = 2 << 20
"""A table of fewer bytes is read whole, by the csv module alone."""
_HEAD, _LONGEST_HEAD = 1 << 20, 1 << 24
"""So many bytes of a large one's beginning are cut by the csv module; more, where they hold too few rows."""
HEAD_ROWS = 4_060
"""So many rows its header and its columns are told from."""

_ROW_BYTES = 56
_CELL_BYTES = 8
_TEXT_BYTES = 57
_POOLED = 1 << 15


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows cut by the csv module, of any width: their numbers in the file, from 1, and their cells."""

    numbers: Sequence[int]
    rows: list[list[str]]

    def __len__(self) -> int:
        return len(self.rows)


class TextTable:
    """The rows of one text table, to be read once.

    Parameters
    ----------
    source : Input
        The bytes.
    limits : Limits
        The bounds.
    block : int
        How many bytes are read at a time.

    Attributes
    ----------
    encoding, delimiter : str
        How the text is understood; the encoding is settled when the last block has been handed out.
    decimal_comma : bool
        Whether numbers seem to be written with a decimal comma.
    whole : bool
        Whether the rows of `start` are all there are.
    findings : list of Finding
        What was noticed, complete after the last block.
    """

    def __init__(self, source: Input, limits: Limits, block: int = BLOCK) -> None:
        self.findings: list[Finding] = []
        self.whole = False
        self._source = source
        self._decoder = Decoder(source.peek())
        self._limits = limits
        self._nuls = False
        self._pieces = self._watched(self._decoder.recoded(source.blocks(limits.text_bytes, "text_bytes", block)))
        self._rest, self._unclean = next(self._pieces, (b"", False))
        first = self._rest.decode("utf-8", "surrogatepass")
        declared = separator_line(first)
        if declared:
            self._rest = self._rest[len(first[: declared[1]].encode("utf-8", "surrogatepass")) :]
            first = first[declared[1] :]
        while len(first) < SAMPLE and (more := next(self._pieces, None)):
            self._rest += more[0]
            self._unclean = self._unclean or more[1]
            first += more[0].decode("utf-8", "surrogatepass")
        sample = first[:SAMPLE]
        self.delimiter = declared[0] if declared else delimiter_of(sample)
        self.decimal_comma = decimal_commas(sample, self.delimiter)
        self._records = Records(self._texts(), self.delimiter, limits)
        self._head: Rows | None = None
        self._nul: tuple[int, int] | None = None
        self._nul_cells = 0
        self._strays = 0
        self._stray_rows = 0

    @property
    def encoding(self) -> str:
        """The encoding in use."""
        return self._decoder.encoding

    def start(self, least: int = HEAD_ROWS) -> Rows:
        """Read the beginning: a small table whole, of a large one enough to tell what its columns are.

        Parameters
        ----------
        least : int
            How many rows to read at least, if there are as many within 16 MiB.
        """
        if self._head is None:
            length = self._source.length
            enough = LARGE if length is None else _HEAD if length >= LARGE else length + 1
            numbers = array("q")
            rows: list[list[str]] = []
            while not self._records.ended:
                read = self._source.size
                if read >= enough and (len(rows) >= least or read >= _LONGEST_HEAD):
                    break
                for block in self._by_records():
                    numbers.extend(block.numbers)
                    rows += block.rows
            self.whole = self._records.ended
            self._head = Rows(_as_range(numbers), rows)
        return self._head

    def blocks(self, width: int, numbered: Sequence[int] = ()) -> Generator[Rows | Grid, None, None]:
        """Hand out the rows: those of the beginning, then block by block those behind.

        Parameters
        ----------
        width : int
            The cells of an ordinary row.
        numbered : sequence of int
            The columns whose texts will be numbered (`ikm.sources.texts.vocabularies`), which is made ready for.
        """
        # The csv module measures each cell where long ones are forbidden.
        self.start()
        if self.whole or self._limits.text < LONGEST_ROW:
            yield from self.rows()
            return
        if self.start().rows:
            yield self.start()
        blocks = self._by_grids(width, numbered)
        yield from ahead(blocks) if self._source.shareable else blocks
        self._finish()

    def rows(self) -> Iterator[Rows]:
        """Hand out all rows cut by the csv module."""
        if self.start().rows:
            yield self.start()
        while not self._records.ended:
            yield from self._by_records()
        self._finish()

    def _finish(self) -> None:
        if self._nul is not None:
            row, column = self._nul
            self.findings.append(Finding("file-nul", row=row, column=column, details={"number": self._nul_cells}))
        self.findings += self._records.findings
        if self._decoder.assumed:
            name = self.encoding.upper() if self.encoding.startswith("utf") else "Windows-1252"
            self.findings.append(Finding("file-encoding-assumed", details={"encoding": name}))
        if self._stray_rows > len(self._decoder.stray):
            more = self._stray_rows - len(self._decoder.stray)
            self.findings.append(Finding("file-stray-bytes-more", details={"number": more}))

    def _watched(self, pieces: Iterator[tuple[bytes, bool]]) -> Iterator[tuple[bytes, bool]]:
        """Notice a NUL: no program writes one into a table, so something went wrong with the file."""
        for piece, stray in pieces:
            nul = b"\0" in piece
            self._nuls = self._nuls or nul
            yield piece, stray or nul

    def _texts(self) -> Iterator[str]:
        """Hand the text that no block holds yet to the csv module, then further pieces."""
        while True:
            data, self._rest = self._rest or next(self._pieces, (b"", False))[0], b""
            if not data:
                return
            yield data.decode("utf-8", "surrogatepass")

    def _by_records(self) -> Iterator[Rows]:
        for numbers, rows in self._records.some():
            if self._decoder.lenient:
                self._mark_strays(numbers, rows)
            if self._nuls:
                self._find_nuls(numbers, rows)
            yield Rows(numbers, rows)

    def _by_grids(self, width: int, numbered: Sequence[int]) -> Iterator[Rows | Grid]:
        """Cut block by block; one that is not plain is cut by the csv module, and the next one fast again."""
        from ikm.sources.texts.cutting import cut  # noqa: PLC0415 - numpy loads for large files only
        from ikm.sources.texts.hashing import PADDING  # noqa: PLC0415 - the same
        from ikm.sources.texts.quotes import Quotes  # noqa: PLC0415 - the same

        delimiter, room, ended = self.delimiter.encode(), bytes(PADDING), False
        self._take_back()
        while not ended:
            piece, unclean = next(self._pieces, (b"", False))
            ended = not piece
            self._unclean = self._unclean or unclean
            last = b"\n" if ended and self._rest and not self._rest.endswith(b"\n") else b""
            data = b"".join((self._rest, piece, last, room))
            quotes = Quotes(data, len(data) - PADDING)
            size, end = quotes.size, quotes.last_line()
            if not end and size <= LONGEST_ROW and not ended:
                self._rest = data[:size]
                continue
            grid = None
            if end and not self._unclean and not (ended and end < size):
                quotes.end_at(end)
                grid = cut(quotes, delimiter, width, self._records.done)
            if grid is not None and grid.widest <= self._limits.columns:
                self._records.done += grid.size
                if self._records.done > self._limits.rows:
                    raise too_many_rows(self._limits.rows)
                self._rest = data[end:size]
                grid.prepare(numbered)
                yield grid
            elif size:
                self._rest = data[: size - len(last)]
                yield from self._by_records()
                while ended and not self._records.ended:
                    yield from self._by_records()
                self._take_back()

    def _take_back(self) -> None:
        """Take from the csv module what is no whole line yet."""
        text = self._records.give_back()
        self._rest, self._unclean = encoded(text)
        self._unclean = self._unclean or "\0" in text

    def _find_nuls(self, numbers: Sequence[int], rows: list[list[str]]) -> None:
        for number, row in zip(numbers, rows, strict=True):
            columns = [column for column, cell in enumerate(row) if "\0" in cell]
            self._nul_cells += len(columns)
            if columns and self._nul is None:
                self._nul = number, columns[0]

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
    for numbers_read, block in _some(table):
        if len(pool) > _POOLED:
            pool.clear()  # Answers repeat within any block; comments and times never do.
        known = len(pool)
        for row in block:
            rows.append(tuple(map(share, row, row)))
            size += _ROW_BYTES + _CELL_BYTES * len(row)
        numbers.extend(numbers_read)
        fresh = itertools.islice(pool, known, None)
        size += sum(map(len, fresh)) + _TEXT_BYTES * (len(pool) - known)
        if size > limits.memory:
            raise no_room(limits)
    if not rows:
        raise refusal("file-no-rows", where=both("", ""), hint=both("", ""), found=table.findings)
    return rows, _as_range(numbers)


def _some(table: TextTable) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Hand out the rows of a table some thousand at a time."""
    for block in table.rows():
        for start in range(0, len(block), ROWS):
            yield block.numbers[start : start + ROWS], block.rows[start : start + ROWS]


def _as_range(numbers: array[int]) -> Sequence[int]:
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        return range(numbers[0], numbers[-1] + 1)
    return numbers
