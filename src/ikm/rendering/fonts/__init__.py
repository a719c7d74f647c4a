"""Fonts: the one that documents and pictures are set in, so that they look the same and are the same bytes everywhere.

It is Liberation Sans 2.1.5, upright and bold, unchanged, by Red Hat and Google under the SIL Open Font License 1.1,
whose text stands beside the files as ``OFL.txt``; they were taken from Debian's package ``fonts-liberation2``.  Its
widths are those of Arial.

>>> from ikm.rendering.fonts import FAMILY, font_files
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
