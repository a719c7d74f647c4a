"""Answers: from the text of one column to scores.

Respondents answer "Sangat sesuai", a clerk types 4, an export writes ``4.0`` or ``d. Gratis``.  `decode` turns the
values of one column into scores from 1 to 4, after the answer labels of the sample questionnaire of PermenPANRB 14/2017
(annex) and the variants offices use; whatever is not certain becomes a fault with its reason, never a guess, never
zero.

It does not decide which column asks which element (`ikm.columns`), and reads no files.

>>> from ikm.answers import decode
>>> coding = decode(["Gratis", "c. Murah", "2 - Cukup mahal", "Sangat mahal"], element="biaya")
>>> [coding.score(value) for value in ("Gratis", "c. Murah", "2 - Cukup mahal", "Sangat mahal")]
[4, 3, 2, 1]
>>> decode(["1. Sangat baik", "2. Baik", "4. Tidak baik"]).findings[0].code
'answer-scale-reversed'

==================  =====================================================================
`text`              which differences between two spellings do not matter
`scales`            the tables of words, from ``data/scales.toml``
`forms`             the shapes a cell's text may have
`cells`             one cell: a number, words, a letter, or a fault
`readings`          the cells of a column beside each other
`choices`           which table a column's words belong to
`foreign`           what a whole column shows: another scale, reversed codes
`decisions`         the decision about the column and each value
`declared`          another scale, as a questionnaire file declares it; scores given to single labels
`outcomes`          what was decided: scores, faults, findings
`proposals`         what an unknown label may have been meant as, and what to type
`masks`             how a value is shown without quoting free text
==================  =====================================================================
"""

from __future__ import annotations

from ikm.answers.decisions import decode
from ikm.answers.declared import decode_declared
from ikm.answers.masks import masked, phrase, show
from ikm.answers.outcomes import Coding, Fault, StatedScale, cell_key
from ikm.answers.proposals import SHARED
from ikm.answers.scales import Scale, builtin_scales, expected, is_label, vocabulary
from ikm.answers.text import is_blank, label_key, normalise, remembered

__all__ = [
    "SHARED",
    "Coding",
    "Fault",
    "Scale",
    "StatedScale",
    "builtin_scales",
    "cell_key",
    "decode",
    "decode_declared",
    "expected",
    "is_blank",
    "is_label",
    "label_key",
    "masked",
    "normalise",
    "phrase",
    "remembered",
    "show",
    "vocabulary",
]
