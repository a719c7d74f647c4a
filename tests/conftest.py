"""How the tests run: a small number of generated examples by default, the large one where CI asks for it.

No example has a deadline: how fast a machine is says nothing about ikm.

A test given a file's bytes is numbered and not named after them: the bytes of an archive hold the time it was written,
and a test must have the same name in every process.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)

settings.register_profile("small", max_examples=20, deadline=None, suppress_health_check=SLOW)
settings.register_profile("large", max_examples=250, deadline=None, suppress_health_check=SLOW)
settings.load_profile("large" if os.environ.get("CI") == "true" else "small")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a parameter of many bytes after its argument; pytest numbers those that are named alike."""
    return argname if isinstance(val, bytes) and len(val) > 32 else None
