"""Ahead: the next blocks are made by a second thread while the caller works on the one before.

Most of the work on a large table is done by numpy and by the hash, which let other threads run.  The blocks, their
order and what goes wrong are the same as without; where there is one processor only, or no threads, nothing is made
ahead.

>>> list(ahead(iter("abc"))), list(ahead(iter(())))
(['a', 'b', 'c'], [])
"""

from __future__ import annotations

import os
import sys
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = ["ahead"]

_BLOCKS = 2
"""How many blocks may be made and not yet be done with."""
_Item = TypeVar("_Item")


def ahead(items: Iterator[_Item]) -> Generator[_Item, None, None]:
    """Hand out items that a second thread makes.

    Whoever closes this, or lets an exception end it, finds that thread at its end too.

    Parameters
    ----------
    items : iterator
        What makes them; it must not wait for anybody.
    """
    if sys.platform == "emscripten" or _processors() < 2:
        yield from items
        return
    work = _Work(cast("Iterator[object]", items))
    try:
        work.start()
    except RuntimeError:  # this process may have no more threads
        yield from items
        return
    try:
        while True:
            item, error = work.made.get()
            if error is not None:
                raise error
            if item is _END:
                return
            yield cast("_Item", item)
            del item  # its room is another's now
            work.room.release()
    finally:
        work.stopped = True
        work.room.release()
        work.join()


_END = object()


class _Work(Thread):
    def __init__(self, items: Iterator[object]) -> None:
        super().__init__(name="ikm-ahead", daemon=True)
        self._items = items
        self.made: SimpleQueue[tuple[object, BaseException | None]] = SimpleQueue()
        self.room = Semaphore(_BLOCKS)
        self.stopped = False

    def run(self) -> None:
        """Make one item after the other, as there is room."""
        try:
            while self.room.acquire() and not self.stopped:
                item = next(self._items, _END)
                self.made.put((item, None))
                if item is _END:
                    return
                del item
        except BaseException as error:  # noqa: BLE001 - raised again where the items are taken
            self.made.put((None, error))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
