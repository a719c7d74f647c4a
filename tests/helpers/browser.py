"""A headless Chromium, told what to do over a pair of pipes: nothing of it listens, and nothing but it is needed."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections import deque
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["CHROMIUM", "Browser"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
_PATIENCE = 60
"""Seconds without a word after which the browser is given up."""


class Browser:
    """One page in one browser; opened files and what they ask for are told."""

    def __init__(self) -> None:
        if CHROMIUM is None:
            raise FileNotFoundError("chromium")
        self._profile = tempfile.TemporaryDirectory()
        theirs_in, self._out = self._pipe()
        self._in, theirs_out = self._pipe()
        command = [CHROMIUM, *_FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        quiet = os.open(os.devnull, os.O_RDWR)
        moved = [
            (os.POSIX_SPAWN_DUP2, old, new) for old, new in ((theirs_in, 3), (theirs_out, 4), (quiet, 1), (quiet, 2))
        ]
        self._process = os.posix_spawn(CHROMIUM, command, os.environ, file_actions=moved, setpgroup=0)
        for end in (theirs_in, theirs_out, quiet):
            os.close(end)
        self._numbers, self._rest, self._heard = count(1), b"", deque[dict[str, Any]]()
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ("Page", "Network", "Log", "Runtime"):
            self.tell(f"{part}.enable")

    @staticmethod
    def _pipe() -> tuple[int, int]:
        """Make a pipe whose ends lie above the numbers that the browser listens at."""
        low = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in low]
        for end in low:
            os.close(end)
        return high[0], high[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._out)
        os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._in)
        for _ in range(50):  # its children may still write a last time
            try:
                self._profile.cleanup()
            except OSError:
                time.sleep(0.1)
            else:
                break

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], _PATIENCE)
            more = os.read(self._in, 1 << 20) if ready else b""
            if not more:
                raise TimeoutError("the browser says nothing")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told

    def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something and give what it answers; events met on the way are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def open(self, file: Path, width: int, *, height: int = 844, dark: bool = False) -> None:
        """Open a file in a window of a width, in light or dark, and wait until it has loaded."""
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", features=[scheme])
        self.events.clear()
        self.tell("Page.navigate", url=file.absolute().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._message())
        self.value("1")

    def value(self, expression: str) -> Any:
        """Give what an expression is worth on the page, waiting for it if it promises."""
        told = self.tell("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"]))
        return told["result"].get("value")

    @property
    def requests(self) -> list[str]:
        """What the page asked for since it was opened, itself too."""
        asked = (event for event in self.events if event.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in asked]

    @property
    def complaints(self) -> list[str]:
        """What the browser wrote in its log, such as what the content-security policy kept out."""
        logged = (event for event in self.events if event.get("method") == "Log.entryAdded")
        return [event["params"]["entry"]["text"] for event in logged]

    def picture(self, most: int | None = None) -> bytes:
        """Give the whole page, or its upper part, as a PNG."""
        size = self.tell("Page.getLayoutMetrics")["cssContentSize"]
        height = size["height"] if most is None else min(size["height"], most)
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1}
        drawn = self.tell("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(drawn["data"])

    def paper(self) -> bytes:
        """Give the page as it is printed, as a PDF."""
        return base64.b64decode(self.tell("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
