"""The elements: sums, means, weighted means, grades, and the rank of each.

Elements stand in the order of the form; those with the same mean share a rank, and the next one is counted on from
there (1, 2, 2, 4).

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.elements import elements_chapter
>>> chapter = elements_chapter(ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4]]), load_regulation())
>>> [(row.cells[1].text, row.cells[0].text) for row in chapter.blocks[0].rows[:4]]
[('U1', '1'), ('U2', '1'), ('U3', '7'), ('U4', '1')]
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.regulation import round_half_up
from ikm.reports.charted import element_figure
from ikm.reports.report import Chapter, Entry, Head, ReportTable, Row
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from ikm.regulation import Regulation
    from ikm.scoring import IKMResult

__all__ = ["elements_chapter", "ranks"]


def ranks(values: list[Fraction | None]) -> list[int | None]:
    """Give the rank of each value, the greatest first; equal ones share theirs, none has none."""
    known = [value for value in values if value is not None]
    return [None if value is None else 1 + sum(other > value for other in known) for value in values]


def elements_chapter(result: IKMResult, law: Regulation) -> Chapter:
    """Tell of the elements."""
    say, lang = phrases(result.lang, "report"), result.lang
    columns = (
        Head(say["rank"]),
        Head(say["code"], "text"),
        Head(say["element"], "text"),
        *(Head(say[name]) for name in ("total", "filled", "nrr", "nrr_weighted", "converted")),
        Head(say["mutu"], "grade"),
        Head(say["kinerja"], "text"),
    )
    means = [Fraction(element.nrr_exact) for element in result.elements]
    rows = []
    for element, mean, rank in zip(result.elements, means, ranks(list(means)), strict=True):
        total = mean * element.filled
        rows.append(
            Row(
                (
                    Entry("") if rank is None else Entry.of(rank, 0, lang),
                    Entry(element.code),
                    Entry(element.name),
                    Entry.of(total, 0 if total.denominator == 1 else 2, lang),
                    Entry.of(element.filled, 0, lang),
                    Entry.of(mean, 3, lang),
                    Entry.of(Fraction(element.nrr_weighted_exact), 3, lang),
                    Entry.of(Fraction(round_half_up(mean * law.factor, law.decimals)), law.decimals, lang),
                    Entry(element.mutu, mutu=element.mutu),
                    Entry(element.kinerja),
                )
            )
        )
    blank = Entry("")
    weighted = sum((Fraction(element.nrr_weighted_exact) for element in result.elements), Fraction())
    index = Fraction(result.ikm_exact)
    rows += [
        Row(
            (blank, blank, Entry(say["unsur_total"]), blank, blank, blank, Entry.of(weighted, 3, lang), *[blank] * 3),
            total=True,
        ),
        Row(
            (
                blank, blank, Entry(say["unsur_index"].format(factor=law.factor)), *[blank] * 4,
                Entry.of(index, law.decimals, lang), Entry(result.mutu, mutu=result.mutu), Entry(result.kinerja),
            ),
            total=True,
        ),
    ]  # fmt: skip
    table = ReportTable("unsur", say["unsur_caption"], columns, tuple(rows))
    return Chapter("unsur", say["unsur"], (table, element_figure(result, law)))
