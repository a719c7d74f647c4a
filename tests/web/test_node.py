"""The page speaks with the command itself: inside Pyodide it prints and writes the same, to the last byte."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import workbooks
from command import ROOT, Run, ikm_here
from engine import Answer, Engine
from remedies import Case, lay_out
from remedy_cases import CASES
from strange_files import FILES

EXAMPLES = {
    path.name: path.read_bytes()
    for path in sorted((ROOT / "examples").glob("*.*"))
    if path.suffix not in {".py", ".json", ".toml"}
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as made:
        yield made


def laid(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return files


def same(engine: Engine, folder: Path, inputs: dict[str, bytes], *typed: object) -> tuple[Answer, Run]:
    """Run both, and see that code and standard output are the same; give both."""
    there, here = engine.run(*typed, inputs=inputs), ikm_here(*typed, cwd=folder)
    assert isinstance(there, Answer), there
    assert (there.code, there.out) == (here.code, here.out)
    return there, here


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("typed", [("score",), ("check",), ("score", "--invalid", "blank", "--lang", "en")])
def test_every_example_gives_the_json_of_the_command(
    engine: Engine, tmp_path: Path, name: str, typed: tuple[str, ...]
) -> None:
    inputs = laid(tmp_path, {name: EXAMPLES[name]})
    answer, _ = same(engine, tmp_path, inputs, typed[0], name, *typed[1:], "--json")
    assert answer.out.startswith("{")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_kind_of_fault_gives_the_json_of_the_command(engine: Engine, tmp_path: Path, case: Case) -> None:
    lay_out(case, tmp_path)
    same(engine, tmp_path, dict(case.files), *case.command, "--json")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_read_as_by_the_command(engine: Engine, tmp_path: Path, name: str) -> None:
    inputs = laid(tmp_path, {name: FILES[name]()})
    same(engine, tmp_path, inputs, "score", name, "--json")


@pytest.mark.parametrize("data", workbooks.SEEDS.values(), ids=workbooks.SEEDS)
def test_files_of_every_kind_give_the_json_of_the_command(engine: Engine, tmp_path: Path, data: bytes) -> None:
    inputs = laid(tmp_path, {"jawaban": data})
    same(engine, tmp_path, inputs, "check", "jawaban", "--json")


@pytest.mark.parametrize(
    "typed", [("--version",), ("schema",), ("law", "--json"), ("sample", "205", "--json"), ("--help",)]
)
def test_what_needs_no_file_is_told_alike(engine: Engine, tmp_path: Path, typed: tuple[str, ...]) -> None:
    assert same(engine, tmp_path, {}, *typed)[0].code == 0


@pytest.mark.parametrize(
    "typed", [("score", "--jsn"), ("score", "nope.xlsx", "--json"), ("score", "a.csv", "--target", "x")]
)
def test_wrong_use_is_told_alike(engine: Engine, tmp_path: Path, typed: tuple[str, ...]) -> None:
    there, here = same(engine, tmp_path, {}, *typed)
    assert here.code
    if here.code == 2:
        assert there.err == here.err


PLAIN = ("hasil.xlsx", "hasil.html", "unsur.svg", "unsur.csv", "hasil.json")


def outs(names: tuple[str, ...], product: str = "") -> list[str]:
    return [*(word for name in names for word in ("--out", name)), *(["--product", product] if product else [])]


@pytest.mark.parametrize("name", ["ppid-2023.xlsx", "stakeholder-2023.xlsx"])
@pytest.mark.parametrize(
    ("more", "names"),
    [
        (outs(PLAIN), PLAIN),
        (["--lang", "en", "--weight", "exact", "--target", "81", *outs(PLAIN)], PLAIN),
        (["--lang", "en", "--target", "85", *outs(("panel.svg",), "panel")], ("panel.svg",)),
        (outs(("panel.svg",), "panel-4x5"), ("panel.svg",)),
        (outs(("rencana.xlsx",), "plan"), ("rencana.xlsx",)),
    ],
)
def test_what_is_written_is_the_same_to_the_last_byte(
    engine: Engine, tmp_path: Path, name: str, more: list[str], names: tuple[str, ...]
) -> None:
    inputs = laid(tmp_path, {name: EXAMPLES[name]})
    typed = ["score", name, *more, "--json"]
    there = engine.run(*typed, inputs=inputs, outputs=names)
    here = subprocess.run(
        [sys.executable, "-m", "ikm", *typed], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert isinstance(there, Answer), there
    assert (there.code, there.out.encode()) == (here.returncode, here.stdout) == (0, here.stdout), here.stderr
    assert there.files == {product: (tmp_path / product).read_bytes() for product in names}


def test_the_marked_copy_and_the_survey_file_are_the_same_to_the_last_byte(engine: Engine, tmp_path: Path) -> None:
    name = "with-mistakes.csv"
    inputs = laid(tmp_path, {name: EXAMPLES[name]})
    for typed, product in (
        (("check", name, "--json", "--mark", "salinan.xlsx"), "salinan.xlsx"),
        (("init", name), "survei.toml"),
    ):
        there, here = engine.run(*typed, inputs=inputs, outputs=[product]), ikm_here(*typed, cwd=tmp_path)
        assert isinstance(there, Answer), there
        assert (there.code, there.out) == (here.code, here.out)
        assert there.files[product] == (tmp_path / product).read_bytes()


def test_a_folder_of_units_is_scored_alike(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    inputs = {f"2023/{name}": EXAMPLES[name] for name in ("ppid-2023.xlsx", "stakeholder-2023.xlsx")}
    same(engine, tmp_path, laid(tmp_path, inputs), "score", "2023", "--jobs", "2", "--json")
    same(engine, tmp_path, inputs, "compare", *inputs, "--json")


def test_a_large_text_table_is_held_without_numpy_and_says_the_same(engine: Engine, tmp_path: Path) -> None:
    head, *rows = EXAMPLES["ppid-2023.csv"].splitlines(keepends=True)
    data = head + b"".join(rows) * 80
    assert len(data) > 2 << 20
    same(engine, tmp_path, laid(tmp_path, {"besar.csv": data}), "score", "besar.csv", "--json")


def test_what_killed_the_interpreter_does_not_keep_the_next_file_from_being_read(
    engine: Engine, tmp_path: Path
) -> None:
    died = engine.run(
        "score", "ppid-2023.xlsx", inputs={"ppid-2023.xlsx": EXAMPLES["ppid-2023.xlsx"]}
    )  # rich is not there
    assert isinstance(died, str)
    assert died.startswith("EngineDied")
    assert engine.run("--version") == "EngineDied: the interpreter has ended"
    engine.restart()
    inputs = laid(tmp_path, {"ppid-2023.xlsx": EXAMPLES["ppid-2023.xlsx"]})
    answer, _ = same(engine, tmp_path, inputs, "score", "ppid-2023.xlsx", "--json")
    assert '"ikm": 83.86' in answer.out
