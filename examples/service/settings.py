"""How much the service takes: every figure stands here, and is an option of the command too (`service.__main__`)."""

import os
from dataclasses import dataclass

import ikm

MIB = 1 << 20

LIMITS = ikm.Limits(
    text_bytes=8 * MIB, workbook_bytes=4 * MIB, part_bytes=24 * MIB, unpacked_bytes=32 * MIB, memory=96 * MIB,
    rows=50_000, columns=300, cells=500_000, sheets=50,
)  # fmt: skip
"""What a file may hold: the year of a large agency, several times over."""


@dataclass(frozen=True)
class Settings:
    """What one running service is given."""

    upload: int = 8 * MIB
    """Bytes of a request: the file and the fields around it."""
    receiving: float = 30
    """Seconds in which a request must have come, and its turn too."""
    seconds: float = 20
    """Seconds that scoring one file may take."""
    at_once: int = max(2, os.cpu_count() or 2)
    """Files scored at the same time, each in a process of its own."""
    places: int = 32
    """Files held at the same time: coming in, waiting, being scored.  Who finds no place is asked to come again."""
    memory: int = 512 * MIB
    """Bytes of memory a process may take, where the operating system can hold it to them."""
