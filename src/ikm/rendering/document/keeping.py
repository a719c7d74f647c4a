"""Keeping: what an office wrote in an earlier document, found again by its key.

Read are paragraphs with their alignment, indent and lists, runs with bold, italics, underline and the like, line
breaks, tables and pictures; links become their words, and changes that were tracked are taken as accepted.  Anything
else stays behind, so that nothing of an edited file can run, load or point anywhere in the new one.

A place is found by the tag of its content control.  Where a program dropped tags, it is found by its bookmark: from
there to the next place, or to what the document puts behind one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.rendering.document.package import opened
from ikm.rendering.document.pieces import paragraph, picture, run
from ikm.rendering.document.places import AFTER, MARK, bookmark_of, fingerprint, plain
from ikm.reports import OFFICE_KEYS, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    AddPicture = Callable[[bytes, str], str]

__all__ = ["KeptPlace", "kept_places"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_AROUND = {f"{_W}{name}" for name in ("ins", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo")}
_LOOKS = ("b", "i", "caps", "strike", "color", "sz", "highlight", "u", "vertAlign")
_PICTURES = 5000
"""Pictures that are kept are counted from here on; figures begin at one."""
_ASKED = "6B6B6B"
_LISTS = {"bullet": "ListBullet"}
_OURS = frozenset(
    {"ListBullet", "ListNumber", "Signature", "Subtitle", "Note", "TableText", "Heading3", "Title", "Caption"}
)
_SIDE = re.compile(r"[0-9]{1,9}")
_WIDEST = 5_580_000
"""The width of the text, in the units of a drawing."""


@dataclass(frozen=True)
class KeptPlace:
    """What was written in one place: its key, what it was called, and the elements of the earlier document."""

    key: str
    called: str
    elements: tuple[Any, ...]
    document: Any

    def blocks(self, add_picture: AddPicture, style: str = "") -> str:
        """Give it as paragraphs and tables; ``add_picture`` puts a picture into the new document and names it."""
        found = "".join(_block(one, self.document, add_picture, style) for one in self.elements)
        return found if found.endswith("</w:p>") else f"{found}{paragraph('', style)}"

    def line(self, add_picture: AddPicture) -> str:
        """Give it as runs of one paragraph."""
        lines = [_inline(one, self.document, add_picture) for one in _paragraphs(self.elements)]
        return "<w:r><w:br/></w:r>".join(line for line in lines if line)


def kept_places(data: bytes) -> dict[str, KeptPlace]:
    """Find what the office wrote, by the bookmarks of the places (`bookmark_of`).

    Places in which nobody wrote are left out, and so are those that still hold what the survey file said.

    Raises
    ------
    OptionError
        If it is no Word document.
    """
    document = _opened(data)
    found: dict[str, KeptPlace] = {}
    body = document.element.body
    for control in body.iter(f"{_W}sdt"):
        tag, _, mark = (_value(control, "sdtPr/tag") or "").partition("#")
        content = control.find(f"{_W}sdtContent")
        name = bookmark_of(tag)
        if not tag or name in found or content is None:
            continue
        elements = _held(content)
        waiting = control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
        if waiting or (mark and mark == fingerprint(_words(elements))):
            elements = ()
        found[name] = KeptPlace(tag, _value(control, "sdtPr/alias") or tag, elements, document)
    for name, elements in _bookmarked(body):
        key = name.removeprefix(MARK)
        found.setdefault(name, KeptPlace(key, key, elements, document))
    return {name: kept for name, kept in found.items() if _is_written(kept.elements)}


def _opened(data: bytes) -> Any:  # noqa: ANN401 - a document of python-docx
    document = opened(data)
    if document is not None:
        return document
    raise OptionError(
        "The earlier report cannot be read as a Word document (.docx), so nothing written in it can be kept.",
        id="Laporan sebelumnya tidak dapat dibaca sebagai dokumen Word (.docx), sehingga isinya tidak dapat "
        "dipertahankan.",
    )


def _value(element: Any, path: str) -> str | None:  # noqa: ANN401 - of lxml, which has no types
    found = element.find("/".join(_W + part for part in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _held(content: Any) -> tuple[Any, ...]:  # noqa: ANN401 - the same
    """Give the blocks in a control: its paragraphs and tables, those of its cell, or the paragraph it stands in."""
    blocks = [one for one in content.iter(f"{_W}p", f"{_W}tbl") if _outermost(one, content)]
    return tuple(blocks) if blocks else (content,)


def _outermost(element: Any, within: Any) -> bool:  # noqa: ANN401 - the same
    parent = element.getparent()
    while parent is not within:
        if parent.tag == f"{_W}tbl":
            return False
        parent = parent.getparent()
    return True


def _bookmarked(body: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:  # noqa: ANN401 - the same
    """Give what stands at each bookmark of a place: its cell, or the blocks up to what comes after it."""
    blocks: list[Any] = []
    starts: dict[str, tuple[int, Any]] = {}
    ends: set[int] = set()
    after: set[str] = set()
    for block in _blocks(body):
        marks = [block] if block.tag == f"{_W}bookmarkStart" else list(block.iter(f"{_W}bookmarkStart"))
        for mark in marks:
            name = mark.get(f"{_W}name") or ""
            if name.startswith(AFTER):
                after.add(mark.get(f"{_W}id"))
            elif name.startswith(MARK) and name not in starts:
                # LibreOffice gives the bookmark of several paragraphs to each of them.
                starts[name] = (len(blocks), mark)
                ends.add(len(blocks))
        if block.tag != f"{_W}bookmarkStart":
            if after & {one.get(f"{_W}id") for one in block.iter(f"{_W}bookmarkEnd")}:
                ends.add(len(blocks))
            blocks.append(block)
    for name, (at, mark) in starts.items():
        cell = next(mark.iterancestors(f"{_W}tc"), None)
        last = next((end for end in sorted(ends) if end > at), len(blocks))
        held = blocks[at:last] if cell is None else [one for one in cell if one.tag == f"{_W}p"]
        while held and not _is_shown(held[-1]):
            held = held[:-1]
        yield name, tuple(held)


def _blocks(parent: Any) -> Iterator[Any]:  # noqa: ANN401 - the same
    """Give the blocks of a body, those inside controls among them, and the bookmarks between them."""
    for one in parent:
        if one.tag in _AROUND:
            yield from _blocks(one)
        elif one.tag in {f"{_W}p", f"{_W}tbl", f"{_W}bookmarkStart"}:
            yield one


def _paragraphs(elements: Iterable[Any]) -> Iterator[Any]:
    for one in elements:
        yield from [one] if one.tag != f"{_W}tbl" else one.iter(f"{_W}p")


def _words(elements: Iterable[Any]) -> str:
    """Give what is read in elements, a line a paragraph."""
    lines = []
    for one in _paragraphs(elements):
        parts = [
            "\n" if part.tag == f"{_W}br" else part.text or "" for part in one.iter(f"{_W}t", f"{_W}br", f"{_W}tab")
        ]
        lines.append("".join(parts))
    return plain("\n".join(lines))


def _is_shown(element: Any) -> bool:  # noqa: ANN401 - of lxml
    """Tell whether something is seen of an element: words or a picture."""
    return bool(_words([element])) or element.find(f".//{_A}blip") is not None


def _is_written(elements: tuple[Any, ...]) -> bool:
    """Tell whether somebody wrote there: something that is not what is asked for, in either language, or a picture."""
    words = _words(elements)
    asked = {phrases(lang, "document")["cell"] for lang in ("id", "en")}
    asked |= {phrases(lang, "official")[f"ask_{key}"] for lang in ("id", "en") for key in OFFICE_KEYS}
    return words not in asked if words else any(map(_is_shown, elements))


def _block(element: Any, document: Any, add: AddPicture, style: str) -> str:  # noqa: ANN401 - of lxml
    if element.tag == f"{_W}tbl":
        return _table(element, document, add)
    named = _value(element, "pPr/pStyle") or ""
    kind = _list_kind(element, document)
    chosen = kind or (named if named in _OURS else style)
    more = []
    indent = element.find(f"{_W}pPr/{_W}ind")
    if indent is not None and not kind:
        sides = {name: indent.get(f"{_W}{name}") or "" for name in ("left", "right", "firstLine", "hanging")}
        said = "".join(f' w:{name}="{value}"' for name, value in sides.items() if value.lstrip("-").isdigit())
        more += [f"<w:ind{said}/>"] if said else []
    side = _value(element, "pPr/jc")
    more += [f'<w:jc w:val="{side}"/>'] if side in {"left", "center", "right", "both", "start", "end"} else []
    return paragraph(_inline(element, document, add), chosen, more=more)


def _list_kind(element: Any, document: Any) -> str:  # noqa: ANN401 - the same
    """Give the list a paragraph belongs to, if it says so itself."""
    number = _value(element, "pPr/numPr/numId")
    if number in {None, "0"}:
        return ""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return "ListBullet"
    abstract = next((_value(one, "abstractNumId") for one in numbering if one.get(f"{_W}numId") == number), None)
    for one in numbering:
        if one.get(f"{_W}abstractNumId") == abstract and one.tag == f"{_W}abstractNum":
            return _LISTS.get(_value(one, "lvl/numFmt") or "", "ListNumber")
    return "ListBullet"


def _inline(element: Any, document: Any, add: AddPicture) -> str:  # noqa: ANN401 - the same
    """Give the runs of a paragraph, or of whatever stands around runs."""
    parts = []
    for one in element:
        if one.tag == f"{_W}r":
            parts.append(_run(one, document, add))
        elif one.tag in _AROUND:
            parts.append(_inline(one, document, add))
    return "".join(parts)


def _run(element: Any, document: Any, add: AddPicture) -> str:  # noqa: ANN401 - the same
    looks = element.find(f"{_W}rPr")
    said, waiting = "", _value(element, "rPr/color") == _ASKED
    for name in _LOOKS if looks is not None else ():
        if waiting and name in {"i", "color"}:
            continue  # the looks of what was asked for, which LibreOffice lends to what is typed there
        look = looks.find(f"{_W}{name}")
        if look is not None:
            value = look.get(f"{_W}val")
            said += f"<w:{name}/>" if value is None else f'<w:{name} w:val="{escape(value)}"/>'
    parts = []
    for one in element:
        if one.tag == f"{_W}t":
            parts.append(f'<w:t xml:space="preserve">{escape(one.text or "")}</w:t>')
        elif one.tag in {f"{_W}br", f"{_W}tab", f"{_W}noBreakHyphen"} and one.get(f"{_W}type") is None:
            parts.append(f"<w:{one.tag.removeprefix(_W)}/>")
        elif one.tag == f"{_W}drawing":
            parts.append(_picture(one, document, add))
    return f"<w:r>{f'<w:rPr>{said}</w:rPr>' if said else ''}{''.join(parts)}</w:r>" if parts else ""


def _picture(element: Any, document: Any, add: AddPicture) -> str:  # noqa: ANN401 - the same
    blip, extent = element.find(f".//{_A}blip"), element.find(f".//{_WP}extent")
    part = None if blip is None else document.part.related_parts.get(blip.get(f"{_R}embed"))
    sides = [] if extent is None else [extent.get(side) or "" for side in ("cx", "cy")]
    if part is None or not part.content_type.startswith("image/") or not all(map(_SIDE.fullmatch, sides)) or not sides:
        return ""
    wide, high = map(int, sides)
    if wide > _WIDEST:
        wide, high = _WIDEST, high * _WIDEST // wide
    properties = element.find(f".//{_WP}docPr")
    told = "" if properties is None else properties.get("descr") or ""
    relation = add(part.blob, part.content_type)
    number = _PICTURES + int("".join(filter(str.isdigit, relation)) or 0)
    return picture(relation, wide, high, told, number)


def _table(element: Any, document: Any, add: AddPicture) -> str:  # noqa: ANN401 - of lxml
    rows = []
    for row in element.iter(f"{_W}tr"):
        if not _outermost(row, element):
            continue
        cells = [one for one in row.iter(f"{_W}tc") if next(one.iterancestors(f"{_W}tr")) is row]
        rows.append(f"<w:tr>{''.join(_cell(one, document, add) for one in cells)}</w:tr>")
    columns = element.findall(f"{_W}tblGrid/{_W}gridCol")
    widths = [one.get(f"{_W}w") or "" for one in columns]
    grid = "".join(f'<w:gridCol w:w="{width if width.isdigit() else 1000}"/>' for width in widths)
    look = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>" if rows else ""


def _cell(element: Any, document: Any, add: AddPicture) -> str:  # noqa: ANN401 - the same
    span = _value(element, "tcPr/gridSpan") or ""
    merged = element.find(f"{_W}tcPr/{_W}vMerge")
    said = f'<w:gridSpan w:val="{span}"/>' if span.isdigit() else ""
    if merged is not None:
        said += '<w:vMerge w:val="restart"/>' if merged.get(f"{_W}val") == "restart" else "<w:vMerge/>"
    held = "".join(
        _block(one, document, add, "TableText") for one in _blocks(element) if one.tag != f"{_W}bookmarkStart"
    )
    content = held if held.endswith("</w:p>") else f"{held}{paragraph(run(''))}"
    return f"<w:tc>{f'<w:tcPr>{said}</w:tcPr>' if said else ''}{content}</w:tc>"
