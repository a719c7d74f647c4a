"""A quick look over a worksheet's XML: whether it is an ordinary sheet of a size that can be read.

The reader behind (python-calamine) lays the sheet out as a full rectangle, so a single cell far away makes
it ask for more memory than there is and ends the process.  It also returns the same empty text for a
blank, an error value and a formula without a result.  Ordinary sheets have none of this, and a few searches
over the bytes show it within a fraction of the reading time.  Cells with formulas and error values are cut
out (`spots`) to be looked at exactly.  Whatever else looks unusual, even if it is perfectly legal, is left
to a walk through the whole sheet (`ikm.sources.workbooks.inspection`).  So is a sheet of which the reader returns
another number of values than are stored: an address claimed twice.

>>> from ikm.sources.workbooks.preflight import Glance, glance
>>> glance(b'<worksheet><sheetData><row r="1"><c r="A1"><v>4</v></c></row></sheetData></worksheet>')
Glance(rows=1, last_row=1, columns=1, filled=1, hidden=(), ordinary=True, formulas=False)
>>> glance(b'<worksheet><sheetData><row r="1"><c r="A9000000"><v>4</v></c></row></sheetData></worksheet>').ordinary
False
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Glance", "glance", "spots"]

_ROW = re.compile(rb'<row(?: r="([1-9][0-9]{0,6})"(?=[ >/]))?([^>]*)')
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_SPOTS = re.compile(rb'<f[ />]| t="e"')
_ERRORS = re.compile(rb' t="e"')
_LAST_ROW = 1_048_576
_NO_PLACE = re.compile(rb'"s"[^<]*<v>(?![0-9]{1,9}<)(?!</v>)')
"""A shared text whose number is none: the reader would show another text of the table."""
_HEAD = 1 << 16


class Glance(NamedTuple):
    """What a quick look tells.

    Parameters
    ----------
    rows : int
        How many rows are stored.
    last_row : int
        The greatest row number, or a bound a little above it.
    columns : int
        A bound on the columns.
    filled : int
        How many values are stored, error values among them.
    hidden : tuple of int
        The numbers of hidden rows.
    ordinary : bool
        Whether every cell stands where its address can be trusted.
    formulas : bool
        Whether there may be formulas.
    """

    rows: int = 0
    last_row: int = 0
    columns: int = 0
    filled: int = 0
    hidden: tuple[int, ...] = ()
    ordinary: bool = False
    formulas: bool = False


def glance(xml: bytes) -> Glance:
    """Look a worksheet over.

    Parameters
    ----------
    xml : bytes
        The part, as `ikm.sources.workbooks.markup.plain_markup` leaves it.
    """
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or end < 0:
        return Glance(ordinary=start >= 0 and xml.count(b"<c ") == 0)
    tags = _ROW.findall(xml, start, end)
    numbers = [number for number, _ in tags]
    hidden = _hidden(tags)
    if not tags:
        return Glance(ordinary=xml.find(b"<c", start, end) < 0 and xml.find(b":", start, end) < 0)
    if not all(numbers) or xml.count(b"sheetData", start, end) > 1:
        return Glance(len(tags), hidden=hidden)
    last = max(map(int, numbers))
    letters, columns = _letters(xml, start, end)
    row, bound = _rows_up_to(last)
    unusual = re.compile(rb'<c(?! r="%s%s"[ />])(?!ol)' % (letters, row))
    ordinary = (
        len(set(numbers)) == len(numbers)
        and last <= _LAST_ROW
        and unusual.search(xml, start, end) is None
        and re.compile(rb":(?:c|row)\b").search(xml, start, end) is None
        and _NO_PLACE.search(xml, start, end) is None
    )
    formulas = xml.find(b"f", start, end) >= 0 and xml.find(b"<f", start, end) >= 0  # one byte is found far faster
    filled = xml.count(b"</v>", start, end)
    if xml.find(b"<is>", start, min(end, start + _HEAD)) >= 0:
        filled += xml.count(b"</is>", start, end)
    return Glance(len(numbers), bound, columns, filled, hidden, ordinary=ordinary, formulas=formulas)


def _rows_up_to(last: int) -> tuple[bytes, int]:
    """Write a pattern for row numbers up to about ``last``, and the greatest number that fits it.

    >>> _rows_up_to(7), _rows_up_to(210)
    ((b'(?:[1-7])', 7), (b'(?:[1-9][0-9]{0,1}|[1-1][0-9]{2}|2[0-1][0-9]{1})', 219))
    """
    digits = str(last)
    if len(digits) == 1:
        return rb"(?:[1-%b])" % digits.encode(), last
    first, second, more = int(digits[0]), digits[1].encode(), len(digits) - 2
    shorter = rb"[1-9][0-9]{0,%d}" % more
    lower = rb"|[1-%d][0-9]{%d}" % (first - 1, more + 1) if first > 1 else b""
    same = rb"|%d[0-%b][0-9]{%d}" % (first, second, more)
    return rb"(?:%b%b%b)" % (shorter, lower, same), min((int(digits[:2]) + 1) * 10**more - 1, _LAST_ROW)


def spots(xml: bytes, *, formulas: bool) -> bytes:
    """Cut out the cells of an ordinary sheet that hold a formula or an error value.

    >>> spots(b'<row r="1"><c r="A1"><v>4</v></c><c r="B1" t="e"><v>#N/A</v></c></row>', formulas=False)
    b'<c r="B1" t="e"><v>#N/A</v></c>'
    """
    wanted = _SPOTS if formulas else _ERRORS
    cells, done = [], 0
    for found in wanted.finditer(xml):
        if found.start() < done:
            continue
        start, end = xml.rfind(b"<c ", done, found.end()), xml.find(b"</c>", found.start())
        if start >= 0 and end >= 0:
            done = end + 4
            cells.append(xml[start:done])
    return b"".join(cells)


def _hidden(tags: list[tuple[bytes, bytes]]) -> tuple[int, ...]:
    # Rows share a handful of different attributes, so this rarely looks at each.
    suspects = {rest for rest in {rest for _, rest in tags} if _HIDDEN.search(rest)}
    if not suspects:
        return ()
    found, place = [], 0
    for number, rest in tags:
        declared = number or next(iter(re.findall(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""", rest)), b"")
        place = int(declared) if declared else place + 1
        if rest in suspects:
            found.append(place)
    return tuple(found)


def _letters(xml: bytes, start: int, end: int) -> tuple[bytes, int]:
    # The width of the first rows; a wider row later makes the search fail and the exact look decide.
    head = xml[start : min(end, start + _HEAD)]
    names = set(re.findall(rb'<c r="([A-Z]{1,3})[0-9]', head)) or {b"A"}
    longest = max(map(len, names))
    if longest == 1:
        widest = max(names)
        return rb"[A-%c]" % widest[0], widest[0] - 64
    if longest == 2:
        first = max(name for name in names if len(name) == 2)[0]
        return rb"(?:[A-Z]|[A-%c][A-Z])" % first, (first - 64) * 26 + 26
    return rb"(?:[A-Z]{1,3})", 26 * 27 * 27
