"""The examples are what their script makes, and hold the sums of the reports."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT

import ikm
from ikm.sources import read
from ikm.sources.frames import as_sheet

EXAMPLES = ROOT / "examples"


def test_the_script_makes_the_files_that_are_committed(tmp_path: Path) -> None:
    made = runpy.run_path(str(EXAMPLES / "make_examples.py"))
    made["main"](tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {path.name for path in EXAMPLES.iterdir() if path.suffix in {".xlsx", ".csv"}}
    for name in names:
        assert list(read(tmp_path / name).rows) == list(read(EXAMPLES / name).rows)
        if name.endswith(".csv"):  # the bytes of a workbook depend on the machine's zlib
            assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "questionnaire", "n"), [("ppid-2023.xlsx", "ppid", 136), ("stakeholder-2023.xlsx", "stakeholder", 286)]
)
def test_an_example_reads_the_same_with_its_questionnaire(name: str, questionnaire: str, n: int) -> None:
    plain, asked = ikm.score(EXAMPLES / name), ikm.score(EXAMPLES / name, questionnaire=questionnaire)
    assert plain.model_dump(exclude={"provenance"}) == asked.model_dump(exclude={"provenance"})
    assert plain.respondents == n
    assert set(ikm.load(EXAMPLES / name).profiles) >= {"jenis_kelamin", "usia", "pendidikan", "pekerjaan", "kelompok"}


@pytest.mark.parametrize(
    "script", sorted(path.name for path in EXAMPLES.glob("*.py") if not path.name.startswith("make_"))
)
def test_every_example_script_runs(script: str) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_rows_in_memory_are_the_rows_of_a_file() -> None:
    sheet = read(EXAMPLES / "stakeholder-2023.xlsx")
    assert [list(row) for row in as_sheet([list(row) for row in sheet.rows]).rows] == [list(row) for row in sheet.rows]
