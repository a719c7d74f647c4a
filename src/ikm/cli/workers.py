"""Work on many files, in this process or in several; the results and their order are the same.

Each worker is a process of its own that is handed one task at a time.  One that dies (out of memory, a crash in a
reader) loses the task it was at and nothing else; another takes its place.  Workers leave the keyboard's interrupt to
their parent, which stops them all; should the parent be killed, their pipe ends, and so do they.

>>> from ikm.cli.workers import work
>>> sorted(work(abs, [-3, 5], jobs=1))
[(0, 3), (1, 5)]
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from ikm.findings import for_command

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["Lost", "work"]

_T = TypeVar("_T")
_R = TypeVar("_R")


class Lost:
    """What stands for the result of a task whose worker died."""

    def __init__(self, code: int | None) -> None:
        self.code = code


def work(
    function: Callable[[_T], _R], tasks: Sequence[_T], *, jobs: int
) -> Generator[tuple[int, _R | Lost], None, None]:
    """Do every task, and give each result with its task's place as soon as it is there.

    Parameters
    ----------
    function : callable
        Named at the top of a module, so that another process can find it.
    tasks : sequence
        What it is called with, one by one.
    jobs : int
        How many processes work at the same time; 1 does the work in this one.
    """
    if jobs == 1 or len(tasks) < 2 or sys.platform == "emscripten":  # a browser has one process
        for place, task in enumerate(tasks):
            yield place, function(task)
        return
    crew = _Crew(function, tasks)
    try:
        for _ in range(min(jobs, len(tasks))):
            crew.hire()
        while crew.busy:
            yield from crew.done()
    finally:
        crew.dismiss()


class _Crew:
    """The workers, the task each is at, and the tasks nobody has begun."""

    def __init__(self, function: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
        from multiprocessing import get_context  # noqa: PLC0415 - only those who ask for processes pay for it

        self.busy: dict[Any, tuple[BaseProcess, int]] = {}
        self._waiting = list(enumerate(tasks))[::-1]
        self._function = function
        self._context = get_context("spawn")

    def hire(self) -> None:
        """Start one worker more, while there is a task for it."""
        if not self._waiting:
            return
        ours, theirs = self._context.Pipe()
        worker = self._context.Process(target=_serve, args=(theirs, self._function), daemon=True)
        with _deaf():
            worker.start()
        theirs.close()
        self._hand(ours, worker)

    def done(self) -> Iterator[tuple[int, Any]]:
        """Wait until a worker has something to tell, and give it the next task."""
        from multiprocessing.connection import wait  # noqa: PLC0415 - as above

        for line in wait(list(self.busy)):
            worker, place = self.busy[line]
            try:
                result = line.recv()  # type: ignore[union-attr,call-arg]  # pipes are all it was given
            except (EOFError, OSError):
                worker.join()
                self._forget(line)
                self.hire()
                result = Lost(worker.exitcode)
            else:
                self._hand(line, worker)
            yield place, result

    def dismiss(self) -> None:
        """Stop every worker, whatever it is at, and wait until it is gone."""
        for worker, _ in self.busy.values():
            worker.terminate()
        for line, (worker, _) in list(self.busy.items()):
            worker.join()
            self._forget(line)

    def _hand(self, line: Any, worker: BaseProcess) -> None:  # noqa: ANN401 - an end of a pipe
        if not self._waiting:
            self._forget(line)
            worker.join()
            return
        place, task = self._waiting.pop()
        self.busy[line] = worker, place
        with contextlib.suppress(OSError):  # it is dead already: the end of its pipe will tell
            line.send(task)

    def _forget(self, line: Any) -> None:  # noqa: ANN401 - as above
        self.busy.pop(line, None)
        line.close()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let a process started here never hear the keyboard's interrupt; ours waits until it is started."""
    import signal  # noqa: PLC0415 - only those who ask for processes need it

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, function: Callable[[Any], Any]) -> None:
    """Be a worker: do what comes until nothing more can."""
    import signal  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with for_command(), contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            line.send(function(line.recv()))
