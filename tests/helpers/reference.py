"""The integer data sets with values computed with R: `tests/statistics/reference.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ikm.tallies import Tally

ELEMENTS = tuple(f"U{number}" for number in range(1, 10))

Row = tuple[int | None, ...]


@dataclass(frozen=True)
class Reference:
    """One data set: rows of answers, none where blank, and what R makes of them."""

    id: str
    rows: tuple[Row, ...]
    expected: dict[str, Any]
    population: int | None = None
    groups: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    populations: dict[str, int] | None = None

    @property
    def complete(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if None not in row)

    def tally(self, *, moments: bool = True) -> Tally:
        return Tally.of_scores(ELEMENTS, self.rows, moments=moments)


@cache
def references() -> dict[str, Reference]:
    """Give the data sets by their names."""
    path = Path(__file__).parent.parent / "statistics" / "reference.json"
    sets = json.loads(path.read_text(encoding="utf-8"))["sets"]
    return {
        one["id"]: Reference(
            id=one["id"],
            rows=tuple(tuple(None if c == "-" else int(c) for c in row) for row in one["rows"].split()),
            expected=one["expected"],
            population=one.get("population"),
            groups=tuple(one.get("groups", "").split()),
            periods=tuple(one.get("periods", "").split()),
            populations=one.get("populations"),
        )
        for one in sets
    }


def without_each(expected: dict[str, Any]) -> list[float]:
    """Give the alphas without each element: by psych, or, where it drops one itself, by the formula."""
    found: list[float] = expected.get("alpha_if_deleted") or expected["alpha_if_deleted_direct"]
    return found
