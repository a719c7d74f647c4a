"""Reading an Excel 97-2003 workbook (xls), or saying what else an OLE2 file is.

The workbook is a stream of small records.  ikm copies the records it knows of one sheet into a new stream
(cells, texts, formats, the date system), leaves out everything else (formulas' code, charts, declared
sizes), and hands that to the reader.  On the way it notes what the reader would hide: the extent of the
sheet, error values, formulas, hidden rows and doubled cells.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ikm.sources.columns import Unreadable
from ikm.sources.kinds import named
from ikm.sources.refusals import both, damaged, refusal, too_large
from ikm.sources.tables import SheetFact
from ikm.sources.workbooks import calamine, ole
from ikm.sources.workbooks.books import Book, finish, overlay
from ikm.sources.workbooks.inspection import Inspection
from ikm.sources.workbooks.sheets import Candidate, choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.sources.limits import Limits
    from ikm.sources.tables import SheetState

__all__ = ["read_legacy"]

_BOF, _EOF, _SHEET, _LOCKED, _CONTINUE = 0x809, 0x0A, 0x85, 0x2F, 0x3C
_NUMBER, _LABEL, _BOOL, _STRING, _RK, _SST_CELL, _MANY, _FORMULA, _RICH = (
    0x203,
    0x204,
    0x205,
    0x207,
    0x27E,
    0xFD,
    0xBD,
    0x06,
    0xD6,
)
_ROW, _TEXTS = 0x208, 0xFC
_GLOBAL = {_BOF, _EOF, 0x22, 0x42, 0x41E, 0xE0, _TEXTS}  # code page, date system, formats, cell formats, texts
_CELLS = {_NUMBER, _LABEL, _BOOL, _RK, _SST_CELL, _MANY, _FORMULA, _RICH}
_BIFF8 = 0x600
_COLUMNS = 256
_STATES: dict[int, SheetState] = {1: "hidden", 2: "very hidden"}
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def read_legacy(data: bytes, wanted: str | int | None, limits: Limits) -> Book:
    """Read one sheet of an Excel 97-2003 workbook.

    Parameters
    ----------
    data : bytes
        The OLE2 file.
    wanted : str or int, optional
        The sheet asked for.
    limits : Limits
        The bounds.

    Raises
    ------
    SourceError
        When it is another kind of file, locked, damaged or too large, or holds nothing.
    OptionError
        When there is no such sheet.
    """
    streams = ole.names(data)
    if "EncryptedPackage" in streams:
        raise refusal("file-has-password")
    if "Workbook" not in streams:
        raise named("compound", streams) or refusal("file-not-text")
    stream = ole.stream(data, "Workbook")
    plan = _planned(stream, limits)
    choice, findings = choose([sheet.candidate for sheet in plan.sheets], wanted)
    facts = tuple(SheetFact(s.candidate.name, s.candidate.state, read=i == choice) for i, s in enumerate(plan.sheets))
    book = Book("xls", plan.sheets[choice].candidate.name, facts, findings=findings)
    look, records = _sheet(stream, plan.sheets[choice].start)
    height, width = look.last_row, look.last_column + 1
    most = limits.cells // 2  # this format costs the reader twice the memory
    if height * width > most:
        raise too_large(
            "cells",
            most,
            both(f"tabelnya {height} baris x {width} kolom", f"the table has {height} rows x {width} columns"),
        )

    def grid(*, formats: bool = False) -> calamine.CalamineGrid:
        return calamine.load([io.BytesIO(_rebuilt(plan.globals, records, formats=formats))], limits)

    read = grid(formats=True)
    overlay(book, read, look)
    finish(book, read, look.hidden, grid)
    return book


@dataclass(slots=True)
class _Sheet:
    start: int
    candidate: Candidate


@dataclass(slots=True)
class _Plan:
    sheets: list[_Sheet] = field(default_factory=list)
    globals: list[tuple[int, bytes]] = field(default_factory=list)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    end = len(stream)
    while place + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        if place + 4 + size > end:
            raise damaged("salah satu catatannya terpotong", "one of its records is cut off")
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _planned(stream: bytes, limits: Limits) -> _Plan:
    plan = _Plan()
    previous = 0
    for kind, body in _records(stream, 0):
        if kind == _LOCKED:
            raise refusal("file-has-password")
        if kind == _BOF and body[:2] != struct.pack("<H", _BIFF8):
            raise named("compound", {"Book"}) or damaged("versinya tidak dikenal", "its version is unknown")
        if kind == _SHEET and len(body) > 8 and body[5] == 0:
            plan.sheets.append(_listed(stream, body))
        elif kind in _GLOBAL or (kind == _CONTINUE and previous == _TEXTS):
            plan.globals.append((kind, body))
        previous = previous if kind == _CONTINUE else kind
        if kind == _EOF:
            break
    if len(plan.sheets) > limits.sheets:
        raise too_large(
            "sheets",
            limits.sheets,
            both(f"isinya {len(plan.sheets)} lembar kerja", f"it holds {len(plan.sheets)} worksheets"),
        )
    if not plan.sheets:
        raise damaged("tidak ada lembar kerja di dalamnya", "it holds no worksheet")
    return plan


def _listed(stream: bytes, body: bytes) -> _Sheet:
    start, state = struct.unpack_from("<IB", body)
    wide = body[7] & 1
    name = body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
    columns: set[int] = set()
    size = 0
    if start < len(stream):
        for kind, cell in _records(stream, start):
            if kind in _CELLS and len(cell) >= 4:
                columns.add(cell[2] | cell[3] << 8)
                size += 1
            if kind == _EOF or size > 200:
                break
    return _Sheet(start, Candidate(name, _STATES.get(state & 3, "visible"), len(columns), size))


def _sheet(stream: bytes, start: int) -> tuple[Inspection, bytearray]:
    look = Inspection()
    kept = bytearray()
    depth = 0
    pending = False
    for kind, body in _records(stream, min(start, len(stream))):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        if depth > 1:
            continue  # a chart inside the sheet
        if kind == _ROW and len(body) >= 16 and body[12] & 0x20:
            look.hidden.append(1 + (body[0] | body[1] << 8))
        elif kind in _CELLS:
            pending = _note(look, kind, body)
            # The code of a formula is dropped: only its stored result is wanted.
            kept += _record(kind, body[:20] + b"\0\0" if kind == _FORMULA else body)
        elif kind == _STRING and pending:
            kept += _record(kind, body)
            pending = False
    return look, kept


def _note(look: Inspection, kind: int, body: bytes) -> bool:
    if len(body) < (20 if kind == _FORMULA else 6):
        raise damaged("ada sel yang terpotong", "a cell is cut off")
    row, column = struct.unpack_from("<HH", body)
    last = (struct.unpack_from("<H", body, len(body) - 2)[0]) if kind == _MANY else column
    if kind == _MANY and not (column <= last < 256 and len(body) >= 6 + 6 * (last - column + 1)):
        raise damaged("ada sel yang terpotong", "a cell is cut off")
    if last >= _COLUMNS:
        raise damaged("ada sel di luar lembar kerja", "a cell lies outside the worksheet")
    for place in range(column, last + 1):
        look.claim(row + 1, place)
    if kind == _BOOL and len(body) >= 8 and body[7]:
        look.unreadable[row + 1, column] = Unreadable("error", _ERRORS.get(body[6], "#?"))
    if kind != _FORMULA:
        return False
    look.formulas += 1
    result = body[6:14]
    if result[6:8] != b"\xff\xff":
        return False
    if result[0] == 2:
        look.unreadable[row + 1, column] = Unreadable("error", _ERRORS.get(result[2], "#?"))
    return result[0] == 0


def _rebuilt(shared: list[tuple[int, bytes]], cells: bytearray, *, formats: bool) -> bytes:
    bof = struct.pack("<HHHHII", _BIFF8, 0x10, 0, 0, 0, 0)
    plain = [(kind, body) for kind, body in shared if kind != _EOF and (formats or kind not in {0x41E, 0xE0})]
    name = struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"S"
    head = b"".join(_record(kind, body) for kind, body in plain)
    start = len(head) + len(_record(_SHEET, name)) + 4
    head += _record(_SHEET, struct.pack("<I", start) + name[4:]) + _record(_EOF, b"")
    body = _record(_BOF, bof) + cells + _record(_EOF, b"")
    return ole.build("Workbook", head + body)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
