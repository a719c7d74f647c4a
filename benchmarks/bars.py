"""Every bar of speed and memory the project holds itself to, as ratios measured in one run on one machine.

It makes its inputs from a fixed seed, runs each pair of commands in turn, A B A B …, as whole processes, and prints for
each the median of the paired ratios and the peak memory the operating system saw.  What stands on the other side is
what one would otherwise write.

    python benchmarks/bars.py [--runs 5] [--only xlsx] [--json out.json] [--against ../other/src]

``--against`` compares with another checkout's ``src``: the same commands, ours against theirs.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "examples" / "ppid-2023.xlsx"
OUT = Path(__file__).parent / "out"
NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
SCORE = ["-m", "ikm", "score"]


class Bar(NamedTuple):
    """One bar: what is measured, against what, and how much is allowed."""

    name: str
    ours: list[str]
    theirs: list[str]
    most: float
    memory: int | None = None


class Run(NamedTuple):
    """One process: wall seconds, CPU seconds, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


def rows(number: int, seed: int) -> list[list[object]]:
    """Make a survey of fourteen columns: a timestamp, four profile columns, nine answers."""
    chance = random.Random(seed)
    table: list[list[object]] = [["Timestamp", "Jenis kelamin", "Usia", "Pendidikan", "Jenis layanan", *NAMES]]
    for i in range(number):
        moment = f"2026/{i % 12 + 1:02}/{i % 28 + 1:02} {i % 12 or 12}:{i % 60:02}:{i // 60 % 60:02} AM GMT+7"
        about: list[object] = [chance.choice("LP"), chance.randint(18, 70), chance.choice(("SMA", "S1")), f"L{i % 7}"]
        table.append([moment, *about, *(chance.choices((1, 2, 3, 4), (2, 8, 55, 35))[0] for _ in NAMES)])
    return table


def made(kind: str, number: int) -> str:
    """Have an input made once, by a process of its own: a child's peak memory counts its parent's."""
    path = OUT / f"{number}.{kind}"
    if not path.exists():
        OUT.mkdir(exist_ok=True)
        subprocess.run([sys.executable, __file__, "--make", f"{number}.{kind}"], check=True)
    return str(path)


def make(name: str) -> None:
    """Write an input."""
    number, kind = int(name.partition(".")[0]), name.partition(".")[2]
    path = OUT / name
    if kind == "csv":
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows(number, number))
    else:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Form Responses 1")
            for i, row in enumerate(rows(number, number)):
                sheet.write_row(i, 0, row)


def bars() -> list[Bar]:
    """List the bars."""
    big_xlsx, small_xlsx = made("xlsx", 100_000), made("xlsx", 10_000)
    big_csv, small_csv = made("csv", 1_000_000), made("csv", 100_000)
    small = str(SMALL)

    def pandas_xlsx(path: str) -> list[str]:
        return ["-c", f"import pandas as pd; pd.read_excel({path!r}, engine='openpyxl')"]

    def calamine(path: str) -> list[str]:
        read = f"W.from_path({path!r}).get_sheet_by_index(0).to_python()"
        return ["-c", f"from python_calamine import CalamineWorkbook as W; {read}"]

    def pandas_csv(path: str) -> list[str]:
        return ["-c", f"import pandas as pd; pd.read_csv({path!r})"]

    return [
        Bar("import ikm : import pandas", ["-c", "import ikm"], ["-c", "import pandas"], 0.35),
        Bar("score 136 rows xlsx : pandas + openpyxl reading it", [*SCORE, small], pandas_xlsx(small), 0.55),
        Bar("score 100,000 x 14 xlsx : calamine reading it", [*SCORE, big_xlsx], calamine(big_xlsx), 1.8, 512),
        Bar(
            "score 100,000 x 14 xlsx : pandas + openpyxl reading it",
            [*SCORE, big_xlsx],
            pandas_xlsx(big_xlsx),
            0.2,
            512,
        ),
        Bar("score 1,000,000 x 14 csv : pandas reading it", [*SCORE, big_csv], pandas_csv(big_csv), 2.0, 300),
        Bar("xlsx, ten times the rows", [*SCORE, big_xlsx], [*SCORE, small_xlsx], 10.5),
        Bar("csv, ten times the rows", [*SCORE, big_csv], [*SCORE, small_csv], 10.5),
    ]


def run(arguments: list[str], source: Path, cache: str) -> Run:
    """Run Python with these arguments; its compiled files are kept, as they are after an installation."""
    env = {**os.environ, "PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": cache}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        env,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"failed: python {' '.join(arguments)}")
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, peak)


def measure(bar: Bar, runs: int, other: Path | None, cache: str) -> dict[str, Any]:
    """Run one bar's pair in turn; the first pair warms up and does not count."""
    theirs = bar.theirs if other is None else bar.ours
    source = ROOT / "src"
    pairs = [(run(bar.ours, source, cache), run(theirs, other or source, cache)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a.wall / b.wall for a, b in pairs)
    peak = max(a.peak for a, _ in pairs)
    within = other is not None or (ratio <= bar.most and (bar.memory is None or peak <= bar.memory))
    return {
        "bar": bar.name,
        "ratio": round(ratio, 3),
        "cpu_ratio": round(statistics.median(a.cpu / b.cpu for a, b in pairs), 3),
        "most": None if other is not None else bar.most,
        "seconds": round(statistics.median(a.wall for a, _ in pairs), 3),
        "peak_mib": round(peak),
        "most_mib": bar.memory,
        "within": within,
    }


def main() -> None:
    """Measure and print a line for each bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--make", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        make(asked.make)
        return
    names = ("ikm-panrb", "pandas", "openpyxl", "python-calamine", "pydantic")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(machine, *(f"{name} {version(name)}" for name in names[1:]), sep=", ")
    results = []
    with tempfile.TemporaryDirectory() as cache:
        for bar in bars():
            if asked.only in bar.name:
                found = measure(bar, asked.runs, asked.against, cache)
                results.append(found)
                word = "ok" if found["within"] else "OVER"
                most = "" if found["most"] is None else f"  bar {found['most']:.2f}"
                memory = f"  {found['peak_mib']:4} MiB" + (f" of {bar.memory}" if bar.memory else "")
                print(
                    f"{bar.name:56} {found['ratio']:6.2f} (cpu {found['cpu_ratio']:.2f}){most}{memory}  {word}",
                    flush=True,
                )
    if asked.json:
        asked.json.write_text(json.dumps({"machine": machine, "results": results}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
