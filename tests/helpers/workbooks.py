"""Makes the tiny workbooks and text tables, whole and broken, that the tests of reading use.

Nothing here is a real survey.  A workbook is a dictionary of its parts until `package` turns it into bytes, so that a
test can break exactly one thing.
"""

from __future__ import annotations

import io
import struct
import zipfile
from html import escape

CODES = [f"U{n}" for n in range(1, 10)]
HEADER: list[object] = ["Cap waktu", *CODES, "Saran"]
TABLE: list[list[object]] = [HEADER] + [
    [f"2024/01/0{day} 09:00:00", *[1 + (day + n) % 4 for n in range(9)], "cukup baik"] for day in range(1, 6)
]
"""A header and five respondents, columns A to K."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def address(row: int, column: int) -> str:
    """Name a cell: row from 1, column from 0, up to ZZ."""
    high, low = divmod(column, 26)
    return f"{chr(64 + high) if high else ''}{chr(65 + low)}{row}"


def cell(row: int, column: int, value: object) -> str:
    """Write one cell."""
    if isinstance(value, (int, float)):
        return f'<c r="{address(row, column)}"><v>{value}</v></c>'
    return f'<c r="{address(row, column)}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def sheet_xml(table: list[list[object]], first: int = 1) -> str:
    """Write a worksheet's part."""
    rows = "".join(
        f'<row r="{number}">{"".join(cell(number, column, value) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(table, first)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def parts(sheets: dict[str, str] | None = None, states: dict[str, str] | None = None) -> dict[str, bytes]:
    """Make the parts of a workbook: each sheet's name with its XML, and which sheets are hidden."""
    sheets = sheets if sheets is not None else {"Form Responses 1": sheet_xml(TABLE)}
    states = states or {}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[name]}"' if name in states else "")
        + "/>"
        for n, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    package_types = "http://schemas.openxmlformats.org/package/2006/content-types"
    package_relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{package_types}"/>',
        "_rels/.rels": f'<Relationships xmlns="{package_relations}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package_relations}">{relations}'
        f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdT" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
        "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>cukup baik</t></si></sst>',
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)},
    }
    return {name: text.encode() for name, text in texts.items()}


def package(contents: dict[str, bytes]) -> bytes:
    """Put parts into an archive, the same bytes whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def workbook(old: str = "", new: str = "", part: str = SHEET) -> bytes:
    """Make a workbook of `TABLE` with one thing changed in one part."""
    contents = parts()
    text = contents[part].decode()
    if old:
        assert old in text, f"{old} is not in {part}"
    contents[part] = text.replace(old, new, 1).encode() if old else contents[part]
    return package(contents)


def csv_bytes(table: list[list[object]] | None = None, delimiter: str = ",", end: str = "\r\n") -> bytes:
    """Write a text table without any quotation marks."""
    rows = TABLE if table is None else table
    return "".join(delimiter.join(map(str, row)) + end for row in rows).encode()


def opendocument(rows: str, styles: str = "", more: str = "") -> bytes:
    """Make an OpenDocument spreadsheet from the XML of its rows."""
    head = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
    )
    tail = "</office:spreadsheet></office:body></office:document-content>"
    sheet = f'<table:table table:name="Jawaban">{rows}</table:table>'
    return package(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{head}{sheet}{more}{tail}".encode(),
        }
    )


def ods_text(value: str) -> str:
    """Write an OpenDocument text cell."""
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def ods_number(value: float) -> str:
    """Write an OpenDocument number cell."""
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"


def record(kind: int, body: bytes = b"") -> bytes:
    """Write one record of an Excel 97-2003 stream."""
    return struct.pack("<HH", kind, len(body)) + body


def legacy_stream(cells: bytes, *, state: int = 0, before: bytes = b"") -> bytes:
    """Make the workbook stream of an Excel 97-2003 file with one sheet of the given cell records."""
    start_of = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    name = b"Sheet1"
    listed = struct.pack("<BBBB", state, 0, len(name), 0) + name
    head = record(0x809, start_of) + before
    place = len(head) + 4 + 4 + len(listed) + 4
    head += record(0x85, struct.pack("<I", place) + listed) + record(0x0A)
    return head + record(0x809, start_of) + cells + record(0x0A)


def legacy_number(row: int, column: int, value: float) -> bytes:
    """Write a number cell of an Excel 97-2003 sheet, row and column from 0."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def _legacy() -> bytes:
    from ikm.sources.workbooks.ole import build  # noqa: PLC0415  # the generator itself needs no ikm

    cells = b"".join(legacy_number(row, column, 1 + column % 4) for row in range(4) for column in range(9))
    return build("Workbook", legacy_stream(cells))


HIDDEN = [
    b"<!DOCTYPE x>",
    b'r="XFD1048576"',
    b'r="ZZ999999"',
    b'uniqueCount="4294967295"',
    b't="e"',
    b"<f>1</f>",
    b"\0",
    b'"',
    b"\r",
    b"<c>",
    b'<row r="1048576">',
    b't="s"',
    b"9999999999",
    b"\xff",
    b"<![CDATA[",
    b"<!--",
    b' hidden="1"',
]
"""Pieces that make trouble, for the mutations of fuzzing."""

SEEDS = {
    "csv": csv_bytes(),
    "quoted csv": b'sep=;\r\nU1;"Sar""an"\r\n4;"a\r\nb"\r\n',
    "utf-16": csv_bytes().decode().encode("utf-16"),
    "xlsx": package(parts()),
    "ods": opendocument(f"<table:table-row>{ods_text('U1')}{ods_number(4)}</table:table-row>" * 3),
    "xls": _legacy(),
}
"""One whole file of each kind, from which fuzzing starts."""
