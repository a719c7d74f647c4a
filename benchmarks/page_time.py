"""What the page costs: time to the first words, to being ready, from a file to its result; and memory.

    python web/build.py
    python benchmarks/page_time.py [--file BERKAS.xlsx] [--turns 3]

The single file is opened from its folder in a headless Chromium, a new one each turn; the median of the turns counts.
The processor time is the browser's own account of its main thread; memory is that of JavaScript and of Python in it.
A machine that is busy with other things shows: measure on an idle one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from inputs import ROOT

sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from page import Page

SHEET = ROOT / "web" / "dist" / "ikm.html"


def one_turn(file: Path) -> dict[str, float]:
    """Open the page, wait until it is ready, give it the file, and give the figures."""
    with tempfile.TemporaryDirectory() as folder, Page(Path(folder)) as page:
        page.tell("Performance.enable", timeDomain="timeTicks")
        began = time.monotonic()
        page.go(SHEET.as_uri())
        painted = page.value("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
        page.wait("/Siap|Ready/.test(document.getElementById('h-siap').textContent)")
        ready = time.monotonic() - began
        began = time.monotonic()
        page.give(file)
        page.wait("!document.getElementById('h-hasil').hidden")
        done = time.monotonic() - began
        told = {one["name"]: one["value"] for one in page.tell("Performance.getMetrics")["metrics"]}
        memory = page.value("performance.memory.usedJSHeapSize")
    return {
        "first words, s": painted / 1000,
        "ready, s": ready,
        "file to result, s": done,
        "processor time of the page, s": told["TaskDuration"],
        "memory of JavaScript, MB": memory / 1e6,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=ROOT / "examples" / "ppid-2023.xlsx")
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    turns = [one_turn(asked.file.resolve()) for _ in range(asked.turns)]
    print(f"{SHEET.stat().st_size:>12,}  bytes of ikm.html")
    for name in turns[0]:
        print(f"{statistics.median(turn[name] for turn in turns):>12.2f}  {name}")


if __name__ == "__main__":
    main()
