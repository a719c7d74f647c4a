"""Surveys made up by chance with the faults people's files have, as files of every kind; `same` compares over them.

==============  ==================================================================================
``table-N``     ``.csv`` in several dialects, every twentieth large enough to be streamed; ``.xlsx``,
                ``.ods`` and ``.xls`` with numbers and moments as cells of their kind
``frame-N``     ``.csv`` of as many cells in every row, to be read into a frame
==============  ==================================================================================

The same seed gives the same bytes.  Nobody answered these.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import struct
import zipfile
from html import escape
from random import Random
from typing import TYPE_CHECKING, Literal

import xlsxwriter
from inputs import ASKED, NAMES, STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["write"]

STREAMED = 2 << 20
"""A CSV file of so many bytes is streamed."""
EVERY = 20
"""One CSV file in so many is that large."""
CODED = [f"U{i} {name}" for i, name in enumerate(NAMES, 1)]
ODD = (
    "",
    "",
    " ",
    "5",
    "0",
    "-",
    "n/a",
    "Sangat Baik Sekali",
    "tes",
    "3,5",
    "4.0",
    "\N{NO-BREAK SPACE}",
    "=1+1",
    "TRUE",
)
WRONG = ("", "kemarin", "31/02/2026 10:00", "Jumat")
TWISTS = ("short", "long", "blank", "empty", "again", "codes", "total", "mean", "note", "copies", "title", "twice")
SQUARE = ("blank", "again", "total", "copies")
"""What may be added to a table that becomes a frame."""
BEFORE = (
    ("No", 0.3), ("Timestamp", 0.8), ("Alamat email", 0.5), ("Nama", 0.3), ("Jenis kelamin", 0.4), ("Usia", 0.4),
    ("Pendidikan", 0.4), ("Jenis layanan", 0.8),
)  # fmt: skip
AFTER = (("Kecepatan waktu (ketepatan)", 0.2), ("Saran", 0.6))
KINDS = {
    "forms": "%Y/%m/%d %I:%M:%S %p GMT+7",
    "iso": "%Y-%m-%d %H:%M:%S",
    "dmy": "%d/%m/%Y %H.%M",
    "mdy": "%m/%d/%Y %H:%M:%S",
    "long": "%d Maret %Y pukul %H.%M WIB",
    "serial": "46%j.%M",
    "day": "%Y-%m-%d",
    "short": "%y/%m/%d",
}
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")

Rows = list[list[str]]


def table(chance: Random, *, large: bool = False, twists: Sequence[str] = TWISTS) -> Rows:
    """Make a survey; the first row, or the second, is the header."""
    number = 12_000 if large else chance.choice((3, 12, 40, 130))
    odd = chance.choice((0.0, 0.0, 0.001, 0.02)) if large else chance.choice((0.0, 0.0, 0.02, 0.2))
    asked, worded = chance.choice((CODED, NAMES, list(ASKED))), chance.random() < 0.5
    before, after = ([name for name, part in names if chance.random() < part] for names in (BEFORE, AFTER))
    if large and "Saran" not in after:
        after.append("Saran")
    if chance.random() < 0.1:
        asked = asked[: chance.randrange(1, 9)]
    rows = [[*before, *asked, *after]]
    shape, moment = chance.choice(list(KINDS.values())), dt.datetime(2026, 1, 2, 7, 30)  # noqa: DTZ001 - a form's time
    straight = chance.random() < 0.2
    stems = dict(zip((*CODED, *NAMES, *ASKED), (*ASKED.values(),) * 3, strict=True))

    def answer(name: str) -> str:
        if chance.random() < odd:
            return chance.choice(ODD)
        score = chance.choices((0, 1, 2, 3), (1, 2, 6, 5))[0]
        return STEPS[score].format(stems.get(name, "baik")).capitalize() if worded else str(score + 1)

    for i in range(number):
        moment += dt.timedelta(seconds=chance.choice((0, 1, 7, 60, 3600, 40_000)) if not large else 17)
        about = {
            "No": str(i + 1),
            "Timestamp": moment.strftime(shape) if chance.random() >= odd else chance.choice(WRONG),
            "Alamat email": f"orang{chance.randrange(max(3, number))}@contoh.invalid",
            "Nama": chance.choice(("Ani", "Budi", "Tes", "0812-0000-0000", "-")),
            "Jenis kelamin": chance.choice(("L", "P", "Laki-laki", "")),
            "Usia": str(chance.randint(16, 75)),
            "Pendidikan": chance.choice(("SMA", "S1", "s1", "S2", "")),
            "Jenis layanan": chance.choice(("SIM", "KTP", "Total Solusi", "tes", " ktp ", "")),
            "Saran": chance.choice(("", "baik", 'kata "bagus"', "baris\nkedua", "a, b", "tes")) + "x" * 170 * large,
        }
        same = answer(asked[0]) if straight else None
        rows.append([about[name] if name in about else same or answer(name) for name in rows[0]])
    for twist in chance.sample(twists, chance.choice((0, 0, 1, 1, 2))):
        twisted(rows, twist, chance)
    return rows


def twisted(rows: Rows, twist: str, chance: Random) -> None:
    """Add rows, or a name, such as people's files have."""
    head, at = rows[0], chance.randrange(1, len(rows) + 1)
    if twist == "twice":
        rows[0] = [*head[:-1], head[0]]
    elif twist == "copies":
        for _ in range(chance.randrange(1, 4)):
            rows.insert(chance.randrange(1, len(rows) + 1), list(chance.choice(rows[1:])))
    else:
        rows.insert(*{
            "short": (at, rows[-1][:-2]),
            "long": (at, [*rows[-1], "lebih"]),
            "blank": (at, [" "] * len(head)),
            "empty": (at, []),
            "again": (at, list(head)),
            "codes": (1, [f"U{i}" for i in range(1, len(head) + 1)]),
            "total": (len(rows), ["Jumlah", *(["17"] * (len(head) - 1))]),
            "mean": (len(rows), ["Rata-rata", *(["3,27"] * (len(head) - 1))]),
            "note": (len(rows), ["Sumber: formulir"]),
            "title": (0, ["Survei Kepuasan Masyarakat 2026"]),
        }[twist])  # fmt: skip


def typed(text: str) -> str | float | dt.datetime:
    """Give the cell a workbook would hold instead of the text."""
    if re.fullmatch(r"\d{1,5}(\.\d+)?", text):
        return float(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", text):
        return dt.datetime.fromisoformat(text)
    return text


def write_csv(path: Path, rows: Rows, chance: Random) -> None:
    """Write a text table, in one of the dialects spreadsheets write."""
    text, delimiter, end = io.StringIO(), chance.choice((",", ",", ";", "\t")), chance.choice(("\n", "\r\n"))
    quoting: Literal[0, 1] = csv.QUOTE_ALL if chance.random() < 0.3 else csv.QUOTE_MINIMAL
    csv.writer(text, quoting=quoting, delimiter=delimiter, lineterminator=end).writerows(rows)
    path.write_bytes(text.getvalue().encode(chance.choice(ENCODINGS)))


def write_xlsx(path: Path, rows: Rows, chance: Random) -> None:
    """Write a workbook, some with a hidden row or a second sheet."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 1)})  # noqa: DTZ001 - else the bytes tell the time
        sheet = book.add_worksheet("Form Responses 1")
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, [typed(text) for text in row])
        if chance.random() < 0.1:
            sheet.set_row(chance.randrange(len(rows)), None, None, {"hidden": True})
        if chance.random() < 0.1:
            book.add_worksheet("Lain").write_row(0, 0, ["Catatan", 1])


def write_ods(path: Path, rows: Rows, chance: Random) -> None:
    """Write an OpenDocument spreadsheet, blanks and equal neighbours as repeats in some."""
    repeats = chance.random() < 0.5
    lines = []
    for row in rows:
        cells: list[tuple[str, int]] = []
        for text in row:
            value, inner = typed(text), f"<text:p>{escape(text)}</text:p>"
            kind = (
                f'office:value-type="float" office:value="{value}"'
                if isinstance(value, float)
                else f'office:value-type="date" office:date-value="{value:%Y-%m-%dT%H:%M:%S}"'
                if isinstance(value, dt.datetime)
                else 'office:value-type="string"'
            )
            cell = f"{kind}>{inner}" if text else ">"
            if repeats and cells and cells[-1][0] == cell:
                cells[-1] = (cell, cells[-1][1] + 1)
            else:
                cells.append((cell, 1))
        inside = (f'<table:table-cell table:number-columns-repeated="{n}" {c}</table:table-cell>' for c, n in cells)
        lines.append(f"<table:table-row>{''.join(inside)}</table:table-row>")
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Jawaban">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED if name != "mimetype" else None)


def write_xls(path: Path, rows: Rows, _: Random) -> None:
    """Write an Excel 97-2003 workbook: the least a compound file of one stream needs."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    start, name, cells = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0), b"Sheet1", []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            value = typed(text)
            if isinstance(value, float):
                cells.append(record(0x203, struct.pack("<HHHd", i, j, 0, value)))
            elif text:
                cells.append(record(0x204, struct.pack("<HHHHB", i, j, 0, len(text), 1) + text.encode("utf-16-le")))
    place = 4 + len(start) + 4 + 8 + len(name) + 4
    head = record(0x809, start) + record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name) + record(0x0A)
    stream = head + record(0x809, start) + b"".join(cells) + record(0x0A)
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    free, end, number, tables = 0xFFFFFFFF, 0xFFFFFFFE, len(stream) // 512, 1
    while tables * 128 < tables + 1 + number:
        tables += 1
    chain = [0xFFFFFFFD] * tables + [end] + list(range(tables + 2, tables + 1 + number)) + [end]
    chain += [free] * (tables * 128 - len(chain))
    listed = list(range(tables)) + [free] * (109 - tables)
    first = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        tables,
        tables,
        0,
        4096,
        end,
        0,
        end,
        0,
    )
    entries = b"".join(
        struct.pack("<64sHBBIII36sIQ", title.encode("utf-16-le"), 2 * len(title) + 2, kind, 1, free, free, *rest)
        for title, kind, *rest in (
            ("Root Entry", 5, 1, b"", end, 0),
            ("Workbook", 2, free, b"", tables + 1, len(stream)),
        )
    )
    path.write_bytes(
        struct.pack("<8s16sHHHHH6sIIIIIIIII", *first)
        + struct.pack(f"<{109 + len(chain)}I", *listed, *chain)
        + entries.ljust(512, b"\0")
        + stream
    )


def write(folder: Path, number: int, seed: int) -> None:
    """Write so many files of each kind."""
    for i in range(number):
        for kind, put in (("csv", write_csv), ("xlsx", write_xlsx), ("ods", write_ods), ("xls", write_xls)):
            chance, large = Random(f"{seed} {kind} {i}"), kind == "csv" and i % EVERY == EVERY - 1
            path = folder / f"table-{i:04}.{kind}"
            put(path, table(chance, large=large), chance)
            assert not large or path.stat().st_size > STREAMED, path
        with (folder / f"frame-{i:04}.csv").open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(table(Random(f"{seed} frame {i}"), twists=SQUARE))
