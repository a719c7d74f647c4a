"""Kills a process while it writes, two hundred times, and looks at what is left each time.

    python benchmarks/kills.py [KILLS]

A process writes three files together again and again, over those that are there, as the command does; a slow writer
takes a few bytes at a time and rests at every step, so that kills hit.  It is killed (SIGKILL) at moments chosen from a
seed.  After each kill every file must be whole, as it was or as it was to be, and nothing else be there but temporary
files that are known by their names.  Ends with 1 at the first file that is not.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("hasil.xlsx", "hasil.html", "hasil.json")
TEMPORARY = re.compile(r"\.ikm-[0-9a-f]{16}\.(?:tmp|old)")
LINES = 60
SECONDS = 0.25
"""About how long one round of writing takes."""


def body(name: str, number: int) -> bytes:
    """Make the content of a file: its round, some filling, and the digest of both."""
    text = f"{number}\n" + f"{name} {number}\n" * LINES
    return f"{text}{hashlib.sha256(text.encode()).hexdigest()}\n".encode()


def round_of(name: str, data: bytes) -> int:
    """Give the round a file is of, if it is whole."""
    number = int(data.split(b"\n", 1)[0] or b"-1")
    if data != body(name, number):
        raise SystemExit(f"{name} is not whole")
    return number


def slow(real: Callable[..., object]) -> Callable[..., object]:
    """Make a call of the operating system rest before it works, and write a few bytes only."""

    def step(*given: object, **_: object) -> object:
        time.sleep(0.002)
        return real(*(one[:60] if isinstance(one, memoryview) else one for one in given))

    return step


def write_on(folder: Path) -> None:
    """Write round after round, slowly, and tell of each that is done."""
    from ikm.cli.outputs import write_files  # noqa: PLC0415 - only the process that writes needs it

    for name in ("write", "fsync", "link", "replace", "unlink"):
        setattr(os, name, slow(getattr(os, name)))
    number = max(
        (round_of(name, (folder / name).read_bytes()) for name in NAMES if (folder / name).exists()), default=0
    )
    while True:
        number += 1
        write_files([(folder / name, body(name, number)) for name in NAMES], force=True)
        print(number, flush=True)


def killed_once(folder: Path, chance: random.Random) -> tuple[bool, str]:
    """Kill one process that writes; tell whether it was writing, and in what state the files are."""
    before = len(list(folder.glob(".ikm-*")))
    command = [sys.executable, __file__, "--write", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        done = int(process.stdout.readline())
        time.sleep(chance.uniform(0, 4 * SECONDS))
        process.send_signal(signal.SIGKILL)
        done = max([done, *map(int, process.stdout.read().split())])
    rounds = [round_of(name, (folder / name).read_bytes()) for name in NAMES]
    if not all(done <= number <= done + 1 for number in rounds):
        raise SystemExit(f"a file of round {done} was lost: {rounds}")
    strange = [path.name for path in folder.iterdir() if path.name not in NAMES and not TEMPORARY.fullmatch(path.name)]
    if strange:
        raise SystemExit(f"left behind: {strange}")
    met = set(rounds)
    state = "some old, some new" if len(met) > 1 else "all old" if met == {done} else "all new"
    return len(list(folder.glob(".ikm-*"))) > before, state


def main(kills: int) -> None:
    """Kill until so many kills have hit a process that was writing, and print what was found."""
    chance = random.Random(12)
    found: Counter[str] = Counter()
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while found.total() < kills:
            hit, state = killed_once(folder, chance)
            if hit:
                found[state] += 1
            else:
                missed += 1
        left = len(list(folder.glob(".ikm-*")))
    print(f"{kills} kills while writing ({missed} more between two rounds): no file broken, none lost")
    print(*(f"  {state}: {number}" for state, number in sorted(found.items())), sep="\n")
    print(f"  temporary files left, which ikm removes after a day: {left}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_on(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
