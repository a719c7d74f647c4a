"""Explanations: what answers "dari mana angka ini?" (where does this figure come from?), step by step.

An explanation holds words and figures that are written already, from the answers to the grade: a step has its formula
with the numbers filled in, and the place in the regulation that prescribes it, or the choice of ikm where the text is
silent.  It computes nothing (`ikm.reports.explaining` makes it) and draws nothing (`ikm.rendering` does).

>>> import ikm
>>> explanation = ikm.score("examples/ppid-2023.xlsx").explain("prosedur")
>>> explanation.of, [step.name for step in explanation.steps]
('prosedur', ['answers', 'nrr', 'converted', 'grade', 'weighted'])
>>> explanation.steps[1].lines[0]
'NRR = jumlah nilai ÷ kuesioner yang mengisi = 438 ÷ 136 ≈ 3,220588'
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.shown import Drawn, rendering

__all__ = ["ExplainedStep", "Explanation"]


class ExplainedStep(FrozenModel):
    """One step from the answers to the grade."""

    _headline: ClassVar = ("name", "title")

    name: str = Field(
        description="the step: `answers`, `nrr`, `converted`, `grade`, `weighted`; of the index `elements`, `sum`, "
        "`index`, `grade`, `weights`, `blanks`"
    )
    title: str = Field(description="what is done in it")
    lines: tuple[str, ...] = Field(description="the formula with the numbers filled in, and what is to be known of it")
    basis: tuple[str, ...] = Field(
        default=(), description="where the regulation says so, or the reason why ikm had to choose"
    )


class Explanation(Drawn, FrozenModel):
    """Where a figure comes from: the formula with its numbers, from the answers to the grade."""

    _headline: ClassVar = ("of", "answer")

    format: Literal["ikm-explanation"] = Field(default="ikm-explanation", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    of: str = Field(description="the element that is explained, by its key, or `ikm` for the index")
    group: str | None = Field(default=None, description="the group of respondents, where it is not all of them")
    title: str = Field(description="the question")
    answer: str = Field(description="the figure in one line")
    origin: str = Field(description="what it was computed from: the file, its SHA-256, the version of ikm")
    steps: tuple[ExplainedStep, ...] = Field(description="the steps, in order")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    def __str__(self) -> str:
        text: str = rendering().explanation_text(self)
        return text
