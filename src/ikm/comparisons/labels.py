"""Labels: what the period of a result is called, where nobody said.

It is the period that was asked for, else the part of the calendar that its answers lie in: a month, a quarter, a
semester or a year.  Beside others it is the kind of part that they are, so that a survey that was open in November only
stands as "2023" beside "2022".

>>> import ikm
>>> result = ikm.score("examples/ppid-2023.xlsx")
>>> label_of(result), label_of(ikm.score("examples/ppid-2023.xlsx", period="2023-Q1"))
('2023', 'Triwulan I 2023')
>>> labels_of([result, result]), label_of(ikm.score([[4] * 9]))
(['2023', '2023'], '')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.responses.times import PARTS, holding, part_name, period_name, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.findings import Language
    from ikm.scoring import IKMResult

__all__ = ["label_of", "labels_of"]


def label_of(result: IKMResult, beside: Iterable[str] = (), lang: Language | None = None) -> str:
    """Say what the period of a result is called; nothing where that is not known.

    Parameters
    ----------
    result : IKMResult
        The result.
    beside : iterable of str
        What the periods before it are called: the last of them that is part of the calendar decides of which kind it
        is.
    lang : {"id", "en"}, optional
        The language; that of the result unless given.
    """
    lang = lang or result.lang
    if asked := result.provenance.options.get("period"):
        period = readable(str(asked))
        return str(asked) if period is None else period_name(period, lang)
    kinds = [kind for one in beside if (period := readable(one)) and (kind := part_name(period))]
    return _of_answers(result, kinds[-1] if kinds else None, lang)


def labels_of(results: Sequence[IKMResult], beside: Iterable[str] = (), lang: Language | None = None) -> list[str]:
    """Give the labels of results side by side, parts of the calendar of one kind where that tells them apart."""
    alone = [label_of(one, beside, lang) for one in results]
    kinds = {kind for label in alone if (period := readable(label)) and (kind := part_name(period))}
    if len(kinds) < 2:
        return alone
    alike = [label_of(one, [*beside, _of_kind(max(kinds, key=PARTS.index))], lang) for one in results]
    return alike if len(set(alike)) == len(alike) else alone


def _of_kind(part: str) -> str:
    """Give some period of a kind."""
    return {"bulan": "2000-01", "triwulan": "2000-Q1", "semester": "2000-S1", "tahun": "2000"}[part]


def _of_answers(result: IKMResult, part: str | None, lang: Language) -> str:
    if result.period is None:
        return ""
    first, last = result.period.first, result.period.last
    period = (holding(first, last, part) if part else None) or holding(first, last)
    return "" if period is None else period_name(period, lang)
