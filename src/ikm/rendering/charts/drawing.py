"""Drawing: a figure as an SVG document, or as markup for a page.

>>> from fractions import Fraction
>>> from ikm.reports import Bar, BarFigure
>>> from ikm.rendering.charts import chart_markup, chart_svg
>>> figure = BarFigure("k", "Jenis kelamin", "Menurut jenis kelamin.", (Bar("Perempuan", Fraction(3), "3"),))
>>> chart_svg(figure).startswith("<?xml"), chart_markup(figure).startswith("<svg")
(True, True)
>>> "currentColor" in chart_svg(figure), "currentColor" in chart_markup(figure)
(False, True)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.bars import draw_bars
from ikm.rendering.charts.canvas import Canvas
from ikm.rendering.charts.elements import draw_elements
from ikm.rendering.charts.lanes import MARGIN
from ikm.rendering.charts.lettering import tidy, wrap
from ikm.rendering.charts.shares import draw_shares
from ikm.rendering.charts.trend import draw_trend
from ikm.reports import ElementFigure, SharesFigure, TrendFigure

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.reports import Figure

__all__ = ["NARROWEST", "chart_markup", "chart_svg"]

NARROWEST = 280
"""A chart that is asked to be narrower is drawn this wide."""

_TITLE, _TITLE_LINE = 15, 20


def chart_svg(figure: Figure, *, width: int = 760, heading: bool = True, lang: Language | None = None) -> str:
    """Draw a figure as a whole SVG document, on a white ground.

    Parameters
    ----------
    figure : ElementFigure, SharesFigure, BarFigure or TrendFigure
        What is drawn.
    width : int
        Its width in pixels, 280 at the least; below 560 names stand above their bars.
    heading : bool
        Whether the title is written above the chart; a screen reader is told it in any case.
    lang : {"id", "en"}, optional
        The language of its words, for a screen reader.

    Returns
    -------
    str
        The document; equal figures give equal bytes.
    """
    drawn = _drawn(figure, width, embedded=False, heading=heading, lang=lang)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}'


def chart_markup(figure: Figure, *, width: int = 760, heading: bool = True, lang: Language | None = None) -> str:
    """Draw a figure for the middle of a page: an ``svg`` element of the class ``ikm-chart``.

    It has no ground; lines and texts take the page's colour of text, bars ``--ikm-bar`` where the page sets it.  Its
    ids are made of the figure's key and the width, so that a page may hold a narrow and a wide chart of one figure.

    Parameters
    ----------
    figure, width, heading, lang
        As of `chart_svg`.

    Returns
    -------
    str
        The element.
    """
    return _drawn(figure, width, embedded=True, heading=heading, lang=lang)


def _drawn(figure: Figure, width: int, *, embedded: bool, heading: bool, lang: Language | None) -> str:
    canvas = Canvas(max(width, NARROWEST), embedded=embedded)
    top = _heading(canvas, figure.title) if heading else Fraction(2)
    if isinstance(figure, ElementFigure):
        bottom = draw_elements(canvas, figure, top)
    elif isinstance(figure, SharesFigure):
        bottom = draw_shares(canvas, figure, top)
    elif isinstance(figure, TrendFigure):
        bottom = draw_trend(canvas, figure, top)
    else:
        bottom = draw_bars(canvas, figure, top)
    return canvas.document(figure.key, figure.title, figure.description, bottom + 6, lang)


def _heading(canvas: Canvas, title: str) -> Fraction:
    """Write the title across the chart; give where it ends."""
    lines = wrap(tidy(title), canvas.width - 2 * MARGIN, _TITLE, 3, bold=True)
    for place, line in enumerate(lines):
        canvas.text(MARGIN, _TITLE_LINE * (place + 1), line, size=_TITLE, bold=True)
    return Fraction(_TITLE_LINE * len(lines) + 12)
