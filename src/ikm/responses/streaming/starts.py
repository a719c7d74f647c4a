r"""Starts: the beginning of a large CSV file, from which is told how it is written and what its columns are.

>>> from ikm.sources import Limits
>>> start = Start(iter([b"U1;U2\n4;3\n"]), Limits())
>>> start.delimiter, start.rows
(';', [['U1', 'U2'], ['4', '3']])
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

from ikm.answers import is_blank
from ikm.columns import map_form
from ikm.responses.rows.layout import SAMPLED, SEARCHED, count_elements, find_header, samples
from ikm.sources import Facts, Limits, Table
from ikm.sources.texts import SAMPLE, NotPlain, Quotes, Records, decimal_commas, delimiter_of, separator_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.columns import ColumnMap

__all__ = ["Start"]

_BOM = codecs.BOM_UTF8
_HEAD, _LONGEST_HEAD = 1 << 20, 1 << 24
"""So many bytes of the beginning are looked at; more, where they hold too few rows."""


class Start:
    """The beginning of a file: how it is written, and its first rows."""

    def __init__(self, blocks: Iterator[bytes], limits: Limits) -> None:
        data, whole = b"", True
        for block in blocks:
            data += block
            # Cells of several lines make rows of several lines: twice as many as needed are likely to do.
            enough = data.count(b"\n") > 2 * (SEARCHED + SAMPLED) or len(data) >= _LONGEST_HEAD
            if len(data) >= _HEAD and enough:
                whole = False
                break
        self.data = data.removeprefix(_BOM)
        try:
            # The last record may be cut: it is left to the blocks.
            text = (self.data if whole else self.data[: Quotes(self.data).last_line()]).decode()
        except UnicodeDecodeError as error:
            raise NotPlain from error
        declared = separator_line(text)
        if declared:
            self.data = self.data[len(text[: declared[1]].encode()) :]
            text = text[declared[1] :]
        sample = text[:SAMPLE]
        self.delimiter = declared[0] if declared else delimiter_of(sample)
        self.decimal_comma = decimal_commas(sample, self.delimiter)
        records = Records(iter([text]), self.delimiter, limits)
        self.rows: list[list[str]] = []
        self.numbers: list[int] = []
        for numbers, rows in records.blocks():
            self.numbers += numbers
            self.rows += rows
            if len(self.rows) > SEARCHED + SAMPLED:
                whole = False
                break
        if records.findings or not self.rows:
            raise NotPlain
        self._whole = whole

    def header(self, header: int | None, options: dict[str, Any]) -> tuple[int, ColumnMap]:
        """Find the header and what its columns are."""
        if header is not None and header not in self.numbers:
            raise NotPlain
        facts = Facts("csv", "", 0, "")
        top = find_header(Table(self.rows, self.numbers, None, (), facts), header, options)
        if top is None or is_blank(self.rows[top][-1]) or len(self.rows[top]) < 2:
            raise NotPlain
        if not self._whole and len(self.rows) - top <= SAMPLED:
            raise NotPlain  # too few rows to recognise the columns by
        head = self.rows[top]
        columns = map_form(head, samples(self.rows[top + 1 :], len(head)), **options)
        if not count_elements(columns):
            raise NotPlain
        return top, columns
