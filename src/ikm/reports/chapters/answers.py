"""The answers: how many gave each level, element by element.

Percentages are of those who answered.  Where several questions of an element are averaged for each respondent, an
answer may lie between two levels; such answers have a column of their own, and no percentage of a level holds them.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.answers import answers_chapter
>>> chapter = answers_chapter(ikm.score([[4] * 9, [3] * 9, [1] * 9]), load_regulation())
>>> [entry.text for entry in chapter.blocks[0].rows[0].cells[2:]]
['3', '0', '1', '0', '1', '1', '33,3 %', '0,0 %', '33,3 %', '33,3 %', '66,7 %']
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.reports.charted import shares_figure
from ikm.reports.report import Chapter, Entry, Head, ReportTable, Row
from ikm.reports.wording import phrases

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.scoring import ElementResult, IKMResult

__all__ = ["answers_chapter", "counted", "halves"]


def counted(element: ElementResult) -> dict[Fraction, int]:
    """Give how many gave each score, the lowest first."""
    return dict(sorted((Fraction(level), number) for level, number in element.counts.items()))


def halves(law: Regulation) -> tuple[list[int], list[int]]:
    """Give the levels of the lower half of the scale and of the upper; the middle of an odd scale is in neither."""
    levels = list(range(law.low, law.high + 1))
    half = len(levels) // 2
    return levels[:half], levels[-half:]


def answers_chapter(result: IKMResult, law: Regulation) -> Chapter:
    """Tell how the answers are spread."""
    say, lang = phrases(result.lang, "report"), result.lang
    levels = range(law.low, law.high + 1)
    upper = halves(law)[1]
    between = any(level.denominator > 1 and number for one in result.elements for level, number in counted(one).items())
    columns = [Head(say["code"], "text"), Head(say["element"], "text"), Head(say["filled"]), Head(say["blank"])]
    columns += [Head(str(level)) for level in levels]
    columns += [Head(say["between"])] if between else []
    columns += [Head(say["percent"].format(level=level)) for level in levels]
    columns.append(Head(say["favourable"].format(low=upper[0], high=upper[-1])))
    rows = tuple(_row(element, law, lang, between=between) for element in result.elements)
    notes = [say["sebaran_note"], *([say["sebaran_between"].format(column=say["between"])] if between else [])]
    table = ReportTable("sebaran", say["sebaran_caption"], tuple(columns), rows, tuple(notes))
    return Chapter("sebaran", say["sebaran"], (table, shares_figure(result)))


def _row(element: ElementResult, law: Regulation, lang: Language, *, between: bool) -> Row:
    met, upper = counted(element), halves(law)[1]
    numbers = [met.get(Fraction(level), 0) for level in range(law.low, law.high + 1)]
    rest = sum(number for level, number in met.items() if level.denominator > 1)
    shares = [*numbers, sum(number for level, number in met.items() if level >= upper[0])]
    return Row(
        (
            Entry(element.code),
            Entry(element.name),
            Entry.of(element.filled, 0, lang),
            Entry.of(element.blank, 0, lang),
            *(Entry.of(number, 0, lang) for number in numbers),
            *([Entry.of(rest, 0, lang)] if between else []),
            *(Entry.of(Fraction(100 * number, element.filled), 1, lang, percent=True) for number in shares),
        )
    )
