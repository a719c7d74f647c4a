"""The audit of a published table: how its IKM came about, and what in it cannot be so.

An audit takes the table as it is printed and computes it every way offices are known to.  It does not say how a survey
ought to be scored (`ikm.score` does), and judges no office: "none" is an answer.

>>> import ikm
>>> audit = ikm.audit({"n_respondents": 286, "ikm_as_printed": "90,78", "grade_as_printed": "A",
...                    "elements": ["3.559", "3.517", "3.556", "4.000", "3.514", "3.563", "3.608", "3.811", "3.552"]})
>>> audit.verdict, audit.weight, audit.n.stated_possible, audit.anomalies
('exact', 'exact', True, ())
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from ikm.arguments import one_of
from ikm.audits.anomalies import Examined, anomalies_of
from ikm.audits.candidates import Order, name_of_weight, weights_to_try
from ikm.audits.fits import Rank, fits_of, gives
from ikm.audits.formulas import index_of
from ikm.audits.grades import grades_of
from ikm.audits.granularity import granularity_of
from ikm.audits.means import means_of, whole_sums
from ikm.audits.read import read_table
from ikm.audits.repairs import repairs_of
from ikm.audits.respondents import respondents_of
from ikm.audits.rounding import PrintedNumber, pointed
from ikm.audits.samples import rules_giving
from ikm.audits.verdict import (
    Audit,
    AuditedCell,
    AuditedElement,
    AuditedGrade,
    AuditedNumber,
    AuditedSample,
    FittingRule,
    FittingWeight,
    PossibleRepair,
)
from ikm.audits.weighted_column import column_of
from ikm.audits.weights import weights_used
from ikm.findings import LANGUAGES
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ikm.audits.fits import Fit
    from ikm.audits.granularity import Granularity
    from ikm.audits.means import Means
    from ikm.audits.respondents import RespondentCounts
    from ikm.audits.table import PublishedTable
    from ikm.audits.weighted_column import WeightedColumn
    from ikm.audits.workbooks import ReadTable
    from ikm.findings import Language

__all__ = ["audit"]

_PLAIN = Order("none")
_LIKE = Fraction(5, 100)
"""How far a rounded weight lies from 1/k at most."""

_PRINTED = 6
"""Decimals: more are a spreadsheet's, and shown rounded."""

_NEAR = 10
"""A number of respondents that lies within one tenth of the stated one may be what was meant."""


def audit(table: Mapping[str, Any] | str | Path, *, sheet: str | int | None = None, lang: Language = "id") -> Audit:
    """Audit a published table.

    Parameters
    ----------
    table : mapping, str or Path
        The table as printed, or the path of a JSON or TOML file with it, or of a processing sheet (XLSX):
        ``n_respondents``, ``weight_stated``, ``ikm_as_printed``, ``grade_as_printed`` and ``elements``, each with
        ``code``, ``name`` and any of ``nrr``, ``sum``, ``weighted_nrr``, ``converted``, ``grade``, ``counts``.
        Figures are texts with a comma or a point, so that the decimals that are printed are known; ``docs/audit.md``
        has all names.
    sheet : str or int, optional
        Which sheet of a workbook, by its name or its number from 1; else its first processing sheet.
    lang : {"id", "en"}
        The language of the words.

    Returns
    -------
    Audit
        ``verdict``, ``weight``, ``n``, ``grades``, ``anomalies`` and more; ``paragraph`` tells it in words.

    Raises
    ------
    OptionError
        If the table cannot be read, prints no IKM, or has no element with a figure.
    SourceError
        If a workbook is damaged or unsafe.

    References
    ----------
    .. [1] Brown, N. J. L., & Heathers, J. A. J. (2017). The GRIM Test. Social Psychological and Personality Science,
       8(4), 363-369.

    Examples
    --------
    >>> import ikm
    >>> ikm.audit("examples/audit-ppid-2023.json").n.possible
    (68, 136, 204, 272, 340)
    """
    one_of("lang", lang, LANGUAGES)
    read = read_table(table, sheet)
    return _audited(read, lang)


def _audited(read: ReadTable, lang: Language) -> Audit:
    table = read.table
    granularity, respondents = granularity_of(table), respondents_of(table)
    number = respondents.known or (table.n if granularity.stated is not False else None)
    several = [means_of(table, one) for one in dict.fromkeys([number, *_near(table, granularity), None])]
    column, fits = column_of(table, several[0]), fits_of(table, several)
    stated = None if table.weight is None else name_of_weight(table.weight, len(table.elements))
    excused = any(gives(table, several, one) for one in weights_to_try(table) if one.name == stated)
    used, best = weights_used(fits, stated, excused=excused), fits[0] if fits else None
    best_means = _most_exact(several, best)
    recomputed = _recomputed(table, best_means, fits)
    size = table.sample if table.sample is not None else table.n
    rules = rules_giving(table.population, size) if table.population is not None and size is not None else ()
    found = Examined(
        table, fits, used, column, granularity, respondents, number, grades_of(table), rules, recomputed, stated,
        excused=excused,
    )  # fmt: skip
    sure = number if granularity.stated else table.n if len(granularity.impossible) == 1 else None
    repairs = () if fits else repairs_of(table, sure, _values(table, column))
    return Audit(
        title=table.title,
        source=table.source,
        verdict=_verdict(fits, used),
        weight=used[0] if len(used) == 1 else None,
        weights=tuple(used),
        rounding=None if best is None else best.order,
        stated_weight=found.stated,
        column_weights=() if column is None else column.weights,
        printed_ikm=float(table.ikm.value),
        printed_text=pointed(table.ikm),
        recomputed={name: float(value) for name, value in recomputed.items()},
        fits=tuple(
            FittingWeight(weight=one.weight.name, rounding=one.order, exact=one.exact, respondents=one.n)
            for one in fits
        ),
        n=_number(table, granularity, respondents),
        elements=_elements(table, granularity, column, best_means.n),
        grades=tuple(
            AuditedGrade(code=one.code, printed=one.printed, expected=one.expected, right=one.right)
            for one in found.grades.grades
        ),
        grade_bands=found.grades.scheme,
        regulation=found.grades.usual,
        sample=_sample(table, found),
        repairs=tuple(PossibleRepair(where=one.where, printed=one.printed, instead=one.instead) for one in repairs),
        cells=tuple(AuditedCell(**one._asdict()) for one in read.cells),
        anomalies=tuple(one.translated(lang) for one in (*anomalies_of(found), *read.findings)),
        lang=lang,
    )


def _verdict(fits: Sequence[Fit], used: Sequence[str]) -> Literal["exact", "within-rounding", "none"]:
    if not fits:
        return "none"
    return "exact" if any(one.exact for one in fits if one.weight.name in used) else "within-rounding"


def _near(table: PublishedTable, granularity: Granularity) -> list[int]:
    """Give numbers that may have been meant where the stated one is impossible, the nearest first."""
    if granularity.stated is not False or table.n is None:
        return []
    n = table.n
    near = [one for one in granularity.possible if abs(one - n) * _NEAR <= n]
    return sorted(near, key=lambda one: abs(one - n))


def _most_exact(several: Sequence[Means], best: Fit | None) -> Means:
    """Give the means the best fit was found with, else the most exact ones."""
    if best is not None and best.n is not None:
        return next(one for one in several if one.n == best.n)
    return next((one for one in several if one.exact is not None), several[0])


def _recomputed(table: PublishedTable, means: Means, fits: Sequence[Fit]) -> dict[str, str]:
    """Compute the IKM by each weight, nothing rounded on the way, from the most exact means there are.

    A weight that was left over from another questionnaire is told only where it gives the IKM or is stated.
    """
    found, share = {}, Fraction(1, len(table.elements))
    told = {one.weight.name for one in fits if one.rank <= Rank.ROUNDED}
    for weight in weights_to_try(table):
        near = weight.same is not None and abs(weight.same - share) <= share * _LIKE
        if not near and weight.name not in told and weight.same != table.weight:
            continue
        base: Sequence[Fraction] = (
            means.exact or means.shown or [(low + high) / 2 for low, high in means.bounds(table, weight.values)]
        )
        if len(base) == len(table.elements) and not weight.rare:
            found[weight.name] = str(round_half_up(index_of(base, weight.values, _PLAIN), 2))
    return found


def _values(table: PublishedTable, column: WeightedColumn | None) -> list[Fraction]:
    """Give the weights the weighted column may have been made with."""
    names = () if column is None else column.weights
    return [one.same for one in weights_to_try(table) if one.name in names and one.same is not None]


def _number(table: PublishedTable, granularity: Granularity, respondents: RespondentCounts) -> AuditedNumber:
    return AuditedNumber(
        stated=table.n,
        stated_possible=granularity.stated,
        possible=granularity.possible,
        impossible_for=tuple(table.elements[place].code for place in granularity.impossible),
        counts=respondents.counts,
        sums=respondents.sums,
        demographics=respondents.demographics,
    )


def _elements(
    table: PublishedTable, granularity: Granularity, column: WeightedColumn | None, n: int | None
) -> tuple[AuditedElement, ...]:
    def text(figure: PrintedNumber | None) -> str | None:
        if figure is None:
            return None
        return pointed(figure) if figure.decimals <= _PRINTED else str(round_half_up(figure.value / figure.factor, 4))

    made = []
    for place, one in enumerate(table.elements):
        mean, known = one.mean, column is not None and bool(column.weights)
        answered = one.answered or n
        sums = tuple(whole_sums(mean, answered)) if mean is not None and answered else ()
        made.append(
            AuditedElement(
                code=one.code,
                name=one.name,
                nrr=text(one.nrr),
                converted=text(one.converted),
                weighted=text(one.weighted),
                weighted_right=place not in column.odd if column is not None and known and one.weighted else None,
                sums=sums if len(sums) <= 3 else (),
                possible=None if granularity.stated is None or mean is None else place not in granularity.impossible,
            )
        )
    return tuple(made)


def _sample(table: PublishedTable, found: Examined) -> AuditedSample | None:
    size = table.sample if table.sample is not None else table.n
    if table.population is None or size is None:
        return None
    rules = tuple(FittingRule(rule=one.rule, margin=one.margin) for one in found.rules)
    return AuditedSample(population=table.population, size=size, stated=table.sample is not None, rules=rules)
