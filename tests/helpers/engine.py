"""The page's interpreter in Node, asked by a pair of pipes: one Pyodide for many files.

The built page is needed, and Node.  Where either is missing a test is skipped, and fails where ``CI=true``.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import pytest
from command import ROOT

__all__ = ["WEB", "Answer", "Engine", "built"]

WEB = ROOT / "web"
NODE = ROOT / "tests" / "web" / "node"


@cache
def missing(*parts: str) -> str:
    """Say what is missing for the page to be tried; nothing where all is there."""
    if shutil.which("node") is None:
        return "Node is not installed"
    if subprocess.run([sys.executable, WEB / "build.py", "--check", *parts], check=False).returncode:
        return "the page is not built of this state: python web/build.py"
    return ""


def built(*parts: str) -> Path:
    """Give the folder of the built page; without it the test is skipped, and fails in continuous integration.

    ``parts`` are those that must be of this state: ``"engine"`` with ikm inside it, ``"page"`` around it.
    """
    if why := missing(*parts):
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    return WEB / "dist"


class Answer(NamedTuple):
    """What the command gave inside the page."""

    code: int
    out: str
    err: str
    files: dict[str, bytes]


class Engine:
    """One interpreter in one Node."""

    def __init__(self) -> None:
        site = built("engine") / "site"
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - it is closed with Node
        self._node = subprocess.Popen(
            [str(shutil.which("node")), NODE / "serve.mjs", site],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )
        self.memory = 0
        self._heard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._node.kill()
        self._node.communicate()
        self._said.close()

    def _heard(self) -> dict[str, Any]:
        assert self._node.stdout is not None
        line = self._node.stdout.readline()
        if not line:
            self._said.seek(0)
            raise AssertionError(f"Node ended: {self._said.read()[-1000:]}")
        heard: dict[str, Any] = json.loads(line)
        self.memory = heard.get("memory", self.memory)
        return heard

    def _tell(self, question: object) -> dict[str, Any]:
        assert self._node.stdin is not None
        self._node.stdin.write(f"{json.dumps(question)}\n")
        self._node.stdin.flush()
        return self._heard()

    def run(
        self, *args: object, inputs: Mapping[str, bytes] | None = None, outputs: Iterable[str] = ()
    ) -> Answer | str:
        """Run the command; where that killed the interpreter, give its last words."""
        given = {name: base64.b64encode(data).decode() for name, data in (inputs or {}).items()}
        told = self._tell({"args": list(map(str, args)), "inputs": given, "outputs": list(outputs)})
        if "died" in told:
            return str(told["died"])
        files = {name: base64.b64decode(data) for name, data in told["files"].items()}
        return Answer(told["code"], told["stdout"], told["stderr"], files)

    def restart(self) -> None:
        """Begin with a fresh interpreter."""
        assert self._tell("restart")["ready"]
