"""A sign of life on work longer than a second, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["files_done", "sign_of_life"]

_PATIENCE = 1.0


@contextlib.contextmanager
def sign_of_life(words: str) -> Iterator[None]:
    """Show a spinner with ``words`` on standard error once the work has lasted a second; never in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    status = Console(stderr=True).status(words)
    timer = threading.Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


@contextlib.contextmanager
def files_done(words: str, total: int, done: int = 0) -> Iterator[Callable[[int], None]]:
    """Show how many files of many are done, on a terminal; gives the function that is told of each."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    with Console(stderr=True).status(words.format(done=done, total=total)) as status:
        yield lambda number: status.update(words.format(done=number, total=total))
