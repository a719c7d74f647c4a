"""A process for each upload: what one file does to it touches no other, and when its time is over it is ended.

A thread cannot be stopped, so a time limit that frees the machine needs a process.  Starting one from nothing takes
half a second of imports; a fork server, which has imported everything once and never sees an upload, starts one in
milliseconds.  Where there is none (Windows), processes start from nothing.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from traceback import extract_tb

from service.problems import Trouble
from service.scoring import Answer, Job
from service.settings import Settings

FORKS = "forkserver" in get_all_start_methods()
LOG = logging.getLogger("uvicorn.error")

Work = Callable[[Job], Answer]


class Workers:
    """Does jobs, some at once, each in a process of its own."""

    def __init__(self, work: Work, settings: Settings) -> None:
        self._work, self._settings = work, settings
        self._threads = ThreadPoolExecutor(settings.at_once)  # each waits for one process, and does nothing else
        self._one_by_one = threading.Lock()  # for starting and ending processes
        self._processes = get_context("forkserver") if FORKS else get_context("spawn")
        self._processes.set_forkserver_preload(["service.warm"])

    def start(self) -> None:
        """Have the fork server make itself ready, so that the first upload need not wait for it."""
        if FORKS:
            from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - there is none on Windows

            ensure_running()

    async def do(self, job: Job) -> Answer:
        """Do a job when its turn comes; raises `Trouble` when that takes too long, or the job does."""
        patience = monotonic() + self._settings.receiving
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._do, job, patience)

    def _do(self, job: Job, patience: float) -> Answer:
        if monotonic() > patience:
            raise Trouble("busy")
        ours, theirs = self._processes.Pipe(duplex=False)
        process = self._processes.Process(target=_run, args=(self._work, job, theirs, self._settings), daemon=True)
        with ours:
            with theirs, self._one_by_one:
                process.start()
            try:
                found: Answer | str = ours.recv() if ours.poll(self._settings.seconds) else "time-out"
            except (EOFError, OSError):
                found = "broken"  # the operating system ended it, for its memory or its time
        with self._one_by_one:
            process.kill()
            process.join()
            process.close()
        if isinstance(found, str):
            raise Trouble(found)
        return found


def _run(work: Work, job: Job, answers: Connection, settings: Settings) -> None:
    """Do a job and send what comes of it, or the kind of trouble there was."""
    _bound(settings)
    try:
        answers.send(work(job))
    except MemoryError:
        answers.send("too-large")
    except Exception as error:  # noqa: BLE001 - whatever it is
        LOG.error("%s", where(error))  # noqa: TRY400 - its message may hold answers, and stays here
        answers.send("broken")


def where(error: BaseException) -> str:
    """Say what kind of error it is and where it was met; its message may quote the data."""
    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.name}, {Path(place.filename).name}:{place.lineno}"


def _bound(settings: Settings) -> None:
    """Have the operating system hold this process to its memory, and end it should nobody else be there to do so."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_DATA, settings.memory), (resource.RLIMIT_CPU, int(settings.seconds) + 1)):
        _, most = resource.getrlimit(kind)
        resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))
