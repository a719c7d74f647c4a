r"""What a file is, told by its content and never by its name.

Workbooks and text are read on; everything else is named in words a person knows, with the way out.  What
gives each kind away stands in ``data/kinds.toml``.

>>> from ikm.sources.kinds import kind_of
>>> kind_of(b"U1,U2\n4,3\n"), kind_of(b"PK\x03\x04...")
('text', 'archive')
>>> kind_of(b"%PDF-1.7")
Traceback (most recent call last):
    ...
ikm.errors.SourceError: This file is a PDF document, not a table of answers. Give the table of answers: ...
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ikm.sources.refusals import refusal

if TYPE_CHECKING:
    from ikm.errors import SourceError

__all__ = ["kind_of", "named"]

_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_EXPORTED = ".xls"
_PAGES = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div")
_MOSTLY_CONTROL = 0.1
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\x1b\0") + b"\x7f"


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("kinds.toml").read_text(encoding="utf-8"))


def kind_of(head: bytes, name: str = "") -> Literal["text", "html", "archive", "compound"]:
    """Tell a text table, a ZIP archive, an OLE2 file and a table of a web page apart; refuse the rest.

    Parameters
    ----------
    head : bytes
        The first bytes of the file.
    name : str
        Its name.  Web applications write a table of HTML and call it .xls, so a page of that name may be one; a page
        called otherwise was saved by mistake.

    Raises
    ------
    SourceError
        When the content is nothing that holds a table; the message names what it is.
    """
    if not head:
        raise refusal("file-empty")
    if head.startswith(_ARCHIVE):
        return "archive"
    if head.startswith(_COMPOUND):
        return "compound"
    for entry in _known()["kind"]:
        start = bytes.fromhex(entry["starts"])
        if head.startswith(start) and (len(start) > 4 or not _is_wordy(head)):
            raise _wrong(entry)
    if name.lower().endswith(_EXPORTED) and _is_page(head):
        return "html"
    _refuse_markup(head)
    if not head.startswith(_BOMS) and _is_binary(head):
        raise refusal("file-not-text")
    return "text"


def named(table: Literal["archive", "compound"], names: set[str]) -> SourceError | None:
    """Name what an archive or OLE2 file is from the names inside it; nothing if unknown."""
    for entry in _known()[table]:
        if entry["has"] in names:
            return _wrong(entry)
    return None


def _wrong(entry: dict[str, Any]) -> SourceError:
    return refusal("file-wrong-kind", kind=entry["name"], way=_known()["ways"][entry["way"]])


def _refuse_markup(head: bytes) -> None:
    text = _first_text(head)
    if text[:1] not in {"<", "{", "[", "u", "m", "h"}:
        return
    for entry in _known()["text"]:
        if text.startswith(tuple(entry["begins"])) and any(word in text for word in entry.get("words", [""])):
            if "name" in entry:
                raise _wrong(entry)
            raise refusal(entry["code"])


def _is_page(head: bytes) -> bool:
    """Tell whether a file begins as a web page does."""
    return _first_text(head).startswith(_PAGES)


def _first_text(head: bytes) -> str:
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return head[:8192].decode(encoding, "replace").lstrip().lower()


def _is_wordy(head: bytes) -> bool:
    # Short signatures ("MZ", "BZh", "PAR1") are also the beginnings of words a header may start with.
    return len(head) > 8 and not any(c < 9 or 13 < c < 32 or c > 126 for c in head[:64]) and head[:4] != b"%PDF"


def _is_binary(head: bytes) -> bool:
    control = len(head) - len(head.translate(None, _CONTROL))
    if control > _MOSTLY_CONTROL * len(head):
        return True
    zeros = head.count(0)
    if not zeros:
        return False
    # UTF-16 without a mark: every other byte of plain text is zero, all on the same side.
    sides = head[::2].count(0), head[1::2].count(0)
    return min(sides) > _MOSTLY_CONTROL * len(head) or (zeros > 0.6 * len(head))
