"""Records: the frozen models that several stages fill and give on.

A finding in words, what became of every row, when the answers came in, where a figure comes from, and what is printed
when data is refused.  Every result is made of them; none computes anything.

>>> from ikm.records import Ledger
>>> ledger = Ledger(read=12, header=1, blank=0, not_respondents=1, unanswered=0, refused=0, outside_period=0,
...                 duplicates=0, used=10)
>>> ledger.adds_up()
True
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - pydantic reads annotations when the class is made
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["FindingRecord", "FrozenModel", "Ledger", "Provenance", "Refusal", "Span"]


class FrozenModel(BaseModel):
    """A result: it cannot be changed, knows its fields, and holds no infinity and no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants", allow_inf_nan=False)


class FindingRecord(FrozenModel):
    """One finding, in words."""

    code: str
    severity: Literal["error", "warning", "notice"]
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    message: str
    expected: str = ""
    action: str = ""


class Ledger(FrozenModel):
    """What became of every row of the input; the other parts add up to ``read``."""

    read: int = Field(description="rows of the sheet, from the first to the last that holds something")
    header: int = Field(description="the header row and everything above it")
    blank: int = Field(description="rows with nothing in them")
    not_respondents: int = Field(description="totals, averages and repeated headers")
    unanswered: int = Field(description="respondents who answered no element")
    refused: int = Field(description="rows whose answers cannot be used")
    outside_period: int = Field(description="respondents outside the period asked for")
    duplicates: int = Field(description="exact copies left out because the caller chose so")
    used: int = Field(description="respondents counted")

    def adds_up(self) -> bool:
        """Tell whether every row is accounted for."""
        parts: dict[str, int] = self.model_dump(exclude={"read"})
        return sum(parts.values()) == self.read


class Span(FrozenModel):
    """The first and last moment of answering, as far as the survey has timestamps."""

    first: datetime
    last: datetime


class Provenance(FrozenModel):
    """Where a result comes from: enough to make it again and to prove that it is the same."""

    ikm_version: str
    regulation: str
    regulation_sha256: str
    questionnaire: str | None = None
    input_name: str | None = None
    input_sha256: str | None = None
    sheet: str | None = None
    options: dict[str, Any]
    rows: Ledger | None = None
    columns: dict[str, str] | None = Field(default=None, description="column letter or letters of each element")


class Refusal(FrozenModel):
    """What ``--json`` prints when the data is refused: the findings, and no figure."""

    findings: tuple[FindingRecord, ...]
    findings_total: dict[str, int]
    provenance: Provenance
