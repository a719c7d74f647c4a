"""The national case: the answers of all agencies, counted on DuckDB, on Spark and in chunks, to the last integer.

python examples/national.py                      # 20,000 made-up responses, DuckDB and chunks
python examples/national.py --rows 20000000 --engines duckdb spark chunks --folder /somewhere/large

600 agencies × 20 units × 4 quarters, nine answers from 1 to 4 with some blanks, made from a fixed seed and written as
Parquet, 1,000,000 rows a file.  Each engine runs in a process of its own, so that time and peak memory are its own; the
three tallies must be equal.  Needs ``ikm-panrb[engines]``, numpy, pyarrow, duckdb, and pyspark with Java for Spark.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ikm

if TYPE_CHECKING:
    from collections.abc import Callable

    from ikm.tallies.tally import Tally

ELEMENTS = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]
BY = ["instansi", "unit", "kuartal"]
AGENCIES, UNITS, QUARTERS = 600, 20, 4
PART = 1_000_000
SHOWN = "Instansi 017"
MEMORY = "4g"
"""What Spark's one process may use."""


def make(folder: Path, rows: int, seed: int = 14_2017) -> None:
    """Write the responses, in order of quarter and in no order within: as agencies send them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    agencies = pa.array([f"Instansi {number:03}" for number in range(1, AGENCIES + 1)])
    units = pa.array([f"Unit {number:02}" for number in range(1, UNITS + 1)])
    chance = np.random.default_rng(seed)
    # Every agency leans a little to better or worse answers, so that the indices differ.
    lean = chance.normal(0, 0.35, AGENCIES)
    for part, first in enumerate(range(0, rows, PART)):
        count = min(PART, rows - first)
        agency = chance.integers(0, AGENCIES, count)
        quarter = (first + np.arange(count)) * QUARTERS // rows
        columns = {
            "instansi": agencies.take(pa.array(agency)),
            "unit": units.take(pa.array(chance.integers(0, UNITS, count))),
            "kuartal": pa.array([f"2025-Q{number}" for number in range(1, QUARTERS + 1)]).take(pa.array(quarter)),
        }
        for place, element in enumerate(ELEMENTS):
            draw = chance.normal(3.2 + place / 30, 0.75, count) + lean[agency]
            columns[element] = pa.array(draw.round().clip(1, 4).astype("int8"), mask=chance.random(count) < 0.01)
        pq.write_table(pa.table(columns), folder / f"part-{part:05}.parquet")


def by_duckdb(folder: Path) -> Tally:
    """Count on DuckDB."""
    import duckdb

    return ikm.tally(duckdb.read_parquet(f"{folder}/*.parquet"), by=BY)


def by_polars(folder: Path) -> Tally:
    """Count on Polars, as a stream."""
    import polars as pl

    return ikm.tally(pl.scan_parquet(folder / "*.parquet"), by=BY)


def by_spark(folder: Path) -> Tally:
    """Count on Spark, on this machine; on a cluster only the session differs."""
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    settings = {"spark.ui.enabled": "false", "spark.driver.memory": MEMORY, "spark.sql.shuffle.partitions": "4"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.master(f"local[{os.cpu_count()}]").getOrCreate()
    try:
        return ikm.tally(session.read.parquet(str(folder)), by=BY)
    finally:
        session.stop()


def by_chunks(folder: Path) -> Tally:
    """Count file after file in one process, and merge: what a machine without any engine can do."""
    import pyarrow.parquet as pq

    first, *others = sorted(folder.glob("*.parquet"))
    whole = ikm.tally(pq.read_table(first), by=BY)
    for path in others:
        whole += ikm.tally(pq.read_table(path), by=BY)
    return whole


ENGINES: dict[str, Callable[[Path], Tally]] = {
    "duckdb": by_duckdb,
    "polars": by_polars,
    "spark": by_spark,
    "chunks": by_chunks,
}


def watch(used: dict[str, float], stop: threading.Event) -> None:
    """Keep the most memory this process and its children (Spark's Java) held at once, and the processor time of all."""
    page, tick = os.sysconf("SC_PAGE_SIZE") / 2**20, os.sysconf("SC_CLK_TCK")
    while not stop.wait(0.2):
        memory, ticks, family = 0.0, 0, {str(os.getpid())}
        for entry in sorted(Path("/proc").glob("[0-9]*"), key=lambda one: int(one.name)):
            try:
                facts = (entry / "stat").read_text().rpartition(")")[2].split()
                if entry.name in family or facts[1] in family:
                    family.add(entry.name)
                    memory += int(facts[21]) * page
                    ticks += int(facts[11]) + int(facts[12])
            except (OSError, IndexError):
                continue  # it has ended meanwhile
        used["peak MiB"] = round(max(used.get("peak MiB", 0), memory))
        used["processor seconds"] = max(used.get("processor seconds", 0), ticks / tick)


def run(engine: str, folder: Path, out: Path) -> None:
    """Count with one engine and keep the tally, and what it took; in a process of its own."""
    used: dict[str, float] = {}
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(used, stop))
    if sys.platform == "linux":
        watcher.start()
    start = time.perf_counter()
    tally = ENGINES[engine](folder)
    used["seconds"] = round(time.perf_counter() - start, 1)
    stop.set()
    out.write_bytes(pickle.dumps((tally, used)))


def count(engine: str, folder: Path) -> tuple[Tally, dict[str, float]]:
    """Run one engine in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "tally"
        process = multiprocessing.get_context("spawn").Process(target=run, args=(engine, folder, out))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(f"{engine} failed")
        kept: tuple[Tally, dict[str, float]] = pickle.loads(out.read_bytes())  # noqa: S301 - written by our own child
        return kept


def show(tally: Tally) -> None:
    """Print the index of the nation per quarter, of some agencies, and what one agency publishes of its units."""
    nation = ikm.score(tally.regroup("kuartal"))
    print(nation.ikm, nation.mutu, f"nation, all quarters, {nation.respondents} respondents")
    agencies = sorted(ikm.score(tally.regroup("instansi")).groups or (), key=lambda group: group.ikm or 0)
    own = replace(tally, groups={group: counts for group, counts in tally.groups.items() if group[0] == SHOWN})
    units = ikm.score(own.regroup(["unit", "kuartal"])).groups or ()
    for groups in (nation.groups or (), agencies[:: max(len(agencies) // 3, 1)], units[:4]):
        for group in groups:
            figure = "not shown, too few" if group.hidden else f"{group.ikm} {group.mutu}"
            print(" ", ", ".join(name or "others" for name in group.group.values()), figure, group.respondents or "")


def main() -> None:
    """Make the data if it is not there, count it with each engine, compare, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=["duckdb", "chunks"])
    parser.add_argument(
        "--folder", type=Path, help="where the Parquet files go and stay; a temporary folder unless given"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (asked.folder or Path(temporary)) / f"national-{asked.rows}"
        if not folder.exists():
            make(folder, asked.rows)
        tallies = {}
        for engine in asked.engines:
            tallies[engine], used = count(engine, folder)
            print(json.dumps({"engine": engine, "rows": asked.rows, **used}), flush=True)
    first, *others = tallies.values()
    assert all(other == first for other in others), "the engines disagree"
    print(len(first.groups), "groups, equal to the last integer:", ", ".join(tallies))
    start = time.perf_counter()
    show(first)
    print("scored in", round(time.perf_counter() - start, 1), "s")


if __name__ == "__main__":
    main()
