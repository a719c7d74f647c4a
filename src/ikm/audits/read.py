"""Reading: a published table from a file, a mapping, or a workbook.

JSON and TOML are read so that every figure keeps the decimals it is written with, also where it is no text.

>>> from ikm.audits.read import read_table
>>> read_table("examples/audit-ppid-2023.json").table.n
134
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ikm.arguments import WrittenFloat, contents_of
from ikm.audits.table import table_of
from ikm.audits.workbooks import ReadTable, read_workbook
from ikm.errors import OptionError
from ikm.findings import Typed

__all__ = ["read_table"]

_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".json", ".toml")

_LARGEST = 16 << 20
"""Bytes: more than any table has."""


def read_table(source: Mapping[str, Any] | str | Path, sheet: str | int | None = None) -> ReadTable:
    """Read a published table.

    Parameters
    ----------
    source : mapping, str or Path
        The table, or the path of a file that holds it: ``.json`` or ``.toml``; or of a processing sheet, ``.xlsx``.
    sheet : str or int, optional
        Which sheet of a workbook, by its name or its number from 1; else the first processing sheet.

    Raises
    ------
    OptionError
        If there is no such file, it cannot be read, or it holds no table; the words say what to do.
    SourceError
        If a workbook is damaged or unsafe.
    """
    if isinstance(source, Mapping):
        return ReadTable(table_of(source))
    if not isinstance(source, (str, Path)):
        raise OptionError(
            f"A table is a dict or the path of a .json, .toml or .xlsx file; got {type(source).__name__}."
        )
    path = Path(source)
    data = _bytes(path)
    if path.suffix.casefold() in _WORKBOOKS:
        return read_workbook(data, path.name, sheet)
    if sheet is not None:
        raise OptionError(
            f"{path.name} has no sheets; leave sheet {sheet!r} out.",
            id=f"{path.name} tidak memiliki lembar kerja; hapus {Typed('sheet')}.",
            about=("sheet",),
        )
    return ReadTable(table_of(_parsed(path, data)))


def _bytes(path: Path) -> bytes:
    data = contents_of(path, most=_LARGEST)
    if len(data) > _LARGEST:
        raise OptionError(
            f"{path.name} is larger than {_LARGEST >> 20} MB, which no published table is.",
            id=f"{path.name} lebih besar dari {_LARGEST >> 20} MB; tabel yang diterbitkan tidak sebesar itu.",
        )
    return data


def _parsed(path: Path, data: bytes) -> Mapping[str, Any]:
    ending = path.suffix.casefold()
    try:
        text = data.decode("utf-8-sig")
        given = (
            tomllib.loads(text, parse_float=WrittenFloat)
            if ending == ".toml"
            else json.loads(text, parse_float=WrittenFloat)
        )
    except (ValueError, RecursionError) as error:
        if ending not in _TEXTS:
            raise OptionError(
                f"{path.name} is no table to audit: type it into a .json or .toml file, or give the processing sheet "
                "(.xlsx).",
                id=f"{path.name} bukan tabel yang dapat diaudit: ketik tabelnya ke berkas .json atau .toml, atau "
                "berikan lembar pengolahannya (.xlsx).",
            ) from None
        kind = ending[1:].upper()
        raise OptionError(
            f"{path.name} cannot be read as {kind}: {error}.",
            id=f"{path.name} tidak dapat dibaca sebagai {kind}: {error}.",
        ) from None
    if not isinstance(given, Mapping):
        raise OptionError(
            f"{path.name} holds no table: a table is an object with n_respondents, ikm_as_printed and elements.",
            id=f"{path.name} tidak memuat tabel: isinya objek dengan n_respondents, ikm_as_printed, dan elements.",
        )
    return given
