"""A quick look over a worksheet's XML: whether it is an ordinary sheet of a size that can be read.

The reader behind (python-calamine) lays the sheet out as a full rectangle, so a single cell far away makes
it ask for more memory than there is and ends the process.  It also returns the same empty text for a
blank, an error value and a formula without a result.  Ordinary sheets have none of this, and a few searches
over the bytes show it within a fraction of the reading time.  Whatever looks unusual, even if it is
perfectly legal, is left to the exact look of `ikm.sources.inspection`.  So is a sheet of which the reader
returns another number of values than are stored (`Glance.filled`): an error value or a doubled address.

>>> from ikm.sources.preflight import Glance, glance
>>> glance(b'<worksheet><sheetData><row r="1"><c r="A1"><v>4</v></c></row></sheetData></worksheet>')
Glance(rows=1, last_row=1, columns=1, filled=1, hidden=(), ordinary=True)
>>> glance(b'<worksheet><sheetData><row r="1"><c r="A1"><f>1+2</f></c></row></sheetData></worksheet>').ordinary
False
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Glance", "glance"]

_ROW = re.compile(rb'<row(?: r="([1-9][0-9]{0,6})"(?=[ >/]))?([^>]*)')
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_LAST_ROW = 1_048_576
_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Glance:
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
        Whether every cell stands where its address can be trusted and there is no formula.
    """

    rows: int = 0
    last_row: int = 0
    columns: int = 0
    filled: int = 0
    hidden: tuple[int, ...] = ()
    ordinary: bool = False


def glance(xml: bytes) -> Glance:
    """Look a worksheet over.

    Parameters
    ----------
    xml : bytes
        The part, as `ikm.sources.markup.plain` leaves it.
    """
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or end < 0:
        return Glance(ordinary=start >= 0 and xml.count(b"<c ") == 0)
    tags = _ROW.findall(xml, start, end)
    numbers = [number for number, _ in tags]
    hidden = _hidden(tags)
    if not all(numbers) or xml.count(b"sheetData", start, end) > 1:
        return Glance(len(tags), hidden=hidden, ordinary=not tags and xml.find(b"<c", start, end) < 0)
    last = max(map(int, numbers))
    letters, columns = _letters(xml, start, end)
    first, more = str(last)[0], len(str(last)) - 1
    row = rb"(?:[1-9][0-9]{0,%d}|[1-%c][0-9]{%d})" % (more - 1, ord(first), more) if more else rb"[1-%c]" % ord(first)
    unusual = re.compile(rb'<c(?! r="%s%s"[ />])(?!ol)' % (letters, row))
    ordinary = (
        len(set(numbers)) == len(numbers)
        and last <= _LAST_ROW
        and unusual.search(xml, start, end) is None
        and re.compile(rb":(?:c|row)\b").search(xml, start, end) is None
        and (xml.find(b"f", start, end) < 0 or xml.find(b"<f", start, end) < 0)  # one byte is found far faster
    )
    bound = min((int(first) + 1) * 10**more - 1, _LAST_ROW)
    filled = xml.count(b"</v>", start, end)
    if xml.find(b"<is>", start, min(end, start + _HEAD)) >= 0:
        filled += xml.count(b"</is>", start, end)
    return Glance(len(numbers), bound, columns, filled, hidden, ordinary)


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
