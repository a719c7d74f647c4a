"""Every bar of speed and memory the project holds itself to, as ratios measured in one run on one machine.

It makes its inputs from fixed seeds, runs what is compared in turn as whole processes, and prints for each line the
median of the ratios, both medians of wall time and the peak memory the operating system saw.  `works` says what is
compared, `inputs` with which files.  Exit code 1 when a bar is not met or a command failed.

    python benchmarks/bars.py [--turns 5] [--only csv] [--json out.json] [--docs docs/performance.md]
    python benchmarks/bars.py --against HEAD~5 [--only csv]

``--against`` takes a commit (or the ``src`` of another checkout) and compares each command here with the same there.
``--docs`` writes the table, and the profile of `where_time_goes`, into that page.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measuring
from inputs import ROOT, made
from measuring import Command
from reporting import HEAD, line, machine, markdown, put
from works import WORKS, Bar, Work, missing, of_ikm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from works import Arguments

SOURCE = ROOT / "src"


def command(arguments: Arguments, source: Path = SOURCE) -> Command:
    """Put the inputs' paths into a command, making those that are not there."""
    return Command(tuple(re.sub(r"@([\w.-]+)", lambda m: made(m[1]), a) for a in arguments), source)


def row(bar: Bar, runs: dict[Command, list[measuring.Run]], ours: Command, theirs: Command | None) -> dict[str, Any]:
    """Turn the runs of one line into its figures."""
    mine = measuring.middle(runs[ours])
    ratio = None if theirs is None else measuring.compared(runs, ours, theirs, bar.measure)
    bounds = (
        (None if ratio is None else ratio.ratio, bar.most),
        (mine.peak, bar.memory),
        (mine.wall, bar.seconds),
    )
    held = [value <= most for value, most in bounds if value is not None and most is not None]
    return {
        "bar": bar.name,
        "ratio": None if ratio is None else round(ratio.ratio, 3),
        "range": None if ratio is None else [round(ratio.least, 3), round(ratio.greatest, 3)],
        "cpu_ratio": None if ratio is None else round(ratio.cpu_ratio, 3),
        "most": bar.most,
        "seconds": round(mine.wall, 3),
        "most_seconds": bar.seconds,
        "their_seconds": None if ratio is None else round(ratio.theirs.wall, 3),
        "peak_mib": round(mine.peak),
        "their_peak_mib": None if ratio is None else round(ratio.theirs.peak),
        "most_mib": bar.memory,
        "within": all(held) if held else None,
    }


def ours_and_theirs(work: Work) -> list[tuple[Bar, Command, Command | None]]:
    """Give each line with its two commands."""
    bars = [bar for bar in work.bars if not missing(bar)]
    return [(b, command(b.ours), None if b.theirs is None else command(b.theirs)) for b in bars]


def here_and_there(work: Work, other: Path) -> list[tuple[Bar, Command, Command | None]]:
    """Give each command of ikm as a line of its own: here, and in another checkout."""
    each = {a: None for bar in work.bars for a in (bar.ours, bar.theirs) if a is not None and of_ikm(a)}
    shown = {a: " ".join(a).replace("@", "").replace(f"{ROOT}/", "") for a in each}
    return [(Bar(shown[a], a), command(a), command(a, other)) for a in each]


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """Give the ``src`` of a commit, in a worktree that is gone afterwards; a path is taken as it is."""
    if Path(revision, "ikm").is_dir():
        yield Path(revision).resolve()
        return
    git = ["git", "-C", str(ROOT), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), revision], check=True)
        try:
            yield tree / "src"
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def measure(works: list[Work], turns: int, other: Path | None) -> dict[str, Any]:
    """Measure, printing each line as it is known."""
    found: dict[str, Any] = {"machine": machine(), "turns": turns, "results": [], "skipped": [], "failed": []}
    with tempfile.TemporaryDirectory() as cache:
        for work in works:
            found["skipped"] += [f"{b.name} ({', '.join(missing(b))} not installed)" for b in work.bars if missing(b)]
            lines = ours_and_theirs(work) if other is None else here_and_there(work, other)
            commands = dict.fromkeys(c for _, *pair in lines for c in pair if c is not None)
            try:
                runs = measuring.turns(commands, work.turns or turns, cache, warm=work.turns is None)
            except measuring.FailedError as failure:
                found["failed"].append(str(failure))
                print(failure, flush=True)
                continue
            for bar, ours, theirs in lines:
                found["results"].append({"work": work.name, **row(bar, runs, ours, theirs)})
                print(line(found["results"][-1]), flush=True)
    for text in found["skipped"]:
        print(f"left out: {text}")
    return found


def main() -> None:
    """Measure what is asked for, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--turns", type=int, default=5, help="turns that count; one more warms up")
    parser.add_argument("--only", default="", help=f"words of: {', '.join(work.name for work in WORKS)}")
    parser.add_argument("--json", type=Path, help="write every figure there")
    parser.add_argument("--docs", type=Path, help="write the table and the profile into this page")
    parser.add_argument("--against", help="a commit, or the src of another checkout")
    asked = parser.parse_args()
    if asked.docs and (asked.only or asked.against):
        parser.error("--docs takes the whole table: leave out --only and --against.")
    works = [work for work in WORKS if asked.only in work.name]
    print(HEAD)
    if asked.against is None:
        found = measure(works, asked.turns, None)
    else:
        with checkout(asked.against) as other:
            found = {"against": asked.against, **measure(works, asked.turns, other)}
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if asked.docs:
        put(asked.docs, "bars", markdown(found))
        subprocess.run([sys.executable, ROOT / "benchmarks" / "where_time_goes.py", "--docs", asked.docs], check=True)
    sys.exit(bool(found["failed"]) or any(r["within"] is False for r in found["results"]))


if __name__ == "__main__":
    main()
