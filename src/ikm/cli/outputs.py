"""Outputs: writing a file beside other people's files without ever harming one.

A file is built whole under a temporary name in the target's folder and then moved into place, so that whoever looks
sees the old file or the new one, never half of one.  The input is never written over, and an existing file only when
the caller says so.

>>> import tempfile
>>> from pathlib import Path
>>> from ikm.cli.outputs import write_file
>>> with tempfile.TemporaryDirectory() as folder:
...     target = Path(folder) / "laporan.html"
...     write_file(target, b"<p>", force=False)
...     target.read_bytes()
b'<p>'
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.errors import OptionError, cause

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["make_folder", "refuse_target", "write_file"]


def refuse_target(target: Path, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Refuse a target that may not be written, before any work is done.

    Raises
    ------
    OptionError
        If it is one of the inputs (under whatever name), a folder, or there already and ``force`` is not given.
    """
    for source in inputs:
        with contextlib.suppress(OSError):
            if target.exists() and source.exists() and target.samefile(source):
                raise OptionError(
                    f"{target.name} is the input itself; choose another name for the output.",
                    id=f"{target.name} adalah berkas survei yang dibaca; gunakan nama lain untuk berkas hasil.",
                )
    if target.is_dir():
        raise OptionError(
            f"{target.name} is a folder; give the name of a file in it.",
            id=f"{target.name} adalah folder; ketik nama berkas di dalamnya.",
        )
    if target.exists() and not force:
        raise OptionError(
            f"{target.name} is there already; choose another name, or overwrite it with --force.",
            id=f"{target.name} sudah ada; pilih nama lain, atau timpa dengan --force.",
        )


def write_file(target: Path, content: bytes, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    target : Path
        Where.
    content : bytes
        What.
    force : bool
        Whether an existing file may be replaced.
    inputs : iterable of Path
        Files that must never be written over.

    Raises
    ------
    OptionError
        If the target may not be written, or cannot be; the words say what to do.
    """
    refuse_target(target, force=force, inputs=inputs)
    temporary = ""
    try:
        temporary = str(target.parent / f".ikm-{secrets.token_hex(8)}.tmp")
        with Path(temporary).open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except PermissionError:
        _drop(temporary)
        raise OptionError(
            f"{target.name} cannot be written. If it is open in Excel, close it there; else choose another folder.",
            id=f"{target.name} tidak dapat ditulis. Jika sedang terbuka di Excel, tutup dahulu; jika tidak, pilih "
            "folder lain.",
        ) from None
    except OSError as error:
        _drop(temporary)
        raise OptionError(
            f"{target.name} cannot be written: {error.strerror}. Nothing was changed.",
            id=f"{target.name} tidak dapat ditulis: {cause(error)}. Tidak ada berkas yang berubah.",
        ) from None
    except BaseException:
        _drop(temporary)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder for outputs, with those around it, unless it is there.

    Raises
    ------
    OptionError
        If it is a file, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if isinstance(error, FileExistsError):
            english, indonesian = "there is a file of that name", "ada berkas bernama sama"
        else:
            english, indonesian = str(error.strerror), cause(error)
        raise OptionError(
            f"The folder {folder.name} cannot be made: {english}.",
            id=f"Folder {folder.name} tidak dapat dibuat: {indonesian}.",
        ) from None


def _drop(temporary: str) -> None:
    if temporary:
        Path(temporary).unlink(missing_ok=True)
