"""Measuring whole processes: wall and CPU seconds, and the peak memory the operating system saw.

Commands of a group run in turn, A B C A B C …, and every ratio is taken within one turn, so that what else the machine
does strikes both sides.  The first turn warms up (files read, compiled files written) and does not count.

A process of Python is measured as it is after an installation: its compiled files are kept.  It counts its children's
time with its own, and the memory of the largest of them.  Needs ``os.wait4``: Linux, macOS and other Unixes.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Command", "FailedError", "Ratio", "Run", "compared", "environment", "middle", "run", "turns"]

Measure = Literal["wall", "cpu", "peak"]


class FailedError(RuntimeError):
    """A command that failed: its time means nothing."""


class Command(NamedTuple):
    """Arguments of Python, and the ``src`` of the ikm it is to find."""

    arguments: tuple[str, ...]
    source: Path


class Run(NamedTuple):
    """One process: wall seconds, CPU seconds, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


class Ratio(NamedTuple):
    """Two commands compared: the median of the ratios of each turn, and each side's median run."""

    ratio: float
    cpu_ratio: float
    least: float
    greatest: float
    ours: Run
    theirs: Run


def environment(cache: str, source: Path) -> dict[str, str]:
    """Give what a process finds: ikm at ``source``, and compiled files kept in ``cache``."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(source), "PYTHONPYCACHEPREFIX": cache}


def run(command: Command, cache: str) -> Run:
    """Run one process to its end.

    Raises
    ------
    FailedError
        If it does not end with exit code 0.
    """
    env = environment(cache, command.source)
    start = time.perf_counter()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, *command.arguments],
        env,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise FailedError(f"failed: python {' '.join(command.arguments)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def turns(commands: Iterable[Command], number: int, cache: str, *, warm: bool = True) -> dict[Command, list[Run]]:
    """Run every command once a turn, ``number`` turns, after one that warms up."""
    found: dict[Command, list[Run]] = {command: [] for command in commands}
    for turn in range(number + warm):
        for command, runs in found.items():
            done = run(command, cache)
            if turn >= warm:
                runs.append(done)
    return found


def compared(runs: Mapping[Command, list[Run]], ours: Command, theirs: Command, measure: Measure = "wall") -> Ratio:
    """Compare two commands by the turns both ran in."""
    pairs = list(zip(runs[ours], runs[theirs], strict=True))
    ratios = [getattr(a, measure) / getattr(b, measure) for a, b in pairs]
    return Ratio(
        statistics.median(ratios),
        statistics.median(a.cpu / b.cpu for a, b in pairs),
        min(ratios),
        max(ratios),
        middle(runs[ours]),
        middle(runs[theirs]),
    )


def middle(runs: Iterable[Run]) -> Run:
    """Give the median times, and the greatest memory."""
    runs = list(runs)
    times = (statistics.median(r.wall for r in runs), statistics.median(r.cpu for r in runs))
    return Run(*times, max(r.peak for r in runs))
