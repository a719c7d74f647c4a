r"""Starts: the beginning of a large CSV file, from which is told how it is written and what its columns are.

>>> from ikm.sources import Input, Limits
>>> from ikm.sources.texts import TextTable
>>> with Input(b"U1;U2\n4;3\n") as source:
...     Start(TextTable(source, Limits())).rows
[['U1', 'U2'], ['4', '3']]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.answers import is_blank
from ikm.columns import map_form
from ikm.responses.rows.layout import SAMPLED, SEARCHED, count_elements, find_header, samples
from ikm.sources import Facts, RawSheet

if TYPE_CHECKING:
    from ikm.columns import ColumnMap
    from ikm.sources.texts import TextTable

__all__ = ["NotPlain", "Start"]


class NotPlain(Exception):  # noqa: N818 - no error of anybody's: the table is read by rows instead
    """The table cannot be streamed."""


class Start:
    """The beginning of a file: how it is written, and its first rows."""

    def __init__(self, table: TextTable) -> None:
        head = table.start(SEARCHED + SAMPLED)
        self.rows, self.numbers = head.rows, list(head.numbers)
        self._whole = table.whole
        if not self.rows:
            raise NotPlain

    def header(self, header: int | None, options: dict[str, Any]) -> tuple[int, ColumnMap]:
        """Find the header and what its columns are."""
        if header is not None and header not in self.numbers:
            raise NotPlain
        facts = Facts("csv", "", 0, "")
        top = find_header(RawSheet(self.rows, self.numbers, None, (), facts), header, options)
        if top is None or is_blank(self.rows[top][-1]) or len(self.rows[top]) < 2:
            raise NotPlain
        if not self._whole and len(self.rows) - top <= SAMPLED:
            raise NotPlain  # too few rows to recognise the columns by
        head = self.rows[top]
        columns = map_form(head, samples(self.rows[top + 1 :], len(head)), **options)
        if not count_elements(columns):
            raise NotPlain
        return top, columns
