"""A refusal: what is printed when data cannot be scored, every finding and no figure.

An exception makes it (``error.report("id")``), and ``ikm score FILE --json`` prints the same.

>>> import ikm
>>> try:
...     ikm.score("examples/with-mistakes.csv")
... except ikm.ResponseError as error:
...     refusal = error.report("en")
>>> refusal.format, refusal.findings_total["answer-off-scale"], refusal.findings[0].cell
('ikm-refusal', 1, 'H4')
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ikm.findings.finding import Finding  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.frozen import FrozenMapping  # noqa: TC001 - the same
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel, Provenance

__all__ = ["Refusal"]


class Refusal(FrozenModel):
    """What ``--json`` prints when the data is refused: the findings, and no figure."""

    format: Literal["ikm-refusal"] = Field(default="ikm-refusal", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    findings: tuple[Finding, ...] = Field(description="everything found in the data, not only what caused the refusal")
    findings_total: FrozenMapping[str, int] = Field(
        description="how many findings there are of each code, those that are not listed too"
    )
    provenance: Provenance = Field(description="what was read, and how")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")
