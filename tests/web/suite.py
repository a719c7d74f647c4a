"""The pure part of the suite inside Pyodide: ``python tests/web/suite.py``.

There the library meets CPython 3.14 on another kind of machine: 32 bits, one thread, no numpy, no other process.  Every
test file is run but those `suite.toml` leaves out, each with its reason; fewer tests passed than it says is a failure,
so that the list cannot grow unnoticed.  What is needed is fetched as for the page (`web/lock.toml`).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "web"))

from making import downloads  # noqa: E402 - the modules of the build


def chosen(told: dict[str, list[str]]) -> list[str]:
    """Give the test files that are run, and see that each that is left out is there."""
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    left_out = {f"tests/{name}" for names in told.values() for name in names}
    if gone := sorted(left_out - there):
        raise downloads.Stop(f"tests/web/suite.toml leaves out what is not there: {', '.join(gone)}")
    return sorted(there - left_out)


def main() -> int:
    """Run them, and give the exit code."""
    plan = tomllib.loads((HERE / "suite.toml").read_text(encoding="utf-8"))
    pinned, kept = downloads.lock(), ROOT / "web" / "dist" / "downloads"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {"pyodide": downloads.pyodide(pinned["pyodide"], kept)}
        parts["packages"] = downloads.wheels(pinned["wheels"] | pinned["tests"], pinned["pyodide"], kept)
        for part, files in parts.items():
            for path, content in files.items():
                (folder / part / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / part / path).write_bytes(content)
        node = downloads.program("node", "to run Pyodide")
        given = [ROOT, folder / "pyodide", folder / "packages", *(sys.argv[1:] or chosen(plan["left_out"]))]
        command = [node, *map(str, (HERE / "node" / "suite.mjs", *given))]
        said: list[str] = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
            for line in run.stdout or ():
                print(line[:300].rstrip(), flush=True)
                said.append(line)
    passed = sum(map(int, re.findall(r"(\d+) passed", "".join(said[-3:]))))
    if not run.returncode and not sys.argv[1:] and passed < plan["least"]:
        print(f"Only {passed} tests passed; tests/web/suite.toml says {plan['least']} at least.")
        return 1
    return run.returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except downloads.Stop as end:
        sys.exit(str(end))
