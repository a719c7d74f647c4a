"""Audits: a published table held against every way its figures may have come about.

===================  ============================================================================
``table``            a published table, as printed
``read``             from a mapping or a file
``rounding``         a printed figure, and the exact values that may stand behind it
``candidates``       the weights and orders of rounding that are tried (``data/candidates.toml``)
``formulas``         the IKM of given means by one of them
``means``            the means as printed, as they may be, and as they are
``weighted_column``  with which weight the printed column of weighted means was made
``fits``             every way to the printed IKM
``weights``          which weight it was computed with
``granularity``      whether means can be those of so many answers
``grades``           printed grades against the bands (``data/bands.toml``)
``respondents``      how many answered, by each source
``samples``          which rule gives the sample size
``repairs``          which single digit may be wrong
``anomalies``        what is wrong, as findings
``wording``          how they write figures
``expressions``      what a spreadsheet's formula comes to, in exact fractions
``labels``           what is written in the cells of a processing sheet (``data/sheets.toml``)
``closing``          which of its rows holds what, by words and figures
``processing``       where in a workbook the answers and the closing rows stand
``worksheet``        its answers and closing cells, as numbers and as they are shown
``faults``           what is wrong in its cells, as findings
``workbooks``        a processing sheet as a table, with its cells and findings
``verdict``          what comes out, frozen, and its JSON
``auditing``         the whole way
===================  ============================================================================

All arithmetic is exact: a printed figure stands for an interval of fractions, and nothing is a float until it is JSON.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.audits.auditing import audit
    from ikm.audits.verdict import Audit
    from ikm.audits.wording import scheme_words, weight_words

__all__ = ["Audit", "audit", "scheme_words", "weight_words"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"auditing": "audit", "verdict": "Audit", "wording": "scheme_words weight_words"})
