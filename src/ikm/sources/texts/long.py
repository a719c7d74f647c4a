"""Long texts: a text table too long to be held cell by cell, opened: its first rows, and block by block the others.

What its columns are is told from the first rows; what is held of the others is up to whoever takes the blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.sources.tables import Facts, Table
from ikm.sources.texts.csv import collect

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ikm.findings import Finding
    from ikm.sources.inputs import Input
    from ikm.sources.limits import Limits
    from ikm.sources.texts.csv import Rows, TextTable
    from ikm.sources.texts.cutting import Grid

__all__ = ["LongText", "facts_of"]


def facts_of(table: TextTable, opened: Input) -> Facts:
    """Give what is known of a text table; the hash is right when it has been read to its end."""
    return Facts(
        "csv",
        opened.name,
        opened.size,
        opened.sha256,
        table.encoding,
        table.delimiter,
        decimal_comma=table.decimal_comma,
    )


class LongText:
    """A long text table while it is open; its blocks, or all of it, can be asked for once.

    Parameters
    ----------
    table : TextTable
        The table, of which the beginning has been read.
    opened : Input
        Where it comes from.
    limits : Limits
        The bounds.
    told : tuple of Finding
        What was noticed before.
    progress : callable, optional
        Called after each block with the rows read, the bytes read, and the bytes of the file.

    Attributes
    ----------
    beginning : Table
        The first rows, some thousand.
    """

    def __init__(
        self,
        table: TextTable,
        opened: Input,
        limits: Limits,
        told: tuple[Finding, ...],
        progress: Callable[[int, int, int], None] | None = None,
    ) -> None:
        self.limits = limits
        self._table, self._opened, self._told, self._progress = table, opened, told, progress
        start = table.start()
        self.beginning = Table.of_rows(start.rows, start.numbers, facts_of(table, opened))

    def blocks(self, width: int, numbered: Sequence[int]) -> Generator[Rows | Grid, None, None]:
        """Hand out all rows block by block, the beginning first."""
        blocks = self._table.blocks(width, numbered)
        try:
            for block in blocks:
                yield block
                if self._progress is not None and len(block):
                    self._progress(int(block.numbers[-1]), self._opened.size, self._opened.length or 0)
        finally:
            blocks.close()

    def facts(self) -> Facts:
        """Give what is known of the file, once all blocks have been handed out."""
        return facts_of(self._table, self._opened)

    def findings(self) -> tuple[Finding, ...]:
        """Give what was noticed while reading, once all blocks have been handed out."""
        return (*self._told, *self._table.findings)

    def whole(self) -> Table:
        """Hold all of it after all, cell by cell, as far as memory allows."""
        rows, numbers = collect(self._table, self.limits)
        return Table.of_rows(rows, numbers, self.facts(), self.findings())
