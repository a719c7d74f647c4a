"""Saving: a file that is there whole, or as it was.

What is written is built beside its target and brought to the disk, then moved into its place.  So whoever looks sees
the old file or the new one, never half of one, and a process that is killed loses no file.  A file that is replaced
keeps its permissions, and a symbolic link stays a link.

>>> import tempfile
>>> from pathlib import Path
>>> with tempfile.TemporaryDirectory() as folder:
...     save(Path(folder) / "grafik.svg", b"<svg/>")
...     [(path.name, path.read_bytes()) for path in Path(folder).iterdir()]
[('grafik.svg', b'<svg/>')]
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

__all__ = ["Piece", "here", "save"]

_BINARY = getattr(os, "O_BINARY", 0)
_ONE_NAME = (OSError, NotImplementedError)
"""What a second name for a file raises where files have one name only: on this disk, or on the whole system."""


def save(path: str | Path, content: bytes) -> None:
    """Write a file; one that is there is replaced."""
    piece = Piece(Path(path), force=True)
    try:
        piece.build(content)
        piece.place()
    finally:
        piece.clean_up()


def here(path: Path) -> os.stat_result | None:
    """Give the status of what is there; none where nothing is, or nothing can be known."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


class Piece:
    """One output on its way: built under one name beside its target, while a second name may keep the old file."""

    def __init__(self, target: Path, *, force: bool) -> None:
        self.target = target
        self._real = Path(os.path.realpath(target))
        self._force = force
        name = f".ikm-{secrets.token_hex(8)}"
        self._new, self._old = self._real.with_name(f"{name}.tmp"), self._real.with_name(f"{name}.old")
        self._placed = self._stays = False

    @property
    def folder(self) -> Path:
        """The folder it will lie in."""
        return self._real.parent

    def build(self, content: bytes) -> None:
        """Write the content beside the target, with the permissions it will have, and bring it to the disk."""
        there = here(self._real)
        mode = 0o666 if there is None else 0o600  # until it has those of the old file
        out = os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(out, left) :]
            if there is not None:
                self._become_like(there)
            os.fsync(out)
        finally:
            os.close(out)

    def _become_like(self, there: os.stat_result) -> None:
        import shutil  # noqa: PLC0415 - only who replaces a file needs it

        with contextlib.suppress(OSError, AttributeError):  # no right to, or no owners on this system
            os.chown(self._new, there.st_uid, there.st_gid)
        with contextlib.suppress(PermissionError):  # a shared folder that gives everything the same permissions
            shutil.copystat(self._real, self._new)
            os.utime(self._new)

    def keep_old(self) -> None:
        """Give the old file a second name, so that it can be put back; a copy where files have one name only."""
        if here(self._real) is None:
            return
        try:
            self._old.hardlink_to(self._real)
        except _ONE_NAME:
            import shutil  # noqa: PLC0415 - as above

            shutil.copy2(self._real, self._old)

    def place(self) -> None:
        """Move the new file into place; without ``force`` over nothing, also if a file has come there meanwhile."""
        if self._force:
            self._new.replace(self._real)
        elif os.name == "nt":
            self._new.rename(self._real)
        else:
            try:
                self._real.hardlink_to(self._new)
            except FileExistsError:
                raise
            except _ONE_NAME as error:
                if here(self._real) is not None:
                    raise FileExistsError from error
                self._new.replace(self._real)
        self._placed = True

    def put_back(self) -> str | None:
        """Undo the move; give the words for what stays changed, if it cannot be undone."""
        if not self._placed:
            return None
        had = here(self._old) is not None
        try:
            if had:
                self._old.replace(self._real)
            else:
                self._real.unlink()
        except OSError:
            self._stays = True
            return f"{self.target} (→ {self._old.name})" if had else str(self.target)
        return None

    def clean_up(self) -> None:
        """Remove what is not needed any more; the old file stays where it could not be put back."""
        for path in (self._new,) if self._stays else (self._new, self._old):
            with contextlib.suppress(OSError):
                path.unlink()
