"""Files: where the font is.

>>> from ikm.rendering.fonts.files import FAMILY, font_files
>>> FAMILY, [path.name for path in font_files()]
('Liberation Sans', ['LiberationSans-Regular.ttf', 'LiberationSans-Bold.ttf'])
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FAMILY", "font_files"]

FAMILY = "Liberation Sans"
"""The name under which the files are found."""


def font_files() -> list[Path]:
    """Give the files of the font, the upright one first."""
    here = Path(__file__).parent
    return [here / "LiberationSans-Regular.ttf", here / "LiberationSans-Bold.ttf"]
