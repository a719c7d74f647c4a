"""Answers, and what R makes of them: ``tests/statistics/reliability.json``, whose head says which packages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

ELEMENTS = [f"U{number}" for number in range(1, 10)]

Row = tuple[int | None, ...]


class Survey:
    """One set of answers: rows of nine, None where blank, the group of each, and the expected values."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.id: str = held["id"]
        self.rows: list[Row] = [
            tuple(None if sign == "-" else int(sign) for sign in row) for row in held["rows"].split()
        ]
        self.groups: list[str] = held["groups"].split() if "groups" in held else []
        self.expected: dict[str, Any] = held["expected"]

    @property
    def counted(self) -> Counter[Row]:
        """How many gave each row."""
        return Counter(self.rows)

    @property
    def complete(self) -> Counter[tuple[int, ...]]:
        """How many gave each row, of those without blanks."""
        return Counter(tuple(score for score in row if score is not None) for row in self.rows if None not in row)


def surveys() -> dict[str, Survey]:
    """Give every set, by its name."""
    path = Path(__file__).parents[1] / "statistics" / "reliability.json"
    return {held["id"]: Survey(held) for held in json.loads(path.read_text(encoding="utf-8"))["sets"]}
