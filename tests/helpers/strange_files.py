"""Hostile and broken files, each by its name and made when asked for: what the page must take as the command does.

What each is refused for is tested where the readers are (`tests/sources`); here they are only made, some of them large.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable

from tables import GOOD, NAMES, as_csv
from workbooks import (
    MAIN,
    SHEET,
    TABLE,
    csv_bytes,
    legacy_number,
    legacy_stream,
    ods_number,
    ods_text,
    opendocument,
    package,
    parts,
    record,
    sheet_xml,
    workbook,
)  # fmt: skip

__all__ = ["FILES"]

_ROW = "".join(f"<table:table-row>{ods_text('U1')}{ods_number(4)}</table:table-row>" for _ in range(3))


def _with(**changed: bytes) -> bytes:
    return package(parts() | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in changed.items()})


def _sheet(change: Callable[[bytes], bytes]) -> bytes:
    contents = parts()
    contents[SHEET] = change(contents[SHEET])
    return package(contents)


def _bomb(filler: bytes, size: int) -> bytes:
    return _sheet(lambda xml: xml.replace(b"<sheetData>", filler * size + b"<sheetData>"))


def _rows(number: int) -> bytes:
    """Make a sheet of very many small rows, which packs to little."""
    row = b'<row><c t="b"><v>1</v></c></row>'
    return _sheet(lambda xml: xml.replace(b"</sheetData>", row * number + b"</sheetData>"))


def _twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts().items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue().replace(b"xl/styles.xml", SHEET.encode()[: len(b"xl/styles.xml")])


def _legacy(cells: bytes, before: bytes = b"") -> bytes:
    from ikm.sources.workbooks.ole import build  # noqa: PLC0415 - the other files need no ikm

    return build("Workbook", legacy_stream(cells, before=before))


def _circle() -> bytes:
    made = bytearray(_legacy(b"".join(legacy_number(row, 0, 4) for row in range(400))))
    table = made.rfind(struct.pack("<II", 0xFFFFFFFE, 2))
    made[table + 4 : table + 8] = struct.pack("<I", 1)
    return bytes(made)


def _deep(levels: int) -> bytes:
    return _sheet(lambda xml: xml.replace(b"<sheetData>", b"<x>" * levels + b"</x>" * levels + b"<sheetData>"))


def _claims(columns: int) -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="4"/>'
    return opendocument(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


_NUMBERS = b"".join(legacy_number(row, column, 4) for row in range(3) for column in range(9))
_TYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]>'
_COUNTS = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"></sst>'.encode()

FILES: dict[str, Callable[[], bytes]] = {
    "kosong.xlsx": lambda: b"",
    "nol.xlsx": lambda: bytes(5000),
    "gambar.csv": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "teks.xlsx": csv_bytes,
    "mampat.csv": lambda: gzip.compress(csv_bytes(), mtime=0),
    "arsip.xlsx": lambda: package({"a.txt": b"a"}),
    "terputus.xlsx": lambda: workbook()[:900],
    "spasi.xlsx": lambda: _bomb(b" ", 100 << 20),
    "catatan.xlsx": lambda: _bomb(b"<!-- a -->", 9 << 20),
    "baris.xlsx": lambda: _rows(3_000_000),
    "dalam.xlsx": lambda: _deep(100_000),
    "jenis.xlsx": lambda: _sheet(lambda xml: _TYPE + xml.replace(b"<v>", b"<v>&c;", 1)),
    "jenis-buku.xlsx": lambda: _with(xl__workbook_xml=_TYPE + parts()["xl/workbook.xml"]),
    "hitungan.xlsx": lambda: package(parts() | {"xl/sharedStrings.xml": _COUNTS}),
    "jauh.xlsx": lambda: workbook("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "jauh-bawah.xlsx": lambda: workbook(
        "</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    ),
    "alamat.xlsx": lambda: workbook('<c r="C4">', '<c r="AAAA99999999">'),
    "luas.xlsx": lambda: workbook("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
    "gabungan.xlsx": lambda: workbook(
        "</worksheet>", '<mergeCells count="1"><mergeCell ref="A20:XFD1048576"/></mergeCells></worksheet>'
    ),
    "teks-hilang.xlsx": lambda: workbook('<c r="B2"><v>2</v>', '<c r="B2" t="s"><v>18446744073709551617</v>'),
    "bukan-angka.xlsx": lambda: workbook('<c r="B2"><v>2</v>', '<c r="B2"><v>1e999</v>'),
    "galat.xlsx": lambda: workbook('<c r="B2"><v>2</v>', '<c r="B2" t="e"><v>#SPILL!</v>'),
    "dua-kali.xlsx": _twice,
    "banyak-lembar.xlsx": lambda: package(parts({f"L{n}": sheet_xml(TABLE[:2]) for n in range(2000)})),
    "xml-rusak.xlsx": lambda: workbook("</sheetData>", ""),
    "tanpa-buku.xlsx": lambda: package({name: data for name, data in parts().items() if name != "xl/workbook.xml"}),
    "miliaran.ods": lambda: _claims(9),
    "kolom.ods": lambda: _claims(16_384),
    "jenis.ods": lambda: package({"content.xml": b"<!DOCTYPE x><x/>"}),
    "biasa.ods": lambda: opendocument(_ROW),
    "lingkaran.xls": _circle,
    "sandi.xls": lambda: _legacy(_NUMBERS, record(0x2F, bytes(6))),
    "jauh.xls": lambda: _legacy(_NUMBERS + legacy_number(65_535, 255, 1)),
    "terputus.xls": lambda: _legacy(_NUMBERS)[:900],
    "panjang.csv": lambda: b'Cap waktu,U1\r\n"' + b"a" * (20 << 20),
    "kutip.csv": lambda: b'U1,U2\r\n"4,3\r\n' + b"4,3\r\n" * 50_000,
    "lebar.csv": lambda: b",".join([b"4"] * 200_000) + b"\r\n",
    "nul.csv": lambda: csv_bytes().replace(b"cukup", b"cu\0kup"),
    "bukan-utf8.csv": lambda: csv_bytes().replace(b"cukup", b"cuk\xfcp"),
    "sisi.csv": lambda: as_csv([[*NAMES, "", *NAMES], *[[*row, "", *row] for row in GOOD]]),
    "terminal.csv": lambda: csv_bytes().replace(b"cukup", b"\x1b[31m=cmd|'/c calc'!A0"),
}
"""How each file is made, by the name it is given."""
