"""`read`: from a path, bytes or an open file to a `Table`, or a refusal that says what the file is.

No exception but ikm's own leaves it, whatever the bytes.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display
from ikm.sources.inputs import FileSource, Input
from ikm.sources.kinds import kind_of, named
from ikm.sources.limits import Limits
from ikm.sources.refusals import both, refusal, too_large, too_long, too_many_rows
from ikm.sources.tables import Facts, Table, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ikm.sources.tables import Kind
    from ikm.sources.texts.long import LongText
    from ikm.sources.workbooks.archives import Archive
    from ikm.sources.workbooks.books import Book

__all__ = ["ending_findings", "opened", "read"]

_ENDINGS: dict[str, tuple[str, ...]] = {
    "csv": ("csv", "txt", "tsv"),
    "xlsx": ("xlsx", "xlsm"),
    "xlsm": ("xlsm",),
    "xls": ("xls",),
    "ods": ("ods",),
    "html": ("html", "htm"),
}
_TABLES = (".csv", ".xlsx", ".xlsm", ".xls", ".ods", ".tsv")
_CELL = 32_767
"""A cell of a workbook holds no more characters."""

_NAMES = {
    "csv": both("tabel teks (CSV)", "a text table (CSV), not an Excel workbook"),
    "xlsx": both("buku kerja Excel (.xlsx)", "an Excel workbook (.xlsx)"),
    "xlsm": both("buku kerja Excel bermakro (.xlsm)", "an Excel workbook with macros (.xlsm)"),
    "xls": both("buku kerja Excel 97-2003 (.xls)", "an Excel 97-2003 workbook (.xls)"),
    "ods": both("lembar kerja OpenDocument (.ods)", "an OpenDocument spreadsheet (.ods)"),
    "html": both("tabel halaman web (HTML), seperti yang diekspor aplikasi web", "a table of a web page (HTML)"),
}


def read(source: FileSource, *, sheet: str | int | None = None, limits: Limits | None = None, name: str = "") -> Table:
    """Read the cells of a survey file.

    Parameters
    ----------
    source : path, bytes-like or open binary file
        A CSV file or workbook (xlsx, xlsm, xls, ods); the content decides which, not the name.
    sheet : str or int, optional
        The worksheet, by name or by number from 1; ``"all"`` for all of the same form together.  Without it ikm
        chooses, and a finding says which.
    limits : Limits, optional
        The bounds; a refusal names the one exceeded.
    name : str
        What to call a source that has no name of its own, such as bytes.

    Returns
    -------
    Table
        The cells as they stand, with row numbers, findings and facts about the file.

    Raises
    ------
    SourceError
        When the file cannot be read as a table; its findings say what it is and what to do.
    OptionError
        When there is no such sheet, or ``source`` is nothing that can be read.

    Examples
    --------
    >>> read(b"<html><table></table></html>")
    Traceback (most recent call last):
        ...
    ikm.errors.SourceError: This file is a web page (HTML), although it is named like an Excel or CSV file. ...
    """
    with opened(source, sheet=sheet, limits=limits, name=name) as table:
        return table if isinstance(table, Table) else table.whole()


@contextmanager
def opened(
    source: FileSource,
    *,
    sheet: str | int | None = None,
    limits: Limits | None = None,
    name: str = "",
    progress: Callable[[int, int, int], None] | None = None,
) -> Iterator[Table | LongText]:
    """Open a survey file: its cells, or of a long text table the beginning and the way to the others.

    Parameters
    ----------
    source, sheet, limits, name
        As of `read`.
    progress : callable, optional
        While a long text table is read, called with the rows read, the bytes read, and the bytes of the file.

    Raises
    ------
    SourceError, OptionError
        As `read` does, also while the blocks are asked for.
    """
    limits = limits or Limits()
    with Input(source, name=name) as given:
        try:
            yield _from_input(given, sheet, limits, progress)
        except (MemoryError, RecursionError) as error:
            raise too_large(
                "memory", limits.memory, both("memori komputer ini tidak cukup", "this computer has not enough memory")
            ) from error


def _from_input(
    opened: Input,
    sheet: str | int | None,
    limits: Limits,
    progress: Callable[[int, int, int], None] | None = None,
) -> Table | LongText:
    kind = kind_of(opened.peek(), opened.name)
    if kind in {"text", "html"}:
        if sheet is not None:
            raise OptionError(
                f"A CSV file has no sheets; leave sheet {sheet!r} out.",
                id=f"Berkas CSV tidak memiliki lembar kerja; hapus {Typed('sheet')} (atau sheet di berkas survei).",
                about=("sheet",),
            )
        return _from_text(opened, limits, progress) if kind == "text" else _from_page(opened, limits)
    data = opened.everything(limits.workbook_bytes, "workbook_bytes")
    if kind == "archive":
        return _from_archive(opened, data, sheet, limits)
    from ikm.sources.workbooks.xls import read_legacy  # noqa: PLC0415  # loaded only for this kind

    return _from_book(opened, lambda wanted: read_legacy(data, wanted, limits), sheet, limits)


def _from_text(
    opened: Input, limits: Limits, progress: Callable[[int, int, int], None] | None = None
) -> Table | LongText:
    from ikm.sources.texts.csv import TextTable, collect  # noqa: PLC0415  # a workbook needs none of this
    from ikm.sources.texts.long import LongText, facts_of  # noqa: PLC0415  # the same

    table, told = TextTable(opened, limits), tuple(ending_findings(opened.name, "csv"))
    table.start()
    if not table.whole and sys.platform != "emscripten":  # a browser has no numpy, which holds what passes by
        return LongText(table, opened, limits, told, progress)
    rows, numbers = collect(table, limits)
    return Table.of_rows(rows, numbers, facts_of(table, opened), (*told, *table.findings))


def _from_page(opened: Input, limits: Limits) -> Table:
    from ikm.sources.texts.webtables import read_page  # noqa: PLC0415  # loaded only for this kind

    page = read_page(opened, limits)
    facts = Facts("html", opened.name, opened.size, opened.sha256, page.encoding)
    numbers = [number for number, row in enumerate(page.rows, 1) if any(row)]
    width = max(map(len, page.rows))
    rows = [tuple(row) for row in page.rows if any(row)]
    exact = {place: row for place, row in enumerate(rows) if len(row) != width}
    columns, _ = columns_of([(*row, *("",) * (width - len(row))) for row in rows])
    told = tuple(ending_findings(opened.name, "html"))
    return Table(columns, numbers, None, told, facts, page.merged, exact=exact)


def _from_archive(opened: Input, data: bytes, sheet: str | int | None, limits: Limits) -> Table:
    from ikm.sources.workbooks.archives import Archive  # noqa: PLC0415  # a CSV file needs none of this

    archive = Archive(data, limits)
    if archive.has("content.xml"):
        from ikm.sources.workbooks.ods import read_opendocument  # noqa: PLC0415  # loaded only for this kind

        return _from_book(opened, lambda wanted: read_opendocument(archive, wanted, limits), sheet, limits)
    refused = named("archive", archive.names)
    if refused is not None:
        raise refused
    if not archive.has("[Content_Types].xml"):
        return _from_table_inside(opened, archive, sheet, limits)
    from ikm.sources.workbooks.xlsx import read_workbook  # noqa: PLC0415  # as above

    return _from_book(opened, lambda wanted: read_workbook(archive, wanted, limits), sheet, limits)


def _from_table_inside(opened: Input, archive: Archive, sheet: str | int | None, limits: Limits) -> Table:
    """Read the one table that an archive holds: web forms and chat programs send a table packed as a ZIP file."""
    tables = sorted(name for name in archive.names if name.endswith(_TABLES))
    tables = [name for name in tables if not name.startswith("__macosx/")]
    if not tables:
        raise refusal("file-archive-without-workbook")
    names = ", ".join(display(archive.real_name(name)) for name in tables[:5])
    if len(tables) > 1:
        raise refusal("file-archive-of-several", number=len(tables), names=names)
    if archive.size(tables[0]) > limits.workbook_bytes and not tables[0].endswith((".csv", ".tsv")):
        size = f"{archive.size(tables[0]) / (1 << 20):.0f} MiB"
        raise too_large("workbook_bytes", limits.workbook_bytes, both(f"isinya {size}", f"it unpacks to {size}"))
    with Input(archive.part(tables[0]), name=archive.real_name(tables[0])) as inner:
        if kind_of(inner.peek(), inner.name) == "archive" and _holds_no_workbook(archive.part(tables[0]), limits):
            raise refusal("file-archive-of-several", number=1, names=names)
        table = _from_input(inner, sheet, limits)
        table = table if isinstance(table, Table) else table.whole()
    told = Finding("file-inside-archive", details={"inner": names})
    facts = replace(table.facts, name=opened.name, size=opened.size, sha256=opened.sha256)
    return replace(table, findings=(told, *table.findings), facts=facts)


def _holds_no_workbook(data: bytes, limits: Limits) -> bool:
    """Tell an archive within an archive from a workbook."""
    from ikm.sources.workbooks.archives import Archive  # noqa: PLC0415  # a CSV file needs none of this

    inner = Archive(data, limits)
    return not inner.has("content.xml") and not inner.has("[Content_Types].xml")


def _from_book(
    opened: Input, one: Callable[[str | int | None], Book], sheet: str | int | None, limits: Limits
) -> Table:
    from ikm.sources.workbooks.joining import read_together  # noqa: PLC0415  # a CSV file has no sheets

    book = read_together(one, sheet)
    if book.numbers and book.numbers[-1] > limits.rows:
        raise too_many_rows(limits.rows)
    if limits.text < _CELL:
        for number, row in zip(book.numbers, book.rows, strict=True):
            longest = max((len(cell) for cell in row if isinstance(cell, str)), default=0)
            if longest > limits.text:
                raise too_long(limits.text, longest, number)
    sheets = tuple(fact._replace(name=_shown(fact.name)) for fact in book.sheets)
    facts = Facts(book.kind, opened.name, opened.size, opened.sha256, sheets=sheets, hidden_rows=book.hidden_rows)
    findings = (
        *ending_findings(opened.name, book.kind),
        *(replace(f, sheet=f.sheet and _shown(f.sheet)) for f in book.findings),
    )
    columns, merged = tuple(book.columns), tuple(book.merged)
    return Table(columns, book.numbers, _shown(book.sheet), findings, facts, merged, book.starts)


def _shown(name: str) -> str:
    """Give a sheet's name without what could steer a terminal; an ordinary name stays exactly as it is."""
    return name if name.isprintable() else display(name)


def ending_findings(name: str, kind: Kind) -> list[Finding]:
    """Say so when a file's name ends otherwise than its content asks."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    known = {known for endings in _ENDINGS.values() for known in endings}
    if ending not in known or ending in _ENDINGS[kind]:
        return []
    return [Finding("file-type-differs", details={"kind": _NAMES[kind], "ending": f".{ending}"})]
