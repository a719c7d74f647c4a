"""The processing sheet: the regulation's table of respondents by elements, and how it closes.

It holds scores without names, in the order of the file, of the respondents that the index counts: all of them, or the
complete ones where only these are counted.  Sums, means and the index are exact; whoever draws it may let a
spreadsheet compute them again.

Where a breakdown hides a group, the order is that of the scores: a file goes by month or by counter, so that the place
of a row tells whose it is.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.sheets import processing_of
>>> responses = ikm.load([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, None, 4, 3, 3, 4, 3, 3]])
>>> sheet = processing_of(ikm.score(responses), load_regulation(), responses)
>>> sheet.scores[1][:3], sheet.elements[2].filled, sheet.footnotes[-1]
((3, 3, None), 1, 'NRR tertimbang = NRR per unsur × 0,111')
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.reports.chapters import bands_table, chapter_key, counted, index_bands, weight_of
from ikm.reports.indices import as_result, named_converted
from ikm.reports.report import ProcessedElement, Processing
from ikm.reports.rows import weight_names
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.scoring import ElementResult, IKMResult, IndexResult

    _Scores = tuple[Fraction | int | None, ...]

__all__ = ["index_processing", "processing_of"]

_WORDS = (
    "sheet", "processing_title", "processing_counts_title", "caption", "total_row", "nrr_row", "weighted_row",
    "closing_row", "index_row", "element_names",
)  # fmt: skip
"""What the processing sheet of another index calls otherwise."""


def processing_of(result: IKMResult, law: Regulation, responses: Responses | None = None) -> Processing:
    """Prepare the processing sheet; without responses it has no rows of respondents."""
    elements = tuple(_processed(one) for one in result.elements)
    return Processing(
        elements=elements,
        scores=() if responses is None else _in_order(_scores(result, responses), result),
        weight=None if result.weight == "own" else elements[0].weight,
        weight_name=weight_names(result, result.lang)[0],
        factor=Fraction(law.factor),
        nrr_weighted=sum((one.nrr_weighted for one in elements), Fraction()),
        index=Fraction(result.ikm_exact),
        footnotes=tuple(_footnotes(result, law, rows=responses is not None)),
        bands=bands_table(law, result.lang),
    )


def index_processing(result: IKMResult, responses: Responses | None = None) -> dict[str, Processing]:
    """Prepare the processing sheet of each index besides the IKM, by the key of its chapter.

    Without the answers to its items it has no rows of respondents.
    """
    read = {} if responses is None else {one.index.key: responses.of_index(one.index.key) for one in responses.indices}
    return {chapter_key(one): _of_index(result, one, read.get(one.key)) for one in result.indices or ()}


def _of_index(result: IKMResult, index: IndexResult, responses: Responses | None) -> Processing:
    alone, lang = as_result(result, index), result.lang
    say, elements = phrases(lang, "indices"), tuple(_processed(one) for one in index.elements)
    said = {"short": index.short, "converted": named_converted(index, lang), "factor": index.factor}
    said |= {"first": elements[0].code, "last": elements[-1].code}
    notes = ["elements", "star", "stars", "mean", "importance" if index.weighting == "importance" else "weighted"]
    notes += ["complete"] if result.provenance.options.get("missing") == "complete" else []
    notes += ["order"] if responses is not None and _hides(alone) else []
    return Processing(
        elements=elements,
        scores=() if responses is None else _in_order(_scores(alone, responses), alone),
        weight=None,
        weight_name="",
        factor=Fraction(index.factor),
        nrr_weighted=Fraction(index.mean_exact),
        index=Fraction(index.ikm_exact),
        footnotes=tuple(say[f"footnote_{name}"].format_map(said) for name in notes),
        bands=index_bands(index, lang),
        words={name: say[f"sheet_{name}"].format_map(said) for name in _WORDS},
    )


def _processed(one: ElementResult) -> ProcessedElement:
    mean = Fraction(one.nrr_exact)
    return ProcessedElement(
        one.code,
        one.name,
        mean * one.filled,
        one.filled,
        mean,
        weight_of(one),
        Fraction(one.nrr_weighted_exact),
        tuple(counted(one).items()),
    )


def _scores(result: IKMResult, responses: Responses) -> Iterator[_Scores]:
    """Give the scores of each respondent that counts, in the order of the elements of the result."""
    levels = (None, *responses.levels)
    complete = result.provenance.options.get("missing") == "complete"
    for codes in zip(*(responses.codes[one.key] for one in result.elements), strict=True):
        if any(codes) and (all(codes) or not complete):
            yield tuple([levels[code] for code in codes])


def _in_order(rows: Iterable[_Scores], result: IKMResult) -> tuple[_Scores, ...]:
    """Put the rows into the order in which they are shown."""
    return tuple(sorted(rows, key=_rank, reverse=True) if _hides(result) else rows)


def _rank(scores: _Scores) -> list[Fraction | int]:
    return [-1 if score is None else score for score in scores]


def _hides(result: IKMResult) -> bool:
    return any(group.hidden or group.elements_hidden for group in result.groups or ())


def _footnotes(result: IKMResult, law: Regulation, *, rows: bool) -> Iterator[str]:
    """Give the footnotes of the annex, with the weight that was used."""
    say = phrases(result.lang, "report")
    codes = [one.code for one in result.elements]
    yield say["footnote_elements"].format(first=codes[0], last=codes[-1])
    for name in ("footnote_nrr", "footnote_ikm", "footnote_star"):
        yield say[name]
    yield say["footnote_stars"].format(factor=law.factor)
    yield say["footnote_mean"]
    if result.provenance.options.get("missing") == "complete":
        yield say["footnote_complete"]
    own = result.weight == "own"
    weight = weight_names(result, result.lang)[0]
    yield say["footnote_weighted_own"] if own else say["footnote_weighted"].format(weight=weight)
    if rows and _hides(result):
        yield say["footnote_order"]
