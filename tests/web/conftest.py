"""One browser with the page in it, for all tests that use it: starting it is what costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page import PPID, Page, needed


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page, opened once from a folder, with nothing to reach."""
    file = needed() / "ikm.html"
    with Page(tmp_path_factory.mktemp("unduhan")) as page:
        page.tell(
            "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )
        page.go(file.as_uri())
        assert page.value("!document.getElementById('h-pilih').disabled")  # before anything of Python is there
        assert "Lepas berkas unduhan di sini" in page.said("main")
        page.give(PPID)  # while it is getting ready
        yield page
