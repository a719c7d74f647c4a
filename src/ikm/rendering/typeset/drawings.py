"""Drawings: an SVG as a page of its own.

>>> from ikm.rendering.typeset.drawings import drawing_pdf
>>> svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
>>> drawing_pdf(svg, "Bidang", "Sebuah bidang hitam.", "id", (90, 90))[:5]
b'%PDF-'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.typeset.compiling import compiled

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["drawing_pdf"]


def drawing_pdf(svg: str, title: str, description: str, lang: Language, size: tuple[float, float]) -> bytes:
    """Set a drawing as a page of its size, in millimetres; its description is for whoever does not see it."""
    told = {"title": title, "description": description, "lang": lang, "svg": svg, "width": size[0], "height": size[1]}
    return compiled("drawing.typ", told)
