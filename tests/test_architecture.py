"""What imports what: `import ikm` is light, the middle never sees pandas, imports point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT

import ikm

SOURCE = Path(ikm.__file__).parent
ENGINES = {"narwhals", "polars", "pyarrow", "duckdb", "pyspark", "dask"}
UNUSED = {
    "pandas",
    "numpy",
    "scipy",
    "openpyxl",
    "xlsxwriter",
    "matplotlib",
    "multiprocessing",
    "asyncio",
    "concurrent",
}
HEAVY = ENGINES | UNUSED | {"python_calamine", "pydantic", "rich", "typer"}
MIDDLE = [
    "regulation/__init__.py",
    "regulation/instrument.py",
    "regulation/loading.py",
    "counts.py",
    "tallies.py",
    "scoring.py",
    "sampling.py",
    "results.py",
    "disclosure.py",
]
STAGES = ["sources", "answers", "columns", "layout", "validation", "responses", "tallies", "scoring", "survey", "cli"]


def printed_by(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )  # fmt: skip
    return done.stdout.splitlines()[-1]


def modules_after(code: str) -> set[str]:
    return set(printed_by(f"{code}\nimport sys; print(*sys.modules)").split())


def loaded_by(code: str) -> set[str]:
    return {name.partition(".")[0] for name in modules_after(code)}


def test_import_ikm_loads_nothing_heavy() -> None:
    assert not loaded_by("import ikm") & HEAVY


def test_import_ikm_loads_no_module_of_ikm_but_itself() -> None:
    assert {name for name in modules_after("import ikm") if name.startswith("ikm")} == {"ikm"}


def test_scoring_a_small_workbook_loads_no_frames_no_arrays_and_no_other_reader() -> None:
    code = "import sys; sys.argv = ['ikm', 'score', 'examples/ppid-2023.xlsx', '--json']\nimport ikm.cli.commands\n"
    code += "import ikm; ikm.score('examples/ppid-2023.xlsx').model_dump_json()"
    assert not loaded_by(code) & (ENGINES | UNUSED | {"rich"})


SPARED = {
    "email.parser", "http.client", "ssl", "urllib.request", "xml.sax",
    "ikm.definitions", "ikm.periods", "ikm.questionnaires", "ikm.sources.encodings", "ikm.sources.legacy",
    "ikm.sources.opendocument", "ikm.sources.records", "ikm.sources.texts",
}  # fmt: skip
"""What scoring a workbook has no use for, and what takes long to load."""


def loaded_by_the_command(*arguments: str) -> set[str]:
    return modules_after(f"""
import sys
from ikm.cli import main
sys.argv = ["ikm", *{arguments}]
try:
    main()
except SystemExit as left:
    assert not left.code
print()""")


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_the_command_loads_only_what_a_workbook_needs(flags: list[str]) -> None:
    loaded = loaded_by_the_command("score", "examples/ppid-2023.xlsx", *flags)
    assert not loaded & SPARED
    assert not {name.partition(".")[0] for name in loaded} & (ENGINES | UNUSED)
    assert "ikm.sources.workbooks" in loaded
    assert ("rich.table" in loaded) == (not flags)


@pytest.mark.parametrize("arguments", [("score", "examples/ppid-2023.csv"), ("sample", "205"), ("law",)])
def test_small_work_of_other_kinds_loads_no_frames_and_no_engine(arguments: tuple[str, ...]) -> None:
    loaded = {name.partition(".")[0] for name in loaded_by_the_command(*arguments)}
    assert "typer" in loaded
    assert not loaded & (ENGINES | UNUSED | {"python_calamine"})


def test_the_library_leaves_the_process_as_it_is() -> None:
    code = """
import gc, os
before = gc.get_threshold(), dict(os.environ)
import ikm
ikm.score("examples/ppid-2023.xlsx").model_dump_json()
print((gc.get_threshold(), dict(os.environ)) == before, gc.get_freeze_count())"""
    assert printed_by(code) == "True 0"


def imports(path: Path, *, only_top: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = tree.body if only_top else list(ast.walk(tree))
    found = set()
    for node in body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("module", MIDDLE)
def test_the_middle_imports_the_standard_library_pydantic_and_numpy_only(module: str) -> None:
    allowed = {*sys.stdlib_module_names, "ikm", "pydantic", "numpy", "scipy"}
    top = {name.partition(".")[0] for name in imports(SOURCE / module, only_top=True)}
    assert top <= allowed - {"scipy"}


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_no_stage_imports_a_later_one(stage: str) -> None:
    later = {f"ikm.{name}" for name in STAGES[STAGES.index(stage) + 1 :]} - {"ikm.responses", "ikm.tallies"}
    place = SOURCE / stage
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [SOURCE / f"{stage}.py"]:
        found = {name for name in imports(path, only_top=True) if any(f"{name}.".startswith(f"{l}.") for l in later)}
        assert not found, (path, found)


def test_no_module_is_too_long_to_read() -> None:
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path


def test_the_public_names_are_the_ones_listed_and_all_there() -> None:
    assert set(ikm.__all__) == set(ikm._MODULE) | {"__version__"}
    for name in ikm.__all__:
        assert getattr(ikm, name) is not None
    assert dir(ikm) == sorted(ikm.__all__)
    with pytest.raises(AttributeError, match="no attribute 'skor'"):
        ikm.skor  # noqa: B018  # the look-up itself is what fails


def test_no_public_function_shares_the_name_of_its_module() -> None:
    modules = {path.stem for path in SOURCE.rglob("*.py")}
    assert not modules & {name for name in ikm.__all__ if name[0].islower()}
