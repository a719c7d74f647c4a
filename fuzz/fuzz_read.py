# ruff: noqa: INP001  # a script, no package
"""Coverage-guided fuzzing of `ikm.load`: nothing but ikm's own exceptions may leave it.

Run as ``fuzz/README.md`` says.  The first byte of an input chooses what the rest becomes: a whole file, or one part of
an otherwise sound workbook, so that mutations reach the readers behind the archive's checksums.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from ikm.responses import Responses

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

with atheris.instrument_imports(include=["ikm"]):
    import ikm.responses.passing
    import ikm.sources.texts.csv
    import ikm.sources.workbooks.ods
    import ikm.sources.workbooks.xls
    import ikm.sources.workbooks.xlsx
    from ikm.errors import IkmError
    from ikm.responses.validation import validate
    from ikm.sources import Input, Limits, LongText, read
    from ikm.sources.texts import TextTable

from workbooks import SEEDS, SHEET, legacy_stream, package, parts

PARTS = [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
LONG, BLOCK, BEGINNING = 10, 300, 6
"""From which kind on a text table passes by, in blocks of how many bytes, behind a beginning of how many rows."""
ikm.sources.texts.csv.LARGE = ikm.sources.texts.csv._HEAD = 0  # noqa: SLF001 - every table is a long one here

LIMITS = Limits(part_bytes=1 << 22, unpacked_bytes=1 << 23, cells=200_000, rows=100_000, memory=1 << 26)


def made(data: bytes) -> bytes:
    """Turn the fuzzer's bytes into a file."""
    kind, rest = (data[0] % 12, data[1:]) if data else (0, b"")
    if kind < len(PARTS):
        return package(parts() | {PARTS[kind]: rest})
    if kind == 5:
        return package({"content.xml": rest})
    if kind == 6:
        return ikm.sources.workbooks.ole.build("Workbook", rest)
    if kind == 7:
        return ikm.sources.workbooks.ole.build("Workbook", legacy_stream(rest))
    return rest


def passed(data: bytes) -> Responses:
    """Validate a text table as if it were a long one: block by block, with a short beginning."""
    with Input(data) as given:
        table = TextTable(given, LIMITS, BLOCK)
        table.start(BEGINNING)
        return validate(LongText(table, given, LIMITS, ()))


def try_one(data: bytes) -> None:
    """Read one file; every finding must have its words."""
    try:
        if data and data[0] % 12 >= LONG:
            responses = passed(data[1:])
        else:
            sheet = read(made(data), limits=LIMITS)
            responses = validate(sheet)
            if len(sheet.rows) != len(sheet.numbers):
                raise AssertionError("rows and numbers differ in length")
        findings = tuple(responses.findings)
        if not responses.ledger.adds_up():
            raise AssertionError(f"the ledger does not add up: {responses.ledger}")
    except IkmError as error:
        findings = getattr(error, "findings", ())
    for finding in findings:
        told = finding.translated("id"), finding.translated("en")
        if not all(one.message and one.action for one in told):
            raise AssertionError(f"{finding.code} lacks words")


def write_seeds(folder: Path) -> None:
    """Write one input of each kind for the fuzzer to start from."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = parts()
    for number, part in enumerate(PARTS):
        (folder / f"part-{number}").write_bytes(bytes([number]) + whole[part])
    for name, content in SEEDS.items():
        (folder / name.replace(" ", "-")).write_bytes(b"\x08" + content)
    stream = ikm.sources.workbooks.ole.stream(SEEDS["xls"], "Workbook")
    (folder / "stream").write_bytes(b"\x06" + stream)
    (folder / "cells").write_bytes(b"\x07" + stream[-600:])
    asked = "Timestamp,Nama,U1,U2,U3,U4,U5,U6,U7,U8 pengaduan,U9 sarana,Saran\r\n"
    row = '2026/03/{0:02} 8:{0:02}:01 AM GMT+7,Orang {0},4,3,4,3,4,3,4,3,4,"baik, {0}"\r\n'
    (folder / "long").write_text("\x0a" + asked + "".join(map(row.format, range(1, 25))), newline="")
    import zipfile  # noqa: PLC0415  # only here
    from io import BytesIO  # noqa: PLC0415  # only here

    with zipfile.ZipFile(BytesIO(SEEDS["ods"])) as archive:
        (folder / "content").write_bytes(b"\x05" + archive.read("content.xml"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--seeds"]:
        write_seeds(Path(sys.argv[2]))
    else:
        atheris.Setup(sys.argv, try_one)
        atheris.Fuzz()
