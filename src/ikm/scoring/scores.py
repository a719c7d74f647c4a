"""Scoring: from a tally and a regulation to the index, exactly, rounded once.

For each element (PermenPANRB 14/2017, Lampiran, pengolahan data):

1. NRR = sum of its scores ÷ questionnaires that answered it;
2. weighted NRR = NRR × weight;

and for the unit

3. SKM = sum of the weighted NRRs, on the scale 1 to 4;
4. IKM = SKM × 25, rounded half up to two decimals, and only then compared with the bands.

Everything before step 4's rounding is a `fractions.Fraction`: the order of respondents, the machine and the
engine that counted cannot change a digit.  Blanks are never zero: a questionnaire that left an element blank is
not in its divisor (``missing="available"``), or not in the survey (``missing="complete"``).

This module reads no data and judges no sample.

>>> from ikm.scoring import grade, score_tally
>>> from ikm.tallies import Tally
>>> tally = Tally.of_scores(["persyaratan", "prosedur"], [[4, 3], [3, 3]])
>>> result = score_tally(tally, weight="exact")
>>> result.ikm_exact, result.ikm, result.mutu
('325/4', 81.25, 'B')
>>> grade(88.305).mutu, grade(88.30).mutu
('A', 'B')
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.arguments import exact_number, shown_exactly
from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display
from ikm.records import Provenance
from ikm.regulation import Band, Regulation, Weights, load_regulation
from ikm.scoring.breakdowns import break_down
from ikm.scoring.disclosure import LOWEST_MINIMUM, MINIMUM_GROUP, check_minimum
from ikm.scoring.figures import Figures, weight_of_each
from ikm.scoring.indexes import compute_index, refused
from ikm.scoring.results import IKMResult, Target
from ikm.scoring.sampling import sample_size, share_of
from ikm.scoring.uncertainty import CONFIDENCE, Uncertainties, few_somewhere
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.arguments import Tables
    from ikm.findings import Language
    from ikm.scoring.parts import Elements, Groups
    from ikm.scoring.statistics import Statistics
    from ikm.tallies import Missing, Pairs, Tally

__all__ = ["Scored", "grade", "score_counts", "score_tally"]


class Scored(NamedTuple):
    """A result, and what its counts give away or had to be told of its groups; the words are made elsewhere."""

    result: IKMResult
    findings: tuple[Finding, ...]


def score_tally(
    tally: Tally,
    *,
    regulation: Regulation | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Missing = "available",
    population: int | None = None,
    target: float | None = None,
    confidence: float | None = None,
    minimum_group: int = MINIMUM_GROUP,
    lang: Language = "id",
) -> IKMResult:
    """Score a tally, and give the result alone: see `score_counts`; `ikm.score` is the call that also reads files."""
    return score_counts(
        tally,
        regulation=regulation,
        weight=weight,
        missing=missing,
        population=population,
        target=target,
        confidence=confidence,
        minimum_group=minimum_group,
        lang=lang,
    ).result


def score_counts(
    tally: Tally,
    *,
    tables: Tables | None = None,
    pairs: Pairs | None = None,
    regulation: Regulation | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Missing = "available",
    population: int | None = None,
    target: float | None = None,
    confidence: float | None = None,
    minimum_group: int = MINIMUM_GROUP,
    sampled: bool = True,
    statistics: bool = False,
    rows: Mapping[tuple[str, ...], Mapping[tuple[Any, ...], int]] | None = None,
    lang: Language = "id",
) -> Scored:
    """Score a tally.

    Parameters
    ----------
    tally : Tally
        The counts.
    tables : tuple of tuples of str, optional
        The breakdowns, each by the names it groups by; one of everything the tally is grouped by, unless given.
    pairs : Pairs, optional
        The answers that were counted, for how sure the figures are; without them it follows from the tally where that
        has moments, and else is not known.
    regulation : Regulation, optional
        The instrument; PermenPANRB 14/2017 unless given.
    weight : str or mapping, optional
        The name of a weight, or a weight for each element that together total 1.
    missing : {"available", "complete"}
        Divide each element by its own answers, or keep complete questionnaires only.
    population : int, optional
        The number of people served, for the sample-size check and for how sure the index is.
    target : float, optional
        The index aimed at.
    confidence : float, optional
        How sure the limits of the index are to be, between 0 and 1; 0.95 unless given.
    minimum_group : int
        Groups with fewer respondents show no figures (5 at the least).
    sampled : bool
        Whether the sample size is checked where a population is given: one check does for all indices of a survey.
    statistics : bool
        Whether reliability, validity and comparisons of groups are computed too.
    rows : mapping from group to mapping from row of scores to int, optional
        For those: how many of each group of the tally gave each row, where that is known.
    lang : {"id", "en"}
        The language of names in the result.

    Returns
    -------
    Scored

    Raises
    ------
    OptionError
        For a wrong option.
    ResponseError
        If there is no respondent, an element that nobody answered, or another scale than the instrument's.
    """
    law = regulation if regulation is not None else load_regulation()
    _check(tally, law, missing, minimum_group)
    weights = law.weights(weight, tally.elements)
    counts = tally.total
    kept = counts.kept(missing)
    if not kept:
        raise refused(Finding("survey-no-respondents", details={"missing": missing, "below": ""}))
    index = compute_index(counts, weights, law, missing)
    level = CONFIDENCE if confidence is None else share_of(confidence, "confidence", "0.95")
    tables = tables if tables is not None else (tally.by,) if tally.by else ()
    coarse = few_somewhere(tally, tables, missing)
    sure = partial(Uncertainties, weights, law, missing, confidence=level, population=population, coarse=coarse)
    figures = Figures(tally, weights, law, missing, lang, sure())
    shown = figures.index(counts, None if pairs is None else pairs.of_all(missing))
    alternatives = () if shown is None else shown.alternatives
    inside = Figures(tally, weights, law, missing, lang, sure(respondents=kept))
    parts = break_down(tally, tables, inside, minimum_group, pairs)
    elements, groups = figures.elements(counts), parts.groups if tables else None
    result = IKMResult(
        ikm=float(index.rounded),
        mutu=index.band.mutu,
        kinerja=index.band.called(lang),
        weight=weights.name,
        weight_exact=None if weights.name == "own" else weight_of_each(weights),
        respondents=kept,
        elements=elements,
        ikm_exact=str(index.exact),
        nrr_weighted=float(index.skm),
        alternatives=alternatives,
        grade_depends_on_weight=any(other.mutu != index.band.mutu for other in alternatives),
        grade_depends_on_rounding=_cut(index.exact, law).mutu != index.band.mutu,
        lowest=_where(index.nrr, min(index.nrr.values())),
        highest=_where(index.nrr, max(index.nrr.values())),
        blanks=figures.blanks(counts, minimum_group),
        uncertainty=None if shown is None else shown.uncertainty,
        sample=None if population is None or not sampled else sample_size(population, kept, regulation=law),
        target=None if target is None else _target(index.rounded, target, law),
        groups=groups,
        statistics=_examined(tally, elements, groups, weights, rows, missing, float(level)) if statistics else None,
        provenance=_provenance(law, weights, missing),
        lang=lang,
    )
    return Scored(result, (*_few(kept, minimum_group), *parts.findings))


def _where(means: Mapping[str, Fraction], end: Fraction) -> tuple[str, ...]:
    """Name the elements that have this mean."""
    return tuple(key for key, mean in means.items() if mean == end)


def _provenance(law: Regulation, weights: Weights, missing: Missing) -> Provenance:
    return Provenance(
        ikm_version=__version__,
        regulation=law.key,
        regulation_sha256=law.digest,
        options={"weight": _weight_option(weights), "missing": missing},
    )


def _examined(
    tally: Tally,
    elements: Elements,
    groups: Groups | None,
    weights: Weights,
    rows: Mapping[tuple[str, ...], Mapping[tuple[Any, ...], int]] | None,
    missing: Missing,
    level: float,
) -> Statistics:
    from ikm.scoring.examining import examine_survey  # noqa: PLC0415 - only where they are asked for

    return examine_survey(tally, elements, groups, weights, rows=rows, missing=missing, level=level)


def _check(tally: Tally, law: Regulation, missing: Missing, minimum_group: int) -> None:
    """Refuse what cannot be scored under a regulation, whatever the weights."""
    if missing not in ("available", "complete"):
        raise OptionError(f'missing is "available" or "complete"; got {missing!r}.')
    if missing == "complete" and not tally.complete_known:
        raise OptionError(
            'These counts do not tell which questionnaires are complete, so missing="complete" cannot be scored; '
            "count with a column `complete`, or leave missing out."
        )
    check_minimum(minimum_group)
    if (tally.low, tally.high) != (law.low, law.high):
        theirs, ours = f"{tally.low}–{tally.high}", f"{law.low}–{law.high}"
        raise refused(Finding("survey-other-scale", details={"theirs": theirs, "ours": ours}))


def _few(respondents: int, minimum: int) -> list[Finding]:
    """Say that the whole is as small as a group whose figures are not shown."""
    if respondents >= minimum:
        return []
    code = "group-very-few" if respondents < LOWEST_MINIMUM else "group-few"
    return [Finding(code, details={"number": respondents, "minimum": minimum})]


def grade(index: float | Decimal | Fraction | str, *, regulation: Regulation | None = None) -> Band:
    """Grade an index: round it half up to two decimals, then read the band.

    Parameters
    ----------
    index : float, Decimal, Fraction or str
        An index on the converted scale, 25 to 100.  A float is taken as the decimal it shows (88.305 is a tie).
    regulation : Regulation, optional
        The instrument; PermenPANRB 14/2017 unless given.

    Returns
    -------
    Band
        ``mutu``, ``kinerja`` and the bounds of the band.

    Raises
    ------
    OptionError
        If it is no number, or no possible index; a mean on the scale 1 to 4 is recognised and said.

    Examples
    --------
    >>> grade(83.86).kinerja, grade("76.605").mutu, grade(64.99).mutu
    ('Baik', 'B', 'D')
    """
    return (regulation if regulation is not None else load_regulation()).grade(index)


def _cut(exact: Fraction, law: Regulation) -> Band:
    """Read the band without rounding up: the value cut off after the last decimal."""
    step = 10**law.decimals
    return law.band(Decimal(exact.numerator * step // exact.denominator).scaleb(-law.decimals))


def _target(index: Decimal, target: float, law: Regulation) -> Target:
    aimed = None if isinstance(target, str) else exact_number(target)
    if aimed is None or not law.round_index(aimed) > 0 or aimed > law.bands[-1].high:
        high = law.bands[-1].high
        tertulis = display(target) if aimed is None else shown_exactly(aimed).replace(".", ",")
        raise OptionError(
            f"A target is an index above 0 and up to {high}, such as 81; got {target!r}.",
            id=f"Target adalah IKM di atas 0 sampai {high:.0f}, misalnya {Typed('target', 81)}; "
            f"{tertulis} tidak dapat digunakan.",
        )
    percent = law.round_index(Fraction(index) / aimed * 100)
    return Target(value=float(aimed), achievement_percent=float(percent), reached=Fraction(index) >= aimed)


def _weight_option(weights: Weights) -> str | dict[str, str]:
    return weights.name if weights.name != "own" else {key: str(value) for key, value in weights.values.items()}
