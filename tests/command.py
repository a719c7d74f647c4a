"""Run the command as a person does, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Run(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: str
    err: str


def ikm(*arguments: object, cwd: Path = ROOT, columns: int = 80) -> Run:
    """Run ``ikm`` with these arguments in a process of its own, on a terminal of so many columns."""
    done = subprocess.run(
        [sys.executable, "-c", "from ikm.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
