"""Findings: what is wrong, or worth knowing, about one survey's data.

A fault in a file is data, not an exception.  It becomes a `Finding`: a code, a severity, the place
(sheet, row, column), the value met, and, in Indonesian and English, what it means and what to do.
All findings of a file are reported together.  An ``error`` stops scoring; a ``warning`` changes or may
change how the figure should be read; a ``notice`` only tells.

The words live in ``findings/data/*.toml``, one file per area, so that a jurist or an officer can
read and correct them without reading code.  A finding's code starts with its area
(``answer-off-scale`` stands in ``answer.toml``).

A `Finding` shows itself in one language; what is printed when data is refused is a `Refusal`.  Nothing here decides
what is wrong: the stages of the flow do.

>>> from ikm.findings import Finding
>>> fault = Finding("answer-off-scale", sheet="Form Responses 1", row=17, column=5,
...                 value="5", details={"element": "U1 Persyaratan", "low": 1, "high": 4})
>>> fault.cell, fault.severity
('F17', 'error')
>>> print(fault.translated("en").message)
U1 Persyaratan: the score “5” is outside the scale 1 to 4.
"""

from ikm.findings.collection import Findings
from ikm.findings.dates import days, moment
from ikm.findings.finding import Finding
from ikm.findings.plurals import filled, phrased, plural
from ikm.findings.refusal import Refusal
from ikm.findings.remedies import Typed, at_command, for_command, in_words, keyword_of
from ikm.findings.showing import column_letter, display
from ikm.findings.words import AREAS, LANGUAGES, SEVERITIES, Language, Severity, catalogue

__all__ = [
    "AREAS",
    "LANGUAGES",
    "SEVERITIES",
    "Finding",
    "Findings",
    "Language",
    "Refusal",
    "Severity",
    "Typed",
    "at_command",
    "catalogue",
    "column_letter",
    "days",
    "display",
    "filled",
    "for_command",
    "in_words",
    "keyword_of",
    "moment",
    "phrased",
    "plural",
]
