r"""Pictures: figures as PNG, drawn with ikm's own font so that they are the same bytes on every machine.

>>> from ikm.rendering.document.pictures import size_of
>>> size_of(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01")
(2, 1)
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from ikm.rendering.charts import chart_svg
from ikm.rendering.extras import extra
from ikm.rendering.fonts import FAMILY, font_files
from ikm.reports import BarFigure

if TYPE_CHECKING:
    from collections.abc import Callable

    from ikm.findings import Language
    from ikm.reports import Figure

__all__ = ["EMU", "drawn", "pictures_of", "size_of", "spread"]

EMU = 635
"""Units of a drawing in a twentieth of a point."""

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff"}
_WIDE, _NARROW = 660, 580
_ZOOM = 2
_PIXEL = 13
"""How many twentieths of a point a pixel of a chart takes, so that its text is read at eight points."""


def drawn(figure: Figure, lang: Language) -> bytes:
    """Draw a figure; its title is left to the caption."""
    width = _NARROW if isinstance(figure, BarFigure) else _WIDE
    png: bytes = extra("resvg_py", "report", "Word").svg_to_bytes(
        svg_string=chart_svg(figure, width=width, heading=False, lang=lang),
        zoom=_ZOOM,
        skip_system_fonts=True,
        font_files=[str(path) for path in font_files()],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    return bytes(png)


def size_of(png: bytes) -> tuple[int, int]:
    """Give width and height of a PNG in pixels."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def spread(png: bytes, most_wide: int, most_high: int) -> tuple[int, int]:
    """Give width and height of a chart on paper, in twentieths of a point, within what there is."""
    width, height = (side * _PIXEL / _ZOOM for side in size_of(png))
    part = min(1, most_wide / width, most_high / height)
    return round(width * part), round(height * part)


def pictures_of(part: Any) -> Callable[[bytes, str], str]:  # noqa: ANN401 - of python-docx
    """Give what puts a picture into a part of a document, once however often it is shown, and names it."""
    made: dict[bytes, str] = {}
    parts, names, kinds = (extra(f"docx.opc.{name}", "report", "Word") for name in ("part", "packuri", "constants"))

    def add(data: bytes, kind: str) -> str:
        if data not in made:
            ending = _ENDINGS.get(kind, kind.rpartition("/")[2].partition("+")[0] or "bin")
            name = names.PackURI(f"/word/media/ikm{len(made) + 1}.{ending}")
            picture = parts.Part(name, kind, data, part.package)
            made[data] = str(part.relate_to(picture, kinds.RELATIONSHIP_TYPE.IMAGE))
        return made[data]

    return add
