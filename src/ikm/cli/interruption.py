"""Interruption: what the command does when it is asked to end, by Ctrl-C or by the operating system.

It ends with one line that says what was written, and with the code that shells know: 130 for Ctrl-C, 143 when it is
told to terminate, 129 when its terminal is closed.  While its modules load it ends at once; at work it lets everybody
clean up; while outputs are moved into place (`held`) it waits until they are.

Nobody on the way may take the end for something else, so `Interrupted` is no ``KeyboardInterrupt``, which typer and
others turn into silence; and where Python would only print that it ignored one (in a callback of a weak reference),
the command ends all the same.

Its few words stand here and not with the others: they are needed before anything can be read.

>>> from ikm.cli.interruption import Run
>>> run = Run()
>>> run.words("id"), run.words("en")
('Dihentikan. Tidak ada berkas yang ditulis.', 'Stopped. No file was written.')
>>> run.written.append("hasil.xlsx")
>>> run.words("id")
'Dihentikan. Sudah ditulis: hasil.xlsx.'
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType
    from typing import Any, Literal

    from ikm.findings import Language

__all__ = ["RUN", "Interrupted", "Run", "held", "line", "watch"]

_NAMED = 5
"""How many files are named; of more, how many there are besides."""

_PATIENT = 2
"""Asked so often while it is ending, it ends at once: somebody on the way must have taken the end for his own."""


class Interrupted(BaseException):
    """The command was asked to end; ``said`` is what is printed instead of the usual words, ``code`` how it exits."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        self.said: str | None = None


class Run:
    """What this run of the command wants to write and has written, and what it does when it is asked to end."""

    def __init__(self) -> None:
        self.begin(lambda: "id")

    def begin(self, lang: Callable[[], Language]) -> None:
        """Forget all of a run before; ``lang`` tells the language of the words."""
        self.lang = lang
        self.state: Literal["starting", "working", "ending", "over"] = "starting"
        self.asked = 0
        self.wanted: list[str] = []
        self.written: list[str] = []
        self.holding = 0
        self.waiting: int | None = None

    def kept(self, lang: Language) -> str:
        """Say what was written."""
        names, more = ", ".join(self.written[:_NAMED]), len(self.written) - _NAMED
        if not names:
            return "Tidak ada berkas yang ditulis." if lang == "id" else "No file was written."
        if more > 0:
            names += f" (dan {more} lagi)" if lang == "id" else f" (and {more} more)"
        return f"Sudah ditulis: {names}." if lang == "id" else f"Written already: {names}."

    def words(self, lang: Language) -> str:
        """Say that the command was ended, and what was written."""
        return f"{'Dihentikan' if lang == 'id' else 'Stopped'}. {self.kept(lang)}"

    def heard(self, number: int, _: FrameType | None = None) -> None:
        """Do as the state asks: the handler of the signals."""
        if self.state == "over":
            return
        if self.holding:
            self.waiting = number
            return
        self.asked += self.state == "ending"
        if self.state == "starting" or self.asked == _PATIENT:
            self.end(number)
        elif self.state == "working":
            self.state = "ending"
            raise Interrupted(number)

    def end(self, number: int) -> None:
        """End the process at once; nothing is half done."""
        with suppress(OSError):
            os.write(2, f"{line(self.words(self.lang()))}\n".encode(sys.stderr.encoding, "replace"))
        os._exit(128 + number)


RUN = Run()
"""The one run of this process."""


def watch(lang: Callable[[], Language]) -> None:
    """Begin a run: from now on the command answers when it is asked to end.

    A signal that whoever started the command wants ignored (``nohup``) stays ignored, and where the command does not
    run in the main thread nothing changes.
    """
    RUN.begin(lang)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) in {signal.SIG_IGN, None}:
            continue
        try:
            signal.signal(number, RUN.heard)
        except ValueError:
            return
    sys.unraisablehook = _unraisable


@contextmanager
def held() -> Iterator[None]:
    """Let nobody end the command in here; who asked to is heard afterwards."""
    RUN.holding += 1
    try:
        yield
    finally:
        RUN.holding -= 1
    if RUN.waiting is not None and not RUN.holding:
        number, RUN.waiting = RUN.waiting, None
        RUN.heard(number)


def line(words: str) -> str:
    """Give the line to print: on a terminal in the place of what Ctrl-C and a spinner left there, with the cursor."""
    return f"\r\x1b[K\x1b[?25h{words}" if sys.stderr.isatty() else words


def _unraisable(unraisable: Any) -> None:  # noqa: ANN401 - a type of the interpreter's own
    if isinstance(unraisable.exc_value, Interrupted):
        RUN.end(unraisable.exc_value.code - 128)
    sys.__unraisablehook__(unraisable)
