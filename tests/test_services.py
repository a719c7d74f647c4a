"""Inside a service: many threads, asyncio, limits for files from anywhere, and nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"]
ABOUT = ["Timestamp", "Jenis kelamin"]


def in_words(rows: list[list[Any]]) -> list[list[Any]]:
    return [[WORDS[score - 1] for score in row] for row in rows]


def with_people(rows: list[list[Any]]) -> list[list[Any]]:
    return [[f"2026/01/{day:02} 9:15:00 AM GMT+7", "LP"[day % 2], *row] for day, row in enumerate(rows, 1)]


def uploads() -> list[bytes]:
    """Give uploads that differ in kind, size, words and faults."""
    many = [[1 + (i * k) % 4 for k in range(3, 12)] for i in range(1, 40)]
    tables: list[list[list[Any]]] = [
        [NAMES, *GOOD],
        [NAMES, *in_words(GOOD)],
        [[*ABOUT, *NAMES], *with_people(many[:28])],
        [NAMES, *many, ["", *GOOD[0][1:]]],
        [NAMES, *GOOD, [9] * 9],
        [NAMES, *GOOD, ["Bagus sekali", *GOOD[0][1:]]],
        [NAMES[:5], *(row[:5] for row in GOOD)],
    ]
    whole = [(ROOT / "examples" / name).read_bytes() for name in ("ppid-2023.xlsx", "with-mistakes.csv")]
    return [
        *(as_csv(table) for table in tables),
        *(as_xlsx(table) for table in tables),
        *whole,
        b"%PDF-1.7",
        b"",
        b"PK\x03\x04 cut off",
    ]


def outcome(upload: bytes) -> str:
    """Give every figure and word of a scoring, or of its refusal."""
    try:
        return ikm.score(upload, by="jenis_kelamin" if b"kelamin" in upload else (), minimum_group=5).model_dump_json()
    except ikm.SourceError as refused:
        return json.dumps([str(refused), *(f.translated("id").message for f in refused.findings)])
    except ikm.ResponseError as refused:
        return json.dumps([str(refused), *(f"{f.cell} {f.translated('id').message}" for f in refused.findings)])


def test_eight_threads_give_what_one_gives() -> None:
    given = uploads()
    alone = [outcome(upload) for upload in given]
    assert len(set(alone)) > len(given) // 2
    assert sum('"ikm":' in text for text in alone) >= 8
    ready = threading.Barrier(8)

    def work(start: int) -> list[tuple[int, str]]:
        ready.wait()
        order = [(start * 3 + step) % len(given) for step in range(2 * len(given))]
        return [(i, outcome(given[i])) for i in order]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads change places as often as they can
    try:
        with ThreadPoolExecutor(8) as pool:
            found = [pair for part in pool.map(work, range(8)) for pair in part]
    finally:
        sys.setswitchinterval(before)
    assert len(found) == 16 * len(given)
    assert all(text == alone[i] for i, text in found)


def test_the_first_scorings_of_a_process_may_come_from_eight_threads() -> None:
    code = """
import sys, threading
sys.setswitchinterval(1e-5)
from concurrent.futures import ThreadPoolExecutor
import ikm
ready = threading.Barrier(8)
names = ["examples/ppid-2023.xlsx", "examples/ppid-2023.csv"] * 4
def work(name):
    ready.wait()
    return ikm.score(name).model_dump_json(exclude={"provenance"})
with ThreadPoolExecutor(8) as pool:
    found = list(pool.map(work, names))
assert len(set(found)) == 1, len(set(found))
print(ikm.score(names[0]).model_dump_json(exclude={"provenance"}) == found[0])"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == ("True", "")


def wide(columns: int) -> list[list[Any]]:
    return [[*NAMES, *(f"Catatan {i}" for i in range(columns))], *([*row, *["x"] * columns] for row in GOOD)]


LIMITED = {
    "text_bytes": (200, as_csv([NAMES, *GOOD * 20])),
    "workbook_bytes": (2000, as_xlsx([NAMES, *GOOD * 20])),
    "part_bytes": (5000, as_xlsx([NAMES, *GOOD * 200])),
    "unpacked_bytes": (9000, as_xlsx([NAMES, *GOOD * 200])),
    "rows": (100, as_csv([NAMES, *GOOD * 40])),
    "columns": (20, as_csv(wide(30))),
    "cells": (1000, as_xlsx([NAMES, *GOOD * 40])),
    "text": (140_000, as_csv([[*NAMES, "Saran"], [*GOOD[0], "a" * 150_000]])),
    "memory": (20_000, as_csv([NAMES, *GOOD * 2000])),
}


@pytest.mark.parametrize("limit", LIMITED)
def test_every_limit_can_be_set_and_its_refusal_names_it(limit: str) -> None:
    value, upload = LIMITED[limit]
    assert ikm.score(upload).respondents >= 1
    with pytest.raises(ikm.SourceError, match=rf"\(limit {limit}\)") as refused:
        ikm.score(upload, limits=ikm.Limits(**{limit: value}))
    assert refused.value.findings[0].code == "file-over-limit"
    assert f"(limit {limit})" in refused.value.findings[0].translated("id").message


def test_the_number_of_sheets_is_limited() -> None:
    upload = (ROOT / "examples" / "ppid-2023.xlsx").read_bytes()
    assert ikm.score(upload, limits=ikm.Limits(sheets=20)).ikm == 83.86
    with pytest.raises(ikm.OptionError, match="The limit sheets must be at least 1, not 0"):
        ikm.Limits(sheets=0)


@pytest.mark.parametrize("upload", [as_csv, as_xlsx])
def test_rows_and_text_are_bounded_in_every_kind_of_file(upload: Callable[[list[list[Any]]], bytes]) -> None:
    table = upload([[*NAMES, "Saran"], *([*row, "a" * 60] for row in GOOD * 10)])
    with pytest.raises(ikm.SourceError, match=r"\(limit rows\)"):
        ikm.score(table, limits=ikm.Limits(rows=15))
    with pytest.raises(ikm.SourceError, match=r"a cell of row 2 holds 60 characters; the limit is 50 \(limit text\)"):
        ikm.score(table, limits=ikm.Limits(text=50))


def test_load_and_check_take_limits_too() -> None:
    upload = as_csv([NAMES, *GOOD * 40])
    for read in (ikm.load, ikm.check):
        with pytest.raises(ikm.SourceError, match=r"\(limit rows\)"):
            read(upload, limits=ikm.Limits(rows=100))


LONG_LIFE = """
import functools, gc, os, sys, tempfile, threading
sys.path[:0] = ["tests", "tests/helpers"]
from test_services import many_uploads, outcome

def state():
    gc.collect()
    files, pages = 0, 0
    if sys.platform == "linux":
        files = len(os.listdir("/proc/self/fd"))
        with open("/proc/self/statm") as told:
            pages = int(told.read().split()[1])
    # What is bounded in number may fill up; what is not must not grow.
    for known in gc.get_objects():
        if isinstance(known, functools._lru_cache_wrapper) and known.cache_parameters()["maxsize"] is not None:
            known.cache_clear()
    gc.collect()
    kept = len(os.listdir(tempfile.gettempdir()))
    return sys.getallocatedblocks(), pages * 4096, files, threading.active_count(), kept

given = many_uploads()
scored = 0
for number in range(2000):
    scored += '"ikm":' in outcome(next(given))
    if number == 799:
        before = state()
after = state()
print(scored, *(b - a for a, b in zip(before, after)))
"""


def many_uploads() -> Any:
    """Give uploads without end, no two alike: scored and refused, text and workbook, long answers and short."""
    number = 0
    while True:
        number += 1
        rows = [[*GOOD[number % 3], f"komentar {number}-{i}"] for i in range(3)]
        odd = [[f"jawaban {number}-{i}", *GOOD[0][1:], "panjang " * (number % 400)] for i in range(4)]
        head = [*NAMES, f"Saran ke-{number}"]
        yield as_csv([head, *rows])
        yield as_csv([head, *rows, *odd])
        yield as_csv([head, *rows, [f"{number} " + "jawaban panjang " * 4000, *GOOD[0][1:], ""]])
        yield b"%PDF-1.7" + b"%d" % number
        if number % 4 == 0:
            yield as_xlsx([head, *rows])
            yield as_xlsx([head, *rows, *odd])[: -(number % 50)]


def test_two_thousand_scorings_leave_nothing_behind(tmp_path: Any) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LONG_LIFE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert not done.stderr
    scored, blocks, memory, files, threads, kept = map(int, done.stdout.split())
    assert 400 < scored < 1600
    assert blocks < 600, "objects stay: one in every second scoring would be 600"
    assert memory < 8 << 20, "the process grows"
    assert (files, threads, kept) == (0, 0, 0)
