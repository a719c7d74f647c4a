"""How the tests run: a small number of generated examples by default, the large one where CI asks for it.

No example has a deadline: how fast a machine is says nothing about ikm.

A test given a file's bytes is numbered and not named after them: the bytes of an archive hold the time it was written,
and a test must have the same name in every process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from page import Page
    from served import Served

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)

settings.register_profile("small", max_examples=20, deadline=None, suppress_health_check=SLOW)
settings.register_profile("large", max_examples=100, deadline=None, suppress_health_check=SLOW)
settings.load_profile("large" if os.environ.get("CI") == "true" else "small")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a parameter of many bytes after its argument; pytest numbers those that are named alike."""
    return argname if isinstance(val, bytes) and len(val) > 32 else None


collect_ignore = ["web/node/suite_inside.py"]
"""What is run inside Pyodide, by tests/web/suite.py."""


@pytest.fixture(scope="session")
def opened_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open the page in a browser for all tests of it: starting it is what costs."""
    from page import opened  # noqa: PLC0415 - a browser only where a test asks for one

    with opened(tmp_path_factory.mktemp("unduhan")) as page:
        yield page


@pytest.fixture
def page(opened_page: Page) -> Page:
    """Give the page as it is when nothing is chosen, whatever the test before it chose."""
    opened_page.value("document.getElementById('h-lupakan')?.click()")
    return opened_page


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start the example service for all tests of it: starting it is what costs."""
    from served import needed, served  # noqa: PLC0415 - a service only where a test asks for one

    needed()
    with served(tmp_path_factory.mktemp("service"), "--at-once", "2", "--places", "8") as running:
        yield running
