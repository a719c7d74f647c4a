"""The report of a performance table: each indicator with its target and achievement, the mean, and the formulas.

>>> import ikm
>>> from ikm.reports.targets import achievement_line, achievement_table
>>> reached = ikm.achievement("examples/kinerja-2023.toml")
>>> achievement_line(reached)
'Rata-rata capaian 113,28 % dari 8 indikator; 7 mencapai target'
>>> [entry.text for entry in achievement_table(reached).rows[1].cells[1:6]]
['IKM layanan informasi publik (PPID)', '81', '83,96', '103,65 %', '104 %']
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.findings import display
from ikm.reports.report import Chapter, Entry, Head, Paragraph, Report, ReportTable, Row
from ikm.reports.wording import number, phrases
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.findings import Language
    from ikm.reports.report import Block
    from ikm.targets import Achievement, AchievementRow, TargetReached

__all__ = ["achievement_line", "achievement_report", "achievement_table"]

_DECIMALS = 2
_SIGNS = {"<": "<", ">": ">"}


def achievement_report(achievement: Achievement) -> Report:
    """Prepare the report of a performance table, in its language; its headline is the mean."""
    say, lang = phrases(achievement.lang, "targets"), achievement.lang
    mean = achievement.mean_exact
    headline = Entry(say["no_mean"]) if mean is None else Entry.of(Fraction(mean), _DECIMALS, lang, percent=True)
    counted = say["counted"].format(
        number=number(achievement.mean_of, 0, lang), reached=number(achievement.reached, 0, lang)
    )
    blocks: tuple[Block, ...] = (
        achievement_table(achievement),
        *(Paragraph(say[f"formula_{name}"], "note") for name in ("higher", "lower", "reached", "mean")),
    )
    return Report(
        lang=lang,
        title=display(achievement.title or "") or say["title"],
        subtitle=" · ".join(display(part) for part in (achievement.unit, achievement.period) if part),
        headline=headline,
        mutu="",
        kinerja="",
        facts=((say["indicators"], counted),),
        alarms=(),
        chapters=(Chapter("capaian", say["chapter"], blocks),),
        made=f"ikm {__version__}",
        headline_name=say["headline"],
    )


def achievement_line(achievement: Achievement) -> str:
    """Tell the mean in a line."""
    say, lang = phrases(achievement.lang, "targets"), achievement.lang
    if achievement.mean_exact is None:
        return say["line_none"]
    return say["line"].format(
        mean=_percent(achievement.mean_exact, lang).text,
        number=number(achievement.mean_of, 0, lang),
        reached=number(achievement.reached, 0, lang),
    )


def achievement_table(achievement: Achievement) -> ReportTable:
    """Give the table: a row for each indicator, the mean last; the target of the plan where a row has one."""
    say, lang = phrases(achievement.lang, "targets"), achievement.lang
    planned = any(row.midterm is not None for row in achievement.rows)
    printed = any(row.printed is not None for row in achievement.rows)
    heads = [Head(say["number"]), Head(say["indicator"], "text"), Head(say["target"], "text")]
    heads += [Head(say["realisation"], "text"), Head(say["achievement"])]
    heads += [Head(say["rounded"]), Head(say["printed"], "text")] if printed else []
    heads.append(Head(say["reached"], "text"))
    if planned:
        heads += [Head(say["midterm"], "text"), Head(say["midterm_achievement"])]
    heads.append(Head(say["note"], "text"))
    rows = [
        Row(
            (
                Entry.of(place, 0, lang),
                Entry(display(row.name)),
                Entry(_written(row.target, lang)),
                Entry(_written(row.realisation, lang)),
                _percent(row.achievement_exact, lang),
                *(_printed(row.rounded, row.printed, lang) if printed else ()),
                Entry(_yes(row, lang)),
                *(_midterm(row.midterm, lang) if planned else ()),
                Entry("; ".join(_notes(row, lang))),
            )
        )
        for place, row in enumerate(achievement.rows, 1)
    ]
    end = [Entry(""), Entry(say["mean"]), Entry(""), Entry(""), _percent(achievement.mean_exact, lang)]
    end += _printed(achievement.mean_rounded, achievement.mean_printed, lang) if printed else ()
    end += [Entry("")] * (len(heads) - len(end))
    rows.append(Row(tuple(end), total=True))
    return ReportTable("capaian", say["caption"], tuple(heads), tuple(rows), tuple(_below(achievement)))


def _below(achievement: Achievement) -> Iterator[str]:
    """Say what is to be known of the mean."""
    say, lang = phrases(achievement.lang, "targets"), achievement.lang
    if lacking := len(achievement.rows) - achievement.mean_of:
        yield say["mean_left_out"].format(number=number(lacking, 0, lang))
    if achievement.mean_printed_as in ("cut", "other"):
        yield say[f"mean_{achievement.mean_printed_as}"].format(
            printed=_written(achievement.mean_printed or "", lang),
            rounded=number(achievement.mean_rounded or 0, 0, lang),
        )


def _notes(row: AchievementRow, lang: Language) -> Iterator[str]:
    """Say what is to be known of an indicator."""
    say = phrases(lang, "targets")
    if row.reason is not None:
        yield say[row.reason]
    elif row.direction == "lower":
        yield say["lower_unit" if row.decided_by == "unit" else "lower"]
    if row.reason is None and row.reached_when in _SIGNS:
        yield say["beyond"].format(sign=row.reached_when)
    if row.provisional:
        yield say["provisional"]
    if row.printed_as in ("cut", "other"):
        printed = _written(row.printed or "", lang)
        yield say[f"printed_{row.printed_as}"].format(printed=printed, rounded=number(row.rounded or 0, 0, lang))


def _midterm(midterm: TargetReached | None, lang: Language) -> tuple[Entry, Entry]:
    if midterm is None:
        return Entry(""), Entry("")
    return Entry(_written(midterm.target, lang)), _percent(midterm.achievement_exact, lang)


def _printed(rounded: int | None, printed: str | None, lang: Language) -> tuple[Entry, Entry]:
    """Give an achievement in whole percent, and beside it the printed one."""
    whole = Entry("–") if rounded is None else Entry.of(rounded, 0, lang, percent=True)
    return whole, Entry(_written(printed or "", lang))


def _yes(row: TargetReached, lang: Language) -> str:
    say = phrases(lang, "targets")
    return "" if row.reached is None else say["yes" if row.reached else "no"]


def _percent(exact: str | None, lang: Language) -> Entry:
    return Entry("–") if exact is None else Entry.of(Fraction(exact), _DECIMALS, lang, percent=True)


def _written(text: str, lang: Language) -> str:
    """Write a figure as it was written; a bare number as the language does."""
    try:
        Fraction(text)
    except (ValueError, ZeroDivisionError):
        return display(text)
    return text.replace(".", ",") if lang == "id" else text
