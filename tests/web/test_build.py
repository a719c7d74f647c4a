"""The page is built the same each time, says what it lacks, and is as small as promised."""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT
from engine import WEB, built
from making import bundles, compiling, downloads, pages, scripts

LARGEST = 14_000_000


@pytest.mark.parametrize("module", [bundles, compiling, scripts], ids=lambda module: module.__name__)
def test_what_the_modules_of_the_build_show_is_so(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def copied(folder: Path) -> Path:
    """Copy what the page is made of, and what was fetched for it but not what was compiled, to another place."""
    for part in ("src/ikm", "web"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("dist", "__pycache__"))
    (folder / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "ppid-2023.xlsx", folder / "examples")
    kept = folder / "web" / "dist" / "downloads"
    shutil.copytree(WEB / "dist" / "downloads", kept, ignore=shutil.ignore_patterns("*.compiled"))
    return folder / "web"


def files(dist: Path) -> dict[str, bytes]:
    found = {path.relative_to(dist).as_posix(): path.read_bytes() for path in dist.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.startswith("downloads/")}


def build(web: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, web / "build.py"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_another_place_time_and_seed_make_the_same_bytes(tmp_path: Path) -> None:
    there = built("engine", "page")
    web = copied(tmp_path / "tempat lain")
    done = build(web, TZ="Asia/Jayapura", PYTHONHASHSEED="7", LC_ALL="C", SOURCE_DATE_EPOCH="1")
    assert done.returncode == 0, done.stderr
    one, other = files(there), files(web / "dist")
    assert one.keys() == other.keys()
    assert [name for name, content in one.items() if content != other[name]] == []


def test_the_single_file_is_as_small_as_promised() -> None:
    assert (built("engine", "page") / "ikm.html").stat().st_size <= LARGEST


def test_nothing_of_the_builders_machine_is_inside() -> None:
    dist = built("engine")
    for path in (dist / "site").rglob("*"):
        if path.is_file():
            content = pages.unpacked(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            assert str(ROOT).encode() not in content, path


@pytest.mark.parametrize(
    ("kept", "words"),
    [(False, "npm is not found; the build needs it to fetch Pyodide. Install Node 20 or later")],
)
def test_without_npm_the_build_says_what_is_missing(tmp_path: Path, kept: bool, words: str) -> None:
    for part in ("src/ikm", "web"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("dist", "__pycache__"))
    done = build(tmp_path / "web", PATH=str(tmp_path))
    assert (done.returncode, kept) == (1, False)
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_without_node_the_build_says_what_is_missing(tmp_path: Path) -> None:
    built("engine")
    done = build(copied(tmp_path), PATH=str(tmp_path))
    assert done.returncode == 1
    assert "node is not found; the build needs it to compile with Pyodide" in done.stderr


def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    wheel, pinned = tmp_path / "a.whl", {"a": {"version": "1", "sha256": "0" * 64}}
    wheel.write_bytes(b"x")
    with pytest.raises(downloads.Stop, match=r"is not the file web/lock.toml names: its SHA-256 is another"):
        downloads.keep(wheel, tmp_path / "kept" / "a.whl", pinned["a"]["sha256"])
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"a.mjs": 'import "./b.mjs";\n'}, "is written otherwise than web/README.md asks"),
        ({"a.mjs": "export default 1;\n"}, "is written otherwise than web/README.md asks"),
        ({"a.mjs": 'import { b } from "./b.mjs";\n'}, "a.mjs imports b.mjs, which is not there"),
        ({"a.mjs": 'import { b } from "./b.mjs";\n', "b.mjs": 'import { a } from "./a.mjs";\n'}, "in a circle"),
    ],
)
def test_a_module_that_is_written_otherwise_is_refused(texts: dict[str, str], words: str) -> None:
    with pytest.raises(scripts.NotUnderstood, match=words):
        scripts.joined("a.mjs", texts.get)
