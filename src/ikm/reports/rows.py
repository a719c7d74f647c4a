"""Rows: the table of elements, the groups and the sentences that every form of output shows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ikm.arguments import exact_number, shown_exactly
from ikm.findings import days, display
from ikm.reports.precision import precision_line
from ikm.reports.wording import number, phrases, profile_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.findings import Language
    from ikm.records import Ledger
    from ikm.scoring import GroupResult, IKMResult, Sample
    from ikm.surveys import CheckReport

__all__ = [
    "COLUMNS",
    "GROUP_COLUMNS",
    "GroupTable",
    "alarms",
    "element_rows",
    "group_name",
    "group_tables",
    "heading",
    "ledger_parts",
    "summary",
    "weight_names",
    "weight_words",
]

_TITLE = 200
"""How much of a title is shown."""

COLUMNS = ("code", "element", "total", "filled", "nrr", "nrr_weighted", "ikm", "mutu")
"""The columns of the table of elements, by the keys of their headings."""

GROUP_COLUMNS = ("respondents", "share", "ikm_index", "mutu")
"""The columns of a table of groups after the name, by the keys of their headings."""


def heading(result: IKMResult | CheckReport) -> str:
    """Give what stands over a result or a check: the title and the unit of its survey file, as far as it has them."""
    return " · ".join(display(part, _TITLE) for part in (result.title, result.unit) if part)


def weight_words(result: IKMResult) -> str:
    """Say which weight a result was made with."""
    say = phrases(result.lang)
    if result.weight == "own":
        return say["weight_own"]
    return say["weight"].format(weight=weight_names(result, result.lang)[0])


def weight_names(result: IKMResult, lang: Language) -> list[str]:
    """Name the weight used and then the others: by what they are called, where that is what they are.

    "0,111" is a ninth; of sixteen elements each weighs 0,063, and of two a half, whatever the choice is called.
    """
    named = [(result.weight, result.weight_exact), *((a.weight, a.weight_exact) for a in result.alternatives)]
    true = any(exact is not None and exact_number(name) == Fraction(exact) for name, exact in named)
    return [
        _weight(name if exact is None or (true and exact_number(name) is not None) else _value(exact), lang)
        for name, exact in named
    ]


def _value(exact: str) -> str:
    """Write a weight: one part of so many, or the decimal it was rounded to."""
    weight = Fraction(exact)
    return exact if weight.numerator == 1 else shown_exactly(weight)


def alarms(result: IKMResult) -> list[str]:
    """Give what must be said loudly: that the grade hangs on a choice, or that the figure gives answers away."""
    say = phrases(result.lang)
    loud = [say["depends_on_weight"]] if result.grade_depends_on_weight else []
    if any(finding.code in {"group-few", "group-very-few"} for finding in result.findings):
        loud.append(say["few"].format(number=number(result.respondents, 0, result.lang)))
    return loud + ([say["depends_on_rounding"].format(mutu=result.mutu)] if result.grade_depends_on_rounding else [])


def element_rows(result: IKMResult) -> list[tuple[str, ...]]:
    """Give the table of elements, one row an element, in the order of `COLUMNS`."""
    lang = result.lang
    totals = [Fraction(element.nrr_exact) * element.filled for element in result.elements]
    return [
        (
            element.code,
            element.name,
            number(total, 0 if total.denominator == 1 else 2, lang),
            number(element.filled, 0, lang),
            number(element.nrr_exact, 3, lang),
            number(element.nrr_weighted_exact, 3, lang),
            number(element.ikm, 2, lang),
            element.mutu,
        )
        for element, total in zip(result.elements, totals, strict=True)
    ]


class GroupTable(NamedTuple):
    """One breakdown: what it is by, a row for each group in the order of `GROUP_COLUMNS`, and means where asked for."""

    by: str
    rows: Sequence[tuple[str, ...]]
    codes: tuple[str, ...]
    means: Sequence[tuple[str, ...]]


def group_tables(result: IKMResult) -> list[GroupTable]:
    """Give each breakdown; with the mean of each element, in the order of their codes, if the result was asked to."""
    say = phrases(result.lang)
    tables = {} if result.groups is None else result.groups.tables
    codes = tuple(element.code for element in result.elements) if result.provenance.options.get("by_elements") else ()
    return [
        GroupTable(
            say["groups"].format(by=" × ".join(profile_name(name, result.lang) for name in by)),
            [_group_row(group, result.respondents, result.lang) for group in groups],
            codes,
            [_means(group, codes, result.lang) for group in groups] if codes else [],
        )
        for by, groups in tables.items()
    ]


def group_name(group: GroupResult, lang: Language) -> str:
    """Call a group by its labels; small ones that are told together by how many they are."""
    say = phrases(lang)
    parts = [display(part) or say["unsaid"] for part in group.group.values() if part is not None]
    return " · ".join(parts) or say["small_groups"].format(number=number(group.merged, 0, lang))


def _group_row(group: GroupResult, respondents: int, lang: Language) -> tuple[str, ...]:
    say = phrases(lang)
    people = share = ""
    if group.respondents is not None:
        people = number(group.respondents, 0, lang)
        share = f"{number(Fraction(100 * group.respondents, respondents), 1, lang)} %"
    index = number(group.ikm, 2, lang) if group.ikm is not None else say["hidden" if group.hidden else "no_index"]
    return group_name(group, lang), people, share, index, group.mutu or ""


def _means(group: GroupResult, codes: Sequence[str], lang: Language) -> tuple[str, ...]:
    """Give the mean of each element; a dash for one that is hidden, or that nobody of the group answered."""
    means = {element.code: number(element.nrr_exact, 3, lang) for element in group.elements}
    return tuple(means.get(code, "–") for code in codes)


def summary(result: IKMResult) -> list[tuple[str, str]]:
    """Give what a reader asks after the index: label and sentence, in the result's language."""
    lang, say = result.lang, phrases(result.lang)
    used, *named = weight_names(result, lang)
    others = {name: a for name, a in zip(named, result.alternatives, strict=True) if name != used}
    told = (f"{name}: {number(a.ikm, 2, lang)} ({a.mutu})" for name, a in others.items())
    lines = [] if (precision := precision_line(result)) is None else [precision]
    lines += [(say["other_weights"], " · ".join(told))] if others else []
    for label, keys in (("lowest", result.lowest), ("highest", result.highest)):
        elements = [result.elements[key] for key in keys]
        lines.append((say[label], ", ".join(f"{e.code} {e.name} ({number(e.nrr_exact, 3, lang)})" for e in elements)))
    if result.sample is not None:
        lines.append((say["sample"], _sample(result.sample, lang)))
    if result.target is not None:
        form = say["target_reached" if result.target.reached else "target_missed"]
        percent = number(result.target.achievement_percent, 2, lang)
        lines.append((say["target"], form.format(value=number(result.target.value, 2, lang), percent=percent)))
    if result.blanks is not None:
        lines.append((say["blanks"], _blanks(result)))
    if left_out := _left_out(result):
        lines.append((say["left_out"], left_out))
    if result.period is not None:
        lines.append((say["period"], days(result.period.first, result.period.last)[lang]))
    return lines


def ledger_parts(ledger: Ledger, lang: Language, *leave_out: str) -> list[tuple[str, int]]:
    """Say what became of the rows of a file: each part that holds any and how many, in the order of the ledger."""
    say, counts = phrases(lang), ledger.model_dump(exclude=set(leave_out))
    return [(say[f"ledger_{part}"], count) for part, count in counts.items() if count]


def _left_out(result: IKMResult) -> str:
    """Say which rows were not counted, and how many."""
    ledger, lang = result.provenance.rows, result.lang
    if ledger is None:
        return ""
    parts = ledger_parts(ledger, lang, "read", "header", "blank", "used")
    return ", ".join(f"{number(count, 0, lang)} {words}" for words, count in parts)


def _weight(name: str, lang: Language) -> str:
    return name.replace(".", ",") if lang == "id" else name


def _sample(sample: Sample, lang: Language) -> str:
    say = phrases(lang)
    achieved = sample.achieved or 0
    over = achieved > sample.population
    verdict = "over" if over else "enough" if sample.sufficient else "short"
    text = say[f"sample_{verdict}"].format(
        achieved=number(achieved, 0, lang),
        required=number(sample.required, 0, lang),
        population=number(sample.population, 0, lang),
        lacking=number(sample.required - achieved, 0, lang),
    )
    other = sample.printed if sample.printed != sample.required and not over else None
    return text + ("" if other is None else say["sample_printed"].format(printed=number(other, 0, lang)))


def _blanks(result: IKMResult) -> str:
    lang, say, blanks = result.lang, phrases(result.lang), result.blanks
    if blanks is None:
        return ""
    if blanks.respondents is None:
        return say["blanks_counted"].format(answers=number(blanks.answers, 0, lang))
    form = "blanks_words" if blanks.other_ikm is not None else "blanks_none"
    if blanks.other_respondents is None:
        form = "blanks_withheld" if blanks.other_mutu is None else "blanks_withheld_grade"
    return say[form].format(
        answers=number(blanks.answers, 0, lang),
        respondents=number(blanks.respondents, 0, lang),
        other=say[blanks.other_missing],
        ikm=number(blanks.other_ikm or 0, 2, lang),
        mutu=blanks.other_mutu,
        n=number(blanks.other_respondents or 0, 0, lang),
    )
