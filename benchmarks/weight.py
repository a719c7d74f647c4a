"""What ikm weighs: the wheel, `import ikm`, and what a score loads.  Prints the table of docs/performance.md.

python benchmarks/weight.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent
TIMES = 7
WORKS = {
    "`import ikm`": "import ikm",
    "`ikm.score` of the example workbook": "import ikm; ikm.score('examples/ppid-2023.xlsx').model_dump_json()",
    "`ikm.score` of the example CSV file": "import ikm; ikm.score('examples/ppid-2023.csv').model_dump_json()",
    "`result.to_frame()`": "import ikm; ikm.score('examples/ppid-2023.csv').to_frame()",
}
"""What is done, each in a process of its own."""

_LOADED = """
import sys
found = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"__main__", "__mp_main__"}
import importlib.metadata
owned = importlib.metadata.packages_distributions()
ours = {"ikm", "ikm-panrb", "pip", "setuptools"}
print(*sorted({owner for name in found for owner in owned.get(name, [])} - ours))"""


def wheel() -> int:
    """Give the bytes of the package's files, packed as a wheel packs them."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "ikm.whl"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted((ROOT / "src" / "ikm").rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, path.relative_to(ROOT / "src"))
        return packed.stat().st_size


def run(code: str) -> str:
    """Run code in a process of its own, and give its last line."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return (done.stdout.splitlines() or [""])[-1]


def loaded(code: str) -> list[str]:
    """Name the distributions, other than ikm, that are loaded once something is done."""
    before = set(run(_LOADED).split())
    return sorted(set(run(f"{code}{_LOADED}").split()) - before)


def seconds(code: str) -> float:
    """Give the middle of several runs, less an interpreter that does nothing."""

    def once(code: str) -> float:
        start = perf_counter()
        run(code)
        return perf_counter() - start

    return statistics.median(once(code) - once("pass") for _ in range(TIMES))


def main() -> None:
    """Print the table."""
    pandas = seconds("import pandas")
    print(f"The wheel: {wheel() / 1024:.0f} KiB.\n")
    print("| Work | of `import pandas` | Loads |\n|---|---|---|")
    for name, code in WORKS.items():
        print(f"| {name} | {seconds(code) / pandas:.2f} | {', '.join(loaded(code)) or 'nothing'} |")


if __name__ == "__main__":
    main()
