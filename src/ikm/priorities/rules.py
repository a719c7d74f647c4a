"""Rules: the elements to follow up, by rules that an auditor can check, each with its evidence.

An element is one to follow up for one or several of these reasons:

=================  ==========================================================================================
``below-target``   its converted value is below the target
``below-grade``    its grade is below the unit's
``lowest``         it is among the three with the lowest means (more where several share the third place)
``below-ikm``      its converted value is below the unit's IKM
``wider-gap``      it is below the IKM, and further below than in the period before
``left-behind``    a group that is shown has a lower grade in it than the whole has (where groups were tested: and
                   the groups differ more than chance in that element)
=================  ==========================================================================================

Figures are compared as they are shown, rounded to two decimals.  The rules choose no programme: the fields for it,
for the quarter and for the person are empty, to be filled in by the office.

A hidden group is no evidence, nor is an importance that nobody was asked for.

>>> import ikm
>>> result = ikm.score([[4, 4, 3, 4, 2, 4, 4, 3, 4]] * 10, target=81, weight="exact")
>>> found = ikm.recommendations(result)
>>> [(one.code, [reason.rule for reason in one.reasons]) for one in found][:2]
[('U5', ['below-target', 'below-grade', 'lowest', 'below-ikm']), ('U3', ['below-target', 'below-grade', 'lowest',
'below-ikm'])]
>>> found[0].programme, found[0].quarter, found[0].person
('', '', '')

With the trend that ends in the result, gaps that grew are told too:

>>> before = {"ikm": 85, "elements": {"U5": 80, "U3": 75}}
>>> trend = ikm.compare({"2025": before, "2026": result})
>>> [(reason.before, reason.value) for reason in ikm.recommendations(result, trend)[0].reasons][-1]
(5.0, 38.89)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ikm.errors import OptionError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenModel
from ikm.regulation import law_behind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ikm.comparisons import Comparison
    from ikm.regulation import Regulation
    from ikm.scoring import ElementResult, IKMResult

__all__ = ["Evidence", "Recommendation", "Rule", "recommendations"]

Rule = Literal["below-target", "below-grade", "lowest", "below-ikm", "wider-gap", "left-behind"]

_LOWEST = 3
"""How many elements with the lowest means are listed whatever their grade."""


class Evidence(FrozenModel, defer_build=True):
    """One reason to follow an element up, with the figures it rests on."""

    rule: Rule = Field(description="which rule")
    value: float | None = Field(
        default=None, description="the figure that is behind: the gap to the IKM, or the group's mean (NRR)"
    )
    against: float | None = Field(default=None, description="what it is compared with: the target, or the IKM")
    before: float | None = Field(default=None, description="the gap to the IKM in the period before")
    mutu: str | None = Field(default=None, description="the grade that is below")
    against_mutu: str | None = Field(default=None, description="the grade it is below")
    group: FrozenMapping[str, str] | None = Field(default=None, description="the group that is behind")


class Recommendation(FrozenModel, defer_build=True):
    """An element to follow up: a row for the action plan."""

    key: str = Field(description="the element")
    code: str = Field(description="its code, `U1` … `U9`")
    name: str = Field(description="its name in the language of the result")
    nrr: float = Field(description="its mean, unrounded")
    ikm: float = Field(description="its converted value, rounded half up")
    mutu: str = Field(description="its grade")
    reasons: tuple[Evidence, ...] = Field(description="why it is here, in the order of the rules")
    programme: str = Field(default="", description="what is done about it: the office's to fill in")
    quarter: str = Field(default="", description="when: the office's to fill in")
    person: str = Field(default="", description="who answers for it: the office's to fill in")


def recommendations(
    result: IKMResult, comparison: Comparison | None = None, *, regulation: str | Path | Regulation | None = None
) -> tuple[Recommendation, ...]:
    """Give the elements to follow up with the evidence for each, the lowest mean first.

    Parameters
    ----------
    result : IKMResult
        A result; with breakdowns, groups left behind are told, with ``statistics=True`` only those beyond chance.
    comparison : Comparison, optional
        The trend that ends in the result (`ikm.compare`), for gaps that grew.
    regulation : str, path or Regulation, optional
        The instrument it was scored under, where it does not come with ikm.

    Returns
    -------
    tuple of Recommendation

    Raises
    ------
    OptionError
        If the instrument must be given, or the trend ends in other figures.
    """
    law = law_behind(result.provenance, regulation)
    if law is None:
        raise OptionError(f"This was scored under {result.provenance.regulation!r}; give it with regulation=….")
    if comparison is not None and comparison.periods[-1].ikm != result.ikm:
        raise OptionError(
            f"The trend ends in {comparison.periods[-1].ikm}, and the result is {result.ikm}; give the trend that ends "
            "in this result."
        )
    rules = _Rules(result, law, comparison)
    found = ((element, tuple(rules.of(element))) for element in sorted(result.elements, key=_mean))
    return tuple(
        Recommendation(
            key=element.key,
            code=element.code,
            name=element.name,
            nrr=element.nrr,
            ikm=element.ikm,
            mutu=element.mutu,
            reasons=reasons,
        )
        for element, reasons in found
        if reasons
    )


def _mean(element: ElementResult) -> Fraction:
    return Fraction(element.nrr_exact)


def _exact(shown: float) -> Fraction:
    """Take a figure as the decimal it shows."""
    return Fraction(str(shown))


class _Rules:
    """The rules, with what they are asked of."""

    def __init__(self, result: IKMResult, law: Regulation, comparison: Comparison | None) -> None:
        self.result, self.comparison = result, comparison
        self.bands = [band.mutu for band in law.bands]
        means = sorted(map(_mean, result.elements))
        self.third, self.highest = means[min(_LOWEST, len(means)) - 1], means[-1]

    def of(self, element: ElementResult) -> Iterator[Evidence]:
        """Give the reasons to follow an element up."""
        result = self.result
        if result.target is not None and _exact(element.ikm) < _exact(result.target.value):
            yield Evidence(rule="below-target", value=element.ikm, against=result.target.value)
        if self._below(element.mutu, result.mutu):
            yield Evidence(rule="below-grade", mutu=element.mutu, against_mutu=result.mutu)
        if _mean(element) <= self.third and _mean(element) < self.highest:
            yield Evidence(rule="lowest", value=element.nrr)
        if element.ikm < result.ikm:
            yield Evidence(rule="below-ikm", value=element.ikm, against=result.ikm)
            yield from self._gap(element)
        yield from self._groups(element)

    def _below(self, mutu: str, other: str) -> bool:
        return self.bands.index(mutu) < self.bands.index(other)

    def _gap(self, element: ElementResult) -> Iterator[Evidence]:
        """Compare how far an element is below the IKM with how far it was in the period before."""
        if self.comparison is None or len(self.comparison.periods) < 2:
            return
        earlier = self.comparison.periods[-2]
        then = earlier.element(element.key)
        if then is None:
            return
        gap = _exact(self.result.ikm) - _exact(element.ikm)
        before = _exact(earlier.ikm) - _exact(then.ikm)
        if gap > before:
            yield Evidence(rule="wider-gap", value=float(gap), before=float(before), against=self.result.ikm)

    def _groups(self, element: ElementResult) -> Iterator[Evidence]:
        """Give the groups with a lower grade in an element than the whole; where tested, beyond chance."""
        for by, groups in ({} if self.result.groups is None else self.result.groups.tables).items():
            if not self._apart(by, element.key):
                continue
            for group in groups:
                mine = next((one for one in group.elements if one.key == element.key), None)
                if mine is not None and self._below(mine.mutu, element.mutu):
                    name = {column: label for column, label in group.group.items() if label is not None}
                    yield Evidence(
                        rule="left-behind", value=mine.nrr, mutu=mine.mutu, against_mutu=element.mutu, group=name
                    )

    def _apart(self, by: tuple[str, ...], key: str) -> bool:
        """Tell whether groups may be evidence: they were not tested, or differ in an element more than chance."""
        if self.result.statistics is None:
            return True
        tested = (one for table in self.result.statistics.groups if table.by == by for one in table.elements)
        return any(one.significant for one in tested if one.key == key)
