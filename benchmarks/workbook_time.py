"""What a workbook costs, in processor time: beside the bare cells of its respondents, and beside scoring.

    python benchmarks/workbook_time.py [--respondents 20000] [--turns 5]

The bare cells are what xlsxwriter alone needs to write the same scores, without a format.  Both are made in turn in one
process, after one turn that warms up, and the median of the ratios counts.  The example is made in a process of its
own, since what it loads is part of it.  Exit code 1 when a bar is not met.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import xlsxwriter
from inputs import ROOT

import ikm
from ikm.rendering import result_workbook
from ikm.reports import report_of

if TYPE_CHECKING:
    from collections.abc import Callable

CELLS, EXAMPLE = 3.0, 0.3
"""The bars: times the bare cells, and seconds for the example."""

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
BEYOND_SCORING = """
import ikm, time
responses = ikm.load("examples/ppid-2023.xlsx")
result = ikm.score(responses, population=205, target=81)
start = time.process_time()
from ikm.rendering import result_workbook
from ikm.reports import report_of
result_workbook(report_of(result, responses))
print(time.process_time() - start)
"""


def scores(respondents: int) -> list[list[int]]:
    """Make up scores, from a fixed seed."""
    chance = random.Random(1)
    return [[chance.choice([2, 3, 3, 4]) for _ in HEADER] for _ in range(respondents)]


def bare(rows: list[list[int]]) -> bytes:
    """Write the cells alone."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    paper = book.add_worksheet()
    for number, row in enumerate(rows):
        paper.write_number(number, 0, number + 1)
        for column, score in enumerate(row, 1):
            paper.write_number(number, column, score)
    book.close()
    return out.getvalue()


def taken(made: Callable[[], object]) -> float:
    """Give the processor seconds something takes."""
    start = time.process_time()
    made()
    return time.process_time() - start


def main() -> int:
    """Measure, print, and say whether the bars are met."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--respondents", type=int, default=20_000)
    options.add_argument("--turns", type=int, default=5)
    asked = options.parse_args()
    rows = scores(asked.respondents)
    responses = ikm.load([HEADER, *rows])
    result = ikm.score(responses)
    turns = [
        (taken(lambda: result_workbook(report_of(result, responses))), taken(lambda: bare(rows)))
        for _ in range(asked.turns + 1)
    ][1:]
    ratio = statistics.median(ours / theirs for ours, theirs in turns)
    ours, theirs = (statistics.median(side) for side in zip(*turns, strict=True))
    print(
        f"{asked.respondents:,} respondents: {ours:.2f} s, bare cells {theirs:.2f} s, ratio {ratio:.2f} (bar {CELLS})"
    )
    seconds = [
        float(
            subprocess.run(
                [sys.executable, "-c", BEYOND_SCORING], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(asked.turns + 1)
    ][1:]
    example = statistics.median(seconds)
    print(f"the example beyond scoring: {example:.3f} s (bar {EXAMPLE})")
    return int(ratio > CELLS or example > EXAMPLE)


if __name__ == "__main__":
    sys.exit(main())
