"""The README of the service says what is so: how to start it, what it answers, which problems there are."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from command import ROOT
from served import needed

if TYPE_CHECKING:
    from pathlib import Path

    from served import Served

SERVICE = ROOT / "examples" / "service"
README = (SERVICE / "README.md").read_text(encoding="utf-8")


def test_what_is_asked_is_answered_so(service: Served, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("not on this machine: curl")
    (tmp_path / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "ppid-2023.xlsx", tmp_path / "examples")
    (block,) = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    asked = re.findall(r"^\$ (curl .*)\n(.*)$", block, re.MULTILINE)
    assert len(asked) == 3
    for command, answer in asked:
        done = subprocess.run(
            command.replace("http://127.0.0.1:8000", service.url),
            shell=True, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert (done.stdout.strip(), done.stderr) == (answer, "")
    assert (tmp_path / "hasil.xlsx").read_bytes()[:2] == b"PK"


def test_every_address_and_field_stands_in_it(service: Served) -> None:
    described = service.client.get("/openapi.json").json()
    told = set(re.findall(r"^\| `(?:GET|POST) (\S+)` \|", README, re.MULTILINE))
    assert told == {*described["paths"], "/", "/openapi.json"}
    fields = described["components"]["schemas"]["Asked"]["properties"]
    assert [name for name in fields if f"`{name}`" not in README] == []


def test_the_help_tells_what_every_limit_is() -> None:
    needed()
    done = subprocess.run(
        [sys.executable, "-m", "service", "--help"],
        cwd=SERVICE.parent, env={**os.environ, "COLUMNS": "200"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    limits = re.findall(
        r"^    (\w+): (?:int|float) = ", (SERVICE / "settings.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(limits) == 6
    for name in ("host", "port", *limits):
        assert re.search(
            rf"^  --{name.replace('_', '-')} [A-Z_]+\s+[a-z].* \(default: \S+\)$", done.stdout, re.MULTILINE
        ), name


def test_every_problem_stands_in_it_with_its_status() -> None:
    source = (SERVICE / "problems.py").read_text(encoding="utf-8")
    (status,) = re.findall(r"^STATUS = (\{.*?^\})", source, re.MULTILINE | re.DOTALL)
    told: dict[str, int] = {}
    for codes, kinds in re.findall(r"^\| ([\d, ]+) \| (.*?) \|", README, re.MULTILINE):
        numbers, names = [int(code) for code in codes.split(",")], re.findall(r"`([a-z-]+)`", kinds)
        told |= dict(zip(names, numbers * len(names) if len(numbers) == 1 else numbers, strict=False))
    assert told == ast.literal_eval(status)


def test_what_it_needs_is_what_its_tests_are_run_with() -> None:
    lines = (SERVICE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {line for line in lines if not line.startswith("#")} <= set(extras["ci"])
    assert "-r examples/service/requirements.txt && cd examples && ../.venv/bin/python -m service\n" in README
