"""How it is computed: each step in a sentence with its figures, the bands, and the index under other weights.

The sources are those of the instrument's records, so that they cannot drift from what was computed.

>>> import ikm
>>> from ikm.regulation import load_regulation
>>> from ikm.reports.chapters.method import method_chapter
>>> chapter = method_chapter(ikm.score([[4] * 9, [3] * 9], weight="exact"), load_regulation())
>>> chapter.blocks[2].text.partition(". ")[0]
'IKM adalah jumlah NRR tertimbang dikalikan 25: 3,50000 × 25 = 87,50'
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.reports.report import Chapter, Entry, Head, Paragraph, ReportTable, Row
from ikm.reports.rows import weight_names
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.regulation import Band, Regulation
    from ikm.reports.report import Block
    from ikm.scoring import IKMResult

__all__ = ["bands_table", "method_chapter"]

_DECIMALS = 5
"""Of the sum of the weighted means: so many that it gives the index by hand."""


def method_chapter(result: IKMResult, law: Regulation) -> Chapter:
    """Tell how the index is computed."""
    say, lang = phrases(result.lang, "report"), result.lang
    used, *others = weight_names(result, lang)
    own = result.weight == "own"
    weighted = sum((Fraction(element.nrr_weighted_exact) for element in result.elements), Fraction())
    sentences = [say["metode_nrr"]]
    if result.provenance.options.get("missing") == "complete":
        sentences.append(say["metode_complete"])
    blocks: list[Block] = [
        Paragraph(" ".join(sentences)),
        Paragraph(say["metode_own"] if own else say["metode_weight"].format(weight=used)),
        Paragraph(
            say["metode_index"].format(
                factor=law.factor,
                sum=number(weighted, _DECIMALS, lang),
                ikm=number(Fraction(result.ikm_exact), law.decimals, lang),
                decimals=law.decimals,
            )
        ),
        Paragraph(say["metode_sources"].format(sources=_sources(result, law)), "note"),
    ]
    told = [(name, a) for name, a in zip(others, result.alternatives, strict=True) if name != used]
    if told:
        rows = tuple(
            Row((Entry(name), Entry.of(Fraction(str(a.ikm)), law.decimals, lang), Entry(a.mutu, mutu=a.mutu)))
            for name, a in told
        )
        heads = (Head(say["weight"], "text"), Head("IKM"), Head(say["mutu"], "grade"))
        blocks.append(ReportTable("bobot", say["alternatives_caption"], heads, rows, (say["alternatives_note"],)))
    return Chapter("metode", say["metode"], (*blocks, bands_table(law, lang)))


def _sources(result: IKMResult, law: Regulation) -> str:
    """Name where the instrument says how it is computed: of the steps that it has a source for."""
    rules = [rule.source for rule in law.weight_rules if rule.name == result.weight]
    cited = [law.records.get(name, {}) for name in ("divisor", "conversion")]
    sources = [str(record["cite"]) for record in cited if "cite" in record] + rules + [law.bands[0].source]
    return "; ".join(dict.fromkeys(source for source in sources if source))


def bands_table(law: Regulation, lang: Language) -> ReportTable:
    """Give the instrument's table of grades."""
    say = phrases(lang, "report")
    means = all(band.nrr_low is not None for band in law.bands)
    heads = [Head(say["perception"])]
    heads += [Head(say["interval_nrr"], "text")] if means else []
    heads += [Head(say["interval"], "text"), Head(say["mutu"], "grade"), Head(say["kinerja"], "text")]
    rows = tuple(Row(_band(band, lang, means=means)) for band in law.bands)
    return ReportTable("mutu", say["bands_caption"], tuple(heads), rows)


def _band(band: Band, lang: Language, *, means: bool) -> tuple[Entry, ...]:
    def written(value: object) -> str:
        text = str(value)
        return text.replace(".", ",") if lang == "id" else text

    return (
        Entry.of(band.perception, 0, lang),
        *([Entry(f"{written(band.nrr_low)} – {written(band.nrr_high)}")] if means else []),
        Entry(f"{written(band.low)} – {written(band.high)}"),
        Entry(band.mutu, mutu=band.mutu),
        Entry(band.called(lang)),
    )
