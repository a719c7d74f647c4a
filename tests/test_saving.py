"""What an object saves of itself replaces a file whole, or leaves it as it was."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

import ikm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RESULT = ikm.score([[4] * 9])
SAVED: dict[str, Callable[[Path], None]] = {
    "grafik.svg": lambda path: RESULT.plot().save(path),
    "hasil.xlsx": RESULT.to_excel,
}


@pytest.mark.parametrize("name", SAVED)
def test_a_full_disk_leaves_the_file_as_it_was(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    target = tmp_path / name
    target.write_bytes(b"lama")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="full"):
            SAVED[name](target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: b"lama"}
    SAVED[name](target)
    assert target.read_bytes() != b"lama"
    assert [path.name for path in tmp_path.iterdir()] == [name]
