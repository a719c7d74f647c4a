"""The breakdowns: each group's size, index and grade, the means of its elements, and a figure.

What a result hides stays hidden: a group without figures is named (or told together with other small ones), and says
so.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.groups import groups_chapter
>>> header = ["Loket", *["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]]
>>> result = ikm.score([header, *[["A", *[4] * 9]] * 12, *[["B", *[3] * 9]] * 15], by="Loket", weight="exact")
>>> chapter = groups_chapter(result, load_regulation())
>>> [[entry.text for entry in row.cells] for row in chapter.blocks[0].rows]
[['A', '12', '44,4 %', '100,00', 'A', 'Sangat Baik'], ['B', '15', '55,6 %', '75,00', 'C', 'Kurang Baik']]
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ikm.arguments import CROSS
from ikm.reports.charted import group_figures
from ikm.reports.report import Chapter, Entry, Head, ReportTable, Row
from ikm.reports.rows import group_name
from ikm.reports.wording import number, phrases, profile_name
from ikm.scoring import MINIMUM_GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.regulation import Regulation
    from ikm.reports.report import Block
    from ikm.scoring import GroupResult, IKMResult

__all__ = ["Called", "group_name", "group_tables_of", "groups_chapter"]


def groups_chapter(result: IKMResult, law: Regulation) -> Chapter | None:
    """Tell of the breakdowns; nothing where none was asked for."""
    if not result.groups:
        return None
    say = phrases(result.lang, "report")
    blocks: list[Block] = []
    figures = group_figures(result, law)
    told = Called("kelompok", "IKM", say["kelompok_caption"], say["kelompok_means"])
    for (by, groups), figure in zip(result.groups.tables.items(), figures, strict=True):
        tables = _tables(by, groups, result, told)
        blocks += [*tables, replace(figure, title=tables[0].caption)]
    return Chapter("kelompok", say["kelompok"], tuple(blocks))


class Called(NamedTuple):
    """What the tables of a breakdown are called.

    Parameters
    ----------
    key : str
        What their keys begin with.
    head : str
        The heading of the index.
    caption, means : str
        The captions of the table of the groups and of that of their means: a ``{name}`` stands for what it is by, a
        ``{short}`` for the short name of the index.
    short : str
        That name.
    """

    key: str
    head: str
    caption: str
    means: str
    short: str = "IKM"


def group_tables_of(result: IKMResult, called: Called) -> list[ReportTable]:
    """Give the tables of every breakdown, without figures."""
    tables = {} if result.groups is None else result.groups.tables
    return [table for by, groups in tables.items() for table in _tables(by, groups, result, called)]


def _tables(by: tuple[str, ...], groups: Sequence[GroupResult], result: IKMResult, told: Called) -> list[ReportTable]:
    say, lang = phrases(result.lang, "report"), result.lang
    called = " × ".join(profile_name(one, lang) for one in by)
    key = f"{told.key}-{CROSS.join(by)}"
    minimum = result.provenance.options.get("minimum_group") or MINIMUM_GROUP
    hiding = any(group.hidden or group.elements_hidden for group in groups)
    notes = (say["kelompok_note"].format(minimum=number(minimum, 0, lang)),) if hiding else ()
    heads = (
        Head(say["group"], "text"), Head(say["respondents"]), Head(say["share"]), Head(told.head),
        Head(say["mutu"], "grade"), Head(say["kinerja"], "text"),
    )  # fmt: skip
    rows = tuple(_row(group, result) for group in groups)
    means = (Head(say["group"], "text"), *(Head(element.code) for element in result.elements))
    return [
        ReportTable(key, told.caption.format(name=called, short=told.short), heads, rows, notes),
        ReportTable(
            f"{key}-nrr",
            told.means.format(name=called, short=told.short),
            means,
            tuple(_means(group, result) for group in groups),
        ),
    ]


def _row(group: GroupResult, result: IKMResult) -> Row:
    say, lang = phrases(result.lang), result.lang
    people = share = Entry("")
    if group.respondents is not None:
        people = Entry.of(group.respondents, 0, lang)
        share = Entry.of(Fraction(100 * group.respondents, result.respondents), 1, lang, percent=True)
    if group.ikm is None:
        index = Entry(say["hidden" if group.hidden else "no_index"])
    else:
        index = Entry.of(Fraction(str(group.ikm)), 2, lang)
    mutu = group.mutu or ""
    return Row(
        (Entry(group_name(group, lang)), people, share, index, Entry(mutu, mutu=mutu), Entry(group.kinerja or ""))
    )


def _means(group: GroupResult, result: IKMResult) -> Row:
    """Give the mean of each element; a dash for one that is hidden, or that nobody of the group answered."""
    means = {element.code: Entry.of(Fraction(element.nrr_exact), 3, result.lang) for element in group.elements}
    cells = (means.get(element.code, Entry("–")) for element in result.elements)
    return Row((Entry(group_name(group, result.lang)), *cells))
