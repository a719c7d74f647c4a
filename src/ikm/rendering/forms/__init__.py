"""Forms as they are handed out: in Google Forms, on paper, and as a sheet to copy answers into.

=============  ===============================================================
``script``     a program of Google Apps Script that makes the Google Form
``paper``      what stands on a printed questionnaire, whoever prints it
``document``   the questionnaire as a Word document
``typeset``    the questionnaire as PDF
``recording``  the sheet that answers on paper are copied into, as a workbook
=============  ===============================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.forms.document import form_document
    from ikm.rendering.forms.recording import form_sheet
    from ikm.rendering.forms.script import form_script
    from ikm.rendering.forms.typeset import form_pdf

__all__ = ["form_document", "form_pdf", "form_script", "form_sheet"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {"document": "form_document", "typeset": "form_pdf", "script": "form_script", "recording": "form_sheet"},
    )
