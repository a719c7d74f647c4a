"""Starting: `import ikm` is light, each kind of work loads what it needs, and the public names are all there."""

from __future__ import annotations

import re
import runpy
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
    "ikm.regulation.definitions", "ikm.responses.times.periods", "ikm.questionnaires.questionnaire",
    "ikm.sources.texts", "ikm.findings.pages",
    "ikm.sources.workbooks.xls", "ikm.sources.workbooks.ods",
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
    assert "ikm.sources.workbooks.xlsx" in loaded
    assert ("rich.table" in loaded) == (not flags)


@pytest.mark.parametrize(
    "arguments", [("score", "examples/ppid-2023.csv"), ("sample", "205"), ("law",), ("explain", "answer-blank")]
)
def test_small_work_of_other_kinds_loads_no_frames_and_no_engine(arguments: tuple[str, ...]) -> None:
    loaded = {name.partition(".")[0] for name in loaded_by_the_command(*arguments)}
    assert "typer" in loaded
    assert not loaded & (ENGINES | UNUSED | {"python_calamine"})


def test_each_work_loads_no_more_than_the_page_on_performance_says() -> None:
    weight = runpy.run_path(str(ROOT / "benchmarks" / "weight.py"))
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    of_pandas = set(weight["loaded"]("import pandas, pyarrow"))  # which load what else is installed, such as for Spark
    for name, code in weight["WORKS"].items():
        (said,) = re.findall(rf"^\| {re.escape(name)} \| [\d.]+ \| (.+) \|$", page, re.MULTILINE)
        told = set(said.split(", "))
        assert set(weight["loaded"](code)) <= told | (of_pandas if "pandas" in told else set()), name


def test_explaining_a_code_draws_nothing() -> None:
    loaded = loaded_by_the_command("explain", "answer-blank")
    assert "ikm.findings.pages" in loaded
    assert not {name.partition(".")[0] for name in loaded} & (HEAVY - {"pydantic", "rich", "typer"})
    assert "rich.table" not in loaded


def test_the_library_leaves_the_process_as_it_is() -> None:
    code = """
import gc, os
before = gc.get_threshold(), dict(os.environ)
import ikm
ikm.score("examples/ppid-2023.xlsx").model_dump_json()
print((gc.get_threshold(), dict(os.environ)) == before, gc.get_freeze_count())"""
    assert printed_by(code) == "True 0"


def test_the_public_names_are_the_ones_listed_and_all_there() -> None:
    assert set(ikm.__all__) == set(ikm._MODULE) | {"__version__"}
    for name in ikm.__all__:
        assert getattr(ikm, name) is not None
    assert dir(ikm) == sorted(ikm.__all__)
    with pytest.raises(AttributeError, match="no attribute 'skor'"):
        ikm.skor  # type: ignore[attr-defined]  # noqa: B018 - the look-up itself is what fails


def test_no_public_function_shares_the_name_of_its_module() -> None:
    modules = {path.stem for path in SOURCE.iterdir()}
    assert not modules & {name for name in ikm.__all__ if name[0].islower()}
