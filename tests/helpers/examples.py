"""How many generated examples a slow property runs, in proportion to the profile (tests/conftest.py)."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["few"]

few = settings(max_examples=max(5, settings().max_examples // 8))
"""For a property of which one example takes a second."""
