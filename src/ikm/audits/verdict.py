"""Verdict: what an audit says of a published table, frozen, and its JSON.

>>> import ikm
>>> audit = ikm.audit("examples/audit-ppid-2023.json")
>>> audit.verdict, audit.weight, audit.stated_weight, audit.recomputed["0.111"], audit.n.stated_possible
('exact', 'exact', '0.111', 83.86, False)
>>> [finding.code for finding in audit.anomalies]
['audit-weight', 'audit-n-impossible']
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ikm.findings import Finding  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.frozen import FrozenMapping  # noqa: TC001 - the same
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.shown import Drawn, rendering

__all__ = [
    "Audit",
    "AuditedCell",
    "AuditedElement",
    "AuditedGrade",
    "AuditedNumber",
    "AuditedSample",
    "FittingRule",
    "FittingWeight",
    "PossibleRepair",
]


class FittingWeight(FrozenModel):
    """A weight and an order of rounding that give the printed IKM."""

    _headline: ClassVar = ("weight", "rounding", "exact")

    weight: str = Field(description="the weight: `exact` for 1/k, else its figure")
    rounding: str = Field(
        description="where was rounded on the way: `none`; `sums` where the whole sums of scores gave it; `nrr-3`, "
        "`weighted-2`, `total-3` and the like; `cut` where the last digit was cut off"
    )
    exact: bool = Field(
        description="whether the figures give the IKM to its last digit; else figures that are printed like them do"
    )
    respondents: int | None = Field(
        default=None, description="the number of respondents the whole sums were found with"
    )


class AuditedNumber(FrozenModel):
    """How many answered, by everything in the table that says it."""

    _headline: ClassVar = ("stated", "stated_possible")

    stated: int | None = Field(description="as stated")
    stated_possible: bool | None = Field(
        default=None,
        description="whether the printed means can be those of so many respondents, one question an element; null "
        "where none is stated, or the means are too coarse to tell",
    )
    possible: tuple[int, ...] = Field(
        description="numbers that all printed means allow, near the stated one; it alone where they cannot tell"
    )
    impossible_for: tuple[str, ...] = Field(
        default=(), description="the codes of the elements whose mean the stated number does not allow"
    )
    counts: tuple[int, ...] = Field(default=(), description="what the counts of the elements add up to")
    sums: tuple[int, ...] = Field(default=(), description="what sum ÷ mean comes to")
    demographics: FrozenMapping[str, int] = Field(
        default_factory=dict, validate_default=True, description="what each table of who answered adds up to"
    )


class AuditedGrade(FrozenModel):
    """A printed grade, held against the bands."""

    _headline: ClassVar = ("code", "printed", "right")

    code: str = Field(description="the element, or `IKM` for the whole")
    printed: str = Field(description="the grade as printed, as a letter")
    expected: tuple[str, ...] = Field(
        description="the grades of the bands in force: several where the printed figure allows them"
    )
    right: bool = Field(description="whether the printed grade is one of them")


class AuditedElement(FrozenModel):
    """An element as printed, and what the audit says of it."""

    _headline: ClassVar = ("code", "name", "nrr")

    code: str = Field(description="its code, as printed")
    name: str = Field(description="its name, as printed")
    nrr: str | None = Field(description="its mean as printed, with a decimal point")
    converted: str | None = Field(default=None, description="its index from 25 to 100 as printed")
    weighted: str | None = Field(default=None, description="its weighted mean as printed")
    weighted_right: bool | None = Field(
        default=None, description="whether the weight of the column gives it; null where there is none"
    )
    sums: tuple[int, ...] = Field(
        default=(), description="the whole sums of scores that are printed like this, for the number that was used"
    )
    possible: bool | None = Field(default=None, description="whether its mean is possible for the stated number")


class FittingRule(FrozenModel):
    """A rule that gives the sample size."""

    rule: str = Field(
        description="`krejcie-morgan`, `krejcie-morgan-next-row` (of its table), `slovin`, `cochran` (corrected "
        "for the population), `cochran-endless` (not corrected), `census`; with `-up` where it is rounded up"
    )
    margin: int | None = Field(default=None, description="its margin of error, in percent")


class AuditedSample(FrozenModel):
    """The sample size, and the rules that give it."""

    population: int = Field(description="how many were served")
    size: int = Field(description="the sample size that is stated, or the number of respondents where none is")
    stated: bool = Field(description="whether it is stated")
    rules: tuple[FittingRule, ...] = Field(description="the rules that give it, the regulation's own first")


class AuditedCell(FrozenModel):
    """A closing cell of a processing sheet."""

    cell: str = Field(description="its address")
    kind: str = Field(
        description="what it holds: `sum`, `mean`, `weighted`, `converted`, `weight` or `grade` of an "
        "element; `index`, `total`, `weight` or `grade` of the whole"
    )
    formula: str | None = Field(description="its formula; null where its value was typed")
    stored: str | None = Field(description="the number that is stored there, with a decimal point")
    computed: str | None = Field(description="what the formula comes to; null where it is not computed")


class PossibleRepair(FrozenModel):
    """A single digit that may be wrong."""

    where: str = Field(description="the code of the element, or `IKM`")
    printed: str = Field(description="as printed")
    instead: str = Field(description="what would make the table agree")


class Audit(Drawn, FrozenModel):
    """What an audit says of a published table."""

    _headline: ClassVar = ("verdict", "weight", "printed_ikm")

    format: Literal["ikm-audit"] = Field(default="ikm-audit", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    title: str = Field(default="", description="what the table is called")
    source: str = Field(default="", description="where it was published")
    verdict: Literal["exact", "within-rounding", "none"] = Field(
        description="`exact`: the printed figures give the IKM to its last digit, in some known way; `within-rounding`"
        ": only figures that are printed like them do; `none`: nothing known does"
    )
    weight: str | None = Field(
        description="the weight that was used, where the figures tell: `exact` for 1/k, else its figure"
    )
    weights: tuple[str, ...] = Field(default=(), description="the weights that may have been used")
    rounding: str | None = Field(description="the plainest order of rounding with it; see `fits`")
    stated_weight: str | None = Field(description="the weight that is stated")
    column_weights: tuple[str, ...] = Field(
        default=(), description="the weights that give the printed column of weighted means"
    )
    printed_ikm: float = Field(description="the IKM as printed")
    printed_text: str = Field(default="", description="the same with the decimals it is printed with")
    recomputed: FrozenMapping[str, float] = Field(
        description="the IKM by each weight, from the most exact means that are known, rounded half up to two decimals"
    )
    fits: tuple[FittingWeight, ...] = Field(
        default=(), description="every way to the printed IKM, those first that the other columns allow"
    )
    n: AuditedNumber = Field(description="how many answered")
    elements: tuple[AuditedElement, ...] = Field(default=(), description="the elements, as printed")
    grades: tuple[AuditedGrade, ...] = Field(description="the printed grades")
    grade_bands: str | None = Field(
        default=None,
        description="the bands that give every printed grade: an instrument, or `rounded-1-4` for bounds rounded on "
        "the scale 1 to 4; null where none does, or no grade is printed",
    )
    regulation: str = Field(default="permenpanrb-14-2017", description="the instrument whose bands hold for the table")
    sample: AuditedSample | None = Field(default=None, description="the sample size, where the population is printed")
    repairs: tuple[PossibleRepair, ...] = Field(
        default=(), description="where nothing gives the IKM: the single digits that may be wrong"
    )
    cells: tuple[AuditedCell, ...] = Field(
        default=(), description="of a processing sheet the closing cells, with their formulas"
    )
    anomalies: tuple[Finding, ...] = Field(default=(), description="what is wrong with the table")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    @property
    def paragraph(self) -> str:
        """The verdict as a short paragraph that can be pasted into a report."""
        told: str = rendering().audit_paragraph(self)
        return told
