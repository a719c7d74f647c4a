"""The surveys the benchmark scores: made up from fixed seeds, kept in ``benchmarks/out/``.

==========================  ====================================================================================
``N.csv``, ``N.xlsx``       fourteen columns: a timestamp, four about the respondent, nine scores
``forms-N.csv``, ``.xlsx``  as Google Forms writes it: every cell quoted, distinct rising times, an e-mail address,
                            answers in words, comments with commas, quotation marks and line ends
``stray-N.csv`` …           ``forms-N.csv`` with one trouble in the middle or at the end, see `TROUBLES`
``faulty-N.csv``            ``N.csv`` with blanks, scores off the scale, misspelt words, blank and repeated rows
``grouped-N.csv``           100,000 rows of nine scores and a unit, N units at the most; each row its own of 100,000
``units-N``                 a folder of N workbooks of 200 rows, no two alike
``N.parquet``               nine columns of scores and a unit, 1,000 units (needs pyarrow)
``ppid-2023.xlsx``          the example of 136 rows
==========================  ====================================================================================

    python benchmarks/inputs.py forms-1000.csv

Nobody answered these; names and addresses are counters.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NAMES", "ROOT", "made"]

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "out"
SMALL = ROOT / "examples" / "ppid-2023.xlsx"
NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
ASKED = {
    "1. Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?": "sesuai",
    "2. Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?": "mudah",
    "3. Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?": "cepat",
    "4. Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?": "wajar",
    "5. Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan "
    "dengan hasil yang diberikan?": "sesuai",
    "6. Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?": "kompeten",
    "7. Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?": "sopan",
    "8. Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?": "baik",
    "9. Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?": "baik",
}
STEPS = ("Tidak {}", "Kurang {}", "{}", "Sangat {}")
SHARES = (2, 8, 55, 35)
GROUP = 100_000
"""Rows of a row group: many even in the small table, so that the engines' threads all have work in both."""
ROWS = 100_000
"""Rows of a survey of many groups."""
COMMENTS = (
    "Sudah baik, pertahankan.",
    'Petugas bilang "besok", ternyata tiga hari',
    "Ruang tunggu sempit,\nkursinya kurang",
    "Terima kasih",
)


def made(name: str) -> str:
    """Have an input made once, by a process of its own: a child's peak memory counts its parent's."""
    if name == SMALL.name:
        return str(SMALL)
    path = OUT / name
    if not path.exists():
        OUT.mkdir(exist_ok=True)
        print(f"making {name}", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, __file__, name], check=True)
    return str(path)


def plain(number: int, seed: int | None = None) -> Iterator[list[object]]:
    """Give a survey of scores, the header first."""
    chance = random.Random(number if seed is None else seed)
    yield ["Timestamp", "Jenis kelamin", "Usia", "Pendidikan", "Jenis layanan", *NAMES]
    for i in range(number):
        moment = f"2026/{i % 12 + 1:02}/{i % 28 + 1:02} {i % 12 or 12}:{i % 60:02}:{i // 60 % 60:02} AM GMT+7"
        about: list[object] = [chance.choice("LP"), chance.randint(18, 70), chance.choice(("SMA", "S1")), f"L{i % 7}"]
        yield [moment, *about, *(chance.choices((1, 2, 3, 4), SHARES)[0] for _ in NAMES)]


def forms(number: int) -> Iterator[list[object]]:
    """Give a survey as a form asks it, in words; every third respondent comments."""
    chance = random.Random(number)
    yield ["Timestamp", "Email Address", "Jenis kelamin", "Pendidikan terakhir", *ASKED, "Saran dan masukan"]
    moment = dt.datetime(2025, 1, 2, 7, 30)  # noqa: DTZ001 - a form's local time
    most = max(1, 360 * 86_400 // number)
    for i in range(number):
        moment += dt.timedelta(seconds=chance.randint(1, 2 * most - 1) if most > 1 else 1)
        half = "AM" if moment.hour < 12 else "PM"
        when = f"{moment:%Y/%m/%d} {(moment.hour - 1) % 12 + 1}:{moment:%M:%S} {half} GMT+7"
        words = (STEPS[chance.choices(range(4), SHARES)[0]].format(word).capitalize() for word in ASKED.values())
        comment = f"{chance.choice(COMMENTS)} ({i})" if i % 3 == 0 else ""
        about = [f"warga{i}@contoh.id", chance.choice(("Laki-laki", "Perempuan")), chance.choice(("SMA", "S1", "S2"))]
        yield [when, *about, *words, comment]


def faulty(number: int) -> Iterator[list[object]]:
    """Give the plain survey with one answer in fifty blank, and every fault an export has."""
    chance = random.Random(number + 1)
    rows = plain(number)
    yield next(rows)
    for i, row in enumerate(rows):
        for place in range(5, len(row)):
            drawn = chance.random()
            if drawn < 0.02:
                row[place] = ""
            elif drawn < 0.0215:
                row[place] = chance.choice((0, 5, 33, "Bagus sekali", "3,5", "-"))
        if i % 1000 == 500:
            yield ["" for _ in row]
            continue
        yield row
        if i % 1000 == 700:
            yield row


def grouped(units: int) -> Iterator[list[object]]:
    """Give a survey of scores and units, as many as rows or drawn by chance."""
    chance = random.Random(units)
    yield ["Loket", *NAMES]
    for i in range(ROWS):
        unit = i if units == ROWS else chance.randrange(units)
        yield [f"Loket {unit}", *(chance.choices((1, 2, 3, 4), SHARES)[0] for _ in NAMES)]


TROUBLES = {
    "stray": "a stray quotation mark",
    "ragged": "a ragged row",
    "total": "a total row",
    "latin": "one byte of Windows-1252",
}


def troubled(shape: str, size: str) -> bytes:
    """Give the bytes of a forms file with one trouble in it."""
    data = Path(made(f"forms-{size}.csv")).read_bytes()
    if shape == "total":
        return data + b'"","","","Jumlah",' + b",".join([b'"3000000"'] * len(ASKED)) + b',""\r\n'
    before, more = {"stray": (b'id","', b'" x'), "ragged": (b'\r\n"20', b',""'), "latin": (b'id","', b"\xe9")}[shape]
    middle = data.index(before, len(data) // 2)
    return data[:middle] + more + data[middle:]


SHAPES = {"": plain, "forms": forms, "faulty": faulty, "grouped": grouped}


def write(name: str) -> None:
    """Write an input, under its name only when it is whole."""
    stem, _, kind = name.partition(".")
    shape, _, size = stem.rpartition("-")
    part = OUT / f"part-{name}"
    if shape == "units":
        part.mkdir(exist_ok=True)
        for i in range(int(size)):
            write_xlsx(part / f"unit-{i:04}.xlsx", plain(200, i))
    elif shape in TROUBLES:
        part.write_bytes(troubled(shape, size))
    elif kind == "parquet":
        write_parquet(part, int(size))
    elif kind == "csv":
        rows = SHAPES[shape](int(size))
        with part.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out, quoting=csv.QUOTE_ALL if shape == "forms" else csv.QUOTE_MINIMAL).writerows(rows)
    else:
        write_xlsx(part, SHAPES[shape](int(size)), shared=shape == "forms")
    part.rename(OUT / name)


def write_xlsx(path: Path, rows: Iterable[list[object]], *, shared: bool = False) -> None:
    """Write a workbook, its texts in the cells or, as Google Sheets and Excel do, each once."""
    import xlsxwriter  # noqa: PLC0415 - only the process that writes a workbook

    with xlsxwriter.Workbook(path, {"constant_memory": not shared}) as book:
        sheet = book.add_worksheet("Form Responses 1")
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, row)


def write_parquet(path: Path, number: int) -> None:
    """Write a table of scores, a million rows at a time."""
    import numpy as np  # noqa: PLC0415 - only the process that writes a table
    import pyarrow as pa  # noqa: PLC0415 - the same
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    chance = np.random.default_rng(number)
    schema = pa.schema([("unit", pa.string()), *((name, pa.int8()) for name in NAMES)])
    with pq.ParquetWriter(path, schema) as out:
        for _ in range(0, number, 1_000_000):
            size = min(number, 1_000_000)
            units = np.char.add("unit-", chance.integers(0, 1000, size).astype(str))
            scores = [chance.choice(4, size, p=np.array(SHARES) / 100) + 1 for _ in NAMES]
            out.write_table(pa.table([units, *(column.astype("int8") for column in scores)], schema=schema), GROUP)


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    write(sys.argv[1])
