"""What goes into the page, and what of Python and of the packages stays out because nothing there can need it.

`contents.toml` names what stays out; `tests/web/test_contents.py` looks whether something that goes in imports it after
all.
"""

from __future__ import annotations

import io
import struct
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENCODINGS", "PACKAGES", "STDLIB", "application", "archive", "packages", "stdlib"]

ROOT = Path(__file__).parent.parent.parent

_TOLD = tomllib.loads((Path(__file__).parent / "contents.toml").read_text(encoding="utf-8"))

STDLIB = frozenset(" ".join(_TOLD["standard_library"].values()).split())
"""Modules of the standard library that stay out, by their top name."""

ENCODINGS = frozenset(_TOLD["encodings"]["come"].split())
"""The encodings that come along."""

PACKAGES = tuple(" ".join(_TOLD["packages"].values()).split())
"""Files and folders of the packages that stay out."""


def stdlib(archive: bytes) -> dict[str, bytes]:
    """Give the modules of Pyodide's standard library that go in."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {path: opened.read(path) for path in opened.namelist() if _wanted(path)}


def _wanted(path: str) -> bool:
    top, _, rest = path.partition("/")
    if not path.endswith(".py") or top.removesuffix(".py") in STDLIB:
        return False
    return top != "encodings" or rest.removesuffix(".py") in ENCODINGS


def archive(files: Mapping[str, bytes]) -> bytes:
    """Make the archive Python imports its standard library from; it is not compressed, the whole of the page is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as opened:
        for path, content in sorted(files.items()):
            opened.writestr(zipfile.ZipInfo(path), content)
    return made.getvalue()


def packages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of the wheels that go in: modules and libraries, without types and the papers of the package."""
    return {
        path: content
        for path, content in files.items()
        if path.endswith((".py", ".so")) and not path.startswith(PACKAGES)
    }


def application() -> dict[str, bytes]:
    """Give ikm and the bridge; of the fonts, in which only pictures and PDF are set, what a panel is measured with."""
    files = {
        path.relative_to(ROOT / "src").as_posix(): path.read_bytes()
        for path in (ROOT / "src" / "ikm").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    files = {path: widths(content) if path.endswith(".ttf") else content for path, content in files.items()}
    return files | {"bridge.py": (ROOT / "web" / "bridge.py").read_bytes()}


def widths(font: bytes) -> bytes:
    """Keep of a font the tables that say which characters it has and how wide they are: a twentieth of its bytes."""
    number = struct.unpack_from(">H", font, 4)[0]
    entries = [struct.unpack_from(">4s4sII", font, 12 + 16 * place) for place in range(number)]
    kept = [entry for entry in entries if entry[0] in {b"cmap", b"head", b"hhea", b"hmtx"}]
    made = bytearray(font[:4] + struct.pack(">H", len(kept)) + font[6:12] + bytes(16 * len(kept)))
    for place, (name, check, start, length) in enumerate(kept):
        struct.pack_into(">4s4sII", made, 12 + 16 * place, name, check, len(made), length)
        made += font[start : start + length] + bytes(-length % 4)
    return bytes(made)
