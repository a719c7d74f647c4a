"""Trend: several periods side by side, what changed from each to the next, and what makes two of them differ in kind.

A change is the difference of the two figures as they are published: of the indices and converted values with two
decimals, so that whoever subtracts what is printed gets what is printed.  Where two periods were weighted differently,
scored under different instruments or asked different elements, the difference is given all the same, and a finding says
what it cannot be taken for.

>>> import ikm
>>> trend = ikm.compare({"2022": 82.24, "2023": ikm.score("examples/ppid-2023.xlsx")}, targets={"2023": 81})
>>> [(one.label, one.ikm, one.mutu, one.reached) for one in trend.periods]
[('2022', 82.24, 'B', None), ('2023', 83.86, 'B', True)]
>>> trend.changes[0].ikm, [finding.code for finding in trend.findings]
(1.62, ['compare-weight-unknown', 'compare-elements-unknown'])
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from ikm.arguments import exact_number, one_of
from ikm.comparisons.periods import PeriodResult, period_of_source
from ikm.errors import OptionError
from ikm.findings import LANGUAGES, Finding
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.shown import Drawn, Exported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ikm.findings import Language

__all__ = ["Change", "Comparison", "compare"]


class Change(FrozenModel):
    """What changed from one period to the next."""

    _headline: ClassVar = ("before", "after", "ikm")

    before: str = Field(description="the label of the earlier period")
    after: str = Field(description="the label of the later period")
    ikm: float = Field(description="the later index less the earlier one, of the figures as published")
    mutu: Literal["better", "same", "worse"] | None = Field(
        description="whether the grade is a better one; null where the instruments have different bands"
    )
    elements: FrozenMapping[str, float] = Field(
        description="for each element both periods have, the later converted value less the earlier one"
    )


class Comparison(Exported, Drawn, FrozenModel):
    """Several periods, in order, and what changed between them."""

    format: Literal["ikm-comparison"] = Field(default="ikm-comparison", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    title: str | None = Field(default=None, description="what the survey is called")
    unit: str | None = Field(default=None, description="the unit surveyed")
    periods: tuple[PeriodResult, ...] = Field(description="the periods, the earliest first")
    changes: tuple[Change, ...] = Field(description="from each period to the next")
    targets: FrozenMapping[str, float] = Field(
        description="the targets of periods to come, such as the last year of a plan, by what they are called"
    )
    findings: tuple[Finding, ...] = Field(default=(), description="what makes periods differ in kind")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    def __repr__(self) -> str:
        told = ", ".join(f"{one.label}: {one.ikm} {one.mutu}" for one in self.periods)
        return f"<Comparison: {told}>"


def compare(
    periods: Mapping[str, Any],
    *,
    targets: Mapping[str, float] | None = None,
    title: str | None = None,
    unit: str | None = None,
    lang: Language = "id",
    **options: Any,  # noqa: ANN401 - those of ikm.score
) -> Comparison:
    """Put the periods of a survey side by side.

    Parameters
    ----------
    periods : mapping
        For each period, in order, what `period_of_source` takes: a result, a survey, the path of a result kept as
        JSON, counts, the published index alone (``82.24``), or a mapping with what else was published.
    targets : mapping, optional
        The index aimed at, by the label of the period; labels of no period are targets to come.
    title, unit : str, optional
        What the survey is called, and whose it is.
    lang : {"id", "en"}
        The language of the words.
    **options
        Options of `ikm.score`, the same for every survey that is scored here.

    Returns
    -------
    Comparison

    Raises
    ------
    OptionError
        If there are fewer than two periods, or a figure makes no sense.
    SourceError, ResponseError
        If a survey cannot be read or scored; the message names the period.
    """
    one_of("lang", lang, LANGUAGES)
    if not isinstance(periods, Mapping) or len(periods) < 2:
        raise OptionError(
            'Periods have names: give at least two, as {"2022": 82.24, "2023": "ppid-2023.xlsx"}.',
            id="Perbandingan memerlukan sedikitnya dua periode.",
        )
    aimed = {str(label): _target(str(label), value) for label, value in (targets or {}).items()}
    found = tuple(
        period_of_source(str(label), source, target=aimed.get(str(label)), lang=lang, **options)
        for label, source in periods.items()
    )
    return Comparison(
        title=title,
        unit=unit,
        periods=found,
        changes=tuple(_change(before, after) for before, after in pairwise(found)),
        targets={label: value for label, value in aimed.items() if label not in periods},
        findings=tuple(finding.translated(lang) for finding in _differences(found)),
        lang=lang,
    )


def _target(label: str, value: object) -> float:
    exact = exact_number(value)
    if exact is None or not 0 < exact <= 100:
        raise OptionError(
            f"The target of {label!r} is an index above 0, at most 100; got {value!r}.",
            id=f"Target {label!r} adalah IKM di atas 0, paling besar 100; tertulis {value!r}.",
        )
    return float(exact)


def _change(before: PeriodResult, after: PeriodResult) -> Change:
    # A grade is a letter: A is before B, and better.
    better = {True: "better", False: "worse"}
    same = before.regulation == after.regulation
    mutu: Any = None
    if same:
        mutu = "same" if before.mutu == after.mutu else better[after.mutu < before.mutu]
    pairs = [(one, before.element(one.key)) for one in after.elements]
    return Change(
        before=before.label,
        after=after.label,
        ikm=_less(after.ikm, before.ikm),
        mutu=mutu,
        elements={one.key: _less(one.ikm, other.ikm) for one, other in pairs if other is not None},
    )


def _less(after: float, before: float) -> float:
    """Subtract two published figures, exactly."""
    return float(Fraction(str(after)) - Fraction(str(before)))


def _differences(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    """Say what makes periods differ in kind, one finding for each cause."""
    laws = {one.label: one.regulation for one in periods}
    if len(set(laws.values())) > 1:
        yield Finding("compare-regulation", details={"periods": _listed(laws)})
    weights = {one.label: one.weight for one in periods if one.weight is not None}
    if len(set(weights.values())) > 1:
        yield Finding("compare-weight", details={"periods": _listed(weights)})
    if unknown := [one.label for one in periods if one.weight is None]:
        yield Finding("compare-weight-unknown", details={"periods": ", ".join(unknown)})
    asked = {one.label: frozenset(element.key for element in one.elements) for one in periods if one.elements}
    if len(set(asked.values())) > 1:
        whole = frozenset.union(*asked.values())
        missing = {label: ", ".join(sorted(whole - keys)) for label, keys in asked.items() if whole - keys}
        yield Finding("compare-elements", details={"periods": _listed(missing)})
    forms = {one.label: one.questionnaire for one in periods if one.questionnaire is not None}
    if len(set(forms.values())) > 1:
        yield Finding("compare-questionnaire", details={"periods": _listed(forms)})
    if unknown := [one.label for one in periods if not one.elements]:
        yield Finding("compare-elements-unknown", details={"periods": ", ".join(unknown)})
    same = [
        (one.label, other.label)
        for place, one in enumerate(periods)
        for other in periods[:place]
        if one.input_sha256 is not None and one.input_sha256 == other.input_sha256 and one.period == other.period
    ]
    if same:
        yield Finding("compare-same-file", details={"periods": "; ".join(f"{b} = {a}" for a, b in same)})


def _listed(said: Mapping[str, object]) -> str:
    return "; ".join(f"{label}: {what}" for label, what in said.items())
