"""The built page in a browser, used as an officer does: choose files, wait, press, read what it says."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, Browser
from command import ROOT, ikm_here
from engine import built

__all__ = ["AXE", "PPID", "Page", "command", "needed", "opened", "tools"]

AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
PPID = ROOT / "examples" / "ppid-2023.xlsx"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PATIENCE = 240
"""Seconds after which what should have come is given up: a slow and busy machine is no fault of the page."""

_QUIET = "document.getElementById('h-sibuk').hidden"
_KEYS = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}


def tools() -> None:
    """Name what is missing of the browser and what judges pages: skipped, and failing in continuous integration."""
    missing = [name for name, there in (("chromium", CHROMIUM), ("npm ci in tests/web", AXE.is_file())) if not there]
    if missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"not on this machine: {', '.join(missing)}")


def needed() -> Path:
    """Give the folder of the built page, where the browser is there too."""
    tools()
    return built()


def command(folder: Path, *arguments: str, inputs: tuple[Path, ...] = (PPID,)) -> bytes:
    """Give the file that the command writes, named last but one option."""
    for file in inputs:
        if file.parent != folder:
            shutil.copy(file, folder)
    done = ikm_here(*arguments, cwd=folder)
    assert done.code in {0, 1}, done.err
    return (folder / arguments[-1]).read_bytes()


class Page(Browser):
    """The page, open in a browser; what it hands over is kept in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        self.tell("DOM.enable")

    def go(self, url: str, width: int = 1280) -> None:
        """Open an address and wait until it has loaded."""
        self.window(width)
        self.events.clear()
        self.tell("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._message())

    def window(self, width: int, *, dark: bool = False) -> None:
        """Make the window so wide, in light or dark."""
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", features=[scheme])

    def wait(self, expression: str) -> None:
        """Wait until something is so on the page."""
        end = time.monotonic() + _PATIENCE
        while not self.value(f"!!({expression})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{expression}: never so; the page says: {self.said('body')[:2000]}")
            time.sleep(0.1)

    def act(self, expression: str) -> None:
        """Do something on the page, and wait until it is done with it."""
        self.value(
            "window.turns = 0; new MutationObserver(() => (window.turns += 1))"
            ".observe(document.getElementById('h-sibuk'), { attributes: true }); 1"
        )
        self.value(f"{expression}; 1")
        self.wait(f"window.turns > 0 && {_QUIET}")

    def give(self, *files: Path) -> None:
        """Choose files as with the button, and wait until they are read."""
        if self.value("'turns' in window"):  # not before the page is ready: that is waited for below
            self.wait(_QUIET)
        self.value("document.getElementById('h-sibuk').hidden = false; window.turns ??= 0")
        root = self.tell("DOM.getDocument")["root"]["nodeId"]
        node = self.tell("DOM.querySelector", nodeId=root, selector="#h-pilih")["nodeId"]
        self.tell("DOM.setFileInputFiles", files=[str(file) for file in files], nodeId=node)
        self.wait(_QUIET)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for _ in range(times):
            for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
                self.tell("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=_KEYS[key])

    def choose(self, name: str, value: str) -> None:
        """Put a value into a field, and leave it."""
        self.act(
            f"((field) => {{ field.value = {json.dumps(value)}; "
            f"field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})(document.getElementById('{name}'))"
        )

    def click(self, selector: str) -> None:
        """Press what is there, and wait until the page is done with it."""
        self.act(f"document.querySelector({json.dumps(selector)}).click()")

    def said(self, selector: str) -> str:
        """Give the words of a part of the page, as they are seen."""
        told: str = self.value(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")
        return told

    @property
    def figure(self) -> str:
        """The index, as it stays in sight."""
        return self.said("#h-bilah-nilai")

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        told: str = self.value("document.activeElement.id")
        return told

    def download(self, product: str, name: str) -> bytes:
        """Ask for a product and give the file that is handed over."""
        file = self.folder / name
        file.unlink(missing_ok=True)
        self.click(f"#h-unduh-{product}")
        end = time.monotonic() + _PATIENCE
        while not file.is_file():
            if time.monotonic() > end:
                raise TimeoutError(f"{name} was not handed over; the page says: {self.said('#h-tolak')}")
            time.sleep(0.1)
        return file.read_bytes()

    def faults(self) -> list[Any]:
        """Say what axe-core finds on the page as it stands."""
        if not self.value("'axe' in window"):
            self.value(AXE.read_text(encoding="utf-8") + "; 1")
        return list(
            self.value(
                f"axe.run(document, {{ runOnly: {json.dumps(_TAGS)} }}).then((found) => found.violations.map((one) =>"
                " one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' ')))"
            )
        )


@contextmanager
def opened(folder: Path) -> Iterator[Page]:
    """Open the page once from a folder, with nothing to reach, and give it a file before it is ready."""
    file = needed() / "ikm.html"
    with Page(folder) as page:
        page.tell(
            "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )
        page.go(file.as_uri())
        assert page.value("!document.getElementById('h-pilih').disabled")  # before anything of Python is there
        assert "Lepas berkas unduhan di sini" in page.said("main")
        page.give(PPID)  # while it is getting ready
        yield page
