"""Score a file as the command does, and write down the CPU seconds of each module of ikm.

    python benchmarks/watching.py FILE SPENT.json

A thousand times a second a signal interrupts the command and looks at its stack: the CPU time since the last look is
put down to the innermost module of ikm that is at work there (what libraries do on its behalf is its time), or to
``""``, start-up, while a module is being imported.  Looking costs a few per cent.  Python cannot be interrupted within
one call of C code: its time is put down to its caller when it ends.  Other processes and threads are not seen.
"""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

TICK = 0.001
spent: dict[str, float] = {}


def look(_signal: int, frame: FrameType | None) -> None:
    """Put the time since the last look down to the module at work."""
    module = at_work(frame)
    spent[module] = spent.get(module, 0.0) + time.process_time() - sum(spent.values())


def at_work(frame: FrameType | None) -> str:
    """Name the innermost module of ikm in a stack; nothing where a module is being imported."""
    found = ""
    while frame is not None:
        name = str(frame.f_globals.get("__name__"))
        if name == "importlib._bootstrap":
            return ""
        if not found and name.startswith("ikm."):
            found = name
        frame = frame.f_back
    return found


def main() -> None:
    """Score under watch."""
    _, path, out = sys.argv
    sys.argv = ["ikm", "score", path]
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
    try:
        from ikm.cli import main as command  # noqa: PLC0415 - under watch

        command()
    except SystemExit as left:
        if left.code:
            raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        look(0, None)
    import json  # noqa: PLC0415 - after the watch
    from pathlib import Path  # noqa: PLC0415 - the same

    Path(out).write_text(json.dumps(spent), encoding="utf-8")


if __name__ == "__main__":
    main()
