"""The notebooks show what they give when they are executed, and nothing of the machine they were executed on."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import ROOT

EXAMPLES = ROOT / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[str]:
    """Give the texts of the cells of a kind."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in told["cells"] if cell["cell_type"] == kind]


def test_every_notebook_executed_again_is_the_same_to_the_last_byte(tmp_path: Path) -> None:
    missing = [name for name in ("nbclient", "ipykernel") if importlib.util.find_spec(name) is None]
    if missing:
        words = f'not installed: {", ".join(missing)} (pip install "ikm-panrb[ci]")'
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(words)
    done = subprocess.run(
        [sys.executable, EXAMPLES / "make_notebooks.py", tmp_path],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [path.name for path in NOTEBOOKS]
    for path in NOTEBOOKS:
        assert (tmp_path / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), (
            f"{path.name} gives something else than it shows; look why, then run python examples/make_notebooks.py"
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_teaches_in_short_cells_and_names_no_place_of_a_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(?:home|root|tmp|usr|Users)/|[A-Z]:\\\\|site-packages|localhost|127\.0", text)
    told, code = cells(path, "markdown"), cells(path, "code")
    assert told[0].startswith("# ")
    assert len(told) >= len(code) * 2 // 3
    assert max(cell.count("\n") + 1 for cell in code) <= 12
    assert max(len(line) for cell in code for line in cell.splitlines()) <= 100
    for link in re.findall(r"\]\(([^)#]+)\)", "\n".join(told)):
        assert (EXAMPLES / link).resolve().is_file(), link


def test_every_notebook_shows_tables_and_but_for_the_audit_charts() -> None:
    for path in NOTEBOOKS:
        told = json.loads(path.read_text(encoding="utf-8"))
        shown = [output for cell in told["cells"] for output in cell.get("outputs", [])]
        kinds = {kind for output in shown for kind in output.get("data", {})}
        assert kinds >= {"text/html"} | ({"image/svg+xml"} if "audit" not in path.name else set()), path.name
