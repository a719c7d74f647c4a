"""The library's tests, run by pytest inside Pyodide; each property on few examples, for there is one slow processor."""

import os
import sys

files: list[str] = globals()["files"]

sys.path[:0] = ["/ikm/src", "/ikm/tests/helpers", "/packages"]
os.chdir("/ikm")

import pytest  # noqa: E402 - from where the line above says


class Few:
    """Set the number of examples, after tests/conftest.py has set its own."""

    @staticmethod
    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems() -> None:
        from hypothesis import settings  # noqa: PLC0415 - warned of when it loads before pytest looks at it

        settings.register_profile("fewest", settings.get_profile("small"), max_examples=5, database=None)
        settings.load_profile("fewest")


options = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--capture=sys", "--no-header", "--color=no"]
int(pytest.main([*options, "--durations=15", *files], plugins=[Few()]))
