"""A sign of life on work longer than a second, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["sign_of_life"]

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
