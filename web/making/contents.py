"""What goes into the page, and what of Python and of the packages stays out because nothing there can need it.

`STDLIB` and `PACKAGES` name what is left out; `tests/web/test_contents.py` looks whether something that goes in imports
it after all.
"""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENCODINGS", "PACKAGES", "STDLIB", "application", "archive", "packages", "stdlib"]

ROOT = Path(__file__).parent.parent.parent

STDLIB = frozenset(
    # The network, and what speaks over it: the page asks it for nothing.
    "ftplib http imaplib mailbox netrc nturl2path poplib smtplib socketserver ssl _ssl webbrowser wsgiref xmlrpc "
    # Other processes and terminals: a page has none.
    "multiprocessing pty tty _pyrepl rlcompleter getpass fileinput curses "
    # Tools of those who write programs.
    "bdb cProfile cmd compileall dbm doctest ensurepip filecmp idlelib lib2to3 modulefinder pdb pickletools profile pstats "
    "py_compile pyclbr pydoc pydoc_data symtable tabnanny test this timeit trace tracemalloc turtle turtledemo "
    "unittest venv zipapp antigravity __hello__ __phello__ "
    # Second copies in Python of what is there in C.
    "_pydatetime _pyio _py_abc sre_compile sre_constants sre_parse "
    # Kinds of data no survey comes in.
    "configparser ctypes getopt optparse plistlib sched shelve sqlite3 tkinter wave".split()
)
"""Modules of the standard library that stay out, by their top name."""

ENCODINGS = frozenset(
    [
        "__init__",
        "aliases",
        "ascii",
        "cp1252",
        "cp437",
        "cp850",
        "idna",
        "latin_1",
        "raw_unicode_escape",
        "unicode_escape",
    ]
)
"""Of the encodings those a file of ikm or Python itself is written in; those of Unicode (``utf_*``) come besides."""

PACKAGES = (
    "pydantic/v1/", "pydantic/mypy.py",
    "typer/cli.py", "typer/testing.py", "typer/rich_utils.py", "typer/.agents/",
)  # fmt: skip
"""Files and folders of the packages that stay out."""


def stdlib(archive: bytes) -> dict[str, bytes]:
    """Give the modules of Pyodide's standard library that go in."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {path: opened.read(path) for path in opened.namelist() if _wanted(path)}


def _wanted(path: str) -> bool:
    top, _, rest = path.partition("/")
    if not path.endswith(".py") or top.removesuffix(".py") in STDLIB:
        return False
    name = rest.removesuffix(".py")
    return top != "encodings" or name in ENCODINGS or name.startswith("utf_")


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
