"""Comparing: whether the groups of a breakdown differ more than chance, in a sentence and a table of tests.

>>> import ikm
>>> from ikm.reports.chapters.comparing import comparison_blocks
>>> header = ["Loket", *["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]]
>>> rows = [["A", *[4] * 9]] * 9 + [["A", *[3] * 9]] * 3 + [["B", *[3] * 9]] * 9 + [["B", *[4] * 9]] * 4
>>> blocks = comparison_blocks(ikm.score([header, *rows], by="Loket", statistics=True))
>>> print(blocks[1].text)
Perbedaan menurut Loket lebih besar daripada yang biasa timbul karena kebetulan (Mann–Whitney; nilai setiap responden,
p = 0,030).
>>> [entry.text for entry in blocks[-1].rows[0].cells]
['IKM', 'Nilai setiap responden', '25', 'z = 2,167', '0,030', '–', '0,442', 'ya']
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.arguments import CROSS
from ikm.findings import display
from ikm.reports.report import Entry, Head, Paragraph, ReportTable, Row, Subheading
from ikm.reports.wording import number, phrases, profile_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.reports.report import Block
    from ikm.scoring import GroupComparison, IKMResult, RankComparison

__all__ = ["comparison_blocks"]

_LEAST = Fraction(1, 1000)


def comparison_blocks(result: IKMResult) -> tuple[Block, ...]:
    """Tell of each breakdown whether its groups differ; nothing where that was not asked for."""
    if result.statistics is None:
        return ()
    return tuple(block for one in result.statistics.groups for block in _told(one, result))


def _told(one: GroupComparison, result: IKMResult) -> Iterator[Block]:
    lang, say = result.lang, phrases(result.lang, "statistics")
    by = " × ".join(profile_name(name, lang) for name in one.by)
    yield Subheading(say["groups_title"].format(by=by))
    yield Paragraph(_verdict(one, by, lang))
    if one.differ is not None:
        if one.index.reason is not None:
            yield Paragraph(say["index_untested"].format(reason=say[f"why_{one.index.reason}"]))
        apart = ", ".join(result.elements[tested.key or ""].code for tested in one.elements if tested.significant)
        yield Paragraph(say["elements_differ"].format(elements=apart) if apart else say["elements_alike"])
    if one.near_ceiling:
        yield Paragraph(say["near_ceiling"])
    if one.left_out:
        yield Paragraph(say["left_out"].format(n=number(one.left_out, 0, lang)), "note")
    if one.differ is not None:
        yield _tests(one, by, result)


def _verdict(one: GroupComparison, by: str, lang: Language) -> str:
    say = phrases(lang, "statistics")
    if one.differ is None:
        return say["differ_unknown"].format(by=by, reason=say[f"why_{one.elements[0].reason}"])
    if one.index.p is not None:
        decided, what = one.index, say["by_index"].format(p=_said(one.index.p, lang))
    else:
        decided = min((tested for tested in one.elements if tested.p_holm is not None), key=_corrected)
        what = say["by_elements"].format(p=_said(_corrected(decided), lang))
    return say["differ" if one.differ else "differ_not"].format(by=by, test=say[str(decided.test)], what=what)


def _corrected(tested: RankComparison) -> float:
    return 1.0 if tested.p_holm is None else tested.p_holm


def _tests(one: GroupComparison, by: str, result: IKMResult) -> ReportTable:
    lang, say = result.lang, phrases(result.lang, "statistics")
    heads = (
        Head(say["code"], "text"), Head(say["element"], "text"),
        *(Head(say[name]) for name in ("answers", "statistic", "p", "p_holm", "effect")),
        Head(say["different"], "text"),
    )  # fmt: skip
    rows = [_row(one.index, say["index_code"], say["index_row"], lang)]
    for tested in one.elements:
        element = result.elements[tested.key or ""]
        rows.append(_row(tested, element.code, element.name, lang))
    tests, effects = [], []
    used = {tested.test for tested in (one.index, *one.elements)}
    if "mann-whitney" in used:
        first, second = (" · ".join(map(display, group.values())) for group in one.groups[:2])
        tests.append(say["test_two"])
        effects.append(say["effect_two"].format(first=first, second=second))
    if "kruskal-wallis" in used:
        tests.append(say["test_many"])
        effects.append(say["effect_many"])
    notes = (say["tests_note"].format(tests=" ".join(tests), effect="; ".join(effects)),)
    return ReportTable(f"uji-{CROSS.join(one.by)}", say["tests_caption"].format(by=by), heads, tuple(rows), notes)


def _row(tested: RankComparison, code: str, name: str, lang: Language) -> Row:
    say = phrases(lang, "statistics")
    none = Entry(say["none"])
    named = (Entry(code), Entry(name), Entry.of(tested.answers, 0, lang))
    if tested.p is None:
        return Row((*named, none, none, none, none, Entry(say[f"short_{tested.reason}"])))
    h, z = (number(found or 0, 3, lang) for found in (tested.h, tested.z))
    value = f"H({tested.df}) = {h}" if tested.z is None else f"z = {z}"
    return Row(
        (
            *named,
            Entry(value),
            _probability(tested.p, lang),
            none if tested.p_holm is None else _probability(tested.p_holm, lang),
            Entry.of(Fraction(str(tested.effect)), 3, lang),
            Entry(say["yes" if tested.significant else "no"]),
        )
    )


def _probability(p: float, lang: Language) -> Entry:
    """Write a probability; one below a thousandth as that."""
    exact = Fraction(str(p))
    if exact < _LEAST:
        return Entry(phrases(lang, "statistics")["below"])
    return Entry.of(exact, 3, lang)


def _said(p: float, lang: Language) -> str:
    """Write a probability behind its letter: ``= 0,030``, or ``< 0,001``."""
    told = _probability(p, lang)
    return told.text if told.value is None else f"= {told.text}"
