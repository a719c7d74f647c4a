"""Refresh the screens that the pages show: ``python docs/make_screens.py docs/start.md …`` types what they type.

A screen with a line ``…`` leaves lines out and stays as it stands: the tests say where it is no longer true.  A new
screen is written as its command with ``?`` below it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from blocks import refreshed  # noqa: E402 - it lies with the tests, which type the same


def main(pages: list[str]) -> None:
    """Write each page anew."""
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            text = refreshed(page, Path(folder))
        (ROOT / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
