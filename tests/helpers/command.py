"""Run the command as a person does, in this process or in one of its own."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

ROOT = Path(__file__).parent.parent.parent


class Run(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: str
    err: str


def ikm(*arguments: object, cwd: Path = ROOT, columns: int = 80) -> Run:
    """Run ``ikm`` with these arguments in a process of its own, on a terminal of so many columns."""
    done = subprocess.run(
        [sys.executable, "-c", "from ikm.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextlib.contextmanager
def as_it_was() -> Iterator[None]:
    """Undo what the command does to a process of its own: how it ends, and how it collects garbage."""
    threshold, hook = gc.get_threshold(), sys.unraisablehook
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handlers = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
        sys.unraisablehook = hook
        for number, handler in handlers.items():
            signal.signal(number, handler)


class Screen(NamedTuple):
    """What stood on a screen when the command had ended."""

    code: int
    lines: list[str]


def on_screen(*arguments: object, cwd: Path = ROOT, columns: int = 80) -> Screen:
    """Run ``ikm`` in a process of its own with both its streams in one, as a screen shows them in order."""
    done = subprocess.run(
        [sys.executable, "-c", "from ikm.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    return Screen(done.returncode, [line.rstrip() for line in done.stdout.decode().splitlines()])


def ikm_here(*arguments: object, cwd: Path = ROOT, columns: int = 80) -> Run:
    """Run ``ikm`` with these arguments in this process: a tenth of the time, where a test runs it often."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    code = _main(arguments, cwd, columns, out, err)
    printed, said = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Run(code, printed, said)


def screen_here(*arguments: object, cwd: Path = ROOT, columns: int = 80) -> Screen:
    """Run ``ikm`` in this process with both its streams in one, as a screen shows them in order; at home in ``cwd``."""
    both = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with mock.patch.dict(os.environ, {"HOME": str(cwd), "USERPROFILE": str(cwd)}):
        code = _main(arguments, cwd, columns, both, both)
    return Screen(code, [line.rstrip() for line in both.buffer.getvalue().decode().splitlines()])


def _main(arguments: tuple[object, ...], cwd: Path, columns: int, out: io.TextIOBase, err: io.TextIOBase) -> int:
    """Run ``ikm`` here and give its exit code."""
    from ikm.cli import main  # noqa: PLC0415 - the tests of start-up want to load it themselves

    with (
        as_it_was(),
        mock.patch.object(sys, "argv", ["ikm", *map(str, arguments)]),
        mock.patch.dict(os.environ, {"COLUMNS": str(columns)}),
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as left:
            return left.code if isinstance(left.code, int) else int(left.code is not None)
    return 0
