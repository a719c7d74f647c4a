"""The page holds what it needs: nothing that goes in imports, as it loads, what stays out."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ROOT
from making import contents, downloads

SHIPPED = {name.replace("-", "_") for name in downloads.lock()["wheels"]}
ON_DEMAND = {
    "multiprocessing": "the command with --jobs, which a browser does without (ikm.cli.workers)",
    "concurrent": "long sheets read in several threads; a browser has one",
    "rich": "what draws on a terminal; a page asks for JSON",
}
"""What ikm imports within functions that are not called in a browser, each with the reason."""


LOAD = """
import io, sys
sys.path.insert(0, {source!r})
before = set(sys.modules)
import zoneinfo  # asks Python how it was built, which must not be told of a browser
from ikm.cli import main
sys.platform, sys.argv = {platform!r}, ["ikm", *{typed!r}]
shown, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
try:
    main()
except SystemExit as end:
    assert end.code in (None, 0, 1), end.code
print(*set(sys.modules) - before, file=shown, flush=True)
"""

WORKS = {
    "a result as JSON": ["score", "ppid-2023.xlsx", "--json"],
    "a text table": ["score", "ppid-2023.csv", "--json"],
    "what is wrong": ["check", "with-mistakes.csv", "--json"],
    "a refusal": ["score", "with-mistakes.csv", "--json"],
    "page and workbook": ["score", "ppid-2023.xlsx", "--json", "--out", "a.html", "--out", "a.xlsx"],
    "a panel": ["score", "ppid-2023.xlsx", "--json", "--out", "a.svg", "--product", "panel"],
    "a marked copy": ["check", "ppid-2023.xlsx", "--json", "--mark", "b.xlsx"],
    "a survey file": ["init", "ppid-2023.xlsx"],
    "periods": ["compare", "ppid-2023.xlsx", "stakeholder-2023.xlsx", "--json"],
}


@pytest.mark.parametrize("typed", WORKS.values(), ids=WORKS)
def test_what_the_page_asks_for_loads_nothing_the_page_has_not(typed: list[str], tmp_path: Path) -> None:
    for example in (ROOT / "examples").glob("*2023.*"):
        shutil.copy(example, tmp_path)
    shutil.copy(ROOT / "examples" / "with-mistakes.csv", tmp_path)
    code = LOAD.format(source=str(ROOT / "src"), platform="emscripten", typed=typed)
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "ikm" in loaded
    assert loaded & contents.STDLIB == set()
    assert {name for name in loaded if not name.startswith("_")} <= SHIPPED | {"ikm"} | set(sys.stdlib_module_names)


def imported(tree: ast.AST) -> Iterator[str]:
    """Give the top names of what a module imports while it loads: outside functions, and not for types or a `try`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Try):
            yield from imported(node)


def test_no_module_of_ikm_imports_what_stays_out() -> None:
    for path in sorted((ROOT / "src" / "ikm").rglob("*.py")):
        met = set(imported(ast.parse(path.read_bytes())))
        assert met & (contents.STDLIB | {"multiprocessing", "concurrent"}) == set(), path


def test_whatever_ikm_imports_within_functions_is_there_or_has_its_reason() -> None:
    known = set(sys.stdlib_module_names) - contents.STDLIB | SHIPPED | {"ikm"} | set(ON_DEMAND)
    unknown = set()
    for path in sorted((ROOT / "src" / "ikm").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) and not node.level else []
            unknown |= {name.partition(".")[0] for name in names} - known
    assert unknown <= {"numpy", "pandas", "scipy", "openpyxl", "docx", "docxtpl", "resvg_py", "typst", "narwhals"}


def test_the_names_that_stay_out_are_names_of_the_standard_library() -> None:
    ours = {name for name in contents.STDLIB if not name.startswith("_")}
    former = {"lib2to3", "nturl2path", "pydoc_data", "sre_compile", "sre_constants", "sre_parse", "turtledemo", "test"}
    assert ours - former <= set(sys.stdlib_module_names)
