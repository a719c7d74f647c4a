"""How much the service takes: every figure stands here, and is an option of the command too (`service.__main__`)."""

import os
from dataclasses import dataclass, field
from typing import Any

import ikm

MIB = 1 << 20

LIMITS = ikm.Limits(
    text_bytes=8 * MIB, workbook_bytes=4 * MIB, part_bytes=24 * MIB, unpacked_bytes=32 * MIB, memory=96 * MIB,
    rows=50_000, columns=300, cells=500_000, sheets=50,
)  # fmt: skip
"""What a file may hold: the year of a large agency, several times over."""


def setting(value: float, words: str) -> Any:  # noqa: ANN401 - a field, whose type stands where it is used
    """Make a setting that the command can tell of."""
    return field(default=value, metadata={"help": words})


@dataclass(frozen=True)
class Settings:
    """What one running service is given."""

    upload: int = setting(8 * MIB, "bytes of a request: the file and the fields around it")
    receiving: float = setting(30.0, "seconds in which a request must have come, and then its turn")
    seconds: float = setting(20.0, "seconds that scoring one file may take")
    at_once: int = setting(max(2, os.cpu_count() or 2), "files scored at the same time, each in a process of its own")
    places: int = setting(32, "files held at the same time: coming in, waiting, being scored")
    memory: int = setting(512 * MIB, "bytes of memory a process may take, where the system can hold it to them")
