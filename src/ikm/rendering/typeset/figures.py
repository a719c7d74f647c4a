"""Figures: charts that fit a sheet; one with too many rows goes on in the next.

>>> from fractions import Fraction
>>> from ikm.reports import ElementBar, ElementFigure
>>> from ikm.rendering.typeset.figures import told_figures
>>> bars = tuple(ElementBar("", f"Unit {n}", Fraction(75), "75,00", "C") for n in range(60))
>>> figure = ElementFigure("unit", "Unit", "Nilai setiap unit.", bars, (), Fraction(25), Fraction(100))
>>> [told["title"] for told in told_figures(figure, "id")]
['Unit (1/2)', 'Unit (2/2)']
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ikm.findings import display
from ikm.rendering.charts import chart_svg
from ikm.rendering.typeset.words import called, plain, settable_words
from ikm.reports import BarFigure, SharesFigure, TrendFigure, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.reports import Figure

__all__ = ["told_figures"]

_WIDE, _TALL = 760, 980
"""A chart is drawn this wide, in pixels; more height does not fit a sheet below a heading and above a caption."""
_SAID = 2_000
"""So much is said of a figure to whoever does not see it."""


def told_figures(figure: Figure, lang: Language) -> Iterator[dict[str, Any]]:
    """Draw a figure, in parts if it is too tall; bars that count keep one scale and are made smaller instead."""
    shown = settable_words(figure)
    parts = list(_parts(shown, lang))
    # A picture of which nothing is said is refused by whoever checks a PDF/A.
    said = plain(display(figure.description, _SAID)) or called(figure.title) or phrases(lang, "typeset")["figure"]
    for place, (svg, scale) in enumerate(parts, 1):
        title = called(figure.title) + (f" ({place}/{len(parts)})" if len(parts) > 1 else "")
        yield {
            "kind": "figure",
            "svg": svg,
            "scale": scale,
            "title": title,
            "description": said,
        }


def _parts(figure: Figure, lang: Language) -> Iterator[tuple[str, int]]:
    """Give the drawings, and how many parts of a hundred of the width each takes."""
    svg = chart_svg(figure, width=_WIDE, heading=False, lang=lang)
    found = re.search(r' height="([\d.]+)"', svg)
    tall = int(float(found[1])) if found else 0
    name = "rows" if isinstance(figure, SharesFigure) else "points" if isinstance(figure, TrendFigure) else "bars"
    rows = getattr(figure, name)
    if tall <= _TALL or len(rows) < 2 or isinstance(figure, BarFigure):
        yield svg, min(100, 100 * _TALL // max(tall, 1))
        return
    half = (len(rows) + 1) // 2
    for part in (rows[:half], rows[half:]):
        yield from _parts(replace(figure, **{name: part}), lang)
