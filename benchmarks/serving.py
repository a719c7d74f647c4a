"""Score the same upload many times, as a service does: so many threads, or so many at once under asyncio.

    python benchmarks/serving.py threads 8 300

`bars` compares the ways: threads share one interpreter, so eight take as long as one; more would mean that they stand
in each other's way.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

from inputs import SMALL

import ikm


def score(upload: bytes) -> float:
    """Score one upload."""
    return ikm.score(upload, population=205).ikm


def in_threads(upload: bytes, workers: int, number: int) -> list[float]:
    """Score in a pool of threads."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(score, [upload] * number))


async def in_tasks(upload: bytes, workers: int, number: int) -> list[float]:
    """Score from tasks of one event loop, a bounded number at once."""
    gate = asyncio.Semaphore(workers)

    async def one() -> float:
        async with gate:
            return await asyncio.to_thread(score, upload)

    return await asyncio.gather(*(one() for _ in range(number)))


def main(way: str, workers: int, number: int) -> None:
    """Score, and make sure that every figure is the same."""
    upload = SMALL.read_bytes()
    found = in_threads(upload, workers, number) if way == "threads" else asyncio.run(in_tasks(upload, workers, number))
    assert set(found) == {score(upload)}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
