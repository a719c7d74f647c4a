"""The parts of a workbook's ZIP archive, each read at most once, within limits, its checksum verified.

Only parts that are asked for are unpacked, and only into memory.  A part's declared size is checked
before, and its real size while it is unpacked; two parts of one name are refused, since readers disagree
about which one counts.

>>> import io, zipfile
>>> from ikm.sources.workbooks.archives import Archive
>>> from ikm.sources.limits import Limits
>>> data = io.BytesIO()
>>> with zipfile.ZipFile(data, "w") as made:
...     made.writestr("xl/workbook.xml", "<workbook/>")
>>> Archive(data.getvalue(), Limits()).part("xl/Workbook.xml")
b'<workbook/>'
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NoReturn

from ikm.findings import display
from ikm.sources.refusals import both, damaged, refusal, too_large

if TYPE_CHECKING:
    from ikm.sources.limits import Limits

__all__ = ["Archive"]

_BLOCK = 1 << 20
_ENTRIES = 20_000
_LOCKED = 0x1


class Archive:
    """An open ZIP archive.

    Parameters
    ----------
    data : bytes
        The archive.
    limits : Limits
        The bounds on what is unpacked.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # noqa: BLE001  # zipfile raises whatever its parts raise on broken bytes
            _broken(error)
        entries = self._zip.infolist()
        if len(entries) > _ENTRIES:
            raise too_large(
                "sheets",
                limits.sheets,
                both(f"arsipnya berisi {len(entries)} bagian", f"the archive holds {len(entries)} parts"),
            )
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        self._counted: set[str] = set()
        for entry in entries:
            name = _plain(entry.filename)
            if name in self._parts:
                self._twice.add(name)
            self._parts[name] = entry

    @property
    def names(self) -> set[str]:
        """The names of all parts, in lower case."""
        return set(self._parts)

    def real_name(self, name: str) -> str:
        """Give a part's name as the archive writes it."""
        return self._parts[_plain(name)].filename

    def size(self, name: str) -> int:
        """Give the size a part declares; 0 if there is none of that name."""
        entry = self._parts.get(_plain(name))
        return entry.file_size if entry else 0

    def has(self, name: str) -> bool:
        """Whether there is a part of that name, in any letter case."""
        return _plain(name) in self._parts

    def part(self, name: str) -> bytes:
        """Unpack one part.

        Raises
        ------
        SourceError
            When the part is missing, there twice, locked, beyond a limit, or does not match its checksum.
        """
        entry = self._entry(name)
        allowed = min(self._limits.part_bytes, self._left)
        if entry.filename in self._counted:
            allowed = self._limits.part_bytes
        limit = "part_bytes" if allowed == self._limits.part_bytes else "unpacked_bytes"
        if entry.file_size > allowed:
            self._refuse_size(limit, entry.file_size)
        content = self._unpack(entry, allowed + 1)
        if len(content) > allowed:
            self._refuse_size(limit, len(content))
        if entry.filename not in self._counted:  # a second look at a part is no second part
            self._counted.add(entry.filename)
            self._left -= len(content)
        return content

    def beginning(self, name: str, number: int) -> bytes:
        """Unpack at most the first ``number`` bytes of a part; nothing if that fails."""
        entry = self._parts.get(_plain(name))
        if entry is None or entry.flag_bits & _LOCKED:
            return b""
        try:
            with self._zip.open(entry) as stream:
                return stream.read(number)
        except Exception:  # noqa: BLE001  # see __init__; this look is only for a better message
            return b""

    def _entry(self, name: str) -> zipfile.ZipInfo:
        plain = _plain(name)
        shown = display(name)
        entry = self._parts.get(plain)
        if entry is None:
            raise damaged(f"bagian {shown} tidak ada", f"its part {shown} is missing")
        if plain in self._twice:
            raise damaged(f"bagian {shown} ada dua kali", f"its part {shown} is there twice")
        if entry.flag_bits & _LOCKED:
            raise refusal("file-has-password")
        return entry

    def _unpack(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        blocks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while size < most and (block := stream.read(_BLOCK)):
                    blocks.append(block)
                    size += len(block)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # see __init__
            _broken(error, entry.filename)
        if size < min(entry.file_size, most):
            raise damaged(
                f"bagian {display(entry.filename)} terpotong", f"its part {display(entry.filename)} is cut off"
            )
        return b"".join(blocks)

    def _refuse_size(self, limit: str, size: int) -> NoReturn:
        mebibytes = f"{size / (1 << 20):.0f}"
        raise too_large(
            limit,
            getattr(self._limits, limit),
            both(f"isinya {mebibytes} MiB setelah dibuka", f"it unpacks to {mebibytes} MiB"),
        )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _broken(error: Exception, part: str = "") -> NoReturn:
    shown = display(part)
    if isinstance(error, zipfile.BadZipFile) and "CRC" in str(error):
        raise damaged(
            f"isi bagian {shown} tidak cocok dengan angka pemeriksanya (CRC), jadi pernah berubah",
            f"the content of {shown} does not match its checksum (CRC), so it was changed",
        ) from error
    if part:
        raise damaged(f"bagian {shown} tidak dapat dibuka", f"its part {shown} cannot be unpacked") from error
    raise damaged(
        "arsipnya terpotong, misalnya karena unduhan terhenti",
        "the archive is cut off, for example by an interrupted download",
    ) from error
