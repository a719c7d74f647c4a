"""XML parts made plain before anything reads them.

A part is turned into UTF-8 without surprises: any document type declaration refuses the file (Excel never
writes one, attacks on XML parsers begin with one); UTF-16 is converted; comments and CDATA sections, which
readers of workbooks treat differently, are resolved.  Nothing is ever fetched, no entity expanded.

>>> from ikm.sources.workbooks.markup import elements, plain_markup
>>> part = plain_markup('<a><!-- no --><b c="1"/></a>'.encode("utf-16"))
>>> list(elements(part))
[('a', {}), ('b', {'c': '1'})]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from ikm.sources.refusals import damaged, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["broken", "elements", "local", "parser", "plain_markup"]

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["'][^>]*\?>""")
_OTHER_ENCODINGS = {"iso-8859-1": "latin-1", "latin1": "latin-1", "windows-1252": "cp1252"}
_ASIDES = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def plain_markup(part: bytes) -> bytes:
    """Turn a part into plain UTF-8 markup.

    Raises
    ------
    SourceError
        For a document type declaration, an unknown encoding, or text that is no XML at all.
    """
    part = _as_utf8(part)
    if b"!" in part and b"<!" in part:  # one byte is found far faster than two
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"<!doctype" in part[:4096].lower():
            raise refusal("file-unsafe")
        part = _ASIDES.sub(_resolved, part)
        if b"!" in part and b"<!" in part:  # one byte is found far faster than two
            raise broken()
    return part


def _resolved(aside: re.Match[bytes]) -> bytes:
    """Write what a CDATA section holds as plain text; a comment holds nothing."""
    from html import escape  # noqa: PLC0415  # few parts have either

    return escape((aside[1] or b"").decode("utf-8", "replace"), quote=False).encode()


def _as_utf8(part: bytes) -> bytes:
    if part.startswith(b"\xef\xbb\xbf"):
        part = part[3:]
    encoding = ""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif part[:2] == b"<\0":
        encoding = "utf-16-le"
    elif part[:2] == b"\0<":
        encoding = "utf-16-be"
    elif (declared := _DECLARED.match(part[:200])) is not None:
        name = declared[1].decode("ascii").lower()
        if name not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            if name not in _OTHER_ENCODINGS:
                raise damaged("penyandian teksnya tidak dikenal", "the encoding of its text is unknown")
            encoding = _OTHER_ENCODINGS[name]
    if not encoding:
        return part
    try:
        text = part.decode(encoding)
    except UnicodeDecodeError as error:
        raise broken() from error
    text = re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL)
    return text.encode("utf-8", "replace")


def broken() -> Exception:
    """Refuse a part that is no well-formed XML."""
    return damaged("isi XML-nya tidak utuh", "its XML is not well-formed")


def local(name: str) -> str:
    """Strip the namespace prefix of an element or attribute."""
    return name.rpartition(":")[2]


def parser() -> expat.XMLParserType:
    """Make a parser that refuses document types, whatever `plain` let through."""
    made = expat.ParserCreate("utf-8")
    made.buffer_text = True

    def refuse(*_: object) -> None:
        raise refusal("file-unsafe")

    made.StartDoctypeDeclHandler = refuse
    return made


def elements(part: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """List the elements of a small part in their order: local name and attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    made = parser()
    made.StartElementHandler = lambda name, attributes: found.append((local(name), attributes))
    try:
        made.Parse(part, True)  # noqa: FBT003  # takes no keywords
    except expat.ExpatError as error:
        raise broken() from error
    return iter(found)
