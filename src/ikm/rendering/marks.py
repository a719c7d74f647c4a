"""Marks: how a file that ikm wrote is known again where it lies among surveys.

A workbook names its kind among its properties, which Excel keeps when it saves it; a table of elements has headings
that no survey has.

>>> from pathlib import Path
>>> print(made_as(Path("examples/ppid-2023.csv")), made_as(Path("examples/ppid-2023.xlsx")))
None None
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Literal

from ikm.findings import display
from ikm.reports import phrases

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.findings import Language

__all__ = ["COPY", "RESULT", "SEPARATORS", "made_as"]

COPY = "ikm check --mark"
"""The mark of a copy, whose original has the same respondents."""
RESULT = "ikm score --out"
"""The mark of a workbook of results."""
SEPARATORS: dict[Language, str] = {"id": ";", "en": ","}
"""What stands between the cells of a table of elements."""

_HEADINGS = ("unit", "code", "element", "total", "filled")
"""How the headings of a table of elements begin; that of one survey is without the first."""
_START, _PROPERTIES = 256, 1 << 16
"""How much is read of a table, and of a workbook's properties."""


def made_as(path: Path) -> Literal["result", "copy"] | None:
    """Tell whether ikm wrote a file, and as what: a result, or a marked copy, which holds the answers once more."""
    suffix = path.suffix.casefold()
    try:
        if suffix == ".csv":
            with path.open("rb") as table:
                return "result" if table.read(_START).removeprefix(codecs.BOM_UTF8).startswith(_heads()) else None
        if suffix == ".xlsx":
            return _made_workbook(path)
    except OSError:
        pass
    return None


def _heads() -> tuple[bytes, ...]:
    heads = []
    for lang, separator in SEPARATORS.items():
        say = phrases(lang)
        names = [f'"{display(say[name])}"' for name in _HEADINGS]
        heads += [separator.join(some).encode() for some in (names, names[1:])]
    return tuple(heads)


def _made_workbook(path: Path) -> Literal["result", "copy"] | None:
    import zipfile  # noqa: PLC0415 - only a folder with workbooks needs it

    try:
        with zipfile.ZipFile(path) as parts, parts.open("docProps/core.xml") as part:
            core = part.read(_PROPERTIES)
    except (KeyError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return None
    if COPY.encode() in core:
        return "copy"
    return "result" if RESULT.encode() in core else None
