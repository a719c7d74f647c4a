r"""Stage 1: from a file, whoever wrote it, to its cells with their addresses.

The type is told by the content.  The bytes are read once, hashed, and those bytes parsed.  Nothing in the
file is trusted: sizes, counts, names and addresses are checked against `Limits` before anything is laid
out in memory, no entity is expanded, nothing is fetched or written.  What cannot be read is refused in
words an officer can act on; what can be read but deserves notice becomes a finding.

Nothing here knows what a survey is: the meaning of columns and answers belongs to the stages behind.

>>> import ikm.sources
>>> sheet = ikm.sources.read(b"U1;U2\n4;3\n")
>>> list(sheet.rows), sheet.facts.delimiter
([('U1', 'U2'), ('4', '3')], ';')
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.sources.columns import Cell, CellColumn, ColumnMaker, Unreadable, positions
    from ikm.sources.frames import FIRST_RECORD, as_sheet, is_table, row_labels
    from ikm.sources.inputs import FileSource, Input
    from ikm.sources.limits import Limits
    from ikm.sources.reading import opened, read
    from ikm.sources.refusals import both, refusal, too_many_rows
    from ikm.sources.tables import Facts, Kind, Merged, RowView, SheetFact, SheetState, Table
    from ikm.sources.texts.long import LongText

__all__ = [
    "FIRST_RECORD",
    "Cell",
    "CellColumn",
    "ColumnMaker",
    "Facts",
    "FileSource",
    "Input",
    "Kind",
    "Limits",
    "LongText",
    "Merged",
    "RowView",
    "SheetFact",
    "SheetState",
    "Table",
    "Unreadable",
    "as_sheet",
    "both",
    "is_table",
    "opened",
    "positions",
    "read",
    "refusal",
    "row_labels",
    "too_many_rows",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "reading": "opened read",
            "inputs": "FileSource Input",
            "frames": "FIRST_RECORD as_sheet is_table row_labels",
            "limits": "Limits",
            "columns": "Cell CellColumn ColumnMaker Unreadable positions",
            "tables": "Facts Kind Merged RowView SheetFact SheetState Table",
            "texts.long": "LongText",
            "refusals": "both refusal too_many_rows",
        },
    )
