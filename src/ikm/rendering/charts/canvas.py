"""The canvas: shapes and texts as SVG, with nothing in them that a page may forbid and no text that becomes markup.

Only presentation attributes are written, no style and no script, and nothing is fetched: a content-security policy has
nothing to refuse.  A picture that stands alone has a white ground and colours of its own, for programs that know no
CSS.  One inside a page takes the page's colour of text (``currentColor``) and its ``--ikm-bar``, so that it goes dark
with the page.  Coordinates are exact until they are written.

>>> from ikm.rendering.charts.canvas import Canvas, short
>>> short(Fraction(1, 3)), short(Fraction(-1, 1000)), short(Fraction(200))
('0.33', '0', '200')
>>> canvas = Canvas(100, embedded=True)
>>> canvas.text(0, 12, "<b>&")
>>> "&lt;b&gt;&amp;" in canvas.document("k", "Judul", "Uraian", 20)
True
"""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Literal

from ikm.regulation import round_half_up
from ikm.rendering.charts.lettering import tidy
from ikm.rendering.charts.palette import BAR

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["FONT", "SIZE", "Canvas", "Ink", "Place", "short"]

Place = Fraction | int

SIZE = 12
"""The size of text."""

FONT = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

Ink = Literal["text", "bar", "ground"] | str  # noqa: PYI051 - a colour of a palette is written as it is
_ALONE = {"text": "#1b2430", "bar": BAR, "ground": "#ffffff"}
_EMBEDDED = {"text": "currentColor", "bar": f"var(--ikm-bar, {BAR})", "ground": "none"}


def short(value: Place) -> str:
    """Write a coordinate, rounded half up to two decimals, without what need not be written."""
    text = f"{round_half_up(Fraction(value), 2):f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0", "-"} else text


class Canvas:
    """What is drawn of one figure.

    Parameters
    ----------
    width : int
        Its width in pixels.
    embedded : bool
        Whether it will stand inside a page.
    font : str
        The fonts its texts are shown in, the first there is.
    """

    def __init__(self, width: int, *, embedded: bool, font: str = FONT) -> None:
        self.width = width
        self._font = font
        self._embedded = embedded
        self._inks = _EMBEDDED if embedded else _ALONE
        self._drawn: list[str] = []

    def text(
        self,
        x: Place,
        y: Place,
        text: str,
        *,
        anchor: Literal["start", "middle", "end"] = "start",
        size: int = SIZE,
        bold: bool = False,
        ink: Ink = "text",
    ) -> None:
        """Write a text on the line ``y``."""
        if text:
            more = "" if anchor == "start" else f' text-anchor="{anchor}"'
            more += "" if size == SIZE else f' font-size="{size}"'
            more += ' font-weight="bold"' if bold else ""
            more += "" if ink == "text" else f' fill="{self._ink(ink)}"'
            self._drawn.append(f'<text x="{short(x)}" y="{short(y)}"{more}>{escape(text)}</text>')

    def rect(
        self, x: Place, y: Place, width: Place, height: Place, ink: Ink, *, opacity: str = "", outlined: bool = False
    ) -> None:
        """Draw a rectangle; none without an extent."""
        if width > 0:
            more = f' fill-opacity="{opacity}"' if opacity else ""
            more += f' stroke="{self._ink("text")}" stroke-width="0.75"' if outlined else ""
            box = f'x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}"'
            self._drawn.append(f'<rect {box} fill="{self._ink(ink)}"{more}/>')

    def upright(self, x: Place, top: Place, bottom: Place, *, strong: bool = False) -> None:
        """Draw a vertical line: a thin one, or a broken one that is seen from afar."""
        look = 'stroke-width="2" stroke-dasharray="5 3"' if strong else 'stroke-width="0.75" stroke-opacity="0.5"'
        place = f'x1="{short(x)}" y1="{short(top)}" x2="{short(x)}" y2="{short(bottom)}"'
        self._drawn.append(f'<line {place} stroke="{self._ink("text")}" {look}/>')

    def image(self, x: Place, y: Place, width: Place, height: Place, data: str) -> None:
        """Place a picture, whole, in a box; ``data`` is its data URI."""
        box = f'x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}"'
        self._drawn.append(f'<image {box} href="{escape(data)}"/>')

    def document(self, key: str, title: str, description: str, height: Place, lang: Language | None = None) -> str:
        """Give the picture; whoever does not see it is told its title and description."""
        name = _identity(key, self.width)
        tall = short(height)
        spoken = f' xml:lang="{lang}" lang="{lang}"' if lang else ""
        ground = (
            "" if self._embedded else f'<rect width="{self.width}" height="{tall}" fill="{self._ink("ground")}"/>\n'
        )
        shapes = "\n".join(self._drawn)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="ikm-chart" width="{self.width}" height="{tall}" '
            f'viewBox="0 0 {self.width} {tall}" role="img" aria-labelledby="{name}-t {name}-d"{spoken} '
            f'font-family="{self._font}" font-size="{SIZE}" fill="{self._ink("text")}">\n'
            f'<title id="{name}-t">{escape(tidy(title))}</title>\n'
            f'<desc id="{name}-d">{escape(tidy(description))}</desc>\n'
            f"{ground}{shapes}\n</svg>\n"
        )

    def _ink(self, ink: Ink) -> str:
        return self._inks.get(ink, ink)


def _identity(key: str, width: int) -> str:
    """Make a name that no other figure of a page has, whatever its key is made of."""
    told = re.sub(r"[^a-z0-9]+", "-", key.lower())[:40].strip("-")
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"ikm-{told}-{digest}-{width}"
