"""Differences: what makes two periods differ in kind, so that the difference of their figures is of more than service.

One finding a cause, in the order of weight: instrument, weight, questions, then the times and files they come from.
Last, as a score of few respondents says it, whose answers the figures give away: of a period of few, and of the few who
are in one period and not in the other (`ikm.comparisons.remainders`).

>>> import ikm
>>> [one.code for one in ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}).findings]
['compare-weight-unknown', 'compare-elements-unknown']
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from ikm.comparisons.remainders import remainders
from ikm.findings import LANGUAGES, Finding, display
from ikm.regulation import builtin_regulations, load_regulation
from ikm.responses.times import readable
from ikm.scoring import LOWEST_MINIMUM, MINIMUM_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ikm.comparisons.periods import PeriodResult
    from ikm.findings import Language

__all__ = ["differences"]

_LABEL = 80


def differences(periods: Sequence[PeriodResult], minimum: int = MINIMUM_GROUP) -> Iterator[Finding]:
    """Say what makes periods differ in kind, one finding for each cause, and whose answers they give away.

    ``minimum`` is how many respondents a figure is of at the least that gives nobody's answers away.
    """
    yield from _instruments(periods)
    yield from _weights(periods)
    yield from _questions(periods)
    yield from _times(periods)
    if same := [(one.label, other.label) for one, other in combinations(periods, 2) if _is_same_file(one, other)]:
        yield _of("compare-same-file", "; ".join(f"{_name(b)} = {_name(a)}" for a, b in same))
    yield from _few(periods, minimum)


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
    if any(_missing(periods, "en")):
        yield _of("compare-elements", *(_listed(_missing(periods, lang)) for lang in LANGUAGES))
    forms = {one.label: one.questionnaire for one in periods if one.questionnaire is not None}
    if len(set(forms.values())) > 1:
        yield _of("compare-questionnaire", _listed(forms))
    if unknown := [one.label for one in periods if not one.elements]:
        yield _of("compare-elements-unknown", ", ".join(map(_name, unknown)))


def _missing(periods: Sequence[PeriodResult], lang: Language) -> dict[str, str]:
    """Name the elements that each period did not ask, and another has; what was not published may have been asked."""
    names: dict[str, str] = {}
    for one in periods:
        law = load_regulation(one.regulation) if one.regulation in builtin_regulations() else None
        known = {} if law is None else {element.key: element.name(lang) for element in law.elements}
        names |= {each.key: f"{each.code} {known.get(each.key, each.name)}" for each in one.elements}
    lacking = {
        one.label: ", ".join(name for key, name in names.items() if one.element(key) is None)
        for one in periods
        if one.elements and not one.published
    }
    return {label: missing for label, missing in lacking.items() if missing}


def _times(periods: Sequence[PeriodResult]) -> Iterator[Finding]:
    both = [
        f"{_name(one.label)}, {_name(other.label)}"
        for one, other in combinations(periods, 2)
        if one.overlaps(other) and not _is_same_file(one, other)
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


def _few(periods: Sequence[PeriodResult], minimum: int) -> Iterator[Finding]:
    """Say which periods are of few respondents, and which have few between them."""
    sizes = {one.label: one.respondents for one in periods if not one.published and one.respondents is not None}
    for code, low, high in (("compare-very-few", 0, LOWEST_MINIMUM), ("compare-few", LOWEST_MINIMUM, minimum)):
        if few := {_name(label): size for label, size in sizes.items() if low <= size < high}:
            yield _counted(code, few, minimum)
    if rests := remainders(periods, minimum):
        yield _counted("compare-rest-few", {", ".join(map(_name, labels)): rest for labels, rest in rests}, minimum)


def _counted(code: str, sizes: Mapping[str, int], minimum: int) -> Finding:
    """Make a finding that names periods with how many respondents they are about."""
    words = {"id": ("responden", "responden"), "en": ("respondent", "respondents")}
    told = {
        lang: "; ".join(f"{named}: {size} {several if size != 1 else one}" for named, size in sizes.items())
        for lang, (one, several) in words.items()
    }
    return Finding(code, details={"periods": told, "minimum": minimum})


def _is_same_file(one: PeriodResult, other: PeriodResult) -> bool:
    """Tell whether two periods are the same answers of one file."""
    return one.shares_file(other) and one.period == other.period


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
