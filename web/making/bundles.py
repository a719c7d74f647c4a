r"""Bundles: many files as one, the same bytes each time.

A line of JSON names each file and its length, then their bytes follow one another.  That is all an interpreter needs
which unpacks them in a browser (`engine/bundles.mjs`), and unlike an archive it holds no date and no owner.

>>> packed = bundle({"b.txt": b"two", "a.txt": b"one"})
>>> packed
b'[["a.txt",3],["b.txt",3]]\nonetwo'
>>> entries(packed)
{'a.txt': b'one', 'b.txt': b'two'}
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["bundle", "entries"]


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Pack files, in the order of their names."""
    named = sorted(files.items())
    head = json.dumps([[name, len(content)] for name, content in named], separators=(",", ":"))
    return b"".join([head.encode(), b"\n", *(content for _, content in named)])


def entries(packed: bytes) -> dict[str, bytes]:
    """Unpack what `bundle` packed."""
    head, _, rest = packed.partition(b"\n")
    files, at = {}, 0
    for name, length in json.loads(head):
        files[name] = rest[at : at + length]
        at += length
    return files
