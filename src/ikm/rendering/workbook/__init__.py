"""The workbook: a report as sheets of Excel, with formulas that compute again what ikm computed.

==============  ====================================================================
``book``        the sheets in their order, and the bytes of it all
``sheets``      a sheet, written from the top down
``summary``     the first sheet: the index, the elements
``processing``  the regulation's processing sheet, in formulas
``charts``      native charts, and the sheet of their figures
``formats``     how cells look, and text that stays text
``widths``      how wide columns and how high rows must be
==============  ====================================================================

Every figure comes from the report; a formula stands only where the regulation's own sheet computes, and beside it the
exact result is stored.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.workbook.book import plan_workbook, result_workbook
    from ikm.rendering.workbook.formats import Styles, plain_text
    from ikm.rendering.workbook.widths import height, measured

__all__ = ["Styles", "height", "measured", "plain_text", "plan_workbook", "result_workbook"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "book": "plan_workbook result_workbook",
            "formats": "Styles plain_text",
            "widths": "height measured",
        },
    )
