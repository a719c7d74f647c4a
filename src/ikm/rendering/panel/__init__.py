"""The publication panel as a picture and as a page.

============  ==========================================================
``drawing``   a panel as SVG, on a sheet of A4 or 4:5 for social media
``stacks``    lines of text below each other, and how large they can be
``logos``     an office's logo, looked at before it is shown
``making``    the same as PNG and as PDF
============  ==========================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.panel.drawing import panel_svg
    from ikm.rendering.panel.making import panel_pdf, panel_png

__all__ = ["panel_pdf", "panel_png", "panel_svg"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"drawing": "panel_svg", "making": "panel_pdf panel_png"})
