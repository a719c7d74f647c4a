"""Start-up: how long `import ikm` and `ikm score` on a small workbook take, as ratios to what one would write instead.

Each pair runs in turn, A B A B …, in whole processes of their own, so that the ratio holds on a machine whose speed
drifts.  The figures are medians.  Modules are compiled beforehand, as they are in an installed package: a checkout
whose bytecode may not be written (PYTHONDONTWRITEBYTECODE) would compile ikm, but not pandas, in every process.

    python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = str(Path(__file__).parent.parent / "examples" / "ppid-2023.xlsx")
READ = f"import pandas as pd\npd.read_excel({EXAMPLE!r}, engine='openpyxl')"
PAIRS = {
    "import ikm / import pandas": (["-c", "import ikm"], ["-c", "import pandas"], 0.35),
    "ikm score / pandas + openpyxl only reading": (
        ["-c", "from ikm.cli import main; main()", "score", EXAMPLE],
        ["-c", READ],
        0.55,
    ),
    "ikm score --json / pandas + openpyxl only reading": (
        ["-c", "from ikm.cli import main; main()", "score", EXAMPLE, "--json"],
        ["-c", READ],
        0.55,
    ),
}


def seconds(arguments: list[str], compiled: str) -> float:
    """Time one whole process that finds its modules compiled in a folder, or leaves them there."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment | {"PYTHONPYCACHEPREFIX": compiled},
    )
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print a line for each pair."""
    with tempfile.TemporaryDirectory() as compiled:
        measure(runs, compiled)


def measure(runs: int, compiled: str) -> None:
    """Time each pair in turn; the first run, which compiles, does not count."""
    for name, (ours, theirs, bar) in PAIRS.items():
        pairs = [(seconds(ours, compiled), seconds(theirs, compiled)) for _ in range(runs + 1)][1:]
        ratio = statistics.median(a / b for a, b in pairs)
        a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(
            f"{name:50} {a:6.3f} s / {b:6.3f} s  ratio {ratio:.2f}  bar {bar:.2f}  {'ok' if ratio <= bar else 'OVER'}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
