r"""The shapes a cell's text may have: the closed list of patterns that `ikm.answers.cells` knows.

Digits are always ``[0-9]``: ``\d`` would let in the digits of other scripts.  A pattern is compiled when it is first
needed; most columns hold plain labels and numbers and need one or two.

>>> bool(form("bare").fullmatch("4,0")), bool(form("bare").fullmatch("4_0"))
(True, False)
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["form"]

_OPEN, _CLOSE = r"['\u2018\u2019\"\u201c(\[]", r"[.)\]'\u2019\"\u201d:]"
_DASH = r"\-\u2013\u2014"
_NOUN = r"(?:skor|score|nilai|poin|points?|bintang|stars?|angka|rating)"
"""What a number may be called: "Nilai 3", "Sesuai (skor 3)", "3 bintang"."""
_MONTH = r"(?:jan|feb|mar|apr|m[ae][iy]|jun|jul|agu|aug|sep|o[ck]t|nov|de[cs])[a-z]*"

_FORMS = {
    "bare": rf"{_OPEN}?([0-9]{{1,3}})(?:[.,]0{{1,2}})?{_CLOSE}?",
    "fraction": r"[-\u2212]?[0-9]{1,3}[.,][0-9]{1,17}",
    "other number": r"[-\u2212]\s?[0-9]+(?:[.,]0{1,2})?|[0-9]{3,}(?:[.,]0{1,2})?",
    "letter": rf"{_OPEN}?([A-Ja-j]){_CLOSE}?",
    "before": rf"[(\[]?\s*(?:{_NOUN}\s*[:=]?\s*)?([0-9]{{1,3}}|[A-Ja-j](?![^\W\d_]))\s*([)\].:={_DASH}|]*)\s*([^0-9]+)",
    "after": rf"(?:\s|[(\[=:{_DASH}|]\s*)(?:{_NOUN}\s*[:=]?\s*)?([0-9]{{1,3}})(?:\s*{_NOUN})?\s*[)\]]?$",
    "noun first": rf"[(\[]?{_NOUN}\s*[:=]?\s*[(\[]?([0-9]{{1,3}})(?:[.,]0{{1,2}})?[)\].]*",
    "noun last": rf"[(\[]?([0-9]{{1,3}})(?:[.,]0{{1,2}})?\s*{_NOUN}[)\].]*",
    "of": rf"(?:{_NOUN}\s*[:=]?\s*)?([0-9]{{1,3}})(?:\s*{_NOUN})?\s+(?:dari|of|out of)\s+([0-9]{{1,3}})(?:\s*{_NOUN})?",
    "option": r"(?:pilihan|opsi|jawaban|option|kategori)\s*(?:ke|no\.?|nomor)?[-\s:]*([0-9]{1,3})",
    "roman": r"(?:(?:nilai|skor|pilihan|opsi)\s+)?(II|III|IV|VI|VII|VIII|IX)[.)]?",
    "remark": r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*\.?",
    "two numbers": rf"([0-9])\s*(?:[{_DASH}/;|&,+]|\bdan\b|\batau\b|\s)\s*([0-9])",
    "several": r"[,;|\n\r\t]+",
    "alternatives": r"[/|()\[\]]",
    "date": rf"[0-9]{{1,4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,4}}(?:[ T].*)?"
    rf"|[0-9]{{1,2}}[- ]{_MONTH}(?:[- ][0-9]{{2,4}})?|{_MONTH}[- ][0-9]{{1,4}}",
}


@cache
def form(name: str) -> re.Pattern[str]:
    """Give one of the patterns, compiled."""
    return re.compile(_FORMS[name], re.DOTALL | re.IGNORECASE)
