"""Charts: the figures of a report as SVG, made of rectangles, lines and text.

==============  ===============================================================================
``drawing``     a figure as a document of its own, or as markup for a page
``plots``       the charts of a result, as objects that a notebook shows
``elements``    elements, groups or units against the bands of the grades
``shares``      the distribution of the answers, centred between the halves of the levels
``bars``        bars that count
``trend``       periods against the bands, with their targets
``axis``        the converted scale and its bands
``lanes``       where names, shapes and figures stand, on a wide and on a narrow chart
``canvas``      shapes and texts as SVG
``lettering``   how wide a text is, where it breaks, what of it fits
``palette``     the colours of the levels
==============  ===============================================================================

Shapes stand at exact values and texts as the figure has them: nothing is computed that a figure does not say.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.charts.drawing import chart_markup, chart_svg
    from ikm.rendering.charts.plots import plot_distribution, plot_elements, plot_groups, plot_trend

__all__ = ["chart_markup", "chart_svg", "plot_distribution", "plot_elements", "plot_groups", "plot_trend"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {"drawing": "chart_markup chart_svg", "plots": "plot_distribution plot_elements plot_groups plot_trend"},
    )
