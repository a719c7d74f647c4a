"""The example service, really served: a process of its own on a free port, asked over HTTP."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT

if TYPE_CHECKING:
    import httpx

__all__ = ["Served", "needed", "served"]

_LIBRARIES = {
    "fastapi": "fastapi", "uvicorn": "uvicorn", "multipart": "python-multipart", "httpx": "httpx",
    "schemathesis": "schemathesis",
}  # fmt: skip
_PATIENCE = 60
"""Seconds after which what should have come is given up: a slow and busy machine is no fault of the service."""


def needed() -> None:
    """Skip where a library of the service or of its tests is missing, by name; fail in continuous integration."""
    missing = [name for module, name in _LIBRARIES.items() if importlib.util.find_spec(module) is None]
    if missing:
        words = f'not installed: {", ".join(missing)} (pip install "ikm-panrb[ci]")'
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(words)


@dataclass
class Served:
    """A running service.

    Parameters
    ----------
    url : str
        Where it answers.
    client : httpx.Client
        A client of it.
    process : int
        The id of its process.
    log : Path
        What it writes.
    scratch : Path
        Its folder for temporary files.
    """

    url: str
    client: httpx.Client
    process: int
    log: Path
    scratch: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def send(
        self,
        upload: bytes,
        name: str = "survei.csv",
        *,
        to: str = "/score",
        lang: str = "id",
        alone: bool = False,
        **fields: Any,
    ) -> httpx.Response:
        """Send a file and fields of the form, alone: over a connection of its own."""
        import httpx  # noqa: PLC0415 - an extra

        post = partial(httpx.post, timeout=_PATIENCE, trust_env=False, verify=False) if alone else self.client.post
        url = f"{self.url}{to}" if alone else to
        return post(url, params={"lang": lang}, files={"file": (name, upload)}, data=fields)

    def family(self) -> dict[int, int]:
        """Give the processes of the service, itself too, each with its bytes in memory; on Linux alone."""
        parents: dict[int, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue  # it is gone
        found = {self.process}
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        return {number: size for number in found if (size := _resident(number))}


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


@contextmanager
def served(folder: Path, *arguments: str, code: str = "") -> Iterator[Served]:
    """Start the service as its README says, or by code of a test, and stop it.

    Its warnings are errors, and what it writes besides its log of requests fails the test that stops it.
    """
    import httpx  # noqa: PLC0415 - an extra

    log, scratch = folder / "log.txt", folder / "scratch"
    scratch.mkdir(parents=True)
    helpers = os.fspath(ROOT / "tests" / "helpers")
    paths = [helpers, *filter(None, [os.environ.get("PYTHONPATH")])]
    started = ["-c", code] if code else ["-m", "service", "--port", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", *started, *arguments],
            cwd=ROOT / "examples",
            env={**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": os.pathsep.join(paths)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        url = _address(process, log)
        with httpx.Client(base_url=url, timeout=_PATIENCE, trust_env=False) as client:
            yield Served(url, client, process.pid, log, scratch)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the service says where it answers."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"running on (http://\S+)", log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    raise TimeoutError(f"the service did not start: {log.read_text(encoding='utf-8')}")
