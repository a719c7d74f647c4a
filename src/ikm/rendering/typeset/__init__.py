"""Typesetting: reports and drawings as PDF/A-2a, set by typst with the font that is shipped.

=============  ====================================================================
``reporting``  a report as a document
``drawings``   a drawing as a page
``telling``    a report as plain data, which the document's program walks
``tables``     how wide columns are, how large their text is, which way the sheet lies
``figures``    charts that fit a sheet
``words``      texts as they can be set
``compiling``  data and a program of typst to a PDF
=============  ====================================================================

The programs (``report.typ``, ``drawing.typ``, ``questionnaire.typ``) are fixed, and every text reaches them as data:
nothing that a respondent or an office wrote is ever read as a program.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.typeset.compiling import compiled
    from ikm.rendering.typeset.drawings import drawing_pdf
    from ikm.rendering.typeset.reporting import report_pdf
    from ikm.rendering.typeset.words import settable_words

__all__ = ["compiled", "drawing_pdf", "report_pdf", "settable_words"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "compiling": "compiled",
            "reporting": "report_pdf",
            "drawings": "drawing_pdf",
            "words": "settable_words",
        },
    )
