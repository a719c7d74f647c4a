"""A reader of ikm's JSON as it was before ``format`` and ``version`` stood in it, frozen: what it reads must stay.

Every name is required, and names it does not know are ignored.  Never edit it to make a test pass.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Reader(BaseModel):
    """Strict about what it knows."""

    model_config = ConfigDict(extra="ignore")


class ElementResult(Reader):
    key: str
    code: str
    name: str
    total: float | int
    filled: int
    blank: int
    counts: dict[str, int]
    nrr: float
    nrr_exact: str
    weight: float
    nrr_weighted: float
    nrr_weighted_exact: str
    ikm: float
    mutu: str
    kinerja: str


class Alternative(Reader):
    weight: str
    weight_exact: str
    ikm: float
    mutu: str


class Blanks(Reader):
    respondents: int | None
    answers: int
    missing: Literal["available", "complete"]
    other_missing: Literal["available", "complete"]
    other_respondents: int | None
    other_ikm: float | None
    other_mutu: str | None


class Sample(Reader):
    population: int
    required: int
    achieved: int | None
    sufficient: bool | None
    method: str
    printed: int | None


class Target(Reader):
    value: float
    achievement_percent: float
    reached: bool


class Span(Reader):
    first: datetime
    last: datetime


class GroupResult(Reader):
    group: dict[str, str | None]
    respondents: int | None
    ikm: float | None
    mutu: str | None
    kinerja: str | None
    hidden: bool
    merged: int


class FindingRecord(Reader):
    code: str
    severity: Literal["error", "warning", "notice"]
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str
    expected: str
    action: str


class Ledger(Reader):
    read: int
    header: int
    blank: int
    not_respondents: int
    unanswered: int
    refused: int
    outside_period: int
    duplicates: int
    used: int


class Provenance(Reader):
    ikm_version: str
    regulation: str
    regulation_sha256: str
    questionnaire: str | None
    input_name: str | None
    input_sha256: str | None
    sheet: str | None
    options: dict[str, Any]
    rows: Ledger | None
    columns: dict[str, str] | None


class IKMResult(Reader):
    ikm: float
    mutu: str
    kinerja: str
    weight: str
    respondents: int
    elements: tuple[ElementResult, ...]
    ikm_exact: str
    weight_exact: str | None
    nrr_weighted: float
    alternatives: tuple[Alternative, ...]
    grade_depends_on_weight: bool
    grade_depends_on_rounding: bool
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    blanks: Blanks | None
    sample: Sample | None
    target: Target | None
    period: Span | None
    groups: tuple[GroupResult, ...] | None
    findings: tuple[FindingRecord, ...]
    findings_total: dict[str, int]
    provenance: Provenance


class Refusal(Reader):
    findings: tuple[FindingRecord, ...]
    findings_total: dict[str, int]
    provenance: Provenance


class UnitResult(Reader):
    unit: str
    input: str | None
    scored: bool
    population: int | None
    result: IKMResult | None
    refusal: Refusal | None


class AgencyFigure(Reader):
    method: Literal["pooled", "mean", "weighted"]
    name: str
    ikm: float | None
    mutu: str | None
    kinerja: str | None
    ikm_exact: str | None
    reason: str | None


class Agency(Reader):
    units: int
    scored: int
    refused: int
    respondents: int
    figures: tuple[AgencyFigure, ...]
    grade_depends_on_method: bool
    pooled: IKMResult | None
    findings: tuple[FindingRecord, ...]


class AgencyResult(Reader):
    units: tuple[UnitResult, ...]
    agency: Agency


class SheetNotRead(Reader):
    name: str
    state: str


class SourceReport(Reader):
    name: str
    kind: str
    size: int
    sha256: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets_not_read: tuple[SheetNotRead, ...]
    hidden_rows: int
    header_row: int | None


class ColumnReport(Reader):
    letter: str
    header: str
    role: str
    element: str | None
    code: str | None
    reason: str
    sure: bool


class CodeTotal(Reader):
    code: str
    severity: Literal["error", "warning", "notice"]
    count: int


class Outlook(Reader):
    missing: Literal["available", "complete"]
    respondents: int
    ikm: float | None
    mutu: str | None


class CheckReport(Reader):
    source: SourceReport
    columns: tuple[ColumnReport, ...]
    ledger: Ledger
    errors: int
    scorable: bool
    scorable_with_blanks: bool
    totals: tuple[CodeTotal, ...]
    findings: tuple[FindingRecord, ...]
    findings_total: dict[str, int]
    outlooks: tuple[Outlook, ...]
    provenance: Provenance


class TallyInput(Reader):
    name: str | None
    sha256: str | None
    sheet: str | None
    respondents: int
    period: Span | None


class Unusable(Reader):
    element: str
    code: str
    answers: int


class PairRecord(Reader):
    a: str
    b: str
    n: int
    sum_a: int | str
    sum_b: int | str
    sum_ab: int | str


class GroupCounts(Reader):
    group: tuple[str, ...]
    complete: int
    partial: int
    complete_levels: dict[str, dict[str, int]]
    partial_levels: dict[str, dict[str, int]]
    moments: tuple[PairRecord, ...] | None


class TallyFile(Reader):
    format: Literal["ikm-tally"]
    version: Literal[1]
    ikm_version: str
    unit: str | None
    population: int | None
    regulation: str
    regulation_sha256: str
    questionnaire: str | None
    inputs: tuple[TallyInput, ...]
    period: Span | None
    rows: Ledger | None
    findings_total: dict[str, int]
    invalid: Literal["refuse", "blank"]
    unusable: tuple[Unusable, ...]
    elements: tuple[str, ...]
    low: int
    high: int
    by: tuple[str, ...]
    complete_known: bool
    moments: bool
    groups: tuple[GroupCounts, ...]
    digest: str
