r"""Getting at the bytes: a path, bytes, or an open binary file, read once and hashed as they are read.

A path must lead to a regular file: a folder, a pipe, an endless device, a missing name, Excel's lock file
each get their own words.  The content decides everything else (`ikm.sources.kinds`).

>>> from ikm.sources.inputs import Input
>>> with Input(b"U1\n4\n") as source:
...     head = source.peek()
...     rest = source.everything(1000, "text_bytes")
>>> rest, source.size, source.sha256[:8]
(b'U1\n4\n', 5, '5d02bc39')
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import stat
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from ikm.errors import OptionError, SourceError
from ikm.findings import display
from ikm.sources.refusals import both, refusal, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

__all__ = ["BLOCK", "HEAD", "FileSource", "Input"]

FileSource: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO"

HEAD = 1 << 16
"""How many bytes are looked at to tell what a file is."""

BLOCK = 1 << 20
"""How many bytes are read at a time."""

_NAME = 120


class Input:
    """One source of bytes, open for a single reading.

    Parameters
    ----------
    source : path, bytes-like or binary file
        Where the bytes come from.  An open file is read from its start, where it can be
        rewound, and left open.
    name : str
        What to call a source that has no name of its own: bytes, an upload, standard input.
    """

    def __init__(self, source: FileSource, name: str = "") -> None:
        self.size = 0
        self.name = ""
        self._hash = hashlib.sha256()
        self._owned = True
        if isinstance(source, (bytes, bytearray, memoryview)):
            self._stream: BinaryIO = io.BytesIO(source)
        elif isinstance(source, (str, os.PathLike)):
            self._stream = _open(source)
            self.name = display(os.path.basename(os.fspath(source)), _NAME)  # noqa: PTH119  # a str is enough
        elif callable(getattr(source, "read", None)):
            self._stream, self._owned = source, False
            # An upload that was hashed or stored before stands at its end; a file is meant from its start.
            with contextlib.suppress(AttributeError, OSError, ValueError):
                source.seek(0)
            own = getattr(source, "name", "")  # a number where the file was opened by its descriptor
            own = os.path.basename(own) if isinstance(own, str) else ""  # noqa: PTH119  # a str is enough
            self.name = display(own, _NAME)
        else:
            raise OptionError(
                f"A {type(source).__name__} is no survey: give a path, bytes, an open binary file, or a table (a data "
                f"frame, a mapping of columns, a list of rows).{_instead(source)}"
            )
        if name:
            self.name = display(name.replace("\\", "/").rpartition("/")[2], _NAME)
        self._head = b""

    def __enter__(self) -> Input:  # noqa: PYI034  # Self needs no subclassing here
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._owned:
            self._stream.close()

    @property
    def sha256(self) -> str:
        """The hash of the bytes handed out so far."""
        return self._hash.hexdigest()

    @property
    def length(self) -> int | None:
        """How many bytes there are in all; none where that shows only at the end."""
        try:
            place = self._stream.tell()
            length = self._stream.seek(0, io.SEEK_END)
            self._stream.seek(place)
        except (AttributeError, OSError, ValueError):
            return None
        return length if isinstance(length, int) else None

    def peek(self) -> bytes:
        """Look at the first bytes without using them up."""
        while len(self._head) < HEAD:
            block = self._read(HEAD - len(self._head))
            if not block:
                break
            self._head += block
        return self._head

    @property
    def shareable(self) -> bool:
        """Whether another thread may go on reading: bytes or a file, which never keep it waiting."""
        known = isinstance(self._stream, (io.BytesIO, io.FileIO, io.BufferedReader))
        return known and self.length is not None

    def blocks(self, limit: int, limit_name: str, size: int = BLOCK) -> Iterator[bytes]:
        """Hand out the bytes in blocks, counting and hashing each.

        Parameters
        ----------
        limit : int
            How many bytes there may be in all.
        limit_name : str
            The field of `Limits` it stands in.
        size : int
            The bytes of a block.

        Raises
        ------
        SourceError
            When there are more than ``limit`` bytes, or reading fails.
        """
        head, self._head = self._head, b""
        block, head = head[:size], head[size:]
        block = block or self._read(size)
        while block:
            self.size += len(block)
            if self.size > limit:
                raise too_large(
                    limit_name, limit, both("ukuran berkasnya lebih dari itu (byte)", "it holds more bytes than that")
                )
            self._hash.update(block)
            yield block
            block, head = head[:size], head[size:]
            block = block or self._read(size)

    def everything(self, limit: int, limit_name: str) -> bytes:
        """Hand out all bytes at once."""
        return b"".join(self.blocks(limit, limit_name))

    def _read(self, number: int) -> bytes:
        try:
            block = self._stream.read(number)
        except (OSError, ValueError, EOFError) as error:
            raise _not_readable(self.name, error) from error
        if isinstance(block, str):
            raise OptionError(
                'The file is open as text; open it with mode "rb". A text in memory is given as bytes: text.encode().'
            )
        return block or b""


_WEB = re.compile(r"(?:https?|ftps?|s3|gs|abfss?|file):/", re.IGNORECASE)
"""How an address of the web begins; a path object has lost one of its strokes."""

_STROKES = re.compile(r"^(\w+:)/(?!/)")
"""Where it was lost."""

_INSTEAD = {
    "IKMResult": " A result is scored already.",
    "AgencyResult": " A result is scored already; result.units holds its units.",
    "TallyFile": " Of a tally file its counts are scored: file.tally.",
    "CheckReport": " Score what was checked, not the report.",
    "generator": " Rows that are made one by one are put into a list first: list(rows).",
    "DataFrameGroupBy": " The groups of a frame are units: ikm.score_agency(dict(list(groups))).",
    "SurveyFile": " A survey file is given beside the data: survey=….",
}
"""What to do with things that people try, by the names of their types."""


def _instead(source: object) -> str:
    return _INSTEAD.get(type(source).__name__, "")


def _path_of(path: str | os.PathLike[str]) -> str:
    """Write a path as text; an address of the web is none."""
    text = os.fspath(path)
    if isinstance(text, bytes):
        text = os.fsdecode(text)
    if _WEB.match(text):
        raise refusal("file-is-address", name=display(_STROKES.sub(r"\1//", text, 1), _NAME))
    return text


def _open(path: str | os.PathLike[str]) -> BinaryIO:
    text = _path_of(path)
    name = display(os.path.basename(text.rstrip("/\\")) or text, _NAME)  # noqa: PTH119  # a str is enough
    try:
        before = os.stat(text)  # noqa: PTH116  # a str is enough
        if stat.S_ISDIR(before.st_mode):
            raise refusal("file-is-folder", name=name, hint=_tables_in(text))
        if not stat.S_ISREG(before.st_mode):
            raise refusal("file-not-regular", name=name)
        if name.startswith("~$"):
            raise refusal("file-is-lock", name=name, real=name[2:])
        # Non-blocking, because the name may lead to a pipe by now: opening that would wait for ever.
        handle = os.open(text, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise refusal("file-not-regular", name=name)
        return os.fdopen(handle, "rb", buffering=0)
    except (FileNotFoundError, NotADirectoryError) as error:
        _refuse_content(text)
        raise refusal("file-missing", name=name, hint=_nearest(text)) from error
    except PermissionError as error:
        raise refusal("file-no-permission", name=name) from error
    except SourceError:
        raise
    except (OSError, ValueError) as error:
        _refuse_content(text)
        raise _not_readable(name, error) from error


def _refuse_content(text: str) -> None:
    """Say that a text is a file's content where it should be its name."""
    if text.lstrip().startswith(("{", "[")):
        raise OptionError(
            "This text is JSON, and a text is taken for the name of a file. Make a table of it first, as with "
            "pandas.read_json."
        )
    if "\n" in text:
        raise OptionError(
            "This text is the content of a table, and a text is taken for the name of a file. Give it as bytes: "
            "text.encode()."
        )


def _not_readable(name: str, error: Exception) -> SourceError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return refusal("file-not-readable", name=name or "?", reason=display(reason))


def _tables_in(folder: str) -> dict[str, str]:
    try:
        names = sorted(
            n
            for n in os.listdir(folder)  # noqa: PTH208  # only names are shown
            if n.lower().endswith((".xlsx", ".csv", ".xls", ".ods")) and not n.startswith("~$")
        )
    except OSError:
        names = []
    return _hint("Di dalamnya ada", "It holds", names[:3])


def _nearest(path: str) -> dict[str, str]:
    from difflib import get_close_matches  # noqa: PLC0415  # only for this message

    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208  # only names are shown
    except OSError:
        names = []
    plain = {entry.casefold(): entry for entry in sorted(names)[:5000]}
    whole = [entry for entry in plain if os.path.splitext(entry)[0] == name.casefold()]  # noqa: PTH122  # a str is enough
    near = dict.fromkeys([*whole, *get_close_matches(name.casefold(), plain, 3, 0.6)])
    return _hint("Yang mirip namanya", "Names like it", [plain[entry] for entry in near][:3])


def _hint(indonesian: str, english: str, names: list[str]) -> dict[str, str]:
    if not names:
        return both("", "")
    listed = ", ".join(display(name, _NAME) for name in names)
    return both(f" {indonesian}: {listed}.", f" {english}: {listed}.")
