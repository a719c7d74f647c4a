r"""From the bytes of a text table to its characters.

UTF-8 and UTF-16, with or without a byte order mark, are recognised.  Bytes that are no UTF-8 have two
causes, told apart by what surrounds them: a file saved by an older Windows program (no UTF-8 sequence
anywhere, and the odd bytes are the letters and quotation marks of Windows-1252) is read as such, and said
so; a few stray bytes in a UTF-8 file stay stray: each becomes the mark U+FFFD in its cell, and its row and
position are reported.

>>> from ikm.sources.texts.encodings import Decoder
>>> decoder = Decoder(b"caf\xe9")
>>> "".join(decoder.decode(iter([b"caf\xe9"]))), decoder.encoding, decoder.assumed
('café', 'windows-1252', True)
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STRAY", "Decoder", "encoded"]

STRAY = "\udc80-\udcff"
"""The characters that stand for stray bytes until their row is known, as a range for a pattern."""

_NOT_IN_PROSE = frozenset(b"\x81\x8d\x8f\x90\x9d\xf0\xde\xfe\xff\xd0\x83\x88\xad\xa4\xa6\xac")
_LISTED = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the next
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WIDE = {
    "utf-16-le": codecs.utf_16_le_decode,
    "utf-16-be": codecs.utf_16_be_decode,
    "utf-32-le": codecs.utf_32_le_decode,
}


class Decoder:
    """Decodes the blocks of one file.

    Parameters
    ----------
    head : bytes
        The first bytes of the file, from which the encoding is told.

    Attributes
    ----------
    encoding : str
        The encoding in use.
    assumed : bool
        Whether it is an assumption that the user should hear of.
    lenient : bool
        Whether stray bytes may stand in the text.
    stray : list of (int, bytes)
        Position in the file, from 0, and value of the first stray bytes.
    """

    def __init__(self, head: bytes) -> None:
        self.encoding, self._mark = _told_by(head)
        self.assumed = self.encoding.startswith("utf-16") and not self._mark
        self.stray: list[tuple[int, bytes]] = []
        self.lenient = False
        self._multibyte = False

    def decode(self, blocks: Iterator[bytes]) -> Iterator[str]:
        """Decode blocks of bytes, without the byte order mark."""
        for block, _ in self.recoded(blocks):
            yield block.decode("utf-8", "surrogatepass")

    def recoded(self, blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
        """Give blocks of bytes as UTF-8, whatever they were, without the byte order mark.

        Yields
        ------
        tuple of bytes and bool
            Whole characters, and whether some of them stand for stray bytes: these are encoded although UTF-8 has no
            place for them.
        """
        pending, position, skip = b"", 0, self._mark
        for block in blocks:
            data = pending + block[skip:] if pending or skip else block
            position += skip
            skip = max(0, skip - len(block))
            piece, used = self._step(data, position, final=False)
            pending = data[used:]
            position += used
            if piece[0]:
                yield piece
        piece, _ = self._step(pending, position, final=True)
        if piece[0]:
            yield piece

    def _step(self, data: bytes, position: int, *, final: bool) -> tuple[tuple[bytes, bool], int]:
        if self.encoding in _WIDE:
            text, used = _WIDE[self.encoding](data, "replace", final)
            return (text.encode(), False), used
        if data.isascii():
            return (data, False), len(data)
        if self.encoding == "windows-1252":
            return encoded(data.decode("cp1252", "surrogateescape")), len(data)
        try:
            _, used = codecs.utf_8_decode(data, "strict", final)
        except UnicodeDecodeError:
            return self._not_utf8(data, position, final=final)
        self._multibyte = self._multibyte or not data[:used].isascii()
        return (data[:used], False), used

    def _not_utf8(self, data: bytes, position: int, *, final: bool) -> tuple[tuple[bytes, bool], int]:
        if not (self.lenient or self._multibyte) and _looks_windows(data):
            self.encoding, self.assumed, self.lenient = "windows-1252", True, True
            return encoded(data.decode("cp1252", "surrogateescape")), len(data)
        self.lenient = True
        self._list_stray(data, position)
        text, used = codecs.utf_8_decode(data, "surrogateescape", final)
        return encoded(text), used

    def _list_stray(self, data: bytes, position: int) -> None:
        start = 0
        while len(self.stray) < _LISTED:
            try:
                codecs.utf_8_decode(data[start:], "strict", False)  # noqa: FBT003  # takes no keywords
            except UnicodeDecodeError as error:
                bad = data[start + error.start : start + error.end]
                self.stray += [(position + start + error.start + i, bad[i : i + 1]) for i in range(len(bad))]
                start += error.end
            else:
                return


def encoded(text: str) -> tuple[bytes, bool]:
    """Encode a text as UTF-8, and tell whether some of its characters stand for stray bytes."""
    try:
        return text.encode(), False
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass"), True


def _told_by(head: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    half = max(1, len(head) // 2)
    if len(head) > 3 and head[1::2].count(0) > 0.3 * half > 10 * head[::2].count(0):
        return "utf-16-le", 0
    if len(head) > 3 and head[::2].count(0) > 0.3 * half > 10 * head[1::2].count(0):
        return "utf-16-be", 0
    return "utf-8", 0


def _looks_windows(data: bytes) -> bool:
    high = bytes(c for c in data if c > 0x7F) if len(data) < 4096 else data.translate(None, bytes(range(0x80)))
    if any(c in _NOT_IN_PROSE for c in high):
        return False
    return not any(c > "\x7f" for c in data.decode("utf-8", "ignore"))
