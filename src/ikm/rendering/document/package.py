"""The package: the parts a document begins with, and its bytes, the same each time.

A document begins with the parts in ``base/``: styles, numbering, settings, footer.  The settings ask for no update of
fields when it is opened, since Word would greet everybody with a question; contents and captions are filled in.

>>> from ikm.rendering.document.package import began, packed
>>> import io, zipfile
>>> first = zipfile.ZipFile(io.BytesIO(began("id", "Laporan", "PPID", "Halaman ")))
>>> 'w:val="id-ID"' in first.read("word/styles.xml").decode(), {one.date_time[0] for one in first.infolist()}
(True, {1980})
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.rendering.document.pieces import text
from ikm.rendering.extras import extra

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.findings import Language

__all__ = ["began", "opened", "packed"]

_PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "relations",
    "word/document.xml": "document",
    "word/_rels/document.xml.rels": "document_relations",
    "word/styles.xml": "styles",
    "word/settings.xml": "settings",
    "word/numbering.xml": "numbering",
    "word/footer1.xml": "footer",
    "docProps/core.xml": "core",
}
_TAGS: dict[Language, tuple[str, str]] = {"id": ("id-ID", ","), "en": ("en-GB", ".")}
_GAP = re.compile(r"(?<=[>\"])(?:LANG|DECIMAL|TITLE|SUBJECT|BEFORE)(?=[<\"])")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOST = 256 << 20
"""So many bytes a document may have when unpacked."""


def began(lang: Language, title: str, subject: str, before_page: str, body: str = "") -> bytes:
    """Give a document in a language, empty or with a body, its title, and what stands before the number of a page."""
    tag, decimal = _TAGS[lang]
    filled = {
        "LANG": tag, "DECIMAL": decimal, "TITLE": text(title), "SUBJECT": text(subject), "BEFORE": text(before_page),
    }  # fmt: skip
    base = Path(__file__).with_name("base")
    parts = []
    for name, file in _PARTS.items():
        content = base.joinpath(f"{file}.xml").read_text(encoding="utf-8")
        if file in {"styles", "settings", "footer", "core"}:
            content = _GAP.sub(lambda found: filled[found[0]], content)
        elif file == "document" and body:
            content = content.replace("<w:sectPr/>", body)
        parts.append((name, content.encode()))
    return _zipped(parts)


def opened(data: bytes) -> Any:  # noqa: ANN401 - of python-docx, which has no types
    """Open a document that somebody gave; None where it is damaged, locked, too large, or no Word document."""
    errors = (
        zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError,
        RuntimeError,  # of zipfile: a document under a password, or packed in a way it does not know
        extra("docx.exceptions", "report", "Word").PythonDocxError,
        extra("lxml.etree", "report", "Word").XMLSyntaxError,
    )  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST:
                return None
        document = extra("docx", "report", "Word").Document(io.BytesIO(data))
    except errors:
        return None
    return None if getattr(document.element, "body", None) is None else document


def packed(document: bytes) -> bytes:
    """Give a document without the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return _zipped((name, parts.read(name)) for name in parts.namelist())


def _zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            made.writestr(part, content)
    return out.getvalue()
