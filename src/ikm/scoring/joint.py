"""Joint forms: an index besides the SKM, scored by the functions that score the SKM.

Its instrument is made a `Regulation` of the items the form has (`ikm.regulation.IndexInstrument.law`); the formula is
that of `ikm.scoring.scores`: the mean of each item, times its weight, in total, times the factor, rounded once, and
then the grade.  The weights are 1/k, or, where the instrument says so, the mean importance of each item divided by the
sum of the mean importances.

>>> from ikm.regulation import load_index
>>> from ikm.tallies import Tally
>>> bps = load_index("ipak-bps")
>>> tally = Tally.of_scores([item.key for item in bps.items], [[9, 10, 8, 9], [10, 9, 9, 8]], low=1, high=10)
>>> matters = dict(zip(tally.elements, ((50, 5), (50, 5), (60, 5), (40, 5)), strict=True))
>>> score_index(tally, bps, bps.law(bps.items), importance=matters).result.ikm
90.0
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ikm.findings import column_letter
from ikm.regulation import round_half_up
from ikm.scoring.disclosure import MINIMUM_GROUP
from ikm.scoring.indices import Importance, IndexBand, IndexResult
from ikm.scoring.scores import score_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.arguments import Tables
    from ikm.findings import Finding, Language
    from ikm.regulation import IndexInstrument, Regulation
    from ikm.tallies import Missing, Pairs, Tally

__all__ = ["ScoredIndex", "score_index", "weights_by"]


class ScoredIndex(NamedTuple):
    """The result of an index, and what its counts give away or had to be told of its groups."""

    result: IndexResult
    findings: tuple[Finding, ...]


def weights_by(importance: Mapping[str, Importance]) -> dict[str, Fraction]:
    """Give the weight of each item: its mean importance divided by the sum of them all."""
    whole = sum((one.mean for one in importance.values()), Fraction())
    return {key: one.mean / whole for key, one in importance.items()}


def score_index(
    tally: Tally,
    index: IndexInstrument,
    law: Regulation,
    *,
    tables: Tables | None = None,
    pairs: Pairs | None = None,
    importance: Mapping[str, tuple[Fraction, int]] | None = None,
    missing: Missing = "available",
    minimum_group: int = MINIMUM_GROUP,
    population: int | None = None,
    confidence: float | None = None,
    columns: Mapping[str, int] | None = None,
    lang: Language = "id",
) -> ScoredIndex:
    """Score the items of one index.

    Parameters
    ----------
    tally : Tally
        The counts of its items.
    index, law : IndexInstrument, Regulation
        The instrument, and the same for the items of the form.
    tables : tuple of tuples of str, optional
        The breakdowns.
    pairs : Pairs, optional
        The answers that were counted, for how sure the figures are.  Weights that respondents gave are estimates
        themselves, and how sure such an index is, is not said.
    importance : mapping, optional
        Where items are weighted by importance, for each the sum of the scores that say how much it matters, and how
        many gave one.
    missing : {"available", "complete"}
        Divide each item by its own answers, or keep only questionnaires that answer them all.
    minimum_group : int
        Groups with fewer respondents show no figures.
    population : int, optional
        The number of people served.
    confidence : float, optional
        How sure the limits are to be.
    columns : mapping from str to int, optional
        The column of each item, from 0.
    lang : {"id", "en"}
        The language of names.
    """
    equal, matters = index.weighting == "equal", _importance(importance)
    scored = score_counts(
        tally, tables=tables, pairs=pairs if equal else None, regulation=law, missing=missing, population=population,
        weight=weights_by(matters) if matters else None, confidence=confidence, minimum_group=minimum_group,
        sampled=False, lang=lang,
    )  # fmt: skip
    result = scored.result
    mean = Fraction(result.ikm_exact) / index.factor
    published = result.ikm if index.published == "converted" else float(round_half_up(mean, index.decimals))
    made = IndexResult(
        key=index.key,
        short=index.short,
        name=index.title[lang],
        value=published,
        scale=index.published,
        ikm=result.ikm,
        ikm_exact=result.ikm_exact,
        mean=float(mean),
        mean_exact=str(mean),
        low=index.low,
        high=index.high,
        factor=index.factor,
        mutu=result.mutu,
        kinerja=result.kinerja,
        grade_depends_on_rounding=result.grade_depends_on_rounding,
        weighting=index.weighting,
        weight_exact=result.weight_exact,
        respondents=result.respondents,
        elements=result.elements,
        lowest=result.lowest,
        highest=result.highest,
        blanks=result.blanks,
        uncertainty=result.uncertainty if equal else None,
        groups=result.groups,
        source=index.sources["instrument"][lang],
        bands=tuple(
            IndexBand(mutu=band.mutu, kinerja=band.called(lang), low=float(band.low), high=float(band.high))
            for band in index.bands
        ),
        bands_source=index.bands_source[lang],
        sha256=index.digest,
        columns={key: column_letter(at) for key, at in (columns or {}).items()},
        importance=matters,
    )
    return ScoredIndex(made, scored.findings)


def _importance(told: Mapping[str, tuple[Fraction, int]] | None) -> dict[str, Importance] | None:
    if not told:
        return None
    return {key: Importance(total_exact=str(total), filled=filled) for key, (total, filled) in told.items()}
