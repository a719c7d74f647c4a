r"""The table of a web page that calls itself a workbook.

Many web applications "export to Excel" by writing an HTML table under a name that ends in .xls; Excel opens it after a
question.  Only a plain page is read: one table of text cells, none within another.  Scripts and styles are left out,
nothing is fetched, and every cell stays text.

>>> from ikm.sources.inputs import Input
>>> from ikm.sources.limits import Limits
>>> with Input(b"<table><tr><th>U1<th>U2</tr><tr><td>4</td><td>3&amp;</td></tr></table>") as source:
...     read_page(source, Limits()).rows
[('U1', 'U2'), ('4', '3&')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ikm.sources.refusals import both, refusal, too_large, too_long, too_many_rows
from ikm.sources.tables import Merged
from ikm.sources.texts.encodings import Decoder

if TYPE_CHECKING:
    from ikm.sources.inputs import Input
    from ikm.sources.limits import Limits

__all__ = ["Page", "read_page"]

_UNREAD = frozenset({"script", "style", "title", "template"})
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*(?:windows-1252|iso-8859-1|latin-?1)\b""", re.IGNORECASE)
_FEWEST = 2
"""A table of fewer rows or columns than this lays out a page, and holds no answers."""


@dataclass(slots=True)
class Page:
    """The rows of a page's table, and which of its cells are merged downwards."""

    encoding: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    merged: tuple[Merged, ...] = ()


def read_page(opened: Input, limits: Limits) -> Page:
    """Read the one table of a web page.

    Parameters
    ----------
    opened : Input
        The bytes.
    limits : Limits
        The bounds.

    Raises
    ------
    SourceError
        When the page holds no table, several, or one within another; or exceeds a limit.
    """
    head = opened.peek()
    decoder = Decoder(head)
    if decoder.encoding == "utf-8" and _CHARSET.search(head[:4096]):
        decoder.encoding, decoder.lenient = "windows-1252", True
    walk = _Walk(limits)
    for text in decoder.decode(opened.blocks(limits.text_bytes, "text_bytes")):
        walk.feed(text)
    walk.close()
    walk.end_row()
    tables = [table for table in walk.tables if len(table) >= _FEWEST and max(map(len, table)) >= _FEWEST]
    if walk.nested or len(tables) != 1:
        raise refusal("file-is-web-page")
    place = next(number for number, table in enumerate(walk.tables) if table is tables[0])
    return Page(decoder.encoding, [tuple(row) for row in tables[0]], tuple(walk.merged[place]))


class _Walk(HTMLParser):
    """Gathers the cells of every table of a page."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.merged: list[list[Merged]] = []
        self.nested = False
        self._limits = limits
        self._depth = 0
        self._unread = 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._over: dict[int, int] = {}
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        if tag in _UNREAD:
            self._unread += 1
        elif tag == "table":
            self.nested = self.nested or self._depth > 0
            self._depth += 1
            self.tables.append([])
            self.merged.append([])
            self._over = {}
        elif tag == "tr" and self._depth:
            self.end_row()
            self._row = []
        elif tag in {"td", "th"} and self._depth:
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"} and self._depth:
            self.end_row()
            self._depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._cell is not None and not self._unread:
            self._cell.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if self._row is None:
            self._row = []
        self._skip_covered()
        self._cell = []
        wide, high = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        left = len(self._row)
        if left + wide > self._limits.columns:
            words = both(f"tabelnya {left + wide} kolom", f"the table has {left + wide} columns")
            raise too_large("columns", self._limits.columns, words)
        if high > 1:
            number = len(self.tables[-1]) + 1
            self.merged[-1].append(Merged(number, number + high - 1, left, left + wide - 1))
            self._over.update(dict.fromkeys(range(left, left + wide), high))
        self._row += [""] * wide
        self._at = left

    def _skip_covered(self) -> None:
        """Leave blank the cells that one merged downwards from above covers."""
        row = self._row if self._row is not None else []
        while self._over.get(len(row), 0) > 0:
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        text = "".join(self._cell)
        lines = [" ".join(line.split()) for line in text.split("\n")]
        text = "\n".join(lines).strip() if "\n" in text and len(lines) > 1 else lines[0]
        if len(text) > self._limits.text:
            raise too_long(self._limits.text, len(text), len(self.tables[-1]) + 1)
        self._row[self._at] = text
        self._cell = None

    def end_row(self) -> None:
        """Put the row into its table."""
        self._end_cell()
        if self._row is None or not self.tables:
            return
        self._skip_covered()
        self._over = {column: left - 1 for column, left in self._over.items() if left > 1}
        self.tables[-1].append(self._row)
        self._cells += len(self._row)
        self._row = None
        if len(self.tables[-1]) > self._limits.rows:
            raise too_many_rows(self._limits.rows)
        if self._cells > self._limits.cells:
            words = both(f"isinya lebih dari {self._cells} sel", f"it holds more than {self._cells} cells")
            raise too_large("cells", self._limits.cells, words)


def _span(text: str | None) -> int:
    """Read how many columns or rows a cell covers."""
    digits = (text or "").strip()
    return max(1, int(digits[:6])) if digits.isascii() and digits.isdigit() else 1
