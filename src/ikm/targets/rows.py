"""Rows: a row of a performance table as it is given, by its English or its Indonesian names.

>>> row = PerformanceRow.model_validate({"nama": "IKM layanan PPID", "target": 81, "realisasi": "83,96"})
>>> row.name, row.realisation
('IKM layanan PPID', '83,96')
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ikm.surveys import Options
from ikm.targets.readings import read_aim

__all__ = ["Direction", "PerformanceRow"]

Direction = Literal["higher", "lower"]

_DIRECTIONS = {"naik": "higher", "turun": "lower"}
"""What people call the direction in which an indicator is better."""


def _written(value: object) -> object:
    """Hold a figure to what can be read, so that a wrong one is refused where it stands."""
    read_aim(value)
    return value


_Figure = Annotated[Any, BeforeValidator(_written)]


class PerformanceRow(Options):
    """A row of the table: an indicator, what was aimed at, what came of it."""

    name: Annotated[str, Field(min_length=1, validation_alias="nama", description="What the indicator is called.")]
    target: Annotated[_Figure, Field(description='The target of the year, as it is written: `81`, `"< 20 %"`.')] = None
    realisation: Annotated[
        _Figure, Field(validation_alias="realisasi", description="What was reached; left out where it is not known.")
    ] = None
    direction: Annotated[
        Direction | None,
        BeforeValidator(lambda said: _DIRECTIONS.get(said, said) if isinstance(said, str) else said),
        Field(
            validation_alias="arah",
            description='Whether more is better (`"higher"`, `"naik"`) or less (`"lower"`, `"turun"`), where the '
            "target does not say.",
        ),
    ] = None
    midterm: Annotated[
        _Figure,
        Field(
            validation_alias="target_menengah",
            description="The target of the last year of the plan (jangka menengah, Renstra).",
        ),
    ] = None
    printed: Annotated[
        _Figure,
        Field(validation_alias="tercetak", description="The achievement as a report prints it, in percent: `103`."),
    ] = None
    provisional: Annotated[
        bool, Field(validation_alias="sementara", description="Whether the realisation is not final yet.")
    ] = False
