"""A service that scores uploads, for programs that send a file and want the result: asyncio and ikm, nothing else.

A client sends one line with the number of bytes, then the bytes; one line of JSON comes back: the result, or the
findings that say why there is none.  What may come from anywhere is bounded: the bytes of an upload, how long sending
them may take, what a file may hold (`LIMITS`), and how many uploads are in memory and being scored at once.

    python examples/service.py              # serves, sends itself the examples, and stops
    python examples/service.py 8200         # serves on this port
"""

from __future__ import annotations

import asyncio
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import ikm

MIB = 1 << 20
LIMITS = ikm.Limits(
    text_bytes=8 * MIB, workbook_bytes=4 * MIB, part_bytes=16 * MIB, unpacked_bytes=24 * MIB, memory=64 * MIB,
    rows=50_000, columns=200, cells=500_000, sheets=50,
)  # fmt: skip
UPLOAD = max(LIMITS.text_bytes, LIMITS.workbook_bytes)
AT_ONCE = 4
SECONDS = 30


def score(upload: bytes) -> dict[str, Any]:
    """Score one upload; a refusal is an answer too, with every fault and what to do about it."""
    try:
        return dict(ikm.score(upload, limits=LIMITS).model_dump(mode="json"))
    except (ikm.SourceError, ikm.ResponseError) as refused:
        return dict(refused.report().model_dump(mode="json"))


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, gate: asyncio.Semaphore) -> None:
    """Receive one upload, and answer it; the event loop stays free while a thread scores."""
    try:
        async with asyncio.timeout(SECONDS):
            size = int(await reader.readline())
        if 0 <= size <= UPLOAD:
            async with gate:
                async with asyncio.timeout(SECONDS):
                    upload = await reader.readexactly(size)
                answer = await asyncio.to_thread(score, upload)
        else:
            answer = {"error": f"An upload has at most {UPLOAD} bytes."}
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
    except (ValueError, TimeoutError, EOFError, ConnectionError):
        pass  # no number of bytes, too slow, or gone: there is nobody to answer
    finally:
        writer.close()


async def serve(port: int = 0, at_once: int = AT_ONCE) -> asyncio.Server:
    """Start serving on this machine; port 0 takes a free one."""
    return await asyncio.start_server(partial(handle, gate=asyncio.Semaphore(at_once)), "127.0.0.1", port)


async def send(port: int, upload: bytes) -> dict[str, Any]:
    """Send an upload as a client does, and give what came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4 * MIB)
    try:
        writer.write(b"%d\n%b" % (len(upload), upload))
        answer: dict[str, Any] = json.loads(await reader.readline())
        return answer
    finally:
        writer.close()
        await writer.wait_closed()


async def show() -> None:
    """Serve, and send the examples all at once."""
    folder = Path(__file__).parent
    names = ("ppid-2023.xlsx", "stakeholder-2023.xlsx", "with-mistakes.csv")
    async with await serve() as server:
        port = server.sockets[0].getsockname()[1]
        answers = await asyncio.gather(*(send(port, (folder / name).read_bytes()) for name in names))
    for name, answer in zip(names, answers, strict=True):
        print(name, answer.get("ikm", "refused"), answer.get("mutu", ""))
        for finding in answer["findings"] if "ikm" not in answer else []:
            print("   ", finding["severity"], finding["cell"], finding["message"])


async def main(port: int) -> None:
    """Serve until interrupted."""
    async with await serve(port) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])) if len(sys.argv) > 1 else show())
