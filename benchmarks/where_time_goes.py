"""Where the time of ``ikm score`` goes, by stage, for three sizes of file; and what merely reading each would cost.

`watching` says which module was at work for how long; modules belong to stages by their names, in `STAGES`, and nothing
here knows a function.

    python benchmarks/where_time_goes.py [--only csv] [--modules 5] [--docs docs/performance.md]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from inputs import ROOT, made
from measuring import Command, environment, run
from reporting import machine, put

START = "start-up: Python and imports"
OTHER = "other modules of ikm"
STAGES = {
    "reading cells": "sources engines responses.passing responses.outlines",
    "finding the table and its columns": "columns questionnaires responses.rows",
    "decoding answers": "answers responses.codes",
    "validating rows": "responses surveys",
    "evidence: copies, patterns": "responses.arrays responses.evidence responses.times",
    "counting and scoring": "tallies scoring regulation",
    "command and output": "cli agencies rendering findings records arguments errors doors version",
}
"""The modules and packages of each stage."""
FILES = {"ppid-2023.xlsx": "136 rows xlsx", "100000.xlsx": "100,000 x 14 xlsx", "1000000.csv": "1,000,000 x 14 csv"}
FLOORS = {
    "xlsx": "from python_calamine import CalamineWorkbook as W; W.from_path({!r}).get_sheet_by_index(0).to_python()",
    "csv": "import csv; [None for row in csv.reader(open({!r}, encoding='utf-8', newline=''))]",
}
"""The least that hands over every cell: what ikm stands on."""
ENOUGH = 5.0
"""Seconds to watch a file for, over as many runs as it takes."""


class Profile(NamedTuple):
    """One file: CPU seconds of each module, of a run; and of merely reading the file."""

    title: str
    spent: Counter[str]
    seconds: float
    floor: float

    def share(self, stage: str) -> float:
        """Give a stage's share."""
        return sum(part for module, part in self.spent.items() if stage_of(module) == stage) / self.spent.total()


def stage_of(module: str) -> str:
    """Find a module's stage: its own, or that of its package.

    >>> stage_of("ikm.responses.streaming.times"), stage_of("ikm.sources.texts.cutting"), stage_of("")
    ('evidence: copies, patterns', 'reading cells', 'start-up: Python and imports')
    """
    name = module.removeprefix("ikm.")
    while name:
        for stage, names in STAGES.items():
            if name in names.split():
                return stage
        name = name.rpartition(".")[0]
    return OTHER if module else START


def watched(path: str, cache: str) -> dict[str, float]:
    """Score a file in a process of its own, and give the seconds of each module."""
    out = Path(cache, "spent.json")
    subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "watching.py", path, out],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(cache, ROOT / "src"),
    )
    found: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))
    return found


def profile(name: str, cache: str) -> Profile:
    """Watch one file, over as many runs as it takes."""
    path = made(name)
    watched(path, cache)  # compiles what is not compiled yet
    spent: Counter[str] = Counter()
    runs = 0
    while sum(spent.values()) < ENOUGH:
        spent.update(watched(path, cache))
        runs += 1
    floor = Command(("-c", FLOORS[name.rpartition(".")[2]].format(path)), ROOT / "src")
    return Profile(FILES[name], spent, sum(spent.values()) / runs, min(run(floor, cache).cpu for _ in range(3)))


def table(profiles: list[Profile], modules: int) -> str:
    """Write the shares of each file as Markdown."""
    lines = [f"| Share of CPU time | {' | '.join(p.title for p in profiles)} |", f"|---|{'---:|' * len(profiles)}"]
    met = [stage for stage in (START, *STAGES, OTHER) if any(p.share(stage) >= 0.0005 for p in profiles)]
    lines += [f"| {stage} | {' | '.join(f'{p.share(stage):.1%}' for p in profiles)} |" for stage in met]
    lines.append(f"| in all, s | {' | '.join(f'{p.seconds:.2f}' for p in profiles)} |")
    lines.append(f"| merely reading it, whole process, s | {' | '.join(f'{p.floor:.2f}' for p in profiles)} |\n")
    for p in profiles:
        whole = p.spent.total()
        most = [f"`{module}` {part / whole:.1%}" for module, part in p.spent.most_common() if module][:modules]
        lines.append(f"- {p.title}, by module: {', '.join(most)}.")
    return "\n".join(lines)


def main() -> None:
    """Watch each file, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", default="", help="part of a file's name")
    parser.add_argument("--modules", type=int, default=5, help="how many modules to name")
    parser.add_argument("--docs", type=Path, help="write the table into this page")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        text = table([profile(name, cache) for name in FILES if asked.only in name], asked.modules)
    print(text)
    if asked.docs:
        where = machine()
        put(asked.docs, "profile", f"At commit `{where['commit']}`, Python {where['python']}.\n\n{text}")


if __name__ == "__main__":
    main()
