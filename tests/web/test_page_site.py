"""The hosted form: served once, it works without the server afterwards, and asks nobody else for anything."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from command import ROOT
from page import Page, needed

PPID = ROOT / "examples" / "ppid-2023.xlsx"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, *arguments: object) -> None:
        """Keep the terminal of the tests to themselves."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_hosted_page_works_offline_after_the_first_visit(tmp_path: Path) -> None:
    site = needed() / "site"
    with Page(tmp_path) as page:
        with served(site) as address:
            page.go(address)
            page.give(PPID)
            assert page.figure == "IKM 83,86 mutu B (Baik)"
            assert "diam" not in page.value("document.getElementById('h-sibuk-kata').textContent")
            page.wait("navigator.serviceWorker.controller")
            assert [url for url in page.requests if not url.startswith((address, "blob:", "data:"))] == []
            assert page.complaints == []
        page.go(address)  # nobody serves it any more
        page.give(PPID)
        assert page.figure == "IKM 83,86 mutu B (Baik)"
        assert page.download("json", "hasil-ppid-2023.json").startswith(b'{\n  "format": "ikm-result"')
        assert page.complaints == []
