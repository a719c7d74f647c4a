"""Other indices: a chapter for each index that the form asks for besides the SKM.

Both scales stand there, the grade with its source, why the instrument is as it is, each item with its weight, and the
breakdowns.

>>> import ikm
>>> from ikm.reports.chapters.indices import index_chapters
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana", "Diskriminasi", "Pungli", "Calo",
...           "Gratifikasi"]
>>> result = ikm.score([header, [3] * 9 + [4, 4, 3, 4], [4] * 9 + [3, 4, 4, 4]], index="spak")
>>> (chapter,) = index_chapters(result)
>>> chapter.key, chapter.blocks[1].facts[:2]
('indeks-spak', (('SPAK (skala 25 sampai 100)', '93,75, yang diumumkan'), ('Rata-rata (skala 1 sampai 4)', '3,750')))
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.regulation import round_half_up
from ikm.reports.chapters.groups import Called, group_tables_of
from ikm.reports.indices import as_result, index_alarms, named_converted, published
from ikm.reports.report import Chapter, Entry, FactList, Head, Paragraph, ReportTable, Row
from ikm.reports.rows import summary
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.scoring import ElementResult, IKMResult, IndexResult

__all__ = ["chapter_key", "index_bands", "index_chapters", "weight_of"]

_MEAN = 3
_WEIGHT = 3
_INDEX = 2


def index_chapters(result: IKMResult) -> tuple[Chapter, ...]:
    """Tell of the indices besides the IKM; nothing where there are none."""
    return tuple(_chapter(result, index) for index in result.indices or ())


def chapter_key(index: IndexResult) -> str:
    """Give the key of the chapter of an index."""
    return f"indeks-{index.key}"


def weight_of(item: ElementResult) -> Fraction:
    """Give the weight of an element or an item: what its mean was multiplied by."""
    mean = Fraction(item.nrr_exact)
    return Fraction(item.nrr_weighted_exact) / mean if mean else Fraction(str(item.weight))


def _chapter(result: IKMResult, index: IndexResult) -> Chapter:
    say, lang = phrases(result.lang, "indices"), result.lang
    alone = as_result(result, index)
    key, name = chapter_key(index), named_converted(index, lang)
    groups = group_tables_of(alone, Called(key, name, say["groups_caption"], say["groups_means"], index.short))
    return Chapter(
        key,
        say["chapter"].format(short=index.short, name=index.name),
        (
            Paragraph(say["intro"].format(short=index.short)),
            *(Paragraph(alarm, "alarm") for alarm in index_alarms(result, index)),
            FactList(tuple(_facts(index, lang))),
            _items(index, lang),
            FactList(tuple(summary(alone))),
            *groups,
            index_bands(index, lang),
        ),
    )


def _facts(index: IndexResult, lang: Language) -> list[tuple[str, str]]:
    """Say both scales, the grade and its source, and how it is made."""
    say = phrases(lang, "indices")
    low, high = index.low * index.factor, index.high * index.factor
    figures = {"converted": number(index.ikm, _INDEX, lang), "mean": number(index.mean_exact, _MEAN, lang)}
    figures[index.scale] = say["published"].format(value=published(index, lang))
    weight = say["weight_importance"] if index.weight_exact is None else index.weight_exact
    return [
        (say["converted"].format(short=index.short, low=low, high=high), figures["converted"]),
        (say["mean"].format(low=index.low, high=index.high), figures["mean"]),
        (say["grade"], f"{index.mutu} ({index.kinerja})"),
        (say["respondents"], number(index.respondents, 0, lang)),
        (say["bands"], index.bands_source),
        (say["made"], f"{index.name} ({index.key}). {index.source}"),
        (say["weight"], weight),
    ]


def _items(index: IndexResult, lang: Language) -> ReportTable:
    """Give the items: sum, answers, mean, weight, weighted mean, converted value, grade."""
    say, words = phrases(lang, "indices"), phrases(lang)
    heads = (
        Head(say["code"], "text"), Head(say["item"], "text"), Head(say["total"]), Head(say["filled"]),
        Head(say["means"]), Head(say["importance"]), Head(say["weighted"]), Head(say["value"]),
        Head(words["mutu"], "grade"),
    )  # fmt: skip
    rows = []
    for item in index.elements:
        mean, weighted = Fraction(item.nrr_exact), Fraction(item.nrr_weighted_exact)
        total = mean * item.filled
        rows.append(
            Row(
                (
                    Entry(item.code),
                    Entry(item.name),
                    Entry.of(total, 0 if total.denominator == 1 else _INDEX, lang),
                    Entry.of(item.filled, 0, lang),
                    Entry.of(mean, _MEAN, lang),
                    Entry.of(weight_of(item), _WEIGHT, lang),
                    Entry.of(weighted, _MEAN, lang),
                    Entry.of(Fraction(round_half_up(mean * index.factor, _INDEX)), _INDEX, lang),
                    Entry(item.mutu, mutu=item.mutu),
                )
            )
        )
    blank = Entry("")
    rows += [
        Row(
            (blank, Entry(say["items_total"]), *[blank] * 4, Entry.of(Fraction(index.mean_exact), _MEAN, lang), blank,
             blank),
            total=True,
        ),
        Row(
            (blank, Entry(say["items_index"].format(short=index.short, factor=index.factor)), *[blank] * 5,
             Entry.of(Fraction(index.ikm_exact), _INDEX, lang), Entry(index.mutu, mutu=index.mutu)),
            total=True,
        ),
    ]  # fmt: skip
    return ReportTable(f"butir-{index.key}", say["items_caption"].format(short=index.short), heads, tuple(rows))


def index_bands(index: IndexResult, lang: Language) -> ReportTable:
    """Give the grades of the index, with their source."""
    say, words = phrases(lang, "indices"), phrases(lang)
    rows = tuple(
        Row(
            (
                Entry(f"{number(band.low, _INDEX, lang)} – {number(band.high, _INDEX, lang)}"),
                Entry(band.mutu, mutu=band.mutu),
                Entry(band.kinerja),
            )
        )
        for band in index.bands
    )
    heads = (Head(say["interval"], "text"), Head(words["mutu"], "grade"), Head(words["kinerja"], "text"))
    caption, note = say["bands_caption"].format(short=index.short), say["bands_note"].format(source=index.bands_source)
    return ReportTable(f"mutu-{index.key}", caption, heads, rows, (note,))
