r"""Pieces: paragraphs, runs and fields as WordprocessingML, in which every text stays text.

Control characters and marks that turn the direction of text are replaced by ``\ufffd``, line breaks by blanks, as
wherever ikm shows a text; what XML cannot hold is left out.

>>> from ikm.rendering.document.pieces import paragraph, run
>>> run("a<b>&\x07")
'<w:r><w:t xml:space="preserve">a&lt;b&gt;&amp;�</w:t></w:r>'
>>> paragraph(run("Judul"), "Heading2").partition("<w:r>")[0]
'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ikm.findings import display

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ASKED", "NAMESPACES", "bookmark", "field", "legible", "paragraph", "picture", "run", "text"]

_OFFICE, _DRAWING = (
    "http://schemas.openxmlformats.org/officeDocument/2006",
    "http://schemas.openxmlformats.org/drawingml/2006",
)
_OF = {
    "r": f'xmlns:r="{_OFFICE}/relationships"',
    "wp": f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"',
    "a": f'xmlns:a="{_DRAWING}/main"',
    "pic": f'xmlns:pic="{_DRAWING}/picture"',
}
NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {_OF["r"]}'
"""What stands at the root of every fragment; a picture names its own."""

ASKED = "PlaceholderText"
"""The style of what is asked for where nobody has written yet."""

_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))


def legible(shown: str) -> str:
    """Give a text, whole and on one line, of characters that XML can hold."""
    return display(shown, max(len(shown), 1)).translate(_NO_XML)


def text(shown: str) -> str:
    """Write a text, whole and on one line, so that it stays text in an element or an attribute.

    A blank at either end stands, and a figure is not parted from its percent sign.
    """
    told = legible(shown).replace(" %", "\N{NO-BREAK SPACE}%")
    before, after = (" " if end.isspace() else "" for end in (shown[:1], shown[-1:]))
    return escape(f"{before}{told}{after}" if told else "")


def run(shown: str, *, bold: bool = False, style: str = "") -> str:
    """Write text of one look; nothing for no text."""
    if not shown:
        return ""
    looks = f'<w:rStyle w:val="{style}"/>' if style else ""
    looks += "<w:b/>" if bold else ""
    looks += '<w:i/><w:color w:val="6B6B6B"/>' if style == ASKED else ""  # LibreOffice shows no style in a control
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(shown)}</w:t></w:r>'


def paragraph(content: str, style: str = "", *, more: Iterable[str] = ()) -> str:
    """Write a paragraph of a style; ``more`` are further properties, in the order of the schema."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + "".join(more)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def field(instruction: str, content: str) -> str:
    """Write a field with the content it has until somebody updates it; ``content`` are runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{content}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(number: int, name: str, content: str = "") -> str:
    """Put a bookmark around something."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def picture(relation: str, wide: int, high: int, told: str, number: int = 1, name: str = "") -> str:
    """Write a picture that stands in a line of text; ``told`` is what a screen reader says."""
    called = f'id="{number}" name="{text(name) or f"Picture {number}"}" descr="{text(told)}"'
    return (
        f'<w:drawing><wp:inline {_OF["wp"]} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {called}/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks {_OF["a"]} noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic {_OF["a"]}>'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic {_OF["pic"]}><pic:nvPicPr><pic:cNvPr {called}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {_OF["r"]} r:embed="{relation}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" '
        f'cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
