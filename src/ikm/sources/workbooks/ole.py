"""The streams of an OLE2 compound file, which older Excel files and locked workbooks are.

A compound file is a small file system in sectors tied into chains; a chain that runs in circles or out of
the file is refused.  `build` writes a new one around a single stream, so that the reader behind meets a
container without surprises.

>>> from ikm.sources.workbooks.ole import build, stream
>>> stream(build("Workbook", b"x" * 5000), "Workbook")[:3]
b'xxx'
"""

from __future__ import annotations

import struct

from ikm.sources.refusals import damaged

__all__ = ["build", "names", "stream"]

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR = 512
_SMALLEST = 4096
_ENTRY = 128


class _Sectors:
    def __init__(self, data: bytes) -> None:
        if len(data) < _SECTOR or not data.startswith(_MAGIC):
            raise _cut()
        shift, mini = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or mini != 6:
            raise _cut()
        self._data, self.size = data, 1 << shift
        self.last = len(data) // self.size
        (count,) = struct.unpack_from("<I", data, 44)
        (self.directory,) = struct.unpack_from("<I", data, 48)
        self.cutoff, self.mini_start = struct.unpack_from("<II", data, 56)
        table = list(struct.unpack_from("<109I", data, 76))
        (more,) = struct.unpack_from("<I", data, 68)
        seen: set[int] = set()
        while more < _FAT - 1 and more not in seen:
            seen.add(more)
            entries = struct.unpack(f"<{self.size // 4}I", self.sector(more))
            table += entries[:-1]
            more = entries[-1]
        used = [number for number in table if number < _FAT - 1][: min(count, self.last + 1)]
        fat = b"".join(self.sector(number) for number in used)
        self.fat = struct.unpack(f"<{len(fat) // 4}I", fat)

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        block = self._data[start : start + self.size]
        if not block:
            raise _cut()
        return block.ljust(self.size, b"\0")

    def chain(self, number: int) -> bytes:
        blocks: list[bytes] = []
        while number != _END:
            if number >= len(self.fat) or len(blocks) > self.last:
                raise _cut()
            blocks.append(self.sector(number))
            number = self.fat[number]
        return b"".join(blocks)


def _entries(sectors: _Sectors) -> dict[str, tuple[int, int, int]]:
    listing = sectors.chain(sectors.directory)
    found: dict[str, tuple[int, int, int]] = {}
    for place in range(0, len(listing) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", listing, place + 64)
        start, size = struct.unpack_from("<II", listing, place + 116)
        name = listing[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if kind in {2, 5}:
            found.setdefault(name, (kind, start, size))
    return found


def names(data: bytes) -> set[str]:
    """List the streams.

    Raises
    ------
    SourceError
        When the container is broken.
    """
    return {name for name, (kind, _, _) in _entries(_Sectors(data)).items() if kind == 2}


def stream(data: bytes, name: str) -> bytes:
    """Give one stream.

    Raises
    ------
    SourceError
        When the container or the stream is broken.
    """
    sectors = _Sectors(data)
    entries = _entries(sectors)
    _, start, size = entries[name]
    if size >= sectors.cutoff:
        content = sectors.chain(start)
    else:
        root = next((entry for entry in entries.values() if entry[0] == 5), None)
        if root is None:
            raise _cut()
        content = _mini(sectors, root[1], start)
    if len(content) < size:
        raise _cut()
    return content[:size]


def _mini(sectors: _Sectors, root: int, start: int) -> bytes:
    holder = sectors.chain(root)
    table = sectors.chain(sectors.mini_start)
    fat = struct.unpack(f"<{len(table) // 4}I", table)
    blocks: list[bytes] = []
    while start != _END:
        if start >= len(fat) or len(blocks) > len(fat):
            raise _cut()
        blocks.append(holder[start * 64 : start * 64 + 64])
        start = fat[start]
    return b"".join(blocks)


def build(name: str, content: bytes) -> bytes:
    """Write a compound file that holds one stream."""
    content = content.ljust(_SMALLEST, b"\0")
    sectors = -(-len(content) // _SECTOR)
    tables = extra = 0
    while tables * 128 < sectors + 1 + tables + extra:  # the table also describes its own sectors
        tables += 1
        extra = max(0, -(-(tables - 109) // 127))
    first = 1 + sectors
    fat = [_END, *range(2, first), _END]  # the directory, then the stream's chain
    fat += [_FAT] * tables + [0xFFFFFFFC] * extra
    fat += [_FREE] * (tables * 128 - len(fat))
    places = list(range(first, first + tables))
    header = _header(tables, extra, first, places)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _NONE, 1, len(content))
    directory = directory.ljust(_SECTOR, b"\0")
    body = content.ljust(sectors * _SECTOR, b"\0")
    return header + directory + body + struct.pack(f"<{len(fat)}I", *fat) + _more_places(places[109:], first + tables)


def _header(tables: int, extra: int, first: int, places: list[int]) -> bytes:
    head = _MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, 0, 0, _SMALLEST, _END, 0, first + tables if extra else _END, extra)
    listed = [*places[:109], *[_FREE] * (109 - len(places))]
    return head + struct.pack("<109I", *listed)


def _more_places(places: list[int], first: int) -> bytes:
    blocks = []
    for number, start in enumerate(range(0, len(places), 127), 1):
        part = places[start : start + 127]
        following = first + number if start + 127 < len(places) else _END
        blocks.append(struct.pack("<128I", *part, *[_FREE] * (127 - len(part)), following))
    return b"".join(blocks)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", _NONE, _NONE, child)
        + bytes(36)
        + struct.pack("<II", start, size)
        + bytes(4)
    )


def _cut() -> Exception:
    return damaged("berkasnya tidak utuh", "its container (OLE2) is cut off or broken")
