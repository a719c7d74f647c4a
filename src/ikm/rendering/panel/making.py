r"""Making: a panel as PNG, for a screen or a message, and as a PDF to print.

Both are made of the same drawing with the font that is shipped, so that they are the same bytes on every machine.  The
PNG needs the extra ``ikm-panrb[report]``, the PDF ``ikm-panrb[pdf]``.

>>> import ikm
>>> from ikm.reports import panel_of, report_of
>>> from ikm.rendering.panel.making import panel_pdf, panel_png
>>> panel = panel_of(report_of(ikm.score([[4] * 9] * 12)), unit="PPID Contoh")
>>> panel_png(panel, shape="4:5")[:4], panel_pdf(panel)[:5]
(b'\x89PNG', b'%PDF-')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.charts.lettering import tidy
from ikm.rendering.extras import extra
from ikm.rendering.fonts import FAMILY, font_files
from ikm.rendering.panel.drawing import SHAPES, panel_description, panel_svg
from ikm.rendering.typeset import drawing_pdf, settable_words
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.rendering.panel.drawing import Shape
    from ikm.reports import Panel

__all__ = ["panel_pdf", "panel_png"]

_FINE = {"a4": 2, "4:5": 1}
"""Pixels of each unit: paper is looked at from near too."""


def panel_png(panel: Panel, *, shape: Shape = "a4") -> bytes:
    """Draw a panel as PNG.

    Parameters
    ----------
    panel : Panel
        What is shown.
    shape : {"a4", "4:5"}
        A sheet of paper (2100 × 2970 pixels), or a picture for social media (1080 × 1350).

    Returns
    -------
    bytes
        The picture; equal panels give equal bytes.

    Raises
    ------
    OptionError
        If the extra is not installed, or the panel cannot be drawn.
    """
    resvg = extra("resvg_py", "report", "PNG")
    drawn: bytes = resvg.svg_to_bytes(
        svg_string=panel_svg(settable_words(panel), shape=shape),
        width=SHAPES[shape][0] * _FINE[shape],
        skip_system_fonts=True,
        font_files=[str(path) for path in font_files()],
        sans_serif_family=FAMILY,
        font_family=FAMILY,
    )
    return bytes(drawn)


def panel_pdf(panel: Panel, *, shape: Shape = "a4") -> bytes:
    """Draw a panel as a PDF of one page, to print: A4, or in the other shape as wide as A4.

    Parameters
    ----------
    panel : Panel
        What is shown.
    shape : {"a4", "4:5"}
        A sheet of paper, or the shape for social media.

    Returns
    -------
    bytes
        The document (PDF/A-2a); equal panels give equal bytes.

    Raises
    ------
    OptionError
        If the extra is not installed, or the panel cannot be drawn.
    """
    shown = settable_words(panel)
    svg, (wide, tall) = panel_svg(shown, shape=shape), SHAPES[shape]
    title = phrases(panel.lang, "panel")["title"]
    return drawing_pdf(svg, title, tidy(panel_description(shown)), panel.lang, (210, 210 * tall / wide))
