"""The bridge of the page: one run of the command ``ikm`` inside a browser.

Bytes come in under their names, the command runs in a folder of its own exactly as on a terminal, and its exit code,
its words and the files it wrote go back.  Nothing is decided here: what the page shows is what the command says.

Pyodide is one process for many runs; so what the command may do to a process of its own is undone after each.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["run"]

_FOLDER = Path("/home/pyodide/ikm")


def run(
    args: Iterable[str], inputs: Mapping[str, bytes], outputs: Iterable[str]
) -> tuple[int, str, str, dict[str, bytes]]:
    """Run ``ikm`` with these arguments beside these files.

    Gives the exit code, standard output, standard error and, of the outputs named, those that were written.  The name
    of a file may hold a folder (``2024/dinas.xlsx``).
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with _folder() as folder, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        for name, content in inputs.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        code = _command(args)
        files = {name: (folder / name).read_bytes() for name in outputs if (folder / name).is_file()}
    return code, _said(out), _said(err), files


def _command(args: Iterable[str]) -> int:
    from ikm.cli import main  # noqa: PLC0415 - what goes wrong while it loads belongs to the run

    sys.argv = ["ikm", *args]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        gc.unfreeze()
        gc.collect()
    return 0


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    _FOLDER.mkdir(parents=True)
    try:
        os.chdir(_FOLDER)
        yield _FOLDER
    finally:
        os.chdir("/")
        shutil.rmtree(_FOLDER)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined, no-any-return]
