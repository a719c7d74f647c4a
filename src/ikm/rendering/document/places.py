"""Places: what only the office knows is written in content controls, each under its key.

Why content controls, and not a companion file beside the document: an officer writes where the words belong, sees the
page as it will be printed, and has one file to keep, send and correct; a file beside it would be lost by the first
e-mail, and nobody formats an analysis in TOML.  Word shows a control by what is asked for, lets everything be typed and
pasted into it, and guards it against being deleted.  Programs that do not know controls (LibreOffice drops their tags)
keep bookmarks, so that each place has one too.

A text that came from the survey file bears its fingerprint: while nobody has touched it in the document, the survey
file decides; once somebody has, the document does.

>>> from ikm.rendering.document.places import bookmark_of, tag_of
>>> tag_of("latar-belakang"), bookmark_of("latar-belakang")
('latar-belakang', 'ikm_latar_belakang')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from ikm.rendering.document.pieces import ASKED, bookmark, legible, paragraph, run, text

__all__ = ["AFTER", "MARK", "Place", "bookmark_of", "fingerprint", "plain", "tag_of"]

MARK, AFTER = "ikm_", "ikmx_"
"""How bookmarks begin: of a place, and of what follows one."""

_TAG, _BOOKMARK, _ALIAS = 50, 40, 64


def _hash(key: str) -> str:
    return sha256(legible(key).encode()).hexdigest()[:8]


def tag_of(key: str) -> str:
    """Give the tag of a place: its key, shortened where Word would refuse it."""
    return key if len(key) <= _TAG else f"{key[: _TAG - 9]}-{_hash(key)}"


def bookmark_of(key: str) -> str:
    """Give the bookmark of a place, by its key or its tag."""
    tag = tag_of(key)
    name = MARK + re.sub(r"[^A-Za-z0-9]", "_", tag)
    return name if len(name) <= _BOOKMARK else f"{name[: _BOOKMARK - 9]}_{_hash(tag)}"


def plain(words: str) -> str:
    """Give what is read of a text, line by line."""
    lines = map(legible, words.splitlines())
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def fingerprint(words: str) -> str:
    """Give the fingerprint of a text."""
    return _hash(plain(words))


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is written: its key, what it is called, what is asked, what is known, what was kept.

    ``kept`` is what the office wrote in the earlier document, as WordprocessingML; ``style`` that of its paragraphs.
    """

    key: str
    called: str
    asked: str
    known: str = ""
    kept: str = ""
    style: str = ""

    def control(self, content: str, *, waiting: bool) -> str:
        """Put a content control around something; ``waiting`` says that nobody has written in it."""
        tag = tag_of(self.key) + (f"#{fingerprint(self.known)}" if self.known and not self.kept else "")
        number = int(_hash(self.key), 16) % 0x7FFFFFFF + 1
        shown = "<w:showingPlcHdr/>" if waiting else ""
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{text(self.called[:_ALIAS])}"/><w:tag w:val="{text(tag)}"/>'
            f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>{shown}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def blocks(self, number: int) -> str:
        """Write the place as paragraphs of its own; ``number`` is that of its bookmark."""
        if self.kept:
            content = self.kept
        elif self.known:
            content = "".join(paragraph(run(line), self.style) for line in plain(self.known).split("\n"))
        else:
            content = paragraph(run(self.asked, style=ASKED), self.style)
        return bookmark(number, bookmark_of(self.key), self.control(content, waiting=not (self.kept or self.known)))

    def line(self, number: int) -> str:
        """Write the place inside a paragraph."""
        if self.kept:
            content = self.kept
        elif self.known:
            content = "<w:r><w:br/></w:r>".join(map(run, plain(self.known).split("\n")))
        else:
            content = run(self.asked, style=ASKED)
        return bookmark(number, bookmark_of(self.key), self.control(content, waiting=not (self.kept or self.known)))
