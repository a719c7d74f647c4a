"""Tables: how wide their columns are, which are too wide for an upright page, and what stays together.

Widths come from the measures that charts are laid out by, of a font that is wider than the document's.  A
column is as wide as its longest word at the least; what is left goes to the columns that would like more.

>>> from ikm.reports import Entry, Head, ReportTable, Row
>>> from ikm.rendering.document.tables import PORTRAIT, is_wide, widths_of
>>> rows = (Row((Entry("Perempuan"), Entry("3"))),)
>>> table = ReportTable("profil", "Responden", (Head("Jenis kelamin", "text"), Head("Jumlah")), rows)
>>> is_wide(table), sum(widths_of(table, PORTRAIT)) == PORTRAIT
(False, True)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.rendering.charts.lettering import measure
from ikm.rendering.document.pieces import paragraph, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ikm.reports import Entry, Head, ReportTable, Row

    WriteCell = Callable[[Row, int], str]

__all__ = ["LANDSCAPE", "PORTRAIT", "facts_markup", "is_wide", "table_markup", "widths_of"]

PORTRAIT, LANDSCAPE = 8788, 14004
"""The width of the text on both kinds of page, in twentieths of a point."""

_PADDING = 150
_NARROWER = Fraction(9, 10)
"""How much narrower the font of the document is than the one charts are laid out for, and some room to spare."""
_STYLES = {9: "TableText", 8: "TableSmall", 7: "TableTiny"}
"""The sizes of text in a table, the first that fits, and their styles."""
_LONG = 60
"""A table of more rows is set small."""
_LONGEST_WORD = 2000
_LONGEST_TEXT = 6000
_SHORT, _WRITING = 6, 1900
"""Under a heading of more letters a column of places has so much room to write in."""
_TOGETHER = 12
"""A table of so many rows or fewer is not broken."""
_MEASURED = 60
"""So many rows are measured, spread over the table."""
_SIDES = {"text": "left", "figure": "right", "grade": "center"}


def _twips(text: str, size: int, *, bold: bool = False) -> int:
    return int(measure(text, size, bold=bold) * 20 * _NARROWER) + 1


def _wants(table: ReportTable, size: int) -> list[tuple[int, int]]:
    """Give for each column the width of its longest word, and of its longest text."""
    step = max(1, len(table.rows) // _MEASURED)
    rows = [*table.rows[::step], *(row for row in table.rows if row.total)]
    found = []
    for place, head in enumerate(table.columns):
        texts = [(head.heading, True), *((row.cells[place].text, row.total) for row in rows)]
        words = [_twips(word, size, bold=bold) for text, bold in texts for word in text[:400].split()]
        whole = [_twips(text[:200], size, bold=bold) for text, bold in texts[1:]]
        least = min(max(words, default=0), _LONGEST_WORD) + _PADDING
        if len(head.heading) > _SHORT and any(row.cells[place].place for row in rows):
            least = max(least, _WRITING)
        found.append((least, max(least, min(max(whole, default=0) + _PADDING, _LONGEST_TEXT))))
    return found


def is_wide(table: ReportTable) -> bool:
    """Tell whether a table needs a page on its side: its words do not fit, or its texts become narrow towers."""
    size = _size(table, PORTRAIT)
    wants = _wants(table, size)
    if size == min(_STYLES) and sum(least for least, _ in wants) > PORTRAIT:
        return True
    widths = widths_of(table, PORTRAIT)
    return len(widths) > 10 and any(like > 3 * width for width, (_, like) in zip(widths, wants, strict=True))


def _size(table: ReportTable, room: int) -> int:
    """Give the size of its text: the largest in which every word fits, a small one for a long table."""
    sizes = [size for size in _STYLES if size < max(_STYLES) or len(table.rows) <= _LONG]
    return next((size for size in sizes if sum(least for least, _ in _wants(table, size)) <= room), sizes[-1])


def widths_of(table: ReportTable, room: int) -> list[int]:
    """Share the width of the text among the columns."""
    wants = _wants(table, _size(table, room))
    least = [want[0] for want in wants]
    like = [want[1] for want in wants]
    if sum(least) >= room:
        shared = [want * room // sum(least) for want in least]
    elif sum(like) <= room:
        shared = [want * room // sum(like) for want in like]
    else:
        shared = _filled(least, like, room)
    shared[-1] += room - sum(shared)
    return shared


def _filled(least: Sequence[int], like: Sequence[int], room: int) -> list[int]:
    """Let every column grow alike until it has what it would like or nothing is left: short texts stay on one line."""
    shared = list(least)
    while growing := [place for place, width in enumerate(shared) if width < like[place]]:
        step = min((room - sum(shared)) // len(growing), *(like[place] - shared[place] for place in growing))
        if step <= 0:
            break
        for place in growing:
            shared[place] += step
    return shared


def table_markup(table: ReportTable, room: int, write: WriteCell, *, leads: bool = False) -> str:
    """Write a table; ``write`` gives the runs of a cell, ``leads`` keeps its end with what follows."""
    widths = widths_of(table, room)
    style = _STYLES[_size(table, room)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = len(table.rows) <= _TOGETHER
    rows = [_head(table.columns, widths, style)]
    for place, row in enumerate(table.rows):
        together = (whole and (place < len(table.rows) - 1 or bool(table.notes) or leads)) or place == 0
        cells = [
            _cell(write(row, at), width, style, _side(row.cells[at], head, row), together=together, total=row.total)
            for at, (head, width) in enumerate(zip(table.columns, widths, strict=True))
        ]
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    looks = (
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        'w:noVBand="1"/>'
    )
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _side(entry: Entry, head: Head, row: Row) -> str:
    """Say on which side of its column an entry stands; words that close a table stand where words do."""
    words = row.total and entry.value is None and not entry.mutu
    return "left" if words else _SIDES[head.kind]


def _head(columns: Sequence[Head], widths: Sequence[int], style: str) -> str:
    cells = [
        _cell(run(head.heading, bold=True), width, style, "center", together=True, shade="DCE6F1")
        for head, width in zip(columns, widths, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    content: str, width: int, style: str, side: str, *, together: bool = False, total: bool = False, shade: str = ""
) -> str:
    fill = shade or ("F2F2F2" if total else "")
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    middle = '<w:vAlign w:val="center"/>' if shade else ""
    keep = ["<w:keepNext/>"] if together else []
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shaded}{middle}</w:tcPr>'
        f"{paragraph(content, style, more=[*keep, f'<w:jc w:val={chr(34)}{side}{chr(34)}/>'])}</w:tc>"
    )


def facts_markup(facts: Sequence[tuple[str, str]], room: int) -> str:
    """Write labels and what is said of them, side by side without lines."""
    widest = max((_twips(label, 11) for label, _ in facts), default=0) + 2 * _PADDING
    left = min(max(widest, room // 12), room * 2 // 5)
    rows = []
    for place, (label, said) in enumerate(facts):
        keep = ["<w:keepNext/>"] if place == 0 else []
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{paragraph(run(words), 'FactText', more=keep)}</w:tc>"
            for words, width in ((label, left), (said, room - left))
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    line = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"/>'
    edge = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"/>'
    looks = f'<w:tblW w:w="{room}" w:type="dxa"/><w:tblBorders>{edge}{line}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    grid = f'<w:gridCol w:w="{left}"/><w:gridCol w:w="{room - left}"/>'
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
