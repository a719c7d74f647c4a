"""Logos: an office's picture, looked at before it is shown, and shown as a picture only.

A PNG or JPEG is known by its first bytes, must be whole and of a size that fits.  An SVG is a program's text: one that
has a script, an event, an animation, a foreign object, a style that fetches, or that refers to anything outside itself
is refused.  What passes is put into the panel as data, never as markup, so that whatever shows the panel treats it as
a picture.

>>> from ikm.rendering.panel.logos import logo_uri
>>> logo_uri(b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>')[:26]
'data:image/svg+xml;base64,'
>>> logo_uri(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
Traceback (most recent call last):
    ...
ikm.errors.OptionError: The logo is an SVG with <script>; save it as PNG.
"""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree as ET

from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["logo_uri"]

_BYTES = 2_000_000
_PIXELS = 16_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = {
    "script", "foreignobject", "animate", "animatemotion", "animatetransform", "set", "handler", "listener", "iframe",
    "audio", "video", "embed", "object", "link", "a", "image", "feimage", "filter",
}  # fmt: skip
_FILLED = {"pattern", "mask", "marker", "clippath", "symbol"}
"""What a style can draw again and again."""
_SHAPES = 20_000
"""More shapes, each counted as often as it is drawn, are no logo; few lines can ask for billions."""
_DEEP, _NESTED = 3, 20
"""So far one reference may lead to another, and so deep may elements stand in each other: what draws them calls itself
for each, and some hundreds end the process."""
_MEANT = re.compile(r"#([^\s'\")]+)")
_FETCHED = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\s*\(|\\", re.IGNORECASE)
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
"""The segments of a JPEG that say how large it is."""


def logo_uri(data: bytes) -> str:
    """Make the data URI of a logo.

    Raises
    ------
    OptionError
        If it is no PNG, JPEG or SVG, is too large or broken, or is an SVG that is more than a picture.
    """
    if len(data) > _BYTES:
        _refuse("is larger than 2 MB; make it smaller", "lebih besar dari 2 MB; perkecil dahulu")
    if data.startswith(_PNG):
        kind, size = "png", _png_size(data)
    elif data.startswith(b"\xff\xd8\xff"):
        kind, size = "jpeg", _jpeg_size(data)
    else:
        kind, size = "svg+xml", (1, 1)
        _look_at_svg(data)
    if not 0 < size[0] * size[1] <= _PIXELS:
        _refuse("has more than 16 million pixels; make it smaller", "lebih dari 16 juta piksel; perkecil dahulu")
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def _refuse(english: str, indonesian: str) -> NoReturn:
    raise OptionError(f"The logo {english}.", id=f"Logo {indonesian}.")


def _broken() -> NoReturn:
    _refuse("is a broken picture; save it again as PNG", "rusak; simpan ulang sebagai PNG")


def _png_size(data: bytes) -> tuple[int, int]:
    """Give the size of a PNG that is whole to its last part."""
    names = []
    for name, start, length in _png_parts(data):
        whole = data[start - 4 : start + length]
        if zlib.crc32(whole) != int.from_bytes(data[start + length : start + length + 4], "big"):
            _broken()
        names.append(name)
    if names[:1] != [b"IHDR"] or b"IDAT" not in names or names[-1] != b"IEND":
        _broken()
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _png_parts(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Give the name, the place and the length of each part."""
    place = len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], place + 8, length
        place += 12 + length


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Give the size of a JPEG that has an end."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        if data[place + 1] in _FRAMES and b"\xff\xd9" in data[place:]:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    _broken()


def _look_at_svg(data: bytes) -> None:
    """Refuse what is no SVG, or more than a picture."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if "<svg" not in text:
        _refuse("is no PNG, JPEG or SVG", "bukan PNG, JPEG, atau SVG")
    for word in ("<!DOCTYPE", "<!ENTITY", "<?xml-stylesheet", "<![CDATA["):
        if word.casefold() in text.casefold():
            _forbid(word.lstrip("<"))
    try:
        root = ET.fromstring(text)  # noqa: S314 - without a DOCTYPE there is no entity to expand
    except ET.ParseError:
        _broken()
    if _local(root.tag) != "svg":
        _refuse("is no PNG, JPEG or SVG", "bukan PNG, JPEG, atau SVG")
    for one in root.iter():
        _look_at(one)
    if _intricate(root):
        _refuse("is too intricate an SVG; save it as PNG", "berupa SVG yang terlalu rumit; simpan sebagai PNG")


def _intricate(root: ET.Element) -> bool:
    """Tell whether drawing it takes more than a logo does: too deep, too many shapes, or a style that draws again."""
    level, deep = list(root), 1
    while level and deep <= _NESTED:
        level, deep = [part for one in level for part in one], deep + 1
    names = {_local(one.tag) for one in root.iter()}
    styles = "".join(text for one in root.iter() if _local(one.tag) == "style" for text in one.itertext())
    if level or ("url(" in styles.casefold() and names & _FILLED):
        return True
    known = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
    return _drawn(root, known, {}, 0) > _SHAPES


def _drawn(one: ET.Element, known: dict[str, ET.Element], met: dict[ET.Element, int], deep: int) -> int:
    """Count the shapes that are drawn of an element and of those it refers to; too many where it refers to itself."""
    if one in met:
        return met[one]
    met[one] = _SHAPES + 1  # until it is known: an element that comes back to itself
    number = 0
    for part in one.iter():
        number += 1
        meant = {name for value in part.attrib.values() for name in _MEANT.findall(value)}
        for target in (known[name] for name in sorted(meant) if name in known):
            number += _SHAPES + 1 if deep > _DEEP else _drawn(target, known, met, deep + 1)
    met[one] = number
    return number


def _look_at(one: ET.Element) -> None:
    name = _local(one.tag)
    if name in _ACTIVE:
        _forbid(f"<{name}>")
    for attribute, value in one.attrib.items():
        called = _local(attribute)
        if called.startswith("on"):
            _forbid(called)
        if called in {"href", "src"} and not value.strip().startswith("#"):
            _forbid(f"{called} outside itself", f"{called} ke luar berkas")
        if _FETCHED.search(value):
            _forbid(f"{called} that fetches", f"{called} yang mengambil dari luar")
    if name == "style" and _FETCHED.search("".join(one.itertext())):
        _forbid("a style that fetches", "style yang mengambil dari luar")


def _local(name: object) -> str:
    """Give a name without its namespace; a comment has none."""
    return str(name).rpartition("}")[2].casefold() if isinstance(name, str) else ""


def _forbid(english: str, indonesian: str = "") -> NoReturn:
    _refuse(
        f"is an SVG with {english}; save it as PNG", f"berupa SVG dengan {indonesian or english}; simpan sebagai PNG"
    )
