"""Consoles that cannot show every sign: plain signs instead of question marks.

An old console or a pipe may have an encoding such as cp437 or ASCII.  What ikm writes beyond that has a plain spelling,
and an error handler of Python's encoders puts it there; letters of other alphabets in the data stay a question mark.

>>> name = register()
>>> "U1–U9 → “Baik” × 4…".encode("ascii", name)
b'U1-U9 -> "Baik" x 4...'
"""

from __future__ import annotations

import codecs

__all__ = ["register"]

_NAME = "ikm.plain"
_SIGNS = {
    "→": "->", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "÷": "/", "·": "-",
    "…": "...", "≥": ">=", "≤": "<=", "±": "+/-", "²": "2", "½": "1/2", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def register() -> str:
    """Make the handler known to Python's encoders, and give its name."""
    codecs.register_error(_NAME, _spell)
    return _NAME


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_SIGNS.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
