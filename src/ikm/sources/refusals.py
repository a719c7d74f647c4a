"""Refusing a file in words: the exception and its finding say the same.

>>> from ikm.sources.refusals import refusal
>>> error = refusal("file-empty")
>>> print(error)
The file is empty (0 bytes). Download the responses again: in Google Forms, Responses > Download responses (.csv).
>>> error.findings[0].severity
'error'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.errors import SourceError
from ikm.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Words", "both", "count", "damaged", "refusal", "too_large"]

_MIB = 1 << 20

Words = dict[str, str]


def both(indonesian: str, english: str) -> Words:
    """Pair a detail's words in the two languages."""
    return {"id": indonesian, "en": english}


def refusal(
    code: str,
    *,
    found: Sequence[Finding] = (),
    sheet: str | None = None,
    row: int | None = None,
    column: int | None = None,
    **details: object,
) -> SourceError:
    """Build the exception that refuses a file.

    Parameters
    ----------
    code : str
        The finding that says why.
    found : sequence of Finding
        What was noticed before, carried along.
    sheet, row, column
        The place, as in `Finding`.
    **details
        What the words of the finding name.

    Returns
    -------
    SourceError
        To be raised by the caller.
    """
    finding = Finding(code, sheet=sheet, row=row, column=column, details=details)
    return SourceError(str(finding.translated("en")), (finding, *found))


def damaged(
    indonesian: str, english: str, *, sheet: str | None = None, row: int | None = None, column: int | None = None
) -> SourceError:
    """Refuse a file that is broken, saying how one can tell."""
    return refusal("file-damaged", sheet=sheet, row=row, column=column, reason=both(indonesian, english))


def too_large(limit: str, allowed: int, what: Words, *, sheet: str | None = None) -> SourceError:
    """Refuse a file beyond a limit, naming the limit and what exceeds it.

    >>> print(too_large("rows", 1000, both("2.000 baris", "2,000 rows")))
    The file is too large: 2,000 rows; the limit is 1,000 (limit rows). Make sure it is the right file. ...
    """
    if limit.endswith("bytes") or limit == "memory":
        shown = both(f"{allowed / _MIB:.4g} MiB".replace(".", ","), f"{allowed / _MIB:.4g} MiB")
    else:
        shown = count(allowed)
    return refusal("file-over-limit", sheet=sheet, limit=limit, what=what, allowed=shown)


def count(number: int) -> Words:
    """Write a count as each language groups its digits.

    >>> count(3000000)
    {'id': '3.000.000', 'en': '3,000,000'}
    """
    return both(f"{number:,}".replace(",", "."), f"{number:,}")


def too_many_rows(most: int) -> SourceError:
    """Make the refusal of a table with more rows than allowed."""
    return too_large("rows", most, both("barisnya lebih dari itu", "it holds more rows than that"))


def too_long(most: int, longest: int, row: int) -> SourceError:
    """Make the refusal of a cell with more characters than allowed."""
    words = both(
        f"satu sel di baris {row} berisi {longest} karakter", f"a cell of row {row} holds {longest} characters"
    )
    return too_large("text", most, words)
