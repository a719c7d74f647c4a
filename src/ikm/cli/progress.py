"""A sign of life on work longer than a second, on a terminal only."""

from __future__ import annotations

import contextlib
import math
import sys
import threading
import time
from typing import TYPE_CHECKING

from ikm.reports import number, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ikm.findings import Language

__all__ = ["files_done", "rows_read", "sign_of_life"]

_PATIENCE = 1.0


@contextlib.contextmanager
def sign_of_life(work: str, lang: Language) -> Iterator[Callable[[int, int, int], None]]:
    """Show a spinner on standard error once the work has lasted a second; never in a pipe.

    Gives the function that is told of rows read, bytes read, and bytes in all: rows, their rate and the time left then
    stand beside the spinner.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    start = time.monotonic()

    def tell(rows: int, done: int, total: int) -> None:
        status.update(f"{work} {rows_read(rows, done, total, time.monotonic() - start, lang)}")

    status = Console(stderr=True).status(work)
    timer = threading.Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def rows_read(rows: int, done: int, total: int, seconds: float, lang: Language) -> str:
    """Say how far the reading of a file has come.

    >>> rows_read(250_000, 10, 40, 2.0, "id")
    '250.000 baris, 125.000 per detik, sisa 6 detik'
    """
    seconds = max(seconds, 0.001)
    left = seconds * (total - done) / max(done, 1)
    return phrases(lang)["rows_read"].format(
        rows=number(rows, 0, lang), rate=number(rows / seconds, 0, lang), left=number(math.ceil(left), 0, lang)
    )


@contextlib.contextmanager
def files_done(words: str, total: int, done: int = 0) -> Iterator[Callable[[int], None]]:
    """Show how many files of many are done, on a terminal; gives the function that is told of each."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    with Console(stderr=True).status(words.format(done=done, total=total)) as status:
        yield lambda number: status.update(words.format(done=number, total=total))
