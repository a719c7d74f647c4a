"""Compiling: data and a fixed program of typst to a PDF/A-2a, the same bytes wherever and whenever it is done.

>>> from ikm.rendering.typeset.compiling import compiled
>>> svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
>>> told = {"title": "#let x", "description": "$", "lang": "id", "svg": svg, "width": 9, "height": 9}
>>> compiled("drawing.typ", told) == compiled("drawing.typ", told)
True
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ikm.rendering.extras import extra
from ikm.rendering.fonts import font_files

__all__ = ["compiled"]

_MADE = 946_684_800
"""A document knows no clock: it says that it was made when the year 2000 began."""


def compiled(program: str, told: dict[str, Any]) -> bytes:
    """Compile a program beside this module with what it is told.

    Raises
    ------
    OptionError
        If typst is not installed.
    """
    typst = extra("typst", "pdf", "PDF")
    here = Path(__file__).parent
    made: bytes = typst.compile(
        here.joinpath(program).read_bytes(),
        root=str(here),
        font_paths=[str(font_files()[0].parent)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        pdf_standards=["a-2a"],
        timestamp=_MADE,
    )
    return made
