"""The Word report: a report as a .docx that an official can complete, sign, and have made again.

=============  ==========================================================================
``building``   the whole document, or an office's own template filled in
``body``       chapters, headings, captions, sections, contents
``tables``     tables: widths, what is wide, what stays together
``pictures``   figures as PNG
``places``     places for what only the office knows: how they are written
``keeping``    and how what was written there is found again in an earlier document
``templates``  the office's own template
``pieces``     paragraphs, runs and fields as WordprocessingML
``package``    the parts a document begins with (``base/``), and its bytes
=============  ==========================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.document.building import result_document
    from ikm.rendering.document.package import began
    from ikm.rendering.document.pieces import paragraph, text

__all__ = ["began", "paragraph", "result_document", "text"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"building": "result_document", "package": "began", "pieces": "paragraph text"})
