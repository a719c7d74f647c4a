"""Typeset: a questionnaire as PDF, set by a fixed program of typst.

>>> from ikm.forms import form_of
>>> form_pdf(form_of("skm"))[:8]
b'%PDF-1.7'
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ikm.rendering.forms.paper import paper_of
from ikm.rendering.typeset import compiled, settable_words

if TYPE_CHECKING:
    from ikm.forms import SurveyForm

__all__ = ["form_pdf"]


def form_pdf(form: SurveyForm) -> bytes:
    """Set a questionnaire for A4 paper.

    Parameters
    ----------
    form : SurveyForm
        What is asked.

    Returns
    -------
    bytes
        The document, PDF/A-2a; equal forms give equal bytes.

    Raises
    ------
    OptionError
        If the extra ``ikm-panrb[pdf]`` is not installed.
    """
    paper = paper_of(form)
    return compiled("questionnaire.typ", {**asdict(settable_words(paper)), "page": paper.page})
