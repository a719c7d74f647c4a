"""How much a file may ask of the machine.

Every figure is a named field of `Limits`, and a refusal names the field that was exceeded, so that an
analyst with more memory can raise exactly that one.  The defaults keep any input below 512 MiB of memory
and ten seconds.  They are generous for surveys: the largest exports met hold some ten thousand answers.

>>> from ikm.sources import Limits
>>> Limits(rows=500).rows
500
>>> Limits(rows=0)
Traceback (most recent call last):
    ...
ikm.errors.OptionError: The limit rows must be at least 1, not 0.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from ikm.errors import OptionError

__all__ = ["Limits"]

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds within which a file is read.

    Parameters
    ----------
    text_bytes : int
        Bytes of a CSV file.
    workbook_bytes : int
        Bytes of a workbook file (xlsx, xls, ods) as it lies on disk.
    part_bytes : int
        Bytes of one part of a workbook once unpacked.
    unpacked_bytes : int
        Bytes of all parts read, unpacked.
    rows, columns : int
        The extent of the table, from its first row and column to the last cell used.
    cells : int
        Rows x columns of a workbook's sheet.
    text : int
        Characters in one cell.
    sheets : int
        Worksheets in a workbook.
    memory : int
        Bytes the rows of a CSV file may take in memory, with what is computed from them, estimated.
    """

    text_bytes: int = 512 * _MIB
    workbook_bytes: int = 48 * _MIB
    part_bytes: int = 80 * _MIB
    unpacked_bytes: int = 112 * _MIB
    rows: int = 4_000_000
    columns: int = 2_000
    cells: int = 3_000_000
    text: int = 1_000_000
    sheets: int = 5_000
    memory: int = 384 * _MIB

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise OptionError(f"The limit {field.name} must be at least 1, not {value!r}.")
