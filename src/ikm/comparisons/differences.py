"""Differences: what makes two periods differ in kind, so that the difference of their figures is of more than service.

One finding a cause, in the order of weight: instrument, weight, questions, then the times and files they come from.

>>> import ikm
>>> [one.code for one in ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}).findings]
['compare-weight-unknown', 'compare-elements-unknown']
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ikm.findings import LANGUAGES, Finding, display
from ikm.regulation import builtin_regulations, load_regulation
from ikm.responses.times import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ikm.comparisons.periods import PeriodResult
    from ikm.findings import Language

__all__ = ["differences"]

_LABEL = 80


def differences(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    """Say what makes periods differ in kind, one finding for each cause."""
    yield from _instruments(periods)
    yield from _weights(periods)
    yield from _questions(periods)
    yield from _times(periods)
    same = [
        (one.label, other.label)
        for place, one in enumerate(periods)
        for other in periods[:place]
        if one.input_sha256 is not None and one.input_sha256 == other.input_sha256 and one.period == other.period
    ]
    if same:
        yield _of("compare-same-file", "; ".join(f"{_name(b)} = {_name(a)}" for a, b in same))


def _instruments(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    laws = {one.label: one.regulation for one in periods}
    if len(set(laws.values())) > 1:
        yield _of("compare-regulation", _listed(laws))
    wrong = {
        one.label: f"{one.mutu} ({right})"
        for one in periods
        if one.published and one.regulation in builtin_regulations()
        if (right := load_regulation(one.regulation).band(Decimal(str(one.ikm))).mutu) != one.mutu
    }
    if wrong:
        yield _of("compare-grade", _listed(wrong))


def _weights(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    known = {one.label: one for one in periods if one.weight is not None}
    if len({(one.weight, _own(one)) for one in known.values()}) > 1:
        owns = [dict(weights) for one in known.values() if (weights := _own(one))]
        apart = {key for own in owns for key in own if len({other.get(key) for other in owns}) > 1}
        yield _of(
            "compare-weight",
            *(_listed({at: _weight(one, apart, lang) for at, one in known.items()}) for lang in LANGUAGES),
        )
    if unknown := [one.label for one in periods if one.weight is None]:
        yield _of("compare-weight-unknown", ", ".join(map(_name, unknown)))


def _own(one: PeriodResult) -> frozenset[tuple[str, str]]:
    """Give the weights of one's own; none for a named weight."""
    return frozenset((one.own_weights or {}).items())


def _weight(one: PeriodResult, apart: AbstractSet[str], lang: Language) -> str:
    """Write a weight as people know it; of one's own those that another period has otherwise."""
    if one.weight == "exact":
        return f"1/{_weighed(one)}"
    weight = {"own": {"id": "sendiri", "en": "own"}[lang]}.get(str(one.weight), str(one.weight))
    own = one.own_weights or {}
    if named := ", ".join(f"{each.code} {own[each.key]}" for each in one.elements if each.key in apart & own.keys()):
        return f"{weight} ({named})"
    return weight.replace(".", ",") if lang == "id" else weight


def _weighed(one: PeriodResult) -> int:
    """Say how many elements shared the weight: of a figure as published all of its regulation, whichever are known."""
    if one.elements and not one.published:
        return len(one.elements)
    law = load_regulation(one.regulation) if one.regulation in builtin_regulations() else load_regulation()
    return len(law.elements)


def _questions(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    asked = {one.label: frozenset(element.key for element in one.elements) for one in periods if one.elements}
    if len(set(asked.values())) > 1:
        yield _of("compare-elements", *(_listed(_missing(periods, lang)) for lang in LANGUAGES))
    forms = {one.label: one.questionnaire for one in periods if one.questionnaire is not None}
    if len(set(forms.values())) > 1:
        yield _of("compare-questionnaire", _listed(forms))
    if unknown := [one.label for one in periods if not one.elements]:
        yield _of("compare-elements-unknown", ", ".join(map(_name, unknown)))


def _missing(periods: Sequence[PeriodResult], lang: Language) -> dict[str, str]:
    """Name the elements that each period has not, and another has."""
    names: dict[str, str] = {}
    for one in periods:
        law = load_regulation(one.regulation) if one.regulation in builtin_regulations() else None
        known = {} if law is None else {element.key: element.name(lang) for element in law.elements}
        names |= {each.key: f"{each.code} {known.get(each.key, each.name)}" for each in one.elements}
    lacking = {
        one.label: ", ".join(name for key, name in names.items() if one.element(key) is None)
        for one in periods
        if one.elements
    }
    return {label: missing for label, missing in lacking.items() if missing}


def _times(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    spans = [(one.label, one.period, one.input_sha256) for one in periods if one.period is not None]
    both = [
        f"{_name(before)}, {_name(after)}"
        for (before, one, first), (after, other, second) in pairwise(spans)
        if one.first <= other.last and other.first <= one.last and (first != second or first is None or one != other)
    ]
    if both:
        yield _of("compare-overlap", "; ".join(both))
    starts = [(one.label, _start(one)) for one in periods]
    known = [(label, start) for label, start in starts if start is not None]
    if late := [_name(before) for (before, one), (_, other) in pairwise(known) if one > other]:
        yield _of("compare-order", ", ".join(late))
    outside = [
        _name(one.label)
        for one in periods
        if one.period is not None and (said := readable(one.label)) is not None
        if not (said.contains(one.period.first) and said.contains(one.period.last))
    ]
    if outside:
        yield _of("compare-outside", ", ".join(outside))


def _start(one: PeriodResult) -> Any:  # noqa: ANN401 - a time, or nothing
    """Say when a period began: by its answers, else by what it is called."""
    if one.period is not None:
        return one.period.first
    said = readable(one.label)
    return None if said is None else said.first


def _of(code: str, told: str, english: str | None = None) -> Finding:
    """Make a finding that names periods, in one text or in one for each language."""
    return Finding(code, details={"periods": told if english is None else {"id": told, "en": english}})


def _listed(said: Mapping[str, object]) -> str:
    return "; ".join(f"{_name(label)}: {what}" for label, what in said.items())


def _name(label: str) -> str:
    return display(label, _LABEL)
