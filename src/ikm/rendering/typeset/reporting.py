"""Reporting: a report as a PDF: title and index, contents, chapters, tables whose heads are repeated, figures.

>>> import ikm
>>> from ikm.reports import report_of
>>> from ikm.rendering.typeset.reporting import report_pdf
>>> report_pdf(report_of(ikm.score([[4] * 9] * 12)))[:8]
b'%PDF-1.7'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.typeset.compiling import compiled
from ikm.rendering.typeset.telling import told_report

if TYPE_CHECKING:
    from ikm.reports import Report

__all__ = ["report_pdf"]


def report_pdf(report: Report) -> bytes:
    """Set a report as a PDF of A4 pages.

    Parameters
    ----------
    report : Report
        What is told: of a survey, an agency or a trend, or what an office hands in.

    Returns
    -------
    bytes
        The document, PDF/A-2a with its language, title and alternative texts; equal reports give equal bytes.  A
        character that the font does not have (it has Latin, Greek, Cyrillic and Hebrew) is shown as a square.

    Raises
    ------
    OptionError
        If the extra ``ikm-panrb[pdf]`` is not installed.
    """
    return compiled("report.typ", told_report(report))
