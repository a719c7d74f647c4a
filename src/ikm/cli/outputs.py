"""Outputs: writing files beside other people's files without ever harming one.

All outputs of a run are there whole, or none is.  Each is built under a temporary name in its target's folder and
brought to the disk; then all are moved into place, and should a move fail, those before it are moved back.  So whoever
looks sees the old file or the new one, never half of one, and a process that is killed loses no file either.

A target that is there is written over only with ``force``, and keeps its permissions; a symbolic link stays a link, and
the file it leads to is replaced.  Of a file with several names (hard links) the one that is named is replaced, and the
others keep what they have.  What this run reads is never written over, under whatever name.

A killed process may leave ``.ikm-….tmp`` (what it was writing) and ``.ikm-….old`` (what it was replacing) in the
folder.  Nobody needs them; what is older than a day is removed when ikm next writes there.

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
import re
import stat
import time
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.cli.interruption import RUN, held
from ikm.errors import OptionError, cause
from ikm.findings import display
from ikm.saving import Piece, here

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["is_folder", "make_folder", "refuse_target", "refuse_targets", "tidy", "write_file", "write_files"]

_OURS = re.compile(r"\.ikm-[0-9a-f]{16}\.(?:tmp|old)")
_DAY = 24 * 60 * 60
_SHOWN = 60
"""How much of a name is shown that is too long to be one."""


def refuse_target(target: Path, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Refuse a target that may not be written, before any work is done; see `refuse_targets`."""
    refuse_targets([target], force=force, inputs=inputs)


def refuse_targets(targets: Sequence[Path], *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Refuse targets that may not or cannot be written, before any work is done.

    Parameters
    ----------
    targets : sequence of Path
        The outputs of this run.
    force : bool
        Whether an existing file may be replaced.
    inputs : iterable of Path
        What this run reads.

    Raises
    ------
    OptionError
        If one is an input or another output (under whatever name), is there already and ``force`` is not given, is no
        file, or lies where nothing can be written; the words say what to do.
    """
    read = [there for path in inputs if (there := here(path)) is not None]
    met: dict[str, Path] = {}
    for target in targets:
        there = _status(target)
        if there is not None:
            _refuse_existing(target, there, read, force=force)
        real = Path(os.path.realpath(target))
        _refuse_folder(real)
        for key in ({f"{there.st_dev}/{there.st_ino}"} if there is not None else set()) | {_alike(real)}:
            if (other := met.setdefault(key, target)) is not target:
                raise OptionError(
                    f"{other} and {target} are one and the same file; give each output a name of its own.",
                    id=f"{other} dan {target} adalah berkas yang sama; beri setiap berkas hasil nama yang berbeda.",
                )
    RUN.wanted += [str(target) for target in targets]


def write_file(target: Path, content: bytes, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Write a file whole or not at all; see `write_files`."""
    write_files([(target, content)], force=force, inputs=inputs)


def write_files(outputs: Sequence[tuple[Path, bytes]], *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Write files, all of them whole or none.

    Parameters
    ----------
    outputs : sequence of tuple
        Where, and what.
    force : bool
        Whether existing files may be replaced.
    inputs : iterable of Path
        Files that must never be written over.

    Raises
    ------
    OptionError
        If a target may not be written, or cannot be; the words say what was changed, and what to do.
    """
    refuse_targets([target for target, _ in outputs], force=force, inputs=inputs)
    pieces = [Piece(target, force=force) for target, _ in outputs]
    try:
        for piece, (_, content) in zip(pieces, outputs, strict=True):
            try:
                piece.build(content)
            except OSError as error:
                raise _unwritten(piece.target, error, []) from None
        with held():
            _move(pieces)
    finally:
        with held():
            for piece in pieces:
                piece.clean_up()
    for piece in pieces:
        tidy(piece.folder)


def _move(pieces: Sequence[Piece]) -> None:
    """Move all pieces into place, or put back those that were moved."""
    at = Path()
    try:
        for piece in pieces if len(pieces) > 1 else ():
            at = piece.target
            piece.keep_old()
        for piece in pieces:
            at = piece.target
            piece.place()
    except BaseException as error:
        back = [piece.put_back() for piece in reversed(pieces)]
        changed = [words for words in reversed(back) if words is not None]
        RUN.written += changed
        if isinstance(error, OSError):
            raise _unwritten(at, error, changed) from None
        raise
    RUN.written += [str(piece.target) for piece in pieces]


@cache
def tidy(folder: Path) -> None:
    """Remove what killed processes left in a folder more than a day ago; once in a run."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _OURS.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode) and max(status.st_mtime, status.st_ctime) < time.time() - _DAY:
                    Path(entry.path).unlink()


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
            english, indonesian = str(error.strerror or error), cause(error)
        raise OptionError(
            f"The folder {folder.name} cannot be made: {english}.",
            id=f"Folder {folder.name} tidak dapat dibuat: {indonesian}.",
        ) from None
    tidy(folder)


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there; a name that cannot be one names none."""
    there = here(path)
    return there is not None and stat.S_ISDIR(there.st_mode)


def _status(target: Path) -> os.stat_result | None:
    """Give the status of a target; none where nothing is there."""
    try:
        return target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        name = display(target.name, _SHOWN)
        raise OptionError(
            f"{name} cannot be written: {error.strerror or error}. Nothing was changed; choose another name.",
            id=f"{name} tidak dapat ditulis: {cause(error)}. Tidak ada berkas yang berubah; gunakan nama lain.",
        ) from None


def _alike(real: Path) -> str:
    """Write a path so that those are alike which some system takes for one."""
    return unicodedata.normalize("NFC", str(real)).casefold()


def _refuse_existing(target: Path, there: os.stat_result, read: Iterable[os.stat_result], *, force: bool) -> None:
    name = target.name
    if stat.S_ISDIR(there.st_mode):
        raise OptionError(
            f"{name} is a folder; give the name of a file in it.",
            id=f"{name} adalah folder; ketik nama berkas di dalamnya.",
        )
    if any(os.path.samestat(there, one) for one in read):
        raise OptionError(
            f"{name} is read by this command; choose another name for the output.",
            id=f"{name} adalah berkas yang dibaca perintah ini; gunakan nama lain untuk berkas hasil.",
        )
    if not stat.S_ISREG(there.st_mode):
        raise OptionError(
            f"{name} is a device or a pipe, not a file; give the name of a file.",
            id=f"{name} adalah perangkat atau pipa, bukan berkas; ketik nama sebuah berkas.",
        )
    if not force:
        raise OptionError(
            f"{name} is there already; choose another name, or overwrite it with --force.",
            id=f"{name} sudah ada; pilih nama lain, atau timpa dengan --timpa.",
        )
    if not there.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise OptionError(
            f"{name} may only be read; choose another name, or allow writing to it first.",
            id=f"{name} hanya boleh dibaca; gunakan nama lain, atau izinkan dahulu penulisannya.",
        )


def _refuse_folder(real: Path) -> None:
    folder = real.parent
    if folder.is_dir():
        if not os.access(folder, os.W_OK | os.X_OK):
            raise OptionError(
                f"The folder {folder} may not be written to; choose another folder.",
                id=f"Folder {folder} tidak boleh ditulisi; pilih folder lain.",
            )
    elif folder.exists():
        raise OptionError(
            f"{folder} is a file, not a folder; choose another folder for {real.name}.",
            id=f"{folder} adalah berkas, bukan folder; pilih folder lain untuk {real.name}.",
        )
    else:
        raise OptionError(
            f"The folder {folder} is not there; make it first, or choose another folder.",
            id=f"Folder {folder} tidak ada; buat dahulu foldernya, atau pilih folder lain.",
        )


def _unwritten(target: Path, error: OSError, changed: Sequence[str]) -> OptionError:
    """Say why an output could not be written, what was changed all the same, and what to do."""
    name = target.name
    if isinstance(error, FileExistsError):
        english, indonesian = "meanwhile a file of that name has come there", "sementara itu ada berkas bernama sama"
    elif isinstance(error, PermissionError):
        english, indonesian = "it is locked, or may not be written", "terkunci, atau tidak boleh ditulisi"
    else:
        english, indonesian = str(error.strerror or error), cause(error)
    if changed:
        kept = (f"Changed already: {', '.join(changed)}.", f"Sudah berubah: {', '.join(changed)}.")
    else:
        kept = ("Nothing was changed.", "Tidak ada berkas yang berubah.")
    if isinstance(error, PermissionError):
        todo = (
            " If it is open in Excel or another program, close it there; else choose another folder.",
            " Jika sedang terbuka di Excel atau program lain, tutup dahulu; jika tidak, pilih folder lain.",
        )
    else:
        todo = ("", "")
    return OptionError(
        f"{name} cannot be written: {english}. {kept[0]}{todo[0]}",
        id=f"{name} tidak dapat ditulis: {indonesian}. {kept[1]}{todo[1]}",
    )
