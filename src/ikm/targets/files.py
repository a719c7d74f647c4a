r"""Files: a performance table as a TOML file, a table ``[[indikator]]`` (or ``[[indicators]]``) for each of its rows.

>>> text = '''judul = "Capaian Kinerja 2023"
... [[indikator]]
... nama = "IKM layanan PPID"
... target = 81
... realisasi = 83,96
... '''
>>> table = parse_performance(text, "kinerja.toml")
>>> table.title, table.indicators[0].name
('Capaian Kinerja 2023', 'IKM layanan PPID')
>>> parse_performance('[[indikator]]\nname = "IKM"\ntarget = 81\nrealisai = 80', "kinerja.toml")
Traceback (most recent call last):
    ...
ikm.errors.DefinitionError: kinerja.toml, line 4: there is no 'indikator.realisai'; did you mean 'realisasi'?
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

from contextlib import suppress
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ikm.arguments import contents_of
from ikm.errors import OptionError
from ikm.regulation import parse_definition
from ikm.surveys import Options, Words
from ikm.targets.rows import PerformanceRow

__all__ = ["PerformanceFile", "parse_performance", "read_performance"]

_OTHERS = {".csv", ".json"}
"""Endings of text files that are something else, whatever stands in them."""


class PerformanceFile(Options):
    """What the file of a performance table may say."""

    title: Annotated[str | None, Field(validation_alias="judul", description="The title of the table.")] = None
    unit: Annotated[str | None, Field(description="Whose performance it is.")] = None
    period: Annotated[Words | None, Field(validation_alias="periode", description="The year.")] = None
    mean_printed: Annotated[
        Words | None,
        Field(validation_alias="rata_rata_tercetak", description="The mean as a report prints it, in percent: `113`."),
    ] = None
    indicators: Annotated[
        list[PerformanceRow],
        Field(min_length=1, validation_alias="indikator", description="The indicators, a table each."),
    ]


def parse_performance(text: str, name: str) -> PerformanceFile:
    """Read the text of a performance table; ``name`` stands in the messages.

    Raises
    ------
    DefinitionError
        With every mistake, each with its line.
    """
    return parse_definition(text, PerformanceFile, name, as_typed=True)


def read_performance(path: str | Path) -> PerformanceFile:
    """Read a performance table from its file.

    Raises
    ------
    OptionError
        If it cannot be read.
    DefinitionError
        If it holds mistakes.
    """
    place = Path(path)
    data = contents_of(place)
    with suppress(UnicodeDecodeError):
        if place.suffix.casefold() not in _OTHERS:
            return parse_performance(data.decode("utf-8-sig"), place.name)
    raise OptionError(
        f"{place.name} is no performance table: that is a TOML file in UTF-8, such as examples/kinerja-2023.toml.",
        id=f"{place.name} bukan tabel kinerja: tabel itu berkas TOML (UTF-8), misalnya examples/kinerja-2023.toml.",
    )
