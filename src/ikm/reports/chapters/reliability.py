"""Validity and reliability: the verdict in sentences, and the item table, as Indonesian reports carry them.

>>> import ikm
>>> from ikm.reports.chapters.reliability import reliability_blocks
>>> rows = [[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3], [2, 3, 3, 3, 2, 3, 3, 3, 2]] * 12
>>> blocks = reliability_blocks(ikm.score(rows, statistics=True))
>>> print(blocks[0].text)
Kuesioner reliabel: Cronbach's alpha 0,922, tidak kurang dari 0,60. Alpha dihitung dari 9 unsur dan 36 kuesioner
lengkap.
>>> [entry.text for entry in blocks[-1].rows[2].cells]
['U3', 'Waktu Penyelesaian', '36', '0,000', '0,0 %', '0,0 %', '–', '0,329', 'semua sama', '0,937']
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.reports.report import Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.reports.report import Block
    from ikm.scoring import IKMResult, ItemStatistics, Reliability

__all__ = ["complete_of", "reliability_blocks"]

_DECIMALS = 3
"""Those of alpha and the correlations, where these are exact."""

_ROUGH = 30
"""Below so many respondents the jackknife's interval is rough."""

_ROUGH_HIGH, _HIGH = 60, Fraction(19, 5)
"""Below so many it is where the mean of all answers is at least this."""


def reliability_blocks(result: IKMResult) -> tuple[Block, ...]:
    """Tell whether the questionnaire is reliable and its elements valid; nothing where that was not asked for."""
    if result.statistics is None:
        return ()
    found = result.statistics.reliability
    sentences = [*_alpha(result, found), *_validity(result, found), *_straight(found, result.lang)]
    return (*map(Paragraph, sentences), _items(result, found))


def _alpha(result: IKMResult, found: Reliability) -> list[str]:
    lang = result.lang
    say = phrases(lang, "statistics")
    if found.alpha is None:
        form = "alpha_no-variance" if found.reason == "no-variance" else f"why_{found.reason}"
        return [say["no_alpha"].format(reason=say[form])]
    decimals = _decimals(found)
    everybody = found.basis == "pairs" and found.respondents == result.respondents
    told = [
        say["reliable" if found.reliable else "unreliable"].format(
            alpha=number(found.alpha_exact or str(found.alpha), decimals, lang),
            criterion=number(found.criterion, 2, lang),
            k=number(len(found.elements), 0, lang),
            basis=say["basis_all" if everybody else f"basis_{found.basis}"].format(
                n=number(found.respondents, 0, lang)
            ),
        )
    ]
    if found.decimals is not None:
        told.append(say["rounded"].format(decimals=found.decimals))
    if found.interval is None:
        return [*told, say["no_interval"].format(reason=say[f"why_{found.interval_reason}"])]
    ends = {"low": number(found.interval.low, decimals, lang), "high": number(found.interval.high, decimals, lang)}
    told.append(say["interval"].format(level=number(Fraction(str(found.interval.level)) * 100, 0, lang), **ends))
    means = [Fraction(element.nrr_exact) for element in result.elements]
    high = sum(means, Fraction(0)) / len(means) >= _HIGH
    if found.respondents < _ROUGH or (high and found.respondents < _ROUGH_HIGH):
        told.append(say["interval_rough"])
    return told


def _validity(result: IKMResult, found: Reliability) -> list[str]:
    lang, told = result.lang, []
    say = phrases(lang, "statistics")
    if found.alpha is None:
        return [say["no_variance_alone"].format(elements=_alike(found))] if found.without_variance else []
    tested = [item for item in found.items if item.valid is not None]
    table = {"r": number(found.r_table or 0, 3, lang), "n": number(found.respondents, 0, lang)}
    if failed := ", ".join(item.code for item in tested if not item.valid):
        told.append(say["not_valid"].format(elements=failed, **table))
    elif len(tested) == len(found.items):
        told.append(say["all_valid"].format(**table))
    if found.without_variance:
        told.append(say["no_variance"].format(elements=_alike(found)))
    return told


def _alike(found: Reliability) -> str:
    return ", ".join(found.items[key].code for key in found.without_variance)


def _decimals(found: Reliability) -> int:
    """Give the decimals that alpha and the correlations are written with."""
    return _DECIMALS if found.decimals is None else found.decimals


def _straight(found: Reliability, lang: Language) -> list[str]:
    if found.straight_lines is None:
        # Where there is no alpha either, its reason has been told.
        if found.alpha is None or found.straight_reason is None:
            return []
        say = phrases(lang, "statistics")
        return [say["no_straight"].format(reason=say[f"why_{found.straight_reason}"])]
    complete = complete_of(found)
    share = Fraction(100 * found.straight_lines, complete)
    say = phrases(lang, "statistics")
    lines = say["straight"].format(
        straight=number(found.straight_lines, 0, lang),
        n=number(complete, 0, lang),
        share=number(share, 1, lang),
    )
    return [lines if found.alpha is None else f"{lines} {say['straight_alpha']}"]


def complete_of(found: Reliability) -> int:
    """Give how many complete questionnaires there are; results of before they were told have them under alpha."""
    return found.respondents if found.complete is None else found.complete


def _items(result: IKMResult, found: Reliability) -> ReportTable:
    lang, say = result.lang, phrases(result.lang, "statistics")
    levels = [Fraction(level) for element in result.elements for level in element.counts]
    shares = [say["share"].format(level=number(level, 0, lang)) for level in (min(levels), max(levels))]
    heads = (
        Head(say["code"], "text"), Head(say["element"], "text"),
        *map(Head, (say["answers"], say["deviation"], *shares, say["item_rest"], say["r_table"])),
        Head(say["verdict"], "text"), Head(say["alpha_if_deleted"]),
    )  # fmt: skip
    rows = tuple(_row(item, found, lang) for item in found.items)
    return ReportTable("butir", say["items_caption"], heads, rows, (say["items_note"],))


def _row(item: ItemStatistics, found: Reliability, lang: Language) -> Row:
    say = phrases(lang, "statistics")
    verdict = say[f"short_{item.reason}"] if item.valid is None else say["valid" if item.valid else "invalid"]
    return Row(
        (
            Entry(item.code),
            Entry(item.name),
            Entry.of(item.answers, 0, lang),
            _figure(item.deviation, lang),
            _share(item.floor, item.answers, lang),
            _share(item.ceiling, item.answers, lang),
            _figure(item.item_rest, lang, _decimals(found)),
            _figure(found.r_table, lang),
            Entry(verdict),
            _figure(item.alpha_if_deleted, lang, _decimals(found)),
        )
    )


def _figure(value: float | None, lang: Language, decimals: int = _DECIMALS) -> Entry:
    """Write a figure; its shortest decimal is rounded, which is exact for whatever can be a tie."""
    none = phrases(lang, "statistics")["none"]
    return Entry(none) if value is None else Entry.of(Fraction(str(value)), decimals, lang)


def _share(part: int, whole: int, lang: Language) -> Entry:
    if not whole:
        return Entry(phrases(lang, "statistics")["none"])
    return Entry.of(Fraction(100 * part, whole), 1, lang, percent=True)
