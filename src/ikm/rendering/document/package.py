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
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.rendering.document.pieces import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.findings import Language

__all__ = ["began", "packed"]

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
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def began(lang: Language, title: str, subject: str, before_page: str) -> bytes:
    """Give an empty document in a language, with its title, and what stands before the number of a page."""
    tag, decimal = _TAGS[lang]
    filled = {
        "LANG": tag, "DECIMAL": decimal, "TITLE": text(title), "SUBJECT": text(subject), "BEFORE": text(before_page),
    }  # fmt: skip
    base = Path(__file__).with_name("base")
    parts = []
    for name, file in _PARTS.items():
        content = base.joinpath(f"{file}.xml").read_text(encoding="utf-8")
        for word, value in filled.items() if file in {"styles", "settings", "footer", "core"} else ():
            content = content.replace(f">{word}<", f">{value}<").replace(f'"{word}"', f'"{value}"')
        parts.append((name, content.encode()))
    return _zipped(parts)


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
